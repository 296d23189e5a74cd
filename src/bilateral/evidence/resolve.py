"""From claims to records: what can be said of each cell as of a day, and which claims say it.

A cell is what rival claims share: thing, stage, property, actor, facet, period and unit. The rules, in order:

1. Only claims known by the as-of day take part.
2. Only assertions count; what is planned, conditional or speculated is listed and does not count. A denial
   counts as a "no" on whether a stage was reached, and for its words; a number that is denied does not count.
3. Claims of one origin count once. The origin is the known actor who is quoted, whoever prints it, else the text
   that is relayed or repeated, else the source itself. An origin's later word stands in place of its earlier one.
   Within an origin the best letter speaks, then the later claim, then the better digit, then the more precise
   claim.
4. Across origins the best grade leads (letter, then digit); ties go to the later claim, then to the more
   precise one (a number without an upper bound is the least precise), then to the claim whose id comes first.
5. The interval is the hull of the numbers that claims which count name (letters A to C), and of the bounds of
   wordings that give two ("dozens", "up to 24"): no margin is added; it is marked open where one of them says
   "more than" or "at least". Other claims are shown and do not count; where only they exist, the best of them
   leads and the record is marked weak.
6. Claims that count and cannot all be true, within the bounds of their wording (no number, no day common to
   all; yes and no), set the conflict flag. Texts are not compared: that is for an editor to say.
7. A judgement made by the as-of day decides between the claims, and is named; of several, the latest.

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
    "not_asserted": "shown, not counted: planned, conditional, speculated, or a number that is denied",
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
_BOUNDS = ("low", "best", "high", "text", "when_low", "when_start_high", "when_end_low", "when_high", "is_period")
_DAYS = 1 << 22
_WIDTHS = 1 << 19
_SILENT = 1 << 62
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
    made = sorted((one.made, one.judgement_id, one.prefers) for one in judgements if as_of is None or one.made <= as_of)
    decided: dict[str, str] = {}
    for _, judgement_id, prefers in reversed(made):  # latest first
        decided.setdefault(prefers, judgement_id)
    scored = _place(_score(known, list(decided)))
    # rows stand in the order of claim ids, so of equals the first row is the one whose id comes first
    leads = (
        scored.filter(pl.col("speaks") & (pl.col("as_lead") == pl.col("top")))
        .filter(pl.col("cell").is_first_distinct())
        .select("cell", "row", number=pl.int_range(pl.len()))
    )
    return Resolution(as_of, _records(known, scored, leads, decided), _links(known, scored, leads))


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
    width = (
        pl.when(pl.col("low").is_not_null())
        .then(pl.col("high") - pl.col("low"))
        .otherwise((pl.col("when_high") - pl.col("when_low")).dt.total_days().cast(pl.Float64))
    )
    vague = (width.log1p() * 10_000).clip(0, _WIDTHS - 1).fill_null(_WIDTHS - 1).cast(pl.Int64)
    ranks = claims.select(
        asserted=(pl.col("modality") == "asserted")
        | (pl.col("modality") == "denied") & ((pl.col("property") == "reached") | pl.col("low").is_null()),
        counting=letter < len(COUNTING),
        as_voice=((letter * _DAYS + age) * 8 + digit) * _WIDTHS + vague,
        as_lead=((letter * 8 + digit) * _DAYS + age) * _WIDTHS + vague,
    )
    scored = pl.concat([keyed, ranks], how="horizontal").with_columns(row=pl.int_range(pl.len()))
    if not decided:
        return scored
    place = {claim_id: number - len(decided) for number, claim_id in enumerate(decided)}
    chosen = claims.get_column("claim_id").replace_strict(place, default=None, return_dtype=pl.Int64)
    return scored.with_columns(
        asserted=pl.col("asserted") | chosen.is_not_null(),
        as_voice=pl.coalesce(chosen, "as_voice"),
        as_lead=pl.coalesce(chosen, "as_lead"),
    )


def _place(scored: pl.DataFrame) -> pl.DataFrame:
    """Number the cells 0, 1, …; mark the claim that speaks for each voice; give each row its cell's best rank (top)."""
    import polars as pl

    silent = pl.lit(_SILENT, dtype=pl.Int64)
    rank = pl.when("asserted").then("as_voice").otherwise(silent)
    is_new = {name: (pl.col(name) != pl.col(name).shift(1)).fill_null(value=True) for name in ("cell", "voice")}
    ordered = (
        scored.select("cell", "voice", "row", "asserted", "as_lead", rank=rank)
        .sort("voice", "rank", "row")  # a voice belongs to one cell: cells stand together too
        .select(
            "row",
            "as_lead",
            cell=is_new["cell"].cum_sum().cast(pl.Int64) - 1,
            speaks=pl.col("asserted") & is_new["voice"],
        )
    )
    best = ordered.lazy().filter("speaks").group_by("cell").agg(top=pl.col("as_lead").min()).collect()
    tops = _by_cell(ordered, best.get_column("cell"), best.get_column("top"))
    placed = ordered.select("row", "cell", "speaks", top=tops.gather(ordered.get_column("cell"))).sort("row")
    return pl.concat([scored.drop("cell", "voice", "row"), placed], how="horizontal")


