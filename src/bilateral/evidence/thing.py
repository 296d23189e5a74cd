"""The thing that claims are about: what its editor fixed, beside what sources claim."""

from __future__ import annotations

import re

import msgspec

from bilateral import states
from bilateral.evidence.form import SLUG, Form
from bilateral.evidence.kinds import Kind, Level, Role
from bilateral.evidence.source import near_state

LONGEST_LABEL = 34
_HANDLE = re.compile(r"[A-Z]{1,8}-\d+[a-z]?")
_STATE = re.compile(r"[A-Z]{3}")


class Thing(msgspec.Struct, frozen=True):
    """One transfer, agreement, exercise …: its roles and traits, without anything that sources may dispute.

    roles: role name to actor codes. parties: all actors in roles, in order, each once. concerns: dyads it bears
    on without both being parties, as pairs in alphabetical order. handle: a short number for print. retells: the
    thing whose matter this one tells again from other sources; lists show it once.
    """

    thing_id: str
    kind: str
    title: str
    roles: dict[str, tuple[str, ...]]
    parties: tuple[str, ...]
    handle: str | None = None
    label: str | None = None
    concerns: tuple[tuple[str, str], ...] = ()
    equipment: tuple[str, ...] = ()
    attributes: dict[str, tuple[str, ...]] = {}
    retells: str | None = None
    note: str | None = None
    editing_note: str | None = None
    file: str = ""
    line: int = 0


def read_thing(form: Form, kind: Kind, file: str) -> Thing:
    """Read the head of a claims file. Wrong parts are left empty and reported in the form's problems."""
    thing_id = form.slug("id", required=True, example="rus-ven-su-30mk2") or ""
    title = form.text("title", required=True, example="Su-30MK2 fighters for Venezuela") or ""
    handle = form.text("handle")
    if handle is not None and not _HANDLE.fullmatch(handle):
        form.wrong("handle", f"{handle!r} is not a handle", expected="capitals, a hyphen, a number", example="RU-001")
    label = form.text("label")
    if label is not None and len(label) > LONGEST_LABEL:
        form.wrong("label", f"the label is {len(label)} characters long", expected=f"at most {LONGEST_LABEL}")
    roles = {role.name: _role(form, role) for role in kind.roles}
    _check_sides(form, kind, roles)
    parties = tuple(dict.fromkeys(actor for actors in roles.values() for actor in actors))
    return Thing(
        thing_id=thing_id,
        kind=kind.name,
        title=title,
        roles={name: actors for name, actors in roles.items() if actors},
        parties=parties,
        handle=handle,
        label=label,
        concerns=tuple(pair for text in form.texts("concerns") if (pair := _pair(form, text))),
        equipment=_equipment(form, kind),
        attributes=_attributes(form, kind),
        retells=form.slug("retells", example="rus-ven-ak-103-plant"),
        note=form.text("note"),
        editing_note=form.text("editing_note"),
        file=file,
        line=form.node.line,
    )


def read_actor_code(form: Form, key: str, text: str) -> str | None:
    """Check the form of an actor code: a state's three letters, or the id of another actor."""
    if _STATE.fullmatch(text):
        if states.find(text) is not None:
            return text
        form.wrong(key, f"{text!r} is not a state", expected="ISO 3166-1 alpha-3", hint=near_state(text))
        return None
    if SLUG.fullmatch(text):
        return text
    form.wrong(
        key,
        f"{text!r} is not an actor",
        expected="a state's three letters or the id of an actor's card",
        example="VEN",
        hint=near_state(text),
    )
    return None


def _role(form: Form, role: Role) -> tuple[str, ...]:
    required = role.level is Level.REQUIRED
    nodes = form.items(role.name, required=required)
    if len(nodes) > 1 and not role.is_list:
        form.wrong(role.name, f"{role.name!r} is a list", expected="one actor", example=role.example)
    texts = [form.text_of(node, role.name) for node in nodes]
    codes = [read_actor_code(form, role.name, text) for text in texts if text]
    return tuple(code for code in codes if code)


def _check_sides(form: Form, kind: Kind, roles: dict[str, tuple[str, ...]]) -> None:
    """Nobody supplies, lends or sends to themselves."""
    for role in kind.roles:
        for one in roles[role.name]:
            if role.apart_from and one in roles[role.apart_from]:
                form.wrong(
                    role.name,
                    f"{one!r} is both the {role.apart_from} and the {role.name}",
                    expected="two different actors",
                    hint=f"correct {role.apart_from!r} or {role.name!r}; where it stays in one state, name the firm or"
                    " office on one side by its id",
                )


def _pair(form: Form, text: str) -> tuple[str, str] | None:
    codes = text.split("-")
    if len(codes) != 2 or any(not _STATE.fullmatch(code) or states.find(code) is None for code in codes):
        form.wrong("concerns", f"{text!r} is not a dyad", expected="two states", example="RUS-VEN")
        return None
    return (min(codes), max(codes))


def _equipment(form: Form, kind: Kind) -> tuple[str, ...]:
    if not kind.has_equipment:
        return ()
    ids = form.texts("equipment")
    for one in ids:
        if not SLUG.fullmatch(one):
            form.wrong(
                "equipment",
                f"{one!r} is not an equipment id",
                expected="lower case, hyphens",
                example="t-72b1",
            )
    if kind.name in ("transfer", "readiness") and not ids:
        form.wrong("equipment", f"a {kind.name} names no equipment", expected="an id of equipment/*.yml")
    return ids


def _attributes(form: Form, kind: Kind) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for attribute in kind.attributes:
        required = attribute.level is Level.REQUIRED
        if attribute.options and not attribute.is_list:
            choice = form.choice(attribute.name, attribute.options, required=required)
            values: tuple[str, ...] = (choice,) if choice else ()
        elif attribute.is_list:
            values = form.texts(attribute.name)
        else:
            text = form.text(attribute.name, required=required, example=attribute.example)
            values = (text,) if text else ()
        if values:
            found[attribute.name] = values
    return found
