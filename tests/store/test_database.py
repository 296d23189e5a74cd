"""The compiled database: both clocks, corrections, origins, search."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.errors import StoreError
from bilateral.evidence.resolve import resolve
from bilateral.store import search
from bilateral.store.database import Database
from conftest import Golden
from registers import Desk

few = settings(max_examples=settings().max_examples * 3 // 10)


@pytest.fixture(scope="module")
def held(small_base: Desk) -> Iterator[Database]:
    with small_base.database() as database:
        yield database


@pytest.fixture(scope="module")
def claims(held: Database) -> pl.DataFrame:
    return held.claims()


@few
@given(st.dates(dt.date(2000, 1, 1), dt.date(2027, 1, 1)))
def test_known_time_cuts_by_what_had_been_said(held: Database, claims: pl.DataFrame, day: dt.date) -> None:
    found = held.claims(as_of=day)
    assert found.equals(claims.filter(pl.col("known") <= day))
    assert found.is_empty() or found["known"].max() <= day


@few
@given(st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2027, 1, 1)), st.none() | st.dates(dt.date(2000, 1, 1)))
def test_valid_time_keeps_what_touches_the_days(
    held: Database, claims: pl.DataFrame, start: dt.date | None, end: dt.date | None
) -> None:
    found = set(held.claims(valid_from=start, valid_to=end)["claim_id"])
    for row in claims.iter_rows(named=True):
        ended_before = start is not None and row["when_high"] is not None and row["when_high"] < start
        began_after = end is not None and row["when_low"] is not None and row["when_low"] > end
        assert (row["claim_id"] in found) == (not ended_before and not began_after)


def test_the_clocks_are_independent(held: Database) -> None:
    """In 2006 nobody knew of the deliveries of 2008; of those the tables of 2010 tell."""
    in_2008 = {"valid_from": dt.date(2008, 1, 1), "valid_to": dt.date(2008, 12, 31), "things": ["rus-ven-su-30mk2"]}
    early = held.claims(as_of=dt.date(2006, 12, 31), **in_2008)
    late = held.claims(as_of=dt.date(2010, 12, 31), **in_2008)
    assert "delivered" not in set(early["stage"])
    assert "delivered" in set(late["stage"])
    assert set(early["claim_id"]) < set(late["claim_id"])


def test_things_and_kinds_narrow_the_claims(held: Database, claims: pl.DataFrame) -> None:
    assert set(held.claims(things=["ven-oil"])["thing_id"]) == {"ven-oil"}
    assert set(held.claims(kinds=["credit", "position"])["kind"]) == {"credit", "position"}
    assert held.claims(things=[]).is_empty()
    assert held.claims(things=["nothing"]).is_empty()
    assert held.claims(things=["nothing"]).schema == claims.schema
    assert held.claims(things=["x'; DROP TABLE claims; --"]).is_empty()
    assert claims["claim_id"].is_sorted() and claims["claim_id"].is_unique().all()


def test_a_plain_number_counts_in_the_unit_of_the_equipment(claims: pl.DataFrame) -> None:
    units = dict(claims.select(pl.concat_str("thing_id", pl.lit("."), "property"), "unit").iter_rows())
    assert units["rus-ven-su-30mk2.quantity"] == "aircraft"
    assert units["rus-ven-tor-m1.quantity"] == "launchers"
    assert units["ven-su-30mk2.held"] == "aircraft"
    assert units["ven-su-30mk2.serviceable_share"] == "percent"
    assert units["ven-oil.amount"] == "b/d"
    assert units["rus-ven-credit.value"] == "USD"
    assert units["rus-ven-su-30mk2.reached"] == ""


def test_who_said_it_first(held: Database) -> None:
    origins = held.origins()
    assert origins["rus-ven-su-30mk2:relay"] == "agency"
    assert origins["rus-ven-su-30mk2:daily-2006"] == "daily"
    assert set(origins) == {one.citation_id for one in held.citations()}


def test_the_chain_of_relays_and_repeats_is_followed_to_its_end(small: Desk) -> None:
    small.write("sources/more.yml", "wire:\n  name: Wire\n  kind: agency\n  grade: B\n  relays: relay\n")
    small.change(
        "claims/transfer/rus-ven-tor-m1.yml",
        "disagreements:",
        """  - source: wire
    published: 2007
    credibility: 3
    says: The wire takes the relay, which takes the Agency.
    asserts: [{stage: ordered, quantity: 12}]
  - source: tabloid
    ref: copies-daily
    repeats: daily
    published: 2009
    credibility: 3
    says: Copied from the Daily.
    asserts: [{stage: ordered, modality: denied}]
  - source: tabloid
    ref: copies-the-copy
    repeats: copies-daily
    relays: [agency]
    published: 2010
    credibility: 3
    says: Copied from the copy.
    asserts: [{stage: ordered, modality: denied}]
  - source: daily
    ref: by-way-of-two
    relays: [tabloid, wire]
    published: 2010
    credibility: 3
    says: The Daily has it of the Tabloid, which has it of the wire.
    asserts: [{stage: ordered}]
