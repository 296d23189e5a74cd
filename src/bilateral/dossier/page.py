"""The whole dossier: sections of one or more as-of states, records, fonts and script in one file."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import json
import os
import re
import shlex
import tempfile
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bilateral.dossier.charts.frame import FENCE, Context, Section, html
from bilateral.dossier.cite import Cites
from bilateral.dossier.sections import header
from bilateral.dossier.sections.answer import heading
from bilateral.dossier.sections.cooperation import cooperation
from bilateral.dossier.sections.evidence import evidence
from bilateral.dossier.sections.genesis import genesis
from bilateral.dossier.sections.hardware import hardware
from bilateral.dossier.sections.perspectives import perspectives
from bilateral.dossier.sections.records import records
from bilateral.dossier.sections.responses import responses
from bilateral.dossier.words import day_words, listing, names
from bilateral.errors import StoreError, UsageError
from bilateral.evidence.thing import Thing
from bilateral.measures.case import Case
from bilateral.measures.evidence_state import EvidenceState, evidence_state

Progress = Callable[[str, int, int], None]
EARLIEST = 1990
ENDINGS = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}
"""What the ending of a file says of the form in which a dossier is written into it."""


class Layer(msgspec.Struct, frozen=True):
    """What the page says of one register it was made from.

    covers: the years it looks at. about: the dyads it was compiled on, empty for all. register_id: what the paths
    of its files begin with.
    """

    name: str
    licence: str
    covers: tuple[int, int] | None = None
    about: tuple[tuple[str, str], ...] = ()
    register_id: str = ""


class State:
    """One as-of state of the page: its context, its sections, its evidence."""

    def __init__(self, case: Case, cites: Cites, context: Context, later: int) -> None:
        self.case = case
        self.context = context
        self.evidence: EvidenceState = evidence_state(case)
        self.answer = header.answer_block(case, cites, context)
        self.tallies = header.tallies(self.evidence, cites, later)
        self.strip = header.strip(self.tallies)
        found = (
            genesis(case, cites, context),
            hardware(case, cites, context),
            cooperation(case, cites, context),
            responses(case, cites, context),
            perspectives(case, cites, context),
            evidence(case, cites, context, self.evidence),
        )
        self.sections: tuple[Section, ...] = tuple(one for one in found if one is not None)

    def figures(self) -> list[dict[str, Any]]:
        """Numbered sections with their figures as HTML."""
        shown = []
        for number, section in enumerate(self.sections, start=1):
            bodies = [
                html(one, f"{number}.{place}", self.context.uid) for place, one in enumerate(section.figures, start=1)
            ]
            shown.append({"number": number, "section": section, "bodies": bodies})
        return shown

    def html(self) -> dict[str, str]:
        """The state's changing parts as HTML: answer, strip and sections."""
        template = _environment().get_template("sections.html.j2")
        sections = template.render(state=self, sections=self.figures())
        return {"answer": str(self.answer), "strip": str(self.strip), "sections": _with_narrow(sections)}


