"""What keys, columns and settings mean. Building fails when one is missing here, or when one stands here in vain."""

from __future__ import annotations

SOURCE = {
    "name": "The publisher or product, as people cite it.",
    "kind": "What sort of source it is.",
    "grade": "Reliability of the source, A to F. A source that is only ever relayed may have none.",
    "language": "ISO 639 codes of the languages it publishes in.",
    "state": "The state it is published in or by.",
    "website": "Host name, without `https://` and without a path.",
    "relays": "The source that all of its content comes from (a mirror, a reprint).",
    "licence": "Terms of use of its material.",
    "note": "Anything a reader should know of it.",
}

EQUIPMENT = {
    "name": "Short name, as it is printed on a page.",
    "full_name": "Maker and designation.",
    "maker": "States in which it is made.",
    "role": "What it is for, in two or three words.",
    "group": "Where it stands in the ladder of transfers.",
    "unit": "What a plain number of it counts. Numbers in other units are kept apart.",
    "un_category": "Category of the UN Register of Conventional Arms.",
    "sipri_category": "Armament category of the SIPRI Arms Transfers Database.",
    "family": "Shared by the variants of one system.",
    "nato": "NATO reporting name.",
    "local_name": "What its user calls it.",
    "aliases": "Other spellings in Latin letters.",
    "cyrillic": "Spellings in Cyrillic.",
    "other_scripts": "Spellings in other scripts.",
    "note": "Anything a reader should know of it.",
}

ACTOR = {
    "name": "The name, as it is printed on a page.",
    "kind": "What sort of actor it is.",
    "state": "The state it belongs to or works for.",
    "roles": "Offices held, one mapping each.",
    "roles.role": "The office.",
    "roles.from": "First day in office.",
    "roles.to": "Last day in office; left out while it is held.",
    "aliases": "Other spellings in Latin letters.",
    "cyrillic": "Spellings in Cyrillic.",
    "other_scripts": "Spellings in other scripts.",
    "note": "Anything a reader should know of it.",
}

CORRECTION = {
    "claim": "Id of the claim, as `bilateral claims --json` gives it (`claim_id`).",
    "was": "The value as printed. It must still stand there; if not, the correction is out of date and is refused.",
    "becomes": "The value to use instead: a number in the unit of the claim, or a text.",
    "left_out": "`true` takes the claim out. One of `becomes` and `left_out` is needed.",
    "reason": "Why, in a sentence that a stranger can check.",
    "author": "Who decided.",
    "made": "The day of the decision.",
}

JUDGEMENT = {
    "thing": "Id of the thing.",
    "about": "Stage and property of the record, with a full stop between; the property alone for kinds without stages.",
    "prefers": "Id of the claim that decides, as `bilateral claims --json` gives it (`claim_id`).",
    "reason": "Why, in a sentence that a stranger can check.",
    "author": "Who decided.",
    "made": "The day of the ruling. It does not count in views of earlier days.",
}

HEAD = {
    "id": "Id of the thing. By custom also the name of the file.",
    "title": "Names the thing, not its outcome: views of early days show it too.",
    "handle": "A short number for print: capitals, a hyphen, a number.",
    "label": "For marks in pictures; at most 34 characters.",
    "concerns": "Dyads that it bears on without both states being parties, such as `[RUS-VEN]`.",
    "retells": "Id of another thing whose matter this one tells again from other sources. Lists show the matter once.",
    "note": "The editor's look back. Shown only when all that the file holds is known by the as-of day.",
    "editing_note": "What was checked or changed while the file was written.",
    "claims": "The citations, one mapping each.",
    "disagreements": "Contradictions that the editor states in words.",
}

CITATION = {
    "source": "Id of the source's card.",
    "ref": "Name of the citation inside the file; the source's id where it is left out.",
    "says": "What the source says, in a sentence of your own.",
    "credibility": "Credibility of the assertion, the digit of the grade.",
    "edition": "State of a published table, best as a date: then the day it became known, without `published`.",
    "published": "When it was published. Its last possible day starts the known-time clock.",
    "seen": "The day you saw it; counts where no date is shown.",
    "dated_by": "How the date was found; `page` where it is left out. Only beside `published`.",
    "source_grade": "Letter for this citation, where it departs from that of the card.",
    "repeats": "`ref` of the citation in this file whose text it prints again.",
    "relays": "Sources it passes on, nearest first; the last one spoke first.",
    "at": "Where in the source: an address, a page, a row of a table.",
    "title": "The document's own title, as printed.",
    "language": "ISO 639 code, where it differs from the source's first one.",
    "by": "Who says it, where it is not the source itself: an actor's id or a short text.",
    "checked": "`true` when somebody compared the citation with the document.",
    "note": "Anything a reviewer should know.",
    "asserts": "What the citation says as typed claims, one mapping each.",
}

DISAGREEMENT = {
    "says": "One sentence that gives both sides.",
    "between": "`ref`s of the citations on its sides; those of other files as `thing-id:ref`.",
    "unsourced": "A side that is known of and that no citation here stands for.",
    "topic": "Groups disagreements of several things.",
    "contests": "The stage whose being reached is in dispute, where claims alone do not show it.",
}

