"""What each capital said on which question: positions as claims, in a matrix of topics by speakers."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

import msgspec

from bilateral.evidence.dates import When
from bilateral.evidence.kinds import TOPICS
from bilateral.evidence.records import Said
from bilateral.measures.case import Case


class Statement(msgspec.Struct, frozen=True):
    """One official view. speaker: state code or actor id. text: the view in one sentence."""

    speaker: str
    topic: str
    when: str
    by: str | None
    stance: str | None
    text: str
    claims: tuple[str, ...]
    letter: str
    digit: int


class Matrix(msgspec.Struct, frozen=True):
    """Questions by speakers. speakers: columns; topics: rows with at least two speakers; others: the rest."""

    speakers: tuple[str, ...]
    topics: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Statement, ...]]
    others: tuple[Statement, ...]


def statements(case: Case) -> list[Statement]:
    """All official views of the case, by day."""
    found: list[Statement] = []
    for thing in case.of_any("position"):
        grouped: defaultdict[tuple[str, str, str, str], list[Said]] = defaultdict(list)
        for claim in case.records.said_of(thing):
            if claim.property in ("statement", "stance"):
                grouped[(claim.actor, claim.facet, claim.period, claim.citation_id)].append(claim)
        for (speaker, topic, when, citation_id), claims in grouped.items():
            said = next((one for one in claims if one.property == "statement"), None)
            stance = next((one.text for one in claims if one.property == "stance"), None)
            text = said.text if said and said.text else case.records.citations[citation_id].says
            first = claims[0]
            ids = tuple(one.claim_id for one in claims)
            found.append(Statement(speaker, topic, when, first.by, stance, text, ids, first.letter, first.digit))
    return sorted(found, key=lambda one: (_day(one.when), one.speaker, one.topic, one.claims))


def matrix(case: Case, *, columns: int = 5, each: int = 2) -> Matrix:
    """The matrix of positions: the pair and the states that spoke most, the latest `each` views a cell."""
    views = statements(case)
    spoken = Counter(one.speaker for one in views if one.speaker.isupper())
    pair = [one for one in (case.a, case.b) if one in spoken]
    rest = [one for one, _ in sorted(spoken.items(), key=lambda item: (-item[1], item[0])) if one not in pair]
    speakers = tuple([*pair, *rest][:columns])
    cells: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for view in views:
        if view.speaker in speakers:
            cells[(view.topic, view.speaker)].append(view)
    topics = tuple(topic for topic in TOPICS if sum((topic, speaker) in cells for speaker in speakers) >= 2)
    shown = {key: tuple(_spread(found, each)) for key, found in cells.items() if key[0] in topics}
    in_matrix = {one.claims for found in shown.values() for one in found}
    others = tuple(one for one in views if one.claims not in in_matrix)
    return Matrix(speakers, topics, shown, others)


def _spread(found: list[Statement], each: int) -> list[Statement]:
    """The first view and the latest ones: a position and what became of it."""
    return found if len(found) <= each else [found[0], *found[len(found) - each + 1 :]]


def _day(edtf: str) -> dt.date:
    return (When.parse(edtf).low or dt.date.min) if edtf else dt.date.max
