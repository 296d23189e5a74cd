"""Figure 1.1: what happened when, in lanes. Labels go to what is most written about; the rest are ticks."""

from __future__ import annotations

import datetime as dt

import msgspec
from markupsafe import Markup

from bilateral.dossier.cite import Cites
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.draw.scales import TimeScale, year_axis
from bilateral.dossier.draw.text import shorten, width
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import when_words
from bilateral.evidence.dates import Window, of_bounds
from bilateral.measures.timeline import LANES, Event

_ROW = 19.0
_HEAD = 26.0
_MARK = 8.0
_GAP = 10.0
_FADE = dt.timedelta(days=300)
"""How far a beginning fades of which only the latest day is stated."""


class _Placed(msgspec.Struct):
    event: Event
    row: int
    x1: float
    x4: float
    label: str
    is_left: bool


def draw(
    lanes: dict[str, list[Event]],
    cites: Cites,
    as_of: dt.date,
    years: tuple[int, int],
    page_width: float,
    uid: str,
) -> Markup:
    """The timeline at a width. Narrow pictures carry marks only; the list below them has the words."""
    is_wide = page_width > 600
    label_column = 128.0 if is_wide else 0.0
    scale = TimeScale(years[0], years[1], label_column, page_width - 6)
    now = scale(as_of, end=True)
    parts: list[Markup] = [year_axis(scale, 12)]
    y = _HEAD
    bodies: list[Markup] = []
    for lane, title in LANES.items():
        if lane not in lanes:
            continue
        placed, ticks, rows = _place(lanes[lane], scale, now, is_wide, page_width)
        tick_row = 1 if ticks else 0
        height = (rows + tick_row) * _ROW + (12 if is_wide else 22)
        parts.append(svg.line(0, y, page_width, y, "lane"))
        top = y + (6 if is_wide else 18)
        parts.append(svg.text(0, y + (20 if is_wide else 14), title, "lanel"))
        if ticks:
            bodies += [_tick(one, cites, scale, top) for one in ticks]
            top += _ROW
        for number, one in enumerate(placed):
            bodies.append(_event(one, cites, scale, top + one.row * _ROW, now, f"{uid}{lane[:2]}{number}"))
        y += height
    parts.append(svg.line(0, y, page_width, y, "lane"))
    grid = [svg.line(scale.year(year), 18, scale.year(year), y, "g") for year in scale.ticks()]
    today = svg.line(now, 16, now, y, "now")
    return svg.picture(
        page_width,
        y + 2,
        join([*grid, *parts, today, *bodies]),
        f"Events by strand, {years[0]} to {years[1]}",
        "tl",
    )


def _span(event: Event, scale: TimeScale, now: float) -> tuple[float, float, float, float]:
    """Pixels of the earliest and latest beginning, and of the earliest and latest end."""
    known = event.start.first or (event.start.last - _FADE if event.start.last else None)
    x1 = scale(known) if known else scale.left
    x2 = scale(event.start.last, end=True) if event.start.last else x1
    if event.end is None:
        return x1, x2, now, now
    x3 = scale(event.end.first) if event.end.first else x2
    x4 = scale(event.end.last, end=True) if event.end.last else now
    return x1, min(x2, now), min(max(x3, x1), now), min(max(x4, x1 + 1), now)


def _place(
    events: list[Event], scale: TimeScale, now: float, is_wide: bool, page_width: float
) -> tuple[list[_Placed], list[Event], int]:
    """Greedy rows: each label right of its mark, or left of it where it would cross the edge."""
    most_rows = 9 if is_wide else 4
    ranked = sorted(events, key=lambda one: (one.is_only_talk, -one.weight, one.thing.thing_id))
    chosen: list[_Placed] = []
    left_over: list[Event] = []
    taken: list[list[tuple[float, float]]] = []
    budget = (14 if is_wide else 30) + (4 if is_wide else 0)
    for event in ranked:
        x1, _, _, x4 = _span(event, scale, now)
        x1, x4 = min(x1, x4 - _MARK), max(x4, x1 + _MARK)
        label = shorten(event.thing.label or event.thing.title, 190) if is_wide else ""
        wide = width(label) + _GAP if is_wide else 4
        is_left = x4 + wide > now - 2
        span = (x1 - wide, x4) if is_left else (x1, x4 + wide)
        if is_left and span[0] < scale.left:
            left_over.append(event)
            continue
        row = next((place for place, held in enumerate(taken) if _fits(span, held)), len(taken))
        if row >= most_rows or (is_wide and len(chosen) >= budget):
            left_over.append(event)
            continue
        if row == len(taken):
            taken.append([])
        taken[row].append(span)
        chosen.append(_Placed(event, row, x1, x4, label, is_left))
    return chosen, left_over, max(len(taken), 1)


