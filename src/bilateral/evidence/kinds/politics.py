"""Kinds about the politics around a partnership: sanctions, positions, events, and observed numbers."""

from __future__ import annotations

from bilateral.evidence.kinds.kind import PARTIES, PLACE, Attribute, Kind, Level, Property, Role, Stage, Value

TOPICS: dict[str, str] = {
    "purpose": "What is the cooperation for?",
    "purchases": "Are the arms purchases justified?",
    "basing": "Is there a base, or will there be one?",
    "presence": "What are the foreign personnel there for?",
    "diversion": "Could weapons leak to armed groups?",
    "balance": "What does it do to the regional balance?",
    "exercises": "What do joint exercises and visits mean?",
    "sanctions": "Are the sanctions justified?",
    "assistance": "What help is owed, asked for or promised?",
    "deliveries": "Are weapons being delivered?",
    "debt": "Is the debt being served?",
    "force": "How is the use of force judged?",
    "continuity": "Does the cooperation go on?",
    "readiness": "Do the weapons work, and if not, why?",
    "mediation": "How should the crisis be settled?",
}
"""Questions that positions answer; a matrix of capitals by topics is drawn from them."""

SANCTION = Kind(
    name="sanction",
    description="An embargo, designation, licence stop or other restriction.",
    lane="responses",
    roles=(
        Role("sender", "Who imposes it.", example="USA", bad_example="Washington"),
        Role("target", "The state it is aimed at.", is_list=True, example="[VEN]", apart_from="sender"),
        Role(
            "on",
            "The company or person designated, by actor id.",
            Level.OPTIONAL,
            is_list=True,
            example="[pdvsa]",
        ),
    ),
    stages=(
        Stage("announced", "Said to be coming.", 0),
        Stage("imposed", "In force.", 1),
        Stage("extended", "Renewed or widened.", 2, recurs=True),
        Stage("eased", "Loosened in part.", 3, recurs=True),
        Stage("lifted", "Ended.", 4),
        Stage("cancelled", "Dropped before it came into force."),
    ),
    properties=(
        Property("instrument", Value.TEXT, "The legal text.", "EO 13692", "order"),
        Property(
            "reason",
            Value.TEXT,
            "The reason the sender gives.",
            "not cooperating against terrorism",
            "politics",
        ),
        Property("scope", Value.TEXT, "What it covers.", "arms and retransfers of US parts", "arms"),
        Property("designated", Value.QUANTITY, "How many are listed.", "7 persons", "7+"),
        Property("value", Value.MONEY, "Assets or trade it is said to hit.", "USD 7 bn", "7bn"),
    ),
    attributes=(
        Attribute(
            "nature",
            "What it restricts.",
            ("arms", "finance", "trade", "persons", "company", "mixed"),
            example="arms",
        ),
    ),
    example="{stage: imposed, when: 2006-10-01, instrument: AECA section 40A}",
    bad_example="{stage: started, when: Oct 2006}",
)

POSITION = Kind(
    name="position",
    description="An official view: who says what on which question, on which day.",
    lane="positions",
    roles=(PARTIES,),
    properties=(
        Property(
            "statement",
            Value.TEXT,
            "The view in one short sentence of your own; without it, `says` is shown.",
            "No bases are planned; ships may call.",
            "Aggressive rhetoric.",
            is_series=True,
        ),
        Property(
            "stance",
            Value.CHOICE,
            "The direction of the view.",
            "denies",
            "bad",
            options=("supports", "opposes", "warns", "denies", "asks", "leaves_open", "plays_down"),
            is_series=True,
        ),
    ),
    example="{speaker: RUS, by: sergei-lavrov, topic: basing, when: 2008-11, stance: denies}",
    bad_example="{speaker: Moscow, topic: bases}",
)

POLITICAL_EVENT = Kind(
    name="political_event",
    description="A visit, meeting, vote, crisis, change of office or military operation that bears on the pair.",
    lane="politics",
    roles=(PARTIES,),
    stages=(
        Stage("announced", "Said to be coming.", 0),
        Stage("occurred", "It happened.", 1, recurs=False),
        Stage("cancelled", "Called off."),
    ),
    properties=(
        Property("killed", Value.QUANTITY, "People killed.", "83 persons", "many"),
        Property("content", Value.TEXT, "What was said, signed or decided.", "seven agreements signed", "talks"),
        PLACE,
    ),
    attributes=(
        Attribute(
            "nature",
            "What it is.",
            (
                "visit",
                "meeting",
                "statement",
                "vote",
                "crisis",
                "operation",
                "office",
                "request",
                "legislation",
            ),
            Level.REQUIRED,
            example="visit",
        ),
    ),
    has_equipment=True,
    example="{when: 2008-11-26/2008-11-27, place: Caracas}",
    bad_example="{date: 26 Nov 2008}",
)

OBSERVATION = Kind(
    name="observation",
    description="A number of a state or dyad for a period: trade, spending, oil output, shares, totals.",
    lane="economy",
    roles=(PARTIES,),
    properties=(
        Property(
            "amount",
            Value.AMOUNT,
            "The number for the period given by `when`; say of whom under `of` where the record has several.",
            "569000 b/d",
            "half a million",
            is_series=True,
            may_be_negative=True,
            level=Level.RECOMMENDED,
        ),
        Property("count", Value.QUANTITY, "How many instances.", "12 contracts", "dozen", is_series=True),
    ),
    attributes=(
        Attribute(
            "series",
            "A short machine name of what is measured.",
            level=Level.REQUIRED,
            example="oil-production",
        ),
    ),
    example="{when: 2020, amount: 569000 b/d}",
    bad_example="{year: 2020, amount: 0.57m}",
)
