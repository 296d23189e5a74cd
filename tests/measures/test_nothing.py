"""A case of which next to nothing is known: every measure is empty or says why, and none is zero."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral.errors import NothingHeldError
from bilateral.measures.coverage import coverage
from measures.making import Item, case_of, opened, says, thing
from measures.test_always import everything, numbers

EMPTY = ("ladder", "fleets", "shares", "concentration", "items", "contests", "rivals", "stated", "views")
TALK = thing("agreement", "paper", says("b", "2001", {"stage": "negotiated", "modality": "speculated"}))
CARDS = {
    "talk of a paper": TALK,
    "an undated paper": thing("agreement", "paper", says("b", "", {"stage": "signed"}, seen="2025-03")),
    "a weak word": thing("agreement", "paper", says("f", "2001", {"stage": "signed"})),
    "a denial": thing("agreement", "paper", says("b", "2001", {"stage": "signed", "modality": "denied"})),
}


@pytest.mark.parametrize("name", CARDS)
def test_measures_of_one_word_are_empty(name: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, CARDS[name])
    found = everything(case)
    assert {one: found[one] for one in EMPTY} == {one: [] for one in EMPTY}
    assert found["series"] is None
    assert found["timeline"] == {}, "it has no date"
    assert (found["matrix"].speakers, found["matrix"].cells) == ((), {})
    assert (case.supplier, case.recipient) == (None, None)
    assert list(numbers(found)) == [], "no number without a claim that gives one"
    assert [(one.thing.thing_id, one.first_day) for one in found["entries"]] == [("paper", None)]
    assert (found["evidence"].citations, found["evidence"].disputed) == (1, 0)


@pytest.mark.parametrize("name", CARDS)
def test_years_of_which_nobody_wrote_are_not_zero(name: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, CARDS[name])
    states = {state for row in coverage(case, 1999, 2003, covers=(2000, 2002)) for _, state, _ in row.cells}
    assert states == {"not_reported", "not_covered"}
    assert all(not held for row in coverage(case, 1999, 2003) for _, _, held in row.cells)


def test_of_what_is_not_known_yet_there_is_no_case(tmp_path: Path) -> None:
    with opened(tmp_path, TALK) as study:
        assert study.case("VEN", "RUS", "2001-12-31").own
        with pytest.raises(NothingHeldError, match="as of 2001-12-30"):
            study.case("VEN", "RUS", "2001-12-30")


def test_what_others_do_makes_no_partnership(tmp_path: Path) -> None:
    """A measure of a third state bears on the pair; alone it is no case of the two."""
    imposed: Item = {"stage": "imposed", "when": "2006"}
    embargo = thing("sanction", "embargo", says("a", "2006", imposed), concerns=["RUS-VEN"])
    with opened(tmp_path, embargo) as study, pytest.raises(NothingHeldError):
        study.case("VEN", "RUS")
