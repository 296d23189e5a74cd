"""Matrices by years: the strands of cooperation, the coverage of strands and series, and items delivered."""

from __future__ import annotations

from markupsafe import Markup

from bilateral.dossier.cite import Cites
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.draw.text import shorten
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import count, span_words
from bilateral.measures.coverage import STATES, CoverageRow
from bilateral.measures.deliveries import DeliveredItems
from bilateral.measures.strands import STRANDS, StrandYear

_ROW = 22.0
_CELL = 15.0
_NAMED_ABOVE = 18.0  # on a phone the name of a row stands above it


def _grid(page_width: float, years: range, names_width: float) -> tuple[float, float, float]:
    """Where the cells begin, how wide one year is, and how far a row lies below its name."""
    is_wide = page_width > 600
    left = names_width if is_wide else 0.0
    return left, (page_width - left) / len(years), 0.0 if is_wide else _NAMED_ABOVE


def _row_name(name: str, left: float, y: float, page_width: float) -> Markup:
    return svg.text(0, y + 14, shorten(name, (left or page_width) - 8, 14), "lb")


def _year_names(left: float, step: float, years: range, y: float) -> list[Markup]:
    each = 5 if step * 5 > 34 else 10
    return [
        svg.text(left + (year - years.start) * step + step / 2, y, str(year), "ax", "middle")
        for year in years
        if year % each == 0
    ]


def strands(found: dict[str, list[StrandYear]], cites: Cites, page_width: float) -> Markup:
    """How many things of each strand a year's claims speak of; pale where one goes on."""
    first = next(iter(found.values()))
    years = range(first[0].year, first[-1].year + 1)
    left, step, below = _grid(page_width, years, 176.0)
    parts = _year_names(left, step, years, 12)
    y = 22.0
    for strand, cells in found.items():
        name = STRANDS[strand][0]
        parts.append(_row_name(name, left, y + 1, page_width))
        y += below
        parts.append(svg.line(0, y + _ROW, page_width, y + _ROW, "g"))
        for place, one in enumerate(cells):
            x = left + place * step
            if one.count:
                cls = f"mx{min(one.count, 3)}"
                inner = [svg.rect(x + 0.5, y + 2, step - 1, _ROW - 4, cls)]
                if one.count > 1 and step > 14:
                    inner.append(svg.text(x + step / 2, y + 15.5, str(one.count), "inbar", "middle"))
                label = f"{name}, {one.year}: {count(one.count, 'record', 'records')}"
                parts.append(cites.mark(join(inner), one.claims, label))
            elif one.is_under_way:
                parts.append(svg.rect(x + 0.5, y + 2, step - 1, _ROW - 4, "mxs"))
        y += _ROW
    return svg.picture(page_width, y + 2, join(parts), "Strands of cooperation by year")


def strands_list(found: dict[str, list[StrandYear]], cites: Cites) -> Markup:
    """The same in words: each strand's years with their counts."""
    items = []
    for strand, cells in found.items():
        words = [
            cites.text(f"{one.year}: {count(one.count, 'record', 'records')}", one.claims) for one in cells if one.count
        ]
        items.append(fill("<li><b>{}</b> {}</li>", STRANDS[strand][0], join(words, "; ")))
    return fill('<ul class="plain">{}</ul>', join(items))


def coverage(rows: list[CoverageRow], cites: Cites, page_width: float) -> Markup:
    """What is held for which year, and why there is nothing where there is nothing."""
    years = range(rows[0].cells[0][0], rows[0].cells[-1][0] + 1)
    left, step, below = _grid(page_width, years, 206.0)
    parts = _year_names(left, step, years, 12)
    y = 20.0
    for row in rows:
        parts.append(_row_name(row.name, left, y, page_width))
        y += below
        for state, first, last, claims in _runs(row):
            x, w = left + (first - years.start) * step, (last - first + 1) * step
            if state in ("not_covered", "not_yet_published"):
                parts.append(marks.field(x + 1, y + 3, w - 2, _CELL, "c-nc" if state == "not_covered" else "c-np"))
            elif state == "value":
                inner = svg.rect(x + 0.7, y + 3, w - 1.4, _CELL, "c-val")
                parts.append(cites.mark(inner, claims, f"{row.name}, {first}: claims held"))
            elif state == "under_way":
                parts.append(svg.rect(x + 0.7, y + 3, w - 1.4, _CELL, "mxs"))
            elif state == "none":
                ring = svg.circle(x + w / 2, y + 3 + _CELL / 2, 2.6, "c-none")
                inner = join([ring, svg.rect(x, y + 3, w, _CELL, "hit")])
                parts.append(cites.mark(inner, claims, f"{row.name}, {first}: looked, none found"))
            else:
                parts.append(svg.path(f"M{svg.n(x + w / 2 - 3)} {svg.n(y + 3 + _CELL / 2)}h6", "c-nr"))
        y += _ROW
    return svg.picture(page_width, y + 2, join(parts), "What strands and series cover, by year")


def _runs(row: CoverageRow) -> list[tuple[str, int, int, tuple[str, ...]]]:
    """Cells with claims stand alone; hatched and dotted ones are joined into runs."""
    found: list[tuple[str, int, int, tuple[str, ...]]] = []
    for year, state, claims in row.cells:
        if (
            found
            and state == found[-1][0]
            and state in ("not_covered", "not_yet_published")
            and found[-1][2] == year - 1
        ):
            found[-1] = (state, found[-1][1], year, ())
        else:
            found.append((state, year, year, claims))
    return found


def coverage_list(rows: list[CoverageRow], cites: Cites) -> Markup:
    """The same in words."""
    items = []
    for row in rows:
        spans: list[tuple[str, int, int, list[str]]] = []
        for year, state, claims in row.cells:
            if spans and spans[-1][0] == state and spans[-1][2] == year - 1:
                spans[-1] = (state, spans[-1][1], year, [*spans[-1][3], *claims])
            else:
                spans.append((state, year, year, list(claims)))
        words = [
            fill("{} {}", cites.text(span_words(first, last), claims), STATES[state])
            for state, first, last, claims in spans
        ]
        items.append(fill("<li><b>{}</b>: {}</li>", row.name, join(words, "; ")))
    return fill('<ul class="plain">{}</ul>', join(items))


def items(rows: list[DeliveredItems], cites: Cites, most: int = 40) -> Markup:
    """How many of each system came in which year, as a table."""
    shown = rows[:most]
    years = sorted({year for row in shown for year in row.by_year})
    head = join([fill('<th scope="col">{}</th>', f"’{year % 100:02d}") for year in years])
    body = []
    for row in shown:
        cells = []
        for year in years:
            value = row.by_year.get(year)
            if value is None or value.best is None:
                cells.append(Markup("<td></td>"))
            else:
                about = "~" if value.qualifier == "about" else ""
                cells.append(fill("<td>{}</td>", cites.number(value, f"{about}{value.best:g}")))
        body.append(fill('<tr><th scope="row"><span class="nm">{}</span></th>{}</tr>', row.name, join(cells)))
    label = f"Items delivered by system and year, {years[0]} to {years[-1]}"
    return fill(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}"><table class="tbl cal"><thead><tr>'
        '<th scope="col">System</th>{}</tr></thead><tbody>{}</tbody></table></div>',
        label,
        head,
        join(body),
    )
