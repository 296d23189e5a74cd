"""bilateral claims [A [B]]"""

from __future__ import annotations

from pathlib import Path

import click

from bilateral.cli.options import StateCode, question, study_of
from bilateral.cli.output import print_json, print_rows, print_table


@click.command("claims", short_help="List claims with source, grade and both clocks; search them.")
@click.argument("pair", nargs=-1, type=StateCode(), metavar="[STATE [STATE]]")
@click.option("--kind", "-k", metavar="KIND", help="Only things of this kind (transfer, agreement …).")
@click.option("--search", "-s", metavar="WORDS", help="Full-text search over titles, paraphrases, equipment, sources.")
@click.option("--limit", type=int, default=60, show_default=True, help="Rows to print on a terminal; 0 for all.")
@question
def command(
    pair: tuple[str, ...],
    kind: str | None,
    search: str | None,
    limit: int,
    register: Path | None,
    cache: Path | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List claims: what is said, by whom, since when it is known, how good it is, and whether it counts.

    \b
    bilateral claims VEN RUS --kind transfer
    bilateral claims VEN RUS --as-of 2010-06-30 --json
    bilateral claims --search "tor-m1 contract"
    """
    if len(pair) > 2:
        raise click.UsageError("claims takes one state or two")
    with study_of(register, cache) as study:
        if search:
            hits = study.search(search, limit or 1000)
            if as_json:
                print_json([{"kind": one.kind, "id": one.found_id, "excerpt": one.excerpt} for one in hits])
                return
            print_rows(("kind", "id", "excerpt"), [(one.kind, one.found_id, one.excerpt) for one in hits])
            if not hits:
                click.echo(f"nothing holds all the words of {search!r}", err=True)
            return
        print_table(study.claims(*pair, kind=kind, as_of=as_of), as_json=as_json, limit=limit or None)
