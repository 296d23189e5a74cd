"""What a link at each place may say, given the claims it opens. A rule returns what is wrong, or nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from bilateral.dossier.words import SMALL as WORDS
from dossier.conftest import Edition
from dossier.reading import Facts, Link, dates_in, is_dated, numbers_in, tag, words

Rule = Callable[[Edition, Link, Facts], str | None]

SMALL = {word: number for number, word in enumerate(WORDS)}
COUNTING = ("A", "B", "C")
STAGES = {  # heads of the ladder to stages of transfers and of plants
    "talks": ("talks",),
    "announced": ("announced",),
    "ordered": ("ordered", "agreed"),
    "part delivered": ("part_delivered", "under_construction", "part_operational"),
    "delivered": ("delivered", "operational"),
    "in service": ("in_service",),
    "lost": ("lost", "occurred"),
}


def names_of(edition: Edition, facts: Facts) -> set[str]:
    """What the things behind claims may be called."""
    records = edition.dossier.cites.records
    things = [records.things[one] for one in facts.things]
    cards = [records.equipment[one].name for thing in things for one in thing.equipment if one in records.equipment]
    return {*cards, *(one.title for one in things), *(one.label for one in things if one.label)}


def sources_of(edition: Edition, facts: Facts) -> set[str]:
    return {edition.dossier.cites.records.sources[one["source_id"]].name for one in facts.claims}


def named(edition: Edition, link: Link, facts: Facts) -> str | None:
    return None if link.says in names_of(edition, facts) else "is no name of what it opens"


def sourced(edition: Edition, link: Link, facts: Facts) -> str | None:
    return None if {link.says} == sources_of(edition, facts) else "is not the source of what it opens"


def dated(edition: Edition, link: Link, facts: Facts) -> str | None:
    if link.says in ("undated", "not reported"):
        return None if any(one["when_low"] is None and one["when_high"] is None for one in facts.claims) else "is dated"
    return None if is_dated(link.says, facts.days) else "is no date of its claims"


def valued(edition: Edition, link: Link, facts: Facts) -> str | None:
    """Numbers are numbers of the claims; wordings are theirs."""
    found = numbers_in(link.says)
    if not found:
        return (
            None if any(link.says.startswith(one) for one in facts.wordings if one) else "is no wording of its claims"
        )
    return None if all(one.is_one_of(facts.values) for one in found) else f"{found} are no numbers of its claims"


def worded(edition: Edition, link: Link, facts: Facts) -> str | None:
    return None if link.says in facts.wordings else "is no text of its claims"


def more(edition: Edition, link: Link, facts: Facts) -> str | None:
    """'two more': as many records as it opens."""
    told = link.says.removesuffix(" more")
    return None if link.says != told and SMALL.get(told) == len(facts.things) else "counts no records"


def any_of(*rules: Rule) -> Rule:
    def rule(edition: Edition, link: Link, facts: Facts) -> str | None:
        wrong = [one(edition, link, facts) for one in rules]
        return None if None in wrong else "; ".join(one for one in wrong if one)

    return rule


def asserted(facts: Facts) -> Facts:
    """Claims that can count: said to be so, by a source of grade C or better."""
    return facts.where(modality="asserted", letter=COUNTING)


def losses(facts: Facts) -> tuple[float, float] | None:
    """The least and the most that incidents add up to, each incident once."""
    by_thing: dict[str, list[float]] = {}
    for one in asserted(facts.where(property="lost")).claims:
        by_thing.setdefault(one["thing_id"], []).extend(v for v in (one["low"], one["best"]) if v is not None)
    if not by_thing:
        return None
    return sum(min(one) for one in by_thing.values()), sum(max(one) for one in by_thing.values())


def lost(edition: Edition, link: Link, facts: Facts) -> str | None:
    found = [SMALL[link.says]] if link.says in SMALL else numbers_in(link.says)
    if not found:
        return "is no number"
    bounds = losses(facts)
    if bounds is None:
        return "has no loss behind it"
    return None if (found[0], found[-1]) == bounds else f"losses behind it add up to {bounds}"


def surviving(edition: Edition, link: Link, facts: Facts) -> str | None:
    """What was delivered less what is lost, with the bounds of both."""
    bounds = losses(facts) or (0.0, 0.0)
    delivered = asserted(facts.where(stage="delivered", property="quantity"))
    wholes = {one["best"] if one["best"] is not None else one["low"] for one in delivered.claims}
    found = numbers_in(link.says)
    lows = {whole - bounds[1] for whole in wholes}
    highs = {whole - bounds[0] for whole in wholes}
    return None if found[0] in lows and found[-1] in highs else f"is not {wholes} less {bounds}"


def percents(edition: Edition, facts: Facts) -> set[float]:
    """The shares that the volumes behind a link have of the total for their period."""
    records = edition.dossier.cites.records
    own = facts.where(property="amount")
    volumes = [one for one in own.claims if records.things[one["thing_id"]].attributes.get("series") == _VOLUMES]
    whole: dict[str, float] = {}
    for one in edition.everything.where(thing_id=tuple({claim["thing_id"] for claim in volumes})).claims:
        if one["actor"] == "":
            whole[one["period"]] = one["best"]
    found = set()
    for period, total in whole.items():
        parts = {one["actor"]: one["best"] for one in volumes if one["period"] == period}
        found |= {100 * part / total for part in parts.values()}
        found.add(100 * sum(part for actor, part in parts.items() if actor) / total)
        everyone = edition.everything.where(period=period, property="amount")
        named_parts = {
            one["actor"]: one["best"]
            for one in everyone.claims
            if one["actor"] and records.things[one["thing_id"]].attributes.get("series") == _VOLUMES
        }
        five = sorted(named_parts.values(), reverse=True)[:5]
        found.add(100 * (total - sum(five)) / total)
    return found


_VOLUMES = ("tiv-by-supplier",)


def share(edition: Edition, link: Link, facts: Facts) -> str | None:
    if not link.says.endswith(" %") or len(numbers_in(link.says)) != 1:
        return "is no share"
    (number,) = numbers_in(link.says)
    held = percents(edition, facts)
    decimals = 1 if "." in link.says else 0
    return None if any(round(one, decimals) == number for one in held) else f"is none of the shares {held}"


def counted(edition: Edition, link: Link, facts: Facts) -> str | None:
    """As many as citations are behind it."""
    (number,) = numbers_in(link.says)
    return None if number == len(facts.citations) else f"opens {len(facts.citations)} citations"


def things_counted(edition: Edition, link: Link, facts: Facts) -> str | None:
    (number,) = numbers_in(link.says)
    return None if number == len(facts.things) else f"opens {len(facts.things)} records"


def statements(edition: Edition, link: Link, facts: Facts) -> str | None:
    """Views are told apart by speaker, question, day and citation."""
    speakers = None
    line = edition.page.inside(link.element, "div", "speaker")
    if line is not None:
        speakers = words(next(one for one in line.iter() if tag(one) == "summary"))
    views = {
        (one["actor"], one["facet"], one["period"], one["citation_id"])
        for one in facts.where(kind="position", property=("statement", "stance")).claims
        if speakers is None or edition.name_of(one["actor"]) == speakers
    }
    (number,) = numbers_in(link.says)
    return None if number == len(views) else f"{len(views)} views are behind it"


def disagreements(edition: Edition, link: Link, facts: Facts) -> str | None:
    (number,) = numbers_in(link.says)
    found = edition.disagreements()
    return None if number == len(found) else f"editors state {len(found)}"


def found_out(edition: Edition, link: Link, facts: Facts) -> str | None:
    """Numbers of a section's finding: a year, a value, or a count of what its noun names."""
    noun = link.says.partition(" ")[2]
    if noun.startswith("statement"):
        return statements(edition, link, facts)
    if noun.startswith("sender"):
        things = [edition.dossier.cites.records.things[one] for one in facts.things]
        senders = {sender for one in things for sender in one.roles["sender"]}
        return None if len(senders) == numbers_in(link.says)[0] else f"the senders are {senders}"
    if noun.startswith("disagreement"):
        return disagreements(edition, link, facts)
    if noun.startswith("number"):
        cells = {tuple(one[key] for key in _CELL) for one in facts.claims}
        return None if 0 < numbers_in(link.says)[0] <= len(cells) else f"{len(cells)} numbers are behind it"
    if noun:
        return things_counted(edition, link, facts)
    return any_of(dated, valued, period_named)(edition, link, facts)


