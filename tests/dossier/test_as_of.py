"""A dossier as of a day holds what could have been known that day, in text, attributes and what it folds away."""

from __future__ import annotations

import datetime as dt
import json
import re
from xml.etree.ElementTree import Element

import pytest

from bilateral.study import Study
from conftest import Golden
from dossier.conftest import THEN, Edition, edition
from dossier.places import place
from dossier.reading import Facts, Page, Tree, tag, words
from dossier.rules import RULES

_YEAR = re.compile(r"(?<![\d.,+])(?:19|20)\d\d(?![\d,])")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)

LATER: dict[str, str] = {}
"""Passages that name a later year although they were written by the day, each with why: texts on the future."""


def years_after(text: str, year: int) -> list[str]:
    """Passages around years that lie after one."""
    return [
        text[max(0, one.start() - 50) : one.end() + 20]
        for one in _YEAR.finditer(text)
        if int(one.group()) > year and not any(known in text for known in LATER)
    ]


def test_nothing_known_later_is_on_the_page(early: Edition, casebook: Study) -> None:
    assert all(claim["known"] <= THEN for claim in early.everything.claims)
    days = [one.get("data-k") or "" for one in early.page.all(data_k="")]
    assert days and max(days) <= THEN.isoformat()
    known = {
        one["citation_id"]
        for one in casebook.claims_frame().iter_rows(named=True)
        if one["known"] <= THEN and one["thing_id"] in early.everything.things
    }
    assert known == early.everything.citations, "something known by then is missing"


def test_no_later_year_stands_anywhere(early: Edition) -> None:
    page = _STYLE.sub("", early.page.html)  # fonts and colours
    folded = early.page.folded
    page = page.replace(early.page.ids["folded"].text or "", "")
    assert years_after(page, THEN.year) == []
    assert folded["past"] == {}
    assert years_after("\n".join(folded["narrow"]), THEN.year) == []


def test_no_later_year_stands_in_the_other_editions(early: Edition) -> None:
    assert years_after(early.dossier.markdown(), THEN.year) == []
    data = json.loads(early.dossier.json())
    del data["registers"]  # the card of the register says which years it covers
    text = json.dumps(data, ensure_ascii=False)
    for thing_id in early.everything.things:  # names of files, which editors give when they please
        text = text.replace(thing_id, "")
    assert years_after(text, THEN.year) == []


def test_words_of_the_day(early: Edition, golden: Golden) -> None:
    """The answer, the findings, and the title and caption of each figure, to be read."""
    golden("as-of-2010-06-30.txt", digest(early.page))


def digest(page: Page) -> str:
    lines = [words(one) for one in page.one("div", "answer") if tag(one) == "p"]
    for section in page.all("section", "sec"):
        if section.get("id") == "records":
            continue
        inner = list(section.iter())
        lines += ["", words(next(one for one in inner if tag(one) == "h2"))]
        lines += [f"  {words(one)}" for one in inner if tag(one) == "p" and one.get("class") == "find"]
        for figure in (one for one in inner if tag(one) == "figure"):
            parts = [words(one) for one in figure.iter() if tag(one) in ("h3", "figcaption")]
            lines += [f"    {parts[0]}", f"      {parts[1].removesuffix(' Copy citation')}"]
    return "\n".join(lines) + "\n"


STOPS = ("2019-12-31", "2010-12-31")


@pytest.fixture(params=STOPS)
def stop(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


def test_stops_of_the_register_are_folded_into_the_page(newest: Edition) -> None:
    assert tuple(newest.page.folded["past"]) == STOPS
    assert [one.get("data-stop") for one in newest.page.all("button", data_stop="")] == [
        *reversed(STOPS),
        newest.dossier.as_of.isoformat(),
    ]


@pytest.fixture
def past(newest: Edition, stop: str) -> Edition:
    """An earlier state folded into the newest page, with the claims known by its day."""
    day = dt.date.fromisoformat(stop)
    state = newest.page.folded["past"][stop]
    page = Page(state["answer"] + state["sections"], is_whole=False)
    facts = {
        number: Facts(claim for claim in held.claims if claim["known"] <= day) for number, held in newest.facts.items()
    }
    return Edition(newest.dossier, page, {n: one for n, one in facts.items() if one.claims}, newest.stated, newest.held)


def test_earlier_states_open_nothing_known_later(past: Edition) -> None:
    assert past.page.errors == []
    assert past.page.links
    for link in past.page.links:
        assert set(link.numbers) <= past.facts.keys(), link.says


def test_earlier_states_say_what_was_known(past: Edition) -> None:
    wrong = []
    for link in past.page.links:
        where = place(past.page, link)
        problem = None if where == "finding" else RULES[where](past, link, past.behind(link.numbers))
        if problem:
            wrong.append(f"{where}: {link.says!r} {problem}")
    assert not wrong, "\n".join(wrong)


def test_earlier_states_name_no_later_year(newest: Edition, stop: str) -> None:
    for part in newest.page.folded["past"][stop].values():
        assert years_after(part, int(stop[:4])) == []


def test_earlier_states_are_the_dossiers_of_their_days(newest: Edition, stop: str, casebook: Study) -> None:
    """Going back inside the page shows what a dossier as of that day shows."""
    alone = edition(casebook, casebook.dossier("VEN", "RUS", as_of=stop)).page
    state = newest.page.folded["past"][stop]
    for part in ("answer", "strip", "sections"):
        assert passages(Tree(state[part], is_whole=False).root) == passages(alone.one("div", part)), part


_LATER = re.compile(r"\d+ citations? became known later and (?:is|are) left out|day of the latest dated citation")
"""Only the page that goes back in time knows how much came later."""


def passages(element: Element) -> list[str]:
    """All texts, without the drawings for narrow columns, which the whole page carries apart."""
    for drawing in list(element.iter("div")):
        if drawing.get("class") == "at-narrow":
            assert [tag(one) for one in drawing] in (["svg"], [])
            drawing.clear()
    texts = [" ".join(text.split()) for text in element.itertext()]
    return [text for text in texts if text and not _LATER.fullmatch(text.replace("\u00a0", " "))]
