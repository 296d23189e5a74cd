"""Tables on a terminal: whatever the width, nothing is lost, nothing is too wide, and no word is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bilateral.cli.drawn import drawn_lines

HEADS = ("handle", "title", "stage", "is conflict")
ROWS = [
    ("RU-053", "Tor-M1 short-range air-defence system", "part_delivered", ""),
    ("", "A loan", "talks", "yes"),
]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (
            80,
            """\
handle  title                                  stage           is conflict
──────────────────────────────────────────────────────────────────────────
RU-053  Tor-M1 short-range air-defence system  part_delivered
        A loan                                 talks           yes""",
        ),
        (
            60,
            """\
handle  title                    stage           is conflict
────────────────────────────────────────────────────────────
RU-053  Tor-M1 short-range       part_delivered
        air-defence system
        A loan                   talks           yes""",
        ),
        (
            40,
            """\
handle  stage           is conflict
    title
───────────────────────────────────
RU-053  part_delivered
    Tor-M1 short-range air-defence
    system
        talks           yes
    A loan""",
        ),
    ],
)
def test_a_table_at_three_widths(width: int, shown: str) -> None:
    top, lines = drawn_lines(HEADS, ROWS, width)
    assert "\n".join([*top, *lines]) == shown


def test_other_widths_of_letters() -> None:
    _, lines = drawn_lines(("a", "b"), [("日本", "x"), ("é", "y")], 30, rule="-")
    assert lines == ["日本  x", "é     y"]


cells = st.text(st.sampled_from("ab é-_日\t"), max_size=30)


@given(st.integers(1, 5).flatmap(lambda size: st.lists(st.tuples(*[cells] * size), min_size=1, max_size=5)), st.data())
def test_nothing_is_lost_and_nothing_too_wide(table: list[tuple[str, ...]], data: st.DataObject) -> None:
    heads, *rows = table
    width = data.draw(st.integers(8, 120))
    top, lines = drawn_lines(heads, rows, width)
    assert all(cell_len(line) <= width for line in [*top, *lines])
    for given_cells, drawn in ((heads, top[:-1]), ([cell for row in rows for cell in row], lines)):
        letters = sorted("".join("".join(given_cells).split()))
        assert sorted("".join("".join(drawn).split()).replace("·", "")) == letters
    words = {word for row in table for cell in row for word in cell.split()}
    if max(map(cell_len, words), default=0) <= width - 4:
        assert {word for line in [*top[:-1], *lines] for word in line.split()} - {"·"} <= words


def test_a_table_without_rows() -> None:
    assert drawn_lines(("a", "b"), [], 40, rule="-") == (["a  b", "----"], [])
