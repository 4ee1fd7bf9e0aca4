"""Who blocks an arrangement, against the definition of stability state by state."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, NoneOf, Not, Option, Preference
from modusvivendi.errors import ConflictError
from modusvivendi.insight.blocking import blocking
from modusvivendi.stability import solve
from modusvivendi.statements import Stance, Statement
from tests.insight.cases import conflicts, every_choice

ROAD = """
decision_makers:
  North:
    options: {open: open the road}
    preferences:
      - question: Would North open the road?
        answers:
          "yes": [{formula: open, evidence: [r-1a]}]
          "no": [{formula: not open, assumption: nothing is reported}]
  South:
    options: {pay: pay the toll}
    preferences: [{formula: pay if North.open, evidence: [r-3a]}]
  East:
    options: {build: build a bridge}
    preferences: [{formula: none of (North.open), evidence: [r-2a]}, build]
"""


def test_who_leaves_and_who_objects_is_told_apart() -> None:
    found = blocking(Conflict.loads(ROAD), ["North.open", "South.pay", "East.build"])
    assert found.parties == ("North",)
    (block,) = found.blocks
    assert block.interpretations == ("q1=no",)
    assert block.ground.assumption == "nothing is reported"
    assert [(o.decision_maker, o.options) for o in found.objections] == [("East", ("North.open",))]
    assert found.evidence == ("r-2a", "r-1a")
    assert (found.holds_in, found.solved) == (1, 2)


def test_an_assumption_is_called_one_and_stands_beside_the_nearest_statement_of_the_party() -> None:
    found = blocking(Conflict.loads(ROAD), ["North.open", "South.pay", "East.build"])
    assert (
        "It takes that North would open the road; that North would not is assumed, not reported"
        in found.sentence
    )
    assert found.blocks[0].near == ("r-1a",)
    assert "r-1a" in [row[-1] for row in found.tables()[0].rows()]


def test_what_is_reported_of_a_party_is_not_called_an_assumption() -> None:
    reported = ROAD.replace("assumption: nothing is reported", "evidence: [r-4a]")
    found = blocking(Conflict.loads(reported), ["North.open", "South.pay", "East.build"])
    assert "assum" not in found.sentence
    assert found.blocks[0].near == ()


def test_of_a_party_that_holds_nothing_near_it_is_said_that_nothing_comes_near() -> None:
    silent = ROAD.replace(", evidence: [r-1a]", "")
    found = blocking(Conflict.loads(silent), ["North.open", "South.pay", "East.build"])
    assert "that North would not is assumed, not reported." in found.sentence


def test_of_a_party_that_is_silent_it_is_said_that_no_position_of_it_was_found() -> None:
    silent = ROAD.replace(
        "question: Would North open the road?", "question: Would North open the road?\n        rule: silence"
    )
    silent = silent.replace(
        "assumption: nothing is reported}", "assumption: nothing is reported, rule: silence}"
    )
    found = blocking(Conflict.loads(silent), ["North.open", "South.pay", "East.build"])
    assert "no position of North on that was found" in found.sentence


STUDIED = """
decision_makers:
  North:
    options: {open: open the road, light: light the road}
    preferences:
      - question: Would North open the road?
        rule: RULE
        note: nothing was found on it in these words, only on something near it
        evidence: [r-9a]
        answers:
          "yes": [{formula: open, evidence: [r-1a]}]
          "no": [{formula: not open, evidence: [r-2a]}]
      - {formula: light iff South.pay, evidence: [r-3a]}
  South:
    options: {pay: pay the toll}
    preferences: [{formula: pay if North.open, evidence: [r-3a]}]
