"""What a kind of thing is: its roles, its stages, and the properties that claims can speak of."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Level(StrEnum):
    """How much a key is wanted."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class Value(StrEnum):
    """What form a property's value has."""

    QUANTITY = "quantity"
    MONEY = "money"
    AMOUNT = "quantity or money"
    TEXT = "text"
    CHOICE = "choice"


class Role(msgspec.Struct, frozen=True):
    """A part an actor plays in a thing, given once for the whole record.

    apart_from: the role that nobody plays together with this one, since it is the other side of the same thing.
    """

    name: str
    description: str
    level: Level = Level.REQUIRED
    is_list: bool = False
    example: str = "VEN"
    bad_example: str = "Venezuela"
    apart_from: str = ""


class Stage(msgspec.Struct, frozen=True):
    """How far a thing has come. rank orders the ladder; side stages (rank None) stand beside it.

    recurs: the stage can be reached more than once, so claims about different times do not contradict.
    """

    name: str
    description: str
    rank: int | None = None
    recurs: bool = False


class Property(msgspec.Struct, frozen=True):
    """Something a claim can say of a thing.

    unit: what the number counts, empty where the claim brings its own. is_series: each time has its own value.
    may_be_negative: changes and balances only.
    """

    name: str
    value: Value
    description: str
    example: str
    bad_example: str
    unit: str = ""
    level: Level = Level.OPTIONAL
    options: tuple[str, ...] = ()
    is_series: bool = False
    may_be_negative: bool = False


class Attribute(msgspec.Struct, frozen=True):
    """A fixed trait of the record itself, chosen by its editor, not claimed by a source."""

    name: str
    description: str
    options: tuple[str, ...] = ()
    level: Level = Level.OPTIONAL
    example: str = ""
    is_list: bool = False


class Kind(msgspec.Struct, frozen=True):
    """A kind of thing: the folder name under claims/, and what its files may say."""

    name: str
    description: str
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...] = ()
    properties: tuple[Property, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    has_equipment: bool = False
    lane: str = ""
    example: str = ""
    bad_example: str = ""

    def stage(self, name: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.name == name), None)

    def property(self, name: str) -> Property | None:
        return next((item for item in self.properties if item.name == name), None)


PARTIES = Role("parties", "The states and other actors that take part.", is_list=True, example="[VEN, RUS]")

PLACE = Property(
    "place",
    Value.TEXT,
    "Where it is, as the source names it: town, port or airfield at most.",
    "La Guaira",
    "10.60 N",
)
