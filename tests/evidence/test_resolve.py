"""What must always hold when claims become records, and the fast way held against the slow and obvious one."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from bilateral.evidence.claim import CELL
from bilateral.evidence.dates import When
from bilateral.evidence.quantity import Quantity
from bilateral.evidence.resolve import ROLES, RULES, Resolution, resolve
from bilateral.evidence.ruling import Judgement

from .oracle import resolve_slowly

Row = dict[str, Any]
SCHEMA: dict[str, Any] = {
    "claim_id": pl.String, "citation_id": pl.String, "thing_id": pl.String, "kind": pl.String, "stage": pl.String,
    "property": pl.String, "actor": pl.String, "facet": pl.String, "period": pl.String, "unit": pl.String,
    "modality": pl.String, "low": pl.Float64, "best": pl.Float64, "high": pl.Float64, "text": pl.String,
    "words": pl.String, "qualifier": pl.String, "when": pl.String, "when_low": pl.Date, "when_start_high": pl.Date,
    "when_end_low": pl.Date, "when_high": pl.Date, "is_period": pl.Boolean, "by": pl.String, "source_id": pl.String,
    "origin": pl.String, "known": pl.Date, "letter": pl.String, "digit": pl.Int8,
}  # fmt: skip

QUANTITIES = (
    "24",
    "26",
    "about 24",
    "nearly 30",
    "at least 24",
    "more than 40",
    "up to 24",
    "20 to 24",
    "25-31",
    "none",
)
DATES = (
    "2006",
    "2006-07",
    "2006-08",
    "2007~",
    "2006/2008",
    "2006-07/2007-03",
    "../2007",
    "2008/..",
    "[2006..2009]",
    "201X",
)
DAYS = tuple(dt.date(2006, 1, 1) + dt.timedelta(days=step) for step in (0, 1, 200, 800, 1600))
MIDDLE = DAYS[2]


def claim(number: int, **parts: Any) -> Row:
    """One row as the store hands it out."""
    row = {
        "thing_id": "t", "kind": "transfer", "stage": "delivered", "property": "quantity", "actor": "", "facet": "",
        "period": "", "unit": "", "modality": "asserted", "origin": "one", "known": DAYS[0], "letter": "B", "digit": 2,
        "value": "24", "when": "", "by": None,
    } | parts  # fmt: skip
    value = row.pop("value")
    row |= {"low": None, "best": None, "high": None, "text": None, "words": value, "qualifier": ""}
    if row["property"] == "quantity":
        quantity = Quantity.parse(value)
        row |= {"low": quantity.low, "best": quantity.best, "high": quantity.high, "qualifier": quantity.qualifier}
    elif row["property"] == "reached":
        so = 0.0 if row["modality"] == "denied" else 1.0
        row |= {"low": so, "best": so, "high": so, "words": "yes" if so else "no"}
    elif row["property"] == "content":
        row |= {"text": value}
    when = When.parse(row["when"]) if row["when"] else None
    row |= {
        "when_low": when.low if when else None,
        "when_start_high": when.start.last if when else None,
        "when_end_low": when.end.first if when else None,
        "when_high": when.high if when else None,
        "is_period": bool(when and when.is_period),
        "source_id": row["origin"],
        "citation_id": f"{row['thing_id']}:{row['origin']}-{number:03}",
    }
    marks = "".join(f"[{row[name]}]" for name in ("actor", "facet", "period", "unit") if row[name])
    return row | {"claim_id": f"{row['citation_id']}/{row['stage']}.{row['property']}{marks}"}


def frame(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame([[row[name] for name in SCHEMA] for row in rows], schema=SCHEMA, orient="row")


@st.composite
def parts(draw: st.DrawFn) -> Row:
    """What one random claim says; few values, so that they meet."""
    prop = draw(st.sampled_from(["quantity", "quantity", "reached", "when", "content"]))
    values = {"quantity": QUANTITIES, "content": ("spares", "trucks")}.get(prop, ("",))
    dates = DATES if prop == "when" else ("", *DATES[:4])
    return {
        "thing_id": draw(st.sampled_from(["t", "u"])),
        "stage": draw(st.sampled_from(["delivered", "ordered"])),
        "property": prop,
        "actor": draw(st.sampled_from(["", "", "RUS"])),
        "value": draw(st.sampled_from(values)),
        "when": draw(st.sampled_from(dates)),
        "modality": draw(st.sampled_from(["asserted"] * 5 + ["denied", "planned", "speculated", "conditional"])),
        "origin": draw(st.sampled_from(["one", "two", "three", "four"])),
        "known": draw(st.sampled_from(DAYS)),
        "letter": draw(st.sampled_from("AABBBCCDEF")),
        "digit": draw(st.integers(1, 6)),
    }


frames = st.lists(parts(), max_size=14).map(lambda some: [claim(number, **one) for number, one in enumerate(some)])
some_frames = st.lists(parts(), min_size=1, max_size=14).map(
    lambda some: [claim(number, **one) for number, one in enumerate(some)]
)
as_of_days = st.sampled_from([None, *DAYS, dt.date(2000, 1, 1)])


@st.composite
def rulings(draw: st.DrawFn, rows: list[Row]) -> list[Judgement]:
    preferred = draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []
    return [
        Judgement(
            f"ruling-{number}",
            row["thing_id"],
            row["stage"],
            row["property"],
            row["claim_id"],
            "because",
            "A. Tester",
            draw(st.sampled_from(DAYS)),
        )
        for number, row in enumerate(preferred)
    ]


few = settings(max_examples=settings().max_examples * 3 // 10)


def same(one: Resolution, other: Resolution) -> None:
    assert_frame_equal(one.records, other.records)
    assert_frame_equal(one.links, other.links)


def cells_of(found: Resolution, *but: str) -> dict[tuple[Any, ...], Row]:
    """Records by what they are about, without their number and the columns named."""
    return {
        tuple(row[name] for name in CELL): {key: value for key, value in row.items() if key not in ("cell", *but)}
        for row in found.records.to_dicts()
    }


def check_against_oracle(rows: list[Row], as_of: dt.date | None, judgements: list[Judgement]) -> None:
    fast = resolve(frame(rows), as_of, judgements)
    records, links = resolve_slowly(rows, as_of, judgements)
    assert fast.records.to_dicts() == records
    assert {one: (cell, role) for one, cell, role in fast.links.iter_rows()} == links
    assert fast.as_of == as_of


@given(st.data(), frames, as_of_days)
def test_it_agrees_with_the_slow_and_obvious_way(data: st.DataObject, rows: list[Row], as_of: dt.date | None) -> None:
    check_against_oracle(rows, as_of, data.draw(rulings(rows)))


@pytest.mark.parametrize("seed", range(12))
def test_it_agrees_on_larger_frames(seed: int) -> None:
    chance = random.Random(seed)
    rows = []
    for number in range(800):
        prop = chance.choice(["quantity", "quantity", "reached", "when", "content"])
        rows.append(
            claim(
                number,
                thing_id=f"t-{chance.randrange(12)}",
                stage=chance.choice(["ordered", "delivered", "lost"]),
                property=prop,
                actor=chance.choice(["", "RUS", "VEN"]),
                facet=chance.choice(["", "x"]),
                period=chance.choice(["", "2006"]),
                unit=chance.choice(["", "t"]),
                value=chance.choice(QUANTITIES) if prop == "quantity" else "spares",
                when=chance.choice(DATES if prop == "when" else ("", *DATES)),
                modality=chance.choice(["asserted"] * 6 + ["denied", "planned"]),
                origin=f"o-{chance.randrange(9)}",
                known=DAYS[0] + dt.timedelta(days=chance.randrange(900)),
                letter=chance.choice("AABBBCCDEF"),
                digit=chance.randint(1, 6),
            )
        )
    judgements = [
        Judgement(f"r-{place}", "", "", "", chance.choice(rows)["claim_id"], "", "", chance.choice(DAYS))
        for place in range(20)
    ]
    for as_of in (None, MIDDLE):
        check_against_oracle(rows, as_of, judgements)


def test_it_agrees_where_cells_are_too_many_to_number_by_their_parts() -> None:
    """Eight columns of some 300 names each do not fit into 62 bits: the other numbering takes over."""
    rows = [
        claim(
            number,
            thing_id=f"t-{number % 300}",
            stage=f"s-{number % 300}",
            actor=f"a-{number % 300}",
            facet=f"f-{number % 300}",
            period=f"p-{number % 300}",
            unit=f"u-{number % 300}",
            origin=f"o-{number}",
            value=QUANTITIES[number % len(QUANTITIES)],
            property="quantity" if number % 300 else "reached",
            letter="ABCD"[number % 4],
        )
        for number in range(600)
    ]
    varied = [{**row, "property": f"{row['property']}-{row['thing_id']}"} for row in rows]
    fast = resolve(frame(varied))
    records, links = resolve_slowly(varied)
    assert fast.records.to_dicts() == records
    assert {one: (cell, role) for one, cell, role in fast.links.iter_rows()} == links


@few
@given(st.data(), frames, as_of_days)
def test_the_order_of_rows_leaves_no_trace(data: st.DataObject, rows: list[Row], as_of: dt.date | None) -> None:
    judgements = data.draw(rulings(rows))
    shuffled = data.draw(st.permutations(rows))
    other_rulings = data.draw(st.permutations(judgements))
    same(resolve(frame(rows), as_of, judgements), resolve(frame(list(shuffled)), as_of, list(other_rulings)))


@few
@given(frames, as_of_days)
def test_equal_inputs_give_equal_outputs(rows: list[Row], as_of: dt.date | None) -> None:
    given_frame = frame(rows)
    before = given_frame.clone()
    first = resolve(given_frame, as_of)
    same(first, resolve(given_frame, as_of))
    same(first, resolve(frame(rows), as_of))
    assert_frame_equal(given_frame, before)


@few
@given(st.data(), frames, parts())
def test_what_became_known_later_changes_nothing(data: st.DataObject, rows: list[Row], extra: Row) -> None:
    late = claim(900, **(extra | {"known": MIDDLE + dt.timedelta(days=data.draw(st.integers(1, 5000)))}))
    same(resolve(frame(rows), MIDDLE), resolve(frame([*rows, late]), MIDDLE))


@few
@given(frames)
def test_as_of_is_the_same_as_not_having_the_later_claims(rows: list[Row]) -> None:
    earlier = [row for row in rows if row["known"] <= MIDDLE]
    cut, whole = resolve(frame(earlier), None), resolve(frame(rows), MIDDLE)
    assert_frame_equal(cut.records, whole.records)
    assert_frame_equal(cut.links, whole.links)


@few
@given(frames, parts(), st.sampled_from("DEF"))
def test_a_weak_claim_moves_no_interval(rows: list[Row], extra: Row, letter: str) -> None:
    before = cells_of(resolve(frame(rows)))
    after = cells_of(resolve(frame([*rows, claim(900, **(extra | {"letter": letter}))])))
    for cell, record in before.items():
        for name in ("interval_low", "interval_high", "interval_from", "interval_to", "is_open", "is_conflict"):
            assert after[cell][name] == record[name]
        assert after[cell]["counting"] == record["counting"]
        assert after[cell]["is_weak"] == record["is_weak"]
        if not record["is_weak"]:
            assert after[cell]["lead"] == record["lead"]


@few
@given(frames, parts(), st.sampled_from(["planned", "speculated", "conditional"]))
def test_what_is_only_planned_never_counts(rows: list[Row], extra: Row, modality: str) -> None:
    row = claim(900, **(extra | {"modality": modality}))
    before, after = resolve(frame(rows)), resolve(frame([*rows, row]))
    assert cells_of(before, "claims") == cells_of(after, "claims")
    roles = dict(after.links.select("claim_id", "role").iter_rows())
    assert roles[row["claim_id"]] == "not_asserted"


@few
@given(some_frames, st.data())
def test_a_repeat_of_one_origin_counts_once(rows: list[Row], data: st.DataObject) -> None:
    """A relay of a claim, graded no better, is linked; its origin speaks with one voice as before."""
    row = data.draw(st.sampled_from(rows))
    repeat = row | {"claim_id": row["claim_id"].replace("/", "-relay/"), "letter": max(row["letter"], "C")}
    own = tuple(row[name] for name in CELL)
    before, after = cells_of(resolve(frame(rows))), cells_of(resolve(frame([*rows, repeat])))
    assert before.keys() == after.keys()
    for cell, record in before.items():
        assert after[cell]["origins"] == record["origins"]
        assert after[cell]["claims"] == record["claims"] + (cell == own)
        if cell != own:
            assert after[cell] == record


@few
@given(frames)
def test_ends_of_an_interval_are_numbers_and_days_that_a_counting_claim_names(rows: list[Row]) -> None:
    found = resolve(frame(rows))
    for cell, record in cells_of(found).items():
        behind = [row for row in rows if tuple(row[name] for name in CELL) == cell and row["letter"] in "ABC"]
        numbers = {row[name] for row in behind for name in ("low", "best", "high")} | {None}
        days = {row[name] for row in behind for name in ("when_low", "when_high")} | {None}
        assert {record["interval_low"], record["interval_high"]} <= numbers
        assert {record["interval_from"], record["interval_to"]} <= days
        if record["interval_low"] is not None:
            assert record["interval_low"] <= record["interval_high"]
        if not record["is_weak"] and record["best"] is not None and record["judgement"] is None:
            assert record["interval_low"] <= record["best"] <= record["interval_high"]


@few
@given(some_frames, st.data())
def test_a_claim_that_agrees_makes_no_conflict(rows: list[Row], data: st.DataObject) -> None:
    found = resolve(frame(rows))
    calm = [one for one in cells_of(found).values() if not one["is_conflict"] and not one["is_weak"]]
    if not calm:
        return
    record = data.draw(st.sampled_from(calm))
    lead = next(row for row in rows if row["claim_id"] == record["lead"])
    agreeing = lead | {
        "claim_id": "zzz/agrees",
        "origin": data.draw(st.sampled_from(["one", "two", "a-new-one"])),
        "letter": data.draw(st.sampled_from("ABCDEF")),
        "digit": data.draw(st.integers(1, 6)),
        "known": data.draw(st.sampled_from(DAYS)),
    }
    after = cells_of(resolve(frame([*rows, agreeing])))[tuple(lead[name] for name in CELL)]
    assert not after["is_conflict"]


@few
@given(some_frames, st.data())
def test_a_judgement_decides_and_is_named_from_its_day_on(rows: list[Row], data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(rows))
    day = row["known"] + dt.timedelta(days=data.draw(st.integers(0, 900)))
    ruling = Judgement("the-ruling", row["thing_id"], row["stage"], row["property"], row["claim_id"], "r", "a", day)
    cell = tuple(row[name] for name in CELL)
    eve = day - dt.timedelta(days=1)
    same(resolve(frame(rows), eve, [ruling]), resolve(frame(rows), eve))
    before, after = cells_of(resolve(frame(rows), day)), cells_of(resolve(frame(rows), day, [ruling]))
    assert (after[cell]["lead"], after[cell]["judgement"], after[cell]["rule"]) == (
        row["claim_id"],
        "the-ruling",
        "judgement",
    )
    assert {one: record for one, record in after.items() if one != cell} == {
        one: record for one, record in before.items() if one != cell
    }
    assert all(record["judgement"] is None for one, record in after.items() if one != cell)


def test_of_two_judgements_the_later_decides() -> None:
    rows = [claim(1, origin="one", value="24"), claim(2, origin="two", value="30", letter="A")]
    first, second = (
        Judgement(name, "t", "delivered", "quantity", row["claim_id"], "r", "a", day)
        for name, row, day in (("first", rows[1], DAYS[1]), ("second", rows[0], DAYS[3]))
    )
    assert resolve(frame(rows), DAYS[2], [first, second]).records["judgement"].to_list() == ["first"]
    assert resolve(frame(rows), DAYS[4], [second, first]).records["judgement"].to_list() == ["second"]


@few
@given(st.data(), frames, as_of_days)
def test_every_claim_that_took_part_has_one_link_and_one_role(
    data: st.DataObject, rows: list[Row], as_of: dt.date | None
) -> None:
    found = resolve(frame(rows), as_of, data.draw(rulings(rows)))
    took_part = {row["claim_id"]: row for row in rows if as_of is None or row["known"] <= as_of}
    assert found.links["claim_id"].to_list() == sorted(took_part)
    records = {row["cell"]: row for row in found.records.to_dicts()}
    assert sorted(records) == list(range(len(records)))
    behind: dict[int, list[str]] = {number: [] for number in records}
    for claim_id, cell, role in found.links.iter_rows():
        row = took_part[claim_id]
        assert role in ROLES
        if cell is None:
            assert role == "not_asserted"
            continue
        record = records[cell]
        behind[cell].append(role)
        assert all(record[name] == row[name] for name in CELL), "a claim stands behind a record about something else"
        assert (role == "leads") == (record["lead"] == claim_id)
        assert role != "counts" or row["letter"] in "ABC"
        assert role != "weak" or row["letter"] in "DEF"
        if role == "leads":
            assert all(
                record[name] == row[name] for name in ("low", "best", "high", "text", "words", "letter", "digit")
            )
    for number, roles in behind.items():
        assert roles.count("leads") == 1
        assert len(roles) == records[number]["claims"]
        assert records[number]["rule"] in RULES
        assert records[number]["counting"] <= records[number]["origins"] <= records[number]["claims"]


def test_nothing_gives_nothing() -> None:
    empty, full = resolve(frame([])), resolve(frame([claim(1)]))
    assert empty.records.is_empty() and empty.links.is_empty()
    assert empty.records.schema == full.records.schema
    assert empty.links.schema == full.links.schema
    assert resolve(frame([claim(1)]), dt.date(1999, 1, 1)).records.is_empty()


def one_cell(*rows: Row) -> Row:
    (record,) = resolve(frame(list(rows))).records.to_dicts()
    return record


@pytest.mark.parametrize(
    ("better", "worse", "rule"),
    [
        ({"letter": "A", "digit": 5}, {"letter": "B", "digit": 1, "known": DAYS[4]}, "grade"),
        ({"digit": 1}, {"digit": 2, "known": DAYS[4]}, "grade"),
        ({"known": DAYS[1]}, {"value": "20 to 24"}, "later"),
        ({"value": "24"}, {"value": "about 24"}, "precise"),
        ({"value": "20 to 24"}, {"value": "20 to 31"}, "precise"),
        ({"value": "between 1 and 2000"}, {"value": "at least 24", "when": "2006-07-14"}, "precise"),
        ({"value": "24"}, {"value": "26"}, "first"),
    ],
)
def test_who_leads(better: Row, worse: Row, rule: str) -> None:
    record = one_cell(claim(1, origin="one", **better), claim(2, origin="two", **worse))
    assert (record["lead"], record["rule"]) == ("t:one-001/delivered.quantity", rule)
    turned = one_cell(claim(9, origin="one", **better), claim(2, origin="two", **worse))
    assert turned["lead"] == "t:one-009/delivered.quantity", "ids decide only between equals"


def test_an_origins_later_word_stands_for_its_earlier_one() -> None:
    record = one_cell(claim(1, value="24"), claim(2, value="30", known=DAYS[3], digit=6))
    assert (record["words"], record["rule"], record["interval_low"]) == ("30", "only", 30)


@pytest.mark.parametrize(
    ("one", "other", "is_conflict"),
    [
        ("24", "24", False),
        ("24", "26", True),
        ("24", "about 26", False),
        ("24", "at least 20", False),
        ("24", "more than 40", True),
        ("up to 24", "at least 24", False),
        ("20 to 24", "25-31", True),
        ("none", "at least 1", True),
    ],
)
def test_when_numbers_contradict(one: str, other: str, is_conflict: bool) -> None:
    record = one_cell(claim(1, origin="one", value=one), claim(2, origin="two", value=other))
    assert record["is_conflict"] is is_conflict


@pytest.mark.parametrize(
    ("one", "other", "is_conflict"),
    [
        ("2006", "2006-07", False),
        ("2006", "2007", True),
        ("2006-07", "2006-08", True),
        ("2006~", "2006-08", False),
        ("../2007", "2006", False),
        ("../2007", "2008", True),
        ("../2007", "../2010", False),
        ("../2007", "2008/2009", True),
        ("../2007", "2006/2009", False),
        ("2006/2008", "2006/2008-03", False),
        ("2006/2008", "2006/2007", True),
        ("2006/2008", "2007/2008", True),
        ("2008/..", "2008-03", False),
        ("2008/..", "2006", True),
        ("201X", "2014-05", False),
    ],
)
def test_when_dates_contradict(one: str, other: str, is_conflict: bool) -> None:
    record = one_cell(
        claim(1, origin="one", property="when", when=one), claim(2, origin="two", property="when", when=other)
    )
    assert record["is_conflict"] is is_conflict


def test_texts_are_not_compared_and_neither_are_their_days() -> None:
    record = one_cell(
        claim(1, origin="one", property="content", value="spares", when="2006"),
        claim(2, origin="two", property="content", value="trucks", when="2008"),
    )
    assert record["is_conflict"] is False
    assert (record["interval_from"], record["interval_to"]) == (dt.date(2006, 1, 1), dt.date(2008, 12, 31))


def test_yes_and_no_contradict() -> None:
    record = one_cell(
        claim(1, origin="one", property="reached"),
        claim(2, origin="two", property="reached", modality="denied", letter="A"),
    )
    assert (record["is_conflict"], record["best"]) == (True, 0)


def test_a_number_that_is_denied_does_not_count() -> None:
    record = one_cell(claim(1, origin="one"), claim(2, origin="two", letter="A", value="30", modality="denied"))
    assert (record["words"], record["interval_high"], record["origins"]) == ("24", 24, 1)
    assert resolve(frame([claim(1, modality="denied")])).records.is_empty()


def test_an_open_wording_marks_the_interval() -> None:
    record = one_cell(claim(1, origin="one"), claim(2, origin="two", value="at least 20"))
    assert (record["interval_low"], record["interval_high"], record["is_open"]) == (20, 24, True)


def test_where_only_weak_claims_exist_the_best_of_them_leads_and_says_so() -> None:
    record = one_cell(claim(1, origin="one", letter="E"), claim(2, origin="two", letter="D", value="500"))
    assert (record["words"], record["is_weak"], record["counting"], record["interval_low"]) == ("500", True, 0, None)
