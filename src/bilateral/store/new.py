"""A new register on disk: register.toml and one worked example of each kind of card."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path

from bilateral.errors import RegisterError, StoreError
from bilateral.evidence.form import CONTROL

_TOML = """# What this register is. See the guide: how to add a claim.
name = "{name}"
id = "{id}"
licence = "CC-BY-4.0"
{builds_on}
"""

_README = """# {name}

A register of claims for Bilateral.

    sources/*.yml            who publishes: one card a source
    equipment/*.yml          what is transferred: one card a system
    actors/*.yml             persons, companies, state bodies
    claims/<kind>/*.yml      what sources say, one file a thing
    corrections.yml          declared fixes of what a source printed
    judgements.yml           rulings between rival claims

Check it with `bilateral validate {folder}`, ask it with `bilateral show --register {folder}`.
"""

_SOURCE = """# One card a source. grade: A completely reliable … F cannot be judged.
example-daily:
  name: Example Daily
  kind: newspaper
  language: en
  website: example.org
  grade: C
  note: an example; replace it by a source of yours
"""


def make_register(folder: Path, name: str, *, builds_on: str | None) -> list[Path]:
    """Make the files of a new register; returns their paths.

    Never touches a folder that holds anything, and takes back what it made when it cannot make all of it. Raises
    RegisterError for a folder that is in use, StoreError when the disk refuses.
    """
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written: {error.strerror or error}", hint="choose another place"
        ) from error
    if taken:
        raise RegisterError(f"{folder} already holds something", hint="give a new or empty folder; nothing was changed")
    name = " ".join(CONTROL.sub(" ", _text(name)).split()) or "My register"
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "register"
    if slug == "casebook":
        slug = "my-casebook"
    line = f'builds_on = "{builds_on}"' if builds_on else '# builds_on = "casebook"'
    texts = {
        "register.toml": _TOML.format(name=name.replace("\\", "/").replace('"', "'"), id=slug, builds_on=line),
        "README.md": _README.format(name=name, folder=_text(str(folder))),
        "sources/sources.yml": _SOURCE,
        ".gitignore": ".bilateral/\n",
    }
    made: list[Path] = []
    try:
        for path, text in texts.items():
            _make_folder((folder / path).parent, made)
            made.append(folder / path)
            (folder / path).write_text(text, "utf-8")
        for sub in ("equipment", "actors", "claims/transfer"):
            _make_folder(folder / sub, made)
    except BaseException as error:
        _take_back(made)
        if not isinstance(error, OSError):
            raise
        raise StoreError(
            f"{folder} cannot be written: {error.strerror or error}", hint="choose another place"
        ) from error
    return [folder / path for path in texts]


def _text(name: str) -> str:
    """A name as it can be stored; bytes that are no UTF-8 become question marks."""
    return name.encode("utf-8", "replace").decode()


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, noting each that was not there."""
    for one in (*reversed(folder.parents), folder):
        if one.exists() and not one.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(one))
        if not one.is_dir():
            one.mkdir()
            made.append(one)


def _take_back(made: list[Path]) -> None:
    for one in reversed(made):
        with contextlib.suppress(OSError):
            one.rmdir() if one.is_dir() else one.unlink(missing_ok=True)
