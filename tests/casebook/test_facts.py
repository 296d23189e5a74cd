"""Nothing of the facts that the casebook was written from is lost, and none of their words are copied."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from bilateral.errors import ValueFormError
from bilateral.evidence.citation import Citation
from bilateral.evidence.claims_file import ClaimsFile
from bilateral.evidence.dates import end_of
from bilateral.evidence.grade import COUNTING
from bilateral.evidence.quantity import MULTIPLIERS

from .conftest import Casebook, Fact

pytestmark = pytest.mark.realdata

FACTS, CITATIONS = 296, 939

LATER_BY_ADDRESS = {("RU-065", "2007-06-15"), ("VRC-041", "2010-07-23")}
"""Citations whose address carries a day after the one the fact gives: the later day stands, so that the clock is
never early."""

BESIDE_THE_FACTS = {"TIV-001", "TIV-002"}
"""Handles of the yearly series and the concentration of suppliers, which come from published tables."""

LONGEST_RUN = 7
SPELLED = {
    word: float(value)
    for value, word in enumerate(
        [
            "none",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
        ]
    )
}
_NUMBER = re.compile(r"(?<![\w.])\d[\d,  ]*(?:\.\d+)?(?:\s?(?:k|m|bn|tn|thousand|million|billion|trillion)\b)?")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def test_every_fact_has_a_file(casebook: Casebook, facts: list[Fact]) -> None:
    assert len(facts) == FACTS
    lost = [one.fact_id for one in facts if not casebook.of_fact(one.fact_id)]
    assert not lost, " ".join(lost)


def test_every_file_stands_for_a_fact(casebook: Casebook, facts: list[Fact]) -> None:
    ids = {one.fact_id for one in facts}
    handles = [one.thing.handle or "" for one in casebook.files.values()]
    assert {one for one in handles if one not in ids and one[:-1] not in ids} == BESIDE_THE_FACTS


def test_every_citation_stands(casebook: Casebook, facts: list[Fact]) -> None:
    assert sum(len(fact.citations) for fact in facts) == CITATIONS
    lost = [
        f"{fact.fact_id}: {one['publisher']} {one['url']}"
        for fact in facts
        for one in fact.citations
        if not _standing(casebook, fact, one)
    ]
    assert not lost, "\n".join(lost)


def test_no_citation_is_invented(casebook: Casebook, facts: list[Fact]) -> None:
    addresses = {one["url"] for fact in facts for one in fact.citations}
    invented = [
        citation.citation_id
        for fact in facts
        for file in casebook.of_fact(fact.fact_id)
        for citation in file.citations
        if citation.at not in addresses and casebook.sources[citation.source_id].kind != "background"
    ]
    assert not invented, "\n".join(invented)


def test_grades_flags_languages_and_days(casebook: Casebook, facts: list[Fact]) -> None:
    wrong = []
    for fact in facts:
        for wanted in fact.citations:
            matching = _same_grade(casebook, fact, wanted)
            if not matching:
                wrong.append(f"{fact.fact_id} {wanted['url']}: not graded {wanted['grade']}")
            for citation in matching:
                wrong += [f"{citation.citation_id}: {text}" for text in _amiss(casebook, fact, wanted, citation)]
    assert not wrong, "\n".join(wrong)


def test_every_number_stands(casebook: Casebook, facts: list[Fact]) -> None:
    """A delivered number of none may stand as silence: where nobody reports a delivery, no claim says so."""
    lost = []
    for fact in facts:
        held = {value for file in casebook.of_fact(fact.fact_id) for value in _numbers_of(file)}
        lost += [f"{fact.fact_id}: {value:g}" for value in _numbers_wanted(fact) if value and value not in held]
    assert not lost, "\n".join(lost)


def test_nothing_counts_as_delivered_where_the_fact_has_none(casebook: Casebook, facts: list[Fact]) -> None:
    wrong = []
    for fact in facts:
        if (fact.row.get("quantity_delivered") or {}).get("max") != 0:
            continue
        for file in casebook.of_fact(fact.fact_id):
            letters = {one.citation_id: casebook.letter(one) for one in file.citations}
            wrong += [
                one.claim_id
                for one in file.claims
                if one.stage in ("part_delivered", "delivered") and one.property in ("quantity", "reached")
                if one.modality == "asserted" and one.low and (letters[one.citation_id] or "F") in COUNTING
            ]
    assert not wrong, "\n".join(wrong)


def test_every_disagreement_stands(casebook: Casebook, facts: list[Fact]) -> None:
    missing = {}
    for fact in facts:
        found = sum(len(file.disagreements) for file in casebook.of_fact(fact.fact_id))
        wanted = len(fact.disagreements)
        if found < wanted:
            missing[fact.fact_id] = (found, wanted)
    assert missing == {}


def test_the_unverified_is_marked(casebook: Casebook, facts: list[Fact]) -> None:
    unmarked = []
    for fact in facts:
        for wanted in fact.citations:
            if wanted["grade"] == "F6":
                standing = _standing(casebook, fact, wanted)
                unmarked += [
                    one.citation_id
                    for one in standing
                    if casebook.letter(one) != "F"
                    or one.digit != 6
                    or one.is_checked
                    or "unverified" not in one.says.lower()
                ]
        if "unverified" in str(fact.row["status"]):
            texts = [text.lower() for file in casebook.of_fact(fact.fact_id) for _, text in _texts_of(file)]
            unmarked += [] if any("unverified" in one for one in texts) else [fact.fact_id]
    assert not unmarked, "\n".join(unmarked)


def test_no_text_is_copied(casebook: Casebook, facts: list[Fact]) -> None:
    copied = []
    for fact in facts:
        known = [list(_words(text)) for text in fact.texts]
        for file in casebook.of_fact(fact.fact_id):
            for where, text in _texts_of(file):
                run = max((_longest_run(list(_words(text)), other) for other in known), default="", key=_ordinary)
                if _ordinary(run) > LONGEST_RUN:
                    copied.append(f"{where}: {run}")
    assert not copied, "\n".join(copied)


def test_the_measure_of_copying_sees_a_copy_and_lets_names_pass() -> None:
    told = list(_words("In Caracas the minister said on 4 July that all of the tanks had come by ship from Russia."))
    copy = list(_words("He said that all of the tanks had come by ship, and left."))
    assert _ordinary(_longest_run(copy, told)) == 9
    assert _ordinary("Sergei Lavrov on 26 November 2008 in Caracas") == 2


def _standing(casebook: Casebook, fact: Fact, wanted: dict[str, object]) -> list[Citation]:
    """The citations under the fact's handle that name the same address, or the same publisher where it has none."""
    held = [one for file in casebook.of_fact(fact.fact_id) for one in file.citations]
    if wanted["url"]:
        return [one for one in held if one.at == wanted["url"]]
    kind = "background" if str(wanted["publisher"]).startswith("background") else None
    return [
        one
        for one in held
        if casebook.sources[one.source_id].kind == kind or casebook.sources[one.source_id].name == wanted["publisher"]
    ]


