"""The pages on the command line, the Python API, states, resolving and errors."""

from __future__ import annotations

import contextlib
import datetime as dt
import inspect
import io
import os
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast
from unittest import mock

import click

import bilateral
from bilateral import cli, errors, states, study
from bilateral.dossier.page import Dossier
from bilateral.evidence import resolve
from bilateral.evidence.records import Records
from bilateral.measures import coverage, listing
from bilateral.store.search import Hit

from . import words
from .text import code, doc, fence, first_line, page, table

WIDTH = 100


def command_line() -> str:
    parts = [
        page_of_help([]),
        "## Exit codes",
        table(("code", "meaning"), exit_codes()),
        "## Environment variables",
        table(("variable", "what it sets"), [(code(one), text) for one, text in _variables().items()]),
        "## Output",
        "On a terminal, results are drawn as tables. In a pipe they are tab-separated lines with a line of heads."
        " `--json` prints every column. Errors go to standard error; with `--json` they are JSON too, with the keys"
        " `error`, `message`, `hint` and `problems`.",
    ]
    for name in cli.COMMANDS:
        parts += [f"## bilateral {name}", page_of_help([name])]
    return page("Command line", *parts)


def page_of_help(argv: list[str]) -> str:
    return fence(help_text(argv), "text")


def help_text(argv: list[str]) -> str:
    """What `bilateral … --help` prints on a terminal of 100 columns."""
    out = io.StringIO()
    with (
        mock.patch.dict(os.environ, {"COLUMNS": str(WIDTH)}),
        mock.patch("click.core._detect_program_name", return_value="bilateral"),
        contextlib.redirect_stdout(out),
        contextlib.suppress(SystemExit),
    ):
        cli.main([*argv, "--help"])
    return out.getvalue().strip("\n")


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(cli.group)
    for name in cli.COMMANDS:
        found = cli.group.get_command(context, name)
        if found is not None:
            yield name, found


def exit_codes() -> list[tuple[str, str]]:
    """Exit codes and their meaning, as the command line's own docstring gives them."""
    text = " ".join((cli.__doc__ or "").partition("Exit codes:")[2].split()).rstrip(".")
    found = [tuple(part.strip().split(" ", 1)) for part in text.split("·")]
    missing = {str(one) for one in cli.EXIT_CODES.values()} - {number for number, _ in found}
    if missing:
        raise AssertionError(f"cli/__init__.py: the docstring leaves out the exit codes {missing}")
    return cast(list[tuple[str, str]], found)


def _variables() -> dict[str, str]:
    used = {study.CACHE_VARIABLE}
    for _, command in commands():
        used |= {str(one.envvar) for one in command.params if one.envvar}
    if used != set(words.VARIABLES):
        raise KeyError(f"tools/reference/words.py, VARIABLES: the variables are {sorted(used)}")
    return words.VARIABLES


def python() -> str:
    return page(
        "Python API",
        "`import bilateral as bl`. Importing loads neither the database nor the data frames; opening a study does."
        " Results that are tables hold a [Polars](https://docs.pola.rs) frame under `.frame`.",
        "In the signatures below a `day` is a `datetime.date` or a text in EDTF (its last day counts), a `path` is a"
        " text or a `pathlib.Path`, and `Progress` is a function of a name, a number done and a number in all.",
        "## The package",
        _function("bilateral.open", study.open_study),
        f"`bilateral.Study` and `bilateral.BilateralError` are the classes described below and under"
        f" [errors](errors.md). `bilateral.__version__` is `{bilateral.__version__!r}`.",
        "## Study",
        doc(study.Study),
        *_methods("study", study.Study),
        "## About",
        doc(study.About),
        _fields(study.About),
        "## Table",
        doc(listing.Table),
        *_methods("table", listing.Table),
        "### Columns of `study.records()`",
        _columns(listing.records_table, words.RECORDS, "RECORDS"),
        "### Columns of `study.claims()` and `study.show()`",
        _columns(listing.claims_table, words.CLAIMS, "CLAIMS"),
        "### Columns of `study.sources()`",
        _columns(listing.sources_table, words.SOURCES, "SOURCES"),
        "## Dossier",
        doc(Dossier),
        *_methods("dossier", Dossier),
        "## Hit",
        doc(Hit),
        _fields(Hit),
        "## Records",
        "What `study.evidence()` gives. " + doc(Records),
        *_methods("records", Records),
        "## bilateral.study",
        _function("bilateral.study.casebook_path", study.casebook_path),
        _function("bilateral.study.validate", study.validate),
        _function("bilateral.study.read_layers", study.read_layers),
        "## bilateral.states",
        doc(states),
        *_states_functions(),
    )


