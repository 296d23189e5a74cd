"""From claims to records: what can be said of each cell as of a day, and which claims say it.

A cell is what rival claims share: thing, stage, property, actor, facet, period and unit. The rules, in order:

1. Only claims known by the as-of day take part.
2. Only assertions count; what is planned, conditional or speculated is listed and does not count. A denial
   counts as a "no" on whether a stage was reached.
3. Claims of one origin count once: relays and repeats of one text stand behind it, and an origin's later word
   stands in place of its earlier one. Within an origin the best letter speaks, then the later claim, then the
   better digit, then the more precise claim.
4. Across origins the best grade leads (letter, then digit); ties go to the later claim, then to the more
   precise one, then to the claim whose id comes first.
5. The interval is the hull of the numbers that claims which count name (letters A to C), so that its ends are
   always somebody's numbers; it is marked open where one of them says "more than" or "at least". Other claims
   are shown and do not count; where only they exist, the best of them leads and the record is marked weak.
6. Claims that count and cannot all be true, within the bounds of their wording (no number, no day common to
   all; yes and no), set the conflict flag. Texts are not compared: that is for an editor to say.
7. A judgement made by the as-of day decides between the claims, and is named.

The result does not depend on the order of the claims.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from bilateral.evidence.claim import CELL
from bilateral.evidence.grade import COUNTING, LETTERS
from bilateral.evidence.ruling import Judgement

if TYPE_CHECKING:
    import polars as pl

ROLES = {
    "leads": "gives the record its value",
    "counts": "counts for the interval",
    "repeats": "of an origin that another claim already speaks for",
    "weak": "shown, not counted: grade D to F",
    "not_asserted": "shown, not counted: planned, conditional or speculated",
}
"""What part a claim plays behind a record."""

RULES = {
    "judgement": "a judgement decided",
    "only": "the only origin",
    "grade": "the best grade",
    "later": "the latest of equal grade",
    "precise": "the most precise of equal grade and day",
    "first": "first of equals in alphabetical order",
}
"""Why a record's lead leads."""

_LEAD = (
    "low",
    "best",
    "high",
    "text",
    "words",
    "qualifier",
    "when",
    "when_low",
    "when_high",
    "letter",
    "digit",
    "known",
)
_BOUNDS = ("low", "best", "high", "when_low", "when_start_high", "when_end_low", "when_high", "is_period")
_DAYS = 1 << 22
_WIDTHS = 1 << 19
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Resolution(msgspec.Struct, frozen=True):
    """What resolving gives.

    records: one row a cell that has an assertion. cell (row number), the CELL columns; of the lead: lead (its
        claim id), low, best, high, text, words, qualifier, when, when_low, when_high, letter, digit, known; of
        all that count: interval_low, interval_high (numbers), is_open (no upper bound), interval_from, interval_to
        (days, for dates); claims, counting, origins (how many); is_conflict, is_weak; rule (one of
        RULES); judgement (its id or null).
    links: one row a claim that took part: claim_id, cell (null where its cell has no assertion), role (of ROLES).
    """

    as_of: dt.date | None
    records: pl.DataFrame
    links: pl.DataFrame


def resolve(claims: pl.DataFrame, as_of: dt.date | None = None, judgements: Sequence[Judgement] = ()) -> Resolution:
    """Resolve claims (as the store hands them out) as of a day; None takes all of them.

    Claims that cannot count are not dropped: `links` says for each which part it plays.
    """
    import polars as pl

    known = claims if as_of is None else claims.filter(pl.col("known") <= as_of)
    if not known.get_column("claim_id").is_sorted():
        known = known.sort("claim_id")
    decided = {one.prefers: one.judgement_id for one in judgements if as_of is None or one.made <= as_of}
    scored = _score(known, list(decided))
    # rows stand in the order of claim ids, so of equals the first row is the one whose id comes first
    voices = (
        scored.filter("asserted")
        .filter(pl.col("as_voice") == pl.col("as_voice").min().over("voice"))
        .filter(pl.col("voice").is_first_distinct())
        .with_columns(top=pl.col("as_lead").min().over("cell"))
    )
    leads = (
        voices.filter(pl.col("as_lead") == pl.col("top"))
        .filter(pl.col("cell").is_first_distinct())
        .select("cell", "row", number=pl.int_range(pl.len()))
    )
    records = _records(known, scored, voices, leads, decided)
    return Resolution(as_of, records, _links(known, scored, voices, leads))


