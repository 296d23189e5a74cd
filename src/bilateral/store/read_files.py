"""From the files of a register to typed cards, things, citations and claims."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from bilateral.errors import Problem
from bilateral.evidence.actor import ActorCard, read_actor
from bilateral.evidence.claims_file import ClaimsFile, read_addition, read_claims_file
from bilateral.evidence.equipment import Equipment, read_equipment
from bilateral.evidence.form import SLUG, Form
from bilateral.evidence.kinds import KINDS
from bilateral.evidence.node import Node, Problems
from bilateral.evidence.ruling import Correction, Judgement, read_correction, read_judgement
from bilateral.evidence.source import Source, read_source
from bilateral.store.register import RegisterFile
from bilateral.store.yamlfile import read_yaml

Card = TypeVar("Card")


class FileContent(msgspec.Struct):
    """What one file holds. Exactly one of the lists is filled, by the file's group."""

    file: RegisterFile
    sources: list[Source] = msgspec.field(default_factory=list)
    equipment: list[Equipment] = msgspec.field(default_factory=list)
    actors: list[ActorCard] = msgspec.field(default_factory=list)
    corrections: list[Correction] = msgspec.field(default_factory=list)
    judgements: list[Judgement] = msgspec.field(default_factory=list)
    claims: ClaimsFile | None = None


def read_file(folder: Path, file: RegisterFile) -> tuple[FileContent, list[Problem]]:
    """Read one file of a register. What is wrong in it comes back as problems; nothing is raised for it."""
    problems = Problems(file.path)
    content = FileContent(file)
    root = read_yaml(folder / file.path, problems)
    if root is not None:
        _fill(content, root, problems)
    return content, list(problems)


def _fill(content: FileContent, root: Node, problems: Problems) -> None:
    group = content.file.group
    key = content.file.key
    if group.startswith("claims/"):
        kind = KINDS[group.removeprefix("claims/")]
        reader = read_addition if isinstance(root.value, dict) and "adds_to" in root.value else read_claims_file
        content.claims = reader(root, problems, kind, file=key)
    elif group == "sources":
        content.sources = _cards(root, problems, key, read_source)
    elif group == "equipment":
        content.equipment = _cards(root, problems, key, read_equipment)
    elif group == "actors":
        content.actors = _cards(root, problems, key, read_actor)
    elif group == "corrections.yml":
        content.corrections = _cards(root, problems, key, read_correction)
    elif group == "judgements.yml":
        content.judgements = _cards(root, problems, key, read_judgement)


def _cards(root: Node, problems: Problems, file: str, read: Callable[[str, Form, str, int], Card | None]) -> list[Card]:
    if not isinstance(root.value, dict):
        problems.add(root, f"the file is {root.form}", expected="a mapping from id to card")
        return []
    found: list[Card] = []
    for card_id, node in root.value.items():
        line, column = root.keys[card_id]
        if not SLUG.fullmatch(card_id):
            problems.add((line, column), f"{card_id!r} is not an id", expected="lower case, digits, hyphens")
            continue
        card = read(card_id, Form(node, problems, f"the card {card_id!r}"), file, line)
        if card is not None:
            found.append(card)
    return found
