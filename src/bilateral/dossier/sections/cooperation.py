"""Section: what the two do together beside transfers."""

from __future__ import annotations

from markupsafe import Markup

from bilateral.dossier.charts import matrix
from bilateral.dossier.charts.frame import Context, Figure, Section, both, key, sentences, swatch
from bilateral.dossier.cite import Cites
from bilateral.dossier.markup import fill, join, series
from bilateral.dossier.sections import rows
from bilateral.dossier.words import actor_name, count, measured_words, names, small, the, upper_first
from bilateral.evidence.grade import COUNTING
from bilateral.evidence.records import Said
from bilateral.measures.case import Case
from bilateral.measures.measured import Measured
from bilateral.measures.strands import Amount, Entry, by_day, entries, strand_years

_VISIT = ("ships", "aircraft")
_PRESENT = ("personnel", "contractors", "installation", "mixed")


def cooperation(case: Case, cites: Cites, context: Context) -> Section | None:
    """Strands by year, then a table for each strand; each absent where nothing is held."""
    figures = [
        _strands(case, cites, context),
        _exercises(case, cites),
        _presence(case, cites),
        _training(case, cites),
        _plants(case, cites),
        _credits(case, cites),
        _agreements(case, cites),
        _visits(case, cites),
    ]
    present = tuple(one for one in figures if one is not None)
    if not present:
        return None
    return Section("cooperation", "Cooperation", _finding(case, cites), _caution(), present)


def _finding(case: Case, cites: Cites) -> Markup:
    held = entries(case, "exercise", "deployment", own_only=True)
    visits = [
        one for one in held if one.thing.kind == "exercise" or one.thing.attributes.get("force", ("",))[0] in _VISIT
    ]
    staff = [one for one in held if one.thing.kind == "deployment" and one not in visits]
    agreements = entries(case, "agreement", own_only=True)
    credits = entries(case, "credit", own_only=True)
    parts: list[Markup | None] = []
    for found, one, many in (
        (agreements, "agreement", "agreements"),
        (credits, "record of credit or debt", "records of credit and debt"),
        (visits, "exercise or visit by ships and aircraft", "exercises and visits by ships and aircraft"),
        (staff, "report of personnel on the ground", "reports of personnel on the ground"),
    ):
        if found:
            claims = [said.claim_id for entry in found for said in cites.records.said_of(entry.thing)]
            parts.append(cites.text(count(len(found), one, many), claims))
    if not parts:
        return Markup("")
    shown = [one for one in parts if one]
    joined = series(shown)
    return fill("The register holds {}.", joined)


def _caution() -> Markup:
    return sentences(
        [
            Markup("A visit is not a base, an announcement not an exercise held."),
            Markup("Where two counts contradict, both stand."),
        ]
    )


def _strands(case: Case, cites: Cites, context: Context) -> Figure | None:
    found = {
        strand: years
        for strand, years in strand_years(case, context.first_year, context.last_year).items()
        if any(one.count for one in years)
    }
    if len(found) < 2:
        return None
    legend = key(swatch("mx1"), "one record") + key(swatch("mx2"), "two") + key(swatch("mx3"), "three and more")
    legend += key(swatch("mxs"), "under way")
    return Figure(
        title="Strands by year",
        subtitle="Records with claims about a year, by strand. A pale bar: something runs through it.",
        legend=legend,
        body=both(lambda width: matrix.strands(found, cites, width)),
        behind=matrix.strands_list(found, cites),
        caption="Source: register. A count of records is not a measure of depth. An empty year: no claim yet, which is not the same as nothing.",
    )


def _exercises(case: Case, cites: Cites) -> Figure | None:
    held = entries(case, "exercise", own_only=True) + entries(case, "deployment", own_only=True, force=_VISIT)
    if not held:
        return None
    held.sort(key=by_day)
    numbers = ("ships", "aircraft", "personnel", "duration")
    body = [
        (
            rows.title(one, cites),
            rows.when(one, cites, ("held", "arrived", "present", "announced")),
            rows.amounts(one, cites, lambda amount: amount.what in numbers),
            rows.texts(one, cites, ("place",)) or rows.NOT_REPORTED,
            rows.grade(one),
        )
        for one in held
    ]
    took_place = sum(
        any(moment.stage in ("held", "arrived") and moment.state == "reached" for moment in one.moments) for one in held
    )
    return Figure(
        title=f"Exercises and calls by ships and aircraft: {took_place} on record as held",
        subtitle="Each with what took part, as claimed; in brackets the side it belongs to, where claims say so",
        body=rows.table(
            ("Exercise or visit", "When", "What took part", "Where", "Grade"),
            body,
            "Exercises and visits",
            "wide",
        ),
        caption="Source: register, strands exercise and deployment. A diamond: sources differ; open the record to see how.",
    )


