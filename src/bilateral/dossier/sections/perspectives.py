"""Section: what each capital said, as claims about views."""

from __future__ import annotations

from markupsafe import Markup

from bilateral.dossier.charts.frame import Context, Figure, Section
from bilateral.dossier.cite import Cites
from bilateral.dossier.markup import fill, join
from bilateral.dossier.words import (
    actor_name,
    capital,
    count,
    names,
    small,
    upper_first,
    when_words,
    year_words,
)
from bilateral.evidence.kinds import TOPICS
from bilateral.measures.case import Case
from bilateral.measures.positions import Matrix, Statement, matrix, statements

_STANCES = {"leaves_open": "leaves open", "plays_down": "plays down"}


def perspectives(case: Case, cites: Cites, context: Context) -> Section | None:
    """The matrix of capitals by questions, and every statement behind it."""
    views = statements(case)
    if not views:
        return None
    found = matrix(case)
    figures = []
    if len(found.speakers) >= 2 and found.topics:
        figures.append(_matrix(found, cites, context))
    figures.append(_all(views, found, cites))
    speakers = {one.speaker for one in views}
    finding = fill(
        "{} by {}, on {}.",
        cites.text(count(len(views), "statement", "statements"), [claim for one in views for claim in one.claims]),
        count(len(speakers), "speaker", "speakers"),
        count(len({one.topic for one in views}), "question", "questions"),
    )
    caution = Markup(
        "These are claims about views: what an office said, on which day. The register does not rule between them. Columns are in alphabetical order."
    )
    return Section("perspectives", "Perspectives", finding, caution, tuple(figures))


def _matrix(found: Matrix, cites: Cites, context: Context) -> Figure:
    capitals = sorted((capital(code, context.as_of.year), code) for code in found.speakers)
    head = join(fill('<th scope="col">{}</th>', name) for name, _ in capitals)
    body = []
    for topic in found.topics:
        cells = join(
            fill('<td data-l="{}"><div>{}</div></td>', name, _cell(found.cells.get((topic, code), ()), cites))
            for name, code in capitals
        )
        body.append(fill('<tr><th scope="row">{}</th>{}</tr>', TOPICS[topic], cells))
    return Figure(
        title="What each capital said",
        subtitle="Official positions in paraphrase, with the year and the claim behind them: the first and the latest of each",
        body=fill(
            '<table class="frames"><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>',
            head,
            join(body),
        ),
        caption="Source: register, position claims. Capitals stand for governments in this figure only. Empty answers are marked, not filled in.",
    )


def _cell(found: tuple[Statement, ...], cites: Cites) -> Markup:
    if not found:
        return Markup('<span class="unk">no position found by this date</span>')
    parts = []
    for one in found:
        text = upper_first(one.text).rstrip(".")
        parts.append(fill('<p>{}. <span class="yr">{}</span></p>', text, cites.text(year_words(one.when), one.claims)))
    return join(parts)


def _all(views: list[Statement], found: Matrix, cites: Cites) -> Figure:
    by_speaker: dict[str, list[Statement]] = {}
    for one in views:
        by_speaker.setdefault(one.speaker, []).append(one)
    order = sorted(by_speaker, key=lambda one: (-len(by_speaker[one]), one))
    parts = []
    for speaker in order:
        rows = join(_line(one, cites) for one in by_speaker[speaker])
        name = actor_name(cites.records, speaker)
        parts.append(
            fill(
                '<div class="speaker"><details class="tab spk"><summary>{}</summary><ol class="chron">{}</ol></details><p class="q0">{}</p></div>',
                name,
                rows,
                cites.text(
                    count(len(by_speaker[speaker]), "statement", "statements"),
                    [claim for one in by_speaker[speaker] for claim in one.claims],
                ),
            )
        )
    outside = [code for code in order if code not in found.speakers]
    tail = f"; {small(len(outside))} more speakers stand only here" if outside else ""
    return Figure(
        title="Every statement, by speaker",
        subtitle=f"In order of time, with who spoke and on which question{tail}",
        body=join(parts),
        caption="Source: register, position claims.",
    )


def _line(one: Statement, cites: Cites) -> Markup:
    who = actor_name(cites.records, one.by) if one.by else ""
    stance = f"{_STANCES.get(one.stance, one.stance)}: " if one.stance else ""
    by = fill(" <small>{}</small>", who) if who and who != names(one.speaker) else Markup("")
    return fill(
        '<li><span class="cd">{}</span><span>{}{}{}</span></li>',
        cites.text(when_words(one.when), one.claims),
        stance,
        one.text,
        by,
    )
