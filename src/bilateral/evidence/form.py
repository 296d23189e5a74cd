"""Reads one mapping of a hand-edited file, key by key, and remembers every problem it meets.

A form hands out typed values and None for what is missing or wrong; what is wrong is in its `Problems`.
`close()` reports the keys nobody asked for.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from bilateral.errors import ValueFormError
from bilateral.evidence.dates import When
from bilateral.evidence.money import Money
from bilateral.evidence.node import Node, Problems
from bilateral.evidence.quantity import Quantity

T = TypeVar("T")

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST_TEXT = 4000


class Form:
    """One mapping being read. `path` says where it is in words, for messages."""

    def __init__(self, node: Node, problems: Problems, path: str) -> None:
        self.node = node
        self.problems = problems
        self.path = path
        self._asked: set[str] = set()
        self._fields: dict[str, Node] = {}
        if isinstance(node.value, dict):
            self._fields = node.value
        else:
            problems.add(node, f"{path} is {node.form}", expected="a mapping of keys to values")

    def __contains__(self, key: str) -> bool:
        return key in self._fields

    def take(self, key: str, *, required: bool = False, expected: str = "", example: str = "") -> Node | None:
        """The node under a key; None when it is absent or empty."""
        self._asked.add(key)
        found = self._fields.get(key)
        if found is not None and found.value is not None:
            return found
        if required and isinstance(self.node.value, dict):  # else it is said already that it is none
            where: Node | tuple[int, int] = found if found is not None else self.node
            self.problems.add(
                where,
                f"{self.path} has no {key!r}",
                expected=expected or f"a value for {key}",
                example=example,
            )
        return None

    def wrong(self, key: str, message: str, *, expected: str = "", hint: str = "", example: str = "") -> None:
        """Report a problem at the place of a key."""
        where = self._fields.get(key, self.node)
        self.problems.add(where, message, expected=expected, hint=hint, example=example)

    def text(self, key: str, *, required: bool = False, example: str = "") -> str | None:
        node = self.take(key, required=required, expected="text", example=example)
        return None if node is None else self.text_of(node, key)

    def text_of(self, node: Node, what: str) -> str | None:
        """The text of a scalar node: one line, no control characters, no direction overrides."""
        if isinstance(node.value, (list, dict)):
            self.problems.add(node, f"{what!r} is {node.form}", expected="text")
            return None
        text = node.text.strip()
        if bad := CONTROL.search(text):
            self.problems.add(
                node,
                f"{what!r} holds the control character U+{ord(bad.group()):04X}",
                expected="plain text",
                hint="retype the passage; it may have been pasted with hidden characters",
            )
            return None
        if len(text) > LONGEST_TEXT:
            self.problems.add(node, f"{what!r} is {len(text)} characters long", expected=f"at most {LONGEST_TEXT}")
            return None
        return " ".join(text.split())

    def slug(self, key: str, *, required: bool = False, example: str = "") -> str | None:
        text = self.text(key, required=required, example=example)
        if text is None or SLUG.fullmatch(text):
            return text
        self.wrong(
            key,
            f"{text!r} is not an id",
            expected="lower-case letters, digits and single hyphens",
            example=example,
        )
        return None

    def choice(self, key: str, options: Collection[str], *, required: bool = False) -> str | None:
        text = self.text(key, required=required, example=next(iter(options)))
        if text is None or text in options:
            return text
        near = difflib.get_close_matches(text, options, n=1)
        self.wrong(
            key,
            f"{text!r} is not a {key}",
            expected=", ".join(options),
            hint=f"did you mean {near[0]}?" if near else "",
        )
        return None

    def flag(self, key: str) -> bool:
        node = self.take(key)
        if node is None:
            return False
        if not isinstance(node.value, bool):
            self.problems.add(node, f"{key!r} is {node.form}", expected="true or false")
            return False
        return node.value

    def integer(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        node = self.take(key, required=required, expected=f"a whole number {low} to {high}", example=str(low))
        if node is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int) or not low <= node.value <= high:
            self.problems.add(node, f"{key!r} is {node.form}", expected=f"a whole number {low} to {high}")
            return None
        return node.value

    def date(self, key: str, *, required: bool = False) -> When | None:
        node = self.take(key, required=required, expected="a date", example="2006-07-28")
        return None if node is None else self.value_of(node, key, When.parse)

    def quantity(self, key: str) -> Quantity | None:
        node = self.take(key)
        return None if node is None else self.value_of(node, key, Quantity.parse)

    def money(self, key: str) -> Money | None:
        node = self.take(key)
        return None if node is None else self.value_of(node, key, Money.parse)

    def value_of(self, node: Node, key: str, parse: Callable[[str], T]) -> T | None:
        """Parse a scalar with one of the value readers, reporting what it rejects."""
        text = self.text_of(node, key)
        if text is None:
            return None
        try:
            return parse(text)
        except ValueFormError as error:
            self.problems.add(
                node,
                f"{key}: {error.message}",
                expected=error.expected,
                example=error.example,
                hint=error.hint,
            )
            return None

    def items(self, key: str, *, required: bool = False) -> list[Node]:
        """The items of a list; a single scalar or mapping counts as a list of one. A required list is never empty."""
        node = self.take(key, required=required, expected="a list")
        if node is None:
            return []
        if required and node.value == []:
            self.problems.add(node, f"{self.path}: {key!r} is an empty list", expected="at least one item")
        return node.value if isinstance(node.value, list) else [node]

    def texts(self, key: str) -> tuple[str, ...]:
        found = (self.text_of(node, key) for node in self.items(key))
        return tuple(text for text in found if text)

    def forms(self, key: str, *, required: bool = False) -> Iterator[Form]:
        for number, node in enumerate(self.items(key, required=required), start=1):
            yield Form(node, self.problems, f"{self.path}, {key} {number}")

    def mapping(self, key: str) -> list[tuple[str, Node, tuple[int, int]]]:
        """The entries of a nested mapping: key, value node, position of the key."""
        node = self.take(key)
        if node is None:
            return []
        if not isinstance(node.value, dict):
            self.problems.add(node, f"{key!r} is {node.form}", expected="a mapping")
            return []
        return [(name, value, node.keys[name]) for name, value in node.value.items()]

    def close(self) -> None:
        """Report the keys that mean nothing here."""
        for key in self._fields:
            if key in self._asked:
                continue
            near = difflib.get_close_matches(key, sorted(self._asked), n=1)
            self.problems.add(
                self.node.keys.get(key, (self.node.line, self.node.column)),
                f"{self.path}: the key {key!r} is not known",
                expected=", ".join(sorted(self._asked)),
                hint=f"did you mean {near[0]!r}?" if near else "remove it, or put the text under 'note'",
            )