def _presence(case: Case, cites: Cites) -> Figure | None:
    held = entries(case, "deployment", own_only=True, force=_PRESENT)
    if not held:
        return None
    there = [one for one in held if any(moment.stage in _THERE for moment in one.moments)]
    talk = len(held) - len(there)
    body = []
    for one in held:
        body.append(
            (
                rows.title(one, cites),
                rows.when(one, cites, (*_THERE, "announced")) if one in there else rows.course(one, cites, most=2),
                _people(one, cites),
                rows.texts(one, cites, ("purpose", "place")) or rows.NOT_REPORTED,
                rows.grade(one),
            )
        )
    return Figure(
        title=_presence_title(len(there), talk),
        subtitle="Specialists, advisers, contractors and installations, with rival counts",
        body=rows.table(("Report", "When", "How many", "For what, where", "Grade"), body, "Personnel present", "wide"),
        caption="Source: register, strand deployment. Counts of different times are not added. In brackets: who says so.",
    )


def _presence_title(there: int, talk: int) -> str:
    if not there:
        return f"Personnel on the ground: no report, {small(talk)} only talked of or announced"
    more = f"; {small(talk)} more only talked of or announced" if talk else ""
    return f"Personnel on the ground, in {count(there, 'report', 'reports')}{more}"


_THERE = ("arrived", "present", "left")


def _people(entry: Entry, cites: Cites) -> Markup:
    """The claimed counts of those present, rival ones one below the other; other figures in persons say what of."""
    parts = _counts([one for one in entry.amounts if one.what == "personnel" and not one.is_figure], cites)
    for one in entry.amounts:
        if one.is_figure and one.what and one.value.unit == "persons":
            parts += [fill("{}: {}", one.what, part) for part in _counts([one], cites)]
    return join(parts, "<br>") if parts else rows.NOT_REPORTED


def _counts(people: list[Amount], cites: Cites) -> list[Markup]:
    """Each number as it is claimed, with who says it: the speaker where one is named, else the source."""
    by_words: dict[str, list[Said]] = {}
    for claim_id in dict.fromkeys(claim for amount in people for claim in amount.value.claims):
        claim = cites.records.said[claim_id]
        by_words.setdefault(claim.words, []).append(claim)
    parts = []
    for words, said in by_words.items():
        speakers = sorted({_speaker(one, cites) for one in said})
        who = speakers[0] if len(speakers) == 1 else f"{speakers[0]} and {small(len(speakers) - 1)} more"
        notes = {_standing(one) for one in said}
        note = "" if "" in notes else f", {min(notes)}"
        parts.append(fill("{} <small>({}{})</small>", cites.text(words, [one.claim_id for one in said]), who, note))
    return parts


def _standing(claim: Said) -> str:
    """Why a count does not bear on the record: planned, denied …, weak; empty where it does."""
    if claim.modality != "asserted":
        return claim.modality
    return "" if claim.letter in COUNTING else "weak"


def _speaker(claim: Said, cites: Cites) -> str:
    return actor_name(cites.records, claim.by) or cites.records.sources[claim.source_id].name


def _training(case: Case, cites: Cites) -> Figure | None:
    held = entries(case, "training", own_only=True)
    if not held:
        return None
    body = [
        (
            rows.title(one, cites),
            rows.when(one, cites, ("under_way", "completed", "announced")),
            rows.amounts(
                one,
                cites,
                lambda amount: amount.what in ("trainees", "trainers") or amount.value.unit == "persons",
            ),
            rows.texts(one, cites, ("content", "place")) or rows.NOT_REPORTED,
            rows.grade(one),
        )
        for one in held
    ]
    return Figure(
        title="Training on record",
        subtitle="Crews, officers and technicians trained by one side for the other",
        body=rows.table(("Training", "When", "How many", "In what, where", "Grade"), body, "Training", "wide"),
        caption="Source: register, strand training. Numbers are counts so far, not per year.",
    )


