"""What all rooms' tests share: small registers to break, a compiled base to copy, golden files."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("registers")

from registers import REGISTERS, Desk  # noqa: E402 its asserts are rewritten first

# The same examples on every run; `--hypothesis-profile=deep` looks further, and elsewhere each time.
_QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=_QUIET)
settings.register_profile("deep", max_examples=3000, deadline=None, suppress_health_check=_QUIET)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write golden files anew; review the diff")


def _compiled(name: str, place: Path) -> Desk:
    shutil.copytree(REGISTERS, place / "registers", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    desk = Desk(place / "registers" / name, place / "cache")
    desk.compile()
    return desk


def _copy(base: Desk, place: Path) -> Desk:
    shutil.copytree(base.folder.parent, place / "registers")
    shutil.copytree(base.cache, place / "cache")
    return Desk(place / "registers" / base.folder.name, place / "cache")


@pytest.fixture(scope="session")
def small_base(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """tests/registers/small, compiled once. Read only."""
    return _compiled("small", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def addition_base(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """tests/registers/addition on top of small, compiled once. Read only."""
    return _compiled("addition", tmp_path_factory.mktemp("addition"))


@pytest.fixture
def small(small_base: Desk, tmp_path: Path) -> Desk:
    """A compiled copy of tests/registers/small, to write into."""
    return _copy(small_base, tmp_path / "small")


@pytest.fixture
def addition(addition_base: Desk, tmp_path: Path) -> Desk:
    """A compiled copy of tests/registers/addition, which builds on small, to write into."""
    return _copy(addition_base, tmp_path / "addition")


class Golden:
    """Compares a text with a file beside the tests; writes it with --golden-update."""

    def __init__(self, folder: Path, is_update: bool) -> None:
        self.folder = folder
        self.is_update = is_update

    def __call__(self, name: str, text: str) -> None:
        path = self.folder / name
        if self.is_update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        held = path.read_text("utf-8") if path.exists() else ""
        diff = "\n".join(difflib.unified_diff(held.splitlines(), text.splitlines(), name, "now", lineterm=""))
        assert held == text, f"{diff}\nif this is meant: pytest {path.parent.parent.name} --golden-update"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(request.path.parent / "golden", request.config.getoption("--golden-update"))
