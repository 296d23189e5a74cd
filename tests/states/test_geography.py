from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral import states
from bilateral.errors import UnknownActorError, UsageError

PRESENT = [state.code for state in states.members(2020, "iso")]
CODES = st.sampled_from([state.code for state in states.all_states()])


@settings(deadline=None)
@given(CODES, CODES, st.one_of(st.none(), st.integers(1816, 2030)))
def test_distance_is_symmetric(a: str, b: str, on: int | None) -> None:
    there, back = states.capital_distance_km(a, b, on), states.capital_distance_km(b, a, on)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= math.pi * 6371.1
    assert states.capital_distance_km(a, a, on) == 0


@pytest.mark.parametrize(
    ("a", "b", "on", "km"),
    [
        ("VEN", "RUS", 2006, 9925),
        ("VEN", "COL", 2006, 1026),
        ("VEN", "USA", 2006, 3309),
        ("DEU", "FRA", 1970, 400),
        ("DEU", "FRA", 2000, 878),
        ("BRA", "ARG", 1950, 1966),
        ("BRA", "ARG", 1970, 2341),
    ],
)
def test_distances(a: str, b: str, on: int, km: float) -> None:
    assert states.capital_distance_km(a, b, on) == pytest.approx(km, rel=0.01)


def test_great_circle_of_known_points() -> None:
    assert states.great_circle_km(0, 0, 0, 180) == pytest.approx(math.pi * 6371.0088)
    assert states.great_circle_km(90, 0, -90, 77) == pytest.approx(math.pi * 6371.0088)


def test_the_neighbours_of_venezuela() -> None:
    assert states.borders("VEN") == ("BRA", "COL", "GUY")
    assert states.borders("VEN", 1960) == ("BRA", "COL")
    assert states.is_border("COL", "VEN", 2000) and not states.is_border("VEN", "RUS", 2000)


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("SUN", 1970, "AFG CHN CSK FIN HUN IRN MNG NOR POL PRK ROU TUR"),
        ("DDR", 1970, "CSK DEU POL"),
        ("DEU", 1970, "AUT BEL CHE CSK DDR DNK FRA LUX NLD"),
        ("DEU", 2000, "AUT BEL CHE CZE DNK FRA LUX NLD POL"),
        ("CSK", 1970, "AUT DDR DEU HUN POL SUN"),
        ("YUG", 1985, "ALB AUT BGR GRC HUN ITA ROU"),
        ("YUG", 2000, "ALB BGR BIH HRV HUN MKD ROU"),
        ("VDR", 1965, "CHN LAO XVS"),
        ("XVS", 1965, "KHM LAO VDR"),
        ("VNM", 2000, "CHN KHM LAO"),
        ("XNY", 1980, "SAU YMD"),
        ("YMD", 1980, "OMN SAU XNY"),
        ("YEM", 2000, "OMN SAU"),
        ("SDN", 2005, "CAF COD EGY ERI ETH KEN LBY TCD UGA"),
        ("SDN", 2015, "CAF EGY ERI ETH LBY SSD TCD"),
        ("PAK", 1960, "AFG CHN IND IRN MMR"),
        ("PAK", 1980, "AFG CHN IND IRN"),
        ("POL", 1985, "CSK DDR SUN"),
        ("POL", 2000, "BLR CZE DEU LTU RUS SVK UKR"),
        ("XTB", 1949, "BTN CHN IND MMR NPL"),
        ("XAB", 2015, "GEO RUS"),
        ("CUB", 2000, ""),
        ("ESP", 2000, "AND FRA MAR PRT"),
    ],
)
def test_borders_by_year(code: str, on: int, expected: str) -> None:
    assert states.borders(code, on) == tuple(expected.split())


def test_french_guiana_counts_as_france_unless_left_out() -> None:
    assert {"BRA", "SUR"} <= set(states.borders("FRA", 2000))
    assert "FRA" in states.borders("BRA", 2000)
    assert not {"BRA", "SUR"} & set(states.borders("FRA", 2000, overseas=False))
    assert "FRA" not in states.borders("BRA", 2000, overseas=False)
    assert states.gap_km("FRA", "BRA") == 0
    assert states.gap_km("FRA", "BRA", overseas=False) is None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PRESENT), st.dates(date(1946, 1, 1), date(2026, 1, 1)))
def test_borders_are_mutual(code: str, day: date) -> None:
    if not states.get(code).exists(day):
        return
    for other in states.borders(code, day):
        assert code in states.borders(other, day)
        assert states.get(other).exists(day) and other != code


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PRESENT), st.sampled_from(PRESENT))
def test_gap_is_symmetric_and_zero_for_neighbours(a: str, b: str) -> None:
    if a == b:
        return
    gap = states.gap_km(a, b)
    assert gap == states.gap_km(b, a)
    assert (gap == 0) == states.is_border(a, b)
    assert gap is None or 0 <= gap <= 1000


@pytest.mark.parametrize(
    ("a", "b", "on", "low", "high"),
    [
        ("VEN", "TTO", 2000, 10, 20),
        ("USA", "CUB", 2000, 140, 160),
        ("GBR", "FRA", 2000, 30, 40),
        ("USA", "SUN", 1970, 0.1, 90),
        ("DDR", "DNK", 1970, 30, 60),
    ],
)
def test_gaps(a: str, b: str, on: int, low: float, high: float) -> None:
    gap = states.gap_km(a, b, on)
    assert gap is not None and low <= gap <= high


def test_far_states_have_no_gap() -> None:
    assert states.gap_km("VEN", "RUS") is None


def test_what_is_not_held_is_refused() -> None:
    with pytest.raises(UsageError, match="1946"):
        states.borders("FRA", 1900)
    with pytest.raises(UsageError, match="did not exist"):
        states.borders("SUN", 2000)
    with pytest.raises(UsageError, match="no borders today"):
        states.borders("SUN")
    with pytest.raises(UsageError, match="together"):
        states.gap_km("SUN", "SSD", 1950)
    with pytest.raises(UsageError, match="outline"):
        states.gap_km("XAB", "TUR", 2010)
    with pytest.raises(UsageError):
        states.gap_km("VEN", "VEN")
    with pytest.raises(UnknownActorError):
        states.borders("VEM")


def test_parts_follow_the_day() -> None:
    assert states.parts_of("DDR", date(1970, 1, 1)) == ("DEU/east",)
    assert states.parts_of("PAK", date(1970, 1, 1)) == ("PAK", "BGD")
    assert states.parts_of("PAK", date(1980, 1, 1)) == ("PAK",)
    assert "EST" in states.parts_of("SUN", date(1970, 1, 1))
    assert "EST" not in states.parts_of("SUN", date(1991, 10, 1))
    assert states.parts_of("SUN", date(2000, 1, 1)) == ()
