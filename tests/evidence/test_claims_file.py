"""One file of claims: from what an editor writes to things, citations and claims with ids that stay."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.errors import Problem
from bilateral.evidence.claim import claims_frame
from bilateral.evidence.claims_file import ClaimsFile, read_addition, read_claims_file
from bilateral.evidence.kinds import KINDS
from bilateral.evidence.node import Problems
from registers import node_of

HEAD = """
id: a-transfer
title: A transfer
supplier: RUS
recipient: VEN
equipment: su-30mk2
"""


def read(text: str, kind: str = "transfer", *, adds: bool = False) -> tuple[ClaimsFile | None, list[Problem]]:
    problems = Problems("claims/x.yml")
    reader = read_addition if adds else read_claims_file
    found = reader(node_of(text), problems, KINDS[kind], file="reg/claims/x.yml")
    return found, list(problems)


def citation(asserts: str, **changed: str | None) -> str:
    parts = {"source": "agency", "published": "2024-07-28", "credibility": "2", "says": "So."} | changed
    lines = [f"    {key}: {value}" for key, value in parts.items() if value is not None]
    return "  -\n" + "\n".join(lines) + f"\n    asserts: {asserts}\n"


def transfer(*citations: str) -> str:
    return HEAD + "claims:\n" + "".join(citations)


def good(text: str, kind: str = "transfer") -> ClaimsFile:
    found, problems = read(text, kind)
    assert found is not None, [str(one) for one in problems]
    return found


def bad(text: str, kind: str = "transfer") -> list[Problem]:
    found, problems = read(text, kind)
    assert found is None
    assert problems
    return problems


def test_one_assertion_becomes_a_claim_for_each_thing_it_says() -> None:
    file = good(transfer(citation("[{stage: delivered, when: 2008-08, quantity: about 24, value: USD 1.5 bn}]")))
    assert [(one.claim_id, one.words) for one in file.claims] == [
        ("a-transfer:agency/delivered.quantity", "about 24"),
        ("a-transfer:agency/delivered.value", "USD 1.5 bn"),
        ("a-transfer:agency/delivered.reached", "yes"),
        ("a-transfer:agency/delivered.when", "2008-08"),
    ]
    quantity, value, reached, when = file.claims
    assert (quantity.low, quantity.best, quantity.high) == (21.6, 24, pytest.approx(26.4))
    assert (value.unit, value.low) == ("USD", 1.5e9)
    assert (reached.low, reached.best, reached.high) == (1, 1, 1)
    assert when.low is None
    for one in file.claims:
        assert (one.when_low, one.when_high) == (dt.date(2008, 8, 1), dt.date(2008, 8, 31))
        assert (one.kind, one.stage, one.thing_id) == ("transfer", "delivered", "a-transfer")


def test_none_of_something_means_that_the_stage_was_not_reached() -> None:
    file = good(transfer(citation("[{stage: delivered, when: ../2008, quantity: none}]")))
    claims = {one.property: one for one in file.claims}
    assert (claims["reached"].best, claims["reached"].words) == (0, "no")
    assert "when" not in claims


def test_a_denial_says_no() -> None:
    file = good(transfer(citation("[{stage: ordered, when: 2006, modality: denied}]")))
    assert [(one.property, one.best, one.modality) for one in file.claims] == [("reached", 0, "denied")]


def test_stages_that_recur_are_told_apart_by_their_time() -> None:
    file = good(transfer(citation("[{stage: lost, when: 2015, quantity: 1}, {stage: lost, when: 2023, quantity: 2}]")))
    assert {one.period for one in file.claims} == {"2015", "2023"}
    assert "a-transfer:agency/lost.quantity@2023" in {one.claim_id for one in file.claims}


def test_yearly_deliveries_each_have_their_year() -> None:
    file = good(transfer(citation("[{stage: delivered, when: 2008, yearly: {2006: 4, 2007: 12, 2008: 8}}]")))
    found = {one.period: one.best for one in file.claims if one.property == "deliveries"}
    assert found == {"2006": 4, "2007": 12, "2008": 8}
    year = next(one for one in file.claims if one.period == "2007")
    assert (year.when_low, year.when_high) == (dt.date(2007, 1, 1), dt.date(2007, 12, 31))


def test_figures_are_told_apart_by_what_they_count() -> None:
    file = good(
        transfer(
            citation("[{stage: ordered, figures: [{what: launchers, amount: 12}, {what: price, amount: USD 5 m}]}]")
        )
    )
    figures = {one.facet: (one.low, one.unit) for one in file.claims if one.property == "figure"}
    assert figures == {"launchers": (12, ""), "price": (5e6, "USD")}
    assert "a-transfer:agency/ordered.figure[launchers]" in {one.claim_id for one in file.claims}


def test_positions_have_a_speaker_and_a_topic() -> None:
    text = "id: p\ntitle: P\nparties: [RUS, VEN]\nclaims:\n" + citation(
        "[{speaker: RUS, topic: basing, when: 2008-11, stance: denies, by: sergei-lavrov}]"
    )
    claim = good(text, "position").claims[0]
    assert (claim.actor, claim.facet, claim.period, claim.text, claim.by) == (
        "RUS",
        "basing",
        "2008-11",
        "denies",
        "sergei-lavrov",
    )
    assert claim.claim_id == "p:agency/stance[RUS][basing]@2008-11"


def test_by_of_a_citation_holds_for_its_assertions_unless_they_say_otherwise() -> None:
    file = good(
        transfer(
            citation("[{stage: talks, content: x}, {stage: ordered, content: y, by: someone-else}]", by="a-minister")
        )
    )
    assert {one.stage: one.by for one in file.claims} == {"talks": "a-minister", "ordered": "someone-else"}


def test_ids_are_unique_and_do_not_depend_on_order_or_place() -> None:
    first = citation("[{stage: ordered, when: 2006, quantity: 24}, {stage: delivered, when: 2008}]")
    second = citation("[{stage: ordered, quantity: 12}]", ref="agency-later", published="2008")
    one, other = good(transfer(first, second)), good("\n\n# moved\n" + transfer(second, first))
    ids = [claim.claim_id for claim in one.claims]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(claim.claim_id for claim in other.claims)
    assert claims_frame(one.claims).drop("line").equals(claims_frame(other.claims).drop("line"))


ASSERTIONS = st.fixed_dictionaries(
    {"stage": st.sampled_from(["talks", "ordered", "part_delivered", "delivered", "in_service", "lost"])},
    optional={
        "when": st.sampled_from(["2006", "2007-03", "2006/2008", "../2010", "201X"]),
        "quantity": st.integers(0, 30).map(str),
        "value": st.sampled_from(["USD 1 bn", "about EUR 3 m"]),
        "of": st.sampled_from(["RUS", "VEN"]),
        "content": st.sampled_from(["spares", "trucks"]),
        "modality": st.sampled_from(["asserted", "planned", "speculated"]),
    },
)


@given(st.lists(st.lists(ASSERTIONS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_whatever_is_accepted_has_unique_stable_ids(citations: list[list[dict[str, str]]]) -> None:
    def text(numbered: list[tuple[int, list[dict[str, str]]]]) -> str:
        made = []
        for number, asserts in numbered:
            items = ", ".join("{" + ", ".join(f"{key}: {value}" for key, value in one.items()) + "}" for one in asserts)
            made.append(citation(f"[{items}]", ref=f"ref-{number}"))
        return transfer(*made)

    numbered = list(enumerate(citations))
    found, problems = read(text(numbered))
    again, problems_again = read(text(numbered[::-1]))
    assert (found is None) == (again is None) == bool(problems) == bool(problems_again)
    if found is None or again is None:
        assert {one.message.partition(" (line")[0] for one in problems} == {
            one.message.partition(" (line")[0] for one in problems_again
        }
        assert all("already says something" in one.message for one in problems)
        return
    ids = [one.claim_id for one in found.claims]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {one.claim_id for one in again.claims}
    for one in found.claims:
        assert one.claim_id.startswith(one.citation_id + "/")
        assert one.citation_id.startswith("a-transfer:ref-")


def test_one_citation_says_a_thing_once() -> None:
    (problem,) = bad(transfer(citation("[{stage: ordered, quantity: 24}, {stage: ordered, quantity: 26}]")))
    assert "already says something about ordered.quantity" in problem.message
    assert problem.expected == "one value for each stage and property of a citation"


def test_one_citation_does_not_both_assert_and_deny() -> None:
    (problem,) = bad(transfer(citation("[{stage: ordered, content: x}, {stage: ordered, modality: denied}]")))
    assert "already says something about ordered.reached" in problem.message


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_asserted_stands_before_what_is_expected_in_any_order(order: int) -> None:
    asserts = ["{stage: ordered, quantity: 24}", "{stage: ordered, modality: speculated, content: more may follow}"]
    file = good(transfer(citation(f"[{', '.join(asserts[::order])}]")))
    assert [one.modality for one in file.claims if one.property == "reached"] == ["asserted"]


AHEAD = [
    ("{stage: delivered, when: 2016}", "2006-07-28", False),
    ("{stage: delivered, when: 2006-07-30}", "2006-07-28", False),
    ("{stage: delivered, when: 2016, modality: planned}", "2006-07-28", True),
    ("{stage: delivered, when: 2016, modality: denied}", "2006-07-28", True),
    ("{stage: delivered, when: 2006}", "2006-07-28", True),  # the year had begun
    ("{stage: delivered, when: 2006-07-29}", "2006-07-28", True),  # the next day already, in another place
    ("{stage: in_service, when: 2005/2016}", "2006-07-28", True),  # since 2005, and for ten years more
    ("{stage: in_service, when: 2005/..}", "2006-07-28", True),
    ("{stage: delivered, when: ../2016}", "2006-07-28", True),
    ("{stage: delivered, when: 2006-12}", "2006", True),  # a text of some day in 2006
    ("{stage: delivered, yearly: {2006: 4, 2007: 12}}", "2006-07-28", False),
    ("{stage: delivered, modality: planned, yearly: {2006: 4, 2007: 12}}", "2006-07-28", True),
]
"""Assertion, day of the text, and whether it is taken."""


@pytest.mark.parametrize(("asserts", "published", "taken"), AHEAD)
def test_what_lies_ahead_of_a_text_is_not_asserted_by_it(asserts: str, published: str, taken: bool) -> None:
    found, problems = read(transfer(citation(f"[{asserts}]", published=published)))
    assert (found is not None) == taken
    for one in problems:
        assert "is asserted by a text that became known on 2006-07-28" in one.message
        assert "`modality: planned`" in one.hint


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("transfer", "supplier: RUS\nrecipient: RUS\nequipment: su-30mk2"),
        ("technology_transfer", "supplier: RUS\nrecipient: RUS"),
        ("deployment", "sender: RUS\nhost: RUS\nforce: ships"),
        ("training", "trainer: RUS\ntrainee: RUS"),
        ("credit", "lender: RUS\nborrower: RUS"),
        ("sanction", "sender: RUS\ntarget: [VEN, RUS]"),
    ],
)
def test_nobody_deals_with_themselves(kind: str, head: str) -> None:
    text = f"id: t\ntitle: T\n{head}\nclaims:\n" + citation("[{stage: cancelled}]")
    problems = [one for one in read(text, kind)[1] if "is both the" in one.message]
    assert [one.expected for one in problems] == ["two different actors"]
    assert read(text.replace("RUS", "VEN", 1).replace("[VEN, RUS]", "[RUS]"), kind)[1] == []


def test_an_assertion_must_assert_something() -> None:
    text = "id: r\ntitle: R\noperator: VEN\nequipment: su-30mk2\nclaims:\n" + citation("[{when: 2008}]")
    (problem,) = bad(text, "readiness")
    assert "asserts nothing" in problem.message
    assert problem.example


def test_a_series_needs_its_time() -> None:
    text = "id: r\ntitle: R\noperator: VEN\nequipment: su-30mk2\nclaims:\n" + citation("[{held: 21}]")
    (problem,) = bad(text, "readiness")
    assert "no 'when'" in problem.message and problem.example == "when: 2021-02"


def test_a_stage_is_needed_where_the_kind_has_several() -> None:
    (problem,) = bad(transfer(citation("[{quantity: 24}]")))
    assert "has no 'stage'" in problem.message
    assert problem.expected.startswith("talks, announced")


def test_all_problems_of_a_file_are_said_at_once() -> None:
    problems = bad(
        HEAD.replace("VEN", "VEM")
        + "claims:\n"
        + citation("[{stage: shipped}]", credibility="9", title="A title")
        + citation("[{stage: ordered, quantity: 5 to 3}]", source="Not An Id")
        + "typo: 1\n"
    )
    said = "\n".join(one.message for one in problems)
    assert "'VEM' is not a state" in said
    assert "'credibility' is the value 9" in said
    assert "'shipped' is not a stage" in said
    assert "'Not An Id' is not an id" in said
    assert "reversed" in said
    assert "the key 'typo' is not known" in said
    assert len(problems) == 6, "no problem may be a mere consequence of another"
    assert [one.line for one in problems] == sorted(one.line for one in problems)


@pytest.mark.parametrize(
    ("clock", "known", "basis"),
    [
        ({"published": "2006-07-28"}, (2006, 7, 28), "page"),
        ({"published": "2006-07"}, (2006, 7, 31), "page"),
        ({"published": "2006"}, (2006, 12, 31), "page"),
        ({"published": "2006~"}, (2006, 12, 31), "page"),
        ({"published": "../2006-03"}, (2006, 3, 31), "page"),
        ({"published": "2006-07-28", "dated_by": "address"}, (2006, 7, 28), "address"),
        ({"published": "2006-07-28", "dated_by": "text"}, (2006, 7, 28), "text"),
        ({"published": "2006", "seen": "2020"}, (2006, 12, 31), "page"),
        ({"published": "2006", "edition": "2010-03-01"}, (2006, 12, 31), "page"),
        ({"edition": "2010-03-01"}, (2010, 3, 1), "edition"),
        ({"edition": "2010"}, (2010, 12, 31), "edition"),
        ({"edition": "2010-03-01", "seen": "2026-11"}, (2010, 3, 1), "edition"),
        ({"edition": "third", "seen": "2026-11"}, (2026, 11, 30), "seen"),
        ({"seen": "2026-11"}, (2026, 11, 30), "seen"),
    ],
)
def test_the_day_from_which_a_citation_counts(clock: dict[str, str], known: tuple[int, int, int], basis: str) -> None:
    file = good(transfer(citation("[{stage: ordered}]", **({"published": None} | clock))))
    (found,) = file.citations
    assert (found.known, found.basis) == (dt.date(*known), basis)


@pytest.mark.parametrize(
    ("clock", "says"),
    [
        ({}, "nothing about when it became known"),
        ({"edition": "third"}, "nothing about when it became known"),
        ({"seen": "2026/.."}, "nothing about when it became known"),
        ({"published": "2006/.."}, "has no last day"),
        ({"published": "yesterday"}, "is not a date"),
        ({"seen": "2026-11", "dated_by": "page"}, "'dated_by' stands without 'published'"),
        ({"published": "2006", "dated_by": "rumour"}, "is not a dated_by"),
    ],
)
def test_a_citation_without_a_day_is_refused(clock: dict[str, str], says: str) -> None:
    problems = bad(transfer(citation("[{stage: ordered}]", **({"published": None} | clock))))
    assert any(says in one.message for one in problems)
    assert all(one.line for one in problems)


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "FILE:///etc/passwd", "vbscript:x"])
def test_addresses_that_are_no_documents_are_refused(scheme: str) -> None:
    (problem,) = bad(transfer(citation("[{stage: ordered}]", at=f'"{scheme}"')))
    assert "is not an address of a document" in problem.message


def test_two_citations_of_one_source_need_a_reference() -> None:
    (problem,) = bad(transfer(citation("[{stage: ordered}]"), citation("[{stage: delivered}]")))
    assert "stands twice in this file" in problem.message
    assert problem.example == "ref: agency-2008"


def test_relays_and_repeats_are_kept() -> None:
    file = good(
        transfer(
            citation("[{stage: ordered}]"),
            citation("[{stage: ordered}]", source="portal", relays="[wire, agency]", repeats="agency"),
        )
    )
    second = file.citations[1]
    assert second.relays == ("wire", "agency")
    assert second.repeats == "a-transfer:agency"


def test_a_disagreement_has_two_sides() -> None:
    both = transfer(citation("[{stage: ordered}]"), citation("[{stage: ordered}]", source="daily"))
    file = good(both + "disagreements:\n  - {says: They differ., between: [agency, daily], contests: ordered}\n")
    (found,) = file.disagreements
    assert found.disagreement_id == "a-transfer!1"
    assert found.between == ("a-transfer:agency", "a-transfer:daily")
    for wrong, says in (
        ("{says: x, between: [agency]}", "needs two sides"),
        ("{says: x, between: [agency, nobody]}", "is no citation of this file"),
        ("{between: [agency, daily]}", "has no 'says'"),
        ("{says: x, between: [agency, daily], contests: shipped}", "is not a contests"),
    ):
        assert any(says in one.message for one in bad(both + f"disagreements:\n  - {wrong}\n"))


def test_a_file_may_add_to_a_thing_of_another_register() -> None:
    found, problems = read("adds_to: a-transfer\nclaims:\n" + citation("[{stage: ordered}]"), adds=True)
    assert not problems and found is not None
    assert found.thing.title == ""
    assert found.claims[0].claim_id == "a-transfer:agency/ordered.reached"
    found, problems = read("adds_to: a-transfer\ntitle: X\nclaims:\n" + citation("[{stage: ordered}]"), adds=True)
    assert found is None and "'title' is not known" in problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: a-transfer", "id: A Transfer", "is not an id"),
        ("title: A transfer", "title:", "has no 'title'"),
        ("supplier: RUS", "supplier: [RUS, BLR]", "is a list"),
        ("supplier: RUS", "supplier: Russia", "is not an actor"),
        ("supplier: RUS", "supplier: []", "is an empty list"),
        ("equipment: su-30mk2", "equipment: Su-30", "is not an equipment id"),
        ("equipment: su-30mk2", "", "names no equipment"),
        ("equipment: su-30mk2", "equipment: su-30mk2\nhandle: nr-1", "is not a handle"),
        ("equipment: su-30mk2", "equipment: su-30mk2\nconcerns: [VEN]", "is not a dyad"),
        ("equipment: su-30mk2", "equipment: su-30mk2\nconcerns: [VEN-XXX]", "is not a dyad"),
        ("equipment: su-30mk2", "equipment: su-30mk2\nnature: weapons", "is not a nature"),
        ("equipment: su-30mk2", f"equipment: su-30mk2\nlabel: {'x' * 35}", "35 characters long"),
    ],
)
def test_the_head_of_a_file(old: str, new: str, says: str) -> None:
    problems = bad(transfer(citation("[{stage: ordered}]")).replace(old, new))
    assert any(says in one.message for one in problems)


def test_what_is_fixed_about_a_thing() -> None:
    text = (
        transfer(citation("[{stage: ordered}]"))
        + "via: UKR\nconcerns: [VEN-COL, USA-COL]\nhandle: RU-001\nnature: arms\n"
    )
    thing = good(text).thing
    assert thing.roles == {"supplier": ("RUS",), "recipient": ("VEN",), "via": ("UKR",)}
    assert thing.parties == ("RUS", "VEN", "UKR")
    assert thing.concerns == (("COL", "VEN"), ("COL", "USA"))
    assert thing.attributes == {"nature": ("arms",)}


@pytest.mark.parametrize("claims", ["claims: []\n", "", "claims:\n"])
def test_a_thing_without_claims_is_refused(claims: str) -> None:
    assert any("'claims'" in one.message for one in bad(HEAD + claims))


@pytest.mark.parametrize("text", ["- a\n", "just text\n"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert "the file is" in bad(text)[0].message
