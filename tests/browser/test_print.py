"""On paper: every section, nothing cut, page numbers, and the records behind the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Visit, Visits

pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
MARGIN = 15 * MM
FOOT = 19 * MM


@dataclass
class Sheet:
    """One printed page: its words, and the box around its words (left, bottom, right, top, in points)."""

    words: str
    size: tuple[float, float]
    box: tuple[float, float, float, float]


def read(path: Path) -> Iterator[Sheet]:
    document = pdfium.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(place) for place in range(text.count_rects())]  # runs of letters
        left, bottom, right, top = zip(*boxes, strict=True)
        box = (min(left), min(bottom), max(right), max(top))
        yield Sheet(" ".join(text.get_text_bounded().split()), page.get_size(), box)
        text.close()
        page.close()
    document.close()


def printed(visit: Visit, path: Path) -> list[Sheet]:
    visit.page.pdf(path=path, prefer_css_page_size=True)
    return list(read(path))


@pytest.fixture(scope="module")
def source(visits: Visits) -> Visit:
    return visits("desk", color_scheme="dark")  # paper is white all the same


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("print") / "dossier.pdf"


@pytest.fixture(scope="module")
def sheets(source: Visit, file: Path) -> list[Sheet]:
    return printed(source, file)


def plain(words: Any) -> str:
    return " ".join(str(words).split())


def test_it_is_a4_of_a_sensible_length(sheets: list[Sheet], file: Path) -> None:
    assert 25 <= len(sheets) <= 90
    for one in sheets:
        assert one.size == pytest.approx(A4, abs=1)
    assert file.stat().st_size < 4_000_000


def test_no_page_is_blank(sheets: list[Sheet]) -> None:
    for number, one in enumerate(sheets, start=1):
        assert len(one.words) > 150, f"page {number}: {one.words}"


def test_nothing_runs_into_the_margins(sheets: list[Sheet]) -> None:
    for number, one in enumerate(sheets, start=1):
        left, bottom, right, top = one.box
        assert left >= MARGIN - 4, number  # a large title's letter hangs out a little
        assert right <= A4[0] - MARGIN + 2, number
        assert bottom >= 5 * MM, number
        assert top <= A4[1] - 17 * MM + 3, number


def test_every_foot_has_title_day_and_number(sheets: list[Sheet]) -> None:
    for number, one in enumerate(sheets, start=1):
        assert "Venezuela and Russia: military partnership dossier, as of 23 November 2026" in one.words
        assert f"{number} / {len(sheets)}" in one.words


def test_the_answer_and_every_heading_is_there_in_order(source: Visit, sheets: list[Sheet]) -> None:
    whole = " ".join(one.words for one in sheets)
    assert "Venezuela and Russia" in sheets[0].words
    for paragraph in source.page.locator(".answer p").all():
        for sentence in re.split(r"(?<=[.;]) ", plain(paragraph.inner_text())):
            assert loose(sentence) in loose(sheets[0].words)
    for heading in source.page.locator(".state:not([hidden]) .fig h3").all():
        assert loose(plain(heading.inner_text())) in loose(whole), heading.inner_text()
    sections = source.js(
        """() => [...document.querySelectorAll('.state:not([hidden]) .sec, #records')]
          .map(e => e.querySelector('.num').textContent + e.querySelector('h2').textContent)"""
    )
    assert sections[0] == "1Genesis"
    assert sections[-1] == "RRecords"
    places = [next(n for n, one in enumerate(sheets) if loose(section) in loose(one.words)) for section in sections]
    assert places == sorted(places)


def loose(text: str) -> str:
    """Letters and digits only: brackets are drawn by the style sheet, and lines break at hyphens."""
    return re.sub(r"[\W_]", "", text)


def test_records_follow_with_source_grade_and_date(sheets: list[Sheet]) -> None:
    start = next(number for number, one in enumerate(sheets) if one.words.find("Every record of this dossier") >= 0)
    records = " ".join(one.words for one in sheets[start:])
    assert re.search(r"RU-001 Su-30MK2 fighters for Venezuela", records)
    assert "SIPRI Arms Transfers Database 3 Jan 2025" in records
    assert len(sheets) - start > 10


def test_sentences_of_the_records_do_not_run_into_each_other(sheets: list[Sheet]) -> None:
    """A paraphrase ends with a stop; the next word never stands right behind it."""
    run_on = re.findall(
        r"[a-z]{3}\.(?:signed|ordered|delivered|announced|occurred|imposed|present)\b.{20}",
        " ".join(one.words for one in sheets),
    )
    assert run_on == []


def test_controls_stay_off_the_paper(sheets: list[Sheet]) -> None:
    whole = " ".join(one.words for one in sheets)
    for word in ("Copy citation", "Search the records", "Show every record", "Move the handle", "Skip to the answer"):
        assert word not in whole


def test_letters_stay_letters(sheets: list[Sheet], file: Path) -> None:
    """Words are text and pictures are drawn: nothing is a photograph."""
    document = pdfium.PdfDocument(file)
    images = sum(1 for page in document for _ in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE]))
    document.close()
    assert images == 0
    assert sum(len(one.words) for one in sheets) > 150_000


def test_an_earlier_day_is_printed_as_that_day(visits: Visits, tmp_path: Path) -> None:
    visit = visits("desk")
    visit.page.locator("[data-stop]").first.click()
    visit.wait("document.querySelector('[data-stop]').getAttribute('aria-current') === 'true'")
    sheets = printed(visit, tmp_path / "then.pdf")
    assert 10 < len(sheets) < 60
    for one in sheets:
        assert "as of 31 December 2010" in one.words
    assert "as of 31 December 2010" in sheets[0].words.split("On record")[0]


def test_what_was_open_on_screen_is_as_before_after_printing(visits: Visits) -> None:
    visit = visits("desk")
    state = "[...document.querySelectorAll('details')].map(d => d.open)"
    before = visit.js(state)
    visit.js("dispatchEvent(new Event('beforeprint'))")
    during = visit.js(state)
    visit.js("dispatchEvent(new Event('afterprint'))")
    assert sum(during) > sum(before) + 10
    assert visit.js(state) == before
