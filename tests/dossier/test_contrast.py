"""Words and marks stand out from their ground: ratios after WCAG 2.2, from the tokens, in light, dark and on paper.

Words that stand in HTML are held against every ground of the page; words and marks in pictures against what is drawn
below them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib.resources import files
from xml.etree.ElementTree import Element

import pytest

from dossier.conftest import Edition
from dossier.reading import Page, Tree, classes, tag, words

SHEETS = "".join(
    (files("bilateral.dossier") / "templates" / f"{name}.css").read_text("utf-8")
    for name in ("frame", "drawings", "tables", "print")
)
CSS = re.sub(r"/\*.*?\*/", "", SHEETS, flags=re.DOTALL)
TOKEN = re.compile(r"--([a-z]+\d?|onp|on3):(#[0-9a-f]{3,6})\b")
WORDS, MARKS = 4.5, 3.0


def _tokens(start: str) -> dict[str, str]:
    """The colours that the rule after a passage of the style sheet sets."""
    place = CSS.index(start) + len(start)
    return dict(TOKEN.findall(CSS[place : CSS.index("}", place)]))


LIGHT = _tokens(":root{")
THEMES = {
    "light": LIGHT,
    "dark by the system": LIGHT | _tokens(":root:not([data-theme=light]){"),
    "dark by the button": LIGHT | _tokens(":root[data-theme=dark]{"),
    "paper": LIGHT | _tokens(":root,:root[data-theme=dark],:root:not([data-theme=light]){"),
}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_ratios_are_those_of_the_recommendation() -> None:
    assert ratio("#fff", "#000") == pytest.approx(21)
    assert ratio("#777777", "#fff") == pytest.approx(4.48, abs=0.005)
    assert ratio("#12616b", "#12616b") == 1


def test_every_theme_sets_every_colour() -> None:
    assert _tokens(":root:not([data-theme=light]){") == _tokens(":root[data-theme=dark]{")
    assert _tokens(":root[data-theme=dark]{").keys() == LIGHT.keys()
    assert _tokens(":root,:root[data-theme=dark],:root:not([data-theme=light]){").keys() == LIGHT.keys()
    used = set(re.findall(r"var\(--([a-z0-9]+)", CSS)) - {"serif", "sans", "shadow", "c", "at"}
    assert used <= LIGHT.keys()
    assert re.findall(r"(?:fill|stroke|(?<![-\w])color|background):#", CSS.replace("color:#656c72", "")) == []


GROUNDS = ("paper", "card", "tint")


@pytest.mark.parametrize("theme", THEMES)
def test_words_of_the_page_stand_out_from_every_ground(theme: str) -> None:
    tokens = THEMES[theme]
    inks = set(re.findall(r"(?<![-\w])color:var\(--([a-z0-9]+)\)", CSS))
    assert inks >= {"ink", "ink2", "ink3", "p4"}
    weak = {
        (ink, ground): round(ratio(tokens[ink], tokens[ground]), 2)
        for ink in inks
        for ground in GROUNDS
        if ratio(tokens[ink], tokens[ground]) < WORDS
    }
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_letters_of_grades_stand_out_from_their_tiles(theme: str) -> None:
    tiles = re.findall(r"\.g[A-F] b\{background:var\(--([a-z0-9]+)\)", CSS)
    assert len(tiles) == 3
    for tile in (*tiles, "p1"):  # p1 lies under a number that is pointed at
        assert ratio(THEMES[theme]["ink"], THEMES[theme][tile]) >= WORDS


Rule = tuple[tuple[int, int, int], tuple[str, ...], dict[str, str]]


@functools.cache
def rules() -> list[Rule]:
    """Rules that paint: weight, the compounds of the selector, declarations; those of media apart."""
    flat = re.sub(r"@[a-z-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", CSS)
    found: list[Rule] = []
    for place, (selectors, body) in enumerate(re.findall(r"([^{}]+)\{([^{}]*)\}", flat)):
        paints = {}
        for name, value in re.findall(r"(?<![-\w])(fill|stroke):([^;!]+(?:!important)?)", body):
            paints[name] = value
        for selector in selectors.split(",") if paints else ():
            parts = tuple(re.findall(r"[^\s>+~]+|[+~>]", selector.strip()))
            if ":" not in selector:
                weight = (int("!" in "".join(paints.values())), selector.count("."), place)
                found.append((weight, parts, {key: one.removesuffix("!important") for key, one in paints.items()}))
    return found


def _is(element: Element | None, compound: str) -> bool:
    if element is None:
        return False
    name, *wanted = compound.split(".")
    return name in ("", "*", tag(element)) and set(wanted) <= set(classes(element))


def _before(tree: Tree, element: Element) -> Element | None:
    parent = tree.parents.get(element)
    siblings = list(parent) if parent is not None else []
    place = siblings.index(element) if element in siblings else 0
    return siblings[place - 1] if place else None


def _matches(tree: Tree, element: Element, parts: tuple[str, ...]) -> bool:
    if not _is(element, parts[-1]):
        return False
    if len(parts) == 1:
        return True
    if parts[-2] == "+":
        before = _before(tree, element)
        return before is not None and _matches(tree, before, parts[:-2])
    above = list(tree.above(element))[1:]
    return any(_matches(tree, one, parts[:-1]) for one in above)


def paint(tree: Tree, element: Element, what: str) -> str | None:
    """The token that an element is painted with; of its own rules, or inherited. None for no paint."""
    for one in tree.above(element):
        own = [(weight, body[what]) for weight, parts, body in rules() if what in body and _matches(tree, one, parts)]
        if own:
            value = max(own)[1]
            token = re.fullmatch(r"var\(--([a-z0-9]+)\)", value)
            return token[1] if token else None
        if tag(one) == "svg":
            break
    return None


def _number(element: Element, name: str) -> float:
    return float(element.get(name) or 0)


def _holds(shape: Element, x: float, y: float) -> bool:
    if tag(shape) == "rect":
        left, top = _number(shape, "x"), _number(shape, "y")
        return left <= x <= left + _number(shape, "width") and top <= y <= top + _number(shape, "height")
    if tag(shape) == "circle":
        return (x - _number(shape, "cx")) ** 2 + (y - _number(shape, "cy")) ** 2 <= _number(shape, "r") ** 2
    return False


def written(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """Every text of every picture: its words, its token, and the token of what it stands on."""
    for picture in tree.all("svg"):
        shapes: list[tuple[Element, str]] = []
        for one in picture.iter():
            if tag(one) in ("rect", "circle"):
                token = paint(tree, one, "fill")
                if token:
                    shapes.append((one, token))
            elif tag(one) == "text" and not one.get("transform"):
                shift = {"middle": 0.0, "end": -4.0}.get(one.get("text-anchor") or "", 4.0)
                x, y = _number(one, "x") + shift, _number(one, "y") - 4
                ground = next((token for shape, token in reversed(shapes) if _holds(shape, x, y)), "paper")
                yield words(one), paint(tree, one, "fill") or "", ground


@pytest.fixture(scope="module")
def trees(newest: Edition, others: dict[str, Edition]) -> list[Tree]:
    pages: list[Page] = [newest.page, *(one.page for one in others.values())]
    return [*pages, *(Tree(piece, is_whole=False) for piece in newest.page.folded["narrow"])]


@pytest.fixture(scope="module")
def texts(trees: list[Tree]) -> dict[tuple[str, str], str]:
    """Pairs of word and ground that pictures use, each with an example."""
    return {(token, ground): said for tree in trees for said, token, ground in written(tree)}


@pytest.mark.parametrize("theme", THEMES)
def test_words_in_pictures_stand_out_from_what_is_below_them(theme: str, texts: dict[tuple[str, str], str]) -> None:
    assert len(texts) >= 4
    assert any(ground.startswith("p") and ground != "paper" for _, ground in texts), "numbers stand in bars"
    weak = {}
    for (token, ground), said in texts.items():
        assert token, f"{said!r} has no colour of its own"
        found = ratio(THEMES[theme][token], THEMES[theme][ground])
        if found < WORDS:
            weak[token, ground] = (round(found, 2), said)
    assert weak == {}


@pytest.fixture(scope="module")
def marks(trees: list[Tree]) -> dict[frozenset[str], str]:
    """The paints of each mark that opens claims, with an example."""
    found: dict[frozenset[str], str] = {}
    for tree in trees:
        for mark in tree.all("a", "m"):
            inner = [one for one in mark.iter() if tag(one) in ("rect", "circle", "path", "text", "stop")]
            paints = {paint(tree, one, what) for one in inner for what in ("fill", "stroke")} - {None}
            gradient = any("url(" in (one.get("fill") or "") for one in inner)
            if paints and not gradient:
                found[frozenset(str(one) for one in paints)] = mark.get("aria-label") or ""
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_every_mark_has_a_part_that_stands_out(theme: str, marks: dict[frozenset[str], str]) -> None:
    """A pale fill touches a darker line or number of its own."""
    tokens = THEMES[theme]
    assert len(marks) >= 8
    weak = {
        " ".join(sorted(paints)): said
        for paints, said in marks.items()
        if max(ratio(tokens[one], tokens["paper"]) for one in paints) < MARKS
    }
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_what_marks_are_made_of_stands_out_from_paper(theme: str) -> None:
    tokens = THEMES[theme]
    for token in ("p3", "p4", "p5", "s4", "v3", "v4", "ink"):
        assert ratio(tokens[token], tokens["paper"]) >= MARKS, token


@pytest.mark.parametrize("theme", THEMES)
def test_ramps_keep_their_order(theme: str) -> None:
    """More lies further from the paper, in both themes."""
    tokens = THEMES[theme]
    for ramp in (("p1", "p2", "p3", "p4", "p5"), ("s1", "s2", "s3", "s4"), ("v1", "v3", "v4"), ("ink3", "ink2", "ink")):
        steps = [ratio(tokens[one], tokens["paper"]) for one in ramp]
        assert steps == sorted(steps) and len(set(steps)) == len(steps), ramp
