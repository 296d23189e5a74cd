"""What surrounds a command: closed pipes, narrow and plain terminals, other encodings, signals, other processes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilateral.store.compile import current_meta
from registers import Desk

from .shell import DAY, Result, command, process, surroundings, terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, terminals and signals here are those of POSIX")

OIL = "claims/observation/ven-oil.yml"
ESCAPE = "\x1b["


def at(desk: Desk) -> tuple[str, ...]:
    return ("--register", str(desk.folder), "--cache", str(desk.cache))


# --- pipes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "argv",
    [
        ("claims",),
        ("claims", "--json"),
        ("show", "VEN", "RUS"),
        ("claims", "--limit", "3"),
        ("dossier", "VEN", "RUS", "--out", "-"),
        ("dossier", "VEN", "RUS", "--out", "-", "--format", "json"),
    ],
)
@pytest.mark.parametrize("reads", [0, 1])
def test_a_pipe_that_is_closed_early(small_base: Desk, argv: tuple[str, ...], reads: int) -> None:
    started = subprocess.Popen(
        command(*argv, *at(small_base)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(), bufsize=0
    )
    assert started.stdout is not None and started.stderr is not None
    if reads:
        assert started.stdout.read(1)
    started.stdout.close()
    errors = started.stderr.read().decode()
    started.stderr.close()
    assert started.wait(timeout=60) == 0
    assert errors in ("", "46 more rows; --limit 0 shows all\n")


@pytest.mark.parametrize(("argv", "code"), [(("show", "VEM"), 2), (("--nonsense",), 2), (("show", "CHE"), 4)])
def test_nobody_reads_the_errors(small_base: Desk, argv: tuple[str, ...], code: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    asked = (*argv, *at(small_base)) if argv[0] == "show" else argv
    done = subprocess.run(command(*asked), stdout=writer, stderr=writer, env=surroundings(), check=False)
    os.close(writer)
    assert done.returncode == code


def test_no_standard_streams_at_all(small_base: Desk) -> None:
    """As under some schedulers: nothing to write to is no reason to fail."""
    line = f'"$0" -m bilateral show --register "{small_base.folder}" --cache "{small_base.cache}" >&- 2>&-'
    done = subprocess.run(["sh", "-c", line, sys.executable], env=surroundings(), check=False, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


# --- terminals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "argv"),
    [
        (1, ("sources",)),
        (40, ("show", "VEN", "RUS")),
        (80, ("claims", "--search", "aircraft")),
        (100, ("show", "VEN", "RUS")),
        (250, ("show", "VEN", "RUS")),
    ],
)
def test_no_line_is_wider_than_the_terminal(small_base: Desk, columns: int, argv: tuple[str, ...]) -> None:
    result = terminal(*argv, *at(small_base), "--as-of", DAY, columns=columns, NO_COLOR="1")
    assert result.code == 0
    widest = max(map(len, result.out.splitlines()[1:]))
    assert widest <= max(columns, 30), "below thirty columns the terminal itself has to break lines"
    words = re.findall(r"Su-30MK2|newspaper|rus-ven-su-30mk2:relay", result.out)
    assert words, "no word is broken"


def test_a_width_that_is_set_is_kept_to(small_base: Desk) -> None:
    asked = ("show", "VEN", "RUS", *at(small_base), "--as-of", DAY)
    assert terminal(*asked, columns=140, COLUMNS="60").out == terminal(*asked, columns=60).out


def test_colours_only_on_terminals_that_take_them(small_base: Desk) -> None:
    asked = ("show", *at(small_base))
    drawn = terminal(*asked)
    assert drawn.code == 0 and ESCAPE in drawn.out
    for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert ESCAPE not in terminal(*asked, **more).out
    assert ESCAPE not in process(*asked, FORCE_COLOR="1").both


@pytest.mark.parametrize("argv", [("build",), ("dossier", "VEN", "RUS", "--out", "x.html"), ("validate",)])
def test_progress_is_shown_on_terminals(small: Desk, argv: tuple[str, ...]) -> None:
    small.cache = small.cache.parent / "new"
    where = at(small) if argv != ("validate",) else (str(small.folder),)
    shown = terminal(*argv, *where)
    assert shown.code == 0 and "Traceback" not in shown.out
    assert "reading" in shown.out or "writing" in shown.out


# --- encodings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_other_encodings_of_the_output(small: Desk, encoding: str) -> None:
    import json

    small.change("equipment/equipment.yml", "name: Su-30MK2", "name: Су-30МК2 – ü")
    small.change(OIL, "title: Oil output", "title: Нефть – ö")
    plain = process("show", "VEN", *at(small))
    assert "Нефть – ö" in plain.out
    for argv in (("show", "VEN"), ("show", "VEN", "--json"), ("show", "Ünbekannt")):
        done = subprocess.run(
            command(*argv, *at(small)), env=surroundings(PYTHONIOENCODING=encoding), capture_output=True, check=False
        )
        used = "utf-8" if encoding == "ascii" else encoding  # click takes that for a mistake of the surroundings
        errors = done.stderr.decode(used)
        assert "Traceback" not in errors
        assert done.returncode == (2 if "Ünbekannt" in argv else 0), errors
        if "--json" in argv:
            rows = json.loads(done.stdout.decode(used))["rows"]
            assert {row["title"] for row in rows} >= {"Нефть – ö of Venezuela"}, "escapes are not another text"


def test_a_terminal_without_lines_to_draw_with(small_base: Desk) -> None:
    shown = terminal("show", *at(small_base), PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert shown.out.splitlines()[1:3] == ["a    b    records", "-----------------"]


def test_arguments_that_are_no_text(small_base: Desk, tmp_path: Path) -> None:
    odd = b"caf\xe9"
    for argv in (["show", odd], ["claims", "-s", odd], ["validate", odd], ["show", "VEN", "--as-of", odd], [odd],
                 ["dossier", "VEN", "RUS", "-o", odd], ["init", odd], ["show", "--kind", odd]):  # fmt: skip
        where = at(small_base) if argv[0] in ("show", "claims", "dossier") else ()
        line = [*map(os.fsencode, command()), *map(os.fsencode, argv), *map(os.fsencode, where)]
        done = subprocess.run(line, env=surroundings(), capture_output=True, check=False, cwd=tmp_path)
        assert b"Traceback" not in done.stderr, done.stderr
        assert done.returncode in (0, 2, 3, 4, 6)


# --- where one stands ------------------------------------------------------------------------------------------


def test_a_working_folder_that_is_gone(small_base: Desk, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    asked = {("show", *at(small_base)): 0, ("dossier", "VEN", "RUS", *at(small_base)): 6, ("init", "x"): 6}
    for argv, code in asked.items():
        gone.mkdir(exist_ok=True)
        line = f'rmdir "{gone}"; "$@"'
        done = subprocess.run(
            ["sh", "-c", line, "sh", *command(*argv)],
            cwd=gone,
            env=surroundings(PYTHONSAFEPATH="1"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == code, done.stderr


def test_without_a_home(small_base: Desk, tmp_path: Path) -> None:
    for home in ("", str(tmp_path / "nowhere")):
        assert process("show", *at(small_base), HOME=home).code == 0


# --- Ctrl-C and kill -------------------------------------------------------------------------------------------


WAITING = """
import sys
from bilateral.cli import main
from bilateral.{room} import {name} as owner
kept = owner.{verb}
def waits(*args, **more):
    print("here", file=sys.stderr, flush=True)
    import time
    time.sleep(60)