"""


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("considers", "that is reported as under consideration only."),
        ("contradiction", "on that the record contradicts itself."),
    ],
)
def test_that_a_party_does_its_own_part_is_not_told_as_a_reason_why_it_would_leave(
    rule: str, said: str
) -> None:
    found = blocking(
        Conflict.loads(STUDIED.replace("RULE", rule)), ["North.open", "North.light", "South.pay"]
    )
    assert "if North would not open" not in found.sentence
    assert "North would leave" not in found.sentence or "unless" in found.sentence
    assert said in found.sentence or "it turns out that North would open the road" in found.sentence


def test_what_a_party_has_said_near_a_question_is_quoted_where_the_record_is_known() -> None:
    sentence = "North would rather have a railway."
    near = Statement(
        report="r", start=9, end=9 + len(sentence), sentence=sentence, id="r-9a", actor="North",
        stance=Stance.DEMANDS, proposal="a railway", target=None,
    )  # fmt: skip
    text = STUDIED.replace("RULE", "silence").replace("evidence: [r-2a]}", "assumption: as reported}")
    text = text.replace("open, evidence: [r-1a]}", "open, assumption: it is asked}")
    found = blocking(
        Conflict.loads(text), ["North.open", "North.light", "South.pay"], statements={near.id: near}
    )
    assert "the nearest to it that is reported is “North would rather have a railway”" in found.sentence


def test_every_point_is_part_of_the_sentence_and_of_the_evidence() -> None:
    found = blocking(Conflict.loads(ROAD), ["North.open", "South.pay", "East.build"])
    assert " ".join(point.text for point in found.points) == found.sentence
    assert {i for point in found.points for i in point.evidence} <= set(found.evidence)
    assert [point.evidence for point in found.points] == [("r-2a",), ("r-1a",)]


def test_who_objects_without_having_anything_to_decide_is_told_with_the_record() -> None:
    noted = ROAD.replace("{open: open the road}", "{open: {label: open the road, evidence: [r-9a]}}")
    sentence = "West objects to the road."
    against = Statement(
        report="r",
        start=9,
        end=9 + len(sentence),
        sentence=sentence,
        id="r-9a",
        actor="West",
        stance=Stance.OPPOSES,
        proposal="the road",
        target="North",
    )
    found = blocking(Conflict.loads(noted), ["North.open"], statements={against.id: against})
    assert [(voice.actor, voice.options, voice.statements) for voice in found.voices] == [
        ("West", ("North.open",), ("r-9a",))
    ]
    assert "West, who has nothing to decide in the model, is reported to object that North" in found.sentence
    assert "r-9a" in found.evidence


@given(conflicts(most_questions=2))
@settings(max_examples=60, deadline=None)
def test_those_who_block_are_those_for_whom_it_is_not_stable(conflict: Conflict) -> None:
    code = int(conflict.codes[-1])
    found = blocking(conflict, code)
    expected: dict[str, set[str]] = {}
    for interpretation in conflict.interpretations():
        analysis = solve(conflict, ("seq",), interpretation)
        stable = analysis.stable("seq")[:, conflict.position(code)].tolist()
        for name, stays in zip(analysis.names, stable, strict=True):
            if not stays:
                expected.setdefault(name, set()).add(interpretation.id)
    told: dict[str, set[str]] = {}
    for block in found.blocks:
        told.setdefault(block.decision_maker, set()).update(block.interpretations)
        assert block.ground.preferred >= 0
    assert told == expected
    every = [interpretation.id for interpretation in conflict.interpretations()]
    answers = dict(zip(every, every_choice(conflict), strict=True))
    assert {each.decision_maker: each.times for each in found.leaving} == {
        k: len(v) for k, v in expected.items()
    }
    for each in found.leaving:
        going = expected[each.decision_maker]
        own = {i for i in every if each.own.items() <= answers[i].items()}
        # Where it never leaves with its own part done, all of its leaving is looked at.
        within = own if going & own else set(every)
        assert each.within == (len(going & within), len(within))
        having = {i for i in within if each.needs.items() <= answers[i].items()}
        assert going & within <= having
        assert each.enough == (going & within == having)
        assert each.is_over_itself <= (not going & own)
        if each.unless:
            assert set(every) - going == {i for i in every if each.unless.items() <= answers[i].items()}


@given(conflicts(most_questions=2), st.data())
@settings(max_examples=150, deadline=None)
def test_the_objections_are_all_that_rule_out_something_of_others_in_it(
    plain: Conflict, data: st.DataObject
) -> None:
    conflict = objecting(plain, data)
    code = int(data.draw(st.sampled_from(conflict.codes.tolist())))
    found = blocking(conflict, code)
    taken = set(conflict.taken(code))
    expected = set()
    for dm in conflict.decision_makers:
        for statement, _, _ in dm.every_statement():
            text = str(statement.formula)
            others = [option for option in taken if option.partition(".")[0] != dm.key]
            ruled_out = [option for option in others if re.search(rf"\b{re.escape(option)}\b", text)]
            if ruled_out and (text.startswith("none of") or re.fullmatch(r"not [\w.]+", text)):
                expected |= {(dm.key, option) for option in ruled_out}
    assert {(o.decision_maker, option) for o in found.objections for option in o.options} == expected


def objecting(conflict: Conflict, data: st.DataObject) -> Conflict:
    """Give the same conflict, every party ruling out some options first."""
    makers = []
    for dm in conflict.decision_makers:
        chosen = data.draw(st.lists(st.sampled_from(conflict.options), max_size=2, unique=True))
        names = [Option(*option.split(".")) for option in chosen]
        against: list[Preference] = [Preference(NoneOf(*names))] if len(names) > 1 else []
        against += [Preference(Not(name)) for name in names[:1]]
        makers.append(replace(dm, preferences=(*against, *dm.preferences)))
    return conflict.replace(decision_makers=makers)


def test_what_cannot_be_formed_is_refused() -> None:
    text = ROAD + "infeasible: [North.open and East.build]\n"
    with pytest.raises(ConflictError, match="not feasible"):
        blocking(Conflict.loads(text), ["North.open", "East.build"])


def test_what_somebody_demands_and_is_not_in_it_is_told() -> None:
    text = ROAD.replace(
        "    options: {build: build a bridge}\n    preferences: [",
        "    options: {build: build a bridge}\n    preferences: "
        "[{formula: South.pay, evidence: [r-5a], rule: demands}, ",
    )
    found = blocking(Conflict.loads(text), ["East.build"])
    assert "East demands that South would pay the toll, which is not in it." in found.sentence
    assert "r-5a" in found.evidence
    assert "East demands" not in blocking(Conflict.loads(text), ["East.build", "South.pay"]).sentence
