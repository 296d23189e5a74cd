"""Membership: who was in the state system on a day or in a year.

A year counts as the project of the Correlates of War counts state-years: a state is a member in a year if it
was a member on any day of it. Lists end where their publishers' last edition ends; a spell that is open there
has no end here.
"""

from __future__ import annotations

from collections.abc import Iterable

from bilateral.errors import UsageError
from bilateral.states.days import Day, span
from bilateral.states.spell import Spell, System
from bilateral.states.state import State, all_states, find, get
from bilateral.states.succession import Succession

SYSTEMS: tuple[System, ...] = ("cow", "gw", "iso")


def spells(state: State, system: System) -> tuple[Spell, ...]:
    """The state's spells in one system, by start. Raises UsageError for an unknown system."""
    if system == "cow":
        return state.cow_spells
    if system == "gw":
        return state.gw_spells
    if system == "iso":
        return state.iso_spells
    raise UsageError(f"no state system is known as {system!r}", hint="use 'cow', 'gw' or 'iso'")


def is_member(code: str, on: Day, system: System = "cow") -> bool:
    """Whether a state was a member of a system on a day, or on any day of a year.

    "cow": Correlates of War. "gw": Gleditsch and Ward, with their microstates. "iso": the states and entities
    with an ISO 3166 code, from 1974 on. Raises UnknownActorError for an unknown code.
    """
    first, last = span(on)
    return any(spell.meets(first, last) for spell in spells(get(code), system))


def members(on: Day, system: System = "cow") -> tuple[State, ...]:
    """The members of a system on a day, or on any day of a year, by code."""
    first, last = span(on)
    return tuple(state for state in all_states() if any(spell.meets(first, last) for spell in spells(state, system)))


def by_cow(number: int, on: Day | None = None) -> State | None:
    """The state with a COW number on a day; None if nobody had it.

    In a year in which the number passed from one code to another (365 in 1991: SUN, then RUS) the one that
    had it for more days counts, the later one if they are even. Without a day the last holder counts.
    """
    return _by_number(number, on, "cow")


def by_gw(number: int, on: Day | None = None) -> State | None:
    """The state with a Gleditsch-Ward number on a day; None if nobody had it. Years as in `by_cow`."""
    return _by_number(number, on, "gw")


def _by_number(number: int, on: Day | None, system: System) -> State | None:
    held = [(state, spell) for state in all_states() for spell in spells(state, system) if spell.number == number]
    if on is None:
        return max(held, key=lambda pair: pair[1].start)[0] if held else None
    first, last = span(on)
    days: dict[str, int] = {}
    latest: dict[str, Spell] = {}
    for state, spell in held:
        within = spell.days_within(first, last)
        if within:
            days[state.code] = days.get(state.code, 0) + within
            latest[state.code] = spell
    if not days:
        return None
    return get(max(days, key=lambda code: (days[code], latest[code].start)))


def successors(code: str) -> tuple[Succession, ...]:
    """The links from a state to those that came out of it, by date."""
    return get(code).successors


def predecessors(code: str) -> tuple[Succession, ...]:
    """The links from the states it came out of, by date."""
    return get(code).predecessors


def merged(code: str) -> str:
    """The code under which a former state's series runs on to today (SUN -> RUS, YUG -> SRB, XNY -> YEM).

    Only continuations are followed: the successor carries on the state's own COW or GW number. A state that
    was absorbed (DDR, YMD) or broke up without one continuing state (CSK, XAH) stays itself, so that two
    states of the same day never fall together. A state that exists today stays itself.
    """
    state = get(code)
    while not state.is_open:
        onward = _continuations(state.successors)
        if not onward:
            break
        state = get(onward[-1])
    return state.code


def _continuations(links: Iterable[Succession]) -> list[str]:
    return [link.successor for link in links if link.kind == "continuation"]


def lineage(code: str) -> tuple[str, ...]:
    """All codes that `merged` maps to the same code, by first day; a lone state gives itself."""
    target = merged(code)
    group = [state for state in all_states() if merged(state.code) == target]
    return tuple(state.code for state in sorted(group, key=lambda state: (state.start, state.code)))


def is_code(text: str) -> bool:
    """Whether the text is the code of a state (in capitals)."""
    return find(text) is not None
