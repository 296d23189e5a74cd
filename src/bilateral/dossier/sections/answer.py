"""The answer in plain words: sentences that fire only where records support them, each number linked."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from markupsafe import Markup

from bilateral import states
from bilateral.dossier.charts.frame import Context
from bilateral.dossier.cite import Cites
from bilateral.dossier.markup import fill, join, series
from bilateral.dossier.words import (
    HARD,
    actor_name,
    day_words,
    listing,
    measured_words,
    names,
    small,
    the,
    upper_first,
    when_words,
    year_words,
)
from bilateral.evidence.dates import When
from bilateral.evidence.records import Cell
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.deliveries import Series, supplier_shares, tiv_series
from bilateral.measures.fleets import Fleet, Report, fleets
from bilateral.measures.ladder import LadderRow, ladder
from bilateral.measures.measured import Measured, measured


def answer(case: Case, cites: Cites, context: Context) -> list[Markup]:
    """Two paragraphs at most: the story so far, and how it stands. Every sentence is optional."""
    rows = case.once(ladder)
    story = [
        _beginning(case, cites, context),
        _volume(case, cites, context.as_of),
        _systems(rows, cites, case),
        _credits(case, cites),
        _fleet(case, cites),
    ]
    standing = [
        _treaty(case, cites),
        _presence(case, cites),
        _contested(rows, cites),
        _latest(case, cites, context.as_of),
    ]
    paragraphs = [join((part for part in group if part), " ") for group in (story, standing)]
    return [one for one in paragraphs if one]


def _first_when(case: Case, things: list[Thing], stages: tuple[str, ...]) -> tuple[Thing, Cell] | None:
    found = [
        (thing, cell)
        for thing in things
        for cell in case.records.find(thing, property="when")
        if cell.stage in stages
        and not cell.is_weak
        and case.records.is_reached(thing, cell.stage) is True
        and cell.when_low
    ]
    return min(found, key=lambda one: (one[1].when_low, one[1].when_high, one[0].thing_id), default=None)


def _beginning(case: Case, cites: Cites, context: Context) -> Markup | None:
    """What came first. How a partnership began is said only of pairs that a register was compiled on."""
    paper = _first_when(case, case.of_kind("agreement"), ("signed", "approved", "in_force"))
    metal = _first_when(case, case.of_kind("transfer"), ("part_delivered", "delivered"))
    a, b = the(names(case.a)), the(names(case.b))
    signed = cites.text(_month(paper[1].when), paper[1].ids) if paper else None
    arrived = cites.text(year_words(metal[1].when), metal[1].ids) if metal else None
    if not context.is_subject and (paper or metal):
        return join((part for part in (_oldest_paper(signed), _oldest_arms(case, arrived)) if part), " ")
    opening = fill("On record, the military partnership of {} and {} begins on paper in {}", a, b, signed)
    if paper and metal:
        return fill("{} and in metal in {}.", opening, arrived)
    if paper:
        return fill("{}.", opening)
    if metal and case.supplier and case.recipient:
        supplier, recipient = the(names(case.supplier)), the(names(case.recipient))
        return fill("On record, arms from {} first reach {} in {}.", supplier, recipient, arrived)
    first = min(
        (cell for thing in case.own for cell in case.records.find(thing, property="when") if cell.when_low),
        key=lambda one: (one.when_low, one.lead),
        default=None,
    )
    if first is None:
        return None
    which = "first event on record" if context.is_subject else "earliest event that the register holds"
    return fill("The {} between {} and {} is of {}.", which, a, b, cites.text(_month(first.when), first.ids))


def _oldest_paper(when: Markup | None) -> Markup | None:
    return fill("The earliest agreement that the register holds is of {}.", when) if when else None


def _oldest_arms(case: Case, when: Markup | None) -> Markup | None:
    if when is None or case.supplier is None or case.recipient is None:
        return None
    supplier, recipient = the(names(case.supplier)), the(names(case.recipient))
    return fill("The earliest arms from {} on record reach {} in {}.", supplier, recipient, when)


def _month(edtf: str) -> str:
    when = When.parse(edtf)
    if when.low and when.high and (when.low.year, when.low.month) == (when.high.year, when.high.month):
        return f"{when.low:%B}{HARD}{when.low.year}"
    return when_words(edtf, short=False)


def _volume(case: Case, cites: Cites, as_of: dt.date) -> Markup | None:
    shares = case.once(supplier_shares)
    own = next((one for one in shares if one.supplier == case.supplier), None)
    series = tiv_series(case, 1950, as_of.year)
    parts: list[Markup] = []
    if own is not None and case.supplier and case.recipient:
        period = when_words(own.period)
        share = f"{own.percent:.0f}{HARD}%"
        ids = (*own.value.claims, *(own.share.claims if own.share else ()))
        parts.append(
            fill(
                "Of all major arms {} imported {}, {} supplied {}, or {} million TIV by volume.",
                the(names(case.recipient)),
                _from_to(period),
                the(names(case.supplier)),
                cites.text(share, ids),
                cites.number(own.value, measured_words(own.value)),
            )
        )
    silent = _none_listed(series, cites)
    if silent:
        parts.append(silent)
    return join(parts, " ") if parts else None


def _none_listed(series: Series | None, cites: Cites) -> Markup | None:
    """The years after the last delivery for which the series has a zero, one after the other, and whose series it is."""
    last = _last_delivery(series)
    if series is None or last is None:
        return None
    zeros = {one.year: one.value.claims for one in series.years if one.state == "none" and one.value}
    first = min((year for year in zeros if year > last), default=None)
    if first is None:
        return None
    end = next(year for year in range(first, max(zeros) + 2) if year not in zeros) - 1
    claims = tuple(claim for year in range(first, end + 1) for claim in zeros[year])
    whose = cites.records.sources[series.source_id].name
    article = "The " if whose.endswith(("Database", "Register")) else ""
    own = tuple(one for one in claims if cites.records.said[one].source_id == series.source_id)
    years = cites.text(str(first), claims)
    if end > first:
        years = fill("{} to {}", years, cites.text(str(end), claims))
    return fill("{}{} lists no delivery for {}.", article, cites.text(whose, own), years)


def _from_to(period: str) -> str:
    return f"from {period}" if " to " in period.replace(HARD, " ") else f"in {period}"


def _last_delivery(series: Series | None) -> int | None:
    if series is None:
        return None
    return max((one.year for one in series.years if one.state == "value"), default=None)


_ARMS = ("aircraft", "helicopters", "land", "air defence", "sea", "small arms")


def _systems(rows: list[LadderRow], cites: Cites, case: Case) -> Markup | None:
    """The delivered systems that are most written about, one a group."""
    best: dict[str, LadderRow] = {}
    for row in rows:
        delivered = any(one.stage == "delivered" and one.state == "reached" for one in row.rungs)
        if delivered and row.quantity is not None and row.quantity_stage == "delivered" and row.group in _ARMS:
            held = best.get(row.group)
            if held is None or _weight(case, row) > _weight(case, held):
                best[row.group] = row
    chosen = sorted(best.values(), key=lambda one: -_weight(case, one))[:4]
    if not chosen:
        return None
    parts = [
        fill("{} {}", cites.number(row.quantity, measured_words(row.quantity)), _name(row.name))
        for row in chosen
        if row.quantity is not None
    ]
    joined = series(parts)
    return fill("Among what arrived are {}.", joined)


def _weight(case: Case, row: LadderRow) -> int:
    return len({one.citation_id for one in case.records.said_of(row.thing)})


def _credits(case: Case, cites: Cites) -> Markup | None:
    """Credits that the supplying state itself granted, in order of time: sums of a billion and more, each loan once."""
    found: dict[float, tuple[dt.date, Cell]] = {}
    for thing in case.of_kind("credit"):
        if case.supplier is None or thing.roles.get("lender") != (case.supplier,):
            continue
        for stage in ("signed", "announced"):
            if case.records.is_reached(thing, stage) is not True:
                continue
            for cell in case.records.find(thing, stage=stage, property="value"):
                dates = [one for one in case.records.find(thing, stage=stage, property="when") if one.when_low]
                day = min((one.when_low for one in dates if one.when_low), default=cell.when_low)
                if cell.is_weak or (cell.best or 0) < 1e9 or day is None:
                    continue
                held = found.get(cell.best or 0)
                if held is None or (cell.letter, cell.digit) < (held[1].letter, held[1].digit):
                    found[cell.best or 0] = (min(day, held[0]) if held else day, cell)
    ordered = sorted(found.values(), key=lambda one: (one[0], one[1].lead))
    if not ordered or not case.supplier:
        return None
    parts = [
        fill("{} in {}", cites.number(measured(cell), measured_words(measured(cell))), day.year)
        for day, cell in ordered[:_SHOWN]
    ]
    rest = [cell for _, cell in ordered[_SHOWN:]]
    if rest:
        parts.append(cites.text(f"{small(len(rest))} more", tuple(claim for one in rest for claim in one.ids)))
    noun = "credits" if len(parts) > 1 else "a credit"
    return fill("{} lent or promised {} of {}.", upper_first(the(names(case.supplier))), noun, series(parts))


_SHOWN = 4


def _name(text: str) -> Markup:
    """A type's name, not broken at its hyphens where it is short enough for a phone."""
    return fill('<span class="nm{}">{}</span>', " one" if len(text) <= 18 else "", text)


