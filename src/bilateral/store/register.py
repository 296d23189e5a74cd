"""A register on disk: which folder, what it says of itself, which files it is made of."""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import os
import re
import stat
import tomllib
from pathlib import Path

import msgspec

from bilateral.errors import InvalidRegisterError, Problem, RegisterError
from bilateral.evidence.form import CONTROL, SLUG
from bilateral.evidence.kinds import KINDS

CONFIG = "register.toml"
CARD_FOLDERS = ("sources", "equipment", "actors")
SINGLE_FILES = ("corrections.yml", "judgements.yml")
IGNORED = ("README.md", "LICENSE", "LICENSE.md")
KEPT_APART = (".bilateral", ".git", "editions")
LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. People edit these files; what is larger than this is data, and is imported."""
CASEBOOK = "casebook"

_EXAMPLE = 'name = "My register"'


class Register(msgspec.Struct, frozen=True):
    """What register.toml says. date: the register's own day; nothing in it became known later.

    builds_on: the register whose cards and claims this one adds to, None for none. stops: earlier days that a
    dossier offers to go back to. covers: the years it looks at, for what is not covered. about:
    the dyads it was compiled on; what it holds on others came along. Empty for all.
    """

    folder: Path
    register_id: str
    name: str
    licence: str = "unknown"
    date: dt.date | None = None
    builds_on: str | None = None
    language: str = "en"
    stops: tuple[dt.date, ...] = ()
    covers: tuple[int, int] | None = None
    about: tuple[tuple[str, str], ...] = ()


class RegisterFile(msgspec.Struct, frozen=True, order=True):
    """One file of a register. path: relative, with forward slashes. group: what it holds."""

    register_id: str
    path: str
    group: str
    digest: str
    size: int

    @property
    def key(self) -> str:
        return f"{self.register_id}/{self.path}"


def read_register(folder: Path) -> Register:
    """Read register.toml. Raises RegisterError when there is none, InvalidRegisterError when it is wrong."""
    path = folder / CONFIG
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise RegisterError(
            f"{folder} is not a register: it has no {CONFIG}",
            hint=f"give the folder of a register with --register, or make one: bilateral init {folder}",
        ) from error
    except NotADirectoryError as error:
        raise RegisterError(
            f"{folder} is a file, not a register", hint="give the folder that holds register.toml"
        ) from error
    except PermissionError as error:
        raise RegisterError(
            f"{path} cannot be read: permission denied", hint="ask for read access to the folder"
        ) from error
    except OSError as error:
        raise RegisterError(f"{path} cannot be read: {error.strerror or error}", hint="give another folder") from error
    try:
        text = raw.decode("utf-8-sig")
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, a number of thousands of digits, nesting
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        problem = Problem(CONFIG, _line(error, raw), 1, f"this is not TOML: {what}", "TOML in UTF-8", example=_EXAMPLE)
        raise InvalidRegisterError([problem]) from error
    return _config(folder, table, text)


def _line(error: Exception, raw: bytes) -> int:
    if isinstance(error, UnicodeDecodeError):
        return raw[: error.start].count(b"\n") + 1
    _, found, tail = str(error).partition("at line ")
    if found and tail[:1].isdigit():
        return int(tail.split(",")[0])
    return max(len(raw.splitlines()), 1) if "end of document" in str(error) else 1


def _config(folder: Path, table: dict[str, object], text: str) -> Register:
    known = ("name", "id", "licence", "date", "builds_on", "language", "stops", "covers", "about")
    problems: list[Problem] = []

    def wrong(key: str, message: str, expected: str = "", *, hint: str = "", example: str = "") -> None:
        found = re.search(rf"""^[ \t]*["']?{re.escape(key)}["']?[ \t]*=""", text, re.MULTILINE)
        line = text[: found.end()].count("\n") + 1 if found else 0
        problems.append(Problem(CONFIG, line, 1 if found else 0, message, expected, hint, example))

    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "remove it"
            wrong(key, f"the key {key!r} is not known", ", ".join(known), hint=hint)
    for key in ("name", "id", "licence", "builds_on", "language"):
        value = table.get(key, "")
        if not isinstance(value, str):
            wrong(key, f"{key!r} is not text", "text in quotes", example=f'{key} = "…"')
        elif CONTROL.search(value) or "\n" in value or "\t" in value:
            wrong(key, f"{key!r} holds a control character", "plain text in one line", example=f'{key} = "…"')
    if not table.get("name"):
        wrong("name", "the register has no name", "a name", example=_EXAMPLE)
    if isinstance(table.get("id"), str) and not SLUG.fullmatch(str(table["id"])):
        wrong(
            "id",
            f"{table['id']!r} is not an id",
            "lower-case letters, digits and hyphens",
            example='id = "my-register"',
        )
    date = table.get("date")
    if date is not None and type(date) is not dt.date:
        wrong("date", "'date' is not a day", "a TOML date", example="date = 2026-11-23")
    stops = table.get("stops", [])
    if not isinstance(stops, list) or any(type(stop) is not dt.date for stop in stops):
        wrong("stops", "'stops' is not a list of days", example="stops = [2010-12-31]")
    about = table.get("about", [])
    dyads = [tuple(sorted(one.split("-"))) for one in about if isinstance(one, str)] if isinstance(about, list) else []
    if not isinstance(about, list) or len(dyads) < len(about) or any(len(one) != 2 for one in dyads):
        wrong("about", "'about' is not a list of dyads", example='about = ["RUS-VEN"]')
    covers = table.get("covers")
    if covers is not None and not (
        isinstance(covers, list)
        and len(covers) == 2
        and all(type(one) is int for one in covers)
        and covers[0] <= covers[1]
    ):
        wrong("covers", "'covers' is not a pair of years", example="covers = [1999, 2026]")
    if problems:
        raise InvalidRegisterError(problems)
    return Register(
        folder=folder,
        register_id=str(table.get("id", folder.resolve().name.lower().replace(" ", "-") or "register")),
        name=str(table["name"]),
        licence=str(table.get("licence", "unknown")),
        date=date if isinstance(date, dt.date) else None,
        builds_on=str(table["builds_on"]) if table.get("builds_on") else None,
        language=str(table.get("language", "en")),
        stops=tuple(sorted(stops)) if isinstance(stops, list) else (),
        covers=(covers[0], covers[1]) if isinstance(covers, list) else None,
        about=tuple((one[0], one[1]) for one in dyads),
    )


def list_files(register: Register) -> tuple[list[RegisterFile], list[Problem]]:
    """Every file the register is made of, sorted by path, and what does not belong in the folder."""
    files: list[RegisterFile] = []
    problems: list[Problem] = []
    root = register.folder
    try:
        for entry in sorted(root.iterdir()):
            name = entry.name
            if name == CONFIG or name in IGNORED or name in KEPT_APART or name.startswith("."):
                continue
            if name in SINGLE_FILES:
                _add(register, str(entry), name, name, files, problems)
            elif entry.is_dir() and name in CARD_FOLDERS:
                _walk(register, str(entry), name, name, files, problems)
            elif entry.is_dir() and name == "claims":
                _walk_claims(register, entry, files, problems)
            else:
                problems.append(_stray(name, (*CARD_FOLDERS, "claims", *SINGLE_FILES)))
    except OSError as error:
        raise RegisterError(
            f"{error.filename} cannot be read: {error.strerror}",
            hint="ask for read access to the whole folder",
        ) from error
    return sorted(files), sorted(problems, key=lambda one: one.file)


def _walk_claims(register: Register, folder: Path, files: list[RegisterFile], problems: list[Problem]) -> None:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.name in IGNORED:
            continue
        if entry.is_dir() and entry.name in KINDS:
            group = f"claims/{entry.name}"
            _walk(register, str(entry), group, group, files, problems)
        else:
            problems.append(_stray(f"claims/{entry.name}", tuple(f"claims/{kind}" for kind in KINDS)))


def _walk(
    register: Register, folder: str, relative: str, group: str, files: list[RegisterFile], problems: list[Problem]
) -> None:
    """Add the files under a folder. Raises OSError for a folder that cannot be read."""
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        path = f"{relative}/{entry.name}"
        is_folder = entry.is_dir()
        if entry.name.startswith(".") or (entry.name in IGNORED and not is_folder):
            continue
        if is_folder and not entry.is_symlink():
            _walk(register, entry.path, path, group, files, problems)
        elif is_folder or not entry.name.endswith((".yml", ".yaml")):
            what = "this link to a folder is not followed" if is_folder else "this file is not read"
            problems.append(Problem(_printable(path), 0, 0, what, "files that end in .yml", "move it out or rename it"))
        else:
            _add(register, entry.path, path, group, files, problems)


def _add(
    register: Register, path: str, relative: str, group: str, files: list[RegisterFile], problems: list[Problem]
) -> None:
    if _printable(relative) != relative:
        problems.append(
            Problem(_printable(relative), 0, 0, "the file's name is not UTF-8 text", "a plain name", "rename it")
        )
        return
    try:
        found = os.stat(path)  # noqa: PTH116 a Path for each file would cost more than reading it
        if not stat.S_ISREG(found.st_mode):
            problems.append(Problem(relative, 0, 0, "this is not a file", "a file of text", "move it out"))
            return
        size = found.st_size
        digest = f"size:{size}" if size > LARGEST_FILE else _digest(path)
    except OSError as error:
        problems.append(
            Problem(relative, 0, 0, f"the file cannot be read: {error.strerror}", hint="check its permissions")
        )
        return
    files.append(RegisterFile(register.register_id, relative, group, digest, size))


def _digest(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 as above
        return hashlib.sha256(file.read()).hexdigest()


def _printable(path: str) -> str:
    """A path as it can be shown and stored: bytes that are no text and control characters become question marks."""
    return CONTROL.sub("?", path.encode("utf-8", "replace").decode()).replace("\n", "?").replace("\t", "?")


def _stray(path: str, expected: tuple[str, ...]) -> Problem:
    if path in expected:
        return Problem(path, 0, 0, "this is not a folder", "a folder with .yml files", "make it a folder, or rename it")
    near = difflib.get_close_matches(path, expected, n=1)
    hint = f"did you mean {near[0]}?" if near else "move it out of the folder"
    return Problem(_printable(path), 0, 0, "nothing of this name belongs in a register", ", ".join(expected), hint)
