"""Quantities as sources word them: a number or an interval, the words that qualified it, and a unit.

The interval a wording gives is a declared rule (`RULES`), never a guess by whoever enters it:

    24                    exactly                    [24, 24]   best 24
    about 100             around, roughly            [90, 110]  best 100
    nearly 15000          almost, under              [13500, 15000]
    more than 120         over, above                [120, open)
    at least 24           no fewer than              [24, open)
    up to 2400            at most                    [0, 2400]
    less than 450         fewer than, below          [0, 450]
    between 11 and 12     11 to 12, 11-12            [11, 12]
    dozens                                           [24, 99]
    a few dozen           several dozen              [24, 60]
    some                  no number is available     [1, open)

Only a plain number and "about" give a best value; no midpoint is invented for the others. The qualifiers
follow the explanatory notes of The Military Balance (IISS), where "at least" is a lower and "up to" an upper
bound, and press usage for the rest.
"""

from __future__ import annotations

import math
import re
from typing import Self

import msgspec

from bilateral.errors import ValueFormError

EXPECTED = "a number, with a qualifier before it and a unit after it where the source gives them"
EXAMPLE = "24 · about 100 · at least 24 · between 11 and 12 · up to 2400 launchers · dozens · 3.1 m rounds"

ABOUT = 0.10
"""Half width of "about", as a share of the number."""

MULTIPLIERS = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "tn": 1e12, "trillion": 1e12,
}  # fmt: skip

QUALIFIERS: dict[str, tuple[str, ...]] = {
    "about": ("about", "around", "roughly", "approximately", "some", "circa", "an estimated"),
    "nearly": ("nearly", "almost", "just under"),
    "more_than": ("more than", "over", "above"),
    "at_least": ("at least", "no fewer than", "not less than", "from"),
    "at_most": ("up to", "at most", "no more than", "as many as"),
    "less_than": ("less than", "fewer than", "under", "below"),
}

BELOW = ("nearly", "at_most", "less_than")
"""Qualifiers after which the number named is the upper end."""

WORDS: dict[str, tuple[float, float | None]] = {
    "dozens": (24, 99),
    "a few dozen": (24, 60),
    "several dozen": (24, 60),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "several hundred": (200, 900),
    "thousands": (2000, 9999),
    "a few": (2, 9),
    "several": (3, 9),
    "a number of": (2, None),
    "some": (1, None),
    "an unknown number": (1, None),
    "a pair": (2, 2),
    "a dozen": (12, 12),
    "half a dozen": (6, 6),
    "none": (0, 0),
    "no": (0, 0),
}

_NUMBER = r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SCALE = r"(?:k|m|bn|tn|thousand|million|billion|trillion)\b"
_QUALIFIER = "|".join(
    sorted((re.escape(word) for words in QUALIFIERS.values() for word in words), key=len, reverse=True)
)
_ONE = re.compile(
    rf"(?:(?P<qualifier>{_QUALIFIER})\s+)?(?P<number>{_NUMBER})\s*(?P<scale>{_SCALE})?\s*(?P<unit>[^\d].*)?",
    re.IGNORECASE,
)
_TWO = re.compile(
    rf"(?P<qualifier>between\s+)?(?P<low>{_NUMBER})\s*(?P<low_scale>{_SCALE})?\s*(?:to|and|-|–)\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<scale>{_SCALE})?\s*(?P<unit>[^\d].*)?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"(?P<words>{'|'.join(sorted(map(re.escape, WORDS), key=len, reverse=True))})(?:\s+of)?(?:\s+(?P<unit>\S.*))?",
    re.IGNORECASE,
)


SINGULARS = {
    "%": "percent", "per cent": "percent", "person": "persons", "people": "persons", "day": "days", "hour": "hours",
    "year": "years", "month": "months", "ship": "ships", "boat": "boats", "vehicle": "vehicles", "system": "systems",
    "battery": "batteries", "launcher": "launchers", "missile": "missiles", "helicopter": "helicopters",
    "rifle": "rifles", "rocket": "rockets", "round": "rounds", "tank": "tanks", "plant": "plants", "site": "sites",
    "contract": "contracts", "agreement": "agreements", "vote": "votes", "state": "states", "division": "divisions",
}  # fmt: skip
"""Units written in one form, so that "1 day" and "2 days" are rivals."""
_OF_ONE = {many: one for one, many in SINGULARS.items() if one not in ("%", "per cent", "people")}

_UNIT = re.compile(r"%|[^\W\d_](?:[^\W\d_]|[ /.²³'-])*")
_NO_UNITS = (
    "and", "or", "to", "more", "less", "fewer", "than", "plus", "odd", "hundred", "hundreds", "thousand", "thousands",
    "million", "millions", "billion", "billions", "trillion", "trillions", "dozen", "dozens", "score", "scores", "mln",
    "mio", "bln", "mrd",
)  # fmt: skip
"""Words that change the number before them: taken for a unit, "a few hundred" would be 2 to 9."""
_INDEX = re.compile(r"(?P<amount>.+?) ?(?:m|million) TIV", re.IGNORECASE)
"""A unit whose millions are the unit itself: 3862 million TIV is 3862, in million TIV."""


