"""Every number of the page leads to claims that say it; what stands outside links is of a kind that is listed here."""

from __future__ import annotations

import re

from dossier.conftest import Edition
from dossier.loose import KINDS
from dossier.places import place
from dossier.reading import Page, classes, numbers_in, plain, tag, words
from dossier.rules import RULES


def test_every_link_opens_citations_that_are_on_the_page(any_edition: Edition) -> None:
    page = any_edition.page
    assert page.links
    for link in page.links:
        assert link.numbers, link.says
        assert set(link.numbers) <= any_edition.facts.keys(), link.says
        items = [page.ids[f"k{number}"] for number in link.numbers]
        record = page.ids[link.target]
        assert "rec" in classes(record), link.target
        assert any(page.inside(item, cls="rec") is record for item in items), f"{link.says} leads to another record"


def test_every_link_says_what_its_claims_say(any_edition: Edition) -> None:
    wrong = []
    for link in any_edition.page.links:
        rule = RULES[place(any_edition.page, link)]
        problem = rule(any_edition, link, any_edition.behind(link.numbers))
        if problem:
            wrong.append(f"{place(any_edition.page, link)}: {link.says!r} ({link.target}) {problem}")
    assert not wrong, "\n".join(wrong)


def test_every_rule_is_needed(newest: Edition) -> None:
    assert {place(newest.page, link) for link in newest.page.links} == RULES.keys()


def test_rules_refuse_a_number_that_nobody_gave(newest: Edition) -> None:
    """The rules of this file are of use: a number moved to other citations is found out."""
    passed = []
    for link in newest.page.links:
        where = place(newest.page, link)
        stranger = next(number for number in newest.facts if number not in link.numbers)
        if RULES[where](newest, link, newest.behind((stranger,))) is None:
            passed.append(where)
    assert len(passed) < len(newest.page.links) / 50, sorted(set(passed))


def test_records_show_what_the_store_holds(any_edition: Edition) -> None:
    """Each citation of the list: its source, the day it became known, its grade, what it says."""
    records = any_edition.dossier.cites.records
    for number, facts in any_edition.facts.items():
        item = any_edition.page.ids[f"k{number}"]
        claim = facts.claims[0]
        assert item.get("data-k") == claim["known"].isoformat()
        parts = {tag(one): one for one in item.iter()}
        assert words(item.find("./div/b")) == plain(records.sources[claim["source_id"]].name)  # type: ignore[arg-type]
        assert words(next(one for one in item.iter() if "gr" in classes(one))) == f"{claim['letter']}{claim['digit']}"
        assert plain(claim["says"]) in words(parts["p"]) or plain(claim["says"]) in words(item)
    listed = [one for one in any_edition.page.all("li") if re.fullmatch(r"k\d+", one.get("id", ""))]
    assert len(listed) == len(any_edition.facts)


def test_strip_counts_what_the_page_holds(any_edition: Edition) -> None:
    strip = any_edition.page.one("div", "strip")
    told = [words(one) for one in strip.iter() if tag(one) == "a"]
    everything = any_edition.everything
    languages = {one.language or next(iter(any_edition.source(one).languages), "") for one in any_edition.citations}
    assert [int(numbers_in(one)[0]) for one in told] == [
        len(everything.citations),
        len({one["source_id"] for one in everything.claims}),
        len(languages - {""}),
        any_edition.disputed,
    ]
    assert all(one.get("href") == "#records" for one in strip.iter() if tag(one) == "a")


def loose(page: Page) -> list[tuple[object, str]]:
    """Texts with digits that stand outside links, records, styles and script."""
    found = []
    for element, text in page.texts():
        if not re.search(r"\d", text) or tag(element) in ("script", "style", "title"):
            continue
        above = list(page.above(element))
        is_linked = any(tag(one) == "a" and (one.get("data-c") or "all" in classes(one)) for one in above)
        if not is_linked and not any("rec" in classes(one) for one in above):
            found.append((element, plain(text)))
    return found


def test_every_digit_outside_links_is_of_a_listed_kind(any_edition: Edition) -> None:
    wrong = []
    for element, text in loose(any_edition.page):
        kind = next((one for one in KINDS if one.here(any_edition, element) is not None), None)  # type: ignore[arg-type]
        if kind is None:
            wrong.append(f"no kind: {text!r}")
        elif not kind.right(any_edition, element, text):  # type: ignore[arg-type]
            wrong.append(f"{kind.name} ({kind.why}): {text!r}")
    assert not wrong, "\n".join(wrong)


def test_every_kind_of_loose_digits_is_needed(newest: Edition) -> None:
    used = [
        next(place for place, one in enumerate(KINDS) if one.here(newest, element) is not None)  # type: ignore[arg-type]
        for element, _ in loose(newest.page)
    ]
    assert set(used) == set(range(len(KINDS)))
    assert all(one.why for one in KINDS)


def test_no_record_is_an_orphan(newest: Edition) -> None:
    """What nothing links to is marked, so that print can leave it out."""
    linked = {number for link in newest.page.links for number in link.numbers}
    for record in newest.page.all("article", "rec"):
        own = {int(one.get("id", "k0")[1:]) for one in record.iter() if re.fullmatch(r"k\d+", one.get("id", ""))}
        assert ("uncited" in classes(record)) == (not own & linked), record.get("id")
