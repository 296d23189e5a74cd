"""HTML and SVG put together as safe text: what comes from records is escaped, what is markup already stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

EMPTY = Markup("")


def fill(pattern: str, *values: object, **named: object) -> Markup:
    """Markup from one of our own patterns, each `{}` or `{name}` filled with an escaped value."""
    safe = [one if type(one) is Markup else escape(one) for one in values]
    return Markup(pattern.format(*safe, **{name: escape(value) for name, value in named.items()}))


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Pieces one after the other; those that are not markup are escaped."""
    return Markup(between.join([one if type(one) is Markup else escape(one) for one in parts]))


def series(parts: Sequence[str]) -> Markup:
    """One or more pieces as a list in a sentence: 'a, b and c'."""
    return fill("{} and {}", join(parts[:-1], ", "), parts[-1]) if len(parts) > 1 else escape(parts[0])
