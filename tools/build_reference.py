"""Writes docs/reference/ from the code: kinds, values, files, command line, Python API, states, rules, errors.

python tools/build_reference.py            write the pages
python tools/build_reference.py --check    write nothing; exit code 1 when a page is out of date
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference"
sys.path.insert(0, str(ROOT / "tools"))

from reference import api, files, kinds  # noqa: E402

PAGES: dict[str, Callable[[], str]] = {
    "kinds.md": kinds.kinds,
    "values.md": kinds.values,
    "register.md": files.layout,
    "claims-file.md": files.claims_file,
    "cards.md": files.cards,
    "cli.md": api.command_line,
    "python.md": api.python,
    "states.md": api.state_codes,
    "resolve.md": api.resolving,
    "errors.md": api.error_tree,
}


def built() -> dict[str, str]:
    """Every page by its file name."""
    return {name: make() for name, make in PAGES.items()}


def out_of_date() -> list[str]:
    """Pages whose file differs from what the code gives, and files that no page stands for."""
    pages = built()
    held = {path.name: path.read_text("utf-8") for path in TARGET.glob("*.md")}
    return sorted(name for name in pages.keys() | held.keys() if pages.get(name) != held.get(name))


def main(argv: list[str]) -> int:
    stale = out_of_date()
    if "--check" in argv:
        if stale:
            print(f"out of date: {', '.join(stale)}. Run: python tools/build_reference.py", file=sys.stderr)
        return 1 if stale else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in built().items():
        (TARGET / name).write_text(text, "utf-8")
    for path in TARGET.glob("*.md"):
        if path.name not in PAGES:
            path.unlink()
    print(f"{len(PAGES)} pages, {len(stale)} changed: {', '.join(stale)}" if stale else "nothing changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
