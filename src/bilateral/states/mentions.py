"""Mentions: every state and actor that a running text names, with its place in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec

from bilateral.states.actors import Actor
from bilateral.states.days import Day, span
from bilateral.states.gazetteer import extra_lexicon, lexicon
from bilateral.states.lexicon import METONYMS, Entry, Lexicon
from bilateral.states.names import FIRST_LANGUAGES, check_language
from bilateral.states.tables import rows, several
from bilateral.states.text import Match, clitic_variants, match_of
from bilateral.states.tokens import Token, tokens

_GAP = r"\s{1,3}|\s?[-\u2010-\u2015]\s?|['’ʼ`´]|[.·・]|\s[«\"“„]|"
_ABBREVIATION_GAP = r"\.\s?"
_QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“”"}
_HYPHEN = r"[-\u2010-\u2013]\w"
_SCRIPTS = (
    ("ru", "[\u0400-\u04ff]", ("ru", "en")),
    ("ar", "[\u0600-\u06ff]", ("ar", "fa", "en")),
    ("he", "[\u0590-\u05ff]", ("he", "en")),
    ("el", "[\u0370-\u03ff]", ("el", "en")),
    ("ja", "[\u3041-\u30ff]", ("ja", "zh", "en")),
    ("zh", "[\u4e00-\u9fff]", ("zh", "en")),
)
_UKRAINIAN = "[іїєґІЇЄҐ]"


class Mention(msgspec.Struct, frozen=True):
    """text[start:end] == surface names what `match` says."""

    start: int
    end: int
    surface: str
    match: Match


def mentions(
    text: str,
    on: Day | None = None,
    language: str | None = None,
    extra: Sequence[Actor] = (),
) -> list[Mention]:
    """Every naming of a state or actor in a running text, in order, without overlaps, the longest first.

    on and extra as in `resolve`. language is a CLDR code; without it the script of the text and its small
    words decide, and a Latin text too short to tell is searched in English, Spanish, Portuguese, French and
    German together.

    Words must stand alone; names must be written with a capital where the script has capitals, abbreviations
    all in capitals ("us" is no state), demonyms as their language writes them. Codes are not searched. A name
    that means nothing on the day is reported with status "none" and the reason; a city that was a capital at
    another time is not. Raises as `resolve` does.
    """
    if on is not None:
        span(on)
    words = tokens(text)
    languages = _languages(text, words) if language is None else (check_language(language).split("_")[0],)
    tables = [lexicon(one) for one in languages]
    if extra:
        tables = [extra_lexicon(tuple(extra), one) for one in languages] + tables
    found: list[Mention] = []
    place = 0
    while place < len(words):
        length, entries = _longest(text, words, place, tables)
        if entries:
            first, last = words[place], words[place + length - 1]
            end = _close(text, first.start, last.end)
            surface = text[first.start : end]
            match = match_of(surface, entries, on)
            if match.status != "none" or any(entry.kind not in METONYMS for entry in entries):
                found.append(Mention(first.start, end, surface, match))
        place += length
    return found


def _longest(text: str, words: list[Token], place: int, tables: Sequence[Lexicon]) -> tuple[int, list[Entry]]:
    """Number of words that the longest name at a place takes, and its entries; 1 and none if there is none.

    A name that is no state takes its words too, and has no entries.
    """
    for variant in (words[place].level, *clitic_variants(words[place].level)):
        reach = max(table.reach.get(variant, 0) for table in tables)
        for length in range(min(reach, _run(text, words, place, reach)), 0, -1):
            text_key = " ".join((variant, *(word.level for word in words[place + 1 : place + length])))
            start, end = words[place].start, words[place + length - 1].end
            entries = [
                entry
                for table in tables
                for entry in table.at(text_key)
                if _counts(entry, text, start, end, len(tables) > 4)
            ]
            if entries or any(text_key in table.blocked for table in tables):
                return length, entries
    return 1, []


def _close(text: str, start: int, end: int) -> int:
    """The end with the last full stop of an abbreviation or the closing mark of a quotation."""
    surface, following = text[start:end], text[end : end + 1]
    if following == "." and "." in surface:
        return end + 1
    opened = next((close for mark, close in _QUOTES.items() if mark in surface), None)
    return end + 1 if opened and following in opened else end


def _run(text: str, words: list[Token], place: int, most: int) -> int:
    """How many words from a place on stand close enough to be one name."""
    count = 1
    while count < most and place + count < len(words):
        before, after = words[place + count - 1], words[place + count]
        gap = text[before.end : after.start]
        short = before.end - before.start <= 2
        if not re.fullmatch(_GAP, gap) and not (short and re.fullmatch(_ABBREVIATION_GAP, gap)):
            break
        count += 1
    return count


def _counts(entry: Entry, text: str, start: int, end: int, undecided: bool) -> bool:
    """Whether the text spells the entry as it must; undecided: the language of the text is not known."""
    surface = text[start:end]
    if entry.kind == "prefix" and not re.match(_HYPHEN, text[end : end + 2]):
        return False
    if undecided and not _is_safe(entry, surface):
        return False
    if entry.writing == "any" or not any(sign.isupper() or sign.islower() for sign in surface):
        return True
    if entry.writing == "upper":
        return not any(sign.islower() for sign in surface)
    return surface[0].isupper() or not (surface[0].islower() or surface[0].isupper())


def _is_safe(entry: Entry, surface: str) -> bool:
    """Whether a word may count in a text of unknown language: not if it looks like a word of another one."""
    if entry.kind != "demonym" or entry.language == "en":
        return surface.isascii() or not entry.text.isascii() or entry.language != "en"
    return len(surface) >= 5 and not (entry.language == "de" and entry.writing == "capital")


@cache
def _small_words() -> dict[str, frozenset[str]]:
    """Frequent small words by language: enough of them tell the language of a text."""
    return {row["language"]: frozenset(several(row["words"])) for row in rows("words") if row["use"] == "small"}


def _languages(text: str, words: Sequence[Token]) -> tuple[str, ...]:
    for language, script, searched in _SCRIPTS:
        if len(re.findall(script, text)) * 4 > sum(sign.isalpha() for sign in text):
            if language == "ru" and re.search(_UKRAINIAN, text):
                return ("uk", "ru", "en")
            return searched
    small_words = _small_words()
    counts = Counter(dict.fromkeys(small_words, 0))
    for word in text.lower().split():
        for language, small in small_words.items():
            counts[language] += word in small
    (best, most), (_, second) = counts.most_common(2)
    if most >= 2 and most >= 1.5 * second:
        return (best,)
    return tuple(language for language in FIRST_LANGUAGES if language != "ru")
