"""The strands beside hardware: visits, presence, training, plants, credits, agreements, sanctions, in tables."""

from __future__ import annotations

import datetime as dt

import msgspec

from bilateral.evidence.dates import When
from bilateral.evidence.records import Cell, Records
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.measured import Measured, measured


class Moment(msgspec.Struct, frozen=True):
    """A stage of a thing and the time it was reached.

    state: reached, denied or disputed; of things on which nobody asserts a stage, the modality: planned, speculated.
    """

    stage: str
    when: str
    state: str
    claims: tuple[str, ...]


class Amount(msgspec.Struct, frozen=True):
    """A number a thing carries: what it counts, of whom, at which stage, when.

    what: a property of its kind, or where is_figure the words of a source for it.
    """

    what: str
    actor: str
    stage: str
    when: str
    value: Measured
    is_figure: bool = False


class Note(msgspec.Struct, frozen=True):
    """A text property: place, purpose, reason, instrument …, with the claims that give it."""

    what: str
    text: str
    claims: tuple[str, ...]


class Entry(msgspec.Struct, frozen=True):
    """One thing of a strand in a table: its stages in time order, its numbers, its texts.

    first_day: the first day that its dates allow; None where no date has one. last_day: where all dates are
    only bounds, as "by 2008" is, the earliest of them. letter, digit: best grade of the claims that say it
    happened; of the denial where nobody says so.
    """

    thing: Thing
    is_own: bool
    is_disputed: bool
    first_day: dt.date | None
    last_day: dt.date | None
    moments: tuple[Moment, ...]
    amounts: tuple[Amount, ...]
    notes: tuple[Note, ...]
    letter: str
    digit: int


def entries(case: Case, *kinds: str, own_only: bool = False, force: tuple[str, ...] = ()) -> list[Entry]:
    """Things of the given kinds as table rows, by their first day. force: only deployments of these forces."""
    own = {one.thing_id for one in case.own}
    things = case.of_kind(*kinds) if own_only else case.of_any(*kinds)
    if force:
        things = [one for one in things if one.attributes.get("force", ("",))[0] in force]
    rows = [entry(case.records, one, is_own=one.thing_id in own) for one in things]
    return sorted(rows, key=by_day)


def by_day(entry: Entry) -> tuple[dt.date, str]:
    """The order of rows: by their first day, or the last where no first is known; undated ones last."""
    return entry.first_day or entry.last_day or dt.date.max, entry.thing.thing_id


def entry(records: Records, thing: Thing, *, is_own: bool) -> Entry:
    """One thing as a table row."""
    cells = records.of(thing)
    moments = _moments(records, thing)
    weak = {claim for one in cells if one.is_weak for claim in one.ids}
    dates = [When.parse(one.when) for one in moments if one.when and not weak.issuperset(one.claims)]
    days = [one.low for one in dates if one.low] or [one.when_low for one in cells if one.when_low]
    bounds = [one.high for one in dates if one.high] or [one.when_high for one in cells if one.when_high]
    letter, digit = _grade(records, thing)
    return Entry(
        thing=thing,
        is_own=is_own,
        is_disputed=records.is_disputed(thing),
        first_day=min(days, default=None),
        last_day=min(bounds, default=None) if not days else None,
        moments=moments,
        amounts=tuple(_amount(one) for one in cells if one.low is not None and one.property != "reached"),
        notes=_notes(cells),
        letter=letter,
        digit=digit,
    )


def _grade(records: Records, thing: Thing) -> tuple[str, int]:
    """The best grade of the claims that say it happened, at a contested stage where one is.

    Of things that nobody affirms the best grade of a denial, and where it is not the question that of any record.
    """
    spoken = [one for one in records.said_of(thing) if one.property == "reached" and one.role != "not_asserted"]
    contested = [one for one in spoken if records.is_contested(thing, one.stage)]
    for among in (contested, spoken):
        yes = [one for one in among if one.best == 1.0]
        found = [one for one in yes if one.counts] or yes
        if found:
            return min((one.letter, one.digit) for one in found)
    graded = spoken or records.of(thing)
    return min(((one.letter, one.digit) for one in graded), default=("", 0))