_CELL = ("thing_id", "stage", "property", "actor", "facet", "period", "unit")


def period_named(edition: Edition, link: Link, facts: Facts) -> str | None:
    return None if link.says in {one["period"] for one in facts.claims} else "is no period of its claims"


def stage_of(edition: Edition, link: Link) -> tuple[str, ...]:
    """The stages that the ladder's column of a link stands for."""
    page = edition.page
    cell = next(one for one in page.above(link.element) if tag(one) == "td")
    column = [one for one in page.parents[cell] if tag(one) in ("td", "th")].index(cell)
    head = page.inside(link.element, "table").find("./thead/tr")  # type: ignore[union-attr]
    return STAGES[words(head[column])]  # type: ignore[index]


def rung(rule: Rule) -> Rule:
    """A rule that looks only at claims on the stage of its column; losses stand in records of their own."""

    def of_stage(edition: Edition, link: Link, facts: Facts) -> str | None:
        stages = stage_of(edition, link)
        incidents = facts.where(kind="incident").claims if "lost" in stages else []
        return rule(edition, link, Facts([*facts.where(stage=stages).claims, *incidents]))

    return of_stage


def denied(edition: Edition, link: Link, facts: Facts) -> str | None:
    no = [one for one in facts.where(property="reached").claims if one["best"] == 0 or one["modality"] == "denied"]
    return None if no and link.says == "not so" else "nobody denies it"


