"""Compiles in processes of their own, to be stopped, killed or starved at a chosen place."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator

from registers import Desk

COMPILE = """
import os, signal, sys, time
from pathlib import Path
from bilateral.errors import BilateralError
from bilateral.store import checks, compile as compiling, search
from bilateral.study import read_layers

folder, cache, what, place = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]

def here(*_):
    if what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    print("here", flush=True)
    sys.stdin.readline()

def before(module, name):
    kept = getattr(module, name)
    def stopped(*args, **more):
        here()
        return kept(*args, **more)
    setattr(module, name, stopped)

progress = here if place == "reading" else None
if place == "checking":
    before(checks, "finish")
elif place == "searching":
    before(search, "write")
elif place == "publishing":
    before(compiling, "_publish")
elif place == "pointing":
    before(Path, "replace")
elif what == "limit":
    import resource
    import duckdb, polars
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(place), int(place)))
try:
    compiling.compile_register(read_layers(folder), cache, progress=progress)
except BilateralError as error:
    print(f"{type(error).__name__}: {error.message} | {error.hint}", file=sys.stderr)
    sys.exit(3)
"""


class Process:
    """A Python process with a script and arguments, spoken to through its standard streams."""

    def __init__(self, script: str, *args: str) -> None:
        self._popen = subprocess.Popen(
            [sys.executable, "-c", script, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for(self, word: str) -> None:
        assert self._popen.stdout is not None
        line = self._popen.stdout.readline()
        if line.strip() != word:
            raise AssertionError(f"{word!r} was expected, not {line!r}: {self.end()[2]}")

    def end(self) -> tuple[int, str, str]:
        """Let it go on to its end: exit code, standard output, standard error."""
        out, errors = self._popen.communicate(timeout=60)
        return self._popen.returncode, out, errors

    def kill(self) -> None:
        if self._popen.returncode is None:
            self._popen.kill()
            self._popen.communicate()


@contextlib.contextmanager
def started(desk: Desk, *, stop_at: str) -> Iterator[Process]:
    """A compile that waits at a place of its work until the block ends, and is killed there."""
    process = Process(COMPILE, str(desk.folder), str(desk.cache), "stop", stop_at)
    try:
        process.wait_for("here")
        yield process
    finally:
        process.kill()


def ended(desk: Desk, *, kill_at: str = "", limit: int | None = None) -> tuple[int, str, str]:
    """A compile that kills itself at a place, or that may not write files larger than a limit."""
    what, place = ("kill", kill_at) if kill_at else ("limit", str(limit))
    return Process(COMPILE, str(desk.folder), str(desk.cache), what, place).end()
