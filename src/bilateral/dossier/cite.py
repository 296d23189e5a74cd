"""Links from numbers and marks to the citations behind them."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from markupsafe import Markup, escape

from bilateral.dossier.draw import svg
from bilateral.dossier.markup import fill
from bilateral.evidence.records import Records
from bilateral.evidence.thing import Thing
from bilateral.measures.measured import Measured


class Cites:
    """Numbers every citation of a page and writes the links to them.

    The order is that of the records on the page; `used` collects the citations that something links to.
    """

    def __init__(self, records: Records, things: Iterable[Thing]) -> None:
        self.records = records
        self.things = list(things)
        self.numbers: dict[str, int] = {}
        self.used: set[str] = set()
        self._links: dict[tuple[str, ...], tuple[str, str] | None] = {}
        by_thing: dict[str, list[str]] = {}
        for citation in records.citations.values():
            by_thing.setdefault(citation.thing_id, []).append(citation.citation_id)
        grades = {one.citation_id: (one.letter, one.known, one.digit) for one in records.said.values()}
        for thing in self.things:
            for citation_id in sorted(by_thing.get(thing.thing_id, []), key=lambda one: (grades[one], one)):
                self.numbers[citation_id] = len(self.numbers) + 1

    def at(self, records: Records) -> Cites:
        """The same numbering and the same `used`, over the records of an earlier day."""
        other = copy.copy(self)
        other.records = records
        other.numbers = {one: number for one, number in self.numbers.items() if one in records.citations}
        other._links = {}
        return other

    def anchor(self, thing: Thing | str) -> str:
        """The fragment of a record on the page."""
        thing = self.records.things[thing] if isinstance(thing, str) else thing
        return f"r-{thing.handle or thing.thing_id}"

    def numbers_of(self, claims: Iterable[str]) -> list[int]:
        """The page numbers of the citations behind claims; each once, in order. Claims of other things drop out."""
        found = []
        for claim in claims:
            citation = claim.partition("/")[0]
            if citation in self.numbers:
                self.used.add(citation)
                found.append(self.numbers[citation])
        return sorted(set(found))

    def _link(self, claims: Iterable[str]) -> tuple[str, str] | None:
        listed = tuple(claims)
        if listed not in self._links:
            self._links[listed] = self._found(listed)
        return self._links[listed]

    def _found(self, claims: tuple[str, ...]) -> tuple[str, str] | None:
        numbers = self.numbers_of(claims)
        if not numbers:
            return None
        first = next(one for one in claims if one.partition("/")[0] in self.numbers)
        thing = self.records.citations[first.partition("/")[0]].thing_id
        return self.anchor(thing), runs(numbers)

    def text(self, words: str, claims: Iterable[str], cls: str = "n") -> Markup:
        """Words that open their claims; plain words where nothing stands behind them."""
        link = self._link(claims)
        if link is None:
            return escape(words)
        return Markup(f'<a class="{cls}" href="#{link[0]}" data-c="{link[1]}">{escape(words)}</a>')

    def everything(self, words: str) -> Markup:
        """Words that stand for all citations of the page: they open the records."""
        return fill('<a class="n all" href="#records">{}</a>', words)

    def number(self, value: Measured, words: str, cls: str = "n") -> Markup:
        """A number that opens its claims, disputed ones in a bracket of their own."""
        return self.text(words, value.claims, f"{cls} q" if value.is_conflict else cls)

    def mark(self, inner: Markup, claims: Iterable[str], label: str) -> Markup:
        """A mark inside a picture that opens its claims and says in words what it shows."""
        link = self._link(claims)
        if link is None:
            return inner
        return Markup(f'<a class="m" href="#{link[0]}" data-c="{link[1]}" aria-label="{escape(label)}">{inner}</a>')

    def hit(self, x: float, y: float, w: float, h: float) -> Markup:
        """A transparent area of at least 18 by 18 pixels that makes a small mark easy to meet."""
        return svg.rect(x - max(18 - w, 0) / 2, y - max(18 - h, 0) / 2, max(w, 18), max(h, 18), "hit")


def runs(numbers: list[int]) -> str:
    """Sorted numbers, runs written short: '3 5-9 12'."""
    parts: list[list[int]] = []
    for one in numbers:
        if parts and one == parts[-1][-1] + 1:
            parts[-1].append(one)
        else:
            parts.append([one])
    return " ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def grade_tile(letter: str, digit: int) -> Markup:
    """The grade in two fields: letter of the source, digit of the assertion."""
    if not letter:
        return Markup("")
    return Markup(f'<span class="gr g{letter}"><b>{letter}</b><i>{digit}</i></span>')
