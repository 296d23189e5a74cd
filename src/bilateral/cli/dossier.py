"""bilateral dossier A B"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bilateral.cli.options import (
    Place,
    StateCode,
    as_of_option,
    cache_option,
    json_option,
    progress,
    register_option,
    study_of,
)
from bilateral.cli.output import counted, print_json

FORMATS = ("html", "md", "json")


@click.command("dossier", short_help="Write the dossier of a pair of states into one file.")
@click.argument("a", type=StateCode(), metavar="STATE")
@click.argument("b", type=StateCode(), metavar="STATE")
@click.option(
    "--out",
    "-o",
    type=Place(),
    metavar="FILE",
    help="Where to write; - for standard output. By default NAME-NAME.html here.",
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMATS),
    help="html, md or json; by default after the file's ending, else html.",
)
@register_option
@cache_option
@as_of_option
@json_option
def command(
    a: str,
    b: str,
    out: Path | None,
    form: str | None,
    register: Path | None,
    cache: Path | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Write the dossier of two states (codes or names) into one file that needs no network.

    \b
    bilateral dossier VEN RUS
    bilateral dossier VEN RUS --as-of 2010-06-30
    bilateral dossier Venezuela Iran --format md --out -

    The ending of FILE says the format: .html, .md or .json; without one it is html, or what --format says.
    """
    if str(out) == "-" and as_json:
        raise click.UsageError("--out - prints the dossier itself; use --format json --out - to have it as JSON")
    if out is not None and str(out) != "-":
        _check(out, form)
    with study_of(register, cache) as study, progress() as step:
        made = study.dossier(a, b, as_of=as_of, progress=step)
        if str(out) == "-":
            _print(made.text(form or "html"))
            return
        name = f"{_slug(made.title)}.{form or 'html'}"
        path = out or Path(name)
        with _refused(path):
            if path.is_dir():
                path = path / name
            if _is_device(path):  # written to, never replaced
                path.write_text(made.text(form or "html"), "utf-8")
                return
        written = made.write(path, form)
        state, own = made.newest.evidence, len(made.newest.case.own)
        if as_json:
            print_json(
                {
                    "file": str(written),
                    "bytes": written.stat().st_size,
                    "title": made.title,
                    "as_of": made.as_of,
                    "records": state.things,
                    "between": own,
                    "bearing": state.things - own,
                    "citations": state.citations,
                    "claims": state.claims,
                    "sources": state.sources,
                    "disputed": state.disputed,
                }
            )
            return
        click.echo(f"{written}")
        click.echo(
            f"{made.title}, as of {made.as_of}: {_records(own, state.things - own)},"
            f" {counted(state.citations, 'citation')} from {counted(state.sources, 'source')},"
            f" {counted(state.disputed, 'record')} disputed; {written.stat().st_size / 1e6:.2f} MB",
            err=True,
        )


def _records(own: int, bearing: int) -> str:
    """How many records the dossier rests on; `bilateral show` counts those between the two."""
    parts = f" ({own} between the two, {bearing} that bear{'s' if bearing == 1 else ''} on them)" if bearing else ""
    return f"{counted(own + bearing, 'record')}{parts}"


def _check(path: Path, form: str | None) -> None:
    """Refuses a place that cannot be written before any work is done for it."""
    from bilateral.dossier.page import check_folder, form_of

    with _refused(path):
        if not path.is_dir() and not _is_device(path):
            form_of(path, form)
            check_folder(path)


def _is_device(path: Path) -> bool:
    """A pipe or a device."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _print(text: str) -> None:
    """The dossier in UTF-8, as it says of itself, whatever encoding the pipe is thought to have."""
    raw = None if sys.stdout.isatty() else getattr(sys.stdout, "buffer", None)
    click.echo(text if raw is None else text.encode(), nl=False)


@contextlib.contextmanager
def _refused(place: Path) -> Iterator[None]:
    """Says what the disk refuses as a StoreError; a reader that went away is not the disk's fault."""
    from bilateral.errors import StoreError

    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StoreError(
            f"{place} cannot be written: {error.strerror}", hint="choose another place with --out"
        ) from error


def _slug(title: str) -> str:
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace(" and ", "-")).strip("-")
