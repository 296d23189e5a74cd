"""Finding one's way: addresses of records and claims, the way back, the search."""

from __future__ import annotations

import pytest

from browser.conftest import Visit, Visits

IN_VIEW = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.height > 0 && box.top >= 50 && box.top < innerHeight;
}"""


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_address_of_a_record_opens_it(visits: Visits, size: str) -> None:
    visit = visits(size, fragment="r-RU-053")
    assert visit.js("document.querySelector('#all').open")
    visit.wait(IN_VIEW, "r-RU-053")
    assert visit.page.locator("#r-RU-053 li").count() > 0


def test_the_address_of_a_claim_opens_it(visits: Visits) -> None:
    visit = visits("desk", fragment="k500")
    visit.wait(IN_VIEW, "k500")


def test_the_address_of_a_section_leads_there(visits: Visits) -> None:
    visit = visits("desk", fragment="perspectives")
    visit.wait(IN_VIEW, "perspectives")
    visit.wait("document.querySelector('.nav a.on')?.hash === '#perspectives'")


def test_an_unknown_address_opens_the_page(visits: Visits) -> None:
    visit = visits("desk", fragment="no-such-%E2%98%83-record")
    assert visit.errors == []
    assert visit.page.locator("h1").is_visible()


def test_the_back_button_goes_back(visits: Visits) -> None:
    visit = visits("desk", fragment="r-RU-053")
    visit.wait(IN_VIEW, "r-RU-053")
    visit.js("location.hash = '#r-RU-001'")
    visit.wait(IN_VIEW, "r-RU-001")
    visit.page.go_back()
    visit.wait(IN_VIEW, "r-RU-053")
    visit.page.go_forward()
    visit.wait(IN_VIEW, "r-RU-001")


def test_opening_numbers_leaves_no_trail(visits: Visits) -> None:
    """Cards and navigation do not fill the history: one step back leaves the page."""
    visit = visits("desk")
    before = visit.js("history.length")
    visit.page.locator(".answer .n").first.click()
    visit.page.keyboard.press("Escape")
    for name in ("hardware", "evidence"):
        visit.page.locator(f".nav a[href='#{name}']").click()
    assert visit.js("history.length") == before
    assert visit.page.url.endswith("#evidence")


def test_navigation_marks_where_the_reader_is(visits: Visits) -> None:
    visit = visits("desk")
    for name in ("cooperation", "genesis"):
        visit.page.locator(f".nav a[href='#{name}']").click()
        visit.wait("name => document.querySelector('.nav a[aria-current=true]')?.hash === '#' + name", name)
        visit.wait(IN_VIEW, name)
    assert visit.page.locator(".nav a[aria-current]").count() == 1


@pytest.fixture(scope="module")
def searched(visits: Visits) -> Visit:
    return visits("desk")


def shown(visit: Visit) -> list[str]:
    found: list[str] = visit.js(
        "[...document.querySelectorAll('#recs .rec')].filter(r => r.getClientRects().length).map(r => r.textContent)"
    )
    return found


def test_the_search_keeps_the_records_that_hold_the_words(searched: Visit) -> None:
    page = searched.page
    whole = page.locator("#recs .rec").count()
    page.locator("#q").fill("  tor-M1 ")
    found = shown(searched)
    assert 0 < len(found) < whole
    assert all("tor-m1" in one.lower() for one in found)
    missed = searched.js(
        """() => [...document.querySelectorAll('#recs .rec')]
          .filter(r => !r.getClientRects().length && r.textContent.toLowerCase().includes('tor-m1')).length"""
    )
    assert missed == 0
    assert page.locator("#qn").inner_text() == f"{len(found)} records"
    page.locator("#q").fill("no such words anywhere")
    assert shown(searched) == []
    assert page.locator("#qn").inner_text() == "0 records"
    page.locator("#q").fill("")
    assert len(shown(searched)) == whole
    assert page.locator("#qn").inner_text() == ""


def test_a_record_that_the_search_left_out_still_has_its_address(searched: Visit) -> None:
    searched.page.locator("#q").fill("Tor-M1")
    searched.js("location.hash = '#r-RU-001'")
    searched.wait(IN_VIEW, "r-RU-001")
    assert searched.page.locator("#q").input_value() == ""


def test_on_an_earlier_day_the_search_finds_what_was_known(searched: Visit) -> None:
    page = searched.page
    page.locator("#q").fill("Pantsir")
    now = len(shown(searched))
    page.locator("[data-stop]").first.click()
    searched.wait("document.querySelector('[data-stop]').getAttribute('aria-current') === 'true'")
    page.locator("#q").fill("Pantsir-")
    page.locator("#q").fill("Pantsir")
    then = shown(searched)
    assert len(then) < now
    assert page.locator("#qn").inner_text() == f"{len(then)} record{'' if len(then) == 1 else 's'}"
    later = searched.js("[...document.querySelectorAll('#recs .later-r')].at(-1).id")
    searched.js("id => { location.hash = '#' + id; }", later)
    searched.wait(IN_VIEW, later)  # the address of what was learnt later leads to the newest day
    assert searched.js("document.querySelector('#next').disabled")
