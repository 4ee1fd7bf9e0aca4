"""Coalition verdicts agree with the definitions written out literally."""

from __future__ import annotations

import random

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import COALITION, solve, solve_coalitions
from tests.stability.games import conflict_of, graph_conflict, graph_moves, oracle_of, random_game
from tests.stability.oracle import Coalitions, Moves


def check(conflict: Conflict, moves: Moves) -> None:
    literal = Coalitions(moves, conflict.ranks().tolist())
    found = solve_coalitions(conflict)
    for concept in COALITION:
        for row, members in enumerate(found.coalitions):
            group = tuple(conflict.names.index(name) for name in members)
            expected = [literal.stable(concept, group, s) for s in range(len(conflict.codes))]
            assert found.stable(concept)[row].tolist() == expected, (concept, members)


@pytest.mark.parametrize("seed", range(60))
def test_coalition_verdicts_are_those_of_the_definitions(seed: int) -> None:
    conflict = conflict_of(random_game(random.Random(seed), 4, 4))
    check(conflict, oracle_of(conflict).moves)


@pytest.mark.parametrize("seed", range(40))
def test_coalition_verdicts_in_graph_form_are_those_of_the_definitions(seed: int) -> None:
    conflict = graph_conflict(seed)
    check(conflict, graph_moves(conflict))


@pytest.mark.parametrize("seed", range(60))
def test_coalitions_of_one_are_decision_makers(seed: int) -> None:
    conflict = conflict_of(random_game(random.Random(100 + seed), 4, 5))
    alone = solve(conflict)
    found = solve_coalitions(conflict, [[name] for name in conflict.names])
    for concept in ("nash", "gmr", "smr"):
        assert (found.stable(concept) == alone.stable(concept)).all()
    # The others can do all that sequential stability lets them do, and more.
    assert (found.stable("cseq") >= alone.stable("seq")).all()


@pytest.fixture
def dilemma() -> Conflict:
    return Conflict.from_ranks(
        options={"A": ["silent"], "B": ["silent"]}, ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]}
    )


def test_both_prisoners_together_would_leave_the_nash_equilibrium(dilemma: Conflict) -> None:
    found = solve_coalitions(dilemma)
    assert found.upset(0, "cnash") == [("A", "B")]
    assert found.upset(3, "cseq") == []
    assert found.equilibria("cnash").tolist() == []
    assert solve_coalitions(dilemma, [["A"], ["B"]]).equilibria("nash").tolist() == [0]


def test_who_or_what_is_unknown_is_named(dilemma: Conflict) -> None:
    with pytest.raises(UnknownName, match="'C'"):
        solve_coalitions(dilemma, [["A", "C"]])
    with pytest.raises(UnknownName, match="at least one"):
        solve_coalitions(dilemma, [[]])
    with pytest.raises(UnknownName, match="cseq"):
        solve_coalitions(dilemma, concepts=["csek"])
    with pytest.raises(ConflictError, match="code 9"):
        solve_coalitions(dilemma).upset(9, "cnash")
