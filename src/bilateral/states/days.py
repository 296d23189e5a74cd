"""Days and years as the questions give them: a `date` is one day, an `int` is a whole calendar year."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TypeAlias

from bilateral.errors import ValueFormError

Day: TypeAlias = date | int

FIRST_YEAR = 1816


def span(on: Day) -> tuple[date, date]:
    """First and last day that `on` stands for: the day itself, or 1 January to 31 December of the year.

    Raises ValueFormError for anything that is neither a date nor a year from 1 to 9999.
    """
    if isinstance(on, date):
        day = date(on.year, on.month, on.day)
        return day, day
    if isinstance(on, int) and not isinstance(on, bool) and 1 <= on <= 9999:
        return date(on, 1, 1), date(on, 12, 31)
    raise ValueFormError(
        f"{on!r} is no day and no year",
        expected="a datetime.date, or a year as an int from 1 to 9999",
        example="date(2006, 7, 28) or 2006",
    )


def overlaps(start: date | None, end: date | None, first: date, last: date) -> bool:
    """Whether the days from `start` to `end` (None: open) meet the days from `first` to `last`."""
    return (start is None or start <= last) and (end is None or end >= first)


@cache
def read_start(text: str) -> date | None:
    """Start of a window in a data file: an ISO day, a year (its 1 January) or nothing (open)."""
    if not text:
        return None
    return date(int(text), 1, 1) if len(text) == 4 else date.fromisoformat(text)


@cache
def read_end(text: str) -> date | None:
    """End of a window in a data file: an ISO day, a year (its 31 December) or nothing (open)."""
    if not text:
        return None
    return date(int(text), 12, 31) if len(text) == 4 else date.fromisoformat(text)


def say(on: Day) -> str:
    """The day or year as text, for notes: "2005-06-01" or "2005"."""
    return str(on) if isinstance(on, int) else span(on)[0].isoformat()


def say_span(start: date | None, end: date | None) -> str:
    """A window as text, for notes: "1922-12-30 to 1991-12-25", "from 1991-12-26", "to 1973-12-31"."""
    if start and end:
        return f"{start.isoformat()} to {end.isoformat()}"
    if start:
        return f"from {start.isoformat()}"
    return f"to {end.isoformat()}" if end else "at all times"
