"""What sources wrote stays text: no element, attribute, address or line of script of the page comes from it."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bilateral as bl
from bilateral.dossier.page import Dossier
from bilateral.evidence.form import Form
from bilateral.evidence.kinds import KINDS, Value
from bilateral.store.read_files import read_file
from bilateral.store.register import list_files, read_register
from dossier import hostile
from dossier.markdown_reading import Text
from dossier.reading import Page, Tree, tag
from registers import Desk

TODAY = dt.date(2026, 11, 23)
MARK = re.compile(r"Q\d{3,4}q")


def _dossier(folder: Path, texts: hostile.Texts) -> Dossier:
    hostile.write(folder / "register", texts)
    with bl.open(folder / "register", cache=folder / "cache", today=TODAY) as study:
        made = study.dossier("VEN", "RUS")
        assert len(made.states) == 3
        assert made.html and made.newest
    return made


@pytest.fixture(scope="module")
def texts() -> hostile.Texts:
    return hostile.Texts()


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, texts: hostile.Texts) -> Dossier:
    return _dossier(tmp_path_factory.mktemp("attacked"), texts)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of the same register with plain words in every place."""
    plain = hostile.Texts(hostile.HARMLESS, hostile.HARMLESS[:20])
    return Page(_dossier(tmp_path_factory.mktemp("harmless"), plain).html)


@pytest.fixture(scope="module")
def page(attacked: Dossier) -> Page:
    return Page(attacked.html)


def pieces(page: Page) -> list[Tree]:
    """The page and everything that its script unfolds."""
    folded = page.folded
    parts = [*folded["narrow"], *(part for state in folded["past"].values() for part in state.values())]
    return [page, *(Tree(part, is_whole=False) for part in parts)]


def shapes(page: Page) -> set[tuple[str, tuple[str, ...]]]:
    """Every kind of element: its name and the names of its attributes."""
    return {(tag(one), tuple(sorted(one.keys()))) for piece in pieces(page) for one in piece.elements}


NOT_FREE = {
    "id", "handle", "concerns", "equipment", "nature", "force", "kind", "grade", "state", "language", "website",
    "relays", "group", "unit", "un_category", "sipri_category", "maker", "family", "source", "ref", "dated_by",
    "source_grade", "repeats", "stage", "modality", "speaker", "topic", "of", "contests", "between", "claim", "was",
    "made", "thing", "about", "prefers", "parties", "supplier", "recipient", "via", "operator", "sender", "host",
    "trainer", "trainee", "lender", "borrower", "target", "condition", "stance", "credibility", "category",
    "on", "published", "seen", "when", "from", "to", "series",
}  # fmt: skip
"""Keys whose text is an id, a code, a date, or one of a list."""
NUMBERS = {prop.name for kind in KINDS.values() for prop in kind.properties if prop.value is not Value.TEXT}


