"""Contests, rival numbers and what editors state."""

from __future__ import annotations

from pathlib import Path

from bilateral.measures.contradictions import contests, rival_numbers, stated
from measures.making import Item, case_of, says, thing

YES: Item = {"stage": "delivered", "when": "2008"}
NO: Item = {"stage": "delivered", "modality": "denied"}


def jets(*citations: Item, **head: object) -> Item:
    return thing("transfer", "jets", *citations, **{"equipment": "jet", **head})


def sides(place: Path, *citations: Item) -> dict[str, str]:
    """What each citation says of the one contested stage."""
    (found,) = contests(case_of(place, jets(*citations)))
    return {one.claim.citation_id.partition(":")[2]: one.side for one in found.dots}


def test_yes_and_no_of_claims_that_count_are_a_contest(tmp_path: Path) -> None:
    (found,) = contests(case_of(tmp_path, jets(says("b", "2009", YES), says("c", "2010", NO))))
    assert (found.thing.thing_id, found.stage, found.judgement) == ("jets", "delivered", None)
    assert [(one.side, one.known.year) for one in found.dots] == [("for", 2009), ("against", 2010)]


def test_weak_doubt_is_no_contest(tmp_path: Path) -> None:
    assert contests(case_of(tmp_path, jets(says("b", "2009", YES), says("d", "2010", NO)))) == []


def test_weak_claims_are_shown_in_a_contest(tmp_path: Path) -> None:
    assert sides(tmp_path, says("b", "2009", YES), says("c", "2010", NO), says("d", "2010", NO)) == {
        "n0": "for", "n1": "against", "n2": "against",
    }  # fmt: skip


def test_later_stages_say_yes_and_earlier_ones_that_it_was_wanted(tmp_path: Path) -> None:
    assert sides(
        tmp_path,
        says("b", "2009", YES),
        says("c", "2010", NO),
        says("a", "2011", {"stage": "in_service", "when": "2011"}),
        says("a2", "2006", {"stage": "ordered", "when": "2006"}),
        says("c2", "2008", {"stage": "part_delivered", "when": "2008"}),
        says("b2", "2008", {"stage": "ordered", "modality": "denied"}),
        says("e", "2007", {"stage": "delivered", "when": "2009", "modality": "planned"}),
    ) == {"n0": "for", "n1": "against", "n2": "for", "n3": "neither", "n4": "for", "n5": "against", "n6": "neither"}


def test_a_relay_repeats(tmp_path: Path) -> None:
    (found,) = contests(
        case_of(tmp_path, jets(says("b", "2009-01", YES), says("relay", "2009-02", YES), says("c", "2010", NO)))
    )
    assert {one.claim.citation_id.partition(":")[2]: one.is_repeat for one in found.dots} == {
        "n0": True, "n1": False, "n2": False,
    }, "of one origin the later word speaks"  # fmt: skip


def test_weak_claims_and_repeats_are_no_sources_of_a_side(tmp_path: Path) -> None:
    """Whichever stage it speaks of: who says that they fly says again that they came."""
    (found,) = contests(
        case_of(
            tmp_path,
            jets(
                says("b", "2009-01", YES),
                says("b", "2010-01", {"stage": "in_service", "when": "2010"}),
                says("c", "2010-02", NO),
                says("d", "2010-03", YES),
                says("e", "2010-03", NO),
            ),
        )
    )
    held = [(one.side, one.claim.source_id, one.counts) for one in found.dots]
    assert sorted(held) == [
        ("against", "c", True),
        ("against", "e", False),
        ("for", "b", False),
        ("for", "b", True),
        ("for", "d", False),
    ]


def test_an_editor_can_state_that_a_stage_is_contested(tmp_path: Path) -> None:
    differ = {"says": "One says so, one could not confirm it.", "between": ["n0", "n1"], "contests": "delivered"}
    doubt = says("c", "2010", {**YES, "modality": "speculated"})
    (found,) = contests(case_of(tmp_path, jets(says("b", "2009", YES), doubt, disagreements=[differ])))
    assert [one.side for one in found.dots] == ["for", "neither"]


def test_one_contest_a_thing_at_its_furthest_stage(tmp_path: Path) -> None:
    found = contests(
        case_of(
            tmp_path,
            jets(
                says("b", "2009", {"stage": "ordered"}, YES),
                says("c", "2010", {"stage": "ordered", "modality": "denied"}, NO),
            ),
        )
    )
    assert [one.stage for one in found] == ["delivered"]


def test_numbers_that_cannot_all_be_true_are_rivals(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        jets(
            says("b", "2009", {"stage": "delivered", "quantity": 24}),
            says("c", "2010", {"stage": "delivered", "quantity": "about 20"}),
            says("d", "2010", {"stage": "delivered", "quantity": 100}),
        ),
    )
    (found,) = rival_numbers(case)
    assert (found.cell.stage, found.cell.property) == ("delivered", "quantity")
    assert (found.cell.interval_low, found.cell.interval_high) == (20, 24)
    assert [one.role for one in found.claims] == ["leads", "counts", "weak"]


def test_numbers_that_agree_within_their_wording_are_no_rivals(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        jets(
            says("b", "2009", {"stage": "ordered", "quantity": 24}),
            says("c", "2010", {"stage": "ordered", "quantity": "about 23"}),
            says("c2", "2010", {"stage": "ordered", "quantity": "at least 20"}),
            says("b2", "2010", {"stage": "delivered", "quantity": 12}),
        ),
    )
    assert rival_numbers(case) == []


def test_what_editors_state_stands_by_topic_larger_ones_first(tmp_path: Path) -> None:
    def differing(name: str, topic: str | None) -> Item:
        told: Item = {"says": f"They differ on {name}.", "between": ["n0", "n1"]}
        if topic:
            told["topic"] = topic
        signed = {"stage": "signed", "when": "2001"}
        return thing("agreement", name, says("b", "2001", signed), says("c", "2001", signed), disagreements=[told])

    case = case_of(
        tmp_path,
        differing("one", "dates"),
        differing("two", "dates"),
        differing("three", "a price"),
        differing("four", None),
    )
    assert [(one.topic, [item.thing_id for item, _ in one.items]) for one in stated(case)] == [
        ("dates", ["one", "two"]),
        ("a price", ["three"]),
        ("The four", ["four"]),
    ]
