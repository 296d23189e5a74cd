"""One compiled casebook for all pages, and the folder that each page leaves behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bilateral.errors import InvalidRegisterError
from bilateral.study import casebook_path, validate

from .blocks import Block, blocks, goes_on_from, page_name
from .session import Session

Told = tuple[int, str, list[str], list[str], int, int]
"""Line, command, lines shown, lines printed, exit code and the one that is shown."""


class Runs:
    """Runs each page once and keeps what it printed and the folder it left."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = root / "cache"
        self.cache.mkdir()
        self._told: dict[Path, list[Told]] = {}

    def folder(self, page: Path) -> Path:
        return self.root / page_name(page).replace("/", "-").removesuffix(".md")

    def told(self, page: Path) -> list[Told]:
        if page not in self._told:
            before = goes_on_from(page)
            folder = self.folder(page)
            if before is not None:
                self.told(before)
                shutil.copytree(self.folder(before), folder)
            else:
                folder.mkdir()
            session = Session(folder, self.cache)
            self._told[page] = [one for block in blocks(page.read_text("utf-8")) for one in _run(session, block)]
        return self._told[page]


def _run(session: Session, block: Block) -> list[Told]:
    if not block.is_run:
        return []
    done = list(session.run(block))
    last = len(done) - 1
    return [
        (block.line + command.line, command.text, command.shown, printed, code, block.exit_code if place == last else 0)
        for place, (command, printed, code) in enumerate(done)
    ]


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs | str:
    """The pages' runs; where the casebook is broken, one line that says so instead of every page's failures."""
    try:
        validate(casebook_path())
    except InvalidRegisterError as error:
        return f"the casebook does not validate, so no page can run: {error.problems[0]}"
    return Runs(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def runs_of(runs: Runs | str) -> Callable[[Path], list[Told]]:
    if isinstance(runs, str):
        pytest.fail(runs, pytrace=False)
    return runs.told
