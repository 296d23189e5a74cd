"""Dyads: pairs of states, undirected with state_a < state_b, or directed from one to the other."""

from __future__ import annotations

import re

import msgspec

from bilateral.errors import AmbiguousActorError, UnknownActorError, UsageError
from bilateral.states.names import name
from bilateral.states.state import get
from bilateral.states.suggestions import suggest
from bilateral.states.text import resolve

_SEPARATOR = r"\s*(?:->|→|>|[-\u2010-\u2015/,&+:|]|\band\b|\bvs\.?\b)\s*|\s+"


class DirectedDyad(msgspec.Struct, frozen=True, order=True):
    """A pair in which order counts: sender and recipient, supplier and recipient, lender and borrower …"""

    sender: str
    recipient: str

    @property
    def undirected(self) -> tuple[str, str]:
        """The same pair without a direction."""
        return dyad(self.sender, self.recipient)

    @property
    def reversed(self) -> DirectedDyad:
        """The pair the other way round."""
        return DirectedDyad(sender=self.recipient, recipient=self.sender)

    def __str__(self) -> str:
        return f"{self.sender}-{self.recipient}"


def dyad(a: str, b: str) -> tuple[str, str]:
    """The undirected dyad of two codes: (state_a, state_b) with state_a < state_b.

    Raises UnknownActorError for an unknown code and UsageError for a state paired with itself.
    """
    first, second = get(a).code, get(b).code
    if first == second:
        raise UsageError(f"a dyad needs two states, not {first} twice", hint="name the other state")
    return (first, second) if first < second else (second, first)


def directed(sender: str, recipient: str) -> DirectedDyad:
    """The directed dyad of two codes. Raises as `dyad` does."""
    dyad(sender, recipient)
    return DirectedDyad(sender=get(sender).code, recipient=get(recipient).code)


def parse_dyad(text: str) -> DirectedDyad:
    """The pair that a text names, in the order it names it: "VEN-RUS", "ven rus", "Venezuela / Russia".

    Raises UsageError if the text is no pair, UnknownActorError or AmbiguousActorError if a side names no
    state or more than one.
    """
    splits = [(text[: m.start()], text[m.end() :]) for m in re.finditer(_SEPARATOR, text, re.IGNORECASE) if m.group()]
    sides = [(left.strip(), right.strip()) for left, right in splits if left.strip() and right.strip()]
    if not sides:
        raise UsageError(f"{text!r} is no pair of states", hint="write two codes or names, such as VEN-RUS")
    for left, right in sides:
        first, second = resolve(left), resolve(right)
        if first.status == "one" and second.status == "one":
            return directed(first.candidates[0], second.candidates[0])
    left, right = sides[0]
    for side in (left, right):
        match = resolve(side)
        if match.status == "ambiguous":
            raise AmbiguousActorError(side, match.candidates, hint=match.note)
        if match.status == "none":
            near = [f"{code} {label}" for code, label in suggest(side)]
            raise UnknownActorError(side, near, hint=match.note)
    raise UsageError(f"{text!r} is no pair of states", hint="write two codes or names, such as VEN-RUS")


def dyad_name(a: str, b: str, language: str = "en", *, is_directed: bool = False) -> str:
    """Display name of a pair: "Russia–Venezuela" in the order of codes; directed "Venezuela → Russia"."""
    if is_directed:
        return f"{name(get(a).code, language)} → {name(get(b).code, language)}"
    first, second = dyad(a, b)
    return f"{name(first, language)}–{name(second, language)}"
