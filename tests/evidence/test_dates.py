"""Imprecise dates: bounds as stated and no wider, words as precise as stated, and nothing else gets through."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, given
from hypothesis import strategies as st

from bilateral.errors import ValueFormError
from bilateral.evidence.dates import When, Window, end_of, of_bounds, of_day

years = st.integers(1000, 9998)
days = st.dates(dt.date(1000, 1, 1), dt.date(9998, 12, 31))
marks = st.sampled_from(["", "~", "?", "%"])


@st.composite
def moments(draw: st.DrawFn) -> str:
    """A year, month, day or decade, with or without a mark."""
    day = draw(days)
    form = draw(st.sampled_from(["year", "month", "day", "decade", "century"]))
    text = {
        "year": f"{day.year}",
        "month": f"{day.year}-{day.month:02}",
        "day": day.isoformat(),
        "decade": f"{day.year // 10}X",
        "century": f"{day.year // 100}XX",
    }[form]
    return text + draw(marks)


@st.composite
def written(draw: st.DrawFn) -> str:
    """EDTF of many forms, most of them dates."""
    one, other = draw(moments()), draw(moments())
    bare, rest = (text.rstrip("~?%") for text in (one, other))
    day = draw(days)
    return draw(
        st.sampled_from(
            [
                one,
                f"{one}/{other}",
                f"{one}/..",
                f"../{one}",
                f"{one}/",
                f"/{one}",
                f"[{bare}..{rest}]",
                f"[{bare},{rest}]",
                f"[..{bare}]",
                f"[{bare}..]",
                f"{{{bare},{rest}}}",
                f"{day.year}-XX-{day.day:02}",
                f"{day.year}-{day.month:02}-XX",
                f"{day.year}-XX",
                f"{day.year}?-{day.month:02}",
                f"{day.year}-~{day.month:02}-{day.day:02}",
                f"{day.year}-{draw(st.sampled_from([21, 22, 23, 25, 26, 27, 29, 31, 32, *range(33, 42)]))}",
            ]
        )
    )


def _bounds(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The bounds that the edtf library gives; for a period, those of its two ends.

    Ends that are open or unknown have none: the library puts an unknown one ten years away, which nobody said.
    Stretches in brackets are taken apart too: the library reads them only where both ends are equally precise.
    """
    head, found, tail = text.strip("[]").partition("/" if "/" in text else "..")
    if found:
        return (_bounds(head)[0] if head.strip(".") else None), (_bounds(tail)[1] if tail.strip(".") else None)
    parsed = parse_edtf(text)

    def day(value: object) -> dt.date | None:
        return None if isinstance(value, float) else dt.date(value.tm_year, value.tm_mon, value.tm_mday)

    return day(parsed.lower_strict()), day(parsed.upper_strict())


@given(written())
def test_bounds_are_those_of_the_edtf_library(text: str) -> None:
    try:
        when = When.parse(text)
    except ValueFormError as error:
        try:
            parse_edtf(text)
        except EDTFParseException:
            return  # the library refuses it as well
        low, high = _bounds(text)
        assert low is not None and high is not None and low > high, f"{text} was refused: {error}"
    else:
        assert (when.low, when.high) == _bounds(text)


@given(written())
def test_a_date_is_written_back_as_it_was_and_read_back_the_same(text: str) -> None:
    try:
        when = When.parse(text)
    except ValueFormError:
        assume(False)
    assert str(when) == text
    assert When.parse(str(when)) == when
    assert When.parse(f"  {text} ") == when


@given(written())
def test_windows_lie_inside_the_whole_and_flags_follow_the_marks(text: str) -> None:
    try:
        when = When.parse(text)
    except ValueFormError:
        assume(False)
    assert when.is_period == ("/" in text)
    assert when.is_approximate == any(mark in text for mark in "~%")
    assert when.is_uncertain == any(mark in text for mark in "?%")
    if not when.is_period:
        assert when.start == when.end == when.hull
    for window in (when.start, when.end):
        assert window.first is None or window.last is None or window.first <= window.last
    assert when.start.first == when.low and when.end.last == when.high
    assert when.is_day == (not when.is_period and when.low is not None and when.low == when.high)


@given(written(), st.booleans())
def test_words_always_come_out_and_leave_no_notation_behind(text: str, short: bool) -> None:
    try:
        when = When.parse(text)
    except ValueFormError:
        assume(False)
    words = when.words(short=short)
    assert words and words == words.strip()
    assert not set(words) & set("X~?%[]{}/.,"), words
    assert when.is_approximate == ("about" in words)
    assert when.is_uncertain == ("uncertain" in words)
    named = {when.low, when.high, when.start.last, when.end.first} - {None}
    assert any(str(day.year) in words for day in named), words


@given(days)
def test_more_precise_lies_inside_less_precise(day: dt.date) -> None:
    texts = [
        f"{day.year // 100}XX",
        f"{day.year // 10}X",
        f"{day.year}",
        f"{day.year}-{day.month:02}",
        day.isoformat(),
    ]
    bounds = [When.parse(text) for text in texts]
    for wide, narrow in itertools.pairwise(bounds):
        assert wide.low <= narrow.low <= day <= narrow.high <= wide.high
        assert day in wide.hull and day in narrow.hull
        assert wide.hull.overlaps(narrow.hull) and narrow.hull.overlaps(wide.hull)
    assert bounds[-1] == of_day(day)


@given(moments())
def test_a_mark_moves_no_bound(text: str) -> None:
    bare = text.rstrip("~?%")
    plain = When.parse(bare)
    for mark in "~?%":
        marked = When.parse(bare + mark)
        assert (marked.low, marked.high) == (plain.low, plain.high)


