"""A new register on disk: register.toml and one worked example of each kind of card."""

from __future__ import annotations

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
    """Make the files of a new register; returns their paths. Never touches a folder that holds anything."""
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written: {error.strerror or error}", hint="choose another place"
        ) from error
    if taken:
        raise RegisterError(f"{folder} already holds something", hint="give a new or empty folder; nothing was changed")
    name = " ".join(CONTROL.sub(" ", name).split()) or "My register"
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "register"
    if slug == "casebook":
        slug = "my-casebook"
    line = f'builds_on = "{builds_on}"' if builds_on else '# builds_on = "casebook"'
    texts = {
        "register.toml": _TOML.format(name=name.replace("\\", "/").replace('"', "'"), id=slug, builds_on=line),
        "README.md": _README.format(name=name, folder=folder),
        "sources/sources.yml": _SOURCE,
        ".gitignore": ".bilateral/\n",
    }
    made: list[Path] = []
    try:
        for path, text in texts.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
            made.append(target)
        for sub in ("equipment", "actors", "claims/transfer"):
            (folder / sub).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written: {error.strerror or error}", hint="choose another place"
        ) from error
    return made
