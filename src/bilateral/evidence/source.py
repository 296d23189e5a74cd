"""Who publishes: the card of one source."""

from __future__ import annotations

import re

import msgspec

from bilateral import states
from bilateral.evidence.form import Form
from bilateral.evidence.grade import LETTERS

SOURCE_KINDS: dict[str, str] = {
    "agency": "news agency",
    "newspaper": "daily or weekly newspaper",
    "magazine": "magazine or journal of opinion",
    "broadcaster": "radio, television and their sites",
    "trade_press": "defence, aviation or energy press",
    "news_site": "news site without a print edition",
    "official": "government, parliament, armed forces, state body",
    "international_organisation": "international organisation",
    "think_tank": "research institute",
    "ngo": "non-governmental organisation",
    "database": "published data set",
    "company": "company about itself",
    "law_firm": "law firm or compliance service",
    "academic": "scholar or university",
    "encyclopedia": "encyclopedia or its mirror",
    "aggregator": "site that reposts others",
    "blog": "personal or group blog",
    "social_media": "post on a social network",
    "background": "background knowledge without a document",
}

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}", re.IGNORECASE)


class Source(msgspec.Struct, frozen=True):
    """The card of a source.

    letter: reliability, A to F; a source that is only ever relayed may have none. relays: the source all of its
    content comes from.
    """

    source_id: str
    name: str
    kind: str
    letter: str | None = None
    languages: tuple[str, ...] = ()
    state: str | None = None
    website: str | None = None
    relays: str | None = None
    licence: str | None = None
    note: str | None = None
    file: str = ""
    line: int = 0


def read_source(source_id: str, form: Form, file: str, line: int) -> Source | None:
    """Read one card of sources/*.yml; None when something in it is wrong (the form's problems say what)."""
    before = len(form.problems)
    name = form.text("name", required=True, example="Kommersant")
    kind = form.choice("kind", SOURCE_KINDS, required=True)
    letter = form.choice("grade", LETTERS)
    languages = form.texts("language")
    for language in languages:
        if not re.fullmatch(r"[a-z]{2,3}", language):
            form.wrong("language", f"{language!r} is not a language code", expected="ISO 639", example="es")
    state = form.text("state")
    if state is not None and states.find(state) is None:
        form.wrong("state", f"{state!r} is not a state", expected="ISO 3166-1 alpha-3", hint=near_state(state))
    website = form.text("website")
    if website is not None and not _HOST.fullmatch(website):
        form.wrong("website", f"{website!r} is not a host name", expected="a host", example="kommersant.ru")
    relays = form.slug("relays", example="tass")
    licence, note = form.text("licence"), form.text("note")
    form.close()
    if len(form.problems) > before or name is None or kind is None:
        return None
    return Source(source_id, name, kind, letter, languages, state, website, relays, licence, note, file, line)


def near_state(code: str) -> str:
    """A hint that names the states whose code or name is nearest to what was written."""
    found = states.suggest(code)
    return f"did you mean {' or '.join(f'{near} ({name})' for near, name in found[:2])}?" if found else ""
