"""Going to an earlier day: everything on the page is of that day, and the way back restores it."""

from __future__ import annotations

from typing import Any

import pytest

from browser.conftest import Visit, Visits

DAYS = ("2010-12-31", "2019-12-31", "2026-11-23")
WORDS = {"2010-12-31": "31 December 2010", "2019-12-31": "31 December 2019", "2026-11-23": "23 November 2026"}

LOOK = """() => ({
  day: [...document.querySelectorAll('.state')].filter(s => !s.hidden).map(s => s.dataset.asof),
  answer: document.querySelector('.state:not([hidden]) .answer').textContent,
  strip: [...document.querySelectorAll('.state:not([hidden]) .strip .sv')].map(e => e.textContent),
  titles: [...document.querySelectorAll('.state:not([hidden]) .fig h3')].map(e => e.textContent.trim()),
  sections: document.querySelector('.state.sections:not([hidden])').innerText,
  said: [...document.querySelectorAll('.day')].map(e => e.textContent),
  title: document.title,
  foot: document.querySelector('#page-foot').textContent,
  slider: document.querySelector('#asof').getAttribute('aria-valuetext'),
  ends: [document.querySelector('#prev').disabled, document.querySelector('#next').disabled],
  current: [...document.querySelectorAll('[data-stop][aria-current=true]')].map(b => b.dataset.stop),
  claims: [...document.querySelectorAll('#recs li')].filter(li => !li.hidden).map(li => li.dataset.k),
})"""


def at(visit: Visit, day: str) -> dict[str, Any]:
    """The page once it has come to a day."""
    visit.wait("day => document.querySelector(`[data-stop='${day}']`).getAttribute('aria-current') === 'true'", day)
    found: dict[str, Any] = visit.js(LOOK)
    return found


@pytest.fixture(scope="module")
def traveller(visits: Visits) -> Visit:
    return visits("desk")


@pytest.fixture
def then(traveller: Visit) -> Visit:
    """A page whose reader goes to other days, at the newest one."""
    traveller.js("day => document.querySelector(`[data-stop='${day}']`).click()", DAYS[2])
    at(traveller, DAYS[2])
    return traveller


@pytest.mark.parametrize("day", DAYS[:2])
def test_a_stop_changes_everything_and_back_restores(then: Visit, day: str) -> None:
    page = then.page
    newest = at(then, DAYS[2])
    page.locator(f"[data-stop='{day}']").click()
    earlier = at(then, day)
    assert earlier["day"] == [day] * 3
    assert earlier["answer"] != newest["answer"]
    assert earlier["strip"] != newest["strip"]
    assert earlier["sections"] != newest["sections"]
    assert set(earlier["said"]) == {WORDS[day]}
    assert len(earlier["said"]) == 2
    assert earlier["title"].endswith(f"as of {WORDS[day]}")
    assert f"as of {WORDS[day]}" in earlier["foot"]
    assert earlier["slider"] == WORDS[day]
    assert earlier["current"] == [day]
    assert earlier["ends"] == [day == DAYS[0], False]
    assert max(earlier["claims"]) <= day
    assert len(earlier["claims"]) < len(newest["claims"])
    assert then.js("document.querySelector('#live').textContent") == f"As of {WORDS[day]}"
    assert page.locator("#asof-mini").inner_text() == page.locator(f"[data-stop='{day}']").inner_text()
    page.locator(f"[data-stop='{DAYS[2]}']").click()
    assert at(then, DAYS[2]) == newest


def test_the_newest_day_has_words_of_its_own_day(visits: Visits) -> None:
    newest = at(visits("desk"), DAYS[2])
    assert newest["said"] == [WORDS[DAYS[2]]] * 2
    assert newest["title"].endswith(f"as of {WORDS[DAYS[2]]}")
    assert newest["ends"] == [False, True]


