"""A table drawn on a terminal: no word and no id is broken, and no column is squeezed until it cannot be read.

What does not fit beside the rest goes below its row, indented; the heads show in the same way where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

GAP = "  "
INDENT = "    "
BETWEEN = " · "
COMFORTABLE = 20
"""Cells that a column of running text is given at least; a narrower one would be a column of single words."""


def drawn_lines(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, rule: str = "─"
) -> tuple[list[str], list[str]]:
    """The lines of the heads with the rule below them, and those of the rows, none wider than `width` cells."""
    columns = [[head, *(row[place] for row in rows)] for place, head in enumerate(heads)]
    beside = _beside(columns, width)
    below = [place for place in range(len(heads)) if place not in beside]
    widths = _widths([columns[place] for place in beside], width)
    top = list(_row(heads, beside, below, widths, width))
    ruled = rule * min(width, max(map(cell_len, top), default=0) if below else _whole(widths))
    return [*top, ruled], [line for row in rows for line in _row(row, beside, below, widths, width)]


def _beside(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """The columns that fit beside each other; those with the longest texts are put below first."""
    kept = list(range(len(columns)))
    while len(kept) > 1 and _whole([_least(columns[place]) for place in kept]) > width:
        kept.remove(max(kept, key=lambda place: _longest(columns[place])))
    return kept


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _longest(column: Sequence[str]) -> int:
    return max(map(cell_len, column))


def _least(column: Sequence[str]) -> int:
    """The width under which a column would break words, or read badly."""
    words = max((cell_len(word) for cell in column for word in cell.split()), default=0)
    return max(words, min(_longest(column), COMFORTABLE))


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column's least width, and of the space that is left as much as it can use, the smallest wish first."""
    widths = [min(_least(column), width) for column in columns]
    wishes = sorted((_longest(column) - widths[place], place) for place, column in enumerate(columns))
    left = width - _whole(widths)
    for number, (wish, place) in enumerate(wishes):
        given = min(wish, max(left, 0) // (len(wishes) - number))
        widths[place] += given
        left -= given
    return widths


def _row(
    cells: Sequence[str], beside: Sequence[int], below: Sequence[int], widths: Sequence[int], width: int
) -> Iterator[str]:
    parts = [_wrapped(cells[place], size) for place, size in zip(beside, widths, strict=True)]
    for number in range(max((len(part) for part in parts), default=0)):
        texts = [part[number] if number < len(part) else "" for part in parts]
        padded = (text + " " * (size - cell_len(text)) for text, size in zip(texts, widths, strict=True))
        yield GAP.join(padded).rstrip()
    if under := BETWEEN.join(" ".join(cells[place].split()) for place in below if cells[place].strip()):
        yield from (INDENT + line for line in _wrapped(under, max(width - len(INDENT), 1)))


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken between words; only a word wider than that is cut."""
    lines = [""]
    for word in text.split():
        pieces = list(_pieces(word, width))
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(pieces[0]) <= width:
            lines[-1] += f" {pieces.pop(0)}"
        elif not lines[-1]:
            lines[-1] = pieces.pop(0)
        lines += pieces
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    piece = ""
    for char in word:
        if piece and cell_len(piece + char) > width:
            yield piece
            piece = ""
        piece += char
    yield piece
