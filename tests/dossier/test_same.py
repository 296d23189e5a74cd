"""The same register gives the same bytes; a file is written whole or stays as it was."""

from __future__ import annotations

import hashlib
import json
import os
import random
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

import bilateral as bl
from bilateral.dossier.page import Dossier
from bilateral.errors import StoreError
from dossier import hostile
from dossier.conftest import TODAY, Edition

FORMS = ("html", "md", "json")
ELSEWHERE = """
import datetime as dt, hashlib, json, sys
import bilateral as bl
with bl.open(sys.argv[1] or None, cache=sys.argv[2], today=dt.date.fromisoformat(sys.argv[3])) as study:
    made = study.dossier("VEN", "RUS")
    print(json.dumps([hashlib.sha256(made.text(form).encode()).hexdigest() for form in ("html", "md", "json")]))
"""


def digests(dossier: Dossier) -> list[str]:
    return [hashlib.sha256(dossier.text(form).encode()).hexdigest() for form in FORMS]


def elsewhere(register: Path | None, cache: Path, seed: int) -> list[str]:
    """The digests that a process of its own gives, with another order of sets."""
    given = [str(register or ""), str(cache), TODAY.isoformat()]
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, *given],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_the_casebook_gives_the_same_bytes_in_another_process(newest: Edition, tmp_path: Path) -> None:
    assert elsewhere(None, tmp_path / "cache", 4711) == digests(newest.dossier)


def shuffled(folder: Path, seed: int) -> None:
    """Cards and claims of a register in another order, in files of other names and ages."""
    order = random.Random(seed)
    for path in sorted(folder.rglob("*.yml")):
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
        entries = list(content.items())
        order.shuffle(entries)
        content = dict(entries)
        if "claims" in content:
            order.shuffle(content["claims"])
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        if path.parent.name not in ("register",):
            path.rename(path.with_name(f"{order.randint(1000, 9999)}-{path.name}"))
    for path in sorted(folder.rglob("*.yml")):
        os.utime(path, (order.randint(10**9, 2 * 10**9),) * 2)


def test_the_order_of_files_and_claims_leaves_no_trace(tmp_path: Path) -> None:
    """A register with every kind of thing: as it is written, and in another order under another hash seed."""
    words = hostile.Texts(hostile.HARMLESS, hostile.HARMLESS[:20])
    hostile.write(tmp_path / "one/register", words)
    hostile.write(tmp_path / "other/register", hostile.Texts(words.long, words.short))
    shuffled(tmp_path / "other/register", 7)
    with bl.open(tmp_path / "one/register", cache=tmp_path / "one/cache", today=TODAY) as study:
        here = digests(study.dossier("VEN", "RUS"))
    assert elsewhere(tmp_path / "other/register", tmp_path / "other/cache", 42) == here


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    place = tmp_path_factory.mktemp("little")
    hostile.write(place / "register", hostile.Texts("words", "words"))
    with bl.open(place / "register", cache=place / "cache", today=TODAY) as study:
        made = study.dossier("VEN", "RUS", stops=[])
        assert made.html
        return made


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_what_is_given(form: str, little: Dossier, tmp_path: Path) -> None:
    (tmp_path / "a folder").mkdir()
    written = little.write(tmp_path / "a folder" / f"page.{form}")
    assert written.read_bytes().decode() == little.text(form)
    assert list(written.parent.iterdir()) == [written], "nothing lies beside it"
    if os.name == "posix":
        assert stat.S_IMODE(written.stat().st_mode) == 0o644


def test_a_name_without_ending_takes_any_form(little: Dossier, tmp_path: Path) -> None:
    assert little.write(tmp_path / "page", "md").read_text("utf-8") == little.markdown()
    assert little.write(tmp_path / "page").read_text("utf-8") == little.html


class _Full:
    """Stands for a file on a disk that fills up half-way."""

    def __init__(self, handle: int, *_: object, **__: object) -> None:
        self.handle = handle

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def write(self, text: str) -> None:
        os.write(self.handle, text[:100].encode())
        raise OSError(28, "No space left on device")


def test_a_file_that_cannot_be_finished_leaves_the_old_one(
    little: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.html"
    target.write_text("the edition of yesterday", "utf-8")
    monkeypatch.setattr("bilateral.dossier.page.os.fdopen", _Full)
    with pytest.raises(StoreError, match="could not be written: the disk is full") as error:
        little.write(target)
    assert error.value.hint == "choose another place with --out"
    assert target.read_text("utf-8") == "the edition of yesterday"
    assert list(tmp_path.iterdir()) == [target], "the half is swept away"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_step_that_fails_leaves_the_old_one(
    call: str, little: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.html"
    target.write_text("the edition of yesterday", "utf-8")
    reached = []

    def fail(*_: object) -> None:
        reached.append(call)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(StoreError) as error:
        little.write(target)
    assert reached == [call]
    assert str(error.value) == f"{target} could not be written: Input/output error"
    assert target.read_text("utf-8") == "the edition of yesterday"
    assert list(tmp_path.iterdir()) == [target]


def test_who_reads_the_old_file_reads_it_to_its_end(little: Dossier, tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    target.write_text("old\n" * 100_000, "utf-8")
    with target.open(encoding="utf-8") as reader:
        assert reader.read(4) == "old\n"
        little.write(target)
        assert set(reader.read().splitlines()) == {"old"}
    assert target.read_text("utf-8") == little.markdown()


def test_an_interrupt_leaves_the_old_one(little: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "page.html"
    target.write_text("the edition of yesterday", "utf-8")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bilateral.dossier.page.os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        little.write(target)
    assert target.read_text("utf-8") == "the edition of yesterday"
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_is_made_beside_its_place(little: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only within one file system is a change of names whole or nothing."""
    places: list[Path] = []
    make = tempfile.mkstemp

    def spy(**given: Any) -> tuple[int, str]:
        places.append(Path(given["dir"]))
        return make(**given)

    monkeypatch.setattr("bilateral.dossier.page.tempfile.mkstemp", spy)
    little.write(tmp_path / "page.html")
    assert places == [tmp_path]


def test_a_folder_is_no_file(little: Dossier, tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(StoreError, match="could not be written"):
        little.write(tmp_path / "page.html")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError, match="could not be written"):
        little.write(tmp_path / "file" / "page.html")