owner.{verb} = waits
main(sys.argv[1:])
"""

PLACES = {
    "reading files": ("store", "read_files", "read_file", ("build",)),
    "checking": ("store", "checks", "finish", ("build",)),
    "opening": ("store", "search", "connect", ("dossier", "VEN", "RUS")),
    "drawing": ("dossier.page", "Dossier", "text", ("dossier", "VEN", "RUS")),
    "writing": ("dossier.page", "os", "fsync", ("dossier", "VEN", "RUS")),
}


@contextlib.contextmanager
def waiting(place: str, desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """A command that has come to a place of its work and waits there."""
    room, name, verb, argv = PLACES[place]
    script = WAITING.format(room=room, name=name, verb=verb)
    started = subprocess.Popen(
        [sys.executable, "-c", script, *argv, *at(desk)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings(),
    )
    try:
        assert started.stderr is not None
        assert started.stderr.readline() == "here\n"
        yield started
    finally:
        started.kill()
        started.communicate()


@pytest.mark.parametrize("place", PLACES)
def test_interrupted_at_any_place(small: Desk, place: str) -> None:
    desk = Desk(small.folder, small.cache.parent / "new") if place == "reading files" else small
    if place == "checking":
        small.change(OIL, "569000 b/d", "570000 b/d")
    with waiting(place, desk) as started:
        started.send_signal(signal.SIGINT)
        out, errors = started.communicate(timeout=60)
    assert (started.returncode, out) == (130, "")
    assert errors.strip() == "stopped; nothing is half written"
    assert list(Path().iterdir()) == [], "half a dossier, or a file aside, was left"
    assert process("show", *at(desk)).code == 0, "the next command works"


STARTED = """
import sys
from bilateral.cli import main
print("here", file=sys.stderr, flush=True)
main(sys.argv[1:])
"""


@pytest.mark.slow
def test_interrupted_at_any_time(small: Desk) -> None:
    """In steps from the beginning to the end; also inside the engines, which have errors of their own for it."""
    new = Desk(small.folder, small.cache.parent / "new")
    asked = [sys.executable, "-c", STARTED, "dossier", "VEN", "RUS", *at(new)]
    codes = []
    whole = 0.0
    for step in range(10):
        shutil.rmtree(new.cache, ignore_errors=True)
        Path("venezuela-russia.html").unlink(missing_ok=True)
        with subprocess.Popen(asked, env=surroundings(), stderr=subprocess.PIPE, text=True) as started:
            assert started.stderr is not None and started.stderr.readline() == "here\n"
            begun = time.monotonic()
            if step:  # the first one is left alone, to see how long it takes
                time.sleep(whole * (step - 1) / 10)
                started.send_signal(signal.SIGINT)
            errors = started.stderr.read()
            started.wait(timeout=60)
        whole = whole or time.monotonic() - begun
        codes.append(started.returncode)
        # Interrupted in code that Python makes while modules load, it ends by the signal; a shell calls that 130 too.
        assert started.returncode in (0, 130, -signal.SIGINT), errors
        assert "Traceback" not in errors, errors
        left = [one.read_text("utf-8").rstrip().endswith("</html>") for one in Path().iterdir()]
        assert left == [True] or (left == [] and started.returncode), "the file is whole, or not there"
    assert codes[0] == 0 and len([code for code in codes if code]) > 1, "the machine may be slow in any of them"


@pytest.mark.parametrize("place", ["reading files", "checking"])
def test_killed_in_the_middle_of_a_build(small: Desk, place: str) -> None:
    digest = small.digest()
    small.change(OIL, "569000 b/d", "570000 b/d")
    with waiting(place, small) as started:
        started.kill()
        started.communicate()
    assert small.digest() == digest, "the build before answers on"
    again = process("build", *at(small))
    assert again.out.startswith("compiled: 1 of 12 files read, 0 removed, 1 thing and 3 claims renewed of 49 (")
    meta = current_meta(small.cache)
    assert meta is not None
    assert [one.name for one in (small.cache / "builds").iterdir()] == [meta.build_id], "nothing is left lying"


def test_killed_while_a_dossier_is_written(small: Desk) -> None:
    Path("venezuela-russia.html").write_text("kept")
    with waiting("writing", small) as started:
        started.kill()
        started.communicate()
    assert Path("venezuela-russia.html").read_text() == "kept"
    assert process("dossier", "VEN", "RUS", *at(small)).code == 0
    assert Path("venezuela-russia.html").read_text().rstrip().endswith("</html>")


# --- two at once -----------------------------------------------------------------------------------------------


def test_a_second_build_is_turned_away_in_words(small: Desk) -> None:
    small.change(OIL, "569000 b/d", "570000 b/d")
    with waiting("checking", small):
        second = process("build", *at(small))
        assert (second.code, second.out) == (5, "")
        assert second.errors == (
            f"error: another process is compiling {small.cache}\n"
            "  do:       wait until it has finished and try again; nothing was changed\n"
        )
    assert process("build", *at(small)).code == 0


def test_many_builds_at_once_end_well(small: Desk) -> None:
    fresh = Desk(small.folder, small.cache.parent / "new")
    started = [
        subprocess.Popen(
            command("build", *at(fresh)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings()
        )
        for _ in range(5)
    ]
    results = []
    for one in started:
        out, errors = one.communicate(timeout=120)
        results.append(Result(one.returncode, out, errors))
    assert {one.code for one in results} <= {0, 5}
    assert any(one.out.startswith("compiled: 12 of 12 files read") for one in results)
    assert all(one.errors == "" or "another process is compiling" in one.errors for one in results)
    assert fresh.digest() == small.digest()
