"""Kinds about what two states do together: agreements, exercises, deployments, training, credits."""

from __future__ import annotations

from bilateral.evidence.kinds.kind import PARTIES, PLACE, Attribute, Kind, Level, Property, Role, Stage, Value

AGREEMENT = Kind(
    name="agreement",
    description="A treaty, agreement, protocol or memorandum.",
    lane="agreements",
    roles=(PARTIES,),
    stages=(
        Stage("negotiated", "Talks about it are reported.", 0, recurs=True),
        Stage("announced", "A side says that it will be signed.", 1),
        Stage("signed", "Signed by the parties.", 2),
        Stage("approved", "Approved or ratified by one body; name it under `by`.", 3, recurs=True),
        Stage("in_force", "In force for the parties.", 4),
        Stage("ended", "Expired or denounced.", 5),
        Stage("cancelled", "Dropped before it came into force."),
    ),
    properties=(
        Property("term", Value.QUANTITY, "How long it runs.", "10 years", "decade"),
        Property("instruments", Value.QUANTITY, "How many texts were signed.", "17 agreements", "many"),
        Property("value", Value.MONEY, "The sum it names.", "USD 1 bn", "a billion"),
        Property(
            "content",
            Value.TEXT,
            "What it provides, where it matters.",
            "no mutual defence clause",
            "defence",
        ),
        PLACE,
    ),
    example="{stage: signed, when: 2001-05-14}",
    bad_example="{stage: inked, when: May 2001}",
)

EXERCISE = Kind(
    name="exercise",
    description="A military exercise, contest or parade with the forces of more than one state.",
    lane="exercises",
    roles=(PARTIES, Role("host", "Where it takes place.", level=Level.OPTIONAL)),
    stages=(
        Stage("announced", "A side says that it will be held.", 0),
        Stage("held", "It took place.", 1),
        Stage("cancelled", "Called off."),
    ),
    properties=(
        Property(
            "personnel",
            Value.QUANTITY,
            "People taking part; say whose under `of`.",
            "about 1150 persons",
            "~1150",
        ),
        Property("ships", Value.QUANTITY, "Ships taking part; say whose under `of`.", "4 ships", "four"),
        Property("aircraft", Value.QUANTITY, "Aircraft taking part; say whose under `of`.", "2 aircraft", "two"),
        Property("duration", Value.QUANTITY, "How long it lasted.", "2 days", "short"),
        Property("content", Value.TEXT, "What was practised.", "air defence and boarding drills", "drills"),
        PLACE,
    ),
    example="{stage: held, when: 2008-12-01/2008-12-02, ships: 4, of: RUS}",
    bad_example="{stage: done, ships: four}",
)

DEPLOYMENT = Kind(
    name="deployment",
    description="Ships, aircraft, troops, advisers or specialists of one state in or near another.",
    lane="presence",
    roles=(
        Role("sender", "Whose forces or specialists they are.", example="RUS", bad_example="Russia"),
        Role("host", "Where they are.", apart_from="sender"),
    ),
    stages=(
        Stage("talks", "Offered, requested or discussed.", 0, recurs=True),
        Stage("announced", "A side says that it will happen.", 1),
        Stage("arrived", "They came. A second coming is a record of its own.", 2),
        Stage("present", "They are reported there; `when` is the time of the report.", 3, recurs=True),
        Stage("left", "They went.", 4),
        Stage("cancelled", "Called off."),
    ),
    properties=(
        Property("personnel", Value.QUANTITY, "How many people.", "about 100 persons", "a company"),
        Property("ships", Value.QUANTITY, "How many ships.", "4 ships", "flotilla"),
        Property("aircraft", Value.QUANTITY, "How many aircraft.", "2 aircraft", "pair"),
        Property("cargo", Value.QUANTITY, "What was brought.", "35 t", "heavy"),
        Property("purpose", Value.TEXT, "What a side gives as the reason.", "maintenance under contract", "?"),
        PLACE,
    ),
    attributes=(
        Attribute(
            "force",
            "What came.",
            ("ships", "aircraft", "personnel", "contractors", "mixed", "installation"),
            Level.REQUIRED,
            example="personnel",
        ),
    ),
    has_equipment=True,
    example="{stage: arrived, when: 2019-03-23, personnel: 99 persons}",
    bad_example="{stage: landed, people: 99}",
)

TRAINING = Kind(
    name="training",
    description="Crews, officers, cadets or technicians of one state trained by another.",
    lane="training",
    roles=(
        Role("trainer", "Who trains.", example="RUS", bad_example="Russia"),
        Role("trainee", "Whose people are trained.", apart_from="trainer"),
    ),
    stages=(
        Stage("announced", "Agreed or promised.", 0),
        Stage("under_way", "Going on; the number is the count so far.", 1, recurs=True),
        Stage("completed", "Finished.", 2, recurs=True),
        Stage("cancelled", "Called off."),
    ),
    properties=(
        Property("trainees", Value.QUANTITY, "How many are trained.", "between 150 and 200 persons", "many"),
        Property("trainers", Value.QUANTITY, "How many train.", "5 persons", "team"),
        Property("content", Value.TEXT, "What is taught.", "flying and maintaining the Su-30", "skills"),
        PLACE,
    ),
    has_equipment=True,
    example="{stage: under_way, when: 2007-07, trainees: 20 persons}",
    bad_example="{stage: started, pilots: 20}",
)

CREDIT = Kind(
    name="credit",
    description="A loan, credit line, prepayment, debt, pledge or its service.",
    lane="credits",
    roles=(
        Role("lender", "Who lends or is owed.", example="RUS", bad_example="Russia"),
        Role("borrower", "Who borrows or owes.", apart_from="lender"),
    ),
    stages=(
        Stage("talks", "Asked for or discussed.", 0, recurs=True),
        Stage("announced", "A side says that it will be granted.", 1),
        Stage("signed", "The loan text is signed or the money is granted.", 2),
        Stage("drawn", "Money or goods have been drawn; the sum is the total so far.", 3, recurs=True),
        Stage("rescheduled", "Terms were changed.", 4, recurs=True),
        Stage("paid", "An instalment was paid.", 5, recurs=True),
        Stage("missed", "An instalment was late or missed.", 5, recurs=True),
        Stage("repaid", "Nothing is owed any more.", 6),
        Stage("cancelled", "Never granted."),
    ),
    properties=(
        Property("value", Value.MONEY, "The sum of the stage.", "USD 2.2 bn", "2.2 billion"),
        Property("balance", Value.MONEY, "What is still owed at the time.", "USD 0.8 bn", "800", is_series=True),
        Property("share", Value.QUANTITY, "A pledged or transferred share.", "49.9 percent", "half", unit="percent"),
        Property("term", Value.QUANTITY, "How long it runs.", "10 years", "long"),
        Property("purpose", Value.TEXT, "What it is for, as a source says.", "tanks and air defence", "arms?"),
    ),
    example="{stage: announced, when: 2009-09-13, value: USD 2.2 bn}",
    bad_example="{stage: announced, value: 2.2bn USD}",
)