def disputed_since(edition: Edition, link: Link, facts: Facts) -> str | None:
    if link.says == "disputed":
        return None
    yes = facts.where(property="reached", modality="asserted", best=1.0)
    return None if link.says.startswith("since ") and is_dated(link.says, yes.known) else "nobody said yes then"


def volume(edition: Edition, link: Link, facts: Facts) -> str | None:
    """A bar or row of the yearly series: its year is the claim's, and so is its number."""
    year, _, says = link.says.partition(": ")
    if not link.is_mark:
        line = edition.page.inside(link.element, "tr")
        year, says = words(line[0]), link.says  # type: ignore[index]
    held = facts.where(period=year, property="amount")
    if says == "none found":
        return None if held.values == {0.0} else "the series has no zero for it"
    (number,) = numbers_in(says.removesuffix(" million TIV"))
    return None if number.is_one_of(held.values) else f"the series has {held.values}"


def item(edition: Edition, link: Link, facts: Facts) -> str | None:
    page = edition.page
    cell = page.inside(link.element, "td")
    column = list(page.parents[cell]).index(cell)  # type: ignore[index, arg-type]
    head = page.inside(link.element, "table").find("./thead/tr")  # type: ignore[union-attr]
    year = words(head[column]).removeprefix("’")  # type: ignore[index]
    held = facts.where(property="deliveries")
    values = {one["best"] for one in held.claims if one["period"][-2:] == year}
    return None if float(link.says.removeprefix("~")) in values else f"the claims have {values} for that year"


