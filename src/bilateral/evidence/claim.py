"""The claim: one sourced assertion about one property of one thing. Everything else is computed from claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import polars as pl


class Claim(msgspec.Struct, frozen=True):
    """One sourced assertion about one property of one thing.

    thing_id, stage, property, actor, facet, period, unit: what it is about; claims that share them are rivals.
        stage: rung or state of the thing, "" where its kind has none. actor: of whom it speaks within the thing.
        facet: which of several figures or questions. period: EDTF of the time, for series.
    low, best, high: the number it gives, with the bounds of its wording; high None where the wording is open.
        For `reached` it is 1 (so) or 0 (not so).
    text: the value of a text or choice property. words: the value as written.
    when_*: the time it speaks of. start_high and end_low are the inner ends of the two windows.
    modality: see `kinds.MODALITIES`.
    """

    claim_id: str
    citation_id: str
    thing_id: str
    kind: str
    stage: str
    property: str
    actor: str
    facet: str
    period: str
    unit: str
    modality: str
    low: float | None
    best: float | None
    high: float | None
    text: str | None
    words: str
    qualifier: str
    when: str
    when_low: dt.date | None
    when_start_high: dt.date | None
    when_end_low: dt.date | None
    when_high: dt.date | None
    is_period: bool
    by: str | None
    file: str
    line: int


CELL = ("thing_id", "stage", "property", "actor", "facet", "period", "unit")
"""The columns that say what a claim is about: rows equal in them are rival claims about one cell."""


def claim_schema() -> dict[str, pl.DataType | type[pl.DataType]]:
    """Column types of a frame of claims, one row a claim."""
    import polars as pl

    types: dict[object, type[pl.DataType]] = {
        float | None: pl.Float64,
        dt.date | None: pl.Date,
        str | None: pl.String,
        str: pl.String,
        bool: pl.Boolean,
        int: pl.Int64,
    }
    return {item.name: types[item.type] for item in msgspec.structs.fields(Claim)}


def claims_frame(claims: Iterable[Claim]) -> pl.DataFrame:
    """A frame of claims, one row each, sorted by claim id: the order they came in leaves no trace."""
    import polars as pl

    rows = [msgspec.structs.astuple(claim) for claim in claims]
    return pl.DataFrame(rows, schema=claim_schema(), orient="row").sort("claim_id")
