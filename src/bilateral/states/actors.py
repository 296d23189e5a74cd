"""Actors that are no states: organisations, armed groups, companies, persons, offices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, TypeAlias, cast

import msgspec

from bilateral.errors import UnknownActorError
from bilateral.states.days import Day, overlaps, read_end, read_start, span
from bilateral.states.names import FIRST_LANGUAGES
from bilateral.states.tables import rows, several

ActorKind: TypeAlias = Literal["non_state", "organisation", "company", "person", "office", "unknown"]


class Actor(msgspec.Struct, frozen=True):
    """An actor that is no state.

    id is a lower-case slug ("farc-ep"); home holds the codes of the states it belongs to or works in. start
    and end are its first and last day as an actor, None where open. aliases maps a language code to the names
    it goes by there; "*" stands for every language. wikidata is a Q identifier where one is known.
    """

    id: str
    kind: ActorKind
    name: str
    home: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    aliases: Mapping[str, tuple[str, ...]] = {}
    wikidata: str | None = None

    @property
    def code(self) -> str:
        """The id, under the name that states use."""
        return self.id

    def __hash__(self) -> int:
        return hash((self.id, self.kind, self.name))

    def is_active(self, on: Day) -> bool:
        """Whether it was active on the day, or on any day of the year."""
        return overlaps(self.start, self.end, *span(on))

    def spellings(self, language: str) -> tuple[str, ...]:
        """Names it goes by in a language; where it has none there, its English name."""
        own = (*self.aliases.get(language, ()), *self.aliases.get("*", ()))
        return (self.name, *own) if language == "en" or not own else own


@cache
def _table() -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for row in (*rows("organisations"), *rows("non_state")):
        aliases = {language: several(row[language]) for language in FIRST_LANGUAGES if row[language]}
        found[row["id"]] = Actor(
            id=row["id"],
            kind=cast(ActorKind, row["kind"]),
            name=row["name"],
            home=several(row["home"], "|"),
            start=read_start(row["from"]),
            end=read_end(row["to"]),
            aliases=aliases,
            wikidata=row["wikidata"] or None,
        )
    return found


@cache
def other_actors() -> tuple[Actor, ...]:
    """The organisations and non-state actors of the shipped tables, by id."""
    return tuple(sorted(_table().values(), key=lambda actor: actor.id))


def find_actor(actor_id: str) -> Actor | None:
    """The shipped actor with this id, or None."""
    return _table().get(actor_id)


def get_actor(actor_id: str) -> Actor:
    """The shipped actor with this id. Raises UnknownActorError with near misses."""
    actor = find_actor(actor_id)
    if actor is None:
        from difflib import get_close_matches

        near = get_close_matches(actor_id.lower(), _table(), n=3, cutoff=0.6)
        raise UnknownActorError(actor_id, near, hint=f"did you mean {' or '.join(near)}?" if near else "")
    return actor
