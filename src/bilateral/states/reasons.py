"""Reasons: whether a way of naming holds on a day, and why, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bilateral.states.actors import find_actor
from bilateral.states.days import Day, overlaps, say, say_span, span
from bilateral.states.geography import parts_of
from bilateral.states.lexicon import METONYMS, Entry
from bilateral.states.state import State, find, get


def is_valid(entry: Entry, on: Day) -> bool:
    """Whether the entry names its state or actor on the day, or on any day of the year."""
    first, last = span(on)
    state = find(entry.code)
    if state is not None and not state.exists(on):
        return False
    return entry.kind == "former" or overlaps(entry.start, entry.end, first, last)


def is_current(entry: Entry) -> bool:
    """Whether the entry names its state or actor with no end in sight."""
    state = find(entry.code)
    if state is not None and not state.is_open:
        return False
    return entry.kind == "former" or entry.end is None


def label(code: str) -> str:
    """Name and code for a note: "Venezuela (VEN)"."""
    state = find(code)
    if state is not None:
        return f"{state.name} ({code})"
    actor = find_actor(code)
    return f"{actor.name} ({code})" if actor is not None else code


def why_one(text: str, entry: Entry, on: Day | None) -> str:
    """Note for a single candidate."""
    parts = []
    if entry.kind in METONYMS:
        parts.append(f"{text}: {_metonym(entry)}")
    elif entry.kind == "usage":
        parts.append(f"{text} names {label(entry.code)} {say_span(entry.start, entry.end)}: {entry.note}")
    elif entry.kind == "former":
        parts.append(f"former name of {label(entry.code)}, official {say_span(entry.start, entry.end)}")
    if entry.note and entry.kind not in METONYMS and entry.kind != "usage":
        parts.append(entry.note)
    state = find(entry.code)
    if state is not None:
        parts.extend(_about(state, on))
    return "; ".join(parts)


def _metonym(entry: Entry) -> str:
    role = "seat" if find(entry.code) is None else entry.kind
    what = f"{role} that stands for {label(entry.code)}"
    return f"{what} ({entry.note})" if entry.note else what


def _about(state: State, on: Day | None) -> list[str]:
    """What a reader of that day should know of the state: lost parts, gaps in a system, its own end."""
    if on is None:
        return [] if state.is_open else [_ended(state, None)]
    first, last = span(on)
    parts = []
    if state.is_open:
        others = [part for part in parts_of(state.code, last) if part != state.code and "/" not in part]
        if others:
            parts.append(f"then with the territory of {_listing(others)}")
    for system, held in (("COW", state.cow_spells), ("GW", state.gw_spells)):
        if held and not any(spell.meets(first, last) for spell in held):
            parts.append(f"no {system} member at that time")
    if state.code == "YUG" and first >= date(1992, 4, 27):
        parts.append("the Federal Republic of Yugoslavia (Serbia and Montenegro), carried on as number 345")
    return parts


def why_several(text: str, entries: Sequence[Entry], on: Day | None) -> str:
    """Note for several candidates."""
    names = " or ".join(label(entry.code) for entry in entries)
    when = f" {'in' if isinstance(on, int) else 'on'} {say(on)}" if on is not None else ""
    notes = list(dict.fromkeys(entry.note for entry in entries if entry.note))
    parts = [f"{text} may mean {names}{when}", *notes]
    if isinstance(on, int) and any(_changes_within(entry, on) for entry in entries):
        parts.append("a day instead of a year may decide")
    return "; ".join(parts)


def _changes_within(entry: Entry, year: int) -> bool:
    first, last = span(year)
    return not (is_valid(entry, first) and is_valid(entry, last))


def why_none(text: str, entries: Iterable[Entry], on: Day | None) -> str:
    """Note for a known word that names nothing on the day."""
    held = list(entries)
    if on is not None:
        alive = [entry for entry in held if _exists(entry.code, on)]
        held = alive or held
    parts: list[str] = []
    for code in dict.fromkeys(entry.code for entry in held):
        state = find(code)
        if state is not None and on is not None and not state.exists(on):
            parts.append(_absent(state, on))
            continue
        own = [entry for entry in held if entry.code == code]
        verb = "stood for" if own[0].kind in METONYMS else "meant"
        parts.append(f"{text} {verb} {label(code)} {_window(own, state)}")
    return "; ".join(parts[:4])


def _exists(code: str, on: Day) -> bool:
    state = find(code)
    return state is None or state.exists(on)


def _window(entries: Sequence[Entry], state: State | None) -> str:
    """The days that the entries span together; where they have no bounds, those of the state."""
    starts = [entry.start for entry in entries if entry.start is not None]
    ends = [entry.end for entry in entries if entry.end is not None]
    start = min(starts) if len(starts) == len(entries) else state.start if state else None
    end = max(ends) if len(ends) == len(entries) else state.end if state else None
    return say_span(start, end)


def _absent(state: State, on: Day) -> str:
    first, last = span(on)
    if state.end is not None and state.end < first:
        return _ended(state, on)
    later = sorted(spell.start for spell in state.spells if spell.start > last)
    earlier = sorted(spell.end for spell in state.spells if spell.end is not None and spell.end < first)
    if not earlier:
        text = f"{label(state.code)} is a member from {later[0].isoformat()}"
        before = [link.predecessor for link in state.predecessors if get(link.predecessor).exists(on)]
        return f"{text}; before, {_listing(before)}" if before else text
    text = f"{label(state.code)} was no member between {earlier[-1].isoformat()} and {later[0].isoformat()}"
    onward = [link.successor for link in state.successors if get(link.successor).exists(on)]
    return f"{text}; then, {_listing(onward)}" if onward else text


def _ended(state: State, on: Day | None) -> str:
    end = state.end
    text = f"{label(state.code)} ended on {end.isoformat() if end else ''}"
    links = state.successors
    going_on = [link for link in links if link.kind == "continuation"]
    onward = [link.successor for link in going_on or links]
    if on is not None:
        onward = [code for code in onward if get(code).exists(on)] or onward
    if not onward:
        return text
    verb = "goes on as" if going_on else "followed by"
    return f"{text}; {verb} {_listing(onward)}"


def _listing(codes: Sequence[str]) -> str:
    unique = list(dict.fromkeys(codes))
    shown = ", ".join(label(code) for code in unique[:6])
    return f"{shown} and {len(unique) - 6} more" if len(unique) > 6 else shown
