"""The reference is what the code gives, and its help is what the program prints."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bilateral.cli import COMMANDS

from .blocks import DOCS, ROOT, blocks


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "tools" / "build_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pages_are_up_to_date(builder: ModuleType) -> None:
    stale = builder.out_of_date()
    assert not stale, f"{', '.join(stale)}: run python tools/build_reference.py"


def test_an_outdated_page_is_seen(builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = builder.built()
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(builder, "TARGET", tmp_path)
    assert builder.out_of_date() == []
    (tmp_path / "kinds.md").write_text("old", "utf-8")
    (tmp_path / "gone.md").write_text("no page", "utf-8")
    assert builder.out_of_date() == ["gone.md", "kinds.md"]
    assert builder.main(["--check"]) == 1


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_in_the_reference_is_the_real_help(command: str) -> None:
    """Asked of the installed program itself for one command; of its entry point in this process for the others."""
    shown = [one.text.strip() for one in blocks((DOCS / "reference" / "cli.md").read_text("utf-8"))]
    program = Path(sys.executable).with_name("bilateral")
    if command == "show" and program.exists():
        env = os.environ | {"COLUMNS": "100"}
        printed = subprocess.run(
            [program, command, "--help"], capture_output=True, text=True, env=env, check=True
        ).stdout
    else:
        from .session import Session

        printed = Session(ROOT, ROOT).shell(f"bilateral {command} --help")
    assert printed.strip() in shown
