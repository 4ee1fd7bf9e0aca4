"""Statements that would change what holds: against models in which they have been made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from modusvivendi.conflict import Conflict, Formula, Not, Option, Preference
from modusvivendi.errors import ConflictError
from modusvivendi.insight.tripwires import tripwires
from modusvivendi.stability import solve
from tests.insight.cases import conflicts

HOLDING = ("nash", "smr", "seq")


def kinds(conflict: Conflict) -> dict[int, str]:
    """In every, some or no interpretation, for each state."""
    times = dict.fromkeys(conflict.codes.tolist(), 0)
    for interpretation in conflict.interpretations():
        analysis = solve(conflict, HOLDING, interpretation)
        for code in {code for c in HOLDING for code in analysis.equilibria(c).tolist()}:
            times[code] += 1
    of = conflict.interpretation_count
    return {code: "none" if not n else "every" if n == of else "some" for code, n in times.items()}


@given(conflicts(most_questions=2))
@settings(max_examples=25, deadline=None)
def test_each_statement_changes_what_it_changes_in_a_model_that_has_it(conflict: Conflict) -> None:
    before = kinds(conflict)
    found = {(t.decision_maker, str(t.formula)): t for t in tripwires(conflict).found}
    tried = 0
    for dm in conflict.decision_makers:
        for name in conflict.options:
            owner, _, key = name.partition(".")
            for formula in (Option(owner, key), Not(Option(owner, key))):
                tried += 1
                made: Formula = formula
                said = replace(dm, preferences=(Preference(made), *dm.preferences))
                makers = [said if each is dm else each for each in conflict.decision_makers]
                after = kinds(conflict.replace(decision_makers=makers))
                expected = {code for code in before if before[code] != after[code]}
                tripwire = found.get((dm.key, str(formula)))
                assert {c.code for c in tripwire.changed} == expected if tripwire else not expected
                if tripwire:
                    assert set(tripwire.lost) == {c for c in expected if after[c] == "none"}
                    assert set(tripwire.gained) == {c for c in expected if before[c] == "none"}
                    own = owner == dm.key
                    positive = formula == Option(owner, key)
                    stance = (
                        ("offers" if positive else "rules_out")
                        if own
                        else ("demands" if positive else "opposes")
                    )
                    assert tripwire.stance == stance
    assert tripwires(conflict).tried == tried


def road() -> Conflict:
    return Conflict.loads("""
    decision_makers:
      North: {options: {open: open the road}, preferences: [open iff South.truce]}
      South: {options: {truce: keep the truce}, preferences: [truce iff North.open]}
    """)


def test_what_would_end_an_arrangement_is_said_first() -> None:
    found = tripwires(road(), about=3)
    assert 3 in found.found[0].lost
    assert found.found[0].stance == "rules_out"
    assert all(any(c.code == 3 for c in t.changed) for t in found.found)
    assert "It would hold nowhere any more if North ruled out, whatever the others do, to open the road" in (
        found.sentence
    )


def test_graph_form_is_refused() -> None:
    graph = Conflict.loads("""
    states: [now, then]
    decision_makers:
      A: {moves: [[now, then]], ranking: [then, now]}
    """)
    with pytest.raises(ConflictError, match="option form"):
        tripwires(graph)
