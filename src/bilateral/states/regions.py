"""Regions and subregions of the world, by UN M49."""

from __future__ import annotations

from functools import cache

from bilateral.errors import UsageError
from bilateral.states.days import Day
from bilateral.states.membership import members
from bilateral.states.spell import System
from bilateral.states.state import State, all_states
from bilateral.states.tables import rows

_ABOVE: dict[str, tuple[str, ...]] = {
    "Latin America and the Caribbean": ("Caribbean", "Central America", "South America"),
    "Sub-Saharan Africa": ("Eastern Africa", "Middle Africa", "Southern Africa", "Western Africa"),
}


@cache
def regions() -> dict[str, tuple[str, ...]]:
    """The five regions, each with its subregions (M49's intermediate regions where it has them)."""
    found: dict[str, list[str]] = {}
    for row in rows("regions"):
        found.setdefault(row["region"], []).append(row["subregion"])
    return {region: tuple(subregions) for region, subregions in found.items()}


def in_region(region: str, on: Day | None = None, system: System = "gw") -> tuple[State, ...]:
    """The states of a region or subregion, by code: the members of a system on a day, or without a day all.

    "Latin America and the Caribbean" and "Sub-Saharan Africa" are understood too. Raises
    UsageError for a name that M49 does not have.
    """
    wanted = _ABOVE.get(region) or regions().get(region, (region,))
    known = {subregion for held in regions().values() for subregion in held}
    if not known.issuperset(wanted):
        raise UsageError(
            f"no region is known as {region!r}", hint=f"use one of: {', '.join([*regions(), *sorted(known)])}"
        )
    pool = all_states() if on is None else members(on, system)
    return tuple(state for state in pool if state.subregion in wanted)
