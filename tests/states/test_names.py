from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral import states
from bilateral.errors import UnknownActorError, UsageError
from bilateral.states.names import own_names
from bilateral.states.tokens import key

ALL = states.all_states()


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        ("USA", "en", "United States"),
        ("VEN", "en", "Venezuela"),
        ("USA", "es", "Estados Unidos"),
        ("RUS", "ru", "Россия"),
        ("VEN", "ru", "Венесуэла"),
        ("VEN", "zh", "委内瑞拉"),
        ("BRA", "pt-BR", "Brasil"),
        ("CIV", "en", "Ivory Coast"),
        ("COD", "en", "DR Congo"),
        ("MMR", "en", "Myanmar"),
        ("MMR", "it", "Myanmar"),
        ("TUR", "en", "Turkey"),
        ("BIH", "en", "Bosnia and Herzegovina"),
        ("XKX", "de", "Kosovo"),
        ("SUN", "es", "Unión Soviética"),
        ("SUN", "ru", "Советский Союз"),
        ("DDR", "de", "DDR"),
        ("YUG", "fr", "Yougoslavie"),
        ("CSK", "pt", "Checoslováquia"),
        ("SUN", "it", "Soviet Union"),
    ],
)
def test_name(code: str, language: str, expected: str) -> None:
    assert states.name(code, language) == expected


@pytest.mark.parametrize("language", states.FIRST_LANGUAGES)
def test_every_state_has_a_name_in_the_first_languages(language: str) -> None:
    for state in ALL:
        text = states.name(state.code, language)
        assert text
        if not state.is_open:
            assert state.code in own_names(language), f"{state.code} has no {language} name"


def test_names_are_short() -> None:
    for state in ALL:
        assert "(" not in state.name or not state.is_open
        assert "&" not in state.name
        assert "Republic of)" not in state.name


@pytest.mark.parametrize("language", states.LANGUAGES)
def test_every_name_resolves_to_its_state(language: str) -> None:
    for state in ALL:
        day = max(spell.start for spell in state.spells)
        text = states.name(state.code, language)
        match = states.resolve(text, on=day, language=language)
        assert state.code in match.candidates, (state.code, text, match)
        if not states.is_code(text.upper()):
            assert state.code in states.resolve(text.upper(), on=day).candidates, text


@pytest.mark.parametrize("language", states.FIRST_LANGUAGES)
def test_every_demonym_resolves_to_its_state(language: str) -> None:
    for state in ALL:
        day = max(spell.start for spell in state.spells)
        for lemma in states.demonyms(state.code, language):
            match = states.resolve(lemma, on=day, language=language)
            assert state.code in match.candidates, (state.code, lemma, match)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ALL), st.sampled_from(states.LANGUAGES))
def test_case_and_accents_do_not_matter(state: states.State, language: str) -> None:
    text = states.name(state.code, language)
    assert key(text) == key(text.lower()) == key(text.upper())


def test_demonyms_and_capitals() -> None:
    assert states.demonyms("VEN", "es") == ("venezolano",)
    assert states.get("VEN").demonyms == ("Venezuelan",)
    assert states.demonyms("VEN", "ja") == ()
    assert states.capital_name("RUS", language="es") == "Moscú"
    assert states.capital_name("RUS", 1900) == "Saint Petersburg"
    assert states.capital_name("SUN", date(1950, 1, 1)) == "Moscow"


def test_bad_questions() -> None:
    with pytest.raises(UnknownActorError):
        states.name("VEM")
    for language in ("klingon", "", "e1"):
        with pytest.raises(UsageError):
            states.name("VEN", language)
