"""Section: where claims contradict, what is covered, who the sources are."""

from __future__ import annotations

from markupsafe import Markup

from bilateral.dossier.charts import disputes, matrix
from bilateral.dossier.charts import evidence as pictures
from bilateral.dossier.charts.frame import Context, Figure, Section, both, key, sentences, swatch
from bilateral.dossier.cite import Cites, grade_tile
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import (
    count,
    day_words,
    listing,
    measured_words,
    span_words,
    stage_words,
    upper_first,
)
from bilateral.evidence.source import SOURCE_KINDS
from bilateral.measures.case import Case
from bilateral.measures.contradictions import (
    Contest,
    Dot,
    RivalNumber,
    StatedTopic,
    contests,
    rival_numbers,
    stated,
)
from bilateral.measures.coverage import coverage
from bilateral.measures.evidence_state import EvidenceState
from bilateral.measures.measured import of_claim


def evidence(case: Case, cites: Cites, context: Context, state: EvidenceState) -> Section | None:
    """Contested deliveries, rival numbers, stated disagreements, coverage, sources, rulings."""
    contested = contests(case)
    numbers = rival_numbers(case)
    topics = stated(case)
    figures = [
        *(_contest(one, cites, context) for one in contested[:2]),
        _contests(contested, cites),
        _rivals(numbers, cites),
        _stated(topics, cites),
        _coverage(case, cites, context),
        _sources(state, cites),
        _rulings(case, cites),
    ]
    present = tuple(one for one in figures if one is not None)
    finding = _finding(contested, numbers, topics, cites)
    caution = sentences(
        [
            Markup("Repeats of one text count once. Claims of grade D to F are shown and never counted."),
            Markup("What sources have not written, no register can hold."),
        ]
    )
    return Section("evidence", "Evidence", finding, caution, present)


def _finding(contested: list[Contest], numbers: list[RivalNumber], topics: list[StatedTopic], cites: Cites) -> Markup:
    parts: list[Markup | None] = []
    if contested:
        claims = [dot.claim.claim_id for one in contested for dot in one.dots]
        parts.append(
            fill(
                "Whether it happened at all is contested for {}.",
                cites.text(count(len(contested), "record", "records"), claims),
            )
        )
    if numbers:
        claims = [claim for one in numbers for claim in one.cell.ids]
        parts.append(
            fill("On {} claims that count do not agree.", cites.text(count(len(numbers), "number", "numbers"), claims))
        )
    if topics:
        stated_count = sum(len(one.items) for one in topics)
        claims = [claim for one in topics for _, item in one.items for claim in _claims_of(item.between, cites)]
        parts.append(
            fill("Editors state {}.", cites.text(count(stated_count, "disagreement", "disagreements"), claims))
        )
    return sentences(parts)


def _claims_of(citations: tuple[str, ...], cites: Cites) -> list[str]:
    return [f"{one}/" for one in citations if one in cites.records.citations]


def _contest(found: Contest, cites: Cites, context: Context) -> Figure:
    sides = {side: sum(one.side == side and one.counts for one in found.dots) for side in ("for", "against")}
    title = f"{found.thing.label or found.thing.title}: {count(sides['for'], 'source says', 'sources say')} yes, {count(sides['against'], 'says', 'say')} no"
    legend = key(
        svg.glyph(12, 12, svg.circle(6, 6, 5, "dt gA")),
        "a claim, darker and larger with the grade of its source",
    )
    legend += key(svg.glyph(12, 12, svg.circle(6, 6, 4.5, "hol")), "not counted: weak, or its origin counted already")
    legend += key(svg.glyph(12, 12, svg.circle(6, 6, 4.5, "tint")), "neither yes nor no")
    ruling = f" A judgement decides: {found.judgement}." if found.judgement else ""
    return Figure(
        title=title,
        subtitle=f"Claims that it was {stage_words(found.stage)}, by the day they became known: yes above, no below, "
        "neither between",
        legend=legend,
        body=both(lambda width: disputes.contest(found, cites, context.as_of, width)),
        behind=_contest_list(found, cites),
        caption="Source: register. On the band stand talks, plans and orders of it, and claims that leave it open: they say "
        f"neither yes nor no. Claims of grade D to F are shown and not counted.{ruling}",
    )


def _contest_list(found: Contest, cites: Cites) -> Markup:
    items = [
        fill(
            '<li><span class="cd">{}</span><span>{} {}: {}{}</span></li>',
            day_words(one.known, short=True),
            grade_tile(one.claim.letter, one.claim.digit),
            cites.text(cites.records.sources[one.claim.source_id].name, (one.claim.claim_id,)),
            _side_words(one),
            disputes.uncounted(one),
        )
        for one in found.dots
    ]
    return fill('<ol class="chron">{}</ol>', join(items))


