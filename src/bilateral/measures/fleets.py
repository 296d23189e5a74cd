"""Fleets: delivered, lost, surviving, last reported serviceable. Holdings are not readiness."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from bilateral.evidence.dates import When
from bilateral.evidence.records import Records, Said
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.ladder import is_main
from bilateral.measures.measured import Measured, difference, measured, of_claim, total


class Loss(msgspec.Struct, frozen=True):
    """One incident in which items of the fleet were lost, in the unit of its claims."""

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


class LastReport(msgspec.Struct, frozen=True):
    """The newest report on what can be used.

    is_weak: no claim that counts says any, and this is the newest of the others. together: the names of the types it
    is said of where these are several and its words do not say which.
    """

    report: Report
    is_weak: bool
    together: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """So many had been delivered by the end of this day."""

    day: dt.date
    count: float
    claims: tuple[str, ...]


class Fleet(msgspec.Struct, frozen=True):
    """One type in the recipient's hands.

    lost: losses in the fleet's own unit. lost_apart: the others, summed by unit: two vehicles of a fleet counted
    in systems. surviving: delivered less losses on record, with both intervals; None where some are in another
    unit, so that nothing can be taken away. reports: what sources say of its state, by time; they are never
    averaged. last_report: the one that stands for it in a table.
    """

    thing: Thing
    name: str
    unit: str
    delivered: Measured
    delivered_when: str
    steps: tuple[Step, ...]
    losses: tuple[Loss, ...]
    lost: Measured | None
    lost_apart: tuple[Measured, ...]
    surviving: Measured | None
    reports: tuple[Report, ...]
    last_report: LastReport | None


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
    lost = total([one.lost for one in losses if one.lost.unit == card.unit], card.unit)
    apart = _apart(losses, card.unit)
    reports = _reports(case, related)
    return Fleet(
        thing=thing,
        name=thing.label or card.name,
        unit=card.unit,
        delivered=delivered,
        delivered_when=when,
        steps=_steps(case, thing, card.unit),
        losses=tuple(losses),
        lost=lost,
        lost_apart=apart,
        surviving=difference(delivered, lost) if not apart else None,
        reports=reports,
        last_report=_last_report(records, thing, reports),
    )


def _losses(case: Case, related: list[Thing], unit: str) -> list[Loss]:
    """Each incident once: in the fleet's unit where a claim that counts gives it, else in the units that they give."""
    found = []
    for thing in related:
        if thing.kind != "incident":
            continue
        by_unit = {one.unit: one for one in case.records.find(thing, property="lost")[::-1] if not one.is_weak}
        others = [by_unit[one] for one in sorted(by_unit) if by_unit[one].high != 0]
        cells = [by_unit[unit]] if unit in by_unit else others
        dates = case.records.find(thing, property="when")
        found += [Loss(thing, dates[0].when if dates else "", measured(one)) for one in cells]
    return sorted(found, key=lambda one: (one.when, one.thing.thing_id, one.lost.unit))


def _apart(losses: list[Loss], unit: str) -> tuple[Measured, ...]:
    """Losses in units other than the fleet's, summed by unit."""
    units = sorted({one.lost.unit for one in losses} - {unit})
    sums = [total([one.lost for one in losses if one.lost.unit == other], other) for other in units]
    return tuple(one for one in sums if one is not None)


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


def _last_report(records: Records, thing: Thing, reports: tuple[Report, ...]) -> LastReport | None:
    """The newest report of usability by a claim that counts; of one day numbers before texts, and the better grade."""
    found = []
    for one in reports:
        together = _together(records, thing, one) if one.what != "held" else None
        if together is not None:
            found.append(LastReport(one, not one.claim.counts, together))
    return max(
        found,
        key=lambda one: (
            not one.is_weak,
            _last_day(one.report.when),
            one.report.value is not None,
            -ord(one.report.claim.letter),
            -one.report.claim.digit,
            one.report.claim.claim_id,
        ),
        default=None,
    )


def _together(records: Records, thing: Thing, report: Report) -> tuple[str, ...] | None:
    """Which types a report is on: none to name where it is on this alone; None where its words name others."""
    types = records.things[report.claim.thing_id].equipment
    others = [one for one in types if one not in thing.equipment]
    own = [one for one in types if one in thing.equipment]
    said = report.text or ""
    if not others or any(is_named(records, one, said) for one in own):
        return ()
    if any(is_named(records, one, said) for one in others):
        return None
    return tuple(records.equipment[one].name for one in types if one in records.equipment)


def is_named(records: Records, equipment: str, text: str) -> bool:
    """Whether a word of a text is a name of the type, or the beginning of one: 'S-300' of 'S-300VM'."""
    card = records.equipment.get(equipment)
    names = (equipment, *((card.name, *card.aliases) if card else ()))
    words = [_bare(one) for one in re.split(r"[\s,;:()/]+", text)]
    begins = {word for word in words if len(word) >= 3 and re.search(r"\d", word) and re.search(r"[^\W\d]", word)}
    first = {
        _bare(part) for name in names for part in re.split(r"[\W_]+", name)[:1] if len(part) >= 3 and part.isalpha()
    }
    return bool(first.intersection(words)) or any(_bare(name).startswith(word) for name in names for word in begins)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _last_day(edtf: str) -> dt.date:
    return (When.parse(edtf).high or dt.date.max) if edtf else dt.date.min


def _steps(case: Case, thing: Thing, unit: str) -> tuple[Step, ...]:
    """How many had come by when: counts that sources give for a day, and yearly deliveries summed at year's end."""
    points: list[Step] = []
    for stage in ("part_delivered", "delivered"):
        for claim in case.records.said_of(thing):
            if (claim.stage, claim.property, claim.unit) != (stage, "quantity", unit) or not claim.counts:
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
