"""Bad folders and register cards: what does not belong there, what may not be read, what leads nowhere."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilateral.errors import InvalidRegisterError, RegisterError
from bilateral.store import read_files
from bilateral.study import read_layers
from registers import Desk
from registers.nobody import as_nobody, open_copy

from .faults import OIL, TOR, check


@pytest.mark.parametrize(
    ("path", "message", "advice"),
    [
        ("notes.txt", "nothing of this name belongs", "move it out"),
        ("source/x.yml", "nothing of this name belongs", "did you mean sources?"),
        ("judgments.yml", "nothing of this name belongs", "did you mean judgements.yml?"),
        ("claims/transfers/x.yml", "nothing of this name belongs", "did you mean claims/transfer?"),
        ("claims/x.yml", "nothing of this name belongs", "claims/transfer"),
        ("claims/transfer/x.txt", "this file is not read", "files that end in .yml"),
        ("claims/transfer/x.yml~", "this file is not read", "move it out or rename it"),
        ("sources/deep/er/x.json", "this file is not read", "files that end in .yml"),
        ("a\u202eb", "nothing of this name belongs", "move it out"),
    ],
)
def test_stray_files_and_unknown_folders(small: Desk, path: str, message: str, advice: str) -> None:
    small.write(path, "x: 1\n")
    parts = Path(path).parts
    shown = (
        path if "not read" in message else "/".join(parts[: 2 if parts[0] == "claims" else 1]).replace("\u202e", "?")
    )
    check(small.problem(), shown, 0, message, advice)


@pytest.mark.parametrize(("path", "message"), [("sources", "not a folder"), ("claims", "not a folder")])
def test_a_file_where_a_folder_belongs(small: Desk, path: str, message: str) -> None:
    shutil.rmtree(small.folder / path)
    small.write(path, "x: 1\n")
    found = [one for one in small.problems() if one.file == path]
    check(found[0], path, 0, message, "make it a folder")


def test_a_folder_where_a_file_belongs(small: Desk) -> None:
    (small.folder / "judgements.yml").unlink()
    (small.folder / "judgements.yml").mkdir()
    (small.folder / "claims/transfer/x.yml").mkdir()
    small.write("claims/transfer/x.yml/inside.yml", "id: [\n")
    folder, inside = small.problems()
    check(folder, "judgements.yml", 0, "this is not a file", "move it out")
    check(inside, "claims/transfer/x.yml/inside.yml", 2, "this is not YAML", "")


def test_strays_and_faults_inside_files_are_said_together(small: Desk) -> None:
    small.write("notes.txt", "x")
    small.change(TOR, "recipient: VEN", "recipient: VEM")
    small.change(OIL, "series: oil-production", "series:")
    assert {one.file for one in small.problems()} == {"notes.txt", TOR, OIL}


def test_names_that_are_no_text(small: Desk) -> None:
    path = os.fsencode(small.folder / "sources") + b"/caf\xe9.yml"
    with contextlib.suppress(OSError), open(path, "wb") as file:  # noqa: PTH123 a name of bytes
        file.write(b"x: 1\n")
    if not Path(os.fsdecode(path)).exists():
        pytest.skip("this file system takes only UTF-8 names")
    problem = small.problem()
    check(problem, "sources/caf?.yml", 0, "name is not UTF-8", "rename it")
    assert str(problem).encode()


def test_pipes_and_links_to_folders_are_not_followed(small: Desk, tmp_path: Path) -> None:
    os.mkfifo(small.folder / "sources" / "pipe.yml")
    (tmp_path / "elsewhere").mkdir()
    (small.folder / "claims/transfer/linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (small.folder / "sources/gone.yml").symlink_to(tmp_path / "nowhere.yml")
    found = {one.file: one.message for one in small.problems()}
    assert found == {
        "sources/pipe.yml": "this is not a file",
        "sources/gone.yml": "the file cannot be read: No such file or directory",
        "claims/transfer/linked": "this link to a folder is not followed",
    }


def test_a_file_that_vanishes_between_listing_and_reading(small: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Listed, then gone: an ordinary problem; the build before stays."""
    small.write("sources/brief.yml", "brief: {name: Brief, kind: blog, grade: F}\n")
    read = read_files.read_yaml

    def vanished(path: Path, *rest: object) -> object:
        if path.name == "brief.yml":
            path.unlink(missing_ok=True)
        return read(path, *rest)

    monkeypatch.setattr(read_files, "read_yaml", vanished)
    before = (small.builds(), small.digest())
    with pytest.raises(InvalidRegisterError) as refused:
        small.compile()
    (problem,) = refused.value.problems
    check(problem, "sources/brief.yml", 0, "cannot be read: No such file", "check that it exists")
    assert (small.builds(), small.digest()) == before
    assert small.compile().is_new is False


@pytest.fixture
def open_desk(small: Desk) -> Iterator[Desk]:
    with open_copy(small) as desk:
        yield desk


@pytest.mark.parametrize("path", ["", "sources", "claims", "claims/transfer", "claims/transfer/deeper"])
def test_a_folder_that_may_not_be_read_is_never_taken_for_an_empty_one(open_desk: Desk, path: str) -> None:
    open_desk.write("claims/transfer/deeper/x.yml", "id: x\n")
    folder = open_desk.folder / path
    folder.chmod(0o000)
    with as_nobody(), pytest.raises(RegisterError) as refused:
        open_desk.compile()
    assert str(folder) in refused.value.message
    assert "ermission denied" in refused.value.message
    assert "read access" in refused.value.hint


