"""From a text to the state or actor it names. Nothing is guessed: what may mean two is ambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, TypeAlias, cast

import msgspec

from bilateral.states.actors import Actor, find_actor
from bilateral.states.days import Day
from bilateral.states.gazetteer import extra_lexicon, lexicon
from bilateral.states.lexicon import METONYMS, Entry, Lexicon, MetonymKind
from bilateral.states.names import FIRST_LANGUAGES, LANGUAGES, check_language
from bilateral.states.reasons import is_current, is_valid, why_none, why_one, why_several
from bilateral.states.state import all_states, find
from bilateral.states.suggestions import suggest
from bilateral.states.tables import rows, several
from bilateral.states.tokens import key

Status: TypeAlias = Literal["one", "ambiguous", "none"]
How: TypeAlias = Literal["code", "name", "alias", "demonym", "metonym"]

_HOW: dict[str, How] = {
    "name": "name",
    "usage": "alias",
    "alias": "alias",
    "abbreviation": "alias",
    "former": "alias",
    "demonym": "demonym",
    "prefix": "demonym",
    "capital": "metonym",
    "building": "metonym",
    "office": "metonym",
}
_RANK: dict[How, int] = {"code": 0, "name": 1, "alias": 2, "demonym": 3, "metonym": 4}


class StandsFor(msgspec.Struct, frozen=True):
    """What a metonym is: text "Kremlin", kind "building" and a note, often empty ("president")."""

    text: str
    kind: MetonymKind
    note: str = ""


class Match(msgspec.Struct, frozen=True):
    """What a text names.

    status is "one", "ambiguous" or "none"; candidates are codes of states and ids of actors, sorted. how says
    by what kind of word it was found, stands_for what a metonym is. note says in words why.
    """

    text: str
    status: Status
    candidates: tuple[str, ...]
    how: How | None
    stands_for: StandsFor | None
    note: str

    @property
    def code(self) -> str | None:
        """The one candidate, or None where there is none or more than one."""
        return self.candidates[0] if self.status == "one" else None


def resolve(
    text: str,
    on: Day | None = None,
    language: str | None = None,
    extra: Sequence[Actor] = (),
) -> Match:
    """The state or actor that a text names, on a day or in a year.

    on: a name counts only while its state is a member of any system, an alias or metonym only in its own
    years; a former name of a state that still exists counts at all times and the note gives its years. In a
    year, what holds on any of its days counts. Without `on`, present meanings go before past ones ("Yemen" is
    YEM), and a past state is found if nothing present has the name ("Soviet Union" is SUN).

    language: search that language only (a CLDR code). Without it English, Spanish, Russian, Portuguese,
    French and German together, then fourteen more. Codes (ISO alpha-3, alpha-2 in capitals, actor ids) count
    in every language.

    extra: further actors, for instance those of a register. Case, accents and a leading article do not
    matter. Raises UsageError for an unknown language and ValueFormError for a bad day.
    """
    wanted = text.strip()
    if find(wanted) is not None:
        return _by_code(wanted, wanted, on)
    text_key = key(wanted)
    if not text_key:
        return Match(text, "none", (), None, None, "the text is empty")
    for languages in _searches(language):
        tables = [table for one in languages for table in _tables(one, extra)]
        for variant in _variants(text_key):
            entries = [entry for table in tables for entry in table.at(variant) if entry.kind != "prefix"]
            closed = [table.blocked[variant] for table in tables if variant in table.blocked]
            exact = any(written.casefold() == wanted.casefold() for written, _ in closed)
            if closed and (exact or not entries):
                return Match(wanted, "none", (), None, None, f"{wanted}: {closed[0][1]}")
            if entries:
                return match_of(wanted, entries, on)
    for code in (wanted.upper(), wanted.lower()):
        if find(code) is not None or find_actor(code) is not None:
            return _by_code(wanted, code, on)
    by_two = _alpha2(wanted)
    if by_two is not None:
        return _by_code(wanted, by_two, on)
    near = suggest(wanted)
    hint = f"; near it: {', '.join(f'{label} ({code})' for code, label in near)}" if near else ""
    return Match(wanted, "none", (), None, None, f"nothing is known as {wanted!r}{hint}")


def _searches(language: str | None) -> Iterator[tuple[str, ...]]:
    if language is not None:
        yield (check_language(language).split("_")[0],)
        return
    yield FIRST_LANGUAGES
    yield LANGUAGES[len(FIRST_LANGUAGES) :]


def _tables(language: str, extra: Sequence[Actor]) -> tuple[Lexicon, ...]:
    own = lexicon(language)
    return (extra_lexicon(tuple(extra), language), own) if extra else (own,)


@cache
def _leading() -> frozenset[str]:
    """Articles and prepositions that may stand before a name."""
    return frozenset(word for row in rows("words") if row["use"] == "lead" for word in several(row["words"]))


@cache
def _styles() -> tuple[str, ...]:
    """Formal beginnings such as "republic of", the longest first, as keys."""
    held = {key(text) for row in rows("words") if row["use"] == "style" for text in several(row["words"])}
    return tuple(sorted(held, key=len, reverse=True))


def _variants(text_key: str) -> Iterator[str]:
    yield text_key
    words = text_key.split(" ")
    if len(words) > 1 and words[0] in _leading():
        text_key = " ".join(words[1:])
        yield text_key
    style = next((style for style in _styles() if text_key.startswith(f"{style} ")), None)
    if style is not None:
        yield text_key[len(style) + 1 :]
    yield from clitic_variants(text_key)


def clitic_variants(text_key: str) -> Iterator[str]:
    """Arabic and Hebrew keys without the one-letter words that are written on to the next word."""
    if not text_key or not "\u0590" <= text_key[0] <= "\u06ff":
        return
    if text_key[0] in "\u0648\u0641":
        text_key = text_key[1:]
        yield text_key
    if text_key[:2] == "\u0644\u0644":
        yield "\u0627" + text_key[1:]
    if text_key[:1] in ("\u0628", "\u0644", "\u0643"):
        yield text_key[1:]
    if text_key[:1] in ("\u05d1", "\u05dc", "\u05de", "\u05d4", "\u05d5", "\u05e9", "\u05db"):
        yield text_key[1:]
        if text_key[1:2] in ("\u05d1", "\u05dc", "\u05de", "\u05d4"):
            yield text_key[2:]


def _alpha2(text: str) -> str | None:
    if len(text) != 2 or not text.isupper():
        return None
    return next((state.code for state in all_states() if state.iso2 == text), None)


def _by_code(text: str, code: str, on: Day | None) -> Match:
    entry = Entry(text=text, code=code, kind="name", language="*")
    actor = find_actor(code) if find(code) is None else None
    if actor is not None:
        entry = msgspec.structs.replace(entry, start=actor.start, end=actor.end)
    return msgspec.structs.replace(match_of(text, [entry], on), how="code")


def match_of(text: str, entries: Iterable[Entry], on: Day | None) -> Match:
    """The match for a text whose entries were looked up: those that hold on the day decide.

    Between several, those spelled exactly so go before those alike but for accents or an ending: "IRA" is not
    "Irã".
    """
    held = list(entries)
    if on is not None:
        valid = [entry for entry in held if is_valid(entry, on)]
    else:
        valid = [entry for entry in held if is_current(entry)]
        if not valid:
            valid = [entry for entry in held if _HOW[entry.kind] != "metonym"]
    if not valid:
        best = min(held, key=_rank)
        return Match(text, "none", (), _HOW[best.kind], _stands(best), why_none(text, held, on))
    if len({entry.code for entry in valid}) > 1:
        exact = text.casefold()
        valid = [entry for entry in valid if entry.text.casefold() == exact] or valid
    leading: dict[str, Entry] = {}
    for entry in valid:
        if entry.code not in leading or _rank(entry) < _rank(leading[entry.code]):
            leading[entry.code] = entry
    codes = tuple(sorted(leading))
    best = min(leading.values(), key=_rank)
    if len(codes) == 1:
        return Match(text, "one", codes, _HOW[best.kind], _stands(best), why_one(text, best, on))
    chosen = [leading[code] for code in codes]
    return Match(text, "ambiguous", codes, _HOW[best.kind], _stands(best), why_several(text, chosen, on))


def _rank(entry: Entry) -> int:
    return _RANK[_HOW[entry.kind]]


def _stands(entry: Entry) -> StandsFor | None:
    if entry.kind not in METONYMS:
        return None
    return StandsFor(text=entry.text, kind=cast(MetonymKind, entry.kind), note=entry.note)
