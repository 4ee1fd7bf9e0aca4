"""With and without a party: against three models made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.without import AWAY, FREE, IN, without
from tests.insight.cases import conflicts
from tests.stability.oracle import DEFINITIONS, Game, improvements

CONCEPTS = ("nash", "seq", "smr")


def holding(conflict: Conflict, interpretation: str, kept: list[int]) -> set[int]:
    """Codes of the equilibria if only some states are left, by the definitions."""
    codes = conflict.codes.tolist()
    ranks = conflict.ranks(interpretation)
    places = [k for k, code in enumerate(codes) if code in kept]
    game = Game(
        tuple(codes[k] for k in places),
        tuple(conflict.controls.tolist()),
        tuple(tuple(row[places].tolist()) for row in ranks),
        conflict.forward,
        conflict.back,
    )
    moves = game.moves
    better = improvements(moves, game.ranks)
    return {
        code
        for s, code in enumerate(game.codes)
        if any(
            all(DEFINITIONS[c](moves, better, game.ranks, i, s) for i in range(len(moves))) for c in CONCEPTS
        )
    }


@given(conflicts(most_questions=2), st.data())
@settings(max_examples=80, deadline=None)
def test_what_holds_in_the_three_cases_is_what_holds_in_three_models(
    conflict: Conflict, data: st.DataObject
) -> None:
    party = data.draw(st.sampled_from(conflict.decision_makers))
    own = data.draw(st.lists(st.sampled_from(party.option_names), min_size=1, unique=True))
    mask = conflict.code(own)
    codes = conflict.codes.tolist()
    cases = {
        AWAY: [code for code in codes if not code & mask],
        FREE: codes,
        IN: [code for code in codes if code & mask == mask],
    }
    found = without(conflict, party.key, own)
    assert set(found.possible) == {case for case, kept in cases.items() if kept}
    expected: dict[tuple[int, str], set[str]] = {}
    for interpretation in conflict.interpretations():
        for case, kept in cases.items():
            if kept:
                for code in holding(conflict, interpretation.id, kept):
                    expected.setdefault((code & ~mask, case), set()).add(interpretation.id)
    got = {(part.code, case): set(ids) for part in found.parts for case, ids in part.holds.items() if ids}
    assert got == expected
    for option, holds in found.does.items():
        bit = 1 << conflict.bits[option]
        for case in cases:
            where = set().union(*(ids for (code, c), ids in expected.items() if c == case and code & bit))
            assert set(holds[case]) == where


def guarded() -> Conflict:
    return Conflict.loads("""
    decision_makers:
      Guard:
        options: {come: send observers}
        preferences: [{formula: not come, evidence: [r-1a]}]
      A:
        options: {leave: leave the valley}
        preferences: [{formula: leave iff Guard.come, evidence: [r-2a]}]
    """)


def test_what_a_party_brings_others_to_do_is_said() -> None:
    found = without(guarded(), "Guard")
    assert found.brings == ("A.leave",)
    assert not found.costs
    assert [part.taken for part in found.gained] == [("A.leave",)]
    assert [part.taken for part in found.lost] == [()]
    assert found.evidence == ("r-2a",)
    assert found.sentence == (
        "Without Guard, one arrangement of the others holds; with it in, one arrangement of the others "
        "holds. What can hold only with Guard in: A would leave the valley."
    )
    options, whole = found.tables()
    assert [row[1:] for row in options.rows()] == [(0, 0, 1)]
    assert len(list(whole.rows())) == 2


def test_a_case_that_is_not_feasible_is_said_to_be_none() -> None:
    always = guarded().replace(infeasible=[guarded().vocabulary.option("Guard.come")])
    found = without(always, "Guard")
    assert found.possible == (AWAY, FREE)
    assert "cannot do all this" in found.sentence


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownName, match="Guard"):
        without(guarded(), "Gard")
    with pytest.raises(UnknownName, match="no option"):
        without(guarded(), "Guard", ["A.leave"])
    with pytest.raises(ConflictError, match="no options"):
        without(Conflict.from_ranks({"A": ["x"], "B": []}, {"A": [0, 1], "B": [0, 1]}), "B")


def test_of_options_that_exclude_each_other_joining_means_as_many_as_go_together() -> None:
    conflict = Conflict.loads("""
decision_makers:
  Employers:
    options: {pay_11: raise pay (11), pay_12: raise pay (12), talk: enter talks}
    preferences: [pay_11, talk]
  Union:
    options: {sign: sign}
    preferences: [sign iff Employers.pay_12]
infeasible: [Employers.pay_11 and Employers.pay_12]
""")
    found = without(conflict, "Employers")
    assert found.options == ("Employers.pay_12", "Employers.talk")
    assert found.brings == ("Union.sign",)
