"""A compiled register opened for reading: as-of views over claims, and the cards behind them."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec

from bilateral.errors import StoreError
from bilateral.evidence.actor import ActorCard
from bilateral.evidence.citation import Citation
from bilateral.evidence.claims_file import Disagreement
from bilateral.evidence.equipment import Equipment
from bilateral.evidence.ruling import Correction, Judgement
from bilateral.evidence.source import Source
from bilateral.evidence.thing import Thing
from bilateral.store import search
from bilateral.store.compile import DATABASE, SEARCH, build_folder, current_meta
from bilateral.store.search import Hit
from bilateral.store.tables import SORT_KEYS, TABLES

if TYPE_CHECKING:
    import polars as pl

Row = TypeVar("Row", bound=msgspec.Struct)

_MAKE_ANEW = "remove the folder {}; the next command makes it anew"


class Database:
    """A read-only view of one build. Any number may be open at once, also while another build is written."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        self.folder = folder
        self._texts = search.connect(folder / SEARCH)  # at once: a later build sweeps the files of this one away
        try:
            self._connection = duckdb.connect(str(folder / DATABASE), read_only=True)
        except duckdb.Error:
            self._texts.close()
            raise

    @classmethod
    def open(cls, target: Path) -> Self:
        """Open the current build under `target`. Raises StoreError when there is none that can be read."""
        import duckdb

        failure: Exception | None = None
        for _ in range(5):  # a writer may swap the build between reading its name and opening it
            meta = current_meta(target)
            if meta is None:
                continue
            try:
                return cls(build_folder(target, meta))
            except (duckdb.Error, sqlite3.Error) as error:
                failure = error
        raise StoreError(
            f"no readable database under {target}" + (f": {failure}" if failure else ""),
            hint=_MAKE_ANEW.format(target),
        ) from failure

    def close(self) -> None:
        self._connection.close()
        self._texts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def claims(
        self,
        *,
        as_of: dt.date | None = None,
        valid_from: dt.date | None = None,
        valid_to: dt.date | None = None,
        things: Sequence[str] | None = None,
        kinds: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """Claims with what their citations and sources say of them, one row each, sorted by id.

        as_of: only what was known by that day. valid_from, valid_to: only claims whose time touches these days
        (claims without a time are kept). things, kinds: only these.
        """
        where, values = ["NOT is_left_out"], []
        for condition, value in (
            ("known <= ?", as_of),
            ("coalesce(when_high >= ?, true)", valid_from),
            ("coalesce(when_low <= ?, true)", valid_to),
            ("thing_id IN (SELECT unnest(?::VARCHAR[]))", list(things) if things is not None else None),
            ("kind IN (SELECT unnest(?::VARCHAR[]))", list(kinds) if kinds is not None else None),
        ):
            if value is not None:
                where.append(condition)
                values.append(value)
        return self._frame(
            f"SELECT * EXCLUDE (is_left_out) FROM known_claims WHERE {' AND '.join(where)} ORDER BY claim_id",
            values,
        )

    def things(self) -> list[Thing]:
        return self._structs("things", Thing)

    def citations(self) -> list[Citation]:
        return self._structs("citations", Citation)

    def sources(self) -> list[Source]:
        return self._structs("sources", Source)

    def equipment(self) -> list[Equipment]:
        return self._structs("equipment", Equipment)

    def actors(self) -> list[ActorCard]:
        return self._structs("actors", ActorCard)

    def disagreements(self) -> list[Disagreement]:
        return self._structs("disagreements", Disagreement)

    def corrections(self) -> list[Correction]:
        return self._structs("corrections", Correction)

    def judgements(self) -> list[Judgement]:
        return self._structs("judgements", Judgement)

    def origins(self) -> dict[str, str]:
        """For each citation, the source that said it first."""
        return {str(citation): str(origin) for citation, origin in self._rows("SELECT * FROM citation_origins")}

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        return {table: self._one(f"SELECT count(*) FROM {table}") for table in TABLES}

    def newest(self) -> dt.date | None:
        """The last day on which anything in the register became known."""
        found: dt.date | None = self._one("SELECT max(known) FROM known_claims")
        return found

    def digest(self) -> str:
        """A hash over all rows in a fixed order: equal for equal content, however it was compiled."""
        parts = [
            str(self._one(f"SELECT md5(coalesce(string_agg(t::VARCHAR, chr(10) ORDER BY {keys}), '')) FROM {name} t"))
            for name, keys in SORT_KEYS.items()
        ]
        import hashlib

        return hashlib.sha256("".join(parts).encode()).hexdigest()

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Titles, notes, paraphrases and cards that hold all words of a text, best first."""
        with self._reading():
            return search.search(self._texts, text, limit)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Says a damaged or vanished file as a StoreError."""
        import duckdb

        try:
            yield
        except (duckdb.Error, sqlite3.Error) as error:
            if isinstance(error, duckdb.ProgrammingError):
                raise
            target = self.folder.parent.parent
            raise StoreError(f"{self.folder} cannot be read: {error}", hint=_MAKE_ANEW.format(target)) from error

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with self._reading():
            return self._connection.execute(query).fetchall()

    def _one(self, query: str) -> Any:
        rows = self._rows(query)
        return rows[0][0] if rows else None

    def _structs(self, table: str, struct: type[Row]) -> list[Row]:
        names = [column[0] for column in self._rows(f"DESCRIBE {table}")]
        rows = self._rows(f"SELECT * FROM {table} ORDER BY {SORT_KEYS[table]}")
        return [_struct(struct, dict(zip(names, row, strict=True))) for row in rows]

    def _frame(self, query: str, values: list[Any]) -> pl.DataFrame:
        import polars as pl

        with self._reading():
            return pl.DataFrame(_ArrowStream(self._connection.sql(query, params=values)))


class _ArrowStream:
    """Hands a query's result to Polars through the Arrow stream interface, without pyarrow.

    Polars remembers the type of what it was given for the life of the process; this class stands in, so that it
    does not keep the engine's own types alive (the engine would complain when Python exits).
    """

    def __init__(self, relation: Any) -> None:
        self._relation = relation

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._relation.__arrow_c_stream__(requested_schema)


_JSON_COLUMNS = {"roles", "attributes"}


def _struct(struct: type[Row], row: dict[str, Any]) -> Row:
    for name, value in row.items():
        if name in _JSON_COLUMNS and value is not None:
            row[name] = msgspec.json.decode(value)
        elif name == "concerns" and value is not None:
            row[name] = [tuple(pair.split("-")) for pair in value]
        elif name == "offices" and value is not None:
            row[name] = [msgspec.json.decode(one) for one in value]
    return msgspec.convert(row, struct)
