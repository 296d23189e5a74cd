"""The timeline: in which lane a thing stands, when it began and ended, what is doubtful about it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bilateral.evidence.dates import Window
from bilateral.measures.case import Case
from bilateral.measures.timeline import LANES, Event, timeline
from measures.making import Item, case_of, says, thing

BEARING = ["RUS-VEN"]


def events(case: Case) -> dict[str, Event]:
    return {one.thing.thing_id: one for lane in timeline(case).values() for one in lane}


def event(place: Path, *citations: Item, kind: str = "transfer", as_of: str | None = None, **head: object) -> Event:
    more = {"equipment": "jet"} if kind in ("transfer", "incident", "readiness") else {}
    return events(case_of(place, thing(kind, "x", *citations, **more, **head), as_of=as_of))["x"]


def at(stage: str, when: str, *, source: str = "b", known: str = "2012", **more: object) -> Item:
    return says(source, known, {"stage": stage, "when": when, **more})


def window(first: str | None, last: str | None) -> Window:
    return Window(dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None)


JULY = window("2006-07-01", "2006-07-31")


def test_a_transfer_lasts_from_its_order_to_its_delivery(tmp_path: Path) -> None:
    found = event(tmp_path, at("talks", "2005"), at("ordered", "2006-07"), at("part_delivered", "2006-12"),
                  at("delivered", "2008-08-15"), at("in_service", "2009"))  # fmt: skip
    assert (found.start, found.end) == (JULY, window("2008-08-15", "2008-08-15"))
    assert not found.is_only_talk
    assert found.weight == 5
    assert len(found.claims) == 5, "every date behind it, talks too"


def test_without_an_order_the_next_best_stage_begins_it(tmp_path: Path) -> None:
    assert event(tmp_path, at("talks", "2005"), at("announced", "2006-07")).start == JULY


def test_of_two_dates_of_a_stage_the_first_begins_and_the_last_ends_it(tmp_path: Path) -> None:
    found = event(
        tmp_path,
        at("ordered", "2006-07"),
        at("part_delivered", "2007", of="works"),
        at("part_delivered", "2009"),
    )
    assert (found.start, found.end) == (JULY, window("2009-01-01", "2009-12-31"))


def test_an_open_bound_stays_open(tmp_path: Path) -> None:
    found = event(tmp_path, at("delivered", "../2008-08"))
    assert found.start.first is None
    assert found.start.last == dt.date(2008, 8, 31)


def test_a_date_of_a_weak_source_gives_way(tmp_path: Path) -> None:
    weak, firm = at("ordered", "1999", source="d"), at("delivered", "2008")
    assert event(tmp_path / "both", weak, firm).start == window("2008-01-01", "2008-12-31")
    assert event(tmp_path / "alone", weak).start == window("1999-01-01", "1999-12-31")


def test_an_end_before_the_beginning_is_no_end(tmp_path: Path) -> None:
    found = event(tmp_path, at("ordered", "2010"), at("part_delivered", "2006"))
    assert (found.start, found.end) == (window("2010-01-01", "2010-12-31"),) * 2


def test_a_measure_goes_on_until_it_is_lifted(tmp_path: Path) -> None:
    said = (at("imposed", "2006-07", known="2006-07"), at("lifted", "2010-02", known="2010-03"))
    before = event(tmp_path / "before", *said, kind="sanction", sender="RUS", as_of="2010-03-30")
    after = event(tmp_path / "after", *said, kind="sanction", sender="RUS", as_of="2010-03-31")
    assert (before.start, before.end) == (JULY, None)
    assert after.end == window("2010-02-01", "2010-02-28")


def test_a_measure_that_is_not_lifted_after_all_goes_on(tmp_path: Path) -> None:
    said = (
        at("imposed", "2006-07"),
        at("lifted", "2010"),
        says("c", "2011", {"stage": "lifted", "modality": "denied"}),
    )
    assert event(tmp_path, *said, kind="sanction", sender="RUS").end is None


def test_a_visit_lasts_its_days_and_an_agreement_is_of_one(tmp_path: Path) -> None:
    visit = event(tmp_path / "visit", at("occurred", "2001-05-14/2001-05-16"), kind="political_event")
    assert (visit.start, visit.end) == (window("2001-05-14", "2001-05-14"), window("2001-05-16", "2001-05-16"))
    paper = event(tmp_path / "paper", at("signed", "2006-07"), at("in_force", "2009"), kind="agreement")
    assert (paper.start, paper.end) == (JULY, JULY)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([at("ordered", "2006"), at("ordered", "2007", source="c")], False),
        ([at("delivered", "2006", quantity=4), at("delivered", "2006", source="c", quantity=9)], False),
        ([at("ordered", "2006"), says("c", "2012", {"stage": "ordered", "modality": "denied"})], True),
        ([at("ordered", "2006"), says("d", "2012", {"stage": "ordered", "modality": "denied"})], False),
        ([at("talks", "2006"), says("c", "2012", {"stage": "talks", "modality": "denied"})], False),
    ],
    ids=["when", "how many", "whether", "a weak denial", "whether there were talks"],
)
def test_doubtful_is_what_may_not_have_happened(said: list[Item], expected: bool, tmp_path: Path) -> None:
    assert event(tmp_path, *said).is_disputed is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([at("talks", "2006")], True),
        ([at("announced", "2006")], True),
        ([at("ordered", "2006")], False),
        ([at("talks", "2006"), at("ordered", "2007", source="d")], True),
        ([at("talks", "2006"), says("c", "2012", {"stage": "ordered", "modality": "denied"})], True),
        ([at("talks", "2006"), says("c", "2012", {"stage": "ordered", "modality": "planned"})], True),
    ],
    ids=["talks", "announced", "ordered", "a weak order", "no order", "a plan"],
)
def test_only_talk_is_what_nobody_who_counts_saw_ordered(said: list[Item], expected: bool, tmp_path: Path) -> None:
    assert event(tmp_path, *said).is_only_talk is expected


def test_each_kind_has_its_lane_and_what_others_do_stands_with_the_responses(tmp_path: Path) -> None:
    signed, held = {"stage": "signed", "when": "2006"}, {"stage": "held", "when": "2006"}
    arrived = {"stage": "arrived", "when": "2006"}
    case = case_of(
        tmp_path,
        thing("agreement", "paper", says("b", "2006", signed)),
        thing("agreement", "of-others", says("b", "2006", signed), parties=["USA", "COL"], concerns=BEARING),
        thing("exercise", "drill", says("b", "2006", held)),
        thing("exercise", "drill-of-others", says("b", "2006", held), parties=["USA", "COL"], concerns=BEARING),
        thing("deployment", "ships", says("b", "2006", arrived), force="ships"),
        thing("deployment", "crews", says("b", "2006", arrived), force="contractors"),
        thing("observation", "prices", says("b", "2006", {"when": "2006", "count": "4 ships"}), series="x"),
        thing("readiness", "jets", says("b", "2006", {"when": "2006", "serviceable": 4}), equipment="jet"),
    )
    found = timeline(case)
    assert {lane: [one.thing.thing_id for one in one_lane] for lane, one_lane in found.items()} == {
        "agreements": ["paper"],
        "exercises": ["drill", "ships"],
        "presence": ["crews"],
        "responses": ["drill-of-others", "of-others"],
    }
    assert list(found) == [lane for lane in LANES if lane in found], "in the order of the page"


def test_a_lane_begins_with_what_may_have_been_first(tmp_path: Path) -> None:
    times = {"a": "2008", "b": "2006-07", "c": "2006", "d": "2006-01-02", "e": "../2009"}
    case = case_of(
        tmp_path, *(thing("transfer", name, at("ordered", when), equipment="jet") for name, when in times.items())
    )
    assert [one.thing.thing_id for one in timeline(case)["transfers"]] == ["e", "c", "d", "b", "a"]


def test_what_has_no_date_or_is_not_known_yet_is_not_there(tmp_path: Path) -> None:
    things = (
        thing("transfer", "undated", says("b", "2006", {"stage": "ordered"}), equipment="jet"),
        thing("transfer", "later", at("ordered", "2006", known="2009"), equipment="jet"),
    )
    assert timeline(case_of(tmp_path / "before", *things, as_of="2008")) == {}
    assert list(events(case_of(tmp_path / "after", *things))) == ["later"]
