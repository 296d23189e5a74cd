"""bilateral dossier: formats, places, and files that are whole or not there."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from registers import Desk
from registers.nobody import as_nobody, open_copy

from .shell import DAY, Result, ask, command, process, surroundings

PAIR = ("dossier", "VEN", "RUS", "--as-of", DAY)
NAME = "venezuela-russia"


def here() -> list[str]:
    return sorted(one.name for one in Path().iterdir())


def written(result: Result) -> str:
    """The file that a command says it wrote; remarks about it go to standard error."""
    assert result.code == 0, result.errors
    (line,) = result.out.splitlines()
    assert f"as of {DAY}: " in result.errors and result.errors.endswith(" MB\n")
    return Path(line).read_text("utf-8")


def test_by_default_a_page_here_named_after_the_pair(small_base: Desk) -> None:
    page = written(ask(small_base, *PAIR))
    assert here() == [f"{NAME}.html"]
    assert page.startswith("<!doctype html>") and page.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    ("argv", "name", "start"),
    [
        (("--format", "md"), f"{NAME}.md", "# Venezuela and Russia"),
        (("--format", "json"), f"{NAME}.json", "{"),
        (("--out", "a.md"), "a.md", "# "),
        (("--out", "a.json"), "a.json", "{"),
        (("--out", "a.htm"), "a.htm", "<!doctype html>"),
        (("--out", "a.HTML", "--format", "html"), "a.HTML", "<!doctype html>"),
        (("--out", "a", "--format", "md"), "a", "# "),
        (("--out", "a"), "a", "<!doctype html>"),
        (("--out", "päge.html"), "päge.html", "<!doctype html>"),
        (("--out", ".", "-f", "md"), f"{NAME}.md", "# "),
    ],
)
def test_formats_and_places(small_base: Desk, argv: tuple[str, ...], name: str, start: str) -> None:
    result = ask(small_base, *PAIR, *argv)
    assert written(result).startswith(start)
    assert result.out == f"{name}\n"
    assert [one.as_posix() for one in Path().rglob("*") if one.is_file()] == [name]


def test_json_form_is_valid_and_json_option_speaks_of_the_file(small_base: Desk) -> None:
    held = json.loads(written(ask(small_base, *PAIR, "--format", "json")))
    assert held["as_of"] == DAY
    result = ask(small_base, *PAIR, "--out", "x.html", "--json")
    assert (result.code, result.errors) == (0, "")
    told = json.loads(result.out)
    assert (told["file"], told["bytes"], told["as_of"]) == ("x.html", Path("x.html").stat().st_size, DAY)
    assert (told["title"], told["records"], told["claims"]) == ("Venezuela and Russia", 6, 46)
    assert (told["between"], told["bearing"]) == (5, 1), "those of `bilateral show`, and what bears on them"
    assert set(told) == {
        "file", "bytes", "title", "as_of", "records", "between", "bearing", "citations", "claims", "sources",
        "disputed",
    }  # fmt: skip


def test_the_closing_line_counts_as_show_does(small_base: Desk) -> None:
    (pair,) = json.loads(ask(small_base, "show", "--json").out)
    line = ask(small_base, *PAIR).errors
    assert f": 6 records ({pair['records']} between the two, 1 that bears on them), " in line


@pytest.mark.parametrize(
    ("argv", "code", "message", "advice"),
    [
        (("--out", "y.pdf"), 2, "y.pdf: a dossier is not written as '.pdf'", "the endings are .html, .md and .json"),
        (("--out", "y.pdf", "--format", "html"), 2, "not written as '.pdf'", "the endings are .html, .md and .json"),
        (("--out", "y.html", "--format", "md"), 2, "stands for html, and the format is md", "name it y.md, or leave"),
        (("--out", "no/such/x.html"), 6, "there is no folder no/such", "mkdir -p no/such"),
        (("--out", "no such/x.html"), 6, "there is no folder no such", "mkdir -p 'no such'"),
    ],
)
def test_endings_and_folders_are_looked_at_before_anything_is_done(
    small_base: Desk, argv: tuple[str, ...], code: int, message: str, advice: str
) -> None:
    result = ask(small_base, *PAIR, *argv)
    assert (result.code, result.out) == (code, "")
    assert message in result.errors and "  do:       " in result.errors and advice in result.errors
    assert here() == []


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_standard_output_is_the_file_byte_by_byte(small_base: Desk, form: str) -> None:
    page = written(ask(small_base, *PAIR, "--out", "file", "--format", form))
    result = ask(small_base, *PAIR, "--out", "-", "--format", form)
    assert (result.code, result.out, result.errors) == (0, page, "")
    again = process(
        *PAIR, "--out", "-", "--format", form, "--register", str(small_base.folder), "--cache", str(small_base.cache),
        PYTHONIOENCODING="ascii",
    )  # fmt: skip
    assert again.out == page, "whatever encoding the pipe is thought to have"
    assert here() == ["file"]


def test_standard_output_cannot_hold_two_kinds_of_json(small_base: Desk) -> None:
    result = ask(small_base, *PAIR, "--out", "-", "--json")
    assert result.code == 2
    assert "use --format json --out -" in json.loads(result.errors)["message"]


def test_as_of_an_earlier_day(small_base: Desk) -> None:
    earlier = ask(small_base, "dossier", "VEN", "RUS", "--as-of", "2007", "--format", "md", "--out", "-")
    assert "as of 31 December 2007" in earlier.out
    assert "2008" not in earlier.out, "nothing of what became known later"


@pytest.mark.parametrize(
    ("argv", "code", "message", "advice"),
    [
        (("dossier", "VEM", "RUS"), 2, "'VEM'", "did you mean VEN (Venezuela)"),
        (("dossier", "VEN", "VEN"), 2, "are the same state", "a pair needs two states"),
        (("dossier", "VEN", "MNG"), 4, "no claim on Venezuela and Mongolia", "bilateral init my-register, then write"),
        (("dossier", "VEN", "RUS", "--as-of", "1990"), 4, "as of 1990-12-31", "--as-of 2001-05-15 or later"),
        (("dossier", "VEN", "RUS", "--format", "pdf"), 2, "'pdf' is not one of 'html', 'md', 'json'", ""),
    ],
)
def test_no_dossier_no_file(small_base: Desk, argv: tuple[str, ...], code: int, message: str, advice: str) -> None:
    result = ask(small_base, *argv)
    assert (result.code, result.out) == (code, "")
    assert message in result.errors and advice in result.errors
    assert here() == []


# --- places that refuse ----------------------------------------------------------------------------------------


def test_an_existing_file_is_replaced_as_a_whole(small_base: Desk) -> None:
    Path("old.html").write_text("what stood there")
    Path("old.html").chmod(0o600)
    page = written(ask(small_base, *PAIR, "--out", "old.html"))
    assert page.startswith("<!doctype html>") and "what stood there" not in page
    assert here() == ["old.html"]


@pytest.mark.parametrize("place", ["file/below.html", "x" * 300])
def test_a_place_that_cannot_be(small_base: Desk, place: str) -> None:
    Path("file").write_text("kept")
    result = ask(small_base, *PAIR, "--out", place)
    assert (result.code, result.out) == (6, "")
    assert result.errors.startswith(f"error: {place}") and "choose another place with --out" in result.errors
    assert here() == ["file"] and Path("file").read_text() == "kept"


def test_a_folder_that_may_not_be_written(small_base: Desk) -> None:
    with open_copy(small_base) as desk:
        locked = desk.folder.parent / "locked"
        locked.mkdir()
        (locked / "old.html").write_text("kept")
        locked.chmod(0o555)
        with as_nobody():
            result = ask(desk, *PAIR, "--out", str(locked / "old.html"))
        assert (result.code, result.out) == (6, "")
        assert "ermission denied" in result.errors and "choose another place with --out" in result.errors
        assert [(one.name, one.read_text()) for one in locked.iterdir()] == [("old.html", "kept")]


LIMITED = """
import resource, sys
from bilateral.cli import main
from bilateral.dossier.page import Dossier
whole = Dossier.text
def text(self, form):
    page = whole(self, form)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    return page
