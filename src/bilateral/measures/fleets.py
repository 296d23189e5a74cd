"""Fleets: delivered, lost, surviving, last reported serviceable. Holdings are not readiness."""

from __future__ import annotations

import datetime as dt

import msgspec

from bilateral.evidence.dates import When
from bilateral.evidence.records import Said
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.ladder import is_main
from bilateral.measures.measured import Measured, counts, difference, measured, of_claim, total


class Loss(msgspec.Struct, frozen=True):
    """One incident in which items of the fleet were lost."""

    thing: Thing
    when: str
    lost: Measured


class Report(msgspec.Struct, frozen=True):
    """One claim on how much of a fleet can be used or is held, at a time."""

    claim: Said
    what: str
    when: str
    value: Measured | None
    text: str | None


class Step(msgspec.Struct, frozen=True):
    """So many had been delivered by the end of this day."""

    day: dt.date
    count: float
    claims: tuple[str, ...]


class Fleet(msgspec.Struct, frozen=True):
    """One type in the recipient's hands.

    surviving: delivered less losses on record, with both intervals. reports: what sources say of its state, by
    time; they are never averaged.
    """

    thing: Thing
    name: str
    unit: str
    delivered: Measured
    delivered_when: str
    steps: tuple[Step, ...]
    losses: tuple[Loss, ...]
    lost: Measured | None
    surviving: Measured
    reports: tuple[Report, ...]


def fleets(case: Case) -> list[Fleet]:
    """Fleets of delivered types that can be counted one by one, those with most reports and losses first."""
    found = [fleet for thing in case.of_kind("transfer") if (fleet := _fleet(case, thing)) is not None]
    return sorted(found, key=lambda one: (-len(one.reports) - len(one.losses), one.name))


_COUNTED = (
    "aircraft",
    "helicopters",
    "vehicles",
    "systems",
    "batteries",
    "launchers",
    "guns",
    "ships",
    "boats",
)


def _fleet(case: Case, thing: Thing) -> Fleet | None:
    records = case.records
    card = next((records.equipment[one] for one in thing.equipment if one in records.equipment), None)
    if card is None or card.unit not in _COUNTED or thing.attributes.get("nature", ("arms",)) != ("arms",):
        return None
    cells = [
        one
        for one in records.find(thing, stage="delivered", property="quantity")
        if not one.is_weak and one.unit == card.unit
    ]
    if not cells or records.is_reached(thing, "delivered") is not True:
        return None
    delivered = measured(max(cells, key=lambda one: (one.counting, one.lead)))
    when = next((one.when for one in records.find(thing, stage="delivered", property="when")), "")
    related = [one for one in case.fleet_things if set(one.equipment).intersection(thing.equipment)]
    if not is_main(case, thing):
        related = []
    losses = _losses(case, related, card.unit)
    lost = total([one.lost for one in losses], card.unit)
    return Fleet(
        thing=thing,
        name=thing.label or card.name,
        unit=card.unit,
        delivered=delivered,
        delivered_when=when,
        steps=_steps(case, thing, card.unit),
        losses=tuple(losses),
        lost=lost,
        surviving=difference(delivered, lost),
        reports=_reports(case, related),
    )


def _losses(case: Case, related: list[Thing], unit: str) -> list[Loss]:
    found = []
    for thing in related:
        if thing.kind != "incident":
            continue
        cells = [one for one in case.records.find(thing, property="lost") if not one.is_weak and one.unit == unit]
        dates = case.records.find(thing, property="when")
        if cells:
            found.append(Loss(thing, dates[0].when if dates else "", measured(cells[0])))
    return sorted(found, key=lambda one: (one.when, one.thing.thing_id))


def _reports(case: Case, related: list[Thing]) -> tuple[Report, ...]:
    """What is said of the fleet's readiness; a text entered under two records is one report."""
    found: dict[tuple[str, ...], Report] = {}
    for thing in related:
        for claim in case.records.said_of(thing) if thing.kind == "readiness" else ():
            if claim.property not in _READINESS or claim.modality != "asserted":
                continue
            when = claim.when or claim.period
            address = case.records.citations[claim.citation_id].at or claim.citation_id
            report = Report(
                claim=claim,
                what=claim.property,
                when=when,
                value=of_claim(claim) if claim.low is not None else None,
                text=claim.text,
            )
            found.setdefault((claim.source_id, address, claim.property, when, claim.words), report)
    return tuple(sorted(found.values(), key=lambda one: (_last_day(one.when), one.claim.claim_id)))


_READINESS = ("serviceable", "held", "serviceable_share", "condition")


def _last_day(edtf: str) -> dt.date:
    return (When.parse(edtf).high or dt.date.max) if edtf else dt.date.min


def _steps(case: Case, thing: Thing, unit: str) -> tuple[Step, ...]:
    """How many had come by when: counts that sources give for a day, and yearly deliveries summed at year's end."""
    points: list[Step] = []
    for stage in ("part_delivered", "delivered"):
        for claim in case.records.said_of(thing):
            if (claim.stage, claim.property, claim.unit) != (stage, "quantity", unit) or not counts(claim):
                continue
            if claim.best is not None and claim.when_high is not None and claim.modality == "asserted":
                points.append(Step(claim.when_high, claim.best, (claim.claim_id,)))
    running = 0.0
    ids: tuple[str, ...] = ()
    for cell in sorted(case.records.find(thing, property="deliveries"), key=lambda one: one.period):
        if cell.is_weak or cell.best is None or cell.unit != unit or not cell.period.isdigit():
            continue
        running += cell.best
        ids = (*ids, *cell.ids)
        points.append(Step(dt.date(int(cell.period), 12, 31), running, ids))
    steps: list[Step] = []
    for point in sorted(points, key=lambda one: (one.day, -one.count)):
        if not steps or point.count > steps[-1].count:
            steps.append(point)
    return tuple(steps)
