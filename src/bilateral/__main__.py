"""python -m bilateral: the same as the command `bilateral`."""

from __future__ import annotations

from bilateral.cli import main

main()
