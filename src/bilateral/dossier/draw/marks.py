"""Marks: how doubt, dispute and absence are drawn. Hatches are lines, so print stays crisp and small."""

from __future__ import annotations

from markupsafe import Markup

from bilateral.dossier.draw import svg
from bilateral.dossier.draw.svg import n
from bilateral.dossier.markup import fill, join

NARROWEST = 12.0
"""An imprecise date is never drawn narrower than this."""


def hatch(x: float, y: float, w: float, h: float, step: float) -> str:
    """Path of 45 degree lines clipped to a box by arithmetic."""
    d = []
    k = step / 2
    while k < w + h:
        d.append(f"M{n(x + min(k, w))} {n(y + max(0.0, k - w))}L{n(x + max(0.0, k - h))} {n(y + min(k, h))}")
        k += step
    return "".join(d)


def dots(x: float, y: float, w: float, h: float) -> str:
    """Path of a dotted field; the class draws it with round dashes."""
    d = []
    row = y + 3
    while row < y + h - 1:
        d.append(f"M{n(x + 3)} {n(row)}H{n(x + w - 2)}")
        row += 4
    return "".join(d)


_FILLS = {
    "c-nc": (5.0, "hl"),
    "fut": (9.0, "hlf"),
    "c-dis": (4.0, "hld"),
    "c-np": (0.0, "dotp"),
    "pub": (0.0, "dotp"),
}


def field(x: float, y: float, w: float, h: float, cls: str) -> Markup:
    """A box in one of the filled classes: hatched, dotted or plain."""
    box = svg.rect(x, y, w, h, cls)
    if cls not in _FILLS or w <= 1 or h <= 1:
        return box
    step, line_class = _FILLS[cls]
    lines = hatch(x, y, w, h, step) if step else dots(x, y, w, h)
    return svg.group(join([box, svg.path(lines, line_class)]))


def soft_bar(x1: float, x2: float, x3: float, x4: float, y: float, h: float, cls: str, uid: str) -> Markup:
    """A bar that may have begun between x1 and x2 and ended between x3 and x4: its ends fade over those days."""
    middle = max(x4 - x1, NARROWEST)
    if x4 - x1 < NARROWEST:
        spare = (NARROWEST - (x4 - x1)) / 2
        x1, x4 = x1 - spare, x4 + spare
        x2, x3 = max(x2, x1), min(x3, x4)
    if x2 - x1 < 1.5 and x4 - x3 < 1.5:
        return svg.rect(x1, y, middle, h, cls)
    if x2 > x3:
        x2 = x3 = (x1 + x4) / 2
    stops = [
        (0.0, "g0"),
        ((x2 - x1) / middle, "g1"),
        ((x3 - x1) / middle, "g1"),
        (1.0, "g0" if x4 - x3 >= 1.5 else "g1"),
    ]
    if x2 - x1 < 1.5:
        stops[0] = (0.0, "g1")
    gradient = join(
        [fill('<stop offset="{}" class="{}"/>', f"{min(max(at, 0.0), 1.0):.3g}", name) for at, name in stops]
    )
    box = svg.rect(x1, y, middle, h, "", fill=f"url(#{uid})")
    return fill('<g class="{}"><linearGradient id="{}">{}</linearGradient>{}</g>', cls, uid, gradient, box)


def open_bar(x1: float, x4: float, y: float, h: float, cls: str, uid: str) -> Markup:
    """A bar that is still going on: it fades into the right edge."""
    gradient = Markup('<stop offset="0" class="g1"/><stop offset=".7" class="g1"/><stop offset="1" class="g0"/>')
    box = svg.rect(x1, y, max(x4 - x1, NARROWEST), h, "", fill=f"url(#{uid})")
    return fill('<g class="{}"><linearGradient id="{}">{}</linearGradient>{}</g>', cls, uid, gradient, box)


def diamond(x: float, y: float, r: float, cls: str = "c-dis") -> Markup:
    """The mark of what is disputed, round its middle."""
    return svg.path(f"M{n(x)} {n(y - r)}L{n(x + r)} {n(y)}L{n(x)} {n(y + r)}L{n(x - r)} {n(y)}Z", cls)


def cross(x: float, y: float, r: float, cls: str = "lossx") -> Markup:
    """The mark of a loss, round its middle."""
    return svg.path(f"M{n(x - r)} {n(y - r)}L{n(x + r)} {n(y + r)}M{n(x - r)} {n(y + r)}L{n(x + r)} {n(y - r)}", cls)


def interval(x1: float, x2: float, y: float, cls: str, tick: float = 4.0) -> Markup:
    """A line with hard end ticks: the ends are claims."""
    return svg.path(
        f"M{n(x1)} {n(y)}H{n(x2)}M{n(x1)} {n(y - tick)}V{n(y + tick)}M{n(x2)} {n(y - tick)}V{n(y + tick)}",
        cls,
    )


CELLS = {
    "value": lambda s: svg.rect(0, 0, s, s, "c-val"),
    "none": lambda s: svg.circle(s / 2, s / 2, 3, "c-none"),
    "not_reported": lambda s: svg.path(f"M{n(s * 0.25)} {n(s / 2)}H{n(s * 0.75)}", "c-nr"),
    "not_covered": lambda s: field(0.5, 0.5, s - 1, s - 1, "c-nc"),
    "not_yet_published": lambda s: field(0.5, 0.5, s - 1, s - 1, "c-np"),
    "under_way": lambda s: svg.rect(0, 0, s, s, "mxs"),
    "disputed": lambda s: diamond(s / 2, s / 2, s / 2 - 0.8),
}


def cell_glyph(state: str, size: float = 13.0) -> Markup:
    """The glyph of a kind of cell, for legends and lists."""
    return svg.glyph(size, size, CELLS[state](size))
