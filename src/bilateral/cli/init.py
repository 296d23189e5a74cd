"""bilateral init PATH"""

from __future__ import annotations

from pathlib import Path

import click

from bilateral.cli.options import Place, json_option
from bilateral.cli.output import print_json


@click.command("init", short_help="Make a new register that builds on the casebook.")
@click.argument("path", type=Place())
@click.option("--name", help="The register's name; by default the folder's.")
@click.option("--alone", is_flag=True, help="Do not build on the shipped casebook.")
@json_option
def command(path: Path, name: str | None, alone: bool, as_json: bool) -> None:
    """Make a folder with a register of your own: its cards and claims are added to the casebook's.

    \b
    bilateral init my-register
    bilateral validate my-register
    bilateral dossier VEN RUS --register my-register
    """
    from bilateral.store.new import make_register

    made = make_register(path, name or path.resolve().name, builds_on=None if alone else "casebook")
    if as_json:
        print_json({"register": str(path), "files": [str(one) for one in made]})
        return
    for one in made:
        click.echo(str(one))
    click.echo(f"next: write a file under {path / 'claims'}, then: bilateral validate {path}", err=True)
