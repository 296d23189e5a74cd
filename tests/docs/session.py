"""Runs the blocks of one page: a folder, a shell and a Python session that its readers would have."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import re
import shlex
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from .blocks import Block, Command, commands

TODAY = dt.date(2026, 11, 23)
"""The day on which the documentation was written: what it shows stays what is printed."""

WIDTH = "100"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_STOPS = {"|", ">", ">>", "&&", ";", "<", "||"}
_ASSIGNED = re.compile(r"[A-Z_]+=.*", re.DOTALL)


_PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
"""`python` is the one the tests run with, as in an activated environment."""


class _Terminal(io.StringIO):
    """Text that passes for a terminal, so that tables are drawn as a reader sees them."""

    def isatty(self) -> bool:
        return True


class Session:
    """One page's folder. Commands named `bilateral` run in this process; all others in a shell."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.here = folder
        self.status = 0
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.environment = {
            "HOME": str(cache),
            "XDG_CACHE_HOME": str(cache),
            "COLUMNS": WIDTH,
            "TERM": "xterm",
            "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_PAGER": "cat",
            **{f"GIT_{who}_NAME": "A. Analyst" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "analyst@example.org" for who in ("AUTHOR", "COMMITTER")},
        }

    def run(self, block: Block) -> Iterator[tuple[Command, list[str], int]]:
        """Run a block; give each command with the lines it printed and its exit code."""
        if block.language == "console":
            for command in commands(block):
                text = self.shell(command.text)
                yield command, _lines(text), self.status
        elif block.title:
            target = self.folder / block.title
            target.parent.mkdir(parents=True, exist_ok=True)
            before = target.read_text("utf-8") if block.appends else ""
            target.write_text(before + block.text, "utf-8")
        elif block.language == "python":
            text = self.python(block.text)
            shown = block.printed.text.splitlines() if block.printed else []
            yield Command(block.text, shown), _lines(text), self.status
        else:
            raise ValueError(f"line {block.line}: a {block.language or 'plain'} block without a title cannot run")

    def shell(self, line: str) -> str:
        """What a line typed at the prompt prints. `self.status` is its exit code."""
        line = line.replace("\\\n", " ")
        words = _words(line)
        local = {}
        while words and _ASSIGNED.fullmatch(words[0]):
            name, _, value = words.pop(0).partition("=")
            local[name] = value
        if words[:1] == ["export"]:
            self.environment |= dict(one.split("=", 1) for one in words[1:])
            return ""
        if words[:1] == ["cd"]:
            self.here = (self.here / words[1]).resolve()
            return ""
        if words[:1] != ["bilateral"]:
            return self._bash(line, local)
        stop = next((place for place, word in enumerate(words) if word in _STOPS), len(words))
        argv, rest = words[1:stop], line
        out: io.StringIO = _Terminal() if stop == len(words) else io.StringIO()
        errors = out if stop == len(words) else io.StringIO()
        with self._inside(local):
            self.status = _call(argv, out, errors)
        text = _ANSI.sub("", out.getvalue())
        if stop < len(words):
            cut = _place_of(line, words[stop])
            rest = line[cut:].lstrip("|")
            command = rest if words[stop] == "|" else f"cat {line[cut:]}"
            if words[stop] in ("&&", ";", "||"):
                raise ValueError("one command a line, please")
            text = errors.getvalue() + self._bash(command, local, given=text)
        return text

    def python(self, code: str) -> str:
        out = io.StringIO()
        with self._inside({}), contextlib.redirect_stdout(out):
            try:
                exec(compile(code, "<documentation>", "exec"), self.names)
                self.status = 0
            except Exception:  # noqa: BLE001 what a reader would see
                self.status = 1
                out.write(traceback.format_exc())
        return out.getvalue()

    def _bash(self, line: str, local: dict[str, str], given: str = "") -> str:
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status}); {line}"],
            cwd=self.here,
            env=os.environ | {"PATH": _PATH} | self.environment | local,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        self.status = done.returncode
        return done.stdout + done.stderr

    @contextlib.contextmanager
    def _inside(self, local: dict[str, str]) -> Iterator[None]:
        from bilateral.study import open_study

        settings = {name: os.environ.get(name) for name in ("BILATERAL_CACHE", "BILATERAL_REGISTER")}
        with (
            contextlib.chdir(self.here),
            mock.patch.dict(os.environ, self.environment | local),
            mock.patch("click.core._detect_program_name", return_value="bilateral"),
            mock.patch.dict(open_study.__kwdefaults__, today=TODAY),
        ):
            for name, value in settings.items():
                if value is not None and name not in self.environment and name not in local:
                    del os.environ[name]
            yield


def _call(argv: list[str], out: io.StringIO, errors: io.StringIO) -> int:
    from bilateral.cli import main

    run: Callable[[list[str]], Any] = main
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(_NoTerminal(errors)):
        try:
            run(argv)
        except SystemExit as stopped:
            return int(stopped.code or 0)
        except Exception:  # noqa: BLE001 what a reader would see
            errors.write(traceback.format_exc())
            return 1
    return 0


class _NoTerminal(io.StringIO):
    """Errors go where the output goes, without progress bars."""

    def __init__(self, target: io.StringIO) -> None:
        super().__init__()
        self.target = target

    def write(self, text: str) -> int:
        return self.target.write(text)

    def isatty(self) -> bool:
        return False


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    return list(lexer)


def _place_of(line: str, sign: str) -> int:
    """Where the first unquoted sign stands."""
    quote = ""
    for place, char in enumerate(line):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif line.startswith(sign, place):
            return place
    raise ValueError(f"{sign!r} is not in {line!r}")


def _lines(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines
