"""Records at hand: the resolved cells of things as of a day, with the claims, citations and cards behind them."""

from __future__ import annotations

import builtins
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from bilateral import states
from bilateral.evidence.actor import ActorCard
from bilateral.evidence.citation import Citation
from bilateral.evidence.claims_file import Disagreement
from bilateral.evidence.dates import When
from bilateral.evidence.equipment import Equipment
from bilateral.evidence.grade import COUNTING
from bilateral.evidence.quantity import BELOW
from bilateral.evidence.resolve import Resolution
from bilateral.evidence.ruling import Judgement
from bilateral.evidence.source import Source
from bilateral.evidence.thing import Thing

if TYPE_CHECKING:
    import polars as pl


class Said(msgspec.Struct, frozen=True):
    """One claim as it takes part in a record, with its grade and what it says."""

    claim_id: str
    citation_id: str
    thing_id: str
    kind: str
    stage: str
    property: str
    actor: str
    facet: str
    period: str
    unit: str
    modality: str
    low: float | None
    best: float | None
    high: float | None
    text: str | None
    words: str
    qualifier: str
    when: str
    when_low: dt.date | None
    when_high: dt.date | None
    by: str | None
    source_id: str
    origin: str
    known: dt.date
    letter: str
    digit: int
    role: str
    correction_id: str | None = None

    @builtins.property
    def counts(self) -> bool:
        """Whether the claim bears on its record: it speaks for its origin, and its letter counts.

        A claim of letter D to F that stands alone leads its record, and still does not count.
        """
        return self.role in ("leads", "counts") and self.letter in COUNTING


class Cell(msgspec.Struct, frozen=True):
    """One record: the resolved value of one cell. See `resolve.Resolution` for the columns."""

    thing_id: str
    stage: str
    property: str
    actor: str
    facet: str
    period: str
    unit: str
    lead: str
    low: float | None
    best: float | None
    high: float | None
    text: str | None
    words: str
    qualifier: str
    when: str
    when_low: dt.date | None
    when_high: dt.date | None
    letter: str
    digit: int
    known: dt.date
    interval_low: float | None
    interval_high: float | None
    is_open: bool
    interval_from: dt.date | None
    interval_to: dt.date | None
    claims: int
    counting: int
    origins: int
    is_conflict: bool
    is_weak: bool
    rule: str
    judgement: str | None
    said: tuple[Said, ...] = ()

    @builtins.property
    def value(self) -> float | None:
        """The best single number: what the lead states; None where its wording gives only bounds."""
        return self.best

    @builtins.property
    def grade(self) -> str:
        return f"{self.letter}{self.digit}"

    @builtins.property
    def has_floor(self) -> bool:
        """Whether the interval's lower end is a number that a claim names, or the bound of words such as "dozens".

        It is not where it comes of "up to 2400" or "nearly 30": those name their upper end.
        """
        return self.interval_low in {
            one.best if one.best is not None else one.low
            for one in self.said
            if one.counts and (one.best is not None or one.qualifier not in BELOW)
        }

    @builtins.property
    def ids(self) -> tuple[str, ...]:
        """The claims behind it, in the order of their ids."""
        return tuple(one.claim_id for one in self.said)

    def moment(self) -> When | None:
        """The time the lead speaks of."""
        return When.parse(self.when) if self.when else None


