"""How results and errors are printed: tables for people, tab-separated lines in pipes, JSON when asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from bilateral.errors import BilateralError, InvalidRegisterError, Problem

if TYPE_CHECKING:
    from bilateral.measures.listing import Table

MOST_PROBLEMS = 50


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def print_table(table: Table, *, as_json: bool, limit: int | None = None) -> None:
    """A table: all columns as JSON, the narrow ones for people and pipes."""
    if as_json:
        print_json({"title": table.title, "as_of": table.as_of, "rows": table.to_dicts()})
        return
    rows = [[_shown(row[name]) for name in table.narrow] for row in table.frame.iter_rows(named=True)]
    print_rows(list(table.narrow), rows[:limit] if limit else rows, title=f"{table.title}, as of {table.as_of}")
    if limit and len(rows) > limit and sys.stdout.isatty():
        click.echo(f"{len(rows) - limit} more rows; --limit 0 shows all, --json gives every column")


def print_rows(heads: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "") -> None:
    """Rows with heads: a ruled table on a terminal, tab-separated lines in a pipe."""
    if not sys.stdout.isatty():
        click.echo("\t".join(heads))
        for row in rows:
            click.echo("\t".join(one.replace("\t", " ") for one in row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable

    drawn = RichTable(
        title=title or None, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False
    )
    for head in heads:
        drawn.add_column(head.replace("_", " "), overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    Console(highlight=False, markup=False).print(drawn)


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
        click.echo(json.dumps(body, ensure_ascii=False, indent=1), err=True)
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
