"""Reading one mapping key by key: typed values or a problem with its place, and no key passed over in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.errors import Problem
from bilateral.evidence.form import LONGEST_TEXT, SLUG, Form
from bilateral.evidence.node import Node, Problems
from registers import node_of

OPTIONS = ("delivered", "ordered", "lost")


def form_of(text: str) -> tuple[Form, Problems]:
    problems = Problems("x.yml")
    return Form(node_of(text), problems, "the card"), problems


def form_with(value: str) -> tuple[Form, Problems]:
    """A form with one key whose text is given as it is, past YAML."""
    problems = Problems("x.yml")
    node = Node({"key": Node(value, 3, 6, text=value)}, 3, 1, keys={"key": (3, 1)})
    return Form(node, problems, "the card"), problems


def only(problems: Problems) -> Problem:
    found = list(problems)
    assert len(found) == 1, [str(one) for one in found]
    return found[0]


@given(st.text(max_size=200))
def test_text_is_one_clean_line_or_a_problem(value: str) -> None:
    form, problems = form_with(value)
    text = form.text("key")
    if text is None:
        assert "control character" in only(problems).message
    else:
        assert text == " ".join(value.split())
        assert text.isprintable() or any(ord(one) > 0x9F for one in text)
        assert not problems


@pytest.mark.parametrize("code", [0, 7, 8, 0x1B, 0x7F, 0x80, 0x9B, 0x202A, 0x202E, 0x2066, 0x2069])
def test_hidden_characters_are_refused_and_named(code: int) -> None:
    form, problems = form_with(f"harmless {chr(code)} text")
    assert form.text("key") is None
    problem = only(problems)
    assert f"U+{code:04X}" in problem.message
    assert (problem.line, problem.column) == (3, 6)
    assert "retype" in problem.hint


def test_letters_of_all_scripts_pass() -> None:
    text = "Су-30МК2, Ñandú, 委内瑞拉, فنزويلا, e\u0301, 𝄞"
    form, problems = form_with(text)
    assert form.text("key") == text
    assert not problems


def test_long_text_is_refused() -> None:
    form, problems = form_with("x" * LONGEST_TEXT)
    assert form.text("key") and not problems
    form, problems = form_with("x" * (LONGEST_TEXT + 1))
    assert form.text("key") is None
    assert only(problems).expected == f"at most {LONGEST_TEXT}"


@given(st.from_regex(SLUG, fullmatch=True) | st.text(max_size=12))
def test_slugs(value: str) -> None:
    form, problems = form_with(value)
    found = form.slug("key", example="su-30mk2")
    if found is None:
        assert problems
    else:
        assert SLUG.fullmatch(found)
        assert found == value.strip()


@given(st.sampled_from(OPTIONS) | st.text(max_size=12))
def test_choices(value: str) -> None:
    form, problems = form_with(value)
    found = form.choice("key", OPTIONS)
    assert (found in OPTIONS) == (not problems)


def test_a_near_miss_gets_a_suggestion() -> None:
    form, problems = form_of("stage: delivred")
    assert form.choice("stage", OPTIONS) is None
    assert only(problems).hint == "did you mean delivered?"
    assert only(problems).expected == "delivered, ordered, lost"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("key: true", True),
        ("key: False", False),
        ("other: 1", False),
        ("key:", False),
        ("key: yes", None),
        ("key: 1", None),
        ("key: 'true'", None),
        ("key: [true]", None),
    ],
)
def test_flags(text: str, value: bool | None) -> None:
    form, problems = form_of(text)
    assert form.flag("key") == bool(value)
    assert (value is None) == bool(problems)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("key: 1", 1),
        ("key: 6", 6),
        ("key: 0", None),
        ("key: 7", None),
        ("key: 2.0", None),
        ("key: '2'", None),
        ("key: true", None),
        ("key: B2", None),
        ("key: [1]", None),
        ("key: " + "9" * 5000, None),
    ],
)
def test_integers(text: str, value: int | None) -> None:
    form, problems = form_of(text)
    assert form.integer("key", 1, 6) == value
    assert (value is None) == bool(problems)


def test_a_missing_key_is_reported_where_the_mapping_begins_and_an_empty_one_where_it_stands() -> None:
    form, problems = form_of("\n\nother: 1\nkey:\n")
    assert form.text("absent", required=True, example="so") is None
    assert form.text("key", required=True) is None
    absent, empty = list(problems)
    assert (absent.line, absent.message, absent.example) == (3, "the card has no 'absent'", "so")
    assert (empty.line, empty.message) == (4, "the card has no 'key'")


def test_lists_may_be_written_as_one_value() -> None:
    form, problems = form_of("one: a\nmany: [a, b]\nnone:\nempty: []\n")
    assert form.texts("one") == ("a",)
    assert form.texts("many") == ("a", "b")
    assert form.texts("none") == form.texts("empty") == form.texts("absent") == ()
    assert not problems


def test_a_required_list_is_never_empty() -> None:
    form, problems = form_of("claims: []\n")
    assert form.items("claims", required=True) == []
    assert "empty list" in only(problems).message
    assert only(problems).expected == "at least one item"


def test_mappings_give_the_place_of_each_key() -> None:
    form, problems = form_of("yearly:\n  2006: 4\n  2007: 12\n")
    assert [(name, value.text, place) for name, value, place in form.mapping("yearly")] == [
        ("2006", "4", (2, 3)),
        ("2007", "12", (3, 3)),
    ]
    assert not problems
    form, problems = form_of("yearly: 4/12/8")
    assert form.mapping("yearly") == []
    assert "the text '4/12/8'" in only(problems).message


def test_values_are_parsed_and_their_problems_passed_on() -> None:
    form, problems = form_of("when: 2006-02-30\nquantity: ~24\nvalue: 5 bn USD\ngood: 2006\n")
    assert form.date("when") is None
    assert form.quantity("quantity") is None
    assert form.money("value") is None
    assert str(form.date("good")) == "2006"
    assert [one.line for one in problems] == [1, 2, 3]
    assert all(one.expected and one.example for one in problems)


def test_unknown_keys_are_reported_in_their_line_with_a_suggestion() -> None:
    form, problems = form_of("title: A\ntitel: B\nsomething-else: C\n")
    form.text("title")
    form.text("note")
    form.close()
    near, far = list(problems)
    assert (near.line, near.hint) == (2, "did you mean 'title'?")
    assert (far.line, far.expected) == (3, "note, title")
    assert "'note'" in far.hint


@pytest.mark.parametrize(("text", "what"), [("- a", "a list"), ("just text", "the text 'just text'"), ("5", "value 5")])
def test_what_is_no_mapping_is_said(text: str, what: str) -> None:
    form, problems = form_of(text)
    assert what in only(problems).message
    assert form.text("key") is None
    form.close()


def test_a_text_may_not_be_a_list_or_mapping() -> None:
    form, problems = form_of("key: {a: 1}\nother: [1]\n")
    assert form.text("key") is None and form.text("other") is None
    assert [one.message for one in problems] == ["'key' is a mapping", "'other' is a list"]


def test_problems_come_in_the_order_of_the_file() -> None:
    problems = Problems("x.yml")
    problems.add((9, 1), "late")
    problems.add((2, 5), "early")
    assert [one.message for one in problems] == ["early", "late"]
    assert str(next(iter(problems))) == "x.yml:2:5: early"
    assert str(Problem("x.yml", 0, 0, "whole file", "this", "do that", "so")) == (
        "x.yml: whole file\n    expected: this\n    example:  so\n    do:       do that"
    )
