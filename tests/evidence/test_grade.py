"""Grades: a letter and a digit, never merged."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.errors import ValueFormError
from bilateral.evidence.grade import COUNTING, DIGITS, LETTERS, Grade

ALL = [f"{letter}{digit}" for letter, digit in itertools.product(LETTERS, DIGITS)]


@pytest.mark.parametrize("text", ALL)
def test_every_grade_is_read_written_and_spelled_out(text: str) -> None:
    grade = Grade.parse(text)
    assert str(grade) == text
    assert grade.counts == (text[0] in COUNTING)
    assert LETTERS[text[0]] in grade.words() and DIGITS[int(text[1])] in grade.words()


def test_better_grades_come_first() -> None:
    assert [str(one) for one in sorted(map(Grade.parse, reversed(ALL)))] == ALL


@given(st.text(max_size=4))
def test_anything_else_is_refused(text: str) -> None:
    if text in ALL:
        return
    with pytest.raises(ValueFormError, match="not a grade") as refused:
        Grade.parse(text)
    assert refused.value.example == "B2"
