from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral import states
from bilateral.errors import AmbiguousActorError, UnknownActorError, UsageError

CODES = st.sampled_from([state.code for state in states.all_states()])
PAIRS = st.tuples(CODES, CODES).filter(lambda pair: pair[0] != pair[1])


@settings(deadline=None)
@given(PAIRS)
def test_order_does_not_matter(pair: tuple[str, str]) -> None:
    a, b = pair
    assert states.dyad(a, b) == states.dyad(b, a) == tuple(sorted(pair))
    assert states.directed(a, b).undirected == states.directed(b, a).undirected
    assert states.directed(a, b).reversed == states.directed(b, a)


@settings(deadline=None)
@given(PAIRS)
def test_written_pairs_are_read_back(pair: tuple[str, str]) -> None:
    a, b = pair
    assert states.parse_dyad(f"{a}-{b}") == states.DirectedDyad(sender=a, recipient=b)
    assert states.parse_dyad(str(states.directed(a, b))) == states.directed(a, b)


@pytest.mark.parametrize(
    "text",
    [
        "VEN-RUS",
        "ven rus",
        "Venezuela-Russia",
        "Venezuela / Russia",
        "VEN → RUS",
        "VEN–RUS",
        "Venezuela and Russia",
    ],
)
def test_ways_to_write_a_pair(text: str) -> None:
    assert states.parse_dyad(text) == states.DirectedDyad("VEN", "RUS")


def test_names_with_the_separator_in_them() -> None:
    assert states.parse_dyad("Guinea-Bissau - France") == states.DirectedDyad("GNB", "FRA")
    assert states.parse_dyad("Trinidad and Tobago and Venezuela") == states.DirectedDyad("TTO", "VEN")


def test_display_names() -> None:
    assert states.dyad_name("VEN", "RUS") == "Russia–Venezuela"
    assert states.dyad_name("VEN", "RUS", is_directed=True) == "Venezuela → Russia"
    assert states.dyad_name("VEN", "RUS", "ru") == "Россия–Венесуэла"


def test_bad_pairs() -> None:
    with pytest.raises(UsageError):
        states.dyad("VEN", "VEN")
    with pytest.raises(UnknownActorError):
        states.dyad("VEN", "VEM")
    for text in ("VEN", "", "VEN-"):
        with pytest.raises(UsageError):
            states.parse_dyad(text)
    with pytest.raises(UnknownActorError):
        states.parse_dyad("VEM-RUS")
    with pytest.raises(AmbiguousActorError):
        states.parse_dyad("Korea-RUS")
    with pytest.raises(UsageError):
        states.parse_dyad("VEN-VEN")