def report(edition: Edition, link: Link, facts: Facts) -> str | None:
    """A mark of the fleet chart."""
    says = link.says
    if says.endswith(" surviving"):
        return surviving(edition, link, facts)
    if says.endswith(" lost"):
        return lost(edition, Link(link.element, says.removesuffix(" lost"), link.numbers, link.target, True), facts)
    if says.endswith(" delivered"):
        return valued(edition, link, facts.where(stage="delivered"))
    day, _, rest = says.partition(": ")
    if rest in names_of(edition, facts):
        return None if is_dated(day, facts.days) else "the loss has another day"
    if rest.endswith(" delivered so far"):
        (number,) = numbers_in(rest.removesuffix(" delivered so far"))
        yearly = [facts.where(property="deliveries", period=year).values for year in _years(facts, day[-4:])]
        sums = {sum(one) for one in itertools.product(*yearly)}
        return None if number in {*facts.where(property="quantity").values, *sums} else f"adds up to {sums}"
    told = rest.removesuffix(" reported usable")
    wrong = valued(edition, Link(link.element, told, link.numbers, link.target, True), facts)
    return wrong or (None if is_dated(day, facts.days) else "the report has another day")


def cumulated(edition: Edition, link: Link, facts: Facts) -> str | None:
    """In the list behind the fleet chart: the same steps as its marks."""
    line = words(edition.page.inside(link.element, "li"))  # type: ignore[arg-type]
    mark = line.replace(f"{link.says} delivered", f": {link.says} delivered", 1)
    return report(edition, Link(link.element, mark, link.numbers, link.target, True), facts)


def _years(facts: Facts, last: str) -> set[str]:
    return {one["period"] for one in facts.where(property="deliveries").claims if one["period"] <= last}


def touching(facts: Facts, year: int) -> Facts:
    """Claims that speak of a year, or of a span that takes it in."""
    return Facts(
        one
        for one in facts.claims
        if one["when_low"] and one["when_high"] and one["when_low"].year <= year <= one["when_high"].year
    )


def strand(edition: Edition, link: Link, facts: Facts) -> str | None:
    found = re.fullmatch(r"(?:.+, )?(\d{4}): (\d+) records?", link.says)
    if found is None:
        return "has another form"
    held = touching(facts, int(found[1]))
    return None if int(found[2]) == len(held.things) else f"{len(held.things)} records speak of the year"


def covered(edition: Edition, link: Link, facts: Facts) -> str | None:
    what, _, state = link.says.rpartition(": ")
    year = int(what[-4:])
    if state == "looked, none found":
        return None if facts.where(period=str(year)).values == {0.0} else "the series has no zero for it"
    return None if touching(facts, year).claims else "nothing speaks of the year"


def covered_span(edition: Edition, link: Link, facts: Facts) -> str | None:
    years = [year for year, _, _ in dates_in(link.says)]
    empty = [year for year in range(years[0], years[-1] + 1) if not touching(facts, year).claims]
    return f"nothing speaks of {empty}" if empty else None


def contest_mark(edition: Edition, link: Link, facts: Facts) -> str | None:
    found = re.fullmatch(
        r"(?P<source>.+), (?P<day>\d+ \w+ \d{4}): (?P<side>says yes|says no|says neither), "
        r"grade (?P<grade>[A-F]\d)(?P<weak>, weak and not counted)?(?:, an origin counted already)?",
        link.says,
    )
    if found is None:
        return "has another form"
    if {found["source"]} != sources_of(edition, facts) or not is_dated(found["day"], facts.known):
        return "is of another source or day"
    if found["grade"] not in {f"{one['letter']}{one['digit']}" for one in facts.claims}:
        return "has another grade"
    reached = facts.where(property="reached")
    yes = {one["best"] == 1.0 for one in reached.claims if one["modality"] in ("asserted", "denied")}
    if bool(found["weak"]) != (found["grade"][0] not in COUNTING):
        return "counts although weak, or is left out although not"
    if found["side"] == "says neither":
        return None
    return None if (found["side"] == "says yes") in yes else "says something else"


def rival_mark(edition: Edition, link: Link, facts: Facts) -> str | None:
    told, _, who = link.says.partition(": ")
    if not all(one in sources_of(edition, facts) for one in _split(who, sources_of(edition, facts))):
        return "names other sources"
    return valued(edition, Link(link.element, told, link.numbers, link.target, True), facts)


