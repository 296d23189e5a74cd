"""Positions: who said what on which question, the first word and the latest; nothing that is said gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.evidence.kinds import TOPICS
from bilateral.measures.case import Case
from bilateral.measures.positions import Matrix, matrix, statements
from measures.making import Item, case_of, says, thing


def view(name: str, *citations: Item, parties: tuple[str, ...] = ("RUS", "VEN"), **head: object) -> Item:
    return thing("position", name, *citations, parties=list(parties), **head)


def word(speaker: str, when: str, topic: str = "basing", *, source: str = "b", **more: object) -> Item:
    said = {"speaker": speaker, "topic": topic, "when": when, "stance": "denies", **more}
    return says(source, "2020", said)


def told(found: Matrix) -> dict[tuple[str, str], list[str]]:
    return {key: [one.when for one in views] for key, views in found.cells.items()}


def test_one_citation_with_stance_and_statement_is_one_view(tmp_path: Path) -> None:
    case = case_of(tmp_path, view("x", word("RUS", "2008-09", statement="No bases.")))
    (found,) = statements(case)
    assert (found.speaker, found.topic, found.when, found.stance, found.text) == (
        "RUS", "basing", "2008-09", "denies", "No bases.",
    )  # fmt: skip
    assert {one.partition("/")[2].partition("[")[0] for one in found.claims} == {"stance", "statement"}
    assert (found.letter, found.digit) == ("B", 2)


def test_two_papers_on_one_word_are_two_reports_of_it(tmp_path: Path) -> None:
    """Each paraphrase stands for itself: editors do not merge what two papers write."""
    case = case_of(
        tmp_path,
        view("x", word("RUS", "2008-09", statement="No bases."), word("RUS", "2008-09", source="c", statement="None.")),
    )
    assert [(one.text, one.letter) for one in statements(case)] == [("No bases.", "B"), ("None.", "C")]


def test_one_citation_on_two_questions_is_two_views(tmp_path: Path) -> None:
    said = [{"speaker": "RUS", "topic": topic, "when": "2008", "stance": "denies"} for topic in ("debt", "basing")]
    case = case_of(tmp_path, view("x", says("b", "2009", *said)))
    assert [one.topic for one in statements(case)] == ["basing", "debt"]


def test_views_stand_by_day(tmp_path: Path) -> None:
    """A year begins on its first day; on one day they stand by speaker."""
    said = (("VEN", "2009-05"), ("VEN", "2009"), ("RUS", "2009"), ("RUS", "2005"))
    case = case_of(tmp_path, view("x", *(word(speaker, when) for speaker, when in said)))
    assert [(one.speaker, one.when) for one in statements(case)] == [
        ("RUS", "2005"), ("RUS", "2009"), ("VEN", "2009"), ("VEN", "2009-05"),
    ]  # fmt: skip


def test_a_view_known_later_is_not_heard(tmp_path: Path) -> None:
    early, late = word("RUS", "2008"), word("VEN", "2008", source="c")
    things = view("x", early | {"published": "2008-10"}, late | {"published": "2012-03"})
    before = case_of(tmp_path / "before", things, as_of="2012-03-30")
    after = case_of(tmp_path / "after", things, as_of="2012-03-31")
    assert [one.speaker for one in statements(before)] == ["RUS"]
    assert [one.speaker for one in statements(after)] == ["RUS", "VEN"]
    assert matrix(before).topics == ()
    assert matrix(after).topics == ("basing",)


def test_columns_are_the_pair_and_those_who_spoke_most(tmp_path: Path) -> None:
    spoken = {"USA": 3, "COL": 2, "BRA": 2, "CHN": 1, "RUS": 1, "VEN": 1}
    words = [word(code, str(2000 + number)) for code, times in spoken.items() for number in range(times)]
    case = case_of(tmp_path, view("x", *words, parties=tuple(spoken)))
    assert matrix(case).speakers == ("VEN", "RUS", "USA", "BRA", "COL")
    assert matrix(case, columns=3).speakers == ("VEN", "RUS", "USA")
    assert [one.speaker for one in matrix(case, each=3).others] == ["CHN"]


def test_only_states_have_columns(tmp_path: Path) -> None:
    speakers = ("minister", "minister", "minister", "VEN", "RUS")
    case = case_of(tmp_path, view("x", *(word(one, str(2001 + number)) for number, one in enumerate(speakers))))
    assert matrix(case).speakers == ("VEN", "RUS")
    assert [one.speaker for one in matrix(case).others] == ["minister"] * 3


def test_rows_are_questions_on_which_two_answer(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        view("x", word("RUS", "2008"), word("VEN", "2008"), word("RUS", "2008", "debt"), word("RUS", "2009", "debt")),
        view("y", word("VEN", "2008", "purchases"), word("RUS", "2010", "purchases")),
    )
    found = matrix(case)
    assert found.topics == ("purchases", "basing"), "in the order of the list of questions"
    assert list(TOPICS).index("purchases") < list(TOPICS).index("basing")
    assert [(one.topic, one.when) for one in found.others] == [("debt", "2008"), ("debt", "2009")]


LONG = ("2001", "2003", "2005", "2007", "2009")


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Case:
    words = [word("RUS", when) for when in LONG]
    return case_of(tmp_path_factory.mktemp("talkative"), view("x", *words, word("VEN", "2008")))


@pytest.mark.parametrize(
    ("each", "shown"),
    [
        (1, ["2001"]),
        (2, ["2001", "2009"]),
        (3, ["2001", "2007", "2009"]),
        (5, [*LONG]),
        (9, [*LONG]),
    ],
)
def test_a_cell_shows_the_first_word_and_the_latest(each: int, shown: list[str], talkative: Case) -> None:
    found = matrix(talkative, each=each)
    assert told(found) == {("basing", "RUS"): shown, ("basing", "VEN"): ["2008"]}
    assert [one.when for one in found.others] == [when for when in LONG if when not in shown]


@given(st.integers(1, 6), st.integers(1, 6))
def test_every_view_stands_in_the_matrix_or_beside_it(talkative: Case, columns: int, each: int) -> None:
    found = matrix(talkative, columns=columns, each=each)
    shown = [one for views in found.cells.values() for one in views]
    assert sorted((*shown, *found.others), key=repr) == sorted(statements(talkative), key=repr)
    assert len(found.speakers) <= columns
    assert all(len(views) <= each for views in found.cells.values())


def test_without_a_word_there_is_an_empty_matrix(tmp_path: Path) -> None:
    case = case_of(tmp_path, thing("agreement", "paper", says("b", "2001", {"stage": "signed"})))
    assert statements(case) == []
    assert matrix(case) == Matrix((), (), {}, ())
