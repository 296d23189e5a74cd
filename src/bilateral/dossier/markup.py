"""HTML and SVG put together as safe text: what comes from records is escaped, what is markup already stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

_special = re.compile("[&<>'\"]").search


def fill(pattern: str, *values: object, **named: object) -> Markup:
    """Markup from one of our own patterns, each `{}` or `{name}` filled with an escaped value."""
    safe = [one if type(one) is Markup else _safe(one) for one in values]
    return Markup(pattern.format(*safe, **{name: _safe(value) for name, value in named.items()}))


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Pieces one after the other; those that are not markup are escaped."""
    return Markup(between.join([one if type(one) is Markup else _safe(one) for one in parts]))


def series(parts: Sequence[str]) -> Markup:
    """One or more pieces as a list in a sentence: 'a, b and c'."""
    return fill("{} and {}", join(parts[:-1], ", "), parts[-1]) if len(parts) > 1 else escape(parts[0])


def _safe(value: object) -> str:
    """A value escaped; most texts have nothing to escape, and are seen to at once."""
    if type(value) is str and not _special(value):
        return value
    return escape(value)
