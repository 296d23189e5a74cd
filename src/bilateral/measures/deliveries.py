"""Deliveries by year, and suppliers' shares, as published and credited; own sums are called own sums."""

from __future__ import annotations

import msgspec

from bilateral.evidence.dates import When
from bilateral.evidence.records import Cell
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.measured import Measured, measured

TIV = "tiv-deliveries"
SHARE = "supplier-share"
BY_SUPPLIER = "tiv-by-supplier"
CONCENTRATION = "supplier-concentration"


class YearValue(msgspec.Struct, frozen=True):
    """One year of a series. state: value, none (looked, nothing), not_reported, not_yet_published."""

    year: int
    state: str
    value: Measured | None = None


class Series(msgspec.Struct, frozen=True):
    """A yearly series of one source's editions. last_year: the last year its newest edition covers."""

    thing: Thing
    years: tuple[YearValue, ...]
    last_year: int
    source_id: str
    editions: tuple[str, ...]


class Share(msgspec.Struct, frozen=True):
    """A supplier's part of all imports over a period. percent: of the period's total, worked out from the volumes.

    supplier: "" for all others together.
    """

    supplier: str
    period: str
    percent: float
    value: Measured
    share: Measured | None = None


class DeliveredItems(msgspec.Struct, frozen=True):
    """How many items of one system came in one year."""

    thing: Thing
    name: str
    by_year: dict[int, Measured]


def tiv_series(case: Case, first_year: int, last_year: int) -> Series | None:
    """Yearly deliveries between the pair in million TIV; None where no source of the register gives them.

    TIV (trend-indicator value, SIPRI) measures the volume of capability transferred. It is not money.
    """
    for thing in case.of_kind("observation"):
        if thing.attributes.get("series") != (TIV,):
            continue
        cells = {one.period: one for one in case.records.find(thing, property="amount") if len(one.period) == 4}
        if not cells:
            continue
        covered = max(int(period) for period in cells)
        years = [_year(cells.get(str(year)), year, covered) for year in range(first_year, last_year + 1)]
        lead = next(iter(cells.values()))
        editions = sorted({one.known.isoformat() for one in case.records.said_of(thing)})
        source = case.records.citations[lead.said[0].citation_id].source_id
        return Series(thing, tuple(years), covered, source, tuple(editions))
    return None


def _year(cell: Cell | None, year: int, covered: int) -> YearValue:
    if cell is not None:
        return YearValue(year, "none" if cell.best == 0 else "value", measured(cell))
    return YearValue(year, "not_yet_published" if year > covered else "not_reported")


def supplier_shares(case: Case) -> list[Share]:
    """Suppliers' shares of the recipient's imports, largest first, others last, for the longest period stated."""
    if case.recipient is None:
        return []
    values = _by_actor(case, BY_SUPPLIER)
    stated = _by_actor(case, SHARE)
    period = max((key[1] for key in values if key[0]), key=_length, default="")
    own = {actor: value for (actor, at), value in values.items() if at == period and actor and value.best is not None}
    if not own:
        return []
    named = sum(value.best or 0 for value in own.values())
    whole = values.get(("", period))
    total = max(whole.best or 0, named) if whole else named
    if total <= 0:
        return []
    found = [
        Share(actor, period, 100 * (value.best or 0) / total, value, stated.get((actor, period)))
        for actor, value in own.items()
    ]
    found.sort(key=lambda one: (-one.percent, one.supplier))
    if whole is not None and total > named:
        rest = msgspec.structs.replace(whole, best=total - named, low=total - named, high=total - named)
        found.append(Share("", period, 100 * (total - named) / total, rest))
    return found


def _length(period: str) -> tuple[int, str]:
    when = When.parse(period) if period else None
    days = (when.high - when.low).days if when and when.high and when.low else 0
    return days, period


def _by_actor(case: Case, series: str) -> dict[tuple[str, str], Measured]:
    found: dict[tuple[str, str], Measured] = {}
    for thing in case.records.of_kind("observation"):
        if thing.attributes.get("series") != (series,) or case.recipient not in thing.parties:
            continue
        for cell in case.records.find(thing, property="amount"):
            key = (cell.actor, cell.period)
            if not cell.is_weak and _is_better(cell, found.get(key)):
                found[key] = measured(cell)
    return found


def _is_better(cell: Cell, held: Measured | None) -> bool:
    """Whether of two series that speak of the same the later one is better graded."""
    return held is None or (cell.letter, cell.digit) < (held.letter, held.digit)


def concentration(case: Case) -> list[tuple[str, dict[str, Measured]]]:
    """Concentration of the recipient's suppliers by period: period, then named numbers."""
    periods: dict[str, dict[str, Measured]] = {}
    for thing in case.records.of_kind("observation"):
        if thing.attributes.get("series") != (CONCENTRATION,) or case.recipient not in thing.parties:
            continue
        for cell in case.records.of(thing):
            if cell.low is not None and cell.period and not cell.is_weak:
                name = cell.actor or cell.facet or (cell.property if cell.property != "amount" else "index")
                if _is_better(cell, periods.get(cell.period, {}).get(name)):
                    periods.setdefault(cell.period, {})[name] = measured(cell)
    return sorted(periods.items())


def delivered_items(case: Case) -> list[DeliveredItems]:
    """How many items of each system came in which year, where a source says so; one unit a system."""
    found = []
    for thing in case.of_kind("transfer"):
        card = next(
            (case.records.equipment[one] for one in thing.equipment if one in case.records.equipment),
            None,
        )
        usual = card.unit if card else ""
        cells = [
            one for one in case.records.find(thing, property="deliveries") if one.period.isdigit() and not one.is_weak
        ]
        shown = [one for one in cells if one.unit == usual] or [one for one in cells if one.unit == cells[0].unit]
        years = {int(one.period): measured(one) for one in shown}
        if years:
            found.append(DeliveredItems(thing, thing.label or (card.name if card else thing.title), years))
    return sorted(found, key=lambda one: (min(one.by_year), one.name))
