"""Who is one voice: within a cell, claims that share a first text or a speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def one_voice(rows: pl.DataFrame, speaker: pl.Series) -> pl.DataFrame:
    """Rows with `voice` made one for all that share, directly or by links, a first text or a speaker.

    rows: cell, voice (a first text in a cell), asserted, counting, one a claim. speaker: the known actor whose words
    each is, or null. Only assertions link. Claims that count are linked among themselves first; the others join them
    by text, else by speaker, else one another, so that a weak claim never makes one voice of two that count.
    """
    import polars as pl

    if speaker.null_count() == speaker.len():
        return rows
    spoken = rows.select("cell", "voice", "asserted", "counting").with_columns(
        row=pl.int_range(pl.len()), speaker=speaker
    )
    heard = (
        spoken.lazy().filter("asserted", pl.col("speaker").is_not_null()).select("cell", "voice", "speaker").collect()
    )
    twice = heard.filter(pl.struct("cell", "speaker").is_duplicated()).get_column("cell").unique()
    touched = spoken.filter(pl.col("asserted") & pl.col("cell").is_in(twice.implode()))
    counted = _linked(touched.filter("counting"))
    weak = (
        touched.filter(~pl.col("counting"))
        .join(counted.select("voice", text="one").unique(), on="voice", how="left")
        .join(
            counted.filter(pl.col("speaker").is_not_null()).select("cell", "speaker", said="one").unique(),
            on=["cell", "speaker"],
            how="left",
        )
        .with_columns(one=pl.coalesce("text", "said"))
    )
    alone = _linked(weak.filter(pl.col("one").is_null()).drop("one"))
    found = pl.concat([part.select("row", "one") for part in (counted, weak.drop_nulls("one"), alone)])
    return rows.with_columns(voice=rows.get_column("voice").scatter(found.get_column("row"), found.get_column("one")))


def _linked(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with `one`, the smallest voice that can be reached from each by shared texts and speakers."""
    import polars as pl

    by_speaker = pl.when(pl.col("speaker").is_null()).then("one").otherwise(pl.col("one").min().over("cell", "speaker"))
    rows = rows.with_columns(one=pl.col("voice"))
    while True:
        spread = rows.with_columns(one=by_speaker).with_columns(one=pl.col("one").min().over("voice"))
        if spread.get_column("one").equals(rows.get_column("one")):
            return rows
        rows = spread
