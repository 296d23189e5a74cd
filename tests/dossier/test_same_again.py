"""The same register gives the same files, byte for byte; a file is written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bilateral.dossier.page import Dossier
from bilateral.errors import StoreError
from measures.making import Item, says, thing, write

FORMS = ("html", "md", "json")
ON_ITS_OWN = """
import datetime, hashlib, json, sys
import bilateral
with bilateral.open(sys.argv[1] or None, cache=sys.argv[2], today=datetime.date(2026, 11, 23)) as study:
    dossier = study.dossier("VEN", "RUS")
    print(json.dumps({form: hashlib.sha256(dossier.text(form).encode()).hexdigest() for form in ("html", "md", "json")}))
"""


def printed(dossier: Dossier) -> dict[str, str]:
    return {form: hashlib.sha256(dossier.text(form).encode()).hexdigest() for form in FORMS}


def of_its_own(cache: Path, *, seed: str, register: str = "", **environment: str) -> dict[str, str]:
    """Fingerprints of the three forms, made by a new process with another seed of hashes."""
    done = subprocess.run(
        [sys.executable, "-c", ON_ITS_OWN, register, str(cache)],
        env={**os.environ, "PYTHONHASHSEED": seed, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_the_casebook_gives_one_dossier_in_every_process(tmp_path: Path) -> None:
    """Each process compiles on its own, with another order of sets, another number of threads, in another zone."""
    first = of_its_own(tmp_path / "one", seed="1", POLARS_MAX_THREADS="1", TZ="Pacific/Kiritimati")
    second = of_its_own(tmp_path / "two", seed="4242", TZ="America/Caracas")
    assert first == second
    assert len(set(first.values())) == 3


def _things() -> list[Item]:
    made: list[Item] = []
    for number in range(6):
        arrived = {"stage": "delivered", "when": f"200{number}", "quantity": 4 + number}
        made.append(
            thing(
                "transfer",
                f"jets-{number}",
                says("b", f"200{number}", arrived),
                says("c", f"200{number}", {**arrived, "quantity": 5}),
                says("relay", f"200{number}", arrived),
                equipment=("jet", "copter", "sam")[number % 3],
                title="One title for all",
            )
        )
        made.append(thing("agreement", f"paper-{number}", says("b", "2001", {"stage": "signed", "when": "2001"})))
    return made


def _dossier(place: Path, things: list[Item], *, ages: int) -> dict[str, str]:
    """Fingerprints of a register written in an order, its files as old as they are told to be."""
    folder = write(place / "register", things, covers=[2000, 2026])
    for number, path in enumerate(sorted(folder.rglob("*.*"), key=lambda one: one.name[::ages])):
        os.utime(path, (1_000_000_000 + ages * number * 1000,) * 2)
    return of_its_own(place / "cache", seed="0", register=str(folder))


def test_order_and_age_of_files_leave_no_trace(tmp_path: Path) -> None:
    straight = _dossier(tmp_path / "one", _things(), ages=1)
    backwards = _dossier(tmp_path / "two", _things()[::-1], ages=-1)
    assert straight == backwards


def test_asking_again_gives_the_same(tmp_path: Path, small_dossier: Dossier) -> None:
    """A form does not depend on which was asked for before."""
    forms = [small_dossier.text(form) for form in FORMS]
    assert [small_dossier.text(form) for form in reversed(FORMS)] == forms[::-1]
    for form, text in zip(FORMS, forms, strict=True):
        written = small_dossier.write(tmp_path / f"dossier.{form}")
        assert written.read_bytes() == text.encode("utf-8")


@pytest.fixture(scope="module")
def small_dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    from measures.making import opened

    with opened(tmp_path_factory.mktemp("made"), *_things(), covers=[2000, 2026]) as study:
        made = study.dossier("VEN", "RUS")
        assert made.html
        return made


def _refuse(name: str, error: OSError, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make a call of the system fail; the list takes down each time it is reached."""
    reached: list[str] = []

    def fail(*_: object, **__: object) -> None:
        reached.append(name)
        raise error

    monkeypatch.setattr(os, name, fail)
    return reached


FAILURES = {
    "the last step": ("replace", PermissionError(13, "Permission denied"), "Permission denied"),
    "a full disk": ("fsync", OSError(28, "No space left on device"), "the disk is full"),
    "a broken disk": ("fsync", OSError(5, "Input/output error"), "Input/output error"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failed_write_leaves_what_was_there(
    name: str, tmp_path: Path, small_dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, error, reason = FAILURES[name]
    target = tmp_path / "dossier.html"
    target.write_text("the earlier dossier", "utf-8")
    reached = _refuse(call, error, monkeypatch)
    with pytest.raises(StoreError) as raised:
        small_dossier.write(target)
    assert reached == [call]
    assert str(raised.value) == f"{target} could not be written: {reason}"
    assert raised.value.hint == "choose another place with --out"
    assert target.read_text("utf-8") == "the earlier dossier"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_write_leaves_no_half_file(
    tmp_path: Path, small_dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse("replace", OSError(28, "No space left on device"), monkeypatch)
    with pytest.raises(StoreError):
        small_dossier.write(tmp_path / "new" / "dossier.md")
    assert list((tmp_path / "new").iterdir()) == []


def test_an_interrupt_leaves_no_half_file(
    tmp_path: Path, small_dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        small_dossier.write(tmp_path / "dossier.json")
    assert list(tmp_path.iterdir()) == []


def test_a_dossier_that_cannot_be_made_touches_nothing(
    tmp_path: Path, small_dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dossier.md"
    target.write_text("the earlier dossier", "utf-8")

    def broken(_: Dossier) -> str:
        raise RuntimeError("no words")

    monkeypatch.setattr(Dossier, "markdown", broken)
    with pytest.raises(RuntimeError):
        small_dossier.write(target)
    assert [one.read_text("utf-8") for one in tmp_path.iterdir()] == ["the earlier dossier"]


def test_writing_over_a_file_replaces_it_whole(tmp_path: Path, small_dossier: Dossier) -> None:
    """Also where the old file was longer, and where somebody still reads it."""
    target = tmp_path / "dossier.md"
    target.write_text("old\n" * 100_000, "utf-8")
    with target.open(encoding="utf-8") as reader:
        assert reader.read(4) == "old\n"
        small_dossier.write(target)
        assert set(reader.read().splitlines()) == {"old"}
    assert target.read_text("utf-8") == small_dossier.markdown()
    assert target.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_is_a_folder_is_refused(tmp_path: Path, small_dossier: Dossier) -> None:
    (tmp_path / "dossier.html" / "inner").mkdir(parents=True)
    with pytest.raises(StoreError, match="could not be written"):
        small_dossier.write(tmp_path / "dossier.html")
    assert [one.name for one in tmp_path.iterdir()] == ["dossier.html"]
