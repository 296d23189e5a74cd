"""The state of the evidence, counted by hand: who says it, how often, in which languages, how well, since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilateral.measures.evidence_state import SourceTally, evidence_state
from bilateral.study import Study
from measures.making import Item, case_of, opened, says, thing

SIGNED: Item = {"stage": "signed", "when": "2001-05-14"}
ORDERED: Item = {"stage": "ordered", "when": "2006-07", "quantity": 24}
THINGS = (
    thing(
        "agreement",
        "paper",
        says("b", "2001-05-15", SIGNED),
        says("relay", "2001-05-16", SIGNED),
        says("d", "", SIGNED, seen="2025-03", language="ru"),
    ),
    thing(
        "transfer",
        "jets",
        says("b", "2006-08-01", ORDERED, language="ru"),
        says("c", "2009-03", {"stage": "delivered", "quantity": 24, "when": "2008"}),
        says("c2", "2010-02", {"stage": "delivered", "quantity": 22, "when": "2008"}),
        equipment="jet",
    ),
    thing("transfer", "others", says("f", "2006", ORDERED), supplier="USA", recipient="COL", equipment="jet"),
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    with opened(tmp_path_factory.mktemp("evidence"), *THINGS) as found:
        yield found


def test_what_the_pair_rests_on_is_counted(study: Study) -> None:
    """reached and when of each, and the quantities: 2 of each paper, 3 of each on jets."""
    found = evidence_state(study.case("VEN", "RUS"))
    assert (found.things, found.citations, found.claims) == (2, 6, 15)
    assert (found.sources, found.origins) == (5, 4), "the relay passes on what b says"
    assert found.letters == {"A": 0, "B": 3, "C": 2, "D": 1, "E": 0, "F": 0}
    assert found.languages == {"en": 3, "ru": 2, "es": 1}, "that of the text, else that of the source"
    assert list(found.languages) == ["en", "ru", "es"]
    assert found.disputed == 1
    assert (found.undated, found.newest) == (1, dt.date(2010, 2, 28))
    assert found.by_year == {2001: 2, 2006: 1, 2009: 1, 2010: 1}


def test_each_source_has_its_tally(study: Study) -> None:
    tallies = evidence_state(study.case("VEN", "RUS")).tallies
    assert [one.source_id for one in tallies] == ["b", "c", "c2", "d", "relay"]
    assert tallies[0] == SourceTally("b", 2, {"B": 2}, ("en", "ru"), dt.date(2001, 5, 15), dt.date(2006, 8, 1))
    undated = tallies[3]
    assert (undated.citations, undated.first, undated.last, undated.languages) == (1, None, None, ("ru",))


@pytest.mark.parametrize(
    ("day", "citations", "sources", "newest", "disputed"),
    [
        ("2001-05-15", 1, 1, dt.date(2001, 5, 15), 0),
        ("2001-05-16", 2, 2, dt.date(2001, 5, 16), 0),
        ("2009-03-31", 4, 3, dt.date(2009, 3, 31), 0),
        ("2010-02-27", 4, 3, dt.date(2009, 3, 31), 0),
        ("2010-02-28", 5, 4, dt.date(2010, 2, 28), 1),
        ("2025-03-30", 5, 4, dt.date(2010, 2, 28), 1),
        ("2025-03-31", 6, 5, dt.date(2010, 2, 28), 1),
    ],
)
def test_what_became_known_later_is_not_counted(
    day: str, citations: int, sources: int, newest: dt.date, disputed: int, study: Study
) -> None:
    found = evidence_state(study.case("VEN", "RUS", day))
    assert (found.citations, found.sources, found.newest, found.disputed) == (citations, sources, newest, disputed)
    assert sum(found.letters.values()) == sum(one.citations for one in found.tallies) == citations
    assert sum(found.by_year.values()) == citations - found.undated


def quoted(*sources: str, by: str | None, digit: int = 2) -> tuple[Item, ...]:
    more = {"by": by} if by else {}
    return tuple(says(one, "2007", {"stage": "ordered", "quantity": 24}, digit=digit, **more) for one in sources)


@pytest.mark.parametrize(
    ("citations", "origins"),
    [
        (quoted("b", "c", "c2", by=None), 3),
        (quoted("b", "c", "c2", by="minister"), 1),
        ((*quoted("b", "c", by="minister"), *quoted("a", by=None)), 2),
        ((*quoted("b", by="minister"), *quoted("c", by="works")), 2),
        ((*quoted("b", by="minister"), *quoted("relay", by=None)), 2),
        (quoted("b", "c", by="somebody on the phone"), 2),
    ],
)
def test_who_speaks_in_many_papers_is_one_origin(citations: tuple[Item, ...], origins: int, tmp_path: Path) -> None:
    """A known actor is one voice whoever prints it; a name without a card is the paper's own."""
    jets = thing("transfer", "jets", *citations, equipment="jet")
    with opened(tmp_path, jets) as study:
        case = study.case("VEN", "RUS")
        assert evidence_state(case).origins == origins
        assert evidence_state(case).citations == len(citations)
        (row,) = (one for one in study.records("VEN", "RUS").to_dicts() if one["property"] == "quantity")
        assert (row["origins"], row["claims"]) == (origins, len(citations))
        (cell,) = case.records.find("jets", property="quantity")
        assert cell.origins == origins


def test_without_a_day_there_is_no_newest(tmp_path: Path) -> None:
    paper = thing("agreement", "paper", says("a", "", {"stage": "signed"}, seen="2020-01"))
    found = evidence_state(case_of(tmp_path, paper))
    assert (found.things, found.citations, found.undated) == (1, 1, 1)
    assert (found.newest, found.by_year) == (None, {})
    assert found.letters["A"] == sum(found.letters.values()) == 1
