"""Imprecise dates: written in EDTF, kept as bounds that are never wider than what the source says.

`When` holds what was written and two windows: the days on which the event or state may have begun, and the
days on which it may have ended. For a single date both windows are the same. Approximation (`~`) and doubt
(`?`) are flags beside the bounds: "about 2006" stays 2006, no padding is invented.

EDTF is ISO 8601-2:2019, levels 0 to 2, https://www.loc.gov/standards/datetime/. The common forms (calendar
dates, parts of a year, decades and centuries, [from..to], their qualifiers and intervals) are read here; every
other form goes through the `edtf` library, which is also what the tests hold these readings against.
"""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import functools
import io
import re
from typing import Any, Self

import msgspec

from bilateral.errors import ValueFormError

EXPECTED = "an EDTF date"
EXAMPLE = "2006, 2006-07, 2006-07-14, 2006-07~ (about), 2006/2008 (from, to), ../2010 (by), 201X (the 2010s)"

_PLAIN = re.compile(r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?[~?%]?")
_DECADE = re.compile(r"[0-9]{3}X")
_DECADE_OR_CENTURY = re.compile(r"(?P<y>[0-9]{2}[0-9X]X)[~?%]?")
_SPAN = re.compile(r"\[(?P<from>[0-9]{4}(?:-[0-9]{2}){0,2})?\.\.(?P<to>[0-9]{4}(?:-[0-9]{2}){0,2})?\]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_OVER_NEW_YEAR = (24, 28, 30)
"""Seasons that begin in December: winter (anywhere, northern) and southern summer. They run to the next February."""
_PARTS = {
    **dict.fromkeys((21, 25, 31), (3, 5)),
    **dict.fromkeys((22, 26, 32), (6, 8)),
    **dict.fromkeys((23, 27, 29), (9, 11)),
    **{33 + quarter: (1 + 3 * quarter, 3 + 3 * quarter) for quarter in range(4)},
    **{37 + third: (1 + 4 * third, 4 + 4 * third) for third in range(3)},
    **{40 + half: (1 + 6 * half, 6 + 6 * half) for half in range(2)},
}
"""First and last month of the parts of a year that EDTF numbers like months: seasons, quarters, thirds, halves."""


class Window(msgspec.Struct, frozen=True, order=True):
    """The days between which a moment lies; None means the source sets no bound on that side."""

    first: dt.date | None
    last: dt.date | None

    def __contains__(self, day: dt.date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: Window) -> bool:
        """True where one day can lie in both."""
        after = self.first is not None and other.last is not None and self.first > other.last
        before = self.last is not None and other.first is not None and self.last < other.first
        return not after and not before


class When(msgspec.Struct, frozen=True):
    """A date or period as a source states it.

    edtf: the text as written. start, end: windows of the beginning and the end.
    is_approximate: "about"; is_uncertain: the source itself doubts it. is_period: begin and end differ.
    """

    edtf: str
    start: Window
    end: Window
    is_approximate: bool = False
    is_uncertain: bool = False
    is_period: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF. Raises ValueFormError with what was expected when the text is not a date."""
        found: Self = _parse(text.strip(), cls)
        return found

    @property
    def low(self) -> dt.date | None:
        """First day that the statement covers; None when it is open towards the past."""
        return self.start.first

    @property
    def high(self) -> dt.date | None:
        """Last day that the statement covers; None when it is open towards the future."""
        return self.end.last

    @property
    def hull(self) -> Window:
        return Window(self.low, self.high)

    @property
    def is_day(self) -> bool:
        return not self.is_period and self.low is not None and self.low == self.high

    def __str__(self) -> str:
        return self.edtf

    def words(self, *, short: bool = True) -> str:
        """In words, as precise as stated: '14 Jul 2006', 'about Jul 2006', '2006 to 2008', 'by 2010'."""
        return _words(self, short=short)


def of_day(day: dt.date) -> When:
    """The `When` of one exact day."""
    window = Window(day, day)
    return When(edtf=day.isoformat(), start=window, end=window)


def of_bounds(low: dt.date | None, high: dt.date | None) -> When:
    """The `When` of a stretch of days in which something lies, written as short as EDTF allows.

    A whole month is written YYYY-MM, a whole year YYYY; other stretches as one of a set, [a..b].
    Raises ValueFormError when neither bound is given, or the first lies after the last.
    """
    if low is None and high is None:
        raise ValueFormError("no bound is given", expected="at least one day")
    if low is not None and high is not None and low > high:
        raise ValueFormError(f"{low} lies after {high}", expected="the earlier day first")
    if low is not None and high is not None:
        if low == high:
            return of_day(low)
        if low.day == 1 and high == _month_end(low):
            return When.parse(low.isoformat()[:7])
        if (low.month, low.day, high.month, high.day, low.year) == (1, 1, 12, 31, high.year):
            return When.parse(low.isoformat()[:4])
    window = Window(low, high)
    return When(
        edtf=f"[{low.isoformat() if low else ''}..{high.isoformat() if high else ''}]", start=window, end=window
    )


def end_of(text: str) -> dt.date:
    """The last day that an EDTF text can mean: the safe reading of a publication date.

    Raises ValueFormError when the text is open towards the future.
    """
    when = When.parse(text)
    if when.high is None:
        raise ValueFormError(
            f"{text!r} has no last day", expected="a date with an end", example="2008-07, 2008-07-28, 2008"
        )
    return when.high


@functools.lru_cache(maxsize=65536)
def _parse(text: str, cls: type[When]) -> Any:
    if not text:
        raise ValueFormError("the date is empty", expected=EXPECTED, example=EXAMPLE)
    head, slash, tail = text.partition("/")
    flags = {
        "is_approximate": "~" in text or "%" in text,
        "is_uncertain": "?" in text or "%" in text,
    }
    if not slash:
        window = _one(text)
        return cls(edtf=text, start=window, end=window, **flags)
    start, end = _side(head), _side(tail)
    if start.first is None and end.last is None:
        raise ValueFormError(f"{text!r} is open on both sides and says nothing", expected=EXPECTED, example=EXAMPLE)
    if start.first is not None and end.last is not None and start.first > end.last:
        raise ValueFormError(
            f"the period {text!r} ends before it begins",
            expected="the earlier date first",
            example="2006/2008",
        )
    return cls(edtf=text, start=start, end=end, is_period=True, **flags)


def _side(text: str) -> Window:
    """One end of a period. Open (`..`) and unknown (empty) ends both set no bound."""
    return Window(None, None) if text in ("", "..") else _one(text)


def _one(text: str) -> Window:
    if "/" in text or "S" in text:  # the library takes both, and gives a year with doubtful digits a single year
        raise ValueFormError(f"{text!r} is not a date", expected=EXPECTED, example=EXAMPLE)
    return _plain(text) or _masked(text) or _one_of_a_span(text) or _through_library(text)


def _one_of_a_span(text: str) -> Window | None:
    """The window of [FROM..TO]: one day of a stretch, either end of which may be open."""
    match = _SPAN.fullmatch(text)
    if match is None or match["from"] == match["to"] is None:
        return None
    low, high = (_plain(part) if part else Window(None, None) for part in match.group("from", "to"))
    if low is None or high is None:
        return None
    if low.first is not None and high.last is not None and low.first > high.last:
        raise ValueFormError(f"the date {text!r} runs backwards", expected=EXPECTED, example=EXAMPLE)
    return Window(low.first, high.last)


def _masked(text: str) -> Window | None:
    """The window of a decade or century such as 201X or 20XX."""
    match = _DECADE_OR_CENTURY.fullmatch(text)
    if match is None or text.startswith("00"):
        return None
    year = match["y"]
    return Window(dt.date(int(year.replace("X", "0")), 1, 1), dt.date(int(year.replace("X", "9")), 12, 31))


def _plain(text: str) -> Window | None:
    """The window of YYYY, YYYY-MM or YYYY-MM-DD, marked or not; None when the text is some other form (a decade)."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.group("y", "m", "d"))
    if year == 0 or year is None:
        raise ValueFormError(f"{text!r} has no such year", expected=EXPECTED, example=EXAMPLE)
    if month is None:
        return Window(dt.date(year, 1, 1), dt.date(year, 12, 31))
    if not 1 <= month <= 12:
        if day is None and month in _OVER_NEW_YEAR and year < dt.MAXYEAR:
            return Window(dt.date(year, 12, 1), _month_end(dt.date(year + 1, 2, 1)))
        if day is None and month in _PARTS:
            begins, ends = _PARTS[month]
            return Window(dt.date(year, begins, 1), _month_end(dt.date(year, ends, 1)))
        raise ValueFormError(
            f"{text!r} is no calendar date: there is no month {month:02d}", expected=EXPECTED, example=EXAMPLE
        )
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Window(dt.date(year, month, 1), dt.date(year, month, last))
    if not 1 <= day <= last:
        raise ValueFormError(
            f"{text!r} is no calendar date: that month has {last} days", expected=EXPECTED, example=EXAMPLE
        )
    exact = dt.date(year, month, day)
    return Window(exact, exact)


def _through_library(text: str) -> Window:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        with contextlib.redirect_stdout(io.StringIO()):  # the library prints what it cannot read
            parsed = parse_edtf(text)
    except (EDTFParseException, AttributeError, ValueError, TypeError) as error:
        raise ValueFormError(f"{text!r} is not a date", expected=EXPECTED, example=EXAMPLE) from error
    try:
        window = Window(_bound(parsed.lower_strict()), _bound(parsed.upper_strict()))
    except (ValueError, OverflowError, AttributeError) as error:
        raise ValueFormError(
            f"{text!r} lies outside the years 1 to 9999", expected=EXPECTED, example=EXAMPLE
        ) from error
    if window.first is not None and window.last is not None and window.first > window.last:
        raise ValueFormError(f"the date {text!r} runs backwards", expected=EXPECTED, example=EXAMPLE)
    return window


def _bound(value: Any) -> dt.date | None:
    """A bound of the edtf library: a struct_time, or plus or minus infinity for an open or unknown end."""
    return None if isinstance(value, float) else dt.date(value.tm_year, value.tm_mon, value.tm_mday)


def _words(when: When, *, short: bool) -> str:
    head, slash, tail = when.edtf.partition("/")
    start = _window_words(when.start, head, short=short)
    if not slash:
        return start
    if when.start.first is None and when.start.last is None:
        return f"by {_window_words(when.end, tail, short=short)}"
    if when.end.first is None and when.end.last is None:
        return f"since {start}"
    return f"{start} to {_window_words(when.end, tail, short=short)}"


def _window_words(window: Window, written: str, *, short: bool) -> str:
    first, last = window.first, window.last
    if first is None or last is None:
        return f"{'by' if first is None else 'since'} {_day_words(first or last, short=short)}"
    if marks := set(written) & set("~?%"):
        bare = _window_words(window, re.sub("[~?%]", "", written), short=short)
        return f"{'about ' if marks & set('~%') else ''}{bare}{' (uncertain)' if marks & set('?%') else ''}"
    bare = written
    if _DECADE.fullmatch(bare):
        return f"the {bare.replace('X', '0')}s"
    if re.fullmatch(r"\d{4}-2[1-4]", bare):
        return f"{_SEASONS[int(bare[5:])]} {bare[:4]}"
    month = _MONTHS[first.month - 1] if short else first.strftime("%B")
    if first == last:
        return _day_words(first, short=short)
    if first.day == 1 and last == _month_end(first):
        return f"{month} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"between {first.year} and {last.year}"
    return f"between {_day_words(first, short=short)} and {_day_words(last, short=short)}"


def _day_words(day: dt.date | None, *, short: bool) -> str:
    if day is None:
        return "an unknown day"
    return f"{day.day} {_MONTHS[day.month - 1] if short else day.strftime('%B')} {day.year}"


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
