"""Section: what was ordered, delivered, lost; in what volume, and what is left."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from bilateral.dossier.charts import deliveries as volume_chart
from bilateral.dossier.charts import fleet as fleet_chart
from bilateral.dossier.charts import ladder as ladder_chart
from bilateral.dossier.charts import matrix
from bilateral.dossier.charts.frame import Context, Figure, Section, both, key, pair, sentences, swatch
from bilateral.dossier.cite import Cites, grade_tile
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import (
    HARD,
    actor_name,
    count,
    listing,
    measured_words,
    names,
    small,
    span_words,
    the,
    when_words,
    year_words,
)
from bilateral.evidence.dates import When
from bilateral.measures.case import Case
from bilateral.measures.deliveries import Series, concentration, delivered_items, supplier_shares, tiv_series
from bilateral.measures.fleets import Fleet, fleets
from bilateral.measures.ladder import LadderRow, ladder


def hardware(case: Case, cites: Cites, context: Context) -> Section | None:
    """Volume, ladder, fleets, items by year; each absent where nothing is held."""
    rows = case.once(ladder)
    series = tiv_series(case, context.first_year, context.last_year)
    held = case.once(fleets)
    figures = [
        _volume(case, series, cites, context),
        _ladder(rows, cites),
        _fleet(held, cites, context),
        _fleets(held, cites),
        _items(case, cites),
    ]
    present = tuple(one for one in figures if one is not None)
    if not present:
        return None
    return Section("hardware", "Hardware", _finding(rows, series, cites, case), _caution(series), present)


def _finding(rows: list[LadderRow], series: Series | None, cites: Cites, case: Case) -> Markup:
    parts: list[Markup | None] = []
    if rows:
        parts.append(
            fill("Of {} on record, {}.", count(len(rows), "system or work", "systems and works"), _tally_words(rows))
        )
    if series is not None:
        active = [one for one in series.years if one.state == "value" and one.value]
        peak = max(active, key=lambda one: one.value.best or 0 if one.value else 0, default=None)
        if peak is not None and peak.value is not None:
            parts.append(
                fill(
                    "Deliveries peaked in {} with {} million TIV.",
                    cites.number(peak.value, str(peak.year)),
                    cites.number(peak.value, measured_words(peak.value)),
                )
            )
    return sentences(parts)


def _tally(rows: list[LadderRow]) -> dict[str, int]:
    """How many rows arrived, came in part, are disputed, of how many only weak claims say so, of how many none does."""
    found = dict.fromkeys(("arrived", "partly", "disputed", "weakly", "silent"), 0)
    for row in rows:
        states = {one.stage: one.state for one in row.rungs}
        whole = [states.get(one) for one in ("delivered", "operational", "in_service")]
        some = [states.get(one) for one in ("part_delivered", "part_operational")]
        if row.is_disputed:
            found["disputed"] += 1
        elif "reached" in whole:
            found["arrived"] += 1
        elif "reached" in some:
            found["partly"] += 1
        elif "weak" in whole + some:
            found["weakly"] += 1
        else:
            found["silent"] += 1
    return found


def _tally_words(rows: list[LadderRow]) -> str:
    """'37 arrived, nine came in part and five are disputed; of 19 no arrival is on record'; nothing said of none."""
    found = _tally(rows)
    if found["silent"] == len(rows):
        return "no arrival is on record"
    parts = [
        f"{small(found[name])} {verb}"
        for name, verb in (
            ("arrived", "arrived"),
            ("partly", "came in part"),
            ("disputed", "is disputed" if found["disputed"] == 1 else "are disputed"),
        )
        if found[name]
    ]
    rest = [
        f"of {small(found[name])} {what}"
        for name, what in (("weakly", "an arrival is weakly sourced"), ("silent", "no arrival is on record"))
        if found[name]
    ]
    return "; ".join(part for part in (listing(parts), listing(rest)) if part)


def _caution(series: Series | None) -> Markup:
    parts = [Markup("Stages are never added up: what is ordered is not delivered, what is held is not ready.")]
    if series is not None:
        parts.append(
            Markup(
                "TIV measures the volume of capability transferred. It is not money; small arms, training, spares and services lie outside it."
            )
        )
    return sentences(parts)


def _volume(case: Case, series: Series | None, cites: Cites, context: Context) -> Figure | None:
    shares = case.once(supplier_shares)
    if series is None or case.recipient is None or case.supplier is None:
        return None
    active = [one.year for one in series.years if one.state == "value"]
    if not active:
        return None
    title = _volume_title(series)
    side = volume_chart.shares(shares, cites, case.supplier)
    period = when_words(shares[0].period) if shares else ""
    blocks = []
    if side:
        blocks.append(fill('<p class="hd2">Shares of imports, {}</p>{}', period, side))
    table = _concentration(case, cites)
    if table:
        blocks.append(table)
    aside = fill('<div class="aside">{}</div>', join(blocks)) if blocks else Markup("")
    left = pair(volume_chart.bars(series, cites, 588 if blocks else 888), volume_chart.bars(series, cites, 328))
    source = cites.records.sources[series.source_id].name
    return Figure(
        title=title,
        subtitle=f"Major arms from {the(names(case.supplier))} to {the(names(case.recipient))}, million TIV a year",
        body=fill('<div class="{}">{}{}</div>', "two w21" if blocks else "one", left, aside),
        behind=volume_chart.table(series, cites),
        summary="Show as a table",
        caption=f"Source: {source}, single figures with credit; editions known on {', '.join(series.editions)}. "
        "Sums and shares are this register's own arithmetic. Open rings: looked, none found.",
    )


def _volume_title(series: Series) -> str:
    active = [one.year for one in series.years if one.state == "value"]
    waves: list[list[int]] = []
    for year in active:
        if waves and year - waves[-1][-1] <= 1:
            waves[-1].append(year)
        else:
            waves.append([year])
    spans = [span_words(one[0], one[-1]) for one in waves]
    later = [one for one in series.years if one.year > active[-1] and one.state == "none"]
    head = (
        f"Deliveries in {' and '.join(spans)}"
        if len(spans) <= 3
        else f"Deliveries in {len(active)} years since {active[0]}"
    )
    return f"{head}, none listed after {active[-1]}" if len(later) >= 2 else head


def _concentration(case: Case, cites: Cites) -> Markup | None:
    periods = concentration(case)
    rows = []
    for period, values in periods:
        cells = [fill('<th scope="row">{}</th>', _years(period))]
        own, index = values.get(case.supplier or ""), values.get("index")
        if own is None and index is None:
            continue
        cells.append(fill("<td>{}</td>", cites.number(own, measured_words(own)) if own else DASH_CELL))
        cells.append(
            fill("<td>{}</td>", cites.number(index, f"{index.best:.2f}") if index and index.best else DASH_CELL)
        )
        rows.append(fill("<tr>{}</tr>", join(cells)))
    if not rows:
        return None
    return fill(
        '<p class="hd2">Concentration by period</p><table class="shr con"><thead><tr><td></td><th scope="col">{}</th>'
        '<th scope="col">Herfindahl index</th></tr></thead><tbody>{}</tbody></table>',
        names(case.supplier or ""),
        join(rows),
    )


DASH_CELL = Markup('<span class="unk">not reported</span>')


def _years(period: str) -> str:
    first, _, last = period.partition("/")
    return (
        span_words(int(first[:4]), int(last[:4])) if last[:4].isdigit() and first[:4].isdigit() else year_words(period)
    )


def _ladder(rows: list[LadderRow], cites: Cites) -> Figure | None:
    if not rows:
        return None
    title = f"Of {count(len(rows), 'system or work', 'systems and works')}, {_tally_words(rows)}"
    return Figure(
        title=title,
        subtitle="Transfer ladder: how far each system got, with the year of each rung. Stages are never added up.",
        body=ladder_chart.table(rows, cites),
        caption="A rung is filled when a claim attests it and ringed when only implied by a later one; pale when only claims "
        "of grade D or lower attest it. Number: best value, or the interval of the claims that count where they contradict. "
        "Grade: letter of the source, digit of the assertion, never merged.",
        cls="ladf",
    )


def _fleet(held: list[Fleet], cites: Cites, context: Context) -> Figure | None:
    fleet = next((one for one in held if one.steps and (one.losses or one.reports)), None)
    if fleet is None:
        return None
    legend = key(swatch("mxs"), "delivered")
    if fleet.surviving is not None:
        legend += key(svg.glyph(22, 9, svg.line(1, 5, 21, 5, "fl-sur")), "surviving")
    legend += key(svg.glyph(11, 11, marks.cross(5.5, 5.5, 4)), "lost")
    legend += key(svg.glyph(11, 11, svg.circle(5.5, 5.5, 4.5, "av gC")), "reported usable, by one claim")
    left = (
        f"{measured_words(fleet.surviving)} left after losses on record"
        if fleet.surviving is not None
        else f"{_lost_words(fleet)} lost"
    )
    return Figure(
        title=f"{fleet.name}: {measured_words(fleet.delivered)} delivered, {left}",
        subtitle=f"Delivered, {'surviving' if fleet.surviving is not None else 'lost'} and reported usable, "
        f"number of {fleet.unit}. Holdings are not readiness.",
        legend=legend,
        body=both(lambda width: fleet_chart.draw(fleet, cites, context.as_of, width)),
        behind=_reports(fleet, cites),
        caption="Surviving is delivered less the losses that claims of grade C or better report; the pale band takes in rival "
        "counts. Points are single claims and are not averaged."
        if fleet.surviving is not None
        else "Losses are reported in another unit than deliveries, so that no surviving number can be given. "
        "Points are single claims and are not averaged.",
    )


def _lost_words(fleet: Fleet) -> str:
    """Losses, those in the fleet's own unit first: '3–4', '2+ vehicles'."""
    own = [measured_words(fleet.lost)] if fleet.lost else []
    return listing([*own, *(measured_words(one, with_unit=True) for one in fleet.lost_apart)])