def _score(claims: pl.DataFrame, decided: list[str]) -> pl.DataFrame:
    """One narrow row a claim: numbers of its cell and voice (origin in a cell), and two ranks, lower is better."""
    import polars as pl

    names = (*CELL, "origin")
    numbers = claims.select(
        pl.col(name).cast(pl.Categorical(pl.Categories.random())).to_physical().cast(pl.Int64) for name in names
    )
    sizes = [(numbers.get_column(name).max() or 0) + 1 for name in names]  # type: ignore[operator]
    if math.prod(sizes) < 1 << 62:
        cell = pl.lit(0, dtype=pl.Int64)
        for name, size in zip(CELL, sizes, strict=False):
            cell = cell * size + pl.col(name)
        keyed = numbers.select(cell=cell, voice=cell * sizes[-1] + pl.col("origin"))
    else:
        keyed = numbers.select(
            cell=pl.struct(*CELL).rank("dense").cast(pl.Int64),
            voice=pl.struct(*names).rank("dense").cast(pl.Int64),
        )
    letter = pl.col("letter").cast(pl.Enum(list(LETTERS))).to_physical().cast(pl.Int64)
    digit = pl.col("digit").cast(pl.Int64)
    age = _DAYS - 1 - (pl.col("known").to_physical().cast(pl.Int64) + _EPOCH)
    width = pl.coalesce(
        pl.col("high") - pl.col("low"),
        (pl.col("when_high") - pl.col("when_low")).dt.total_days().cast(pl.Float64),
    )
    vague = (width.log1p() * 10_000).clip(0, _WIDTHS - 1).fill_null(_WIDTHS - 1).cast(pl.Int64)
    ranks = claims.select(
        asserted=pl.col("modality").is_in(["asserted", "denied"]),
        counting=letter < len(COUNTING),
        as_voice=((letter * _DAYS + age) * 8 + digit) * _WIDTHS + vague,
        as_lead=((letter * 8 + digit) * _DAYS + age) * _WIDTHS + vague,
    )
    scored = pl.concat([keyed, ranks], how="horizontal").with_columns(row=pl.int_range(pl.len()))
    if not decided:
        return scored
    chosen = claims.get_column("claim_id").is_in(decided)
    return scored.with_columns(
        asserted=pl.col("asserted") | chosen,
        as_voice=pl.when(chosen).then(-1).otherwise("as_voice"),
        as_lead=pl.when(chosen).then(-1).otherwise("as_lead"),
    )


def _records(
    claims: pl.DataFrame,
    scored: pl.DataFrame,
    voices: pl.DataFrame,
    leads: pl.DataFrame,
    decided: dict[str, str],
) -> pl.DataFrame:
    """One row a cell: what its lead says, the hull of what counts, and whether that can all be true."""
    import polars as pl

    facts = leads.join(_spans(claims, scored, voices), on="cell", how="left", maintain_order="left")
    said = claims.select(*CELL, pl.col("claim_id").alias("lead"), *_LEAD)[facts.get_column("row")]
    records = pl.concat([facts, said], how="horizontal").with_columns(
        judgement=pl.col("lead").replace_strict(decided, default=None, return_dtype=pl.String)
        if decided
        else pl.lit(None, dtype=pl.String)
    )
    kinds = pl.Enum(list(RULES))
    why = {name: pl.lit(name, dtype=kinds) for name in RULES}
    rule = (
        pl.when(pl.col("judgement").is_not_null()).then(why["judgement"])
        .when(pl.col("origins") == 1).then(why["only"])
        .when(pl.col("same_grade") == 1).then(why["grade"])
        .when(pl.col("same_day") == 1).then(why["later"])
        .when(pl.col("same_rank") == 1).then(why["precise"])
        .otherwise(why["first"])
    )  # fmt: skip
    return records.select(
        pl.col("number").alias("cell"),
        *CELL,
        "lead",
        *_LEAD,
        "interval_low",
        "interval_high",
        "is_open",
        "interval_from",
        "interval_to",
        "claims",
        "counting",
        "origins",
        "is_conflict",
        is_weak=pl.col("counting") == 0,
        rule=rule,
        judgement="judgement",
    )


