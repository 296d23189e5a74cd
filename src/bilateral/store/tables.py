"""The tables of the compiled database, and how typed values become their rows."""

from __future__ import annotations

import datetime as dt
import hashlib
import types
import typing
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from bilateral.evidence.actor import ActorCard
from bilateral.evidence.citation import Citation
from bilateral.evidence.claim import Claim
from bilateral.evidence.claims_file import Disagreement
from bilateral.evidence.equipment import Equipment
from bilateral.evidence.ruling import Correction, Judgement
from bilateral.evidence.source import Source
from bilateral.evidence.thing import Thing
from bilateral.store.register import RegisterFile
from bilateral.version import __version__

if TYPE_CHECKING:
    import polars as pl

MEANING = 3
"""Raise it when files are read in another way, or the meaning of a column changes while its name stays."""

TABLES: dict[str, type[msgspec.Struct]] = {
    "files": RegisterFile,
    "sources": Source,
    "equipment": Equipment,
    "actors": ActorCard,
    "things": Thing,
    "citations": Citation,
    "claims": Claim,
    "disagreements": Disagreement,
    "corrections": Correction,
    "judgements": Judgement,
}
"""Tables filled from files; every one but `files` has a column `file` that says from which."""

SORT_KEYS = {
    "files": "register_id, path", "sources": "source_id", "equipment": "equipment_id", "actors": "actor_id",
    "things": "thing_id", "citations": "citation_id", "claims": "claim_id", "disagreements": "disagreement_id",
    "corrections": "correction_id", "judgements": "judgement_id",
}  # fmt: skip

_SQL_TYPES = {str: "VARCHAR", float: "DOUBLE", int: "BIGINT", bool: "BOOLEAN", dt.date: "DATE"}


def create_statements() -> list[str]:
    """SQL that makes the empty tables and the views over them."""
    made = []
    for table, struct in TABLES.items():
        columns = ", ".join(f'"{name}" {_sql_type(kind)}' for name, kind in _fields(struct))
        made.append(f"CREATE TABLE {table} ({columns})")
    made.append("CREATE TABLE registers (register_id VARCHAR, name VARCHAR, licence VARCHAR, date DATE, place BIGINT)")
    made.append("CREATE TABLE source_origins (source_id VARCHAR, origin VARCHAR)")
    made.append("CREATE TABLE citation_origins (citation_id VARCHAR, origin VARCHAR)")
    made.append(
        "CREATE TABLE corrected (claim_id VARCHAR, low DOUBLE, best DOUBLE, high DOUBLE, words VARCHAR,"
        " text VARCHAR, is_left_out BOOLEAN, correction_id VARCHAR)"
    )
    made.append(CLAIMS_VIEW)
    return made


def schema_version() -> str:
    """A digest of all tables, views and their meaning: databases of another version are rebuilt."""
    return hashlib.sha256(
        "\n".join([__version__, str(MEANING), *create_statements(), KNOWN_CLAIMS]).encode()
    ).hexdigest()[:16]


KNOWN_CLAIMS = "CREATE OR REPLACE TABLE known_claims AS SELECT * FROM joined_claims ORDER BY claim_id"
"""Joined once, when a register is compiled: every question begins with this table."""

CLAIMS_VIEW = """
CREATE VIEW joined_claims AS
SELECT
    c.claim_id, c.citation_id, c.thing_id, c.kind, c.stage, c.property, c.actor, c.facet, c.period,
    CASE WHEN c.unit = '' AND c.property IN
        ('quantity', 'deliveries', 'serviceable', 'held', 'lost', 'damaged', 'used')
        THEN coalesce(e.unit, '') ELSE c.unit END AS unit,
    c.modality,
    CASE WHEN f.claim_id IS NULL THEN c.low ELSE f.low END AS low,
    CASE WHEN f.claim_id IS NULL THEN c.best ELSE f.best END AS best,
    CASE WHEN f.claim_id IS NULL THEN c.high ELSE f.high END AS high,
    CASE WHEN f.claim_id IS NULL THEN c.text ELSE f.text END AS text,
    CASE WHEN f.claim_id IS NULL THEN c.words ELSE f.words END AS words,
    c.qualifier, c."when", c.when_low, c.when_start_high, c.when_end_low, c.when_high, c.is_period,
    coalesce(c.by, t.by) AS by,
    t.source_id, coalesce(a.actor_id, o.origin) AS origin, t.edition, t.at, t.published, t.says, t.language,
    t.is_checked, t.basis,
    CASE WHEN r.date IS NOT NULL AND t.known > r.date THEN r.date ELSE t.known END AS known,
    coalesce(t.letter, s.letter) AS letter, t.digit::TINYINT AS digit,
    f.correction_id, coalesce(f.is_left_out, false) AS is_left_out
FROM claims c
JOIN citations t USING (citation_id)
JOIN sources s USING (source_id)
JOIN citation_origins o USING (citation_id)
JOIN things h ON h.thing_id = c.thing_id
JOIN registers r ON r.register_id = split_part(t.file, '/', 1)
LEFT JOIN equipment e ON e.equipment_id = h.equipment[1]
LEFT JOIN corrected f USING (claim_id)
LEFT JOIN actors a ON a.actor_id = coalesce(c.by, t.by)
"""


def rows_frame(table: str, items: Iterable[msgspec.Struct]) -> pl.DataFrame:
    """A Polars frame of structs, one row each, in the table's column types."""
    import polars as pl

    struct = TABLES[table]
    schema = {name: _polars_type(kind) for name, kind in _fields(struct)}
    rows = [tuple(_cell(getattr(item, name)) for name in schema) for item in items]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return msgspec.json.encode(value, order="sorted").decode()
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return ["-".join(pair) for pair in value]
        if value and isinstance(value[0], msgspec.Struct):
            return [msgspec.json.encode(one).decode() for one in value]
        return list(value)
    return value


def _fields(struct: type[msgspec.Struct]) -> list[tuple[str, Any]]:
    return [(item.name, item.type) for item in msgspec.structs.fields(struct)]


def _bare(kind: Any) -> Any:
    """A type without None."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return next(one for one in typing.get_args(kind) if one is not type(None))
    return kind


def _sql_type(kind: Any) -> str:
    bare = _bare(kind)
    if typing.get_origin(bare) is tuple:
        return "VARCHAR[]"
    return "VARCHAR" if typing.get_origin(bare) is dict else _SQL_TYPES[bare]


def _polars_type(kind: Any) -> Any:
    import polars as pl

    bare = _bare(kind)
    if typing.get_origin(bare) is tuple:
        return pl.List(pl.String)
    if typing.get_origin(bare) is dict:
        return pl.String
    return {str: pl.String, float: pl.Float64, int: pl.Int64, bool: pl.Boolean, dt.date: pl.Date}[bare]