def _same_grade(casebook: Casebook, fact: Fact, wanted: dict[str, object]) -> list[Citation]:
    return [one for one in _standing(casebook, fact, wanted) if f"{casebook.letter(one)}{one.digit}" == wanted["grade"]]


def _amiss(casebook: Casebook, fact: Fact, wanted: dict[str, object], citation: Citation) -> Iterator[str]:
    twins = [one for one in fact.citations if one["url"] == wanted["url"] and one["grade"] == wanted["grade"]]
    if citation.is_checked not in {one["verified"] for one in twins}:
        yield f"checked is {citation.is_checked}"
    if wanted["language"] and casebook.language(citation) not in {one["language"] for one in twins}:
        yield f"its language is {casebook.language(citation)}, not {wanted['language']}"
    stated = [day for one in twins if (day := _last_day(one["published"]))]
    if stated and citation.known > max(stated) and (fact.fact_id, citation.known.isoformat()) not in LATER_BY_ADDRESS:
        yield f"known {citation.known}, the fact says {max(stated)}"


def _last_day(published: object) -> dt.date | None:
    """The last day a fact's date can mean; None where it states none. "2025, updated …" counts from the update."""
    found = re.findall(r"\d{4}(?:-\d\d){0,2}", str(published or ""))
    try:
        return max((end_of(one) for one in found), default=None)
    except ValueFormError:
        return None


def _numbers_wanted(fact: Fact) -> Iterator[float]:
    row = fact.row
    for one in row.get("quantities", ()):
        yield from (float(one[name]) for name in ("value", "min", "max") if one.get(name) is not None)
    if isinstance(row.get("quantity_ordered"), int):
        yield float(row["quantity_ordered"])
    delivered = row.get("quantity_delivered") or {}
    yield from (float(delivered[name]) for name in ("min", "max") if delivered.get(name) is not None)


def _numbers_of(file: ClaimsFile) -> Iterator[float]:
    """The numbers of a file's claims and notes."""
    for claim in file.claims:
        yield from (one for one in (claim.low, claim.best, claim.high) if one is not None)
        yield from _numbers_in(claim.words)
        yield from _numbers_in(claim.text or "")
    for note in (file.thing.note, file.thing.editing_note, *(one.note for one in file.citations)):
        yield from _numbers_in(note or "")


def _numbers_in(text: str) -> Iterator[float]:
    yield from (value for word in _WORD.findall(text.lower()) if (value := SPELLED.get(word)) is not None)
    for found in _NUMBER.findall(text):
        digits = re.sub(r"[^\d.]", "", found)
        scale = re.search(r"[a-z]+$", found)
        yield float(digits) * (MULTIPLIERS[scale.group()] if scale else 1)


def _texts_of(file: ClaimsFile) -> Iterator[tuple[str, str]]:
    thing = file.thing
    yield thing.thing_id, thing.title
    yield thing.thing_id, thing.note or ""
    yield thing.thing_id, thing.editing_note or ""
    yield from ((one.citation_id, one.says) for one in file.citations)
    yield from ((one.citation_id, one.note or "") for one in file.citations)
    yield from ((one.claim_id, one.text) for one in file.claims if one.text)
    yield from ((one.disagreement_id, one.says) for one in file.disagreements)


def _words(text: str) -> Iterator[str]:
    """Words in order; names and numbers keep their form, ordinary words are in lower case."""
    starts = True
    for found in re.finditer(rf"{_WORD.pattern}|[.!?:;]", text):
        word = found.group()
        if word in ".!?:;":
            starts = True
            continue
        yield word.lower() if starts and word[0].isupper() and word[1:].islower() else word
        starts = False


def _longest_run(own: list[str], other: list[str]) -> str:
    """The run of words both texts share that has most ordinary words."""
    best = ""
    lengths: Counter[int] = Counter()
    for place, word in enumerate(own):
        fresh: Counter[int] = Counter()
        for there, same in enumerate(other):
            if word.lower() == same.lower():
                fresh[there] = lengths[there - 1] + 1
                run = " ".join(own[place - fresh[there] + 1 : place + 1])
                if _ordinary(run) > _ordinary(best):
                    best = run
        lengths = fresh
    return best


def _ordinary(run: str) -> int:
    """How many words of a run are neither names nor numbers."""
    return sum(word[0].islower() and not any(sign.isdigit() for sign in word) for word in run.split())