def _fleet(case: Case, cites: Cites) -> Markup | None:
    fleet = next(iter(case.once(fleets)), None)
    if fleet is None or not (fleet.losses or fleet.reports):
        return None
    parts = [fill("Of {} {}", cites.number(fleet.delivered, measured_words(fleet.delivered)), _name(fleet.name))]
    if fleet.lost is not None:
        lost = (
            small(int(fleet.lost.best))
            if fleet.lost.best is not None and not fleet.lost.is_conflict
            else measured_words(fleet.lost)
        )
        is_one = fleet.lost.best == 1 and not fleet.lost.is_conflict
        parts.append(fill(", {} {} reported lost", cites.number(fleet.lost, lost), "is" if is_one else "are"))
    parts.append(_usable(fleet, cites))
    return join(parts) + Markup(".")


def _usable(fleet: Fleet, cites: Cites) -> Markup:
    """Reports of serviceable numbers in the newest year that has some that count; weak ones only where none counts."""
    by_year: dict[bool, dict[int, list[tuple[Report, Measured]]]] = {True: {}, False: {}}
    for one in fleet.reports:
        day = When.parse(one.when).high if one.when else None
        if one.what == "serviceable" and one.value is not None and day is not None:
            by_year[one.claim.counts].setdefault(day.year, []).append((one, one.value))
    is_strong = bool(by_year[True])
    if not by_year[is_strong]:
        return Markup("")
    year, held = max(by_year[is_strong].items())
    flies = fleet.unit in ("aircraft", "helicopters")
    shown = {measured_words(value): value for _, value in held}
    ids = tuple(one.claim.claim_id for one, _ in held)
    if len(shown) == 1:
        which = ("a report" if is_strong else "a weakly sourced report", "has")
        if len(held) > 1:
            which = ("reports" if is_strong else "weakly sourced reports", "have")
        able = "able to fly" if flies else "fit for use"
        return fill("; {} of {} {} {} {}", which[0], year, which[1], cites.text(next(iter(shown)), ids), able)
    told = fill(
        "; {} of how many {} in {}",
        "reports" if is_strong else "weakly sourced reports",
        "could fly" if flies else "could be used",
        year,
    )
    exact = [value.best for value in shown.values() if value.best is not None]
    if len(exact) == len(shown):
        return fill("{} run from {}", told, cites.text(f"{min(exact):g} to {max(exact):g}", ids))
    return fill("{} say {}", told, series([cites.number(value, words) for words, value in shown.items()]))