disagreements:""",
    )
    small.compile()
    with small.database() as database:
        origins = database.origins()
    assert {
        ref: origins[f"rus-ven-tor-m1:{ref}"] for ref in ("wire", "copies-daily", "copies-the-copy", "by-way-of-two")
    } == {
        "wire": "agency",
        "copies-daily": "daily",
        "copies-the-copy": "daily",
        "by-way-of-two": "agency",
    }


def test_nothing_becomes_known_after_the_day_of_the_register(small: Desk) -> None:
    small.change("claims/transfer/rus-ven-tor-m1.yml", "seen: 2026-05", "seen: 2027")
    small.compile()
    with small.database() as database:
        known = database.claims(things=["rus-ven-tor-m1"]).filter(pl.col("source_id") == "tabloid")["known"]
        assert set(known) == {dt.date(2026, 6, 30)}
        assert database.newest() == dt.date(2026, 6, 30)
        assert {one.known for one in database.citations() if one.source_id == "tabloid"} >= {dt.date(2027, 12, 31)}


def test_a_register_without_a_day_caps_nothing(small: Desk) -> None:
    small.change("register.toml", "date = 2026-06-30\n", "")
    small.change("claims/transfer/rus-ven-tor-m1.yml", "seen: 2026-05", "seen: 2027")
    small.compile()
    with small.database() as database:
        assert database.newest() == dt.date(2027, 12, 31)


def test_each_citation_is_capped_by_the_day_of_its_own_register(addition: Desk) -> None:
    addition.change("register.toml", "date = 2026-06-30\n", "")
    addition.change("claims/transfer/more-on-su-30mk2.yml", "published: 2008-10", "seen: 2030")
    addition.compile()
    with addition.database() as database:
        frame = database.claims()
        assert frame.filter(pl.col("source_id") == "monthly")["known"].unique().to_list() == [dt.date(2030, 12, 31)]
        assert frame.filter(pl.col("source_id") != "monthly")["known"].max() <= dt.date(2026, 6, 30)


def test_a_citation_may_be_graded_apart_from_its_source(small: Desk) -> None:
    small.change(
        "claims/agreement/rus-ven-protocol.yml", "published: 2001-06\n", "published: 2001-06\n    source_grade: E\n"
    )
    small.compile()
    with small.database() as database:
        letters = database.claims(things=["rus-ven-protocol"]).select("source_id", "letter").unique().sort("source_id")
    assert letters.rows() == [("agency", "B"), ("daily", "E")]


def test_a_correction_changes_a_number_and_keeps_what_was_printed(held: Database, claims: pl.DataFrame) -> None:
    (row,) = claims.filter(claim_id="rus-ven-credit:daily/announced.value").to_dicts()
    assert (row["words"], row["low"], row["correction_id"], row["unit"]) == (
        "USD 2.2 bn",
        2.2e9,
        "daily-misprint",
        "USD",
    )
    (printed,) = [one for one in held.corrections() if one.correction_id == "daily-misprint"]
    assert printed.was == "USD 22 bn"


def test_a_correction_may_leave_a_claim_out_or_change_a_text(small: Desk) -> None:
    small.write(
        "corrections.yml",
        """leave-it-out:
  claim: rus-ven-credit:daily/announced.value
  was: USD 22 bn
  left_out: true
  reason: r
  author: a
  made: 2026
another-text:
  claim: rus-ven-protocol:daily/signed.content
  was: no mutual defence clause
  becomes: a defence clause
  reason: r
  author: a
  made: 2026
