"""How long reading takes beside the spaCy pipeline alone, and how much memory very many reports take.

    python benchmarks/reading.py                       the ratio on the project's own reports; a minute
    python benchmarks/reading.py --many 10000          and a folder of so many, with all processors
    python benchmarks/reading.py --folder DIR          on other reports

The pipeline alone is ``spacy.load(model).pipe(texts)`` over the same paragraphs, with nothing switched off
and nothing of this project in it. Each round measures one after the other, in processor time of this process;
the best of the rounds counts, since a busy machine only ever adds. The more positions a text states, the more
there is to do: the number of statements is printed beside the number of words.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy

from modusvivendi.reports import load
from modusvivendi.reports.folders import report_files
from modusvivendi.statements import language
from modusvivendi.statements.read import read_all
from modusvivendi.statements.rules.reader import read_all_by_rules

OWN = Path(__file__).resolve().parents[1] / "tests" / "reading_corpus"


def ratio(files: list[Path], rounds: int) -> dict[str, Any]:
    reports = [load(file) for file in files]
    texts = [r.body[b.start : b.end] for r in reports for b in r.paragraphs()]
    alone = spacy.load(language.MODEL)
    asked = [(report, report.date, ()) for report in reports]

    def parsed() -> None:
        docs = [doc for _, doc in language.parse_all(reports, entities=False)]
        language.add_entities(*docs)

    work: dict[str, Callable[[], Any]] = {
        "pipeline alone": lambda: list(alone.pipe(texts)),
        "parsed by us": parsed,
        "and rules": lambda: read_all_by_rules(asked),
        "read": lambda: read_all(reports),
        "read one by one": lambda: [read_all([report]) for report in reports],
    }
    best = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        for name, job in work.items():
            began = time.process_time()
            job()
            best[name] = min(best[name], time.process_time() - began)
    words = sum(len(text.split()) for text in texts)
    found = sum(map(len, read_all(reports)))  # type: ignore[arg-type]
    base = best["pipeline alone"]
    print(f"{len(reports)} reports, {words} words, {found} statements")
    for name, seconds in best.items():
        print(f"  {name:18} {seconds:7.3f} s  {seconds / base:5.2f} of the pipeline alone")
    return {"reports": len(reports), "words": words, "statements": found, "seconds": best,
            "ratio": best["read"] / base, "ratio_one_by_one": best["read one by one"] / base}  # fmt: skip


def many(files: list[Path], count: int) -> dict[str, Any]:
    """Read ``count`` different reports with ``modus read FOLDER --out``, and watch its memory."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        for number in range(count):
            source = files[number % len(files)]
            target = folder / f"{number // 500:03}" / f"r{number:05}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            # Every report says something of its own, as real ones do, so that no word list ends growing.
            extra = f"\nThis is number {number}, said envoy Nam{number:x}er of Stad{number:x}burg.\n"
            target.write_text(source.read_text(encoding="utf-8") + extra, encoding="utf-8")
        began = time.perf_counter()
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "modusvivendi",
                "read",
                str(folder),
                "--out",
                str(Path(place) / "s.jsonl"),
            ],
            stdout=subprocess.DEVNULL,
        )
        peaks: list[tuple[float, int, int]] = []
        while process.poll() is None:
            time.sleep(2)
            done = Path(place) / "s.jsonl.done"
            lines = done.read_bytes().count(b"\n") if done.exists() else 0
            peaks.append((time.perf_counter() - began, lines, _memory(process.pid)))
        seconds = time.perf_counter() - began
        assert process.returncode == 0, process.returncode
    told = {f"{part:.0%}": next((m for _, n, m in peaks if n >= part * count), 0) for part in (0.1, 0.5, 0.9)}
    print(f"{count} reports in {seconds:.0f} s, {count / seconds:.1f} a second; memory of all processes, MB,")
    print("  after " + ", ".join(f"{part}: {value}" for part, value in told.items()))
    return {"reports": count, "seconds": seconds, "megabytes": told}


def _memory(owner: int) -> int:
    """Give the memory of a process and those it began, in MB; 0 where the system does not tell."""
    total = 0
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=False).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()[1:]]
    family = {owner}
    for pid, parent, size in sorted(rows):
        if pid == owner or parent in family:
            family.add(pid)
            total += size
    return total // 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, help="reports to read instead of the project's own")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, metavar="N", help="read a folder of N reports, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    args = parser.parse_args()
    folder = args.folder or OWN
    files = [file for file in report_files([folder]) if file.suffix == ".txt"]
    found: dict[str, Any] = {"python": platform.python_version(), "ratio": ratio(files, args.rounds)}
    if args.many:
        found["many"] = many(files, args.many)
    found["peak_megabytes_here"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
