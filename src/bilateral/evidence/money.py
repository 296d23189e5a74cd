"""Sums of money as sources word them: a currency, an amount with its qualifier, and the date it speaks of."""

from __future__ import annotations

import re
from typing import Self

import msgspec

from bilateral.errors import ValueFormError
from bilateral.evidence.dates import When
from bilateral.evidence.quantity import QUALIFIERS, Quantity, number_words

EXPECTED = "a currency code (ISO 4217) and an amount, with a qualifier before it where the source gives one"
EXAMPLE = "USD 1.5 bn · about USD 1.6 bn · more than EUR 960 m · USD 3 to 24 m · RUB 1.1 bn"

_QUALIFIER = "|".join(
    sorted((re.escape(word) for words in QUALIFIERS.values() for word in words), key=len, reverse=True)
)
_MONEY = re.compile(
    rf"(?:(?P<qualifier>{_QUALIFIER}|between)\s+)?(?P<currency>[A-Z]{{3}})\s+(?P<amount>.+)", re.IGNORECASE
)


class Money(msgspec.Struct, frozen=True):
    """A sum as a source words it. amount is in whole units of the currency, at the prices of `on`.

    on: the date the sum speaks of (the contract's or the payment's); None means the day of publication.
    """

    currency: str
    amount: Quantity
    words: str
    on: When | None = None

    @classmethod
    def parse(cls, text: str, *, on: When | None = None) -> Self:
        """Read a written sum. Raises ValueFormError with what was expected."""
        written = " ".join(str(text).split())
        match = _MONEY.fullmatch(written)
        if match is None or match["currency"] != match["currency"].upper():
            raise ValueFormError(f"{text!r} is not a sum of money", expected=EXPECTED, example=EXAMPLE)
        amount = Quantity.parse(f"{match['qualifier'] or ''} {match['amount']}")
        if amount.unit:
            raise ValueFormError(f"{amount.unit!r} after the sum is not understood", expected=EXPECTED, example=EXAMPLE)
        if amount.low < 0:
            raise ValueFormError(f"the sum {text!r} is negative", expected=EXPECTED, example=EXAMPLE)
        if not _is_currency(match["currency"]):
            raise ValueFormError(f"{match['currency']!r} is not a currency code", expected=EXPECTED, example=EXAMPLE)
        return cls(currency=match["currency"], amount=amount, words=written, on=on)

    def __str__(self) -> str:
        return self.words


def _is_currency(code: str) -> bool:
    from babel.numbers import is_currency

    return is_currency(code, locale="en")


def money_words(value: float, currency: str) -> str:
    """A sum for people: 'USD 3.15 bn', 'EUR 10.8 m'. Thousands are written out."""
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(float(f"{value:.4g}")) >= size:
            return f"{currency} {_significant(value / size)} {name}"
    return f"{currency} {number_words(value)}"


def _significant(value: float) -> str:
    return f"{value:.4g}" if value < 1000 else number_words(value)
