"""The transfer ladder: how far each system got, by which year, in what number. Stages are never added up."""

from __future__ import annotations

import datetime as dt

import msgspec

from bilateral.evidence.dates import When
from bilateral.evidence.equipment import GROUPS, Equipment
from bilateral.evidence.kinds import KINDS
from bilateral.evidence.records import Cell, Records
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.measured import Measured, measured, total

RUNGS = ("talks", "announced", "ordered", "part_delivered", "delivered", "in_service", "lost")
"""Stages of a transfer that the ladder draws, in order."""


class Rung(msgspec.Struct, frozen=True):
    """One stage of one system.

    state: reached (a claim that counts says so), weak (only claims that do not count), implied (a later stage was
    reached), disputed (claims that count contradict), denied, none (nobody says). when: EDTF of the moment shown.
    """

    stage: str
    state: str
    when: str = ""
    quantity: Measured | None = None
    claims: tuple[str, ...] = ()


class LadderRow(msgspec.Struct, frozen=True):
    """One transfer on the ladder.

    furthest: the last stage reached. quantity: the number of that stage or before. unit: what its numbers count
    unless they say otherwise.
    """

    thing: Thing
    name: str
    group: str
    unit: str
    rungs: tuple[Rung, ...]
    furthest: str | None
    quantity: Measured | None
    quantity_stage: str | None
    is_disputed: bool
    is_cancelled: bool
    letter: str
    digit: int


def ladder(case: Case) -> list[LadderRow]:
    """Rows for every transfer and plant between the pair, in page order: group, then number of claims, then name."""
    rows = [
        (_row(case, thing), len(case.records.said_of(thing)))
        for thing in case.of_kind("transfer", "technology_transfer")
    ]
    order = {group: place for place, group in enumerate(GROUPS)}
    ranked = sorted(rows, key=lambda pair: (order.get(pair[0].group, len(order)), -pair[1], pair[0].name))
    return [row for row, _ in ranked]


def _row(case: Case, thing: Thing) -> LadderRow:
    records = case.records
    stages = RUNGS if thing.kind == "transfer" else _PLANT_STAGES
    rungs = [_rung(records, thing, stage) for stage in stages]
    losses = _losses(case, thing) if thing.kind == "transfer" else None
    if losses is not None and any(one.stage == "delivered" and one.state == "reached" for one in rungs):
        rungs[RUNGS.index("lost")] = losses
    furthest = max((place for place, one in enumerate(rungs) if one.state == "reached"), default=-1)
    rungs = [
        msgspec.structs.replace(one, state="implied") if place < furthest and one.state == "none" else one
        for place, one in enumerate(rungs)
    ]
    quantity, quantity_stage = _quantity(records, thing)
    graded = quantity_stage if any(one.stage == quantity_stage and one.state == "reached" for one in rungs) else None
    lead = _leading_cell(records, thing, graded or (stages[furthest] if furthest >= 0 else None))
    card = _card(records, thing)
    return LadderRow(
        thing=thing,
        name=thing.label or (card.name if card else thing.title),
        group=_group(thing, card),
        unit=card.unit if card else "",
        rungs=tuple(rungs),
        furthest=stages[furthest] if furthest >= 0 else None,
        quantity=quantity,
        quantity_stage=quantity_stage,
        is_disputed=any(one.state == "disputed" for one in rungs),
        is_cancelled=_rung(records, thing, "cancelled").state == "reached",
        letter=lead.letter if lead else "",
        digit=lead.digit if lead else 0,
    )


_PLANT_STAGES = ("talks", "agreed", "under_construction", "part_operational", "operational")


def _card(records: Records, thing: Thing) -> Equipment | None:
    return next((records.equipment[one] for one in thing.equipment if one in records.equipment), None)


def _group(thing: Thing, card: Equipment | None) -> str:
    if thing.kind == "technology_transfer":
        return "plants and services"
    return card.group if card else "plants and services"


def _rung(records: Records, thing: Thing, stage: str) -> Rung:
    cells = records.find(thing, stage=stage, property="reached")
    if not cells:
        return Rung(stage, "none")
    claims = tuple(dict.fromkeys(claim for one in cells for claim in one.ids))
    if records.is_contested(thing, stage):
        return Rung(stage, "disputed", _earliest_claim(records, cells), None, claims)
    counted = [one for one in cells if not one.is_weak]
    if not counted:
        yes = [one for one in cells if one.best == 1.0]
        return Rung(stage, "weak" if yes else "denied", _moment(records, thing, stage), None, claims)
    if not any(one.best == 1.0 for one in counted):
        return Rung(stage, "denied", "", None, claims)
    when = _moment(records, thing, stage)
    return Rung(stage, "reached", when, _at(records, thing, stage, when), claims)


