"""Digits that stand outside links: the kinds that are allowed, why, and what each must agree with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bilateral.dossier.words import SMALL, day_words
from bilateral.measures.timeline import LANES, timeline
from dossier.conftest import Edition
from dossier.places import place
from dossier.reading import Facts, classes, dates_in, is_dated, numbers_in, plain, tag, words

Here = Callable[[Edition, Element], Element | None]
Right = Callable[[Edition, Element, str], bool]


@dataclass(frozen=True)
class Kind:
    """A kind of loose digits. here: the element that makes it one. right: whether a text agrees with the register."""

    name: str
    why: str
    here: Here
    right: Right


def inside(name: str | None = None, cls: str | None = None, within: str | None = None) -> Here:
    """Texts in an element of a name and class; of them, those inside another class."""

    def here(edition: Edition, element: Element) -> Element | None:
        found = edition.page.inside(element, name, cls)
        return found if found is not None and (within is None or edition.page.inside(found, cls=within)) else None

    return here


def of_title(start: str) -> Here:
    """Items of a list in the figure with this title."""

    def here(edition: Edition, element: Element) -> Element | None:
        figure = edition.page.inside(element, "figure")
        is_it = figure is not None and start in words(figure.find("h3"))  # type: ignore[arg-type]
        return edition.page.inside(element, "li") if is_it else None

    return here


def facts_in(edition: Edition, element: Element | None) -> Facts:
    """The claims behind all links inside an element."""
    inner = set(element.iter()) if element is not None else set()
    numbers = {number for link in edition.page.links if link.element in inner for number in link.numbers}
    return edition.behind(tuple(sorted(numbers)))


def beside(edition: Edition, element: Element, *names: str) -> Facts:
    """The claims behind the links that stand with a text in one line, cell or paragraph."""
    return facts_in(edition, next((one for one in edition.page.above(element) if tag(one) in names), None))


def of_figure(edition: Edition, element: Element) -> Facts:
    return beside(edition, element, "figure")


def always(edition: Edition, element: Element, text: str) -> bool:
    return True


def date_of_line(edition: Edition, element: Element, text: str) -> bool:
    facts = beside(edition, element, "li")
    return is_dated(text, facts.days | facts.known)


def stated(edition: Edition, element: Element, text: str) -> bool:
    return text in {plain(one.says) for one in edition.disagreements()}


def unsourced(edition: Edition, element: Element, text: str) -> bool:
    return text in {plain(one.unsourced or "") for one in edition.disagreements()}


def name_held(edition: Edition, element: Element, text: str) -> bool:
    """A name as the register gives it: of a thing, a type, a source, an actor; shortened by an ellipsis at most."""
    return any(one == text or (text.endswith("…") and one.startswith(text[:-1])) for one in edition.names)


def grade(edition: Edition, element: Element, text: str) -> bool:
    tile = edition.page.inside(element, cls="gr")
    facts = beside(edition, element, "li", "tr")
    return words(tile) in {f"{one['letter']}{one['digit']}" for one in facts.claims}  # type: ignore[arg-type]


def of_claims(edition: Edition, element: Element, text: str) -> bool:
    """Years, and words that qualify a number, as the claims beside it have them."""
    facts = beside(edition, element, "td", "li", "p")
    held = " ".join({one[key] for one in facts.claims for key in ("facet", "text", "period", "words") if one[key]})
    text = re.sub(r"\b[A-F]\d\b", "", text)
    bare = [one for one in re.findall(r"\d+", text) if one not in held]
    return not bare or is_dated(text, facts.days)


def qualifier(edition: Edition, element: Element, text: str) -> bool:
    """Small print after a linked number: its source, its year, or both."""
    year, _, name = text.rpartition(", ")
    return told(edition, element, text) or (
        of_claims(edition, element, year or name) and (not year or told(edition, element, name))
    )


def said(edition: Edition, element: Element, text: str) -> bool:
    """The very words of a claim beside it, or of its thing's name."""
    facts = beside(edition, element, "li", "p", "td")
    return any(one and one in text for one in (*(plain(one["text"] or "").rstrip(".") for one in facts.claims),)) or (
        name_held(edition, element, text.rsplit(", ", 1)[0])
    )