class Quantity(msgspec.Struct, frozen=True):
    """A number as a source words it.

    low, high: bounds that the wording gives; high is None where it gives none. best: the number itself for a
    plain or approximate number, else None. qualifier: one of QUALIFIERS, "exactly", "between" or "words".
    unit: as written, empty for a plain count. words: the text as written.
    """

    low: float
    high: float | None
    best: float | None
    qualifier: str
    unit: str
    words: str

    @classmethod
    def parse(cls, text: str | int | float) -> Self:
        """Read a written quantity. Raises ValueFormError with what was expected."""
        if isinstance(text, (int, float)) and not isinstance(text, bool):
            if not math.isfinite(text):
                raise ValueFormError(f"{text!r} is not a quantity", expected=EXPECTED, example=EXAMPLE)
            return cls._exact(float(text), "", _plain_number(float(text)))
        return cls._read(" ".join(str(text).split()))

    @classmethod
    def _exact(cls, value: float, unit: str, words: str) -> Self:
        return cls(low=value, high=value, best=value, qualifier="exactly", unit=unit, words=words)

    @classmethod
    def _read(cls, text: str) -> Self:
        if match := _INDEX.fullmatch(text):
            return msgspec.structs.replace(cls._read(match["amount"]), unit="million TIV", words=text)
        if match := _TWO.fullmatch(text):
            scale = match["scale"]
            low = _scaled(match["low"], match["low_scale"] or scale)
            high = _scaled(match["high"], scale)
            if low > high:
                raise ValueFormError(
                    f"the interval {text!r} is reversed: {_plain_number(low)} is more than {_plain_number(high)}",
                    expected="the smaller number first",
                    example="between 11 and 12",
                )
            return cls(low, high, None, "between", _unit(match["unit"]), text)
        if match := _ONE.fullmatch(text):
            return cls._qualified(match, text)
        if match := _WORDS.fullmatch(text):
            low, open_high = WORDS[match["words"].lower()]
            return cls(low, open_high, None, "words", _unit(match["unit"]), text)
        raise ValueFormError(f"{text!r} is not a quantity", expected=EXPECTED, example=EXAMPLE)

    @classmethod
    def _qualified(cls, match: re.Match[str], text: str) -> Self:
        value = _scaled(match["number"], match["scale"])
        unit = _unit(match["unit"])
        written = (match["qualifier"] or "").lower()
        qualifier = next((name for name, words in QUALIFIERS.items() if written in words), "exactly")
        if qualifier == "exactly":
            return cls._exact(value, unit, text)
        if value < 0:
            raise ValueFormError(f"{text!r} qualifies a negative number", expected=EXPECTED, example=EXAMPLE)
        low, high, best = {
            "about": (value * (1 - ABOUT), value * (1 + ABOUT), value),
            "nearly": (value * (1 - ABOUT), value, None),
            "more_than": (value, None, None),
            "at_least": (value, None, None),
            "at_most": (0.0, value, None),
            "less_than": (0.0, value, None),
        }[qualifier]
        return cls(low, high, best, qualifier, unit, text)

    def __str__(self) -> str:
        return self.words


def _scaled(number: str, scale: str | None) -> float:
    value = float(re.sub("[ ,]", "", number).replace("−", "-")) * (MULTIPLIERS[scale.lower()] if scale else 1)
    if not math.isfinite(value):
        raise ValueFormError(f"the number {number[:20]}… is too large", expected=EXPECTED, example=EXAMPLE)
    return value + 0.0  # "-0" is 0


def _unit(text: str | None) -> str:
    unit = (text or "").strip()
    if not unit:
        return ""
    if not _UNIT.fullmatch(unit) or not (unit == "%" or unit[0].isalpha()) or unit.lower().split()[0] in _NO_UNITS:
        comma = re.match(r"[,.][0-9]", unit)
        hint = "write decimals after a point and thousands in groups of three: 1.5, 1,500" if comma else ""
        raise ValueFormError(f"{unit!r} is not a unit", expected=EXPECTED, example=EXAMPLE, hint=hint)
    return SINGULARS.get(unit, unit)


def unit_words(value: float | None, unit: str) -> str:
    """The unit as it stands after a number: 'ship' after 1, 'ships' after any other."""
    return _OF_ONE.get(unit, unit) if value == 1 else unit


_OF = ("dozens", "scores", "hundreds", "thousands", "an unknown number", "a pair")


def unit_after(words: str, value: float | None, unit: str) -> str:
    """The unit as it stands after the wording of a number: '24 ships', 'an unknown number of ships'."""
    return f"of {unit}" if words in _OF else unit_words(value, unit)


def names_unit(words: str, unit: str) -> bool:
    """Whether a wording says its unit already."""
    return unit in words or _OF_ONE.get(unit, unit) in words


def _plain_number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def number_words(value: float, *, digits: int = 3) -> str:
    """A number for people: a space between thousands, no needless decimals."""
    if value != 0 and abs(value) < 1:
        return f"{'−' if value < 0 else ''}{abs(value):.{digits}g}"
    rounded = round(value) if abs(value) >= 10 ** (digits - 1) and value != int(value) else value
    text = f"{rounded:,.{0 if rounded == int(rounded) else 2}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", " ").replace("-", "−")
