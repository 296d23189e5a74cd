"""Puts what is really printed below the commands of the documentation: python -m tests.docs.refresh [PAGE …]

Lines shown that still match are left alone, with their `…`; others are replaced in full. A page on which a command
ends otherwise than it says is not touched. Look at the difference before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from .blocks import Block, blocks, commands, matches, page_name, pages
from .conftest import Runs


def refreshed(page: Path, runs: Runs) -> str:
    """The text of a page with the output of its commands put right."""
    text = page.read_text("utf-8")
    failed = [
        f"line {line}: {command}\n" + "\n".join(printed)
        for line, command, _, printed, code, right in runs.told(page)
        if code != right
    ]
    if failed:
        raise SystemExit(f"{page_name(page)} is left as it is, since a command of it fails.\n{failed[0]}")
    told = {line: printed for line, _, _, printed, _, _ in runs.told(page)}
    lines = text.splitlines()
    for block in reversed(blocks(text)):
        for first, shown in reversed(_places(block)):
            printed = told.get(block.line + first) if block.language == "console" else told.get(block.line)
            if printed is None or not shown or matches(shown, printed):
                continue
            start = block.line - 1 + first if block.language == "console" else _start(block)
            lines[start : start + len(shown)] = _merged(shown, printed)
    return "\n".join(lines) + "\n"


def _merged(shown: list[str], printed: list[str]) -> list[str]:
    """The lines that are printed; of as many lines, those that still match as they are shown."""
    if len(shown) != len(printed):
        return printed
    return [
        old if matches([old], [new]) and old.strip() != "…" else new for old, new in zip(shown, printed, strict=True)
    ]


def _places(block: Block) -> list[tuple[int, list[str]]]:
    if not block.is_run:
        return []
    if block.language == "console":
        return [(one.line, one.shown) for one in commands(block)]
    return [(0, block.printed.text.splitlines())] if block.printed else []


def _start(block: Block) -> int:
    return block.printed.line - 1 if block.printed else 0


def main(names: list[str]) -> None:
    wanted = [one for one in pages() if not names or any(name in page_name(one) for name in names)]
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(Path(folder))
        texts = {page: refreshed(page, runs) for page in wanted}
    for page, text in texts.items():
        if text != page.read_text("utf-8"):
            page.write_text(text, "utf-8")
            print(page_name(page))


if __name__ == "__main__":
    main(sys.argv[1:])
