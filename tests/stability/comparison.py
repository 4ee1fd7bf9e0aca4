"""Random conflicts of every kind, each compared with the oracle under every concept that applies to it.

One conflict is drawn for each seed, so that any difference can be looked at again.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod

import numpy as np
import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.stability import (
    COALITION,
    Analysis,
    arcs,
    engine,
    many,
    solve,
    solve_coalitions,
    solve_many,
)
from tests.stability.explained import check_explanations
from tests.stability.games import conflict_of, game_of, graph_moves, graph_of, oracle_of, strict
from tests.stability.oracle import (
    DEFINITIONS,
    Coalitions,
    Foresight,
    Moves,
    Ranks,
    coalitions,
    improvements,
    simultaneous,
)

CORE = tuple(DEFINITIONS)
HORIZONS = (1, 2, 3, 4, 7)
MOST_JOINT = 5_000
"""Simultaneous moves are compared where there are at most so many combinations."""


class Difference(AssertionError):
    """The engine and the definitions do not agree."""


@dataclass(frozen=True)
class Drawn:
    """A conflict, and what of it the oracle wants to know."""

    seed: int
    conflict: Conflict
    moves: Moves
    ranks: Ranks

    @property
    def strict(self) -> bool:
        """Whether nobody is indifferent between two states."""
        return all(len(set(row)) == len(row) for row in self.ranks)

    def traits(self) -> list[str]:
        """What is special about it, in words."""
        conflict, states = self.conflict, len(self.conflict.codes)
        found = {
            "graph form": conflict.graph is not None,
            "option form": conflict.graph is None,
            f"{len(self.moves)} decision makers": True,
            "with ties": not self.strict,
            "infeasible states": conflict.graph is None and states < 1 << len(conflict.options),
            "irreversible options": conflict.graph is None and bool(conflict.forward | conflict.back),
            "moves that are not transitive": any(
                s != u and u not in row[s] for row in self.moves for s in range(states) for t in row[s]
                for u in row[t]
            ),
            "somebody who can never move": any(not any(row) for row in self.moves),
            "more than 64 states": states > 64,
        }  # fmt: skip
        return [trait for trait, holds in found.items() if holds]


@contextmanager
def loops(plain: bool) -> Iterator[None]:
    """Have everything done by the loops as they stand, or all of it compiled, batches by their own loop."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (engine, arcs):
            patch.setattr(module, "plainly", lambda steps: plain)
        if not plain:
            patch.setattr(many, "FEW", 0)
        yield


def draw(seed: int) -> Drawn:
    """Draw the conflict of a seed: 2 to 5 decision makers, mostly up to 64 states."""
    rng = random.Random(seed)
    two, states = rng.random() < 0.2, rng.randint(2, 12)
    n = 2 if two else rng.randint(2, 5)
    if rng.random() < 0.4:
        conflict = graph_of(rng, n, rng.randint(13, 24) if rng.random() < 0.1 else states, ties=not two)
        return Drawn(seed, conflict, graph_moves(conflict), conflict.ranks().tolist())
    game = game_of(rng, n, rng.choice((7, 7, 8)) if rng.random() < 0.015 else rng.randint(1, 6))
    conflict = conflict_of(strict(game, rng) if two else game)
    game = oracle_of(conflict)
    return Drawn(seed, conflict, game.moves, game.ranks)


def compare(seed: int) -> Counter[str]:
    """Compare one conflict under all concepts.

    Returns
    -------
    Counter
        For each trait that it has 1; for each concept the number of verdicts that were compared, and of those
        that are stable because of what the others could do.

    Raises
    ------
    Difference
        Where a verdict is another than the definition gives, or an explanation is not true.
    """
    drawn = draw(seed)
    counts = Counter(drawn.traits())
    rng = random.Random(-1 - seed)
    keys = [*CORE]
    if drawn.conflict.graph is None and joint(drawn) <= MOST_JOINT:
        keys.append("sim")
    if len(drawn.moves) == 2 and drawn.strict:
        keys += [*(f"l{h}" for h in HORIZONS), "nm"]
    analysis = solve(drawn.conflict, keys)
    for key in keys:
        counts[key] += same(drawn, key, analysis.stable(key).tolist(), definition(drawn, key))
        counts[f"{key}, by what is feared"] += int((analysis.why(key) == "feared").sum())
    counts += together(drawn, rng)
    if drawn.conflict.graph is None:
        batch(drawn, analysis)
        counts["in a batch"] += 1
    if len(drawn.conflict.codes) <= 32 and seed % 10 == 0:
        try:
            counts["explanations"] += check_explanations(analysis, drawn.moves)
        except AssertionError as error:
            raise Difference(f"seed {seed}: an explanation is not true: {error}") from error
    return counts


def definition(drawn: Drawn, key: str) -> list[list[bool]]:
    """What the definition of a concept gives, for each decision maker and state."""
    moves, ranks, codes = drawn.moves, drawn.ranks, drawn.conflict.codes.tolist()
    if key == "nm":
        return Foresight(moves, ranks).non_myopic()
    if key not in DEFINITIONS and key != "sim":
        return Foresight(moves, ranks).limited(int(key[1:]))
    better = improvements(moves, ranks)
    everyone, everywhere = range(len(moves)), range(len(codes))
    if key == "sim":
        return [[simultaneous(codes, better, ranks, i, s) for s in everywhere] for i in everyone]
    return [[DEFINITIONS[key](moves, better, ranks, i, s) for s in everywhere] for i in everyone]


def together(drawn: Drawn, rng: random.Random) -> Counter[str]:
    """Compare the coalition concepts: all coalitions of two or three, some of more decision makers."""
    groups = coalitions(range(len(drawn.moves)))
    states = len(drawn.conflict.codes)
    groups = rng.sample(groups, min(len(groups), 7 if states <= 12 else 2 if states <= 32 else 1))
    names = drawn.conflict.names
    found = solve_coalitions(drawn.conflict, [[names[i] for i in group] for group in groups])
    literal = Coalitions(drawn.moves, drawn.ranks)
    counts: Counter[str] = Counter()
    for key in COALITION:
        expected = [[literal.stable(key, group, s) for s in range(states)] for group in groups]
        counts[key] += same(drawn, key, found.stable(key).tolist(), expected)
    return counts


def batch(drawn: Drawn, alone: Analysis) -> None:
    """Compare what a batch of two gives: the ranks as they are, and turned round."""
    ranks = np.array(drawn.ranks)
    found = solve_many(drawn.conflict, np.stack([-ranks, ranks]), CORE)
    for key in CORE:
        same(drawn, f"{key} in a batch", found.stable(key)[1].tolist(), alone.stable(key).tolist())


def same(drawn: Drawn, key: str, found: Sequence[Sequence[bool]], expected: list[list[bool]]) -> int:
    """Give the number of verdicts if all are the same; complain if one is not."""
    if found != expected:
        raise Difference(f"seed {drawn.seed}: {key} is not what the definition gives")
    return sum(len(row) for row in expected)


def joint(drawn: Drawn) -> int:
    """How many combinations of simultaneous improvements there are, of all states."""
    better = improvements(drawn.moves, drawn.ranks)
    return sum(prod(1 + len(row[s]) for row in better) for s in range(len(drawn.conflict.codes)))