def _spans(claims: pl.DataFrame, scored: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    top = pl.Series("top", [None], dtype=pl.Int64).new_from_index(0, scored.height)
    top = top.scatter(voices.get_column("row"), voices.get_column("top"))
    rows = pl.concat([scored, claims.select(*_BOUNDS), top.to_frame()], how="horizontal").lazy()
    speaks = pl.col("top").is_not_null()
    number = speaks & pl.col("counting") & pl.col("low").is_not_null()
    dated = speaks & pl.col("counting") & pl.col("low").is_null()
    period = dated & pl.col("is_period")
    day, grade = _WIDTHS, _DAYS * _WIDTHS
    return (
        rows.select(
            "cell",
            speaks=speaks,
            counting=speaks & pl.col("counting"),
            same_rank=pl.col("as_lead") == pl.col("top"),
            same_day=pl.col("as_lead") // day == pl.col("top") // day,
            same_grade=pl.col("as_lead") // grade == pl.col("top") // grade,
            low=pl.when(number).then("low"),
            named=pl.when(number).then(pl.coalesce("best", "low")),
            named_high=pl.when(number).then(pl.coalesce("best", "high", "low")),
            is_open=number & pl.col("high").is_null(),
            high=pl.when(number).then(pl.col("high").fill_null(math.inf)),
            first=pl.when(dated).then("when_low"),
            first_by=pl.when(dated).then("when_start_high"),
            last_from=pl.when(period).then("when_end_low"),
            last_of=pl.when(period).then("when_high"),
            last=pl.when(dated).then("when_high"),
        )
        .group_by("cell")
        .agg(
            claims=pl.len(),
            origins=pl.col("speaks").sum(),
            counting=pl.col("counting").sum(),
            same_rank=pl.col("same_rank").sum(),
            same_day=pl.col("same_day").sum(),
            same_grade=pl.col("same_grade").sum(),
            interval_low=pl.col("named").min(),
            interval_high=pl.col("named_high").max(),
            is_open=pl.col("is_open").any(),
            interval_from=pl.col("first").min(),
            interval_to=pl.col("last").max(),
            is_conflict=(pl.col("low").max() > pl.col("high").min()).fill_null(value=False)
            | (pl.col("first").max() > pl.col("first_by").min()).fill_null(value=False)
            | (pl.col("last_from").max() > pl.col("last_of").min()).fill_null(value=False),
        )
        .collect()
    )


def _links(claims: pl.DataFrame, scored: pl.DataFrame, voices: pl.DataFrame, leads: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    mark = pl.zeros(claims.height, dtype=pl.Int8, eager=True)
    mark = mark.scatter(voices.get_column("row"), 1).scatter(leads.get_column("row"), 2)
    kinds = pl.Enum(list(ROLES))
    part = {name: pl.lit(name, dtype=kinds) for name in ROLES}
    role = (
        pl.when(pl.col("mark") == 2).then(part["leads"])
        .when(~pl.col("asserted")).then(part["not_asserted"])
        .when(~pl.col("counting")).then(part["weak"])
        .when(pl.col("mark") == 1).then(part["counts"])
        .otherwise(part["repeats"])
    )  # fmt: skip
    linked = (
        scored.select("cell", "asserted", "counting")
        .with_columns(mark=mark)
        .join(leads.select("cell", "number"), on="cell", how="left", maintain_order="left")
        .select(cell="number", role=role)
    )
    return pl.concat([claims.select("claim_id"), linked], how="horizontal")
