"""How results and errors are printed: tables for people, tab-separated lines in pipes, JSON when asked."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

from bilateral.errors import BilateralError, InvalidRegisterError, Problem

if TYPE_CHECKING:
    from bilateral.measures.listing import Table

MOST_PROBLEMS = 50
NARROWEST = 30


MOST_ON_A_TERMINAL = 60


def counted(count: object, noun: str) -> str:
    """A number with its noun in the right form: '1 record', '2 records'."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def print_json(value: Any) -> None:
    """A value as JSON on standard output."""
    click.echo(_json(value, sys.stdout))


def _json(value: Any, stream: TextIO) -> str:
    """JSON that the stream can take: other letters stay as they are where it speaks UTF-8, else as escapes."""
    is_utf8 = str(getattr(stream, "encoding", "utf-8")).lower().replace("-", "") in ("utf8", "utf8sig")
    return json.dumps(value, ensure_ascii=not is_utf8, indent=1, default=str)


def print_table(table: Table, *, as_json: bool, limit: int | None = None) -> None:
    """A table: all columns as JSON, the narrow ones for people and pipes."""
    if as_json:
        print_json({"title": table.title, "as_of": table.as_of, "rows": table.to_dicts()[: limit or None]})
        return
    rows = [[_shown(row[name]) for name in table.narrow] for row in table.frame.iter_rows(named=True)]
    print_rows(list(table.narrow), rows, title=f"{table.title}, as of {table.as_of}", limit=limit)


def print_rows(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", limit: int | None = None
) -> None:
    """Rows with heads: a ruled table on a terminal, tab-separated lines in a pipe.

    limit: how many rows, 0 for all; by default all in a pipe, and on a terminal as many as one can look through.
    Rows that are left out are counted on standard error.
    """
    most = (MOST_ON_A_TERMINAL if sys.stdout.isatty() else 0) if limit is None else limit
    _print_all(heads, rows[: most or None], title)
    if most and len(rows) > most:
        click.echo(f"{counted(len(rows) - most, 'more row')}; --limit 0 shows all", err=True)


def _print_all(heads: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    if not sys.stdout.isatty():
        click.echo("\t".join(heads))
        for row in rows:
            click.echo("\t".join(one.replace("\t", " ") for one in row))
        return
    from bilateral.cli.drawn import drawn_lines

    width = max(shutil.get_terminal_size().columns, NARROWEST)
    top, lines = drawn_lines([head.replace("_", " ") for head in heads], rows, width, rule=_rule())
    for line in ([title] if title else []) + top[:-1]:
        click.echo(line if _is_plain() else click.style(line, bold=True))
    click.echo("\n".join([top[-1], *lines]))


def _is_plain() -> bool:
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def _rule() -> str:
    """What a line is drawn with, where the terminal has the sign for it."""
    try:
        "─".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return "-"
    return "─"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value)


def say_error(error: BilateralError, *, as_json: bool) -> None:
    """An error on standard error: what was wrong, where, what was expected, what to do."""
    problems = list(error.problems) if isinstance(error, InvalidRegisterError) else []
    if as_json:
        body = {
            "error": type(error).__name__,
            "message": error.message,
            "hint": error.hint,
            "problems": [_problem(one) for one in problems],
        }
        click.echo(_json(body, sys.stderr), err=True)
        return
    click.echo(f"error: {error.message}", err=True)
    expected, example = getattr(error, "expected", ""), getattr(error, "example", "")
    if expected:
        click.echo(f"  expected: {expected}", err=True)
    if example:
        click.echo(f"  example:  {example}", err=True)
    say_problems(problems)
    if error.hint:
        click.echo(f"  do:       {error.hint}", err=True)


def say_problems(problems: Sequence[Problem]) -> None:
    """Problems of a register on standard error, the first of many."""
    for one in problems[:MOST_PROBLEMS]:
        click.echo(str(one), err=True)
    if len(problems) > MOST_PROBLEMS:
        click.echo(f"and {len(problems) - MOST_PROBLEMS} more problems; --json lists all", err=True)


def _problem(one: Problem) -> dict[str, Any]:
    return {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "message": one.message,
        "expected": one.expected,
        "hint": one.hint,
        "example": one.example,
    }
