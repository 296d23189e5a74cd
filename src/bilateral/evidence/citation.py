"""Where in a source something is said, when it became known, and how good it is."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from bilateral.errors import ValueFormError
from bilateral.evidence.dates import When, end_of
from bilateral.evidence.form import SLUG, Form
from bilateral.evidence.grade import LETTERS

BASES: dict[str, str] = {
    "page": "the page shows its date",
    "edition": "the edition of the data set is dated",
    "address": "the address of the page carries the date",
    "text": "the text says when it was written",
    "seen": "no date is shown: known from the day it was seen",
}
"""How a citation's day in known time was found."""


class Citation(msgspec.Struct, frozen=True):
    """One place in one source.

    at: address, page or table row. title: the document's own title, as printed.
    known: the last day its date can mean; it counts from then, or from the register's own date if that is
    earlier. basis: one of BASES.
    relays: sources it passes on, nearest first; the last is the origin. repeats: id of the citation whose
    text it repeats. letter: its own source letter where it departs from the card's. digit: credibility.
    """

    citation_id: str
    thing_id: str
    source_id: str
    at: str | None
    title: str | None
    edition: str | None
    published: str | None
    known: dt.date
    basis: str
    relays: tuple[str, ...]
    repeats: str | None
    letter: str | None
    digit: int
    language: str | None
    says: str
    by: str | None
    is_checked: bool
    note: str | None
    file: str
    line: int


def read_citation(form: Form, thing_id: str, file: str, taken: set[str]) -> Citation | None:
    """Read one item of a file's claims, without its assertions; None when a needed part is missing."""
    source = form.slug("source", required=True, example="kommersant")
    ref = _ref(form, source, taken)
    says = form.text("says", required=True, example="Two of 24 aircraft had left the works.")
    digit = form.integer("credibility", 1, 6, required=True)
    edition, published, seen = form.text("edition"), form.date("published"), form.date("seen")
    clock = _known(form, edition, published, seen)
    letter = form.choice("source_grade", LETTERS)
    repeats = form.slug("repeats")
    relays = form.texts("relays")
    for one in relays:
        if not SLUG.fullmatch(one):
            form.wrong("relays", f"{one!r} is not a source id", expected="lower case, hyphens", example="tass")
    at = form.text("at")
    if at is not None and re.match(r"(?i)(javascript|data|vbscript|file):", at):
        form.wrong("at", f"{at[:40]!r} is not an address of a document", expected="https://…, a page or a table row")
        at = None
    title, language = form.text("title"), form.text("language")
    by, is_checked, note = form.text("by"), form.flag("checked"), form.text("note")
    if source is None or ref is None or says is None or digit is None or clock is None:
        return None
    known, basis = clock
    return Citation(
        citation_id=f"{thing_id}:{ref}",
        thing_id=thing_id,
        source_id=source,
        at=at,
        title=title,
        edition=edition,
        published=str(published) if published else None,
        known=known,
        basis=basis,
        relays=relays,
        repeats=f"{thing_id}:{repeats}" if repeats else None,
        letter=letter,
        digit=digit,
        language=language,
        says=says,
        by=by,
        is_checked=is_checked,
        note=note,
        file=file,
        line=form.node.line,
    )


def _ref(form: Form, source: str | None, taken: set[str]) -> str | None:
    """The citation's name inside its file: `ref`, or the source id where that is enough."""
    ref = form.slug("ref", example="kommersant-2006") or source
    if ref is None:
        return None
    if ref in taken:
        form.wrong(
            "ref",
            f"the reference {ref!r} stands twice in this file",
            expected="one `ref` for each citation",
            hint="add `ref:` with the source and the year",
            example=f"ref: {ref}-2008",
        )
        return None
    taken.add(ref)
    return ref


def _known(form: Form, edition: str | None, published: When | None, seen: When | None) -> tuple[dt.date, str] | None:
    basis = form.choice("dated_by", [name for name in BASES if name != "seen"])
    if published is not None:
        if published.high is None:
            form.wrong("published", f"{published} has no last day", expected="a date with an end", example="2008-07")
            return None
        return published.high, basis or "page"
    if basis is not None:
        form.wrong("dated_by", "'dated_by' stands without 'published'", expected="both or neither")
    if edition is not None:  # the day it was seen adds nothing to an edition that is dated
        try:
            return end_of(edition), "edition"
        except ValueFormError:
            pass
    if seen is not None and seen.high is not None:
        return seen.high, "seen"
    if (published is None and "published" in form) or (seen is None and "seen" in form):
        return None  # what is wrong with it is said already
    form.problems.add(
        form.node,
        f"{form.path} says nothing about when it became known",
        expected="`published`, a dated `edition`, or `seen`",
        hint="give the day you saw it as `seen`; it then counts from that day and says so",
        example="seen: 2026-11",
    )
    return None
