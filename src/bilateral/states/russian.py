"""Case forms of Russian names and demonyms by the regular paradigms.

A name is declined as a phrase, all its parts in one case: adjectives before the head noun and the head noun
change, what follows the head noun is left (Соединенные Штаты Америки), what stands after "и" or a dash
changes again (Босния и Герцеговина). Words in -о, -и, -у, -е, -э, -ю that are no plural do not change. A rule
may give a form nobody writes; that does no harm in an index. Stress and ё are not held.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Paradigm: TypeAlias = tuple[tuple[str, ...], ...]  # six cases: nominative, genitive, dative, accusative,
#                                                    instrumental, prepositional; each with its variants

_SIBILANT = "жшчщц"
_VELAR = "гкх"
_VOWELS = "аеёиоуыэюя"
_ADJECTIVE = r"(?i)(ый|ий|ой|ая|яя|ое|ее|ые|ие)$"
_PLURAL_SOFT = ("провинции",)
_FEMININE_SOFT = ("беларусь", "церковь", "область")
_FIXED = ("папуа",)
_FLEETING = {"египет": "египт"}
_DASHES = ("-", "–", "—")

_MASCULINE = (("ый",), ("ого",), ("ому",), ("ый",), ("ым",), ("ом",))
_NEUTER = (("ое",), ("ого",), ("ому",), ("ое",), ("ым",), ("ом",))
_FEMININE = (("ая",), ("ой",), ("ой",), ("ую",), ("ой", "ою"), ("ой",))
_PLURAL = (("ые",), ("ых",), ("ым",), ("ые",), ("ыми",), ("ых",))


def _same(word: str) -> Paradigm:
    return ((word,),) * 6


def _adjective(word: str) -> Paradigm:
    """Paradigm of an adjective in the gender and number it is written in."""
    if word.endswith("овы"):
        return ((word,), (word + "х",), (word + "м",), (word,), (word + "ми",), (word + "х",))
    match = re.search(_ADJECTIVE, word)
    if not match or not word[: match.start()]:
        return _same(word)
    stem, end = word[: match.start()], match.group(1).lower()
    ends = {"ая": _FEMININE, "яя": _FEMININE, "ое": _NEUTER, "ее": _NEUTER, "ые": _PLURAL, "ие": _PLURAL}
    table = ends.get(end, _MASCULINE)
    soft = end in ("яя", "ее") or (end in ("ий", "ие") and stem[-1].lower() not in _VELAR + _SIBILANT)
    spelled = tuple(tuple(_spell(stem, form, soft) for form in case) for case in table)
    return ((word,), *spelled[1:3], (word,) if spelled[3] == spelled[0] else spelled[3], *spelled[4:])


def _spell(stem: str, end: str, soft: bool) -> str:
    if soft:
        swap = {"ы": "и", "о": "е", "а": "я", "у": "ю"}
        end = swap.get(end[0], end[0]) + end[1:].replace("ую", "юю")
    elif stem[-1].lower() in _VELAR + _SIBILANT and end[0] == "ы":
        end = "и" + end[1:]
    return stem + end


def adjective_forms(word: str) -> set[str]:
    """All forms of an adjective in every gender and number, from its masculine nominative."""
    match = re.search(_ADJECTIVE, word)
    if not match or not word[: match.start()]:
        return {word}
    stem = word[: match.start()]
    soft = match.group(1).lower() == "ий" and stem[-1].lower() not in _VELAR + _SIBILANT
    tables = (_MASCULINE, _NEUTER, _FEMININE, _PLURAL)
    return {word} | {_spell(stem, end, soft) for table in tables for case in table for end in case}


def _noun(word: str) -> Paradigm:
    """Paradigm of a noun in the number it is written in."""
    low = word.lower()
    if len(low) < 3 or low in _FIXED:
        return _same(word)
    if low in _PLURAL_SOFT:
        return _ends(word, 1, "и", "й", "ям", "и", "ями", "ях")
    if low.endswith("ы"):
        return _ends(word, 1, "ы", "ов|", "ам", "ы", "ами", "ах")
    if low == "острова":
        return _ends(word, 1, "а", "ов", "ам", "а", "ами", "ах")
    if low.endswith("ия"):
        return _ends(word, 1, "я", "и", "и", "ю", "ей|ею", "и")
    if low.endswith("ие"):
        return _ends(word, 1, "е", "я", "ю", "е", "ем", "и")
    if low.endswith("я"):
        return _ends(word, 1, "я", "и", "е", "ю", "ей|ею", "е")
    if low.endswith("а"):
        genitive = "и" if low[-2] in _VELAR + "жшчщ" else "ы"
        return _ends(word, 1, "а", genitive, "е", "у", "ей|ею|ой" if low[-2] in _SIBILANT else "ой|ою", "е")
    if low.endswith(("ство", "право")):
        return _ends(word, 1, "о", "а", "у", "о", "ом", "е")
    if low.endswith("й"):
        return _ends(word, 1, "й", "я", "ю", "й", "ем", "и" if low.endswith("ий") else "е")
    if low in _FEMININE_SOFT:
        return _ends(word, 1, "ь", "и", "и", "ь", "ью", "и")
    if low.endswith("ь"):
        return _ends(word, 1, "ь", "я|и", "ю|и", "ь", "ем|ью", "е|и")
    if low[-1] in _VOWELS:
        return _same(word)
    stem = word[0] + _FLEETING[low][1:] if low in _FLEETING else _without_e(word) if low.endswith("ец") else word
    cases = _ends(stem, 0, "", "а", "у", "", "ем" if low[-1] in _SIBILANT else "ом", "е")
    return ((word,), *cases[1:3], (word,), *cases[4:])


def _ends(word: str, cut: int, *ends: str) -> Paradigm:
    stem = word[: len(word) - cut]
    return tuple(tuple(stem + variant for variant in end.split("|")) for end in ends)


def _without_e(word: str) -> str:
    stem = word[:-2]
    if not stem:
        return word
    if stem[-1].lower() == "л":
        return stem + "ьц"
    return stem + ("йц" if stem[-1].lower() in _VOWELS else "ц")


def _hyphenated(word: str) -> Paradigm:
    if "-" not in word:
        return _noun(word)
    head, tail = word.rsplit("-", 1)
    if tail and tail[-1].lower() in "оиуею" and "-" not in head:
        return tuple(tuple(f"{form}-{tail}" for form in case) for case in _noun(head))
    return tuple(tuple(f"{head}-{form}" for form in case) for case in _noun(tail))


def phrase_forms(phrase: str) -> frozenset[str]:
    """Case forms of a name of one or more words, the name itself among them."""
    words = phrase.split(" ")
    cases: list[list[str]] = [[""] for _ in range(6)]
    inflecting = True
    for place, word in enumerate(words):
        paradigm = _same(word)
        if word == "и" or word in _DASHES:
            inflecting = True
        elif inflecting and not (word.isupper() and len(word) > 1):
            is_adjective = place < len(words) - 1 and bool(re.search(_ADJECTIVE, word) or word.endswith("овы"))
            paradigm = _adjective(word) if is_adjective else _hyphenated(word)
            inflecting = is_adjective
        for case, variants in enumerate(paradigm):
            cases[case] = [f"{line} {form}".strip() for line in cases[case] for form in variants]
    return frozenset(form for case in cases for form in case) | {phrase}


def demonym_forms(lemma: str) -> set[str]:
    """All forms of a demonym: an adjective in -ский, -цкий, -ный …, or a masculine noun with its plural."""
    if not lemma or re.search(_ADJECTIVE, lemma):
        return adjective_forms(lemma)
    low = lemma.lower()
    singular = {form for case in _noun(lemma) for form in case}
    if low.endswith(("анин", "янин")):
        stem = lemma[:-2]
        return singular | {stem + end for end in ("е", "", "ам", "ами", "ах")}
    if low.endswith("арин"):
        stem = lemma[:-2]
        return singular | {stem + end for end in ("ы", "", "ам", "ами", "ах")}
    stem = _without_e(lemma) if low.endswith("ец") else lemma
    if low == "турок":
        stem = "турк"
        singular = {lemma, "турка", "турку", "турком", "турке"}
    plural = "и" if stem[-1] in _VELAR + "жшчщ" else "ы"
    genitive = "ев" if low.endswith("ец") else "ей" if stem[-1] in "шжчщ" else "ов"
    return singular | {stem + end for end in (plural, genitive, "ам", "ами", "ах")}


def compound_prefix(adjective: str) -> str | None:
    """First part of a compound such as российско-венесуэльский: российско; None for other words."""
    match = re.search(r"(ск|цк|н)(ий|ый|ой)$", adjective)
    return adjective[: match.start(2)] + "о" if match else None
