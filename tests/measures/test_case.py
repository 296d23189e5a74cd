"""The case: what is between two states, what bears on them, and the tables over it. One register, read many times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import pytest

from bilateral.errors import NothingHeldError
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.evidence_state import evidence_state
from bilateral.measures.positions import matrix, statements
from bilateral.measures.strands import entries, strand_years
from bilateral.measures.timeline import timeline
from bilateral.study import Study
from measures.making import Item, opened, says, thing

SIGNED: Item = {"stage": "signed", "when": "2001-05-14"}


PLAN: Item = {"stage": "announced", "when": "2008-11", "modality": "planned"}
HERE: Item = {"stage": "present", "when": "2009"}
ORDER: Item = {"stage": "ordered", "when": "2006-07", "quantity": 24}
CALLED: Item = {"stage": "arrived", "when": "2008-11-25"}
LESSONS: Item = {"stage": "under_way", "when": "2006/2014", "trainees": "9 persons"}


def view(name: str, speaker: str, when: str, **more: object) -> Item:
    said = {"speaker": speaker, "topic": "basing", "when": when, "stance": "denies", **more}
    return thing("position", name, says("b", when, said), parties=["RUS", "VEN"])


THINGS = (
    thing("transfer", "jets", says("b", "2006-08", ORDER), equipment="jet"),
    thing(
        "transfer", "back", says("b", "2007", {"stage": "talks"}), supplier="VEN", recipient="RUS", equipment="rifle"
    ),
    thing("transfer", "talk", says("c", "2010", {"stage": "talks", "when": "2010"}), equipment="sam"),
    thing(
        "transfer", "others", says("b", "2006", {"stage": "ordered"}), supplier="USA", recipient="COL", equipment="jet"
    ),
    thing("agreement", "paper", says("b", "2001-05", SIGNED), says("c", "2001-06", {**SIGNED, "when": "2001-05-15"})),
    thing("agreement", "again", says("b2", "2001-05", SIGNED), retells="paper"),
    thing(
        "credit",
        "firms",
        says("c", "2009", {"stage": "signed", "when": "2009-09", "value": "USD 2 bn"}),
        lender="works",
        borrower="oil-firm",
        concerns=["RUS-VEN"],
    ),
    thing(
        "credit", "unrelated", says("c", "2009", {"stage": "signed", "when": "2009"}), lender="works", borrower="COL"
    ),
    thing(
        "sanction",
        "embargo",
        says("a", "2006-08-15", {"stage": "imposed", "when": "2006-08-15", "reason": "arms"}),
        concerns=["RUS-VEN"],
    ),
    thing(
        "sanction",
        "lifted",
        says("a", "2006", {"stage": "imposed", "when": "2006-01"}),
        says("a", "2010", {"stage": "lifted", "when": "2010-02"}),
        concerns=["RUS-VEN"],
    ),
    thing("deployment", "ships", says("b", "2008-12", CALLED), force="ships"),
    thing(
        "deployment",
        "crews",
        says("b", "2009", {**HERE, "personnel": "about 100 persons"}),
        says("c", "2009-06", {**HERE, "personnel": "50 persons"}),
        says("d", "2009-07", {**HERE, "personnel": "900 persons"}),
        force="personnel",
    ),
    thing("training", "lessons", says("b", "2015", LESSONS)),
    thing("exercise", "drill", says("b", "2008", PLAN)),
    thing(
        "political_event",
        "visit",
        says("b", "2001", {"stage": "occurred", "when": "2001-05-14/2001-05-16"}),
        says("e", "", {"stage": "occurred", "when": "2001-05"}, seen="2026-05"),
    ),
    thing("incident", "crash", says("b", "2012", {"when": "2012", "lost": 1}), equipment="jet"),
    view("no-bases", "RUS", "2008-09", statement="No bases are planned."),
    view("no-bases-either", "VEN", "2009-01"),
    view("no-bases-still", "RUS", "2015"),
    view("no-bases-now", "RUS", "2019"),
    view("of-a-minister", "minister", "2010"),
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    with opened(tmp_path_factory.mktemp("case"), *THINGS) as found:
        yield found


@pytest.fixture(scope="module")
def case(study: Study) -> Case:
    return study.case("VEN", "RUS")


def ids(things: Iterable[Thing]) -> list[str]:
    return [one.thing_id for one in things]


def test_own_things_are_between_the_two_or_actors_of_theirs(case: Case) -> None:
    assert ids(case.own) == [
        "again", "back", "crews", "drill", "firms", "jets", "lessons", "no-bases", "no-bases-either", "no-bases-now",
        "no-bases-still", "of-a-minister", "paper", "ships", "talk", "visit",
    ]  # fmt: skip
    assert ids(case.bearing) == ["embargo", "lifted"]


def test_a_matter_told_twice_stands_once(case: Case) -> None:
    assert ids(case.of_kind("agreement")) == ["paper"]
    assert "again" in ids(case.things) and "again" not in ids(case.matters)
    assert ids(case.retold_by(case.records.things["paper"])) == ["again"]


def test_direction_is_that_of_most_transfers(case: Case, study: Study) -> None:
    assert (case.supplier, case.recipient) == ("RUS", "VEN")
    assert ids(case.fleet_things) == ["crash"]
    reverse = study.case("RUS", "VEN")
    assert (reverse.a, reverse.supplier, ids(reverse.own)) == ("RUS", "RUS", ids(case.own))


def test_a_pair_without_transfers_has_no_direction(study: Study) -> None:
    early = study.case("VEN", "RUS", "2001-12")
    assert (early.supplier, early.recipient, early.fleet_things) == (None, None, [])


def test_a_pair_of_which_nothing_is_held_is_no_empty_case(study: Study) -> None:
    with pytest.raises(NothingHeldError, match="no claim on Sweden and Finland"):
        study.case("SWE", "FIN")


def test_evidence_is_counted_citation_by_citation(case: Case) -> None:
    found = evidence_state(case)
    told = set(case.cited)
    citations = [one for item in THINGS if item["id"] in told for one in item["claims"]]
    assert found.things == len(told) == 19
    assert found.citations == len(citations) == 24
    assert sum(found.letters.values()) == found.citations
    assert found.letters == {"A": 3, "B": 15, "C": 4, "D": 1, "E": 1, "F": 0}
    assert (found.sources, found.undated, found.checked) == (6, 1, 0)
    assert found.languages == {"en": 24}
    assert found.newest == dt.date(2019, 12, 31), "undated ones have no day of their own"
    assert sum(found.by_year.values()) == found.citations - found.undated
    assert sum(one.citations for one in found.tallies) == found.citations
    assert found.tallies[0].source_id == "b"


def test_what_is_disputed_is_what_cannot_all_be_true(case: Case) -> None:
    assert sorted(one for one, thing in case.cited.items() if case.records.is_disputed(thing)) == ["crews", "paper"]
    assert evidence_state(case).disputed == 2


def test_timeline_puts_each_thing_into_its_lane(case: Case) -> None:
    assert {lane: ids([one.thing for one in events]) for lane, events in timeline(case).items()} == {
        "agreements": ["paper"],
        "credits": ["firms"],
        "transfers": ["jets", "talk"],
        "exercises": ["ships"],
        "presence": ["lessons", "crews"],
        "politics": ["visit"],
        "responses": ["lifted", "embargo"],
    }


def test_timeline_knows_what_ended_and_what_goes_on(case: Case) -> None:
    events = {one.thing.thing_id: one for lane in timeline(case).values() for one in lane}
    assert events["embargo"].end is None
    lifted = events["lifted"].end
    assert lifted is not None and (lifted.first, lifted.last) == (dt.date(2010, 2, 1), dt.date(2010, 2, 28))
    lessons = events["lessons"]
    assert (lessons.start.first, lessons.start.last) == (dt.date(2006, 1, 1), dt.date(2006, 12, 31))
    assert lessons.end is not None and lessons.end.last == dt.date(2014, 12, 31)
    assert {name for name, one in events.items() if one.is_only_talk} == {"talk"}
    assert {name for name, one in events.items() if not one.is_own} == {"embargo", "lifted"}
    assert events["crews"].weight == 3


def test_timeline_leaves_out_what_has_no_date_or_did_not_happen(case: Case) -> None:
    shown = {one.thing.thing_id for lane in timeline(case).values() for one in lane}
    assert shown.isdisjoint({"back", "drill"})


def test_strands_count_things_by_year(case: Case) -> None:
    by_strand = strand_years(case, 2000, 2020)
    found = {strand: {one.year: one.count for one in years if one.count} for strand, years in by_strand.items()}
    assert found == {
        "transfer": {2006: 1, 2010: 1}, "technology": {}, "agreement": {2001: 1}, "exercise": {}, "visit": {2008: 1},
        "presence": {2009: 1}, "training": {}, "credit": {2009: 1}, "politics": {2001: 1},
    }  # fmt: skip
    going_on = {one.year for one in by_strand["training"] if one.is_under_way}
    assert going_on == set(range(2006, 2015)), "nine years in one claim: under way, not an event of each"


def test_entries_tell_what_when_and_how_many(case: Case) -> None:
    (crews,) = entries(case, "deployment", force=("personnel",))
    assert (crews.is_own, crews.is_disputed, crews.letter, crews.first_day) == (True, True, "B", dt.date(2009, 1, 1))
    assert [(one.stage, one.when, one.state) for one in crews.moments] == [("present", "2009", "reached")]
    (people,) = crews.amounts
    assert (people.what, people.value.low, people.value.best, people.value.high) == ("personnel", 50, 100, 100)
    (drill,) = entries(case, "exercise")
    assert [(one.stage, one.state) for one in drill.moments] == [("announced", "planned")]
    embargo = next(one for one in entries(case, "sanction") if one.thing.thing_id == "embargo")
    assert [(one.what, one.text) for one in embargo.notes] == [("reason", "arms")]
    assert not embargo.is_own
    assert entries(case, "sanction", own_only=True) == []


def test_views_stand_by_day_and_speak_for_whoever_said_them(case: Case) -> None:
    views = statements(case)
    assert [(one.speaker, one.when, one.stance) for one in views] == [
        ("RUS", "2008-09", "denies"), ("VEN", "2009-01", "denies"), ("minister", "2010", "denies"),
        ("RUS", "2015", "denies"), ("RUS", "2019", "denies"),
    ]  # fmt: skip
    assert views[0].text == "No bases are planned."
    assert views[1].text == "So it is.", "without a statement, the paraphrase"


def test_the_matrix_shows_the_first_view_and_the_latest(case: Case) -> None:
    found = matrix(case)
    assert (found.speakers, found.topics) == (("VEN", "RUS"), ("basing",))
    assert [one.when for one in found.cells["basing", "RUS"]] == ["2008-09", "2019"]
    assert [one.when for one in found.others] == ["2010", "2015"], "nothing that is said gets lost"


def test_tables_have_one_row_each(study: Study, case: Case) -> None:
    claims = study.claims("VEN", "RUS").frame
    assert claims.height == sum(len(case.records.said_of(one)) for one in case.own)
    assert claims["claim_id"].is_unique().all()
    records = study.records("VEN", "RUS").frame
    assert records.height == sum(len(case.records.of(one)) for one in case.own)
    rows = {(row["thing_id"], row["property"]): row for row in records.iter_rows(named=True)}
    people = rows["crews", "personnel"]
    assert (people["value"], people["low"], people["high"], people["counting"], people["claims"]) == (
        "50–100 persons", 50, 100, 2, 3,
    )  # fmt: skip
    assert rows["paper", "when"]["is_conflict"]
    sources = study.sources("VEN", "RUS").frame
    assert sources["citations"].sum() == len({one.citation_id for own in case.own for one in case.records.said_of(own)})


def test_a_table_shows_texts_as_texts(study: Study) -> None:
    table = study.records("VEN", "RUS")
    table.title = "<b>records</b>"
    shown = table._repr_html_()
    assert "&lt;b&gt;records" in shown and "<b>" not in shown
