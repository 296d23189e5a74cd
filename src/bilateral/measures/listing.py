"""Records, claims and sources as tables that people and programs can both read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from bilateral.evidence.dates import When
from bilateral.evidence.money import money_words
from bilateral.evidence.quantity import names_unit, number_words, unit_after, unit_words
from bilateral.evidence.records import Cell, Records, Said

if TYPE_CHECKING:
    import pandas
    import polars as pl


class Table:
    """Rows with named, typed columns. `frame` is a Polars frame; notebooks show it as HTML.

    as_of: the day it speaks for. narrow: the columns that fit a terminal, in order.
    """

    def __init__(self, title: str, frame: pl.DataFrame, as_of: dt.date, narrow: Sequence[str]) -> None:
        self.title = title
        self.frame = frame
        self.as_of = as_of
        self.narrow = tuple(narrow)

    def __len__(self) -> int:
        return self.frame.height

    def __repr__(self) -> str:
        return f"<{self.title} as of {self.as_of}: {len(self)} rows>\n{self.frame.select(self.narrow)}"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.narrow)
        rows = "".join(
            "<tr>"
            + "".join(f"<td>{escape('' if row[name] is None else str(row[name]))}</td>" for name in self.narrow)
            + "</tr>"
            for row in self.frame.head(60).iter_rows(named=True)
        )
        left = len(self) - 60
        more = f"<p>{left} more row{'s' if left > 1 else ''}</p>" if left > 0 else ""
        caption = f"<caption>{escape(self.title)}, as of {self.as_of}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"

    def to_dicts(self) -> list[dict[str, Any]]:
        return self.frame.to_dicts()

    def to_pandas(self) -> pandas.DataFrame:
        """The frame as pandas. Needs the extra `pandas`."""
        try:
            return self.frame.to_pandas()
        except ModuleNotFoundError as error:
            from bilateral.errors import UsageError

            raise UsageError(
                "pandas is not installed", hint="pip install 'bilateral[pandas]', or use .frame (Polars)"
            ) from error


def records_table(records: Records, things: Sequence[str], as_of: dt.date) -> Table:
    """One row a record: what, value, interval, when, grade, how many claims, conflict, why the lead leads."""
    import polars as pl

    rows = []
    for thing_id in things:
        thing = records.things[thing_id]
        for cell in records.of(thing):
            contested = cell.property == "reached" and records.is_contested(thing, cell.stage)
            rows.append(
                {
                    "handle": thing.handle,
                    "thing_id": thing_id,
                    "kind": thing.kind,
                    "title": thing.title,
                    "stage": cell.stage,
                    "property": cell.property,
                    "actor": cell.actor or None,
                    "facet": cell.facet or None,
                    "period": cell.period or None,
                    "value": "contested" if contested else value_words(cell),
                    "best": cell.best,
                    "low": cell.interval_low,
                    "high": cell.interval_high,
                    "unit": cell.unit or None,
                    "text": cell.text,
                    "from_date": cell.interval_from if cell.property == "when" else cell.when_low,
                    "to_date": cell.interval_to if cell.property == "when" else cell.when_high,
                    "grade": cell.grade,
                    "claims": cell.claims,
                    "counting": cell.counting,
                    "origins": cell.origins,
                    "is_conflict": cell.is_conflict or contested,
                    "is_weak": cell.is_weak,
                    "rule": cell.rule,
                    "judgement": cell.judgement,
                    "lead": cell.lead,
                }
            )
    schema = {
        "handle": pl.String, "thing_id": pl.String, "kind": pl.String, "title": pl.String, "stage": pl.String,
        "property": pl.String, "actor": pl.String, "facet": pl.String, "period": pl.String, "value": pl.String,
        "best": pl.Float64, "low": pl.Float64, "high": pl.Float64, "unit": pl.String, "text": pl.String,
        "from_date": pl.Date, "to_date": pl.Date, "grade": pl.String, "claims": pl.Int64, "counting": pl.Int64,
        "origins": pl.Int64, "is_conflict": pl.Boolean, "is_weak": pl.Boolean, "rule": pl.String,
        "judgement": pl.String, "lead": pl.String,
    }  # fmt: skip
    frame = pl.DataFrame(rows, schema=schema)
    return Table(
        "records",
        frame,
        as_of,
        ("handle", "title", "stage", "property", "value", "grade", "claims", "is_conflict"),
    )


def claims_table(records: Records, things: Sequence[str], as_of: dt.date) -> Table:
    """One row a claim: what it says, who says so, both clocks, grade, and the part it plays."""
    import polars as pl

    wanted = set(things)
    rows = [_claim_row(records, one) for one in records.said.values() if one.thing_id in wanted]
    schema = {
        "claim_id": pl.String, "thing_id": pl.String, "kind": pl.String, "stage": pl.String, "property": pl.String,
        "actor": pl.String, "facet": pl.String, "period": pl.String, "says": pl.String, "value": pl.String,
        "low": pl.Float64, "best": pl.Float64, "high": pl.Float64, "unit": pl.String, "modality": pl.String,
        "when": pl.String, "when_low_date": pl.Date, "when_high_date": pl.Date, "known_date": pl.Date,
        "known_basis": pl.String, "source": pl.String, "source_id": pl.String, "origin_id": pl.String,
        "by": pl.String, "grade": pl.String, "role": pl.String, "at": pl.String, "is_checked": pl.Boolean,
        "correction_id": pl.String,
    }  # fmt: skip
    frame = pl.DataFrame(rows, schema=schema)
    return Table(
        "claims",
        frame,
        as_of,
        ("known_date", "source", "grade", "stage", "property", "value", "role", "thing_id"),
    )


def _claim_row(records: Records, one: Said) -> dict[str, Any]:
    citation = records.citations[one.citation_id]
    return {
        "claim_id": one.claim_id,
        "thing_id": one.thing_id,
        "kind": one.kind,
        "stage": one.stage,
        "property": one.property,
        "actor": one.actor or None,
        "facet": one.facet or None,
        "period": one.period or None,
        "says": citation.says,
        "value": said_words(one),
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "unit": one.unit or None,
        "modality": one.modality,
        "when": one.when or None,
        "when_low_date": one.when_low,
        "when_high_date": one.when_high,
        "known_date": one.known,
        "known_basis": citation.basis,
        "source": records.sources[one.source_id].name,
        "source_id": one.source_id,
        "origin_id": one.origin,
        "by": one.by,
        "grade": f"{one.letter}{one.digit}",
        "role": one.role,
        "at": citation.at,
        "is_checked": citation.is_checked,
        "correction_id": one.correction_id,
    }


def sources_table(records: Records, things: Sequence[str], as_of: dt.date) -> Table:
    """One row a source that is cited: name, kind, grade, languages, citations, first and last day."""
    import polars as pl

    wanted = set(things)
    cited: dict[str, list[str]] = {}
    for citation in records.citations.values():
        if citation.thing_id in wanted:
            cited.setdefault(citation.source_id, []).append(citation.citation_id)
    known = {one.citation_id: one.known for one in records.said.values()}
    rows = []
    for source_id, citations in cited.items():
        card = records.sources[source_id]
        days = [known[one] for one in citations]
        rows.append(
            {
                "source_id": source_id,
                "name": card.name,
                "kind": card.kind,
                "grade": card.letter,
                "languages": ", ".join(card.languages) or None,
                "state": card.state,
                "website": card.website,
                "relays": card.relays,
                "citations": len(citations),
                "first_date": min(days),
                "last_date": max(days),
                "note": card.note,
            }
        )
    schema = {
        "source_id": pl.String, "name": pl.String, "kind": pl.String, "grade": pl.String, "languages": pl.String,
        "state": pl.String, "website": pl.String, "relays": pl.String, "citations": pl.Int64,
        "first_date": pl.Date, "last_date": pl.Date, "note": pl.String,
    }  # fmt: skip
    frame = pl.DataFrame(rows, schema=schema).sort(["citations", "source_id"], descending=[True, False])
    return Table(
        "sources",
        frame,
        as_of,
        ("name", "kind", "grade", "languages", "citations", "first_date", "last_date"),
    )


def value_words(cell: Cell) -> str:
    """A record's value in words: 'yes', '24 aircraft', '20–38 helicopters', 'USD 1.5 bn', 'Jul 2006'."""
    if cell.property == "reached":
        return "contested" if cell.is_conflict and not cell.judgement else "yes" if cell.best == 1.0 else "no"
    if cell.property == "when":
        return When.parse(cell.when).words() if cell.when else ""
    if cell.low is None:
        return cell.text or cell.words
    if cell.is_weak or not cell.is_conflict:
        if not cell.unit or cell.unit == "percent" or _is_money(cell.unit) or names_unit(cell.words, cell.unit):
            return cell.words
        return f"{cell.words} {unit_after(cell.words, cell.best, cell.unit)}"
    if not cell.has_floor:
        return f"up to {amount_words(None, cell.interval_high, cell.interval_high, cell.unit, True)}" + (
            " or more" if cell.is_open else ""
        )
    return amount_words(None, cell.interval_low, cell.interval_high, cell.unit, True) + ("+" if cell.is_open else "")


