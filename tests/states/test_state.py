from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral import states
from bilateral.errors import UnknownActorError, UsageError

ALL = states.all_states()


@pytest.mark.parametrize("state", ALL, ids=lambda state: state.code)
def test_every_code_round_trips(state: states.State) -> None:
    assert states.get(state.code) is state
    assert states.find(state.code) is state
    assert states.resolve(state.code).candidates == (state.code,)
    assert states.resolve(state.code).how == "code"


@pytest.mark.parametrize("state", ALL, ids=lambda state: state.code)
def test_every_state_is_whole(state: states.State) -> None:
    assert re.fullmatch("[A-Z]{3}", state.code)
    assert state.spells
    assert state.start <= (state.end or state.start)
    assert state.region in states.regions() and state.subregion in states.regions()[state.region]
    assert -90 <= state.capital.latitude <= 90 and -180 <= state.capital.longitude <= 180
    assert state.capitals[-1] == state.capital
    assert state.iso2 is None or re.fullmatch("[A-Z]{2}", state.iso2)
    assert not state.code.startswith("X") or re.fullmatch("X[A-X][A-Z]", state.code), "user-assigned range"


def test_codes_are_unique_and_numbers_of_iso_too() -> None:
    assert len({state.code for state in ALL}) == len(ALL)
    numbers = [state.iso_number for state in ALL if state.iso_number is not None]
    assert len(set(numbers)) == len(numbers)


def test_a_state_is_frozen_and_hashable() -> None:
    venezuela = states.get("VEN")
    with pytest.raises(AttributeError):
        venezuela.name = "Other"  # type: ignore[misc]
    assert len({venezuela, states.get("RUS")}) == 2
    assert msgspec.json.encode(venezuela).startswith(b'{"code":"VEN"')


def test_former_states_have_their_own_codes_under_one_number() -> None:
    assert states.get("SUN").cow == states.get("RUS").cow == 365
    assert [spell.number for spell in states.get("DEU").cow_spells] == [255, 260, 255]
    assert states.get("DEU").gw == 260
    assert states.get("DDR").cow == states.get("DDR").gw == 265
    assert (states.get("YEM").cow, states.get("YEM").gw, states.get("XNY").gw) == (679, 678, 678)
    assert (states.get("SRB").cow, states.get("SRB").gw) == (345, 340)
    assert (states.get("VDR").cow, states.get("XVS").cow, states.get("XVA").gw) == (816, 817, 815)


def test_entities_outside_both_lists() -> None:
    for code in ("PSE", "ESH", "VAT", "COK", "NIU"):
        state = states.get(code)
        assert state.cow is None and state.gw is None and state.iso_spells
    assert states.get("TWN").cow == 713 and states.get("XKX").gw == 347
    assert states.get("XTB").cow is None and states.get("XOF").cow is None


def test_unknown_code_suggests() -> None:
    with pytest.raises(UnknownActorError) as caught:
        states.get("VEM")
    assert caught.value.suggestions[0] == "VEN Venezuela"
    assert "VEN (Venezuela)" in caught.value.hint


def test_codes_are_capitals() -> None:
    assert states.find("ven") is None
    assert states.find("") is None
    assert states.is_code("VEN") and not states.is_code("Venezuela")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("VEM", "VEN"),
        ("Venezuala", "VEN"),
        ("Venezula", "VEN"),
        ("Rusia", "RUS"),
        ("Россея", "RUS"),
        ("RSU", "RUS"),
        ("Untied States", "USA"),
        ("Columbia", "COL"),
        ("Soviet Onion", "SUN"),
        ("Estados Unido", "USA"),
        ("Kazakstan", "KAZ"),
    ],
)
def test_suggestions(text: str, first: str) -> None:
    assert states.suggest(text)[0][0] == first


def test_nothing_near_gives_nothing() -> None:
    assert states.suggest("qqqqqq") == []
    assert states.suggest("") == []
    assert len(states.suggest("Guinea", n=2)) <= 2


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_look_ups(text: str) -> None:
    states.find(text)
    assert all(states.find(code) is not None for code, _ in states.suggest(text))


def test_capitals_by_year() -> None:
    assert states.get("BRA").capital_on(1950).name == "Rio de Janeiro"
    assert states.get("BRA").capital_on(1970).name == "Brasília"
    assert states.get("DEU").capital_on(1970).name == "Bonn"
    assert states.get("DEU").capital_on(1935).name == states.get("DEU").capital.name == "Berlin"
    assert states.get("RUS").capital_on(1900).name == "Saint Petersburg"
    assert states.get("KAZ").capital_on(1995).name == "Almaty"
    assert states.get("PAK").capital_on(1950).name == "Karachi"
    assert states.get("AUS").capital_on(1920).name == "Melbourne"
    assert states.get("MMR").capital_on(2000).name == "Yangon"
    assert states.get("CIV").capital_on(1970).name == "Abidjan"
    assert states.get("NGA").capital_on(1980).name == "Lagos"
    assert states.get("TZA").capital_on(1970).name == "Dar es Salaam"
    assert states.get("BRA").capital_on(1800).name == "Rio de Janeiro"


def test_regions() -> None:
    assert states.get("VEN").subregion == "South America" and states.get("VEN").region == "Americas"
    assert states.get("RUS").subregion == "Eastern Europe"
    south = states.in_region("South America", 2000)
    assert len(south) == 12 and "VEN" in {state.code for state in south}
    latin = states.in_region("Latin America and the Caribbean", 2000)
    assert {state.code for state in south} < {state.code for state in latin}
    with pytest.raises(UsageError):
        states.in_region("Middle Earth")
