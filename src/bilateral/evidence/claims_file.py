"""One file under claims/: a thing, the citations that speak of it, their claims, and stated disagreements."""

from __future__ import annotations

import datetime as dt

import msgspec

from bilateral.evidence.assertion import REACHED, read_assertion
from bilateral.evidence.citation import Citation, read_citation
from bilateral.evidence.claim import Claim
from bilateral.evidence.form import Form
from bilateral.evidence.kinds import Kind
from bilateral.evidence.node import Node, Problems
from bilateral.evidence.thing import Thing, read_thing

_NOBODY = Citation(
    "", "", "", None, None, None, None, dt.date.max, "seen", (), None, None, 6, None, "", None, False, None, "", 0
)


class Disagreement(msgspec.Struct, frozen=True):
    """A contradiction that an editor states in words, beside those that resolving finds by itself.

    between: ids of citations on its sides. unsourced: a side that is known of but cited nowhere here.
    topic: groups disagreements of several things on one page row. contests: the stage whose being reached is in
    dispute, where claims alone do not show it (one side says "not confirmed", say).
    """

    disagreement_id: str
    thing_id: str
    says: str
    between: tuple[str, ...]
    unsourced: str | None = None
    topic: str | None = None
    contests: str | None = None
    file: str = ""
    line: int = 0


class ClaimsFile(msgspec.Struct, frozen=True):
    """Everything one claims file holds."""

    thing: Thing
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]


def read_claims_file(node: Node, problems: Problems, kind: Kind, *, file: str) -> ClaimsFile | None:
    """Read a claims file with a head of its own; None when anything in it is wrong (`problems` says what).

    file: the name under which the register knows the file.
    """
    form = Form(node, problems, "the file")
    if not isinstance(node.value, dict):
        return None
    return _body(form, kind, read_thing(form, kind, file), file)


def read_addition(node: Node, problems: Problems, kind: Kind, *, file: str) -> ClaimsFile | None:
    """Read a claims file that adds citations to a thing another register holds (`adds_to`)."""
    form = Form(node, problems, "the file")
    thing_id = form.slug("adds_to", required=True, example="rus-ven-su-30mk2") or ""
    thing = Thing(thing_id, kind.name, "", {}, (), file=file, line=node.line)
    return _body(form, kind, thing, file)


def _body(form: Form, kind: Kind, thing: Thing, file: str) -> ClaimsFile | None:
    taken: set[str] = set()
    citations: list[Citation] = []
    claims: dict[str, Claim] = {}
    for item in form.forms("claims", required=True):
        citation = read_citation(item, thing.thing_id, file, taken)
        assertions = list(item.forms("asserts", required=True))
        item.close()
        if citation is not None:
            citations.append(citation)
        for assertion in assertions:
            read = read_assertion(assertion, kind, citation or _NOBODY)  # for its problems, where there is no citation
            for claim in read if citation is not None else ():
                _keep(claim, claims, form.problems)
    disagreements = tuple(_disagreements(form, thing, taken, kind))
    form.close()
    if len(form.problems):
        return None
    return ClaimsFile(thing, tuple(citations), tuple(claims.values()), disagreements)


def _keep(claim: Claim, claims: dict[str, Claim], problems: Problems) -> None:
    """Add a claim. One citation may say a thing once; the same stage twice is fine, with another value it is not."""
    known = claims.get(claim.claim_id)
    if known is None:
        claims[claim.claim_id] = claim
    elif claim.property == REACHED and (claim.low == known.low or not (_is_firm(claim) and _is_firm(known))):
        if _is_firm(claim) and not _is_firm(known):
            claims[claim.claim_id] = claim  # what is asserted stands before what is only expected
    elif msgspec.structs.replace(known, line=claim.line) != claim:
        problems.add(
            (claim.line, 1),
            f"this citation already says something about {claim.claim_id.partition('/')[2]} (line {known.line})",
            expected="one value for each stage and property of a citation",
            hint="give the range it states, or set `when`, `of` or a second citation apart",
        )


def _is_firm(claim: Claim) -> bool:
    return claim.modality in ("asserted", "denied")


def _disagreements(form: Form, thing: Thing, refs: set[str], kind: Kind) -> list[Disagreement]:
    found: list[Disagreement] = []
    thing_id, file = thing.thing_id, thing.file
    mark = "" if thing.title else f"{file.partition('/')[0]}-"
    for number, item in enumerate(form.forms("disagreements"), start=1):
        says = item.text("says", required=True, example="The contract is put at USD 1.5 bn or 2.2 bn.")
        between = item.texts("between")
        unsourced = item.text("unsourced")
        topic = item.text("topic")
        contests = item.choice("contests", [stage.name for stage in kind.stages]) if kind.stages else None
        item.close()
        for ref in between:
            if ":" not in ref and ref not in refs:
                item.wrong(
                    "between",
                    f"{ref!r} is no citation of this file",
                    expected=", ".join(sorted(refs)) or "a citation",
                )
        if len(between) + bool(unsourced) < 2:
            item.wrong(
                "between",
                "a disagreement needs two sides",
                expected="two or more citations, or one and `unsourced`",
                example="between: [kommersant-2006, national-interest]",
            )
        if says is None:
            continue
        full = tuple(ref if ":" in ref else f"{thing_id}:{ref}" for ref in between)
        found.append(
            Disagreement(
                f"{thing_id}!{mark}{number}",
                thing_id,
                says,
                full,
                unsourced,
                topic,
                contests,
                file,
                item.node.line,
            )
        )
    return found
