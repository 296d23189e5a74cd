"""Fleets: what was delivered less what is lost, with both intervals; reports stand beside it and are not averaged."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import msgspec
import pytest

from bilateral.evidence.equipment import Equipment
from bilateral.evidence.records import Records
from bilateral.measures.fleets import Fleet, fleets, is_named
from bilateral.measures.ladder import ladder
from measures.making import Item, case_of, claims, says, span, thing

DELIVERED = says("b", "2009-01-10", {"stage": "delivered", "when": "2008-08", "quantity": 24})


def jets(*more: Item, **head: object) -> Item:
    return thing("transfer", "jets", DELIVERED, *more, equipment="jet", **head)


def crash(name: str, lost: object, *, source: str = "b", when: str = "2012-05-01", **head: object) -> Item:
    return thing(
        "incident",
        name,
        says(source, "2013", {"stage": "occurred", "when": when, "lost": lost}),
        equipment="jet",
        **head,
    )


def readiness(name: str, *reports: Item) -> Item:
    return thing("readiness", name, *reports, equipment="jet")


def fleet(place: Path, *things: Item) -> Fleet:
    (found,) = fleets(case_of(place, *things))
    return found


def test_delivered_less_lost(tmp_path: Path) -> None:
    found = fleet(
        tmp_path,
        jets(says("c", "2009-05", {"stage": "delivered", "when": "2008", "quantity": 22})),
        crash("first", 1),
        crash("second", "between 1 and 2", source="c"),
    )
    assert span(found.delivered) == (22, 24, 24)
    assert found.delivered.is_conflict
    assert span(found.lost) == (2, None, 3)
    assert span(found.surviving) == (19, None, 22)
    assert claims(found.surviving) == {"jets:n0", "jets:n1", "first:n0", "second:n0"}


def test_without_losses_all_are_left(tmp_path: Path) -> None:
    found = fleet(tmp_path, jets())
    assert found.lost is None
    assert span(found.surviving) == span(found.delivered) == (24, 24, 24)


def test_losses_that_only_weak_sources_report_do_not_count(tmp_path: Path) -> None:
    found = fleet(tmp_path, jets(), crash("first", 1), crash("rumour", 5, source="d"))
    assert [one.thing.thing_id for one in found.losses] == ["first"]
    assert span(found.surviving) == (23, 23, 23)


def test_losses_of_another_system_are_not_its_losses(tmp_path: Path) -> None:
    found = fleet(
        tmp_path,
        jets(),
        thing("incident", "other", says("b", "2013", {"stage": "occurred", "lost": 1}), equipment="copter"),
    )
    assert found.losses == ()


def test_ladder_and_fleet_count_the_same_losses_in_the_same_unit(tmp_path: Path) -> None:
    """Three missiles lost with an aircraft are no aircraft."""
    case = case_of(
        tmp_path,
        jets(),
        crash("first", 1),
        crash("arms", "3 missiles", when="2013-01"),
        thing(
            "incident",
            "both",
            says("b", "2014", {"stage": "occurred", "when": "2014", "lost": "2 engines"}),
            says("c", "2014", {"stage": "occurred", "when": "2014", "lost": 1}),
            equipment="jet",
        ),
    )
    (found,), (row,) = fleets(case), ladder(case)
    lost = next(one for one in row.rungs if one.stage == "lost")
    assert span(found.lost) == span(lost.quantity) == (2, 2, 2)
    assert claims(found.lost) == claims(lost.quantity) == {"first:n0", "both:n1"}


def test_deliveries_by_year_add_up_to_steps(tmp_path: Path) -> None:
    by_year = {"2006": 4, "2007": 12, "2008": 8}
    found = fleet(
        tmp_path,
        thing(
            "transfer",
            "jets",
            says("a", "2010", {"stage": "delivered", "when": "2008", "quantity": 24, "yearly": by_year}),
            equipment="jet",
        ),
    )
    assert [(one.day, one.count) for one in found.steps] == [
        (dt.date(2006, 12, 31), 4),
        (dt.date(2007, 12, 31), 16),
        (dt.date(2008, 12, 31), 24),
    ]
    assert len(found.steps[1].claims) == 2


def test_steps_only_rise(tmp_path: Path) -> None:
    found = fleet(
        tmp_path,
        jets(
            says("b", "2007", {"stage": "part_delivered", "when": "2006-12", "quantity": 10}),
            says("c", "2007", {"stage": "part_delivered", "when": "2007-03", "quantity": 8}),
        ),
    )
    assert [one.count for one in found.steps] == [10, 24]


def test_steps_rest_on_claims_that_count(tmp_path: Path) -> None:
    """A rumour of sixty aircraft is no step, though nobody else speaks of that month."""
    found = fleet(tmp_path, jets(says("d", "2007-06", {"stage": "part_delivered", "when": "2007-05", "quantity": 60})))
    assert [one.count for one in found.steps] == [24]


def test_steps_count_one_unit(tmp_path: Path) -> None:
    found = fleet(
        tmp_path,
        jets(says("a", "2010", {"stage": "delivered", "yearly": {"2006": "100 missiles", "2007": 12}})),
    )
    assert [(one.day.year, one.count) for one in found.steps] == [(2007, 12), (2008, 24)]


def test_reports_stand_by_time_and_are_not_averaged(tmp_path: Path) -> None:
    found = fleet(
        tmp_path,
        jets(),
        readiness(
            "state",
            says("b", "2021-03", {"when": "2021-02", "serviceable": 12, "held": 21}),
            says("d", "2019-03", {"when": "2019-02", "serviceable": "about 5"}),
            says("c", "2020", {"when": "2020", "condition": "spares hard to obtain"}),
            says("c", "2018", {"when": "2022", "serviceable": 20, "modality": "planned"}),
        ),
    )
    said = [(one.what, one.when, one.value.best if one.value else one.text) for one in found.reports]
    assert said == [
        ("serviceable", "2019-02", 5),
        ("condition", "2020", "spares hard to obtain"),
        ("held", "2021-02", 21),
        ("serviceable", "2021-02", 12),
    ]
    assert span(found.surviving) == (24, 24, 24), "holdings are not readiness"


def test_one_text_entered_under_two_records_is_one_report(tmp_path: Path) -> None:
    text: Item = {"at": "https://paper.example/1"}
    report = {"when": "2021-02", "serviceable": 12}
    found = fleet(
        tmp_path,
        jets(),
        readiness("state", says("b", "2021-03", report, **text)),
        readiness("again", says("b", "2021-03", report, **text)),
    )
    assert len(found.reports) == 1


def test_losses_in_another_unit_are_kept_and_nothing_is_taken_away(tmp_path: Path) -> None:
    found = fleet(tmp_path, jets(), crash("first", 1), crash("arms", "at least 2 missiles", when="2013-01"))
    assert span(found.lost) == (1, 1, 1)
    assert [(one.unit, span(one), claims(one)) for one in found.lost_apart] == [("missiles", (2, None, 2), {"arms:n0"})]
    assert [one.lost.unit for one in found.losses] == ["aircraft", "missiles"]
    assert found.surviving is None


def test_an_incident_told_in_both_units_is_one_loss(tmp_path: Path) -> None:
    both = thing(
        "incident",
        "both",
        says("b", "2014", {"stage": "occurred", "when": "2014", "lost": "2 engines"}),
        says("c", "2014", {"stage": "occurred", "when": "2014", "lost": 1}),
        equipment="jet",
    )
    found = fleet(tmp_path, jets(), both, crash("none", "0 missiles"))
    assert found.lost_apart == ()
    assert span(found.surviving) == (23, 23, 23)


def last(place: Path, *things: Item) -> tuple[str, str, bool, tuple[str, ...]] | None:
    """The report of the jets that stands for them: source, words, whether it is weak, what it is said of."""
    found = {one.thing.thing_id: one for one in fleets(case_of(place, jets(), *things))}["jets"].last_report
    if found is None:
        return None
    return found.report.claim.source_id, found.report.claim.words, found.is_weak, found.together


def test_the_newest_report_that_counts_stands_for_a_fleet(tmp_path: Path) -> None:
    said = (
        says("c", "2019", {"when": "2019", "serviceable": 10}),
        says("b", "2021", {"when": "2020", "condition": "spares hard to obtain"}),
        says("a", "2024", {"when": "2024", "held": 21}),
        says("e", "2025", {"when": "2025", "serviceable": 0}),
    )
    assert last(tmp_path / "all", readiness("state", *said)) == ("b", "spares hard to obtain", False, ())
    assert last(tmp_path / "weak", readiness("state", *said[2:])) == ("e", "0", True, ())
    assert last(tmp_path / "held", readiness("state", said[2])) is None, "what is held is not said to be usable"


def test_of_one_day_a_number_stands_before_words(tmp_path: Path) -> None:
    both = {"when": "2020", "serviceable": 10, "condition": "some grounded"}
    assert last(tmp_path, readiness("state", says("b", "2021", both))) == ("b", "10", False, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no spares", ("b", "no spares", False, ("Jet", "Copter"))),
        ("Jet without spares", ("b", "Jet without spares", False, ())),
        ("Copter out of use", None),
        ("Jet grounded, Copter out of use", ("b", "Jet grounded, Copter out of use", False, ())),
    ],
)
def test_words_on_several_types_say_which_or_are_said_to_be_on_all(text: str, found: object, tmp_path: Path) -> None:
    shared = thing(
        "readiness", "state", says("b", "2021", {"when": "2020", "condition": text}), equipment=["jet", "copter"]
    )
    assert last(tmp_path, shared) == found


def test_a_designation_is_known_by_how_it_begins() -> None:
    """S-300 names S-300VM; a word of another type, or one too short to tell, names neither."""
    card = msgspec.convert(
        {"equipment_id": "s-300vm", "name": "S-300VM", "role": "", "group": "", "unit": ""}, Equipment
    )
    records = cast("Records", SimpleNamespace(equipment={"s-300vm": card}))
    said = {"S-300 out of use": True, "the S300, in store": True, "Buk-M2E without radar": False, "S- 3 out": False}
    assert {text: is_named(records, "s-300vm", text) for text in said} == said


def x(*citations: Item, **head: object) -> Item:
    return thing("transfer", "x", *citations, **{"equipment": "jet", **head})


ARRIVED: Item = {"stage": "delivered", "quantity": 24}
NO_FLEET: dict[str, Item] = {
    "only ordered": x(says("b", "2006", {"stage": "ordered", "quantity": 24})),
    "only by a weak source": x(says("d", "2006", ARRIVED)),
    "only planned": x(says("b", "2006", {**ARRIVED, "modality": "planned"})),
    "contested": x(says("b", "2006", ARRIVED), says("c", "2007", {"stage": "delivered", "modality": "denied"})),
    "not counted one by one": x(says("b", "2006", ARRIVED), equipment="rifle"),
    "not arms": x(says("b", "2006", ARRIVED), nature="spares"),
    "in another unit": x(says("b", "2006", {"stage": "delivered", "quantity": "2 squadrons"})),
}


@pytest.mark.parametrize("name", NO_FLEET)
def test_what_is_no_fleet(name: str, tmp_path: Path) -> None:
    assert fleets(case_of(tmp_path, NO_FLEET[name])) == []


def test_losses_go_to_the_transfer_most_written_about(tmp_path: Path) -> None:
    second = thing(
        "transfer",
        "later-jets",
        says("b", "2015", {"stage": "delivered", "when": "2015", "quantity": 6}),
        says("c", "2015", {"stage": "ordered", "when": "2014"}),
        says("c2", "2015", {"stage": "ordered", "when": "2014"}),
        says("a", "2015", {"stage": "ordered", "when": "2014"}),
        equipment="jet",
    )
    found = {one.thing.thing_id: one for one in fleets(case_of(tmp_path, jets(), second, crash("first", 1)))}
    assert span(found["later-jets"].surviving) == (5, 5, 5)
    assert span(found["jets"].surviving) == (24, 24, 24)


def test_weak_claims_do_not_choose_between_counts(tmp_path: Path) -> None:
    """A number said of one party stands in a cell of its own; the count that more sources who count give is shown."""
    found = fleet(
        tmp_path,
        thing(
            "transfer",
            "jets",
            says("b", "2009", {"stage": "delivered", "quantity": 24}),
            says("c", "2009", {"stage": "delivered", "quantity": 24}),
            says("c2", "2009", {"stage": "delivered", "quantity": 3, "of": "works"}),
            says("d", "2009", {"stage": "delivered", "quantity": 3, "of": "works"}),
            says("e", "2009", {"stage": "delivered", "quantity": 3, "of": "works"}),
            equipment="jet",
        ),
    )
    assert found.delivered.best == 24
