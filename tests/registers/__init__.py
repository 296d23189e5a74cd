"""Small registers to read, to break and to compile."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral.errors import InvalidRegisterError, Problem
from bilateral.evidence.node import Node, Problems
from bilateral.store.compile import BUILDS, CURRENT, CompileReport, Progress, compile_register
from bilateral.store.database import Database
from bilateral.store.yamlfile import parse_yaml
from bilateral.study import read_layers, validate

REGISTERS = Path(__file__).parent


def node_of(text: str) -> Node:
    """The root node of a YAML text that is valid."""
    problems = Problems("test.yml")
    node = parse_yaml(text.encode(), problems)
    assert node is not None, [str(one) for one in problems]
    return node


class Desk:
    """A register in a folder of its own, with a cache, to write into and to compile."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache

    def write(self, path: str, content: str | bytes) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return target

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace one passage that stands exactly once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def line_of(self, path: str, passage: str) -> int:
        """The 1-based line in which a passage first stands."""
        text = self.read(path)
        return text[: text.index(passage)].count("\n") + 1

    def compile(self, progress: Progress | None = None) -> CompileReport:
        return compile_register(read_layers(self.folder), self.cache, progress=progress)

    def validate(self) -> dict[str, int | str]:
        return validate(self.folder)

    def database(self) -> Database:
        return Database.open(self.cache)

    def digest(self) -> str:
        with self.database() as database:
            return database.digest()

    def builds(self) -> list[str]:
        """What lies in the cache: the pointer's text and the names of all builds, whole or not."""
        return [(self.cache / CURRENT).read_text("utf-8"), *sorted(one.name for one in (self.cache / BUILDS).iterdir())]

    def problems(self) -> list[Problem]:
        """Compile, expecting a refusal: its problems. The build before must be untouched and must still answer."""
        before = (self.builds(), self.digest())
        with pytest.raises(InvalidRegisterError) as refused:
            self.compile()
        assert (self.builds(), self.digest()) == before, "a refused compile left traces"
        with pytest.raises(InvalidRegisterError) as checked:
            self.validate()
        assert sorted(checked.value.problems) == sorted(refused.value.problems), "validate and build disagree"
        return list(refused.value.problems)

    def problem(self) -> Problem:
        """As `problems`, where there is exactly one."""
        found = self.problems()
        assert len(found) == 1, "\n".join(map(str, found))
        return found[0]
