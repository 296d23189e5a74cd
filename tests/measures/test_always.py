"""What always holds of measures, whatever claims are held: of a pool of citations, any may be there or not."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.evidence.grade import COUNTING
from bilateral.evidence.records import Cell, Records, Said
from bilateral.evidence.resolve import resolve
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.contradictions import contests, rival_numbers, stated
from bilateral.measures.coverage import STATES, coverage
from bilateral.measures.deliveries import concentration, delivered_items, supplier_shares, tiv_series
from bilateral.measures.evidence_state import evidence_state
from bilateral.measures.fleets import fleets
from bilateral.measures.ladder import ladder
from bilateral.measures.measured import Measured
from bilateral.measures.positions import matrix, statements
from bilateral.measures.strands import entries, strand_years
from bilateral.measures.timeline import timeline
from bilateral.study import Study
from measures.making import Item, opened, says, thing

STAGES = ("ordered", "part_delivered", "delivered", "in_service", "cancelled")
QUANTITIES = ("24", "about 20", "between 22 and 26", "at least 12", "up to 30", "none", "2 squadrons")
SOURCES = ("a", "b", "b2", "c", "c2", "d", "e", "f", "relay")


def _pool() -> tuple[Item, ...]:
    """Citations of all grades on a few things, drawn once and for all."""
    chance = random.Random(20261123)

    def known(since: int = 2004) -> str:
        """A month from the year on of which a claim speaks: nothing is asserted ahead of its text."""
        return f"{chance.randint(since, 2015)}-{chance.randint(1, 12):02}"

    def jets() -> Item:
        stage = chance.choice(STAGES)
        first = chance.randint(2005, 2012)
        said: Item = {"stage": stage, "when": str(first)}
        if stage != "cancelled" and chance.random() < 0.8:
            said["quantity"] = chance.choice(QUANTITIES)
        if chance.random() < 0.2:
            said = {"stage": stage, "modality": chance.choice(["denied", "planned", "speculated"])}
        elif stage == "delivered" and chance.random() < 0.5:
            said["yearly"] = {str(year): chance.choice(("4", "about 8", "10 engines")) for year in (2006, 2007)}
            first = max(first, 2007)
        return says(chance.choice(SOURCES), known(first), said, digit=chance.randint(1, 6))

    def lost() -> Item:
        number = chance.choice(("1", "between 1 and 2", "at least 1", "2 engines"))
        first = chance.randint(2008, 2013)
        return says(chance.choice(SOURCES), known(first), {"when": str(first), "lost": number})

    def volume() -> Item:
        year, number = chance.randint(2005, 2010), chance.choice(("0", "400", "about 350"))
        return says(chance.choice(SOURCES), known(year), {"when": str(year), "amount": f"{number} million TIV"})

    def part() -> Item:
        of = chance.choice(({"of": "RUS"}, {"of": "CHN"}, {}))
        amount = f"{chance.choice((100, 300, 500))} million TIV"
        return says(chance.choice(SOURCES), known(2010), {"when": "2005/2010", "amount": amount, **of})

    def signed() -> Item:
        return says(chance.choice(SOURCES), known(), {"stage": "signed", "when": f"2001-0{chance.randint(4, 6)}"})

    firm = says("b", "2004", {"stage": "talks", "when": "2004"})
    crash = says("b", "2008", {"when": "2008", "lost": 1})
    first = says("a", "2004", {"when": "2004", "amount": "1 million TIV"})
    whole = says("a", "2004", {"when": "2005/2010", "amount": "200 million TIV", "of": "RUS"})
    paper = says("b", "2001", {"stage": "signed", "when": "2001-05"})
    return (
        thing("transfer", "jets", firm, *(jets() for _ in range(40)), equipment="jet"),
        thing("incident", "crash", crash, *(lost() for _ in range(10)), equipment="jet"),
        thing("observation", "volumes", first, *(volume() for _ in range(12)), series="tiv-deliveries"),
        thing("observation", "parts", whole, *(part() for _ in range(10)), series="tiv-by-supplier", parties=["VEN"]),
        thing("agreement", "paper", paper, *(signed() for _ in range(8))),
    )


class Pool:
    """The pool as the store hands it out, and the case that any part of it makes."""

    def __init__(self, study: Study) -> None:
        held = study.database
        self.claims = held.claims()
        self.cards: dict[str, Any] = {
            "things": held.things(),
            "citations": held.citations(),
            "sources": held.sources(),
            "equipment": held.equipment(),
            "actors": held.actors(),
            "disagreements": held.disagreements(),
        }
        grades = dict(self.claims.select("citation_id", "letter").unique().iter_rows())
        self.kept = {one for one in grades if one.endswith(":n0")}
        self.firm = sorted(one for one in grades if grades[one] in COUNTING and one not in self.kept)
        self.weak = sorted(one for one in grades if grades[one] not in COUNTING)

    def case(self, citations: set[str], day: dt.date | None = None, *, shuffled: random.Random | None = None) -> Case:
        claims = self.claims.filter(pl.col("citation_id").is_in([*citations, *self.kept]))
        cards = self.cards
        if shuffled is not None:
            order = list(range(claims.height))
            shuffled.shuffle(order)
            claims = claims[order]
            cards = {name: shuffled.sample(list(held), len(held)) for name, held in cards.items()}
        return Case(Records(resolve(claims, day), claims, **cards), "VEN", "RUS")


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    with opened(tmp_path_factory.mktemp("pool"), *_pool()) as study:
        yield Pool(study)


def everything(case: Case) -> dict[str, Any]:
    """All measures of a case."""
    return {
        "ladder": ladder(case),
        "fleets": fleets(case),
        "series": tiv_series(case, 2000, 2016),
        "shares": supplier_shares(case),
        "concentration": concentration(case),
        "items": delivered_items(case),
        "coverage": coverage(case, 2000, 2016, covers=(2001, 2015)),
        "contests": contests(case),
        "rivals": rival_numbers(case),
        "stated": stated(case),
        "evidence": evidence_state(case),
        "entries": entries(case, "agreement", "transfer", "incident"),
        "years": strand_years(case, 2000, 2016),
        "timeline": timeline(case),
        "views": statements(case),
        "matrix": matrix(case),
    }


def numbers(value: Any) -> Iterator[Measured]:
    """Every number inside a measure."""
    if isinstance(value, Measured):
        yield value
    elif isinstance(value, msgspec.Struct) and not isinstance(value, (Thing, Said, Cell)):
        for name in value.__struct_fields__:
            yield from numbers(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from numbers(one)


def some(kind: str) -> st.SearchStrategy[set[int]]:
    """Places in the list of firm or weak citations."""
    return st.sets(st.integers(0, {"firm": 60, "weak": 30}[kind]), max_size=25)


def chosen(among: list[str], places: set[int]) -> set[str]:
    return {among[one % len(among)] for one in places}


DAYS = st.dates(dt.date(2004, 12, 31), dt.date(2015, 12, 31))
FEW = settings(max_examples=40)


@FEW
@given(some("firm"), some("weak"), st.integers())
def test_the_order_of_claims_and_cards_leaves_no_trace(pool: Pool, firm: set[int], weak: set[int], seed: int) -> None:
    held = chosen(pool.firm, firm) | chosen(pool.weak, weak)
    assert everything(pool.case(held)) == everything(pool.case(held, shuffled=random.Random(seed)))


@FEW
@given(some("firm"), some("weak"))
def test_best_values_lie_in_their_intervals(pool: Pool, firm: set[int], weak: set[int]) -> None:
    found = list(numbers(everything(pool.case(chosen(pool.firm, firm) | chosen(pool.weak, weak)))))
    assert found
    for one in found:
        assert one.claims, "a number without a claim behind it"
        assert one.low is not None and one.low >= 0
        assert one.high is None or one.low <= one.high
        assert one.best is None or one.low <= one.best
        assert one.best is None or one.high is None or one.best <= one.high


@FEW
@given(some("firm"), some("weak"), some("firm"), DAYS)
def test_what_became_known_later_changes_no_earlier_day(
    pool: Pool, firm: set[int], weak: set[int], more: set[int], day: dt.date
) -> None:
    held = chosen(pool.firm, firm) | chosen(pool.weak, weak)
    known = dict(pool.claims.select("citation_id", "known").unique().iter_rows())
    later = {one for one in chosen(pool.firm, more) | chosen(pool.weak, more) if known[one] > day}
    assert everything(pool.case(held - later, day)) == everything(pool.case(held | later, day))


def firm_values(case: Case) -> dict[str, Any]:
    """Every best value that rests on claims that count."""
    series = tiv_series(case, 2004, 2016)
    found: dict[str, Any] = {
        "fleet": [
            (one.delivered.best, one.surviving and one.surviving.best, one.lost and one.lost.best)
            for one in fleets(case)
        ],
        "steps": [(one.day, one.count) for fleet in fleets(case) for one in fleet.steps],
        "shares": [(one.supplier, one.percent) for one in supplier_shares(case)],
        "items": [{year: one.best for year, one in row.by_year.items()} for row in delivered_items(case)],
        "series": [one.value.best for one in series.years if one.value and not one.value.is_weak] if series else None,
    }
    for row in ladder(case):
        found["furthest"] = (row.furthest, row.is_cancelled, row.is_disputed)
        found["quantity"] = (row.quantity_stage, row.quantity and (row.quantity.best, row.quantity.unit))
        found["rungs"] = [
            (one.stage, one.quantity and one.quantity.best) for one in row.rungs if one.state == "reached"
        ]
    found["contests"] = [(one.thing.thing_id, one.stage) for one in contests(case)]
    found["rivals"] = sorted((one.cell.stage, one.cell.property, one.cell.period) for one in rival_numbers(case))
    return found


@settings(max_examples=60)
@given(some("firm"), some("weak"))
def test_claims_that_do_not_count_change_no_best_value(pool: Pool, firm: set[int], weak: set[int]) -> None:
    held = chosen(pool.firm, firm)
    assert firm_values(pool.case(held | chosen(pool.weak, weak))) == firm_values(pool.case(held))


@FEW
@given(some("firm"))
def test_parts_make_the_whole(pool: Pool, firm: set[int]) -> None:
    case = pool.case(chosen(pool.firm, firm))
    shares = supplier_shares(case)
    assert sum(one.percent for one in shares) == pytest.approx(100)
    for fleet in fleets(case):
        assert fleet.lost is not None
        assert fleet.lost.low == sum(one.lost.low or 0 for one in fleet.losses)
        counts = [one.count for one in fleet.steps]
        assert counts == sorted(set(counts)), "steps rise"
        assert fleet.surviving is not None, "all is counted in one unit"
        if fleet.surviving.best is not None:
            assert fleet.surviving.best == max((fleet.delivered.best or 0) - (fleet.lost.best or 0), 0)


@FEW
@given(some("firm"), some("weak"))
def test_each_year_of_coverage_is_one_state_and_nothing_is_zero_unlooked(
    pool: Pool, firm: set[int], weak: set[int]
) -> None:
    case = pool.case(chosen(pool.firm, firm) | chosen(pool.weak, weak))
    for row in coverage(case, 2000, 2016, covers=(2001, 2015)):
        assert [year for year, _, _ in row.cells] == list(range(2000, 2017))
        for year, state, claims in row.cells:
            assert state in STATES
            assert bool(claims) == (state in ("value", "none")), (row.name, year, state)
            if state == "none":
                assert any(case.records.said[one].best == 0 for one in claims)
