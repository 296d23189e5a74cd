"""The shipped casebook compiled once, and the dossiers that most tests read."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

import bilateral as bl
from bilateral.dossier.page import Dossier
from bilateral.dossier.words import actor_name
from bilateral.evidence.citation import Citation
from bilateral.evidence.claims_file import Disagreement
from bilateral.evidence.source import Source
from bilateral.study import Study
from dossier.reading import Facts, Page, plain

TODAY = dt.date(2026, 11, 23)
THEN = dt.date(2010, 6, 30)


@dataclass
class Edition:
    """A dossier with its page, and what the store holds of it."""

    dossier: Dossier
    page: Page
    facts: dict[int, Facts]
    stated: list[Disagreement]
    held: set[str]

    def behind(self, numbers: tuple[int, ...]) -> Facts:
        """The claims of the citations with these numbers."""
        return Facts(claim for number in numbers for claim in self.facts[number].claims)

    @functools.cached_property
    def everything(self) -> Facts:
        return self.behind(tuple(self.facts))

    @functools.cached_property
    def names(self) -> set[str]:
        """Every name that the register gives to a thing, a type, a source, an actor or a topic."""
        records = self.dossier.cites.records
        return {
            plain(name)
            for name in (
                *(one.title for one in records.things.values()),
                *(one.label for one in records.things.values()),
                *(one.name for one in records.equipment.values()),
                *(one.name for one in records.sources.values()),
                *(one.name for one in records.actors.values()),
                *(one["by"] for one in self.everything.claims),
                *(one.topic for one in self.stated),
            )
            if name
        }

    @property
    def disputed(self) -> int:
        records = self.dossier.cites.records
        return sum(records.is_disputed(records.things[one]) for one in self.everything.things)

    @property
    def later(self) -> int:
        """Citations on the page's records that became known after its day."""
        return len(self.held - self.everything.citations)

    @property
    def citations(self) -> list[Citation]:
        return [self.dossier.cites.records.citations[one] for one in sorted(self.everything.citations)]

    def source(self, citation: Citation) -> Source:
        return self.dossier.cites.records.sources[citation.source_id]

    def name_of(self, actor: str) -> str:
        return actor_name(self.dossier.cites.records, actor)

    def disagreements(self) -> list[Disagreement]:
        """What editors state on the pair and its fleets, each with all its sides known by the day."""
        told = self.dossier.newest.case.told
        return [
            one for one in self.stated if one.thing_id in told and self.everything.citations.issuperset(one.between)
        ]


def edition(study: Study, dossier: Dossier) -> Edition:
    by_citation: dict[str, list[dict[str, object]]] = {}
    for claim in study.claims_frame(dossier.as_of).iter_rows(named=True):
        by_citation.setdefault(claim["citation_id"], []).append(claim)
    facts = {number: Facts(by_citation[one]) for one, number in dossier.cites.numbers.items()}
    is_whole = dossier.as_of >= TODAY  # a side that nothing is cited for belongs to the day that knows everything
    stated = [one for one in study.database.disagreements() if one.between and (is_whole or not one.unsourced)]
    things = {one["thing_id"] for found in facts.values() for one in found.claims}
    held = {one.citation_id for one in study.database.citations() if one.thing_id in things}
    return Edition(dossier, Page(dossier.html), facts, stated, held)


@pytest.fixture(scope="session")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The shipped casebook, compiled into a cache of the tests' own."""
    with bl.open(cache=tmp_path_factory.mktemp("casebook"), today=TODAY) as study:
        yield study


@pytest.fixture(scope="session")
def newest(casebook: Study) -> Edition:
    """Venezuela and Russia, everything known."""
    return edition(casebook, casebook.dossier("VEN", "RUS"))


@pytest.fixture(scope="session")
def early(casebook: Study) -> Edition:
    """Venezuela and Russia as of the end of June 2010."""
    return edition(casebook, casebook.dossier("VEN", "RUS", as_of=THEN))


PAIRS = (("VEN", "CHN"), ("VEN", "ESP"), ("VEN", "IRN"), ("VEN", "USA"), ("COL", "USA"))


@pytest.fixture(scope="session")
def others(casebook: Study) -> dict[str, Edition]:
    """Pairs that the casebook was not compiled on."""
    return {"-".join(pair): edition(casebook, casebook.dossier(*pair)) for pair in PAIRS}


@pytest.fixture(params=["newest", "early", *("-".join(pair) for pair in PAIRS)])
def any_edition(request: pytest.FixtureRequest) -> Edition:
    """The main dossier at both days, and every other pair."""
    found: Edition = (
        request.getfixturevalue("others")[request.param]
        if "-" in request.param
        else request.getfixturevalue(request.param)
    )
    return found