def _moments(records: Records, thing: Thing) -> tuple[Moment, ...]:
    found = []
    for cell in records.find(thing, property="reached"):
        dates = [
            one
            for one in records.find(thing, stage=cell.stage, property="when")
            if (one.period, one.actor) == (cell.period, cell.actor)
        ]
        when = dates[0].when if dates else cell.when
        so = "reached" if cell.best == 1.0 else "denied"
        state = "disputed" if records.is_contested(thing, cell.stage) else so
        ids = tuple(dict.fromkeys((*cell.ids, *(claim for one in dates for claim in one.ids))))
        found.append(Moment(cell.stage, when, state, ids))
    if not found:
        found = [
            Moment(one.stage, one.when, one.modality, (one.claim_id,))
            for one in records.said_of(thing)
            if one.property == "reached" and one.stage
        ]
    return tuple(sorted(found, key=lambda one: (_low(one.when), one.stage)))


def _low(edtf: str) -> dt.date:
    return (When.parse(edtf).low or dt.date.min) if edtf else dt.date.max


def _amount(cell: Cell) -> Amount:
    what = cell.facet if cell.property == "figure" else cell.property
    when = cell.when or cell.period
    return Amount(what, cell.actor, cell.stage, when, measured(cell), is_figure=cell.property == "figure")


def _notes(cells: list[Cell]) -> tuple[Note, ...]:
    seen: dict[tuple[str, str], Note] = {}
    for cell in cells:
        for said in cell.said:
            if said.text and said.property not in ("statement", "stance"):
                key = (said.property, said.text)
                held = seen.get(key)
                claims = (*held.claims, said.claim_id) if held else (said.claim_id,)
                seen[key] = Note(said.property, said.text, claims)
    return tuple(seen.values())


VAGUE_DAYS = 730
"""A claim on so many days or more says that something goes on, not that it happened in each of the years."""


class StrandYear(msgspec.Struct, frozen=True):
    """How many things of a strand touch a year, with their claims; and whether any goes on.

    none: claims that somebody looked and found nothing in the whole of the year.
    """

    year: int
    count: int
    is_under_way: bool
    things: tuple[str, ...]
    claims: tuple[str, ...]
    none: tuple[str, ...] = ()


STRANDS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "transfer": ("Arms, equipment, services", ("transfer",), ()),
    "technology": ("Plants and technology", ("technology_transfer",), ()),
    "agreement": ("Agreements", ("agreement",), ()),
    "exercise": ("Exercises", ("exercise",), ()),
    "visit": ("Ships and aircraft calling", ("deployment",), ("ships", "aircraft")),
    "presence": ("Personnel present", ("deployment",), ("personnel", "contractors", "installation", "mixed")),
    "training": ("Training", ("training",), ()),
    "credit": ("Credit and debt", ("credit",), ()),
    "politics": ("High-level visits", ("political_event",), ()),
}
"""Strand id: name, kinds, forces of deployments."""


def strand_years(case: Case, first: int, last: int) -> dict[str, list[StrandYear]]:
    """For each strand and year, the things whose claims speak of that year."""
    found: dict[str, list[StrandYear]] = {}
    for strand, (_, kinds, force) in STRANDS.items():
        things = case.of_kind(*kinds)
        if force:
            things = [one for one in things if one.attributes.get("force", ("",))[0] in force]
        found[strand] = _strand(case.records, things, range(first, last + 1))
    return found


def _strand(records: Records, things: list[Thing], years: range) -> list[StrandYear]:
    hit: dict[int, list[str]] = {year: [] for year in years}
    claims: dict[int, list[str]] = {year: [] for year in years}
    none: dict[int, list[str]] = {year: [] for year in years}
    passing: set[int] = set()
    for thing in things:
        exact: set[int] = set()
        around: set[int] = set()
        for one in records.said_of(thing):
            low, high = one.when_low, one.when_high
            if low is None or high is None or one.modality != "asserted":
                continue
            touched = range(max(low.year, years.start), min(high.year + 1, years.stop))
            if one.low == one.high == 0:
                for year in touched:
                    if low <= dt.date(year, 1, 1) and dt.date(year, 12, 31) <= high:
                        none[year].append(one.claim_id)
                continue
            if (high - low).days >= VAGUE_DAYS:
                around.update(touched)
                continue
            exact.update(touched)
            for year in touched:
                claims[year].append(one.claim_id)
        passing |= around - exact
        for year in sorted(exact):
            hit[year].append(thing.thing_id)
    return [
        StrandYear(
            year=year,
            count=len(hit[year]),
            is_under_way=year in passing,
            things=tuple(hit[year]),
            claims=tuple(dict.fromkeys(claims[year])),
            none=tuple(dict.fromkeys(none[year])),
        )
        for year in years
    ]