@given(st.none() | st.dates(), st.none() | st.dates())
def test_of_bounds_round_trip(low: dt.date | None, high: dt.date | None) -> None:
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        with pytest.raises(ValueFormError):
            of_bounds(low, high)
        return
    made = of_bounds(low, high)
    assert (made.low, made.high) == (low, high)
    read = When.parse(str(made))
    assert read == made


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_of_the_calendar_is_read(day: dt.date) -> None:
    assert When.parse(day.isoformat()).hull == Window(day, day)
    month = When.parse(day.isoformat()[:7])
    assert month.low == day.replace(day=1)
    assert month.high == day.replace(day=calendar.monthrange(day.year, day.month)[1])
    assert end_of(day.isoformat()[:4]) == dt.date(day.year, 12, 31)


@given(st.text(max_size=40) | st.text(alphabet="0123456789-/~?%X[]{},.TZ:S ", max_size=30))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    try:
        when = When.parse(text)
    except ValueFormError as error:
        assert error.message and error.expected
    else:
        assert when.low is not None or when.high is not None
        assert when.words()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2006-02-30", "28 days"),
        ("2008-02-30", "29 days"),
        ("2006-02-30~", "28 days"),
        ("2006-04-31", "30 days"),
        ("2006-13", "no month 13"),
        ("2006-00", "no month 00"),
        ("2006-13-01", "no month 13"),
        ("2006-01-00", "31 days"),
        ("2006-42", "no month 42"),
        ("0000", "no such year"),
        ("2008/2006", "ends before it begins"),
        ("2006-08/2006-07-31", "ends before it begins"),
        ("[2008..2006]", "backwards"),
        ("../..", "open on both sides"),
        ("/", "open on both sides"),
        ("", "empty"),
        ("   ", "empty"),
        ("May 2001", "is not a date"),
        ("14.07.2006", "is not a date"),
        ("2006/2007/2008", "is not a date"),
        ("2006/2007/", "is not a date"),
        ("٢٠٠٦", "is not a date"),
        ("２００６", "is not a date"),
        ("1950S2", "is not a date"),
        ("20065", "is not a date"),
        ("2006-7", "is not a date"),
        ("unknown", "is not a date"),
        ("-0044", "outside the years"),
        ("Y17E7", "outside the years"),
        ("XXXX", "outside the years"),
    ],
)
def test_impossible_dates_are_refused_and_say_why(text: str, says: str) -> None:
    with pytest.raises(ValueFormError) as refused:
        When.parse(text)
    assert says in refused.value.message
    assert refused.value.expected


@pytest.mark.parametrize("text", ["[" * 4000, "{" * 4000, "2006-" * 800, "X" * 4000, "2006/" * 800, "~" * 4000])
def test_long_nonsense_is_refused_and_does_not_hang(text: str) -> None:
    with pytest.raises(ValueFormError):
        When.parse(text)


def test_an_open_end_has_no_last_day() -> None:
    with pytest.raises(ValueFormError, match="no last day"):
        end_of("2006/..")


@pytest.mark.parametrize(
    ("season", "first", "last"),
    [
        ("2006-21", (2006, 3, 1), (2006, 5, 31)),
        ("2006-22", (2006, 6, 1), (2006, 8, 31)),
        ("2006-23", (2006, 9, 1), (2006, 11, 30)),
        ("2006-24", (2006, 12, 1), (2007, 2, 28)),  # a winter is not December alone
        ("2007-24~", (2007, 12, 1), (2008, 2, 29)),
        ("2006-28", (2006, 12, 1), (2007, 2, 28)),
        ("2006-30", (2006, 12, 1), (2007, 2, 28)),
        ("2006-32", (2006, 6, 1), (2006, 8, 31)),
        ("2006-34", (2006, 4, 1), (2006, 6, 30)),
        ("2006-40", (2006, 1, 1), (2006, 6, 30)),
    ],
)
def test_seasons_and_parts_of_a_year(season: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    when = When.parse(season)
    assert (when.low, when.high) == (dt.date(*first), dt.date(*last))


def test_overlap_is_symmetric_and_open_ends_reach_everything() -> None:
    early, late = When.parse("2006").hull, When.parse("2008").hull
    assert not early.overlaps(late) and not late.overlaps(early)
    for open_end in ("../2008", "2006/..", "[..2008]"):
        assert When.parse(open_end).hull.overlaps(late)
        assert late.overlaps(When.parse(open_end).hull)
    assert not When.parse("../2006").hull.overlaps(late)
    assert not When.parse("2009/..").hull.overlaps(late)


FORMS = (
    "2006", "2006-07", "2006-07-14", "2006~", "2006?", "2006%", "2006-07~", "2006-07-14?", "2006?-07", "2006-~07-14",
    "2006/2008", "2006-07/2006-09", "2006-12-01/2006-12-02", "2006~/2008?", "2006/..", "../2010", "2006-07/",
    "/2010-06-30", "201X", "20XX", "195X~", "2006-XX", "2006-07-XX", "2006-XX-14", "[2006..2008]",
    "[2006-07-01..2006-07-31]", "[..2010]", "[2006..]", "[2006,2008]", "{2006,2008}", "2006-21", "2006-22", "2006-23",
    "2006-24", "2006-33",
)  # fmt: skip


def test_forms_bounds_and_words(golden) -> None:
    rows = []
    for text in FORMS:
        when = When.parse(text)
        rows.append(
            f"{text:24}{when.low or '..'!s:12}{when.high or '..'!s:12}{when.words():38}{when.words(short=False)}"
        )
    golden("dates.txt", "\n".join(rows) + "\n")
