"""The shipped casebook as read from its files, and the fact files it was written from where they are at hand."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bilateral.evidence.actor import ActorCard
from bilateral.evidence.citation import Citation
from bilateral.evidence.claims_file import ClaimsFile
from bilateral.evidence.equipment import Equipment
from bilateral.evidence.ruling import Correction, Judgement
from bilateral.evidence.source import Source
from bilateral.store.read_files import read_file
from bilateral.store.register import list_files, read_register
from bilateral.study import casebook_path

FACT_FILES = ("facts-transfers.jsonl", "facts-cooperation.jsonl")
FACTS_VARIABLE = "BILATERAL_FACTS"


class Casebook(msgspec.Struct):
    """Every file of the casebook, read once. by_handle: files by their handle, and by it without its small letter."""

    folder: Path
    files: dict[str, ClaimsFile]
    by_handle: dict[str, list[ClaimsFile]]
    sources: dict[str, Source]
    equipment: dict[str, Equipment]
    actors: dict[str, ActorCard]
    corrections: list[Correction]
    judgements: list[Judgement]

    def of_fact(self, fact_id: str) -> list[ClaimsFile]:
        """The files that stand for one fact: its id as handle, or the id and a lower-case letter."""
        return self.by_handle.get(fact_id, [])

    def letter(self, citation: Citation) -> str | None:
        return citation.letter or self.sources[citation.source_id].letter

    def language(self, citation: Citation) -> str | None:
        return citation.language or next(iter(self.sources[citation.source_id].languages), None)


class Fact(msgspec.Struct):
    """One line of a fact file, both shapes read alike."""

    fact_id: str
    row: dict[str, Any]
    citations: list[dict[str, Any]]
    disagreements: list[str]
    texts: list[str]


@lru_cache(maxsize=1)
def read_casebook() -> Casebook:
    register = read_register(casebook_path())
    files, problems = list_files(register)
    book = Casebook(register.folder, {}, {}, {}, {}, {}, [], [])
    for file in files:
        content, wrong = read_file(register.folder, file)
        problems += wrong
        if content.claims is not None:
            book.files[file.path] = content.claims
            handle = content.claims.thing.handle or ""
            for name in {handle, handle[:-1] if handle[-1:].islower() else handle}:
                book.by_handle.setdefault(name, []).append(content.claims)
        book.sources |= {one.source_id: one for one in content.sources}
        book.equipment |= {one.equipment_id: one for one in content.equipment}
        book.actors |= {one.actor_id: one for one in content.actors}
        book.corrections += content.corrections
        book.judgements += content.judgements
    assert problems == []
    return book


def _facts_folder() -> Path | None:
    named = os.environ.get(FACTS_VARIABLE)
    root = next(one for one in Path(__file__).resolve().parents if (one / "pyproject.toml").exists())
    folders = [Path(named)] if named else [one.parent / "shared" / "facts" for one in (root, *root.parents)]
    return next((one for one in folders if all((one / name).is_file() for name in FACT_FILES)), None)


def _read_fact(row: dict[str, Any]) -> Fact:
    citations = [
        {
            "publisher": one["publisher"],
            "url": one["url"],
            "published": one["publication_date"] if "publication_date" in one else one["published"],
            "language": one["language"],
            "grade": one["admiralty_grade"] if "admiralty_grade" in one else one["grade"],
            "verified": bool(one.get("verified")),
            "says": one["says"],
        }
        for one in row["sources"]
    ]
    stated = row["conflicts"] if "conflicts" in row else [row["disagreement"]]
    own = [row.get(name) for name in ("title", "description", "comment", "editor_note", "status")]
    disagreements = [one for one in stated if one]
    texts = [*(one for one in own if one), *(one["says"] for one in citations), *disagreements]
    return Fact(str(row.get("record_id") or row["id"]), row, citations, disagreements, texts)


@pytest.fixture(scope="session")
def casebook() -> Casebook:
    return read_casebook()


@pytest.fixture(scope="session")
def facts() -> list[Fact]:
    """Every fact; skips where the fact files are absent."""
    folder = _facts_folder()
    if folder is None:
        pytest.skip(f"the fact files are not beside the project (set {FACTS_VARIABLE})")
    lines = [line for name in FACT_FILES for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    return [_read_fact(json.loads(line)) for line in lines if line.strip()]
