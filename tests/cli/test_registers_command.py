"""validate, init, build, about, completion: what they say, where they write, what they take from the environment."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bilateral
from conftest import Golden
from registers import REGISTERS, Desk
from registers.nobody import as_nobody, open_copy

from .shell import ask, process, run, surroundings

OIL = "claims/observation/ven-oil.yml"


# --- validate --------------------------------------------------------------------------------------------------


def test_a_valid_register(small: Desk) -> None:
    cache = small.builds()
    assert run("validate", str(small.folder)) == (0, "Small register: 12 files, 7 things, 49 claims: no problem\n", "")
    result = run("validate", str(small.folder), "--json")
    assert json.loads(result.out) == {
        "register": "Small register", "files": 12, "things": 7, "citations": 18, "claims": 49,
    }  # fmt: skip
    assert small.builds() == cache and not (small.folder / ".bilateral").exists(), "nothing is compiled"


def test_every_problem_with_file_and_line(small: Desk, golden: Golden) -> None:
    small.change(OIL, "title: Oil", "title: Oil: gas")
    small.change("claims/transfer/rus-ven-tor-m1.yml", "recipient: VEN", "recipient: VEM")
    result = run("validate", str(small.folder))
    assert (result.code, result.out) == (3, "")
    golden("problems.txt", result.errors)
    told = json.loads(run("validate", str(small.folder), "--json").errors)
    assert [(one["file"], one["line"], one["column"]) for one in told["problems"]] == [
        (OIL, 2, 11),
        ("claims/transfer/rus-ven-tor-m1.yml", 5, 12),
    ]
    assert set(told["problems"][0]) == {"file", "line", "column", "message", "expected", "hint", "example"}
    for command in (("build",), ("show",), ("dossier", "VEN", "RUS"), ("about",)):
        assert ask(small, *command) == (3, "", result.errors), "every command says the same"


def test_of_very_many_problems_the_first_are_shown(small: Desk) -> None:
    small.write("sources/many.yml", "".join(f"Bad {number}: {{}}\n" for number in range(70)))
    errors = run("validate", str(small.folder)).errors
    assert errors.startswith("error: 70 problems in the register's files\n")
    assert errors.count("is not an id") == 50 and errors.endswith("and 20 more problems; --json lists all\n")
    assert len(json.loads(run("validate", str(small.folder), "--json").errors)["problems"]) == 70


def test_the_register_of_the_environment(small: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILATERAL_REGISTER", str(small.folder))
    monkeypatch.setenv("BILATERAL_CACHE", str(small.cache))
    assert run("validate").out.startswith("Small register: ")
    assert run("show").out == "a\tb\trecords\nRUS\tVEN\t5\n"
    assert run("about").out.splitlines()[2] == "register  small: Small register (CC0-1.0)"
    assert run("build").out.startswith("up to date: 12 files, 49 claims (")
    run("init", "mine", "--alone")
    assert run("validate", "mine").out.startswith("mine: "), "what is given comes before the environment"


@pytest.mark.parametrize("command", [("validate", "nowhere"), ("show", "-r", "nowhere"), ("build", "-r", "nowhere")])
def test_no_register_there(command: tuple[str, ...]) -> None:
    result = run(*command)
    assert (result.code, result.out) == (3, "")
    assert result.errors.startswith("error: nowhere is not a register: it has no register.toml\n  do: ")
    assert list(Path().iterdir()) == []


# --- init ------------------------------------------------------------------------------------------------------


def test_a_new_register_can_be_used_at_once() -> None:
    made = run("init", "mine", "--alone", "--name", "My own")
    assert made.code == 0
    names = ("register.toml", "README.md", "sources/sources.yml", ".gitignore")
    assert made.out.splitlines() == [f"mine/{name}" for name in names]
    assert made.errors == "next: write a file under mine/claims, then: bilateral validate mine\n"
    assert run("validate", "mine").out == "My own: 1 file, 0 things, 0 claims: no problem\n"
    empty = run("show", "-r", "mine")
    assert (empty.code, empty.out) == (4, "")
    assert "write claims/<kind>/*.yml in mine" in empty.errors
    assert "held      1 source\n" in run("about", "-r", "mine").out
    assert (Path("mine") / ".bilateral").is_dir()


def test_init_as_json_and_onto_the_casebook() -> None:
    told = json.loads(run("init", "mine", "--json").out)
    assert told["register"] == "mine"
    assert sorted(told["files"]) == sorted(str(one) for one in Path("mine").rglob("*") if one.is_file())
    assert 'builds_on = "casebook"' in Path("mine/register.toml").read_text()


def test_init_never_touches_what_is_there() -> None:
    Path("used").mkdir()
    Path("used/notes.txt").write_text("kept")
    result = run("init", "used")
    assert (result.code, result.out) == (3, "")
    assert result.errors == (
        "error: used already holds something\n  do:       give a new or empty folder; nothing was changed\n"
    )
    assert [one.name for one in Path("used").iterdir()] == ["notes.txt"]
    below = run("init", "used/notes.txt/mine")
    assert below.code == 6 and "cannot be written: Not a directory" in below.errors


# --- build -----------------------------------------------------------------------------------------------------


def test_build_says_what_it_did(small: Desk) -> None:
    fresh = Desk(small.folder, small.cache.parent / "new")
    first = ask(fresh, "build").out
    assert re.fullmatch(
        r"compiled: 12 of 12 files read, 0 removed, 7 things and 49 claims renewed of 49 \(\d+\.\d\d s\)\n", first
    )
    assert re.fullmatch(r"up to date: 12 files, 49 claims \(\d+\.\d\d s\)\n", ask(fresh, "build").out)
    small.change(OIL, "569000 b/d", "570000 b/d")
    again = json.loads(ask(fresh, "build", "--json").out)
    assert {name: again[name] for name in ("is_new", "files", "files_read", "files_removed", "claims")} == {
        "is_new": True, "files": 12, "files_read": 1, "files_removed": 0, "claims": 49,
    }  # fmt: skip
    assert again["database"] == str(fresh.cache / "builds" / again["build_id"])


def test_the_database_lies_in_the_register_by_default(small: Desk) -> None:
    assert run("build", "-r", str(small.folder)).code == 0
    assert (small.folder / ".bilateral" / "CURRENT").is_file()


@pytest.mark.parametrize("command", [("build",), ("show",), ("about",), ("dossier", "VEN", "RUS")])
def test_a_cache_that_may_not_be_written(small_base: Desk, command: tuple[str, ...]) -> None:
    with open_copy(small_base) as desk:
        closed = desk.folder.parent / "closed"
        closed.mkdir(mode=0o555)
        with as_nobody():
            result = ask(Desk(desk.folder, closed / "cache"), *command)
        assert (result.code, result.out) == (6, "")
        assert f"error: {closed / 'cache'} cannot be written: Permission denied" in result.errors
        assert "give a folder you may write with --cache, or set BILATERAL_CACHE" in result.errors


def test_a_cache_that_is_read_only_still_answers(small_base: Desk) -> None:
    with open_copy(small_base) as desk:
        for path in desk.cache.rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        desk.cache.chmod(0o555)
        with as_nobody():
            assert ask(desk, "show").out == "a\tb\trecords\nRUS\tVEN\t5\n"


@pytest.mark.parametrize("cache", ["file", "file/below", "x" * 300])
def test_a_cache_that_cannot_be(small_base: Desk, cache: str) -> None:
    Path("file").write_text("kept")
    result = ask(Desk(small_base.folder, Path(cache)), "show")
    assert (result.code, result.out) == (6, "")
    assert "cannot be written" in result.errors and "--cache" in result.errors
    assert Path("file").read_text() == "kept"


# --- about -----------------------------------------------------------------------------------------------------


def test_about(small_base: Desk) -> None:
    text = ask(small_base, "about").out
    assert text.splitlines()[:5] == [
        f"Bilateral {bilateral.__version__}: a workbench for military partnerships between states.",
        "It describes and measures; it is no targeting, planning or procurement tool, and takes no side.",
        "register  small: Small register (CC0-1.0)",
        "held      5 sources, 2 equipment cards, 1 actor, 7 things, 18 citations, 49 claims, 1 disagreement,"
        " 1 correction, 1 judgement",
        "newest    2026-05-31",
    ]
    held = json.loads(ask(small_base, "about", "--json").out)
    assert set(held) == {"version", "registers", "counts", "newest", "database"}
    assert held["registers"] == [["small", "Small register", "CC0-1.0"]]
    assert held["counts"]["citations"] == 18 and held["newest"] == "2026-05-31"


def test_about_names_every_layer(addition_base: Desk) -> None:
    lines = ask(addition_base, "about").out.splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("register")] == [
        "register  small",
        "register  addition",
    ]


# --- help, version, completion ---------------------------------------------------------------------------------


def test_version_and_help() -> None:
    assert run("--version") == (0, f"bilateral {bilateral.__version__}\n", "")
    for argv in (("--help",), ("-h",), ()):
        result = run(*argv)
        assert result.both.startswith("Usage: bilateral [OPTIONS] COMMAND [ARGS]...\n")
        assert "Start with: bilateral dossier VEN RUS" in result.both
    assert run("show", "-h").out.startswith("Usage: bilateral show [OPTIONS] [STATE [STATE] | RECORD]\n")


def test_python_m_is_the_same_command() -> None:
    assert process("--version").out == f"bilateral {bilateral.__version__}\n"
    assert process("--help").out == run("--help").out
    assert process("shwo").errors.startswith("Usage: bilateral [OPTIONS]")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    result = run("completion", shell)
    assert (result.code, result.errors) == (0, "") and "_BILATERAL_COMPLETE" in result.out
    if program := shutil.which(shell):
        checked = subprocess.run([program, "-n"], input=result.out, capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "place", "offered"),
    [
        ("bilateral ", 1, {"dossier", "show", "claims", "sources", "validate", "init", "build", "about", "completion"}),
        ("bilateral dossier VE", 2, {"VEN"}),
        ("bilateral dossier VEN nether", 3, {"NLD"}),
        ("bilateral show --kind cred", 3, {"credit"}),
        ("bilateral show --as", 2, {"--as-of"}),
    ],
)
def test_completion_offers(words: str, place: int, offered: set[str]) -> None:
    environment = surroundings(_BILATERAL_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(place))
    script = "from bilateral.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered


def test_the_registers_of_the_tests_are_unharmed() -> None:
    assert not list(REGISTERS.rglob(".bilateral"))
