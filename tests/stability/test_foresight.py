"""Stability of those who look ahead, and of those who move at once."""

from __future__ import annotations

import random

import numpy as np
import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import solve, solve_many
from tests.stability.games import conflict_of, graph_conflict, graph_moves, oracle_of, random_game, strict
from tests.stability.oracle import Foresight, improvements, simultaneous


def two_party(seed: int, most_options: int = 4) -> Conflict:
    rng = random.Random(seed)
    while True:
        game = random_game(rng, 2, most_options)
        if len(game.controls) == 2:
            return conflict_of(strict(game, rng))


@pytest.mark.parametrize("seed", range(40))
def test_limited_moves_end_where_the_recursion_says(seed: int) -> None:
    conflict = two_party(seed, 3)
    game = oracle_of(conflict)
    keys = [f"l{h}" for h in range(1, 5)]
    found = solve(conflict, keys)
    for h, key in enumerate(keys, start=1):
        assert found.stable(key).tolist() == Foresight(game.moves, game.ranks).limited(h), key


@pytest.mark.parametrize("seed", range(40))
def test_non_myopic_is_stable_for_every_long_horizon(seed: int) -> None:
    conflict = two_party(seed)
    found = solve(conflict, ["nm", *(f"l{h}" for h in range(60, 90))])
    always = np.logical_and.reduce([found.stable(f"l{h}") for h in range(60, 90)])
    assert (found.stable("nm") == always).all()
    game = oracle_of(conflict)
    assert found.stable("nm").tolist() == Foresight(game.moves, game.ranks).non_myopic()


def test_prisoners_dilemma_and_chicken_have_their_known_non_myopic_equilibria() -> None:
    """Brams & Wittman 1981: cooperation in both, beside the Nash equilibrium of the dilemma."""
    dilemma = Conflict.from_ranks({"A": ["silent"], "B": ["silent"]}, {"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]})
    assert solve(dilemma, "nm").equilibria("nm").tolist() == [0, 3]
    chicken = Conflict.from_ranks({"A": ["swerve"], "B": ["swerve"]}, {"A": [1, 2, 4, 3], "B": [1, 4, 2, 3]})
    assert solve(chicken, "nash").equilibria("nash").tolist() == [1, 2]
    assert solve(chicken, "nm").equilibria("nm").tolist() == [3]


def test_looking_ahead_is_refused_where_it_is_not_defined() -> None:
    three = Conflict.from_ranks(
        {"A": ["x"], "B": ["y"], "C": []}, {"A": [0, 1, 2, 3], "B": [0, 1, 2, 3], "C": [0, 1, 2, 3]}
    )
    with pytest.raises(ConflictError, match="two decision makers"):
        solve(three, "l2")
    tied = Conflict.from_ranks({"A": ["x"], "B": ["y"]}, {"A": [0, 1, 2, 2], "B": [0, 1, 2, 3]})
    with pytest.raises(ConflictError, match="strict preferences"):
        solve(tied, "nm")


@pytest.mark.parametrize("seed", range(80))
def test_simultaneity_is_as_defined(seed: int) -> None:
    conflict = conflict_of(random_game(random.Random(seed), 4, 4))
    game = oracle_of(conflict)
    moves = game.moves
    better = improvements(moves, game.ranks)
    analysis = solve(conflict, "nash,sim")
    for i in range(len(moves)):
        for s in range(len(game.codes)):
            assert analysis.stable("sim")[i, s] == simultaneous(game.codes, better, game.ranks, i, s)
    assert (analysis.stable("nash") <= analysis.stable("sim")).all()


def test_simultaneity_means_nothing_in_graph_form() -> None:
    with pytest.raises(ConflictError, match="graph form"):
        solve(graph_conflict(1), "sim")


def test_limited_moves_in_graph_form_end_where_the_recursion_says() -> None:
    drawn = (graph_conflict(seed) for seed in range(2000))
    two = [conflict for conflict in drawn if len(conflict.names) == 2]
    strict = [c for c in two if all(len(set(row)) == len(row) for row in c.ranks().tolist())]
    assert len(strict) >= 10
    for conflict in strict:
        check_graph_form(conflict)


def check_graph_form(conflict: Conflict) -> None:
    ranks = conflict.ranks()
    moves = graph_moves(conflict)
    for h in range(1, 5):
        stable = solve(conflict, f"l{h}").stable(f"l{h}")
        assert stable.tolist() == Foresight(moves, ranks.tolist()).limited(h)


def test_batches_are_for_the_concepts_of_the_engine() -> None:
    conflict = two_party(1)
    with pytest.raises(UnknownName, match="nm cannot be computed here"):
        solve_many(conflict, conflict.ranks()[None], "nm")
