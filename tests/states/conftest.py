"""Where the published tables lie: BILATERAL_REALDATA, or shared/data beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def _realdata() -> Path | None:
    named = os.environ.get("BILATERAL_REALDATA")
    if named:
        return Path(named) if Path(named).is_dir() else None
    root = next(p for p in Path(__file__).resolve().parents if (p / "pyproject.toml").exists())
    for folder in (root, *root.parents):
        beside = folder.parent / "shared" / "data"
        if (beside / "states").is_dir():
            return beside
    return None


@pytest.fixture(scope="session")
def published() -> Path:
    """Folder of the published tables; skips where they are absent."""
    found = _realdata()
    if found is None or not (found / "states").is_dir():
        pytest.skip("the published tables are not beside the project (set BILATERAL_REALDATA)")
    return found
