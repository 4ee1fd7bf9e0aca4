"""Conflicts of random structures of preference, each compared with the oracle under every concept.

    python -m tests.stability.preference_comparison 20000

compares those of seeds 0 to 19,999, one after the other, and stops at the first difference. Every third is in
option form, half of all have unknown preferences.
"""

from __future__ import annotations

import random
import sys
from typing import Any

import numpy as np

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from tests.stability.games import conflict_of, random_game
from tests.stability.oracle import Game
from tests.stability.preference_oracle import (
    EXTENDED,
    GRADED,
    HYBRID,
    ORDINARY,
    Structure,
    random_likes,
    random_structure,
    table,
)


def in_graph_form(g: Structure) -> Conflict:
    names = [f"s{s}" for s in g.states]
    return Conflict.from_pairs(
        {
            f"D{i}": {"moves": [(names[s], names[t]) for s in g.states for t in g.moves[i][s]]}
            | told(likes, names)
            for i, likes in enumerate(g.likes)
        },
        states=names,
    )


def told(likes: Any, names: list[Any]) -> dict[str, list[Any]]:
    """What ``from_pairs`` takes."""
    return {
        "prefers": [(names[s], names[t], degree) for (s, t), degree in likes.items() if degree is not None],
        "unknown": [(names[s], names[t]) for (s, t), degree in likes.items() if degree is None],
    }


def in_option_form(seed: int, unknown: bool = True) -> tuple[Conflict, Structure]:
    rng = random.Random(seed)
    given = conflict_of(random_game(rng, 4, 4))
    codes = given.codes.tolist()
    likes = [random_likes(rng, len(codes), unknown) for _ in given.names]
    conflict = Conflict.from_pairs(
        {
            dm.key: {"options": list(dm.options)} | told(these, codes)
            for dm, these in zip(given.decision_makers, likes, strict=True)
        },
        feasible=codes,
        irreversible=given.irreversible,
    )
    game = Game(tuple(codes), tuple(given.controls.tolist()), (), given.forward, given.back)
    return conflict, Structure(game.moves, likes)


def check(conflict: Conflict, g: Structure) -> int:
    """Compare a conflict with its structure under every concept; gives the number of verdicts."""
    known = not any(degree is None for likes in g.likes for degree in likes.values())
    assert (conflict.unknown is None) == known
    defined = EXTENDED | HYBRID | (ORDINARY | GRADED if known else {})
    analysis = mv.solve(conflict, tuple(defined))
    for key, stable in defined.items():
        expected = table(g, stable)
        assert analysis.stable(key).tolist() == expected, key
        everybody = np.all(expected, axis=0)
        assert analysis.equilibria(key).tolist() == conflict.codes[everybody].tolist(), key
    return len(defined) * len(g.moves) * len(g.states)


def compare(seed: int) -> int:
    """Compare the conflict of a seed."""
    if seed % 3 == 0:
        return check(*in_option_form(seed, unknown=seed % 2 == 0))
    g = random_structure(random.Random(seed), unknown=seed % 2 == 0)
    return check(in_graph_form(g), g)


def main() -> None:
    count, verdicts = int(sys.argv[1]), 0
    for seed in range(count):
        try:
            verdicts += compare(seed)
        except AssertionError as error:
            raise SystemExit(f"seed {seed}: {error}") from error
    sys.stdout.write(f"{count:,} conflicts, {verdicts:,} verdicts, no difference\n")


if __name__ == "__main__":
    main()
