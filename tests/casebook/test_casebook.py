"""The shipped casebook validates and keeps to its own rules of form."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bilateral.evidence.claims_file import ClaimsFile
from bilateral.evidence.thing import LONGEST_LABEL
from bilateral.study import casebook_path, validate

from .conftest import Casebook

LONGEST_FILE = 500
NAMED_ONLY = "Named only"
"""How the note of an equipment card begins that texts name and no record points to."""

OUTCOMES = ("cancelled", "never", "failed", "undelivered", "unfinished", "not delivered", "dropped", "in vain")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HANDLE = re.compile(
    r"(?<![\w-])(?:AG|AT|BA|BR|BY|CN|CX|DE|ES|FR|GB|IL|IR|IT|KR|NL|PL|RD|RU|SE|TIV|UA|US|VRC|XX)-\d{3}[a-z]?\b"
)
_SINGULAR = re.compile(r"(?<![\w.,-])1 (?:persons|ships|boats|vehicles|helicopters|systems|contracts|visits|days)\b")


def _files() -> list[Path]:
    return sorted(casebook_path().rglob("*.yml"))


def test_it_validates() -> None:
    counts = validate(casebook_path())
    assert counts["things"] == len(list((casebook_path() / "claims").rglob("*.yml")))


@pytest.mark.parametrize("folder", ["claims", "sources", "equipment", "actors"])
def test_files_are_tidy(folder: str) -> None:
    untidy = []
    for path in _files():
        if folder not in path.relative_to(casebook_path()).parts:
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        untidy += [f"{path.name}: no newline at the end"] * (not text.endswith("\n") or text.endswith("\n\n"))
        untidy += [f"{path.name}: {len(lines)} lines"] * (len(lines) > LONGEST_FILE)
        untidy += [
            f"{path.name}:{number}: tab or trailing space"
            for number, line in enumerate(lines, 1)
            if "\t" in line or line != line.rstrip()
        ]
    assert not untidy, "\n".join(untidy)


def test_rulings_are_tidy_and_signed(casebook: Casebook) -> None:
    for name in ("corrections.yml", "judgements.yml"):
        text = (casebook.folder / name).read_text(encoding="utf-8")
        assert text.endswith("\n") and "\t" not in text
    authors = {one.author for one in casebook.corrections} | {one.author for one in casebook.judgements}
    assert authors == {"Bilateral casebook editors"}
    ruled = {one.thing_id for one in casebook.judgements}
    assert "ven-acting-president-oath-2026" in ruled
    assert "rus-ven-tor-m1" not in ruled


def test_titles_and_labels(casebook: Casebook) -> None:
    things = [file.thing for file in casebook.files.values()]
    assert [one.thing_id for one in things if not one.title or not one.label] == []
    assert [one.thing_id for one in things if len(one.label or "") > LONGEST_LABEL] == []
    assert [name for name, count in Counter(one.title for one in things).items() if count > 1] == []
    assert [name for name, count in Counter(one.label for one in things).items() if count > 1] == []
    assert [one.thing_id for one in things if one.title.endswith(".") or (one.label or "").endswith(".")] == []


def test_titles_and_labels_do_not_look_ahead(casebook: Casebook) -> None:
    """A view as of an early day shows them: no year later than the first word on the matter, and no outcome."""
    ahead = []
    for file in casebook.files.values():
        names = f"{file.thing.title} {file.thing.label}"
        ahead += [
            f"{file.thing.thing_id}: {year}" for year in _YEAR.findall(names) if int(year) > _first_year(file, year)
        ]
        ahead += [
            f"{file.thing.thing_id}: {word}" for word in OUTCOMES if re.search(rf"\b{word}\b", names, re.IGNORECASE)
        ]
    assert not ahead, "\n".join(ahead)


def _first_year(file: ClaimsFile, year: str) -> int:
    """The year in which the matter first became known; the year asked for where the first word speaks of it."""
    first = min(one.known for one in file.citations)
    spoken = {one.citation_id for one in file.citations if one.known == first}
    texts = [one.says for one in file.citations if one.known == first]
    texts += [f"{one.when} {one.words}" for one in file.claims if one.citation_id in spoken]
    return int(year) if any(year in text for text in texts) else first.year


def test_handles(casebook: Casebook) -> None:
    handles = [file.thing.handle or "" for file in casebook.files.values()]
    assert [one for one, count in Counter(handles).items() if count > 1 or not one] == []
    lost = []
    for file in casebook.files.values():
        for text in (file.thing.note, file.thing.editing_note, *(one.says for one in file.disagreements)):
            found = {one for one in _HANDLE.findall(text or "") if one not in handles}
            lost += [f"{file.thing.thing_id}: {one}" for one in found - {"CN-235"}]
    assert not lost, "\n".join(lost)


def test_what_is_retold_is_no_retelling(casebook: Casebook) -> None:
    retells = {file.thing.thing_id: file.thing.retells for file in casebook.files.values() if file.thing.retells}
    assert retells
    assert [one for one, main in retells.items() if main in retells or main == one] == []


def test_every_card_is_needed(casebook: Casebook) -> None:
    files = casebook.files.values()
    used = {one for file in files for one in file.thing.equipment}
    assert [
        one.equipment_id
        for one in casebook.equipment.values()
        if (one.equipment_id in used) == (one.note or "").startswith(NAMED_ONLY)
    ] == []
    cited = {one.source_id for file in files for one in file.citations}
    relayed = {one for file in files for citation in file.citations for one in citation.relays}
    relayed |= {one.relays for one in casebook.sources.values() if one.relays}
    assert sorted(casebook.sources.keys() - cited - relayed) == []
    assert [one for one in sorted(cited) if casebook.sources[one].letter is None] == []
    names = Counter(re.sub(r"\W", "", one.name.lower()) + (one.website or "") for one in casebook.sources.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_claims_are_worded_out(casebook: Casebook) -> None:
    for file in casebook.files.values():
        for one in file.citations:
            assert len(one.says.split()) >= 3, one.citation_id
            assert one.says.endswith((".", "!", "?")), one.citation_id
        assert [one.claim_id for one in file.claims if _SINGULAR.search(one.words)] == []


def test_the_background_is_marked(casebook: Casebook) -> None:
    """Background knowledge without a document is graded F6 and says that it is unverified."""
    found = [
        one
        for file in casebook.files.values()
        for one in file.citations
        if casebook.sources[one.source_id].kind == "background"
    ]
    assert found
    for one in found:
        assert (casebook.letter(one), one.digit, one.is_checked) == ("F", 6, False), one.citation_id
        assert "unverified" in one.says.lower(), one.citation_id


def test_no_path_of_a_machine_is_in_it() -> None:
    assert [
        path.name for path in _files() if re.search(r"(?<![\w.])/(?:work|home|tmp|Users)/", path.read_text("utf-8"))
    ] == []
