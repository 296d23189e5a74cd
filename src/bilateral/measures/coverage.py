"""Coverage: for each strand and series and year, a value or the reason why there is none."""

from __future__ import annotations

import msgspec

from bilateral.measures.case import Case
from bilateral.measures.deliveries import tiv_series
from bilateral.measures.strands import STRANDS, strand_years

STATES = {
    "value": "a claim or a value is held",
    "under_way": "no claim of the year itself, but one that runs through it",
    "none": "looked, none found",
    "not_reported": "no claim yet",
    "not_covered": "outside what the source covers",
    "not_yet_published": "not yet published",
}


class CoverageRow(msgspec.Struct, frozen=True):
    """One strand or series. cells: state of each year, with the claims behind a value."""

    name: str
    group: str
    cells: tuple[tuple[int, str, tuple[str, ...]], ...]


def coverage(case: Case, first: int, last: int, *, covers: tuple[int, int] | None = None) -> list[CoverageRow]:
    """Rows for every strand of the register and every yearly series between the pair.

    covers: the years the register says it covers; outside them nothing is said to be missing.
    """
    from_year, to_year = covers or (first, last)
    rows = []
    for strand, years in strand_years(case, first, last).items():
        cells = []
        for one in years:
            if one.count:
                state = "value"
            elif one.none:
                state = "none"
            elif not from_year <= one.year <= to_year:
                state = "not_covered"
            else:
                state = "under_way" if one.is_under_way else "not_reported"
            cells.append((one.year, state, one.none if state == "none" else one.claims))
        rows.append(CoverageRow(STRANDS[strand][0], "register", tuple(cells)))
    series = tiv_series(case, first, last)
    if series is not None:
        rows.append(
            CoverageRow(
                "Arms deliveries, million TIV",
                "series",
                tuple((one.year, one.state, one.value.claims if one.value else ()) for one in series.years),
            )
        )
    return rows
