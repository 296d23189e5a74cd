"""Small pieces of Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

NOTICE = "<!-- Written by tools/build_reference.py from the code. Do not edit: change the code and run it again. -->"


def page(title: str, *parts: str) -> str:
    body = "\n\n".join(part.strip("\n") for part in parts if part.strip())
    return f"{NOTICE}\n\n# {title}\n\n{body}\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(heads), _row(["---"] * len(heads))]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(one.replace("|", "\\|").replace("\n", " ") for one in cells) + " |"


def code(value: object) -> str:
    """Inline code; nothing for nothing."""
    text = str(value)
    return f"`{text}`" if text else ""


def codes(values: Iterable[object], between: str = ", ") -> str:
    return between.join(code(one) for one in values)


def fence(text: str, language: str = "") -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def doc(thing: object) -> str:
    """A docstring as Markdown paragraphs; words of the code in it are set as code."""
    text = inspect.getdoc(thing) or ""
    paragraphs = [re.sub(r"\s*\n\s*", " ", part) for part in text.split("\n\n")]
    return "\n\n".join(escaped(one) for one in paragraphs)


def first_line(thing: object) -> str:
    return doc(thing).partition("\n\n")[0]


def escaped(text: str) -> str:
    """Plain text for Markdown: angle brackets and stars mean themselves, code between back quotes is left alone."""
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([<*_\[\]])", r"\\\1", part) for part in parts)
