"""Figures: number, title, subtitle, picture at two widths, list or table behind it, caption."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import msgspec
from markupsafe import Markup

from bilateral.dossier.markup import fill, join

WIDE = 888.0
NARROW = 328.0

Draw = Callable[[float], Markup]


def both(draw: Draw, *, wide: float = WIDE, narrow: float = NARROW) -> Markup:
    """A picture drawn for a wide and for a narrow column; the page shows one of them."""
    return pair(draw(wide), draw(narrow))


def pair(wide: Markup, narrow: Markup) -> Markup:
    """Two drawings of one picture. The narrow one is fenced, so that the page can carry it compressed."""
    return fill('<div class="chart"><div class="at-wide">{}</div>{}{}{}</div>', wide, FENCE[0], narrow, FENCE[1])


FENCE = (Markup("<!--narrow-->"), Markup("<!--/narrow-->"))


class Figure(msgspec.Struct, frozen=True):
    """One figure of the page, before it has its number.

    behind: the list or table that says the same in words. is_plain: also given to the Markdown edition as text.
    """

    title: str
    body: Markup
    subtitle: str | Markup = ""
    legend: Markup | None = None
    behind: Markup | None = None
    summary: str = "Show as a list"
    caption: str | Markup = ""
    cls: str = ""


def html(figure: Figure, number: str, uid: str) -> Markup:
    """The figure as HTML."""
    legend = fill('<p class="leg">{}</p>', figure.legend) if figure.legend else Markup("")
    behind = (
        fill('<details class="tab"><summary>{}</summary>{}</details>', figure.summary, figure.behind)
        if figure.behind
        else Markup("")
    )
    sub = fill('<p class="fs">{}</p>', figure.subtitle) if figure.subtitle else Markup("")
    return fill(
        '<figure class="fig {cls}" id="f{uid}-{id}" data-fig="{number}"><h3><span class="fn">{number}</span> {title}</h3>'
        '{sub}{legend}{body}{behind}<figcaption>{caption} <button class="act" data-cite="fig">Copy citation</button>'
        "</figcaption></figure>",
        cls=figure.cls,
        uid=uid,
        id=number.replace(".", "-"),
        number=number,
        title=figure.title,
        sub=sub,
        legend=legend,
        body=figure.body,
        behind=behind,
        caption=figure.caption,
    )


class Section(msgspec.Struct, frozen=True):
    """One section: its name, what it finds, a caution, and its figures."""

    key: str
    name: str
    finding: Markup
    caution: Markup
    figures: tuple[Figure, ...]


class Context(msgspec.Struct, frozen=True):
    """What all sections of one as-of state share. uid: keeps element ids of several states apart.

    is_subject: whether a register was compiled on the pair.
    """

    as_of: dt.date
    first_year: int
    last_year: int
    uid: str
    is_newest: bool
    register: str
    covers: tuple[int, int]
    is_subject: bool = True


def key(swatch: Markup, words: str) -> Markup:
    """One entry of a legend."""
    return fill("<span>{}{}</span>", swatch, words)


def swatch(cls: str) -> Markup:
    """A sample of a fill, for legends."""
    return fill('<i class="sw {}"></i>', cls)


def sentences(parts: Iterable[Markup | None]) -> Markup:
    """Sentences one after the other; those that nothing supports are left out."""
    return join((part for part in parts if part), " ")
