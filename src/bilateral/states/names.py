"""Names of states in many languages.

English names are those of data/states.csv, short as the press writes them. In Spanish, Russian, Portuguese,
French and German data/names.csv names the former states and replaces a few names; everything else is the
territory name of Unicode CLDR (through babel).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bilateral.errors import UsageError
from bilateral.states.days import Day
from bilateral.states.state import State, all_states, get
from bilateral.states.tables import rows, several

FIRST_LANGUAGES = ("en", "es", "ru", "pt", "fr", "de")
LANGUAGES = (
    *FIRST_LANGUAGES,
    "it",
    "pl",
    "uk",
    "ar",
    "zh",
    "ja",
    "tr",
    "hu",
    "id",
    "vi",
    "fa",
    "he",
    "bg",
    "el",
)

_BRACKET = r"\s*\(([^()]*)\)$"


@cache
def check_language(language: str) -> str:
    """The language as a CLDR locale code ("pt-BR" -> "pt_BR"). Raises UsageError for an unknown one."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise UsageError(
            f"no language is known as {language!r}",
            hint=f"use a code such as {', '.join(FIRST_LANGUAGES)}",
        ) from error


@cache
def cldr_territories(language: str) -> Mapping[str, str]:
    """CLDR's territory names in a language by ISO 3166-1 alpha-2 code."""
    from babel import Locale

    found: Mapping[str, str] = dict(Locale.parse(check_language(language)).territories)
    return found


@cache
def cldr_cities(language: str) -> Mapping[str, str]:
    """CLDR's exemplar city names in a language by time zone, where it has one."""
    from babel import Locale

    zones = Locale.parse(check_language(language)).time_zones
    return {zone: str(entry["city"]) for zone, entry in zones.items() if "city" in entry}


@cache
def own_names(language: str) -> Mapping[str, str]:
    """Names this project gives itself in a language, by code: all of them in English, some in five others."""
    if language == "en":
        return {state.code: state.name for state in all_states()}
    if language not in FIRST_LANGUAGES:
        return {}
    return {row["code"]: row[language] for row in rows("names") if row[language]}


@cache
def cldr_name(state: State, language: str) -> str | None:
    """CLDR's name of a state that has a current ISO alpha-2 code; None for former states."""
    if state.iso2 is None or not state.is_open:
        return None
    return cldr_territories(language).get(state.iso2)


@cache
def name(code: str, language: str = "en") -> str:
    """Short name of a state in a language ("USA", "es" -> "Estados Unidos").

    language is a CLDR code; "pt-BR" and "zh-Hant" work. A former state has names in English, Spanish,
    Russian, Portuguese, French and German; in other languages its English name is given. Raises
    UnknownActorError for an unknown code and UsageError for an unknown language.
    """
    state = get(code)
    locale = check_language(language)
    own = own_names(locale.split("_")[0]).get(state.code)
    if own:
        return own
    found = cldr_name(state, locale)
    if found is None:
        return state.name
    return re.sub(_BRACKET, "", found) if state.code not in ("COD", "COG") else found


def capital_name(code: str, on: Day | None = None, language: str = "en") -> str:
    """Name of a state's capital on a day (in a year, at its end), as CLDR spells it in the language.

    The English name where CLDR has none. Raises as `name` does.
    """
    capital = get(code).capital_on(on)
    if language == "en":
        return capital.name
    return cldr_cities(check_language(language)).get(capital.zone, capital.name)


def demonyms(code: str, language: str = "en") -> tuple[str, ...]:
    """Adjectives and names of inhabitants of a state, as lemmas ("VEN", "es" -> ("venezolano",)).

    Held in English, Spanish, Russian, Portuguese, French and German; other languages give none. Raises
    UnknownActorError for an unknown code.
    """
    state = get(code)
    row = next((row for row in rows("demonyms") if row["code"] == state.code), {})
    return several(row.get(language) or "")


def spellings(state: State, language: str) -> tuple[str, ...]:
    """Every spelling under which name tables hold a state in a language, the short name first.

    A bracket is dropped ("Korea (to 1910)" gives "Korea"); outside the first six languages, whose other names
    are in data/aliases.csv, what stands in it counts as well ("Myanmar (Birmania)" gives "Birmania").
    Where a language has no name, the English one is given.
    """
    found = [own_names(language).get(state.code), cldr_name(state, language)]
    if language == "zh":
        found.append(cldr_name(state, "zh_Hant"))
    spelled: list[str] = []
    for text in found:
        if not text:
            continue
        bracket = re.search(_BRACKET, text)
        if bracket is None:
            spelled.append(text)
            continue
        spelled.extend((re.sub(_BRACKET, "", text), text))
        if state.is_open and language not in FIRST_LANGUAGES and len(bracket.group(1)) > 3:
            spelled.append(bracket.group(1))
    return tuple(dict.fromkeys(spelled)) or (state.name,)


@cache
def territory_spellings(language: str) -> Mapping[str, tuple[str, str]]:
    """Names of dependent territories, each with its ISO alpha-3 code and the state it belongs to."""
    table = cldr_territories(language)
    return {table[row["iso2"]]: (row["code"], row["holder"]) for row in rows("territories") if row["iso2"] in table}
