"""Every table of the room can be read, and says nothing that another one contradicts."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from bilateral import states
from bilateral.states.days import read_end, read_start
from bilateral.states.tables import rows

CODES = {state.code for state in states.all_states()}
ACTORS = {actor.id for actor in states.other_actors()}
DATA = Path(states.__file__).with_name("data")
LANGUAGES = {*states.LANGUAGES, "*"}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("spells", "code"),
        ("successors", "predecessor"),
        ("successors", "successor"),
        ("former_capitals", "code"),
        ("names", "code"),
        ("aliases", "code"),
        ("shared_names", "name_of"),
        ("shared_names", "also"),
        ("demonyms", "code"),
        ("territories", "holder"),
        ("parts", "code"),
        ("border_changes", "code_a"),
        ("border_changes", "code_b"),
    ],
)
def test_codes_exist(table: str, column: str) -> None:
    assert [row[column] for row in rows(table) if row[column] not in CODES] == []


def test_metonyms_name_states_or_actors() -> None:
    assert [row for row in rows("metonyms") if row["code"] not in CODES | ACTORS] == []
    capitals = {capital.name for state in states.all_states() for capital in state.capitals}
    assert [row["capital"] for row in rows("metonyms") if row["capital"] and row["capital"] not in capitals] == []


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [
        ("spells", "start", "end"),
        ("former_capitals", "start", "end"),
        ("shared_names", "start", "end"),
        ("aliases", "from", "to"),
        ("metonyms", "from", "to"),
        ("parts", "start", "end"),
        ("border_changes", "start", "end"),
        ("organisations", "from", "to"),
        ("non_state", "from", "to"),
    ],
)
def test_days_are_in_order(table: str, start: str, end: str) -> None:
    for row in rows(table):
        first, last = read_start(row[start]), read_end(row[end])
        assert first is None or last is None or first <= last, row


@pytest.mark.parametrize("table", ["aliases", "metonyms", "not_states", "words"])
def test_languages_are_known(table: str) -> None:
    assert {row["language"] for row in rows(table)} <= LANGUAGES


@pytest.mark.parametrize("table", sorted(path.stem for path in DATA.glob("*.csv")))
def test_rows_are_whole_and_clean(table: str) -> None:
    width = len(rows(table)[0])
    for row in rows(table):
        assert None not in row and None not in row.values() and len(row) == width, row
        assert all(cell == cell.strip() for cell in row.values()), row


def test_aliases_are_not_written_twice() -> None:
    marks = [(row["language"], row["text"], row["code"], row["from"]) for row in rows("aliases")]
    assert sorted({mark for mark in marks if marks.count(mark) > 1}) == []


def test_parts_do_not_overlap() -> None:
    held: dict[str, list[tuple[date, date, str]]] = {}
    for row in rows("parts"):
        start, end = read_start(row["start"]), read_end(row["end"])
        assert start is not None
        held.setdefault(row["part"], []).append((start, end or date.max, row["code"]))
    for part, spans in held.items():
        spans.sort()
        for (_, end, _), (start, _, _) in pairwise(spans):
            assert end < start, part


def test_neighbours_are_sorted_pairs_of_known_parts() -> None:
    parts = {row["part"] for row in rows("parts")} | CODES
    for row in rows("neighbours"):
        assert row["part_a"] < row["part_b"]
        assert {row["part_a"], row["part_b"]} <= parts
        assert 0 <= float(row["gap_km"]) <= 1000
        assert row["is_land"] in ("0", "1")


def test_import_is_light() -> None:
    check = (
        "import sys, bilateral.states as s;"
        "heavy = {'babel', 'polars', 'duckdb', 'difflib', 'csv', 'rapidfuzz'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", check], check=True)
