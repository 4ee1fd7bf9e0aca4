"""Hypothesis strategies for small conflicts, with all that makes them awkward."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from tests.stability.oracle import Game


@st.composite
def games(draw: st.DrawFn, most_decision_makers: int = 5, most_options: int = 5) -> Game:
    """Conflicts of 1 to 5 decision makers with ties, infeasible states, one-way options, idle parties."""
    seed = draw(st.integers(0, 2**32 - 1))
    return random_game(random.Random(seed), most_decision_makers, most_options)


def random_game(rng: random.Random, most_decision_makers: int = 5, most_options: int = 5) -> Game:
    n = rng.randint(1, most_decision_makers)
    k = rng.randint(1, most_options)
    owner = [rng.randrange(n) for _ in range(k)]
    controls = tuple(sum(1 << b for b in range(k) if owner[b] == i) for i in range(n))
    share = rng.choice([1.0, 1.0, 0.8, 0.5, 0.3])
    codes = [c for c in range(1 << k) if rng.random() < share] or [rng.randrange(1 << k)]
    levels = rng.choice([1, 2, 3, len(codes), 10 * len(codes)])
    ranks = tuple(tuple(rng.randint(-2, levels) for _ in codes) for _ in range(n))
    one_way = rng.choice([0.0, 0.0, 0.3, 0.8])
    forward = sum(1 << b for b in range(k) if rng.random() < one_way * 0.6)
    back = sum(1 << b for b in range(k) if rng.random() < one_way * 0.5)
    return Game(tuple(codes), controls, ranks, forward, back)
