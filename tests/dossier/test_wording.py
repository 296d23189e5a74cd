"""The words of the main dossier where wording matters most, kept to be read when they change."""

from __future__ import annotations

import re

import pytest

from conftest import Golden
from dossier.conftest import Edition

_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\((?:[^()]|\([^()]*\))*\)")


def readable(markdown: str) -> str:
    """Markdown without targets: a number that opens its claims stands in brackets."""
    plain = _LINK.sub(r"[\1]", markdown).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\\([\\`*_\[\]<>|#&~.-])", r"\1", plain)


def part(text: str, start: str, end: str) -> str:
    """From one heading to the next that begins so."""
    found = re.search(rf"^{start}.*?(?=^{end})", text, re.DOTALL | re.MULTILINE)
    assert found, start
    return found.group()


@pytest.fixture(scope="module")
def text(newest: Edition) -> str:
    return readable(newest.dossier.markdown())


def test_the_answer_and_the_state_of_the_evidence(text: str, golden: Golden) -> None:
    golden("answer.txt", part(text, "# Venezuela and Russia", "## 1 "))


def test_what_each_section_finds(text: str, golden: Golden) -> None:
    """Under each heading its finding and its caution."""
    found = re.findall(r"^## \d .*?(?=^### )", text, re.DOTALL | re.MULTILINE)
    assert len(found) == 6
    golden("findings.txt", "".join(found))


def test_what_is_in_dispute(text: str, golden: Golden) -> None:
    """Contested deliveries and rival numbers, with who says what."""
    golden("disputes.txt", part(text, "### 6.1 ", "### 6.5 "))
