"""Options that commands share, and opening a study from them."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bilateral.study import Study

Command = TypeVar("Command", bound=Callable[..., Any])


class Place(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """The path of a file or folder; completion offers what is there."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if isinstance(value, Path):
            return value
        try:
            os.fsencode(value)
        except UnicodeEncodeError:
            self.fail(f"{value!r} cannot be the name of a file", param, ctx)
        if "\x00" in value:
            self.fail(f"{value!r} cannot be the name of a file", param, ctx)
        return Path(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        return click.Path().shell_complete(ctx, param, incomplete)


def register_option(command: Command) -> Command:
    """Which register a command opens."""
    return click.option(
        "--register",
        "-r",
        type=Place(),
        metavar="PATH",
        envvar="BILATERAL_REGISTER",
        help="Folder of a register; the shipped casebook by default.",
    )(command)


def cache_option(command: Command) -> Command:
    """Where the compiled database lies."""
    return click.option(
        "--cache",
        type=Place(),
        metavar="PATH",
        envvar="BILATERAL_CACHE",
        help="Folder for the compiled database; .bilateral in the register by default.",
    )(command)


def as_of_option(command: Command) -> Command:
    """The day up to which claims are taken in."""
    return click.option(
        "--as-of",
        metavar="DATE",
        help="Only what was known by this day (2010-06-30, 2010-06, 2010); today by default.",
    )(command)


def kind_option(command: Command) -> Command:
    """Only things of one kind."""
    from bilateral.evidence.kinds import KINDS

    return click.option(
        "--kind",
        "-k",
        type=_KindName(list(KINDS)),
        metavar="KIND",
        help="Only things of this kind (transfer, agreement …).",
    )(command)


def json_option(command: Command) -> Command:
    """JSON instead of words."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def limit_option(command: Command) -> Command:
    """How many rows are printed."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        metavar="ROWS",
        help="Print at most so many rows, 0 for all; by default 60 on a terminal, and all elsewhere.",
    )(command)


def question(command: Command) -> Command:
    """The options of every command that asks a register something."""
    for option in (json_option, as_of_option, cache_option, register_option):
        command = option(command)
    return command


class StateCode(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A state by code or name; completion offers codes."""

    name = "state"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        from bilateral import states

        return [
            CompletionItem(one.code, help=one.name)
            for one in states.all_states()
            if one.code.startswith(incomplete.upper()) or one.name.lower().startswith(incomplete.lower())
        ]


class _KindName(click.Choice):  # type: ignore[type-arg, unused-ignore]
    """The name of a kind; a misspelt one is answered with the nearest and all that there are."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            from difflib import get_close_matches

            if near := get_close_matches(str(value), list(map(str, self.choices)), n=1):
                self.fail(f"{error.message} Did you mean {near[0]!r}?", param, ctx)
            raise


@contextlib.contextmanager
def study_of(register: Path | None, cache: Path | None) -> Iterator[Study]:
    """Open a study, showing progress on a terminal while files are read for the first time."""
    from bilateral.study import open_study

    with progress() as step:
        study = open_study(register, cache=cache, progress=step)
    try:
        yield study
    finally:
        study.close()


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on standard error where that is a terminal; None otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    tasks: dict[str, Any] = {}

    def step(name: str, done: int, whole: int) -> None:
        if name not in tasks:
            if not tasks:
                bar.start()
            tasks[name] = bar.add_task(name, total=whole)
        bar.update(tasks[name], completed=done, total=whole)

    try:
        yield step
    finally:
        if tasks:
            bar.stop()