def _lost(fleet: Fleet, cites: Cites) -> Markup:
    parts = [cites.number(fleet.lost, measured_words(fleet.lost))] if fleet.lost else []
    parts += [cites.number(one, measured_words(one, with_unit=True)) for one in fleet.lost_apart]
    return join(parts, "; ") if parts else Markup('<span class="unk">none reported</span>')


def _left(fleet: Fleet, cites: Cites) -> Markup:
    if fleet.surviving is not None:
        return cites.number(fleet.surviving, measured_words(fleet.surviving))
    note = f"losses in {listing([one.unit or 'items' for one in fleet.lost_apart])}, deliveries in {fleet.unit}"
    return fill('<span class="unk">not comparable</span> <small>{}</small>', note)


def _reports(fleet: Fleet, cites: Cites) -> Markup:
    """Deliveries, losses and reports in order of time."""
    items: list[tuple[dt.date, Markup]] = []

    def add(when: str, told: Markup) -> None:
        day = (When.parse(when).high or dt.date.max) if when else dt.date.min
        line = '<li><span class="cd">{}</span><span>{}</span></li>'
        items.append((day, fill(line, when_words(when) or "undated", told)))

    for step in fleet.steps:
        add(step.day.isoformat(), fill("{} delivered so far", cites.text(f"{step.count:g}", step.claims)))
    for loss in fleet.losses:
        add(loss.when, cites.number(loss.lost, loss.thing.title))
    for report in fleet.reports:
        what = {"serviceable": "usable", "held": "held", "serviceable_share": "usable", "condition": ""}[report.what]
        words = measured_words(report.value) if report.value else (report.text or "")
        said = fill(
            "{} {} {} <small>{}</small>",
            cites.text(words, (report.claim.claim_id,)),
            what,
            grade_tile(report.claim.letter, report.claim.digit),
            actor_name(cites.records, report.claim.by) or cites.records.sources[report.claim.source_id].name,
        )
        add(report.when, said)
    return fill('<ol class="chron">{}</ol>', join(one for _, one in sorted(items, key=lambda one: one[0])))


