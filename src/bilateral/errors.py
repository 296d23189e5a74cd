"""One exception tree. Exceptions carry data and do nothing.

Every error a user can meet derives from `BilateralError` and says what was expected and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with one place of an input.

    file, line and column are 1-based; line 0 stands for the file as a whole.
    """

    file: str
    line: int
    column: int
    message: str
    expected: str = ""
    hint: str = ""
    example: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        parts = [f"{place}: {self.message}"]
        if self.expected:
            parts.append(f"    expected: {self.expected}")
        if self.example:
            parts.append(f"    example:  {self.example}")
        if self.hint:
            parts.append(f"    do:       {self.hint}")
        return "\n".join(parts)


class BilateralError(Exception):
    """Root of everything Bilateral raises on purpose. `hint` says what to do next."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(BilateralError):
    """The question itself cannot be asked: an unknown state, a bad date, an unknown section."""


class UnknownActorError(UsageError):
    """No state or other actor has this code or name. `suggestions` are near misses, best first."""

    def __init__(self, text: str, suggestions: Sequence[str] = (), *, hint: str = "") -> None:
        super().__init__(f"no state or actor is known as {text!r}", hint=hint)
        self.text = text
        self.suggestions = tuple(suggestions)


class AmbiguousActorError(UsageError):
    """A text names more than one actor. `candidates` are their codes."""

    def __init__(self, text: str, candidates: Sequence[str], *, hint: str = "") -> None:
        super().__init__(f"{text!r} may mean {', '.join(candidates)}", hint=hint)
        self.text = text
        self.candidates = tuple(candidates)


class ValueFormError(BilateralError):
    """A written value (date, quantity, money, grade) does not have the form it must have."""

    def __init__(self, message: str, *, expected: str = "", example: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.expected = expected
        self.example = example


class RegisterError(BilateralError):
    """A register on disk cannot be used."""


class InvalidRegisterError(RegisterError):
    """The files of a register break rules. `problems` lists all of them, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''} in the register's files")
        self.problems = tuple(problems)


class RegisterBusyError(RegisterError):
    """Another process is compiling this register."""


class StoreError(RegisterError):
    """The compiled database cannot be read or written (full disk, no permission, damaged file)."""


class NothingHeldError(BilateralError):
    """The register holds no claims that answer the question. An empty answer is never returned as a success."""
