"""Who acts beside the states: the card of a person, company, state body, organisation or armed group."""

from __future__ import annotations

import msgspec

from bilateral import states
from bilateral.evidence.dates import When
from bilateral.evidence.form import Form
from bilateral.evidence.source import near_state

ACTOR_KINDS = ("person", "company", "office", "organisation", "non_state", "unknown")


class Office(msgspec.Struct, frozen=True):
    """An office a person held, from a day to a day (EDTF; None where open)."""

    role: str
    since: When | None = None
    until: When | None = None


class ActorCard(msgspec.Struct, frozen=True):
    """The card of an actor that is not a state. state: the state it belongs to."""

    actor_id: str
    name: str
    kind: str
    state: str | None = None
    offices: tuple[Office, ...] = ()
    aliases: tuple[str, ...] = ()
    cyrillic: tuple[str, ...] = ()
    other_scripts: tuple[str, ...] = ()
    note: str | None = None
    file: str = ""
    line: int = 0


def read_actor(actor_id: str, form: Form, file: str, line: int) -> ActorCard | None:
    """Read one card of actors/*.yml; None when something in it is wrong."""
    before = len(form.problems)
    state = form.text("state")
    if state is not None and states.find(state) is None:
        form.wrong("state", f"{state!r} is not a state", expected="ISO 3166-1 alpha-3", hint=near_state(state))
    offices: list[Office] = []
    for part in form.forms("roles"):
        role = part.text("role", required=True, example="president")
        offices.append(Office(role or "", part.date("from"), part.date("to")))
        part.close()
    card = ActorCard(
        actor_id=actor_id,
        name=form.text("name", required=True, example="Hugo Chávez") or "",
        kind=form.choice("kind", ACTOR_KINDS, required=True) or "",
        state=state,
        offices=tuple(offices),
        aliases=form.texts("aliases"),
        cyrillic=form.texts("cyrillic"),
        other_scripts=form.texts("other_scripts"),
        note=form.text("note"),
        file=file,
        line=line,
    )
    form.close()
    return card if len(form.problems) == before else None
