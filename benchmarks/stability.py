"""How long the engine takes, how much memory, and how the textbook matrix method fares beside it.

    python benchmarks/stability.py                  everything but the largest sizes; a few minutes
    python benchmarks/stability.py --quick          a minute
    python benchmarks/stability.py --large          up to 2**24 states; needs 4 GB
    python benchmarks/stability.py --out DIR        also writes stability.json and stability.svg to DIR

The sparse baseline needs SciPy and is left out where that is not installed. Preferences are random orders
without ties, which is the worst case for branches and caches; preferences from ordered statements are
easier.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from stability_matrices import Dense, Sparse, matrix_method

from modusvivendi.conflict import Conflict
from modusvivendi.stability import solve_many, stability

CONCEPTS = ("nash", "gmr", "smr", "seq")


def conflict(options: int, decision_makers: int, seed: int = 1, kind: str = "full") -> dict[str, Any]:
    """Random preferences over ``2**options`` states; options are dealt out as evenly as they go."""
    rng = np.random.default_rng(seed)
    cuts = [round(k * options / decision_makers) for k in range(decision_makers + 1)]
    controls = [(1 << b) - (1 << a) for a, b in pairwise(cuts)]
    codes = np.arange(1 << options, dtype=np.int64)
    extra: dict[str, int] = {}
    if kind == "infeasible":
        codes = codes[rng.random(len(codes)) < 0.8]
    if kind == "one-way":
        extra = {"forward": sum(1 << a for a in cuts[:-1])}
    ranks = np.stack([rng.permutation(len(codes)) for _ in controls]).astype(np.int32)
    return {"codes": codes, "controls": np.array(controls), "ranks": ranks, **extra}


class Timed(float):
    """Seconds on the clock, with the processor seconds of all threads beside: they tell on a busy machine."""

    cpu: float


def timed(work: Any, repeat: int) -> tuple[Timed, Any]:
    best, cpu, found = math.inf, math.inf, None
    for _ in range(repeat):
        start, used = time.perf_counter(), time.process_time()
        found = work()
        best = min(best, time.perf_counter() - start)
        cpu = min(cpu, time.process_time() - used)
    seconds = Timed(best)
    seconds.cpu = cpu
    return seconds, found


def scaling(sizes: list[int], repeat: int) -> list[dict[str, Any]]:
    rows = []
    for kind in ("full", "infeasible", "one-way"):
        for options in sizes:
            if kind != "full" and options > 20:
                continue
            given = conflict(options, 5, kind=kind)
            seconds, _ = timed(lambda given=given: stability(**given, concepts=CONCEPTS), repeat)
            states = len(given["codes"])
            rows.append(
                {
                    "kind": kind,
                    "states": states,
                    "seconds": seconds,
                    "cpu": seconds.cpu,
                    "ns_per_state": seconds / states * 1e9,
                }
            )
            say(f"  {kind:11s} {states:>11,} states, 5 decision makers   {seconds:9.4f} s "
                f"{seconds.cpu:9.4f} s of processor   {seconds / states * 1e9:8.0f} ns a state")  # fmt: skip
    return rows


def decision_makers(options: int, counts: list[int], repeat: int) -> list[dict[str, Any]]:
    rows = []
    for n in counts:
        given = conflict(options, n)
        seconds, _ = timed(lambda given=given: stability(**given, concepts=CONCEPTS), repeat)
        rows.append({"decision_makers": n, "seconds": seconds, "cpu": seconds.cpu})
        say(f"  {n:>3} decision makers, {1 << options:,} states   {seconds:9.4f} s "
            f"{seconds.cpu:9.4f} s of processor   {seconds / n**2 * 1e3:8.3f} ms per pair")  # fmt: skip
    return rows


def batch(count: int, repeat: int) -> dict[str, Any]:
    options = {name: [f"o{k}" for k in range(2 - (name == "E"))] for name in "ABCDE"}
    rng = np.random.default_rng(1)
    ranks = np.argsort(rng.random((count, 5, 512)), axis=2).astype(np.int32)
    model = Conflict.from_ranks(options, dict(zip("ABCDE", ranks[0], strict=True)))
    seconds, _ = timed(lambda: solve_many(model, ranks, CONCEPTS), repeat)
    say(
        f"  {count:,} conflicts of 512 states, 5 decision makers   {count / seconds:,.0f} a second, "
        f"{count / seconds.cpu:,.0f} a second of processor"
    )
    return {"conflicts": count, "seconds": seconds, "cpu": seconds.cpu, "per_second": count / seconds}


def baseline(options: int, dense: bool) -> list[dict[str, Any]]:
    """The matrix method and the engine on the same conflict; they must agree."""
    given = conflict(options, 5)
    ours, expected = timed(lambda: stability(**given, concepts=CONCEPTS), 5)
    say(f"  engine                          {1 << options:,} states   {ours:10.5f} s")
    rows = [{"method": "engine", "states": 1 << options, "seconds": ours}]
    for name, make in (("sparse", Sparse), ("dense", Dense)):
        if name == "dense" and not dense:
            continue
        try:
            kind = make()
        except ImportError:
            say(f"  {name}: SciPy is not installed, left out")
            continue
        seconds, found = timed(lambda kind=kind: matrix_method(**given, kind=kind), 1)
        for key in CONCEPTS:
            if not (found[key] == expected[key]).all():
                raise SystemExit(f"{name} and engine differ under {key}")
        times, by_cpu = seconds / ours, seconds.cpu / ours.cpu
        say(f"  matrix method, {name:6s}   {1 << options:,} states   {seconds:10.5f} s   "
            f"{times:,.0f} times the engine, {by_cpu:,.0f} by processor; same verdicts")  # fmt: skip
        rows.append(
            {"method": name, "states": 1 << options, "seconds": seconds, "times_engine": seconds / ours}
        )
    return rows


FRESH = """
import time; begin = time.perf_counter()
import sys, resource
sys.path.insert(0, {here!r})
import numpy as np
from stability import conflict, CONCEPTS
from modusvivendi.stability import stability
given = conflict({options}, 5)
def peak():
    # What getrusage tells includes the parent at the moment of the fork.
    try:
        return [int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")][0]
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
start = time.perf_counter()
stability(**given, concepts=CONCEPTS)
print(time.perf_counter() - start, before, peak())
"""


def fresh(options: int, cache: str) -> tuple[float, float, float]:
    """First call in a new process: seconds, and peak memory before and after in MB."""
    script = FRESH.format(here=str(Path(__file__).parent), options=options)
    environment = os.environ | {"NUMBA_CACHE_DIR": cache}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    seconds, before, after = map(float, done.stdout.split())
    return seconds, before / 1024, after / 1024


def processes(sizes: list[int]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as cache:
        first, *_ = fresh(14, cache)
        later, *_ = fresh(14, cache)
        say(f"  16,384 states, first call of a process: compiling {first:.2f} s, later {later:.2f} s")
        tiny, *_ = fresh(7, cache)
        say(f"  first call in a fresh process, 128 states, nothing compiled: {tiny:.3f} s")
        memory = []
        for options in sizes:
            seconds, before, after = fresh(options, cache)
            per_state = (after - before) * 2**20 / 2**options
            memory.append(
                {"states": 1 << options, "seconds": seconds, "peak_mb": after, "bytes_per_state": per_state}
            )
            say(f"  {1 << options:>11,} states: peak {after:7.0f} MB in all, {per_state:.0f} bytes a state")
    return {"compile_seconds": first, "later_seconds": later, "tiny_seconds": tiny, "memory": memory}


def plot(rows: list[dict[str, Any]], path: Path) -> None:
    """Draw time over states, both logarithmic, as SVG."""
    width, height, left, bottom = 640, 400, 70, 50
    points = {kind: [(r["states"], r["seconds"]) for r in rows if r["kind"] == kind] for kind in
              ("full", "infeasible", "one-way")}  # fmt: skip
    xs = [math.log2(x) for series in points.values() for x, _ in series]
    ys = [math.log10(y) for series in points.values() for _, y in series]
    x0, x1, y0, y1 = min(xs), max(xs), math.floor(min(ys)), math.ceil(max(ys))

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            left + (x - x0) / (x1 - x0) * (width - left - 20),
            height - bottom - (y - y0) / (y1 - y0) * (height - bottom - 20),
        )

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
             ' font-family="sans-serif" font-size="12" role="img">',
             '<title>Seconds to solve by number of states</title>',
             f'<rect width="{width}" height="{height}" fill="white"/>']  # fmt: skip
    for y in range(y0, y1 + 1):
        _, py = at(x0, y)
        parts.append(f'<line x1="{left}" x2="{width - 20}" y1="{py:.1f}" y2="{py:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{py + 4:.1f}" text-anchor="end">{10.0**y:g} s</text>')
    for x in range(math.ceil(x0), math.floor(x1) + 1, 2):
        px, _ = at(x, y0)
        parts.append(f'<text x="{px:.1f}" y="{height - bottom + 18}" text-anchor="middle">2^{x}</text>')
    start = points["full"][0]
    line = [at(math.log2(x), math.log10(start[1] * x / start[0])) for x in (start[0], points["full"][-1][0])]
    ends = " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
    parts.append(f'<polyline points="{ends}" fill="none" stroke="#999" stroke-dasharray="2 4"/>')
    styles = {"full": ("#0b5394", ""), "infeasible": ("#38761d", "6 3"), "one-way": ("#b45f06", "2 2")}
    labels = {"full": "all states feasible", "infeasible": "a fifth infeasible", "one-way": "one-way options"}
    for number, (kind, series) in enumerate(points.items()):
        colour, dash = styles[kind]
        drawn = " ".join("{:.1f},{:.1f}".format(*at(math.log2(x), math.log10(y))) for x, y in series)
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"'
                     f' stroke-dasharray="{dash}"/>')  # fmt: skip
        parts.append(f'<text x="{left + 12}" y="{36 + 16 * number}" fill="{colour}">{labels[kind]}</text>')
    parts.append(
        f'<text x="{left + 12}" y="{36 + 16 * 3}" fill="#777">dotted grey: proportional to states</text>'
    )
    parts.append(f'<text x="{width / 2}" y="{height - 8}" text-anchor="middle">states, 5 decision makers,'
                 " Nash + GMR + SMR + SEQ</text></svg>")  # fmt: skip
    path.write_text("\n".join(parts), encoding="utf-8")


def say(line: str) -> None:
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    repeat = 1 if asked.quick else 3
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "date": time.strftime("%Y-%m-%d"),
    }
    say(f"Python {found['python']}, {found['processors']} processors, {', '.join(CONCEPTS)}")
    stability(**conflict(14, 5), concepts=CONCEPTS)
    say("States")
    sizes = [10, 12, 14, 16, 18, *([] if asked.quick else [20]), *([22, 24] if asked.large else [])]
    found["scaling"] = scaling(sizes, repeat)
    say("Decision makers")
    found["decision_makers"] = decision_makers(
        16, [2, 4, 8] if asked.quick else [2, 4, 6, 8, 10, 12, 16], repeat
    )
    say("Batch")
    found["batch"] = batch(1000 if asked.quick else 5000, 3)
    say("Processes and memory")
    found["processes"] = processes([16] if asked.quick else [18, 20, *([24] if asked.large else [])])
    say("Textbook matrix method")
    found["baseline"] = baseline(9 if asked.quick else 11, dense=not asked.quick)
    if asked.out:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / "stability.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
        plot(found["scaling"], asked.out / "stability.svg")
        say(f"Written to {asked.out}")


if __name__ == "__main__":
    main()
