"""bilateral validate [PATH]"""

from __future__ import annotations

from pathlib import Path

import click

from bilateral.cli.options import Place, json_option, progress
from bilateral.cli.output import counted, print_json


@click.command("validate", short_help="Check a register's files; point to file and line.")
@click.argument("path", required=False, type=Place(), envvar="BILATERAL_REGISTER")
@json_option
def command(path: Path | None, as_json: bool) -> None:
    """Check the files of a register without compiling it.

    Without PATH: the register that BILATERAL_REGISTER names, else the shipped casebook.

    Every problem is listed with file, line, what was expected and what to do. Exit code 3 when there is one.
    """
    from bilateral.study import casebook_path, validate

    with progress() as step:
        report = validate(path or casebook_path(), progress=step)
    if as_json:
        print_json(report)
        return
    counts = ", ".join(counted(report[f"{noun}s"], noun) for noun in ("file", "thing", "claim"))
    click.echo(f"{report['register']}: {counts}: no problem")
