"""Reading the Markdown edition as a renderer of GitHub's kind of Markdown does."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Text:
    """A Markdown document, parsed. lines: texts as a reader sees them, one a paragraph, item, heading or cell."""

    def __init__(self, source: str) -> None:
        tokens = list(_flat(_READER.parse(source)))
        self.kinds = {one.type for one in tokens}
        self.html = {one.content.strip() for one in tokens if one.type in ("html_block", "html_inline")}
        self.html = {part for one in self.html for part in re.findall(r"<[^>]*>|[^<]+", one)}
        self.anchors = {found for one in self.html for found in re.findall(r'^<a id="([A-Za-z0-9-]+)">$', one)}
        self.links = list(_links(tokens))
        self.targets = [target for target, _ in self.links]
        self.tables = sum(one.type == "table_open" for one in tokens)
        inline = [one for one in tokens if one.type == "inline"]
        self.lines = [_seen(one) for one in inline]
        self.headings = [_seen(after) for one, after in itertools.pairwise(tokens) if one.type == "heading_open"]


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for one in tokens:
        yield one
        yield from _flat(one.children or [])


def _links(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Each link's target and words."""
    target: str | None = None
    words: list[str] = []
    for one in tokens:
        if one.type == "link_open":
            target, words = str(one.attrs["href"]), []
        elif one.type == "link_close" and target is not None:
            yield target, "".join(words)
            target = None
        elif target is not None and one.type in ("text", "text_special"):
            words.append(one.content)


def _seen(inline: Token) -> str:
    return "".join(
        " " if one.type in ("softbreak", "hardbreak") else one.content
        for one in inline.children or []
        if one.type != "html_inline"
    )
