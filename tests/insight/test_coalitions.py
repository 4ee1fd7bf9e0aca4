"""Who could upset what together, by the definitions written out; published coalitions of Elmira."""

from __future__ import annotations

from importlib import resources
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.coalitions import coalitions
from modusvivendi.stability import COALITION
from tests.stability.games import conflict_of, games, graph_conflict, graph_moves, oracle_of
from tests.stability.oracle import DEFINITIONS, Coalitions, improvements, reachable

some = st.one_of(games(4, 4).map(conflict_of), st.integers(0, 10**9).map(graph_conflict))


@given(some, st.sampled_from(sorted(COALITION)))
@settings(max_examples=120, deadline=None)
def test_the_coalitions_are_the_smallest_that_would_leave_by_acting_together(
    conflict: Conflict, key: str
) -> None:
    moves = oracle_of(conflict).moves if conflict.graph is None else graph_moves(conflict)
    ranks = conflict.ranks().tolist()
    literal = Coalitions(moves, ranks)
    better = improvements(moves, ranks)
    alone = ("nash", "seq", "smr")
    everybody = range(len(moves))
    held = [
        [k for k in alone if all(DEFINITIONS[k](moves, better, ranks, i, s) for i in everybody)]
        for s in range(len(conflict.codes))
    ]
    found = coalitions(conflict, key)
    assert list(found.upsets) == [int(conflict.codes[s]) for s, keys in enumerate(held) if keys]
    for code, upsets in found.upsets.items():
        s = conflict.position(code)
        assert s is not None
        groups = chain.from_iterable(combinations(everybody, size) for size in range(2, len(moves) + 1))
        leaving = [g for g in groups if not literal.stable(key, g, s)]
        for upset in upsets:
            group = tuple(conflict.names.index(name) for name in upset.coalition)
            assert group in leaving
            t = conflict.position(upset.becomes)
            assert t is not None
            assert t in reachable(moves, group, s)
            assert literal.prefers(group, s, t)
            assert list(upset.holds) == held[t]
            assert {step.decision_maker for step in upset.way} == set(upset.coalition)
            assert [g.preferred for g in upset.grounds] == [1] * len(group)
        named = [set(upset.coalition) for upset in upsets]
        assert not any(a < b for a in named for b in named)
        # Who would leave but is not named contains somebody who is, or has a member that need not act.
        for group in leaving:
            members = {conflict.names[i] for i in group}
            if not any(other <= members for other in named):
                improving = literal.improvements(group, s)
                assert all(
                    any(t in reachable(moves, less, s) for less in combinations(group, len(group) - 1))
                    for t in improving
                    if not deterred(literal, key, group, s, t)
                )


def deterred(literal: Coalitions, key: str, group: tuple[int, ...], s: int, t: int) -> bool:
    """Whether the others can deter one joint improvement."""
    rest = tuple(i for i in range(len(literal.moves)) if i not in group)
    if key == "cnash":
        return False
    answers = literal.credible(rest, t) if key == "cseq" else reachable(literal.moves, rest, t)
    return any(
        not literal.prefers(group, s, u)
        and (
            key != "csmr" or not any(literal.prefers(group, s, v) for v in reachable(literal.moves, group, u))
        )
        for u in answers
    )


def elmira() -> Conflict:
    return Conflict.load(str(resources.files("modusvivendi.examples") / "elmira" / "conflict.yaml"))


def test_in_elmira_the_ministry_and_uniroyal_together_move_from_the_fifth_equilibrium_to_the_eighth() -> None:
    # Kilgour, Hipel, Fang & Peng, Group Decision and Negotiation 10 (2001).
    found = coalitions(elmira(), "cnash", alone=("nash",))
    (upset,) = found.upsets[4]
    assert upset.coalition == ("Ministry", "Uniroyal")
    assert upset.becomes == 7
    assert "nash" in upset.holds
    assert found.holding == ((4, upset),)


def test_what_nobody_would_leave_is_said_to_last() -> None:
    two = Conflict.loads("""
    decision_makers:
      A:
        options: {x: open the road}
        preferences: [{formula: x iff B.y, evidence: [r-1a]}, B.y]
      B:
        options: {y: lift the embargo}
        preferences: [y iff A.x, {formula: A.x, evidence: [r-2a]}]
    """)
    found = coalitions(two)
    assert found.lasting == (3,)
    assert found.evidence == ("r-2a",)
    assert found.sentence == (
        "Two arrangements hold; one of them even against any coalition. From state 1, A and B together would "
        "go on to state 4, where A would open the road and B would lift the embargo; that would hold."
    )
    first, second = found.tables()
    assert [row[:4] for row in first.rows()] == [(1, "A and B", 4, "Nash, SEQ, SMR"), (4, "nobody", "", "")]
    assert len(list(second.rows())) == 2


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownName, match="coalition concept"):
        coalitions(elmira(), "cfoo")
    with pytest.raises(ConflictError, match="no feasible state"):
        coalitions(elmira(), equilibria=[99])
