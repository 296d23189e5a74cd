"""The state of the evidence: how many claims, from whom, in which languages, how good, how much in dispute."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import msgspec

from bilateral.evidence.citation import Citation
from bilateral.evidence.grade import LETTERS
from bilateral.measures.case import Case


class SourceTally(msgspec.Struct, frozen=True):
    """What one source contributes to the case."""

    source_id: str
    citations: int
    letters: dict[str, int]
    languages: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None


class EvidenceState(msgspec.Struct, frozen=True):
    """Counts over all claims that the case rests on and that were known by the as-of day.

    letters: citations by source letter. by_year: citations by the year they became known; undated ones apart.
    disputed: things whose claims contradict each other or whose editors state a disagreement.
    """

    claims: int
    citations: int
    things: int
    sources: int
    origins: int
    checked: int
    undated: int
    letters: dict[str, int]
    languages: dict[str, int]
    disputed: int
    newest: dt.date | None
    by_year: dict[int, int]
    tallies: tuple[SourceTally, ...]


def evidence_state(case: Case) -> EvidenceState:
    """Count the evidence of the case."""
    records = case.records
    things = case.cited
    said = [one for one in records.said.values() if one.thing_id in things]
    cited = {one.citation_id: one for one in said}
    citations = [records.citations[one] for one in sorted(cited)]
    languages = Counter(
        language
        for one in citations
        if (language := one.language or next(iter(records.sources[one.source_id].languages), ""))
    )
    letters = Counter(cited[one.citation_id].letter for one in citations)
    dated = [one for one in citations if one.basis != "seen"]
    known = {one.citation_id: cited[one.citation_id].known for one in citations}
    by_source: dict[str, list[Citation]] = {}
    for one in citations:
        by_source.setdefault(one.source_id, []).append(one)
    tallies = []
    for source_id, own in sorted(by_source.items()):
        days = [known[one.citation_id] for one in own if one.basis != "seen"]
        tallies.append(
            SourceTally(
                source_id=source_id,
                citations=len(own),
                letters=dict(Counter(cited[one.citation_id].letter for one in own)),
                languages=tuple(
                    sorted(
                        {lang for one in own if (lang := one.language or _first(records.sources[source_id].languages))}
                    )
                ),
                first=min(days, default=None),
                last=max(days, default=None),
            )
        )
    return EvidenceState(
        claims=len(said),
        citations=len(citations),
        things=len(things),
        sources=len(tallies),
        origins=len({one.origin for one in said}),
        checked=sum(one.is_checked for one in citations),
        undated=len(citations) - len(dated),
        letters={letter: letters.get(letter, 0) for letter in LETTERS},
        languages=dict(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
        disputed=sum(records.is_disputed(one) for one in things.values()),
        newest=max((known[one.citation_id] for one in dated), default=None),
        by_year=dict(sorted(Counter(known[one.citation_id].year for one in dated).items())),
        tallies=tuple(sorted(tallies, key=lambda one: (-one.citations, one.source_id))),
    )


def _first(languages: tuple[str, ...]) -> str:
    return languages[0] if languages else ""
