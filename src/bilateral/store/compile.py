"""Compiling: from a register's files to one immutable database, incrementally, atomically, repeatably.

A build is a folder named after its content: the files' hashes, the schema version and the engine's version. It
is made aside and renamed into place, then `CURRENT` is switched to it; readers of the old build are never
disturbed, and a compile that dies leaves nothing but a folder that the next one sweeps away. Files whose bytes
have not changed are taken over from the build before, without being read.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bilateral.errors import InvalidRegisterError, Problem, RegisterBusyError, RegisterError, StoreError
from bilateral.store import checks, search
from bilateral.store.register import Register, RegisterFile, list_files
from bilateral.store.tables import KNOWN_CLAIMS, TABLES, create_statements, rows_frame, schema_version

CURRENT = "CURRENT"
DATABASE = "register.duckdb"
SEARCH = "search.sqlite"
META = "meta.json"
BUILDS = "builds"

if TYPE_CHECKING:
    import duckdb

    from bilateral.store.read_files import FileContent

Progress = Callable[[str, int, int], None]


class CompileReport(msgspec.Struct, frozen=True):
    """What a compile did. files_read: files parsed now; the others were taken over from the build before."""

    build_id: str
    is_new: bool
    files: int
    files_read: int
    files_removed: int
    things_read: int
    claims_read: int
    claims: int
    seconds: float


class Meta(msgspec.Struct, frozen=True):
    """What a build says of itself. sizes: bytes of its database and search file, to notice files cut short."""

    build_id: str
    schema_version: str
    engine: str
    claims: int
    sizes: tuple[int, int]


def compile_register(
    layers: Sequence[Register],
    target: Path,
    *,
    progress: Progress | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> CompileReport:
    """Bring the build under `target` up to date with the files of `layers`, lowest layer first.

    Raises InvalidRegisterError with every problem of every file, RegisterBusyError when another process
    compiles the same target, StoreError when the disk refuses. In each case the build before stays as it was.
    """
    started = clock()
    files, problems = _list(layers)
    if problems:
        _read_all(layers, files, problems, progress)
    build_id = _build_id(layers, files)
    known = current_meta(target)
    if known is not None and known.build_id == build_id:
        return CompileReport(build_id, False, len(files), 0, 0, 0, 0, known.claims, clock() - started)
    with _lock(target):
        return _compile(layers, files, target, build_id, progress, lambda: clock() - started)


def check_register(layers: Sequence[Register], *, progress: Progress | None = None) -> dict[str, int]:
    """Read and check every file of the layers in memory; nothing is written.

    Returns how many files, things, citations and claims there are. Raises InvalidRegisterError with every problem.
    """
    import tempfile

    import duckdb

    files, problems = _list(layers)
    contents = _read_all(layers, files, problems, progress)
    with tempfile.TemporaryDirectory() as aside, duckdb.connect() as connection:
        for statement in create_statements():
            connection.execute(statement)
        _replace(connection, [], contents, Path(aside))
        _registers(connection, layers)
        checks.finish(connection, _folders(layers))
        tables = ("files", "things", "citations", "claims")
        return {name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]) for name in tables}


def _list(layers: Sequence[Register]) -> tuple[list[RegisterFile], list[Problem]]:
    files: list[RegisterFile] = []
    problems: list[Problem] = []
    for layer in layers:
        found, stray = list_files(layer)
        files += found
        problems += stray
    return files, problems


def _read_all(
    layers: Sequence[Register], files: list[RegisterFile], problems: list[Problem], progress: Progress | None
) -> list[FileContent]:
    """Read every file, so that what is wrong in them is said together with what is wrong in the folder."""
    try:
        contents = _read(layers, files, progress)
    except InvalidRegisterError as error:
        raise InvalidRegisterError([*problems, *error.problems]) from None
    if problems:
        raise InvalidRegisterError(problems)
    return contents


def current_meta(target: Path) -> Meta | None:
    """What the current build says of itself; None when there is none that this version can read."""
    try:
        name = (target / CURRENT).read_text("utf-8").strip()
        folder = target / BUILDS / name
        meta = msgspec.json.decode((folder / META).read_bytes(), type=Meta)
        whole = meta.build_id == name and meta.sizes == _sizes(folder)
        marked = whole and _starts(folder / DATABASE, 8, b"DUCK") and _starts(folder / SEARCH, 0, b"SQLite format 3")
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    return meta if marked and meta.schema_version == schema_version() and meta.engine == _engine() else None


def _sizes(folder: Path) -> tuple[int, int]:
    return (folder / DATABASE).stat().st_size, (folder / SEARCH).stat().st_size


def _starts(path: Path, offset: int, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(offset + len(mark)).endswith(mark)


def build_folder(target: Path, meta: Meta) -> Path:
    """Where a build lies under the folder of compiled databases."""
    return target / BUILDS / meta.build_id


def _engine() -> str:
    import duckdb

    return f"duckdb {duckdb.__version__}"


def _build_id(layers: Sequence[Register], files: Sequence[RegisterFile]) -> str:
    digest = hashlib.sha256(f"{schema_version()} {_engine()}".encode())
    for layer in layers:
        digest.update(f"\n{layer.register_id} {layer.name} {layer.licence} {layer.date}".encode())
    for file in sorted(files):
        digest.update(f"\n{file.key} {file.digest}".encode())
    return digest.hexdigest()[:20]


@contextlib.contextmanager
def _lock(target: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        target.mkdir(parents=True, exist_ok=True)
        lock = FileLock(target / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise RegisterBusyError(
            f"another process is compiling {target}",
            hint="wait until it has finished and try again; nothing was changed",
        ) from error
    except OSError as error:
        raise StoreError(
            f"{target} cannot be written: {error.strerror or error}",
            hint="give a folder you may write with --cache, or set BILATERAL_CACHE",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _compile(
    layers: Sequence[Register],
    files: list[RegisterFile],
    target: Path,
    build_id: str,
    progress: Progress | None,
    elapsed: Callable[[], float],
) -> CompileReport:
    import duckdb

    known = current_meta(target)
    if known is not None and known.build_id == build_id:
        return CompileReport(build_id, False, len(files), 0, 0, 0, 0, known.claims, elapsed())
    aside = target / BUILDS / f"aside-{uuid.uuid4().hex}"
    try:
        _sweep(target, keep={known.build_id} if known else set())
        aside.mkdir(parents=True)
        try:
            report = _build(layers, files, target, aside, build_id, known, progress, elapsed)
        except (StoreError, duckdb.Error):
            if known is None:
                raise
            shutil.rmtree(aside)  # the build before may be damaged: everything is read anew
            aside.mkdir()
            report = _build(layers, files, target, aside, build_id, None, progress, elapsed)
        _publish(target, aside, build_id)
        _sweep(target, keep={build_id})
    except OSError as error:
        raise _store_error(target, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return report


def _build(
    layers: Sequence[Register],
    files: list[RegisterFile],
    target: Path,
    aside: Path,
    build_id: str,
    known: Meta | None,
    progress: Progress | None,
    elapsed: Callable[[], float],
) -> CompileReport:
    import duckdb
    import polars as pl

    try:
        connection, changed, gone = _start(target, aside / DATABASE, files, known)
        try:
            contents = _read(layers, changed, progress)
            connection.execute("BEGIN")
            _replace(connection, [*gone, *(file.key for file in changed)], contents, aside)
            _registers(connection, layers)
            checks.finish(connection, _folders(layers))
            connection.execute(KNOWN_CLAIMS)
            connection.execute("COMMIT")
            claims = int(connection.execute("SELECT count(*) FROM claims").fetchall()[0][0])
            search.write(connection, aside / SEARCH)
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
    except (duckdb.Error, sqlite3.Error, pl.exceptions.ComputeError) as error:
        if isinstance(error, duckdb.ProgrammingError):
            raise
        raise _store_error(target, error) from error
    meta = Meta(build_id, schema_version(), _engine(), claims, _sizes(aside))
    (aside / META).write_bytes(msgspec.json.encode(meta))
    return CompileReport(
        build_id=build_id,
        is_new=True,
        files=len(files),
        files_read=len(changed),
        files_removed=len(gone),
        things_read=sum(content.claims is not None for content in contents),
        claims_read=sum(len(content.claims.claims) for content in contents if content.claims),
        claims=claims,
        seconds=elapsed(),
    )


def _start(
    target: Path, database: Path, files: list[RegisterFile], known: Meta | None
) -> tuple[duckdb.DuckDBPyConnection, list[RegisterFile], list[str]]:
    """A connection to a copy of the build before, with what has changed since; to an empty database without one."""
    import duckdb

    if known is not None:
        shutil.copyfile(build_folder(target, known) / DATABASE, database)
    connection = duckdb.connect(str(database))
    try:
        if known is None:
            for statement in create_statements():
                connection.execute(statement)
        return connection, *_difference(connection, files)
    except duckdb.Error:
        connection.close()
        raise


def _difference(
    connection: duckdb.DuckDBPyConnection, files: list[RegisterFile]
) -> tuple[list[RegisterFile], list[str]]:
    rows = connection.execute("SELECT register_id || '/' || path, digest FROM files").fetchall()
    held = {str(key): str(digest) for key, digest in rows}
    changed = [file for file in files if held.get(file.key) != file.digest]
    present = {file.key for file in files}
    return changed, [key for key in held if key not in present]


def _folders(layers: Sequence[Register]) -> dict[str, Path]:
    return {layer.register_id: layer.folder for layer in layers}


def _read(layers: Sequence[Register], changed: list[RegisterFile], progress: Progress | None) -> list[FileContent]:
    if not changed:
        return []
    from bilateral.store.read_files import read_file

    folders = _folders(layers)
    contents: list[FileContent] = []
    problems: list[Problem] = []
    for number, file in enumerate(changed, start=1):
        content, found = read_file(folders[file.register_id], file)
        contents.append(content)
        problems += found
        if progress:
            progress("reading", number, len(changed))
    if problems:
        raise InvalidRegisterError(problems)
    return contents


def _replace(connection: duckdb.DuckDBPyConnection, stale: list[str], contents: list[FileContent], aside: Path) -> None:
    """Take out the rows of stale files, put in those of what was read."""
    connection.execute("CREATE TEMP TABLE stale AS SELECT unnest(?::VARCHAR[]) AS key", [stale])
    connection.execute("DELETE FROM files WHERE register_id || '/' || path IN (SELECT key FROM stale)")
    for table in TABLES:
        if table != "files":
            connection.execute(f"DELETE FROM {table} WHERE file IN (SELECT key FROM stale)")
    connection.execute("DROP TABLE stale")
    for table, items in _by_table(contents).items():
        if not items:
            continue
        carrier = aside / f"{table}.parquet"
        rows_frame(table, items).write_parquet(carrier)
        connection.execute(
            f"INSERT INTO {table} SELECT * FROM read_parquet(?, hive_partitioning=false)", [str(carrier)]
        )
        carrier.unlink()


def _by_table(contents: list[FileContent]) -> dict[str, list[msgspec.Struct]]:
    tables: dict[str, list[msgspec.Struct]] = {table: [] for table in TABLES}
    for content in contents:
        tables["files"].append(content.file)
        for table in ("sources", "equipment", "actors", "corrections", "judgements"):
            tables[table] += getattr(content, table)
        if content.claims is not None:
            if content.claims.thing.title:
                tables["things"].append(content.claims.thing)
            tables["citations"] += content.claims.citations
            tables["claims"] += content.claims.claims
            tables["disagreements"] += content.claims.disagreements
    return tables


def _registers(connection: duckdb.DuckDBPyConnection, layers: Sequence[Register]) -> None:
    connection.execute("DELETE FROM registers")
    for place, layer in enumerate(layers):
        connection.execute(
            "INSERT INTO registers VALUES (?, ?, ?, ?, ?)",
            [layer.register_id, layer.name, layer.licence, layer.date, place],
        )


def _publish(target: Path, aside: Path, build_id: str) -> None:
    final = target / BUILDS / build_id
    if final.exists():
        shutil.rmtree(final)
    aside.rename(final)
    pointer = target / f"{CURRENT}.{uuid.uuid4().hex}"
    pointer.write_text(build_id, "utf-8")
    pointer.replace(target / CURRENT)


def _sweep(target: Path, keep: set[str]) -> None:
    """Remove builds nobody needs. A reader that still has one open keeps it until it closes."""
    builds = target / BUILDS
    if builds.is_dir():
        for folder in builds.iterdir():
            if folder.name not in keep:
                shutil.rmtree(folder, ignore_errors=True)
    for leftover in target.glob(f"{CURRENT}.*"):
        leftover.unlink(missing_ok=True)


def _store_error(target: Path, error: Exception) -> RegisterError:
    text = str(error)
    full = ("No space left", "disk is full", "File too large", "Disk quota exceeded")
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or any(one in text for one in full):
        return StoreError(
            f"the disk is full: the register could not be compiled into {target}",
            hint="free some space and try again; the build before is unharmed",
        )
    return StoreError(
        f"the register could not be compiled into {target}: {text}",
        hint="check that the folder can be written",
    )
