"""Which keys the hand-edited files know: asked of the readers themselves, by a form that writes down every question."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from bilateral.errors import InvalidRegisterError
from bilateral.evidence import claims_file
from bilateral.evidence.actor import read_actor
from bilateral.evidence.assertion import read_assertion
from bilateral.evidence.citation import Citation
from bilateral.evidence.equipment import read_equipment
from bilateral.evidence.form import Form
from bilateral.evidence.kinds import KINDS, Kind
from bilateral.evidence.node import Node, Problems
from bilateral.evidence.ruling import read_correction, read_judgement
from bilateral.evidence.source import read_source
from bilateral.store.register import CONFIG, read_register

from .text import code, codes, table


@dataclass
class Key:
    """One key that a reader asked for."""

    name: str
    form: str
    is_required: bool = False
    example: str = ""
    options: tuple[str, ...] = ()
    inner: dict[str, Key] = field(default_factory=dict)


class Recorder(Form):
    """A form that holds nothing and remembers what it was asked. Nested forms are asked once each."""

    def __init__(self, node: Node, problems: Problems, path: str) -> None:
        super().__init__(node, problems, path)
        self.keys: dict[str, Key] = {}

    def _note(self, name: str, form: str, *, required: bool = False, example: str = "", options: Any = ()) -> Key:
        return self.keys.setdefault(name, Key(name, form, required, example, tuple(options)))

    def take(self, key: str, *, required: bool = False, expected: str = "", example: str = "") -> Node | None:
        self._note(key, expected or "a value", required=required, example=example)
        return None

    def text(self, key: str, *, required: bool = False, example: str = "") -> str | None:
        self._note(key, "text", required=required, example=example)
        return None

    def slug(self, key: str, *, required: bool = False, example: str = "") -> str | None:
        self._note(key, "id", required=required, example=example)
        return None

    def choice(self, key: str, options: Collection[str], *, required: bool = False) -> str | None:
        self._note(key, "one of", required=required, options=options)
        return None

    def flag(self, key: str) -> bool:
        self._note(key, "`true` or `false`")
        return False

    def integer(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        self._note(key, f"whole number {low} to {high}", required=required)
        return None

    def date(self, key: str, *, required: bool = False) -> None:
        self._note(key, "date", required=required)

    def texts(self, key: str) -> tuple[str, ...]:
        self._note(key, "text or list")
        return ()

    def items(self, key: str, *, required: bool = False) -> list[Node]:
        self._note(key, "list", required=required)
        return []

    def mapping(self, key: str) -> list[tuple[str, Node, tuple[int, int]]]:
        self._note(key, "mapping")
        return []

    def forms(self, key: str, *, required: bool = False) -> Iterator[Form]:
        noted = self._note(key, "list of mappings", required=required)
        inner = Recorder(Node({}, 1, 1), self.problems, key)
        inner.keys = noted.inner
        yield inner

    def close(self) -> None:
        return


def _recorder() -> Recorder:
    return Recorder(Node({}, 1, 1), Problems("reference"), "the reference")


def card_keys(read: Callable[[str, Form, str, int], object]) -> dict[str, Key]:
    form = _recorder()
    read("reference", form, "reference", 1)
    return form.keys


SOURCE = ("source", read_source)
EQUIPMENT = ("equipment", read_equipment)
ACTOR = ("actor", read_actor)
CORRECTION = ("correction", read_correction)
JUDGEMENT = ("judgement", read_judgement)


def claims_file_keys(kind: Kind) -> dict[str, Key]:
    """The keys of a claims file of a kind: its head, and under `claims` and `disagreements` those of their items."""
    made: list[Recorder] = []

    def form(node: Node, problems: Problems, path: str) -> Recorder:
        made.append(Recorder(node, problems, path))
        return made[-1]

    with mock.patch.object(claims_file, "Form", form):
        claims_file.read_claims_file(Node({}, 1, 1), Problems("reference"), kind, file="reference")
    found = made[0].keys
    found["claims"].inner["asserts"].inner = assertion_keys(kind)
    return found


def assertion_keys(kind: Kind) -> dict[str, Key]:
    """The keys of one item of `asserts`."""
    form = _recorder()
    nobody = Citation(
        citation_id="reference", thing_id="reference", source_id="reference", at=None, title=None, edition=None,
        published=None, known=dt.date.min, basis="seen", relays=(), repeats=None, letter=None, digit=6, language=None,
        says="", by=None, is_checked=False, note=None, file="", line=1,
    )  # fmt: skip
    read_assertion(form, kind, nobody)
    return form.keys


def common(every: dict[str, dict[str, Key]]) -> list[str]:
    """The keys that all kinds have, in the order of the first."""
    first, *others = every.values()
    return [name for name in first if all(name in one for one in others)]


def register_keys() -> tuple[str, ...]:
    """The keys of register.toml, as its reader names them when it meets one that it does not know."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / CONFIG).write_text('name = "reference"\nreference = true\n', "utf-8")
        try:
            read_register(Path(folder))
        except InvalidRegisterError as error:
            return tuple(error.problems[0].expected.split(", "))
    raise AssertionError("register.toml takes any key")


def key_table(keys: dict[str, Key], words: dict[str, str], where: str) -> str:
    """Keys with what they mean. Raises KeyError for a key that nobody described, and for words about no key."""
    flat = list(_flat(keys))
    missing = [name for name, _ in flat if name not in words]
    spare = [name for name in words if name not in dict(flat)]
    if missing or spare:
        raise KeyError(
            f"tools/reference/words.py, {where}: describe {missing or 'nothing more'}, drop {spare or 'none'}"
        )
    rows = []
    for name, key in flat:
        form = f"{key.form}: {codes(key.options)}" if key.options else key.form
        if len(key.options) > 12:
            form = "one of the list below"
        rows.append((code(name), "required" if key.is_required else "", form, words[name], code(key.example)))
    return table(("key", "needed", "form", "what it says", "example"), rows)


def _flat(keys: dict[str, Key], before: str = "") -> Iterator[tuple[str, Key]]:
    for name, key in keys.items():
        yield before + name, key
        if key.inner and not before:
            yield from _flat(key.inner, f"{name}.")


__all__ = ["ACTOR", "CORRECTION", "EQUIPMENT", "JUDGEMENT", "KINDS", "SOURCE"]
