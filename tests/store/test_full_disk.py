"""A full disk: said in words, the build before answers on, nothing is left lying, and with space again it works."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilateral.errors import StoreError
from registers import Desk

from .faults import OIL
from .processes import ended

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and mounts of this kind are those of POSIX")


def works_again(desk: Desk) -> None:
    """The next compile reads what had changed, and ends where one without a fault ends."""
    report = desk.compile()
    assert report.is_new and report.files_read == 1
    assert desk.builds() == [report.build_id, report.build_id]
    unharmed = Desk(desk.folder, desk.cache.parent / "unharmed")
    unharmed.compile()
    assert desk.digest() == unharmed.digest()


@pytest.mark.parametrize("limit", [0, 100, 5_000, 100_000, 1_000_000])
def test_no_file_may_grow(small: Desk, limit: int) -> None:
    """Whatever it was that found no room (the database, the search file, what says what lies there)."""
    before = (small.builds(), small.digest())
    small.change(OIL, "569000 b/d", "570000 b/d")
    code, out, errors = ended(small, limit=limit)
    assert (code, out) == (3, "")
    assert errors.startswith(f"StoreError: the disk is full: the register could not be compiled into {small.cache}")
    assert "free some space and try again; the build before is unharmed" in errors
    assert (small.builds(), small.digest()) == before
    works_again(small)


def test_the_very_first_compile_finds_no_room(small: Desk) -> None:
    desk = Desk(small.folder, small.cache.parent / "first")
    code, _, errors = ended(desk, limit=1000)
    assert code == 3 and "the disk is full" in errors
    assert sorted(one.name for one in desk.cache.rglob("*")) == ["builds", "lock"]
    desk.compile()
    assert desk.digest() == small.digest()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of five megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounter = shutil.which("mount")
    if (
        mounter is None
        or subprocess.run(
            [mounter, "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(place)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("no disk can be mounted here; the limits above stand in for it")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_holds_one_build_and_not_two(small: Desk, disk: Path) -> None:
    desk = Desk(small.folder, disk / "cache")
    desk.compile()
    before = (desk.builds(), desk.digest())
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - 64 * 1024))
    desk.change(OIL, "569000 b/d", "570000 b/d")
    with pytest.raises(StoreError, match="the disk is full") as refused:
        desk.compile()
    assert "free some space" in refused.value.hint
    assert (desk.builds(), desk.digest()) == before
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,size=40m", str(disk)], check=True)
    works_again(desk)
