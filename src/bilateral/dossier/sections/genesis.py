"""Section: how it began and went, in lanes."""

from __future__ import annotations

from markupsafe import Markup

from bilateral.dossier.charts import timeline as chart
from bilateral.dossier.charts.frame import Context, Figure, Section, both, key, sentences, swatch
from bilateral.dossier.cite import Cites
from bilateral.dossier.draw import marks
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import small, upper_first, year_words
from bilateral.evidence.dates import of_bounds
from bilateral.measures.case import Case
from bilateral.measures.timeline import LANES, Event, timeline


def genesis(case: Case, cites: Cites, context: Context) -> Section | None:
    """The timeline of everything dated. Absent where nothing is."""
    lanes = timeline(case)
    if not lanes:
        return None
    years = (context.first_year, context.last_year)
    legend = key(swatch("p4"), "between the two") + key(swatch("s4"), "by others")
    legend += key(marks.cell_glyph("disputed"), "disputed") + key(swatch("soft"), "day not known")
    legend += key(swatch("ring"), "talks only") + key(swatch("tickk"), "other records")
    figure = Figure(
        title=_title(lanes, cites, context),
        subtitle=f"Events of the partnership by strand, {years[0]} to {years[1]}. Soft ends: the day is not known.",
        legend=legend,
        body=both(
            lambda width: chart.draw(
                lanes, cites, context.as_of, years, width, f"{context.uid}{'w' if width > 600 else 'n'}"
            )
        ),
        behind=chart.as_list(lanes, cites),
        caption="Source: register. On wide pages labels go to what most citations speak of, and every other record is a tick. "
        "Undated records are in the list of records only.",
        cls="tlf",
    )
    return Section("genesis", "Genesis", _finding(lanes, cites), _caution(lanes), (figure,))


def _is_sure(event: Event) -> bool:
    """Whether an event is dated, and neither talk alone nor contested."""
    return event.start.first is not None and not event.is_only_talk and not event.is_disputed


def _title(lanes: dict[str, list[Event]], cites: Cites, context: Context) -> str:
    """The year of the first event of each strand between the two, of the first three; a label where strands are few."""
    began: dict[str, int] = {}
    for lane, events in lanes.items():
        years = [
            first.year
            for one in events
            if one.is_own and _is_sure(one) and _is_done(one, cites) and (first := one.start.first)
            if one.start.last is not None and one.start.last.year == first.year
        ]
        if len(years) > 1 and lane != "responses":
            began[lane] = min(years)
    ordered = sorted(began, key=lambda lane: began[lane])[:3]
    if len(ordered) < 2:
        return "What happened when, by strand"
    told = ", ".join(f"{LANES[lane].lower().replace(', ', ' and ')} from {began[lane]}" for lane in ordered)
    return upper_first(told) if context.is_subject else f"On record: {told}"


def _is_done(event: Event, cites: Cites) -> bool:
    """Whether an agreement is one: signed, approved or in force, not talked of alone."""
    return event.thing.kind != "agreement" or any(
        cites.records.is_reached(event.thing, stage) is True for stage in ("signed", "approved", "in_force")
    )


_FIRSTS = {
    "agreements": "first agreement",
    "transfers": "first order or delivery",
    "responses": "first measure or event by others",
}


def _finding(lanes: dict[str, list[Event]], cites: Cites) -> Markup:
    """'The first agreement on record is of 2001, the first order or delivery of 2005.'"""
    parts: list[Markup] = []
    for lane, what in _FIRSTS.items():
        first = next(
            (
                one
                for one in lanes.get(lane, [])
                if _is_sure(one)
                and _is_done(one, cites)
                and one.thing.kind != "technology_transfer"
                and one.is_own == (lane != "responses")
            ),
            None,
        )
        if first is not None:
            year = cites.text(year_words(str(of_bounds(first.start.first, first.start.last))), first.claims)
            parts.append(fill("the {} of {}" if parts else "The {} on record is of {}", what, year))
    return fill("{}.", join(parts, ", ")) if parts else Markup("")


def _caution(lanes: dict[str, list[Event]]) -> Markup:
    contested = sum(one.is_disputed for events in lanes.values() for one in events)
    tail = (
        fill("{} of these events {} contested.", upper_first(small(contested)), "is" if contested == 1 else "are")
        if contested
        else None
    )
    return sentences([Markup("The record shows the order of events. It cannot show what caused what."), tail])