def said_words(one: Said) -> str:
    """A claim's value in words."""
    if one.property == "reached":
        return "yes" if one.best == 1.0 else "no"
    if one.property == "when":
        return When.parse(one.when).words() if one.when else ""
    return one.text or one.words


def amount_words(best: float | None, low: float | None, high: float | None, unit: str, is_conflict: bool) -> str:
    """A number with its interval and unit; the best value alone where all that counts agrees with it."""

    def one(value: float) -> str:
        return money_words(value, unit) if _is_money(unit) else number_words(value)

    single = best if best is not None else low if low == high else None
    tail = "" if _is_money(unit) or not unit else "\u00a0%" if unit == "percent" else f" {unit_words(single, unit)}"
    if best is not None and (not is_conflict or low == high):
        return f"{one(best)}{tail}"
    if low is None:
        return f"{one(best)}{tail}" if best is not None else ""
    if high is None:
        return f"{one(low)} or more{tail}"
    return f"{one(low)}{tail}" if low == high else f"{one(low)}–{one(high)}{tail}"


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isalpha() and unit.isupper() and unit != "TIV"


def thing_table(records: Records, thing_id: str, as_of: dt.date) -> Table:
    """One thing with every claim behind its records."""
    found = claims_table(records, [thing_id], as_of)
    thing = records.things[thing_id]
    head = f"{thing.handle} {thing.title}" if thing.handle else thing.title
    return Table(
        head,
        found.frame,
        as_of,
        ("stage", "property", "value", "when", "source", "grade", "known_date", "role"),
    )
