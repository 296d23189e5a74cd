"""From days and numbers to pixels."""

from __future__ import annotations

import datetime as dt
import math

from markupsafe import Markup

from bilateral.dossier.draw import svg
from bilateral.dossier.draw.text import width
from bilateral.dossier.markup import join
from bilateral.evidence.quantity import number_words


class TimeScale:
    """Days to pixels, from the first of January of one year to the end of another."""

    def __init__(self, first_year: int, last_year: int, left: float, right: float) -> None:
        self.first_year, self.last_year = first_year, last_year
        self.left, self.right = left, right
        self._start = dt.date(first_year, 1, 1).toordinal()
        self._days = dt.date(last_year, 12, 31).toordinal() + 1 - self._start

    def __call__(self, day: dt.date, *, end: bool = False) -> float:
        """The pixel of a day's beginning, or of its end."""
        share = (day.toordinal() + (1 if end else 0) - self._start) / self._days
        return self.left + max(0.0, min(share, 1.0)) * (self.right - self.left)

    def year(self, year: int) -> float:
        return self(dt.date(year, 1, 1))

    @property
    def step(self) -> float:
        """Pixels a year."""
        return (self.right - self.left) / (self.last_year - self.first_year + 1)

    def ticks(self) -> list[int]:
        """Years to name: every fifth, or every tenth where five years are narrow."""
        each = 5 if self.step * 5 >= 40 else 10
        return [year for year in range(self.first_year, self.last_year + 1) if year % each == 0]


class LinearScale:
    """Numbers from zero to pixels, with round ticks."""

    def __init__(self, top: float, low_pixel: float, high_pixel: float, ticks: int = 4) -> None:
        self.step = _round_step(max(top, 1e-9) / ticks)
        self.top = max(math.ceil(top / self.step - 1e-9), 1) * self.step
        self.low_pixel, self.high_pixel = low_pixel, high_pixel

    def __call__(self, value: float) -> float:
        return self.low_pixel + (value / self.top) * (self.high_pixel - self.low_pixel)

    def ticks(self) -> list[float]:
        return [self.step * place for place in range(1, round(self.top / self.step) + 1)]


def _round_step(rough: float) -> float:
    size = 10 ** math.floor(math.log10(rough))
    return float(next(size * lead for lead in (1, 2, 2.5, 5, 10) if size * lead >= rough - 1e-9))


def year_axis(scale: TimeScale, y: float, *, grid_to: float | None = None) -> Markup:
    """Names of years, and faint lines down to `grid_to` at each year named."""
    parts = []
    for year in scale.ticks():
        x = scale.year(year)
        if grid_to is not None:
            parts.append(svg.line(x, y + 6, x, grid_to, "g"))
        anchor = "start" if x - scale.left < width(str(year)) / 2 else "middle"
        parts.append(svg.text(x, y, str(year), "ax", anchor))
    return join(parts)


def value_axis(scale: LinearScale, left: float, right: float, x: float) -> Markup:
    """Horizontal grid lines with their numbers at the left."""
    parts = []
    for tick in scale.ticks():
        parts.append(svg.line(left, scale(tick), right, scale(tick), "g"))
        parts.append(svg.text(x, scale(tick) + 4, number_words(tick), "ax", "end"))
    return join(parts)
