"""The page asks for nothing and complains of nothing, in any setting, and hides nothing in any of them."""

from __future__ import annotations

import pytest

from browser.conftest import Visit, Visits

SHOWN = """() => [...document.querySelectorAll('h1, h2, h3, .answer p, .strip .sv, figcaption, .find')]
  .filter(e => !e.closest('#recs, #card, [hidden]'))
  .map(e => [e, e.getBoundingClientRect(), getComputedStyle(e)])
  .filter(([e, box, look]) => box.width < 2 || box.height < 2 || look.visibility !== 'visible' || +look.opacity === 0)
  .map(([e]) => e.outerHTML.slice(0, 120))"""
"""What should be seen and is not."""

COLOURS = """() => ['h1', '.answer p', '.answer .n', '.find', 'figcaption', '.lad th'].map(s => {
  const look = getComputedStyle(document.querySelector(s));
  return [s, look.color, getComputedStyle(document.body).backgroundColor];
})"""


def use_everything(visit: Visit) -> None:
    """Open a card, go to an earlier day and back, search, switch the colours."""
    page = visit.page
    page.locator(".answer .n").first.click()
    page.keyboard.press("Escape")
    first = visit.js("document.querySelector('[data-stop]').dataset.stop")
    page.locator("#prev").click()
    visit.wait("document.querySelector('#next').disabled === false")
    page.locator("[data-stop]").first.click()
    visit.wait("day => !document.querySelector(`.state[data-asof='${day}']`)?.hidden", first)
    page.locator("#q").fill("Tor-M1")
    visit.wait("document.querySelector('#qn').textContent !== ''")
    page.locator("#theme").click()


@pytest.mark.parametrize(("size", "scheme", "offline"), [("desk", "light", True), ("phone", "dark", False)])
def test_no_request_and_no_complaint(visits: Visits, size: str, scheme: str, offline: bool) -> None:
    visit = visits(size, color_scheme=scheme, offline=offline)
    use_everything(visit)
    assert visit.requests == []
    assert visit.errors == []
    assert visit.js(SHOWN) == []


def test_fonts_are_the_pages_own(desk: Visit) -> None:
    desk.js("document.fonts.ready.then(() => true)")
    faces = desk.js(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replace(/\\W+/g, ' ').trim())"
    )
    assert set(faces) == {"Bilateral Sans", "Bilateral Serif"}
    assert desk.js("[...document.fonts].filter(f => f.status === 'error').length") == 0


def luminance(colour: str) -> float:
    red, green, blue = (int(one) for one in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def changed(visits: Visits) -> Visit:
    """A page whose reader changes settings while it is open."""
    return visits("desk")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_and_the_button_overrides(visits: Visits, scheme: str) -> None:
    visit = visits("desk", color_scheme=scheme)
    button = visit.page.locator("#theme")
    assert (luminance(visit.js(GROUND)) > 0.5) == (scheme == "light")
    assert button.get_attribute("aria-pressed") == str(scheme == "dark").lower()
    named = button.inner_text()
    assert named == {"light": "Dark", "dark": "Light"}[scheme]
    button.click()
    assert (luminance(visit.js(GROUND)) > 0.5) == (scheme == "dark")
    assert button.inner_text() != named
    button.click()
    assert (luminance(visit.js(GROUND)) > 0.5) == (scheme == "light")


def test_the_button_keeps_its_word_when_the_system_changes(changed: Visit) -> None:
    """It says what a press would bring, also after night falls."""
    changed.page.emulate_media(color_scheme="dark")
    changed.wait("document.querySelector('#theme').textContent === 'Light'")
    assert luminance(changed.js(GROUND)) < 0.5
    changed.page.emulate_media(color_scheme="light")
    changed.wait("document.querySelector('#theme').textContent === 'Dark'")


@pytest.mark.parametrize("setting", [{"reduced_motion": "reduce"}, {"forced_colors": "active"}, {"contrast": "more"}])
def test_settings_of_the_reader_hide_nothing(changed: Visit, setting: dict[str, str]) -> None:
    changed.page.emulate_media(**setting)
    assert changed.js(SHOWN) == []
    for name, ink, ground in changed.js(COLOURS):
        assert abs(luminance(ink) - luminance(ground)) > 0.3, name
    changed.page.locator(".answer .n").first.click()
    assert changed.page.locator("#card").is_visible()
    changed.page.keyboard.press("Escape")
    changed.page.emulate_media(**dict.fromkeys(setting, "null"))


def test_reduced_motion_jumps(changed: Visit) -> None:
    look = "getComputedStyle(document.documentElement).scrollBehavior"
    changed.page.emulate_media(reduced_motion="reduce")
    assert changed.js(look) == "auto"
    changed.page.emulate_media(reduced_motion="no-preference")
    assert changed.js(look) == "smooth"


def test_forced_colours_keep_marks_apart_from_the_ground(changed: Visit) -> None:
    """Bars and dots of the pictures are still drawn in something that is not the ground."""
    changed.page.emulate_media(forced_colors="active")
    drawn = ".chart svg .sup1, .chart svg .tp, .chart svg .axl, .strip svg rect"
    faint = changed.js(
        """marks => [...document.querySelectorAll(marks)]
          .filter(e => e.getClientRects().length && e.closest('svg').getClientRects().length)
          .map(e => [getComputedStyle(e), e]).filter(([look]) => {
            const ground = getComputedStyle(document.body).backgroundColor;
            return [look.fill, look.stroke].every(one => one === 'none' || one === ground);
          }).map(([, e]) => e.outerHTML.slice(0, 90))""",
        drawn,
    )
    changed.page.emulate_media(forced_colors="none")
    assert changed.page.locator(drawn).count() > 10
    assert faint == []


@pytest.fixture(scope="module")
def plain(visits: Visits) -> Visit:
    """The page with scripts off."""
    return visits("desk", java_script_enabled=False)


def test_without_scripts_the_page_reads(plain: Visit) -> None:
    page = plain.page
    assert page.locator("h1").inner_text() == "Venezuela and Russia"
    assert len(page.locator(".answer").inner_text()) > 400
    for heading in page.locator("section h2").all():
        assert heading.is_visible()
    for one in ("#theme", "#print", ".stepper", "#asof", ".find-row", "[data-cite]", "[data-stop]"):
        assert not any(found.is_visible() for found in page.locator(one).all()), f"{one} does nothing without scripts"
    pictures = page.locator(".at-wide > svg, .chart > svg")
    assert pictures.count() > 5
    assert all(one.is_visible() for one in pictures.all())


def test_without_scripts_numbers_lead_to_their_record(plain: Visit) -> None:
    """A number is a link to an anchor; the browser opens what is folded around it."""
    page = plain.page
    number = page.locator(".answer .n").first
    target = (number.get_attribute("href") or "").removeprefix("#")
    number.click()
    assert page.url.endswith(f"#{target}")
    record = page.locator(f"[id='{target}']")
    assert record.count() == 1
    summary = page.locator("#all > summary")
    if not record.is_visible():
        summary.click()
    assert record.is_visible()
    assert record.locator("li .gr").count() > 0


def test_without_scripts_every_claim_can_be_reached(plain: Visit) -> None:
    page = plain.page
    if page.locator("#all").get_attribute("open") is None:
        page.locator("#all > summary").click()
    claims = page.locator("#recs li")
    assert claims.count() > 900
    heights = [one.bounding_box() for one in (claims.first, claims.nth(claims.count() // 2), claims.last)]
    assert all(box and box["height"] > 20 for box in heights)
