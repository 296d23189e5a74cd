"""Sums and differences of numbers that carry their evidence."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bilateral.measures.ladder import ladder
from bilateral.measures.measured import Measured, difference, of_claim, total
from measures.making import case_of, says, span, thing


def number(
    best: float | None, low: float | None = None, high: float | None = None, *, is_open: bool = False, name: str = "x"
) -> Measured:
    bottom = low if low is not None else best
    top = high if high is not None else best
    return Measured(best=best, low=bottom, high=top, unit="aircraft", claims=(name,), letter="B", is_open=is_open)


@st.composite
def numbers(draw: st.DrawFn) -> Measured:
    """A number as a record gives it: an interval of what claims name, and a best value inside it or none."""
    low, middle, high = sorted(draw(st.tuples(*[st.integers(0, 60)] * 3)))
    best = draw(st.sampled_from([float(middle), None]))
    return number(best, float(low), float(high), is_open=draw(st.booleans()), name=draw(st.sampled_from("abc")))


def test_a_sum_adds_bests_and_bounds() -> None:
    found = total([number(1), number(2, 1, 4)], "aircraft")
    assert span(found) == (2, 3, 5)
    assert found is not None and found.unit == "aircraft"


def test_a_sum_has_a_best_value_only_where_every_part_has_one() -> None:
    assert span(total([number(1), number(None, 2, 4)], "aircraft")) == (3, None, 5)


def test_a_sum_of_nothing_is_no_zero() -> None:
    assert total([], "aircraft") is None


def test_a_sum_is_as_doubtful_as_its_worst_part() -> None:
    good = Measured(1, 1, 1, "aircraft", ("g",), letter="A", digit=1)
    bad = Measured(2, 1, 3, "aircraft", ("b",), letter="C", digit=4, is_conflict=True)
    found = total([good, bad], "aircraft")
    assert found is not None
    assert (found.letter, found.digit, found.is_conflict, found.is_open) == ("C", 4, True, False)
    assert found.claims == ("g", "b")


def test_a_difference_takes_in_both_intervals() -> None:
    assert span(difference(number(24, 23, 26), number(2, 1, 3))) == (20, 22, 25)


def test_taking_away_nothing_leaves_the_number() -> None:
    whole = number(24)
    assert difference(whole, None) is whole


def test_no_fewer_than_none_can_be_left() -> None:
    assert span(difference(number(2), number(5))) == (0, 0, 0)
    assert span(difference(number(2, 2, 4), number(None, 3, 5))) == (0, None, 1)


def test_losses_without_an_upper_bound_leave_an_upper_bound_only() -> None:
    """Of 24, at least three lost: as many as 21 are left, perhaps fewer."""
    left = difference(number(24), number(None, 3, 3, is_open=True))
    assert span(left) == (0, None, 21)
    assert left.qualifier == "at_most"
    assert not left.is_open


def test_a_number_without_upper_bound_stays_open_when_something_is_taken_away() -> None:
    left = difference(number(None, 24, 24, is_open=True), number(2))
    assert left.is_open
    assert left.low == 22


@given(numbers(), numbers())
def test_best_values_stay_inside_their_intervals(one: Measured, other: Measured) -> None:
    for found in (total([one, other], "aircraft"), difference(one, other)):
        assert found is not None and found.low is not None and found.high is not None
        assert 0 <= found.low <= found.high
        assert found.best is None or found.low <= found.best <= found.high


@given(numbers(), numbers())
def test_every_pair_of_true_values_lies_inside(one: Measured, other: Measured) -> None:
    """Interval arithmetic: whatever the two numbers really are, what is worked out from them takes it in."""
    summed, left = total([one, other], "aircraft"), difference(one, other)
    assert summed is not None
    for a in (one.low, one.high):
        for b in (other.low, other.high):
            assert a is not None and b is not None
            assert summed.low is not None and summed.high is not None and summed.low <= a + b <= summed.high
            assert left.low is not None and left.high is not None and left.low <= max(a - b, 0) <= left.high


@given(st.lists(numbers(), min_size=1, max_size=5), st.randoms())
def test_the_order_of_parts_leaves_no_trace_in_a_sum(parts: list[Measured], random: st.DataObject) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = total(parts, "aircraft"), total(shuffled, "aircraft")
    assert one is not None and other is not None
    assert (span(one), one.letter, one.is_open, set(one.claims)) == (
        span(other), other.letter, other.is_open, set(other.claims)
    )  # fmt: skip


def test_the_number_of_one_claim_keeps_its_wording(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        thing(
            "transfer",
            "jets",
            says("b", "2006", {"stage": "ordered", "quantity": "about 100"}),
            says("c", "2007", {"stage": "ordered", "quantity": "at least 90"}),
            says("d", "2008", {"stage": "ordered", "quantity": "200"}),
            equipment="jet",
        ),
    )
    said = {one.source_id: of_claim(one) for one in case.records.said.values() if one.property == "quantity"}
    assert span(said["b"]) == (100, 100, 100)
    assert span(said["c"]) == (90, None, 90)
    assert (said["b"].is_open, said["c"].is_open) == (False, True)
    assert (said["b"].is_weak, said["c"].is_weak, said["d"].is_weak) == (False, False, True)
    (row,) = ladder(case)
    assert span(row.quantity) == (90, 100, 100)


def test_a_claim_that_does_not_count_stays_so_where_it_stands_alone(tmp_path: Path) -> None:
    case = case_of(
        tmp_path, thing("transfer", "jets", says("d", "2008", {"stage": "ordered", "quantity": 5}), equipment="jet")
    )
    (said,) = (one for one in case.records.said.values() if one.property == "quantity")
    assert said.role == "leads"
    assert of_claim(said).is_weak
