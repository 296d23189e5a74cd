"""Other pairs and the smallest registers: however little is held, the page is whole and says what is not there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from bilateral.dossier.page import Dossier
from bilateral.errors import NothingHeldError
from bilateral.evidence.kinds import KINDS
from bilateral.study import Study
from dossier.conftest import Edition
from dossier.reading import Page, Tree, classes, tag, words
from measures.making import Item, opened, says, thing

SIGNED: Item = {"stage": "signed", "when": "2001-05-14"}
ONE = (thing("agreement", "paper", says("b", "2001-05-15", SIGNED)),)
PRESENT: Item = {"stage": "present", "personnel": "1 person"}
UNDATED = (
    thing("agreement", "paper", says("b", "", {"stage": "signed"}, seen="2025-03")),
    thing("transfer", "jets", says("c", "", {"stage": "delivered", "quantity": 4}, seen="2025-04"), equipment="jet"),
    thing("deployment", "crews", says("c", "", PRESENT, seen="2025-04"), force="personnel"),
)
WEAK = (
    thing(
        "transfer", "jets", says("d", "2008", {"stage": "delivered", "when": "2008", "quantity": 4}), equipment="jet"
    ),
)
TALK = (thing("transfer", "jets", says("b", "2008", {"stage": "talks", "modality": "speculated"}), equipment="jet"),)


def _of_each_kind() -> Iterator[Item]:
    for kind in KINDS.values():
        head: Item = {"equipment": ["jet"]} if kind.has_equipment else {}
        for attribute in kind.attributes:
            head[attribute.name] = attribute.options[0] if attribute.options else "a-series"
        assertion: Item = {"when": "2005"}
        if kind.stages:
            assertion["stage"] = kind.stages[-1].name if kind.name == "incident" else kind.stages[1].name
        if kind.name == "position":
            assertion |= {"speaker": "RUS", "topic": "basing", "stance": "denies"}
        if kind.name == "observation":
            assertion |= {"amount": "1 million TIV"}
        if kind.name == "readiness":
            assertion |= {"serviceable": 1}
        if kind.name == "incident":
            assertion |= {"lost": 1}
        name = f"one-{kind.name.replace('_', '-')}"
        yield thing(kind.name, name, says("b", "2006-03", assertion), concerns=["RUS-VEN"], **head)


DIFFER = (
    thing(
        "transfer",
        "jets",
        says("b", "2009", {"stage": "delivered", "when": "2008", "quantity": 1}),
        says("c", "2009", {"stage": "delivered", "when": "2008", "quantity": 2}),
        says("a", "2010", {"stage": "ordered", "modality": "denied"}),
        says("a2", "2010", {"stage": "ordered", "when": "2006"}),
        equipment="jet",
        disagreements=[{"says": "They differ.", "between": ["n0", "n1"], "topic": "A number"}],
    ),
)
REGISTERS = {
    "one claim": ONE,
    "undated": UNDATED,
    "weak": WEAK,
    "talk": TALK,
    "one of each kind": tuple(_of_each_kind()),
    "one of each dispute": DIFFER,
}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Dossier]:
    made: dict[str, Dossier] = {}

    def of(name: str) -> Dossier:
        if name not in made:
            place = tmp_path_factory.mktemp(name.replace(" ", "-"))
            with opened(place, *REGISTERS[name], covers=[2000, 2026]) as study:
                made[name] = study.dossier("VEN", "RUS", stops=["2007-12-31"])
                assert made[name].html
        return made[name]

    return of


@pytest.fixture(params=REGISTERS)
def small_one(request: pytest.FixtureRequest, tiny: Callable[[str], Dossier]) -> Dossier:
    return tiny(request.param)


@pytest.fixture(params=[*REGISTERS, "VEN-CHN", "VEN-ESP", "VEN-IRN", "VEN-USA", "COL-USA", "VEN-RUS", "VEN-RUS then"])
def page(request: pytest.FixtureRequest, tiny: Callable[[str], Dossier]) -> Page:
    if request.param in REGISTERS:
        return Page(tiny(request.param).html)
    if "RUS" in request.param:
        found: Edition = request.getfixturevalue("early" if "then" in request.param else "newest")
    else:
        found = request.getfixturevalue("others")[request.param]
    return found.page


def pieces(page: Page) -> list[Tree]:
    past = page.folded["past"].values()
    return [page, *(Tree(part, is_whole=False) for state in past for part in state.values())]


def sentences(page: Page) -> Iterator[str]:
    """Texts of whole elements, and what screen readers are told."""
    for piece in pieces(page):
        for one in piece.elements:
            if tag(one) in BLOCKS and "hidden" not in one.attrib:
                yield words(one)
            yield from (one.get(name) or "" for name in ("aria-label", "title", "aria-valuetext"))


BLOCKS = (
    "p", "h1", "h2", "h3", "li", "td", "th", "figcaption", "summary", "dt", "dd", "title", "text", "button", "output",
    "label",
)  # fmt: skip


def test_pages_are_well_formed(page: Page) -> None:
    assert page.errors == []
    assert all(piece.errors == [] for piece in pieces(page))


SLIPS = re.compile(
    r"\bNone\b(?! (?:of|seen|has|found|listed|reported))|\bnan\b|\bNaN\b|\binf\b|Traceback|Undefined|\{\{|\}\}|\bTrue\b"
    r"|\bFalse\b|\bn/a\b|<[a-z]+|&[a-z]+;|\(\)|\[\]| ,|,,|\.\.(?!\.)|\b_\w|  |1970-01-01|9999|0001"
)


def test_no_value_of_the_program_shows(page: Page) -> None:
    assert [one for one in sentences(page) if SLIPS.search(one)] == []


NOUNS = (
    "record", "citation", "claim", "source", "number", "disagreement", "system", "thing", "year", "visit", "agreement",
    "credit", "report", "exercise", "language", "event", "measure", "statement", "question", "speaker", "person",
    "launcher", "day",
)  # fmt: skip
ONE_OF_MANY = re.compile(rf"(?<![\d.,–/-])(?<!\d )\b1 (?:{'|'.join(NOUNS)})s\b")
MANY_OF_ONE = re.compile(
    rf"(?<!than )(?<![\d.–-])(?:[02-9]|\d{{2,3}}|two|three|four|five) (?:{'|'.join(NOUNS[:-1])})\b"
)


def ours(page: Page) -> Iterator[str]:
    """Sentences of the program, without what titles, paraphrases and notes say."""
    quoted = {
        words(one)
        for piece in pieces(page)
        for one in piece.elements
        if piece.inside(one, "article") is not None or piece.inside(one, "ul") is not None or tag(one) in ("th", "text")
    }
    return (one for one in sentences(page) if one not in quoted)


def test_one_is_singular(page: Page) -> None:
    assert [one for one in sentences(page) if ONE_OF_MANY.search(one)] == []


def test_many_are_plural(page: Page) -> None:
    assert [one for one in ours(page) if MANY_OF_ONE.search(one)] == []


def test_no_heading_stands_over_nothing(page: Page) -> None:
    for piece in pieces(page):
        for one in piece.elements:
            if re.fullmatch(r"h[1-6]", tag(one)) or tag(one) in ("summary", "figcaption", "caption", "dt"):
                assert words(one), f"an empty {tag(one)}"
            if tag(one) in ("ul", "ol", "tbody", "table", "dl") and one.get("id") is None:
                assert len(one) or words(one), f"an empty {tag(one)} {classes(one)}"
            if tag(one) == "section":
                assert len(words(one)) > len(words(_heading(one))) + 20
            if tag(one) == "figure":
                assert any(tag(inner) in ("svg", "table", "li") for inner in one.iter()), words(one)[:80]


def _heading(section: Element) -> Element:
    return next(one for one in section.iter() if tag(one) == "h2")


def test_texts_begin_and_end_well(page: Page) -> None:
    """No sentence that lost its subject, no bracket that nothing closes."""
    for piece in pieces(page):
        for one in piece.all("p"):
            text = words(one)
            assert not re.match(r"[,;:.)]", text), text
            assert text.count("(") == text.count(")"), text
        for name in ("find", "more"):
            for one in piece.all("p", name):
                text = words(one)
                assert not text or (re.match(r"[A-Z0-9]", text) and text.endswith(".")), text


def test_a_small_register_answers_in_a_sentence(small_one: Dossier) -> None:
    answer = words(Page(small_one.html).one("div", "answer"))
    assert answer == "" or answer.endswith(".")
    assert small_one.newest.evidence.citations >= 1
    assert [item["section"].key for item in small_one.newest.figures()][-1] == "evidence"
    for form in ("html", "md", "json"):
        assert small_one.text(form)


ANSWERS = {
    "one claim": (
        "On record, the military partnership of Venezuela and Russia begins on paper in May 2001."
        ' The latest agreement on record is "The paper", signed in May 2001.'
    ),
    "weak": "The first event on record between Venezuela and Russia is of 2008.",
    "talk": "",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_the_answer_says_of_little(name: str, tiny: Callable[[str], Dossier]) -> None:
    assert " ".join(words(one) for one in Page(tiny(name).html).one("div", "answer")) == ANSWERS[name]


def test_what_is_absent_is_absent(tiny: Callable[[str], Dossier]) -> None:
    """Sections and figures without a claim are left out, and the navigation with them."""
    page = Page(tiny("one claim").html)
    assert [one.get("data-key") for one in page.all("section", data_key="")] == ["genesis", "cooperation", "evidence"]
    assert page.all("table", "lad") == []
    assert not page.folded["past"]["2007-12-31"]["sections"].count('data-key="hardware')
    full = Page(tiny("one of each kind").html)
    assert [one.get("data-key") for one in full.all("section", data_key="")] == [
        "genesis", "hardware", "cooperation", "responses", "perspectives", "evidence",
    ]  # fmt: skip


def test_before_any_claim_there_is_no_page(casebook: Study) -> None:
    with pytest.raises(NothingHeldError) as error:
        casebook.dossier("VEN", "RUS", as_of="1990-01-01")
    assert str(error.value) == "the register holds no claim on Venezuela and Russia as of 1990-01-01"
    first = casebook.evidence(dt.date.max)
    days = [one.known for thing in first.between("VEN", "RUS") for one in first.said_of(thing)]
    assert f"is known from {min(days)}: ask with --as-of {min(days)} or later" in error.value.hint
    assert casebook.dossier("VEN", "RUS", as_of=min(days)).newest.evidence.claims > 0


def test_a_pair_nobody_wrote_about_is_an_error_that_says_what_there_is(casebook: Study) -> None:
    with pytest.raises(NothingHeldError) as error:
        casebook.dossier("SWE", "FIN")
    assert str(error.value) == "the register holds no claim on Sweden and Finland as of 2026-11-23"
    assert "pairs with claims: SWE-VEN" in error.value.hint
    assert "bilateral init" in error.value.hint


def test_undated_claims_are_shown_and_counted_as_undated(tiny: Callable[[str], Dossier]) -> None:
    made = tiny("undated")
    assert (made.newest.evidence.citations, made.newest.evidence.undated) == (3, 3)
    page = Page(made.html)
    assert "undated" in words(page.one("div", "strip")).lower()
    assert len(made.states) == 1, "on the earlier day nothing was known"


def test_files_are_written_for_the_smallest(tiny: Callable[[str], Dossier], tmp_path: Path) -> None:
    for form in ("html", "md", "json"):
        assert tiny("one claim").write(tmp_path / f"small.{form}").stat().st_size > 500
