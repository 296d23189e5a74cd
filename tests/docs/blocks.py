"""The pages of the documentation, cut into blocks, and the convention that says which of them run.

An HTML comment on the line before a fenced block makes it run:

    <!-- runs -->           ```console   lines after `$ ` are commands, the lines below each are what it prints
                            ```python    is executed; a ```text block right after it is what it prints
                            ``` with title="PATH"  is written to that file
    <!-- runs, exit 3 -->   the last command of the block ends with this exit code (0 without it)
    <!-- runs, appends -->  the block is added to the end of the file that its title names

All blocks of a page run in order in one empty folder, with the shipped casebook; a page that holds the comment
`<!-- goes on from: PAGE -->` begins with the folder that PAGE left. `…` in what is shown stands for anything within a
line, a line of its own for any number of lines. A command with nothing below it may print what it likes. A line `?`
below it is filled in by `python -m tests.docs.refresh`, which also puts right what is no longer printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = next(one for one in Path(__file__).resolve().parents if (one / "pyproject.toml").exists())
DOCS = ROOT / "docs"

_FENCE = re.compile(r"(?P<indent>\s*)(?P<fence>```+|~~~+)\s*(?P<language>[\w-]*)(?P<rest>.*)")
_TITLE = re.compile(r'title="([^"]+)"')
_MARK = re.compile(r"\s*<!--\s*runs(?P<options>[^>]*?)\s*-->\s*")
_GOES_ON = re.compile(r"<!--\s*goes on from: (\S+)\s*-->")
_EXIT = re.compile(r"exit (\d+)")


@dataclass
class Block:
    """One fenced block. line: of its first line of text, 1-based. printed: the block that shows its output."""

    language: str
    text: str
    line: int
    title: str = ""
    is_run: bool = False
    exit_code: int = 0
    appends: bool = False
    printed: Block | None = None


@dataclass
class Command:
    """One command of a console block, and the lines shown below it. line: where those begin, 0-based."""

    text: str
    shown: list[str] = field(default_factory=list)
    line: int = 0


def pages() -> list[Path]:
    """README and every page under docs/."""
    return [one for one in (ROOT / "README.md", *sorted(DOCS.rglob("*.md"))) if one.exists()]


def page_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def goes_on_from(page: Path) -> Path | None:
    """The page whose folder this one begins with."""
    found = _GOES_ON.search(page.read_text("utf-8"))
    return (page.parent / found[1]).resolve() if found else None


def blocks(text: str) -> list[Block]:
    """Every fenced block of a page, in order."""
    found: list[Block] = []
    lines = text.splitlines()
    place, mark = 0, None
    printer: Block | None = None
    while place < len(lines):
        line = lines[place]
        fence = _FENCE.fullmatch(line)
        if fence is None:
            if line.strip():
                mark, printer = _MARK.fullmatch(line), None
            place += 1
            continue
        body = []
        start = place + 1
        place += 1
        while place < len(lines) and lines[place].strip() != fence["fence"]:
            body.append(lines[place].removeprefix(fence["indent"]))
            place += 1
        place += 1
        title = _TITLE.search(fence["rest"])
        options = mark["options"] if mark else ""
        code = _EXIT.search(options)
        block = Block(
            language=fence["language"],
            text="\n".join(body) + "\n",
            line=start + 1,
            title=title[1] if title else "",
            is_run=mark is not None,
            exit_code=int(code[1]) if code else 0,
            appends="appends" in options,
        )
        if printer is not None and block.language == "text" and not block.is_run:
            printer.printed = block
        found.append(block)
        mark, printer = None, block if block.is_run and block.language == "python" else None
    return found


def commands(block: Block) -> list[Command]:
    """The commands of a console block. A line that ends in a backslash goes on in the next."""
    found: list[Command] = []
    lines = block.text.splitlines()
    place = 0
    while place < len(lines):
        if lines[place].startswith("$ "):
            parts = [lines[place][2:]]
            while parts[-1].endswith("\\") and place + 1 < len(lines):
                place += 1
                parts.append(lines[place].removeprefix("> "))
            found.append(Command("\n".join(parts), [], place + 1))
        elif found:
            found[-1].shown.append(lines[place])
        place += 1
    for one in found:
        while one.shown and not one.shown[-1].strip():
            one.shown.pop()
    return found


def prose(text: str) -> str:
    """A page without its fenced blocks, inline code, links' targets and comments; lines keep their numbers."""
    kept = []
    fence = ""
    for line in text.splitlines():
        found = _FENCE.fullmatch(line)
        if fence:
            fence = "" if line.strip() == fence else fence
            kept.append("")
        elif found is not None:
            fence = found["fence"]
            kept.append("")
        else:
            kept.append(line)
    bare = re.sub(r"<!--.*?-->", "", "\n".join(kept), flags=re.DOTALL)
    bare = re.sub(r"`[^`\n]+`", "", bare)
    return re.sub(r"\]\([^)\s]+\)", "]", bare)


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines that are shown are those that were printed, `…` standing for what was left out.

    How many blanks stand between words does not matter: programs of the shell pad their columns differently.
    """
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line.strip() == "…" else r"[^\n]*?".join(map(re.escape, _bare(line).split("…"))) + r"\n"
        for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{_bare(line)}\n" for line in printed)) is not None


def _bare(line: str) -> str:
    return re.sub(r"[ \t]+", " ", line).strip()
