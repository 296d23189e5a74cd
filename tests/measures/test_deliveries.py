"""Yearly deliveries and suppliers' shares: a value a year or the reason why there is none; parts of a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral.measures.coverage import coverage
from bilateral.measures.deliveries import concentration, delivered_items, supplier_shares, tiv_series
from measures.making import Item, case_of, claims, says, span, thing

ARMS = thing("transfer", "jets", says("b", "2006", {"stage": "ordered", "when": "2006"}), equipment="jet")


def series(name: str, *citations: Item, **head: object) -> Item:
    return thing("observation", f"series-{name}", *citations, series=name, **head)


def yearly(source: str, known: str, **years: object) -> Item:
    """`y2006=4`: four million TIV in 2006."""
    asserts = [{"when": year[1:], "amount": f"{value} million TIV"} for year, value in years.items()]
    return says(source, known, *asserts)


TIV = series("tiv-deliveries", yearly("a", "2010-03", y2006=410.5, y2007=0, y2009=250))


def test_a_year_is_a_value_or_says_why_not(tmp_path: Path) -> None:
    found = tiv_series(case_of(tmp_path, ARMS, TIV), 2005, 2011)
    assert found is not None
    assert {one.year: one.state for one in found.years} == {
        2005: "not_reported",
        2006: "value",
        2007: "none",
        2008: "not_reported",
        2009: "value",
        2010: "not_yet_published",
        2011: "not_yet_published",
    }
    assert {one.year: one.value.best for one in found.years if one.value} == {2006: 410.5, 2007: 0, 2009: 250}
    assert (found.last_year, found.source_id, found.editions) == (2009, "a", ("2010-03-31",))


def test_no_series_is_no_series_of_zeros(tmp_path: Path) -> None:
    case = case_of(tmp_path, ARMS)
    assert tiv_series(case, 2005, 2011) is None
    assert supplier_shares(case) == []
    assert concentration(case) == []
    assert delivered_items(case) == []


def test_a_later_edition_counts_from_its_day(tmp_path: Path) -> None:
    both = series("tiv-deliveries", yearly("a", "2010-03", y2006=410), yearly("a", "2012-03", y2006=390, y2011=7))
    then = tiv_series(case_of(tmp_path / "then", ARMS, both, as_of="2011"), 2006, 2011)
    now = tiv_series(case_of(tmp_path / "now", ARMS, both), 2006, 2011)
    assert then is not None and now is not None
    assert [one.value.best for one in then.years if one.value] == [410]
    assert [one.value.best for one in now.years if one.value] == [390, 7]
    assert (then.last_year, now.last_year) == (2006, 2011)
    assert now.editions == ("2010-03-31", "2012-03-31")


def shares(source: str, **parts: object) -> Item:
    """Volumes of suppliers from 2006 to 2010; `whole` is that of all."""
    asserts = [
        {"when": "2006/2010", "amount": f"{value} million TIV", **({} if name == "whole" else {"of": name})}
        for name, value in parts.items()
    ]
    return says(source, "2011-03", *asserts)


def suppliers(*citations: Item) -> Item:
    return series("tiv-by-supplier", *citations, parties=["VEN"])


def test_shares_are_of_the_stated_total_and_add_up(tmp_path: Path) -> None:
    found = supplier_shares(case_of(tmp_path, ARMS, suppliers(shares("a", RUS=600, CHN=100, ESP=100, whole=1000))))
    assert [(one.supplier, one.percent) for one in found] == [("RUS", 60), ("CHN", 10), ("ESP", 10), ("", 20)]
    assert span(found[-1].value) == (200, 200, 200)
    assert sum(one.percent for one in found) == pytest.approx(100)
    assert sum(one.value.best or 0 for one in found) == 1000


def test_without_a_stated_total_shares_are_of_those_named(tmp_path: Path) -> None:
    found = supplier_shares(case_of(tmp_path, ARMS, suppliers(shares("a", RUS=600, CHN=200))))
    assert [(one.supplier, one.percent) for one in found] == [("RUS", 75), ("CHN", 25)]


def test_a_total_below_its_parts_gives_way_to_their_sum(tmp_path: Path) -> None:
    found = supplier_shares(case_of(tmp_path, ARMS, suppliers(shares("a", RUS=600, CHN=200, whole=700))))
    assert [(one.supplier, one.percent) for one in found] == [("RUS", 75), ("CHN", 25)]


def test_the_longest_period_is_shown(tmp_path: Path) -> None:
    short = says("a", "2011", {"when": "2006", "amount": "5 million TIV", "of": "CHN"})
    found = supplier_shares(case_of(tmp_path, ARMS, suppliers(shares("a", RUS=600), short)))
    assert [(one.supplier, one.period) for one in found] == [("RUS", "2006/2010")]


def test_a_stated_share_stands_beside_the_own_one(tmp_path: Path) -> None:
    said = says("b", "2011", {"when": "2006/2010", "amount": "73 percent", "of": "RUS"})
    case = case_of(
        tmp_path,
        ARMS,
        suppliers(shares("a", RUS=600, CHN=200)),
        series("supplier-share", said, parties=["VEN"]),
    )
    russia, china = supplier_shares(case)
    assert russia.percent == 75
    assert span(russia.share) == (73, 73, 73)
    assert china.share is None


@pytest.mark.parametrize("ids", [("first", "second"), ("second", "first")])
def test_of_two_series_the_one_that_counts_is_taken(ids: tuple[str, str], tmp_path: Path) -> None:
    good = suppliers(shares("a", RUS=600, CHN=200)) | {"id": ids[0]}
    weak = suppliers(shares("d", RUS=1, CHN=999)) | {"id": ids[1]}
    found = supplier_shares(case_of(tmp_path, ARMS, good, weak))
    assert [(one.supplier, one.percent) for one in found] == [("RUS", 75), ("CHN", 25)]


def test_shares_are_those_of_the_recipient(tmp_path: Path) -> None:
    other = suppliers(shares("a", RUS=600)) | {"parties": ["COL"]}
    assert supplier_shares(case_of(tmp_path, ARMS, other)) == []


def test_concentration_by_period(tmp_path: Path) -> None:
    said = says(
        "a",
        "2011",
        {"when": "2006/2010", "amount": "0.58"},
        {"when": "2006/2010", "amount": "73 percent", "of": "RUS"},
        {"when": "1999/2005", "amount": "0.31"},
    )
    case = case_of(tmp_path, ARMS, series("supplier-concentration", said, parties=["VEN"]))
    assert [(period, {name: one.best for name, one in named.items()}) for period, named in concentration(case)] == [
        ("1999/2005", {"index": 0.31}),
        ("2006/2010", {"index": 0.58, "RUS": 73}),
    ]


def test_items_by_year(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        thing(
            "transfer",
            "jets",
            says("a", "2010", {"stage": "delivered", "yearly": {"2006": 4, "2007": "about 12"}}),
            says("b", "2010", {"stage": "delivered", "yearly": {"2007": 10}}),
            says("d", "2010", {"stage": "delivered", "yearly": {"2005": 99, "2007": 99}}),
            equipment="jet",
            label="The jets",
        ),
    )
    (found,) = delivered_items(case)
    assert found.name == "The jets"
    assert {year: span(one) for year, one in found.by_year.items()} == {2006: (4, 4, 4), 2007: (10, 12, 12)}
    assert claims(found.by_year[2007]) == {"jets:n0", "jets:n1", "jets:n2"}, "all are shown, two count"


def test_items_by_year_are_in_the_unit_of_the_system(tmp_path: Path) -> None:
    yearly_of = {"stage": "delivered", "yearly": {"2006": "100 spare parts"}}
    case = case_of(
        tmp_path,
        thing(
            "transfer",
            "jets",
            says("a", "2010", {"stage": "delivered", "yearly": {"2006": 4}}),
            says("b", "2010", yearly_of),
            equipment="jet",
        ),
        thing("transfer", "parts", says("b", "2010", yearly_of), equipment="copter"),
    )
    found = {one.thing.thing_id: one.by_year[2006] for one in delivered_items(case)}
    assert (found["jets"].best, found["jets"].unit) == (4, "aircraft")
    assert (found["parts"].best, found["parts"].unit) == (100, "spare parts")


def test_coverage_keeps_the_kinds_of_nothing_apart(tmp_path: Path) -> None:
    lasting = thing("training", "crews", says("b", "2010", {"stage": "under_way", "when": "2007/2010"}))
    case = case_of(tmp_path, ARMS, TIV, lasting)
    found = coverage(case, 2005, 2011, covers=(2006, 2010))
    rows = {one.name: {year: state for year, state, _ in one.cells} for one in found}
    assert rows["Arms, equipment, services"] == {
        2005: "not_covered", 2006: "value", 2007: "not_reported", 2008: "not_reported", 2009: "not_reported",
        2010: "not_reported", 2011: "not_covered",
    }  # fmt: skip
    assert rows["Training"] == {
        2005: "not_covered", 2006: "not_reported", 2007: "under_way", 2008: "under_way", 2009: "under_way",
        2010: "under_way", 2011: "not_covered",
    }  # fmt: skip
    assert rows["Arms deliveries, million TIV"] == {
        2005: "not_reported", 2006: "value", 2007: "none", 2008: "not_reported", 2009: "value",
        2010: "not_yet_published", 2011: "not_yet_published",
    }  # fmt: skip


def test_coverage_shows_what_is_held_outside_the_declared_years(tmp_path: Path) -> None:
    early = thing("agreement", "old", says("b", "2010", {"stage": "signed", "when": "1999-05"}))
    rows = {one.name: one.cells for one in coverage(case_of(tmp_path, ARMS, early), 1998, 2006, covers=(2000, 2006))}
    assert [state for _, state, _ in rows["Agreements"]][:3] == ["not_covered", "value", "not_reported"]
    assert rows["Agreements"][1][2] == ("old:n0/signed.reached", "old:n0/signed.when")


def test_a_finding_of_nothing_is_no_missing_claim(tmp_path: Path) -> None:
    """A source that looked and found none says something of the year; a plan and a denial do not say that it was so."""
    rows = coverage(
        case_of(
            tmp_path,
            ARMS,
            thing("exercise", "drill", says("b", "2010", {"stage": "held", "when": "2007", "modality": "denied"})),
            thing("credit", "loan", says("b", "2010", {"stage": "signed", "when": "2008", "modality": "planned"})),
        ),
        2006,
        2008,
    )
    found = {one.name: [state for _, state, _ in one.cells] for one in rows}
    assert found["Exercises"] == found["Credit and debt"] == ["not_reported"] * 3
    assert "Arms deliveries, million TIV" not in found