def _moment(records: Records, thing: Thing, stage: str) -> str:
    """The date a rung shows: the first time for stages that begin something, the last for in service and lost."""
    cells = [one for one in records.find(thing, stage=stage, property="when") if not one.is_weak]
    cells = cells or records.find(thing, stage=stage, property="when")
    if not cells:
        return ""
    if stage in ("in_service", "lost"):
        return max(cells, key=lambda one: (one.when_high or dt.date.max, one.when)).when
    return min(cells, key=lambda one: (one.when_low or dt.date.min, one.when_high or dt.date.max, one.when)).when


def _at(records: Records, thing: Thing, stage: str, when: str) -> Measured | None:
    """The number of a rung, at the moment it shows where the stage recurs."""
    cells = [one for one in records.find(thing, stage=stage, property="quantity") if not one.is_weak]
    recurs = (found := KINDS[thing.kind].stage(stage)) is not None and found.recurs
    if recurs:
        cells = [one for one in cells if one.period == when]
    usual = _usual_unit(records, thing)
    same = [one for one in cells if one.unit == usual] or cells
    return measured(max(same, key=lambda one: (one.counting, one.lead))) if same else None


def _usual_unit(records: Records, thing: Thing) -> str:
    card = _card(records, thing)
    return card.unit if card else ""


def _quantity(records: Records, thing: Thing) -> tuple[Measured | None, str | None]:
    """The number beside the ladder: of the delivery if one is claimed, else of the furthest stage before it.

    Stages that are in dispute give their number only where no other does.
    """
    stages = ("delivered", "part_delivered", "ordered", "announced", "talks")
    settled = [one for one in stages if not records.is_contested(thing, one)]
    for stage in (*settled, *(one for one in stages if one not in settled)):
        cells = [
            one for one in records.find(thing, stage=stage, property="quantity") if one.high != 0 or one.is_conflict
        ]
        counted = [one for one in cells if not one.is_weak]
        if counted:
            usual = _usual_unit(records, thing)
            same = [one for one in counted if one.unit == usual] or counted
            latest = max(same, key=lambda one: (one.when_high or dt.date.min, one.best or one.low or 0, one.lead))
            return measured(latest), stage
    return None, None


def _leading_cell(records: Records, thing: Thing, stage: str | None) -> Cell | None:
    """The record whose grade stands for the row: the best graded claim on the furthest stage."""
    cells = records.find(thing, stage=stage, property="reached") if stage else records.of(thing)
    if not cells:
        cells = records.of(thing)
    return min(cells, key=lambda one: (one.letter, one.digit, one.lead), default=None)


def _earliest_claim(records: Records, cells: list[Cell]) -> str:
    """Since when a stage is disputed: the year of the first dated claim that says it was reached."""
    days = [
        one.known
        for cell in cells
        for one in cell.said
        if one.best == 1.0 and one.modality == "asserted" and records.citations[one.citation_id].basis != "seen"
    ]
    return min(days).isoformat()[:4] if days else ""


def is_main(case: Case, thing: Thing) -> bool:
    """Whether losses of a type are this transfer's: of several of one type, the one most written about."""
    rivals = [one for one in case.of_kind("transfer") if set(one.equipment).intersection(thing.equipment)]
    delivered = [one for one in rivals if case.records.is_reached(one, "delivered") is True] or rivals
    return thing == max(delivered, key=lambda one: (len(case.records.said_of(one)), one.thing_id))


def _losses(case: Case, thing: Thing) -> Rung | None:
    """Losses of a delivered type, from the incidents that name it: each crash once, and one unit only."""
    if not is_main(case, thing):
        return None
    incidents = [
        one for one in case.fleet_things if one.kind == "incident" and set(one.equipment).intersection(thing.equipment)
    ]
    by_unit: dict[str, list[tuple[Measured, str]]] = {}
    for incident in incidents:
        when = _moment(case.records, incident, "occurred")
        for unit, cell in {one.unit: one for one in case.records.find(incident, property="lost")[::-1]}.items():
            if not cell.is_weak:
                by_unit.setdefault(unit, []).append((measured(cell), when))
    usual = _usual_unit(case.records, thing)
    shown = usual if usual in by_unit else max(by_unit, key=lambda one: (len(by_unit[one]), one), default=usual)
    summed = total([one for one, _ in by_unit.get(shown, [])], shown)
    if summed is None:
        return None
    latest = max((when for _, when in by_unit[shown]), key=_last_day)
    return Rung("lost", "reached", latest, summed, summed.claims)


def _last_day(edtf: str) -> dt.date:
    return (When.parse(edtf).high or dt.date.max) if edtf else dt.date.min
