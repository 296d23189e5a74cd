from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral import states
from bilateral.errors import UnknownActorError, UsageError, ValueFormError

ALL = states.all_states()
DAYS = st.dates(min_value=date(1816, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize("system", ["cow", "gw", "iso"])
def test_spells_never_overlap(system: str) -> None:
    for state in ALL:
        held = {"cow": state.cow_spells, "gw": state.gw_spells, "iso": state.iso_spells}[system]
        for before, after in pairwise(held):
            assert before.end is not None and before.end < after.start, state.code
        assert all(spell.end is None or spell.start <= spell.end for spell in held)


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_no_number_is_held_twice_on_a_day(system: str) -> None:
    by_number: dict[int | None, list[tuple[date, date, str]]] = {}
    for state in ALL:
        for spell in state.cow_spells if system == "cow" else state.gw_spells:
            by_number.setdefault(spell.number, []).append((spell.start, spell.end or date.max, state.code))
    for spans in by_number.values():
        spans.sort()
        for (_, end, _), (start, _, _) in pairwise(spans):
            assert end < start


@settings(deadline=None)
@given(DAYS, st.sampled_from(["cow", "gw", "iso"]))
def test_members_and_is_member_agree(day: date, system: str) -> None:
    codes = {state.code for state in states.members(day, system)}  # type: ignore[arg-type]
    assert codes == {state.code for state in ALL if states.is_member(state.code, day, system)}  # type: ignore[arg-type]
    assert codes <= {state.code for state in states.members(day.year, system)}  # type: ignore[arg-type]


@settings(deadline=None)
@given(DAYS)
def test_numbers_lead_back_to_the_member(day: date) -> None:
    for state in states.members(day, "cow"):
        number = next(spell.number for spell in state.cow_spells if spell.meets(day, day))
        assert number is not None
        assert states.by_cow(number, day) is state
    for state in states.members(day, "gw"):
        number = next(spell.number for spell in state.gw_spells if spell.meets(day, day))
        assert number is not None
        assert states.by_gw(number, day) is state


def test_the_soviet_union_and_russia() -> None:
    assert states.is_member("SUN", date(1991, 12, 25)) and not states.is_member("SUN", date(1991, 12, 26))
    assert states.is_member("RUS", date(1991, 12, 26)) and not states.is_member("RUS", 1975)
    assert states.is_member("RUS", 1900) and states.is_member("RUS", 1991) and states.is_member("SUN", 1991)


@pytest.mark.parametrize(
    ("number", "on", "code"),
    [
        (365, 1900, "RUS"),
        (365, 1950, "SUN"),
        (365, 1991, "SUN"),
        (365, 1992, "RUS"),
        (365, date(1991, 12, 31), "RUS"),
        (365, None, "RUS"),
        (345, 1900, "SRB"),
        (345, 1950, "YUG"),
        (345, 1995, "YUG"),
        (345, 2004, "SCG"),
        (345, 2006, "SRB"),
        (640, 1900, "XOT"),
        (640, 1950, "TUR"),
        (255, 1900, "DEU"),
        (260, 1970, "DEU"),
        (255, 2000, "DEU"),
        (816, 1960, "VDR"),
        (816, 1976, "VNM"),
        (678, 1970, "XNY"),
        (679, 2000, "YEM"),
        (2, 2000, "USA"),
    ],
)
def test_by_cow(number: int, on: int | date | None, code: str) -> None:
    found = states.by_cow(number, on)
    assert found is not None and found.code == code


def test_numbers_that_nobody_has() -> None:
    assert states.by_cow(265, 2000) is None
    assert states.by_cow(9999) is None
    assert states.by_gw(678, 2000) is states.get("YEM")
    assert states.by_gw(260, 2000) is states.get("DEU")
    assert states.by_gw(971, 2000) is states.get("NRU") and states.by_cow(970, 2000) is states.get("NRU")


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("SUN", "RUS"), ("RUS", "RUS"), ("YUG", "SRB"), ("SCG", "SRB"), ("XOT", "TUR"), ("XNY", "YEM"),
        ("VDR", "VNM"), ("DDR", "DDR"), ("CSK", "CSK"), ("XAH", "XAH"), ("YMD", "YMD"), ("VEN", "VEN"),
    ],
)  # fmt: skip
def test_merged(code: str, target: str) -> None:
    assert states.merged(code) == target
    assert code in states.lineage(code) and target in states.lineage(code)


def test_merging_never_joins_two_states_of_one_day() -> None:
    groups: dict[str, list[states.State]] = {}
    for state in ALL:
        groups.setdefault(states.merged(state.code), []).append(state)
    for group in groups.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                for a in one.cow_spells + one.gw_spells:
                    for b in other.cow_spells + other.gw_spells:
                        assert a.system != b.system or not a.meets(b.start, b.end or date.max)


def test_successions_run_forward_in_time() -> None:
    for link in states.all_successions():
        before, after = states.get(link.predecessor), states.get(link.successor)
        assert before.start < link.date
        assert after.exists(link.date), link
        if link.kind in ("continuation", "unification"):
            day_after = link.date + timedelta(days=1)  # COW ends Bavaria on the day that GW calls the first without it
            assert not any(spell.meets(day_after, day_after) for spell in before.cow_spells), link


def test_the_succession_graph_has_no_cycle() -> None:
    """A node is a state in one of its lives: one that comes back (RUS, SRB) comes back as another node."""

    def life(code: str, day: date) -> tuple[str, date]:
        state = states.get(code)
        return code, max(spell.start for spell in state.spells if spell.start <= day)

    edges: dict[tuple[str, date], set[tuple[str, date]]] = {}
    for link in states.all_successions():
        day_before = date.fromordinal(link.date.toordinal() - 1)
        edges.setdefault(life(link.predecessor, day_before), set()).add(life(link.successor, link.date))

    def walk(node: tuple[str, date], path: tuple[tuple[str, date], ...]) -> None:
        assert node not in path, (node, path)
        for onward in edges.get(node, ()):
            walk(onward, (*path, node))

    for node in edges:
        walk(node, ())


def test_links_are_seen_from_both_sides() -> None:
    for link in states.all_successions():
        assert link in states.successors(link.predecessor)
        assert link in states.predecessors(link.successor)
    assert {link.successor for link in states.successors("CSK")} == {"CZE", "SVK"}
    assert [link.kind for link in states.successors("DDR")] == ["unification"]


def test_bad_questions() -> None:
    with pytest.raises(UnknownActorError):
        states.is_member("VEM", 2000)
    with pytest.raises(UsageError):
        states.members(2000, "cia")  # type: ignore[arg-type]
    for day in (True, 0, 10000, "2000", 2000.5):
        with pytest.raises(ValueFormError):
            states.members(day)  # type: ignore[arg-type]
