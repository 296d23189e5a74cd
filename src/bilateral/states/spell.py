"""A spell: the days from which and to which a state is a member of a state system."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from bilateral.states.days import overlaps

System: TypeAlias = Literal["cow", "gw", "iso"]


class Spell(msgspec.Struct, frozen=True):
    """Membership without a break.

    start and end are the first and the last day; end is None while the spell is open. number is the state's
    number in that system at that time (COW and GW country number, ISO 3166-1 numeric).
    """

    system: System
    number: int | None
    start: date
    end: date | None
    note: str = ""

    def meets(self, first: date, last: date) -> bool:
        """Whether any day from first to last lies in the spell."""
        return overlaps(self.start, self.end, first, last)

    def days_within(self, first: date, last: date) -> int:
        """How many of the days from first to last lie in the spell."""
        end = last if self.end is None else min(last, self.end)
        return max(0, (end - max(first, self.start)).days + 1)