def _by_cell(placed: pl.DataFrame, cells: pl.Series, values: pl.Series) -> pl.Series:
    """A value for each cell, in the order of their numbers; null where none is given."""
    import polars as pl

    height = 0 if placed.is_empty() else int(placed.get_column("cell").max()) + 1  # type: ignore[arg-type]
    return pl.Series([None], dtype=values.dtype).new_from_index(0, height).scatter(cells, values)


def _records(claims: pl.DataFrame, scored: pl.DataFrame, leads: pl.DataFrame, decided: dict[str, str]) -> pl.DataFrame:
    """One row a cell: what its lead says, the hull of what counts, and whether that can all be true."""
    import polars as pl

    spans = _spans(claims, scored).sort("cell").drop("cell")[leads.get_column("cell")]
    facts = pl.concat([leads, spans], how="horizontal")
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


def _spans(claims: pl.DataFrame, scored: pl.DataFrame) -> pl.DataFrame:
    """One row a cell: what its voices span, and whether that can all be true."""
    import polars as pl

    rows = pl.concat([scored, claims.select(*_BOUNDS)], how="horizontal").lazy()
    speaks = pl.col("speaks")
    number = speaks & pl.col("counting") & pl.col("low").is_not_null()
    dated = speaks & pl.col("counting") & pl.col("low").is_null()
    rival = dated & pl.col("text").is_null()  # the day of a text is not what it says
    period = rival & pl.col("is_period") & pl.col("when_low").is_not_null()
    day, grade = _WIDTHS, _DAYS * _WIDTHS
    return (
        rows.select(
            "cell",
            speaks=speaks,
            counting=speaks & pl.col("counting"),
            same_rank=speaks & (pl.col("as_lead") == pl.col("top")),
            same_day=speaks & (pl.col("as_lead") // day == pl.col("top") // day),
            same_grade=speaks & (pl.col("as_lead") // grade == pl.col("top") // grade),
            low=pl.when(number).then("low"),
            named=pl.when(number).then(pl.coalesce("best", "low")),
            named_high=pl.when(number).then(pl.coalesce("best", "high", "low")),
            is_open=number & pl.col("high").is_null(),
            high=pl.when(number).then(pl.col("high").fill_null(math.inf)),
            first=pl.when(dated).then("when_low"),
            first_by=pl.when(rival).then(pl.coalesce("when_start_high", "when_high")),  # "by 2010": it began by then
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


def _links(claims: pl.DataFrame, scored: pl.DataFrame, leads: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    is_lead = pl.zeros(claims.height, dtype=pl.Boolean, eager=True).scatter(leads.get_column("row"), True)
    number = _by_cell(scored, leads.get_column("cell"), leads.get_column("number"))
    kinds = pl.Enum(list(ROLES))
    part = {name: pl.lit(name, dtype=kinds) for name in ROLES}
    role = (
        pl.when("is_lead").then(part["leads"])
        .when(~pl.col("asserted")).then(part["not_asserted"])
        .when(~pl.col("counting")).then(part["weak"])
        .when("speaks").then(part["counts"])
        .otherwise(part["repeats"])
        .alias("role")
    )  # fmt: skip
    linked = scored.select("asserted", "counting", "speaks", is_lead=is_lead).select(role)
    cell = number.gather(scored.get_column("cell")).alias("cell")
    return pl.concat([claims.select("claim_id"), cell.to_frame(), linked], how="horizontal")
