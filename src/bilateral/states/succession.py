"""Succession: which state came out of which, on what day, and how."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal, TypeAlias, cast

import msgspec

from bilateral.states.tables import rows

SuccessionKind: TypeAlias = Literal["continuation", "succession", "dissolution", "unification", "secession"]


class Succession(msgspec.Struct, frozen=True):
    """One link from a state to a later one.

    date is the successor's first day under the link. kind says how:

    - continuation: the same state goes on under another code; it keeps its number in COW or GW
    - dissolution: the predecessor ended (or was ending) and the successor is one of its parts
    - unification: the predecessor ended and became part of the successor
    - secession: the successor left and the predecessor went on
    - succession: the successor took the predecessor's place after a gap
    """

    predecessor: str
    successor: str
    date: date
    kind: SuccessionKind
    note: str = ""


@cache
def all_successions() -> tuple[Succession, ...]:
    """Every link of data/successors.csv, by date."""
    links = [
        Succession(
            predecessor=row["predecessor"],
            successor=row["successor"],
            date=date.fromisoformat(row["date"]),
            kind=cast(SuccessionKind, row["kind"]),
            note=row["note"],
        )
        for row in rows("successors")
    ]
    return tuple(sorted(links, key=lambda link: (link.date, link.predecessor, link.successor)))


@cache
def links_by_predecessor() -> dict[str, tuple[Succession, ...]]:
    """The links that lead away from each code, by date."""
    found: dict[str, list[Succession]] = {}
    for link in all_successions():
        found.setdefault(link.predecessor, []).append(link)
    return {code: tuple(links) for code, links in found.items()}


@cache
def links_by_successor() -> dict[str, tuple[Succession, ...]]:
    """The links that lead to each code, by date."""
    found: dict[str, list[Succession]] = {}
    for link in all_successions():
        found.setdefault(link.successor, []).append(link)
    return {code: tuple(links) for code, links in found.items()}
