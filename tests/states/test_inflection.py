from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.states.inflection import forms
from bilateral.states.russian import adjective_forms, compound_prefix, demonym_forms, phrase_forms
from bilateral.states.tables import rows, several

CYRILLIC = st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя- ", max_size=20)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Венесуэла", "Венесуэлы Венесуэле Венесуэлу Венесуэлой"),
        ("Россия", "России Россию Россией"),
        ("Иран", "Ирана Ирану Ираном Иране"),
        ("Китай", "Китая Китаю Китаем Китае"),
        ("Беларусь", "Беларуси Беларусью"),
        ("Израиль", "Израиля Израилю Израилем Израиле"),
        ("Америка", "Америки Америке Америку Америкой"),
        ("Египет", "Египта Египту Египтом Египте"),
        ("Филиппины", "Филиппин Филиппинам Филиппинами Филиппинах"),
        ("Нидерланды", "Нидерландов Нидерландам"),
        ("Перу", "Перу"),
        ("Шри-Ланка", "Шри-Ланки Шри-Ланке Шри-Ланку"),
        ("Гвинея-Бисау", "Гвинеи-Бисау Гвинею-Бисау"),
    ],
)
def test_russian_names_take_cases(name: str, expected: str) -> None:
    assert set(expected.split()) | {name} <= phrase_forms(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Саудовская Аравия", ["Саудовской Аравии", "Саудовскую Аравию", "Саудовской Аравией"]),
        ("Соединенные Штаты Америки", ["Соединенных Штатов Америки", "Соединенными Штатами Америки"]),
        ("Босния и Герцеговина", ["Боснии и Герцеговины", "Боснию и Герцеговину"]),
        ("Советский Союз", ["Советского Союза", "Советским Союзом"]),
        ("Маршалловы Острова", ["Маршалловых Островов", "Маршалловым Островам"]),
        ("ЧВК Вагнер", ["ЧВК Вагнера", "ЧВК Вагнером"]),
    ],
)
def test_russian_phrases_keep_their_words_in_one_case(name: str, expected: list[str]) -> None:
    found = phrase_forms(name)
    assert set(expected) <= found
    assert len(found) <= 13, found


def test_russian_adjectives_and_inhabitants() -> None:
    assert {"российская", "российские", "российского", "российской", "российскому"} <= adjective_forms("российский")
    assert {"немецкого", "немецкая"} <= adjective_forms("немецкий")
    assert {"венесуэльцы", "венесуэльцев", "венесуэльца"} <= demonym_forms("венесуэлец")
    assert {"россияне", "россиян", "россиянам"} <= demonym_forms("россиянин")
    assert {"корейцы", "корейцев"} <= demonym_forms("кореец")
    assert {"поляки", "поляков"} <= demonym_forms("поляк")
    assert {"болгары", "болгар"} <= demonym_forms("болгарин")
    assert "груз" not in demonym_forms("грузин")
    assert compound_prefix("российский") == "российско"
    assert compound_prefix("россиянин") is None


@pytest.mark.parametrize(
    ("lemma", "language", "expected"),
    [
        ("Venezuelan", "en", "Venezuelan Venezuelans"),
        ("Chinese", "en", "Chinese"),
        ("venezolano", "es", "venezolano venezolana venezolanos venezolanas"),
        ("francés", "es", "francés francesa franceses francesas"),
        ("alemán", "es", "alemán alemana alemanes alemanas"),
        ("iraní", "es", "iraní iraníes"),
        ("español", "es", "español española españoles españolas"),
        ("alemão", "pt", "alemão alemã alemães"),
        ("francês", "pt", "francês francesa franceses francesas"),
        ("europeu", "pt", "europeu europeia europeus"),
        ("vénézuélien", "fr", "vénézuélien vénézuélienne vénézuéliens vénézuéliennes"),
        ("turc", "fr", "turc turque turcs turques"),
        ("russe", "fr", "russe russes"),
        ("russisch", "de", "russisch russische russischen russischer"),
        ("Russe", "de", "Russe Russen Russin Russinnen"),
        ("Amerikaner", "de", "Amerikaner Amerikanern Amerikanerin"),
    ],
)
def test_other_languages(lemma: str, language: str, expected: str) -> None:
    assert set(expected.split()) <= forms(lemma, language)


@settings(deadline=None)
@given(CYRILLIC)
def test_no_russian_text_breaks_the_rules(text: str) -> None:
    assert text in phrase_forms(text)
    assert text in demonym_forms(text) or not text


@pytest.mark.parametrize("language", ["en", "es", "ru", "pt", "fr", "de"])
def test_forms_of_the_table_begin_like_their_lemma(language: str) -> None:
    for row in rows("demonyms"):
        for lemma in several(row[language]):
            held = forms(lemma, language)
            assert lemma in held
            assert all(form[:2].casefold() == lemma[:2].casefold() for form in held)
