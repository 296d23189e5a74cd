"""The page as HTML: whole, small, closed to the network, and open to keyboards and screen readers."""

from __future__ import annotations

import itertools
import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest

from dossier.conftest import Edition
from dossier.reading import Page, Tree, classes, tag, words

MOST_BYTES = 1_500_000


def test_the_html_has_no_parse_error(any_edition: Edition) -> None:
    assert any_edition.page.html.startswith("<!doctype html>")
    assert any_edition.page.errors == []


def test_what_is_folded_parses_too(newest: Edition) -> None:
    folded = newest.page.folded
    pieces = [*folded["narrow"], *(part for state in folded["past"].values() for part in state.values())]
    assert len(pieces) > 10
    for piece in pieces:
        assert Tree(piece, is_whole=False).errors == []


def test_it_is_small_enough_to_mail(newest: Edition) -> None:
    assert len(newest.page.html.encode()) < MOST_BYTES


LOADING = {
    "src", "srcset", "srcdoc", "data", "poster", "background", "action", "formaction", "manifest", "ping", "codebase",
    "archive", "classid", "cite", "longdesc", "usemap", "xlink:href",
}  # fmt: skip
LOADERS = {"img", "image", "use", "link", "iframe", "frame", "object", "embed", "audio", "video", "source", "track"}
LOADERS |= {"base", "form", "portal", "feimage", "foreignobject", "animate", "set", "applet", "param", "meta"}


def test_it_loads_nothing(any_edition: Edition) -> None:
    """No element or attribute can make a request; a policy forbids them all the same."""
    page = any_edition.page
    for one in page.elements:
        assert tag(one).lower() not in LOADERS - {"meta"}, tag(one)
        assert not LOADING & {name.rpartition("}")[2].lower() for name in one.keys()}, one.attrib  # noqa: SIM118
    (policy,) = (one for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
    parts = dict(part.strip().split(" ", 1) for part in (policy.get("content") or "").split(";"))
    assert parts["default-src"] == "'none'"
    assert all(sources in ("'none'", "'unsafe-inline'", "data:") for sources in parts.values()), parts
    assert not [one for one in page.all("meta") if (one.get("http-equiv") or "").lower() == "refresh"]


def test_styles_refer_to_data_only(any_edition: Edition) -> None:
    styles = "".join("".join(one.itertext()) for one in any_edition.page.all("style"))
    styles += "".join(one.get("style") or "" for one in any_edition.page.elements)
    assert "@import" not in styles
    urls = re.findall(r"url\(([^)]{0,30})", styles)
    assert urls
    assert all(one.startswith(("data:font/woff2;base64,", "#")) for one in urls)


def test_script_asks_for_nothing(newest: Edition) -> None:
    script = "".join("".join(one.itertext()) for one in newest.page.all("script") if one.get("type") is None)
    for word in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "import(", "importScripts", "EventSource"):
        assert word not in script
    assert "http" not in script


def test_links_out_are_plain_and_tell_nothing(any_edition: Edition) -> None:
    """Addresses of documents: links that a reader follows, to web pages only, without a word on who sends her."""
    page = any_edition.page
    out = [one for one in page.all("a") if not (one.get("href") or "").startswith("#")]
    for one in out:
        address = urlsplit(one.get("href") or "")
        assert address.scheme in ("http", "https"), one.get("href")
        assert address.netloc
        assert one.get("rel") == "noreferrer", one.get("href")  # which implies noopener
        assert one.get("target") is None
    assert len(out) > 10
    assert any(one.get("name") == "referrer" and one.get("content") == "no-referrer" for one in page.all("meta"))


