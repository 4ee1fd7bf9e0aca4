"""Compare the engine with the literal oracle of the tests on very many random conflicts.

    python benchmarks/stability_long_run.py 100000            option form, all five concepts
    python benchmarks/stability_long_run.py 20000 --graph     graph form
    python benchmarks/stability_long_run.py 5000 --coalitions coalition concepts, option form

Conflict number k is drawn from seed ``--seed + k``, so that any difference can be looked at again. One to
five decision makers, ties, infeasible states, options that are irreversible in either direction, decision
makers without options.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.stability import test_coalitions
from tests.stability.games import random_game
from tests.stability.oracle import DEFINITIONS, improvements, table
from tests.stability.test_analysis import conflict_of, graph_conflict, graph_moves, oracle_of

from modusvivendi.stability import engine, stability

ALL = tuple(DEFINITIONS)


def option_form(seed: int) -> int:
    """Compare one conflict; give the number of verdicts."""
    game = random_game(random.Random(seed))
    found = stability(
        game.codes, game.controls, game.ranks, forward=game.forward, back=game.back, concepts=ALL
    )
    for concept in ALL:
        if found[concept].tolist() != table(game, concept):
            raise SystemExit(f"seed {seed}: {concept} differs from the definition")
    return len(ALL) * len(game.controls) * len(game.codes)


def graph_form(seed: int) -> int:
    conflict = graph_conflict(seed)
    moves, ranks = graph_moves(conflict), conflict.ranks().tolist()
    better = improvements(moves, ranks)
    from modusvivendi.stability import solve  # noqa: PLC0415

    analysis = solve(conflict, ALL)
    for concept in ALL:
        expected = [
            [DEFINITIONS[concept](moves, better, ranks, i, s) for s in range(len(conflict.codes))]
            for i in range(len(moves))
        ]
        if analysis.stable(concept).tolist() != expected:
            raise SystemExit(f"seed {seed}: {concept} differs from the definition")
    return len(ALL) * len(moves) * len(conflict.codes)


def coalitions(seed: int) -> int:
    conflict = conflict_of(random_game(random.Random(seed), 4, 4))
    try:
        test_coalitions.check(conflict, oracle_of(conflict).moves)
    except AssertionError as error:
        raise SystemExit(f"seed {seed}: {error}") from None
    return 4 * (2 ** len(conflict.names) - 1) * len(conflict.codes)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--graph", action="store_true")
    parser.add_argument("--coalitions", action="store_true")
    parser.add_argument(
        "--compiled", action="store_true", help="use the compiled loops even where plain ones would do"
    )
    asked = parser.parse_args()
    if asked.compiled:
        engine.plainly = lambda steps: False
    compare = graph_form if asked.graph else coalitions if asked.coalitions else option_form
    start, verdicts = time.perf_counter(), 0
    for k in range(asked.count):
        verdicts += compare(asked.seed + k)
        if (k + 1) % 5000 == 0:
            print(f"{k + 1:,} conflicts, {verdicts:,} verdicts, no difference", flush=True)
    last = asked.seed + asked.count - 1
    print(f"seeds {asked.seed} to {last}: {asked.count:,} conflicts, {verdicts:,} verdicts, no difference, "
          f"{time.perf_counter() - start:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
