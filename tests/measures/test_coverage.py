"""Coverage: a value, or which of the kinds of nothing stands in its place. They are never mixed up."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral.measures.case import Case
from bilateral.measures.coverage import STATES, coverage
from bilateral.measures.strands import STRANDS
from measures.making import Item, case_of, says, thing

JETS = thing("transfer", "jets", says("b", "2012", {"stage": "ordered", "when": "2006"}), equipment="jet")
LESSONS = thing("training", "lessons", says("b", "2015", {"stage": "under_way", "when": "2004/2008"}))


def volumes(known: str, **years: int) -> Item:
    asserts = [{"when": year[1:], "amount": f"{value} million TIV"} for year, value in years.items()]
    return thing("observation", "volumes", says("a", known, *asserts), series="tiv-deliveries")


def rows(case: Case, covers: tuple[int, int] | None = None, *, until: int = 2009) -> dict[str, dict[int, str]]:
    found = coverage(case, 2005, until, covers=covers)
    return {row.name: {year: state for year, state, _ in row.cells} for row in found}


ARMS, TRAINING, SERIES = "Arms, equipment, services", "Training", "Arms deliveries, million TIV"


def test_nobody_wrote_is_not_looked_and_found_nothing(tmp_path: Path) -> None:
    """In 2006 there was an order, and the series says: nothing came. Of other years nobody wrote."""
    found = rows(case_of(tmp_path, JETS, volumes("2010", y2005=3, y2006=0, y2008=7)))
    assert found[ARMS] == {2005: "not_reported", 2006: "value", 2007: "not_reported", 2008: "not_reported",
                           2009: "not_reported"}  # fmt: skip
    assert found[SERIES] == {2005: "value", 2006: "none", 2007: "not_reported", 2008: "value",
                             2009: "not_yet_published"}  # fmt: skip


def test_outside_the_years_of_the_register_nothing_is_missing(tmp_path: Path) -> None:
    found = rows(case_of(tmp_path, JETS, LESSONS), covers=(2007, 2008))
    assert found[ARMS] == {2005: "not_covered", 2006: "value", 2007: "not_reported", 2008: "not_reported",
                           2009: "not_covered"}  # fmt: skip
    assert found[TRAINING] == {2005: "not_covered", 2006: "not_covered", 2007: "under_way", 2008: "under_way",
                               2009: "not_covered"}  # fmt: skip


def test_what_the_register_covers_says_nothing_of_a_series(tmp_path: Path) -> None:
    """A series knows its own years; the register's do not cut them off."""
    case = case_of(tmp_path, JETS, volumes("2010", y2005=3, y2008=7))
    assert rows(case, covers=(2007, 2007))[SERIES] == rows(case)[SERIES]


def test_what_goes_on_is_no_value_of_a_year(tmp_path: Path) -> None:
    found = rows(case_of(tmp_path, LESSONS))
    assert set(found[TRAINING].values()) == {"under_way", "not_reported"}
    assert found[TRAINING][2009] == "not_reported"


def test_without_a_series_there_is_no_row_of_it(tmp_path: Path) -> None:
    found = coverage(case_of(tmp_path, JETS), 2005, 2009)
    assert [(row.name, row.group) for row in found] == [(name, "register") for name, _, _ in STRANDS.values()]


def test_a_year_is_not_published_until_it_is(tmp_path: Path) -> None:
    """The edition of 2008 knows nothing of 2008; to who asks then, 2008 was not empty but to come."""
    cited = [
        says("a", "2008-03", {"when": "2007", "amount": "5 million TIV"}),
        says("a", "2010-03", {"when": "2008", "amount": "0 million TIV"}, {"when": "2009", "amount": "4 million TIV"}),
    ]
    series = thing("observation", "volumes", *cited, series="tiv-deliveries")
    then = rows(case_of(tmp_path / "then", JETS, series, as_of="2009-12-31"), until=2010)
    now = rows(case_of(tmp_path / "now", JETS, series), until=2010)
    assert [then[SERIES][year] for year in (2007, 2008, 2009)] == ["value", "not_yet_published", "not_yet_published"]
    assert [now[SERIES][year] for year in (2007, 2008, 2009, 2010)] == ["value", "none", "value", "not_yet_published"]
    assert ARMS in then and "value" not in then[ARMS].values(), "the order became known in 2012"


@pytest.mark.parametrize(
    ("when", "quantity", "years"),
    [
        ("2008", 0, [2008]),
        ("2008", "none", [2008]),
        ("2006/2008", 0, [2006, 2007, 2008]),
        ("2006-07/2008-06", 0, [2007]),
        ("2008-03", 0, []),
        ("2008", "up to 3", []),
    ],
)
def test_who_looks_and_finds_nothing_says_so_for_whole_years(
    when: str, quantity: object, years: list[int], tmp_path: Path
) -> None:
    looked = says("a", "2010", {"stage": "delivered", "when": when, "quantity": quantity})
    case = case_of(tmp_path, thing("transfer", "jets", looked, equipment="jet"))
    for covers in (None, (2009, 2009)):
        (row,) = (one for one in coverage(case, 2005, 2009, covers=covers) if one.name == ARMS)
        assert [year for year, state, held in row.cells if state == "none" and held] == years


def test_a_denial_is_no_finding_of_nothing(tmp_path: Path) -> None:
    denied = says("a", "2010", {"stage": "delivered", "when": "2008", "modality": "denied"})
    assert rows(case_of(tmp_path, thing("transfer", "jets", denied, equipment="jet")))[ARMS][2008] == "not_reported"


def test_what_one_finds_outweighs_what_another_does_not(tmp_path: Path) -> None:
    looked = says("a", "2010", {"stage": "delivered", "when": "2006", "quantity": 0})
    case = case_of(tmp_path, JETS, thing("transfer", "copters", looked, equipment="copter"))
    assert rows(case)[ARMS][2006] == "value"


def test_claims_stand_behind_values_and_findings_of_nothing_only(tmp_path: Path) -> None:
    case = case_of(tmp_path, JETS, LESSONS, volumes("2010", y2005=3, y2006=0, y2008=7))
    seen = set()
    for row in coverage(case, 2005, 2010, covers=(2006, 2009)):
        for year, state, held in row.cells:
            seen.add(state)
            assert bool(held) == (state in ("value", "none")), (row.name, year, state)
    assert seen == STATES.keys()
