"""Tables of records, claims and sources: one row each, values in words and in numbers, nothing known later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilateral.errors import NothingHeldError
from bilateral.measures.listing import Table, amount_words, claims_table, records_table, sources_table, thing_table
from bilateral.study import Study
from measures.making import Item, opened, says, thing

ORDERED: Item = {"stage": "ordered", "when": "2006-07", "quantity": 24, "value": "USD 1.5 bn"}
THINGS = (
    thing(
        "transfer",
        "jets",
        says("b", "2006-08-01", ORDERED, at="https://paper.example/1", checked=True),
        says("c", "2009-03-04", {"stage": "ordered", "quantity": "about 20", "when": "2006-08"}),
        says("d", "2010", {"stage": "ordered", "quantity": 100}),
        says("c2", "2010-05-06", {"stage": "delivered", "modality": "denied"}),
        says("b2", "2010-05-06", {"stage": "delivered", "quantity": "an unknown number"}),
        says("c", "2011", {"stage": "in_service", "modality": "planned", "when": "2012"}),
        equipment="jet",
        handle="RU-001",
    ),
    thing("agreement", "paper", says("relay", "", {"stage": "signed", "place": "Moscow"}, seen="2025-03")),
)
DAY = dt.date(2026, 6, 30)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    with opened(tmp_path_factory.mktemp("listing"), *THINGS) as found:
        yield found


def rows(table: Table, *names: str) -> list[tuple[Any, ...]]:
    return list(table.frame.select(*names).iter_rows())


def test_a_record_is_a_row_with_value_interval_and_reason(study: Study) -> None:
    table = study.records("VEN", "RUS")
    found = {(row["thing_id"], row["stage"], row["property"]): row for row in table.to_dicts()}
    number = found["jets", "ordered", "quantity"]
    assert (number["value"], number["best"], number["low"], number["high"]) == ("20–24 aircraft", 24, 20, 24)
    assert (number["grade"], number["claims"], number["counting"], number["origins"]) == ("B2", 3, 2, 3)
    assert (number["is_conflict"], number["is_weak"], number["rule"]) == (True, False, "grade")
    assert number["lead"] == "jets:n0/ordered.quantity"
    date = found["jets", "ordered", "when"]
    assert (date["value"], date["from_date"], date["to_date"]) == (
        "Jul 2006", dt.date(2006, 7, 1), dt.date(2006, 8, 31),
    )  # fmt: skip
    assert found["jets", "ordered", "value"]["value"] == "USD 1.5 bn"
    assert found["jets", "delivered", "quantity"]["value"] == "an unknown number of aircraft"
    assert found["paper", "signed", "place"]["value"] == "Moscow"
    assert found["paper", "signed", "reached"]["value"] == "yes"
    assert ("jets", "in_service", "reached") not in found, "a plan is no record"


def test_yes_and_no_are_contested(study: Study) -> None:
    records = study.records("VEN", "RUS").to_dicts()
    (row,) = (one for one in records if (one["stage"], one["property"]) == ("delivered", "reached"))
    assert (row["value"], row["is_conflict"], row["claims"]) == ("contested", True, 2)


def test_a_claim_is_a_row_with_its_part_and_both_clocks(study: Study) -> None:
    found = {row["claim_id"]: row for row in study.claims("VEN", "RUS").to_dicts()}
    first = found["jets:n0/ordered.quantity"]
    assert (first["value"], first["low"], first["best"], first["high"], first["unit"]) == ("24", 24, 24, 24, "aircraft")
    assert (first["when"], first["when_low_date"], first["when_high_date"]) == (
        "2006-07", dt.date(2006, 7, 1), dt.date(2006, 7, 31),
    )  # fmt: skip
    assert (first["known_date"], first["known_basis"]) == (dt.date(2006, 8, 1), "page")
    assert (first["source"], first["grade"], first["role"], first["is_checked"]) == ("Source b", "B2", "leads", True)
    assert (first["says"], first["at"]) == ("So it is.", "https://paper.example/1")
    roles = [found[f"jets:n{number}/ordered.quantity"]["role"] for number in range(3)]
    assert roles == ["leads", "counts", "weak"]
    assert found["jets:n3/delivered.reached"]["value"] == "no"
    assert found["jets:n5/in_service.reached@2012"]["role"] == "not_asserted"
    undated = found["paper:n0/signed.place"]
    assert (undated["known_basis"], undated["when"], undated["value"]) == ("seen", None, "Moscow")


def test_a_source_is_a_row_with_what_it_gives(study: Study) -> None:
    table = study.sources("VEN", "RUS")
    assert rows(table, "source_id", "citations", "first_date", "last_date") == [
        ("c", 2, dt.date(2009, 3, 4), dt.date(2011, 12, 31)),
        ("b", 1, dt.date(2006, 8, 1), dt.date(2006, 8, 1)),
        ("b2", 1, dt.date(2010, 5, 6), dt.date(2010, 5, 6)),
        ("c2", 1, dt.date(2010, 5, 6), dt.date(2010, 5, 6)),
        ("d", 1, dt.date(2010, 12, 31), dt.date(2010, 12, 31)),
        ("relay", 1, dt.date(2025, 3, 31), dt.date(2025, 3, 31)),
    ]
    assert rows(table, "name", "grade", "languages", "relays")[-1] == ("The relay", "B", "es", "b")


def test_tables_as_of_a_day_hold_what_was_known(study: Study) -> None:
    claims = study.claims("VEN", "RUS", as_of="2009-12-31")
    assert sorted({row["claim_id"].partition("/")[0] for row in claims.to_dicts()}) == ["jets:n0", "jets:n1"]
    assert (claims.as_of, "as of 2009-12-31" in repr(claims)) == (dt.date(2009, 12, 31), True)
    before = study.records("VEN", "RUS", as_of="2009-03-03").to_dicts()
    assert {(row["stage"], row["property"]): row["value"] for row in before} == {
        ("ordered", "quantity"): "24 aircraft",
        ("ordered", "reached"): "yes",
        ("ordered", "value"): "USD 1.5 bn",
        ("ordered", "when"): "Jul 2006",
    }
    assert rows(study.sources("VEN", "RUS", as_of="2009-12-31"), "source_id") == [("b",), ("c",)]


def test_one_thing_with_its_claims(study: Study) -> None:
    case = study.case("VEN", "RUS")
    found = thing_table(case.records, "jets", DAY)
    assert found.title == "RU-001 The jets"
    assert len(found) == len(case.records.said_of("jets")) == 4 + 3 + 2 + 1 + 2 + 2
    assert set(found.frame["thing_id"]) == {"jets"}
    assert thing_table(case.records, "paper", DAY).title == "The paper"


def test_tables_of_nothing_keep_their_columns(study: Study) -> None:
    records = study.case("VEN", "RUS").records
    for make in (records_table, claims_table, sources_table):
        full, empty = make(records, ["jets", "paper"], DAY), make(records, [], DAY)
        assert len(full) > len(empty) == 0
        assert empty.frame.schema == full.frame.schema
        assert set(full.narrow) <= set(full.frame.columns)
        assert empty.to_dicts() == []
        assert "0 rows" in repr(empty)
        assert "<tbody></tbody>" in empty._repr_html_()


def test_a_long_table_shows_its_beginning_and_says_so(study: Study) -> None:
    table = study.claims("VEN", "RUS")
    long = Table("many", table.frame.sample(61, with_replacement=True, seed=1), DAY, table.narrow)
    shown = long._repr_html_()
    assert shown.count("<tr>") == 61, "sixty and the head"
    assert "<p>1 more row</p>" in shown
    assert "more row" not in Table("few", long.frame.head(60), DAY, table.narrow)._repr_html_()
    assert "<p>2 more rows</p>" in Table("more", long.frame.vstack(long.frame.head(1)), DAY, table.narrow)._repr_html_()


@pytest.mark.parametrize(
    ("best", "low", "high", "unit", "is_conflict", "words"),
    [
        (24, 24, 24, "aircraft", False, "24 aircraft"),
        (24, 20, 28, "aircraft", False, "24 aircraft"),
        (None, 20, 28, "aircraft", True, "20–28 aircraft"),
        (24, 20, 28, "aircraft", True, "20–28 aircraft"),
        (None, 24, 24, "aircraft", True, "24 aircraft"),
        (None, 20, None, "aircraft", False, "20 or more aircraft"),
        (1, 1, 1, "ships", False, "1 ship"),
        (100_000, 100_000, 100_000, "rifles", False, "100 000 rifles"),
        (73, 73, 73, "percent", False, "73\u00a0%"),
        (None, 70, 73, "percent", True, "70–73\u00a0%"),
        (4, 4, 4, "", False, "4"),
        (None, None, None, "aircraft", False, ""),
    ],
)
def test_amounts_in_words(
    best: float | None, low: float | None, high: float | None, unit: str, is_conflict: bool, words: str
) -> None:
    assert amount_words(best, low, high, unit, is_conflict).replace("\u202f", " ") == words


def test_a_register_of_others_has_no_table_of_the_pair(tmp_path: Path) -> None:
    with opened(tmp_path, *THINGS) as study:
        for ask in (study.records, study.claims, study.sources):
            with pytest.raises(NothingHeldError):
                ask("SWE", "FIN")
