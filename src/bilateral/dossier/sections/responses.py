"""Section: sanctions and the answers of others; numbers of the economy behind the partnership."""

from __future__ import annotations

from markupsafe import Markup, escape

from bilateral.dossier.charts.frame import Context, Figure, Section, sentences
from bilateral.dossier.cite import Cites
from bilateral.dossier.markup import fill, join
from bilateral.dossier.sections import rows
from bilateral.dossier.words import actor_name, count, listing, the, upper_first
from bilateral.measures.case import Case
from bilateral.measures.strands import Entry, entries

_SERIES_OF_SECTION_TWO = ("tiv-deliveries", "tiv-by-supplier", "supplier-share", "supplier-concentration")


def responses(case: Case, cites: Cites, context: Context) -> Section | None:
    """Sanctions, events by others, economic numbers."""
    sanctions = entries(case, "sanction")
    events = [
        one
        for one in entries(case, "political_event", "incident", "deployment")
        if not one.is_own
        or one.thing.kind == "incident"
        or one.thing.attributes.get("nature", ("",))[0] not in ("visit", "meeting", "")
    ]
    events = [one for one in events if one.thing.kind != "deployment" or not one.is_own]
    numbers = [
        one
        for one in entries(case, "observation")
        if one.thing.attributes.get("series", ("",))[0] not in _SERIES_OF_SECTION_TWO
    ]
    figures = [_sanctions(sanctions, cites), _events(events, cites), _numbers(numbers, cites)]
    present = tuple(one for one in figures if one is not None)
    if not present:
        return None
    return Section("responses", "Responses", _finding(sanctions, events, cites), _caution(), present)


def _finding(sanctions: list[Entry], events: list[Entry], cites: Cites) -> Markup:
    parts: list[Markup | None] = []
    if sanctions:
        codes = {code for one in sanctions for code in one.thing.roles.get("sender", ())}
        senders = sorted({_sender(code, cites) for code in codes}, key=lambda one: one.removeprefix("the "))
        claims = [said.claim_id for one in sanctions for said in cites.records.said_of(one.thing)]
        by = (
            cites.text(count(len(senders), "sender", "senders"), claims)
            if len(senders) > 4
            else escape(listing(senders))
        )
        told = cites.text(count(len(sanctions), "measure", "measures"), claims)
        parts.append(fill("{} on record, by {}.", told, by) if senders else fill("{} on record.", told))
    if events:
        claims = [said.claim_id for one in events for said in cites.records.said_of(one.thing)]
        of_others = sum(not one.is_own for one in events)
        whose = (
            "an act of others"
            if len(events) == 1
            else f"{'most' if 2 * of_others > len(events) else 'some'} of them acts of others"
        )
        parts.append(
            fill("{} around the partnership, {}.", cites.text(count(len(events), "event", "events"), claims), whose)
            if of_others
            else None
        )
    return sentences(parts)


_WITH_ARTICLE = ("Union", "Nations", "Group", "Council", "Community", "League", "States")


def _sender(code: str, cites: Cites) -> str:
    """Who imposes a measure, as it stands in a sentence: a state, an organisation, an office."""
    name = the(actor_name(cites.records, code))
    return f"the {name}" if name.endswith(_WITH_ARTICLE) and not name.lower().startswith("the ") else name


def _caution() -> Markup:
    return Markup(
        "That a measure follows an event does not show that it was its effect. Measures against one side are listed because an editor holds that they bear on the pair."
    )


def _sanctions(held: list[Entry], cites: Cites) -> Figure | None:
    if not held:
        return None
    body = [
        (
            rows.title(one, cites),
            rows.course(one, cites, most=5),
            rows.texts(one, cites, ("instrument", "scope"), 3) or rows.NOT_REPORTED,
            rows.texts(one, cites, ("reason",)) or rows.NOT_REPORTED,
            rows.grade(one),
        )
        for one in held
    ]
    return Figure(
        title=upper_first(f"{count(len(held), 'sanction or embargo', 'sanctions and embargoes')} on record"),
        subtitle="Measures, their course, and the reason the sender gives",
        body=rows.table(
            ("Measure", "Course", "Instrument, scope", "Reason given by the sender", "Grade"),
            body,
            "Sanctions",
            "wide",
        ),
        caption="Source: register, strand sanction. Reasons are quoted as claims of the sender.",
    )


def _events(held: list[Entry], cites: Cites) -> Figure | None:
    if not held:
        return None
    items = []
    for one in held:
        mostly = fill(" <small>{}</small>", rows.parties(one))
        numbers = [
            amount
            for amount in one.amounts
            if amount.what in ("killed", "injured", "lost", "damaged", "used", "personnel")
        ]
        shown = rows.amounts(one, cites, lambda amount: amount in numbers, 3) if numbers else Markup("")  # noqa: B023
        text = rows.texts(one, cites, ("content", "cause", "purpose"), 1)
        tail = join((part for part in (shown, text) if part), "; ")
        items.append(
            fill(
                '<li><span class="cd">{}</span><span>{}{}{}</span></li>',
                rows.when(one, cites, ("occurred", "arrived", "present", "announced")),
                rows.title(one, cites),
                mostly,
                fill(": {}", tail) if tail else Markup(""),
            )
        )
    return Figure(
        title="What others did, and what happened around the partnership",
        subtitle="Events, incidents and movements of third states, in order of time",
        body=fill('<ol class="chron open">{}</ol>', join(items)),
        caption="Source: register. Verbs are those of the reports; a diamond marks records on which sources differ.",
    )


def _numbers(held: list[Entry], cites: Cites) -> Figure | None:
    body = []
    for one in held:
        shown = rows.amounts(
            one,
            cites,
            lambda amount: amount.what in ("amount", "count", "figure") or bool(amount.what),
            8,
            name=True,
        )
        if shown is rows.NOT_REPORTED:
            continue
        body.append((rows.title(one, cites), rows.observed(one, cites), rows.grade(one)))
    if not body:
        return None
    return Figure(
        title="Numbers around the partnership",
        subtitle="Totals, oil, prices and exports as sources give them, each with its period",
        body=rows.table(("What", "Numbers, with period", "Grade"), body, "Numbers", "wide two-col"),
        caption="Source: register, strand observation. Sums in the prices of the day; totals of different sources count different things.",
    )
