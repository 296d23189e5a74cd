"""Figure 2.3: delivered, surviving and available aircraft of one type, as claims say."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from bilateral.dossier.cite import Cites
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.draw.scales import LinearScale, TimeScale, value_axis
from bilateral.dossier.draw.svg import n
from bilateral.dossier.draw.text import width
from bilateral.dossier.markup import join
from bilateral.dossier.words import measured_words, when_words
from bilateral.evidence.dates import When
from bilateral.measures.fleets import Fleet, Loss, Report

_HEIGHT = 280.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def draw(fleet: Fleet, cites: Cites, as_of: dt.date, page_width: float) -> Markup:
    """Steps of delivery, the surviving line with crosses for losses, and claims on how many can be used."""
    is_wide = page_width > 600
    side = 150.0 if is_wide else 4.0
    base, top, left, right = _HEIGHT - 26, 16.0, 34.0, page_width - side
    first = min((step.day.year for step in fleet.steps), default=as_of.year) - 1
    time = TimeScale(first, as_of.year, left, right)
    whole = fleet.delivered.high or fleet.delivered.best or 1
    scale = LinearScale(whole, base, top)
    now = time(as_of, end=True)
    parts = [value_axis(scale, left, right, left - 6)]
    parts += [
        svg.text(time.year(year), _HEIGHT - 6, str(year), "ax", "middle")
        for year in range(first + 1, as_of.year + 1)
        if year % (2 if is_wide else 5) == 0
    ]
    parts.append(_delivered(fleet, cites, time, scale, base, now))
    parts += _surviving(fleet, cites, time, scale, now, base)
    parts += _reports(fleet, cites, time, scale, now, is_wide)
    parts.append(svg.line(left, base, right, base, "axl"))
    if is_wide:
        parts += _labels(fleet, cites, scale, right + 8)
    middle = "surviving" if fleet.surviving is not None else "lost"
    return svg.picture(page_width, _HEIGHT, join(parts), f"{fleet.name}: delivered, {middle}, reported usable")


def _delivered(fleet: Fleet, cites: Cites, time: TimeScale, scale: LinearScale, base: float, now: float) -> Markup:
    if not fleet.steps:
        return Markup("")
    d = f"M{n(time(fleet.steps[0].day))} {n(base)}"
    for step in fleet.steps:
        d += f"V{n(scale(step.count))}"
        following = next((one for one in fleet.steps if one.day > step.day), None)
        d += f"H{n(time(following.day) if following else now)}"
    area = svg.path(d + f"V{n(base)}Z", "fl-del")
    marked = [area]
    for step in fleet.steps:
        x, y = time(step.day), scale(step.count)
        dot = join([svg.circle(x, y, 3.2, "f-p4"), cites.hit(x - 4, y - 4, 8, 8)])
        marked.append(
            cites.mark(dot, step.claims, f"{when_words(step.day.isoformat())}: {step.count:g} delivered so far")
        )
    return join(marked)


def _survival(fleet: Fleet) -> list[tuple[dt.date, float, float, Loss | None]]:
    """Days on which the surviving number changes: day, best, lowest, the loss."""
    points: list[tuple[dt.date, float, float, Loss | None]] = []
    delivered = fleet.delivered.best or fleet.delivered.low or 0.0
    dated = sorted(
        ((When.parse(loss.when).high or dt.date.max, loss) for loss in fleet.losses if loss.when),
        key=lambda one: one[0],
    )
    best = low = delivered
    start = fleet.steps[-1].day if fleet.steps else dt.date.min
    points.append((start, best, low, None))
    for day, loss in dated:
        best -= loss.lost.best or loss.lost.low or 0
        low -= loss.lost.high or loss.lost.best or 0
        points.append((day, best, low, loss))
    return points


def _surviving(
    fleet: Fleet, cites: Cites, time: TimeScale, scale: LinearScale, now: float, base: float
) -> list[Markup]:
    """The surviving line with a cross for each loss; only crosses on the axis where units cannot be compared."""
    if fleet.surviving is None:
        dated = [one for one in fleet.losses if one.when]
        return [_cross(min(time(When.parse(one.when).high or dt.date.max), now), base - 8, one, cites) for one in dated]
    points = _survival(fleet)
    parts: list[Markup] = []
    line = f"M{n(time(points[0][0]))} {n(scale(points[0][1]))}"
    crosses: list[Markup] = []
    for place, (day, best, low, loss) in enumerate(points):
        x = time(day)
        following = time(points[place + 1][0]) if place + 1 < len(points) else now
        line += f"H{n(x)}V{n(scale(best))}H{n(following)}"
        if low < best:
            parts.append(svg.rect(x, scale(best), following - x, scale(low) - scale(best), "fl-band"))
        if loss is not None:
            crosses.append(_cross(x, scale(best), loss, cites))
    return [*parts, svg.path(line, "fl-sur"), *crosses]


def _cross(x: float, y: float, loss: Loss, cites: Cites) -> Markup:
    inner = join([marks.cross(x, y, 4.5), cites.hit(x - 5, y - 5, 10, 10)])
    return cites.mark(inner, loss.lost.claims, f"{when_words(loss.when)}: {loss.thing.title}")


def _reports(
    fleet: Fleet, cites: Cites, time: TimeScale, scale: LinearScale, now: float, is_wide: bool
) -> list[Markup]:
    placed: list[tuple[Report, float, float, float]] = []
    for report in fleet.reports:
        value = report.value
        if report.what not in ("serviceable", "serviceable_share") or value is None or not report.when:
            continue
        day = _middle(When.parse(report.when))
        if day is None:
            continue
        factor = (fleet.delivered.best or 0) / 100 if report.what == "serviceable_share" else 1.0
        best = (value.best if value.best is not None else value.low or 0) * factor
        placed.append((report, min(time(day), now), scale(best), factor))
    taken = [(x - 5, y - 5, x + 5, y + 5) for _, x, y, _ in placed]
    parts = []
    for report, x, y, factor in placed:
        value = report.value
        inner: list[Markup] = []
        if value is not None and value.high is not None and value.low is not None and value.high != value.low:
            inner.append(svg.line(x, scale(value.low * factor), x, scale(value.high * factor), "av-l"))
        inner.append(svg.circle(x, y, 4.5, f"av g{report.claim.letter}"))
        inner.append(cites.hit(x - 5, y - 5, 10, 10))
        words = _report_words(report)
        if is_wide:
            inner.append(_beside(x, y, words, taken, time.right, scale(0)))
        parts.append(
            cites.mark(
                join(inner),
                (report.claim.claim_id,),
                f"{when_words(report.when)}: {words} reported usable",
            )
        )
    return parts


def _beside(x: float, y: float, words: str, taken: list[Box], right: float, base: float) -> Markup:
    """A point's label where it meets nothing: right of it, left, above or below; right or left where all is taken."""
    wide = width(words, 13)
    spots = [(x + 8, y, "start"), (x - 8, y, "end"), (x, y - 14, "middle"), (x, y + 14, "middle")]
    spots += [(x + 8, y - 12, "start"), (x - 8, y - 12, "end")]

    def box(spot: tuple[float, float, str]) -> Box:
        at, middle, anchor = spot
        start = at - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        return start, middle - 6, start + wide, middle + 6

    def is_free(one: Box) -> bool:
        meets = any(one[0] < b[2] and b[0] < one[2] and one[1] < b[3] and b[1] < one[3] for b in taken)
        return not meets and one[2] < right and one[3] < base

    chosen = next((one for one in spots if is_free(box(one))), spots[0] if x + wide + 12 < right else spots[1])
    taken.append(box(chosen))
    return svg.text(chosen[0], chosen[1] + 4.5, words, "tt halo1", "" if chosen[2] == "start" else chosen[2])