def _treaty(case: Case, cites: Cites) -> Markup | None:
    """The latest agreement that is signed, and whether it is in force."""
    found = []
    for thing in case.of_kind("agreement"):
        signed = [
            one for one in case.records.find(thing, stage="signed", property="when") if not one.is_weak and one.when_low
        ]
        if signed and case.records.is_reached(thing, "signed") is True:
            found.append((signed[0].when_low, thing, signed[0]))
    if not found:
        return None
    _, thing, cell = max(found, key=lambda one: (one[0], len(case.records.said_of(one[1])), one[1].thing_id))
    force = [one for one in case.records.find(thing, stage="in_force", property="when") if not one.is_weak]
    tail = Markup("")
    if force and case.records.is_reached(thing, "in_force") is True:
        tail = fill(", in force since {}", cites.text(_month(force[0].when), force[0].ids))
    return fill(
        'The latest agreement on record is "{}", signed in {}{}.',
        thing.title,
        cites.text(_month(cell.when), cell.ids),
        tail,
    )


def _presence(case: Case, cites: Cites) -> Markup | None:
    """The latest number of personnel that somebody gives, with what contradicts it."""
    found = []
    for thing in case.of_kind("deployment"):
        if thing.attributes.get("force", ("",))[0] not in ("personnel", "contractors", "mixed"):
            continue
        for cell in case.records.find(thing, property="personnel"):
            if not cell.is_weak and cell.when_low and cell.low:
                found.append((cell.when_high or cell.when_low, thing, cell))
    if not found:
        return None
    _, thing, cell = max(found, key=lambda one: (one[0], one[2].origins, one[1].thing_id))
    sender = next(iter(thing.roles.get("sender", ())), case.b)
    host = next(iter(thing.roles.get("host", ())), case.a)
    known = states.demonyms(sender) if sender.isupper() else ()
    who = known[0] if known else "foreign"
    return fill(
        "The latest count of {} personnel in {}, {}, is put at {}{}.",
        who,
        the(names(host)),
        when_words(cell.when),
        cites.number(measured(cell), measured_words(measured(cell))),
        _whose(cell, cites),
    )


