from __future__ import annotations

from datetime import date

import pytest

from bilateral import states
from bilateral.errors import UnknownActorError
from bilateral.states.names import FIRST_LANGUAGES

ALL = states.other_actors()


@pytest.mark.parametrize("actor", ALL, ids=lambda actor: actor.id)
def test_every_actor_is_whole(actor: states.Actor) -> None:
    assert actor.id == actor.id.lower() and " " not in actor.id
    assert actor.kind in ("non_state", "organisation")
    assert all(states.find(code) is not None for code in actor.home)
    assert set(actor.aliases) <= set(FIRST_LANGUAGES)
    assert actor.wikidata is None or actor.wikidata[0] == "Q"
    assert states.find_actor(actor.id) is actor and actor.code == actor.id
    assert states.resolve(actor.id, on=actor.start).candidates == (actor.id,)
    assert actor.id in states.resolve(actor.name, on=actor.start, language="en").candidates


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("NATO", 1980, "nato"),
        ("OTAN", 1980, "nato"),
        ("НАТО", 1980, "nato"),
        ("UN Security Council", 2000, "un-security-council"),
        ("Совет Безопасности ООН", 2000, "un-security-council"),
        ("the European Union", 2000, "european-union"),
        ("ОДКБ", 2010, "csto"),
        ("Warsaw Pact", 1970, "warsaw-pact"),
        ("OPEC+", 2020, "opec-plus"),
        ("OPEC", 2020, "opec"),
        ("Grupo de Lima", 2019, "lima-group"),
        ("FARC", 2005, "farc-ep"),
        ("ФАРК", 2005, "farc-ep"),
        ("ELN", 2005, "eln"),
        ("Wagner Group", 2020, "wagner-group"),
        ("ЧВК Вагнера", 2020, "wagner-group"),
        ("Хезболла", 2020, "hezbollah"),
        ("Houthis", 2020, "houthis"),
        ("Frente Polisario", 1980, "polisario"),
        ("Tren de Aragua", 2020, "tren-de-aragua"),
        ("ДНР", 2015, "donetsk-peoples-republic"),
    ],
)
def test_actors_are_found(text: str, on: int, expected: str) -> None:
    match = states.resolve(text, on=on)
    assert (match.status, match.candidates) == ("one", (expected,)), match


def test_years_active_count() -> None:
    assert states.get_actor("warsaw-pact").is_active(1970)
    assert not states.get_actor("warsaw-pact").is_active(date(1991, 7, 2))
    assert states.resolve("Warsaw Pact", on=2005).status == "none"
    assert "1991" in states.resolve("Warsaw Pact", on=2005).note


def test_a_register_brings_its_own_actors() -> None:
    extra = [
        states.Actor(
            id="rosoboronexport",
            kind="company",
            name="Rosoboronexport",
            home=("RUS",),
            start=date(2000, 11, 4),
            aliases={"ru": ("Рособоронэкспорт",), "es": ("Rosoboronexport",)},
        ),
        states.Actor(id="hugo-chavez", kind="person", name="Hugo Chávez", home=("VEN",), aliases={"en": ("Chavez",)}),
    ]
    assert states.resolve("Rosoboronexport").status == "none"
    assert states.resolve("Rosoboronexport", extra=extra).candidates == ("rosoboronexport",)
    assert states.resolve("Рособоронэкспорта", on=2006, extra=extra).candidates == ("rosoboronexport",)
    found = states.mentions(
        "Chavez met Rosoboronexport in Moscow in July of 2006.", on=2006, language="en", extra=extra
    )
    assert [mention.match.candidates[0] for mention in found] == ["hugo-chavez", "rosoboronexport", "RUS"]


def test_a_home_made_actor_can_be_compared_and_hashed() -> None:
    one = states.Actor(id="x", kind="unknown", name="X")
    assert len({one, states.Actor(id="x", kind="unknown", name="X")}) == 1


def test_unknown_actor() -> None:
    with pytest.raises(UnknownActorError) as caught:
        states.get_actor("hezbolah")
    assert "hezbollah" in caught.value.suggestions
