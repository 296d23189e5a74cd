"""Everything that must hold before a change goes in: style, types, rooms, the casebook, the reference, the tests.

    python tools/check.py             all of it
    python tools/check.py style types only these
    python tools/check.py tests -- -k resolve    what follows -- goes to pytest

Each check runs to its end even when one before it failed. The exit code is 0 when all of them passed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
BIN = Path(sys.executable).parent
CHECKS: dict[str, list[list[str]]] = {
    "style": [[*PYTHON, "ruff", "check", "."], [*PYTHON, "ruff", "format", "--check", "."]],
    "types": [[*PYTHON, "mypy"]],
    "rooms": [[str(BIN / "lint-imports")]],
    "casebook": [[str(BIN / "bilateral"), "validate"]],
    "reference": [[sys.executable, "tools/build_reference.py", "--check"]],
    "tests": [[*PYTHON, "pytest", "-n", "auto", "--dist", "worksteal"]],
}


def main(arguments: list[str]) -> int:
    names, _, more = " ".join(arguments).partition("--")
    chosen = names.split() or list(CHECKS)
    if unknown := [name for name in chosen if name not in CHECKS]:
        print(f"there is no check {', '.join(unknown)}; choose from {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    failed = []
    for name in chosen:
        for command in CHECKS[name]:
            extra = more.split() if name == "tests" else []
            shown = " ".join([Path(command[0]).name, *command[1:], *extra])
            print(f"\n== {name}: {shown}", flush=True)
            started = time.monotonic()
            status = subprocess.run([*command, *extra], cwd=ROOT, check=False).returncode
            print(f"== {name}: {'ok' if status == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
            if status:
                failed.append(name)
    print(f"\n{'FAILED: ' + ', '.join(dict.fromkeys(failed)) if failed else 'all checks passed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
