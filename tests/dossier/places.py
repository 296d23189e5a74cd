"""Where on the page a link stands: the name of its place, by which tests know the rule it must obey."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from dossier.reading import Link, Page, classes, tag, words


def _column(page: Page, link: Link) -> int:
    """The column of the table cell that a link stands in, from zero."""
    cell = next(one for one in page.above(link.element) if tag(one) in ("td", "th"))
    return [one for one in page.parents[cell] if tag(one) in ("td", "th")].index(cell)


def _picture(page: Page, link: Link) -> str:
    names = {
        "Deliveries by year, million TIV": "volume mark",
        "Strands of cooperation by year": "strand mark",
        "What strands and series cover, by year": "coverage mark",
        "Numbers on which claims do not agree": "rival mark",
        "Sources that carry most citations": "source mark",
    }
    picture = page.inside(link.element, "svg")
    label = (picture.get("aria-label") or "") if picture is not None else ""
    if "tl" in (classes(picture) if picture is not None else ()):
        return "event mark"
    if label.endswith((": delivered, surviving, reported usable", ": delivered, lost, reported usable")):
        return "fleet mark"
    if label.endswith(": claims for and against"):
        return "contest mark"
    return names[label]


def _ladder(page: Page, link: Link) -> str:
    cell = next(one for one in page.above(link.element) if tag(one) in ("td", "th"))
    if tag(cell) == "th":
        return "ladder name"
    if "no" in classes(link.element):
        return "ladder denial"
    if "dis" in classes(cell):
        return "ladder dispute"
    if "q" in classes(cell):
        return "ladder number"
    return "ladder rung number" if page.inside(link.element, cls="qt") is not None else "ladder year"


def _table(page: Page, link: Link) -> str:
    if page.inside(link.element, cls="lad") is not None:
        return _ladder(page, link)
    if page.inside(link.element, cls="frames") is not None:
        return "frame year"
    if page.inside(link.element, cls="con") is not None:
        return "concentration"
    if page.inside(link.element, cls="shr") is not None:
        return "share"
    column = _column(page, link)
    if page.inside(link.element, cls="fleet") is not None:
        return ("", "fleet delivered", "fleet lost", "fleet surviving", "fleet usable")[column]
    if page.inside(link.element, cls="cal") is not None:
        return "item"
    if page.inside(link.element, cls="num") is not None:
        return "volume cell"
    head = words(page.inside(link.element, "table").find("./thead/tr")[column])  # type: ignore[union-attr, index]
    return "row title" if column == 0 else _HEADS[head]


_HEADS = {
    "When": "row when",
    "Course": "row course",
    "What took part": "row number",
    "How many": "row number",
    "Numbers claimed": "row number",
    "Sums": "row number",
    "Terms": "row number",
    "Numbers, with period": "row number",
    "Where": "row text",
    "For what, where": "row text",
    "In what, where": "row text",
    "Causes given": "row text",
    "Purpose given": "row text",
    "Content, as claimed": "row text",
    "Instrument, scope": "row text",
    "Reason given by the sender": "row text",
}


def _list(page: Page, link: Link) -> str:
    figure = page.figure(link)
    assert figure is not None
    if page.inside(link.element, cls="topic") is not None:
        return "side"
    if page.inside(link.element, cls="speaker") is not None:
        return "statement date" if page.inside(link.element, cls="cd") is not None else "statement count"
    if "tlf" in classes(figure):
        return "event title"
    if page.inside(link.element, cls="lst") is not None:
        return "source count"
    if page.inside(link.element, cls="mind") is not None:
        head = words(figure.find("h3"))  # type: ignore[arg-type]
        return "ruling" if "Rulings" in head else "contest count"
    picture = next((one for one in figure.iter() if tag(one) == "svg" and one.get("role")), None)
    label = (picture.get("aria-label") or "") if picture is not None else ""
    if label.startswith("Numbers on which"):
        return "rival number"
    if label.startswith("Strands of"):
        return "strand year"
    if label.startswith("What strands"):
        return "coverage span"
    if label.endswith("claims for and against"):
        return "contest source"
    if label.endswith("reported usable"):
        return "fleet report"
    return "row when" if page.inside(link.element, cls="cd") is not None else _told(page, link)


def _told(page: Page, link: Link) -> str:
    """In a list of events: the title comes first, then numbers and a text."""
    line = page.inside(link.element, "li")
    assert line is not None
    links = [one for one in line.iter() if tag(one) == "a" and page.inside(one, cls="cd") is None]
    return "row title" if links[0] is link.element else "row number or text"


_RULES: tuple[tuple[Callable[[Page, Link], Element | None], str | Callable[[Page, Link], str]], ...] = (
    (lambda page, link: page.inside(link.element, cls="answer"), "answer"),
    (lambda page, link: page.inside(link.element, cls="find"), "finding"),
    (lambda page, link: page.inside(link.element, "svg"), _picture),
    (lambda page, link: page.inside(link.element, "table"), _table),
    (lambda page, link: page.inside(link.element, cls="speaker"), _list),
    (lambda page, link: page.inside(link.element, "details"), _list),
    (lambda page, link: page.inside(link.element, "li"), _list),
)


def place(page: Page, link: Link) -> str:
    """The place of a link; KeyError or AssertionError for one that no rule knows."""
    for finds, name in _RULES:
        if finds(page, link) is not None:
            return name if isinstance(name, str) else name(page, link)
    raise AssertionError(f"a link in no known place: {link.says!r}")
