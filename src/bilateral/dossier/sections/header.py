"""The top of the page: the answer, the as-of band, the state of the evidence, how to read."""

from __future__ import annotations

import datetime as dt

import msgspec
from markupsafe import Markup, escape

from bilateral.dossier.charts import evidence as pictures
from bilateral.dossier.charts.frame import Context, both
from bilateral.dossier.cite import Cites, grade_tile
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.markup import fill, join
from bilateral.dossier.sections.answer import answer
from bilateral.dossier.words import HARD, count, day_words
from bilateral.evidence.quantity import number_words
from bilateral.measures.case import Case
from bilateral.measures.evidence_state import EvidenceState


def answer_block(case: Case, cites: Cites, context: Context) -> Markup:
    """The answer, paragraph by paragraph."""
    paragraphs = answer(case, cites, context)
    return fill('<div class="answer">{}</div>', join(fill("<p>{}</p>", one) for one in paragraphs))


class Tally(msgspec.Struct, frozen=True):
    """One count of the evidence: its name, the value, a picture of it, and a note."""

    name: str
    value: Markup
    picture: Markup
    note: str
    is_day: bool = False


def tallies(state: EvidenceState, cites: Cites, later: int) -> list[Tally]:
    """Citations, sources, languages, disputed, newest. later: how many citations became known after the day."""
    whole = sum(state.letters.values()) or 1
    good = round(100 * (state.letters["A"] + state.letters["B"]) / whole)
    share = state.disputed / max(state.things, 1)

    def linked(number: int) -> Markup:
        return cites.everything(number_words(number))

    newest = day_words(state.newest, short=True) if state.newest else "undated"
    tail = (
        f"{count(later, 'citation', 'citations')} became known later and {'is' if later == 1 else 'are'} left out"
        if later
        else "day of the latest dated citation"
    )
    return [
        Tally(
            "Citations",
            linked(state.citations),
            pictures.letters_bar(state),
            f"{good}{HARD}% from sources graded A or B; {count(state.claims, 'claim', 'claims')} in them",
        ),
        Tally(
            "Sources",
            linked(state.sources),
            Markup(""),
            f"behind {count(state.things, 'record', 'records')}; {count(state.undated, 'citation', 'citations')} undated, {number_words(state.checked)} checked again",
        ),
        Tally("Languages", linked(len(state.languages)), pictures.languages_bars(state), ""),
        Tally(
            "Disputed",
            linked(state.disputed),
            pictures.share_bar(share),
            f"{'record' if state.disputed == 1 else 'records'} with sources that differ, {round(100 * share)}{HARD}%",
        ),
        Tally("Newest", escape(newest), Markup(""), tail, is_day=True),
    ]


def strip(tallies: list[Tally]) -> Markup:
    """The tallies side by side, each a cell."""
    cell = '<div><p class="sl">{}</p><p class="{}">{}</p>{}<p class="sn">{}</p></div>'
    cells = [fill(cell, one.name, "sv sd" if one.is_day else "sv", one.value, one.picture, one.note) for one in tallies]
    return fill('<div class="strip">{}</div>', join(cells))


def histogram(state: EvidenceState, as_of: dt.date, stops: list[dt.date]) -> Markup:
    """The histogram under the as-of slider, at two widths."""
    if not state.by_year:
        return Markup("")
    return both(lambda width: pictures.histogram(state.by_year, as_of, stops, width))


def keys() -> Markup:
    """How to read: the glyphs of doubt, dispute and absence."""
    soft = Markup(
        '<defs><linearGradient id="kg"><stop offset="0" class="g0"/><stop offset=".4" class="g1"/>'
        '<stop offset="1" class="g1"/></linearGradient></defs><rect x="4" y="8" width="66" height="10" fill="url(#kg)"/>'
    )
    interval = join([marks.interval(6, 68, 13, "k-int", 5), svg.circle(44, 13, 5, "f-p4")])
    nothing = fill(
        '<span class="row4">{}</span>',
        join([marks.cell_glyph(name, 15) for name in ("none", "not_reported", "not_covered", "not_yet_published")]),
    )
    entries = [
        (svg.glyph(74, 26, interval), "Best value and interval", "The ends are claims that count."),
        (svg.glyph(74, 26, soft), "Imprecise date", "A soft end covers the days it may have been."),
        (
            svg.glyph(74, 26, marks.diamond(37, 13, 10)),
            "Disputed",
            "Sources contradict each other. Kept, not settled.",
        ),
        (nothing, "Four kinds of nothing", "Looked, none · not reported · not covered · not yet published."),
        (
            grade_tile("B", 2),
            "Grade",
            "Letter: the source, A to F. Digit: the assertion, 1 to 6. Never merged.",
        ),
        (
            Markup('<span class="n">dotted</span>'),
            "Dotted line",
            "Point at, tab to or tap it to see who said it, when, and how well it is graded.",
        ),
    ]
    return fill(
        '<ul class="keys">{}</ul>',
        join(
            [
                fill('<li><span class="kg" aria-hidden="true">{}</span><div><b>{}</b><p>{}</p></div></li>', *one)
                for one in entries
            ]
        ),
    )


def facts(case: Case, context: Context, layers: list[tuple[str, str]]) -> Markup:
    """The rail of the header: pair, period, register, edition."""
    rows = [
        ("Pair", f"{case.a}, {case.b}"),
        ("Period", f"{context.first_year} to {context.last_year}"),
        *(("Register", f"{name} ({licence})") for name, licence in layers),
    ]
    return fill('<dl class="facts">{}</dl>', join([fill("<dt>{}</dt><dd>{}</dd>", *row) for row in rows]))