def axis(edition: Edition, element: Element, text: str) -> bool:
    """A year up to the as-of day's, or a multiple of the picture's first tick."""
    picture = edition.page.inside(element, "svg")
    ticks = [
        float(words(one).replace(" ", "")) for one in picture.iter() if tag(one) == "text" and "ax" in classes(one)
    ]
    number = float(text.replace(" ", ""))
    if 1900 < number < 2100 and number <= edition.dossier.as_of.year:
        return True
    return (number / min(ticks)) % 1 == 0


def known_span(edition: Edition, element: Element, text: str) -> bool:
    return all(any(day.year == year for day in edition.everything.known) for year, _, _ in dates_in(text))


def items_of_topic(edition: Edition, element: Element, text: str) -> bool:
    topic = edition.page.inside(element, "details")
    return int(text) == sum(tag(one) == "li" for one in topic.iter())  # type: ignore[union-attr]


def letters(edition: Edition, element: Element, text: str) -> bool:
    """Citations of a source by letter: they add up to the number that is linked."""
    split = dict(re.findall(r"\b([A-F]) (\d+)", text))
    facts = beside(edition, element, "li")
    return {letter: int(number) for letter, number in split.items()} == {
        letter: len(facts.where(letter=letter).citations) for letter in {one["letter"] for one in facts.claims}
    }


def rows_of(edition: Edition, element: Element, name: str) -> int:
    """How many rows or items the figure of a text has."""
    figure = edition.page.inside(element, "figure")
    rows = [one for one in figure.iter() if tag(one) == name]  # type: ignore[union-attr]
    return sum(one.find("./th[@scope='row']") is not None for one in rows) if name == "tr" else len(rows)


def marks_of(edition: Edition, element: Element) -> list[str]:
    """What the marks of the figure of a text say."""
    inner = set(edition.page.inside(element, "figure").iter())  # type: ignore[union-attr]
    return [one.says for one in edition.page.links if one.is_mark and one.element in inner]


def as_number(text: str) -> int:
    return SMALL.index(text.lower()) if text.lower() in SMALL else int(text)


def agree(edition: Edition, element: Element, text: str, patterns: Iterable[Pattern]) -> bool:
    """Whether each passage with digits is one of these, and its numbers are what the rule makes of the page."""
    for form, rule in patterns:
        for found in re.finditer(form, text):
            if [as_number(one) for one in found.groups()] != rule(edition, element):
                return False
        text = re.sub(form, "", text)
    for name in sorted(edition.names, key=len, reverse=True):
        text = text.replace(name, "")
    return not re.search(r"\d", text)


Pattern = tuple[str, Callable[[Edition, Element], list[int]]]


def sides(edition: Edition, element: Element) -> list[int]:
    """Sources for and against among the dots, each origin once and none that is weak."""
    dots = [one for one in marks_of(edition, element) if " counted" not in one]
    return [sum(f": {side}" in one for one in dots) for side in ("says yes", "says no")]


def held(edition: Edition, element: Element) -> list[int]:
    """Rows of a table whose claims say that it was held, or that somebody arrived."""
    figure = edition.page.inside(element, "figure")
    rows = [one for one in figure.iter() if tag(one) == "tr" and one.find("./th[@scope='row']") is not None]  # type: ignore[union-attr]
    records = edition.dossier.cites.records
    return [
        sum(
            any(
                records.is_reached(thing, stage) is True
                for thing in facts_in(edition, one.find("./th")).things
                for stage in ("held", "arrived")
            )
            for one in rows
        )
    ]


def signed(edition: Edition, element: Element) -> list[int]:
    own = {thing for link in edition.page.links for thing in edition.behind(link.numbers).things}
    records = edition.dossier.cites.records
    table = [one for one in edition.dossier.newest.case.of_kind("agreement") if one.thing_id in own]
    return [sum(records.is_reached(one, "signed") is True for one in table)]


def steps(edition: Edition, element: Element) -> list[int]:
    """Of a fleet: what its picture says was delivered and is left, or lost where nothing can be said to be left."""
    marks = marks_of(edition, element)
    texts = [one.removesuffix(" surviving") for one in marks if one.endswith(" surviving")]
    texts += [one.removesuffix(" lost") for one in marks if one.endswith(" lost")]
    whole = [one.removesuffix(" delivered") for one in marks_of(edition, element) if one.endswith(" delivered")]
    return [int(one) for text in (*whole[:1], *texts[:1]) for one in re.findall(r"\d+", text)]


