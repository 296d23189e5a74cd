"""What the sentences of the page may say: of little, of weak sources, of others, of a pair that nobody wrote about."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bilateral.dossier.page import Dossier, Layer, build
from bilateral.dossier.sections.hardware import _tally_words
from bilateral.measures.ladder import ladder
from dossier.conftest import Edition
from dossier.reading import Page, words
from measures.making import Item, case_of, opened, says, thing

Made = Callable[..., Dossier]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The dossier of Venezuela and Russia in a register of these things."""

    def make(*things: Item, as_of: str | None = None, **register: object) -> Dossier:
        with opened(tmp_path, *things, **register) as study:
            return study.dossier("VEN", "RUS", as_of=as_of)

    return make


def answer(dossier: Dossier) -> str:
    return " ".join(words(one) for one in Page(dossier.html).one("div", "answer"))


def finding(dossier: Dossier, key: str) -> str:
    section = next(one for one in Page(dossier.html).all("section") if one.get("data-key") == key)
    return words(section.find(".//p[@class='find']"))  # type: ignore[arg-type]


JETS = thing(
    "transfer", "jets", says("b", "2007", {"stage": "delivered", "when": "2006", "quantity": 24}), equipment="jet"
)


def ready(*claims: Item) -> Item:
    return thing("readiness", "able", *claims, equipment="jet")


def flying(source: str, when: str, number: object) -> Item:
    return says(source, when, {"serviceable": number, "when": when})


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ([flying("c", "2021-02", 12), flying("d", "2021-04", 8), flying("e", "2021-05", 0)],
         "; a report of 2021 has 12 able to fly."),
        ([flying("b", "2017", 6), flying("c", "2017", 9), flying("d", "2023", 1)],
         "; reports of how many could fly in 2017 run from 6 to 9."),
        ([flying("b", "2015", 20), flying("c", "2019", 5)], "; a report of 2019 has 5 able to fly."),
        ([flying("d", "2021", 3)], "; a weakly sourced report of 2021 has 3 able to fly."),
    ],
)  # fmt: skip
def test_how_many_fly_is_said_by_claims_that_count(claims: list[Item], told: str, made: Made) -> None:
    assert told in answer(made(JETS, ready(*claims)))


PEOPLE: Item = {"stage": "present", "when": "2019-03", "personnel": "120 persons"}


def crews(*claims: Item) -> Item:
    return thing("deployment", "crews", *claims, force="personnel")


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ([says("b", "2019", PEOPLE, by="minister"),
          says("c", "2019", PEOPLE, by="minister")], "is put at 120, according to The Minister."),
        ([says("b", "2019", PEOPLE)], "is put at 120 by one source."),
        ([says("b", "2019", PEOPLE), says("c", "2019", PEOPLE)], "is put at 120."),
        ([says("b", "2019", PEOPLE, by="minister"), says("c", "2019", PEOPLE)], "is put at 120."),
    ],
)  # fmt: skip
def test_who_gives_the_number_of_personnel(claims: list[Item], told: str, made: Made) -> None:
    assert told in answer(made(crews(*claims)))


def credit(name: str, year: int, billions: float, **head: object) -> Item:
    sum_of = {"stage": "signed", "when": str(year), "value": f"USD {billions:g} bn"}
    return thing("credit", name, says("b", str(year + 1), sum_of), **head)


def test_only_the_state_itself_lends(made: Made) -> None:
    loans = [credit(f"loan-{year}", year, year - 2003) for year in range(2005, 2011)]
    oil = credit("oil", 2004, 9, lender="works", borrower="oil-firm")
    told = answer(made(JETS, oil, *loans))
    assert "Russia lent or promised credits of USD 2 bn in 2005, " in told
    assert "USD 5 bn in 2008 and two more." in told
    assert "USD 9 bn" not in told


def test_one_loss_is_singular(made: Made) -> None:
    crash = thing("incident", "crash", says("b", "2010", {"when": "2010", "lost": 1}), equipment="jet")
    assert "Of 24 Jet, one is reported lost." in answer(made(JETS, crash))


def sent(name: str, *stages: Item, source: str = "b") -> Item:
    return thing("transfer", name, says(source, "2009", *stages), equipment="rifle")


def test_silence_is_no_finding(tmp_path: Path) -> None:
    rows = ladder(
        case_of(
            tmp_path,
            sent("came", {"stage": "delivered", "when": "2008"}),
            sent("part", {"stage": "part_delivered", "when": "2008"}),
            sent("heard", {"stage": "delivered", "when": "2008"}, source="e"),
            sent("wanted", {"stage": "ordered", "when": "2008"}),
            sent("refused", {"stage": "delivered", "modality": "denied"}),
        )
    )
    told = "one arrived and one came in part; of one an arrival is weakly sourced and of two no arrival is on record"
    assert _tally_words(rows) == told
    assert _tally_words([one for one in rows if one.thing.thing_id == "wanted"]) == "no arrival is on record"


