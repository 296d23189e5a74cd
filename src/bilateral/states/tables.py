"""The data files of this room, read once and kept."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


@cache
def rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Rows of data/<table>.csv in file order, one mapping of column to text a row; empty cells are ""."""
    with (_FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def several(cell: str, mark: str = ";") -> tuple[str, ...]:
    """The parts of a cell that holds several values, without empty ones."""
    return tuple(part.strip() for part in cell.split(mark) if part.strip())
