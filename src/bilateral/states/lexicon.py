"""The lexicon: which words name which state or actor, in one language, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from bilateral.states.tokens import key

EntryKind: TypeAlias = Literal[
    "name",
    "usage",
    "alias",
    "abbreviation",
    "former",
    "demonym",
    "prefix",
    "capital",
    "building",
    "office",
]
Writing: TypeAlias = Literal["capital", "upper", "any"]

MetonymKind: TypeAlias = Literal["capital", "building", "office"]

METONYMS = ("capital", "building", "office")


class Entry(msgspec.Struct, frozen=True):
    """One way of naming one state or actor.

    text is the spelling of the table, code a state's code or an actor's id. start and end bound the days on
    which the text means it (None: no bound of its own). writing says how running text must spell it to count:
    with a capital first, all in capitals, or in any way; scripts without case always count.
    """

    text: str
    code: str
    kind: EntryKind
    language: str
    start: date | None = None
    end: date | None = None
    note: str = ""
    writing: Writing = "capital"


class Lexicon(msgspec.Struct, frozen=True):
    """The entries of one language by key, and the number of words of the longest key by its first word.

    blocked holds, by key, the names that are no states: the name as it is written, and what it is.
    """

    language: str
    entries: Mapping[str, tuple[Entry, ...]]
    blocked: Mapping[str, tuple[str, str]]
    reach: Mapping[str, int]

    def at(self, text_key: str) -> tuple[Entry, ...]:
        """The entries under a key as `tokens.key` makes it; none if it is not held."""
        return self.entries.get(text_key, ())


def compile_lexicon(
    language: str, forms: Iterable[tuple[str, Entry]], blocked: Mapping[str, str] | None = None
) -> Lexicon:
    """A lexicon from pairs of a written form and its entry; blocked holds a note for names of no state."""
    table: dict[str, dict[tuple[str, str, date | None, date | None], Entry]] = {}
    for form, entry in forms:
        form_key = key(form)
        if not form_key:
            continue
        held = table.setdefault(form_key, {})
        mark = (entry.code, "name" if entry.kind == "usage" else entry.kind, entry.start, entry.end)
        if mark not in held:
            held[mark] = entry
        elif entry.note and not held[mark].note:
            held[mark] = msgspec.structs.replace(held[mark], note=entry.note)
    closed = {key(text): (text, note) for text, note in (blocked or {}).items()}
    reach: dict[str, int] = {}
    for text_key in (*table, *closed):
        words = text_key.split(" ")
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    return Lexicon(
        language=language,
        entries={text_key: tuple(held.values()) for text_key, held in table.items()},
        blocked=closed,
        reach=reach,
    )
