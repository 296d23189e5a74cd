"""Numbers, dates, stages and names as the dossier writes them."""

from __future__ import annotations

import datetime as dt

from bilateral import states
from bilateral.evidence.dates import When
from bilateral.evidence.money import money_words
from bilateral.evidence.quantity import number_words, unit_words
from bilateral.evidence.records import Records
from bilateral.measures.measured import Measured

NARROW = " "
HARD = " "
DASH = "–"

STAGES = {
    "part_delivered": "part delivered",
    "in_service": "in service",
    "in_force": "in force",
    "under_construction": "under construction",
    "part_operational": "part operational",
    "under_way": "under way",
}
PROPERTIES = {
    "value": "sum",
    "serviceable_share": "serviceable share",
    "when": "date",
    "reached": "reached",
    "figure": "figure",
}


def stage_words(stage: str) -> str:
    """A stage as the page says it: 'part delivered'."""
    return STAGES.get(stage, stage)


def property_words(name: str) -> str:
    """A property as the page says it: 'price of the order'."""
    return PROPERTIES.get(name, name.replace("_", " "))


def day_words(day: dt.date, *, short: bool = False) -> str:
    """A day: '30 June 2010', short '30 Jun 2010'."""
    return f"{day.day}{HARD}{day.strftime('%b' if short else '%B')}{HARD}{day.year}"


def when_words(edtf: str, *, short: bool = True) -> str:
    """A date as precise as stated: '14 Jul 2006', 'Jul 2006', '2006 to 2008', 'by 2010'."""
    return When.parse(edtf).words(short=short).replace(" ", HARD) if edtf else ""


def year_words(edtf: str) -> str:
    """The year, or years, a date speaks of: '2006', '2006–08', 'by 2010'."""
    if not edtf:
        return ""
    when = When.parse(edtf)
    if when.low is None and when.high is not None:
        return f"by{HARD}{when.high.year}"
    if when.low is None or when.high is None:
        return str((when.low or when.high or dt.date.min).year)
    if when.low.year == when.high.year:
        return str(when.low.year)
    return span_words(when.low.year, when.high.year)


def span_words(first: int, last: int) -> str:
    """Years in tables: '2014–18'; '1999–2005' where the century changes."""
    tail = f"{last % 100:02d}" if first // 100 == last // 100 else str(last)
    return f"{first}{DASH}{tail}" if first != last else str(first)


def is_money(unit: str) -> bool:
    """Whether a unit is the code of a currency."""
    return len(unit) == 3 and unit.isupper() and unit != "TIV"


def one_number(value: float, unit: str, *, digits: int = 3) -> str:
    """A number with its sign or currency: '69 %', 'USD 4 bn'."""
    if is_money(unit):
        return money_words(value, unit).replace(" ", HARD)
    if unit == "percent":
        return f"{number_words(value, digits=2)}{HARD}%"
    return number_words(value, digits=digits)


_QUALIFIED = {
    "about": "about {}",
    "nearly": "nearly {}",
    "more_than": "more than {}",
    "at_least": "at least {}",
    "at_most": "up to {}",
    "less_than": "fewer than {}",
}


def measured_words(value: Measured, *, with_unit: bool = False) -> str:
    """A number with its interval: '24', '20–38', 'more than 1 800', 'USD 1.5–2.2 bn', 'up to 12'.

    The interval is shown where claims that count contradict; else the leading claim's own number or wording.
    """
    unit = value.unit
    named = with_unit and unit and not is_money(unit) and unit != "percent"
    lead = _lead(value)
    tail = f"{HARD}{unit_words(lead, unit)}" if named else ""
    if value.is_conflict and value.low is not None and value.high is not None:
        if not value.has_floor:
            return f"up to{HARD}{one_number(value.high, unit)}{'+' if value.is_open else ''}{tail}"
        return f"{_range(value.low, value.high, unit)}{'+' if value.is_open else ''}{tail}"
    if value.qualifier == "words" and value.words:
        return value.words.replace(" ", HARD)
    if value.qualifier in _QUALIFIED:
        return _QUALIFIED[value.qualifier].format(one_number(lead or 0, unit)).replace(" ", HARD) + tail
    if value.best is not None:
        return f"{one_number(value.best, unit)}{tail}"
    if value.low is None or value.high is None:
        return value.words
    return f"{_range(value.low, value.high, unit)}{'+' if value.is_open else ''}{tail}"


def _lead(value: Measured) -> float | None:
    """The number that stands last before the unit."""
    if value.best is not None and not value.is_conflict:
        return value.best
    is_lower = value.qualifier in ("more_than", "at_least") and not value.is_conflict
    return value.low if is_lower else value.high


def _range(low: float, high: float, unit: str) -> str:
    if low == high:
        return one_number(low, unit)
    first, last = one_number(low, unit), one_number(high, unit)
    if is_money(unit):
        head, _, scale = first.removeprefix(unit + HARD).partition(HARD)
        other, _, other_scale = last.removeprefix(unit + HARD).partition(HARD)
        if scale == other_scale:
            return f"{unit}{HARD}{head}{DASH}{other}{HARD}{scale}".rstrip(HARD)
        return f"{first} to {last.removeprefix(unit + HARD)}"
    if unit == "percent":
        return f"{first.removesuffix(HARD + '%')}{DASH}{last}"
    return f"{first}{DASH}{last}"


def names(code: str) -> str:
    """A state's English name; other codes as they are."""
    return states.name(code) if states.find(code) is not None else code


def actor_name(records: Records, code: str | None) -> str:
    """The name of a state, an actor of the register, an organisation; free text as it is."""
    if not code:
        return ""
    if code.isupper() and states.find(code) is not None:
        return names(code)
    card = records.actors.get(code)
    if card is not None:
        return card.name
    other = next((one for one in states.other_actors() if one.code == code), None)
    return other.name if other is not None else code


def the(name: str) -> str:
    """The name as it stands inside a sentence: 'the United States', 'Venezuela'."""
    return (
        f"the {name}"
        if name.split(" ", maxsplit=1)[0] in ("United", "Soviet", "Netherlands", "Philippines", "Dominican")
        else name
    )


def capital(code: str, year: int) -> str:
    """The capital that stands for a government; the state's name where none is known."""
    found = states.find(code)
    return (states.capital_name(code, year) or names(code)) if found else code


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: '1 record', '310 records'."""
    return f"{number_words(number)}{HARD}{one if number == 1 else many}"


SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def small(number: int) -> str:
    """A small whole number in words, as it begins or ends a sentence."""
    return SMALL[number] if 0 <= number < len(SMALL) else number_words(number)


def listing(parts: list[str], *, last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def upper_first(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]
