"""Runs the command: in this process where that is enough, in one of its own where streams and signals matter."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bilateral.cli import main
from registers import Desk

DAY = "2026-06-30"
"""As of this day the small register answers in all tests; it is its own day, and no later one changes anything."""

DOCUMENTED = {0, 2, 3, 4, 5, 6, 130}
"""Exit codes that are nobody's fault but the user's, the disk's or another process's."""


class Result(NamedTuple):
    """What a command did. `both` is what a person at a terminal would have seen."""

    code: int
    out: str
    errors: str

    @property
    def both(self) -> str:
        return self.out + self.errors


def run(*argv: str) -> Result:
    """The command with these arguments in this process."""
    out, errors = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    threshold = gc.get_threshold()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors), pytest.raises(SystemExit) as ended:
            main(list(argv))
    finally:
        gc.set_threshold(*threshold)
    for stream in (out, errors):
        stream.seek(0)
    return Result(int(ended.value.code or 0), out.read(), errors.read())


def ask(desk: Desk, *argv: str) -> Result:
    """A question to a register, in this process."""
    return run(*argv, "--register", str(desk.folder), "--cache", str(desk.cache))


def command(*argv: str) -> list[str]:
    return [sys.executable, "-m", "bilateral", *argv]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a user without settings of their own, and with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BILATERAL", "COLUMNS", "LINES"))}
    return kept | {"PYTHONIOENCODING": "utf-8"} | more


def process(*argv: str, cwd: Path | None = None, **more: Any) -> Result:
    """The command in a process of its own."""
    done = subprocess.run(
        command(*argv),
        cwd=cwd,
        env=surroundings(**more),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def terminal(*argv: str, columns: int = 80, **more: str) -> Result:
    """The command on a terminal so many columns wide; what it writes there comes back in `out`."""
    import pty
    import termios

    parent, child = pty.openpty()
    termios.tcsetwinsize(child, (40, columns))
    started = subprocess.Popen(
        command(*argv),
        stdin=child,
        stdout=child,
        stderr=child,
        env=surroundings(**{"TERM": "xterm-256color"} | more),
    )
    os.close(child)
    parts = []
    with contextlib.suppress(OSError):  # what Linux says when the other end is closed
        while part := os.read(parent, 65536):
            parts.append(part)
    os.close(parent)
    return Result(started.wait(timeout=60), b"".join(parts).decode().replace("\r\n", "\n"), "")
