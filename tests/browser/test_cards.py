"""Opening a number: what the card shows, and that mouse, finger and keyboard get there and back."""

from __future__ import annotations

import re

import pytest

from browser.conftest import Visit, Visits

OPEN_EACH = """() => {
  const card = document.querySelector('#card'), wrong = [], seen = new Set();
  for (const e of document.querySelectorAll('[data-c]')) {
    if (e.closest('#card, [hidden], [data-n]') || seen.has(e.dataset.c)) continue;
    seen.add(e.dataset.c);
    e.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
    const shown = [...card.querySelectorAll('.rec')].map(r => r.querySelectorAll('li:not(.mr)').length);
    const whole = [...card.querySelectorAll('li')].every(li =>
      li.querySelector('.gr b') && li.querySelector('div > b').textContent && li.querySelector('.cm').textContent
      && li.querySelector('p').textContent);
    if (card.hidden || !shown.length || shown.some(n => !n) || !whole) wrong.push([e.textContent, e.dataset.c]);
  }
  document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
  return [seen.size, wrong];
}"""

LATER = """() => {
  const day = document.querySelector('[data-stop][aria-current=true]').dataset.stop, wrong = [], seen = new Set();
  const card = document.querySelector('#card');
  for (const e of document.querySelectorAll('.state:not([hidden]) [data-c]')) {
    if (seen.has(e.dataset.c)) continue;
    seen.add(e.dataset.c);
    e.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
    const held = [...card.querySelectorAll('li')];
    if (!held.length || held.some(li => li.dataset.k > day)) wrong.push([e.textContent, e.dataset.c]);
  }
  return [seen.size, wrong];
}"""


@pytest.fixture(scope="module")
def reader(visits: Visits) -> Visit:
    """A page on which cards are opened and closed again."""
    return visits("desk")


def focused(visit: Visit) -> str:
    """What has the focus: its class, its id or its words."""
    found: str = visit.js(
        "(e => e.id ? '#' + e.id : e.className.baseVal ?? (e.className || e.textContent))(document.activeElement)"
    )
    return found


def test_a_click_opens_the_claims_behind_a_number(reader: Visit) -> None:
    page, card = reader.page, reader.page.locator("#card")
    page.locator(".answer .n", has_text="May 2001").click()
    assert card.is_visible()
    claim = card.locator("li").first
    assert re.fullmatch(r"[A-F]\s*[1-6]", claim.locator(".gr").inner_text())
    assert claim.locator("div > b").inner_text(), "the publisher"
    assert re.search(r"\b(19|20)\d\d\b", claim.locator(".cm").inner_text()), "when it became known"
    assert "2001" in claim.locator(".chips").inner_text(), "when it was true"
    assert len(claim.locator("div > p").first.inner_text()) > 20, "what it says"
    assert card.locator("a.lk[href^=http]").count() > 0, "where it stands"
    assert re.search(r"\d+ citations?", card.locator(".rmeta").first.inner_text())
    assert focused(reader) == "x"
    card.locator(".x").click()
    assert card.is_hidden()


def test_both_clocks_stand_on_every_claim_of_a_series(reader: Visit) -> None:
    """A series by year names the year of each number; when it became known stands beside the source."""
    page, card = reader.page, reader.page.locator("#card")
    page.locator(".answer .n", has_text=re.compile("^2023$")).click()
    series = card.locator("li", has_text="SIPRI").first
    chips = series.locator(".chips").inner_text().split(" · ")
    assert len(chips) > 5
    assert [one for one in chips if not re.search(r"\b(19|20)\d\d\b.*: ", one)] == []
    assert re.search(r"\b20\d\d\b", series.locator(".cm").inner_text())
    page.keyboard.press("Escape")


def test_a_click_elsewhere_closes_it(reader: Visit) -> None:
    reader.page.locator(".answer .n").first.click()
    reader.page.locator("h1").click()
    assert reader.page.locator("#card").is_hidden()


def test_the_rest_of_a_record_unfolds_in_the_card(reader: Visit) -> None:
    page, card = reader.page, reader.page.locator("#card")
    page.locator(".answer .n", has_text=re.compile("^24$")).first.click()
    before = card.locator("li:visible").count()
    more = card.locator(".more-b").first
    said = int(re.sub(r"\D", "", more.inner_text()))
    more.click()
    assert card.locator("li:visible").count() == before + said
    page.keyboard.press("Escape")


def test_the_card_stands_in_view_beside_its_number(reader: Visit) -> None:
    page = reader.page
    for number in page.locator(".answer .n").all()[::5]:
        number.click()
        box = page.locator("#card").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900
        page.keyboard.press("Escape")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keys_open_and_escape_returns(reader: Visit, key: str) -> None:
    page, card = reader.page, reader.page.locator("#card")
    number = page.locator(".answer .n").nth(3)
    number.focus()
    page.keyboard.press(key)
    assert card.is_visible()
    assert focused(reader) == "x"
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert number.evaluate("e => e === document.activeElement")


