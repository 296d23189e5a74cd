"""Positions: a value read from a file together with the line and column it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bilateral.errors import Problem

Scalar = str | int | float | bool | None


@dataclass(slots=True)
class Node:
    """One value of a hand-edited file.

    value: a scalar, a list of nodes, or a mapping from key to node. text: a scalar as written.
    line, column: 1-based. keys: where each key of a mapping stands.
    """

    value: Scalar | list[Node] | dict[str, Node]
    line: int
    column: int
    text: str = ""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def form(self) -> str:
        """What it is, in words."""
        if isinstance(self.value, dict):
            return "a mapping"
        if isinstance(self.value, list):
            return "a list"
        if self.value is None:
            return "nothing"
        return f"the text {self.text!r}" if isinstance(self.value, str) else f"the value {self.text}"


class Problems:
    """Collects everything wrong with one file, so that all of it can be said at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Problem] = []

    def add(
        self,
        where: Node | tuple[int, int],
        message: str,
        *,
        expected: str = "",
        hint: str = "",
        example: str = "",
    ) -> None:
        line, column = (where.line, where.column) if isinstance(where, Node) else where
        self._found.append(Problem(self.file, line, column, message, expected, hint, example))

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found))