def test_the_slider_listens_to_keys(then: Visit) -> None:
    page = then.page
    slider = page.locator("#asof")
    slider.focus()
    for key, day in (
        ("ArrowLeft", DAYS[1]), ("PageDown", DAYS[0]), ("ArrowDown", DAYS[0]), ("ArrowUp", DAYS[1]), ("End", DAYS[2]),
        ("Home", DAYS[0]), ("PageUp", DAYS[1]), ("ArrowRight", DAYS[2]),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert at(then, day)["day"] == [day] * 3, key
    assert slider.evaluate("e => e === document.activeElement")


def test_the_handle_snaps_to_the_nearest_day(then: Visit) -> None:
    page = then.page
    box = page.locator("#asof").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    assert at(then, DAYS[0])["current"] == [DAYS[0]]
    share = then.js("+document.querySelector('#asof').value / 1000")
    assert share == pytest.approx(then.js("+document.querySelector('[data-stop]').dataset.at"), abs=0.002)
    box = page.locator("#asof").bounding_box()  # a shorter answer has moved it
    page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    assert at(then, DAYS[2])["current"] == [DAYS[2]]


def test_steps_in_quick_succession_all_count(visits: Visits) -> None:
    """The second step comes while the first is still unfolding earlier days."""
    visit = visits("desk")
    visit.js("document.querySelector('#prev').click(), document.querySelector('#prev').click()")
    assert at(visit, DAYS[0])["day"] == [DAYS[0]] * 3


def test_the_last_choice_wins(visits: Visits) -> None:
    visit = visits("desk")
    visit.js(
        """days => days.forEach(day => document.querySelector(`[data-stop='${day}']`).click())""",
        [DAYS[0], DAYS[1], DAYS[2]],
    )
    visit.wait("document.querySelectorAll('.state').length === 9")
    assert at(visit, DAYS[2])["day"] == [DAYS[2]] * 3


def test_a_page_whose_fold_is_broken_stays_whole(visits: Visits) -> None:
    """An old browser cannot unfold earlier days: it keeps the newest one and says nothing else."""
    visit = visits("desk")
    visit.js("document.querySelector('#folded').textContent = '!'")
    visit.page.locator("#prev").click()
    visit.wait("document.documentElement.classList.contains('nofold')")
    shown = visit.js(LOOK)
    assert shown["day"] == [DAYS[2]] * 3
    assert shown["said"] == [WORDS[DAYS[2]]] * 2
    assert not visit.page.locator("#asof").is_visible()
    assert not visit.page.locator(".stepper").is_visible()


def test_ids_stay_unique_once_unfolded(then: Visit) -> None:
    then.page.locator(f"[data-stop='{DAYS[0]}']").click()
    at(then, DAYS[0])
    double = then.js(
        """() => { const all = [...document.querySelectorAll('[id]')].map(e => e.id);
                   return all.filter((one, place) => all.indexOf(one) !== place); }"""
    )
    assert double == []


def test_sections_of_the_day_answer_to_the_navigation(then: Visit) -> None:
    page = then.page
    page.locator(f"[data-stop='{DAYS[0]}']").click()
    at(then, DAYS[0])
    page.locator(".nav a[href='#evidence']").click()
    top = page.locator(".state:not([hidden]) .sec[data-key=evidence]").bounding_box()["y"]
    assert 0 <= top < 450


def test_a_citation_copied_then_says_when_it_was_read(visits: Visits) -> None:
    visit = visits("desk", permissions=["clipboard-read", "clipboard-write"])
    visit.page.locator(f"[data-stop='{DAYS[0]}']").click()
    at(visit, DAYS[0])
    visit.page.locator(".acts [data-cite]").click()
    assert f"Read as of {WORDS[DAYS[0]]}." in visit.js("navigator.clipboard.readText()")


def test_on_a_phone_earlier_days_keep_their_narrow_pictures(visits: Visits) -> None:
    visit = visits("phone")
    visit.page.locator("#prev").tap()
    at(visit, DAYS[1])
    pictures = visit.page.locator(".state:not([hidden]) .chart svg[role=group]:visible")
    assert pictures.count() > 5
    assert all(box and box["x"] + box["width"] <= 361 for box in (one.bounding_box() for one in pictures.all()))