def test_the_focus_stays_in_an_open_card(reader: Visit) -> None:
    page = reader.page
    page.locator(".answer .n").first.focus()
    page.keyboard.press("Enter")
    inside = "document.querySelector('#card').contains(document.activeElement)"
    for key in ["Tab"] * 12 + ["Shift+Tab"] * 14:
        page.keyboard.press(key)
        assert reader.js(inside), key
    page.keyboard.press("Escape")


def test_tab_shows_a_card_in_passing_and_the_focus_is_seen(reader: Visit) -> None:
    page, card = reader.page, reader.page.locator("#card")
    number = page.locator(".answer .n").nth(1)
    page.locator(".answer .n").first.focus()
    page.keyboard.press("Tab")
    assert number.evaluate("e => e === document.activeElement")
    assert number.evaluate("e => e.matches(':focus-visible') && parseFloat(getComputedStyle(e).outlineWidth)") >= 2
    assert card.is_visible()
    assert "pin" not in (card.get_attribute("class") or "")
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    assert card.is_hidden()


def test_tabs_begin_with_the_skip_link(visits: Visits) -> None:
    visit = visits("desk")
    page = visit.page
    page.keyboard.press("Tab")
    assert focused(visit) == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".answer .n").first.evaluate("e => e === document.activeElement")


def test_a_picture_is_one_tab_stop_and_arrows_walk_its_marks(reader: Visit) -> None:
    page = reader.page
    stops = reader.js(
        """() => [...document.querySelectorAll('.chart svg[role=group]')]
          .filter(g => g.getClientRects().length && g.querySelector('a.m'))
          .map(g => g.querySelectorAll('a.m[tabindex="0"]').length)"""
    )
    assert len(stops) > 5
    assert set(stops) == {1}
    marks = page.locator(".chart .at-wide svg:has(a.m)").first.locator("a.m")
    marks.first.focus()
    place = "e => [...e.closest('svg').querySelectorAll('a.m')].indexOf(e)"
    walked = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        walked.append(page.locator(":focus").evaluate(place))
    assert walked == [1, 2, 1, marks.count() - 1, 0]
    page.keyboard.press("Enter")
    assert page.locator("#card li").count() > 0
    page.keyboard.press("Escape")


def test_the_mouse_shows_a_card_in_passing(reader: Visit) -> None:
    page = reader.page
    page.locator(".answer .n").nth(4).hover()
    reader.wait("!document.querySelector('#card').hidden")
    page.mouse.move(640, 5)
    reader.wait("document.querySelector('#card').hidden")


def test_on_a_phone_it_is_a_sheet_at_the_foot(phone: Visit) -> None:
    page, card = phone.page, phone.page.locator("#card")
    page.locator(".answer .n").first.tap()
    box = card.bounding_box()
    assert box["x"] == 0
    assert box["width"] == 360
    assert round(box["y"] + box["height"]) == 780
    assert box["height"] <= 0.65 * 780
    close = card.locator(".x")
    assert close.is_visible()
    close.tap()
    assert card.is_hidden()


def test_every_opener_opens_claims(reader: Visit) -> None:
    openers, wrong = reader.js(OPEN_EACH)
    assert openers > 700
    assert wrong == []


def test_numbers_for_everything_lead_to_the_records(reader: Visit) -> None:
    page = reader.page
    page.locator(".strip a.all").first.click()
    assert page.url.endswith("#records")
    reader.wait("document.querySelector('#all').open")
    assert page.locator("#recs .rec").first.is_visible()


def test_on_an_earlier_day_no_card_knows_more(visits: Visits) -> None:
    visit = visits("desk")
    for stop in range(2):
        visit.page.locator("[data-stop]").nth(stop).click()
        visit.wait("n => document.querySelectorAll('[data-stop]')[n].getAttribute('aria-current') === 'true'", stop)
        openers, wrong = visit.js(LATER)
        assert openers > 50
        assert wrong == []


def test_a_citation_can_be_copied(visits: Visits) -> None:
    visit = visits("desk", permissions=["clipboard-read", "clipboard-write"])
    page = visit.page
    copied = {}
    page.locator(".acts [data-cite]").click()
    copied["dossier"] = visit.js("navigator.clipboard.readText()")
    page.locator(".fig[data-fig='2.1'] [data-cite]").click()
    copied["figure"] = visit.js("navigator.clipboard.readText()")
    page.locator(".answer .n").first.click()
    page.locator("#card [data-cite]").first.click()
    copied["record"] = visit.js("navigator.clipboard.readText()")
    assert copied["dossier"].startswith("Venezuela and Russia: military partnership dossier. As of 23 November 2026.")
    assert "Figure 2.1: Deliveries" in copied["figure"]
    assert "SIPRI" in copied["figure"]
    assert copied["record"].endswith(f"In: {copied['dossier']}")
    assert visit.js("document.querySelector('#live').textContent") == "Citation copied"
