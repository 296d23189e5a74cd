"""Strands: which things touch which year, and each thing as a row: its stages in order, its numbers, its words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.measures.case import Case
from bilateral.measures.strands import STRANDS, Entry, by_day, entries, strand_years
from measures.making import Item, case_of, claims, says, span, thing


def deal(name: str, *asserts: Item, source: str = "b", known: str = "2012", **head: object) -> Item:
    return thing("transfer", name, says(source, known, *asserts), equipment="jet", **head)


def counts(case: Case, strand: str, first: int = 2000, last: int = 2012) -> dict[int, int]:
    return {one.year: one.count for one in strand_years(case, first, last)[strand] if one.count}


def under_way(case: Case, strand: str, first: int = 2000, last: int = 2012) -> list[int]:
    return [one.year for one in strand_years(case, first, last)[strand] if one.is_under_way]


def one_entry(case: Case, kind: str) -> Entry:
    (found,) = entries(case, kind)
    return found


def test_a_year_counts_the_things_whose_claims_speak_of_it(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        deal("a", {"stage": "ordered", "when": "2006-07", "quantity": 24}),
        deal("b", {"stage": "ordered", "when": "2006"}, {"stage": "delivered", "when": "2007-12/2008-02"}),
        deal("c", {"stage": "delivered", "when": "2008-05"}, source="d"),
    )
    assert counts(case, "transfer") == {2006: 2, 2007: 1, 2008: 2}
    in_2008 = next(one for one in strand_years(case, 2000, 2012)["transfer"] if one.year == 2008)
    assert in_2008.things == ("b", "c")
    assert {one.partition("/")[0] for one in in_2008.claims} == {"b:n0", "c:n0"}
    assert all("ordered" not in one for one in in_2008.claims), "the order was in 2006"


@pytest.mark.parametrize(
    "said",
    [
        {"stage": "delivered", "when": "2008", "modality": "planned"},
        {"stage": "delivered", "when": "2008", "modality": "speculated"},
        {"stage": "delivered", "modality": "denied", "when": "2008"},
        {"stage": "ordered"},
    ],
)
def test_what_was_not_said_to_have_been_counts_for_no_year(said: Item, tmp_path: Path) -> None:
    case = case_of(tmp_path, deal("a", said))
    assert counts(case, "transfer") == {}
    assert under_way(case, "transfer") == []


def test_two_years_in_one_claim_are_under_way_and_no_event_of_each(tmp_path: Path) -> None:
    """Fewer than 730 days: something happened then. 730 or more: it went on."""
    short = case_of(tmp_path / "short", deal("a", {"stage": "part_delivered", "when": "2006-02-01/2008-01-31"}))
    assert (counts(short, "transfer"), under_way(short, "transfer")) == ({2006: 1, 2007: 1, 2008: 1}, [])
    whole = case_of(tmp_path / "whole", deal("a", {"stage": "part_delivered", "when": "2006-02-01/2008-02-01"}))
    assert (counts(whole, "transfer"), under_way(whole, "transfer")) == ({}, [2006, 2007, 2008])


def test_a_year_with_an_event_of_the_same_thing_is_not_also_under_way(tmp_path: Path) -> None:
    lessons = thing(
        "training",
        "lessons",
        says("b", "2012", {"stage": "under_way", "when": "2006/2009"}),
        says("c", "2012", {"stage": "under_way", "when": "2007", "trainees": "9 persons"}),
    )
    case = case_of(tmp_path, lessons)
    assert counts(case, "training") == {2007: 1}
    assert under_way(case, "training") == [2006, 2008, 2009]


def test_years_outside_those_asked_for_are_cut_off(tmp_path: Path) -> None:
    case = case_of(tmp_path, deal("a", {"stage": "part_delivered", "when": "2006-11/2007-02"}))
    assert counts(case, "transfer", 2007, 2012) == {2007: 1}
    assert [one.year for one in strand_years(case, 2007, 2009)["transfer"]] == [2007, 2008, 2009]
    assert counts(case, "transfer", 2010, 2012) == {}


def call(name: str, force: str) -> Item:
    return thing("deployment", name, says("b", "2009", {"stage": "arrived", "when": "2008"}), force=force)


def test_deployments_are_visits_or_presence_by_their_force(tmp_path: Path) -> None:
    forces = ("ships", "aircraft", "personnel", "contractors", "installation", "mixed")
    case = case_of(tmp_path, *(call(f"some-{one}", one) for one in forces))
    by_strand = strand_years(case, 2008, 2008)
    assert by_strand["visit"][0].things == ("some-aircraft", "some-ships")
    assert by_strand["presence"][0].things == (
        "some-contractors", "some-installation", "some-mixed", "some-personnel",
    )  # fmt: skip
    assert [one.thing.thing_id for one in entries(case, "deployment", force=("ships",))] == ["some-ships"]
    assert sum(years[0].count for years in by_strand.values()) == len(forces), "each in one strand"


def test_a_matter_told_again_counts_once(tmp_path: Path) -> None:
    said = {"stage": "signed", "when": "2001-05"}
    case = case_of(
        tmp_path,
        thing("agreement", "paper", says("b", "2001", said)),
        thing("agreement", "again", says("c", "2001", said), retells="paper"),
    )
    assert counts(case, "agreement") == {2001: 1}
    assert [one.thing.thing_id for one in entries(case, "agreement")] == ["paper"]


def test_what_became_known_later_is_in_no_year(tmp_path: Path) -> None:
    things = (
        deal("a", {"stage": "ordered", "when": "2006"}, known="2006-08"),
        deal("b", {"stage": "ordered", "when": "2006"}, known="2011-08"),
    )
    before, after = (case_of(tmp_path / day, *things, as_of=day) for day in ("2011-07-31", "2011-08-31"))
    assert counts(before, "transfer") == {2006: 1}
    assert counts(after, "transfer") == {2006: 2}
    assert [one.thing.thing_id for one in entries(before, "transfer")] == ["a"]


def test_rows_stand_by_their_first_day_and_undated_ones_last(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        deal("undated", {"stage": "ordered"}),
        deal("late", {"stage": "ordered", "when": "2009"}),
        deal("early", {"stage": "delivered", "when": "2008"}, {"stage": "ordered", "when": "2005-03"}),
        deal("also-undated", {"stage": "ordered"}),
    )
    found = entries(case, "transfer")
    assert [(one.thing.thing_id, one.first_day) for one in found] == [
        ("early", dt.date(2005, 3, 1)),
        ("late", dt.date(2009, 1, 1)),
        ("also-undated", None),
        ("undated", None),
    ]
    found.reverse()
    found.sort(key=by_day)
    assert [one.thing.thing_id for one in found] == ["early", "late", "also-undated", "undated"]


def test_a_date_that_only_a_weak_source_gives_opens_no_row_that_has_a_better_one(tmp_path: Path) -> None:
    firm = says("b", "2009", {"stage": "delivered", "when": "2008"})
    weak = says("d", "2009", {"stage": "ordered", "when": "1999"})
    both = case_of(tmp_path / "both", thing("transfer", "x", firm, weak, equipment="jet"))
    assert one_entry(both, "transfer").first_day == dt.date(2008, 1, 1)
    alone = case_of(tmp_path / "alone", thing("transfer", "x", weak, equipment="jet"))
    assert one_entry(alone, "transfer").first_day == dt.date(1999, 1, 1)
    assert (one_entry(both, "transfer").letter, one_entry(alone, "transfer").letter) == ("B", "D")


def test_moments_are_reached_denied_or_disputed(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        thing(
            "deployment",
            "crews",
            says("b", "2008", {"stage": "talks", "when": "2007"}),
            says("b", "2009", {"stage": "arrived", "when": "2008-06"}),
            says("c", "2009", {"stage": "arrived", "modality": "denied"}),
            says("c2", "2010", {"stage": "present", "modality": "denied"}),
            says("c2", "2010", {"stage": "left", "when": "2020", "modality": "planned"}),
            force="personnel",
        ),
    )
    found = one_entry(case, "deployment")
    assert [(one.stage, one.when, one.state) for one in found.moments] == [
        ("talks", "2007", "reached"),
        ("arrived", "2008-06", "disputed"),
        ("present", "", "denied"),
    ]
    assert found.is_disputed
    arrived = {one.partition("/")[0] for one in found.moments[1].claims}
    assert arrived == {"crews:n1", "crews:n2"}, "both sides are behind it"


def test_a_date_said_of_one_party_is_no_date_of_another(tmp_path: Path) -> None:
    drill = thing(
        "exercise",
        "drill",
        says("b", "2010", {"stage": "held", "when": "2008"}),
        says("c", "2010", {"stage": "held", "when": "2009", "of": "RUS"}),
        says("c2", "2010", {"stage": "held", "of": "VEN"}),
    )
    moments = one_entry(case_of(tmp_path, drill), "exercise").moments
    assert [(one.when, {claim.partition("/")[0] for claim in one.claims}) for one in moments] == [
        ("2008", {"drill:n0"}),
        ("2009", {"drill:n1"}),
        ("", {"drill:n2"}),
    ]


def test_of_what_nobody_asserts_the_plan_is_shown(tmp_path: Path) -> None:
    plan = {"stage": "announced", "when": "2008-11", "modality": "planned"}
    found = one_entry(case_of(tmp_path, thing("exercise", "drill", says("b", "2008", plan))), "exercise")
    assert [(one.stage, one.when, one.state) for one in found.moments] == [("announced", "2008-11", "planned")]
    assert found.first_day == dt.date(2008, 11, 1), "it has its place among the rows"


def test_amounts_keep_what_when_and_of_whom(tmp_path: Path) -> None:
    held: Item = {"stage": "held", "when": "2008-12", "ships": 4, "personnel": "about 1600"}
    drill = thing(
        "exercise",
        "drill",
        says("b", "2009", held),
        says("c", "2009", {**held, "ships": 6, "personnel": "1600"}),
        says("c2", "2009", {"stage": "held", "ships": 3, "of": "RUS"}),
        says("d", "2009", {"stage": "held", "ships": 40}),
    )
    found = one_entry(case_of(tmp_path, drill), "exercise")
    amounts = {(one.what, one.actor): one for one in found.amounts}
    assert amounts.keys() == {("ships", ""), ("ships", "RUS"), ("personnel", "")}
    assert span(amounts["ships", ""].value) == (4, 4, 6), "the better digit leads; grade D does not count"
    assert claims(amounts["ships", ""].value) == {"drill:n0", "drill:n1", "drill:n3"}
    assert span(amounts["ships", "RUS"].value) == (3, 3, 3)
    assert (amounts["ships", ""].stage, amounts["ships", ""].when) == ("held", "2008-12")
    assert not amounts["personnel", ""].value.is_conflict


def test_a_text_that_two_sources_give_is_one_note_of_both(tmp_path: Path) -> None:
    at: Item = {"stage": "signed", "when": "2001"}
    paper = thing(
        "agreement",
        "paper",
        says("b", "2001", {**at, "place": "Moscow"}),
        says("c", "2001", {**at, "place": "Moscow", "content": "arms"}),
        says("c2", "2001", {**at, "place": "Caracas"}),
    )
    found = one_entry(case_of(tmp_path, paper), "agreement")
    notes = {(one.what, one.text): {claim.partition("/")[0] for claim in one.claims} for one in found.notes}
    assert notes == {
        ("place", "Moscow"): {"paper:n0", "paper:n1"},
        ("place", "Caracas"): {"paper:n2"},
        ("content", "arms"): {"paper:n1"},
    }


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case_of(
        tmp_path_factory.mktemp("several"),
        deal("a", {"stage": "ordered", "when": "2006"}, {"stage": "delivered", "when": "2008/2009"}),
        deal("b", {"stage": "talks", "when": "2003/2011"}),
        call("ships", "ships"),
    )


@given(st.integers(1995, 2020), st.integers(0, 20))
def test_a_window_shows_what_a_wider_one_shows(several: Case, first: int, more: int) -> None:
    wide = {strand: {one.year: one for one in years} for strand, years in strand_years(several, 1990, 2045).items()}
    narrow = strand_years(several, first, first + more)
    assert narrow.keys() == STRANDS.keys()
    for strand, years in narrow.items():
        assert years == [wide[strand][year] for year in range(first, first + more + 1)]
        assert all(one.count == len(one.things) and bool(one.count) == bool(one.claims) for one in years)
