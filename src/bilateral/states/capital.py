"""A capital: the seat of a state's government for a span of days."""

from __future__ import annotations

from datetime import date

import msgspec

from bilateral.states.days import overlaps


class Capital(msgspec.Struct, frozen=True):
    """name in English, latitude and longitude in decimal degrees (WGS 84), first and last day as capital.

    start None: since the state's first day; end None: to the state's last day or today. `zone` is the time
    zone whose exemplar city is this capital; it gives the city's name in other languages.
    """

    name: str
    latitude: float
    longitude: float
    start: date | None = None
    end: date | None = None
    zone: str = ""
    note: str = ""

    def meets(self, first: date, last: date) -> bool:
        """Whether it was the capital on any day from first to last."""
        return overlaps(self.start, self.end, first, last)
