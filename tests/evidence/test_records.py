"""Records at hand: what was known of the small register on different days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from bilateral.evidence.dates import When
from bilateral.evidence.records import Records
from bilateral.study import Study, open_study
from registers import Desk

TODAY = dt.date(2026, 6, 30)
At = Callable[[str], Records]


@pytest.fixture(scope="module")
def study(small_base: Desk) -> Iterator[Study]:
    with open_study(small_base.folder, cache=small_base.cache, today=TODAY) as opened:
        yield opened


@pytest.fixture
def at(study: Study) -> At:
    return study.evidence


def test_only_what_was_known_is_there(at: At) -> None:
    assert set(at("2001-05-14").things) == set()
    assert set(at("2001-05").things) == {"rus-ven-protocol"}
    assert set(at("2006-12").things) == {"rus-ven-protocol", "rus-ven-su-30mk2", "rus-ven-tor-m1"}
    day = dt.date(2008, 9, 15)
    records = at("2008-09-15")
    assert records.as_of == day
    assert records.said and all(one.known <= day for one in records.said.values())
    assert {one.citation_id for one in records.said.values()} == set(records.citations)
    assert all(citation.known <= day for citation in records.citations.values())


@pytest.mark.parametrize("day", ["2001-05", "2006-12", "2008-09-15", "2010-01-15", "2026-06-30"])
def test_every_claim_stands_behind_one_record_or_none(at: At, day: str) -> None:
    records = at(day)
    behind = Counter(claim_id for cell in records.cells for claim_id in cell.ids)
    assert set(behind.values()) <= {1}
    alone = set(records.said) - set(behind)
    assert all(records.said[one].role == "not_asserted" for one in alone)
    for cell in records.cells:
        assert cell.lead in cell.ids
        assert cell.claims == len(cell.said)
        assert sum(one.role == "leads" for one in cell.said) == 1
        assert {one.thing_id for one in cell.said} == {cell.thing_id}
        assert cell.counting == len({one.origin for one in cell.said if one.counts and one.letter in "ABC"})
        assert cell.grade == f"{cell.letter}{cell.digit}"
        assert cell.value == cell.best
        assert cell.moment() == (When.parse(cell.when) if cell.when else None)
    for thing in records.things.values():
        assert (
            records.of(thing)
            == records.of(thing.thing_id)
            == [c for c in records.cells if c.thing_id == thing.thing_id]
        )
        assert {one.claim_id for one in records.said_of(thing)} == {
            one.claim_id for one in records.said.values() if one.thing_id == thing.thing_id
        }


def test_finding_by_stage_and_property(at: At) -> None:
    records = at("2026-06-30")
    quantities = records.find("rus-ven-su-30mk2", property="quantity")
    assert [cell.stage for cell in quantities] == ["delivered", "ordered"]
    assert len(records.find("rus-ven-su-30mk2", stage="ordered")) == 4
    assert records.find("nothing-of-this-name") == []
    assert records.of("nothing-of-this-name") == records.said_of("nothing-of-this-name") == []


def test_who_is_party_and_whom_it_bears_on(at: At) -> None:
    records = at("2026-06-30")
    assert "ven-oil" not in {one.thing_id for one in records.between("RUS", "VEN")}
    assert records.between("RUS", "VEN") == records.between("VEN", "RUS")
    for pair in (("COL", "USA"), ("USA", "COL")):
        assert [one.thing_id for one in records.bearing_on(*pair)] == ["rus-ven-protocol"]
    assert records.bearing_on("RUS", "VEN") == []
    assert [one.thing_id for one in records.of_kind("readiness", "credit")] == ["rus-ven-credit", "ven-su-30mk2"]
    assert records.of_kind("credit", among=records.between("RUS", "VEN"))[0].thing_id == "rus-ven-credit"


def test_whether_a_stage_was_reached(at: At) -> None:
    """Ordered in 2006, denied in 2008, judged in 2010; delivered was at first only planned."""
    assert at("2006-12").is_reached("rus-ven-tor-m1", "ordered") is True
    assert at("2008-07").is_reached("rus-ven-tor-m1", "ordered") is None
    assert at("2008-07").is_contested("rus-ven-tor-m1", "ordered")
    assert at("2010-01-14").is_reached("rus-ven-tor-m1", "ordered") is None
    assert at("2010-01-15").is_reached("rus-ven-tor-m1", "ordered") is False
    assert not at("2010-01-15").is_contested("rus-ven-tor-m1", "ordered")
    assert at("2007-06").is_reached("rus-ven-su-30mk2", "delivered") is None
    assert at("2008-09").is_reached("rus-ven-su-30mk2", "delivered") is True


def test_a_disagreement_shows_once_all_its_sides_are_known(at: At) -> None:
    assert [len(at(day).disagreements) for day in ("2006-12", "2008-07-04", "2008-07-05")] == [0, 0, 1]
    late = at("2026-06-30")
    assert late.is_disputed(late.things["rus-ven-tor-m1"])
    assert late.is_disputed(late.things["rus-ven-su-30mk2"])
    assert not late.is_disputed(late.things["rus-on-bases"])


def test_an_editors_look_back_waits_until_all_is_known(at: At) -> None:
    for day, is_visible in (("2006-12", False), ("2010-02", False), ("2010-03-01", True)):
        records = at(day)
        assert records.notes_are_visible(records.things["rus-ven-su-30mk2"]) is is_visible
    records = at("2026-06-30")
    assert not records.notes_are_visible(records.things["rus-on-bases"]), "it has no note"


def test_a_relay_stands_behind_its_origin_and_weak_claims_beside(at: At) -> None:
    (cell,) = at("2006-12").find("rus-ven-su-30mk2", stage="ordered", property="quantity")
    roles = {one.source_id: one.role for one in cell.said}
    assert roles == {"agency": "repeats", "relay": "leads", "daily": "counts", "tabloid": "weak"}
    assert (cell.origins, cell.counting, cell.claims) == (3, 2, 4)
    assert (cell.interval_low, cell.interval_high, cell.is_conflict) == (24, 30, True)


def test_planned_deliveries_make_no_record(at: At) -> None:
    records = at("2007-06")
    assert records.find("rus-ven-su-30mk2", stage="delivered") == []
    planned = [one for one in records.said_of("rus-ven-su-30mk2") if one.stage == "delivered"]
    assert {one.role for one in planned} == {"not_asserted"}


def test_a_correction_is_named_and_the_record_follows_it(at: At) -> None:
    (cell,) = at("2026-06-30").find("rus-ven-credit", property="value")
    assert {one.source_id: (one.best, one.correction_id) for one in cell.said} == {
        "agency": (2.2e9, None),
        "daily": (2.2e9, "daily-misprint"),
    }
    assert not cell.is_conflict
