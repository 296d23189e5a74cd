"""bilateral show [A [B] | RECORD]"""

from __future__ import annotations

from pathlib import Path

import click

from bilateral import states
from bilateral.cli.options import StateCode, kind_option, limit_option, question, study_of
from bilateral.cli.output import print_json, print_rows, print_table


@click.command("show", short_help="Show pairs, the records of a pair, or one record with its claims.")
@click.argument("what", nargs=-1, type=StateCode(), metavar="[STATE [STATE] | RECORD]")
@kind_option
@limit_option
@question
def command(
    what: tuple[str, ...],
    kind: str | None,
    limit: int | None,
    register: Path | None,
    cache: Path | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Show what the register holds.

    \b
    bilateral show                 pairs of states, with how many records each has
    bilateral show VEN RUS         the records of a pair
    bilateral show VEN --kind credit
    bilateral show RU-053          one record, with every claim behind it
    """
    if len(what) > 2:
        raise click.UsageError("show takes a record, one state or two")
    with study_of(register, cache) as study:
        if not what and kind is None:
            pairs = study.pairs(as_of)
            if as_json:
                print_json([{"a": a, "b": b, "records": count} for a, b, count in pairs][: limit or None])
            else:
                rows = [(a, b, str(count)) for a, b, count in pairs]
                print_rows(("a", "b", "records"), rows, title=f"pairs, as of {study.day(as_of)}", limit=limit)
        elif len(what) == 1 and _is_record(what[0]):
            print_table(study.show(what[0], as_of=as_of), as_json=as_json, limit=limit)
        else:
            print_table(study.records(*what, kind=kind, as_of=as_of), as_json=as_json, limit=limit)


def _is_record(text: str) -> bool:
    """A handle such as RU-053 or an id with hyphens; anything else is a state, and so is Guinea-Bissau."""
    return ("-" in text or any(char.isdigit() for char in text)) and states.resolve(text).status != "one"
