"""The dossier as Markdown: the same words and tables; pictures give way to the lists behind them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from bilateral.dossier.markup import fill, join
from bilateral.dossier.sections.records import records
from bilateral.dossier.words import day_words

if TYPE_CHECKING:
    from bilateral.dossier.page import Dossier, State

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&~])")
_OPENING = re.compile(r"([-+=]|\d+(?=[.)](?:\s|$)))")
_IN_ADDRESS = "/:?#@!$&'*+,;=%"
_SKIPPED = ("svg", "button", "script", "style")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "figcaption", "summary", "dt", "dd")


def markdown(dossier: Dossier) -> str:
    """The newest state of a dossier, and every record it cites."""
    state = dossier.newest
    parts = [
        f"# {_escape(dossier.title)}",
        f"Military partnership dossier, as of {day_words(dossier.as_of)}. {_escape(dossier.citation())}",
        _escape(dossier.scope()),
        convert(str(state.answer)),
        convert(str(_tallies(state))),
    ]
    for item in state.figures():
        section = item["section"]
        parts.append(f"## {item['number']} {section.name}")
        parts.append(convert(f"<p>{section.finding} {section.caution}</p>"))
        parts += [convert(str(body)) for body in item["bodies"]]
    parts.append("## Records")
    parts.append(convert(str(records(dossier.cites))))
    text = "\n\n".join(part.strip() for part in parts if part.strip())
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


def _tallies(state: State) -> Markup:
    """The state of the evidence as a list."""
    notes = [fill(" ({})", one.note) if one.note else Markup("") for one in state.tallies]
    items = [
        fill("<li>{}: {}{}</li>", one.name, one.value, note) for one, note in zip(state.tallies, notes, strict=True)
    ]
    return fill("<ul>{}</ul>", join(items))


def convert(html: str) -> str:
    """The dossier's own HTML as Markdown."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.text()


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _escape_opening(text: str) -> str:
    """The same for a text that opens a line, where more would be read as a list or a heading."""
    found = _OPENING.match(text)
    if found is None:
        return _escape(text)
    mark = found.group()
    return (f"{mark}\\" if mark.isdigit() else f"\\{mark}") + _escape(text[found.end() :])


def _address(target: str) -> str:
    """A link's target without any character that could end the link, its line or its cell."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", quote(target, safe=_IN_ADDRESS))


class _Writer(HTMLParser):
    """Walks the page's HTML, which is our own and well formed, and writes Markdown lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._buffer: list[str] = []
        self._skip = 0
        self._dropped = ""  # the tag that ends what is left out: a legend, or the head of a folded list
        self._is_folded = False
        self._links: list[str | None] = []
        self._row: list[str] | None = None
        self._heads = 0
        self._open: list[str] = []

    def text(self) -> str:
        self._flush()
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_stub = tag == "summary" and self._is_folded  # "Show as a list": the list stands open in Markdown
        self._is_folded = tag == "details" and given.get("class") == "tab"
        if not self._dropped and (is_stub or given.get("class") == "leg"):
            self._flush(gap=True)
            self._dropped = tag
            self._skip += 1
            return
        if tag in _SKIPPED:
            self._skip += 1
            return
        if self._skip:
            return
        if tag == "article":
            self._flush()
            self._lines += ["", f'<a id="{given.get("id") or ""}"></a>']
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th"):
            self._buffer = []
        elif tag == "a":
            target = given.get("href") or ""
            self._links.append(target)
            self._buffer.append("[")
        elif tag == "table":
            self._flush()
            self._lines.append("")
            self._heads = 0
        elif tag in _BLOCKS and self._row is None and not self._inside("li", tag):
            self._flush()
            self._buffer.append({"h3": "### ", "h4": "#### ", "li": "- ", "summary": "**"}.get(tag, ""))
        elif tag == "br":
            self._buffer.append(" / ")
        elif (tag in ("p", "div") and self._buffer and self._buffer[-1].strip()) or (
            tag in ("span", "small") and self._buffer and not self._buffer[-1].endswith((" ", "[", "- "))
        ):
            self._buffer.append(" ")
        self._open.append(tag)

    def _inside(self, outer: str, tag: str) -> bool:
        return tag != outer and outer in self._open

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED or tag == self._dropped:
            self._dropped = "" if tag == self._dropped else self._dropped
            self._skip = max(self._skip - 1, 0)
            return
        if self._skip:
            return
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        if tag == "a" and self._links:
            self._buffer.append(f"]({_address(self._links.pop() or '')})")
        elif tag in ("td", "th") and self._row is not None:
            self._row.append(" ".join("".join(self._buffer).split()))
            self._buffer = []
        elif tag == "tr" and self._row is not None:
            self._write_row(self._row)
            self._row = None
        elif tag == "summary":
            self._buffer.append("**")
            self._flush(gap=True)
        elif tag in ("table", "ul", "ol") and self._row is None:
            self._flush()
            self._lines.append("")
        elif tag in _BLOCKS and self._row is None and not self._inside("li", tag):
            self._flush(gap=tag != "li")
        elif tag == "p" and self._buffer:
            self._buffer.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._skip and data.strip(" \n"):
            text = re.sub(r"\s*\n\s*", " ", data)
            opens = not "".join(self._buffer).strip(" -#*")
            self._buffer.append(_escape_opening(text.lstrip()) if opens else _escape(text))
        elif not self._skip and data and self._buffer:
            self._buffer.append(" ")

    def _write_row(self, row: list[str]) -> None:
        if not any(row):
            return
        self._lines.append(f"| {' | '.join(row)} |")
        self._heads += 1
        if self._heads == 1:
            self._lines.append(f"|{'---|' * len(row)}")

    def _flush(self, *, gap: bool = False) -> None:
        text = " ".join("".join(self._buffer).split(" ")).strip()
        text = re.sub(r" {2,}", " ", text)
        if text and text not in ("-", "**", "****"):
            self._lines.append(text)
            if gap:
                self._lines.append("")
        self._buffer = []
