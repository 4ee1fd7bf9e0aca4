"""What is reported and no part of a model, and how an answer says so."""

from __future__ import annotations

from modusvivendi.conflict import Conflict
from modusvivendi.dossier.contradictions import Contradiction
from modusvivendi.insight.insight import Point, Supplemented
from modusvivendi.insight.joining import joining
from modusvivendi.insight.unplaced import MOST_QUOTED, disputed, quoting, unplaced
from modusvivendi.statements import Act, Stance, Statement

ROAD = Conflict.loads("""
decision_makers:
  North:
    options: {open: open the road}
    preferences: [{formula: open if South.pay, evidence: [r-1a]}]
  South:
    options: {pay: pay the toll}
    preferences: [{formula: pay, evidence: [r-2a]}]
omitted:
  - {what: the old toll, reason: told as past, evidence: [r-6a], rule: past position}
  - {what: lorries, reason: nobody depends on it, evidence: [r-3a], rule: parsimony}
""")


def says(number: int, stance: Stance, sentence: str, **also: object) -> Statement:
    given = {"actor": "East", "proposal": "the road", "target": None, **also}
    return Statement(
        report="r", start=number, end=number + len(sentence), sentence=sentence, id=f"r-{number}a",
        stance=stance, **given,
    )  # fmt: skip


OPENING = Act(agents=("North",), action="open-road", label="open the road")
PLACED = says(1, Stance.OFFERS, "North opens if South pays.", actor="North", act=OPENING)
AGAIN = says(5, Stance.OFFERS, "North opens, it repeated.", actor="North", act=OPENING, condition="if paid")
REFUSAL = says(3, Stance.RULES_OUT, "East will not let lorries pass.")
TERM = says(4, Stance.OFFERS, "East pays if West does.", condition="if West does")
PAST = says(6, Stance.OPPOSES, "East was against the old toll.")
BEFORE = says(7, Stance.OPPOSES, "East had been against it.", earlier=True)
WISH = says(8, Stance.DEMANDS, "East wants a bridge.")
EVERY = (PLACED, AGAIN, REFUSAL, TERM, PAST, BEFORE, WISH)


def test_refusals_and_terms_that_no_preference_rests_on_are_told_with_why_they_were_left_out() -> None:
    found = unplaced(ROAD, EVERY)
    assert (found.refusals, found.terms) == ((REFUSAL,), (TERM,))
    assert found.sentence == (
        "Of what is reported, one refusal, one wish and one condition or judgement are not in the model; "
        "what follows from it takes no account of them."
    )
    (row,) = found.table(found.refusals, "left out").rows()
    assert row == ("East", REFUSAL.sentence, "nobody depends on it", REFUSAL.id)


def test_of_a_model_that_has_it_all_or_cites_nothing_nothing_is_said() -> None:
    assert unplaced(ROAD, [PLACED, PAST]).sentence == ""
    bare = Conflict.loads("decision_makers: {A: {options: [x], preferences: [x]}}")
    assert unplaced(bare, EVERY).sentence == ""
    assert disputed(bare, []) == ()


def test_a_judgement_counts_where_it_says_what_would_be() -> None:
    would = says(
        9, Stance.ASSESSES, "Diplomats think East would come round.", proposal="East would come round"
    )
    idle = says(10, Stance.ASSESSES, "Diplomats see little hope.", proposal="little hope")
    assert unplaced(ROAD, [PLACED, would, idle]).terms == (would,)


def test_each_sentence_is_quoted_once_and_the_first_few_only() -> None:
    twice = TERM.model_copy(update={"id": "r-4b", "stance": Stance.SUPPORTS})
    many = [says(20 + n, Stance.OPPOSES, f"East is against it, day {n}.") for n in range(MOST_QUOTED + 1)]
    (point,) = quoting("Left out", [TERM, twice])
    assert point == Point("Left out: “East pays if West does”.", ("r-4a", "r-4b"))
    (point,) = quoting("Left out", many)
    assert point.text.endswith("; one more.")
    assert len(point.evidence) == MOST_QUOTED
    assert quoting("Left out", [TERM], told=[TERM.id]) == ()


def test_what_the_record_contradicts_itself_on_is_told_where_the_model_asks_nothing() -> None:
    clash = Contradiction(kind="denial", topic="lorries", a=("r-3a",), b=("r-4a",), text="East denies it.")
    settled = clash.model_copy(update={"settled": "it is older"})
    within = clash.model_copy(update={"a": ("r-1a",)})
    assert disputed(ROAD, [clash, settled, within]) == (
        Point("Not in the model, and disputed: East denies it.", ("r-3a", "r-4a")),
    )


def test_what_is_set_beside_a_result_is_in_its_sentence_its_evidence_and_its_data() -> None:
    own = joining(ROAD)
    besides = quoting("Left out", [REFUSAL])
    more = unplaced(ROAD, EVERY).table([REFUSAL], "left out")
    found = Supplemented(own, (*own.points, *besides), more=[more], data={"parts": []})
    assert found.sentence == f"{own.sentence} Left out: “East will not let lorries pass”."
    assert found.points == (*own.points, *besides)
    assert found.evidence == (*own.evidence, REFUSAL.id)
    assert found.tables() == (*own.tables(), more)
    data = found.record()
    assert data["sentence"] == found.sentence
    assert data["evidence"] == list(found.evidence)
    assert data["parties"] == own.record()["parties"]
    assert data["parts"] == []
