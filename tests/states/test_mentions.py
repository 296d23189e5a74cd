from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral import states


def found(text: str, on: int | None = 2006, language: str | None = None) -> list[tuple[str, str]]:
    return [
        (mention.surface, "|".join(mention.match.candidates) or mention.match.status)
        for mention in states.mentions(text, on=on, language=language)
    ]


def test_english() -> None:
    text = (
        "On 28 July 2006 Venezuela and Russia signed a contract; the U.S. State Department protested. The "
        "envoys of Guinea-Bissau and Papua New Guinea told us in Turkey of a Sino-Russian drill and of "
        "Russian-Venezuelan ties."
    )
    assert found(text) == [
        ("Venezuela", "VEN"),
        ("Russia", "RUS"),
        ("U.S.", "USA"),
        ("State Department", "USA"),
        ("Guinea-Bissau", "GNB"),
        ("Papua New Guinea", "PNG"),
        ("Turkey", "TUR"),
        ("Sino", "CHN"),
        ("Russian", "RUS"),
        ("Russian", "RUS"),
        ("Venezuelan", "VEN"),
    ]


def test_spanish() -> None:
    text = (
        "El presidente venezolano viajó a Moscú para firmar con el Kremlin; los Estados Unidos y EE. UU. "
        "protestaron en la ONU. Las FARC y la Casa de Nariño callaron. "
        "Este acuerdo colombo-venezolano es de las partes."
    )
    assert found(text) == [
        ("venezolano", "VEN"),
        ("Moscú", "RUS"),
        ("Kremlin", "RUS"),
        ("Estados Unidos", "USA"),
        ("EE. UU.", "USA"),
        ("ONU", "united-nations"),
        ("FARC", "farc-ep"),
        ("Casa de Nariño", "COL"),
        ("colombo", "COL"),
        ("venezolano", "VEN"),
    ]


def test_russian() -> None:
    text = (
        "В Венесуэле российские советники; российско-венесуэльское сотрудничество. Президент Венесуэлы "
        "посетил Москву, говорил о Соединенных Штатах Америки и о Гвинее-Бисау. ЧВК «Вагнер», ОДКБ, "
        "страны Латинской Америки."
    )
    assert found(text, on=2018) == [
        ("Венесуэле", "VEN"),
        ("российские", "RUS"),
        ("российско", "RUS"),
        ("венесуэльское", "VEN"),
        ("Венесуэлы", "VEN"),
        ("Москву", "RUS"),
        ("Соединенных Штатах Америки", "USA"),
        ("Гвинее-Бисау", "GNB"),
        ("ЧВК «Вагнер»", "wagner-group"),
        ("ОДКБ", "csto"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A Venezuela e a Rússia assinaram um acordo, e o Itamaraty não falou dos russos.",
            "VEN RUS BRA RUS",
        ),
        ("Le Venezuela et la Russie ont signé, selon l'Élysée et le Quai d'Orsay.", "VEN RUS FRA FRA"),
        ("Die russisch-venezolanische Zusammenarbeit und Russlands Präsident in Caracas.", "RUS VEN RUS VEN"),
        ("委内瑞拉和俄罗斯签署了协议，美国反对。", "VEN RUS USA"),
        ("ベネズエラとロシアは協定に署名した。", "VEN RUS"),
        ("وقعت فنزويلا وروسيا اتفاقا مع الولايات المتحدة وللصين", "VEN RUS USA CHN"),
        ("Венесуела і Росія підписали угоду, її критикують США", "VEN RUS USA"),
        ("Η Βενεζουέλα και η Ρωσία υπέγραψαν", "VEN RUS"),
    ],
)
def test_other_languages_are_told_by_script_and_small_words(text: str, expected: str) -> None:
    assert " ".join(codes for _, codes in found(text)) == expected


def test_small_letters_are_no_names() -> None:
    assert found("he told us to polish the turkey and the china in the oven", language="en") == []
    assert found("THE US AND THE UK SIGNED", language="en") == [("US", "USA"), ("UK", "GBR")]
    assert found("Este acuerdo") == []


def test_words_that_are_no_states() -> None:
    text = "Northern Ireland, New Mexico, the Gulf of Mexico, the Indo-Pacific, Hong Kong and South America"
    assert found(text, language="en") == []


def test_words_stand_alone() -> None:
    assert found("Malice in Omantown near Irani and Chadwick", language="en") == []


def test_names_do_not_cross_a_sentence() -> None:
    assert found("They went to Guinea. Bissau is a town of the area.", language="en")[0] == ("Guinea", "GIN")


def test_years_count() -> None:
    text = "West Germany, East Germany and the Germans of the Soviet Union"
    assert found(text, on=1975, language="en") == [
        ("West Germany", "DEU"),
        ("East Germany", "DDR"),
        ("Germans", "DDR|DEU"),
        ("Soviet Union", "SUN"),
    ]
    assert found("the Soviet Union of old", on=2006, language="en") == [("Soviet Union", "none")]
    assert found("a visit to Munich and to Florence", on=2006, language="en") == []


@settings(deadline=None)
@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for mention in states.mentions(text, on=2006):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        last = mention.end


@settings(deadline=None)
@given(st.lists(st.sampled_from(states.members(2006)), min_size=1, max_size=6))
def test_names_of_members_are_found_in_running_text(members: list[states.State]) -> None:
    text = "They spoke of " + "; then of ".join(state.name for state in members) + "."
    hits = states.mentions(text, on=2006, language="en")
    assert [mention.match.candidates[0] for mention in hits] == [state.code for state in members]
