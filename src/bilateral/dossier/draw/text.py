"""How wide text is, without a browser: advance widths of the embedded cuts."""

from __future__ import annotations

import functools
import json
import unicodedata
from importlib.resources import files

SIZE = 13.0


@functools.cache
def _advances(face: str) -> tuple[dict[str, int], int]:
    table = json.loads((files("bilateral.dossier") / "fonts" / "widths.json").read_text("utf-8"))[face]
    return dict(zip(table["chars"], table["widths"], strict=True)), int(table["default"])


def width(text: str, size: float = SIZE, face: str = "sans400") -> float:
    """Width of a text in pixels. Characters the cut lacks count as its average."""
    advances, default = _advances(face)
    units = sum(advances.get(char, default) for char in unicodedata.normalize("NFC", text))
    return units * size / 1000


def shorten(text: str, most: float, size: float = SIZE, face: str = "sans400") -> str:
    """The text, cut at a word with an ellipsis where it is wider than `most` pixels."""
    if width(text, size, face) <= most:
        return text
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        cut = " ".join(words).rstrip(",;:") + "…"
        if width(cut, size, face) <= most:
            return cut
    return text[: max(int(most / (size * 0.55)), 1)] + "…"
