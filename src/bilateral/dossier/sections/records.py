"""The records themselves: every citation of the page, by record. Cards, search and the printed appendix read them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bilateral.dossier.cite import Cites, grade_tile
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import (
    actor_name,
    day_words,
    property_words,
    stage_words,
    when_words,
)
from bilateral.evidence.quantity import names_unit, unit_after
from bilateral.evidence.records import Said
from bilateral.evidence.thing import Thing
from bilateral.measures.listing import said_words

_KINDS = {"political_event": "political event", "technology_transfer": "technology transfer"}
_MODALITIES = {
    "planned": "planned",
    "conditional": "conditional",
    "speculated": "speculated",
    "denied": "denied",
}


def records(cites: Cites) -> Markup:
    """All records, in the order of the page's numbering."""
    said: dict[str, list[Said]] = {}
    for one in cites.records.said.values():
        said.setdefault(one.citation_id, []).append(one)
    by_thing: dict[str, list[str]] = {}
    for citation in cites.numbers:
        by_thing.setdefault(cites.records.citations[citation].thing_id, []).append(citation)
    last = max((one.known for one in cites.records.said.values()), default=dt.date.min)
    return join([_record(thing, by_thing.get(thing.thing_id, []), said, cites, last) for thing in cites.things])


def _record(thing: Thing, citations: list[str], said: dict[str, list[Said]], cites: Cites, last: dt.date) -> Markup:
    held = cites.records
    days = [claim.known for citation in citations for claim in said[citation]]
    whole = max(days).isoformat() if days else ""
    parts = []
    notes = (thing.note, thing.editing_note) if held.notes_are_visible(thing) else (None, None)
    if notes[0]:
        parts.append(fill('<p class="rnote" data-k="{}">{}</p>', whole, notes[0]))
    for one in held.disagreements:
        if one.thing_id == thing.thing_id:
            days = [claim.known for citation in one.between for claim in said[citation]]
            known = last if one.unsourced else max(days)
            parts.append(fill('<p class="rx" data-k="{}"><b>Disagreement.</b> {}</p>', known.isoformat(), one.says))
    if notes[1]:
        parts.append(fill('<p class="rnote en" data-k="{}">{}</p>', whole, notes[1]))
    meta = [_KINDS.get(thing.kind, thing.kind)]
    if thing.kind == "transfer" and {"supplier", "recipient"} <= thing.roles.keys():
        meta.append(
            f"{actor_name(held, thing.roles['supplier'][0])} to {actor_name(held, thing.roles['recipient'][0])}"
        )
    equipment = [held.equipment[one] for one in thing.equipment if one in held.equipment]
    if equipment:
        names = ", ".join(one.name + (f" ({one.nato})" if one.nato else "") for one in equipment[:3])
        meta.append(names)
    items = join([_citation(one, said[one], cites) for one in citations])
    cls = "rec" if any(one in cites.used for one in citations) else "rec uncited"
    return fill(
        '<article class="{}" id="{}"><h3><span class="rid">{}</span> {}</h3><p class="rmeta">{}</p>{}<ul>{}</ul></article>',
        cls,
        cites.anchor(thing),
        thing.handle or "",
        thing.title,
        join(fill("<span>{}</span>", one) for one in meta),
        join(parts),
        items,
    )


def _citation(citation_id: str, claims: list[Said], cites: Cites) -> Markup:
    citation = cites.records.citations[citation_id]
    source = cites.records.sources[citation.source_id]
    first = claims[0]
    via = [cites.records.sources[one].name for one in citation.relays if one in cites.records.sources]
    when = (
        f"seen {day_words(first.known, short=True)}"
        if citation.basis == "seen"
        else when_words(citation.published or citation.edition or "")
    )
    meta = [when or day_words(first.known, short=True)]
    language = citation.language or (source.languages[0] if source.languages else "")
    if language:
        meta.append(language)
    if citation.edition:
        meta.append(f"edition {citation.edition}")
    if citation.is_checked:
        meta.append("checked")
    if citation.basis in ("address", "text"):
        meta.append(f"dated by its {citation.basis}")
    if via:
        meta.append(f"relays {', '.join(via)}")
    if citation.repeats:
        meta.append("repeats another text")
    chips = _chips(claims, cites)
    number = cites.numbers[citation_id]
    return Markup(
        f'<li id="k{number}" data-k="{first.known}">{grade_tile(first.letter, first.digit)}'
        f'<div><b>{escape(source.name)}</b> <span class="cm">{escape(" · ".join(meta))}</span>'
        f"<p>{escape(citation.says)}</p>{chips}{_address(citation.at)}</div></li>"
    )


def _chips(claims: list[Said], cites: Cites) -> Markup:
    """The typed claims of a citation: 'delivered 24 aircraft', 'ordered Jul 2006'."""
    words: list[str] = []
    for one in claims:
        if one.text is not None:
            continue
        value = said_words(one)
        name = one.facet if one.property == "figure" else property_words(one.property)
        if one.property in ("quantity", "when", "reached"):
            text = f"{stage_words(one.stage)} {value}".strip()
            if one.property == "reached":
                if any(
                    other.stage == one.stage and other is not one and other.period == one.period for other in claims
                ):
                    continue
                text = stage_words(one.stage) if one.best == 1.0 else f"not {stage_words(one.stage)}"
        elif one.property == "deliveries":
            text = f"{one.period}: {value}"
        else:
            text = f"{name} {when_words(one.period)}: {value}" if one.period else f"{name}: {value}"
        if one.actor:
            text = f"{actor_name(cites.records, one.actor)}: {text}"
        if (
            one.unit
            and one.unit.isupper() is False
            and not names_unit(value, one.unit)
            and one.property in ("quantity", "deliveries")
        ):
            amount = one.best if one.best is not None else one.high or one.low
            text = f"{text} {unit_after(value, amount, one.unit)}"
        if one.modality in _MODALITIES:
            text = f"{text} ({_MODALITIES[one.modality]})"
        if text not in words:
            words.append(text)
    if not words:
        return Markup("")
    return Markup(f'<p class="chips">{escape(" · ".join(words))}</p>')


def _address(at: str | None) -> Markup:
    """Where it stands: a link where it is a web address, the words otherwise."""
    if at is None:
        return Markup("")
    try:
        parts = urlsplit(at)
    except ValueError:  # brackets in the place of the host
        return Markup(f'<span class="lk">{escape(at)}</span>')
    if parts.scheme in ("http", "https") and parts.netloc:
        return Markup(f'<a class="lk" rel="noreferrer" href="{escape(at)}">{escape(parts.netloc)}</a>')
    return Markup(f'<span class="lk">{escape(at)}</span>')
