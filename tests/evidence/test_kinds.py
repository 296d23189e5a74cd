"""The schema teaches: what it shows as right is taken, what it shows as wrong is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from bilateral.evidence.assertion import read_assertion
from bilateral.evidence.citation import Citation
from bilateral.evidence.claim import Claim
from bilateral.evidence.form import Form
from bilateral.evidence.kinds import KINDS, MODALITIES, TOPICS, Kind, Level, Property, Value
from bilateral.evidence.node import Problems
from bilateral.evidence.thing import read_thing
from registers import node_of

kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
properties = pytest.mark.parametrize(
    ("kind", "prop"),
    [(kind, prop) for kind in KINDS.values() for prop in kind.properties],
    ids=[f"{kind.name}.{prop.name}" for kind in KINDS.values() for prop in kind.properties],
)

CITATION = Citation(
    citation_id="a-thing:a-source",
    thing_id="a-thing",
    source_id="a-source",
    at=None,
    title=None,
    edition=None,
    published="2025",
    known=dt.date(2025, 12, 31),
    basis="page",
    relays=(),
    repeats=None,
    letter="B",
    digit=2,
    language=None,
    says="So it says.",
    by=None,
    is_checked=False,
    note=None,
    file="small/claims/x.yml",
    line=1,
)


def read(kind: Kind, text: str) -> tuple[list[Claim], list[str]]:
    problems = Problems("x.yml")
    claims = read_assertion(Form(node_of(text), problems, "the claim"), kind, CITATION)
    return claims, [str(one) for one in problems]


@kinds
def test_the_example_is_taken(kind: Kind) -> None:
    claims, problems = read(kind, kind.example)
    assert not problems
    assert claims
    assert {one.kind for one in claims} == {kind.name}


@kinds
def test_the_bad_example_is_refused_with_advice(kind: Kind) -> None:
    claims, problems = read(kind, kind.bad_example)
    assert not claims
    assert problems
    assert all("expected:" in one or "do:" in one for one in problems)


@kinds
def test_stages_are_named_once_and_the_ladder_has_no_hole(kind: Kind) -> None:
    names = [stage.name for stage in kind.stages]
    assert len(set(names)) == len(names)
    ranks = {stage.rank for stage in kind.stages} - {None}
    assert ranks == set(range(len(ranks)))
    assert all(stage.description.endswith(".") for stage in kind.stages)
    assert [kind.stage(name) for name in names] == list(kind.stages)
    assert kind.stage("no-such-stage") is None and kind.property("no-such-property") is None


def _written(kind: Kind, prop: Property, value: str) -> str:
    """An assertion that gives one property this value, written as its example is."""
    key = "yearly" if prop.name == "deliveries" else prop.name
    stage = f"stage: {kind.stages[-1].name}, " if kind.stages else ""
    speaker = "speaker: RUS, topic: basing, " if kind.name == "position" else ""
    quoted = value if value.startswith("{") else f'"{value}"'
    return f"{{{stage}{speaker}when: 2008, {key}: {quoted}}}"


@properties
def test_the_example_of_a_property_is_taken(kind: Kind, prop: Property) -> None:
    claims, problems = read(kind, _written(kind, prop, prop.example))
    assert not problems
    found = [one for one in claims if one.property == prop.name]
    assert found
    for one in found:
        is_number = prop.value in (Value.QUANTITY, Value.MONEY, Value.AMOUNT)
        assert (one.low is not None) == is_number
        assert (one.text is not None) == (not is_number)
        assert one.words
        assert not prop.unit or one.unit == prop.unit
        assert bool(one.period) == (prop.is_series or any(stage.recurs for stage in kind.stages[-1:]))


@properties
def test_the_bad_example_of_a_property_is_refused(kind: Kind, prop: Property) -> None:
    if prop.value is Value.TEXT:
        assert prop.bad_example != prop.example, "texts are judged by people"
        return
    claims, problems = read(kind, _written(kind, prop, prop.bad_example))
    assert not claims
    assert problems


@kinds
def test_roles_and_traits_have_examples_that_are_taken_and_refused(kind: Kind) -> None:
    def head(**changed: str) -> list[str]:
        parts = {role.name: role.example for role in kind.roles}
        parts |= {one.name: one.example for one in kind.attributes}
        if kind.has_equipment:
            parts["equipment"] = "su-30mk2"
        lines = [f"{key}: {value}" for key, value in (parts | changed).items() if value]
        problems = Problems("x.yml")
        read_thing(Form(node_of("\n".join(["id: x", "title: X", *lines])), problems, "the file"), kind, "small/x.yml")
        return [str(one) for one in problems]

    assert head() == []
    for role in kind.roles:
        assert any("is not an actor" in one for one in head(**{role.name: role.bad_example}))
        assert bool(head(**{role.name: ""})) == (role.level is Level.REQUIRED)
    for trait in kind.attributes:
        if trait.options:
            assert trait.example in trait.options
            assert any("expected:" in one for one in head(**{trait.name: "nonsense"}))
        assert bool(head(**{trait.name: ""})) == (trait.level is Level.REQUIRED)


def test_a_negative_number_needs_a_property_that_may_be_negative() -> None:
    claims, problems = read(KINDS["transfer"], "{stage: delivered, quantity: -3}")
    assert not claims and "is negative" in problems[0]
    claims, problems = read(KINDS["observation"], "{when: 2020, amount: -3 percent}")
    assert not problems and claims[0].low == -3


def test_a_share_is_written_in_percent() -> None:
    claims, problems = read(KINDS["credit"], "{stage: signed, share: 49.9 aircraft}")
    assert not claims and "percent" in problems[0]


def test_modalities_and_topics_are_described() -> None:
    assert set(MODALITIES) == {"asserted", "planned", "conditional", "speculated", "denied"}
    assert all(text.endswith("?") for text in TOPICS.values())