""",
    )
    small.compile()
    with small.database() as database:
        frame = database.claims()
    assert frame.filter(claim_id="rus-ven-credit:daily/announced.value").is_empty()
    assert frame.filter(claim_id="rus-ven-protocol:daily/signed.content")["text"].to_list() == ["a defence clause"]


def test_cards_come_back_as_they_were_written(held: Database) -> None:
    (minister,) = held.actors()
    assert minister.offices[0].since is not None and minister.offices[0].since.low == dt.date(2001, 1, 1)
    protocol = next(one for one in held.things() if one.thing_id == "rus-ven-protocol")
    assert protocol.concerns == (("COL", "USA"),)
    assert protocol.roles == {"parties": ("RUS", "VEN")}
    assert {one.source_id: one.languages for one in held.sources()}["agency"] == ("en", "ru")
    assert [one.between for one in held.disagreements()] == [("rus-ven-tor-m1:agency", "rus-ven-tor-m1:daily")]
    assert held.counts() == {
        "files": 12, "sources": 5, "equipment": 2, "actors": 1, "things": 7, "citations": 18, "claims": 49,
        "disagreements": 1, "corrections": 1, "judgements": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Su-30MK2", "rus-ven-su-30mk2"),
        ("su 30mk2", "rus-ven-su-30mk2"),
        ("SU-30", "rus-ven-su-30mk2"),  # a beginning is enough
        ("СУ-30мк2", "su-30mk2"),
        ("sa-15", "tor-m1"),
        ("flanker", "su-30mk2"),
        ("misprint", "rus-ven-credit:daily"),
        ("minister", "old-minister"),
        ("daily.example.org", "daily"),
        ("look-back editor", "rus-ven-su-30mk2"),
        ("deliv august", "rus-ven-su-30mk2:daily-2008"),
        ("SM-002", "rus-ven-tor-m1"),
    ],
)
def test_search_finds(held: Database, words: str, found: str) -> None:
    hits = held.search(words)
    assert found in {one.found_id for one in hits}
    assert all(one.kind in ("thing", "citation", "equipment", "source", "actor") and one.excerpt for one in hits)


@pytest.mark.parametrize(
    "words", ["", "  ", "no-such-word", "aircraft zzzz", "_", "'", '"', "*", "-", "XOR (", "\u0301"]
)
def test_search_finds_nothing_where_there_is_nothing(held: Database, words: str) -> None:
    assert held.search(words) == []


def test_search_looks_past_accents_and_limits(held: Database) -> None:
    assert held.search("thé rélaý")
    assert len(held.search("the", limit=3)) == 3
    assert held.search("aircraft") == held.search("AIRCRAFT")


@given(st.text(max_size=60))
def test_search_takes_any_text(held: Database, words: str) -> None:
    assert len(held.search(words, limit=2)) <= 2


@pytest.mark.parametrize("words", ["word " * 3000, "AND OR NOT NEAR " * 50, '"a" * (b OR c) : {d} ^e', "a" * 10_000])
def test_search_takes_long_and_odd_questions(held: Database, words: str) -> None:
    assert held.search(words) == []


def test_search_answers_from_the_build_it_was_opened_on(small: Desk) -> None:
    """A later build sweeps the files of this one away; whoever has it open keeps it."""
    with small.database() as before:
        small.change("claims/credit/rus-ven-credit.yml", "title: A credit", "title: A loan")
        small.compile()
        assert not before.folder.exists()
        assert [one.found_id for one in before.search("a credit") if one.kind == "thing"] == ["rus-ven-credit"]
        assert next(one.title for one in before.things() if one.thing_id == "rus-ven-credit") == "A credit"
    with small.database() as after:
        assert [one.found_id for one in after.search("loan") if one.kind == "thing"] == ["rus-ven-credit"]


@pytest.mark.parametrize("name", ["a b", "c#d", "e=f", "h%20i", "ñandú", "j'k", "l[1]*"])
def test_a_cache_may_have_any_name(small: Desk, name: str) -> None:
    desk = Desk(small.folder, small.cache.parent / name)
    desk.compile()
    with desk.database() as database:
        assert database.search("protocol")


def test_a_name_that_the_engine_misreads_is_refused_in_words(small: Desk) -> None:
    desk = Desk(small.folder, small.cache.parent / "e?f")
    with pytest.raises(StoreError, match="could not be compiled into"):
        desk.compile()


def test_what_is_no_search_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "search.sqlite").write_text("not a database, only words " * 100)
    with pytest.raises(sqlite3.Error):
        search.connect(tmp_path / "search.sqlite")
    with pytest.raises(sqlite3.Error):
        search.connect(tmp_path / "absent.sqlite")


def test_no_database_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no readable database") as refused:
        Database.open(tmp_path)
    assert "makes it anew" in refused.value.hint


def test_the_small_register_resolved(held: Database, claims: pl.DataFrame, golden: Golden) -> None:
    """Every rule of resolving at work; a changed line here is a changed number on a page."""
    rows = []
    for record in resolve(claims, dt.date(2026, 6, 30), held.judgements()).records.to_dicts():
        about = ".".join(one for one in (record["stage"], record["property"]) if one)
        marks = "".join(f"[{record[name]}]" for name in ("actor", "facet") if record[name])
        time = f"@{record['period']}" if record["period"] else ""
        ends = [record["interval_low"], record["interval_high"], record["interval_from"], record["interval_to"]]
        interval = "..".join(f"{one:g}" if isinstance(one, float) else str(one) for one in ends if one is not None)
        flags = [name for name in ("is_open", "is_conflict", "is_weak") if record[name]]
        rows.append(
            f"{record['thing_id']} {about}{marks}{time}\n    {record['words']} {record['unit']}".rstrip()
            + f" | {record['letter']}{record['digit']} known {record['known']} | {interval or '-'}"
            f" | {record['claims']} claims, {record['origins']} origins, {record['counting']} counting"
            f" | {record['rule']}{' ' + record['judgement'] if record['judgement'] else ''}"
            f"{' | ' + ', '.join(flags) if flags else ''}\n"
        )
    golden("small.txt", "".join(sorted(rows)))
