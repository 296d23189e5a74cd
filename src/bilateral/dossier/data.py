"""The dossier as data: everything that was measured, with claim ids, and every claim it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from bilateral.evidence.records import Cell, Said
from bilateral.evidence.thing import Thing
from bilateral.measures.contradictions import contests, rival_numbers, stated
from bilateral.measures.coverage import coverage
from bilateral.measures.deliveries import concentration, delivered_items, supplier_shares, tiv_series
from bilateral.measures.fleets import fleets
from bilateral.measures.ladder import ladder
from bilateral.measures.positions import statements
from bilateral.measures.strands import entries
from bilateral.measures.timeline import timeline

if TYPE_CHECKING:
    from bilateral.dossier.page import Dossier, State

KINDS = ("agreement", "exercise", "deployment", "training", "technology_transfer", "credit", "sanction")

_PLACE = ("file", "line")
"""Where something stands in the register: left out, since it says nothing of the matter and moves with every edit."""


def data(dossier: Dossier) -> dict[str, Any]:
    """A JSON-ready mapping: each as-of state's measures, then the records with citations and claims."""
    return {
        "title": dossier.title,
        "pair": [dossier.newest.case.a, dossier.newest.case.b],
        "as_of": dossier.as_of.isoformat(),
        "generator": f"Bilateral {dossier.version}",
        "cite_as": dossier.citation(),
        "scope": dossier.scope(),
        "registers": [plain(one) for one in dossier.layers],
        "states": [_state(one) for one in dossier.states],
        "records": _records(dossier),
    }


def _state(state: State) -> dict[str, Any]:
    case, context = state.case, state.context
    first, last = context.first_year, context.last_year
    return {
        "as_of": context.as_of.isoformat(),
        "answer": [Markup(one).striptags() for one in str(state.answer).split("</p>") if Markup(one).striptags()],
        "evidence": plain(state.evidence),
        "timeline": {lane: [plain(one) for one in events] for lane, events in timeline(case).items()},
        "ladder": [plain(one) for one in ladder(case)],
        "deliveries_tiv_millions": plain(tiv_series(case, first, last)),
        "supplier_shares": [plain(one) for one in supplier_shares(case)],
        "concentration": [{"period": period, "values": plain(values)} for period, values in concentration(case)],
        "deliveries_items": [plain(one) for one in delivered_items(case)],
        "fleets": [plain(one) for one in fleets(case)],
        "strands": {kind: [plain(one) for one in entries(case, kind)] for kind in KINDS},
        "positions": [plain(one) for one in statements(case)],
        "contests": [plain(one) for one in contests(case)],
        "rival_numbers": [plain(one) for one in rival_numbers(case)],
        "disagreements": [plain(one) for one in stated(case)],
        "coverage": [plain(one) for one in coverage(case, first, last, covers=context.covers)],
    }


def plain(value: Any) -> Any:
    """A value as JSON knows it. Things and claims inside measures are given by their ids."""
    if isinstance(value, Thing):
        return value.thing_id
    if isinstance(value, Said):
        return value.claim_id
    if isinstance(value, Cell):
        return {key: plain(getattr(value, key)) for key in value.__struct_fields__ if key != "said"} | {
            "claims": [one.claim_id for one in value.said]
        }
    if isinstance(value, msgspec.Struct):
        return {key: plain(getattr(value, key)) for key in value.__struct_fields__ if key not in _PLACE}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _records(dossier: Dossier) -> list[dict[str, Any]]:
    held = dossier.cites.records
    said: dict[str, list[Said]] = {}
    for one in held.said.values():
        said.setdefault(one.citation_id, []).append(one)
    found = []
    for thing in dossier.cites.things:
        citations = [one for one in dossier.cites.numbers if held.citations[one].thing_id == thing.thing_id]
        hidden = _PLACE if held.notes_are_visible(thing) else (*_PLACE, "note", "editing_note")
        head = {key: plain(getattr(thing, key)) for key in thing.__struct_fields__ if key not in hidden}
        head["citations"] = [
            {
                "citation_id": one,
                "source": held.sources[held.citations[one].source_id].name,
                **{
                    key: plain(getattr(held.citations[one], key))
                    for key in held.citations[one].__struct_fields__
                    if key not in (*_PLACE, "citation_id", "thing_id")
                },
                "claims": [{key: plain(getattr(claim, key)) for key in claim.__struct_fields__} for claim in said[one]],
            }
            for one in citations
        ]
        found.append(head)
    return found