def columns(edition: Edition) -> int:
    """How many speakers the matrix of positions has."""
    return len(edition.page.one("table", "frames").findall("./thead/tr/th"))


TITLES: tuple[Pattern, ...] = (
    (r"(\d+) on record as held", held),
    (r"(\d+) on record as signed", signed),
    (r"(\d+) (?:source says|sources say) yes, (\d+) (?:says|say) no", sides),
    (r"(\d+) numbers? on which", lambda e, x: [rows_of(e, x, "li")]),
    (r"(\d+) disagreements?", lambda e, x: [len(e.disagreements())]),
    (r"(\d+) high-level visits?", lambda e, x: [rows_of(e, x, "li")]),
    (r"(\d+) sanctions? (?:and|or) embargo(?:es)?", lambda e, x: [rows_of(e, x, "tr")]),
)
SUBTITLES: tuple[Pattern, ...] = (
    (
        r"(\d+) more speakers",
        lambda e, x: [rows_of(e, x, "details") - len(e.page.one("table", "frames").findall("./thead/tr/th"))],
    ),
    (r"The (\d+) with most origins", lambda e, x: [min(12, rows_of(e, x, "li"))]),
    (
        r"(\d+) of (\d+) sources; the others carry (\d+) or fewer",
        lambda e, x: [
            len(marks_of(e, x)),
            len({one["source_id"] for one in e.everything.claims}),
            min(int(numbers_in(one.rpartition(": ")[2])[0]) for one in marks_of(e, x)),
        ],
    ),
    (r"(\d{4}) to (\d{4})", lambda e, x: [e.dossier.newest.context.first_year, e.dossier.newest.context.last_year]),
)


def title(edition: Edition, element: Element, text: str) -> bool:
    """What a figure's title counts is the number of its rows; what it names or dates stands linked in it."""
    if text.startswith("Of "):
        return ladder(edition, element, text)
    if " from " in text and edition.page.inside(element, cls="tlf") is not None:
        return began(edition, text)
    if " delivered, " in text:
        return [int(one) for one in re.findall(r"\d+", text.partition(": ")[2])] == steps(edition, element)
    if found := re.search(r"in (\d+) reports?(?:; (\w+) more)?", text):
        return sum(as_number(one) for one in found.groups("no")) == rows_of(edition, element, "tr")
    if found := re.match(r"What came in which year, (\d+) to (\d+)", text):
        heads = [words(one) for one in edition.page.one("table", "cal").findall("./thead/tr/th")[1:]]
        return [f"’{year[2:]}" for year in found.groups()] == [heads[0], heads[-1]]
    if text.startswith("Deliveries in "):
        years = {year for one in marks_of(edition, element) if "TIV" in one for year, _, _ in dates_in(one)}
        return {year for year, _, _ in dates_in(text)} <= years and dates_in(text)[-1][0] == max(years)
    if found := re.search(r"the largest sum named is (.+)", text):
        return all(one.is_one_of(of_figure(edition, element).values) for one in numbers_in(found[1]))
    return agree(edition, element, text, TITLES)


def subtitle(edition: Edition, element: Element, text: str) -> bool:
    return agree(edition, element, text, SUBTITLES)


def period_of_answer(edition: Edition, element: Element, text: str) -> bool:
    return is_dated(text, beside(edition, element, "p").days)


def strip(edition: Edition, element: Element, text: str) -> bool:
    """The small print of the strip, counted again from the store."""
    everything = edition.everything
    first = {one["citation_id"]: one for one in everything.claims}.values()
    good = sum(one["letter"] in "AB" for one in first)
    held = {
        round(100 * good / len(first)),
        len(everything.claims),
        len(everything.things),
        sum(one["basis"] == "seen" for one in first),
        sum(one["is_checked"] for one in first),
        round(100 * edition.disputed / len(everything.things)),
        edition.later,
    }
    return all(number in held for number in numbers_in(text))


