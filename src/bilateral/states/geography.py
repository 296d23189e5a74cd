"""Geography: distances between capitals, land borders, and gaps between territories.

Borders and gaps rest on today's outlines (Natural Earth 1:50m, public domain) through data/neighbours.csv,
which tools/build_geography.py writes. A former state is the sum of the territories that data/parts.csv gives
it; the two Germanies, Vietnams and Yemens are parts of an outline. data/border_changes.csv corrects what the
outlines cannot show.

The outlines draw disputed areas as they are held on the ground; no position is implied. A border is any
boundary line that two territories share on land, in a river or in a lake; bridges and causeways are none.
French Guiana counts as France, as in the outlines, so that France borders Brazil and Suriname;
`overseas=False` leaves it out, as the homeland contiguity of the Correlates of War does. Other dependent
territories count for nobody.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import cache, lru_cache

from bilateral.errors import UsageError
from bilateral.states.days import Day, overlaps, read_end, read_start, span
from bilateral.states.state import State, all_states, find, get
from bilateral.states.tables import rows

EARTH_RADIUS_KM = 6371.0088
BORDERS_FROM = date(1946, 1, 1)
GAP_LIMIT_KM = 1000.0


def great_circle_km(latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float) -> float:
    """Distance in kilometres along the sphere between two points in decimal degrees (haversine formula)."""
    a, b = math.radians(latitude_a), math.radians(latitude_b)
    half_up, half_along = (b - a) / 2, math.radians(longitude_b - longitude_a) / 2
    chord = math.sin(half_up) ** 2 + math.cos(a) * math.cos(b) * math.sin(half_along) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def capital_distance_km(a: str, b: str, on: Day | None = None) -> float:
    """Great-circle distance between two capitals in kilometres; in a year, between those at its end.

    Without a day the present or last capitals count. Raises UnknownActorError for an unknown code. Source of
    the coordinates: own compilation, checked against the capitals of the Correlates of War tools.
    """
    first, second = get(a).capital_on(on), get(b).capital_on(on)
    return great_circle_km(first.latitude, first.longitude, second.latitude, second.longitude)


@cache
def _gaps() -> dict[tuple[str, str], tuple[float, bool]]:
    return {(row["part_a"], row["part_b"]): (float(row["gap_km"]), row["is_land"] == "1") for row in rows("neighbours")}


@cache
def _near() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for a, b in _gaps():
        found.setdefault(a, []).append(b)
        found.setdefault(b, []).append(a)
    return {part: tuple(held) for part, held in found.items()}


@cache
def _cut() -> frozenset[str]:
    """States whose own outline is only held in parts."""
    return frozenset(row["part"].split("/")[0] for row in rows("parts") if "/" in row["part"]) & {
        "DEU",
        "VNM",
        "YEM",
    }


def parts_of(code: str, on: date) -> tuple[str, ...]:
    """The territories of today's outlines that a state held on a day.

    A territory with a state of its own that day is held by that state; else by the one data/parts.csv names.
    """
    state = get(code)
    if not state.exists(on):
        return ()
    held = [] if state.code in _cut() or _is_former(state) else [state.code]
    for row in rows("parts"):
        if row["code"] != state.code or not overlaps(read_start(row["start"]), read_end(row["end"]), on, on):
            continue
        owner = find(row["part"])
        if owner is None or owner.code == state.code or not owner.exists(on):
            held.append(row["part"])
    return tuple(held)


def _is_former(state: State) -> bool:
    return not state.is_open or state.code in ("XAB", "XSO")


@lru_cache(maxsize=512)
def _holders(on: date) -> dict[str, str]:
    return {part: state.code for state in all_states() if state.exists(on) for part in parts_of(state.code, on)}


def borders(code: str, on: Day | None = None, *, overseas: bool = True) -> tuple[str, ...]:
    """Codes of the states that share a border with a state on a day, or on any day of a year, sorted.

    Without a day, today's borders. overseas=False leaves out overseas parts. Raises UnknownActorError for an
    unknown code, and UsageError for a day before 1946 or on which the state did not exist: a border that is
    not held is never shown as none.
    """
    state = get(code)
    found: set[str] = set()
    for day in _days(state, on):
        holders = _holders(day)
        for part in parts_of(state.code, day):
            if not overseas and part.endswith("/overseas"):
                continue
            for other in _near().get(part, ()):
                holder = holders.get(other)
                if holder is None or holder == state.code or not _touch(part, other):
                    continue
                if overseas or not other.endswith("/overseas"):
                    found.add(holder)
        found = _corrected(state.code, found, day)
    return tuple(sorted(found))


def _touch(part: str, other: str) -> bool:
    return _gaps()[min(part, other), max(part, other)][1]


def _corrected(code: str, found: set[str], day: date) -> set[str]:
    corrected = set(found)
    for row in rows("border_changes"):
        pair = (row["code_a"], row["code_b"])
        if code not in pair or not overlaps(read_start(row["start"]), read_end(row["end"]), day, day):
            continue
        other = pair[1] if pair[0] == code else pair[0]
        if row["is_land"] == "1" and get(other).exists(day):
            corrected.add(other)
        elif row["is_land"] == "0":
            corrected.discard(other)
    return corrected


def is_border(a: str, b: str, on: Day | None = None, *, overseas: bool = True) -> bool:
    """Whether two states share a border. Arguments and errors as in `borders`."""
    get(b)
    return get(b).code in borders(a, on, overseas=overseas)


def gap_km(a: str, b: str, on: Day | None = None, *, overseas: bool = True) -> float | None:
    """Shortest gap between the territories of two states in kilometres; None if it is more than 1,000 km.

    0 for neighbours. In a year, the shortest on any of its days on which both exist. Good to about 5 km
    (outlines of scale 1:50m), to about 20 km for the inner borders of former states. Raises UnknownActorError
    for an unknown code, and UsageError for a day before 1946, on which they did not both exist, or for which
    one has no outline.
    """
    first, second = get(a), get(b)
    if first.code == second.code:
        raise UsageError(f"a gap needs two states, not {first.code} twice", hint="name the other state")
    days = [day for day in _days(first, on) if second.exists(day)]
    if not days:
        raise UsageError(f"{first.code} and {second.code} did not exist together then", hint="ask for another day")
    shortest: float | None = None
    for day in days:
        if second.code in borders(first.code, day, overseas=overseas):
            return 0.0
        sides = []
        for state in (first, second):
            parts = parts_of(state.code, day)
            sides.append([part for part in parts if overseas or not part.endswith("/overseas")])
            if not sides[-1]:
                raise UsageError(f"no outline is held for {state.name} ({state.code})", hint="use capital_distance_km")
        for part in sides[0]:
            for other in sides[1]:
                held = _gaps().get((min(part, other), max(part, other)))
                if held is not None and (shortest is None or held[0] < shortest):
                    shortest = held[0]
    return shortest


def _days(state: State, on: Day | None) -> list[date]:
    """The days to look at: the day itself, or in a year its ends and the days on which something changed."""
    if on is None:
        if not state.is_open:
            raise UsageError(f"{state.name} ({state.code}) has no borders today", hint="ask for a day in its time")
        return [_latest_change()]
    first, last = span(on)
    if last < BORDERS_FROM:
        raise UsageError(
            f"borders and gaps are held from {BORDERS_FROM.isoformat()} on",
            hint="use capital_distance_km before",
        )
    first = max(first, BORDERS_FROM)
    days = {first, last} | {day for day in _changes() if first < day <= last}
    held = sorted(day for day in days if state.exists(day))
    if not held:
        raise UsageError(f"{state.name} ({state.code}) did not exist then", hint="ask for a day in its time")
    if state.code in ("XAB", "XSO", "XTB"):
        return held
    if not any(parts_of(state.code, day) for day in held):
        raise UsageError(f"no outline is held for {state.name} ({state.code}) then", hint="ask for another day")
    return held


@cache
def _changes() -> tuple[date, ...]:
    found: set[date] = set()
    for state in all_states():
        for spell in state.spells:
            found.add(spell.start)
            if spell.end is not None:
                found.add(spell.end + timedelta(days=1))
    for row in (*rows("parts"), *rows("border_changes")):
        start, end = read_start(row["start"]), read_end(row["end"])
        if start is not None:
            found.add(start)
        if end is not None:
            found.add(end + timedelta(days=1))
    return tuple(sorted(found))


@cache
def _latest_change() -> date:
    return _changes()[-1]
