"""bilateral sources [A [B]]"""

from __future__ import annotations

from pathlib import Path

import click

from bilateral.cli.options import StateCode, limit_option, question, study_of
from bilateral.cli.output import print_table


@click.command("sources", short_help="List the sources, with grade and what they contribute.")
@click.argument("pair", nargs=-1, type=StateCode(), metavar="[STATE [STATE]]")
@limit_option
@question
def command(
    pair: tuple[str, ...],
    limit: int | None,
    register: Path | None,
    cache: Path | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List the sources that are cited: kind, grade, languages, number of citations, first and last day.

    \b
    bilateral sources
    bilateral sources VEN RUS --json
    """
    if len(pair) > 2:
        raise click.UsageError("sources takes one state or two")
    with study_of(register, cache) as study:
        print_table(study.sources(*pair, as_of=as_of), as_json=as_json, limit=limit)
