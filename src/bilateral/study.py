"""The Python API: open a register, ask, write a dossier. The clock and the paths enter here and nowhere below.

import bilateral as bl
study = bl.open()
study.records("VEN", "RUS")
study.dossier("VEN", "RUS").write("venezuela-russia.html")
"""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from bilateral import states
from bilateral.errors import (
    AmbiguousActorError,
    NothingHeldError,
    RegisterError,
    UnknownActorError,
    UsageError,
)
from bilateral.evidence.dates import When
from bilateral.evidence.kinds import KINDS
from bilateral.evidence.resolve import Resolution, resolve
from bilateral.measures.case import Case
from bilateral.measures.listing import Table
from bilateral.store.compile import CompileReport, Progress, compile_register
from bilateral.store.register import CASEBOOK, Register, read_register
from bilateral.version import __version__

if TYPE_CHECKING:
    import polars as pl

    from bilateral.dossier.page import Dossier
    from bilateral.evidence.records import Records
    from bilateral.evidence.thing import Thing
    from bilateral.store.database import Database
    from bilateral.store.search import Hit

CACHE_VARIABLE = "BILATERAL_CACHE"
NAME_A_STATE = "give a three-letter code, or a name in any language; `bilateral show` lists the pairs"


class About(msgspec.Struct, frozen=True):
    """What is held: the register's layers, their licences, counts, and where the compiled database lies."""

    version: str
    registers: tuple[tuple[str, str, str], ...]
    counts: dict[str, int]
    newest: dt.date | None
    database: str


def casebook_path() -> Path:
    """The folder of the shipped reference register."""
    return Path(__file__).parent / CASEBOOK


def open_study(
    register: str | os.PathLike[str] | None = None,
    *,
    cache: str | os.PathLike[str] | None = None,
    today: dt.date | None = None,
    progress: Progress | None = None,
) -> Study:
    """Open a register: the shipped casebook by default, compiling what has changed.

    register: a folder with a register.toml. cache: where the compiled database goes; by default `.bilateral`
    inside the register, or the user's cache folder for the shipped casebook. today: the day that counts as now.
    Raises RegisterError and its kin when the register cannot be used.
    """
    layers = read_layers(Path(register) if register is not None else casebook_path())
    target = Path(cache) if cache is not None else _default_cache(layers[-1].folder)
    report = compile_register(layers, target, progress=progress)
    return Study(layers, target, report, today or dt.date.today())  # noqa: DTZ011 the user's own day


def read_layers(folder: Path) -> list[Register]:
    """A register and those it builds on, lowest first. Raises RegisterError for a circle."""
    layers: list[Register] = []
    seen: set[Path] = set()
    here: Path | None = folder
    while here is not None:
        resolved = here.resolve()
        if resolved in seen:
            raise RegisterError(
                f"registers build on each other in a circle: {here}",
                hint="remove one `builds_on` in register.toml",
            )
        seen.add(resolved)
        register = read_register(here)
        layers.append(register)
        if register.builds_on is None:
            here = None
        elif register.builds_on == CASEBOOK:
            here = casebook_path()
        else:
            here = (register.folder / register.builds_on).resolve()
    ids = [one.register_id for one in layers]
    if len(set(ids)) < len(ids):
        raise RegisterError(f"two registers share the id {ids[0]!r}", hint="give each register.toml an `id` of its own")
    return layers[::-1]


def validate(folder: Path, *, progress: Progress | None = None) -> dict[str, int | str]:
    """Check a register and those it builds on, writing nothing. Raises InvalidRegisterError with every problem."""
    from bilateral.store.compile import check_register

    layers = read_layers(folder)
    return {"register": layers[-1].name, **check_register(layers, progress=progress)}


def _default_cache(folder: Path) -> Path:
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    if folder.resolve() != casebook_path().resolve():
        return folder / ".bilateral"
    from platformdirs import user_cache_path

    return user_cache_path("bilateral") / f"casebook-{__version__}"


