"""The import matrix and the habits of the code that a machine can hold."""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import bilateral

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "bilateral"
MOST_LINES = 500
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc", "shared", "core"}
ENGINES = {"duckdb", "sqlite3", "yaml"}
NETWORK = {
    "socket", "ssl", "asyncio", "urllib.request", "urllib3", "http", "requests", "httpx", "aiohttp", "ftplib",
    "smtplib", "imaplib", "poplib", "telnetlib", "socketserver", "xmlrpc", "webbrowser",
}  # fmt: skip
ASKED = {"date.today", "datetime.now", "datetime.utcnow", "time.time", "os.environ", "os.getenv"}
LEFT_OF_STUDY = ("errors.py", "states", "evidence", "store", "measures", "dossier")

WRONG = [
    ("errors.py", "from bilateral.states import names", "The rooms"),
    ("states/names.py", "import bilateral.evidence.dates", "The rooms"),
    ("evidence/grade.py", "from bilateral.store import database", "The rooms"),
    ("store/search.py", "from bilateral.measures import fleets", "The rooms"),
    ("measures/fleets.py", "import bilateral.dossier.words", "The rooms"),
    ("measures/fleets.py", "import bilateral.store.database", "A measure asks for records"),
    ("dossier/words.py", "from bilateral.study import Study", "The dossier cannot query"),
    ("dossier/words.py", "from bilateral.store.database import Database", "The dossier cannot query"),
    ("study.py", "import bilateral.cli", "The rooms"),
    ("study.py", "import duckdb", "Only the store"),
    ("cli/show.py", "import yaml", "Only the store"),
]
"""A file, an import that does not belong there, and the contract that it breaks."""


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def code(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports anywhere in it, by its full name."""
    for node in ast.walk(code(path)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{one.name}" for one in node.names)


def is_of(name: str, modules: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in modules)


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    """The import linter over a source folder, with the project's own contracts."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        env=os.environ | {"PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's code that a test may break and must mend."""
    pytest.importorskip("importlinter")
    folder = tmp_path_factory.mktemp("rooms")
    wanted = shutil.ignore_patterns("__pycache__", "casebook", "fonts", "data")
    shutil.copytree(PACKAGE, folder / "bilateral", ignore=wanted)
    return folder


def test_no_room_imports_to_its_right(copied: Path) -> None:
    found = lint(copied)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "0 broken" in found.stdout


@pytest.mark.parametrize(("file", "line", "contract"), WRONG)
def test_a_wrong_import_breaks_its_contract(copied: Path, file: str, line: str, contract: str) -> None:
    path = copied / "bilateral" / file
    text = path.read_text("utf-8")
    try:
        path.write_text(f"{text}\n{line}\n", "utf-8")
        found = lint(copied)
    finally:
        path.write_text(text, "utf-8")
    assert found.returncode == 1, found.stdout + found.stderr
    broken = [one for one in found.stdout.splitlines() if one.endswith("BROKEN")]
    assert any(one.startswith(contract) for one in broken), broken


def test_only_the_store_knows_an_engine() -> None:
    knowing = [path for path in sources("src") if any(is_of(name, ENGINES) for name in imports(path))]
    assert {path.relative_to(PACKAGE).parts[0] for path in knowing} == {"store"}


def test_nothing_reaches_for_the_network() -> None:
    for path in sources("src", "tools", "bench"):
        found = [name for name in imports(path) if is_of(name, NETWORK)]
        assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_clock_environment_and_chance_stay_out_of_the_rooms_left_of_study() -> None:
    for name in LEFT_OF_STUDY:
        start = PACKAGE / name
        for path in [start] if start.is_file() else sorted(start.rglob("*.py")):
            used = {ast.unparse(node) for node in ast.walk(code(path)) if isinstance(node, ast.Attribute)}
            asked = {one for one in used if one.removeprefix("dt.").removeprefix("datetime.") in ASKED}
            assert not asked, f"{path.relative_to(ROOT)}: {asked}"
            assert not [one for one in imports(path) if is_of(one, {"random", "secrets"})], path


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources("src", "bench", "tools")
        if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_module_has_a_noun_for_a_name() -> None:
    for path in sources("src", "bench", "tools"):
        assert not VAGUE & {*path.relative_to(ROOT).parts, path.stem}, path


def modules() -> list[str]:
    found = [one.name for one in pkgutil.walk_packages(bilateral.__path__, "bilateral.")]
    return ["bilateral", *(one for one in found if not one.endswith("__main__"))]


@pytest.mark.parametrize("name", modules())
def test_public_names_exist_and_say_what_they_are(name: str) -> None:
    module = importlib.import_module(name)
    assert (module.__doc__ or "").strip(), f"{name} has no docstring"
    for public in getattr(module, "__all__", ()):
        assert hasattr(module, public), f"{name}.__all__ names {public}, which is not there"
    for label, found in defined(module):
        assert (found.__doc__ or "").strip(), f"{name}.{label} has no docstring"


def defined(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Public classes and functions written in a module, with the methods that callers meet."""
    for label, found in vars(module).items():
        own = getattr(found, "__module__", None) == module.__name__
        if label.startswith("_") or not own or not (inspect.isclass(found) or inspect.isfunction(found)):
            continue
        yield label, found
        if inspect.isclass(found) and label in getattr(bilateral, "__all__", ()):
            for method, inner in vars(found).items():
                if inspect.isfunction(inner) and not method.startswith("_"):
                    yield f"{label}.{method}", inner


def test_the_front_door_names_everything_it_lists() -> None:
    assert bilateral.__all__
    assert len(bilateral.__all__) == len(set(bilateral.__all__))
    assert set(bilateral.__all__) <= set(dir(bilateral))
