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
        title=_title(lanes),
        subtitle=f"Events of the partnership by strand, {years[0]} to {years[1]}. Soft ends: the day is not known.",
        legend=legend,
        body=both(
            lambda width: chart.draw(
                lanes, cites, context.as_of, years, width, f"{context.uid}{'w' if width > 600 else 'n'}"
            )
        ),
        behind=chart.as_list(lanes, cites),
        caption="Source: register. Labels go to what most citations speak of; every other record is a tick. "
        "Undated records are in the list of records only.",
        cls="tlf",
    )
    return Section("genesis", "Genesis", _finding(lanes, cites), _caution(lanes), (figure,))


def _title(lanes: dict[str, list[Event]]) -> str:
    """What came first, by the middle of each strand; a label where strands run together."""
    own = {lane: [one for one in events if one.is_own and one.start.first] for lane, events in lanes.items()}
    middles = {}
    for lane, events in own.items():
        days = sorted(one.start.first for one in events if one.start.first)
        if len(days) >= 4:
            middles[lane] = days[len(days) // 2]
    ordered = sorted(middles, key=lambda lane: middles[lane])
    if len(ordered) >= 3 and (middles[ordered[-1]] - middles[ordered[0]]).days > 1500:
        first, last = LANES[ordered[0]].lower(), LANES[ordered[-1]].lower()
        return f"{upper_first(first)} come first, {last} later"
    return "What happened when, by strand"


def _finding(lanes: dict[str, list[Event]], cites: Cites) -> Markup:
    parts: list[Markup | None] = []
    for lane in ("agreements", "transfers", "responses"):
        usable = [
            one for one in lanes.get(lane, []) if one.start.first and not one.is_only_talk and not one.is_disputed
        ]
        first = next((one for one in usable if one.thing.kind != "technology_transfer"), None)
        if first is not None:
            year = year_words(str(of_bounds(first.start.first, first.start.last)))
            phrase = {
                "agreements": "the first agreement on record is of",
                "transfers": "the first order or delivery of",
                "responses": "the first response by others of",
            }[lane]
            parts.append(fill("{} {}", upper_first(phrase) if not parts else phrase, cites.text(year, first.claims)))
    found = [one for one in parts if one]
    return fill("{}.", join(found, ", ")) if found else Markup("")


def _caution(lanes: dict[str, list[Event]]) -> Markup:
    contested = sum(one.is_disputed for events in lanes.values() for one in events)
    tail = (
        fill("{} of these events {} contested.", upper_first(small(contested)), "is" if contested == 1 else "are")
        if contested
        else None
    )
    return sentences([Markup("The record shows the order of events. It cannot show what caused what."), tail])