class Records:
    """What is known as of a day: things, their cells, and every card they lead to.

    Only things with at least one claim known by then are in it; disagreements only where all their citations are.
    A side that nothing is cited for has no day: disagreements with one are left to the day that knows all claims.
    """

    def __init__(
        self,
        resolution: Resolution,
        claims: pl.DataFrame,
        *,
        things: Iterable[Thing],
        citations: Iterable[Citation],
        sources: Iterable[Source],
        equipment: Iterable[Equipment],
        actors: Iterable[ActorCard],
        disagreements: Iterable[Disagreement],
        judgements: Iterable[Judgement] = (),
    ) -> None:
        self.as_of = resolution.as_of
        self.said = _said(resolution, claims)
        self.cells = _cells(resolution, self.said)
        by_thing: defaultdict[str, list[Cell]] = defaultdict(list)
        by_place: defaultdict[tuple[str, str, str], list[Cell]] = defaultdict(list)
        for cell in self.cells:
            by_thing[cell.thing_id].append(cell)
            by_place[cell.thing_id, cell.stage, cell.property].append(cell)
        said_by_thing: defaultdict[str, list[Said]] = defaultdict(list)
        for one in self.said.values():
            said_by_thing[one.thing_id].append(one)
        self._by_thing = dict(by_thing)
        self._by_place = dict(by_place)
        self._said_by_thing = dict(said_by_thing)
        self.things = {one.thing_id: one for one in things if one.thing_id in said_by_thing}
        known = {one.citation_id for one in self.said.values()}
        self.citations = {one.citation_id: one for one in citations if one.citation_id in known}
        self.sources = {one.source_id: one for one in sources}
        self.equipment = {one.equipment_id: one for one in equipment}
        self.actors = {one.actor_id: one for one in actors}
        is_whole = len(self.said) == claims.height
        self.disagreements = [
            one
            for one in disagreements
            if one.between and known.issuperset(one.between) and (is_whole or not one.unsourced)
        ]
        self._disagreed = {one.thing_id for one in self.disagreements}
        self._contested = {(one.thing_id, one.contests) for one in self.disagreements if one.contests}
        self.judgements = {one.judgement_id: one for one in judgements}

    def of_kind(self, *kinds: str, among: Iterable[Thing] | None = None) -> list[Thing]:
        return [one for one in (among if among is not None else self.things.values()) if one.kind in kinds]

    def between(self, a: str, b: str) -> list[Thing]:
        """Things in which both states are parties, or that concern the pair and are between actors of theirs."""
        return [one for one in self.things.values() if self._is_between(one, a, b)]

    def _is_between(self, thing: Thing, a: str, b: str) -> bool:
        if a in thing.parties and b in thing.parties:
            return True
        if (min(a, b), max(a, b)) not in thing.concerns:
            return False
        homes = {home for one in thing.parties for home in self.homes(one)}
        return a in homes and b in homes

    def homes(self, actor: str) -> tuple[str, ...]:
        """The states an actor is or belongs to, by its card or by the list of actors that are no states."""
        if states.find(actor) is not None:
            return (actor,)
        card = self.actors.get(actor)
        if card is not None:
            return (card.state,) if card.state else ()
        other = next((one for one in states.other_actors() if one.code == actor), None)
        return other.home if other is not None else ()

    def bearing_on(self, a: str, b: str) -> list[Thing]:
        """Things that an editor says bear on the pair, without being between the two."""
        pair = (min(a, b), max(a, b))
        return [one for one in self.things.values() if pair in one.concerns and not self._is_between(one, a, b)]

    def of(self, thing: Thing | str) -> list[Cell]:
        """All cells of a thing."""
        return self._by_thing.get(thing if isinstance(thing, str) else thing.thing_id, [])

    def said_of(self, thing: Thing | str) -> list[Said]:
        """All claims of a thing, counted or not."""
        return self._said_by_thing.get(thing if isinstance(thing, str) else thing.thing_id, [])

    def find(self, thing: Thing | str, *, stage: str | None = None, property: str | None = None) -> list[Cell]:
        """Cells of a thing at a stage and with a property, either of which may be left open."""
        if stage is not None and property is not None:
            thing_id = thing if isinstance(thing, str) else thing.thing_id
            return self._by_place.get((thing_id, stage, property), [])
        return [
            one
            for one in self.of(thing)
            if (stage is None or one.stage == stage) and (property is None or one.property == property)
        ]

    def is_contested(self, thing: Thing | str, stage: str) -> bool:
        """Whether it is in dispute that a stage was reached: claims that count contradict, or an editor says so."""
        thing_id = thing if isinstance(thing, str) else thing.thing_id
        cells = self.find(thing_id, stage=stage, property="reached")
        if any(one.judgement is not None for one in cells):
            return False
        return (thing_id, stage) in self._contested or any(one.is_conflict for one in cells)

    def is_reached(self, thing: Thing | str, stage: str) -> bool | None:
        """Whether a stage was reached: yes, no, or None where claims that count contradict or nobody says."""
        cells = self.find(thing, stage=stage, property="reached")
        if not cells:
            return None
        if self.is_contested(thing, stage):
            return None
        return any(one.best == 1.0 for one in cells)

    def is_disputed(self, thing: Thing) -> bool:
        """Whether claims that count contradict each other, or an editor states a disagreement."""
        return thing.thing_id in self._disagreed or any(one.is_conflict for one in self.of(thing))

    def notes_are_visible(self, thing: Thing) -> bool:
        """Whether an editor's look-back may be shown: only when all that the thing's file holds is known."""
        return bool(thing.note or thing.editing_note) and thing.thing_id not in self._withheld

    _withheld: frozenset[str] = frozenset()

    def withhold_notes(self, thing_ids: Iterable[str]) -> None:
        """Name the things of which some claims became known only after the as-of day."""
        self._withheld = frozenset(thing_ids)


def _said(resolution: Resolution, claims: pl.DataFrame) -> dict[str, Said]:
    import polars as pl

    names = [item.name for item in msgspec.structs.fields(Said)]
    joined = resolution.links.select("claim_id", pl.col("role").cast(pl.String)).join(
        claims.select(one for one in names if one != "role"), on="claim_id", how="left"
    )
    return {row[0]: Said(*row) for row in joined.sort("claim_id").select(names).rows()}


def _cells(resolution: Resolution, said: dict[str, Said]) -> list[Cell]:
    behind: defaultdict[int, list[Said]] = defaultdict(list)
    for claim_id, number in resolution.links.select("claim_id", "cell").sort("claim_id").rows():
        if number is not None:
            behind[number].append(said[claim_id])
    names = [item.name for item in msgspec.structs.fields(Cell) if item.name != "said"]
    ordered = resolution.records.sort("thing_id", "stage", "property", "actor", "facet", "period", "unit")
    rows = ordered.select("cell", *names).rows()
    return [Cell(*(*values, tuple(behind[number]))) for number, *values in rows]
