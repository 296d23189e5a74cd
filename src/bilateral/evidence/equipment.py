"""What is transferred: one card per system of the equipment catalogue."""

from __future__ import annotations

import msgspec

from bilateral import states
from bilateral.evidence.form import Form
from bilateral.evidence.source import near_state

UN_CATEGORIES = (
    "battle tanks", "armoured combat vehicles", "large-calibre artillery systems", "combat aircraft",
    "attack helicopters", "warships", "missiles and launchers", "small arms and light weapons", "none",
)  # fmt: skip
"""UN Register of Conventional Arms, categories I to VII, with small arms and light weapons."""

SIPRI_CATEGORIES = (
    "aircraft", "air-defence systems", "anti-submarine warfare weapons", "armoured vehicles", "artillery", "engines",
    "missiles", "naval weapons", "sensors", "satellites", "ships", "other", "none",
)  # fmt: skip
"""Armament categories of the SIPRI Arms Transfers Database."""

GROUPS = (
    "aircraft", "helicopters", "land", "air defence", "missiles", "sea", "sensors", "small arms", "plants and services",
)  # fmt: skip
"""Groups of the transfer ladder, in page order."""


class Equipment(msgspec.Struct, frozen=True):
    """The card of one system. unit: what a plain number of it counts. family: shared by its variants."""

    equipment_id: str
    name: str
    role: str
    group: str
    unit: str
    un_category: str | None = None
    sipri_category: str | None = None
    makers: tuple[str, ...] = ()
    family: str | None = None
    full_name: str | None = None
    nato: str | None = None
    local_name: str | None = None
    aliases: tuple[str, ...] = ()
    cyrillic: tuple[str, ...] = ()
    other_scripts: tuple[str, ...] = ()
    note: str | None = None
    file: str = ""
    line: int = 0


def read_equipment(equipment_id: str, form: Form, file: str, line: int) -> Equipment | None:
    """Read one card of equipment/*.yml; None when something in it is wrong."""
    before = len(form.problems)
    makers = form.texts("maker")
    for maker in makers:
        if states.find(maker) is None:
            form.wrong("maker", f"{maker!r} is not a state", expected="ISO 3166-1 alpha-3", hint=near_state(maker))
    card = Equipment(
        equipment_id=equipment_id,
        name=form.text("name", required=True, example="Su-30MK2") or "",
        full_name=form.text("full_name"),
        role=form.text("role", required=True, example="multirole fighter") or "",
        group=form.choice("group", GROUPS, required=True) or "",
        unit=form.text("unit", required=True, example="aircraft") or "",
        un_category=form.choice("un_category", UN_CATEGORIES),
        sipri_category=form.choice("sipri_category", SIPRI_CATEGORIES),
        makers=makers,
        family=form.slug("family", example="su-30"),
        nato=form.text("nato"),
        local_name=form.text("local_name"),
        aliases=form.texts("aliases"),
        cyrillic=form.texts("cyrillic"),
        other_scripts=form.texts("other_scripts"),
        note=form.text("note"),
        file=file,
        line=line,
    )
    form.close()
    return card if len(form.problems) == before else None
