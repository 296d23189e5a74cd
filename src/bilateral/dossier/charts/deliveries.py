"""Figure 2.1: deliveries by year in TIV, and suppliers' shares beside them."""

from __future__ import annotations

from markupsafe import Markup

from bilateral.dossier.cite import Cites
from bilateral.dossier.draw import marks, svg
from bilateral.dossier.draw.scales import LinearScale, value_axis
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import HARD, measured_words, names, one_number
from bilateral.measures.deliveries import Series, Share, YearValue

_HEIGHT = 250.0


def bars(series: Series, cites: Cites, page_width: float) -> Markup:
    """One bar a year; open rings for years in which nothing was found, a dotted field for years still to come."""
    left, right, base, top = 40.0, page_width - 2, _HEIGHT - 26, 18.0
    years = series.years
    step = (right - left) / len(years)
    highest = max((one.value.best or 0 for one in years if one.value), default=1.0)
    scale = LinearScale(highest, base, top)
    parts = [value_axis(scale, left, right, left - 6)]
    peaks = sorted(
        (one for one in years if one.value and one.value.best),
        key=lambda one: -(one.value.best or 0) if one.value else 0,
    )[:3]
    labelled: list[YearValue] = []
    for one in peaks:  # numbers of neighbouring years would touch
        if all(abs(one.year - other.year) * step > 26 for other in labelled):
            labelled.append(one)
    unpublished = [one.year for one in years if one.state == "not_yet_published"]
    for place, one in enumerate(years):
        x = left + place * step
        if one.year % 5 == 0:
            parts.append(svg.text(x + step / 2, _HEIGHT - 6, str(one.year), "ax", "middle"))
        if one.state == "value" and one.value and one.value.best:
            y = scale(one.value.best)
            inner = [
                svg.rect(x + 1, min(y, base - 1), step - 2, max(base - y, 1), "sup1"),
                cites.hit(x, top, step, base - top),
            ]
            if one in labelled and step > 18:
                inner.append(svg.text(x + step / 2, y - 5, f"{one.value.best:.0f}", "bv3", "middle"))
            label = f"{one.year}: {one_number(one.value.best, '')} million TIV"
            parts.append(cites.mark(join(inner), one.value.claims, label))
        elif one.state == "none" and one.value:
            ring = svg.circle(x + step / 2, base + 6, 2.6, "c-none")
            parts.append(
                cites.mark(
                    join([ring, cites.hit(x, base, step, 12)]),
                    one.value.claims,
                    f"{one.year}: none found",
                )
            )
        elif one.state == "not_reported":
            parts.append(svg.path(f"M{svg.n(x + step * 0.3)} {svg.n(base + 6)}h{svg.n(step * 0.4)}", "c-nr"))
    if unpublished:
        x = left + (unpublished[0] - years[0].year) * step
        parts.append(marks.field(x, base - 70, right - x, 70, "pub"))
        parts.append(svg.text(min(x, right - 60), base - 90, "not yet", "an halo"))
        parts.append(svg.text(min(x, right - 60), base - 75, "published", "an halo"))
    parts.append(svg.line(left, base, right, base, "axl"))
    return svg.picture(page_width, _HEIGHT, join(parts), "Deliveries by year, million TIV")


def shares(found: list[Share], cites: Cites, supplier: str | None, most: int = 5) -> Markup:
    """Suppliers' shares as bars with their numbers; the small ones together."""
    named = [one for one in found if one.supplier]
    if not named:
        return Markup("")
    rows = []
    longest = named[0].percent or 1
    for place, one in enumerate(named[:most]):
        claims = (*one.value.claims, *(one.share.claims if one.share else ()))
        cls = "sup1" if one.supplier == supplier else f"sup{min(place + 2, 5)}"
        rows.append(_share_row(names(one.supplier), one.percent / longest, cls, _percent(one.percent), claims, cites))
    rest = [*named[most:], *(one for one in found if not one.supplier)]
    if rest:
        percent = sum(one.percent for one in rest)
        claims = tuple(claim for one in rest for claim in one.value.claims)
        rows.append(_share_row("all others", percent / longest, "sup5", _percent(percent), claims, cites))
    return fill('<table class="shr">{}</table>', join(rows))


def _share_row(name: str, share: float, cls: str, words: str, claims: tuple[str, ...], cites: Cites) -> Markup:
    bar = svg.glyph(110, 12, svg.rect(0, 1, max(share * 110, 1), 10, cls), "bar1")
    return fill('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>', name, bar, cites.text(words, claims))


def _percent(share: float) -> str:
    return f"{share:.0f}{HARD}%" if share >= 10 else f"{share:.1f}{HARD}%"


def table(series: Series, cites: Cites) -> Markup:
    """The bars as a table."""
    rows = []
    for one in series.years:
        if one.value is not None:
            words = measured_words(one.value) if one.state == "value" else "none found"
            shown: Markup | str = cites.number(one.value, words)
        else:
            shown = {"not_yet_published": "not yet published"}.get(one.state, "not reported")
        rows.append(fill('<tr><th scope="row">{}</th><td>{}</td></tr>', one.year, shown))
    return fill(
        '<table class="tbl num"><thead><tr><th scope="col">Year</th><th scope="col">Million TIV</th></tr></thead>'
        "<tbody>{}</tbody></table>",
        join(rows),
    )
