"""Solving many preferences at once gives what solving them one by one gives."""

from __future__ import annotations

import random

import numpy as np
import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import many, solve, solve_many
from tests.stability.games import conflict_of, graph_conflict, random_game
from tests.stability.oracle import DEFINITIONS

ALL = tuple(DEFINITIONS)


def with_ranks(conflict: Conflict, ranks: np.ndarray) -> Conflict:
    return Conflict.from_ranks(
        options={dm.key: list(dm.options) for dm in conflict.decision_makers},
        ranks=dict(zip(conflict.names, ranks, strict=True)),
        feasible=conflict.codes,
        irreversible=conflict.irreversible,
    )


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("factor", [1, 10**6])
@pytest.mark.parametrize("few", [0, 800])
def test_a_batch_gives_what_each_alone_gives(
    seed: int, factor: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "FEW", few)
    if few:
        monkeypatch.setattr(many, "_loaded", lambda: False)
    conflict = conflict_of(random_game(random.Random(seed), 5, 6))
    rng = np.random.default_rng(seed)
    shape = (7, len(conflict.names), len(conflict.codes))
    ranks = rng.integers(-3, int(rng.choice([2, 5, 100])), shape) * factor
    found = solve_many(conflict, ranks, ALL)
    assert len(found) == 7
    for b in range(7):
        alone = solve(with_ranks(conflict, ranks[b]), ALL)
        for concept in ALL:
            assert (found.stable(concept)[b] == alone.stable(concept)).all()
            assert found.equilibria(concept, b).tolist() == alone.equilibria(concept).tolist()
            assert (found.holds(concept)[b] == alone.stable(concept).all(axis=0)).all()


def test_only_the_concepts_asked_for_are_solved() -> None:
    conflict = conflict_of(random_game(random.Random(1)))
    ranks = np.zeros((2, len(conflict.names), len(conflict.codes)), dtype=np.int8)
    found = solve_many(conflict, ranks, "seq")
    assert found.stable("seq").all()
    with pytest.raises(UnknownName, match="not solved for nash"):
        found.stable("nash")


def test_a_batch_in_graph_form_gives_what_each_alone_gives() -> None:
    conflict = graph_conflict(5)
    found = solve_many(conflict, conflict.ranks()[None], ALL)
    for concept in ALL:
        assert (found.stable(concept)[0] == solve(conflict, ALL).stable(concept)).all()


def test_an_empty_batch_is_empty() -> None:
    conflict = conflict_of(random_game(random.Random(2)))
    ranks = np.zeros((0, len(conflict.names), len(conflict.codes)), dtype=np.int32)
    assert len(solve_many(conflict, ranks)) == 0


@pytest.mark.parametrize("ranks", [[[0, 1]], [[[0, 1, 2]]], [[[0.5, 1.5], [0.5, 1.5]]]])
def test_ranks_of_another_shape_are_refused(ranks: list[list[list[float]]]) -> None:
    conflict = Conflict.from_ranks({"A": ["x"], "B": []}, {"A": [0, 1], "B": [0, 1]})
    with pytest.raises(ConflictError, match="shape"):
        solve_many(conflict, ranks)
