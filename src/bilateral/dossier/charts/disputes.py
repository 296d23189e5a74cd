"""Figures of contradiction: claims for and against on one date band, and rival numbers on their own scales."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from bilateral.dossier.cite import Cites
from bilateral.dossier.draw import svg
from bilateral.dossier.draw.scales import TimeScale, year_axis
from bilateral.dossier.draw.text import shorten, width
from bilateral.dossier.markup import join
from bilateral.dossier.words import (
    actor_name,
    day_words,
    is_money,
    measured_words,
    one_number,
    property_words,
    stage_words,
    year_words,
)
from bilateral.evidence.records import Said
from bilateral.measures.contradictions import Contest, Dot, RivalNumber
from bilateral.measures.measured import of_claim

_SIZES = {"A": 8.0, "B": 7.0, "C": 6.0, "D": 5.0, "E": 4.5, "F": 4.5}


def contest(found: Contest, cites: Cites, as_of: dt.date, page_width: float) -> Markup:
    """Claims that it happened above the band, claims that it did not below, those that say neither on the band."""
    is_wide = page_width > 600
    left, right = (96.0 if is_wide else 8.0), page_width - 12
    days = [one.known for one in found.dots]
    time = TimeScale(min(days).year, max(max(days).year, as_of.year), left, right)
    sides: dict[str, list[tuple[float, float, Dot]]] = {"for": [], "neither": [], "against": []}
    for dot in found.dots:
        sides[dot.side].append((0.0, time(dot.known), dot))
    above, between, below = (_stack(sides[side]) for side in ("for", "neither", "against"))
    height_above = max((level for level, _, _ in above), default=0) * 19 + 26
    middle = 30 + height_above
    height_between = max((level for level, _, _ in between), default=0) * 17 + 24 if between else 0
    base = middle + height_between
    height = base + max((level for level, _, _ in below), default=0) * 19 + 34
    parts = [year_axis(time, 12)]
    parts.append(svg.rect(left - 8, middle, right - left + 16, max(height_between, 2), "band0"))
    if is_wide:
        parts.append(svg.text(0, middle - height_above / 2, "says yes", "lbs"))
        if between:
            parts.append(svg.text(0, middle + height_between / 2 + 5, "neither", "an"))
        parts.append(svg.text(0, base + (height - base) / 2, "says no", "lbs"))
    for level, x, dot in above:
        parts.append(_dot(x, middle - 14 - level * 19, middle, dot, cites))
    for level, x, dot in between:
        parts.append(_dot(x, middle + 12 + level * 17, None, dot, cites))
    for level, x, dot in below:
        parts.append(_dot(x, base + 16 + level * 19, base, dot, cites))
    return svg.picture(page_width, height, join(parts), f"{found.thing.title}: claims for and against")


def _stack(dots: list[tuple[float, float, Dot]]) -> list[tuple[int, float, Dot]]:
    """Levels so that no two dots of one side touch."""
    placed: list[tuple[int, float, Dot]] = []
    for _, x, dot in sorted(dots, key=lambda one: (one[1], one[2].claim.claim_id)):
        level = 0
        while any(held == level and abs(px - x) < 19 for held, px, _ in placed):
            level += 1
        placed.append((level, x, dot))
    return placed


def _dot(x: float, y: float, stem_to: float | None, dot: Dot, cites: Cites) -> Markup:
    radius = _SIZES[dot.claim.letter]
    cls = "hol" if not dot.counts else ("tint" if dot.side == "neither" else f"dt g{dot.claim.letter}")
    inner = [svg.line(x, y, x, stem_to, "stem")] if stem_to is not None else []
    inner += [svg.circle(x, y, radius, cls), cites.hit(x - radius, y - radius, 2 * radius, 2 * radius)]
    source = cites.records.sources[dot.claim.source_id].name
    words = {"for": "says yes", "against": "says no", "neither": "says neither"}[dot.side]
    label = f"{source}, {day_words(dot.known)}: {words}, grade {dot.claim.letter}{dot.claim.digit}{uncounted(dot)}"
    return cites.mark(join(inner), (dot.claim.claim_id,), label)


def uncounted(dot: Dot) -> str:
    """Why a claim is not one of the sources of its side: ', weak and not counted'."""
    if dot.is_weak:
        return ", weak and not counted"
    return ", an origin counted already" if dot.is_repeat else ""


def rivals(rows: list[RivalNumber], cites: Cites, page_width: float) -> Markup:
    """One row a number, each on its own scale from zero: every claim a dot, the kept interval a line."""
    is_wide = page_width > 600
    left, right = (250.0, page_width - 20) if is_wide else (8.0, page_width - 16)
    row_height = 56.0 if is_wide else 86.0
    parts: list[Markup] = []
    y = 4.0
    for row in rows:
        middle = y + (30 if is_wide else 64)
        title = row.thing.label or row.thing.title
        parts.append(svg.text(0, y + 16, shorten(title, (left if is_wide else page_width) - 16, 14, "sans500"), "lbn"))
        parts.append(
            svg.text(0, y + 33, shorten(quantity_name(row, cites), (left if is_wide else page_width) - 16), "an")
        )
        parts.append(_rival_row(row, cites, left, right, middle))
        y += row_height
        parts.append(svg.line(0, y - 3, page_width, y - 3, "g"))
    return svg.picture(page_width, y, join(parts), "Numbers on which claims do not agree")


def quantity_name(row: RivalNumber, cites: Cites) -> str:
    """What a rival number counts: 'delivered, helicopters', 'price of the order', 'killed, persons'."""
    cell = row.cell
    what = cell.facet or property_words(cell.property)
    if cell.property == "quantity":
        what = stage_words(cell.stage)
    elif cell.property == "value":
        what = f"sum, {stage_words(cell.stage)}" if cell.stage else "sum"
    unit = "" if is_money(cell.unit) or cell.unit in ("", "percent") else f", {cell.unit}"
    of = f" ({actor_name(cites.records, cell.actor)})" if cell.actor else ""
    when = f", {year_words(cell.period)}" if cell.period else ""
    return f"{what}{of}{unit}{when}"


def _rival_row(row: RivalNumber, cites: Cites, left: float, right: float, y: float) -> Markup:
    claims = [one for one in row.claims if one.low is not None]
    tops = [value for one in claims for value in (one.best, one.high, one.low) if value is not None]
    highest = max(tops, default=1.0) or 1.0

    def x(value: float) -> float:
        return left + value / highest * (right - left)

    cell = row.cell
    parts = [svg.line(left, y, right, y, "lane")]
    low, high = cell.interval_low, cell.interval_high
    if low is not None and high is not None and x(high) - x(low) > 2:
        parts.append(svg.line(x(low), y, x(high), y, "ivl"))
    taken: list[tuple[float, float]] = []
    for value, same in _by_value(claims):
        at = x(value)
        leading = any(one.role == "leads" for one in same)
        best = min(same, key=lambda one: one.letter)
        cls = f"dt g{best.letter}" if any(one.counts for one in same) else "hol"
        inner = [svg.circle(at, y, 6 if leading else 5, cls), cites.hit(at - 6, y - 6, 12, 12)]
        words = measured_words(of_claim(best)) if len(same) == 1 else one_number(value, cell.unit)
        wide = width(words, 13)
        anchor = "end" if at > right - wide / 2 else "start" if at < left + wide / 2 else "middle"
        start = at - (wide if anchor == "end" else 0 if anchor == "start" else wide / 2)
        if all(start > last + 4 or start + wide < first - 4 for first, last in taken):
            inner.append(svg.text(at, y - 11, words, "tt", anchor))
            taken.append((start, start + wide))
        names = ", ".join(cites.records.sources[one.source_id].name for one in same[:4])
        ids = tuple(one.claim_id for one in same)
        parts.append(cites.mark(join(inner), ids, f"{words}: {names}"))
    return join(parts)


def _by_value(claims: list[Said]) -> list[tuple[float, list[Said]]]:
    groups: dict[float, list[Said]] = {}
    for one in claims:
        value = one.best if one.best is not None else one.high if one.qualifier in ("at_most", "less_than") else one.low
        if value is not None:
            groups.setdefault(value, []).append(one)
    return sorted(groups.items(), key=lambda item: (not any(one.role == "leads" for one in item[1]), item[0]))