def _whose(cell: Cell, cites: Cites) -> str:
    """Who says so where all claims behind a number have one speaker, or else one origin."""
    speakers = {one.by for one in cell.said}
    speaker = next(iter(speakers)) if len(speakers) == 1 else None
    if speaker:
        return f", according to {the(actor_name(cites.records, speaker))}"
    return " by one source" if cell.origins == 1 else ""


def _contested(rows: list[LadderRow], cites: Cites) -> Markup | None:
    arrival = ("part_delivered", "delivered", "in_service")
    contested = [row for row in rows if any(one.state == "disputed" and one.stage in arrival for one in row.rungs)]
    if not contested:
        return None
    chosen = sorted(contested, key=lambda one: (-sum(len(rung.claims) for rung in one.rungs), one.name))[:3]
    parts = [
        cites.text(
            row.name,
            tuple(claim for rung in row.rungs if rung.state == "disputed" for claim in rung.claims),
            "n nm",
        )
        for row in chosen
    ]
    joined = series(parts)
    return fill("Whether {} ever arrived is disputed.", joined)


def _latest(case: Case, cites: Cites, as_of: dt.date) -> Markup | None:
    """Of the year before the day, the event most reported, of one matter its first; else the latest event there is."""
    reported = Counter(_matter(case.records.things[one.thing_id]) for one in case.records.citations.values())
    events = []
    for thing in case.of_any("political_event", "incident", "sanction", "deployment"):
        cells = [
            (one.when_low, one)
            for one in case.records.find(thing, property="when")
            if not one.is_weak and one.when_low and one.when_low <= as_of
        ]
        if cells:
            day, cell = max(cells, key=lambda one: (one[0], one[1].lead))
            events.append((day, reported[_matter(thing)], thing, cell))
    if not events:
        return None
    recent = [one for one in events if (as_of - one[0]).days <= 366]
    if recent:
        which = "most reported event of the last year on record"
        _, matter = max((times, _matter(thing)) for _, times, thing, _ in recent)
        chosen = min((one for one in recent if _matter(one[2]) == matter), key=lambda one: (one[0], one[2].thing_id))
    else:
        which = "latest event on record"
        chosen = max(events, key=lambda one: (one[0], one[1], one[2].thing_id))
    _, _, thing, cell = chosen
    when = cites.text(when_words(cell.when, short=False), cell.ids)
    return fill('The {} is "{}", {}.', which, thing.title, when)


def _matter(thing: Thing) -> str:
    """What a thing is about: things whose handles differ in a last letter only (X-1a, X-1b) are one matter."""
    return thing.handle.rstrip("abcdefghijklmnopqrstuvwxyz") if thing.handle else thing.thing_id


def heading(case: Case) -> str:
    """The page's title: the two states, the first as asked."""
    return listing([names(case.a), names(case.b)])


def standing(as_of: dt.date) -> str:
    """The day of the dossier, in words."""
    return day_words(as_of)
