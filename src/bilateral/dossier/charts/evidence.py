"""Pictures of the evidence itself: the strip under the answer, the histogram, the sources."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from bilateral.dossier.cite import Cites
from bilateral.dossier.draw import svg
from bilateral.dossier.draw.text import shorten
from bilateral.dossier.markup import join
from bilateral.dossier.words import count, span_words
from bilateral.measures.evidence_state import EvidenceState

_SHADES = {"A": "gb0", "B": "gb1", "C": "gb2", "D": "gb3", "E": "gb4", "F": "gb4"}


def letters_bar(state: EvidenceState, wide: float = 150.0) -> Markup:
    """Citations by the letter of their source, in one bar."""
    whole = sum(state.letters.values()) or 1
    x, parts = 0.0, []
    for letter, number in state.letters.items():
        w = number / whole * wide
        if w > 0:
            parts.append(svg.rect(x, 0, max(w - 1, 0.5), 9, _SHADES[letter]))
        x += w
    return svg.glyph(wide, 9, join(parts), "strip-bar")


def languages_bars(state: EvidenceState, most: int = 6) -> Markup:
    """The languages most cited."""
    top = list(state.languages.items())[:most]
    highest = max((number for _, number in top), default=1)
    parts = []
    for place, (language, number) in enumerate(top):
        h = number / highest * 26
        parts.append(svg.rect(place * 25, 26 - h, 15, h, "f-p3"))
        parts.append(svg.text(place * 25 + 7.5, 38, language, "", "middle"))
    return svg.glyph(max(len(top) * 25, 1), 40, join(parts), "tiny")


def share_bar(share: float, wide: float = 150.0) -> Markup:
    """A share of disputed things."""
    return svg.glyph(
        wide,
        9,
        join([svg.rect(0, 0, wide, 9, "f-s1"), svg.rect(0, 0, wide * share, 9, "f-dis")]),
        "strip-bar",
    )


def histogram(by_year: dict[int, int], as_of: dt.date, stops: list[dt.date], page_width: float) -> Markup:
    """Citations by the year they became known, under the handle of the as-of slider."""
    first, last = min(by_year), max(*by_year, as_of.year)
    years = last - first + 1
    base, height = 68.0, 88.0
    step = page_width / years
    highest = max(by_year.values())
    parts = []
    for year, number in by_year.items():
        x, h = (year - first) * step, number / highest * (base - 10)
        cls = "hb" if year <= as_of.year else "hb off"
        parts.append(svg.rect(x + 1, base - h, max(step - 2, 2), h, cls, data_y=year))
    parts += [
        svg.text((year - first) * step + 1, height - 4, str(year), "ax")
        for year in range(first, last + 1)
        if year % 5 == 0
    ]
    parts.append(svg.line(0, base, page_width, base, "axl"))
    for stop in stops:
        share = (stop - dt.date(first, 1, 1)).days / (dt.date(last, 12, 31) - dt.date(first, 1, 1)).days
        parts.append(svg.circle(min(share * page_width, page_width - 1), base, 3.5, "stop"))
    return svg.picture(page_width, height, join(parts), "Citations by the year they became known")


def sources(state: EvidenceState, cites: Cites, page_width: float, most: int = 14) -> Markup:
    """Sources that carry most citations, stacked by the letter of each."""
    is_wide = page_width > 600
    left = 216.0 if is_wide else 120.0
    right = page_width - (190 if is_wide else 34)
    top = state.tallies[:most]
    highest = max(one.citations for one in top)
    y, parts = 20.0, []
    if is_wide:
        parts.append(svg.text(left, 12, "citations, by grade of the source", "an"))
        parts.append(svg.text(page_width - 120, 12, "languages", "an"))
        parts.append(svg.text(page_width, 12, "known in", "an", "end"))
    for one in top:
        name = cites.records.sources[one.source_id].name
        parts.append(svg.text(0, y + 13, shorten(name, left - 10, 14), "lb"))
        x = left
        for letter in sorted(one.letters):
            w = one.letters[letter] / highest * (right - left)
            parts.append(svg.rect(x, y + 3, max(w - 1, 1), 12, _SHADES[letter]))
            x += w
        claims = [citation for citation, found in cites.records.citations.items() if found.source_id == one.source_id]
        parts.append(
            cites.mark(
                join([svg.text(x + 5, y + 13, str(one.citations), "nbl"), cites.hit(x + 2, y + 2, 20, 15)]),
                claims,
                f"{name}: {count(one.citations, 'citation', 'citations')}",
            )
        )
        if is_wide:
            parts.append(
                svg.text(
                    page_width - 120,
                    y + 13,
                    ", ".join(one.languages[:3]) + (" …" if len(one.languages) > 3 else ""),
                    "an",
                )
            )
            known = span_words(one.first.year, one.last.year) if one.first and one.last else "undated"
            parts.append(svg.text(page_width, y + 13, known, "an", "end"))
        y += 22
    return svg.picture(page_width, y, join(parts), "Sources that carry most citations")
