"""The Python API behind the commands: days, states and kinds that cannot be asked for, and where a dossier goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bilateral as bl
from bilateral.errors import StoreError, UnknownActorError, UsageError
from bilateral.evidence.kinds import KINDS
from bilateral.study import Study
from registers import Desk

TODAY = dt.date(2026, 7, 15)


@pytest.fixture(scope="module")
def study(small_base: Desk) -> Iterator[Study]:
    with bl.open(small_base.folder, cache=small_base.cache, today=TODAY) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (None, TODAY),
        ("2026-07-15", TODAY),
        (TODAY, TODAY),
        ("2010-06", dt.date(2010, 6, 30)),
        (dt.datetime(2010, 6, 30, 12, tzinfo=dt.UTC), dt.date(2010, 6, 30)),
        ("2026-07", TODAY),
        ("2026", TODAY),
        ("../2010", dt.date(2010, 12, 31)),
        (dt.date.max, dt.date.max),
    ],
)
def test_the_day_that_is_asked_for(study: Study, asked: Any, day: dt.date) -> None:
    """A month or year that has begun counts up to today."""
    assert study.day(asked) == day


@pytest.mark.parametrize("asked", ["2100-01-01", "2026-07-16", "2026-08", "2027", dt.date(2026, 7, 16)])
def test_a_day_to_come_cannot_be_asked_for(study: Study, asked: Any) -> None:
    for ask in (study.day, study.evidence, study.pairs, lambda day: study.records("VEN", "RUS", as_of=day)):
        with pytest.raises(UsageError, match=f"known by {asked} yet: today is 2026-07-15") as refused:
            ask(asked)
        assert "today or an earlier day" in refused.value.hint


def test_a_register_of_a_later_day_is_asked_as_of_its_own(small_base: Desk) -> None:
    with bl.open(small_base.folder, cache=small_base.cache, today=dt.date(2020, 1, 1)) as opened:
        assert opened.day(None) == opened.day("2026-06-30") == dt.date(2026, 6, 30)
        with pytest.raises(UsageError, match="today is 2026-06-30"):
            opened.day("2026-07-01")


@pytest.mark.parametrize(
    ("kind", "message", "advice"),
    [
        ("foo", "there is no kind 'foo'", "one of transfer, technology_transfer"),
        ("transfers", "there is no kind 'transfers'", "did you mean transfer"),
        ("political event", "there is no kind", "did you mean political_event"),
        (["transfer"], "the kind is given as list: ['transfer']", "give one of transfer"),
    ],
)
def test_kinds_that_there_are_not(study: Study, kind: Any, message: str, advice: str) -> None:
    for table in (study.records, study.claims):
        with pytest.raises(UsageError) as refused:
            table("VEN", "RUS", kind=kind)
        assert message in refused.value.message and advice in refused.value.hint
        assert all(one in refused.value.hint for one in KINDS)


def test_values_of_another_type_are_said_in_words(study: Study) -> None:
    asks: list[tuple[Any, str, str]] = [
        (lambda: study.records(as_of=2010), "as_of is given as int: 2010", "'2010'"),  # type: ignore[arg-type]
        (lambda: study.dossier("VEN", 7), "a state is given as int: 7", "'Venezuela'"),  # type: ignore[arg-type]
        (lambda: study.records(["VEN"]), "a state is given as list", "one state"),  # type: ignore[arg-type]
        (lambda: study.show(53), "a record is given as int: 53", "'RU-053'"),  # type: ignore[arg-type]
        (lambda: study.search(["tor"]), "the text to look for is given as list", "one text"),  # type: ignore[arg-type]
    ]
    for ask, message, advice in asks:
        with pytest.raises(UsageError) as refused:
            ask()
        assert message in refused.value.message and advice in refused.value.hint


def test_a_state_like_no_other_gets_advice_too(study: Study) -> None:
    with pytest.raises(UnknownActorError) as refused:
        study.pair("VEN", "Atlantis")
    assert refused.value.hint == "give a three-letter code, or a name in any language; `bilateral show` lists the pairs"


def test_pairs_count_what_their_records_are(study: Study) -> None:
    ((a, b, count),) = study.pairs()
    assert count == len(study.case(a, b).own)


def test_a_dossier_is_written_in_the_form_of_its_ending(study: Study, tmp_path: Path) -> None:
    made = study.dossier("VEN", "RUS")
    for name, form, start in (
        ("a.html", None, "<!doctype"), ("a.HTM", "html", "<!doctype"), ("a.md", None, "# "), ("a.json", "json", "{"),
        ("plain", None, "<!doctype"), ("plain", "md", "# "),
    ):  # fmt: skip
        assert made.write(tmp_path / name, form).read_text("utf-8").startswith(start)
    before = sorted(tmp_path.iterdir())
    for name, form in (("x.pdf", None), ("x.pdf", "html"), ("x.html", "md"), ("x.md", "html"), ("x.docx", "json")):
        with pytest.raises(UsageError) as refused:
            made.write(tmp_path / name, form)
        assert name in refused.value.message and "the endings are .html, .md and .json" in refused.value.hint
    with pytest.raises(UsageError, match="no form 'pdf'"):
        made.text("pdf")
    with pytest.raises(StoreError, match="there is no folder") as missing:
        made.write(tmp_path / "not" / "there" / "x.html")
    assert f"mkdir -p {tmp_path / 'not' / 'there'}" in missing.value.hint
    assert sorted(tmp_path.iterdir()) == before
