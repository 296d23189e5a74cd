"""Bad files, one test each: said with file, line, what was expected and what to do; nothing half-written."""

from __future__ import annotations

import shutil

import pytest

from conftest import Golden
from registers import REGISTERS, Desk

from .faults import CREDIT, EQUIPMENT, FIGHTERS, OIL, PROTOCOL, SOURCES, TOR, check

# --- one passage of one file ------------------------------------------------------------------------------------

# file, passage, what stands there instead, text in whose line the problem is, message, advice
EDITS = {
    "broken YAML": (OIL, "title: Oil", "title: [Oil", "parties: VEN", "this is not YAML", "indentation and the quotes"),
    "unclosed quote": (OIL, "title: Oil", "title: 'Oil", "title:", "this is not YAML", "indentation and the quotes"),
    "colon": (OIL, "title: Oil", "title: Oil: gas", "title: Oil", "this is not YAML", "a colon in quotes"),
    "tab": (OIL, "  - source: daily", "\t- source: daily", "- source: daily", "this is not YAML", "spaces, not tabs"),
    "unknown key": (TOR, "handle: SM", "handel: SM", "handel:", "'handel' is not known", "did you mean 'handle'?"),
    "unknown key of a claim": (OIL, "    says: 569000", "    say: x\n    says: 569000", "say: x", "'say'", "'says'?"),
    "duplicate key": (OIL, "title: Oil", "title: A\ntitle: Oil", "title: Oil", "'title' stands twice", "each key once"),
    "no day": (PROTOCOL, "when: 2001-05-14", "when: 2001-02-30", "2001-02-30", "28 days", "an EDTF date"),
    "no month": (PROTOCOL, "when: 2001-05-14", "when: 2001-13", "2001-13", "no month 13", "2006-07-14"),
    "reversed period": (
        PROTOCOL,
        "when: 2001-05-14",
        "when: 2008/2001",
        "2008/2001",
        "ends before it begins",
        "earlier",
    ),
    "no date": (PROTOCOL, "when: 2001-05-14", "when: May 2001", "when: May 2001", "is not a date", "an EDTF date"),
    "negative": (TOR, "quantity: 12", "quantity: -12", "quantity: -12", "is negative", "zero or more"),
    "reversed": (TOR, "quantity: 12", "quantity: 12 to 11", "12 to 11", "reversed", "the smaller number first"),
    "no quantity": (TOR, "quantity: 12", "quantity: ~12", "~12", "is not a quantity", "about 100"),
    "decimal comma": (
        CREDIT,
        "value: USD 22 bn",
        "value: 'USD 2,2 bn'",
        "2,2",
        "is not a",
        "thousands in groups of three",
    ),
    "no currency": (CREDIT, "value: USD 22 bn", "value: US$ 22 bn", "US$", "is not a sum", "ISO 4217"),
    "unknown state": (
        TOR,
        "recipient: VEN",
        "recipient: VEM",
        "VEM",
        "'VEM' is not a state",
        "did you mean VEN (Venezuela)",
    ),
    "state by name": (TOR, "recipient: VEN", "recipient: Venezuela", "recipient", "is not an actor", "VEN"),
    "supplied to itself": (
        TOR,
        "recipient: VEN",
        "recipient: RUS",
        "recipient:",
        "'RUS' is both the supplier and the recipient",
        "two different actors | correct 'supplier' or 'recipient'",
    ),
    "lent to itself": (
        CREDIT,
        "lender: RUS",
        "lender: VEN",
        "borrower:",
        "'VEN' is both the lender and the borrower",
        "name the firm or office on one side",
    ),
    "asserted ahead of its text": (
        PROTOCOL,
        "when: 2001-05-14",
        "when: 2016",
        "when: 2016",
        "'2016' is asserted by a text that became known on 2001-05-15",
        "`modality: planned`",
    ),
    "a year ahead of its text": (
        FIGHTERS,
        "2008: 8}",
        "2011: 8}",
        "2011: 8}",
        "'2011' is asserted by a text that became known on 2010-03-01",
        "a time that had begun",
    ),
    "published after the register": (
        TOR,
        "published: 2008-07-05",
        "published: 2026-07-05",
        "published: 2026-07-05",
        "'published' is 2026-07-05, and the register is of 2026-06-30",
        "bring `date` in register.toml up to",
    ),
    "an edition after the register": (
        OIL,
        "edition: 2021-01-31",
        "edition: 2027",
        "edition: 2027",
        "'edition' is 2027, and the register is of 2026-06-30",
        "no later than that of the register",
    ),
    "unknown stage": (
        TOR,
        "stage: ordered, when",
        "stage: orderd, when",
        "orderd",
        "not a stage",
        "did you mean ordered?",
    ),
    "no source": (OIL, "source: tables\n    ", "", "edition:", "has no 'source'", "text"),
    "no says": (OIL, "    says: 569000 barrels a day in 2020.\n", "", "source: tables", "has no 'says'", "text"),
    "no asserts": (
        PROTOCOL,
        "    asserts:\n      - {stage: signed, when: 2001-05-14}\n",
        "",
        "source: agency",
        "has no 'asserts'",
        "a list",
    ),
    "empty asserts": (
        PROTOCOL,
        "    asserts:\n      - {stage: signed, when: 2001-05-14}\n",
        "    asserts: []\n",
        "asserts: []",
        "'asserts' is an empty list",
        "at least one item",
    ),
    "no day of knowledge": (
        OIL,
        "    edition: 2021-01-31\n",
        "",
        "source: tables",
        "when it became known",
        "seen: 2026-11",
    ),
    "credibility": (
        OIL,
        "credibility: 3",
        "credibility: B3",
        "B3",
        "'credibility' is the text 'B3'",
        "whole number 1 to 6",
    ),
    "twice one source": (
        OIL,
        "source: daily",
        "source: tables",
        "source: tables\n    published",
        "stands twice",
        "ref: tables",
    ),
    "control": (OIL, "title: Oil", 'title: "Oil\\x1b[31m', "title:", "this is not YAML", "quotes"),
    "escape": (OIL, "title: Oil output of Venezuela", 'title: "Oil\\x1b[31m"', "title:", "U+001B", "retype"),
    "direction": (OIL, "title: Oil output", "title: Oil \u202eoutput", "title:", "U+202E", "retype"),
    "long text": (OIL, "title: Oil", "title: " + "Oil " * 1001, "title:", "characters long", "at most 4000"),
    "tag": (OIL, "title: Oil", "title: !!python/object/apply:os.system Oil", "title:", "tags such as", ""),
    "anchor": (OIL, "title: Oil", "title: &oil Oil", "title:", "anchors and aliases", "in quotes"),
    "two documents": (OIL, "parties: VEN", "---\nparties: VEN", "---", "another document", "indentation"),
    "unknown source": (
        OIL,
        "source: daily",
        "source: dayly",
        "source: dayly",
        "no source 'dayly'",
        "did you mean daily?",
    ),
    "unknown equipment": (
        TOR,
        "equipment: tor-m1",
        "equipment: tor-m2",
        "equipment:",
        "no equipment 'tor-m2'",
        "tor-m1",
    ),
    "unknown actor": (
        PROTOCOL,
        "[RUS, VEN]",
        "[RUS, old-ministr]",
        "parties:",
        "no actor 'old-ministr'",
        "old-minister",
    ),
    "unknown thing": (
        TOR,
        "supplier:",
        "retells: rus-ven-su-30\nsupplier:",
        "retells:",
        "no thing 'rus-ven-su-30'",
        "did you mean rus-ven-su-30mk2",
    ),
    "relay to nobody": (
        SOURCES,
        "relays: agency",
        "relays: agenci",
        "relays:",
        "no source 'agenci'",
        "did you mean agency?",
    ),
    "citation relays nobody": (
        TOR,
        "published: 2006-12-01",
        "published: 2006-12-01\n    relays: [agenci]",
        "relays:",
        "no source 'agenci'",
        "did you mean agency?",
    ),
    "repeats nobody": (
        TOR,
        "published: 2008-07-05",
        "published: 2008-07-05\n    repeats: agenci",
        "repeats:",
        "no citation 'rus-ven-tor-m1:agenci'",
        "did you mean rus-ven-tor-m1:agency",
    ),
    "repeats itself": (
        TOR,
        "published: 2008-07-05",
        "published: 2008-07-05\n    repeats: daily",
        "source: daily",
        "in a circle: rus-ven-tor-m1:daily -> rus-ven-tor-m1:daily",
        "remove the repeat",
    ),
    "relays itself": (
        SOURCES,
        "relays: agency",
        "relays: relay",
        "relay:",
        "in a circle: relay -> relay",
        "a first source that relays nobody",
    ),
    "card id": (EQUIPMENT, "tor-m1:", "Tor M1:", "Tor M1:", "'Tor M1' is not an id", "lower case, digits, hyphens"),
    "card is a list": (
        EQUIPMENT,
        "tor-m1:\n  name: Tor-M1",
        "tor-m1:\n  - name: Tor-M1",
        "  role: short",
        "not YAML",
        "indentation",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_one_wrong_passage(small: Desk, name: str) -> None:
    file, old, new, place, message, advice = EDITS[name]
    small.change(file, old, new)
    check(small.problem(), file, small.line_of(file, place), message, advice)


def test_a_misspelt_required_key_is_said_with_the_key_that_is_missing(small: Desk) -> None:
    small.change(OIL, "title: Oil", "titel: Oil")
    missing, unknown = small.problems()
    check(missing, OIL, 1, "has no 'title'", "Su-30MK2 fighters")
    check(unknown, OIL, 2, "'titel' is not known", "did you mean 'title'?")


def test_a_source_without_a_grade_is_said_wherever_it_is_cited(small: Desk) -> None:
    small.change(SOURCES, "  grade: D\n", "")
    for problem, file in zip(small.problems(), (FIGHTERS, TOR), strict=True):
        check(problem, file, small.line_of(file, "source: tabloid"), "has no grade", "A (completely reliable)")


# --- bytes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "encoding", "advice"),
    [
        ("title: Venezuela – señal", "cp1252", "Windows-1252 or KOI8-R"),
        ("title: Венесуэла", "koi8-r", "Windows-1252 or KOI8-R"),
        ("title: Венесуэла", "cp1251", "Windows-1252 or KOI8-R"),
        ("title: Venezuela", "utf-16", "as UTF-16"),
        ("title: Venezuela", "utf-16-be", "Windows-1252"),
    ],
)
def test_other_encodings(small: Desk, text: str, encoding: str, advice: str) -> None:
    before = "\n# a comment\n" if not encoding.startswith("utf-16") else ""
    small.write(OIL, before.encode() + text.encode(encoding))
    problem = small.problem()
    if encoding == "utf-16-be":
        check(problem, OIL, 1, "a zero byte", "without control characters")
    else:
        check(problem, OIL, before.count("\n") + 1, "is not UTF-8", advice)
        assert problem.expected == "a file saved as UTF-8 throughout"


def test_two_encodings_in_one_file(small: Desk) -> None:
    """As when a passage is pasted by a program that saves in another encoding."""
    text = small.read(OIL).replace("title: Oil", "title: Öl").encode()
    small.write(OIL, text + "# señal\n".encode("cp1252"))
    problem = small.problem()
    check(problem, OIL, text.count(b"\n") + 1, "the byte 0xf1 is not UTF-8", "save it as UTF-8")
    assert problem.column == 5


def test_a_byte_order_mark_and_windows_line_ends_are_taken(small: Desk) -> None:
    digest = small.digest()
    small.write(OIL, b"\xef\xbb\xbf" + small.read(OIL).replace("\n", "\r\n").encode())
    small.write("register.toml", b"\xef\xbb\xbf" + small.read("register.toml").encode())
    report = small.compile()
    assert report.files_read == 1
    with small.database() as database:
        assert "Oil output of Venezuela" in {one.title for one in database.things()}
    assert small.digest() != digest, "the bytes are part of what is held"


@pytest.mark.parametrize(("byte", "says"), [(b"\x00", "a zero byte"), (b"\x07", "U+0007"), ("\x9b".encode(), "U+009B")])
def test_control_bytes_are_named_in_their_line(small: Desk, byte: bytes, says: str) -> None:
    line = small.line_of(OIL, "series:")
    small.write(OIL, small.read(OIL).encode().replace(b"oil-production", b"oil" + byte))
    problem = small.problem()
    check(problem, OIL, line, says, "retype the passage")
    assert problem.column == len("series: oil") + 1


def test_a_file_of_two_hundred_megabytes_is_not_read(small: Desk) -> None:
    (small.folder / OIL).unlink()
    with (small.folder / OIL).open("wb") as file:
        file.truncate(200_000_000)
    check(small.problem(), OIL, 0, "the file has 200 MB", "import it as a table")


def test_a_thousand_laughs(small: Desk) -> None:
    laughs = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    small.write(OIL, "l0: &l0 [lol, lol]\n" + laughs)
    check(small.problem(), OIL, 1, "anchors and aliases", "each value written out")


@pytest.mark.parametrize(
    "text",
    ["a: " + "[" * 20 + "]" * 20, "[" * 200_000, "{a: " * 200_000, "- " * 200_000 + "x", "? " * 200_000 + "x"],
    ids=["twenty", "lists", "mappings", "dashes", "questions"],
)
def test_very_deep_nesting_is_refused_and_takes_nothing_down(small: Desk, text: str) -> None:
    small.write(OIL, text)
    check(small.problem(), OIL, 1, "more than 12 levels deep", "a flatter file")


def test_very_deep_blocks_are_refused(small: Desk) -> None:
    small.write(OIL, "\n".join(" " * depth + "a:" for depth in range(2000)))
    check(small.problem(), OIL, 14, "more than 12 levels deep", "a flatter file")


@pytest.mark.parametrize(
    ("text", "says"), [("", "empty"), ("# only a comment\n", "empty"), ("just words\n", "the text")]
)
def test_a_file_with_nothing_in_it(small: Desk, text: str, says: str) -> None:
    for path in (OIL, EQUIPMENT):
        small.write(path, text)
    found = small.problems()
    assert [one.file for one in found] == [OIL, EQUIPMENT]
    for one in found:
        check(one, one.file, 1, says, "a mapping")


def test_a_number_of_thousands_of_digits(small: Desk) -> None:
    small.change(OIL, "amount: 569000 b/d", f"amount: {'9' * 3000}")
    small.change(TOR, "credibility: 5", f"credibility: {'9' * 3000}")
    oil, tor = small.problems()
    check(oil, OIL, small.line_of(OIL, "999"), "is too large", "a number")
    check(tor, TOR, small.line_of(TOR, "999"), "'credibility' is the text", "1 to 6")


# --- across files ---------------------------------------------------------------------------------------------------


def copy_of(desk: Desk, file: str, to: str, **changed: str) -> None:
    text = desk.read(file)
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    desk.write(to, text)


def test_one_thing_in_two_files(small: Desk) -> None:
    copy_of(small, OIL, "claims/observation/zz-again.yml")
    things = [one for one in small.problems() if "the thing" in one.message]
    (problem,) = things
    check(
        problem, "claims/observation/zz-again.yml", 1, f"'ven-oil' is already defined in {OIL}, line 1", "each id once"
    )


@pytest.mark.parametrize(
    ("file", "card", "noun"),
    [
        ("sources/zz.yml", "daily: {name: Another, kind: agency, grade: B}", "source"),
        ("equipment/zz.yml", "tor-m1: {name: A, role: b, group: aircraft, unit: c}", "equipment"),
        ("actors/zz.yml", "old-minister: {name: A, kind: person}", "actor"),
    ],
)
def test_one_card_in_two_files(small: Desk, file: str, card: str, noun: str) -> None:
    small.write(file, f"\n{card}\n")
    check(
        small.problem(), file, 2, f"the {noun} {card.partition(':')[0]!r} is already defined in", "rename one of them"
    )


def test_one_handle_on_two_things(small: Desk) -> None:
    small.change(TOR, "handle: SM-002", "handle: SM-001")
    check(small.problem(), TOR, 1, f"the handle 'SM-001' is already defined in {FIGHTERS}", "each id once")


def test_one_id_in_two_registers(addition: Desk) -> None:
    addition.write("sources/own.yml", addition.read("sources/own.yml") + "daily: {name: Own, kind: agency, grade: A}\n")
    line = addition.line_of("sources/own.yml", "daily:")
    message = f"the source 'daily' is already defined in {SOURCES} of the register 'small', line "
    check(addition.problem(), "sources/own.yml", line, message, "each id once")


def test_circles_of_relays_and_repeats(small: Desk) -> None:
    small.change(SOURCES, "  state: RUS\n", "  state: RUS\n  relays: relay\n")
    small.change(TOR, "published: 2006-12-01", "published: 2006-12-01\n    repeats: daily")
    small.change(TOR, "published: 2008-07-05", "published: 2008-07-05\n    repeats: agency")
    sources, citations = sorted(small.problems(), key=lambda one: one.file, reverse=True)
    check(sources, SOURCES, small.line_of(SOURCES, "agency:"), "agency -> relay -> agency", "relays nobody")
    check(
        citations,
        TOR,
        small.line_of(TOR, "- source: agency"),
        "rus-ven-tor-m1:agency -> rus-ven-tor-m1:daily -> rus-ven-tor-m1:agency",
        "remove the repeat",
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "advice"),
    [
        (
            "was: USD 22 bn",
            "was: USD 23 bn",
            1,
            "expects 'USD 23 bn', and the claim now says 'USD 22 bn'",
            "still needed",
        ),
        ("credit:daily", "credit:dayly", 2, "no claim 'rus-ven-credit:dayly/announced.value'", "rus-ven-credit:daily/"),
        (
            "becomes: USD 2.2 bn",
            "becomes: EUR 2.2 bn",
            1,
            "is in 'EUR', and the claim counts 'USD'",
            "the unit of the claim",
        ),
        ("becomes: USD 2.2 bn", "becomes: a lot", 1, "'a lot' is not a quantity", "a number"),
        ("made: 2026-06-01", "made: 2026-06-31", 7, "30 days", "an EDTF date"),
        ("  becomes: USD 2.2 bn\n", "", 2, "has no outcome", "left_out: true"),
    ],
)
def test_a_correction_that_does_not_fit(small: Desk, old: str, new: str, line: int, message: str, advice: str) -> None:
    small.change("corrections.yml", old, new)
    check(small.problem(), "corrections.yml", line, message, advice)


