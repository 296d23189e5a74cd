"""bilateral about"""

from __future__ import annotations

from pathlib import Path

import click

from bilateral.cli.options import cache_option, json_option, register_option, study_of
from bilateral.cli.output import counted, print_json

_NOUNS = {"equipment": "equipment card"}


@click.command("about", short_help="Say what is held: version, registers, licences, counts.")
@register_option
@cache_option
@json_option
def command(register: Path | None, cache: Path | None, as_json: bool) -> None:
    """Say what this is, what the register holds, under which licences, and where its database lies."""
    import msgspec

    with study_of(register, cache) as study:
        about = study.about()
        if as_json:
            print_json(msgspec.to_builtins(about))
            return
        click.echo(f"Bilateral {about.version}: a workbench for military partnerships between states.")
        click.echo("It describes and measures; it is no targeting, planning or procurement tool, and takes no side.")
        for register_id, name, licence in about.registers:
            click.echo(f"register  {register_id}: {name} ({licence})")
        counts = ", ".join(
            counted(count, _NOUNS.get(table, table.removesuffix("s")))
            for table, count in about.counts.items()
            if count and table != "files"
        )
        click.echo(f"held      {counts or 'nothing yet'}")
        if about.newest:
            click.echo(f"newest    {about.newest}")
        click.echo(f"database  {about.database}")
        click.echo("licence   code MIT; own compilation CC BY 4.0; SIPRI figures quoted with credit; fonts SIL OFL 1.1")