class Study:
    """A compiled register, open for questions. Close it, or use it as a context manager."""

    def __init__(self, layers: Sequence[Register], target: Path, report: CompileReport, today: dt.date) -> None:
        from bilateral.store.database import Database

        self.layers = tuple(layers)
        self.report = report
        self.today = today
        self._database: Database = Database.open(target)
        self._records: dict[dt.date, Records] = {}

    @property
    def register(self) -> Register:
        """The register that was opened: the topmost layer."""
        return self.layers[-1]

    @property
    def database(self) -> Database:
        """The compiled database, read only."""
        return self._database

    def close(self) -> None:
        """Let go of the database's files."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self._database.counts()
        return f"<Study of {self.register.name!r}: {counts['things']} things, {counts['claims']} claims>"

    def day(self, as_of: str | dt.date | None) -> dt.date:
        """The as-of day: a date, an EDTF text (its last day), or None for today.

        The register's own date is taken where today lies before it: a register is never opened before it was made.
        A month or year that has begun counts up to today; a day after today is a UsageError, since nobody can know
        what was known by then. `datetime.date.max` stands for everything that is held, whenever it became known.
        """
        today = max([self.today, *(one.date for one in self.layers if one.date)])
        if as_of is None:
            return today
        if as_of == dt.date.max:
            return dt.date.max
        if isinstance(as_of, dt.date):
            first = last = as_of.date() if isinstance(as_of, dt.datetime) else as_of
        else:
            when = When.parse(_text(as_of, "as_of", "a text such as '2010-06-30', '2010-06' or '2010', or a date"))
            if when.high is None:
                raise UsageError(f"{as_of!r} has no last day", hint="give a day, month or year, such as 2010-06-30")
            first, last = when.low or when.high, when.high
        if first > today:
            raise UsageError(
                f"nothing can have been known by {as_of} yet: today is {today}",
                hint="give today or an earlier day, or none for today",
            )
        return min(last, today)

    def state(self, text: str) -> str:
        """The code of a state given by code or name. Raises UnknownActorError with suggestions."""
        text = _text(text, "a state", "one state as a text, such as 'VEN' or 'Venezuela'")
        found = states.find(text.upper()) if len(text) == 3 else None
        if found is not None:
            return found.code
        match = states.resolve(text)
        codes = [code for code in match.candidates if states.find(code) is not None]
        if match.status == "one" and codes:
            return codes[0]
        if len(codes) > 1:
            raise AmbiguousActorError(text, codes, hint="give the three-letter code")
        near = states.suggest(text)
        hint = f"did you mean {' or '.join(f'{code} ({name})' for code, name in near)}?" if near else NAME_A_STATE
        raise UnknownActorError(text, [code for code, _ in near], hint=hint)

    def pair(self, a: str, b: str) -> tuple[str, str]:
        """Two different states by code or name. Raises UsageError."""
        one, other = self.state(a), self.state(b)
        if one == other:
            raise UsageError(f"{a!r} and {b!r} are the same state", hint="a pair needs two states")
        return one, other

    def evidence(self, as_of: str | dt.date | None = None) -> Records:
        """Everything known as of a day, resolved: things, records, claims and the cards behind them."""
        from bilateral.evidence.records import Records

        day = self.day(as_of)
        if day not in self._records:
            claims = self._claims
            records = Records(resolve(claims, day, self._cards["judgements"]), claims, **self._cards)
            later = claims.filter(claims["known"] > day)["thing_id"].unique().to_list()
            records.withhold_notes(later)
            self._records[day] = records
        return self._records[day]

    @functools.cached_property
    def _claims(self) -> pl.DataFrame:
        return self._database.claims()

    @functools.cached_property
    def _cards(self) -> dict[str, Any]:
        """Every card and ruling of the register, read once."""
        held = self._database
        return {
            "things": held.things(),
            "citations": held.citations(),
            "sources": held.sources(),
            "equipment": held.equipment(),
            "actors": held.actors(),
            "disagreements": held.disagreements(),
            "judgements": held.judgements(),
        }

    def case(self, a: str, b: str, as_of: str | dt.date | None = None) -> Case:
        """The records seen from a pair. Raises NothingHeldError when the register has no claim on it."""
        one, other = self.pair(a, b)
        case = Case(self.evidence(as_of), one, other)
        if not case.own:
            raise self._nothing(one, other, self.day(as_of))
        return case

    def _nothing(self, a: str, b: str, day: dt.date) -> NothingHeldError:
        held = self._pairs(day)
        near = [f"{x}-{y}" for x, y, _ in held if a in (x, y) or b in (x, y)][:6]
        names = f"{states.name(a)} and {states.name(b)}"
        return NothingHeldError(
            f"the register holds no claim on {names} as of {day}",
            hint=self._from_later((one.thing_id for one in self.evidence(dt.date.max).between(a, b)), day)
            + (f"pairs with claims: {', '.join(near)}. " if near else "")
            + f"To add claims: bilateral init my-register, then write claims/<kind>/*.yml with {a} and {b} as parties",
        )

    def _from_later(self, things: Iterable[str], day: dt.date) -> str:
        """What to do where claims on things become known only after the day; empty where there are none."""
        claims = self._claims.filter(self._claims["thing_id"].is_in(list(things))).sort("known", "claim_id")
        if claims.is_empty():
            return ""
        first, basis, today = claims["known"][0], claims["basis"][0], self.day(None)
        if first > today:
            dated = "`seen` alone" if basis == "seen" else f"its {'edition' if basis == 'edition' else '`published`'}"
            return (
                f"the first claim on this is known from {first}: it is dated by {dated}, which counts from its last"
                f" day, and today is {today}; so give the full day in its file, or ask again then. "
            )
        return f"the first claim on this is known from {first}: ask with --as-of {first} or later. "

    def pairs(self, as_of: str | dt.date | None = None) -> list[tuple[str, str, int]]:
        """Pairs of states with how many things are between them, most first. Raises NothingHeldError for none."""
        day = self.day(as_of)
        if found := self._pairs(day):
            return found
        raise NothingHeldError(
            f"the register holds nothing on any pair of states as of {day}",
            hint=self._from_later(self.evidence(dt.date.max).things, day)
            + f"To add claims: write claims/<kind>/*.yml in {self.register.folder}",
        )

    def _pairs(self, day: dt.date) -> list[tuple[str, str, int]]:
        records = self.evidence(day)
        counted: dict[tuple[str, str], int] = {}
        for thing in records.things.values():
            codes = sorted({one for one in thing.parties if one.isupper()})
            for place, one in enumerate(codes):
                for other in codes[place + 1 :]:
                    counted[(one, other)] = counted.get((one, other), 0) + 1
        for dyad in {dyad for thing in records.things.values() for dyad in thing.concerns}:
            if held := records.between(*dyad):  # with what their companies and offices do
                counted[dyad] = len(held)
        return sorted(((a, b, count) for (a, b), count in counted.items()), key=lambda row: (-row[2], row[:2]))

    def resolution(self, as_of: str | dt.date | None = None) -> Resolution:
        """The resolved records and their links to claims as Polars frames."""
        return resolve(self._claims, self.day(as_of), self._cards["judgements"])

    def records(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        kind: str | None = None,
        as_of: str | dt.date | None = None,
    ) -> Table:
        """Resolved records as a table: of a pair, of a state, or of all. Raises NothingHeldError for none."""
        from bilateral.measures.listing import records_table

        return records_table(self.evidence(as_of), self._things(a, b, kind, as_of), self.day(as_of))

    def claims(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        kind: str | None = None,
        as_of: str | dt.date | None = None,
    ) -> Table:
        """Claims as a table, one row each, with source, grade, both clocks and the part each plays."""
        from bilateral.measures.listing import claims_table

        return claims_table(self.evidence(as_of), self._things(a, b, kind, as_of), self.day(as_of))

    def sources(self, a: str | None = None, b: str | None = None, *, as_of: str | dt.date | None = None) -> Table:
        """Sources with what they contribute: citations, grade, languages, relays."""
        from bilateral.measures.listing import sources_table

        return sources_table(self.evidence(as_of), self._things(a, b, None, as_of), self.day(as_of))

    def show(self, thing: str, *, as_of: str | dt.date | None = None) -> Table:
        """One thing by id or handle: its records with every claim behind them. Raises NothingHeldError."""
        from bilateral.measures.listing import thing_table

        records = self.evidence(as_of)
        return thing_table(records, self.find_thing(thing, as_of=as_of), self.day(as_of))

    def find_thing(self, text: str, *, as_of: str | dt.date | None = None) -> str:
        """The id of a thing given by id or handle. Raises NothingHeldError with near misses."""
        import difflib

        records = self.evidence(as_of)
        text = _text(text, "a record", "one id or handle as a text, such as 'RU-053'")
        handles = {one.handle.lower(): one.thing_id for one in records.things.values() if one.handle}
        found = text if text in records.things else handles.get(text.lower())
        if found is not None:
            return found
        written = {name.lower(): name for one in records.things.values() for name in (one.thing_id, one.handle) if name}
        near = [written[name] for name in difflib.get_close_matches(text.lower(), written, n=3)]
        later = (one for one in self.evidence(dt.date.max).things.values() if text.lower() in _names(one))
        raise NothingHeldError(
            f"nothing has the id or handle {text!r} as of {self.day(as_of)}",
            hint=self._from_later((one.thing_id for one in later), self.day(as_of)).rstrip()
            or (f"did you mean {', '.join(near)}?" if near else "search for it: bilateral claims --search WORDS"),
        )

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Titles, notes, paraphrases and cards that hold all words of a text, best first."""
        return self._database.search(_text(text, "the text to look for", "them as one text"), limit)

    def _things(self, a: str | None, b: str | None, kind: str | None, as_of: str | dt.date | None) -> list[str]:
        codes = list(self.pair(a, b)) if a and b else [self.state(one) for one in (a, b) if one is not None]
        _check_kind(kind)
        if found := _matching(self.evidence(as_of), codes, kind):
            return found
        day = self.day(as_of)
        later = _matching(self.evidence(dt.date.max), codes, kind)
        if len(codes) == 2 and (kind is None or not _matching(self.evidence(as_of), codes, None)):
            raise self._nothing(codes[0], codes[1], day)
        what = f"no {kind.replace('_', ' ')}" if kind else "nothing"
        on = f" on {' and '.join(map(states.name, codes))}" if codes else ""
        raise NothingHeldError(
            f"the register holds {what}{on} as of {day}",
            hint=self._from_later(later, day) + "See what there is: bilateral show, bilateral sources",
        )

    def dossier(
        self,
        a: str,
        b: str,
        *,
        as_of: str | dt.date | None = None,
        stops: Sequence[str | dt.date] | None = None,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Dossier:
        """The dossier of a pair as of a day.

        stops: earlier days the reader can go back to inside the page; by default those of the topmost register.toml
        that names some and that lie before the as-of day, none when as_of is given.
        """
        from bilateral.dossier.page import Layer, build

        day = self.day(as_of)
        case = self.case(a, b, day)
        named = next((one.stops for one in reversed(self.layers) if one.stops), ())
        chosen = named if stops is None and as_of is None else (stops or ())
        earlier = [self.day(one) for one in chosen]
        cases = [case]
        for stop in sorted((one for one in earlier if one < day), reverse=True):
            past = Case(self.evidence(stop), case.a, case.b)
            if past.own:
                cases.append(past)
        shown = [Layer(one.name, one.licence, one.covers, one.about, one.register_id) for one in self.layers]
        page: Dossier = build(cases, shown, version=self.about().version, progress=progress)
        return page

    def about(self) -> About:
        """Version, layers, licences, counts."""
        return About(
            version=__version__,
            registers=tuple((one.register_id, one.name, one.licence) for one in self.layers),
            counts=self._database.counts(),
            newest=self._database.newest(),
            database=str(self._database.folder),
        )

    def claims_frame(self, as_of: str | dt.date | None = None) -> pl.DataFrame:
        """All claims known by a day as a Polars frame, for own work."""
        return self._database.claims(as_of=self.day(as_of))


def _matching(records: Records, codes: Sequence[str], kind: str | None) -> list[str]:
    """The ids of things of a pair, of a state or of all, and of a kind, sorted."""
    if len(codes) == 2:
        found = records.between(*codes)
    else:
        found = [one for one in records.things.values() if all(code in one.parties for code in codes)]
    return sorted(one.thing_id for one in found if kind is None or one.kind == kind)


def _text(value: object, what: str, expected: str) -> str:
    """The value where it is a text. Raises UsageError for a number, a list and the like."""
    if not isinstance(value, str):
        raise UsageError(f"{what} is given as {type(value).__name__}: {value!r}", hint=f"give {expected}")
    return value


def _check_kind(kind: str | None) -> None:
    if kind is None:
        return
    import difflib

    known = f"one of {', '.join(KINDS)}"
    text = _text(kind, "the kind", known)
    if text not in KINDS:
        near = difflib.get_close_matches(text.lower().replace(" ", "_"), KINDS, n=2, cutoff=0.5)
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        raise UsageError(f"there is no kind {text!r}", hint=f"{meant}{known}")


def _names(thing: Thing) -> tuple[str, str]:
    return thing.thing_id, (thing.handle or "").lower()
