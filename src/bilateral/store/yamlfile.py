"""Strict YAML 1.2 with positions: what hand-edited files are read with.

libyaml composes the nodes (fast, with line numbers); scalars are read by the YAML 1.2 core schema, so `no`
and `on` are words and `2006-07` is text. Refused: a key given twice, anchors and aliases, tags, merge keys,
several documents in one file, text that is not UTF-8, files too large to be hand-edited.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from bilateral.evidence.node import Node, Problems, Scalar
from bilateral.store.register import LARGEST_FILE

DEEPEST = 12

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_NUMBER = 400
_MAY_BE_DEEP = 500
_OWN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")}
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(path: Path, problems: Problems) -> Node | None:
    """The root node of a file; None when it cannot be read, with the reason in `problems`."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            problems.add(
                (0, 0),
                f"the file has {size / 1e6:.0f} MB",
                expected=f"a hand-edited file of at most {LARGEST_FILE // 1024 // 1024} MB",
                hint="split it by the things it speaks of, or import it as a table",
            )
            return None
        raw = path.read_bytes()
    except OSError as error:
        problems.add(
            (0, 0),
            f"the file cannot be read: {error.strerror or error}",
            hint="check that it exists and that you may read it",
        )
        return None
    return parse_yaml(raw, problems)


def parse_yaml(raw: bytes, problems: Problems) -> Node | None:
    """The root node of a YAML text in UTF-8; None when it is not valid."""
    text = _decode(raw, problems)
    if text is None:
        return None
    if bad := _UNPRINTABLE.search(text):
        what = "a zero byte" if bad.group() == "\x00" else f"the control character U+{ord(bad.group()):04X}"
        line, column = text.count("\n", 0, bad.start()) + 1, bad.start() - text.rfind("\n", 0, bad.start())
        problems.add(
            (line, column),
            f"the file holds {what}",
            expected="text without control characters",
            hint="retype the passage; it may have been pasted with hidden characters",
        )
        return None
    try:
        if place := _too_deep(text):
            problems.add(place, f"nested more than {DEEPEST} levels deep", expected="a flatter file")
            return None
        found = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        at_the_end = error.problem_mark is not None and error.problem_mark.line >= text.count("\n")
        where = _place(error.context_mark if at_the_end and error.context_mark else error.problem_mark)
        problems.add(where, f"this is not YAML: {_plain(error)}", hint=_hint(text, where[0]))
        return None
    except RecursionError:  # only without libyaml, whose composer does not notice
        problems.add((1, 1), f"nested more than {DEEPEST} levels deep", expected="a flatter file")
        return None
    except yaml.YAMLError as error:
        problems.add((1, 1), f"this is not YAML: {error}", expected="UTF-8 text without control characters")
        return None
    if found is None:
        problems.add((1, 1), "the file is empty", expected="a mapping of keys to values")
        return None
    for event in ("&", "*"):
        if event in text and (place := _anchor(text, problems)):
            problems.add(
                place,
                "anchors and aliases (& and *) are not allowed",
                expected="each value written out where it stands",
                hint="put text that begins with & or * in quotes",
            )
            return None
    before = len(problems)
    node = _convert(found, problems, 0)
    return node if len(problems) == before else None


def _too_deep(text: str) -> tuple[int, int] | None:
    """Where a text nests deeper than `DEEPEST`, looked up only in texts that may nest very deeply.

    The composer calls itself for each level and would take the whole process down; the parser before it does not.
    """
    flow = text.count("[") + text.count("{")
    block = max((len(found.group()) for found in re.finditer(r"^[ ?:-]+", text, re.MULTILINE)), default=0)
    if flow < _MAY_BE_DEEP and block < _MAY_BE_DEEP:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST + 1:
                return _place(event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _decode(raw: bytes, problems: Problems) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        guess = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows-1252 or KOI8-R"
        problems.add(
            (line, column),
            f"the byte 0x{raw[error.start]:02x} is not UTF-8",
            expected="a file saved as UTF-8 throughout",
            hint=f"open it in an editor as {guess}, check the letters, save it as UTF-8",
        )
        return None


def _anchor(text: str, problems: Problems) -> tuple[int, int] | None:
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return _place(event.start_mark)
    return None


def _convert(found: Any, problems: Problems, depth: int) -> Node:
    line, column = found.start_mark.line + 1, found.start_mark.column + 1
    if depth > DEEPEST:
        problems.add((line, column), f"nested more than {DEEPEST} levels deep", expected="a flatter file")
        return Node(None, line, column)
    if found.tag not in _OWN_TAGS:
        problems.add((line, column), f"tags such as {found.tag.rpartition(':')[2]!r} are not allowed")
    if isinstance(found, yaml.ScalarNode):
        return Node(_scalar(found), line, column, text=found.value)
    if isinstance(found, yaml.SequenceNode):
        return Node([_convert(item, problems, depth + 1) for item in found.value], line, column)
    fields: dict[str, Node] = {}
    keys: dict[str, tuple[int, int]] = {}
    for key, value in found.value:
        place = (key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            problems.add(place, "a key is not plain text", expected="key: value")
            continue
        if key.value in fields:
            problems.add(
                place,
                f"the key {key.value!r} stands twice in one mapping (first in line {keys[key.value][0]})",
                expected="each key once",
                hint="remove one, or start a new list item with '- '",
            )
            continue
        keys[key.value] = place
        fields[key.value] = _convert(value, problems, depth + 1)
    return Node(fields, line, column, keys=keys)


def _scalar(found: yaml.ScalarNode) -> Scalar:
    """A scalar by the YAML 1.2 core schema; quoted ones are always text."""
    text: str = found.value
    if found.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if len(text) > _LONGEST_NUMBER:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _plain(error: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (error.context, error.problem) if part)


def _hint(text: str, line: int) -> str:
    rows = text.splitlines()
    near = rows[min(line, len(rows)) - 1] if rows else ""
    if "\t" in near:
        return "indent with spaces, not tabs"
    if near.count(": ") > 1:
        return "put text that holds a colon in quotes"
    return "check the indentation and the quotes near this line"
