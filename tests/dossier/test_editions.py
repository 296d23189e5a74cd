"""Markdown and JSON: the numbers of the page, each with its claims, and a shape that programs can rely on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from dossier.conftest import Edition
from dossier.markdown_reading import Text
from dossier.reading import plain, tag, words

Json = dict[str, Any]


@pytest.fixture(scope="module")
def data(newest: Edition) -> Json:
    found: Json = json.loads(newest.dossier.json())
    return found


@pytest.fixture(scope="module")
def text(newest: Edition) -> Text:
    return Text(newest.dossier.markdown())


def test_markdown_links_the_numbers_of_the_page(any_edition: Edition) -> None:
    """The same words to the same records, as often as the page does outside its pictures and records."""
    page = any_edition.page
    shown = Counter(
        (link.says, link.target)
        for link in page.links
        if not link.is_mark
        and page.inside(link.element, "article") is None
        and page.inside(link.element, "svg") is None
    )
    text = Text(any_edition.dossier.markdown())
    written = Counter((plain(said), target[1:]) for target, said in text.links if target.startswith("#r-"))
    assert written == shown
    assert len(shown) > 20


def test_every_link_of_the_markdown_leads_somewhere(text: Text) -> None:
    for target, said in text.links:
        assert said.strip(), target
        assert target == "#records" or target.removeprefix("#") in text.anchors or target.startswith("http"), target
    assert "Records" in text.headings


def test_markdown_has_the_headings_and_words_of_the_page(newest: Edition, text: Text) -> None:
    page = newest.page
    lines = {plain(one) for one in text.lines}
    assert lines >= {words(one) for one in page.one("div", "answer") if tag(one) == "p"}
    sections = [words(one) for one in page.all("h2") if page.inside(one, "section", "sec") is not None]
    assert [
        re.sub(r"^\d ", "", plain(one)) for one in text.headings if plain(one)[:1].isdigit() and "." not in one[:3]
    ] == [one for one in sections if one != "Records"]
    titles = [words(one) for one in page.all("h3") if page.inside(one, "figure") is not None]
    found = [plain(one) for one in text.headings]
    assert [one for one in found if one in set(titles)] == titles
    assert sum(one.startswith("RU-001") for one in found) == 1


def test_markdown_holds_every_citation_once(newest: Edition, text: Text) -> None:
    """Each paraphrase, as often as citations say it."""
    said = Counter(plain(one.says) for one in newest.citations)
    whole = "\n".join(plain(one) for one in text.lines)
    for paraphrase, times in said.items():
        assert whole.count(paraphrase) >= times, paraphrase


def test_tables_of_the_markdown_are_tables(newest: Edition, text: Text) -> None:
    tables = [one for one in newest.page.all("table") if newest.page.inside(one, "svg") is None]
    assert text.tables == len(tables)
    assert "|---" not in "".join(text.lines)


KEYS = {
    "": ["title", "pair", "as_of", "generator", "cite_as", "scope", "registers", "states", "records"],
    "states": [
        "as_of", "answer", "evidence", "timeline", "ladder", "deliveries_tiv_millions", "supplier_shares",
        "concentration", "deliveries_items", "fleets", "strands", "positions", "contests", "rival_numbers",
        "disagreements", "coverage",
    ],
    "records": [
        "thing_id", "kind", "title", "roles", "parties", "handle", "label", "concerns", "equipment", "attributes",
        "retells", "note", "editing_note", "citations",
    ],
    "records.citations": [
        "citation_id", "source", "source_id", "at", "title", "edition", "published", "known", "basis", "relays",
        "repeats", "letter", "digit", "language", "says", "by", "is_checked", "note", "claims",
    ],
    "records.citations.claims": [
        "claim_id", "citation_id", "thing_id", "kind", "stage", "property", "actor", "facet", "period", "unit",
        "modality", "low", "best", "high", "text", "words", "qualifier", "when", "when_low", "when_high", "by",
        "source_id", "origin", "known", "letter", "digit", "role", "correction_id",
    ],
    "states.ladder": [
        "thing", "name", "group", "unit", "rungs", "furthest", "quantity", "quantity_stage", "is_disputed",
        "is_cancelled", "letter", "digit",
    ],
    "states.fleets": [
        "thing", "name", "unit", "delivered", "delivered_when", "steps", "losses", "lost", "lost_apart", "surviving",
        "reports", "last_report",
    ],
    "states.fleets.delivered": [
        "best", "low", "high", "unit", "claims", "letter", "digit", "is_conflict", "is_weak", "is_open", "has_floor",
        "words", "qualifier", "when",
    ],
}  # fmt: skip
"""The shape of the JSON, as programs use it: taking a key away or renaming one is a change to be announced."""


def at(data: Any, path: str) -> Iterator[Json]:
    """Every object under a path of keys."""
    if isinstance(data, list):
        for one in data:
            yield from at(one, path)
    elif not path:
        yield data
    else:
        key, _, rest = path.partition(".")
        yield from at(data[key], rest)


@pytest.mark.parametrize("path", KEYS)
def test_json_has_a_fixed_shape(path: str, data: Json) -> None:
    found = list(at(data, path))
    assert found
    optional = {"note", "editing_note"}  # withheld where something of the record became known later
    for one in found:
        assert [key for key in one if key not in optional] == [key for key in KEYS[path] if key not in optional]
        assert set(one) <= set(KEYS[path])


def test_json_is_plain_and_goes_round(newest: Edition, data: Json) -> None:
    written = newest.dossier.json()
    assert json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) == written
    assert "NaN" not in written and "Infinity" not in written
    assert data["as_of"] == newest.dossier.as_of.isoformat()
    assert data["pair"] == ["VEN", "RUS"]
    assert [one["as_of"] for one in data["states"]] == [one.context.as_of.isoformat() for one in newest.dossier.states]


def claims_of(data: Json) -> set[str]:
    return {one["claim_id"] for one in at(data, "records.citations.claims")}


def measured(value: Any) -> Iterator[Json]:
    """Every number with claims inside a measure."""
    if isinstance(value, dict):
        if {"best", "low", "high", "claims", "unit"} <= value.keys():
            yield value
        for one in value.values():
            yield from measured(one)
    elif isinstance(value, list):
        for one in value:
            yield from measured(one)


def test_every_number_of_the_json_rests_on_claims_in_it(any_edition: Edition) -> None:
    data = json.loads(any_edition.dossier.json())
    held = claims_of(data)
    found = [one for state in data["states"] for one in measured(state)]
    assert found
    for one in found:
        ids = one["claims"] if isinstance(one["claims"], list) else one["said"]
        assert ids and set(ids) <= held, one


def test_json_counts_what_the_page_counts(any_edition: Edition) -> None:
    data = json.loads(any_edition.dossier.json())
    citations = list(at(data, "records.citations"))
    assert len(data["records"]) == len(any_edition.page.all("article", "rec"))
    assert len(citations) == len(any_edition.dossier.cites.numbers)
    assert [one["citation_id"] for one in citations] == list(any_edition.dossier.cites.numbers)
    newest = data["states"][0]
    assert newest["evidence"]["citations"] == len(citations)
    assert newest["evidence"]["claims"] == len(claims_of(data)) == len(list(at(data, "records.citations.claims")))
    assert newest["evidence"]["disputed"] == any_edition.disputed


def test_json_numbers_are_those_of_the_page(newest: Edition, data: Json) -> None:
    """Row by row: the ladder's names and grades, the fleets' survivors, the years of deliveries."""
    page, state = newest.page, data["states"][0]
    systems = [one for one in page.one("table", "lad").iter() if tag(one) == "th" and one.get("scope") == "row"]
    assert [words(one) for one in systems] == [plain(one["name"]) for one in state["ladder"]]
    fleets = [one for one in page.one("table", "fleet").iter() if tag(one) == "tr"][1:]
    assert [words(next(iter(one))) for one in fleets] == [plain(one["name"]) for one in state["fleets"]]
    for row, fleet in zip(fleets, state["fleets"], strict=True):
        surviving = fleet["surviving"]
        if surviving is None:
            assert words(list(row)[3]).startswith("not comparable")
        elif (
            surviving["best"] is not None and not surviving["is_conflict"] and surviving["qualifier"] in ("", "exactly")
        ):
            assert words(list(row)[3]) == f"{surviving['best']:g}"


def test_answers_are_the_same_in_all_editions(any_edition: Edition) -> None:
    data = json.loads(any_edition.dossier.json())
    shown = [words(one) for one in any_edition.page.one("div", "answer") if tag(one) == "p"]
    assert [plain(one) for one in data["states"][0]["answer"]] == shown
