"""Nothing runs over an edge, meets its neighbour or is too small for a finger, from phone to desk."""

from __future__ import annotations

from typing import Any

import pytest

from browser.conftest import Visit, Visits

WIDTHS = (360, 600, 768, 1024, 1280, 1600)

OVER_THE_EDGE = """() => [...document.querySelectorAll(
    'h1, h2, h3, p, li, dt, dd, th, td, button, output, input, summary, figcaption, a.n')]
  .filter(e => e.getClientRects().length && !e.closest('.sr, .skip, .nav, .scroll, .slider, #recs'))
  .map(e => [e.getBoundingClientRect(), e])
  .filter(([box]) => box.right > document.documentElement.clientWidth + 1 || box.left < -4)
  .map(([box, e]) => [e.tagName, e.textContent.slice(0, 60), Math.round(box.left), Math.round(box.right)])"""

CUT = """() => [...document.querySelectorAll(
    '.head h1, .head p, .answer p, .strip p, .band p, .band button, .facts dd, .sec h2, .fig h3, .find')]
  .filter(e => e.getClientRects().length && !e.closest('.sr, #recs'))
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'
    || getComputedStyle(e).overflow === 'hidden' && e.scrollHeight > e.clientHeight + 1)
  .map(e => e.textContent.slice(0, 80))"""

MEETING = """() => {
  const boxes = e => {
    const range = document.createRange();
    range.selectNodeContents(e);
    return [...range.getClientRects()].filter(b => b.width > 1)
      .map(b => ({e, l: b.left + .5, r: b.right - .5, t: b.top + b.height * .2, b: b.bottom - b.height * .2}));
  };
  const meet = (p, q) => p.l < q.r && q.l < p.r && p.t < q.b && q.t < p.b;
  const groups = [
    ...[...document.querySelectorAll('svg')].map(g => [...g.querySelectorAll('text')]),
    ...[...document.querySelectorAll('.lad tr')].map(g => [...g.querySelectorAll('.yr, .qt, .gr, .q .n, .q0, th')]),
    ...[...document.querySelectorAll('.speaker')].map(g => [g.querySelector('summary'), g.querySelector('.q0')]),
    [...document.querySelectorAll('.head h1, .head .sub, .head .answer p, .head dd, .head dt, .acts button')],
    [...document.querySelectorAll('.asof h2, .asof p, .asof .ax, .stops button')],
    [...document.querySelectorAll('.strip p, .strip text')],
    [...document.querySelectorAll('.bar a, .bar output, .bar button')].filter(e => !e.closest('.nav')),
  ];
  const found = [];
  for (const group of groups) {
    const all = group.filter(e => e.getClientRects().length && e.textContent.trim()).flatMap(boxes);
    for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
      const [p, q] = [all[i], all[j]];
      if (p.e !== q.e && !p.e.contains(q.e) && !q.e.contains(p.e) && meet(p, q))
        found.push([p.e.textContent.slice(0, 40), q.e.textContent.slice(0, 40)]);
    }
  }
  return found;
}"""

DOTS_ON_WORDS = """() => {
  const found = [];
  for (const g of document.querySelectorAll('.chart svg[role=group]')) {
    if (!g.getClientRects().length) continue;
    const words = [...g.querySelectorAll('text')].map(e => [e, e.getBoundingClientRect()]);
    for (const dot of g.querySelectorAll('circle')) {
      const d = dot.getBoundingClientRect();
      for (const [e, w] of words) {
        const k = w.height * .2;
        if (d.left + 1 < w.right && w.left < d.right - 1 && d.top + 1 < w.bottom - k && w.top + k < d.bottom - 1)
          found.push([g.getAttribute('aria-label'), e.textContent]);
      }
    }
  }
  return found;
}"""

SMALL_TARGETS = """() => [...document.querySelectorAll(
    'button, summary, input, .nav a, .strip a, .lad .yr a, .lad .qt a')]
  .filter(e => e.getClientRects().length && !e.closest('#recs, #card'))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([e, box]) => [e.tagName, e.textContent.slice(0, 40), Math.round(box.width), Math.round(box.height)])"""


@pytest.fixture(scope="module", params=WIDTHS)
def sized(request: pytest.FixtureRequest, visits: Visits) -> Visit:
    """The page at each width."""
    width: int = request.param
    return visits("phone" if width == 360 else "desk", width=width)


def test_the_page_does_not_scroll_sideways(sized: Visit) -> None:
    wide, room = sized.js("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room
    assert sized.js(OVER_THE_EDGE) == []


def test_no_text_is_cut(sized: Visit) -> None:
    assert sized.js(CUT) == []


def test_no_text_meets_another(sized: Visit) -> None:
    assert sized.js(MEETING) == []


def test_no_dot_stands_on_a_word(sized: Visit) -> None:
    assert sized.js(DOTS_ON_WORDS) == []


def test_pictures_fit_their_column(sized: Visit) -> None:
    """One of the two drawings is shown, neither larger than its place nor shrunk to unreadable words."""
    pictures: list[list[Any]] = sized.js(
        """() => [...document.querySelectorAll('.chart svg[role=group]')].filter(g => g.getClientRects().length)
          .map(g => {
            const box = g.getBoundingClientRect(), scale = box.width / g.viewBox.baseVal.width;
            const sizes = [...g.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize) * scale);
            const room = document.documentElement.clientWidth;
            return [g.getAttribute('aria-label'), Math.min(...sizes), box.right <= room];
          })"""
    )
    assert len(pictures) > 5
    for label, smallest, fits in pictures:
        assert fits, label
        assert smallest >= 9.5, f"{label}: words of {smallest:.1f} px"
    missing = sized.js(
        """() => [...document.querySelectorAll('.chart, .slider')]
          .filter(c => c.getClientRects().length && c.querySelector('.at-wide'))
          .filter(c => [...c.querySelectorAll('.at-wide > svg, .at-narrow > svg')]
            .filter(g => g.getClientRects().length).length !== 1)
          .map(c => c.closest('.fig, .slider').className + c.closest('.fig')?.dataset.fig)"""
    )
    assert missing == []


def test_the_handle_stands_on_the_axis(sized: Visit) -> None:
    gap = sized.js(
        """() => {
          const handle = document.querySelector('#asof').getBoundingClientRect();
          const axis = [...document.querySelectorAll('.slider .axl')].find(e => e.getClientRects().length);
          const line = axis.getBoundingClientRect();
          return [handle.top + handle.height / 2 - (line.top + line.height / 2), line.left - handle.left - 11,
                  handle.right - 11 - line.right];
        }"""
    )
    assert gap == pytest.approx([0, 0, 0], abs=2)


def test_targets_on_a_phone_are_large_enough(phone: Visit) -> None:
    assert phone.js(SMALL_TARGETS) == []


def test_targets_on_a_phone_can_be_met(phone: Visit) -> None:
    """The middle of every link in the ladder belongs to that link."""
    missed = phone.js(
        """() => [...document.querySelectorAll('.lad a')].filter(e => e.getClientRects().length).filter(e => {
          e.scrollIntoView({block: 'center', behavior: 'instant'});
          const b = e.getClientRects()[0];
          const met = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);
          return !e.contains(met);
        }).map(e => e.textContent)"""
    )
    assert missed == []
