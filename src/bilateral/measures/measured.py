"""A number with its interval, unit, grade and the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bilateral.evidence.records import Cell, Said


class Measured(msgspec.Struct, frozen=True):
    """A number that carries its evidence.

    best: None where only bounds are known. low, high: hull of the numbers that claims which count name.
    is_open: one of them sets no upper bound. has_floor: the low end is named, not the far side of an "up to".
    unit: what it counts, a currency code for money. words: how the leading claim words it. when: the time it
    speaks of (EDTF). claims: ids of every claim behind it. is_weak: no claim behind it counts.
    """

    best: float | None
    low: float | None
    high: float | None
    unit: str
    claims: tuple[str, ...]
    letter: str = ""
    digit: int = 0
    is_conflict: bool = False
    is_weak: bool = False
    is_open: bool = False
    has_floor: bool = True
    words: str = ""
    qualifier: str = ""
    when: str = ""


def measured(cell: Cell) -> Measured:
    """The number of one record."""
    return Measured(
        best=cell.best,
        low=cell.interval_low if not cell.is_weak else cell.low,
        high=cell.interval_high if not cell.is_weak else cell.high,
        is_open=cell.is_open if not cell.is_weak else cell.high is None,
        has_floor=cell.is_weak or cell.has_floor,
        unit=cell.unit,
        claims=cell.ids,
        letter=cell.letter,
        digit=cell.digit,
        is_conflict=cell.is_conflict,
        is_weak=cell.is_weak,
        words=cell.words,
        qualifier=cell.qualifier,
        when=cell.when,
    )


def of_claim(claim: Said) -> Measured:
    """The number of one claim, with the bounds of its own wording."""
    return Measured(
        best=claim.best,
        low=claim.best if claim.best is not None else claim.low,
        high=claim.best if claim.best is not None else (claim.high if claim.high is not None else claim.low),
        is_open=claim.high is None and claim.best is None,
        unit=claim.unit,
        claims=(claim.claim_id,),
        letter=claim.letter,
        digit=claim.digit,
        is_weak=not claim.counts,
        words=claim.words,
        qualifier=claim.qualifier,
        when=claim.when,
    )


def total(parts: Iterable[Measured], unit: str) -> Measured | None:
    """The sum of numbers of one stage and unit, interval by interval; None of nothing."""
    items = list(parts)
    if not items:
        return None
    bests = [one.best for one in items]
    highs = [one.high for one in items]
    return Measured(
        best=sum(value for value in bests if value is not None) if None not in bests else None,
        low=sum(one.low or 0 for one in items),
        high=sum(value for value in highs if value is not None) if None not in highs else None,
        unit=unit,
        claims=tuple(dict.fromkeys(claim for one in items for claim in one.claims)),
        letter=max(one.letter for one in items),
        digit=max(one.digit for one in items),
        is_conflict=any(one.is_conflict for one in items),
        is_weak=any(one.is_weak for one in items),
        is_open=any(one.is_open for one in items),
    )


def difference(whole: Measured, part: Measured | None) -> Measured:
    """What is left of a number when another is taken away, none at least; the interval takes in both intervals.

    Where no upper bound is set for what is taken away, only an upper bound is known of what is left.
    """
    if part is None:
        return whole
    best = max(whole.best - part.best, 0) if whole.best is not None and part.best is not None else None
    most = None if part.is_open else part.high
    low = max((whole.low or 0) - most, 0) if most is not None else 0
    high = max(whole.high - (part.low or 0), 0) if whole.high is not None else None
    return Measured(
        best=best,
        low=low,
        high=high,
        unit=whole.unit,
        claims=tuple(dict.fromkeys((*whole.claims, *part.claims))),
        letter=max(whole.letter, part.letter),
        digit=max(whole.digit, part.digit),
        is_conflict=whole.is_conflict or part.is_conflict,
        is_open=whole.is_open,
        qualifier="at_most" if most is None and best is None and not whole.is_open else "",
    )
