"""A register as a user without rights sees it, also where the tests run with all of them."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from registers import Desk


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, where the tests have them."""
    if not hasattr(os, "seteuid"):
        pytest.skip("this system has no users of this kind")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextlib.contextmanager
def open_copy(desk: Desk) -> Iterator[Desk]:
    """A register and its cache in a folder that other users may enter; what is closed in it is opened in the end."""
    place = Path(tempfile.mkdtemp())
    try:
        place.chmod(0o755)
        shutil.copytree(desk.folder, place / "small")
        shutil.copytree(desk.cache, place / "cache")
        yield Desk(place / "small", place / "cache")
    finally:
        for path in [place, *place.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(place)
