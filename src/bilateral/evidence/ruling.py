"""Human rulings kept as data: corrections of what a source printed, judgements between claims."""

from __future__ import annotations

import datetime as dt

import msgspec

from bilateral.errors import ValueFormError
from bilateral.evidence.dates import end_of
from bilateral.evidence.form import Form


class Correction(msgspec.Struct, frozen=True):
    """A declared fix of what one citation printed, with reason and author.

    claim: the claim's id. was: the value as printed, which must still stand there. becomes: the value to use,
    None where the claim is to be left out.
    """

    correction_id: str
    claim: str
    was: str
    becomes: str | None
    reason: str
    author: str
    made: dt.date
    file: str = ""
    line: int = 0


class Judgement(msgspec.Struct, frozen=True):
    """A ruling between rival claims on one stage and property of one thing.

    stage is empty where the property belongs to none. prefers: the id of the claim that decides, as
    `bilateral claims --json` gives it. made: the day of the ruling; it does not count before it.
    """

    judgement_id: str
    thing_id: str
    stage: str
    property: str
    prefers: str
    reason: str
    author: str
    made: dt.date
    file: str = ""
    line: int = 0


def read_correction(correction_id: str, form: Form, file: str, line: int) -> Correction | None:
    """Read one entry of corrections.yml; None when something in it is wrong."""
    before = len(form.problems)
    claim = form.text("claim", required=True, example="rus-ven-mi-17:pravda-ru/delivered.quantity")
    was = form.text("was", required=True, example="500")
    becomes = form.text("becomes")
    if becomes is None and not form.flag("left_out"):
        form.wrong("becomes", "the correction has no outcome", expected="`becomes: VALUE` or `left_out: true`")
    elif becomes is not None and "left_out" in form:
        form.wrong("left_out", "the correction has two outcomes", expected="`becomes: VALUE` or `left_out: true`")
    form.flag("left_out")
    reason, author, made = _signed(form)
    form.close()
    if len(form.problems) > before or claim is None or was is None or made is None:
        return None
    return Correction(correction_id, claim, was, becomes, reason, author, made, file, line)


def read_judgement(judgement_id: str, form: Form, file: str, line: int) -> Judgement | None:
    """Read one entry of judgements.yml; None when something in it is wrong."""
    before = len(form.problems)
    thing = form.slug("thing", required=True, example="rus-ven-tor-m1")
    about = form.text("about", required=True, example="delivered.reached")
    prefers = form.text("prefers", required=True, example="rus-ven-tor-m1:sipri/delivered.reached")
    reason, author, made = _signed(form)
    form.close()
    if len(form.problems) > before or thing is None or about is None or prefers is None or made is None:
        return None
    stage, _, name = about.rpartition(".")
    return Judgement(judgement_id, thing, stage, name, prefers, reason, author, made, file, line)


def _signed(form: Form) -> tuple[str, str, dt.date | None]:
    reason = form.text("reason", required=True, example="misprint: the same page says 53 above")
    author = form.text("author", required=True, example="A. Analyst")
    made = form.text("made", required=True, example="2026-11-23")
    try:
        day = end_of(made) if made else None
    except ValueFormError as error:
        form.wrong("made", error.message, expected=error.expected, example=error.example)
        day = None
    return reason or "", author or "", day
