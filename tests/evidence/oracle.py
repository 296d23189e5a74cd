"""Resolving told again in plain Python, one cell at a time, slow and obvious: what the fast one is held against."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from bilateral.evidence.claim import CELL
from bilateral.evidence.ruling import Judgement

Row = dict[str, Any]
LEAD = (
    "low",
    "best",
    "high",
    "text",
    "words",
    "qualifier",
    "when",
    "when_low",
    "when_high",
    "letter",
    "digit",
    "known",
)


def resolve_slowly(
    claims: Iterable[Row], as_of: dt.date | None = None, judgements: Sequence[Judgement] = ()
) -> tuple[list[Row], dict[str, tuple[int | None, str]]]:
    """Records in the order of their leads' ids, and for each claim its record's number and its role."""
    known = sorted((one for one in claims if as_of is None or one["known"] <= as_of), key=lambda one: one["claim_id"])
    made = [one for one in judgements if as_of is None or one.made <= as_of]
    latest = sorted(made, key=lambda one: (one.made, one.judgement_id), reverse=True)
    ruled: dict[str, tuple[int, str]] = {}
    for place, ruling in enumerate(latest):
        ruled.setdefault(ruling.prefers, (place, ruling.judgement_id))

    cells: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for claim in known:
        cells[tuple(claim[name] for name in CELL)].append(claim)
    resolved = [(cell, found) for cell, rows in cells.items() if (found := _cell(rows, ruled)) is not None]
    resolved.sort(key=lambda one: one[1]["lead"])
    number = {cell: place for place, (cell, _) in enumerate(resolved)}
    voices = {one for _, found in resolved for one in found.pop("voices")}
    leads = {found["lead"] for _, found in resolved}
    links = {
        claim["claim_id"]: (number.get(tuple(claim[name] for name in CELL)), _role(claim, leads, voices, ruled))
        for claim in known
    }
    records = [{"cell": number[cell], **dict(zip(CELL, cell, strict=True)), **found} for cell, found in resolved]
    return records, links


def _is_asserted(claim: Row) -> bool:
    """A denial counts on whether a stage was reached and for its words; a denied number does not count."""
    if claim["modality"] == "denied":
        return claim["property"] == "reached" or claim["low"] is None
    return claim["modality"] == "asserted"


def _counts(claim: Row) -> bool:
    return claim["letter"] in ("A", "B", "C")


def _width(claim: Row) -> float:
    """How vague a claim is: the width of its number, or of its time where it gives none."""
    if claim["low"] is not None:
        return math.inf if claim["high"] is None else claim["high"] - claim["low"]
    if claim["when_low"] is None or claim["when_high"] is None:
        return math.inf
    return (claim["when_high"] - claim["when_low"]).days


def _late(claim: Row) -> int:
    return -claim["known"].toordinal()


def _cell(rows: list[Row], ruled: dict[str, tuple[int, str]]) -> Row | None:
    by_origin: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in rows:
        if _is_asserted(claim) or claim["claim_id"] in ruled:
            by_origin[claim["origin"]].append(claim)
    if not by_origin:
        return None

    def speaks(claim: Row) -> tuple[Any, ...]:
        if claim["claim_id"] in ruled:
            return (0, ruled[claim["claim_id"]][0])
        return (1, claim["letter"], _late(claim), claim["digit"], _width(claim), claim["claim_id"])

    def leads(claim: Row) -> tuple[Any, ...]:
        if claim["claim_id"] in ruled:
            return (0, ruled[claim["claim_id"]][0])
        return (1, claim["letter"], claim["digit"], _late(claim), _width(claim), claim["claim_id"])

    voices = [min(group, key=speaks) for group in by_origin.values()]
    lead = min(voices, key=leads)
    counting = [one for one in voices if _counts(one)]
    numbers = [one for one in counting if one["low"] is not None]
    dates = [one for one in counting if one["low"] is None]
    return {
        "lead": lead["claim_id"],
        **{name: lead[name] for name in LEAD},
        "interval_low": min((_first(one["best"], one["low"]) for one in numbers), default=None),
        "interval_high": max((_first(one["best"], one["high"], one["low"]) for one in numbers), default=None),
        "is_open": any(one["high"] is None for one in numbers),
        "interval_from": min((one["when_low"] for one in dates if one["when_low"]), default=None),
        "interval_to": max((one["when_high"] for one in dates if one["when_high"]), default=None),
        "claims": len(rows),
        "counting": len(counting),
        "origins": len(voices),
        "is_conflict": _numbers_clash(numbers) or _dates_clash([one for one in dates if one["text"] is None]),
        "is_weak": not counting,
        "rule": _rule(lead, voices, ruled),
        "judgement": ruled[lead["claim_id"]][1] if lead["claim_id"] in ruled else None,
        "voices": [one["claim_id"] for one in voices],
    }


def _first(*values: float | None) -> float:
    return next(one for one in values if one is not None)


def _numbers_clash(numbers: list[Row]) -> bool:
    """Whether no number lies within the bounds of all."""
    if not numbers:
        return False
    return max(one["low"] for one in numbers) > min(_first(one["high"], math.inf) for one in numbers)


def _dates_clash(dates: list[Row]) -> bool:
    """Whether no day of beginning fits all, or no day of ending fits all periods. "By 2010" ends with its last day."""
    begins = [one["when_low"] for one in dates if one["when_low"]]
    begins_by = [one["when_start_high"] or one["when_high"] for one in dates]
    begins_by = [one for one in begins_by if one]
    periods = [one for one in dates if one["is_period"] and one["when_low"]]
    ends_from = [one["when_end_low"] for one in periods if one["when_end_low"]]
    ends = [one["when_high"] for one in periods if one["when_high"]]
    return bool(begins and begins_by and max(begins) > min(begins_by)) or bool(
        ends_from and ends and max(ends_from) > min(ends)
    )


def _rule(lead: Row, voices: list[Row], ruled: dict[str, tuple[int, str]]) -> str:
    if lead["claim_id"] in ruled:
        return "judgement"
    if len(voices) == 1:
        return "only"
    same_grade = [one for one in voices if (one["letter"], one["digit"]) == (lead["letter"], lead["digit"])]
    same_day = [one for one in same_grade if one["known"] == lead["known"]]
    same_width = [one for one in same_day if _width(one) == _width(lead)]
    for name, rivals in (("grade", same_grade), ("later", same_day), ("precise", same_width)):
        if len(rivals) == 1:
            return name
    return "first"


def _role(claim: Row, leads: set[str], voices: set[str], ruled: dict[str, tuple[int, str]]) -> str:
    if claim["claim_id"] in leads:
        return "leads"
    if not _is_asserted(claim) and claim["claim_id"] not in ruled:
        return "not_asserted"
    if not _counts(claim):
        return "weak"
    return "counts" if claim["claim_id"] in voices else "repeats"
