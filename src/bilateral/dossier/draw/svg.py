"""SVG elements as safe text: numbers rounded to a tenth of a pixel, all words escaped.

Classes, paths and anchors are the charts' own constants and go in as they are; words and other values are escaped.
"""

from __future__ import annotations

from markupsafe import Markup, escape


def n(value: float) -> str:
    """A coordinate: one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if not text.startswith("-0.0") else "0"


def attributes(**given: object) -> str:
    """Attributes of an element, escaped; None and "" are left out, an underscore at the end of a name too."""
    parts = []
    for name, value in given.items():
        if value is None or value == "":
            continue
        key = name.rstrip("_").replace("_", "-")
        parts.append(f' {key}="{n(value) if isinstance(value, float) else escape(str(value))}"')
    return "".join(parts)


def text(x: float, y: float, words: str, cls: str = "", anchor: str = "", **more: object) -> Markup:
    """Words at a baseline; anchor is start, middle or end."""
    look = f' class="{cls}"' if cls else ""
    extra = f' text-anchor="{anchor}"' if anchor else ""
    rest = attributes(**more) if more else ""
    return Markup(f'<text x="{n(x)}" y="{n(y)}"{look}{extra}{rest}>{escape(words)}</text>')


def line(x1: float, y1: float, x2: float, y2: float, cls: str) -> Markup:
    """A straight line from one point to another."""
    return Markup(f'<path d="M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}" class="{cls}"/>')


def rect(x: float, y: float, w: float, h: float, cls: str, **more: object) -> Markup:
    """A box; a negative width or height counts as none."""
    rest = attributes(**more) if more else ""
    look = f' class="{cls}"' if cls else ""
    return Markup(f'<rect x="{n(x)}" y="{n(y)}" width="{n(max(w, 0))}" height="{n(max(h, 0))}"{look}{rest}/>')


def circle(x: float, y: float, r: float, cls: str) -> Markup:
    """A circle round its middle."""
    return Markup(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" class="{cls}"/>')


def path(d: str, cls: str) -> Markup:
    """A path of the given commands."""
    return Markup(f'<path d="{d}" class="{cls}"/>')


def group(inner: Markup, cls: str = "") -> Markup:
    """Several elements as one."""
    return Markup(f'<g class="{cls}">{inner}</g>' if cls else f"<g>{inner}</g>")


def picture(w: float, h: float, inner: Markup, label: str, cls: str = "") -> Markup:
    """A whole picture at its real size, with its name for screen readers."""
    look = f' class="{cls}"' if cls else ""
    return Markup(
        f'<svg{look} viewBox="0 0 {n(w)} {n(h)}" width="{n(w)}" height="{n(h)}" role="group"'
        f' aria-label="{escape(label)}">{inner}</svg>'
    )


def glyph(w: float, h: float, inner: Markup, cls: str = "gl") -> Markup:
    """A small picture inside a line of text, without meaning of its own for screen readers."""
    return Markup(
        f'<svg class="{cls}" viewBox="0 0 {n(w)} {n(h)}" width="{n(w)}" height="{n(h)}" aria-hidden="true">{inner}</svg>'
    )