def _fleets(held: list[Fleet], cites: Cites) -> Figure | None:
    rows = []
    for fleet in held:
        rows.append(
            fill(
                '<tr><th scope="row"><span class="nm">{}</span></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>',
                fleet.name,
                cites.number(fleet.delivered, measured_words(fleet.delivered)),
                _lost(fleet, cites),
                _left(fleet, cites),
                _condition(fleet, cites),
            )
        )
    if not rows:
        return None
    return Figure(
        title="What was delivered, what is lost, what was last said to work",
        subtitle="Types that can be counted one by one",
        body=fill(
            '<div class="scroll" tabindex="0" role="region" aria-label="Fleets"><table class="tbl fleet"><thead><tr><th scope="col">Type</th>'
            '<th scope="col">Delivered</th><th scope="col">Lost</th><th scope="col">Surviving</th>'
            '<th scope="col">Last reported usable</th></tr></thead><tbody>{}</tbody></table></div>',
            join(rows),
        ),
        caption="Lost counts incidents with a claim of grade C or better; no incident on record does not mean that none was lost. "
        "Last reported usable: the newest claim of grade C or better; where there is none, a weak one, marked with its grade.",
    )


def _condition(fleet: Fleet, cites: Cites) -> Markup:
    """The newest report on what can be used, with its year and source; weak ones are marked."""
    if fleet.last_report is None:
        return Markup('<span class="unk">not reported</span>')
    report, claim = fleet.last_report.report, fleet.last_report.report.claim
    words = measured_words(report.value) if report.value else (report.text or "")
    together = fleet.last_report.together
    notes = [f"of {listing(list(together))} together"] if together else []
    notes += [year_words(report.when) or "undated", cites.records.sources[claim.source_id].name]
    weak = f"(weak, {claim.letter}{claim.digit}) " if fleet.last_report.is_weak else ""
    return fill("{} <small>{}{}</small>", cites.text(words, (claim.claim_id,)), weak, ", ".join(notes))


def _items(case: Case, cites: Cites) -> Figure | None:
    rows = delivered_items(case)
    if len(rows) < 2:
        return None
    first = min(year for row in rows for year in row.by_year)
    last = max(year for row in rows for year in row.by_year)
    return Figure(
        title=f"What came in which year, {first} to {last}",
        subtitle=f"Items delivered, as a register of transfers splits them. A tilde marks the source's own estimate{HARD}(~).",
        body=matrix.items(rows, cites),
        caption="Numbers count different things in different rows and are not added. An empty cell: no delivery stated for that year.",
    )
