"""What the Markdown and the JSON refer to is in them: records, claims, days; and they count what the page counts."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilateral.evidence.dates import When
from dossier.conftest import Edition
from dossier.markdown_reading import Text
from dossier.places import place
from dossier.reading import numbers_in, plain, words

DOCUMENTED = Path(__file__).parents[2] / "docs/explanation/dossier.md"
Json = dict[str, Any]


@pytest.fixture(scope="module", params=["newest", "early"])
def one(request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def markdown(one: Edition) -> str:
    return one.dossier.markdown()


@pytest.fixture(scope="module")
def data(one: Edition) -> Json:
    found: Json = json.loads(one.dossier.json())
    return found


@pytest.fixture(scope="module")
def citations(data: Json) -> list[Json]:
    return [citation for record in data["records"] for citation in record["citations"]]


@pytest.fixture(scope="module")
def claims(citations: list[Json]) -> dict[str, Json]:
    return {claim["claim_id"]: claim for citation in citations for claim in citation["claims"]}


@pytest.fixture(scope="module")
def parts(markdown: str) -> dict[str, str]:
    """The list of records in the Markdown, by the anchor that opens each."""
    pieces = re.split(r'^<a id="([A-Za-z0-9-]+)"></a>$', markdown, flags=re.MULTILINE)[1:]
    said = zip(pieces[::2], pieces[1::2], strict=True)
    return {anchor: " ".join(plain(line) for line in Text(part).lines) for anchor, part in said}


def walk(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is no container, with the key it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from walk(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, key)
    else:
        yield key, value


def in_strip(one: Edition, name: str) -> int:
    cell = next(cell for cell in one.page.one("div", "strip") if words(cell[0]) == name)
    return int(numbers_in(words(cell[1]))[0])


def test_the_three_count_the_same(
    one: Edition, markdown: str, data: Json, citations: list[Json], parts: dict[str, str]
) -> None:
    state = data["states"][0]["evidence"]
    listed = dict(re.findall(r"^- (\w+): \[(\d+)\]", markdown, re.MULTILINE))
    for name, number, told in (
        ("Citations", len(citations), state["citations"]),
        ("Sources", len({citation["source_id"] for citation in citations}), state["sources"]),
        ("Languages", len(state["languages"]), len(state["languages"])),
        ("Disputed", one.disputed, state["disputed"]),
    ):
        assert in_strip(one, name) == int(listed[name]) == number == told, name
    assert len(one.page.all("article", "rec")) == len(parts) == len(data["records"]) == state["things"]


def test_records_of_the_markdown_hold_their_citations(one: Edition, parts: dict[str, str]) -> None:
    """The part that a number leads to names the source of each citation behind it, and what it says."""
    cites = one.dossier.cites
    for citation in one.citations:
        part = parts[cites.anchor(citation.thing_id)]
        assert plain(one.source(citation).name) in part
        assert plain(citation.says) in part


WORKED_OUT = ("answer", "finding", "statement count", "contest count", "source count", "share", "fleet report")
"""Places with counts of claims and sums of several; the rules of test_numbers.py hold there."""


def test_numbers_of_the_markdown_stand_in_the_record_they_lead_to(one: Edition, markdown: str) -> None:
    """What opens citations of one record is a number or a day that the claims of that record give."""
    written = {(plain(said), target[1:]) for target, said in Text(markdown).links}
    checked = 0
    for link in one.page.links:
        behind = one.behind(link.numbers)
        if one.page.inside(link.element, "svg") is not None or len(behind.things) != 1 or link.says in one.names:
            continue
        if place(one.page, link) in WORKED_OUT:
            continue
        assert (link.says, link.target) in written
        facts = one.everything.where(thing_id=next(iter(behind.things)))
        held = facts.values | {float(part) for day in facts.days for part in (day.year, day.year % 100, day.day)}
        texts = " ".join(facts.wordings)
        for number in numbers_in(link.says):
            assert number.is_one_of(held) or f"{number:g}" in texts, (link.says, link.target)
            checked += 1
    assert checked > 150


def test_text_stands_apart_from_tables_and_lists(markdown: str) -> None:
    """A line right after a table is a row of it, and one after a list belongs to the last item."""
    for before, after in itertools.pairwise(markdown.splitlines()):
        if before.startswith(("|", "- ")) and after:
            assert after[:2].strip("-| ") == "" or after[0] == before[0] == "|", (before[:60], after[:60])


def test_the_documentation_names_the_keys_of_the_json(data: Json) -> None:
    rows = re.findall(r"^\| (`.+?) \|", DOCUMENTED.read_text("utf-8"), re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == list(data)


def test_every_id_in_the_measures_is_of_the_records(data: Json, citations: list[Json], claims: dict[str, Json]) -> None:
    things = {record["thing_id"] for record in data["records"]}
    for state in data["states"]:
        found: dict[str, set[str]] = {}
        for key, value in walk(state):
            if isinstance(value, str):
                found.setdefault(key, set()).add(value)
        in_cells = {claim for row in state["coverage"] for _, _, held in row["cells"] for claim in held}
        named = found["claims"] | found["claim"] | found["lead"] | in_cells
        assert len(named) > 100
        assert named <= claims.keys()
        assert all(claims[one]["known"] <= state["as_of"] for one in named)
        assert found["thing"] | found["thing_id"] <= things
        assert found["between"] <= {citation["citation_id"] for citation in citations}


def test_ids_lead_from_claim_to_record(data: Json, citations: list[Json], claims: dict[str, Json]) -> None:
    assert len(claims) == sum(len(citation["claims"]) for citation in citations)
    for record in data["records"]:
        for citation in record["citations"]:
            assert citation["citation_id"].startswith(f"{record['thing_id']}:")
            assert citation["claims"]
            for claim in citation["claims"]:
                assert (claim["thing_id"], claim["citation_id"]) == (record["thing_id"], citation["citation_id"])
                assert claim["claim_id"].startswith(f"{citation['citation_id']}/")


def test_claims_of_the_json_are_those_of_the_store(one: Edition, claims: dict[str, Json]) -> None:
    held = {claim["claim_id"]: claim for claim in one.everything.claims}
    assert held.keys() == claims.keys()
    for claim_id, claim in claims.items():
        for name in ("stage", "property", "low", "best", "high", "words", "modality", "letter", "digit", "source_id"):
            assert claim[name] == held[claim_id][name], (claim_id, name)
        assert claim["known"] == held[claim_id]["known"].isoformat()


DAYS = {
    "as_of", "known", "when_low", "when_high", "first_day", "day", "newest", "first", "last", "interval_from",
    "interval_to",
}  # fmt: skip
TIMES = {"when", "published", "delivered_when", "period"}


def test_days_are_iso_and_of_our_time(data: Json) -> None:
    """Times that claims speak of are EDTF; what has no day is null and not the end of time."""
    seen = set()
    for key, value in walk(data):
        if key in DAYS and value is not None:
            assert dt.date(1900, 1, 1) < dt.date.fromisoformat(value) < dt.date(2100, 1, 1), (key, value)
            seen.add(key)
        elif key in TIMES and value:
            assert When.parse(value).words(), (key, value)
            seen.add(key)
    assert (DAYS | TIMES) - seen <= {"period", "interval_from", "interval_to"}
    assert any(key == "first_day" and value is None for key, value in walk(data)), "an undated credit is on record"


def test_the_json_holds_plain_values_only(one: Edition) -> None:
    def refused(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    for key, value in walk(json.loads(one.dossier.json(), parse_constant=refused)):
        assert value is None or isinstance(value, (str, int, float)), key
        if isinstance(value, str):
            assert not re.match(r"<[A-Za-z.]+[ (.]|(?:None|nan|inf|True|False)$", value), (key, value)
            value.encode("utf-8")  # no half of a character


def test_legends_of_pictures_stay_with_the_pictures(one: Edition, markdown: str) -> None:
    legends = {words(legend) for legend in one.page.all("p", "leg")}
    assert legends
    assert legends.isdisjoint(plain(line) for line in Text(markdown).lines)


def test_addresses_stand_apart_from_what_is_before_them(markdown: str) -> None:
    before = re.findall(r"(.)\[[^\]\[]+\]\(https?://", markdown)
    assert len(before) > 50
    assert set(before) == {" "}


def test_how_firm_a_claim_is_stands_after_its_unit(one: Edition) -> None:
    """'100 000 rifles (planned)', and not: '100 000 (planned) rifles'."""
    chips = [part for chip in one.page.all("p", "chips") for part in words(chip).split(" · ")]
    marked = [part for part in chips if re.search(r"\((?:planned|conditional|speculated|denied)\)", part)]
    assert len(marked) > 10
    assert [part for part in marked if not part.endswith(")")] == []
    assert any("an unknown number of launchers" in part for part in chips)
