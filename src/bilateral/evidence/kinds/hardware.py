"""Kinds about hardware: transfers, technology transfers, readiness, and what becomes of it."""

from __future__ import annotations

from bilateral.evidence.kinds.kind import PARTIES, PLACE, Attribute, Kind, Level, Property, Role, Stage, Value

_SUPPLIER = Role("supplier", "Who supplies.", example="RUS", bad_example="Russia")
_RECIPIENT = Role("recipient", "Who receives.", apart_from="supplier")

TRANSFER = Kind(
    name="transfer",
    description="Arms, munitions, spares or services passing from a supplier to a recipient.",
    lane="transfers",
    has_equipment=True,
    roles=(
        _SUPPLIER,
        _RECIPIENT,
        Role("via", "A state or firm the goods pass through.", level=Level.OPTIONAL, example="UKR"),
    ),
    stages=(
        Stage("talks", "Interest, request, offer or negotiation.", 0, recurs=True),
        Stage("announced", "A side says that it will happen.", 1),
        Stage("ordered", "A contract is signed or in force.", 2),
        Stage("part_delivered", "Some have arrived; the quantity is the count so far.", 3, recurs=True),
        Stage("delivered", "The order is complete; the date is that of completion.", 4),
        Stage("in_service", "Seen or listed in use; the quantity is the count held then.", 5, recurs=True),
        Stage("lost", "Destroyed, crashed or written off; the quantity is the count so far.", 6, recurs=True),
        Stage("retired", "Taken out of service.", 6),
        Stage("cancelled", "Called off, refused or frozen for good."),
    ),
    properties=(
        Property(
            "quantity",
            Value.QUANTITY,
            "How many, in the unit the equipment is counted in; write another unit out.",
            "about 100",
            "~100",
            level=Level.RECOMMENDED,
        ),
        Property("value", Value.MONEY, "The price of the deal or of its part.", "about USD 1.6 bn", "$1.6bn"),
        Property(
            "deliveries",
            Value.QUANTITY,
            "How many in one year; written as `yearly`, a mapping from year to number.",
            "{2006: 4, 2007: 12, 2008: 8}",
            "4/12/8",
            is_series=True,
        ),
        Property(
            "condition",
            Value.CHOICE,
            "State of the goods when they arrive.",
            "second_hand",
            "used",
            options=("new", "second_hand", "modernised"),
        ),
        Property("content", Value.TEXT, "What was in it, where sources differ.", "Ural trucks and tools", "various"),
        PLACE,
    ),
    attributes=(
        Attribute(
            "nature",
            "What is passed on.",
            ("arms", "munitions", "spares", "services", "works", "equipment"),
            example="arms",
        ),
    ),
    example="{stage: delivered, when: 2008-08, quantity: 24}",
    bad_example="{stage: shipped, when: Aug 2008, quantity: ~24}",
)

TECHNOLOGY_TRANSFER = Kind(
    name="technology_transfer",
    description="Plants, repair centres, licences and know-how.",
    lane="transfers",
    has_equipment=True,
    roles=(_SUPPLIER, _RECIPIENT),
    stages=(
        Stage("talks", "Interest, request, offer or negotiation.", 0, recurs=True),
        Stage("agreed", "An agreement or contract is signed.", 1),
        Stage("under_construction", "Works are going on.", 2, recurs=True),
        Stage("part_operational", "A first part works.", 3, recurs=True),
        Stage("operational", "The whole works as agreed.", 4),
        Stage("missed", "A date set for completion passed without it.", recurs=True),
        Stage("suspended", "Works stopped for a time.", recurs=True),
        Stage("cancelled", "Called off for good."),
    ),
    properties=(
        Property(
            "progress",
            Value.QUANTITY,
            "Share of the works done.",
            "70 percent",
            "0.7",
            unit="percent",
            is_series=True,
        ),
        Property("capacity", Value.QUANTITY, "Yearly output or throughput.", "25000 rifles/year", "25000+"),
        Property("output", Value.QUANTITY, "What has been made so far.", "3000 rifles", "plenty", is_series=True),
        Property("value", Value.MONEY, "The price of the works.", "USD 200 m", "$200m"),
        Property("loss", Value.MONEY, "Money lost to fraud or waste.", "more than RUB 1.1 bn", "1.1"),
        Property("cause", Value.TEXT, "What a source gives as the reason for a delay or stop.", "fraud", "n/a"),
        PLACE,
    ),
    example="{stage: agreed, when: 2006-07, capacity: 25000 rifles/year}",
    bad_example="{stage: built, when: 2006-07}",
)

READINESS = Kind(
    name="readiness",
    description="How much of a fleet exists and can be used, at a time.",
    lane="transfers",
    has_equipment=True,
    roles=(Role("operator", "Whose fleet it is."),),
    properties=(
        Property(
            "serviceable",
            Value.QUANTITY,
            "How many can be used at the time given by `when`.",
            "12",
            "half",
            is_series=True,
        ),
        Property(
            "held",
            Value.QUANTITY,
            "How many are on the books at the time given by `when`.",
            "21",
            "all",
            is_series=True,
        ),
        Property(
            "serviceable_share",
            Value.QUANTITY,
            "Share that can be used.",
            "about 50 percent",
            "0.5",
            unit="percent",
            is_series=True,
        ),
        Property(
            "condition",
            Value.TEXT,
            "The state of the fleet in words.",
            "spares hard to obtain",
            "bad",
            is_series=True,
        ),
    ),
    example="{when: 2021-02, serviceable: 12}",
    bad_example="{serviceable: 12}",
)

INCIDENT = Kind(
    name="incident",
    description="A crash, loss, diversion, airspace dispute, seizure or use of force.",
    lane="incidents",
    has_equipment=True,
    roles=(PARTIES,),
    stages=(Stage("occurred", "It happened.", 0, recurs=False),),
    properties=(
        Property("lost", Value.QUANTITY, "How many items were destroyed or written off.", "1", "one aircraft"),
        Property("damaged", Value.QUANTITY, "How many items were damaged.", "at least 2", "2+"),
        Property("used", Value.QUANTITY, "How many rounds or missiles were fired.", "at least 2", "2+"),
        Property("killed", Value.QUANTITY, "People killed.", "2 persons", "two"),
        Property("injured", Value.QUANTITY, "People injured.", "5 persons", "five"),
        Property("cause", Value.TEXT, "What a source gives as the cause.", "bird strike", "?"),
        Property("identity", Value.TEXT, "Serial, registration or name of what was involved.", "serial 3363", "?"),
        PLACE,
    ),
    attributes=(
        Attribute(
            "nature",
            "What it was.",
            ("crash", "combat", "diversion", "airspace", "seizure", "border", "other"),
            Level.REQUIRED,
            example="crash",
        ),
    ),
    example="{when: 2015-09-17, lost: 1, killed: 2 persons}",
    bad_example="{when: 2015-09-17, losses: 1}",
)