def _split(text: str, names: set[str]) -> list[str]:
    """Names in a list; those that have commas of their own are found first."""
    found = []
    for name in sorted(names, key=len, reverse=True):
        if name in text:
            found.append(name)
            text = text.replace(name, "", 1)
    return [*found, *(part for part in text.split(", ") if part)]


def source_count(edition: Edition, link: Link, facts: Facts) -> str | None:
    if link.is_mark:
        name, _, rest = link.says.rpartition(": ")
        number = int(rest.split()[0])
    else:
        line = edition.page.inside(link.element, "li")
        number, name = int(link.says), words(line).split(" ", 1)[1]  # type: ignore[arg-type]
    held = {one["source_id"] for one in facts.claims}
    if len(held) != 1 or not name.startswith(next(iter(sources_of(edition, facts)))):
        return f"opens citations of {held}"
    return None if number == len(facts.citations) else f"opens {len(facts.citations)} citations"


def event_mark(edition: Edition, link: Link, facts: Facts) -> str | None:
    when, _, name = link.says.partition(": ")
    bare = re.sub(r" \((?:disputed|talks only|disputed, talks only)\)$", "", name)
    if bare not in names_of(edition, facts):
        return "is no name of what it opens"
    return None if is_dated(when, facts.days) else "is no date of its claims"


def course(edition: Edition, link: Link, facts: Facts) -> str | None:
    found = re.fullmatch(r"(?P<stage>.+?)(?: \(disputed\))?(?: (?P<years>(?:by )?\d{4}.*|…))?", link.says)
    assert found is not None
    told = found["stage"].removeprefix("not ").replace(" ", "_")
    held = Facts(one for one in facts.claims if one["stage"].replace(" ", "_") == told)
    if not held.claims:
        return "no claim is on that stage"
    return None if not found["years"] or is_dated(found["years"], held.days) else "the stage has other years"


def ruling(edition: Edition, link: Link, facts: Facts) -> str | None:
    if link.says == "the claim":
        return None if any(one["correction_id"] for one in facts.claims) else "nothing was corrected"
    return named(edition, link, facts)


def known_then(edition: Edition, link: Link, facts: Facts) -> str | None:
    """A source in the list of a contest, with the day its text became known in front."""
    line = edition.page.inside(link.element, "li")
    day = next(one for one in line.iter() if one.get("class") == "cd")  # type: ignore[union-attr]
    return sourced(edition, link, facts) or (None if is_dated(words(day), facts.known) else "is of another day")


RULES: dict[str, Rule] = {
    "answer": any_of(dated, valued, lost, share, named, period_named, sourced, more),
    "finding": found_out,
    "event mark": event_mark,
    "event title": named,
    "volume mark": volume,
    "volume cell": volume,
    "share": share,
    "concentration": valued,
    "ladder name": named,
    "ladder year": rung(dated),
    "ladder rung number": rung(any_of(valued, lost)),
    "ladder number": lambda edition, link, facts: valued(edition, link, facts.where(property="quantity")),
    "ladder denial": rung(denied),
    "ladder dispute": disputed_since,
    "fleet mark": report,
    "fleet report": any_of(named, valued, worded, cumulated),
    "fleet delivered": lambda edition, link, facts: valued(edition, link, facts.where(stage="delivered")),
    "fleet lost": lost,
    "fleet surviving": any_of(surviving, valued),
    "fleet usable": lambda edition, link, facts: any_of(valued, worded)(edition, link, facts.where(kind="readiness")),
    "item": item,
    "strand mark": strand,
    "strand year": strand,
    "row title": named,
    "row when": dated,
    "row course": course,
    "row number": valued,
    "row text": worded,
    "row number or text": any_of(valued, worded),
    "frame year": dated,
    "statement date": dated,
    "statement count": statements,
    "contest mark": contest_mark,
    "contest source": known_then,
    "contest count": counted,
    "rival mark": rival_mark,
    "rival number": valued,
    "side": sourced,
    "coverage mark": covered,
    "coverage span": covered_span,
    "source mark": source_count,
    "source count": source_count,
    "ruling": ruling,
}
