"""The examples that the way from a text to a state must get right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral import states
from bilateral.errors import UsageError, ValueFormError

Day = date | int | None


@pytest.mark.parametrize(
    ("text", "on", "code", "how"),
    [
        ("VEN", None, "VEN", "code"),
        ("ven", None, "VEN", "code"),
        ("VE", None, "VEN", "code"),
        ("Venezuela", 2006, "VEN", "name"),
        ("  venezuela ", 2006, "VEN", "name"),
        ("the Netherlands", 2006, "NLD", "name"),
        ("los Estados Unidos", 2006, "USA", "name"),
        ("l'Iran", 2006, "IRN", "name"),
        ("die Türkei", 2006, "TUR", "name"),
        ("os Estados Unidos", 2006, "USA", "name"),
        ("Cote d'Ivoire", 2006, "CIV", "name"),
        ("Côte d’Ivoire", 2006, "CIV", "name"),
        ("US", 2006, "USA", "alias"),
        ("U.S.", 2006, "USA", "alias"),
        ("EE. UU.", 2006, "USA", "alias"),
        ("EE.UU.", 2006, "USA", "alias"),
        ("США", 2006, "USA", "alias"),
        ("UK", 2006, "GBR", "alias"),
        ("Great Britain", 2006, "GBR", "alias"),
        ("Republic of Poland", 2006, "POL", "name"),
        ("Reino de España", 2006, "ESP", "name"),
        ("Bolivarian Republic of Venezuela", 2006, "VEN", "alias"),
        ("República Bolivariana de Venezuela", 2006, "VEN", "alias"),
        ("Боливарианской Республики Венесуэла", 2006, "VEN", "alias"),
        ("West Germany", 1975, "DEU", "alias"),
        ("ФРГ", 1975, "DEU", "alias"),
        ("ГДР", 1975, "DDR", "name"),
        ("Germany", 1935, "DEU", "name"),
        ("Germany", 2000, "DEU", "name"),
        ("Germany", None, "DEU", "name"),
        ("Prussia", 1850, "DEU", "alias"),
        ("Russia", 1975, "SUN", "alias"),
        ("Россия", 1975, "SUN", "alias"),
        ("Russia", 1900, "RUS", "name"),
        ("Russia", 2006, "RUS", "name"),
        ("Russia", None, "RUS", "name"),
        ("Soviet Union", None, "SUN", "name"),
        ("USSR", 1980, "SUN", "alias"),
        ("СССР", 1980, "SUN", "alias"),
        ("苏联", 1980, "SUN", "alias"),
        ("South Vietnam", 1965, "XVS", "name"),
        ("Republic of Vietnam", 1965, "XVS", "alias"),
        ("Vietnam", 1980, "VNM", "name"),
        ("Vietnam", None, "VNM", "name"),
        ("Vietnam", 1850, "XVA", "name"),
        ("South Yemen", 1980, "YMD", "name"),
        ("Yemen", 1965, "XNY", "alias"),
        ("Yemen", 2000, "YEM", "name"),
        ("Yemen", None, "YEM", "name"),
        ("Korea", 1900, "XKR", "name"),
        ("DPRK", 2000, "PRK", "alias"),
        ("Guinea", None, "GIN", "name"),
        ("Equatorial Guinea", None, "GNQ", "name"),
        ("Georgia", None, "GEO", "name"),
        ("Sudan", 2000, "SDN", "name"),
        ("Sudan", 2015, "SDN", "name"),
        ("Yugoslavia", 1985, "YUG", "name"),
        ("Yugoslavia", 1995, "YUG", "name"),
        ("Serbia and Montenegro", 2004, "SCG", "name"),
        ("Serbia and Montenegro", 1998, "YUG", "alias"),
        ("Serbia", 2010, "SRB", "name"),
        ("Serbia", 1900, "SRB", "name"),
        ("Macedonia", 2000, "MKD", "alias"),
        ("Macedonia", 2022, "MKD", "alias"),
        ("North Macedonia", 2022, "MKD", "name"),
        ("Swaziland", 2000, "SWZ", "alias"),
        ("Eswatini", 2020, "SWZ", "name"),
        ("Burma", 1980, "MMR", "alias"),
        ("Zaire", 1980, "COD", "alias"),
        ("Congo", 1980, "COG", "name"),
        ("Democratic Republic of the Congo", 2000, "COD", "alias"),
        ("Congo-Brazzaville", 2000, "COG", "name"),
        ("Ceylon", 1960, "LKA", "alias"),
        ("Persia", 1900, "IRN", "alias"),
        ("Rhodesia", 1970, "ZWE", "alias"),
        ("Turkey", 1900, "XOT", "alias"),
        ("Turkey", 1950, "TUR", "name"),
        ("Türkiye", 2020, "TUR", "name"),
        ("Ottoman Empire", 1900, "XOT", "name"),
        ("Austria", 1900, "XAH", "alias"),
        ("Czech Republic", 2000, "CZE", "alias"),
        ("Taiwan", 2000, "TWN", "name"),
        ("Republic of China", 1930, "CHN", "alias"),
        ("Republic of China", 1990, "TWN", "alias"),
        ("Kosovo", 2010, "XKX", "name"),
        ("Palestine", 2010, "PSE", "name"),
        ("South Sudan", 2015, "SSD", "name"),
        ("East Timor", 2005, "TLS", "alias"),
        ("Orange Free State", 1880, "XOF", "name"),
        ("Tibet", 1930, "XTB", "name"),
        ("Венесуэлы", 2006, "VEN", "name"),
        ("в Венесуэле", 2006, "VEN", "name"),
        ("Соединенных Штатов Америки", 2006, "USA", "alias"),
        ("委内瑞拉", 2006, "VEN", "name"),
        ("ベネズエラ", 2006, "VEN", "name"),
        ("فنزويلا", 2006, "VEN", "name"),
        ("وفنزويلا", 2006, "VEN", "name"),
        ("Wenezuela", 2006, "VEN", "name"),
        ("ונצואלה", 2006, "VEN", "name"),
        ("Βενεζουέλα", 2006, "VEN", "name"),
        ("венесуэльского", 2006, "VEN", "demonym"),
        ("российские", 2006, "RUS", "demonym"),
        ("Venezuelan", 2006, "VEN", "demonym"),
        ("venezolanas", 2006, "VEN", "demonym"),
        ("vénézuéliennes", 2006, "VEN", "demonym"),
        ("venezolanische", 2006, "VEN", "demonym"),
        ("South Sudanese", 2015, "SSD", "demonym"),
        ("Soviet", 1980, "SUN", "demonym"),
        ("Nigerien", 2006, "NER", "demonym"),
        ("Nigerian", 2006, "NGA", "demonym"),
    ],
)
def test_one(text: str, on: Day, code: str, how: str) -> None:
    match = states.resolve(text, on=on)
    assert (match.status, match.candidates, match.how) == ("one", (code,), how), match
    assert match.code == code


@pytest.mark.parametrize(
    ("text", "on", "codes"),
    [
        ("Germany", 1975, {"DEU", "DDR"}),
        ("Германия", 1975, {"DEU", "DDR"}),
        ("German", 1975, {"DEU", "DDR"}),
        ("Vietnam", 1965, {"VDR", "XVS"}),
        ("Yemen", 1980, {"XNY", "YMD"}),
        ("Korea", 1980, {"KOR", "PRK"}),
        ("Korea", None, {"KOR", "PRK"}),
        ("Corea", 1980, {"KOR", "PRK"}),
        ("корейского", 1980, {"KOR", "PRK"}),
        ("Congo", None, {"COD", "COG"}),
        ("Congo", 1965, {"COD", "COG"}),
        ("Congolese", 2000, {"COD", "COG"}),
        ("Dominican", 2000, {"DMA", "DOM"}),
        ("Russia", 1991, {"RUS", "SUN"}),
        ("Brussels", 2010, {"BEL", "european-union", "nato"}),
    ],
)
def test_ambiguous(text: str, on: Day, codes: set[str]) -> None:
    match = states.resolve(text, on=on)
    assert match.status == "ambiguous"
    assert set(match.candidates) == codes and match.code is None
    assert all(code in match.note for code in codes)


@pytest.mark.parametrize(
    ("text", "on", "said"),
    [
        ("Soviet Union", 2005, "1991-12-25; goes on as Russia (RUS)"),
        ("Soviet", 2005, "RUS"),
        ("East Germany", 2005, "Germany (DEU)"),
        ("Czechoslovakia", 2005, "Czechia (CZE), Slovakia (SVK)"),
        ("Yugoslavia", 2010, "2003-02-03"),
        ("Serbia", 1995, "Yugoslavia (YUG)"),
        ("Angola", 1970, "1975-11-11"),
        ("Ukraine", 1980, "Soviet Union (SUN)"),
        ("Estonia", 1975, "1991-09-06"),
        ("South Sudan", 2005, "2011-07-09"),
        ("Korea", 1930, "1910-08-22"),
        ("West Germany", 2005, "1990"),
        ("Bonn", 2020, "1999"),
        ("the Pentagon", 1930, "1943"),
        ("FARC", 2020, "2017-06-27"),
        ("Northern Ireland", 2020, "United Kingdom"),
        ("Hong Kong", 2020, "China"),
        ("Greenland", 2020, "Denmark (DNK)"),
        ("French Guiana", 2020, "France (FRA)"),
        ("Latin America", 2020, "region"),
        ("Venezuelu", None, "Venezuela (VEN)"),
        ("SUN", 2005, "Russia (RUS)"),
        ("", None, "empty"),
        ("!?", None, "empty"),
        ("qqqqqq", None, "nothing is known"),
    ],
)
def test_none_says_why(text: str, on: Day, said: str) -> None:
    match = states.resolve(text, on=on)
    assert (match.status, match.candidates) == ("none", ())
    assert said in match.note, match.note


@pytest.mark.parametrize(
    ("text", "on", "code", "kind"),
    [
        ("Washington", 2006, "USA", "capital"),
        ("Вашингтона", 2006, "USA", "capital"),
        ("Caracas", 2006, "VEN", "capital"),
        ("Каракас", 2006, "VEN", "capital"),
        ("Bogotá", 2006, "COL", "capital"),
        ("Bogota", 2006, "COL", "capital"),
        ("Moscow", 2006, "RUS", "capital"),
        ("Moscow", 1950, "SUN", "capital"),
        ("Moscú", 1950, "SUN", "capital"),
        ("Saint Petersburg", 1900, "RUS", "capital"),
        ("Bonn", 1970, "DEU", "capital"),
        ("Saigon", 1970, "XVS", "capital"),
        ("Ханое", 1965, "VDR", "capital"),
        ("Belgrade", 2004, "SCG", "capital"),
        ("Rio de Janeiro", 1950, "BRA", "capital"),
        ("Pequim", 2006, "CHN", "capital"),
        ("the Kremlin", 2006, "RUS", "building"),
        ("the Kremlin", 1980, "SUN", "building"),
        ("Кремля", 2006, "RUS", "building"),
        ("the White House", 2006, "USA", "building"),
        ("the Pentagon", 2006, "USA", "building"),
        ("Foggy Bottom", 2006, "USA", "office"),
        ("Miraflores", 2006, "VEN", "building"),
        ("Casa de Nariño", 2006, "COL", "building"),
        ("Planalto", 2006, "BRA", "building"),
        ("Whitehall", 2006, "GBR", "office"),
        ("Downing Street", 2006, "GBR", "building"),
        ("the Élysée", 2006, "FRA", "building"),
        ("Quai d'Orsay", 2006, "FRA", "office"),
        ("Zhongnanhai", 2006, "CHN", "building"),
        ("Sublime Porte", 1850, "XOT", "office"),
    ],
)
def test_metonyms(text: str, on: int, code: str, kind: str) -> None:
    match = states.resolve(text, on=on)
    assert (match.status, match.candidates, match.how) == ("one", (code,), "metonym"), match
    assert match.stands_for is not None and match.stands_for.kind == kind
    assert f"stands for {states.get(code).name}" in match.note


@pytest.mark.parametrize("state", states.all_states(), ids=lambda state: state.code)
def test_every_capital_stands_for_its_state_while_it_is_one(state: states.State) -> None:
    for spell in state.spells:
        match = states.resolve(state.capital_on(spell.start).name, on=spell.start, language="en")
        assert state.code in match.candidates, (spell, match)


def test_notes_name_what_a_reader_must_know() -> None:
    assert "South Sudan (SSD)" in states.resolve("Sudan", on=2000).note
    assert states.resolve("Sudan", on=2015).note == ""
    assert "Bangladesh (BGD)" in states.resolve("Pakistan", on=1965).note
    assert "number 345" in states.resolve("Yugoslavia", on=1995).note
    assert "United States" in states.resolve("Georgia").note
    assert "no COW member" in states.resolve("Poland", on=1942).note
    assert "by usage" in states.resolve("Russia", on=1975).note
    assert "1971" in states.resolve("Zaire", on=2010).note
    assert "a day instead of a year" in states.resolve("Russia", on=1991).note
    assert states.resolve("Russia", on=date(1991, 12, 25)).candidates == ("SUN",)
    assert states.resolve("Russia", on=date(1991, 12, 26)).candidates == ("RUS",)


def test_a_language_narrows_the_search() -> None:
    assert states.resolve("Alemania", language="es").candidates == ("DEU",)
    assert states.resolve("Alemania", language="en").status == "none"
    assert states.resolve("Island", language="de").candidates == ("ISL",)
    assert states.resolve("VEN", language="ja").candidates == ("VEN",)
    assert states.resolve("Venezuela", language="pt-BR").candidates == ("VEN",)
    assert states.resolve("Ryssland", language="sv").candidates == ("RUS",)
    with pytest.raises(UsageError):
        states.resolve("Venezuela", language="klingon")


def test_exact_spelling_goes_first() -> None:
    assert states.resolve("IRA", on=1980).candidates == ("ira",)
    assert states.resolve("Irã", on=1980).candidates == ("IRN",)


def test_a_bad_day_is_refused() -> None:
    with pytest.raises(ValueFormError):
        states.resolve("Venezuela", on="2006")  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.text(max_size=60), st.one_of(st.none(), st.integers(1816, 2030)))
def test_no_text_breaks_resolve(text: str, on: int | None) -> None:
    match = states.resolve(text, on=on)
    assert (match.status == "one") == (len(match.candidates) == 1)
    assert (match.status == "ambiguous") == (len(match.candidates) > 1)
    assert match.candidates == tuple(sorted(match.candidates))


@settings(deadline=None)
@given(st.sampled_from(states.all_states()), st.integers(1816, 2030))
def test_a_candidate_exists_on_the_day(state: states.State, year: int) -> None:
    match = states.resolve(state.name, on=year)
    for code in match.candidates:
        found = states.find(code)
        assert found is None or found.exists(year)
    if state.exists(year):
        assert state.code in match.candidates
    else:
        assert state.code not in match.candidates
