"""Synthetic claims of a realistic shape, for the benches and for tests of scale."""

from __future__ import annotations

import datetime as dt

import polars as pl


def claims(count: int, *, seed: int = 7) -> pl.DataFrame:
    """A frame of `count` claims as the store hands them out: about 16 claims a thing, 5 a cell."""
    things = max(count // 16, 1)
    index = pl.int_range(count, eager=True)

    def draw(high: int, salt: int) -> pl.Series:
        """Evenly spread whole numbers below `high`: the same on every machine, for the same seed."""
        mixed = (index.cast(pl.UInt64) + 1) * (6364136223846793005 + 2 * salt) + seed * 1442695040888963407
        return ((mixed ^ mixed // 2**31) // 2**20 % high).cast(pl.Int64)

    def pick(names: list[str], salt: int) -> pl.Series:
        return pl.Series(names).gather(draw(len(names), salt))

    day = dt.date(2000, 1, 1)
    value = draw(60, 5).cast(pl.Float64) + 1
    is_date = draw(10, 8) < 3
    start = draw(7000, 9)
    frame = pl.DataFrame(
        {
            "number": index,
            "thing": draw(things, 1),
            "stage": pick(["ordered", "delivered", "delivered", "in_service", "announced"], 2),
            "property": pl.select(pl.when(is_date).then(pl.lit("when")).otherwise(pl.lit("quantity"))).to_series(),
            "source": draw(400, 3),
            "letter": pick(["A", "A", "B", "B", "B", "C", "C", "C", "D", "E"], 4),
            "digit": (draw(4, 6) + 1).cast(pl.Int8),
            "best": value,
            "known_day": draw(9500, 7),
            "start": start,
        }
    )
    return frame.select(
        claim_id=pl.format("thing-{}:source-{}-{}/{}.{}", "thing", "source", "number", "stage", "property"),
        citation_id=pl.format("thing-{}:source-{}-{}", "thing", "source", "number"),
        thing_id=pl.format("thing-{}", "thing"),
        kind=pl.lit("transfer"),
        stage="stage",
        property="property",
        actor=pl.lit(""),
        facet=pl.lit(""),
        period=pl.lit(""),
        unit=pl.when(pl.col("property") == "quantity").then(pl.lit("aircraft")).otherwise(pl.lit("")),
        modality=pl.when(pl.col("number") % 23 == 0).then(pl.lit("planned")).otherwise(pl.lit("asserted")),
        low=pl.when(pl.col("property") == "quantity").then("best"),
        best=pl.when(pl.col("property") == "quantity").then("best"),
        high=pl.when(pl.col("property") == "quantity").then(pl.col("best") + pl.col("digit") - 1),
        text=pl.lit(None, dtype=pl.String),
        words=pl.col("best").cast(pl.String),
        qualifier=pl.lit("exactly"),
        when=pl.lit("2006"),
        when_low=pl.lit(day) + pl.duration(days="start"),
        when_start_high=pl.lit(day) + pl.duration(days=pl.col("start") + 30),
        when_end_low=pl.lit(day) + pl.duration(days="start"),
        when_high=pl.lit(day) + pl.duration(days=pl.col("start") + 30),
        is_period=pl.lit(False),
        by=pl.lit(None, dtype=pl.String),
        source_id=pl.format("source-{}", "source"),
        origin=pl.format("source-{}", pl.col("source") // 2 * 2),
        known=(pl.lit(day) + pl.duration(days="known_day")),
        letter="letter",
        digit="digit",
    )
