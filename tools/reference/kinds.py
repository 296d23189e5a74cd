"""The pages on kinds and on written values."""

from __future__ import annotations

from bilateral.errors import ValueFormError
from bilateral.evidence import quantity
from bilateral.evidence.citation import BASES
from bilateral.evidence.dates import When, Window
from bilateral.evidence.equipment import GROUPS, SIPRI_CATEGORIES, UN_CATEGORIES
from bilateral.evidence.grade import COUNTING, DIGITS, LETTERS
from bilateral.evidence.kinds import KINDS, MODALITIES, TOPICS, Kind
from bilateral.evidence.money import EXAMPLE, Money
from bilateral.evidence.quantity import ABOUT, MULTIPLIERS, QUALIFIERS, SINGULARS, WORDS, Quantity

from .text import code, codes, doc, fence, page, table

DATES = (
    "2006", "2006-07", "2006-07-28", "2006-07~", "2006-07?", "2006-07%", "2006-22", "2006-24", "2006/2008",
    "2006-07/2006-09", "2006/..", "../2010", "../2008-08-03", "[2006-03..2006-05]", "[..2010]", "[2006..]", "201X",
    "19XX",
)  # fmt: skip
NO_DATES = ("July 2006", "28.07.2006", "2006-13", "2006-02-30", "2008/2006", "../..")
SUMS = (
    "USD 1.5 bn", "about USD 1.6 bn", "more than EUR 960 m", "between USD 3 and 24 m", "USD 3 to 24 m", "RUB 1.1 bn",
    "less than USD 10 m",
)  # fmt: skip
NO_SUMS = ("$1.6bn", "1.6 bn USD", "USD 1-2-3", "XXQ 3")
NO_QUANTITIES = ("~100", "24+", "2 dozen", "11 or 12", "between 12 and 11", "a lot")


def kinds() -> str:
    head = (
        "A kind is a folder under `claims/`. It says which actors a thing has, which stages it can reach and what"
        " claims can say of it. Anything else in a file is refused, with the nearest name as a hint.\n\n"
        "Beside its properties every kind with stages has two that follow from an assertion itself: `reached` (yes or"
        " no) and `when`. A `quantity`, `personnel`, `ships` or `aircraft` of none at a stage says that the stage was"
        " not reached.\n\n"
        "A stage that *recurs* can be reached more than once: claims about different times do not contradict there."
        " A property that is a *series* has a value for each time, and needs `when`."
    )
    listed = table(("kind", "what it is"), [(f"[{name}](#{name})", one.description) for name, one in KINDS.items()])
    return page("Kinds", head, listed, *(_kind(one) for one in KINDS.values()))


def _kind(kind: Kind) -> str:
    parts = [f"## {kind.name}", kind.description]
    roles = [
        (code(one.name), str(one.level), one.description, "a list" if one.is_list else "one", code(one.example))
        for one in kind.roles
    ]
    if kind.has_equipment:
        needed = "required" if kind.name in ("transfer", "readiness") else "optional"
        roles.append(("`equipment`", needed, "What it is about: ids of equipment cards.", "a list", "`su-30mk2`"))
    parts += ["**Actors**", table(("key", "needed", "who", "how many", "example"), roles)]
    if kind.stages:
        stages = [
            (
                code(one.name),
                "beside the ladder" if one.rank is None else str(one.rank),
                "recurs" if one.recurs else "",
                one.description,
            )
            for one in kind.stages
        ]
        parts += ["**Stages**", table(("stage", "rung", "how often", "what it means"), stages)]
    else:
        parts.append("It has no stages.")
    properties = [
        (
            code(one.name),
            f"{one.value}{', series' if one.is_series else ''}{f' in {one.unit}' if one.unit else ''}",
            "" if one.level == "optional" else str(one.level),
            one.description + (f" One of {codes(one.options)}." if one.options else ""),
            code(one.example),
            code(one.bad_example),
        )
        for one in kind.properties
    ]
    parts += ["**Properties**", table(("property", "form", "needed", "what it says", "write", "not"), properties)]
    if kind.attributes:
        attributes = [
            (code(one.name), str(one.level), one.description, codes(one.options) or "free text", code(one.example))
            for one in kind.attributes
        ]
        parts += [
            "**Attributes** (chosen by the editor, not claimed by a source)",
            table(("key", "needed", "what it says", "values", "example"), attributes),
        ]
    parts += ["An assertion:", fence(f"- {kind.example}", "yaml"), "Refused:", fence(f"- {kind.bad_example}", "yaml")]
    return "\n\n".join(parts)


