"""Words of a text in a form in which spellings can be compared.

Case, accents, Arabic and Hebrew vowel signs, and the spelling of hyphens and apostrophes are levelled; Han
and Hiragana characters are words of their own, since those scripts write no spaces.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u0640\u02bb\u02bc"
_SINGLE = "\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = f"[{_SINGLE}]|(?:(?![{_SINGLE}])[^\\W_]|[{_MARKS}])+|[&+]"
_KEPT_MARKS = "\u3099\u309a"
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ی": "ي",
        "ى": "ي",
        "ک": "ك",
        "ة": "ه",
        "\u200c": None,
        "\u200d": None,
        "\u0640": None,
        "\u02bb": None,
        "\u02bc": None,
    }
)
_SIGNS = {"&": "and", "+": "plus"}


class Token(msgspec.Struct, frozen=True):
    """A word at text[start:end], and its levelled form."""

    start: int
    end: int
    level: str


@lru_cache(maxsize=65536)
def level(word: str) -> str:
    """One word with case, accents and spelling variants levelled."""
    low = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    kept = "".join(sign for sign in low if not unicodedata.combining(sign) or sign in _KEPT_MARKS)
    return unicodedata.normalize("NFC", kept)


def tokens(text: str) -> list[Token]:
    """The words of a text in order, with their places."""
    found = []
    for match in re.finditer(_TOKEN, text):
        word = match.group()
        levelled = _SIGNS.get(word) or level(word)
        if levelled:
            found.append(Token(match.start(), match.end(), levelled))
    return found


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The words of a name joined by spaces: what an index is keyed by."""
    return " ".join(token.level for token in tokens(text))