class Dossier:
    """A finished dossier. `write` puts it into a file; notebooks show where it can be opened."""

    def __init__(self, states: Sequence[State], cites: Cites, layers: Sequence[Layer], version: str) -> None:
        self.states = tuple(states)
        self.cites = cites
        self.layers = tuple(layers)
        self.version = version

    @property
    def newest(self) -> State:
        """The state of the as-of day; earlier ones follow in `states`."""
        return self.states[0]

    @property
    def title(self) -> str:
        """The names of the two states."""
        return heading(self.newest.case)

    @property
    def as_of(self) -> dt.date:
        """The day up to which claims are taken in."""
        return self.newest.context.as_of

    @functools.cached_property
    def html(self) -> str:
        """The page: one HTML file that needs nothing else."""
        body = {
            "title": self.title,
            "newest": self.newest,
            "sections": self.newest.figures(),
            "facts": header.facts(
                self.newest.case, self.newest.context, [(one.name, one.licence) for one in self.layers]
            ),
            "keys": header.keys(),
            "histogram": header.histogram(self.newest.evidence, self.as_of, self._days())
            if len(self.states) > 1
            else Markup(""),
            "records": records(self.cites),
            "days": self._stops(),
            "as_of": day_words(self.as_of),
            "scope": self.scope(),
            "layers": self.layers,
            "version": self.version,
            "citation": self.citation(),
        }
        page = (
            _environment()
            .get_template("page.html.j2")
            .render(**body, styles=Markup(_styles()), script=Markup(_asset("dossier.js")))
        )
        page, narrow = _without_narrow(page)
        past = {state.context.as_of.isoformat(): state.html() for state in self.states[1:]}
        payload = json.dumps({"narrow": narrow, "past": past}, ensure_ascii=False)
        faces = _fonts(page, payload)
        # with the tags around them: no text of a source can hold those, and one that looks like a place stays text
        for before, place, after, found in (
            ("<style>\n", "/*FONTS*/", "\n", faces),
            ('id="folded">', "/*PAYLOAD*/", "</script>", _packed(payload)),
        ):
            page = page.replace(f"{before}{place}{after}", f"{before}{found}{after}", 1)
        return page

    def _days(self) -> list[dt.date]:
        return sorted(one.context.as_of for one in self.states)

    def _stops(self) -> list[dict[str, str]]:
        """The days the reader can go to, with their place on the histogram's axis (0 to 1)."""
        years = self.newest.evidence.by_year
        first = dt.date(min([*years, self.as_of.year]), 1, 1)
        last = dt.date(max([*years, self.as_of.year]), 12, 31)
        return [
            {
                "day": one.isoformat(),
                "short": day_words(one, short=True),
                "words": day_words(one),
                "share": f"{(one - first).days / max((last - first).days, 1):.3f}",
            }
            for one in self._days()
        ]

    def scope(self) -> str:
        """A warning where no register was compiled on this pair; empty otherwise."""
        if self.newest.context.is_subject:
            return ""
        subjects = listing([listing([names(code) for code in dyad]) for one in self.layers for dyad in one.about])
        return (
            f"The register was compiled on {subjects}. What it holds on {self.title} came along with that and is no full"
            " account: silence here means that nobody entered a claim."
        )

    def citation(self) -> str:
        """How to cite the dossier."""
        register = "; ".join(one.name for one in self.layers)
        return f"{self.title}: military partnership dossier. As of {day_words(self.as_of)}. Bilateral {self.version}, register: {register}."

    def markdown(self) -> str:
        """The dossier as Markdown, with every number linked to its record."""
        from bilateral.dossier.markdown import markdown

        return markdown(self)

    def json(self) -> str:
        """The dossier as JSON: sections, records, claims and sources."""
        from bilateral.dossier.data import data

        return json.dumps(data(self), ensure_ascii=False, indent=1, allow_nan=False)

    def text(self, form: str) -> str:
        """The dossier as `html`, `md` or `json`."""
        forms: dict[str, Callable[[], str]] = {"html": lambda: self.html, "md": self.markdown, "json": self.json}
        if form not in forms:
            raise UsageError(f"a dossier has no form {form!r}", hint=f"one of {', '.join(forms)}")
        return forms[form]()

    def write(self, path: str | os.PathLike[str], form: str | None = None) -> Path:
        """Write the dossier; the form follows the file's ending, html where it has none.

        The file is whole or not there at all. Raises UsageError for an ending that is not that of the form, and
        StoreError where the file cannot be written, as in a folder that does not exist.
        """
        target = Path(path)
        text = self.text(form_of(target, form))
        try:
            check_folder(target)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            aside = Path(name)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                aside.chmod(0o644)
                aside.replace(target)
            finally:
                aside.unlink(missing_ok=True)
        except OSError as error:
            reason = "the disk is full" if error.errno == 28 else (error.strerror or str(error))
            raise StoreError(
                f"{target} could not be written: {reason}", hint="choose another place with --out"
            ) from error
        return target

    def __repr__(self) -> str:
        return f"<Dossier {self.title!r} as of {self.as_of}: {self.newest.evidence.citations} citations>"

    def _repr_html_(self) -> str:
        shown = Markup("<p><b>{}</b>, as of {}. Write it with <code>.write('dossier.html')</code>.</p>{}")
        return str(shown.format(self.title, day_words(self.as_of), self.newest.answer))


def form_of(target: Path, form: str | None = None) -> str:
    """The form in which a dossier goes into a file: the one asked for, else that of the ending, else html.

    Raises UsageError where the ending stands for nothing that is written, or for another form than the one asked for.
    """
    ending = target.suffix.lower()
    meant = ENDINGS.get(ending) if ending else (form or "html")
    endings = "the endings are .html, .md and .json, or none for html"
    if meant is None:
        raise UsageError(f"{target}: a dossier is not written as {ending!r}", hint=endings)
    if form is not None and form != meant:
        raise UsageError(
            f"{target}: the ending stands for {meant}, and the format is {form}",
            hint=f"name it {target.with_suffix(f'.{form}').name}, or leave the format out; {endings}",
        )
    return meant


def check_folder(target: Path) -> None:
    """Raises StoreError where the folder that a file is to lie in does not exist; none is made for it."""
    folder = target.parent
    if not folder.exists():
        raise StoreError(
            f"{target} cannot be written: there is no folder {folder}",
            hint=f"make it first (mkdir -p {shlex.quote(str(folder))}), or choose another place with --out",
        )


def build(cases: Sequence[Case], layers: Sequence[Layer], *, version: str, progress: Progress | None = None) -> Dossier:
    """Assemble a dossier from cases of one pair, newest day first."""
    newest = cases[0]
    cites = Cites(newest.records, _things(newest))
    whole = {one.citation_id for one in newest.records.said.values()}
    states = []
    for number, case in enumerate(cases):
        if progress:
            progress("writing", number, len(cases))
        day = case.records.as_of or dt.date.max
        known = {one.citation_id for one in case.records.said.values()}
        later = len({one for one in whole - known if one in cites.numbers})
        view = cites if number == 0 else cites.at(case.records)
        states.append(State(case, view, _context(case, day, number, layers), later))
    if progress:
        progress("writing", len(cases), len(cases))
    return Dossier(states, cites, layers, version)


