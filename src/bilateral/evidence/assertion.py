"""From one written assertion to claims: `{stage: delivered, when: 2008, quantity: 24}` becomes three."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from bilateral.errors import ValueFormError
from bilateral.evidence.citation import Citation
from bilateral.evidence.claim import Claim
from bilateral.evidence.dates import When
from bilateral.evidence.form import Form
from bilateral.evidence.kinds import MODALITIES, TOPICS, Kind, Property, Value
from bilateral.evidence.money import Money
from bilateral.evidence.node import Node
from bilateral.evidence.quantity import Quantity
from bilateral.evidence.thing import read_actor_code

REACHED = "reached"
WHEN = "when"
FIGURE = "figure"


class _Scope(msgspec.Struct):
    """What all claims of one assertion share."""

    citation: Citation
    kind: Kind
    stage: str
    modality: str
    when: When | None
    actor: str
    facet: str
    by: str | None
    recurs: bool
    line: int


def read_assertion(form: Form, kind: Kind, citation: Citation) -> list[Claim]:
    """Read one item of `asserts` into claims. What is wrong goes to the form's problems."""
    before = len(form.problems)
    scope = _scope(form, kind, citation)
    claims = [claim for prop in kind.properties for claim in _property(form, prop, scope)]
    claims += [claim for figure in form.forms("figures") for claim in _figure(figure, scope)]
    form.close()
    if len(form.problems) > before:
        return []
    claims += _about_stage(scope, claims)
    if not claims:
        form.problems.add(
            form.node,
            f"{form.path} asserts nothing",
            expected=f"a stage, a date or a property of a {kind.name}",
            example=kind.example,
        )
    return claims


def _scope(form: Form, kind: Kind, citation: Citation) -> _Scope:
    stage_name = form.choice("stage", [stage.name for stage in kind.stages]) if kind.stages else None
    if stage_name is None and kind.stages and "stage" not in form:
        only = [stage.name for stage in kind.stages if stage.name == "occurred"]
        if only:
            stage_name = only[0]
        else:
            form.wrong(
                "stage",
                f"{form.path} has no 'stage'",
                expected=", ".join(stage.name for stage in kind.stages),
                example=kind.example,
            )
    stage = kind.stage(stage_name) if stage_name else None
    when = form.date("when")
    modality = form.choice("modality", MODALITIES) or "asserted"
    if when is not None and _is_ahead(when, modality, citation):
        form.wrong("when", **_ahead(when, citation))
    facet, actor = "", ""
    if kind.name == "position":
        actor = _actor(form, "speaker", required=True)
        facet = form.choice("topic", TOPICS, required=True) or ""
    else:
        actor = _actor(form, "of")
    by = form.text("by") or citation.by
    return _Scope(
        citation=citation,
        kind=kind,
        stage=stage.name if stage else "",
        modality=modality,
        when=when,
        actor=actor,
        facet=facet,
        by=by,
        recurs=stage.recurs if stage else False,
        line=form.node.line,
    )


def _is_ahead(when: When, modality: str, citation: Citation) -> bool:
    """True for what is asserted of a time that begins after the citation became known.

    A day ahead is let pass: it is the next day already in another part of the world.
    """
    return modality == "asserted" and when.low is not None and (when.low - citation.known).days > 1


def _ahead(when: When, citation: Citation) -> dict[str, str]:
    return {
        "message": f"{str(when)!r} is asserted by a text that became known on {citation.known} at the latest",
        "expected": "a time that had begun when the text became known",
        "hint": "where the text says that it is meant to happen, `modality: planned`; else correct `when`, or the day"
        " of the citation",
    }


def _actor(form: Form, key: str, *, required: bool = False) -> str:
    text = form.text(key, required=required, example="RUS")
    return (read_actor_code(form, key, text) or "") if text else ""


def _about_stage(scope: _Scope, claims: list[Claim]) -> Iterator[Claim]:
    """That the stage was reached, and when. A quantity of none at a stage says that it was not reached."""
    if not scope.kind.stages:
        return
    none_found = any(
        claim.property in ("quantity", "personnel", "ships", "aircraft") and claim.high == 0 for claim in claims
    )
    so = 0.0 if scope.modality == "denied" or none_found else 1.0
    yield _claim(scope, REACHED, low=so, best=so, high=so, words="no" if so == 0 else "yes")
    if scope.when is not None and so == 1.0:
        yield _claim(scope, WHEN, words=str(scope.when))


def _property(form: Form, prop: Property, scope: _Scope) -> Iterator[Claim]:
    if prop.name == "deliveries" or (prop.name == "amount" and "yearly" in form):
        yield from _yearly(form, prop, scope)
        if prop.name == "deliveries":
            return
    node = form.take(prop.name)
    if node is None:
        return
    if prop.is_series and scope.when is None:
        form.wrong(
            prop.name,
            f"{prop.name!r} is a series and has no 'when'",
            expected="the time it speaks of",
            example="when: 2021-02",
        )
        return
    claim = _valued(form, node, prop, scope, period=str(scope.when) if prop.is_series and scope.when else "")
    if claim is not None:
        yield claim


