"""Where claims contradict each other: contested events, rival numbers, and what editors state."""

from __future__ import annotations

import datetime as dt

import msgspec

from bilateral.evidence.claims_file import Disagreement
from bilateral.evidence.grade import COUNTING
from bilateral.evidence.kinds import KINDS
from bilateral.evidence.records import Cell, Said
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case


class Dot(msgspec.Struct, frozen=True):
    """One claim in a dispute over whether something happened.

    side: for, against, or neither: talks, plans and orders of it, and reports that leave it open. is_weak: of a source
    that does not count. is_repeat: another claim of the same origin is counted on the same side.
    """

    claim: Said
    side: str
    known: dt.date
    is_repeat: bool
    is_weak: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is one of the sources that a side has."""
        return not self.is_repeat and not self.is_weak


class Contest(msgspec.Struct, frozen=True):
    """A stage that claims which count both affirm and deny."""

    thing: Thing
    stage: str
    dots: tuple[Dot, ...]
    judgement: str | None


class RivalNumber(msgspec.Struct, frozen=True):
    """A number on which claims that count do not agree."""

    thing: Thing
    cell: Cell
    claims: tuple[Said, ...]


class StatedTopic(msgspec.Struct, frozen=True):
    """Disagreements that editors state, grouped by what they are about."""

    topic: str
    items: tuple[tuple[Thing, Disagreement], ...]


_WEIGHTY = (
    "ordered",
    "part_delivered",
    "delivered",
    "in_service",
    "arrived",
    "present",
    "occurred",
    "in_force",
    "held",
)


def contests(case: Case) -> list[Contest]:
    """Contested events, those with most claims first; one for each thing, at the furthest contested stage."""
    found: dict[str, Contest] = {}
    for thing in case.matters:
        for stage in _WEIGHTY:
            cells = case.records.find(thing, stage=stage, property="reached")
            ruling = next((one.judgement for one in cells if one.judgement), None)
            if cells and (ruling or case.records.is_contested(thing, stage)):
                found[thing.thing_id] = Contest(thing, stage, _dots(case, thing, stage), ruling)
    return sorted(found.values(), key=lambda one: (-len(one.dots), one.thing.thing_id))


def _dots(case: Case, thing: Thing, stage: str) -> tuple[Dot, ...]:
    """Every claim that says whether the stage was reached, or leaves it open; once a citation."""
    by_citation: dict[str, tuple[str, Said]] = {}
    for claim in case.records.said_of(thing):
        side = _side(thing, stage, claim) if claim.property == "reached" else None
        if side is None:
            continue
        held = by_citation.get(claim.citation_id)
        if held is None or _ORDER[side] < _ORDER[held[0]]:
            by_citation[claim.citation_id] = side, claim
    speakers: dict[tuple[str, str], str] = {}
    for side, claim in sorted(by_citation.values(), key=lambda one: _weight(one[1])):
        speakers.setdefault((side, claim.origin), claim.claim_id)
    dots = [
        Dot(claim, side, claim.known, speakers[side, claim.origin] != claim.claim_id, claim.letter not in COUNTING)
        for side, claim in by_citation.values()
    ]
    return tuple(sorted(dots, key=lambda one: (one.known, one.claim.claim_id)))


def _weight(claim: Said) -> tuple[bool, bool, str, int, int, str]:
    """Which claim speaks for its origin: one that counts in its record, then the better graded, then the later."""
    return (
        claim.letter not in COUNTING,
        not claim.counts,
        claim.letter,
        claim.digit,
        -claim.known.toordinal(),
        claim.claim_id,
    )


def _side(thing: Thing, stage: str, claim: Said) -> str | None:
    """What a claim on one stage says of another: a later stage reached says yes, an earlier one denied says no.

    An earlier stage that was reached says neither. In kinds without a ladder only the stage itself
    speaks.
    """
    if claim.modality not in ("asserted", "denied"):
        return "neither"
    is_yes = claim.best == 1.0
    if claim.stage == stage:
        return "for" if is_yes else "against"
    own, other = (KINDS[thing.kind].stage(name) for name in (stage, claim.stage))
    if thing.kind not in _LADDERS or own is None or other is None or own.rank is None or other.rank is None:
        return "neither" if claim.stage in ("talks", "announced") and is_yes else None
    if is_yes:
        reaches = other.rank > own.rank or other.name == f"part_{own.name}"
        return "for" if reaches else "neither"
    return "against" if other.rank < own.rank else None


_LADDERS = ("transfer", "technology_transfer")
_ORDER = {"for": 0, "against": 1, "neither": 2}


def rival_numbers(case: Case) -> list[RivalNumber]:
    """Numbers that do not agree, those with most origins first."""
    found = []
    for thing in case.matters:
        for cell in case.records.of(thing):
            if cell.is_conflict and cell.low is not None and cell.property != "reached":
                found.append(RivalNumber(thing, cell, cell.said))
    return sorted(found, key=lambda one: (-one.cell.origins, one.thing.thing_id, one.cell.property, one.cell.facet))


def stated(case: Case) -> list[StatedTopic]:
    """What editors state, by topic: topics of several things first, then each thing by itself."""
    things = case.told
    groups: dict[str, list[tuple[Thing, Disagreement]]] = {}
    for one in case.records.disagreements:
        thing = things.get(one.thing_id)
        if thing is not None:
            groups.setdefault(one.topic or thing.label or thing.title, []).append((thing, one))
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0].lower()))
    return [StatedTopic(topic, tuple(items)) for topic, items in ordered]