def test_a_date_cannot_be_corrected_and_a_claim_only_once(small: Desk) -> None:
    again = small.read("corrections.yml").replace("daily-misprint", "second")
    date = (
        again.replace("second", "third").replace("announced.value", "announced.when").replace("USD 22 bn", "2009-09-13")
    )
    small.write("corrections.yml", small.read("corrections.yml") + again + date)
    twice, dated = small.problems()
    check(twice, "corrections.yml", 8, "is already corrected by 'daily-misprint'", "one correction for each claim")
    check(dated, "corrections.yml", 15, "changes a date", "left_out: true")


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "advice"),
    [
        ("tor-m1:daily", "tor-m1:dayly", 4, "no claim 'rus-ven-tor-m1:dayly/ordered.reached'", "rus-ven-tor-m1:daily/"),
        ("thing: rus-ven-tor-m1", "thing: rus-ven-tor", 2, "no thing 'rus-ven-tor'", "did you mean rus-ven-tor-m1"),
        ("thing: rus-ven-tor-m1", "thing: ven-oil", 1, "is about something else", "thing: rus-ven-tor-m1"),
        ("about: ordered.reached", "about: delivered.reached", 1, "is about something else", "about: ordered.reached"),
        ("about: ordered.reached", "about: ordered.quantity", 1, "is about something else", "about: ordered.reached"),
    ],
)
def test_a_judgement_that_does_not_fit(small: Desk, old: str, new: str, line: int, message: str, advice: str) -> None:
    small.change("judgements.yml", old, new)
    found = [one for one in small.problems() if message in one.message]
    check(found[0], "judgements.yml", line, message, advice)


