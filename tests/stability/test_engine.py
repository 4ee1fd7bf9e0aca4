"""The engine agrees with the definitions, on everything a brute-force oracle can check."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import engine
from modusvivendi.stability.lattice import build
from tests.stability.games import games, random_game
from tests.stability.oracle import DEFINITIONS, Game, table

ALL = tuple(DEFINITIONS)


@pytest.fixture(params=["plain", "compiled"])
def loops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have everything done by the loops as they stand, or compiled."""
    kind = str(request.param)
    monkeypatch.setattr(engine, "plainly", lambda steps: kind == "plain")
    return kind


def solve(game: Game) -> dict[str, np.ndarray]:
    return engine.stability(
        game.codes, game.controls, game.ranks, forward=game.forward, back=game.back, concepts=ALL
    )


ANY_LOOPS = [HealthCheck.function_scoped_fixture]


@settings(max_examples=500, deadline=None, suppress_health_check=ANY_LOOPS)
@given(games())
def test_every_verdict_is_the_one_the_definition_gives(loops: str, game: Game) -> None:
    found = solve(game)
    for concept in ALL:
        assert found[concept].tolist() == table(game, concept), concept


@pytest.mark.parametrize("seed", range(5))
def test_compiled_loops_give_what_plain_ones_give(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        game = random_game(rng, 5, 8)
        monkeypatch.setattr(engine, "plainly", lambda steps: True)
        plain = solve(game)
        monkeypatch.setattr(engine, "plainly", lambda steps: False)
        compiled = solve(game)
        for concept in ALL:
            assert (plain[concept] == compiled[concept]).all(), concept


@settings(max_examples=200, deadline=None)
@given(games())
def test_can_move_tells_who_has_a_feasible_move(game: Game) -> None:
    lattice = build(np.array(game.codes), np.array(game.controls), game.forward, game.back)
    assert lattice.can_move().tolist() == [[bool(reach) for reach in row] for row in game.moves]


def test_a_decision_maker_without_options_is_content_everywhere() -> None:
    found = engine.stability([0, 1], [1, 0], [[1, 0], [0, 1]], concepts=ALL)
    assert all(found[concept][1].all() for concept in ALL)


def test_others_may_answer_more_than_once_each() -> None:
    """B opens the way for C, C for B again: with one answer each nothing would deter A."""
    # bits: 0 A, 1-2 B, 3 C; feasible only the path 0 -A-> 1 -B-> 3 -C-> 11 -B-> 13
    codes = [0b0000, 0b0001, 0b0011, 0b1011, 0b1101]
    ranks = [[1, 2, 3, 4, 0], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]
    found = engine.stability(codes, [1, 6, 8], ranks, concepts=("nash", "seq"))
    assert found["nash"][0].tolist()[0] is False
    assert found["seq"][0].tolist()[0] is True


def test_options_far_apart_and_beyond_32_bits_are_handled() -> None:
    near = Game((0, 1, 2, 3), (1, 2), ((2, 1, 4, 3), (2, 4, 1, 3)))
    spread = Game((0, 1 << 3, 1 << 61, 1 << 61 | 1 << 3), (1 << 3, 1 << 61), near.ranks)
    for concept in ALL:
        assert (solve(near)[concept] == solve(spread)[concept]).all()


@pytest.mark.parametrize(
    ("codes", "controls", "ranks", "said"),
    [
        ([], [1], [[]], "no feasible state"),
        ([1, 0], [1], [[0, 1]], "ascending"),
        ([0, 0], [1], [[0, 1]], "ascending"),
        ([-1, 0], [1], [[0, 1]], "not negative"),
        ([0, 1], [1, 1], [[0, 1], [0, 1]], "belongs to one"),
        ([0, 1], [1], [[0, 1, 2]], "shape"),
        ([0, 1], [1], [[0, 1], [0, 1]], "shape"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_in_words(
    codes: list[int], controls: list[int], ranks: list[list[int]], said: str
) -> None:
    with pytest.raises(ConflictError, match=said):
        engine.stability(codes, controls, ranks)


def test_an_unknown_concept_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean sseq"):
        engine.stability([0, 1], [1], [[0, 1]], concepts=["ssec"])
