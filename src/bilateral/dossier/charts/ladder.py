"""Figure 2.2: the transfer ladder, a table whose rungs are drawn by CSS."""

from __future__ import annotations

from markupsafe import Markup

from bilateral.dossier.cite import Cites, grade_tile
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import measured_words, stage_words, when_words, year_words
from bilateral.evidence.quantity import unit_after
from bilateral.measures.ladder import RUNGS, LadderRow, Rung
from bilateral.measures.measured import Measured

_PLACE = {stage: place for place, stage in enumerate(RUNGS)}
_PLANT_PLACE = {"talks": 0, "agreed": 2, "under_construction": 3, "part_operational": 3, "operational": 4}


def table(rows: list[LadderRow], cites: Cites) -> Markup:
    """Rows in groups; a rung is filled when a claim attests it and ringed when a later one implies it."""
    head = join([fill('<th scope="col">{}</th>', stage_words(stage)) for stage in RUNGS])
    groups: dict[str, list[LadderRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    bodies = []
    for group, members in groups.items():
        bodies.append(
            fill('<tr class="grp"><th scope="colgroup" colspan="11">{}</th></tr>', group[:1].upper() + group[1:])
        )
        bodies += [_row(one, cites) for one in members]
    return fill(
        '<table class="lad"><thead><tr><th scope="col">System</th>{}<th scope="col" class="dis">disputed</th>'
        '<th scope="col" class="q">number</th><th scope="col" class="gc">grade</th></tr></thead><tbody>{}</tbody></table>',
        head,
        join(bodies),
    )


def _row(row: LadderRow, cites: Cites) -> Markup:
    placed: dict[int, Rung] = {}
    places = _PLACE if row.thing.kind == "transfer" else _PLANT_PLACE
    for rung in row.rungs:
        place = places[rung.stage]
        held = placed.get(place)
        if held is None or _weight(rung) >= _weight(held):
            placed[place] = rung
    drawn = [place for place, rung in placed.items() if rung.state in ("reached", "implied", "weak")]
    first, last = (min(drawn), max(drawn)) if drawn else (-1, -1)
    cells = [_cell(placed.get(place), place, first, last, cites, row.unit) for place in range(len(RUNGS))]
    claims = tuple(claim for rung in row.rungs for claim in rung.claims)
    name = cites.text(row.name, claims or tuple(one.claim_id for one in cites.records.said_of(row.thing)), "n nm")
    cls = "" if drawn else ' class="unk"'
    return fill(
        '<tr{}><th scope="row">{}</th>{}<td class="dis">{}</td><td class="q">{}</td><td class="gc">{}</td></tr>',
        Markup(cls),
        name,
        join(cells),
        _dispute(row, cites),
        _number(row, cites),
        grade_tile(row.letter, row.digit),
    )


def _weight(rung: Rung) -> int:
    return {"none": 0, "denied": 1, "implied": 2, "weak": 3, "disputed": 4, "reached": 5}[rung.state]


def _cell(rung: Rung | None, place: int, first: int, last: int, cites: Cites, unit: str) -> Markup:
    line = ""
    if first >= 0 and first <= place <= last:
        line = (" ln" if place > first else "") + (" rn" if place < last else "")
    if rung is None or rung.state not in ("reached", "implied", "weak"):
        inside = Markup("")
        if rung is not None and rung.state == "denied":
            inside = cites.text("not so", rung.claims, "n yr no")
        return fill('<td class="st{}">{}</td>', line, inside)
    kind = {"implied": " imp", "weak": " wk"}.get(rung.state, "")
    parts = [Markup('<span class="nd"></span>')]
    if rung.when:
        parts.append(
            fill(
                '<span class="yr" title="{}">{}</span>',
                when_words(rung.when),
                cites.text(year_words(rung.when), rung.claims),
            )
        )
    elif rung.claims:
        parts.append(fill('<span class="yr">{}</span>', cites.text("undated", rung.claims)))
    if rung.quantity is not None and place != 2:
        parts.append(fill('<span class="qt">{}</span>', cites.number(rung.quantity, _short(rung.quantity, unit))))
    return fill('<td class="st s{}{}{}">{}</td>', place, kind, line, join(parts))


def _short(value: Measured, unit: str) -> str:
    words = measured_words(value, with_unit=value.unit != unit)
    return words.replace(" or more", "+") if len(words) > 8 else words


def _dispute(row: LadderRow, cites: Cites) -> Markup:
    contested = [rung for rung in row.rungs if rung.state == "disputed"]
    if not contested:
        if row.is_cancelled:
            return Markup('<span class="yr">cancelled</span>')
        return Markup("")
    claims = tuple(claim for rung in contested for claim in rung.claims)
    since = min((rung.when for rung in contested if rung.when), default="")
    glyph = svg.glyph(15, 15, marks.diamond(7.5, 7.5, 6.4))
    if not since:
        return fill('{}<span class="yr only">{}</span>', glyph, cites.text("disputed", claims))
    return fill('{}<span class="yr">{}</span>', glyph, cites.text(f"since {since}", claims))


def _number(row: LadderRow, cites: Cites) -> Markup:
    if row.quantity is None:
        return Markup('<span class="q0">not reported</span>')
    value = row.quantity
    words = cites.number(value, measured_words(value))
    usual = value.unit not in ("", "percent")
    after = unit_after(value.words if value.qualifier == "words" else "", value.best, value.unit)
    unit = f" {after}" if usual else ""
    stage = row.quantity_stage or ""
    note = f", {stage_words(stage)}" if stage not in ("", "delivered") else ""
    tail = fill('<span class="q0">{}{}</span>', unit, note) if unit or note else Markup("")
    return fill("{}{}{}", words, tail, _bar(value))


def _bar(value: Measured) -> Markup:
    """The interval as a line on a scale from zero."""
    if value.high in (None, 0) or value.low is None:
        return Markup("")
    wide = 84.0
    cls = "qd" if value.is_conflict else "qi"
    low, high = value.low / value.high * wide, wide
    inner = [svg.line(0, 6, wide, 6, "lane")]
    if wide - low > 3:
        inner.append(marks.interval(low + 1, high - 1, 6, cls, 3.5))
    else:
        inner.append(svg.circle(wide - 4, 6, 3, "f-p4"))
    return svg.glyph(wide, 12, join(inner), "qb")
