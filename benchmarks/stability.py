"""How long the engine takes, how much memory, and how the matrix method of the literature fares beside it.

    python -m benchmarks.stability            everything; some ten minutes, and 4 GB for the largest size
    python -m benchmarks.stability --quick    small sizes only; a minute

This prints and keeps nothing: ``python -m benchmarks`` does.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

import modusvivendi as mv
from benchmarks.conflicts import CONCEPTS, KINDS, exclusive, full, many
from benchmarks.measuring import gigabytes, machine, timed
from benchmarks.stability_matrices import Dense, Kind, Sparse, matrix_method
from modusvivendi.stability import solve_many, stability

ROOT = Path(__file__).resolve().parents[1]
ENOUGH_GB = 8
"""Below this the largest size is left out."""

Rows = list[dict[str, Any]]


def states(quick: bool) -> Rows:
    """Time over states, five decision makers."""
    rows = []
    for kind in KINDS:
        largest = 16 if quick else 20 if kind != "full" else 24 if gigabytes() >= ENOUGH_GB else 22
        for options in range(10, largest + 1, 2):
            given = full(options, 5, kind)
            runs = 1 if options > 20 else 3 if options > 16 else 7
            found, _ = timed(partial(stability, **given, concepts=CONCEPTS), runs)
            rows.append({"kind": kind, "states": len(given["codes"]), **found})
            say(f"  {kind:10s} {rows[-1]['states']:>11,} states", found)
    return rows


def reading(quick: bool) -> Rows:
    """What memory itself costs: ten numbers a state, each read at a random place, on one processor.

    The engine looks up every state of its random orders, so that its time cannot grow less than this does.
    """
    rows = []
    rng = np.random.default_rng(1)
    for options in range(10, (16 if quick else 24 if gigabytes() >= ENOUGH_GB else 22) + 1, 2):
        numbers = np.arange(10 << options)
        places = rng.permutation(len(numbers)).astype(np.int64)
        runs = max(5, 1 << max(0, 20 - options))
        found, _ = timed(partial(np.take, numbers, places, out=np.empty_like(numbers), mode="clip"), runs)
        rows.append({"states": 1 << options, **found})
        say(f"  {1 << options:>11,} times ten numbers read", found)
    return rows


def decision_makers(quick: bool) -> Rows:
    """Time over decision makers, 65,536 states."""
    rows = []
    for n in (2, 4, 8) if quick else (2, 3, 4, 5, 6, 8, 10, 12, 14, 16):
        given = full(16, n)
        found, _ = timed(partial(stability, **given, concepts=CONCEPTS), 1 if quick else 5)
        rows.append({"decision_makers": n, "states": 1 << 16, **found})
        say(f"  {n:>2} decision makers, 65,536 states", found)
    return rows


def batches(quick: bool) -> Rows:
    """Conflicts a second where they differ in preferences only, five decision makers."""
    rows = []
    for options in (7, 9) if quick else (6, 7, 8, 9, 10, 11, 12):
        count = (500_000 if quick else 2_560_000) >> options
        model, ranks = many(options, count)
        solve_many(model, ranks[:1000], CONCEPTS)  # enough of them to load the loop
        found, _ = timed(partial(solve_many, model, ranks, CONCEPTS), 3)
        rows.append(
            {
                "states": 1 << options,
                "conflicts": count,
                "per_second": count / found["seconds"],
                "per_cpu_second": count / found["cpu"],
                **found,
            }
        )
        say(f"  {1 << options:>5} states: {rows[-1]['per_second']:,.0f} conflicts a second", found)
    return rows


def enumeration() -> dict[str, Any]:
    """From a model file to its feasible states: 40 options in seven groups, exactly one of each taken."""
    text = exclusive((6, 6, 6, 6, 6, 5, 5), 3)
    found, codes = timed(lambda: mv.Conflict.loads(text).codes, 5)
    say(f"  40 options, {len(codes):,} feasible states, model file read", found)
    return {"options": 40, "states": len(codes), **found}


def processes(quick: bool) -> dict[str, Any]:
    """First calls in new processes: with compiling, with what an earlier process compiled, and small.

    Bytecode of Python is there as installing leaves it, or the first import; ``bare`` is without that, too.
    """
    runs = 1 if quick else 3
    found: dict[str, Any] = {}
    for what, size in (("single", 14), ("batch", 9)):
        bare: list[float] = []
        first: list[float] = []
        later: list[float] = []
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as bytecode:
                for seconds in (bare, first):
                    with tempfile.TemporaryDirectory() as cache:
                        seconds.append(fresh(what, size, cache, bytecode)["seconds"])
                        after = fresh(what, size, cache, bytecode)["seconds"]
                later.append(after)
        times = {"bare": bare, "first": first, "later": later}
        found[what] = {name: statistics.median(taken) for name, taken in times.items()} | {"runs": runs}
        print(f"  {what}: first call of a process {found[what]['first']:.2f} s with compiling "
              f"({found[what]['bare']:.2f} s without bytecode), "
              f"later processes {found[what]['later']:.2f} s", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory() as cache:
        tiny = statistics.median(fresh("single", 7, cache)["seconds"] for _ in range(runs))
    print(f"  128 states, nothing compiled: {tiny:.3f} s", flush=True)
    return found | {"tiny": {"first": tiny, "states": 128, "runs": runs}}


def memory(quick: bool) -> Rows:
    """Most memory of a process that solves one conflict, and how much of it the engine takes a state."""
    rows = []
    largest = 24 if gigabytes() >= ENOUGH_GB else 22
    for options in (16,) if quick else (16, 18, 20, 22, largest):
        with tempfile.TemporaryDirectory() as cache:
            fresh("single", 12, cache)  # the compiler is not to be counted
            found = fresh("single", options, cache)
        per_state = (found["peak_mb"] - found["before_mb"]) * 2**20 / 2**options
        rows.append({"states": 1 << options, "peak_mb": found["peak_mb"], "bytes_per_state": per_state})
        print(f"  {1 << options:>11,} states: {found['peak_mb']:,.0f} MB in all, {per_state:.0f} bytes a "
              "state beyond what was given", flush=True)  # fmt: skip
    return rows


def fresh(what: str, size: int, cache: str, bytecode: str | None = None) -> dict[str, float]:
    """Run :mod:`benchmarks.fresh` with folders of its own for what is compiled."""
    given = os.environ | {"NUMBA_CACHE_DIR": cache}
    if bytecode is not None:
        given |= {"PYTHONPYCACHEPREFIX": bytecode}
        given.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.fresh", what, str(size)],
        env=given,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def matrices(quick: bool) -> Rows:
    """The engine and the matrix method on the same conflicts; they have to agree."""
    rows: Rows = []
    methods: dict[str, Kind] = {"sparse matrices": Sparse(), "dense matrices": Dense()}
    for options in (8, 9) if quick else (8, 9, 10, 11):
        given = full(options, 5)
        ours, expected = timed(partial(stability, **given, concepts=CONCEPTS), 15)
        rows.append({"method": "engine", "states": 1 << options, **ours})
        say(f"  {1 << options:>5} states, engine", ours)
        for name, kind in methods.items():
            tables = (given["codes"], given["controls"], given["ranks"])
            theirs, found = timed(partial(matrix_method, *tables, kind), 1)
            for key in CONCEPTS:
                if not (found[key] == expected[key]).all():
                    raise SystemExit(f"{name} and the engine differ under {key}")
            ratios = {"times": theirs["seconds"] / ours["seconds"], "times_cpu": theirs["cpu"] / ours["cpu"]}
            rows.append({"method": name, "states": 1 << options, **theirs, **ratios})
            say(f"  {1 << options:>5} states, {name}: {ratios['times']:,.0f} times as long, all verdicts "
                "the same", theirs)  # fmt: skip
    return rows


def say(what: str, found: dict[str, float]) -> None:
    print(f"{what}: {found['seconds']:.4f} s, {found['cpu']:.4f} s of processors", flush=True)


def measure(quick: bool) -> dict[str, Any]:
    """Measure everything, telling as it goes."""
    found: dict[str, Any] = {"machine": machine(), "quick": quick}
    stability(**full(14, 5), concepts=CONCEPTS)  # so that nothing below compiles
    stability(**full(14, 5, "one-way"), concepts=CONCEPTS)
    for title, key, work in (
        ("States", "states", states),
        ("Memory read at random", "reading", reading),
        ("Decision makers", "decision_makers", decision_makers),
        ("Batches", "batches", batches),
        ("New processes", "processes", processes),
        ("Memory", "memory", memory),
        ("Matrices", "matrices", matrices),
    ):
        print(title, flush=True)
        found[key] = work(quick)
    print("Feasible states", flush=True)
    return found | {"enumeration": enumeration()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    measure(parser.parse_args().quick)


if __name__ == "__main__":
    main()
