"""Grades after the Admiralty system: a letter for the source, a digit for the assertion, never merged.

AJP-2.1 and STANAG 2511 keep the two apart: a reliable source can pass on a doubtful assertion, and an
unreliable one can be right.
"""

from __future__ import annotations

import re
from typing import Self

import msgspec

from bilateral.errors import ValueFormError

LETTERS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
DIGITS = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
COUNTING = "ABC"
"""Letters whose claims move an interval; the others are shown and do not count."""


class Grade(msgspec.Struct, frozen=True, order=True):
    """letter: reliability of the source, A to F. digit: credibility of the assertion, 1 to 6."""

    letter: str
    digit: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a written grade such as B2. Raises ValueFormError."""
        if not re.fullmatch(r"[A-F][1-6]", text):
            raise ValueFormError(
                f"{text!r} is not a grade",
                expected="a letter A to F for the source and a digit 1 to 6 for the assertion",
                example="B2",
            )
        return cls(letter=text[0], digit=int(text[1]))

    @property
    def counts(self) -> bool:
        return self.letter in COUNTING

    def __str__(self) -> str:
        return f"{self.letter}{self.digit}"

    def words(self) -> str:
        """The grade spelled out: 'source usually reliable; assertion probably true'."""
        return f"source {LETTERS[self.letter]}; assertion {DIGITS[self.digit]}"
