"""A state, and how to get one by its code."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import cast

import msgspec

from bilateral.errors import UnknownActorError
from bilateral.states.capital import Capital
from bilateral.states.days import Day, read_end, read_start, span
from bilateral.states.spell import Spell, System
from bilateral.states.succession import Succession, links_by_predecessor, links_by_successor
from bilateral.states.tables import rows, several


class State(msgspec.Struct, frozen=True):
    """A state of the state system since 1816, or an entity that ISO 3166-1 lists beside them.

    code is ISO 3166-1 alpha-3; for former states the alpha-3 of ISO 3166-3 (SUN, YUG, CSK, DDR, SCG, YMD,
    VDR); else a code from the user-assigned range XAA-XXZ (data/README.md lists them). cow and gw are the
    numbers the state has now or had last; each spell holds the number of its time. region and subregion are
    UN M49 names. capital is the present or last one, `capitals` all of them by time. demonyms are English.
    Being listed takes no position on a state's recognition or borders.

    Sources: Correlates of War Project, State System Membership v2016; Gleditsch and Ward (1999), Revised
    List of Independent States with microstates; ISO 3166-1 and -3; own compilation of the facts.
    """

    code: str
    name: str
    iso2: str | None
    iso_number: int | None
    cow: int | None
    gw: int | None
    cow_spells: tuple[Spell, ...]
    gw_spells: tuple[Spell, ...]
    iso_spells: tuple[Spell, ...]
    region: str
    subregion: str
    capital: Capital
    capitals: tuple[Capital, ...]
    demonyms: tuple[str, ...]
    predecessors: tuple[Succession, ...]
    successors: tuple[Succession, ...]
    note: str = ""

    @property
    def spells(self) -> tuple[Spell, ...]:
        """The spells of all three systems."""
        return self.cow_spells + self.gw_spells + self.iso_spells

    @property
    def is_open(self) -> bool:
        """Whether a spell of any system is still open."""
        return any(spell.end is None for spell in self.spells)

    @property
    def start(self) -> date:
        """First day as a member of any system."""
        return min(spell.start for spell in self.spells)

    @property
    def end(self) -> date | None:
        """Last day as a member of any system, None while one is open."""
        ends = [spell.end for spell in self.spells]
        return None if None in ends else max(end for end in ends if end is not None)

    def exists(self, on: Day) -> bool:
        """Whether the state is a member of any system on the day, or on any day of the year."""
        first, last = span(on)
        return any(spell.meets(first, last) for spell in self.spells)

    def capital_on(self, on: Day | None = None) -> Capital:
        """The capital on a day; for a year the one at its end. Outside all spans the nearest one in time."""
        if on is None:
            return self.capital
        _, day = span(on)
        for capital in reversed(self.capitals):
            if capital.meets(day, day):
                return capital
        later = [capital for capital in self.capitals if capital.start is not None and capital.start > day]
        return later[0] if later else self.capital


@cache
def _table() -> dict[str, State]:
    spells: dict[tuple[str, str], list[Spell]] = {}
    for row in rows("spells"):
        spell = Spell(
            system=cast(System, row["system"]),
            number=int(row["number"]) if row["number"] else None,
            start=date.fromisoformat(row["start"]),
            end=date.fromisoformat(row["end"]) if row["end"] else None,
            note=row["note"],
        )
        spells.setdefault((row["code"], row["system"]), []).append(spell)
    former: dict[str, list[Capital]] = {}
    for row in rows("former_capitals"):
        former.setdefault(row["code"], []).append(
            Capital(
                name=row["capital"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                start=read_start(row["start"]),
                end=read_end(row["end"]),
                zone=row["zone"],
                note=row["note"],
            )
        )
    demonyms = {row["code"]: several(row["en"]) for row in rows("demonyms")}
    regions = {row["subregion"]: row["region"] for row in rows("regions")}
    table: dict[str, State] = {}
    for row in rows("states"):
        code = row["code"]
        earlier = sorted(former.get(code, []), key=lambda capital: capital.start or date.min)
        last_end = earlier[-1].end if earlier else None
        capital = Capital(
            name=row["capital"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            start=last_end + timedelta(days=1) if last_end else None,
            zone=row["zone"],
        )
        cow, gw, iso = (
            tuple(sorted(spells.get((code, system), ()), key=lambda spell: spell.start))
            for system in ("cow", "gw", "iso")
        )
        table[code] = State(
            code=code,
            name=row["name"],
            iso2=row["iso2"] or None,
            iso_number=int(row["iso_number"]) if row["iso_number"] else None,
            cow=cow[-1].number if cow else None,
            gw=gw[-1].number if gw else None,
            cow_spells=cow,
            gw_spells=gw,
            iso_spells=iso,
            region=regions[row["subregion"]],
            subregion=row["subregion"],
            capital=capital,
            capitals=(*earlier, capital),
            demonyms=demonyms.get(code, ()),
            predecessors=links_by_successor().get(code, ()),
            successors=links_by_predecessor().get(code, ()),
            note=row["note"],
        )
    return table


def find(code: str) -> State | None:
    """The state with this code (in capitals, as codes are), or None."""
    return _table().get(code)


def get(code: str) -> State:
    """The state with this code (in capitals, as codes are).

    Raises UnknownActorError, with the nearest codes and names as suggestions.
    """
    state = find(code)
    if state is None:
        from bilateral.states.suggestions import suggest

        near = suggest(code)
        hint = "did you mean " + " or ".join(f"{c} ({n})" for c, n in near) + "?" if near else ""
        raise UnknownActorError(code, [f"{c} {n}" for c, n in near], hint=hint)
    return state


@cache
def all_states() -> tuple[State, ...]:
    """Every state and former state since 1816, by code."""
    return tuple(sorted(_table().values(), key=lambda state: state.code))
