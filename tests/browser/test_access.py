"""For screen readers: roles, names, order; axe where it is installed."""

from __future__ import annotations

from typing import Any

import pytest

from browser.conftest import Visit, Visits

AXE = """([context, options]) => axe.run(context, options).then(found => found.violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 120), one.nodes[0].failureSummary]))"""


@pytest.fixture(scope="module")
def rules() -> str:
    """axe as the Python package carries it; nothing is fetched."""
    from pathlib import Path

    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")


THIN = """() => {
  document.querySelectorAll('.state[hidden], #recs .rec:nth-child(n+4)').forEach(e => e.remove());
  for (const rows of ['tbody tr', '.chron li', '.mind li', '.lst li', '.topic'])
    document.querySelectorAll(rows).forEach(e => {
      if ([...e.parentElement.children].indexOf(e) > 14) e.remove();
    });
}"""
"""axe reads every element many times: of long lists the beginning must do."""


def violations(visit: Visit, axe: str, tags: list[str], *left_out: str, context: str = "body") -> list[Any]:
    """What axe holds to be serious, by tags or by single rules."""
    kind = "tag" if tags[0].startswith("wcag") else "rule"
    options = {"runOnly": {"type": kind, "values": tags}, "rules": {one: {"enabled": False} for one in left_out}}
    visit.js(THIN)
    visit.js(axe)
    found: list[Any] = visit.js(AXE, [context, options])
    return found


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def test_axe_finds_nothing_serious(visits: Visits, rules: str) -> None:
    visit = visits("desk")
    visit.js("document.querySelector('#all').open = true")
    assert violations(visit, rules, TAGS, "color-contrast") == []
    visit.page.locator(".answer .n").first.click()
    assert violations(visit, rules, TAGS, context="#card") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(visits: Visits, rules: str, scheme: str) -> None:
    visit = visits("desk", color_scheme=scheme)
    assert violations(visit, rules, ["color-contrast"]) == []


def test_targets_on_a_phone_keep_their_distance(visits: Visits, rules: str) -> None:
    assert violations(visits("phone"), rules, ["target-size"]) == []


def test_landmarks(desk: Visit) -> None:
    page = desk.page
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("contentinfo").count() == 1
    assert page.get_by_role("navigation", name="Sections").count() == 1
    names = page.get_by_role("region").evaluate_all(
        """all => all.map(e => e.getAttribute('aria-label')
          || document.getElementById(e.getAttribute('aria-labelledby')).textContent)"""
    )
    assert {"As of", "State of the evidence", "How to read", "Genesis", "Records"} <= set(names)
    assert len(names) == len(set(names))


def test_everything_that_can_be_used_has_a_name(desk: Visit) -> None:
    page = desk.page
    for name in ("Copy citation", "Print", "Dark", "Earlier date", "Later date", "23 Nov 2026"):
        assert page.get_by_role("button", name=name, exact=True).count() >= 1, name
    assert page.get_by_role("slider", name="As-of date").count() == 1
    assert page.get_by_role("searchbox", name="Search the records").count() == 1
    assert page.get_by_role("group", name="As-of date").count() == 1
    nameless = desk.js(
        """() => [...document.querySelectorAll('button, a[href], summary, input')]
          .filter(e => e.getClientRects().length && !e.closest('[aria-hidden=true]'))
          .filter(e => !(e.getAttribute('aria-label') || e.textContent || e.labels?.[0]?.textContent || '').trim())
          .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert nameless == []


def test_the_card_is_a_dialog_with_a_name(visits: Visits) -> None:
    visit = visits("desk")
    dialog = visit.page.get_by_role("dialog", name="Claims behind this number")
    assert dialog.count() == 0
    visit.page.locator(".answer .n").first.click()
    assert dialog.count() == 1
    assert dialog.get_by_role("button", name="Close").count() == 1


def test_marks_of_a_picture_are_read_as_links_with_words(desk: Visit) -> None:
    picture = desk.page.get_by_role("group", name="Deliveries by year, million TIV").locator("visible=true").first
    names = picture.get_by_role("link").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert any(name.startswith("2013: ") and name.endswith("million TIV") for name in names)
    assert any(name.endswith("none found") for name in names)


def test_pictures_that_mean_nothing_are_not_read(desk: Visit) -> None:
    tree = desk.page.locator(".keys").aria_snapshot()
    assert "Best value and interval" in tree
    assert "img" not in tree
