"""Every block that is marked to run runs, and prints what the page shows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .blocks import blocks, matches, page_name, pages, prose
from .conftest import Told

RUNNING = [page for page in pages() if any(one.is_run for one in blocks(page.read_text("utf-8")))]
WRITTEN = [page for page in pages() if "reference" not in page.parts]

_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,.]*(?![\w-])")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_NAMES = re.compile(
    r"\b(?:ISO|MIT|BY|OFL|EDTF|Python|STANAG|AJP-|F-|version|grade|exit code|level) ?\d[\d.-]*"
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?"
    r"|\b\d{1,2} to \d{1,2}\b",
)


@pytest.mark.parametrize("page", RUNNING, ids=page_name)
def test_what_is_shown_is_printed(page: Path, runs_of: Callable[[Path], list[Told]]) -> None:
    if "$ git " in page.read_text("utf-8") and shutil.which("git") is None:
        pytest.skip("git is not installed")
    wrong = []
    for line, command, shown, printed, code, expected in runs_of(page):
        if code != expected:
            wrong.append(f"line {line}: {command}\nends with {code}, not with {expected}:\n" + "\n".join(printed))
        elif shown and not matches(shown, printed):
            wrong.append(f"line {line}: {command}\nprints:\n" + "\n".join(printed))
    if wrong:
        pytest.fail("\n\n".join([*wrong[:4], "If this is meant: python -m tests.docs.refresh"]), pytrace=False)


def test_something_runs() -> None:
    assert len(RUNNING) > 20


@pytest.mark.parametrize("page", WRITTEN, ids=page_name)
def test_numbers_stand_in_a_block_of_the_page(page: Path) -> None:
    """A number in the text was printed beside it or stands in a file beside it; years, days and names are free."""
    text = page.read_text("utf-8")
    beside = {number for block in blocks(text) for number in _numbers(block.text)}
    loose = [
        number for number in _numbers(_NAMES.sub("", prose(text))) if not _is_small(number) and number not in beside
    ]
    assert not loose, f"numbers without a command or a file beside them: {', '.join(loose)}"


def _numbers(text: str) -> list[str]:
    return [found.rstrip(".,").replace(",", "") for found in _NUMBER.findall(text)]


def _is_small(number: str) -> bool:
    """Digits, and years: they count no claims."""
    return len(number) < 2 or bool(_YEAR.fullmatch(number))


def test_lines_that_wait_to_be_filled_in_are_gone() -> None:
    waiting = [page_name(page) for page in pages() if any("?" in one.text.splitlines() for one in _running(page))]
    assert not waiting, f"run python -m tests.docs.refresh: {', '.join(waiting)}"


def _running(page: Path) -> list:  # type: ignore[type-arg]
    found = [one for one in blocks(page.read_text("utf-8")) if one.is_run]
    return [*found, *(one.printed for one in found if one.printed)]