def _methods(prefix: str, owner: type) -> list[str]:
    found = []
    for name, member in vars(owner).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property) or hasattr(member, "func"):
            getter = member.fget if isinstance(member, property) else cast(Any, member).func
            found.append(f"### `{prefix}.{name}`\n\n{doc(getter)}".rstrip())
        elif inspect.isfunction(member):
            found.append(_function(f"{prefix}.{name}", member, is_method=True))
    return found


def _function(name: str, function: Callable[..., Any], *, is_method: bool = False) -> str:
    signature = inspect.signature(function)
    given = list(signature.parameters.values())[1 if is_method else 0 :]
    arguments = list(_arguments(given))
    result = (
        "" if signature.return_annotation is inspect.Signature.empty else f" -> {_short(signature.return_annotation)}"
    )
    line = f"{name}({', '.join(arguments)}){result}"
    if len(line) > 96:
        line = f"{name}(\n{''.join(f'    {one},{chr(10)}' for one in arguments)}){result}"
    return f"### `{name}`\n\n{fence(line, 'python')}\n\n{doc(function)}".rstrip()


def _arguments(given: list[inspect.Parameter]) -> Iterator[str]:
    """Parameters as they are written in a signature, with the star that begins those given by name only."""
    stars: dict[object, str] = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    by_name = False
    for one in given:
        by_name = by_name or one.kind is inspect.Parameter.VAR_POSITIONAL
        if one.kind is inspect.Parameter.KEYWORD_ONLY and not by_name:
            by_name = True
            yield "*"
        annotation = "" if one.annotation is inspect.Parameter.empty else f": {_short(one.annotation)}"
        default = "" if one.default is inspect.Parameter.empty else f" = {one.default!r}"
        yield f"{stars.get(one.kind, '')}{one.name}{annotation}{default if annotation else default.replace(' ', '')}"