def _plants(case: Case, cites: Cites) -> Figure | None:
    held = entries(case, "technology_transfer", own_only=True)
    if not held:
        return None
    body = [
        (
            rows.title(one, cites),
            rows.course(one, cites),
            rows.amounts(one, cites, lambda amount: amount.what in ("progress", "capacity", "output", "loss", "value")),
            rows.texts(one, cites, ("cause",)) or Markup(""),
            rows.grade(one),
        )
        for one in held
    ]
    return Figure(
        title="Plants and repair centres: what was agreed and what works",
        subtitle="Stages with the years that claims give; a missed date is a stage of its own",
        body=rows.table(
            ("Works", "Course", "Numbers claimed", "Causes given", "Grade"),
            body,
            "Plants and technology",
            "wide",
        ),
        caption="Source: register, strand technology transfer. Progress and capacity are claims, not measurements.",
    )


def _credits(case: Case, cites: Cites) -> Figure | None:
    held = entries(case, "credit", own_only=True)
    if not held:
        return None
    body = [
        (
            rows.title(one, cites),
            rows.course(one, cites, most=5),
            rows.amounts(one, cites, lambda amount: amount.what in ("value", "balance", "share", "term")),
            rows.texts(one, cites, ("purpose",)) or Markup(""),
            rows.grade(one),
        )
        for one in held
    ]
    sums = [
        amount.value
        for one in held
        for amount in one.amounts
        if amount.what == "value" and amount.stage in ("signed", "announced")
    ]
    return Figure(
        title=_credit_title(sums),
        subtitle="Loans, prepayments, pledges and their service. The same loan can stand in several records; sums are not added.",
        body=rows.table(
            ("Credit or debt", "Course", "Sums", "Purpose given", "Grade"), body, "Credit and debt", "wide"
        ),
        caption="Source: register, strand credit, in the prices of the day.",
    )


def _credit_title(sums: list[Measured]) -> str:
    largest = max((one for one in sums if one.best), key=lambda one: one.best or 0, default=None)
    return f"Credit and debt: the largest sum named is {measured_words(largest)}" if largest else "Credit and debt"


def _agreements(case: Case, cites: Cites) -> Figure | None:
    held = entries(case, "agreement", own_only=True)
    if not held:
        return None
    body = [
        (
            rows.title(one, cites),
            rows.course(one, cites, most=5),
            rows.amounts(one, cites, lambda amount: amount.what in ("term", "instruments", "value"), most=3),
            rows.texts(one, cites, ("content",)) or Markup(""),
            rows.grade(one),
        )
        for one in held
    ]
    signed = sum(any(moment.stage == "signed" and moment.state == "reached" for moment in one.moments) for one in held)
    return Figure(
        title=f"Agreements: {signed} on record as signed",
        subtitle="What was signed, approved and came into force",
        body=rows.table(("Agreement", "Course", "Terms", "Content, as claimed", "Grade"), body, "Agreements", "wide"),
        caption="Source: register, strand agreement. Texts that were never published are known from reports only.",
    )


def _visits(case: Case, cites: Cites) -> Figure | None:
    held = [
        one
        for one in entries(case, "political_event", own_only=True)
        if one.thing.attributes.get("nature", ("",))[0] in ("visit", "meeting")
    ]
    if not held:
        return None
    items = []
    for one in held:
        text = rows.texts(one, cites, ("content",), 1)
        items.append(
            fill(
                '<li><span class="cd">{}</span><span>{}{}</span></li>',
                rows.when(one, cites, ("occurred", "announced")),
                rows.title(one, cites),
                fill(": {}", text) if text else Markup(""),
            )
        )
    a, b = the(names(case.a)), the(names(case.b))
    return Figure(
        title=upper_first(f"{count(len(held), 'high-level visit', 'high-level visits')} on record"),
        subtitle=f"Presidents and ministers of {a} and {b}, in order of time",
        body=fill('<ol class="chron open">{}</ol>', join(items)),
        caption="Source: register, strand political event.",
    )
