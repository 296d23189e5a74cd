"""show, claims and sources: what they print for people, pipes and programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bilateral.cli.output import MOST_ON_A_TERMINAL
from conftest import Golden
from registers import Desk

from .shell import DAY, ask, process, run, terminal

ANSWERS = {
    "pairs": ("show",),
    "records": ("show", "VEN", "RUS"),
    "records-of-a-kind": ("show", "VEN", "--kind", "observation"),
    "record": ("show", "SM-002"),
    "claims": ("claims", "VEN", "RUS", "--kind", "agreement"),
    "search": ("claims", "--search", "aircraft"),
    "sources": ("sources",),
}


def data(desk: Desk, *argv: str) -> Any:
    result = ask(desk, *argv, "--json")
    assert (result.code, result.errors) == (0, "")
    return json.loads(result.out)


@pytest.mark.parametrize("name", ANSWERS)
def test_in_a_pipe(small_base: Desk, name: str, golden: Golden) -> None:
    result = ask(small_base, *ANSWERS[name], "--as-of", DAY)
    assert (result.code, result.errors) == (0, "")
    golden(f"{name}.txt", result.out)
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert len({len(row) for row in rows}) == 1, "every line has as many fields as the head"


@pytest.mark.parametrize("columns", [60, 100])
def test_on_a_terminal(small_base: Desk, columns: int, golden: Golden) -> None:
    asked = ("--register", str(small_base.folder), "--cache", str(small_base.cache), "--as-of", DAY)
    result = terminal("show", "SM-002", *asked, columns=columns, NO_COLOR="1")
    assert result.code == 0
    golden(f"record-{columns}.txt", result.out)


def test_states_may_be_named_in_any_way(small_base: Desk) -> None:
    first = ask(small_base, "show", "VEN", "RUS", "--as-of", DAY)
    assert first.code == 0
    for pair in (("RUS", "VEN"), ("ven", "rus"), ("Venezuela", "Russia"), ("venezuela", "россия")):
        assert ask(small_base, "show", *pair, "--as-of", DAY).out == first.out


def test_a_record_by_id_and_by_handle(small_base: Desk) -> None:
    by_handle, by_id = (ask(small_base, "show", one, "--json") for one in ("sm-002", "rus-ven-tor-m1"))
    assert by_handle.code == 0 and by_handle.out == by_id.out


def test_records_as_json(small_base: Desk) -> None:
    answer = data(small_base, "show", "VEN", "RUS", "--as-of", DAY)
    assert (answer["title"], answer["as_of"], len(answer["rows"])) == ("records", DAY, 21)
    row = next(one for one in answer["rows"] if (one["handle"], one["property"]) == ("SM-002", "quantity"))
    assert {name: row[name] for name in ("thing_id", "value", "best", "low", "high", "unit", "grade", "claims")} == {
        "thing_id": "rus-ven-tor-m1", "value": "12 launchers", "best": 12.0, "low": 12.0, "high": 12.0,
        "unit": "launchers", "grade": "B2", "claims": 2,
    }  # fmt: skip
    assert row["period"] is None, "what is not held is null"


def test_claims_as_json(small_base: Desk) -> None:
    rows = data(small_base, "claims", "VEN", "RUS", "--as-of", DAY)["rows"]
    row = next(one for one in rows if one["claim_id"] == "rus-ven-su-30mk2:relay/ordered.quantity")
    assert (row["source"], row["origin_id"], row["known_date"], row["known_basis"], row["role"]) == (
        "The Relay",
        "agency",
        "2006-07-29",
        "page",
        "leads",
    )


@pytest.mark.parametrize(
    ("argv", "page"), [(("show", "VEN"), "records"), (("claims",), "claims"), (("sources",), "sources")]
)
def test_json_has_the_columns_of_the_reference(
    small_base: Desk, argv: tuple[str, ...], page: str, pytestconfig: pytest.Config
) -> None:
    text = (pytestconfig.rootpath / "docs/reference/python.md").read_text("utf-8")
    for row in data(small_base, *argv)["rows"][:1]:
        missing = [name for name in row if f"\n| `{name}` |" not in text]
        assert row and not missing, f"the columns of {page} lack {missing}"


def test_pairs_and_finds_as_json(small_base: Desk) -> None:
    assert data(small_base, "show") == [{"a": "RUS", "b": "VEN", "records": 5}]
    (find,) = data(small_base, "claims", "--search", "misprint")
    assert (find["kind"], find["id"]) == ("citation", "rus-ven-credit:daily")
    assert "misprint" in find["excerpt"]


# --- narrower --------------------------------------------------------------------------------------------------


def test_as_of_an_earlier_day(small_base: Desk) -> None:
    then = data(small_base, "claims", "VEN", "RUS", "--as-of", "2007")
    assert then["as_of"] == "2007-12-31"
    assert max(row["known_date"] for row in then["rows"]) <= "2007-12-31"
    assert len(then["rows"]) < len(data(small_base, "claims", "VEN", "RUS")["rows"])


def test_search_within_a_pair_a_kind_and_a_day(small_base: Desk) -> None:
    def found(*argv: str) -> set[str]:
        return {one["id"] for one in data(small_base, "claims", "--search", "aircraft", *argv)}

    everywhere = found()
    assert "ven-su-30mk2:daily" in everywhere
    assert found("RUS") == found("VEN", "RUS") == everywhere - {"ven-su-30mk2:daily"}
    assert found("--kind", "readiness") == {"ven-su-30mk2:daily"}
    assert found("--as-of", "2006-08-15") == {"rus-ven-su-30mk2:agency-2006", "rus-ven-su-30mk2:relay",
                                              "rus-ven-su-30mk2:tabloid"}  # fmt: skip


def test_no_row_is_cut_silently(small_base: Desk) -> None:
    whole = ask(small_base, "claims")
    assert whole.out.count("\n") == 1 + 49 and whole.errors == ""
    some = ask(small_base, "claims", "--limit", "5")
    assert some.out.splitlines() == whole.out.splitlines()[:6]
    assert some.errors == "44 more rows; --limit 0 shows all\n"
    assert ask(small_base, "claims", "--limit", "48").errors == "1 more row; --limit 0 shows all\n"
    assert ask(small_base, "claims", "--limit", "0") == whole
    assert len(data(small_base, "claims", "--limit", "5")["rows"]) == 5


def test_in_a_pipe_there_is_no_limit_and_on_a_terminal_it_is_said(small: Desk) -> None:
    rows = "".join(f"      - {{when: {year}, amount: {year} b/d}}\n" for year in range(1900, 2000))
    small.write(
        "claims/observation/long.yml",
        "id: long\ntitle: Many years\nparties: CUB\nseries: oil-production\nclaims:\n  - source: tables\n"
        "    edition: 2021-01-31\n    credibility: 2\n    says: Much.\n    asserts:\n" + rows,
    )
    asked = ("claims", "CUB", "--register", str(small.folder), "--cache", str(small.cache))
    piped = process(*asked)
    assert (piped.out.count("\n"), piped.errors) == (101, "")
    shown = terminal(*asked).out.splitlines()
    assert shown[-1] == f"{100 - MOST_ON_A_TERMINAL} more rows; --limit 0 shows all"
    assert sum("b/d" in line for line in shown) == MOST_ON_A_TERMINAL
    every = terminal(*asked, "--limit", "0").out
    assert every.count("b/d") == 100 and "more rows" not in every


# --- nothing there ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "message", "advice"),
    [
        (("show", "VEN", "CHE"), "no claim on Venezuela and Switzerland as of", "pairs with claims: RUS-VEN."),
        (("show", "CHE"), "nothing on Switzerland as of", "bilateral show"),
        (("show", "RUS", "VEN", "-k", "exercise"), "no exercise on Russia and Venezuela", "bilateral show"),
        (("show", "--kind", "political_event"), "no political event as of", "bilateral sources"),
        (("show", "--as-of", "1990"), "nothing on any pair of states as of 1990-12-31", "known from 2001-05-15"),
        (("show", "VEN", "RUS", "--as-of", "1990"), "as of 1990-12-31", "ask with --as-of 2001-05-15 or later"),
        (("claims", "--kind", "credit", "--as-of", "2009-09-12"), "no credit as of", "--as-of 2009-09-13 or later"),
        (("sources", "VEN", "--as-of", "1990"), "nothing on Venezuela as of", "--as-of 2001-05-15 or later"),
        (("show", "SM-009"), "nothing has the id or handle 'SM-009'", "did you mean SM-002, SM-001?"),
        (("show", "XX-999-zz"), "nothing has the id or handle", "bilateral claims --search WORDS"),
        (("show", "sm-002", "--as-of", "2005"), "'sm-002' as of 2005-12-31", "is known from 2006-12-01"),
        (("claims", "--search", "no-such-word"), "nothing holds all the words of 'no-such-word'", "fewer words"),
        (("claims", "--search", ""), "nothing holds all the words of ''", "fewer words"),
        (("claims", "CHE", "-s", "aircraft"), "'aircraft' (CHE)", "without the narrowing there are 5 finds"),
        (("claims", "-s", "misprint", "--as-of", "2001"), "(as of 2001)", "there is 1 find"),
    ],
)
def test_finding_nothing_is_no_success(small_base: Desk, argv: tuple[str, ...], message: str, advice: str) -> None:
    result = ask(small_base, *argv)
    assert (result.code, result.out) == (4, "")
    head, *rest = result.errors.splitlines()
    assert head.startswith("error: ") and message in head
    assert advice in " ".join(rest)
    told = json.loads(ask(small_base, *argv, "--json").errors)
    assert (told["error"], told["message"], told["problems"]) == ("NothingHeldError", head[7:], [])


def test_a_month_given_as_seen_is_known_from_its_last_day(small: Desk) -> None:
    """The trap of a first own claim: entered today, dated with the month, and not to be found before its end."""
    (small.folder / "judgements.yml").unlink()
    small.change("register.toml", "date = 2026-06-30\n", "")
    small.write(
        "claims/credit/first.yml",
        "id: first\nhandle: SM-003\ntitle: A first loan\nlender: RUS\nborrower: SYR\nclaims:\n"
        "  - {source: daily, seen: 2999-11, credibility: 3, says: A loan., asserts: [{stage: announced}]}\n",
    )
    for argv in (("show", "RUS", "SYR"), ("show", "SYR"), ("show", "SM-003"), ("claims", "SYR"), ("sources", "SYR")):
        result = ask(small, *argv)
        assert result.code == 4
        assert "known from 2999-11-30: it is dated by `seen` alone, which counts from its last day" in result.errors
        assert "and today is 20" in result.errors and "; so give the full day in its file" in result.errors
        assert "--as-of" not in result.errors, "a day to come cannot be asked for"
    assert ask(small, "show", "SYR", "--as-of", "2999-11-30").code == 2


# --- what cannot be asked --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "message", "advice"),
    [
        (("show", "VEM"), "no state or actor is known as 'VEM'", "did you mean VEN (Venezuela)"),
        (("show", "VEN", "Rossia"), "'Rossia'", "RUS (Russia)"),
        (("show", "VEN", "ven"), "are the same state", "a pair needs two states"),
        (("show", "korea"), "'korea' may mean", "three-letter code"),
        (("show", "VEN", "--as-of", "2010-02-30"), "no calendar date", "EDTF"),
        (("show", "VEN", "--as-of", "yesterday"), "is not a date", "2006-07-14"),
        (("show", "VEN", "--as-of", "2010/.."), "has no last day", "such as 2010-06-30"),
        (("show", "VEN", "--kind", "transfers"), "'transfers' is not one of", "Did you mean 'transfer'?"),
        (("show", "VEN", "--kind", "foo"), "'foo' is not one of 'transfer', 'technology_transfer'", ""),
        (("show", "VEN", "--as-of", "2999-01-01"), "nothing can have been known by 2999-01-01 yet", "today is"),
        (("show", "Atlantis"), "is known as 'Atlantis'", "give a three-letter code, or a name in any language"),
        (("show", "VEN", "RUS", "USA"), "show takes a record, one state or two", "--help"),
        (("claims", "VEN", "RUS", "USA"), "claims takes one state or two", "--help"),
        (("sources", "VEN", "RUS", "USA"), "sources takes one state or two", "--help"),
        (("show", "--limit", "-1"), "-1 is not in the range", ""),
        (("show", "--limit", "many"), "'many' is not a valid integer", ""),
        (("show", "--nonsense"), "--nonsense", "--help"),
    ],
)
def test_what_cannot_be_asked(small_base: Desk, argv: tuple[str, ...], message: str, advice: str) -> None:
    result = ask(small_base, *argv)
    assert (result.code, result.out) == (2, "")
    assert message in result.errors and advice in result.errors
    told = json.loads(ask(small_base, *argv, "--json").errors)
    assert set(told) == {"error", "message", "hint", "problems"}
    assert message in told["message"]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("shwo",), "there is no command 'shwo'. Did you mean 'show'?"),
        (("dosier", "VEN", "RUS"), "Did you mean 'dossier'?"),
        (("xyz",), "Commands: dossier, show, claims"),
        (("--verbose",), "No such option"),
        (("dossier", "VEN"), "Missing argument 'STATE'"),
        (("init",), "Missing argument 'PATH'"),
        (("completion", "tcsh"), "'tcsh' is not one of 'bash', 'zsh', 'fish'"),
        (("build", "extra"), "unexpected extra argument"),
    ],
)
def test_unknown_commands_and_missing_arguments(argv: tuple[str, ...], message: str) -> None:
    result = run(*argv)
    assert (result.code, result.out) == (2, "")
    assert message in result.errors
