"""The case in hand: a pair of states, the things between them, and those that bear on them."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from bilateral.evidence.records import Records
from bilateral.evidence.thing import Thing

Found = TypeVar("Found")

IMPORT_SERIES = ("tiv-by-supplier", "supplier-share", "supplier-concentration")
"""Series of all of a state's imports, which bear on each of its suppliers."""


class Case:
    """Records seen from one pair.

    own: things between the two, themselves or through companies, offices and groups of theirs. bearing: things
        that bear on the pair and are not between the two.
    supplier, recipient: the direction in which most transfers go; None where there are none.
    """

    def __init__(self, records: Records, a: str, b: str) -> None:
        self._held: dict[object, Any] = {}
        self.records = records
        self.a, self.b = a, b
        self.own = sorted(records.between(a, b), key=lambda one: one.thing_id)
        self.bearing = sorted(records.bearing_on(a, b), key=lambda one: one.thing_id)
        directions = Counter(
            (one.roles["supplier"][0], one.roles["recipient"][0])
            for one in self.own
            if one.kind == "transfer" and {one.roles.get("supplier"), one.roles.get("recipient")} == {(a,), (b,)}
        )
        main = max(directions, key=lambda pair: (directions[pair], pair), default=None)
        self.supplier: str | None = main[0] if main else None
        self.recipient: str | None = main[1] if main else None

    def once(self, measure: Callable[[Case], Found]) -> Found:
        """What a measure makes of the case, worked out when it is first asked for."""
        if measure not in self._held:
            self._held[measure] = measure(self)
        held: Found = self._held[measure]
        return held

    @property
    def things(self) -> list[Thing]:
        """All things of the case, own ones first."""
        return [*self.own, *self.bearing]

    @property
    def matters(self) -> list[Thing]:
        """All things of the case, each matter once."""
        return self._once(self.things)

    def of_kind(self, *kinds: str) -> list[Thing]:
        """Own things of these kinds, each matter once: what a visible thing already tells is left to it."""
        return self._once(self.records.of_kind(*kinds, among=self.own))

    def of_any(self, *kinds: str) -> list[Thing]:
        """Own and bearing things of these kinds, each matter once."""
        return self._once(self.records.of_kind(*kinds, among=self.things))

    def retold_by(self, thing: Thing) -> list[Thing]:
        """Things that tell the matter of this one again."""
        return [one for one in self.things if one.retells == thing.thing_id]

    def _once(self, things: list[Thing]) -> list[Thing]:
        return [one for one in things if one.retells is None or one.retells not in self.records.things]

    @functools.cached_property
    def told(self) -> dict[str, Thing]:
        """What the case speaks of: own and bearing things, and reports on the fleets."""
        return {one.thing_id: one for one in (*self.things, *self.fleet_things)}

    @functools.cached_property
    def cited(self) -> dict[str, Thing]:
        """Everything a page on the case can open: what it speaks of, the yearly series of the recipient's imports,
        and what stands on the other side of a disagreement."""
        found = dict(self.told)
        for one in self.records.of_kind("observation"):
            series = one.attributes.get("series", ("",))[0]
            if self.recipient in one.parties and series in IMPORT_SERIES:
                found.setdefault(one.thing_id, one)
        for stated in self.records.disagreements:
            if stated.thing_id in self.told:
                sides = [self.records.citations[citation].thing_id for citation in stated.between]
                found |= {thing_id: self.records.things[thing_id] for thing_id in sides}
        return found

    @functools.cached_property
    def fleet_things(self) -> list[Thing]:
        """Readiness and incidents that speak of the recipient's holdings of what the supplier sent."""
        if self.recipient is None:
            return []
        types = {kind for one in self.of_kind("transfer") for kind in one.equipment}
        return self._once(
            [
                one
                for one in self.records.of_kind("readiness", "incident")
                if self.recipient in one.parties and types.intersection(one.equipment)
            ]
        )