ASSERTION = {
    "when": "The time it speaks of.",
    "modality": "How the source puts it; `asserted` where it is left out.",
    "by": "Who says it, where that differs from the citation's `by`.",
    "figures": "Numbers that no property names, one mapping each.",
    "figures.what": "What is counted. Rival numbers meet when their wording here is the same.",
    "figures.amount": "The quantity or sum.",
    "figures.of": "Of whom, where it is not the whole.",
}

ASSERTION_OF_SOME = {
    "stage": "How far the thing has come. Left out, it is `occurred` for incidents and political events.",
    "of": "Of whom it speaks within the thing: a state or an actor's id.",
    "speaker": "Whose view it is: a state or an actor's id.",
    "topic": "Which question the view answers.",
    "yearly": "A mapping from year to number: deliveries of a transfer, amounts of an observation.",
}

REGISTER = {
    "name": ("text, required", "Name of the register, as dossiers print it.", 'name = "My register"'),
    "id": ("text", "Short id; the folder's name where it is left out.", 'id = "my-register"'),
    "licence": ("text", "Licence of your own work in it. Dossiers print it.", 'licence = "CC-BY-4.0"'),
    "date": ("date", "The register's own day: nothing in it became known later.", "date = 2026-11-23"),
    "builds_on": (
        "text",
        "The register below: `casebook` for the shipped one, or a path from this folder.",
        'builds_on = "casebook"',
    ),
    "language": ("text", "Language of titles and paraphrases.", 'language = "en"'),
    "stops": ("list of dates", "Earlier days that a dossier offers to go back to.", "stops = [2010-12-31]"),
    "covers": (
        "two years",
        "The years it looks at. Outside them a strand is not covered, never empty.",
        "covers = [1999, 2026]",
    ),
    "about": (
        "list of dyads",
        "The pairs it was compiled on. A dossier on another pair says so on its first page. Left out: all.",
        'about = ["RUS-VEN"]',
    ),
}

RECORDS = {
    "handle": "Short number of the thing.",
    "thing_id": "Id of the thing.",
    "kind": "Kind of the thing.",
    "title": "Title of the thing.",
    "stage": "Stage the record speaks of; empty for kinds without stages.",
    "property": "What it says: `reached` and `when` of a stage, or a property of the kind.",
    "actor": "Of whom it speaks within the thing.",
    "facet": "Which of several figures, or which question of a position.",
    "period": "Time of a series' value (EDTF).",
    "value": "The record in words.",
    "best": "The number that leads; null where its wording gives only bounds.",
    "low": "Least number that a counting claim names.",
    "high": "Greatest number that a counting claim names.",
    "unit": "What is counted; a currency code for money.",
    "text": "Value of a text or choice.",
    "from_date": "First day it speaks of.",
    "to_date": "Last day it speaks of.",
    "grade": "Letter and digit of the leading claim.",
    "claims": "How many claims stand behind it.",
    "counting": "How many origins of grade A to C count.",
    "origins": "How many origins speak, of any grade.",
    "is_conflict": "Claims that count cannot all be true.",
    "is_weak": "No claim behind it counts.",
    "rule": "Why the lead leads.",
    "judgement": "Id of the judgement that decided.",
    "lead": "Id of the leading claim.",
}

CLAIMS = {
    "claim_id": "Id of the claim: thing, citation, stage, property and what sets it apart.",
    "thing_id": "Id of the thing.",
    "kind": "Kind of the thing.",
    "stage": "Stage it speaks of.",
    "property": "What it says.",
    "actor": "Of whom it speaks within the thing.",
    "facet": "Which of several figures, or which question of a position.",
    "period": "Time of a series' value (EDTF).",
    "says": "Paraphrase of the citation.",
    "value": "The claim in words.",
    "low": "Lower bound of its wording.",
    "best": "The number itself, for a plain or approximate number.",
    "high": "Upper bound of its wording; null where it sets none.",
    "unit": "What is counted; a currency code for money.",
    "modality": "Asserted, planned, conditional, speculated or denied.",
    "when": "Time it speaks of (EDTF), the first clock.",
    "when_low_date": "First day of that time.",
    "when_high_date": "Last day of that time.",
    "known_date": "Day it became known, the second clock.",
    "known_basis": "How that day was found.",
    "source": "Name of the source.",
    "source_id": "Id of the source.",
    "origin_id": "Who said it first: id of the actor quoted, else of the source.",
    "by": "Who says it, where it is not the source itself.",
    "grade": "Letter and digit.",
    "role": "The part it plays behind the record.",
    "at": "Where in the source.",
    "is_checked": "Somebody compared it with the document.",
    "correction_id": "Id of the correction that changed the value; null where none did.",
}

SOURCES = {
    "source_id": "Id of the source.",
    "name": "Name of the source.",
    "kind": "What sort of source it is.",
    "grade": "Letter on the card.",
    "languages": "Languages it publishes in.",
    "state": "State it is published in or by.",
    "website": "Host name.",
    "relays": "Id of the source that all of its content comes from.",
    "citations": "How many citations name it.",
    "first_date": "First day on which one of them became known.",
    "last_date": "Last such day.",
    "note": "Note on the card.",
}

VARIABLES = {
    "BILATERAL_REGISTER": "The register that is asked without `--register`, and checked by `validate` without a path.",
    "BILATERAL_CACHE": "Folder for the compiled database, for the command line and for Python.",
}
