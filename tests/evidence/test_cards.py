"""Cards and rulings: sources, equipment, actors, corrections, judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from bilateral.errors import Problem
from bilateral.evidence.actor import read_actor
from bilateral.evidence.equipment import GROUPS, SIPRI_CATEGORIES, UN_CATEGORIES, read_equipment
from bilateral.evidence.form import Form
from bilateral.evidence.node import Problems
from bilateral.evidence.ruling import read_correction, read_judgement
from bilateral.evidence.source import SOURCE_KINDS, read_source
from registers import node_of

SOURCE = """
name: The Agency
kind: agency
grade: B
language: [en, es]
state: RUS
website: agency.example.org
relays: tass
licence: CC-BY-4.0
note: Founded for the test.
"""
EQUIPMENT = """
name: Su-30MK2
full_name: Sukhoi Su-30MK2
role: multirole fighter
group: aircraft
unit: aircraft
un_category: combat aircraft
sipri_category: aircraft
maker: RUS
family: su-30
nato: Flanker-G
aliases: [Su-30 MK2]
cyrillic: Су-30МК2
"""
ACTOR = """
name: Hugo Chávez
kind: person
state: VEN
roles:
  - {role: president, from: 1999-02-02, to: 2013-03-05}
aliases: [Chávez]
cyrillic: Уго Чавес
"""
CORRECTION = """
claim: a-thing:daily/ordered.quantity
was: "500"
becomes: "50"
reason: misprint
author: A. Analyst
made: 2026-11-23
"""
JUDGEMENT = """
thing: a-thing
about: ordered.quantity
prefers: a-thing:daily/ordered.quantity
reason: the later text
author: A. Analyst
made: 2026-11
"""
CARDS = {
    "source": (read_source, SOURCE),
    "equipment": (read_equipment, EQUIPMENT),
    "actor": (read_actor, ACTOR),
    "correction": (read_correction, CORRECTION),
    "judgement": (read_judgement, JUDGEMENT),
}


def read(reader: Callable[..., Any], text: str) -> tuple[Any, list[Problem]]:
    problems = Problems("cards.yml")
    return reader("an-id", Form(node_of(text), problems, "the card"), "reg/cards.yml", 7), list(problems)


def good(name: str, old: str = "", new: str = "") -> Any:
    reader, text = CARDS[name]
    card, problems = read(reader, text.replace(old, new))
    assert not problems, [str(one) for one in problems]
    assert (card.file, card.line) == ("reg/cards.yml", 7)
    return card


def test_a_source() -> None:
    card = good("source")
    assert (card.letter, card.languages, card.relays) == ("B", ("en", "es"), "tass")
    assert good("source", "grade: B").letter is None
    assert good("source", "relays: tass").relays is None


def test_equipment() -> None:
    card = good("equipment")
    assert (card.unit, card.makers, card.cyrillic) == ("aircraft", ("RUS",), ("Су-30МК2",))


def test_an_actor_and_the_time_in_office() -> None:
    card = good("actor")
    (office,) = card.offices
    assert office.since is not None and office.until is not None
    assert (office.role, office.since.low, office.until.high) == (
        "president",
        dt.date(1999, 2, 2),
        dt.date(2013, 3, 5),
    )


def test_a_correction_changes_or_leaves_out() -> None:
    assert good("correction").becomes == "50"
    assert good("correction", 'becomes: "50"', "left_out: true").becomes is None


def test_a_judgement_counts_from_the_last_day_it_may_mean() -> None:
    card = good("judgement")
    assert (card.stage, card.property, card.made) == ("ordered", "quantity", dt.date(2026, 11, 30))
    assert good("judgement", "ordered.quantity\nprefers", "held\nprefers").stage == ""


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("source", "name: The Agency", "", "has no 'name'"),
        ("source", "kind: agency", "kind: agencies", "did you mean agency?"),
        ("source", "grade: B", "grade: G", "'G' is not a grade"),
        ("source", "grade: B", "grade: B2", "'B2' is not a grade"),
        ("source", "[en, es]", "[english]", "is not a language code"),
        ("source", "state: RUS", "state: RUZ", "did you mean"),
        ("source", "agency.example.org", "https://agency.example.org/x", "is not a host name"),
        ("source", "relays: tass", "relays: The Tass", "is not an id"),
        ("source", "licence:", "license:", "did you mean 'licence'?"),
        ("equipment", "role: multirole fighter", "", "has no 'role'"),
        ("equipment", "group: aircraft", "group: planes", "is not a group"),
        ("equipment", "un_category: combat aircraft", "un_category: jets", "is not a un_category"),
        ("equipment", "maker: RUS", "maker: Russia", "is not a state"),
        ("equipment", "unit: aircraft\n", "", "has no 'unit'"),
        ("actor", "kind: person", "kind: persons", "did you mean person?"),
        ("actor", "state: VEN", "state: VEM", "did you mean VEN (Venezuela)"),
        ("actor", "from: 1999-02-02", "from: 2 Feb 1999", "is not a date"),
        ("actor", "role: president, ", "", "has no 'role'"),
        ("actor", "to: 2013", "until: 2013", "the key 'until' is not known"),
        ("correction", 'becomes: "50"', "", "has no outcome"),
        ("correction", 'becomes: "50"', 'becomes: "50"\nleft_out: true', "has two outcomes"),
        ("correction", "reason: misprint", "", "has no 'reason'"),
        ("correction", "author: A. Analyst", "", "has no 'author'"),
        ("correction", "made: 2026-11-23", "made: 2026-11-31", "that month has 30 days"),
        ("correction", "made: 2026-11-23", "", "has no 'made'"),
        ("correction", 'was: "500"', "", "has no 'was'"),
        ("judgement", "thing: a-thing\n", "", "has no 'thing'"),
        ("judgement", "prefers: a-thing:daily/ordered.quantity", "", "has no 'prefers'"),
        ("judgement", "made: 2026-11", "made: 2026/..", "no last day"),
        ("judgement", "author: A. Analyst", "author: [A, B]", "'author' is a list"),
    ],
)
def test_a_wrong_card_is_refused_with_its_reason(name: str, old: str, new: str, says: str) -> None:
    reader, text = CARDS[name]
    assert old in text
    card, problems = read(reader, text.replace(old, new))
    assert card is None
    assert len(problems) == 1, [str(one) for one in problems]
    assert says in str(problems[0])
    assert problems[0].line


def test_the_lists_of_categories_have_no_doubles() -> None:
    for names in (UN_CATEGORIES, SIPRI_CATEGORIES, GROUPS, tuple(SOURCE_KINDS)):
        assert len(set(names)) == len(names)