def _yearly(form: Form, prop: Property, scope: _Scope) -> Iterator[Claim]:
    for year, node, position in form.mapping("yearly"):
        try:
            when = When.parse(year)
        except ValueFormError as error:
            form.problems.add(position, error.message, expected="a year", example="{2006: 4, 2007: 12}")
            continue
        if _is_ahead(when, scope.modality, scope.citation):
            form.problems.add(position, **_ahead(when, scope.citation))
            continue
        dated = msgspec.structs.replace(scope, when=when, line=node.line)
        claim = _valued(form, node, prop, dated, period=year)
        if claim is not None:
            yield claim


def _valued(form: Form, node: Node, prop: Property, scope: _Scope, *, period: str) -> Claim | None:
    if prop.value is Value.TEXT:
        text = form.text_of(node, prop.name)
        return _claim(scope, prop.name, period=period, text=text, words=text or "") if text else None
    if prop.value is Value.CHOICE:
        choice = form.choice(prop.name, prop.options)
        return _claim(scope, prop.name, period=period, text=choice, words=choice) if choice else None
    readers: dict[Value, Callable[[str], Quantity | Money]] = {
        Value.QUANTITY: Quantity.parse,
        Value.MONEY: Money.parse,
        Value.AMOUNT: amount_of,
    }
    parse = readers[prop.value]
    value = form.value_of(node, prop.name, parse)
    if value is None:
        return None
    return _numeric(form, node, prop, scope, value, period)


def _numeric(
    form: Form, node: Node, prop: Property, scope: _Scope, value: Quantity | Money, period: str
) -> Claim | None:
    quantity = value.amount if isinstance(value, Money) else value
    if quantity.low < 0 and not prop.may_be_negative:
        form.problems.add(
            node,
            f"{prop.name}: {value.words!r} is negative",
            expected="a number of zero or more",
            example=prop.example,
        )
        return None
    if prop.unit and quantity.unit != prop.unit:
        form.problems.add(
            node,
            f"{prop.name}: {value.words!r} is not in {prop.unit}",
            expected=f"a number and {prop.unit!r}",
            example=prop.example,
        )
        return None
    unit = value.currency if isinstance(value, Money) else value.unit
    return _claim(
        scope,
        prop.name,
        period=period,
        unit=unit,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        words=value.words,
        qualifier=quantity.qualifier,
    )


def _figure(form: Form, scope: _Scope) -> Iterator[Claim]:
    """One of `figures`: any number a source gives that no property names."""
    what = form.text("what", required=True, example="votes for the US draft")
    node = form.take("amount", required=True, example="9 votes")
    of = _actor(form, "of")
    form.close()
    if what is None or node is None:
        return
    value = form.value_of(node, "amount", amount_of)
    if value is None:
        return
    prop = Property(FIGURE, Value.AMOUNT, "", "", "", may_be_negative=True)
    dated = msgspec.structs.replace(scope, facet=what, actor=of or scope.actor, line=form.node.line)
    claim = _numeric(form, node, prop, dated, value, "")
    if claim is not None:
        yield claim


def amount_of(text: str) -> Quantity | Money:
    """A sum of money where a currency code leads the number, else a quantity. Raises ValueFormError."""
    try:
        return Money.parse(text)
    except ValueFormError:
        return Quantity.parse(text)


def _claim(scope: _Scope, name: str, *, period: str = "", words: str = "", **value: Any) -> Claim:
    if scope.recurs and not period and scope.when is not None:
        period = str(scope.when)
    when = scope.when
    key = ".".join(part for part in (scope.stage, name) if part)
    marks = "".join(f"[{part}]" for part in (scope.actor, scope.facet) if part) + (f"@{period}" if period else "")
    return Claim(
        claim_id=f"{scope.citation.citation_id}/{key}{marks}",
        citation_id=scope.citation.citation_id,
        thing_id=scope.citation.thing_id,
        kind=scope.kind.name,
        stage=scope.stage,
        property=name,
        actor=scope.actor,
        facet=scope.facet,
        period=period,
        unit=value.get("unit", ""),
        modality=scope.modality,
        low=value.get("low"),
        best=value.get("best"),
        high=value.get("high"),
        text=value.get("text"),
        words=words,
        qualifier=value.get("qualifier", ""),
        when=str(when) if when else "",
        when_low=when.low if when else None,
        when_start_high=when.start.last if when else None,
        when_end_low=when.end.first if when else None,
        when_high=when.high if when else None,
        is_period=when.is_period if when else False,
        by=scope.by,
        file=scope.citation.file,
        line=scope.line,
    )
