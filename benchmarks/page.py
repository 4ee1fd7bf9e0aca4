"""Writes docs/benchmarks.md out of what was measured and compared."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import jinja2

from benchmarks.plots import LINES

ALONE = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ", "sim": "SIM"}
AHEAD = {"l1": "L1", "l2": "L2", "l3": "L3", "l4": "L4", "l7": "L7", "nm": "NM"}
TOGETHER = {"cnash": "CNash", "cgmr": "CGMR", "csmr": "CSMR", "cseq": "CSEQ"}
TRAITS = (
    "option form",
    "graph form",
    *(f"{n} decision makers" for n in (2, 3, 4, 5)),
    "with ties",
    "infeasible states",
    "irreversible options",
    "moves that are not transitive",
    "somebody who can never move",
    "more than 64 states",
)
LARGE = 1 << 14
"""States from which on the growth of time is told apart: below, much of it is starting threads."""


def page(found: dict[str, Any], compared: dict[str, Any] | None) -> str:
    """Give the page, in Markdown.

    Parameters
    ----------
    found
        What :func:`benchmarks.stability.measure` found.
    compared
        What :mod:`benchmarks.stability_long_run` found; None if it has not been run.
    """
    tables = Tables(found, compared)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template("page.md.j2").render(
        found=found,
        compared=compared,
        growth=tables.growth(),
        largest=tables.largest,
        time=time,
        whole=whole,
        **{name: getattr(tables, name) for name in Tables.SHOWN},
    )
    blocks = re.split(r"\n{2,}", text.strip())
    return "\n\n".join(block if block[0] in "#!|`" else wrapped(block) for block in blocks) + "\n"


class Tables:
    """The tables of the page."""

    SHOWN = (
        "states", "matrices", "decision_makers", "batches", "processes", "memory", "traits", "verdicts",
    )  # fmt: skip

    def __init__(self, found: dict[str, Any], compared: dict[str, Any] | None) -> None:
        self.found = found
        self.counts = compared["counts"] if compared else {}
        self.full = [row for row in found["states"] if row["kind"] == "full"]

    def growth(self) -> dict[str, str]:
        """With which power of states and of decision makers time grows, and reading memory with states."""

        def of(rows: Iterable[dict[str, Any]], by: str, least: int = 0) -> str:
            return f"{power([(row[by], row['seconds']) for row in rows if row[by] >= least]):.2f}"

        return {
            "all": of(self.full, "states"),
            "states": of(self.full, "states", LARGE),
            "reading": of(self.found["reading"], "states", LARGE),
            "decision_makers": of(self.found["decision_makers"], "decision_makers"),
        }

    def largest(self) -> list[dict[str, Any]]:
        """The largest conflicts that are not all feasible and free."""
        found = {row["kind"]: row for row in self.found["states"]}
        return [{**found[kind], "name": LINES[kind].name} for kind in ("infeasible", "one-way")]

    def states(self) -> str:
        return table(
            ["states, all feasible", "time", "a state", "reading memory", "a state"],
            [
                [whole(row["states"]), time(row), nanoseconds(row), time(read), nanoseconds(read)]
                for row, read in zip(self.full, self.found["reading"], strict=True)
            ],
        )

    def matrices(self) -> str:
        by: dict[int, dict[str, dict[str, Any]]] = {}
        for row in self.found["matrices"]:
            by.setdefault(row["states"], {})[row["method"]] = row
        rows = []
        for states, row in by.items():
            cells = [whole(states), time(row["engine"])]
            for method in ("sparse matrices", "dense matrices"):
                cells += [time(row[method]), f"{rounded(row[method]['times'])} ×"]
            rows.append(cells)
        return table(["states", "engine", "sparse", "times as long", "dense", "times as long"], rows)

    def decision_makers(self) -> str:
        return table(
            ["decision makers, 65,536 states", "time", "a pair"],
            [
                [str(n := row["decision_makers"]), time(row), f"{row['seconds'] / n**2 * 1e3:.2f} ms"]
                for row in self.found["decision_makers"]
            ],
        )

    def batches(self) -> str:
        rows = [[whole(row["states"]), rounded(row["per_second"])] for row in self.found["batches"]]
        return table(["states of each", "conflicts a second"], rows)

    def processes(self) -> str:
        found = self.found["processes"]
        tiny, single, batch = found["tiny"], found["single"], found["batch"]
        return table(
            ["", "first process", "without bytecode", "later processes"],
            [
                [f"{whole(tiny['states'])} states, nothing compiled", time(tiny, "first"), "", ""],
                ["16,384 states", *(time(single, when) for when in ("first", "bare", "later"))],
                [
                    "2,000 conflicts of 512 states",
                    *(time(batch, when) for when in ("first", "bare", "later")),
                ],
            ],
        )

    def memory(self) -> str:
        return table(
            ["states", "the whole process", "a state"],
            [
                [whole(row["states"]), f"{row['peak_mb']:,.0f} MB", f"{row['bytes_per_state']:,.0f} bytes"]
                for row in self.found["memory"]
            ],
        )

    def traits(self) -> str:
        return table(["conflicts", ""], [[trait, whole(self.counts.get(trait, 0))] for trait in TRAITS])

    def verdicts(self) -> str:
        rows = []
        for key, label in (ALONE | AHEAD | TOGETHER).items():
            feared = self.counts.get(f"{key}, by what is feared", 0)
            alone = key != "nash" and key not in TOGETHER
            rows.append([label, whole(self.counts.get(key, 0)), whole(feared) if alone else ""])
        return table(["concept", "verdicts compared", "stable only for fear of the others"], rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def wrapped(text: str) -> str:
    return textwrap.fill(text, 120, break_on_hyphens=False, break_long_words=False)


def whole(number: int) -> str:
    return f"{number:,}"


def rounded(number: float) -> str:
    """Two digits are enough of what is measured."""
    digits = max(0, math.floor(math.log10(max(number, 1))) - 1)
    return f"{round(number / 10**digits) * 10**digits:,}"


def time(row: dict[str, Any], key: str = "seconds") -> str:
    seconds = row[key]
    if seconds < 0.1:
        return f"{seconds * 1e3:.{1 if seconds < 0.01 else 0}f} ms"
    return f"{seconds:.{2 if seconds < 10 else 0}f} s"


def nanoseconds(row: dict[str, Any]) -> str:
    return f"{row['seconds'] / row['states'] * 1e9:,.0f} ns"


def power(points: Sequence[tuple[float, float]]) -> float:
    """The slope of a line through points, both logarithmic, by least squares."""
    xs, ys = ([math.log(value) for value in column] for column in zip(*points, strict=True))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