def _middle(when: When) -> dt.date | None:
    if when.low is None or when.high is None:
        return when.high or when.low
    return when.low + (when.high - when.low) / 2


def _report_words(report: Report) -> str:
    return measured_words(report.value) if report.value else (report.text or "")


def _labels(fleet: Fleet, cites: Cites, scale: LinearScale, x: float) -> list[Markup]:
    delivered = measured_words(fleet.delivered)
    top = scale(fleet.delivered.best or fleet.delivered.high or 0)
    whole = cites.mark(
        svg.text(x, top + 4, f"{delivered} delivered", "lbp"), fleet.delivered.claims, f"{delivered} delivered"
    )
    if fleet.surviving is None:
        labels = []
        for place, one in enumerate((*fleet.lost_apart, *((fleet.lost,) if fleet.lost else ()))):
            words = f"{measured_words(one, with_unit=True)} lost"
            labels.append(cites.mark(svg.text(x, scale(0) - 4 - 18 * place, words, "lbs"), one.claims, words))
        return [whole, *labels]
    surviving = measured_words(fleet.surviving)
    low = scale(fleet.surviving.best or fleet.surviving.low or 0)
    low = max(low, top + 18)
    return [
        whole,
        cites.mark(
            svg.text(x, low + 4, f"{surviving} surviving", "lbs"),
            fleet.surviving.claims,
            f"{surviving} surviving",
        ),
        svg.text(x, low + 22, "after losses on record", "an"),
    ]
