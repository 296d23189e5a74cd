"""The gazetteer: gathers from the tables all names, demonyms, capitals and actors of a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import cast

from bilateral.states.actors import Actor, other_actors
from bilateral.states.capital import Capital
from bilateral.states.days import read_end, read_start
from bilateral.states.inflection import forms
from bilateral.states.lexicon import Entry, EntryKind, Lexicon, Writing, compile_lexicon
from bilateral.states.names import cldr_cities, name, spellings, territory_spellings
from bilateral.states.russian import compound_prefix, phrase_forms
from bilateral.states.state import State, all_states, find
from bilateral.states.tables import rows, several

_OWN_SCRIPT = ("ru", "uk", "bg", "ar", "fa", "he", "zh", "ja", "el")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of one language, built at first use (tens of milliseconds)."""
    parts = (
        _names(language),
        _aliases(language),
        _demonyms(language),
        _capitals(language),
        _metonyms(language),
        _actors(other_actors(), language),
    )
    return compile_lexicon(language, (pair for part in parts for pair in part), _blocked(language))


@lru_cache(maxsize=32)
def extra_lexicon(actors: tuple[Actor, ...], language: str) -> Lexicon:
    """A lexicon of a caller's own actors in one language."""
    return compile_lexicon(language, _actors(actors, language))


def _written(text: str, language: str, kind: EntryKind) -> Iterator[str]:
    """A name and the forms it takes in running text."""
    yield text
    if kind == "abbreviation" or text.isupper():
        if 2 <= len(text) <= 5 and text.isascii() and text.isalpha() and text.isupper():
            yield ".".join(text) + "."
        return
    if language == "ru":
        yield from phrase_forms(text)
    elif language == "de" and text[-1] not in "szxß":
        yield text + "s"


@cache
def _shared() -> dict[str, tuple[tuple[str, date | None, date | None, str], ...]]:
    found: dict[str, list[tuple[str, date | None, date | None, str]]] = {}
    for row in rows("shared_names"):
        found.setdefault(row["name_of"], []).append(
            (row["also"], read_start(row["start"]), read_end(row["end"]), row["note"])
        )
    return {code: tuple(held) for code, held in found.items()}


def _plain(entry: Entry, written: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    """A plain name or demonym, and the other states that the same word may mean by data/shared_names.csv."""
    shares = [
        Entry(
            text=entry.text,
            code=also,
            kind="usage" if entry.kind == "name" else entry.kind,
            language=entry.language,
            start=start,
            end=end,
            note=note,
            writing=entry.writing,
        )
        for also, start, end, note in _shared().get(entry.code, ())
    ]
    for form in written:
        yield form, entry
        for share in shares:
            yield form, share


def _names(language: str) -> Iterator[tuple[str, Entry]]:
    for state in all_states():
        for text in spellings(state, language):
            entry = Entry(text=text, code=state.code, kind="name", language=language)
            yield from _plain(entry, tuple(_written(text, language, "name")))


def _aliases(language: str) -> Iterator[tuple[str, Entry]]:
    for row in rows("aliases"):
        if row["language"] not in (language, "*"):
            continue
        kind = cast(EntryKind, row["kind"])
        text = row["text"]
        entry = Entry(
            text=text,
            code=row["code"],
            kind=kind,
            language=language,
            start=read_start(row["from"]),
            end=read_end(row["to"]),
            note=row["note"],
            writing=_alias_writing(kind, text),
        )
        written = tuple(_written(text, language, kind)) if kind != "prefix" else (text,)
        if kind == "name":
            yield from _plain(entry, written)
        else:
            yield from ((form, entry) for form in written)


def _alias_writing(kind: EntryKind, text: str) -> Writing:
    if kind == "abbreviation" and text.upper() == text:
        return "upper"
    return "any" if kind == "prefix" and text[0].islower() else "capital"


def _demonyms(language: str) -> Iterator[tuple[str, Entry]]:
    for row in rows("demonyms"):
        for lemma in several(row.get(language) or ""):
            writing: Writing = "capital" if language == "en" or lemma[0].isupper() else "any"
            entry = Entry(text=lemma, code=row["code"], kind="demonym", language=language, writing=writing)
            yield from _plain(entry, tuple(forms(lemma, language)))
            prefix = compound_prefix(lemma) if language == "ru" else None
            if prefix:
                part = Entry(text=prefix, code=row["code"], kind="prefix", language=language, writing="any")
                yield from _plain(part, (prefix,))


@cache
def _city_names(language: str) -> dict[str, tuple[str, ...]]:
    """Names of capitals in a language by their English name: from CLDR's zones and data/metonyms.csv."""
    cities = cldr_cities(language)
    found: dict[str, list[str]] = {}
    for state in all_states():
        for capital in state.capitals:
            held = found.setdefault(capital.name, [])
            if language not in _OWN_SCRIPT:
                held.append(capital.name)
            if capital.zone in cities:
                held.append(cities[capital.zone])
    for row in rows("metonyms"):
        if row["language"] == language and row["capital"] and not row["from"] and not row["to"]:
            found.setdefault(row["capital"], []).append(row["text"])
    return {city: tuple(dict.fromkeys(held)) for city, held in found.items()}


def _capitals(language: str) -> Iterator[tuple[str, Entry]]:
    names = _city_names(language)
    for state in all_states():
        for capital in state.capitals:
            for text in names.get(capital.name, ()):
                yield from _capital_forms(text, state, capital, language)


def _capital_forms(
    text: str, state: State, capital: Capital, language: str, note: str = ""
) -> Iterator[tuple[str, Entry]]:
    entry = Entry(
        text=text,
        code=state.code,
        kind="capital",
        language=language,
        start=capital.start,
        end=capital.end,
        note=note or capital.note,
    )
    for form in _written(text, language, "capital"):
        yield form, entry


def _metonyms(language: str) -> Iterator[tuple[str, Entry]]:
    for row in rows("metonyms"):
        if row["language"] != language or (row["capital"] and not row["from"] and not row["to"]):
            continue
        kind = cast(EntryKind, row["kind"])
        entry = Entry(
            text=row["text"],
            code=row["code"],
            kind=kind,
            language=language,
            start=read_start(row["from"]),
            end=read_end(row["to"]),
            note=row["note"],
        )
        for form in _written(row["text"], language, kind):
            yield form, entry


def _actors(actors: Sequence[Actor], language: str) -> Iterator[tuple[str, Entry]]:
    for actor in actors:
        for text in actor.spellings(language):
            kind: EntryKind = "name" if text == actor.name else "alias"
            entry = Entry(
                text=text,
                code=actor.id,
                kind=kind,
                language=language,
                start=actor.start,
                end=actor.end,
                writing=_actor_writing(text),
            )
            for form in _written(text, language, kind):
                yield form, entry


def _actor_writing(text: str) -> Writing:
    if text.isupper() and len(text) <= 6:
        return "upper"
    return "capital" if text[0].isupper() else "any"


def _blocked(language: str) -> dict[str, str]:
    found = {row["text"]: row["note"] for row in rows("not_states") if row["language"] == language}
    for text, (_, holder) in territory_spellings(language).items():
        if find(holder) is not None:
            found[text] = f"a dependent territory, not a state; it belongs to {name(holder)} ({holder})"
    return found
