"""How long the symbolic search takes on conflicts of 40 to 60 options, and whether it agrees with the engine.

    python -m benchmarks.symbolic                     the table of docs/symbolic.md
    python -m benchmarks.symbolic --compare 20000     so many random conflicts against the engine

Seconds are those of the processor, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator

import numpy as np
from tests.stability.statements import random_conflict, random_formula

from modusvivendi.conflict import (
    And,
    AtLeast,
    AtMost,
    Conflict,
    DecisionMaker,
    Exactly,
    Formula,
    Iff,
    Not,
    Option,
    Or,
    Preference,
    Xor,
)
from modusvivendi.stability import search, solve

Case = tuple[str, Conflict, Formula | None, int | None]


def party(name: str, options: int, *preferences: Formula) -> DecisionMaker:
    return DecisionMaker(
        name, {f"o{number}": "" for number in range(options)}, preferences=tuple(map(Preference, preferences))
    )


def pairs(opposite: int | None = None) -> Conflict:
    """Thirty pairs of parties that want to do alike; in one pair one of them wants the opposite."""
    makers = []
    for pair in range(30):
        names = [f"P{2 * pair}", f"P{2 * pair + 1}"]
        alike = Iff(*(Option(name, "o0") for name in names))
        makers.append(party(names[0], 1, alike))
        makers.append(party(names[1], 1, Not(alike) if pair == opposite else alike))
    return Conflict(makers)


def sixty(wish: Callable[[int, list[Option]], Formula]) -> Conflict:
    """Sixty parties with one option each, taken if and only if a wish about the others holds."""
    own = [Option(f"P{n}", "o0") for n in range(60)]
    return Conflict([party(f"P{n}", 1, Iff(own[n], wish(n, [*own[:n], *own[n + 1 :]]))) for n in range(60)])


def roads() -> tuple[Conflict, Formula]:
    """Twelve parties take one of five roads, the emptier the better; the property: four take the first."""
    road = [[Option(f"P{n}", f"o{k}") for k in range(5)] for n in range(12)]
    makers = []
    for n in range(12):
        others = [[road[m][k] for m in range(12) if m != n] for k in range(5)]
        alone = [Or(*(And(road[n][k], AtMost(count, *others[k])) for k in range(5))) for count in range(5)]
        makers.append(party(f"P{n}", 5, *alone))
    rules = [Not(Exactly(1, *options)) for options in road]
    return (
        Conflict(makers, infeasible=rules, status_quo=None),
        AtLeast(4, *(options[0] for options in road)),
    )


def cases() -> Iterator[Case]:
    rng = random.Random(1)
    yield "30 pairs that want to do alike (2^30 equilibria), the first 1,000", pairs(), None, 1000
    yield "the same, but one pair cannot agree", pairs(17), None, None
    yield "60 parties, each joins if 10 others do", sixty(lambda _, others: AtLeast(10, *others)), None, None
    crowd = sixty(lambda _, others: Not(AtLeast(rng.randint(1, 20), *others)))
    yield "60 parties, each stays away from a crowd of its own size", crowd, None, None
    odd = sixty(lambda _, others: Xor(*rng.sample(others, 3)))
    yield "60 parties, each wants an odd number of three others", odd, None, None
    busy, jam = roads()
    yield "12 parties on 5 roads, the first 200", busy, None, 200
    yield "the same with a jam on the first road", busy, jam, None


def table() -> None:
    print("| conflict | options | found | all | candidates | seconds |")
    print("| --- | ---: | ---: | --- | ---: | ---: |")
    for name, conflict, where, limit in cases():
        start = time.process_time()
        found = search(conflict, where, limit=limit)
        took = time.process_time() - start
        settled = "yes" if found.complete else "stopped at limit"
        print(
            f"| {name} | {len(conflict.options)} | {len(found.states):,} | {settled} | {found.rounds:,} "
            f"| {took:.1f} |",
            flush=True,
        )
    print(f"\nMemory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def compare(count: int) -> None:
    """Search and list random conflicts; stop at a difference."""
    start = time.process_time()
    with_any = 0
    for seed in range(count):
        rng = random.Random(1_000_000 + seed)
        conflict = random_conflict(rng)
        interpretation = rng.choice(list(conflict.interpretations()))
        atoms = [Option(*name.split(".")) for name in conflict.options]
        where = random_formula(rng, atoms, 2) if rng.random() < 0.7 else None
        wanted = np.ones(len(conflict.codes), dtype=np.bool_)
        if where is not None:
            wanted = conflict.where(where, interpretation)
        nash = solve(conflict, "nash", interpretation).stable("nash").all(axis=0)
        expected = tuple(conflict.codes[nash & wanted].tolist())
        found = search(conflict, where, interpretation=interpretation)
        if found.states != expected or not found.complete:
            raise SystemExit(f"seed {1_000_000 + seed}: {found.states} found, {expected} expected")
        with_any += bool(expected)
        if (seed + 1) % 10_000 == 0:
            took = f"{time.process_time() - start:.0f} s"
            print(
                f"{seed + 1:,} conflicts, {with_any:,} with an equilibrium: no difference, {took}", flush=True
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compare", type=int, metavar="N", help="compare N random conflicts with the engine")
    asked = parser.parse_args()
    compare(asked.compare) if asked.compare else table()


if __name__ == "__main__":
    main()