def test_organisations_are_named_among_the_senders(made: Made) -> None:
    measure: Item = {"stage": "imposed", "when": "2017"}
    by = [("european-union",), ("USA",), ("SWE",), ("CHE",), ("CAN",)]
    things = [
        thing("sanction", f"act-{place}", says("b", "2018", measure), sender=one[0], concerns=["RUS-VEN"])
        for place, one in enumerate(by)
    ]
    assert finding(made(JETS, *things[:3]), "responses") == (
        "3 measures on record, by the European Union, Sweden and the United States."
    )


def test_many_senders_are_counted(made: Made) -> None:
    measure: Item = {"stage": "imposed", "when": "2017"}
    things = [
        thing("sanction", f"act-{code.lower()}", says("b", "2018", measure), sender=code, concerns=["RUS-VEN"])
        for code in ("USA", "SWE", "CHE", "CAN", "GBR")
    ]
    assert finding(made(JETS, *things), "responses") == "5 measures on record, by 5 senders."


def test_first_things_are_told_in_a_sentence(made: Made) -> None:
    crash = thing("incident", "crash", says("b", "2004", {"when": "2003", "lost": 1}), equipment="jet")
    talks = thing("agreement", "bases", says("b", "2003", {"stage": "negotiated", "when": "2002"}))
    act = thing("sanction", "act", says("b", "2007", {"stage": "imposed", "when": "2006"}), concerns=["RUS-VEN"])
    assert finding(made(JETS, crash, talks, act), "genesis") == (
        "The first order or delivery on record is of 2006, the first measure or event by others of 2006."
    )


def test_the_timeline_is_named_by_its_first_events(newest: Edition) -> None:
    title = words(newest.page.one("figure", "tlf").find("h3"))  # type: ignore[arg-type]
    assert title.endswith("Agreements from 2001, transfers and plants from 2005, politics from 2006")


PAPER = thing("agreement", "paper", says("b", "2009-11", {"stage": "signed", "when": "2009-10-30"}))


def test_beginnings_are_told_of_the_subject_only(made: Made) -> None:
    other = answer(made(PAPER, JETS, about=["CUB-RUS"]))
    assert other.startswith("The earliest agreement that the register holds is of October 2009.")
    assert "The earliest arms from Russia on record reach Venezuela in 2006." in other
    assert "partnership" not in other


def test_beginnings_of_the_subject(made: Made) -> None:
    told = answer(made(PAPER, JETS, about=["RUS-VEN"]))
    assert "partnership of Venezuela and Russia begins on paper in October 2009 and in metal in 2006." in told


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2009-06-30", 'The most reported event of the last year on record is "The visit"'),
        ("2012-01-01", 'The latest event on record is "The visit", '),
    ],
)
def test_the_last_year_is_the_year_before_the_day(as_of: str, told: str, made: Made) -> None:
    visit = thing("political_event", "visit", says("b", "2008-11", {"stage": "occurred", "when": "2008-11-02"}))
    assert told in answer(made(visit, as_of=as_of))


def test_a_register_of_the_readers_own_on_the_pair_needs_no_warning(tmp_path: Path) -> None:
    """What a layer holds is known by the files of the things; one that holds nothing on the pair changes nothing."""
    case = case_of(tmp_path, PAPER, JETS)
    base = Layer("Base", "CC0-1.0", None, (("CUB", "RUS"),), "base")
    own, idle = Layer("Own", "CC0-1.0", register_id="made"), Layer("Idle", "CC0-1.0", register_id="idle")
    unnamed = Layer("Unnamed", "CC0-1.0")

    def warns(*layers: Layer) -> bool:
        made = build([case], layers, version="0")
        assert made.newest.context.is_subject != bool(made.scope())
        return "was compiled on Cuba and Russia" in made.scope()

    assert [warns(base), warns(base, idle), warns(base, unnamed)] == [True, True, True]
    assert [warns(base, own), warns(own), warns(idle)] == [False, False, False]


def test_the_series_is_named_by_its_source(made: Made) -> None:
    amounts = [
        {"when": str(year), "amount": f"{number} million TIV"}
        for year, number in ((2006, 10), (2007, 0), (2008, 0), (2010, 0))
    ]
    series = thing("observation", "tiv", says("b", "2012", *amounts), series="tiv-deliveries")
    assert re.search(r"Source b lists no delivery for 2007 to 2008\.", answer(made(JETS, series)))