def _fits(span: tuple[float, float], held: list[tuple[float, float]]) -> bool:
    return all(span[1] + 6 < first or last + 6 < span[0] for first, last in held)


def _event(one: _Placed, cites: Cites, scale: TimeScale, y: float, now: float, uid: str) -> Markup:
    event = one.event
    x1, x2, x3, x4 = _span(event, scale, now)
    middle = y + _ROW / 2
    cls = "tp" if event.is_own else "ts"
    is_point = event.end is not None and x4 - x1 < _MARK
    if event.is_disputed:
        if is_point or x4 - x1 < 16:
            drawn = marks.diamond((x1 + x4) / 2, middle, 6)
        else:
            drawn = marks.field(x1, middle - 4, x4 - x1, 8, "c-dis")
    elif event.is_only_talk:
        at = (x1 + x4) / 2 if is_point or x2 > x4 else (x1 + x2) / 2
        drawn = svg.circle(at, middle, 3.6, f"talk {cls}")
    elif is_point and _is_exact(event.start):
        drawn = svg.circle((x1 + x4) / 2, middle, _MARK / 2, cls)
    elif event.end is None:
        drawn = marks.open_bar(x1, x4, middle - 4, 8, cls, uid)
    else:
        drawn = marks.soft_bar(x1, x2, x3, x4, middle - 4, 8, cls, uid)
    shown: list[Markup] = [cites.hit(one.x1, y + 1, one.x4 - one.x1, _ROW - 2), drawn]
    if one.label:
        if one.is_left:
            shown.append(svg.text(one.x1 - 5, middle + 4.5, one.label, "tt", "end"))
        else:
            shown.append(svg.text(one.x4 + 5, middle + 4.5, one.label, "tt"))
    return cites.mark(join(shown), event.claims, _label(event))


def _tick(event: Event, cites: Cites, scale: TimeScale, y: float) -> Markup:
    day = event.start.first or event.start.last
    x = scale(day) if day else scale.left
    cls = "tick" if event.is_own else "tick o"
    if event.is_disputed:
        cls = "tick d"
    inner = join([svg.rect(x - 4, y, 8, _ROW - 2, "hit"), svg.line(x, y + 4, x, y + _ROW - 5, cls)])
    return cites.mark(inner, event.claims, _label(event))


def _is_exact(window: Window) -> bool:
    return window.first is not None and window.first == window.last


def _label(event: Event) -> str:
    parts = [event_when(event), event.thing.label or event.thing.title]
    if event.is_disputed:
        parts.append("disputed")
    if event.is_only_talk:
        parts.append("talks only")
    return ": ".join(parts[:2]) + (f" ({', '.join(parts[2:])})" if parts[2:] else "")


def event_when(event: Event) -> str:
    """The time of an event in words."""
    first = _window(event.start)
    if event.end is None or (event.end.first is None and event.end.last is None):
        return f"since {first}"
    last = _window(event.end)
    if event.start.first is None:  # it began before a day: the end says as much, and is often the same day
        return last if event.end.first is None else f"by {last}"
    return first if first == last else f"{first} to {last}"


def _window(window: Window) -> str:
    if window.first is None and window.last is None:
        return "open"
    return when_words(str(of_bounds(window.first, window.last)))


def as_list(lanes: dict[str, list[Event]], cites: Cites) -> Markup:
    """The same in words: the text alternative of the picture, and where a phone reads it."""
    parts = []
    for lane, title in LANES.items():
        rows = [
            fill(
                '<li{}><span class="cd">{}</span><span>{}</span></li>',
                Markup(' class="d"') if event.is_disputed else "",
                event_when(event),
                cites.text(event.thing.title, event.claims),
            )
            for event in lanes.get(lane, [])
        ]
        if rows:
            parts.append(fill('<h4>{}</h4><ol class="chron">{}</ol>', title, join(rows)))
    return join(parts)
