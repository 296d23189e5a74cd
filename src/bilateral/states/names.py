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
from bilateral.states.state import State, all_states, get
from bilateral.states.tables import rows

FIRST_LANGUAGES = ("en", "es", "ru", "pt", "fr", "de")
LANGUAGES = (*FIRST_LANGUAGES, "it", "pl", "uk", "ar", "zh", "ja", "tr", "hu", "id", "vi", "fa", "he", "bg", "el")

_BRACKET = re.compile(r"\s*\(([^()]*)\)$")


@cache
def check_language(language: str) -> str:
    """The language as a CLDR locale code ("pt-BR" -> "pt_BR"). Raises UsageError for one CLDR does not know."""
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
    """CLDR's exemplar city names in a language by time zone; zones without a name of their own are left out."""
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

    language is a CLDR code; "pt-BR" and "zh-Hant" work. A former state has names in English, Spanish, Russian,
    Portuguese, French and German; in other languages its English name is given. Raises UnknownActorError for
    an unknown code and UsageError for an unknown language.
    """
    state = get(code)
    locale = check_language(language)
    own = own_names(locale.split("_")[0]).get(state.code)
    if own:
        return own
    found = cldr_name(state, locale)
    if found is None:
        return state.name
    return _BRACKET.sub("", found) if state.code not in ("COD", "COG") else found


def spellings(state: State, language: str) -> tuple[str, ...]:
    """Every spelling under which name tables hold a state in a language, the short name first.

    "Myanmar (Burma)" gives the whole, "Myanmar" and "Burma"; the bracket of "Korea (to 1910)" is dropped.
    """
    found = [own_names(language).get(state.code), cldr_name(state, language)]
    if language == "zh":
        found.append(cldr_name(state, "zh_Hant"))
    spelled: list[str] = []
    for text in found:
        if not text:
            continue
        bracket = _BRACKET.search(text)
        if bracket is None:
            spelled.append(text)
            continue
        spelled.append(_BRACKET.sub("", text))
        if state.is_open and len(bracket.group(1)) > 3:
            spelled.append(bracket.group(1))
    return tuple(dict.fromkeys(spelled))


@cache
def territory_spellings(language: str) -> Mapping[str, tuple[str, str]]:
    """Names of dependent territories that are no states here: name to (ISO alpha-3 code, state it belongs to)."""
    table = cldr_territories(language)
    return {
        table[row["iso2"]]: (row["code"], row["holder"]) for row in rows("territories") if row["iso2"] in table
    }