def as_of(edition: Edition, element: Element, text: str) -> bool:
    return is_dated(text, {state.context.as_of for state in edition.dossier.states})


def newest_dated(edition: Edition, element: Element, text: str) -> bool:
    return is_dated(text, {max(one["known"] for one in edition.everything.claims if one["basis"] != "seen")})


def caption(edition: Edition, element: Element, text: str) -> bool:
    days = set(re.findall(r"\d{4}-\d\d-\d\d", text))
    text = re.sub(r"\d{4}-\d\d-\d\d", "", text)
    covers = edition.dossier.newest.context.covers
    return days <= {one.isoformat() for one in of_figure(edition, element).known} and {
        year for year, _, _ in dates_in(text)
    } <= set(covers)


def finding(edition: Edition, element: Element, text: str) -> bool:
    """Counts in a section's finding: of the ladder's rows by how far they got, of speakers and questions."""
    if text.startswith("Of "):
        return ladder(edition, element, text)
    views = edition.everything.where(kind="position", property=("statement", "stance")).claims
    counts = [len({one[key] for one in views}) for key in ("actor", "facet")]
    return [int(one) for one in numbers_in(text)] == counts


def ladder(edition: Edition, element: Element, text: str) -> bool:
    """'Of 66 systems, 32 arrived, nine came in part …': the parts add up to the rows of the table."""
    table = edition.page.one("table", "lad")
    rows = [one for one in table.iter() if tag(one) == "tr" and one.find("./th[@scope='row']") is not None]
    text = text.partition(". ")[0]
    numbers = [int(one) for one in numbers_in(text)]
    numbers += [SMALL.index(one) for one in re.findall(r"[a-z]+", text.lower()) if one in SMALL and one != "no"]
    parts = sum(numbers[1:]) or (len(rows) if text.endswith(", no arrival is on record") else 0)
    return numbers[0] == len(rows) == parts


def began(edition: Edition, text: str) -> bool:
    """'Agreements from 2001, politics from 2006': in order, and of each strand nothing certain is told of before."""
    lanes = timeline(edition.dossier.newest.case)
    held = {LANES[lane].lower().replace(", ", " and "): events for lane, events in lanes.items()}
    years = []
    for part in text.removeprefix("On record: ").split(", "):
        lane, _, year = part.lower().partition(" from ")
        sure = [one for one in held[lane] if one.is_own and not one.is_disputed and not one.is_only_talk]
        starts = {one.start.first.year for one in sure if one.start.first and one.start.last == one.start.first}
        years.append(int(year))
        if min(starts, default=years[-1]) < years[-1]:
            return False
        if not any(one.start.first and one.start.first.year == years[-1] for one in sure):
            return False
    return years == sorted(years)


def contested(edition: Edition, element: Element, text: str) -> bool:
    marks = [one for one in edition.page.links if place(edition.page, one) == "event mark" and "disputed" in one.says]
    return [int(one) for one in numbers_in(text)] == [len(marks)]


def page_years(edition: Edition, element: Element, text: str) -> bool:
    context = edition.dossier.newest.context
    return all(context.first_year <= year <= context.last_year for year, _, _ in dates_in(text))


def row_year(edition: Edition, element: Element, text: str) -> bool:
    """The year that a row or column stands for: of a claim in it, or a year of the page without one."""
    return is_dated(text, of_figure(edition, element).days) or page_years(edition, element, text)


def absent(edition: Edition, element: Element, text: str) -> bool:
    """Years without a link in the list of what is covered: each with the reason why there is nothing."""
    return all(
        re.search(rf"{span}{_REASON}", text) is not None for span in re.findall(r"\d{4}(?:–\d\d(?:\d\d)?)?", text)
    )


_REASON = r" (?:no claim yet|not yet published|outside what the source covers|no claim of the year itself)"


def ruled(edition: Edition, element: Element, text: str) -> bool:
    """Author and day of a judgement, or the name of a correction."""
    records = edition.dossier.cites.records
    rulings = {
        part
        for one in records.judgements.values()
        if one.made <= edition.dossier.as_of
        for part in (plain(f"{one.author}, {day_words(one.made)}"), plain(one.reason))
    }
    if text.removeprefix(": ") in rulings:
        return True
    return any(text == f"Correction {one['correction_id']}" for one in edition.everything.claims)


