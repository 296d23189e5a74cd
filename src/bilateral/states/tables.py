"""The data files of this room, read once and kept.

Nothing is read at import, and what only reading needs is imported then: importing the room stays quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache


@cache
def rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Rows of data/<table>.csv in file order, one mapping of column to text a row; empty cells are ""."""
    import csv
    from pathlib import Path

    path = Path(__file__).with_name("data") / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def several(cell: str, mark: str = ";") -> tuple[str, ...]:
    """The parts of a cell that holds several values, without empty ones."""
    return tuple(part.strip() for part in cell.split(mark) if part.strip())