ADDED = "claims/transfer/more-on-su-30mk2.yml"


def test_an_addition_to_an_unknown_thing(addition: Desk) -> None:
    addition.change(ADDED, "adds_to: rus-ven-su-30mk2", "adds_to: rus-ven-su-30mk")
    check(addition.problem(), ADDED, 3, "there is no thing 'rus-ven-su-30mk'", "did you mean rus-ven-su-30mk2")


def test_an_addition_to_a_thing_of_another_kind(addition: Desk) -> None:
    addition.change(ADDED, "adds_to: rus-ven-su-30mk2", "adds_to: rus-ven-credit")
    problem = addition.problem()
    check(problem, ADDED, 1, "claims on a transfer to 'rus-ven-credit', which is a credit", "move it to claims/credit/")


def test_an_addition_whose_reference_is_taken(addition: Desk) -> None:
    addition.change(ADDED, "source: monthly", "source: monthly\n    ref: daily-2008")
    message = f"'rus-ven-su-30mk2:daily-2008' is already defined in {FIGHTERS} of the register 'small', line "
    check(addition.problem(), ADDED, addition.line_of(ADDED, "- source"), message, "each id once")


def test_an_addition_may_not_fix_what_the_thing_is(addition: Desk) -> None:
    addition.change(ADDED, "claims:", "recipient: COL\nclaims:")
    check(addition.problem(), ADDED, 2, "'recipient' is not known", "remove it")


def test_all_problems_of_all_files_at_once(small: Desk, golden: Golden) -> None:
    """As many kinds of faults as one register can have, in one list, in the order of files and lines."""
    shutil.copytree(REGISTERS / "broken", small.folder, dirs_exist_ok=True)
    found = small.problems()
    assert len({one.file for one in found}) >= 8
    assert all(one.expected or one.hint or one.example for one in found)
    golden("broken.txt", "\n".join(map(str, found)) + "\n")