def told(edition: Edition, element: Element, text: str) -> bool:
    """A name with the stage or the number of others after it."""
    bare = re.sub(r"(?:, [a-z ]+| and \w+ more)$", "", text)
    return name_held(edition, element, bare)


KINDS = (
    Kind("nav", "numbers of sections", inside("nav"), always),
    Kind("section number", "numbers of sections", inside("p", "num"), always),
    Kind("figure number", "numbers of figures", inside("span", "fn"), always),
    Kind("key", "how to read: the scale of grades", inside("ul", "keys"), always),
    Kind("foot", "version, licence, day: about the file", inside("footer"), always),
    Kind("facts", "period and licence of the register", inside("dl", "facts"), always),
    Kind("day", "the as-of days", inside(cls="stepper"), as_of),
    Kind("day", "the as-of days", inside(cls="asof"), lambda e, x, t: tag(x) == "text" or as_of(e, x, t)),
    Kind("day", "the as-of days", inside("p", "sub"), as_of),
    Kind("strip", "what the strip counts beside its linked numbers", inside("p", "sn"), strip),
    Kind("newest", "day of the newest dated citation", inside("p", "sd"), newest_dated),
    Kind("grade", "a grade, of a claim that its line opens", inside(cls="gr"), grade),
    Kind("axis", "ticks of an axis", inside("text", "ax"), axis),
    Kind("span", "years in which a source's citations became known", inside("text", "an"), known_span),
    Kind("name", "a designation or a name, as the register has it", inside("text", "lb"), name_held),
    Kind("name", "a designation or a name, as the register has it", inside("text", "lbn"), name_held),
    Kind("name", "a designation or a name, as the register has it", inside(cls="nm"), name_held),
    Kind("name", "a designation or a name, as the register has it", inside("small", within="topic"), name_held),
    Kind("name", "a designation or a name, as the register has it", inside("small", within="spk"), name_held),
    Kind("unsourced", "a side of a disagreement that no citation holds", inside("i", within="sides"), unsourced),
    Kind("topic", "how many disagreements a topic has", inside(cls="ct"), items_of_topic),
    Kind("name", "what a disagreement is about", inside("summary", within="topic"), name_held),
    Kind("stated", "an editor's sentence on a disagreement", inside("li", within="topic"), stated),
    Kind("date", "the day of what its line opens", inside(cls="cd"), date_of_line),
    Kind("split", "citations of a source by letter", inside("small", within="lst"), letters),
    Kind("name", "the name of a source", inside("li", within="lst"), name_held),
    Kind("statement", "the words of a claim that its line opens", inside("li", within="spk"), said),
    Kind("statement", "the words of a claim that its line opens", inside("td", within="frames"), said),
    Kind("title", "a figure's title says what stands linked in it", inside("h3"), title),
    Kind("finding", "counts of rows that the section shows", inside("p", "find"), finding),
    Kind("contested", "events drawn as disputed", inside("p", "more"), contested),
    Kind("subtitle", "what is drawn, and of how many", inside("p", "fs"), subtitle),
    Kind("caption", "editions and the years the register covers", inside("figcaption"), caption),
    Kind("period", "years of a series or of its period", inside("p", "hd2"), page_years),
    Kind("year", "the year that a row or column stands for", inside("th"), row_year),
    Kind("answer", "a year beside the linked number that it qualifies", inside(cls="answer"), period_of_answer),
    Kind("ruling", "author and day of a judgement", of_title("Rulings by people"), ruled),
    Kind(
        "absent", "years of which nothing is held, with the reason", of_title("What strands and series cover"), absent
    ),
    Kind("name", "a designation or a name, as the register has it", inside("b"), name_held),
    Kind("name", "a designation or a name, as the register has it", inside("small", within="plain"), name_held),
    Kind("name", "a designation or a name, as the register has it", inside("span", within="mind"), told),
    Kind("qualifier", "period, kind and source of the linked number beside it", inside("small"), qualifier),
    Kind("qualifier", "period, kind and source of the linked number beside it", inside("td"), of_claims),
    Kind("qualifier", "period, kind and source of the linked number beside it", inside("li"), of_claims),
)
