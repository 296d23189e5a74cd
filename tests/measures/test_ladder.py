"""The ladder: how far each system got, in what number; stages are never added up."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral.measures.ladder import RUNGS, LadderRow, ladder
from measures.making import Item, case_of, claims, says, span, thing


def row(place: Path, *citations: Item, kind: str = "transfer", **head: object) -> LadderRow:
    equipped = {"equipment": "jet"} if kind == "transfer" else {}
    (found,) = ladder(case_of(place, thing(kind, "x", *citations, **{**equipped, **head})))
    return found


ARRIVED: Item = {"stage": "delivered", "when": "2008"}


def states(found: LadderRow) -> dict[str, str]:
    return {one.stage: one.state for one in found.rungs}


def test_rungs_below_the_furthest_are_implied(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        says("b", "2006-08", {"stage": "ordered", "when": "2006-07", "quantity": 24}),
        says("c", "2009", {"stage": "delivered", "when": "2008", "quantity": 22}),
    )
    assert states(found) == {
        "talks": "implied", "announced": "implied", "ordered": "reached", "part_delivered": "implied",
        "delivered": "reached", "in_service": "none", "lost": "none",
    }  # fmt: skip
    assert tuple(states(found)) == RUNGS
    assert found.furthest == "delivered"
    by_stage = {one.stage: one for one in found.rungs}
    assert (by_stage["ordered"].when, by_stage["delivered"].when) == ("2006-07", "2008")
    assert span(by_stage["ordered"].quantity) == (24, 24, 24)


def test_the_number_is_that_of_the_furthest_stage_and_no_sum(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        says("b", "2006-08", {"stage": "ordered", "quantity": 24}),
        says("c", "2009", {"stage": "delivered", "quantity": 22}),
        says("c2", "2009", {"stage": "part_delivered", "when": "2007", "quantity": 10}),
    )
    assert (span(found.quantity), found.quantity_stage) == ((22, 22, 22), "delivered")
    assert claims(found.quantity) == {"x:n1"}


def test_what_only_weak_sources_say_is_weak(tmp_path: Path) -> None:
    found = row(tmp_path, says("d", "2008", {"stage": "delivered", "quantity": 24}))
    assert states(found)["delivered"] == "weak"
    assert (found.furthest, found.quantity) == (None, None)


def test_denied_is_not_disputed(tmp_path: Path) -> None:
    found = row(tmp_path, says("b", "2008", {"stage": "ordered", "modality": "denied"}))
    assert states(found)["ordered"] == "denied"
    assert not found.is_disputed
    assert found.furthest is None


def test_yes_and_no_make_a_dispute(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        says("b", "2006-12", {"stage": "ordered", "when": "2006", "quantity": 12}),
        says("c", "2008", {"stage": "ordered", "modality": "denied"}),
    )
    rung = next(one for one in found.rungs if one.stage == "ordered")
    assert (rung.state, rung.when) == ("disputed", "2006"), "in dispute since the first who said that it was"
    assert found.is_disputed
    assert found.furthest is None
    assert (span(found.quantity), found.quantity_stage) == ((12, 12, 12), "ordered"), "there is no other number"


def test_a_weak_denial_disputes_nothing(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        says("b", "2006-12", {"stage": "ordered", "when": "2006"}),
        says("d", "2008", {"stage": "ordered", "modality": "denied"}),
    )
    assert states(found)["ordered"] == "reached"


def test_what_is_planned_reaches_nothing(tmp_path: Path) -> None:
    found = row(tmp_path, says("b", "2006-12", {"stage": "delivered", "when": "2008", "modality": "planned"}))
    assert set(states(found).values()) == {"none"}
    assert found.letter == ""


def test_none_found_is_a_no(tmp_path: Path) -> None:
    found = row(tmp_path, says("b", "2006-12", {"stage": "delivered", "quantity": "none"}))
    assert states(found)["delivered"] == "denied"
    assert found.quantity is None


@pytest.mark.parametrize(("source", "is_cancelled"), [("b", True), ("c", True), ("d", False)])
def test_cancelled_stands_beside_the_ladder_if_somebody_who_counts_says_so(
    source: str, is_cancelled: bool, tmp_path: Path
) -> None:
    found = row(
        tmp_path,
        says("b", "2006-12", {"stage": "ordered", "when": "2006"}),
        says(source, "2009", {"stage": "cancelled", "when": "2009"}),
    )
    assert found.is_cancelled == is_cancelled
    assert found.furthest == "ordered"


def test_a_stage_that_recurs_shows_its_first_or_last_time(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        says("b", "2007", {"stage": "part_delivered", "when": "2006", "quantity": 4}),
        says("b2", "2008", {"stage": "part_delivered", "when": "2007", "quantity": 16}),
        says("b", "2012", {"stage": "in_service", "when": "2012", "quantity": 23}),
        says("c", "2015", {"stage": "in_service", "when": "2015", "quantity": 21}),
    )
    by_stage = {one.stage: one for one in found.rungs}
    assert (by_stage["part_delivered"].when, span(by_stage["part_delivered"].quantity)) == ("2006", (4, 4, 4))
    assert (by_stage["in_service"].when, span(by_stage["in_service"].quantity)) == ("2015", (21, 21, 21))
    assert (span(found.quantity), found.quantity_stage) == ((16, 16, 16), "part_delivered"), "the latest count so far"


def test_losses_come_from_incidents_each_once(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        thing(
            "transfer", "x", says("b", "2009", {"stage": "delivered", "when": "2008", "quantity": 24}), equipment="jet"
        ),
        thing(
            "incident",
            "crash",
            says("b", "2012-02", {"when": "2012-01-05", "lost": 1}),
            says("c", "2012-03", {"when": "2012-01", "lost": 1}),
            equipment="jet",
        ),
        thing("incident", "second", says("b", "2015-10", {"when": "2015-09-17", "lost": 1}), equipment="jet"),
    )
    (found,) = ladder(case)
    lost = next(one for one in found.rungs if one.stage == "lost")
    assert (lost.state, lost.when, span(lost.quantity)) == ("reached", "2015-09-17", (2, 2, 2))
    assert found.furthest == "lost"
    assert (span(found.quantity), found.quantity_stage) == ((24, 24, 24), "delivered"), "what is lost was delivered"


def test_losses_in_another_unit_are_shown_where_there_are_no_others(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        thing(
            "transfer", "x", says("b", "2009", {"stage": "delivered", "when": "2008", "quantity": 3}), equipment="sam"
        ),
        thing("incident", "raid", says("c", "2026-02", {"when": "2026-01", "lost": "2 vehicles"}), equipment="sam"),
    )
    (found,) = ladder(case)
    lost = next(one for one in found.rungs if one.stage == "lost")
    assert lost.quantity is not None
    assert (lost.quantity.best, lost.quantity.unit) == (2, "vehicles")


def test_the_usual_unit_is_shown_where_there_are_several(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        says("b", "2006", {"stage": "ordered", "when": "2006", "quantity": "2 squadrons"}),
        says("b2", "2006", {"stage": "ordered", "when": "2006", "quantity": "2 squadrons"}),
        says("c", "2006", {"stage": "ordered", "when": "2006", "quantity": 24}),
    )
    assert found.quantity is not None
    assert (found.quantity.best, found.quantity.unit) == (24, "aircraft")


def test_plants_climb_a_ladder_of_their_own(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        says("b", "2006", {"stage": "agreed", "when": "2006-07"}),
        says("b", "2013", {"stage": "part_operational", "when": "2013"}),
        kind="technology_transfer",
    )
    assert states(found) == {
        "talks": "implied", "agreed": "reached", "under_construction": "implied", "part_operational": "reached",
        "operational": "none",
    }  # fmt: skip
    assert (found.group, found.furthest) == ("plants and services", "part_operational")


def test_rows_stand_by_group_then_by_how_much_is_said(tmp_path: Path) -> None:
    one = {"stage": "ordered", "when": "2006"}
    case = case_of(
        tmp_path,
        thing("transfer", "r", says("b", "2006", one), equipment="rifle"),
        thing("transfer", "s", says("b", "2006", one), equipment="sam"),
        thing("transfer", "j", says("b", "2006", one), equipment="jet", label="Quiet jet"),
        thing("transfer", "k", says("b", "2006", one), says("c", "2006", one), equipment="jet", label="Spoken of"),
        thing("transfer", "c", says("b", "2006", one), equipment="copter"),
    )
    assert [found.name for found in ladder(case)] == ["Spoken of", "Quiet jet", "Copter", "Sam", "Rifle"]


def test_a_judgement_ends_a_dispute(tmp_path: Path) -> None:
    system = thing(
        "transfer",
        "x",
        says("b", "2006-12", {"stage": "ordered", "when": "2006", "quantity": 12}),
        says("c", "2008", {"stage": "ordered", "modality": "denied"}),
        equipment="jet",
    )
    ruling = {
        "so": {
            "thing": "x", "about": "ordered.reached", "prefers": "x:n1/ordered.reached", "reason": "it knows more",
            "author": "A. Tester", "made": "2010-01-15",
        }
    }  # fmt: skip
    (before,) = ladder(case_of(tmp_path / "before", system, judgements=ruling, as_of="2009"))
    (after,) = ladder(case_of(tmp_path / "after", system, judgements=ruling))
    assert (states(before)["ordered"], states(after)["ordered"]) == ("disputed", "denied")
