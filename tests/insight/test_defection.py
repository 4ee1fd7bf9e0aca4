"""Who leaves an arrangement when a circumstance turns true: against the definition over listed states."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.defection import defection
from modusvivendi.stability import solve
from tests.insight.cases import conflicts
from tests.insight.test_cascade import subsets

CONCEPTS = ("nash", "gmr", "smr", "seq")


def by_definition(
    conflict: Conflict, ranks: list[list[int]], start: set[str]
) -> tuple[list[set[str]], set[str]]:
    place = {frozenset(conflict.taken(code)): k for k, code in enumerate(conflict.codes.tolist())}
    stays_taken = {option for option, direction in conflict.irreversible.items() if direction == "forward"}
    waves: list[set[str]] = []
    now = set(start)
    while True:
        before, then = frozenset(now), set(now)
        for row, dm in enumerate(conflict.decision_makers):
            best = before
            for fewer in subsets([o for o in dm.option_names if o in before and o not in stays_taken]):
                there = before - fewer
                if there in place and ranks[row][place[there]] > ranks[row][place[best]]:
                    best = there
            if frozenset(then - (before - best)) in place:
                then -= before - best
        if then == before:
            return waves, now
        waves.append(now - then)
        now = then


@given(conflicts(), st.data())
@settings(max_examples=100, deadline=None)
def test_who_leaves_in_which_wave_is_as_defined(conflict: Conflict, data: st.DataObject) -> None:
    assume(conflict.circumstances)
    event = data.draw(st.lists(st.sampled_from(list(conflict.circumstances)), min_size=1, unique=True))
    before = data.draw(st.sampled_from(list(conflict.interpretations())))
    code = data.draw(st.sampled_from(conflict.codes.tolist()))
    found = defection(conflict, code, event, interpretation=before)
    after = next(
        i
        for i in conflict.interpretations()
        if i.answers == before.answers
        and all(
            value is (name in event or before.circumstances[name]) for name, value in i.circumstances.items()
        )
    )
    assert found.after.id == after.id
    waves, left = by_definition(conflict, conflict.ranks(after).tolist(), set(conflict.taken(code)))
    last = max((x.wave for x in found.leavings), default=0)
    dropped = [{o for x in found.leavings if x.wave == w for o in x.options} for w in range(1, last + 1)]
    assert dropped == waves
    assert set(conflict.taken(found.left)) == left
    for held, when in ((found.held, before), (found.holds, after)):
        analysis = solve(conflict, CONCEPTS, when)
        assert held == tuple(c for c in CONCEPTS if code in analysis.equilibria(c).tolist())


def force() -> Conflict:
    return Conflict.loads("""
    decision_makers:
      A:
        options: {stay: keep its troops there}
        preferences: [{formula: stay iff not fighting, evidence: [r-1a]}]
      B:
        options: {stay: keep its troops there}
        preferences: [stay iff A.stay]
    circumstances: {fighting: fighting starts again}
    """)


def test_who_leaves_first_and_who_follows_is_said_with_its_evidence() -> None:
    found = defection(force(), ["A.stay", "B.stay"], "fighting")
    assert not found.survives
    assert "nash" in found.held
    assert not found.holds
    assert found.evidence == ("r-1a",)
    assert found.sentence == (
        "Should this come about (fighting starts again), A would take back what it does, and after that B. "
        "Nothing is left of it."
    )


def test_an_arrangement_nobody_leaves_survives() -> None:
    found = defection(force(), [], "fighting")
    assert found.survives
    assert found.sentence.endswith("nobody takes anything back, and the arrangement survives.")


def test_unknown_circumstances_and_states_are_refused() -> None:
    with pytest.raises(UnknownName, match="fightin'"):
        defection(force(), [], "fightin")
    with pytest.raises(ConflictError, match="not feasible"):
        defection(force(), 9, "fighting")