Dossier.text = text
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of this kind are those of POSIX")
def test_a_full_disk_leaves_what_stood_there(small_base: Desk) -> None:
    Path("old.html").write_text("kept")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *PAIR, "--out", "old.html",
         "--register", str(small_base.folder), "--cache", str(small_base.cache)],
        capture_output=True, text=True, check=False, env=surroundings(),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (6, "")
    assert done.stderr.startswith("error: old.html could not be written: ") and "Traceback" not in done.stderr
    assert here() == ["old.html"] and Path("old.html").read_text() == "kept"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_standard_output_on_a_full_disk(small_base: Desk) -> None:
    asked = ("--register", str(small_base.folder), "--cache", str(small_base.cache))
    for argv in ((*PAIR, "--out", "-"), (*PAIR, "--out", "/dev/full"), ("show",), ("show", "--json")):
        with open("/dev/full", "w") as full:  # noqa: PTH123
            done = subprocess.run(
                command(*argv, *asked), stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=surroundings()
            )
        assert done.returncode == 6, argv
        assert "No space left on device" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_never_replaced(small_base: Desk) -> None:
    page = ask(small_base, *PAIR, "--out", "-", "--format", "md").out
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text("utf-8")))
    reader.start()
    assert ask(small_base, *PAIR, "--out", "pipe", "--format", "md").code == 0
    reader.join(timeout=30)
    assert read == [page]
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)
