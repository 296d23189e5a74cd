"""Full-text search over titles, notes and what sources say: an SQLite FTS5 file beside the database."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import duckdb


MOST_WORDS = 40


class Hit(msgspec.Struct, frozen=True):
    """One find. kind: thing, citation, equipment, source or actor. excerpt: the words around the match."""

    kind: str
    found_id: str
    excerpt: str


_QUERIES = {
    "thing": "SELECT thing_id, concat_ws(' ', handle, title, label, note) FROM things ORDER BY thing_id",
    "citation": "SELECT citation_id, says FROM citations ORDER BY citation_id",
    "equipment": """SELECT equipment_id, concat_ws(' ', name, full_name, role, nato, local_name,
        array_to_string(aliases, ' '), array_to_string(cyrillic, ' ')) FROM equipment ORDER BY equipment_id""",
    "source": "SELECT source_id, concat_ws(' ', name, website, note) FROM sources ORDER BY source_id",
    "actor": """SELECT actor_id, concat_ws(' ', name, array_to_string(aliases, ' '), array_to_string(cyrillic, ' '))
        FROM actors ORDER BY actor_id""",
}


def write(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the search file of a database that is being built."""
    with contextlib.closing(sqlite3.connect(path)) as index, index:
        index.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(kind UNINDEXED, found_id UNINDEXED, body,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        for kind, query in _QUERIES.items():
            rows = connection.execute(query).fetchall()
            index.executemany("INSERT INTO texts VALUES (?, ?, ?)", [(kind, *row) for row in rows])


def connect(path: Path) -> sqlite3.Connection:
    """Open a search file for reading. Raises sqlite3.Error when it is none."""
    index = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        index.execute("SELECT rowid FROM texts LIMIT 1")
    except sqlite3.Error:
        index.close()
        raise
    return index


def search(index: sqlite3.Connection, text: str, limit: int) -> list[Hit]:
    """The best `limit` finds for all words of a text, best first; every word may be the beginning of a longer one.

    Of a very long text the first words are looked for.
    """
    words = re.findall(r"\w+", text)[:MOST_WORDS]
    if not words:
        return []
    query = " ".join(f'"{word}"*' for word in words)
    rows = index.execute(
        "SELECT kind, found_id, snippet(texts, 2, '', '', ' … ', 14) FROM texts WHERE texts MATCH ?"
        " ORDER BY bm25(texts), kind, found_id LIMIT ?",
        (query, limit),
    ).fetchall()
    return [Hit(kind, found_id, excerpt) for kind, found_id, excerpt in rows]
