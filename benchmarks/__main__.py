"""Measure speed and memory, and write figures and page of the documentation: ``python -m benchmarks``.

python -m benchmarks           measure, write benchmarks/results, docs/images and docs/benchmarks.md
python -m benchmarks --quick   small sizes; writes to a temporary folder
python -m benchmarks --page    measure nothing, write pictures and page from the results
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks.page import page
from benchmarks.plots import draw
from benchmarks.stability import measure

ROOT = Path(__file__).resolve().parents[1]
MEASURED = "stability.json"
COMPARED = "stability_long_run.json"


def write(results: Path, docs: Path) -> None:
    """Write pictures and page from results."""
    found = json.loads((results / MEASURED).read_text(encoding="utf-8"))
    path = results / COMPARED
    compared = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    draw(found, docs / "images")
    (docs / "benchmarks.md").write_text(page(found, compared), encoding="utf-8")
    print(f"Written: {docs / 'benchmarks.md'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes, into a temporary folder")
    parser.add_argument("--page", action="store_true", help="only write the page again")
    asked = parser.parse_args()
    results, docs = ROOT / "benchmarks" / "results", ROOT / "docs"
    if asked.quick:
        results = docs = Path(tempfile.mkdtemp(prefix="benchmarks-"))
    if not asked.page:
        found = measure(asked.quick)
        results.mkdir(parents=True, exist_ok=True)
        (results / MEASURED).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    write(results, docs)


if __name__ == "__main__":
    main()
