"""Compare the engine with the literal oracle of the tests on very many random conflicts.

    python -m benchmarks.stability_long_run                        100,000 conflicts, or what of them is left
    python -m benchmarks.stability_long_run --count 500 --out DIR  fewer, and to another folder

Conflict number k is drawn from seed k, so that any difference can be looked at again: ``compare(k)`` of
``tests/stability/comparison.py``, where it is said what is drawn and compared. Each thousand is written down
when it is done; a run that was interrupted goes on where it stopped. ``stability_long_run.json`` sums them
up, from which ``python -m benchmarks --page`` writes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.stability.comparison import Difference, compare, loops

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
CHUNK = 1000
COUNT = 100_000


def digest() -> str:
    """Give a name to the engine that is compared."""
    found = hashlib.sha256()
    for path in sorted((ROOT / "src" / "modusvivendi" / "stability").glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


SOURCES = digest()


def chunk(first: int, last: int) -> dict[str, Any]:
    """Compare the conflicts of seeds ``first`` to ``last``; half of them by the loops not compiled."""
    counts: Counter[str] = Counter()
    differences = []
    begun = time.perf_counter()
    for seed in range(first, last + 1):
        try:
            with loops(plain=seed % 4 < 2):
                counts += compare(seed)
        except Difference as found:
            differences.append(str(found))
            print(found, flush=True)
    return {
        "first": first,
        "last": last,
        "seconds": round(time.perf_counter() - begun, 1),
        "date": time.strftime("%Y-%m-%d"),
        "sources": SOURCES,
        "differences": differences,
        "counts": dict(counts),
    }


def summed(chunks: list[dict[str, Any]]) -> dict[str, Any]:
    """Sum up what the chunks found."""
    counts: Counter[str] = Counter()
    for part in chunks:
        counts.update(part["counts"])
    return {
        "conflicts": sum(part["last"] - part["first"] + 1 for part in chunks),
        "first_seed": min(part["first"] for part in chunks),
        "last_seed": max(part["last"] for part in chunks),
        "dates": sorted({part["date"] for part in chunks}),
        "sources": sorted({part["sources"] for part in chunks}),
        "python": platform.python_version(),
        "differences": [line for part in chunks for line in part["differences"]],
        "counts": dict(sorted(counts.items())),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--out", type=Path, default=RESULTS)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    journal = asked.out / "stability_long_run.jsonl"
    done = [json.loads(line) for line in journal.read_text().splitlines()] if journal.exists() else []
    known = {part["first"] for part in done}
    for first in range(0, asked.count, CHUNK):
        if first in known:
            continue
        done.append(chunk(first, min(first + CHUNK, asked.count) - 1))
        with journal.open("a") as file:
            file.write(json.dumps(done[-1]) + "\n")
        print(f"seeds {first:,} to {done[-1]['last']:,}: {len(done[-1]['differences'])} differences, "
              f"{done[-1]['seconds']:.0f} s", flush=True)  # fmt: skip
    found = summed(done)
    (asked.out / "stability_long_run.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"{found['conflicts']:,} conflicts, {len(found['differences'])} differences")
    if found["differences"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
