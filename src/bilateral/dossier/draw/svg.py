"""SVG elements as safe text: numbers rounded to a tenth of a pixel, all words escaped."""

from __future__ import annotations

from markupsafe import Markup, escape

EMPTY = Markup("")


def n(value: float) -> str:
    """A coordinate: one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if not text.startswith("-0.0") else "0"


def join(parts: list[Markup] | tuple[Markup, ...]) -> Markup:
    return EMPTY.join(parts)


def attributes(**given: object) -> Markup:
    """Attributes of an element; None is left out, an underscore at the end of a name too."""
    parts = []
    for name, value in given.items():
        if value is None or value == "":
            continue
        key = name.rstrip("_").replace("_", "-")
        shown = n(value) if isinstance(value, float) else str(value)
        parts.append(Markup(' {}="{}"').format(Markup(key), shown))
    return join(parts)


def text(x: float, y: float, words: str, cls: str = "", anchor: str = "", **more: object) -> Markup:
    return Markup("<text{}>{}</text>").format(
        attributes(x=float(x), y=float(y), class_=cls, text_anchor=anchor or None, **more), words
    )


def line(x1: float, y1: float, x2: float, y2: float, cls: str) -> Markup:
    return Markup("<path{}/>").format(attributes(d=f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}", class_=cls))


def rect(x: float, y: float, w: float, h: float, cls: str, **more: object) -> Markup:
    return Markup("<rect{}/>").format(
        attributes(x=float(x), y=float(y), width=float(max(w, 0)), height=float(max(h, 0)), class_=cls, **more)
    )


def circle(x: float, y: float, r: float, cls: str) -> Markup:
    return Markup("<circle{}/>").format(attributes(cx=float(x), cy=float(y), r=float(r), class_=cls))


def path(d: str, cls: str, **more: object) -> Markup:
    return Markup("<path{}/>").format(attributes(d=d, class_=cls, **more))


def group(inner: Markup, cls: str = "") -> Markup:
    return Markup("<g{}>{}</g>").format(attributes(class_=cls), inner)


def picture(w: float, h: float, inner: Markup, label: str, cls: str = "") -> Markup:
    """A whole picture at its real size, with its name for screen readers."""
    return Markup('<svg{} viewBox="0 0 {} {}" width="{}" height="{}" role="group" aria-label="{}">{}</svg>').format(
        attributes(class_=cls), n(w), n(h), n(w), n(h), label, inner
    )


def glyph(w: float, h: float, inner: Markup, cls: str = "gl") -> Markup:
    """A small picture inside a line of text, without meaning of its own for screen readers."""
    return Markup('<svg class="{}" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>').format(
        cls, n(w), n(h), n(w), n(h), inner
    )


def said(words: str) -> Markup:
    return escape(words)
