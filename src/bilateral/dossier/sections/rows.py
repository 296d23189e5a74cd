"""Table rows of the strands: what, when, how many, how sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup

from bilateral.dossier.cite import Cites, grade_tile
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import (
    actor_name,
    measured_words,
    names,
    property_words,
    stage_words,
    when_words,
    year_words,
)
from bilateral.evidence.quantity import unit_words
from bilateral.measures.measured import Measured
from bilateral.measures.strands import Amount, Entry, Moment

NOT_REPORTED = Markup('<span class="unk">not reported</span>')
_DIAMOND = svg.glyph(13, 13, marks.diamond(6.5, 6.5, 5.6))


def title(entry: Entry, cites: Cites) -> Markup:
    """The thing's title, linked to all its claims; a diamond where sources contradict."""
    claims = [claim for moment in entry.moments for claim in moment.claims] or [
        claim for amount in entry.amounts for claim in amount.value.claims
    ]
    if not claims:
        claims = [claim for note in entry.notes for claim in note.claims]
    mark = fill(' <span class="dsp" title="sources differ">{}</span>', _DIAMOND) if entry.is_disputed else Markup("")
    return fill("{}{}", cites.text(entry.thing.title, claims), mark)


def when(entry: Entry, cites: Cites, stages: tuple[str, ...] = ()) -> Markup:
    """The time of the first stage of the list that has one, else of the first dated stage."""
    dated = [one for one in entry.moments if one.when and one.state != "denied"]
    chosen = next((one for stage in stages for one in dated if one.stage == stage), None) or next(iter(dated), None)
    if chosen is None:
        return NOT_REPORTED
    words = when_words(chosen.when)
    return cites.text(words if chosen.state in _STATED else f"{words} ({chosen.state})", chosen.claims)


_STATED = ("reached", "disputed", "denied")


def course(entry: Entry, cites: Cites, most: int = 7) -> Markup:
    """The stages in time order: 'agreed 2006-07 · under construction 2009 · missed 2011'."""
    shown = [one for one in entry.moments if one.stage]
    merged: list[tuple[Moment, list[str], list[str]]] = []
    for one in shown:
        year = year_words(one.when)
        if merged and merged[-1][0].stage == one.stage and merged[-1][0].state == one.state:
            if year and year not in merged[-1][1]:
                merged[-1][1].append(year)
            merged[-1][2].extend(one.claims)
        else:
            merged.append((one, [year] if year else [], list(one.claims)))
    parts = []
    for one, years, claims in merged[:most]:
        words = stage_words(one.stage)
        if one.state == "denied":
            words = f"not {words}"
        if one.state not in ("reached", "denied"):
            words = f"{words} ({one.state})"
        span = ", ".join(years[:4]) + (" …" if len(years) > 4 else "")
        parts.append(cites.text(f"{words} {span}".strip(), claims))
    more = Markup(" …") if len(merged) > most else Markup("")
    return join(parts, " · ") + more if parts else NOT_REPORTED


def amounts(entry: Entry, cites: Cites, keep: Callable[[Amount], bool], most: int = 4, *, name: bool = True) -> Markup:
    """Numbers of an entry that pass a test: 'about 100 persons; 2 aircraft (Russia); pilots trained: 20 persons'."""
    shown: dict[tuple[str, str, str], tuple[list[str], bool]] = {}
    for one in entry.amounts:
        if not keep(one):
            continue
        head, words = amount_words(one)
        of = f" ({actor_name(cites.records, one.actor)})" if one.actor and name else ""
        held = shown.setdefault((head, words, of), ([], one.value.is_conflict))
        held[0].extend(one.value.claims)
    parts = [
        fill("{}{}{}", head, cites.text(words, claims, "n q" if is_conflict else "n"), of)
        for (head, words, of), (claims, is_conflict) in list(shown.items())[:most]
    ]
    more = Markup(" …") if len(shown) > most else Markup("")
    return join(parts, "; ") + more if parts else NOT_REPORTED


def amount_words(amount: Amount) -> tuple[str, str]:
    """A figure's own words, and its number: 'rank among importers: ' and '46'; of other properties only the number.

    The unit stands with the number unless the words before it name it.
    """
    value = amount.value
    if amount.is_figure and amount.what:
        return f"{amount.what}: ", measured_words(value, with_unit=not _names(amount.what, value))
    words = measured_words(value, with_unit=True)
    return "", f"{words} {property_words(amount.what)}" if value.unit == "" and amount.what else words


def _names(words: str, value: Measured) -> bool:
    units = {value.unit, unit_words(1, value.unit)}
    return any(unit and re.search(rf"\b{re.escape(unit)}\b", words) for unit in units)


def observed(entry: Entry, cites: Cites, most: int = 14) -> Markup:
    """Every number of an observation with its period: '4.24 % (2010–17); rank among buyers: 8 (2010–17)'.

    Where the words of a number name years, they are its period.
    """
    parts = []
    for one in entry.amounts[:most]:
        head, words = amount_words(one) if one.is_figure else ("", measured_words(one.value, with_unit=True))
        of = f"{actor_name(cites.records, one.actor)}: " if one.actor else ""
        what = f" {property_words(one.what)}" if not one.is_figure and one.what not in _PLAIN else ""
        period = f" ({year_words(one.when)})" if one.when and not re.search(r"\b(?:1[89]|20)\d\d\b", head) else ""
        parts.append(fill("{}{}{}{}{}", of, head, cites.number(one.value, words), what, period))
    return join(parts, "; ") + (Markup(" …") if len(entry.amounts) > most else Markup(""))


_PLAIN = ("amount", "count", "value", "")


def texts(entry: Entry, cites: Cites, kinds: tuple[str, ...], most: int = 2) -> Markup:
    """Text properties of an entry, each with its claims; empty where there are none."""
    found = [one for kind in kinds for one in entry.notes if one.what == kind][:most]
    return join((cites.text(one.text, one.claims) for one in found), "; ")


def grade(entry: Entry) -> Markup:
    """The entry's grade as a tile."""
    return grade_tile(entry.letter, entry.digit)


def parties(entry: Entry, *, without: tuple[str, ...] = ()) -> str:
    """The states in it, by name."""
    return ", ".join(names(code) for code in entry.thing.parties if code.isupper() and code not in without)


def table(heads: tuple[str, ...], rows: Sequence[tuple[Markup | str, ...]], label: str, cls: str = "") -> Markup:
    """A table that scrolls inside its own box where it is too wide."""
    head = join([fill('<th scope="col">{}</th>', one) for one in heads])
    body = join(
        [
            fill(
                '<tr><th scope="row">{}</th>{}</tr>',
                row[0],
                join(
                    [
                        fill('<td data-l="{}"><div>{}</div></td>', head, cell)
                        for head, cell in zip(heads[1:], row[1:], strict=True)
                    ]
                ),
            )
            for row in rows
        ]
    )
    return fill(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}"><table class="tbl {}"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        label,
        cls,
        head,
        body,
    )