def values() -> str:
    return page(
        "Values",
        "How dates, quantities, money, grades and modalities are written, and what is made of them. The bounds in the"
        " tables are those that the program computes.",
        "## Dates",
        "Dates are written in EDTF (ISO 8601-2:2019). What is kept is what was written, with the days between which"
        " the moment lies. Nothing is padded: `2006-07~` stays July 2006, and the mark is kept beside the bounds.",
        table(("written", "begins", "ends", "marks", "in words"), [_date(one) for one in DATES]),
        "Refused:",
        table(("written", "answer"), [(code(one), _refusal(When.parse, one)) for one in NO_DATES]),
        "For a publication date the last day that it can mean counts, so that no claim is known too early.",
        "## Quantities",
        "A number, with a qualifier before it and a unit after it where the source gives them. The bounds follow from"
        " the wording by rule. `best` is the number itself for a plain or approximate number; no midpoint is made up"
        " for the others.",
        table(
            ("qualifier", "words", "example", "low", "best", "high"),
            [
                ("exactly", "none", *_bounds("24")),
                *(_qualified(name) for name in QUALIFIERS),
                ("between", "`between … and …`, `… to …`, `…-…`", *_bounds("between 11 and 12")),
            ],
        ),
        f"“About” spans {ABOUT:.0%} to either side. Without a number:",
        table(("words", "low", "best", "high"), [(code(one), *_bounds(one)[1:]) for one in WORDS]),
        "Multipliers stand after the number: " + codes(MULTIPLIERS) + ".",
        "A unit is any word after the number. Claims rival each other only in the same unit, so these are brought"
        " into one form: " + ", ".join(f"{code(one)} to {code(other)}" for one, other in SINGULARS.items()) + ".",
        "Refused:",
        table(("written", "answer"), [(code(one), _refusal(Quantity.parse, one)) for one in NO_QUANTITIES]),
        "## Money",
        "A currency code of ISO 4217, then the amount; a qualifier stands before the code or before the amount.",
        table(("written", "currency", "low", "best", "high"), [_sum(one) for one in SUMS]),
        f"More examples: {codes(EXAMPLE.split(' · '))}. Refused:",
        table(("written", "answer"), [(code(one), _refusal(Money.parse, one)) for one in NO_SUMS]),
        "## Grades",
        "Two fields that are never merged. The letter belongs to the source, the digit to the assertion. Letters"
        f" {', '.join(COUNTING[:-1])} and {COUNTING[-1]} count for an interval; claims of the others are shown.",
        table(("letter", "the source is"), LETTERS.items()),
        table(("digit", "the assertion is"), [(str(one), words) for one, words in DIGITS.items()]),
        "## Modalities",
        "How the source puts it. Only what is asserted or denied takes part in a record.",
        table(("modality", "meaning"), [(code(one), words) for one, words in MODALITIES.items()]),
        "## Topics of positions",
        table(("topic", "question"), [(code(one), words) for one, words in TOPICS.items()]),
        "## How a citation is dated",
        table(("basis", "meaning"), [(code(one), words) for one, words in BASES.items()]),
        "## Groups and categories of equipment",
        table(
            ("key", "values"),
            [
                ("`group`", codes(GROUPS)),
                ("`un_category`", codes(UN_CATEGORIES)),
                ("`sipri_category`", codes(SIPRI_CATEGORIES)),
            ],
        ),
        "## The rule in full",
        doc_of_quantities(),
    )


def doc_of_quantities() -> str:
    return fence((quantity.__doc__ or "").strip(), "text")


def _date(text: str) -> tuple[str, ...]:
    when = When.parse(text)
    marks = [name for name, on in (("about", when.is_approximate), ("uncertain", when.is_uncertain)) if on]
    return code(text), _window(when.start), _window(when.end), ", ".join(marks), when.words()


def _window(window: Window) -> str:
    if window.first == window.last:
        return str(window.first) if window.first else "open"
    return f"{window.first or 'open'} to {window.last or 'open'}"


def _qualified(name: str) -> tuple[str, ...]:
    words = QUALIFIERS[name]
    return name, codes(words), *_bounds(f"{words[0]} 100")


def _bounds(text: str) -> tuple[str, ...]:
    found = Quantity.parse(text)
    return code(text), *_numbers(found)


def _numbers(found: Quantity) -> tuple[str, str, str]:
    return _number(found.low), _number(found.best, "none"), _number(found.high, "open")


def _number(value: float | None, without: str = "") -> str:
    return without if value is None else f"{value:,.10g}"


def _sum(text: str) -> tuple[str, ...]:
    found = Money.parse(text)
    return code(text), found.currency, *_numbers(found.amount)


def _refusal(parse: object, text: str) -> str:
    try:
        parse(text)  # type: ignore[operator]
    except ValueFormError as error:
        return f"{error.message}; expected: {error.expected}"
    raise AssertionError(f"{text!r} is no longer refused: take it off the list")


__all__ = ["doc", "kinds", "values"]
