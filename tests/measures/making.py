"""Small registers put together in a test, compiled, and opened as a study.

Sources are named by their letter: `a`, `b`, `b2`, `c` … `f`; `relay` passes on `b`.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import bilateral as bl
from bilateral.measures.case import Case
from bilateral.measures.measured import Measured
from bilateral.study import Study

TODAY = dt.date(2026, 6, 30)
Item = dict[str, Any]

_SOURCES = {
    name: {"name": f"Source {name}", "kind": "newspaper", "grade": name[0].upper(), "language": ["en"]}
    for name in ("a", "a2", "b", "b2", "c", "c2", "d", "e", "f")
}
_RELAY: Item = {"name": "The relay", "kind": "aggregator", "grade": "B", "language": ["es"], "relays": "b"}
_SYSTEMS = {
    "jet": ("Jet", "aircraft", "aircraft"),
    "copter": ("Copter", "helicopters", "helicopters"),
    "sam": ("Sam", "air defence", "launchers"),
    "rifle": ("Rifle", "small arms", "rifles"),
}
_EQUIPMENT = {
    name: {"name": words, "role": "a system", "group": group, "unit": unit}
    for name, (words, group, unit) in _SYSTEMS.items()
}
_ACTORS = {
    "minister": {"name": "The Minister", "kind": "person", "state": "RUS"},
    "works": {"name": "The Works", "kind": "company", "state": "RUS"},
    "oil-firm": {"name": "The Oil Firm", "kind": "company", "state": "VEN"},
}


def says(source: str, known: str, *asserts: Item, digit: int = 2, **more: Any) -> Item:
    """A citation. known: the day it was published; with `seen=` in its place when that is empty."""
    dated = {"published": known} if known else {}
    return {"source": source, **dated, "credibility": digit, "says": "So it is.", "asserts": list(asserts), **more}


def thing(kind: str, thing_id: str, *claims: Item, **head: Any) -> Item:
    """A thing between Russia and Venezuela unless `head` names others; citations get numbers as references."""
    kinds: dict[str, Item] = {
        "transfer": {"supplier": "RUS", "recipient": "VEN"},
        "technology_transfer": {"supplier": "RUS", "recipient": "VEN"},
        "deployment": {"sender": "RUS", "host": "VEN"},
        "training": {"trainer": "RUS", "trainee": "VEN"},
        "credit": {"lender": "RUS", "borrower": "VEN"},
        "sanction": {"sender": "USA", "target": ["VEN"]},
        "readiness": {"operator": "VEN"},
        "incident": {"parties": ["VEN"], "nature": "crash"},
        "political_event": {"parties": ["RUS", "VEN"], "nature": "visit"},
    }
    parties = kinds.get(kind, {"parties": ["RUS", "VEN"]})
    numbered: list[Item] = [{"ref": f"n{number}", **one} for number, one in enumerate(claims)]
    return {"kind": kind, "id": thing_id, "title": f"The {thing_id}", **parties, **head, "claims": numbered}


def write(folder: Path, things: list[Item], *, judgements: Item | None = None, **register: Any) -> Path:
    """The register's folder."""
    files: dict[str, object] = {
        "sources/all.yml": {**_SOURCES, "relay": _RELAY},
        "equipment/all.yml": _EQUIPMENT,
        "actors/all.yml": _ACTORS,
    }
    if judgements:
        files["judgements.yml"] = judgements
    for one in things:
        kind = one["kind"]
        files[f"claims/{kind}/{one['id']}.yml"] = {key: value for key, value in one.items() if key != "kind"}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    head = {"name": "Made for a test", "id": "made", "licence": "CC0-1.0"} | register
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in head.items())
    (folder / "register.toml").write_text(lines, "utf-8")
    return folder


def opened(place: Path, *things: Item, judgements: Item | None = None, **register: Any) -> Study:
    """A study of these things. Close it."""
    folder = write(place / "register", list(things), judgements=judgements, **register)
    return bl.open(folder, cache=place / "cache", today=TODAY)


def case_of(place: Path, *things: Item, as_of: str | None = None, judgements: Item | None = None) -> Case:
    """The case of Venezuela and Russia in a register of these things."""
    with opened(place, *things, judgements=judgements) as study:
        return study.case("VEN", "RUS", as_of)


def span(value: Measured | None) -> tuple[float | None, float | None, float | None] | None:
    """The interval and the best value in it: low, best, high."""
    return (value.low, value.best, value.high) if value is not None else None


def claims(value: Measured | None) -> set[str]:
    """The citations behind a number, without the name of the register: 'jets:n0'."""
    return {one.partition("/")[0] for one in value.claims} if value is not None else set()
