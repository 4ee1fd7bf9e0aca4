"""On what each part of an arrangement hangs, against every interpretation solved by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import arrangements, threatened
from modusvivendi.insight.interpretations import solve_interpretations
from modusvivendi.insight.parts import parts
from modusvivendi.stability import solve
from tests.insight.cases import choices, conflicts

BRIDGE = """
decision_makers:
  Norland:
    options: {open: open the bridge}
    preferences:
      - question: Does paying win Norland's consent?
        rule: assessment
        answers:
          "yes": [{formula: open iff Sudmark.pay, evidence: [r-1a]}]
          "no": [{formula: not open, evidence: [r-2a]}]
  Sudmark:
    options: {pay: pay the toll}
    preferences:
      - question: Would Sudmark pay the toll?
        rule: considers
        evidence: [r-3a]
        answers:
          "yes": [{formula: pay, evidence: [r-3a]}]
          "no": [not pay]
  Estmark:
    options: {close: close its port}
    preferences: [{formula: not Norland.open, evidence: [r-4a]}]
"""
FULL = ["Norland.open", "Sudmark.pay"]


def test_a_part_is_told_with_what_it_takes_and_who_objects() -> None:
    found = parts(Conflict.loads(BRIDGE), FULL)
    opening, paying = found.parts
    assert opening.options == ("Norland.open",)
    assert opening.either == ({"q1": "yes", "q2": "yes"},) and opening.complete
    assert opening.against == {"Estmark": (("Norland.open",), ("r-4a",))}
    assert paying.either == ({"q2": "yes"},)
    assert [point.text for point in found.points] == [
        "That paying wins Norland's consent is a judgement of others, not the word of Norland. Of Sudmark it "
        "is reported as under consideration only.",
        "Estmark objects that Norland would open the bridge.",
        "The fullest arrangement found holds under Nash in 1 of 4 interpretations in the model.",
    ]
    assert found.evidence == ("r-1a", "r-3a", "r-4a")


def test_what_hangs_on_either_of_two_things_is_told_with_both() -> None:
    either = BRIDGE.replace("open iff Sudmark.pay", "open iff (Sudmark.pay or thaw)")
    found = parts(Conflict.loads(f"{either}circumstances: {{thaw: the ice has gone}}\n"), FULL)
    (opening,) = [part for part in found.parts if part.options == ("Norland.open",)]
    assert opening.complete
    assert sorted(map(sorted, opening.either)) == [["c1", "q1"], ["q1", "q2"]]


def test_what_hangs_on_nothing_open_is_told_as_that() -> None:
    settled = Conflict.loads("decision_makers: {A: {options: {x: pay}, preferences: [x]}}")
    assert parts(settled, ["A.x"]).sentence == (
        "Without terms in the model: A would pay. The fullest arrangement found holds under Nash in the "
        "model."
    )


def test_terms_that_are_assumed_are_said_to_be() -> None:
    taken = BRIDGE.replace(
        "{formula: open iff Sudmark.pay, evidence: [r-1a]}",
        "{formula: open iff Sudmark.pay, assumption: it is taken to be so}",
    )
    assert (
        "Assumed besides, and not reported, is that Norland would open the bridge only if Sudmark would pay "
        "the toll." in parts(Conflict.loads(taken), FULL).sentence
    )


def test_an_offer_on_terms_that_is_not_in_the_arrangement_is_told_with_these() -> None:
    conflict = Conflict.loads("""
decision_makers:
  Norland:
    options: {limit: limit its catch, end: end its catch}
    preferences: [{formula: not end, evidence: [r-1a]}, {formula: limit iff Sudmark.lift, evidence: [r-2a]}]
  Sudmark:
    options: {lift: lift the levy}
    preferences: [lift iff Norland.end]
""")
    said = parts(conflict, []).sentence
    assert "That Sudmark would lift the levy is a term of Norland (limit its catch)." in said
    assert "nothing was found to hold in which anybody would do anything new" in said


def test_what_only_is_threatened_is_no_part() -> None:
    conflict = Conflict.loads("""
decision_makers:
  A: {options: {x: pay}, preferences: [x]}
  B: {options: {y: go to court}, preferences: [{formula: y iff not A.x, rule: "warns: the answer"}]}
""")
    assert [part.options for part in parts(conflict, ["A.x", "B.y"]).parts] == [("A.x",)]


@pytest.mark.parametrize("graph", [False, True])
def test_what_cannot_be_told_is_refused_with_a_reason(graph: bool) -> None:
    conflict = Conflict.loads(
        "states: [a, b]\ndecision_makers: {A: {moves: [[a, b]], ranking: [a, b]}}"
        if graph
        else "decision_makers: {A: {options: {x: pay}}}\ninfeasible: [A.x]"
    )
    with pytest.raises(ConflictError, match="option form" if graph else "not feasible"):
        parts(conflict, 0 if graph else 1)


@given(conflicts(), st.data())
@settings(max_examples=60, deadline=None)
def test_each_part_holds_exactly_where_one_of_its_sets_of_answers_is_given(
    conflict: Conflict, data: st.DataObject
) -> None:
    """Against each interpretation solved alone: an option is in some equilibrium there, or it is not."""
    ensemble = solve_interpretations(conflict)
    holding = [a for a in arrangements(ensemble) if a.holds_in.get("nash")]
    if not holding:
        return
    code = data.draw(st.sampled_from([a.code for a in holding]))
    found = parts(conflict, code)
    assert sorted(o for part in found.parts for o in part.options) == sorted(
        set(conflict.taken(code)) - threatened(conflict)
    )
    solved = [
        (choices(each), solve(conflict, ["nash"], each).equilibria("nash").tolist())
        for each in conflict.interpretations()
    ]
    for part in found.parts:
        for option in part.options:
            holds = [any(option in conflict.taken(c) for c in codes) for _, codes in solved]
            met = [any(e.items() <= given.items() for e in part.either) for given, _ in solved]
            assert part.times == sum(holds)
            if part.complete:
                assert holds == met
            else:  # what it takes at least
                assert all(m for h, m in zip(holds, met, strict=True) if h)
        if part.complete:
            for answers in part.either:
                for key in answers:
                    fewer = {k: v for k, v in answers.items() if k != key}
                    rows = [i for i, (given, _) in enumerate(solved) if fewer.items() <= given.items()]
                    assert not all(holds[i] for i in rows), "an answer that is not needed"


def test_of_an_answer_on_two_acts_only_those_are_said_that_a_part_hangs_on() -> None:
    conflict = Conflict.loads("""
decision_makers:
  Turkland:
    options: {inspect: inspect the ships, pass: let ships pass}
    preferences:
      - question: Would Turkland inspect the ships and let ships pass?
        rule: silence
        answers:
          "yes": [inspect, pass]
          "no": [not inspect, not pass]
  Norland:
    options: {ship: ship grain}
    preferences: [ship iff (Turkland.inspect and thaw)]
  Owners:
    options: {call: call at the port}
    preferences: [call iff Turkland.pass]
circumstances: {thaw: the ice has gone}
""")
    found = parts(conflict, ["Turkland.inspect", "Turkland.pass", "Norland.ship", "Owners.call"])
    assert "That Turkland would inspect the ships and the ice has gone is a term of Norland" in found.sentence
    assert "That Turkland would let ships pass is a term of Owners (call at the port)." in found.sentence