def _side_words(dot: Dot) -> str:
    """'yes', 'no', or what it says in their place: 'neither yes nor no (ordered)', '(speculated)'."""
    if dot.side != "neither":
        return {"for": "yes", "against": "no"}[dot.side]
    claim = dot.claim
    return f"neither yes nor no ({stage_words(claim.stage) if claim.modality == 'asserted' else claim.modality})"


def _contests(found: list[Contest], cites: Cites) -> Figure | None:
    rest = found[2:]
    if not rest:
        return None
    items = []
    for one in rest:
        grouped: dict[str, list[str]] = {
            word: [] for word in ("yes", "no", "weak yes", "weak no", "repeated", "neither")
        }
        for dot in one.dots:
            grouped[_group_of(dot)].append(dot.claim.claim_id)
        parts = [
            fill("{} {}", word, cites.text(str(len(claims)), claims)) for word, claims in grouped.items() if claims
        ]
        items.append(
            fill(
                "<li><span>{}, {}</span><span>{}</span></li>",
                one.thing.title,
                stage_words(one.stage),
                join(parts, " · "),
            )
        )
    return Figure(
        title="Other events that are contested",
        subtitle="How many sources say yes, no, or neither",
        body=fill('<ul class="mind">{}</ul>', join(items)),
        caption="Source: register. Weak: claims of grade D to F. Repeated: of an origin counted already. Neither: talks, plans "
        "and orders of it, and claims that leave it open.",
    )


def _group_of(dot: Dot) -> str:
    if dot.side == "neither":
        return "neither"
    if dot.is_repeat and not dot.is_weak:
        return "repeated"
    return f"{'weak ' if dot.is_weak else ''}{'yes' if dot.side == 'for' else 'no'}"


def _rivals(found: list[RivalNumber], cites: Cites, most: int = 12) -> Figure | None:
    if not found:
        return None
    shown = found[:most]
    legend = key(svg.glyph(12, 12, svg.circle(6, 6, 5, "dt gA")), "claim that counts") + key(
        svg.glyph(12, 12, svg.circle(6, 6, 4.5, "hol")), "claim that does not count"
    )
    legend += key(svg.glyph(22, 9, svg.line(1, 5, 21, 5, "ivl")), "interval kept")
    return Figure(
        title=f"{upper_first(count(len(found), 'number', 'numbers'))} on which sources disagree",
        subtitle="Each on its own scale from zero."
        + (f" The {len(shown)} with most origins are drawn; the list has all." if len(shown) < len(found) else ""),
        legend=legend,
        body=both(lambda width: disputes.rivals(shown, cites, width)),
        behind=_rival_list(found, cites),
        caption="Different units hide behind some of these: systems and launchers, contract and estimate. The larger dot leads the record.",
    )


def _rival_list(found: list[RivalNumber], cites: Cites) -> Markup:
    items = []
    for row in found:
        parts = []
        for claim in row.claims:
            if claim.low is None:
                continue
            parts.append(
                fill(
                    "{} <small>{}</small>",
                    cites.text(measured_words(of_claim(claim)), (claim.claim_id,)),
                    cites.records.sources[claim.source_id].name,
                )
            )
        items.append(
            fill(
                "<li><b>{}</b>, {}: {}</li>",
                row.thing.label or row.thing.title,
                disputes.quantity_name(row, cites),
                join(parts, " · "),
            )
        )
    return fill('<ul class="plain">{}</ul>', join(items))


def _stated(topics: list[StatedTopic], cites: Cites) -> Figure | None:
    if not topics:
        return None
    grouped = [one for one in topics if len(one.items) > 1]
    single = [one for one in topics if len(one.items) == 1]
    parts = [_topic(one, cites) for one in grouped]
    if single:
        parts.append(_topic(StatedTopic("Others", tuple(item for one in single for item in one.items)), cites))
    total = sum(len(one.items) for one in topics)
    names = listing([one.topic for one in grouped[:3]])
    return Figure(
        title=f"{total} disagreements, most of them on {names}"
        if 2 * sum(len(one.items) for one in grouped[:3]) > total
        else f"{count(total, 'disagreement', 'disagreements')} stated by editors",
        subtitle="Stated by editors in words, both sides linked",
        body=join(parts),
        caption="Source: register. Each stands in the file of its record, with the citations on its sides.",
    )


