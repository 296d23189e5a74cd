"""Whatever one types: an answer, or words about what is wrong, and an exit code that the reference names."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilateral.cli import COMMANDS
from registers import Desk

from .shell import DOCUMENTED, run

WORDS = [
    "VEN", "RUS", "ven", "VEM", "Venezuela", "россия", "korea", "SM-001", "sm-002", "rus-ven-su-30mk2", "USA-VEN", "",
    "-", "--", "transfer", "2010", "2010-06-30", "2010-02-30", "../2010", "9999", "-1", "0", "3", "1e9", "json", "md",
    "html", "aircraft", "\"a\" OR *", "*", "%s", "{}", "\x00", "\ud83d\ude00", "a" * 500, "nowhere", ".", "..", "~",
]  # fmt: skip
OPTIONS = ["--json", "--help", "-h", "--limit", "--as-of", "--kind", "-k", "--search", "-s", "--format", "-f",
           "--name", "--alone", "--version", "--nonsense", "-x", "--limit=2", "--as-of=2007",
           "--kind=credit"]  # fmt: skip

arguments = st.lists(
    st.sampled_from(WORDS) | st.sampled_from(OPTIONS) | st.text(max_size=12).filter(lambda text: "/" not in text),
    max_size=6,
)
reading = st.sampled_from(["show", "claims", "sources", "about", "build", "dossier"])


def words_of(code: int, out: str, errors: str, argv: list[str]) -> None:
    """What every command keeps to."""
    assert code in DOCUMENTED, (argv, errors)
    assert "Traceback" not in errors
    if code:
        assert out == "" or "--help" in argv, "what failed prints no result"
        assert errors.strip(), "a failure says why"
        if "--json" in argv and errors.lstrip().startswith("{"):
            assert set(json.loads(errors)) == {"error", "message", "hint", "problems"}


@settings(max_examples=settings().max_examples * 2)
@given(reading, arguments)
@example("show", ["\x00"])
@example("claims", ["--search", "\x00"])
@example("dossier", ["VEN", "RUS", "--as-of", "0001"])
@example("show", ["--limit", "99999999999999999999999"])
@example("show", ["--as-of", "9999-12-31"])
@example("show", ["--as-of", "-4000"])
@example("show", ["--as-of", "Y10000000"])
def test_questions_of_any_kind(small_base: Desk, name: str, argv: list[str]) -> None:
    asked = [name, "--register", str(small_base.folder), "--cache", str(small_base.cache)]
    if name == "dossier":
        asked += ["--out", "-"]
    result = run(*asked, *argv)
    words_of(*result, asked + argv)


@pytest.fixture
def of_the_environment(small_base: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILATERAL_REGISTER", str(small_base.folder))
    monkeypatch.setenv("BILATERAL_CACHE", str(small_base.cache))


@pytest.mark.parametrize("name", ["\x00", "a\x00b", "\ud83d"])
@pytest.mark.parametrize(
    "argv", [("validate",), ("init",), ("show", "-r"), ("build", "--cache"), ("dossier", "VEN", "RUS", "--out")]
)
def test_names_that_no_file_can_have(argv: tuple[str, ...], name: str) -> None:
    result = run(*argv, name)
    assert (result.code, result.out) == (2, "")
    assert "cannot be the name of a file" in result.errors


@pytest.mark.usefixtures("of_the_environment")
@given(st.lists(st.sampled_from([*COMMANDS, "shwo", "help"]) | st.sampled_from(WORDS + OPTIONS), max_size=3))
def test_commands_of_any_kind(argv: list[str]) -> None:
    if {"init", "dossier", "build"} & set(argv[:1]):
        argv = [*argv, "--help"]
    words_of(*run(*argv), argv)


def test_the_exit_codes_are_those_of_the_reference(pytestconfig: pytest.Config) -> None:
    text = (pytestconfig.rootpath / "docs/reference/cli.md").read_text("utf-8")
    table = text.partition("## Exit codes")[2].partition("##")[0]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == DOCUMENTED | {1}
