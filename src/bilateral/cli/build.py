"""bilateral build"""

from __future__ import annotations

from pathlib import Path

import click

from bilateral.cli.options import cache_option, json_option, register_option, study_of
from bilateral.cli.output import counted, print_json


@click.command("build", short_help="Compile a register's files into its database.")
@register_option
@cache_option
@json_option
def command(register: Path | None, cache: Path | None, as_json: bool) -> None:
    """Compile what has changed. Every other command does so by itself; this one says what it did."""
    import msgspec

    with study_of(register, cache) as study:
        report = study.report
        if as_json:
            print_json(msgspec.to_builtins(report) | {"database": str(study.database.folder)})
            return
        if not report.is_new:
            held = f"{counted(report.files, 'file')}, {counted(report.claims, 'claim')}"
            click.echo(f"up to date: {held} ({report.seconds:.2f} s)")
            return
        click.echo(
            f"compiled: {report.files_read} of {counted(report.files, 'file')} read, {report.files_removed} removed,"
            f" {counted(report.things_read, 'thing')} and {counted(report.claims_read, 'claim')} renewed"
            f" of {report.claims}"
            f" ({report.seconds:.2f} s)"
        )