def _things(case: Case) -> list[Thing]:
    """Every thing the page may link to, by kind and handle."""
    return sorted(case.cited.values(), key=lambda one: (one.kind, _natural(one.handle or one.thing_id)))


def _natural(text: str) -> tuple[tuple[int, int | str], ...]:
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"(\d+)", text))


def _is_subject(case: Case, layers: Sequence[Layer]) -> bool:
    """Whether a register was compiled on the pair: it names the pair, or it names none and itself holds things of it."""
    pair = (min(case.a, case.b), max(case.a, case.b))
    if not any(one.about for one in layers):
        return True
    own = {one.file.partition("/")[0] for one in case.own}
    return any(pair in one.about or (not one.about and one.register_id in own) for one in layers)


def _context(case: Case, day: dt.date, number: int, layers: Sequence[Layer]) -> Context:
    years = [
        one.when_low.year
        for thing in case.own
        if thing.kind not in ("observation",)
        for one in case.records.said_of(thing)
        if one.when_low and one.when_low.year >= EARLIEST and one.modality == "asserted"
    ]
    pair = (min(case.a, case.b), max(case.a, case.b))
    declared = next(
        (one.covers for one in reversed(layers) if one.covers and (not one.about or pair in one.about)), None
    )
    first = min([*years, *([declared[0]] if declared else [])], default=day.year - 10)
    last = max(day.year, first + 1)
    covers = (min(declared[0], last), min(declared[1], last)) if declared else (first, last)
    return Context(
        as_of=day,
        first_year=max(min(first, last - 1), EARLIEST),
        last_year=last,
        uid=f"s{number}",
        is_newest=number == 0,
        register=layers[-1].name,
        covers=covers,
        is_subject=_is_subject(case, layers),
    )


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bilateral.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _asset(name: str) -> str:
    return (files("bilateral.dossier") / "templates" / name).read_text("utf-8")


@functools.cache
def _styles() -> str:
    """The style sheets without comments and line breaks."""
    sheets = "".join(_asset(f"{name}.css") for name in ("frame", "drawings", "tables", "print"))
    text = re.sub(r"/\*(?!FONTS).*?\*/", "", sheets, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text)


def _without_narrow(page: str) -> tuple[str, list[str]]:
    """Take the narrow drawings out of the page; each leaves a numbered place."""
    drawings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        drawings.append(found.group(1))
        return f'<div class="at-narrow" data-n="{len(drawings) - 1}"></div>'

    first, last = FENCE
    return re.sub(f"{first}(.*?){last}", keep, page, flags=re.DOTALL), drawings


def _with_narrow(part: str) -> str:
    """Give the narrow drawings the place that shows them in narrow columns only."""
    first, last = FENCE
    return part.replace(first, '<div class="at-narrow">').replace(last, "</div>")


def _packed(text: str) -> str:
    """A text deflated and written in base64: what the script unfolds when it is needed."""
    packer = zlib.compressobj(7, zlib.DEFLATED, -15)
    return base64.b64encode(packer.compress(text.encode()) + packer.flush()).decode()


_SERIF_PARTS = re.compile(
    r'<(?:h1|h2|figcaption)[^>]*>.*?</|<h3><span class="fn">.*?</h3>|<div class="answer">.*?</div>|class="(?:sv|big|num)[^>]*>[^<]*<',
    re.DOTALL,
)


def _fonts(page: str, payload: str) -> str:
    """@font-face rules for the subsets the page needs: for each cut, those that cover most characters first.

    The serif cuts set headings and the answer only, and are chosen by the characters of those.
    """
    folder = files("bilateral.dossier") / "fonts"
    cuts: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for one in json.loads((folder / "manifest.json").read_text("utf-8")):
        cuts.setdefault((one["family"], one["weight"]), []).append(one)
    headings = "".join(_SERIF_PARTS.findall(page))
    everything = _characters(page + payload)
    rules = []
    for (family, weight), subsets in cuts.items():
        missing = set(_characters(headings) if "Serif" in family else everything)
        remaining = [(one, _range(one["unicode_range"])) for one in subsets]
        while remaining:
            best, covered = max(remaining, key=lambda one: (len(one[1] & missing), -one[0]["bytes"]))
            if not covered & missing:
                break
            data = base64.b64encode((folder / best["file"]).read_bytes()).decode()
            rules.append(
                f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:normal;font-display:block;'
                f'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{best["unicode_range"]}}}'
            )
            missing -= covered
            remaining = [one for one in remaining if one[0] is not best]
    return "\n".join(rules)


def _characters(text: str) -> frozenset[int]:
    return frozenset(ord(char) for char in set(unicodedata.normalize("NFC", text)) if ord(char) >= 32)


@functools.cache
def _range(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
