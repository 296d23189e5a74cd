"""A register in which every text that may come from a source tries to break out of the page that shows it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bilateral.evidence.kinds import KINDS
from bilateral.evidence.kinds.kind import Kind, Property, Role, Value

Say = Callable[[str], str]
"""A text for the field of this name."""

LONG = (
    '<script>alert(1)</script>"><img/src=x/onerror=alert(2)></style></title></textarea></svg>-->]]>'
    "{{7*7}}{0}%(a)s${x}&amp;&lt;`tick`[link](https://evil.example)![pic](x)|*b*_u_~~s~~\\"
    "/*PAYLOAD*//*FONTS*/<!--narrow--><a/href=javascript:alert(3)>'"
)
"""No spaces: a text that is cut or wrapped is cut inside it."""
SHORT = "<b/onx=1>\"'&amp;|[a](b)"
UNIT = "o'clocks"
"""Units hold no mark that HTML or Markdown reads, but for this one."""
HARMLESS = "words-that-do-no-harm"
HOST = "https://documents.example/"


class Texts:
    """Hands out one text a field, each under a mark of its own, and remembers them."""

    def __init__(self, long: str = LONG, short: str = SHORT) -> None:
        self.long, self.short = long, short
        self.fields: dict[str, str] = {}
        self.said: dict[str, str] = {}
        self._numbers = itertools.count(100)

    def __call__(self, field: str) -> str:
        mark = f"Q{next(self._numbers)}q"
        self.fields[mark] = field
        self.said[mark] = mark + (self.short if field == "label" else self.long)
        return self.said[mark]


def write(folder: Path, say: Say) -> None:
    """A register on Russia and Venezuela with one thing of each kind and every key that a form asks for."""
    head = [
        f"name = {_toml(say('register'))}",
        'id = "hostile"',
        f"licence = {_toml(say('register licence'))}",
        "date = 2026-06-30",
        "covers = [2000, 2026]",
        "stops = [2007-12-31, 2012-12-31]",
        'about = ["CUB-RUS"]',
    ]
    _put(folder / "register.toml", "\n".join(head) + "\n")
    _yaml(folder / "sources/all.yml", _sources(say))
    _yaml(folder / "equipment/all.yml", {"gadget": _gadget(say)})
    _yaml(folder / "actors/all.yml", {"some-actor": _actor(say)})
    for kind in KINDS.values():
        _yaml(folder / f"claims/{kind.name}/{_id(kind)}.yml", _thing(kind, say))
    ruling = {"author": say("author"), "made": "2014-01-01"}
    claim = "a-transfer:one/ordered"
    _yaml(
        folder / "corrections.yml",
        {
            "one": {"claim": f"{claim}.quantity", "was": "24", "becomes": "25", "reason": say("reason"), **ruling},
            "two": {"claim": f"{claim}.place", "was": "a town", "becomes": say("becomes"), "reason": "so", **ruling},
        },
    )
    _yaml(
        folder / "judgements.yml",
        {
            "decided": {
                "thing": "a-transfer",
                "about": "delivered.reached",
                "prefers": "a-transfer:one/delivered.reached",
                "reason": say("reason"),
                **ruling,
            }
        },
    )


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _yaml(path: Path, value: object) -> None:
    _put(path, json.dumps(value, ensure_ascii=False, indent=1))  # JSON is YAML, with every text quoted


def _id(kind: Kind) -> str:
    return f"a-{kind.name.replace('_', '-')}"


def _sources(say: Say) -> dict[str, Any]:
    def card(grade: str) -> dict[str, Any]:
        return {
            "name": say("source name"),
            "kind": "newspaper",
            "grade": grade,
            "language": ["en"],
            "state": "RUS",
            "website": "documents.example",
            "licence": say("source licence"),
            "note": say("source note"),
        }

    return {"first": card("A"), "second": card("B") | {"relays": "third"}, "third": card("C"), "other": card("B")}


def _gadget(say: Say) -> dict[str, Any]:
    texts = {key: say(f"equipment {key}") for key in ("name", "full_name", "role", "nato", "local_name", "note")}
    lists = {key: [say(f"equipment {key}")] for key in ("aliases", "cyrillic", "other_scripts")}
    fixed = {
        "group": "aircraft", "unit": "aircraft", "un_category": "combat aircraft", "sipri_category": "aircraft",
        "maker": ["RUS"], "family": "gadgets",
    }  # fmt: skip
    return texts | lists | fixed


def _actor(say: Say) -> dict[str, Any]:
    return {
        "name": say("actor name"),
        "kind": "person",
        "state": "RUS",
        "roles": [{"role": say("actor role"), "from": "2001", "to": "2020"}],
        "aliases": [say("actor aliases")],
        "cyrillic": [say("actor cyrillic")],
        "other_scripts": [say("actor other_scripts")],
        "note": say("actor note"),
    }


def _thing(kind: Kind, say: Say) -> dict[str, Any]:
    states = iter(("RUS", "VEN"))
    head: dict[str, Any] = {
        "id": _id(kind),
        "handle": f"H-{list(KINDS).index(kind.name) + 1}",
        "title": say("title"),
        "label": say("label"),
        "concerns": ["RUS-VEN"],
        "note": say("note"),
        "editing_note": say("editing_note"),
    }
    has_sides = not all(role.is_list for role in kind.roles)
    head |= {role.name: _party(role, next(states, "some-actor"), has_sides) for role in kind.roles}
    if kind.has_equipment:
        head["equipment"] = ["gadget"]
    for attribute in kind.attributes:
        value = attribute.options[0] if attribute.options else say(f"attribute {attribute.name}")
        head[attribute.name] = [value] if attribute.is_list else value
    head["claims"] = [_first(kind, say), _second(kind, say), _third(kind, say), _fourth(kind, say)]
    sides: dict[str, Any] = {"says": say("disagreement"), "between": ["one", "two"]}
    told = {"unsourced": say("unsourced"), "topic": say("topic")}
    if kind.stages:
        told["contests"] = kind.stages[-1].name
    again = {"says": say("disagreement"), "between": ["one", "two"], "topic": told["topic"]}
    head["disagreements"] = [sides | told, again]
    return head


def _party(role: Role, state: str, has_sides: bool) -> object:
    """A state; of a list all, without the first where that one stands on another side."""
    return ["RUS", "VEN", "some-actor"][has_sides:] if role.is_list else state


def _first(kind: Kind, say: Say) -> dict[str, Any]:
    """Says everything that can be said of the kind, from a web address."""
    return {
        "source": "first",
        "ref": "one",
        "at": HOST + say("at"),
        "title": say("document title"),
        "published": "2006-03",
        "dated_by": "address",
        "language": say("language"),
        "by": say("by"),
        "checked": True,
        "note": say("citation note"),
        "credibility": 2,
        "says": say("says"),
        "asserts": _asserts(kind, say, "asserted", "2005", "24"),
    }


def _second(kind: Kind, say: Say) -> dict[str, Any]:
    """Contradicts the first, from a place that is no address, on no day of its own."""
    return {
        "source": "second",
        "ref": "two",
        "at": say("place in a book"),
        "edition": say("edition"),
        "seen": "2010-05",
        "relays": ["third"],
        "source_grade": "C",
        "credibility": 3,
        "says": say("says"),
        "asserts": _asserts(kind, say, "asserted", "2009", "31"),
    }


def _third(kind: Kind, say: Say) -> dict[str, Any]:
    return {
        "source": "other",
        "ref": "three",
        "repeats": "two",
        "edition": "2011-02-03",
        "credibility": 4,
        "says": say("says"),
        "asserts": _asserts(kind, say, "planned", "2012", "12"),
    }


def _fourth(kind: Kind, say: Say) -> dict[str, Any]:
    return {
        "source": "other",
        "ref": "four",
        "published": "2011-04-05",
        "credibility": 2,
        "says": say("says"),
        "asserts": _asserts(kind, say, "denied", "2011", "14"),
    }


def _asserts(kind: Kind, say: Say, modality: str, year: str, number: str) -> list[dict[str, Any]]:
    found = []
    for stage in kind.stages or (None,):
        item: dict[str, Any] = {"when": year, "modality": modality}
        if stage is not None:
            item["stage"] = stage.name
        if kind.name == "position":
            item |= {"speaker": "RUS", "topic": "basing"}
        for prop in kind.properties:
            item[prop.name if prop.name != "deliveries" else "yearly"] = _value(prop, say, number)
        if kind.name == "transfer" and modality == "asserted" and year == "2005" and stage and stage.name == "ordered":
            item["place"] = "a town"  # for the correction
        item["figures"] = [{"what": say("figure"), "amount": f"{number} {UNIT}", "of": "some-actor"}]
        if modality == "planned":
            item["by"] = say("by of an assertion")
        found.append(item)
    return found


def _value(prop: Property, say: Say, number: str) -> object:
    if prop.name == "deliveries":
        return {"2005": number, "2006": f"about {number}"}
    if prop.value is Value.TEXT:
        return say(f"property {prop.name}")
    if prop.value is Value.CHOICE:
        return prop.options[0]
    if prop.value is Value.MONEY:
        return f"USD {number} bn"
    if prop.unit:
        return f"{number} {prop.unit}"
    return number if prop.name in ("quantity", "lost", "serviceable", "held") else f"{number} {UNIT}"
