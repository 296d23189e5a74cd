"""What happened when, by strand: every thing of the case as an event with imprecise ends."""

from __future__ import annotations

import datetime as dt

import msgspec

from bilateral.evidence.dates import When, Window
from bilateral.evidence.kinds import KINDS
from bilateral.evidence.records import Cell, Records
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case

LANES: dict[str, str] = {
    "agreements": "Agreements",
    "credits": "Credit and debt",
    "transfers": "Transfers and plants",
    "exercises": "Exercises, visits",
    "presence": "Presence, training",
    "politics": "Politics",
    "responses": "Sanctions, responses",
}
"""Strands of a partnership, in page order."""

_OWN_LANES = {
    "agreement": "agreements",
    "credit": "credits",
    "transfer": "transfers",
    "technology_transfer": "transfers",
    "exercise": "exercises",
    "deployment": "presence",
    "training": "presence",
    "political_event": "politics",
    "sanction": "responses",
    "incident": "responses",
}
_VISITING = ("ships", "aircraft")
_STARTS = {
    "transfer": ("ordered", "part_delivered", "delivered", "announced"),
    "technology_transfer": ("agreed", "under_construction", "part_operational", "operational"),
    "credit": ("signed", "announced", "rescheduled", "drawn", "paid", "missed"),
    "agreement": ("signed", "approved", "in_force", "announced", "negotiated"),
    "deployment": ("arrived", "present", "announced", "talks"),
    "sanction": ("imposed", "announced"),
}
_ENDS = {
    "transfer": ("delivered", "part_delivered"),
    "technology_transfer": ("operational", "part_operational"),
    "deployment": ("left", "arrived", "present"),
    "training": ("completed",),
    "credit": ("repaid",),
    "sanction": ("lifted",),
}
_LASTING = ("sanction",)


class Event(msgspec.Struct, frozen=True):
    """One thing on the timeline.

    start, end: windows in which it began and ended; end None while it goes on. is_own: both states are parties.
    weight: number of citations, by which labels are chosen. is_open_talk: nothing came of it yet.
    """

    thing: Thing
    lane: str
    start: Window
    end: Window | None
    is_own: bool
    is_disputed: bool
    is_only_talk: bool
    weight: int
    claims: tuple[str, ...]


def timeline(case: Case) -> dict[str, list[Event]]:
    """Events by lane, each lane by its first day. Things without any date are left out here and listed elsewhere."""
    lanes: dict[str, list[Event]] = {lane: [] for lane in LANES}
    own = {one.thing_id for one in case.own}
    for thing in case.matters:
        event = _event(case.records, thing, thing.thing_id in own)
        if event is not None:
            lanes[event.lane].append(event)
    return {lane: sorted(events, key=_order) for lane, events in lanes.items() if events}


def _order(event: Event) -> tuple[dt.date, dt.date, str]:
    return (event.start.first or dt.date.min, event.start.last or dt.date.max, event.thing.thing_id)


def lane_of(thing: Thing, *, is_own: bool) -> str | None:
    """The strand a thing belongs to; None for observations, positions and readiness, which have their own places."""
    lane = _OWN_LANES.get(thing.kind)
    if lane is None:
        return None
    if not is_own:
        return "responses"
    if thing.kind == "deployment" and thing.attributes.get("force", ("",))[0] in _VISITING:
        return "exercises"
    return lane


def _event(records: Records, thing: Thing, is_own: bool) -> Event | None:
    lane = lane_of(thing, is_own=is_own)
    if lane is None:
        return None
    dated = [one for one in records.find(thing, property="when") if one.when]
    counted = [one for one in dated if not one.is_weak] or dated
    if not counted:
        return None
    first = _pick(counted, _STARTS.get(thing.kind, ()), latest=False)
    start = When.parse(first.when)
    if thing.kind in _ENDS:
        closing = [one for one in counted if one.stage in _ENDS[thing.kind]]
        last = When.parse(_pick(closing, _ENDS[thing.kind], latest=True).when) if closing else start
    else:
        last = max((When.parse(one.when) for one in counted), key=lambda one: one.high or dt.date.max)
        last = last if thing.kind == "political_event" else start
    is_lasting = thing.kind in _LASTING and records.is_reached(thing, "lifted") is not True
    end = None if is_lasting else (last.end if (last.high or dt.date.max) >= (start.low or dt.date.min) else start.end)
    return Event(
        thing=thing,
        lane=lane,
        start=start.start if start.start.first or start.start.last else start.hull,
        end=end,
        is_own=is_own,
        is_disputed=_is_doubtful(records, thing),
        is_only_talk=thing.kind == "transfer" and not _beyond_talk(records, thing),
        weight=len({one.citation_id for one in records.said_of(thing)}),
        claims=tuple(dict.fromkeys(claim for one in counted for claim in one.ids)),
    )


def _pick(cells: list[Cell], stages: tuple[str, ...], *, latest: bool) -> Cell:
    """The cell of the first stage of the list that has one; of several, the earliest or latest."""
    for stage in (*stages, *(one.stage for one in cells)):
        of_stage = [one for one in cells if one.stage == stage]
        if of_stage:
            if latest:
                return max(of_stage, key=lambda one: (one.when_high or dt.date.max, one.when))
            return min(of_stage, key=lambda one: (one.when_low or dt.date.min, one.when))
    return cells[0]


def _is_doubtful(records: Records, thing: Thing) -> bool:
    """Whether it is contested that the thing happened at all, not merely when or how large."""
    return any(
        records.is_contested(thing, stage.name)
        for stage in KINDS[thing.kind].stages
        if stage.name not in ("talks", "announced")
    )


def _beyond_talk(records: Records, thing: Thing) -> bool:
    kind = KINDS[thing.kind]
    return any(
        records.is_reached(thing, stage.name) is not False
        and any(not one.is_weak for one in records.find(thing, stage=stage.name, property="reached"))
        for stage in kind.stages
        if stage.rank is not None and stage.rank >= 2
    )
