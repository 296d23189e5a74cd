"""What can only be checked when all files are in: references, duplicates, circles. And what follows from them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bilateral import states
from bilateral.errors import InvalidRegisterError, Problem, ValueFormError
from bilateral.evidence.assertion import amount_of
from bilateral.evidence.dates import When
from bilateral.evidence.money import Money

if TYPE_CHECKING:
    import duckdb


def finish(connection: duckdb.DuckDBPyConnection, folders: Mapping[str, Path]) -> None:
    """Check the whole register and fill the derived tables. Raises InvalidRegisterError with every problem.

    folders: where each register lies, to point at the very line of a name that leads nowhere.
    """
    problems = [
        *_duplicates(connection),
        *_references(connection, folders),
        *_additions(connection),
        *_judgements(connection),
        *_actors(connection, folders),
        *_circles(connection),
        *_ungraded(connection),
        *_after_the_register(connection, folders),
    ]
    if not problems:
        _derive_origins(connection)
        problems = list(_rulings(connection))
    if problems:
        raise InvalidRegisterError(sorted(set(problems)))


_UNIQUE = (
    ("sources", "source_id", "source"),
    ("equipment", "equipment_id", "equipment"),
    ("actors", "actor_id", "actor"),
    ("things", "thing_id", "thing"),
    ("things", "handle", "handle"),
    ("citations", "citation_id", "citation"),
    ("corrections", "correction_id", "correction"),
    ("judgements", "judgement_id", "judgement"),
)


def _duplicates(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """What stands twice: the later file is at fault, and that of an upper register rather than that below it."""
    for table, column, noun in _UNIQUE:
        rows = connection.execute(
            f"""
            SELECT {column}, file, line, first_value(file) OVER w, first_value(line) OVER w FROM {table}
            JOIN registers r ON r.register_id = split_part(file, '/', 1)
            WHERE {column} IS NOT NULL
            WINDOW w AS (PARTITION BY {column} ORDER BY r.place, file, line)
            QUALIFY row_number() OVER w > 1
            """
        ).fetchall()
        for name, file, line, first_file, first_line in rows:
            register = first_file.partition("/")[0]
            other = "" if file.startswith(f"{register}/") else f" of the register {register!r}"
            yield Problem(
                _path(file),
                line,
                1,
                f"the {noun} {name!r} is already defined in {_path(first_file)}{other}, line {first_line}",
                "each id once in a register",
                "rename one of them, or add the claims to the other file",
            )


_REFERENCES = (
    ("citations", "source_id", "sources", "source_id", "source", "a card in sources/*.yml"),
    ("sources", "relays", "sources", "source_id", "source", "a card in sources/*.yml"),
    ("citations", "unnest(relays)", "sources", "source_id", "source", "a card in sources/*.yml"),
    ("things", "unnest(equipment)", "equipment", "equipment_id", "equipment", "a card in equipment/*.yml"),
    ("things", "retells", "things", "thing_id", "thing", "the id of another claims file"),
    ("citations", "repeats", "citations", "citation_id", "citation", "a citation of the same file"),
    ("disagreements", "unnest(between)", "citations", "citation_id", "citation", "thing:ref"),
    ("citations", "thing_id", "things", "thing_id", "thing", "the id of a claims file"),
    ("judgements", "thing_id", "things", "thing_id", "thing", "the id of a claims file"),
    ("judgements", "prefers", "claims", "claim_id", "claim", "a claim id as `bilateral claims --json` gives it"),
    ("corrections", "claim", "claims", "claim_id", "claim", "a claim id as `bilateral claims --json` gives it"),
)


def _references(connection: duckdb.DuckDBPyConnection, folders: Mapping[str, Path]) -> Iterator[Problem]:
    for table, column, target, key, noun, expected in _REFERENCES:
        rows = connection.execute(
            f"""
            WITH used AS (SELECT {column} AS name, file, line FROM {table})
            SELECT DISTINCT name, file, line FROM used
            WHERE name IS NOT NULL AND name NOT IN (SELECT {key} FROM {target})
            """
        ).fetchall()
        if not rows:
            continue
        known = [str(row[0]) for row in connection.execute(f"SELECT {key} FROM {target}").fetchall()]
        for name, file, line in rows:
            place = _place(folders, file, line, str(name))
            yield Problem(_path(file), *place, f"there is no {noun} {name!r}", expected, _near(str(name), known))


def _additions(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """A file that adds to a thing must lie in the folder of that thing's kind."""
    rows = connection.execute(
        """
        SELECT DISTINCT c.thing_id, c.kind, h.kind, c.file FROM claims c JOIN things h USING (thing_id)
        WHERE c.kind <> h.kind
        """
    ).fetchall()
    for thing, kind, right, file in rows:
        yield Problem(
            _path(file),
            1,
            1,
            f"the file adds claims on a {kind} to {thing!r}, which is a {right}",
            f"a file under claims/{right}/",
            f"move it to claims/{right}/, or correct `adds_to`",
        )