def test_a_file_that_may_not_be_read(open_desk: Desk) -> None:
    (open_desk.folder / OIL).chmod(0o000)
    with as_nobody(), pytest.raises(InvalidRegisterError) as refused:
        open_desk.compile()
    (problem,) = refused.value.problems
    check(problem, OIL, 0, "cannot be read: Permission denied", "check its permissions")


# --- the register's own card ----------------------------------------------------------------------------------------


def refused(folder: Path) -> RegisterError:
    with pytest.raises(RegisterError) as error:
        read_layers(folder)
    return error.value


def test_no_register_there(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert "it has no register.toml" in error.message and "bilateral init" in error.hint
    error = refused(tmp_path / "nowhere")
    assert "it has no register.toml" in error.message
    (tmp_path / "a-file").write_text("x")
    error = refused(tmp_path / "a-file")
    assert "is a file, not a register" in error.message and "give the folder" in error.hint
    (tmp_path / "register.toml").mkdir()
    assert "cannot be read: Is a directory" in refused(tmp_path).message
    assert "cannot be read: File name too long" in refused(tmp_path / ("x" * 300)).message


@pytest.mark.parametrize(
    ("text", "line", "message", "advice"),
    [
        ("name = ", 1, "this is not TOML", "TOML in UTF-8"),
        ('name = "A"\nlicence = CC0\n', 2, "this is not TOML", "TOML in UTF-8"),
        ('name = "A"\nname = "B"\n', 2, "this is not TOML", "TOML in UTF-8"),
        ('name = "A"\n# cr\xe8me\n'.encode("cp1252"), 2, "this is not TOML", "TOML in UTF-8"),
        ('name = "A"\ndate = 2026-02-30\n', 2, "this is not TOML", "TOML in UTF-8"),
        ('name = "A\n', 1, "this is not TOML", "TOML in UTF-8"),
        (f"x = {'9' * 5000}", 1, "this is not TOML", "TOML in UTF-8"),
        ("x = " + "[" * 5000, 1, "this is not TOML", "TOML in UTF-8"),
        ("", 0, "the register has no name", 'name = "My register"'),
        ('\nname = ""\n', 2, "the register has no name", "a name"),
        ("name = 5\n", 1, "'name' is not text", 'name = "…"'),
        ('name = "A"\nnmae = "B"\n', 2, "the key 'nmae' is not known", "did you mean name?"),
        ('name = "A"\n[extra]\nx = 1\n', 0, "the key 'extra' is not known", "remove it"),
        ('name = "A"\nid = "../other"\n', 2, "'../other' is not an id", 'id = "my-register"'),
        ('name = "A"\nid = ""\n', 2, "'' is not an id", "hyphens"),
        ('name = "A"\ndate = "2026-01-01"\n', 2, "'date' is not a day", "date = 2026-11-23"),
        ('name = "A"\ndate = 2026-01-01T10:00:00\n', 2, "'date' is not a day", "a TOML date"),
        ('name = "A"\nstops = [2010]\n', 2, "'stops' is not a list of days", "stops = [2010-12-31]"),
        ('name = "A"\nstops = 2010-12-31\n', 2, "'stops' is not a list of days", "stops = [2010-12-31]"),
        ('name = "A"\ncovers = [2026, 1999]\n', 2, "'covers' is not a pair of years", "covers = [1999, 2026]"),
        ('name = "A"\ncovers = 1999\n', 2, "'covers' is not a pair of years", "covers = [1999, 2026]"),
        ('name = "A"\nlicence = ["CC0"]\n', 2, "'licence' is not text", "text in quotes"),
        ('name = "A\\u001b[31m"\n', 1, "'name' holds a control character", "plain text"),
    ],
)
def test_a_wrong_register_card(tmp_path: Path, text: str | bytes, line: int, message: str, advice: str) -> None:
    (tmp_path / "register.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    error = refused(tmp_path)
    assert isinstance(error, InvalidRegisterError)
    check(error.problems[0], "register.toml", line, message, advice)


def test_all_faults_of_a_register_card_at_once(tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text('licence = 5\ndate = "today"\ncovers = "all"\nwho = "me"\n')
    error = refused(tmp_path)
    assert isinstance(error, InvalidRegisterError)
    assert sorted(one.line for one in error.problems) == [0, 1, 2, 3, 4]


def test_an_empty_register_is_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "empty", tmp_path / "cache")
    desk.write("register.toml", 'name = "Empty"\n')
    report = desk.compile()
    assert (report.files, report.claims) == (0, 0)
    with desk.database() as database:
        assert database.claims().is_empty() and database.things() == []
        assert database.newest() is None
        assert database.search("anything") == []
        assert set(database.counts().values()) == {0}


def test_registers_that_build_on_each_other(small: Desk, addition: Desk) -> None:
    lower = Desk(addition.folder.parent / "small", addition.cache)
    lower.write("register.toml", lower.read("register.toml") + 'builds_on = "../addition"\n')
    error = refused(addition.folder)
    assert "build on each other in a circle" in error.message and "builds_on" in error.hint
    small.write("register.toml", small.read("register.toml") + 'builds_on = "."\n')
    assert "in a circle" in refused(small.folder).message


def test_a_register_that_builds_on_nothing_that_is_there(addition: Desk) -> None:
    addition.change("register.toml", "../small", "../smal")
    error = refused(addition.folder)
    assert "smal is not a register" in error.message


def test_two_registers_with_one_id(addition: Desk) -> None:
    addition.change("register.toml", 'id = "addition"', 'id = "small"')
    error = refused(addition.folder)
    assert "share the id 'small'" in error.message and "`id` of its own" in error.hint
