"""The kinds of things that claims are about, with everything a file may say of them."""

from __future__ import annotations

from bilateral.evidence.kinds.cooperation import AGREEMENT, CREDIT, DEPLOYMENT, EXERCISE, TRAINING
from bilateral.evidence.kinds.hardware import INCIDENT, READINESS, TECHNOLOGY_TRANSFER, TRANSFER
from bilateral.evidence.kinds.kind import Attribute, Kind, Level, Property, Role, Stage, Value
from bilateral.evidence.kinds.politics import OBSERVATION, POLITICAL_EVENT, POSITION, SANCTION, TOPICS

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        TRANSFER,
        TECHNOLOGY_TRANSFER,
        READINESS,
        INCIDENT,
        AGREEMENT,
        EXERCISE,
        DEPLOYMENT,
        TRAINING,
        CREDIT,
        SANCTION,
        POSITION,
        POLITICAL_EVENT,
        OBSERVATION,
    )
}

MODALITIES: dict[str, str] = {
    "asserted": "the source says that it is so",
    "planned": "the source says that it is meant to happen",
    "conditional": "the source says that it would happen if something else did",
    "speculated": "the source says that it may be so",
    "denied": "the source says that it is not so",
}

__all__ = [
    "KINDS",
    "MODALITIES",
    "TOPICS",
    "Attribute",
    "Kind",
    "Level",
    "Property",
    "Role",
    "Stage",
    "Value",
]
