"""Small conflicts with all that makes them awkward, drawn at random; and Hypothesis strategies for them."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, DecisionMaker
from tests.stability.oracle import Game, reachable


@st.composite
def games(draw: st.DrawFn, most_decision_makers: int = 5, most_options: int = 5) -> Game:
    """Conflicts of 1 to 5 decision makers with ties, infeasible states, one-way options, idle parties."""
    seed = draw(st.integers(0, 2**32 - 1))
    return random_game(random.Random(seed), most_decision_makers, most_options)


def random_game(rng: random.Random, most_decision_makers: int = 5, most_options: int = 5) -> Game:
    return game_of(rng, rng.randint(1, most_decision_makers), rng.randint(1, most_options))


def game_of(rng: random.Random, n: int, k: int) -> Game:
    """A conflict of ``n`` decision makers with ``k`` options."""
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


def strict(game: Game, rng: random.Random) -> Game:
    """The same conflict without ties."""
    ranks = tuple(tuple(rng.sample(range(len(game.codes)), len(game.codes))) for _ in game.controls)
    return Game(game.codes, game.controls, ranks, game.forward, game.back)


def conflict_of(game: Game) -> Conflict:
    """The same conflict with names; options are renumbered so that each decision maker's stand together."""
    options = {f"D{i}": [f"o{b}" for b in range(62) if mask >> b & 1] for i, mask in enumerate(game.controls)}
    bits = [b for mask in game.controls for b in range(62) if mask >> b & 1]
    place = {b: new for new, b in enumerate(bits)}

    def moved(code: int) -> int:
        return sum(1 << new for b, new in place.items() if code >> b & 1)

    order = sorted(range(len(game.codes)), key=lambda s: moved(game.codes[s]))
    names = [f"{dm}.{option}" for dm, keys in options.items() for option in keys]
    one_way = {names[new]: "forward" for b, new in place.items() if game.forward >> b & 1}
    one_way |= {
        names[new]: "back" for b, new in place.items() if game.back >> b & 1 and not game.forward >> b & 1
    }
    return Conflict.from_ranks(
        options=options,
        ranks={f"D{i}": np.array([row[s] for s in order]) for i, row in enumerate(game.ranks)},
        feasible=np.array([moved(game.codes[s]) for s in order]),
        irreversible=one_way,
    )


def oracle_of(conflict: Conflict) -> Game:
    """What of a conflict in option form the oracle wants to know."""
    return Game(
        tuple(conflict.codes.tolist()),
        tuple(conflict.controls.tolist()),
        tuple(tuple(row) for row in conflict.ranks().tolist()),
        conflict.forward,
        conflict.back,
    )


def graph_conflict(seed: int) -> Conflict:
    """A conflict in graph form of 1 to 4 decision makers and 1 to 7 states."""
    rng = random.Random(seed)
    return graph_of(rng, rng.randint(1, 4), rng.randint(1, 7))


def graph_of(rng: random.Random, n: int, states: int, ties: bool = True) -> Conflict:
    """A conflict in graph form; now and then its moves are transitive."""
    names = [f"s{s}" for s in range(states)]
    share = rng.choice([0.1, 0.3, 0.6]) * min(1.0, 7 / states)
    transitive = rng.random() < 0.2
    made = []
    for i in range(n):
        moves = [{t for t in range(states) if t != s and rng.random() < share} for s in range(states)]
        if transitive:
            moves = [reachable([moves, moves], (0, 1), s) - {s} for s in range(states)]
        arcs = tuple((names[s], names[t]) for s in range(states) for t in sorted(moves[s]))
        levels = rng.randint(1, states)
        rank = [rng.randrange(levels) for _ in names] if ties else rng.sample(range(states), states)
        ranking = tuple(
            tuple(name for name, own in zip(names, rank, strict=True) if own == level)
            for level in sorted(set(rank), reverse=True)
        )
        made.append(DecisionMaker(f"D{i}", moves=arcs, ranking=ranking))
    return Conflict(made, states=names, status_quo=None)


def graph_moves(conflict: Conflict) -> list[list[set[int]]]:
    """R_i(s) of a conflict in graph form."""
    assert conflict.graph is not None
    return [
        [{int(b) for a, b in arcs if a == s} for s in range(len(conflict.codes))]
        for arcs in conflict.graph.arcs
    ]
