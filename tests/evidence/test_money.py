"""Sums of money: a currency, and an amount that follows the rules of quantities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.errors import ValueFormError
from bilateral.evidence.assertion import amount_of
from bilateral.evidence.dates import When
from bilateral.evidence.money import Money, money_words
from bilateral.evidence.quantity import MULTIPLIERS, QUALIFIERS, WORDS, Quantity

currencies = st.sampled_from(["USD", "EUR", "RUB", "SUR", "DEM", "CNY", "VEB"])
sums = st.integers(0, 10**9) | st.decimals(0, 10**4, places=2, allow_nan=False).map(lambda one: one.normalize() + 0)


@given(st.data(), currencies, sums)
def test_a_sum_has_the_bounds_of_its_amount(data: st.DataObject, currency: str, number: object) -> None:
    scale = data.draw(st.sampled_from(["", *(f" {one}" for one in MULTIPLIERS)]))
    word = data.draw(st.sampled_from(["", *(one for words in QUALIFIERS.values() for one in words)]))
    amount = Quantity.parse(f"{word} {number}{scale}")
    for text in (f"{word} {currency} {number}{scale}", f"{currency} {word} {number}{scale}"):
        found = Money.parse(text)
        assert found.currency == currency
        assert (found.amount.low, found.amount.best, found.amount.high) == (amount.low, amount.best, amount.high)
        assert found.amount.qualifier == amount.qualifier
        assert found.words == str(found) == " ".join(text.split())
        assert Money.parse(str(found)) == found
        assert amount_of(text) == found


@given(currencies, st.integers(0, 10**6), st.integers(0, 10**6))
def test_intervals_of_sums(currency: str, one: int, other: int) -> None:
    low, high = sorted((one, other))
    for text in (f"between {currency} {low} and {high} m", f"{currency} {low} to {high} m"):
        amount = Money.parse(text).amount
        assert (amount.low, amount.best, amount.high) == (low * 1e6, None, high * 1e6)


@pytest.mark.parametrize("word", list(WORDS))
def test_sums_in_words(word: str) -> None:
    amount = Money.parse(f"RUB {word}").amount
    assert (amount.low, amount.high) == WORDS[word]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2.2bn USD", "is not a sum"),
        ("$1.6bn", "is not a sum"),
        ("usd 5 m", "is not a sum"),
        ("USD", "is not a sum"),
        ("about", "is not a sum"),
        ("USD0", "is not a sum"),
        ("XYZ 5 m", "not a currency code"),
        ("USD 5 aircraft", "not understood"),
        ("USD -5", "negative"),
        ("USD 24 to 3 m", "reversed"),
        ("USD 1,5 bn", "is not a unit"),
        ("USD hundreds of millions", "is not a unit"),
        ("USD 5 billions", "is not a unit"),
        ("USD 3 m to USD 5 m", "is not a unit"),
        ("USD " + "9" * 400, "too large"),
    ],
)
def test_what_is_no_sum_is_refused(text: str, says: str) -> None:
    with pytest.raises(ValueFormError) as refused:
        Money.parse(text)
    assert says in refused.value.message
    assert refused.value.expected


@given(st.text(max_size=30) | st.from_regex(r"(about )?[A-Z]{3} [0-9., -]{1,9}( (bn|m))?", fullmatch=True))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    try:
        found = Money.parse(text)
    except ValueFormError as error:
        assert error.message and error.expected
    else:
        assert found.amount.low >= 0
        assert len(found.currency) == 3


def test_an_amount_is_money_only_with_a_currency() -> None:
    assert isinstance(amount_of("569000 b/d"), Quantity)
    assert isinstance(amount_of("USD 5"), Money)


def test_the_date_of_the_prices_is_kept() -> None:
    assert Money.parse("USD 5", on=When.parse("2006")).on == When.parse("2006")
    assert Money.parse("USD 5").on is None


@given(st.floats(0, 1e15), currencies)
def test_a_sum_for_people_reads_back_as_nearly_itself(value: float, currency: str) -> None:
    shown = money_words(value, currency)
    if "e" not in shown:
        read = Money.parse(shown)
        assert read.currency == currency
        assert read.amount.best == pytest.approx(value, rel=0.006, abs=0.006)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3.15e9, "USD 3.15 bn"),
        (10.8e6, "USD 10.8 m"),
        (1e12, "USD 1 tn"),
        (999_999_999, "USD 1 bn"),  # and not 1000 m
        (950_000, "USD 950 000"),
        (0, "USD 0"),
        (12, "USD 12"),
    ],
)
def test_sums_for_people(value: float, shown: str) -> None:
    assert money_words(value, "USD") == shown