def test_every_key_of_every_form_is_in_the_register(
    tmp_path: Path, texts: hostile.Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that somebody adds to a form must be added to the attack: with a text that tries to break out, or as one
    that cannot hold such a text."""
    hostile.write(tmp_path, hostile.Texts())
    asked: set[str] = set()
    filled: set[str] = set()
    tame: set[str] = set()
    text_of, close = Form.text_of, Form.close

    def spy_text(form: Form, node: Any, what: str) -> str | None:
        if not MARK.search(node.text):
            tame.add(what)
        return text_of(form, node, what)

    def spy_close(form: Form) -> None:
        asked.update(form._asked)
        filled.update(form._fields)
        close(form)

    monkeypatch.setattr(Form, "text_of", spy_text)
    monkeypatch.setattr(Form, "close", spy_close)
    files, problems = list_files(read_register(tmp_path))
    for file in files:
        problems += read_file(tmp_path, file)[1]
    assert problems == []
    assert asked - filled == {"left_out", "retells"}, "keys that the register of the attack does not use"
    assert tame - NOT_FREE - NUMBERS <= {"amount", "becomes", "edition", "place", "reason"}, (
        "texts that the attack leaves alone"
    )


def test_no_element_comes_from_a_text(page: Page, harmless: Page) -> None:
    assert [piece.errors for piece in pieces(page) if piece.errors] == []
    assert shapes(page) <= shapes(harmless)
    assert len(page.all("script")) == len(harmless.all("script")) == 2
    assert [one.get("id") for one in page.all("section")] == [one.get("id") for one in harmless.all("section")]


def test_no_address_comes_from_a_text_but_that_of_a_document(page: Page) -> None:
    addresses = {one.get("href") or "" for piece in pieces(page) for one in piece.all("a")}
    out = {one for one in addresses if not one.startswith("#")}
    assert out
    assert all(one.startswith(hostile.HOST) for one in out)
    assert all(re.fullmatch(r"#[A-Za-z0-9-]*", one) for one in addresses - out)


def strings(page: Page) -> Iterator[str]:
    for piece in pieces(page):
        for element, text in piece.texts():
            if tag(element) not in ("script", "style"):
                yield text
        for one in piece.elements:
            yield from one.attrib.values()


def test_texts_show_as_they_were_written(page: Page, texts: hostile.Texts) -> None:
    """Whole, or cut with an ellipsis where a picture has no room."""
    shown: set[str] = set()
    for text in strings(page):
        for found in MARK.finditer(text):
            said, rest = texts.said[found.group()], text[found.start() :]
            cut, ellipsis, _ = rest.partition("…")
            assert rest.startswith(said) or (ellipsis and said.startswith(cut)), rest[:200]
            if rest.startswith(said):
                shown.add(texts.fields[found.group()])
    assert shown == {
        "actor name", "at", "by", "by of an assertion", "author", "disagreement", "editing_note", "edition",
        "equipment name", "equipment nato", "figure", "label", "language", "note", "place in a book",
        "property cause", "property content", "property instrument", "property place", "property purpose",
        "property reason", "property statement", "reason", "register",
        "register licence", "says", "source name", "title", "topic", "unsourced",
    }  # fmt: skip


def test_script_and_style_hold_no_text_of_a_source(page: Page, texts: hostile.Texts) -> None:
    for one in (*page.all("script"), *page.all("style")):
        if one.get("id") != "folded":  # compressed: what is in it is read above, and letters in a row mean nothing
            assert MARK.search("".join(one.itertext())) is None
    assert "/*PAYLOAD*/" in "".join(strings(page))
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", page.ids["folded"].text or "")


def test_what_is_folded_survives(page: Page, harmless: Page, texts: hostile.Texts) -> None:
    assert page.folded.keys() == {"narrow", "past"}
    assert list(page.folded["past"]) == list(harmless.folded["past"]) == ["2012-12-31", "2007-12-31"]
    assert len(page.folded["narrow"]) == len(harmless.folded["narrow"]) > 3
    early = Tree(page.folded["past"]["2007-12-31"]["sections"], is_whole=False)
    assert any(MARK.search(text) for _, text in early.texts())


def test_json_carries_texts_unchanged(attacked: Dossier, texts: hostile.Texts) -> None:
    held: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            held.append(value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(key)
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(json.loads(attacked.json()))
    found = [(one, mark) for one in held for mark in MARK.findall(one)]
    assert len({texts.fields[mark] for _, mark in found}) > 25
    for text, mark in found:
        assert texts.said[mark] in text


FORMS = {"fence", "code_block", "blockquote_open", "ordered_list_open", "s_open", "image", "hr", "code_inline"}
"""What the Markdown edition never uses."""


def test_markdown_holds_no_html_and_no_forged_link(attacked: Dossier, texts: hostile.Texts) -> None:
    text = Text(attacked.markdown())
    assert text.html <= {"</a>"} | {f'<a id="{anchor}">' for anchor in text.anchors}
    assert text.anchors
    assert text.kinds.isdisjoint(
        {"image", "code_inline", "code_block", "fence", "em_open", "s_open", "blockquote_open"}
    )
    for target in text.targets:
        assert target.startswith(("#", hostile.HOST)), target
    assert all(target[1:] in text.anchors for target in text.targets if target.startswith("#") and target != "#records")
    shown = set()
    for line in text.lines:
        for found in MARK.finditer(line):
            assert line[found.start() :].startswith(texts.said[found.group()]), line[found.start() :][:200]
            shown.add(texts.fields[found.group()])
    assert {"title", "says", "note", "source name", "by", "topic", "unsourced", "figure", "edition"} <= shown


LINES = (
    "- not a list", "+ not a list", "* not a list", "1. not a list", "2) not a list", "# not a heading", "===", "---",
    "~~~", "```", "> not a quotation", "    not code", "| not | a | table |", "[a]: https://evil.example", "<div>",
    "a\\", "&lt;b&gt; &amp; &#42;", "www.evil.example", "~~struck~~", "![x](y)", "[^1]: a note",
)  # fmt: skip


@pytest.fixture(scope="module")
def opened_by_lines(tmp_path_factory: pytest.TempPathFactory, small_base: Desk) -> Text:
    """Each line as the title, the note, a paraphrase and a disagreement of a record of its own."""
    records = {}
    for number, line in enumerate(LINES):
        said = {"published": "2001-05", "credibility": 2, "says": f"{line} (says)", "asserts": [SIGNED]}
        records[f"paper-{number}"] = {
            "title": f"{line} (title)",
            "parties": ["RUS", "VEN"],
            "note": f"{line} (note)",
            "claims": [{"source": "agency", **said}, {"source": "daily", **said}],
            "disagreements": [{"says": f"{line} (differ)", "between": ["agency", "daily"], "topic": f"{line} (topic)"}],
        }
    return Text(_with_agreements(tmp_path_factory.mktemp("lines"), small_base, records).markdown())


SIGNED = {"stage": "signed", "when": "2001-05"}


def _with_agreements(place: Path, base: Desk, records: dict[str, Any]) -> Dossier:
    """The dossier of the small register with these records besides."""
    shutil.copytree(base.folder, place / "small")
    for name, record in records.items():
        path = place / "small/claims/agreement" / f"{name}.yml"
        path.write_text(json.dumps({"id": name, **record}, ensure_ascii=False), "utf-8")
    with bl.open(place / "small", cache=place / "cache", today=TODAY) as study:
        return study.dossier("RUS", "VEN")


@pytest.mark.parametrize("line", LINES)
def test_markdown_reads_a_line_of_a_source_as_text(line: str, opened_by_lines: Text) -> None:
    written = " ".join(line.split())
    lines = opened_by_lines.lines
    assert f"{written} (note)" in lines
    for place in ("title", "says", "differ"):
        assert any(f"{written} ({place})" in one for one in lines), place
    assert any(one.endswith(f"{written} (title)") for one in opened_by_lines.headings)


def test_markdown_takes_no_form_from_the_lines_of_sources(opened_by_lines: Text) -> None:
    assert opened_by_lines.kinds.isdisjoint(FORMS)
    assert not any("evil" in target for target in opened_by_lines.targets)


ADDRESSES = {
    "https://documents.example/a)[forged](https://evil.example": "https://documents.example/a%29",
    "https://documents.example/b c|d": "https://documents.example/b%20c%7Cd",
    "https://documents.example/<script>alert(1)</script>": "https://documents.example/%3Cscript",
    "https://documents.example/wiki/Tor_(missile)": "https://documents.example/wiki/Tor_%28missile%29",
    "https://documents.example/?a=1&b=2#part": "https://documents.example/?a=1&b=2#part",
    "http://[::1": None,
    "https://[documents.example": None,
    "https:///no-host": None,
    "ftp://documents.example/": None,
    "//documents.example": None,
    "a book, page 7": None,
}


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory, small_base: Desk) -> Dossier:
    """Each address as that of a citation of its own."""
    claims = [
        {"source": "daily", "ref": f"daily-{number}", "at": address, "published": "2001-05", "credibility": 2,
         "says": "Signed.", "asserts": [SIGNED]}
        for number, address in enumerate(ADDRESSES)
    ]  # fmt: skip
    paper = {"title": "Paper", "parties": ["RUS", "VEN"], "claims": claims}
    return _with_agreements(tmp_path_factory.mktemp("addressed"), small_base, {"paper": paper})


def test_an_address_is_a_link_to_a_web_page_or_words(addressed: Dossier) -> None:
    page, text = Page(addressed.html), Text(addressed.markdown())
    out = [one.get("href") for one in page.all("a") if not (one.get("href") or "").startswith("#")]
    targets = [one for one in text.targets if not one.startswith("#")]
    linked = [address for address, start in ADDRESSES.items() if start]
    assert [one for one in out if one != "https://agency.example.org/1"] == linked
    assert len(targets) == len(out)
    for address, start in ADDRESSES.items():
        if start is None:
            assert any(address in said for _, said in page.texts()), address
            assert any(address in line for line in text.lines), address
        else:
            assert any(one.startswith(start) for one in targets), address
    assert text.html == {"</a>"} | {f'<a id="{anchor}">' for anchor in text.anchors}


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", " data:text/html,x", "vbscript:x", "file:///etc/passwd"],
)
def test_an_address_that_runs_is_refused(address: str, small: Desk) -> None:
    small.change("claims/transfer/rus-ven-su-30mk2.yml", '"https://agency.example.org/1"', json.dumps(address))
    assert "is not an address of a document" in small.problem().message
