"""Quantities: every wording gives the bounds of the declared rule, and nothing that is no quantity becomes one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.errors import ValueFormError
from bilateral.evidence.quantity import ABOUT, MULTIPLIERS, QUALIFIERS, SINGULARS, WORDS, Quantity, number_words

whole = st.integers(0, 10**9)
numbers = whole | st.decimals(0, 10**6, places=2, allow_nan=False).map(lambda one: one.normalize() + 0)
scales = st.sampled_from(["", *MULTIPLIERS])
units = st.sampled_from(["", "aircraft", "t", "rifles/year", "million TIV", "m²", "percent", "missiles or launchers"])
qualified = st.sampled_from([word for words in QUALIFIERS.values() for word in words])


def _spaced(*parts: object) -> str:
    return " ".join(str(part) for part in parts if str(part))


def _value(number: object, scale: str) -> float:
    return float(str(number)) * (MULTIPLIERS[scale] if scale else 1)


@st.composite
def wordings(draw: st.DrawFn) -> str:
    """Every form a quantity can be written in."""
    first, second = sorted((draw(whole), draw(whole)))
    unit = draw(st.sampled_from(["", "aircraft", "persons", "tonnes", "rifles/year"]))
    joint = draw(st.sampled_from([" to ", " and ", "-", "–", " - "]))
    return draw(
        st.sampled_from(
            [
                _spaced(draw(numbers), draw(scales), unit),
                _spaced(draw(qualified), draw(numbers), draw(scales), unit),
                _spaced(f"between {first} and {second}", draw(scales), unit),
                _spaced(f"{first}{joint}{second}", unit),
                _spaced(f"{first:,} to {second:,}", unit),
                _spaced(f"{first:,}".replace(",", draw(st.sampled_from([" ", "\u00a0", "\u202f"]))), unit),
                _spaced(draw(st.sampled_from(list(WORDS))), unit),
                _spaced(f"-{first + 1}", unit),
                _spaced(draw(whole), "million TIV"),
            ]
        )
    )


@given(wordings())
def test_low_best_and_high_are_in_order_and_the_words_are_kept(text: str) -> None:
    found = Quantity.parse(text)
    assert math.isfinite(found.low)
    if found.high is not None:
        assert math.isfinite(found.high) and found.low <= found.high
    if found.best is not None:
        assert found.low <= found.best
        assert found.high is None or found.best <= found.high
    assert found.words == str(found) == " ".join(text.split())
    assert Quantity.parse(str(found)) == found
    assert Quantity.parse(f"  {text}  ") == found
    assert Quantity.parse(text.upper()).low == found.low


@given(qualified, numbers, scales, units)
def test_qualifiers_give_the_declared_bounds(word: str, number: object, scale: str, unit: str) -> None:
    if scale and unit == "million TIV":
        unit = ""
    value = _value(number, scale)
    found = Quantity.parse(_spaced(word, number, scale, unit))
    name = next(name for name, words in QUALIFIERS.items() if word in words)
    assert found.qualifier == name
    assert found.unit == SINGULARS.get(unit, unit)
    low, best, high = {
        "about": (value * (1 - ABOUT), value, value * (1 + ABOUT)),
        "nearly": (value * (1 - ABOUT), None, value),
        "more_than": (value, None, None),
        "at_least": (value, None, None),
        "at_most": (0, None, value),
        "less_than": (0, None, value),
    }[name]
    assert (found.low, found.best, found.high) == (low, best, high)


@given(numbers, scales, units)
def test_a_plain_number_is_exact(number: object, scale: str, unit: str) -> None:
    if scale and unit == "million TIV":
        unit = ""
    found = Quantity.parse(_spaced(number, scale, unit))
    assert found.low == found.best == found.high == _value(number, scale)
    assert found.qualifier == "exactly"


@given(whole, whole, st.sampled_from(["between {} and {}", "{} to {}", "{}-{}", "{} – {}", "{}–{} aircraft"]))
def test_intervals_keep_both_ends_and_are_refused_when_reversed(one: int, other: int, form: str) -> None:
    text = form.format(one, other)
    if one > other:
        with pytest.raises(ValueFormError, match="reversed") as refused:
            Quantity.parse(text)
        assert refused.value.expected == "the smaller number first"
    else:
        found = Quantity.parse(text)
        assert (found.low, found.best, found.high) == (one, None, other)
        assert found.qualifier == "between"


@given(st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15))
def test_bare_numbers_are_read_as_they_are(value: float) -> None:
    found = Quantity.parse(value)
    assert found.low == found.best == found.high == value
    assert found.unit == ""


@pytest.mark.parametrize("word", list(WORDS))
def test_number_words_have_their_declared_bounds(word: str) -> None:
    for text, unit in ((word, ""), (f"{word} aircraft", "aircraft"), (f"{word} of aircraft", "aircraft")):
        found = Quantity.parse(text)
        assert (found.low, found.high) == WORDS[word]
        assert (found.best, found.qualifier, found.unit) == (None, "words", unit)


def test_some_stands_for_about_only_before_a_number() -> None:
    assert Quantity.parse("some 100").best == 100
    assert (Quantity.parse("some").low, Quantity.parse("some").high) == (1, None)


@pytest.mark.parametrize(("written", "read"), list(SINGULARS.items()))
def test_units_of_one_form_are_rivals(written: str, read: str) -> None:
    assert Quantity.parse(f"2 {written}").unit == read


@given(st.text(max_size=30) | st.text(alphabet="0123456789.,- −–abcmk%/", max_size=20))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    try:
        found = Quantity.parse(text)
    except ValueFormError as error:
        assert error.message and error.expected
    else:
        assert math.isfinite(found.low)
        assert found.high is None or found.low <= found.high


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~100",
        "100+",
        "1k5",
        "five",
        "nothing",
        "1,5",  # a decimal comma must not become 15
        "1,5 bn",
        "12,34",
        "1,,000",
        "1.600.000",
        "24 30",  # two numbers must not become 2430
        "1 2 3",
        "12 .5",
        ".5",
        "5.",
        "2½",
        "½",
        "٢٤",
        "no more than five",  # must not become "no"
        "a few hundred",  # must not become 2 to 9
        "several hundred thousand",
        "hundreds of thousands",
        "a few million",
        "3 hundred",
        "12 dozen",
        "5 millions",
        "5 mrd",
        "24 to thirty",
        "dozens to hundreds",
        "a dozen or so",
        "12 or more",
        "more than a dozen",
        "up to dozens",
        "from 5 to 6",
        "5 to 6 to 7",
        "1-2-3",
        "24/30",
        "about -5",
        "0x10",
        "1e999",
        "9" * 400,
        "9" * 400 + " to 3",
        "about " + "9" * 400,
        "9" * 308 + " tn",
        "1 " * 2000,
        "1 " * 2000 + "x",
        "about " * 600,
        "dozens of " * 400 + "1",
    ],
)
def test_what_could_be_misread_is_refused(text: str) -> None:
    with pytest.raises(ValueFormError):
        Quantity.parse(text)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, True])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueFormError):
        Quantity.parse(value)


def test_a_decimal_comma_gets_advice() -> None:
    with pytest.raises(ValueFormError) as refused:
        Quantity.parse("1,5 bn")
    assert "after a point" in refused.value.hint


@given(st.floats(-1e12, 1e12))
def test_a_number_for_people_reads_back_as_nearly_itself(value: float) -> None:
    shown = number_words(value)
    assert "," not in shown and "-" not in shown.partition("e")[0]
    if "e" not in shown:
        read = Quantity.parse(shown).best
        assert read == pytest.approx(value, rel=0.006, abs=0.006)


WORDINGS = (
    "24", "0", "-3 percent", "about 100", "some 100", "circa 100", "nearly 15000", "just under 1 bn", "more than 120",
    "over 1 000 rifles", "at least 24", "no fewer than 5 persons", "from 1 m", "up to 2400 launchers", "as many as 7",
    "less than 450", "under 12", "between 11 and 12", "11 to 12", "11-12 aircraft", "3 to 24 m", "2.5 to 3 k rounds",
    "dozens", "a few dozen rifles", "hundreds of persons", "thousands", "several", "a pair of ships", "a dozen",
    "half a dozen", "some", "none", "no tanks", "3.1 m rounds", "1,234,567", "49.9 %", "12 per cent", "1 day", "2 days",
    "3862 million TIV", "about 12 million TIV", "569000 b/d",
)  # fmt: skip


def test_wordings_and_their_bounds(golden) -> None:
    rows = []
    for text in WORDINGS:
        one = Quantity.parse(text)
        best = "" if one.best is None else f"{one.best:g}"
        high = "open" if one.high is None else f"{one.high:g}"
        rows.append(f"{text:26}{one.qualifier:12}{one.low:>12g}{best:>12}{high:>12}  {one.unit}".rstrip())
    golden("wordings.txt", "\n".join(rows) + "\n")
