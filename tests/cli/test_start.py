"""What a command loads: only what it needs, so that help and refusals come at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from registers import Desk

from .shell import surroundings

SCRIPT = """
import sys
from bilateral.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    sys.stderr.write(f"{ended.code} {' '.join(sorted(sys.modules))}")
"""

ENGINES = {"duckdb", "polars", "sqlite3", "yaml", "_yaml"}
DRAWING = {"jinja2", "markupsafe", "bilateral.dossier.page", "bilateral.dossier.sections"}
SELDOM = {"rich", "babel", "numpy", "pandas", "pyarrow", "asyncio", "multiprocessing", "html5lib"}
OTHERS = {"edtf", "msgspec", "filelock", "platformdirs"}


def loaded(*argv: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *argv], capture_output=True, text=True, check=True, env=surroundings()
    )
    code, *modules = done.stderr.split()
    assert code == "0", done.stderr
    return set(modules)


@pytest.mark.parametrize("argv", [("--help",), ("--version",), (), ("completion", "bash")])
def test_help_loads_nothing_but_the_parser(argv: tuple[str, ...]) -> None:
    script = SCRIPT.replace("{ended.code}", "0")
    done = subprocess.run(
        [sys.executable, "-c", script, *argv], capture_output=True, text=True, check=True, env=surroundings()
    )
    modules = set(done.stderr.split())
    assert "click" in modules
    assert not modules & (ENGINES | DRAWING | SELDOM | OTHERS)
    ours = {name for name in modules if name.startswith("bilateral")} - {"bilateral.cli.completion"}
    assert ours == {"bilateral", "bilateral.cli", "bilateral.version"}


@pytest.mark.parametrize("command", ["dossier", "show", "claims", "sources", "validate", "init", "build", "about"])
def test_help_of_a_command_loads_no_engine(command: str) -> None:
    modules = loaded(command, "--help")
    assert f"bilateral.cli.{command}" in modules
    assert not modules & (ENGINES | DRAWING | SELDOM)
    assert not {"bilateral.study", "bilateral.store.compile"} & modules


def test_show_loads_the_engines_and_nothing_of_the_dossier(small_base: Desk) -> None:
    modules = loaded("show", "VEN", "RUS", "--register", str(small_base.folder), "--cache", str(small_base.cache))
    assert {"duckdb", "polars"} <= modules
    assert not modules & (DRAWING | SELDOM)


def test_importing_the_package_loads_no_engine() -> None:
    script = "import sys, bilateral; bilateral.BilateralError; bilateral.__version__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & (ENGINES | DRAWING | SELDOM | OTHERS)
