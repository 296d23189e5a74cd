"""Reading a finished dossier: its HTML as a tree, its links, and the claims that the store holds behind each."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib


@functools.cache
def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def tag(element: Element) -> str:
    """The element's name without its namespace; empty for a comment."""
    return _name(element.tag) if isinstance(element.tag, str) else ""


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def words(element: Element) -> str:
    """The text of an element, spaces made single and plain."""
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").replace("\u202f", " ").split())


class Tree:
    """A piece of the page's HTML, parsed as a browser would, every parse error an error."""

    def __init__(self, html: str, *, is_whole: bool) -> None:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        self.root: Element = parser.parse(html) if is_whole else parser.parseFragment(html, container="div")
        self.errors = [(place, code) for place, code, _ in parser.errors]
        self.elements = [one for one in self.root.iter() if isinstance(one.tag, str)]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def all(self, name: str | None = None, cls: str | None = None, **attributes: str) -> list[Element]:
        """Elements by name, class and attributes (`data_c=""` means: has it)."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            one
            for one in self.elements
            if (name is None or tag(one) == name)
            and (cls is None or cls in classes(one))
            and all(one.get(key) is not None and value in ("", one.get(key)) for key, value in wanted.items())
        ]

    def one(self, name: str | None = None, cls: str | None = None, **attributes: str) -> Element:
        found = self.all(name, cls, **attributes)
        assert len(found) == 1, f"{len(found)} elements {name} .{cls} {attributes}"
        return found[0]

    def above(self, element: Element) -> Iterator[Element]:
        """The element and what it stands in, inside out."""
        here: Element | None = element
        while here is not None:
            yield here
            here = self.parents.get(here)

    def inside(self, element: Element, name: str | None = None, cls: str | None = None) -> Element | None:
        """The nearest element of a name and class that this one stands in, or is."""
        return next(
            (
                one
                for one in self.above(element)
                if (name is None or tag(one) == name) and (cls is None or cls in classes(one))
            ),
            None,
        )

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every text with the element it stands in."""
        for one in self.root.iter():
            if isinstance(one.tag, str) and one.text:
                yield one, one.text
            if one.tail and one in self.parents:
                yield self.parents[one], one.tail


@dataclass(frozen=True)
class Link:
    """A number or mark that opens citations. says: its words, or the label of a mark."""

    element: Element
    says: str
    numbers: tuple[int, ...]
    target: str
    is_mark: bool


class Page(Tree):
    """A whole dossier, or the part of a state that is folded into it."""

    def __init__(self, html: str, *, is_whole: bool = True) -> None:
        super().__init__(html, is_whole=is_whole)
        self.html = html
        self.links = [_link(one) for one in self.all("a") if one.get("data-c") is not None]

    @functools.cached_property
    def ids(self) -> dict[str, Element]:
        return {one.get("id", ""): one for one in self.elements if one.get("id")}

    @functools.cached_property
    def folded(self) -> dict[str, Any]:
        """What the page carries compressed: narrow drawings and earlier states."""
        packed = self.ids["folded"].text or ""
        held: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(packed), -15))
        return held

    def figure(self, link: Link) -> Element | None:
        return self.inside(link.element, "figure")


def _link(element: Element) -> Link:
    is_mark = "m" in classes(element)
    return Link(
        element=element,
        says=plain(element.get("aria-label") or "") if is_mark else words(element),
        numbers=tuple(spread(element.get("data-c") or "")),
        target=(element.get("href") or "").removeprefix("#"),
        is_mark=is_mark,
    )


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def spread(runs: str) -> list[int]:
    """'3 5-7' as 3, 5, 6, 7."""
    found: list[int] = []
    for part in runs.split():
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found


Claim = dict[str, Any]


class Facts:
    """The claims that stand in some citations, as the store holds them, before anything was resolved."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = list(claims)

    def __or__(self, other: Facts) -> Facts:
        return Facts([*self.claims, *other.claims])

    def where(self, **given: object) -> Facts:
        """Claims whose columns have these values; a tuple stands for any of its values."""
        return Facts(
            one
            for one in self.claims
            if all(one[key] in (value if isinstance(value, tuple) else (value,)) for key, value in given.items())
        )

    @functools.cached_property
    def citations(self) -> set[str]:
        return {one["citation_id"] for one in self.claims}

    @functools.cached_property
    def things(self) -> set[str]:
        return {one["thing_id"] for one in self.claims}

    @functools.cached_property
    def values(self) -> set[float]:
        """Every number that the claims name, bounds of their wording among them."""
        return {one[name] for one in self.claims for name in ("low", "best", "high") if one[name] is not None}

    @functools.cached_property
    def wordings(self) -> set[str]:
        return {plain(one["words"]) for one in self.claims} | {plain(one["text"]) for one in self.claims if one["text"]}

    @functools.cached_property
    def days(self) -> set[dt.date]:
        """Every day that bounds the time a claim speaks of."""
        names = ("when_low", "when_start_high", "when_end_low", "when_high")
        return {one[name] for one in self.claims for name in names if one[name] is not None}

    @functools.cached_property
    def known(self) -> set[dt.date]:
        return {one["known"] for one in self.claims}


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(
    r"(?:(?:(?P<day>\d{1,2}) )?(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )?"
    r"(?P<year>(?:19|20)\d\d)(?:–(?P<last>\d\d(?:\d\d)?))?(?:\b|s\b)"
)


def dates_in(text: str) -> list[tuple[int, int | None, int | None]]:
    """Dates as precise as they are written: year, month, day. '2014–18' is two of them."""
    found: list[tuple[int, int | None, int | None]] = []
    for one in _DATE.finditer(text):
        year, last = int(one["year"]), one["last"]
        found.append((year, MONTHS.index(one["month"]) + 1 if one["month"] else None, one["day"] and int(one["day"])))
        if last:
            found.append((int(last) if len(last) == 4 else year // 100 * 100 + int(last), None, None))
    return found


def is_dated(text: str, days: Iterable[dt.date]) -> bool:
    """Whether the text has dates and each is one of these days, as far as it is written."""
    held = list(days)
    found = dates_in(text)
    return bool(found) and all(
        any(day.year == year and month in (None, day.month) and number in (None, day.day) for day in held)
        for year, month, number in found
    )


_NUMBER = re.compile(r"(?<![\w.])[−-]?\d+(?:[ ,]\d{3})*(?:\.(?P<decimals>\d+))?(?: (?P<scale>tn|bn|m)\b)?")
_SCALES = {"tn": 1e12, "bn": 1e9, "m": 1e6, None: 1.0}


class Number(float):
    """A number as the page writes it. slack: what rounding to the digits written may have taken away."""

    slack: float = 0.0

    def is_one_of(self, values: Iterable[float]) -> bool:
        return any(abs(self - value) <= self.slack for value in values)


def numbers_in(text: str) -> list[Number]:
    """Numbers as the page writes them; a scale at the end of a range holds for both ends."""
    found = list(_NUMBER.finditer(plain(text)))
    last = found[-1]["scale"] if found else None
    numbers = []
    for one in found:
        bare = one.group().removesuffix(f" {one['scale']}").replace(" ", "").replace(",", "").replace("−", "-")
        scale = one["scale"] or last
        number = Number(float(bare) * _SCALES[scale])
        number.slack = abs(number) * 0.0005 if scale else 0.5001 * 10 ** -len(one["decimals"] or "")
        numbers.append(number)
    return numbers