def _judgements(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """A judgement must prefer a claim on the very thing, stage and property that it says it is about."""
    rows = connection.execute(
        """
        SELECT j.judgement_id, j.prefers, j.file, j.line, c.thing_id, concat_ws('.', nullif(c.stage, ''), c.property)
        FROM judgements j JOIN claims c ON c.claim_id = j.prefers
        WHERE (j.thing_id, j.stage, j.property) <> (c.thing_id, c.stage, c.property)
        """
    ).fetchall()
    for judgement_id, claim, file, line, thing, about in rows:
        yield Problem(
            _path(file),
            line,
            1,
            f"the judgement {judgement_id!r} prefers {claim!r}, which is about something else",
            f"thing: {thing} and about: {about}",
            "prefer a claim of the record that is judged",
        )


def _actors(connection: duckdb.DuckDBPyConnection, folders: Mapping[str, Path]) -> Iterator[Problem]:
    rows = connection.execute(
        """
        SELECT DISTINCT name, file, line FROM (
            SELECT unnest(parties) AS name, file, line FROM things
            UNION ALL SELECT actor, file, line FROM claims WHERE actor <> ''
        ) WHERE name = lower(name) AND name NOT IN (SELECT actor_id FROM actors)
        """
    ).fetchall()
    built_in = {actor.code for actor in states.other_actors()}
    unknown = [row for row in rows if row[0] not in built_in]
    if unknown:
        known = [str(row[0]) for row in connection.execute("SELECT actor_id FROM actors").fetchall()] + sorted(built_in)
        for name, file, line in unknown:
            yield Problem(
                _path(file),
                *_place(folders, file, line, str(name)),
                f"there is no actor {name!r}",
                "a card in actors/*.yml",
                _near(str(name), known),
            )


def _ungraded(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    rows = connection.execute(
        """
        SELECT c.source_id, c.file, c.line FROM citations c JOIN sources s USING (source_id)
        WHERE c.letter IS NULL AND s.letter IS NULL
        """
    ).fetchall()
    for source, file, line in rows:
        yield Problem(
            _path(file),
            line,
            1,
            f"the source {source!r} has no grade",
            "`grade` on its card, or `source_grade` here",
            "grade the source from A (completely reliable) to F (cannot be judged)",
        )


def _after_the_register(connection: duckdb.DuckDBPyConnection, folders: Mapping[str, Path]) -> Iterator[Problem]:
    """A register is of a day, and holds nothing that was published later."""
    rows = connection.execute(
        """
        SELECT coalesce(c.published, c.edition), if(c.published IS NULL, 'edition', 'published'), r.date, c.file, c.line
        FROM citations c JOIN registers r ON r.register_id = split_part(c.file, '/', 1)
        WHERE c.known > r.date AND c.basis <> 'seen'
        """
    ).fetchall()
    for written, key, day, file, line in rows:
        first = When.parse(written).low
        if first is not None and first > day:
            yield Problem(
                _path(file),
                *_place(folders, file, line, str(written)),
                f"{key!r} is {written}, and the register is of {day}",
                "a day no later than that of the register",
                f"correct {key!r}, or bring `date` in register.toml up to the day you work on",
            )


def _circles(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    queries = (
        ("sources", "SELECT source_id, relays, file, line FROM sources WHERE relays IS NOT NULL", "relay"),
        (
            "citations",
            "SELECT citation_id, repeats, file, line FROM citations WHERE repeats IS NOT NULL",
            "repeat",
        ),
    )
    for _, query, verb in queries:
        rows = connection.execute(query).fetchall()
        after = {str(row[0]): str(row[1]) for row in rows}
        places = {str(row[0]): (str(row[2]), int(row[3])) for row in rows}
        for circle in _closed_paths(after):
            file, line = places[circle[0]]
            yield Problem(
                _path(file),
                line,
                1,
                f"these {verb} each other in a circle: {' -> '.join([*circle, circle[0]])}",
                "a first source that relays nobody",
                f"remove the {verb} of the one that spoke first",
            )


def _closed_paths(after: dict[str, str]) -> list[list[str]]:
    found: list[list[str]] = []
    settled: set[str] = set()
    for start in sorted(after):
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in settled:
            if here in path:
                found.append(path[path.index(here) :])
                break
            path.append(here)
            here = after.get(here)
        settled.update(path)
    return found


def _derive_origins(connection: duckdb.DuckDBPyConnection) -> None:
    """Who said it first: the end of the chain of relays and repeats. Claims of one origin count once.

    The origin is a source, or the known actor whose words the whole first citation is.
    """
    connection.execute("DELETE FROM source_origins")
    connection.execute(
        """
        INSERT INTO source_origins
        WITH RECURSIVE chain(source_id, here) AS (
            SELECT source_id, source_id FROM sources
            UNION
            SELECT c.source_id, s.relays FROM chain c JOIN sources s ON s.source_id = c.here WHERE s.relays IS NOT NULL
        )
        SELECT c.source_id, c.here FROM chain c JOIN sources s ON s.source_id = c.here WHERE s.relays IS NULL
        """
    )
    connection.execute("DELETE FROM citation_origins")
    connection.execute(
        """
        INSERT INTO citation_origins
        WITH RECURSIVE chain(citation_id, here) AS (
            SELECT citation_id, citation_id FROM citations
            UNION
            SELECT c.citation_id, t.repeats FROM chain c JOIN citations t ON t.citation_id = c.here
            WHERE t.repeats IS NOT NULL
        )
        SELECT c.citation_id, coalesce(a.actor_id, o.origin)
        FROM chain c
        JOIN citations t ON t.citation_id = c.here AND t.repeats IS NULL
        JOIN source_origins o ON o.source_id = coalesce(t.relays[len(t.relays)], t.source_id)
        LEFT JOIN actors a ON a.actor_id = t.by
        """
    )


def _rulings(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Apply corrections; one that no longer matches what stands in the register is an error."""
    connection.execute("DELETE FROM corrected")
    rows = connection.execute(
        """
        SELECT x.correction_id, x.claim, x.was, x.becomes, x.file, x.line, c.words, c.text, c.unit, c.low
        FROM corrections x JOIN claims c ON c.claim_id = x.claim ORDER BY x.correction_id
        """
    ).fetchall()
    first: dict[str, str] = {}
    for correction_id, claim, was, becomes, file, line, words, text, unit, low in rows:
        if claim in first:
            yield Problem(
                _path(file),
                line,
                1,
                f"the claim {claim!r} is already corrected by {first[claim]!r}",
                "one correction for each claim",
                "keep the one that holds",
            )
            continue
        first[claim] = correction_id
        if was != words:
            yield Problem(
                _path(file),
                line,
                1,
                f"the correction {correction_id!r} expects {was!r}, and the claim now says {words!r}",
                "the value as it stands in the claim",
                "check whether the correction is still needed",
            )
            continue
        if becomes is None:
            connection.execute(
                "INSERT INTO corrected SELECT claim_id, low, best, high, words, text, true, ? FROM claims"
                " WHERE claim_id = ?",
                [correction_id, claim],
            )
        elif text is None and low is None:
            yield Problem(
                _path(file),
                line,
                1,
                f"the correction {correction_id!r} changes a date, and only numbers and texts can be changed",
                "`left_out: true` instead of `becomes`",
                "leave the claim out, and add a claim with the date that is right",
            )
        elif text is not None:
            connection.execute(
                "INSERT INTO corrected VALUES (?, NULL, NULL, NULL, ?, ?, false, ?)",
                [claim, becomes, becomes, correction_id],
            )
        else:
            try:
                value = amount_of(becomes)
            except ValueFormError as error:
                yield Problem(_path(file), line, 1, error.message, error.expected, error.hint, error.example)
                continue
            quantity = value.amount if isinstance(value, Money) else value
            written = value.currency if isinstance(value, Money) else value.unit
            if written and written != unit:
                yield Problem(
                    _path(file),
                    line,
                    1,
                    f"the correction {correction_id!r} is in {written!r}, and the claim counts {unit or 'items'!r}",
                    "the unit of the claim",
                    "leave the claim out, and add a claim in the other unit",
                )
                continue
            connection.execute(
                "INSERT INTO corrected VALUES (?, ?, ?, ?, ?, NULL, false, ?)",
                [claim, quantity.low, quantity.best, quantity.high, becomes, correction_id],
            )


def _near(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=2)
    return f"did you mean {' or '.join(close)}?" if close else "add the card, or correct the name"


def _place(folders: Mapping[str, Path], file: str, line: int, name: str) -> tuple[int, int]:
    """Line and column where a name stands as a value, looked for from the line of its card on.

    The tables keep the line of the card only, and one rarely needs more. A reference inside one file is held as
    `thing:ref` and written as `ref`. The card's own line where the name is not found.
    """
    register, _, path = file.partition("/")
    try:
        rows = (folders[register] / path).read_text("utf-8-sig").splitlines()
    except (OSError, ValueError, KeyError):
        return line, 1
    for words in (name, name.rpartition(":")[2]):
        value = re.compile(rf"""(?:[:,-]\s+|\[\s*|,)["']?({re.escape(words)})["']?\s*(?:[,\]}}#]|$)""")
        for number, row in enumerate(rows[line - 1 :], start=line):
            if found := value.search(row):
                return number, found.start(1) + 1
    return line, 1


def _path(file: str) -> str:
    """A file's path without the register it belongs to."""
    return file.partition("/")[2]
