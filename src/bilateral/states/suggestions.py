"""Suggestions: the states nearest to a mistyped code or name."""

from __future__ import annotations

from functools import cache

from bilateral.states.names import FIRST_LANGUAGES, name, spellings
from bilateral.states.state import State, all_states
from bilateral.states.tables import rows
from bilateral.states.tokens import key

_NEAR_NAME = 0.72
_NEAR_CODE = 0.6


@cache
def _spelled() -> tuple[tuple[str, State], ...]:
    found: dict[tuple[str, str], State] = {}
    for state in all_states():
        for language in FIRST_LANGUAGES:
            for text in spellings(state, language):
                found.setdefault((key(text), state.code), state)
    by_code = {state.code: state for state in all_states()}
    for row in rows("aliases"):
        if row["kind"] in ("alias", "former") and row["language"] in FIRST_LANGUAGES:
            found.setdefault((key(row["text"]), row["code"]), by_code[row["code"]])
    return tuple((text, state) for (text, _), state in found.items())


def _code_score(text: str, code: str) -> float:
    """Share of equal places, weighted to the front; two swapped neighbours count as one slip."""
    if len(text) != 3 or not text.isalpha():
        return 0.0
    if sorted(text) == sorted(code):
        return 0.75 if text[0] == code[0] else 0.65
    return sum(weight for weight, a, b in zip((0.4, 0.33, 0.27), text, code, strict=True) if a == b)


def suggest(text: str, n: int = 3) -> list[tuple[str, str]]:
    """The n states nearest to a mistyped code or name, best first, as (code, English name).

    Codes are compared place by place, names in six languages by the share of matching letters. Today's states
    go before former ones of the same nearness. An empty list means that nothing is near.
    """
    from difflib import SequenceMatcher

    wanted = key(text)
    if not wanted:
        return []
    scores: dict[str, float] = {}
    upper = text.strip().upper()
    for state in all_states():
        score = _code_score(upper, state.code)
        if score >= _NEAR_CODE:
            scores[state.code] = score
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for spelled, state in _spelled():
        matcher.set_seq1(spelled)
        if matcher.real_quick_ratio() < _NEAR_NAME or matcher.quick_ratio() < _NEAR_NAME:
            continue
        score = matcher.ratio()
        if spelled[:1] == wanted[:1]:
            score += 0.02
        if score >= _NEAR_NAME and score > scores.get(state.code, 0.0):
            scores[state.code] = score
    openness = {state.code: state.is_open for state in all_states()}
    ranked = sorted(scores, key=lambda code: (-round(scores[code], 3), not openness[code], code))
    return [(code, name(code)) for code in ranked[:n]]