def _short(annotation: object) -> str:
    """An annotation in the words of the reader: path, day."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    for long, short in (
        ("str | os.PathLike[str]", "path"),
        ("str | dt.date", "day"),
        ("dt.date", "date"),
        ("Callable[[str, int, int], None]", "Progress"),
    ):
        text = text.replace(long, short)
    return text


def _fields(struct: Any) -> str:
    """The fields of a record with their types."""
    rows = [(code(name), code(_short(kind))) for name, kind in inspect.get_annotations(struct).items()]
    return table(("field", "type"), rows)


def _columns(make: Callable[..., listing.Table], said: dict[str, str], where: str) -> str:
    nothing = cast(Any, SimpleNamespace(said={}, citations={}, things={}, sources={}))
    schema = make(nothing, [], dt.date(2026, 1, 1)).frame.schema
    if list(schema) != list(said):
        odd = sorted(set(schema) ^ set(said)) or "their order"
        raise KeyError(f"tools/reference/words.py, {where}: the columns differ in {odd}")
    return table(
        ("column", "type", "what it says"), [(code(one), str(kind), said[one]) for one, kind in schema.items()]
    )


def _states_functions() -> Iterator[str]:
    classes = []
    for name in states.__all__:
        member = getattr(states, name)
        if inspect.isclass(member):
            fields = f"\n\n{_fields(member)}" if hasattr(member, "__struct_fields__") else ""
            classes.append(f"### `states.{name}`\n\n{doc(member)}{fields}")
        elif callable(member) and inspect.getdoc(member) and hasattr(member, "__module__") and not _is_alias(member):
            yield _function(f"states.{name}", inspect.unwrap(member))
    yield from classes


def _is_alias(member: object) -> bool:
    return getattr(member, "__module__", "").startswith("typing")


def state_codes() -> str:
    every = states.all_states()
    former = [one for one in every if not one.is_open]
    own = [one for one in every if one.is_open and re.fullmatch(r"X[A-Z]{2}", one.code)]
    return page(
        "States and other actors",
        "A state is named by its code of ISO 3166-1 alpha-3, or by a name in any of many languages. Former states have"
        " the code of ISO 3166-3 where there is one, else one from the range XAA to XXZ that ISO leaves to its users."
        " COW and Gleditsch-Ward numbers are attributes. Which states exist follows the day that is asked about."
        " Being listed takes no position on anybody's recognition, capital or borders.",
        "## Former states",
        table(
            ("code", "name", "first day", "last day", "COW", "GW", "its series runs on as"),
            [
                (
                    code(one.code),
                    one.name,
                    str(one.start),
                    str(one.end),
                    _number(one.cow),
                    _number(one.gw),
                    _onward(one),
                )
                for one in former
            ],
        ),
        "A series runs on only where the successor carries on the state's own COW or Gleditsch-Ward number; a state"
        " that was absorbed, or that broke up without one continuing state, stays itself.",
        "## Codes of today that ISO does not give",
        table(("code", "name", "since"), [(code(one.code), one.name, str(one.start)) for one in own]),
        "## Other actors",
        "These ids can stand wherever an actor's id is asked for, without a card of their own.",
        table(
            ("id", "name", "kind", "home", "from", "to"),
            [
                (code(one.id), one.name, one.kind, " ".join(one.home), str(one.start or ""), str(one.end or ""))
                for one in states.other_actors()
            ],
        ),
        "## Systems",
        table(
            ("system", "what it is"),
            [
                ("`cow`", "Correlates of War, State System Membership."),
                ("`gw`", "Gleditsch and Ward, Revised List of Independent States, with their microstates."),
                ("`iso`", "States and entities with an ISO 3166 code, from 1974 on."),
            ],
        ),
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _onward(one: states.State) -> str:
    target = states.merged(one.code)
    return code(target) if target != one.code else "itself"


def resolving() -> str:
    text = inspect.getdoc(resolve) or ""
    head, _, rest = text.partition("\n\n")
    return page(
        "How claims are resolved",
        head,
        rest,
        "The same with examples: [how claims become records](../explanation/records.md).",
        "## Parts a claim can play",
        table(("role", "meaning"), [(code(one), says) for one, says in resolve.ROLES.items()]),
        "## Why a lead leads",
        table(("rule", "meaning"), [(code(one), says) for one, says in resolve.RULES.items()]),
        "## What a record can be where nothing is held",
        "Cells of a coverage picture:",
        table(("state", "meaning"), [(code(one), says) for one, says in coverage.STATES.items()]),
        "## The frames",
        "`study.resolution()` gives the frames themselves.",
        fence(inspect.getdoc(resolve.Resolution) or "", "text"),
    )


def error_tree() -> str:
    rows = []
    for depth, kind in _tree(errors.BilateralError, 0):
        number = next((cli.EXIT_CODES[one.__name__] for one in kind.__mro__ if one.__name__ in cli.EXIT_CODES), 1)
        rows.append(("· " * depth + code(kind.__name__), str(number), doc(kind).replace("\n\n", " ")))
    return page(
        "Errors",
        "Everything that is raised on purpose derives from `bilateral.BilateralError`. An error carries data:"
        " `message`, and `hint`, which says what to do next. The classes stand in `bilateral.errors`.",
        table(("class", "exit code", "meaning"), rows),
        "## Problem",
        doc(errors.Problem) + " `InvalidRegisterError.problems` is a tuple of them.",
        table(
            ("field", "type"),
            [(code(name), str(kind)) for name, kind in inspect.get_annotations(errors.Problem).items()],
        ),
        "## In the shell",
        "See [exit codes](cli.md#exit-codes). A traceback appears only for a fault of Bilateral's own (exit code 1):"
        " please report it.",
    )


def _tree(kind: type[errors.BilateralError], depth: int) -> Iterator[tuple[int, type[errors.BilateralError]]]:
    yield depth, kind
    for one in kind.__subclasses__():
        if one.__module__ == errors.__name__:
            yield from _tree(one, depth + 1)


__all__ = ["command_line", "error_tree", "first_line", "python", "resolving", "state_codes"]