def _topic(found: StatedTopic, cites: Cites) -> Markup:
    items = []
    for thing, one in found.items:
        sides = join(
            (
                cites.text(cites.records.sources[cites.records.citations[citation].source_id].name, [f"{citation}/"])
                for citation in one.between
                if citation in cites.records.citations
            ),
            " · ",
        )
        extra = fill(" · <i>{}</i>", one.unsourced) if one.unsourced else Markup("")
        items.append(
            fill(
                '<li><span>{} <small>{}</small></span><span class="sides">{}{}</span></li>',
                one.says,
                thing.label or thing.title,
                sides,
                extra,
            )
        )
    return fill(
        '<details class="tab topic"><summary>{} <span class="q0">{}</span></summary><ul class="mind">{}</ul></details>',
        found.topic,
        fill('<span class="ct">{}</span>', len(found.items)),
        join(items),
    )


def _coverage(case: Case, cites: Cites, context: Context) -> Figure | None:
    rows = coverage(case, context.first_year, context.last_year, covers=context.covers)
    if not rows:
        return None
    legend = key(marks.cell_glyph("value"), "claims held") + key(marks.cell_glyph("under_way"), "runs through the year")
    legend += key(marks.cell_glyph("none"), "looked, none") + key(marks.cell_glyph("not_reported"), "no claim yet")
    legend += key(marks.cell_glyph("not_covered"), "not covered") + key(
        marks.cell_glyph("not_yet_published"), "not yet published"
    )
    return Figure(
        title="What strands and series cover",
        subtitle="One column a year. No cell is zero because nobody looked.",
        legend=legend,
        body=both(lambda width: matrix.coverage(rows, cites, width)),
        behind=matrix.coverage_list(rows, cites),
        caption=f"The register covers {span_words(*context.covers)}. A dash in a strand: no claim yet, which is not the same as nothing. "
        "Only the series of transfers is published as complete for its years.",
    )


def _sources(state: EvidenceState, cites: Cites) -> Figure | None:
    if not state.tallies:
        return None
    legend = join(key(swatch(f"gb{place}"), letter) for place, letter in enumerate(("A", "B", "C", "D", "E, F")))
    shown = state.tallies[:14]
    least = shown[-1].citations
    return Figure(
        title="Sources that carry most citations",
        subtitle=f"{len(shown)} of {len(state.tallies)} sources; the others carry {least} or fewer each"
        if len(shown) < len(state.tallies)
        else "All sources of this dossier",
        legend=legend,
        body=both(lambda width: pictures.sources(state, cites, width)),
        behind=_source_list(state, cites),
        summary="Show every source",
        caption="Grade of the source: A completely reliable to F cannot be judged. A relay is graded as the relay, not as what it relays.",
    )


def _source_list(state: EvidenceState, cites: Cites) -> Markup:
    """Every source: name, kind, language, grade, citations."""
    items = []
    by_source: dict[str, list[str]] = {}
    for citation, found in cites.records.citations.items():
        by_source.setdefault(found.source_id, []).append(f"{citation}/")
    for one in state.tallies:
        card = cites.records.sources[one.source_id]
        letters = ", ".join(
            f"{letter} {number}" if len(one.letters) > 1 else letter for letter, number in sorted(one.letters.items())
        )
        meta = ", ".join(part for part in (SOURCE_KINDS[card.kind], " ".join(one.languages), letters) if part)
        items.append(
            fill(
                "<li>{} {} <small>{}</small></li>",
                cites.text(str(one.citations), by_source[one.source_id]),
                card.name,
                meta,
            )
        )
    return fill('<ul class="lst">{}</ul>', join(items))


def _rulings(case: Case, cites: Cites) -> Figure | None:
    decided = {cell.judgement for cell in case.records.cells if cell.judgement and cell.thing_id in case.told}
    fixed: dict[str, list[str]] = {}
    for one in case.records.said.values():
        if one.correction_id and one.thing_id in case.told:
            fixed.setdefault(one.correction_id, []).append(one.claim_id)
    items = []
    for judgement_id in sorted(decided):
        ruling = case.records.judgements.get(judgement_id)
        if ruling is not None:
            items.append(
                fill(
                    "<li><span>Judgement on {}: {}</span><span>{}, {}</span></li>",
                    cites.text(case.records.things[ruling.thing_id].title, (ruling.prefers,)),
                    ruling.reason,
                    ruling.author,
                    day_words(ruling.made),
                )
            )
    for correction_id, claims in sorted(fixed.items()):
        items.append(
            fill("<li><span>Correction {}</span><span>{}</span></li>", correction_id, cites.text("the claim", claims))
        )
    if not items:
        return None
    return Figure(
        title="Rulings by people",
        subtitle="Judgements between claims and corrections of what a source printed, with author and reason",
        body=fill('<ul class="mind">{}</ul>', join(items)),
        caption="Source: register, judgements and corrections. What was printed stays in the record.",
    )
