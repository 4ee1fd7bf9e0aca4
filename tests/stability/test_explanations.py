"""Explanations are true: for random conflicts and all concepts every witness is checked by the oracle."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.stability import Analysis, Explanation, Step, solve
from tests.stability.comparison import loops
from tests.stability.explained import check_explanations
from tests.stability.games import (
    conflict_of,
    game_of,
    games,
    graph_conflict,
    graph_moves,
    graph_of,
    oracle_of,
    strict,
)
from tests.stability.oracle import DEFINITIONS

ALL = tuple(DEFINITIONS)
AHEAD = ("l1", "l2", "l3", "l6", "nm")


@pytest.fixture(params=["plain", "compiled"])
def any_loops(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have everything done by the loops as they stand, or compiled."""
    with loops(plain=request.param == "plain"):
        yield


ANY_LOOPS = [HealthCheck.function_scoped_fixture]


@settings(max_examples=60, deadline=None, suppress_health_check=ANY_LOOPS)
@given(games(4, 4).map(conflict_of))
def test_explanations_are_true_and_answers_shortest(any_loops: None, conflict: Conflict) -> None:
    check_explanations(solve(conflict, [*ALL, "sim"]), oracle_of(conflict).moves)


@settings(max_examples=60, deadline=None, suppress_health_check=ANY_LOOPS)
@given(st.integers(0, 10**9).map(graph_conflict))
def test_explanations_are_true_in_graph_form(any_loops: None, conflict: Conflict) -> None:
    check_explanations(solve(conflict, ALL), graph_moves(conflict))


@pytest.mark.parametrize("seed", range(40))
def test_explanations_of_two_who_look_ahead_are_true(seed: int) -> None:
    rng = random.Random(seed)
    options = conflict_of(strict(game_of(rng, 2, rng.randint(1, 4)), rng))
    check_explanations(solve(options, AHEAD), oracle_of(options).moves)
    graph = graph_of(rng, 2, rng.randint(2, 10), ties=False)
    check_explanations(solve(graph, AHEAD), graph_moves(graph))


class Wrong(Analysis):
    """An analysis whose explanations are not quite true."""

    def explain(self, code: int, decision_maker: str | int, concept: str) -> Explanation:
        told = super().explain(code, decision_maker, concept)
        if not told.answers:
            return told
        first, *rest = told.answers
        back = (*first.steps, Step(first.steps[-1].decision_maker, first.improvement))
        return replace(told, answers=(replace(first, steps=back), *rest))


def test_an_explanation_that_is_not_true_is_noticed() -> None:
    dilemma = Conflict.from_ranks({"A": ["silent"], "B": ["silent"]}, {"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]})
    found, moves = solve(dilemma, ALL), oracle_of(dilemma).moves
    check_explanations(found, moves)
    members = (found.conflict, found.interpretation, found.concepts, found.ground)
    with pytest.raises(AssertionError):
        check_explanations(Wrong(*members, found.verdicts), moves)
    turned = {key: ~table for key, table in found.verdicts.items()}
    with pytest.raises(AssertionError):
        check_explanations(Analysis(*members, turned), moves)
