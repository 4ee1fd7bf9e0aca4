"""How fast the workbench answers on a large case, and whether it stands fifty people at once.

    python -m benchmarks.workbench                 500 reports, 4,096 states, 50 people; some minutes
    python -m benchmarks.workbench --reports 50    a smaller case

The reports are those of the example that ships with the program, each copy with sentences of its own; they
are read in the usual way. The model has six parties with two options each. The server runs in a process of
its own, as ``modus serve`` starts it, and is asked over HTTP by this one. *First* is the first answer for a
page, *then* the median of those after it: whoever clicks meets the first once, until the record changes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from modusvivendi.examples import write_example
from modusvivendi.reports.folders import report_files

PAGES = ("reports", "read", "positions", "sources", "model", "results", "questions", "brief")
ROUNDS = 9


def modus(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "modusvivendi", *map(str, arguments)]


def made_case(folder: Path, count: int) -> Path:
    """Read ``count`` different reports into a case, and give it a model of 4,096 states."""
    write_example("peacekeeping", folder / "example")
    originals = list(report_files([folder / "example"]))
    given = folder / "in"
    given.mkdir()
    for number in range(count):
        source = originals[number % len(originals)]
        own = f"\n\nMinister Nam{number} of Stad{number}burg said that his country would pay its share.\n"
        text = source.read_text(encoding="utf-8") + own
        (given / f"r{number:04}{source.suffix}").write_text(text, encoding="utf-8")
    case = folder / "case"
    case.mkdir()
    parties = [f"P{k}" for k in range(6)]
    lines = ["title: six parties", "decision_makers:"]
    for k, party in enumerate(parties):
        one, two, three = (parties[(k + step) % 6] for step in (1, 2, 3))
        lines += [
            f"  {party}:",
            "    options: {give: give way, stay: stay at the table}",
            f"    preferences: [give if {one}.give, stay iff {two}.stay, {three}.give, not give]",
        ]
    (case / "conflict.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    subprocess.run(modus("read", given, "--case", case), check=True, stdout=subprocess.DEVNULL)
    return case


@contextmanager
def served(case: Path) -> Iterator[tuple[str, float]]:
    """Run ``modus serve``; give its address, and the seconds until it answered first."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        modus("serve", case, "--port", 0, "--no-browser"),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = next(word for line in process.stdout for word in line.split() if word.startswith("http://"))
        httpx.get(address, follow_redirects=True, timeout=120).raise_for_status()
        yield address.rstrip("/"), time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(20)


def timed(client: httpx.Client, path: str) -> tuple[int, float, int]:
    begun = time.perf_counter()
    answer = client.get(path, follow_redirects=True, timeout=300)
    return answer.status_code, time.perf_counter() - begun, len(answer.content)


async def crowd(address: str, paths: list[str], people: int, clicks: int) -> list[tuple[int, float]]:
    """Let many people click at once, each as fast as answers come."""
    rng = random.Random(1)

    async def person(client: httpx.AsyncClient, order: list[str]) -> list[tuple[int, float]]:
        seen = []
        for path in order:
            begun = time.perf_counter()
            answer = await client.get(path, follow_redirects=True)
            seen.append((answer.status_code, time.perf_counter() - begun))
        return seen

    limits = httpx.Limits(max_connections=people)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
        orders = [rng.choices(paths, k=clicks) for _ in range(people)]
        found = await asyncio.gather(*(person(client, order) for order in orders))
    return [each for one in found for each in one]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--clicks", type=int, default=10, help="of each of them")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        case = made_case(Path(place), asked.reports)
        with served(case) as (address, started), httpx.Client(base_url=address) as client:
            print(f"{asked.reports} reports; from the command to the first page {started:.2f} s")
            found = {}
            paths = [f"/{page}" for page in PAGES] + ["/read/r0000.txt", "/positions.json", "/results.json"]
            for path in paths:
                status, first, size = timed(client, path)
                if status == 404:
                    print(f"  {path:18} there is no such page")
                    continue
                then = statistics.median(timed(client, path)[1] for _ in range(ROUNDS))
                found[path] = {"first": first, "then": then, "bytes": size, "status": status}
                print(f"  {path:18} first {first * 1000:7.0f} ms, then {then * 1000:6.0f} ms, {size:,} bytes")
            seen = asyncio.run(crowd(address, list(found), asked.people, asked.clicks))
    failed = sum(status >= 400 for status, _ in seen)
    waits = sorted(seconds for _, seconds in seen)
    median, late = statistics.median(waits), waits[int(0.95 * len(waits))]
    print(f"{asked.people} people at once, {len(seen)} clicks: {failed} errors; "
          f"they wait {median * 1000:.0f} ms, one in twenty over {late * 1000:.0f} ms")  # fmt: skip
    if asked.json:
        together = {"people": asked.people, "errors": failed, "median": median, "p95": late}
        figures = {"reports": asked.reports, "start": started, "pages": found, "crowd": together}
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