def test_ids_are_unique_and_references_meet_them(any_edition: Edition) -> None:
    page = any_edition.page
    ids = [one.get("id") for one in page.elements if one.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert all(one and " " not in one for one in ids)
    for one in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for target in (one.get(name) or "").split():
                assert target in page.ids, f"{name}={target}"
        href = one.get("href") or ""
        if href.startswith("#"):
            assert href[1:] in page.ids, href
    for used in re.findall(r'"url\(#([^)]+)\)"', page.html):
        assert used in page.ids, used


def test_ids_stay_unique_when_everything_is_unfolded(newest: Edition) -> None:
    """The script sets narrow drawings and earlier states beside what is there."""
    folded = newest.page.folded
    ids = [one.get("id") for one in newest.page.elements if one.get("id")]
    for piece in (*folded["narrow"], *(part for state in folded["past"].values() for part in state.values())):
        ids += [one.get("id") for one in Tree(piece, is_whole=False).elements if one.get("id")]
    double = {one for one in ids if ids.count(one) > 1} if len(ids) != len(set(ids)) else set()
    assert not double


def test_headings_are_in_order(any_edition: Edition) -> None:
    levels = [int(tag(one)[1]) for one in any_edition.page.elements if re.fullmatch(r"h[1-6]", tag(one))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_document_says_what_it_is(any_edition: Edition) -> None:
    page = any_edition.page
    root = page.one("html")
    assert root.get("lang") == "en"
    title = words(page.one("title"))
    assert title.startswith(words(page.one("h1")))
    assert re.search(r"as of \d+ \w+ \d{4}$", title)
    assert len(page.all("main")) == 1
    assert page.one("a", "skip").get("href") == "#answer"
    assert all(one.get("aria-labelledby") for one in page.all("section"))


def test_navigation_leads_to_every_section(any_edition: Edition) -> None:
    page = any_edition.page
    targets = [one.get("href") for one in page.one("nav").iter() if tag(one) == "a"]
    assert targets == [f"#{one.get('id')}" for one in page.all("section", data_key="")]


def figures(page: Page) -> list[Element]:
    return page.all("figure")


def test_every_figure_has_number_title_and_caption(any_edition: Edition) -> None:
    numbers = []
    for figure in figures(any_edition.page):
        heads = [one for one in figure.iter() if tag(one) == "h3"]
        captions = [one for one in figure if tag(one) == "figcaption"]
        assert len(heads) == len(captions) == 1
        assert len(words(heads[0])) > 5
        assert len(words(captions[0]).removesuffix("Copy citation")) > 10, words(heads[0])
        numbers.append(figure.get("data-fig"))
    assert len(numbers) == len(set(numbers)) >= 3


def test_every_picture_has_a_list_or_table(any_edition: Edition) -> None:
    """What a picture says can be read: in a list behind it, or its marks count rows of the tables that follow."""
    page = any_edition.page
    for figure in figures(page):
        pictures = [one for one in figure.iter() if tag(one) == "svg" and one.get("role")]
        if not pictures:
            assert any(tag(one) in ("table", "ol", "ul") for one in figure.iter()), words(figure)[:60]
            continue
        behind = [one for one in figure.iter() if tag(one) == "details" and "tab" in classes(one)]
        assert behind, f"no list behind {pictures[0].get('aria-label')}"
        assert [one for one in behind[0].iter() if tag(one) in ("li", "td")]


def test_marks_and_lists_open_the_same_citations(newest: Edition) -> None:
    """The list behind a picture leaves out none of the citations that its marks open.

    The whole fleet's numbers, which stand at the end of its picture, are a row of the table of all fleets.
    """
    fleets = set(newest.page.one("table", "fleet").iter())
    for figure in figures(newest.page):
        inner = set(figure.iter())
        if any((one.get("aria-label") or "").endswith("reported usable") for one in inner):
            inner |= fleets
        marks = {n for one in newest.page.links if one.element in inner and one.is_mark for n in one.numbers}
        listed = {n for one in newest.page.links if one.element in inner and not one.is_mark for n in one.numbers}
        assert marks <= listed, figure.get("data-fig")


def test_every_picture_has_a_name(any_edition: Edition) -> None:
    for one in any_edition.page.all("svg"):
        if one.get("aria-hidden") == "true":
            assert not [inner for inner in one.iter() if tag(inner) == "a"], "a link that nobody hears of"
        else:
            assert one.get("role") == "group"
            assert len(one.get("aria-label") or "") > 5


def test_every_mark_says_in_words_what_it_shows(any_edition: Edition) -> None:
    marks = any_edition.page.all("a", "m")
    assert marks
    for one in marks:
        assert re.search(r"\w{3}", one.get("aria-label") or ""), one.attrib
        assert any(tag(inner) in ("rect", "circle", "path", "text") for inner in one.iter())


def test_tables_name_their_rows_and_columns(any_edition: Edition) -> None:
    page = any_edition.page
    for table in page.all("table"):
        heads = [one for one in table.iter() if tag(one) == "th"]
        assert heads, words(table)[:80]
        assert all(one.get("scope") in ("col", "row", "colgroup") for one in heads), words(table)[:80]
        for row in table.iter():
            if tag(row) == "tr" and (page.inside(row, "tbody") is not None) and "grp" not in classes(row):
                assert tag(next(iter(row))) == "th", words(row)[:80]


def test_tables_are_even(any_edition: Edition) -> None:
    """Each row has as many cells as the table has columns."""
    for table in any_edition.page.all("table"):
        widths = {
            sum(int(cell.get("colspan") or 1) for cell in row if tag(cell) in ("td", "th"))
            for row in table.iter()
            if tag(row) == "tr"
        }
        assert len(widths) == 1, (widths, words(table)[:80])


def test_controls_have_names(any_edition: Edition) -> None:
    page = any_edition.page
    labelled = {one.get("for") for one in page.all("label")}
    for one in page.all():
        if tag(one) == "button":
            assert (one.get("aria-label") or words(one)).strip()
            assert one.get("type") == "button" or "act" in classes(one)
        if tag(one) == "input":
            assert one.get("aria-label") or one.get("id") in labelled
        if one.get("role") in ("dialog", "region", "group"):
            assert one.get("aria-label") or one.get("aria-labelledby")


def test_nothing_is_placed_in_the_order_of_tabs_by_hand(any_edition: Edition) -> None:
    assert {one.get("tabindex") for one in any_edition.page.all(tabindex="")} <= {"0"}


def test_no_handler_stands_in_an_attribute(any_edition: Edition) -> None:
    for one in any_edition.page.elements:
        assert not [name for name in one.keys() if name.lower().startswith("on")], one.attrib  # noqa: SIM118


@pytest.mark.parametrize("face", ["Bilateral Serif", "Bilateral Sans"])
def test_fonts_travel_with_the_page(newest: Edition, face: str) -> None:
    styles = "".join("".join(one.itertext()) for one in newest.page.all("style"))
    assert re.search(rf'@font-face{{font-family:"{face}"[^}}]*font/woff2;base64,', styles)


def test_scope_is_told_for_pairs_the_register_was_not_made_for(newest: Edition, others: dict[str, Edition]) -> None:
    assert newest.page.all("p", "scope") == []
    for other in others.values():
        told = words(other.page.one("p", "scope"))
        assert "compiled on Venezuela and Russia" in told or "compiled on Russia and Venezuela" in told
        assert words(other.page.one("h1")) in told
