"""Inflected forms of demonyms by the regular paradigms of English, Spanish, Portuguese, French and German.

The data file holds one lemma a word: masculine singular for the Romance languages, the adjective stem and the
masculine noun for German. The rules give more forms than are in use for some words; a form that nobody writes
does no harm in an index. Russian has its own module.
"""

from __future__ import annotations

from bilateral.states.russian import demonym_forms


def forms(lemma: str, language: str) -> frozenset[str]:
    """All forms of a demonym lemma in a language; unknown languages give the lemma alone."""
    rule = _RULES.get(language)
    return frozenset({lemma} if rule is None else rule(lemma) | {lemma})


def _ending(word: str, *ends: str) -> bool:
    return word.endswith(ends)


def _english(word: str) -> set[str]:
    if _ending(word, "ese", "ish", "ch", "sh", "s", "x", "z", "hmen", "hman", "woman", "ic", "ois"):
        return {word}
    return {word, word + "s"}


def _spanish(word: str) -> set[str]:
    if word.endswith("o"):
        stem = word[:-1]
        return {word, stem + "a", stem + "os", stem + "as"}
    for accented, plain in (("és", "es"), ("án", "an"), ("ín", "in"), ("ón", "on")):
        if word.endswith(accented):
            stem = word[: -len(accented)] + plain
            return {word, stem + "a", stem + "es", stem + "as"}
    if word.endswith("ol"):
        return {word, word + "a", word + "es", word + "as"}
    if _ending(word, "í", "ú"):
        return {word, word + "es", word + "s"}
    if _ending(word, "e", "a", "é", "u"):
        return {word, word + "s"}
    return {word, word + "es"}


def _portuguese(word: str) -> set[str]:
    if word.endswith("ão"):
        stem = word[:-2]
        return {word, *(stem + end for end in ("ã", "ãs", "ãos", "ães", "ões"))}
    if word.endswith("eu"):
        stem = word[:-2]
        return {word, stem + "eia", word + "s", stem + "eias"}
    if word.endswith("o"):
        stem = word[:-1]
        return {word, stem + "a", word + "s", stem + "as"}
    if word.endswith("ês"):
        stem = word[:-2] + "es"
        return {word, stem + "a", stem + "es", stem + "as"}
    if word.endswith("ol"):
        return {word, word + "a", word[:-2] + "óis", word + "as"}
    if _ending(word, "z", "r"):
        return {word, word + "es", word + "a", word + "as"}
    return {word, word + "s"}


def _french(word: str) -> set[str]:
    feminine = word + "e"
    if word.endswith("e"):
        feminine = word
    elif _ending(word, "ien", "éen", "yen", "on"):
        feminine = word + "ne"
    elif word == "turc":
        feminine = "turque"
    elif word == "grec":
        feminine = "grecque"
    plural = word if _ending(word, "s", "x") else word + "s"
    return {word, feminine, plural, feminine + "s"}


def _german(word: str) -> set[str]:
    if word[0].islower() or word.startswith("US-a"):
        return {word, *(word + end for end in ("e", "er", "es", "en", "em"))}
    if word.endswith("e"):
        stem = word[:-1]
        return {word, word + "n", word + "r", stem + "in", stem + "innen"}
    if word.endswith("er"):
        return {word, word + "s", word + "n", word + "in", word + "innen"}
    return {word, word + "s", word + "en", word + "in", word + "innen"}


_RULES = {
    "en": _english,
    "es": _spanish,
    "pt": _portuguese,
    "fr": _french,
    "de": _german,
    "ru": demonym_forms,
}
