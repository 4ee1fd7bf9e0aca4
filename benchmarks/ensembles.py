"""How long ten thousand interpretations take, and how a second process of a Dask cluster speeds them up.

    python benchmarks/ensembles.py [--quick]

The conflict has 6 decision makers, 12 options and 4,096 states, and 16,384 interpretations, of which a seeded
sample is solved for Nash, GMR, SMR and SEQ. On the cluster every worker uses one thread, so that one and two
workers can be compared; the results are compared too. Beside the time by the clock, which other work on the
machine disturbs, stands the processor time that the workers took: what the busiest of them took is what the
clock would have shown on an idle machine.
"""

from __future__ import annotations

import argparse
import os
import random
import time

import numpy as np
from distributed import Client, LocalCluster

from modusvivendi.conflict import Conflict
from modusvivendi.executors import Dask, Executor
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations


def conflict(seed: int = 1) -> Conflict:
    rng = random.Random(seed)
    parties = [f"P{k}" for k in range(6)]
    options = [f"{party}.o{j}" for party in parties for j in range(2)]
    lines = ["decision_makers:"]
    for party in parties:
        lines += [f"  {party}:", "    options: {o0: one, o1: other}", "    preferences:"]
        for question in range(3 if party in parties[:2] else 2):
            a, b, c = rng.sample(options, 3)
            own = f"{party}.o{question % 2}"
            answers = f"{{'yes': ['{own} iff {a}'], 'no': ['not {b} or {c}']}}"
            lines += [f"      - question: Question {question} to {party}?", f"        answers: {answers}"]
        for _ in range(4):
            a, b, c = rng.sample(options, 3)
            lines.append(f"      - '{a} if ({b} and not {c})'")
    return Conflict.loads("\n".join(lines))


def timed(asked: Conflict, most: int, executor: Executor | None = None) -> tuple[float, Ensemble]:
    start = time.perf_counter()
    found = solve_interpretations(asked, most=most, executor=executor)
    return time.perf_counter() - start, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of it")
    most = 1_000 if parser.parse_args().quick else 10_000
    asked = conflict()
    solve_interpretations(asked, most=8)  # compiled before the clock starts
    here, expected = timed(asked, most)
    solved = f"{len(expected.interpretations):,} interpretations"
    print(f"{solved} of {len(asked.codes):,} states, {len(asked.names)} decision makers")
    print(f"  this process, all its processors  {here:7.1f} s")
    os.environ["MODUS_THREADS"] = "1"  # the workers inherit it

    times: dict[int, float] = {}
    busiest: dict[int, float] = {}
    for workers in (1, 2):
        with (
            LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                host="127.0.0.1",
            ) as cluster,
            Dask(cluster.scheduler_address) as executor,
            Client(cluster) as client,  # type: ignore[no-untyped-call]
        ):
            timed(asked, 256 * workers, executor)
            before = client.run(time.process_time)
            times[workers], found = timed(asked, most, executor)
            after = client.run(time.process_time)
            busiest[workers] = max(after[address] - before[address] for address in after)
        for concept in expected.concepts:
            np.testing.assert_array_equal(found.holds[concept], expected.holds[concept])
        plural = "s" if workers > 1 else " "
        print(
            f"  Dask, {workers} worker{plural} of one thread        {times[workers]:7.1f} s, "
            f"the busiest of them {busiest[workers]:.1f} s of processor"
        )
    print(
        f"  two workers are {times[1] / times[2]:.2f} times as fast as one by the clock, "
        f"{busiest[1] / busiest[2]:.2f} times by processor time; same results"
    )


if __name__ == "__main__":
    main()
