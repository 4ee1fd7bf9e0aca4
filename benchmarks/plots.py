"""Draws what was measured, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import altair as alt

WIDTH, HEIGHT = 600, 360
GREY = "#666666"

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """How a series is drawn, and its name at its last point: left or right of it, so much lower."""

    name: str
    colour: str
    dash: tuple[int, ...] = (1, 0)
    align: Literal["left", "right"] = "left"
    lower: int = 0


LINES = {
    "full": Line("all states feasible", "#0b5394", align="right", lower=-12),
    "infeasible": Line("a fifth infeasible", "#38761d", (6, 3), lower=9),
    "one-way": Line("one-way options", "#b45f06", (2, 2), align="right", lower=-12),
    "reading": Line("only reading memory", "#7f6000", (1, 2), align="right", lower=60),
    "sparse matrices": Line("matrix method, sparse", "#741b47", (8, 3, 2, 3)),
    "dense matrices": Line("matrix method, dense", "#990000", (4, 4)),
}


def draw(found: dict[str, Any], folder: Path) -> None:
    """Write ``benchmark-states.svg``, ``benchmark-decision-makers.svg`` and ``benchmark-batches.svg``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, chart in (
        ("states", states(found)),
        ("decision-makers", decision_makers(found)),
        ("batches", batches(found)),
    ):
        styled = chart.properties(width=WIDTH, height=HEIGHT).configure(
            font="Helvetica, Arial, sans-serif",
            background="white",
            axis=alt.AxisConfig(gridColor="#e4e4e4", tickColor="#aaaaaa", titleFontWeight="normal"),
        )
        styled.save(folder / f"benchmark-{name}.svg")


def states(found: dict[str, Any]) -> Any:
    """Time over states, of the engine, the matrix method and memory alone, and what is proportional."""
    both = [("kind", row) for row in found["states"]] + [("method", row) for row in found["matrices"]]
    rows = [{**row, "series": row[key]} for key, row in both if row[key] in LINES]
    rows += [{**row, "series": "reading"} for row in found["reading"]]
    x = axis("states", "states, five decision makers", decades(rows, "states"), rows)
    y = axis("seconds", "seconds", decades(rows, "seconds"), rows)
    full = [row for row in rows if row["series"] == "full"]
    return alt.layer(guide(full, "states", 1, x, y, "in proportion to states"), *series(rows, x, y, LINES))


def decision_makers(found: dict[str, Any]) -> Any:
    """Time over decision makers, and what is proportional to their square."""
    rows = [{**row, "series": "full"} for row in found["decision_makers"]]
    x = axis("decision_makers", "decision makers, 65,536 states", [r["decision_makers"] for r in rows], rows)
    y = axis("seconds", "seconds", decades(rows, "seconds"), rows)
    slope = guide(rows, "decision_makers", 2, x, y, "in proportion to their square")
    return alt.layer(slope, *series(rows, x, y))


def batches(found: dict[str, Any]) -> Any:
    """Conflicts a second over their states."""
    rows = [{**row, "series": "full"} for row in found["batches"]]
    x = axis("states", "states of each conflict, five decision makers", [r["states"] for r in rows], rows)
    y = axis("per_second", "conflicts a second", decades(rows, "per_second"), rows)
    return alt.layer(*series(rows, x, y))


def decades(rows: Rows, field: str) -> list[float]:
    """Powers of ten around all values."""
    values = [row[field] for row in rows]
    return [
        10.0**k for k in range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))) + 1)
    ]


def axis(field: str, title: str, ticks: Sequence[float], rows: Rows) -> Any:
    """A logarithmic axis, below for the field that is counted and at the side for what was measured."""
    measured = field in {"seconds", "per_second"}
    form = "~g" if field == "seconds" else "~s" if ticks[0] in {10**k for k in range(-4, 9)} else ","
    look = alt.Axis(title=title, values=list(ticks), format=form)
    # Room for the guide, which runs somewhat below the measured values.
    ends = [row[field] for row in rows]
    scale = alt.Scale(
        type="log", nice=False, domain=[min(ends) * (0.4 if measured else 0.8), max(ends) * 1.25]
    )
    return (alt.Y if measured else alt.X)(f"{field}:Q", axis=look, scale=scale)


def series(rows: Rows, x: Any, y: Any, named: dict[str, Line] | None = None) -> list[Any]:
    """One line a series; where there are several, with its name at its end."""
    layers = []
    for key, line in LINES.items():
        own = [row for row in rows if row["series"] == key]
        if not own:
            continue
        base = chart(own).encode(x=x, y=y)
        layers.append(base.mark_line(color=line.colour, strokeDash=list(line.dash), strokeWidth=2))
        layers.append(base.mark_point(color=line.colour, filled=True, size=36, opacity=1))
        if named:
            layers.append(label(own[-1], line.name, x, y, line.colour, line.align, line.lower))
    return layers


def chart(rows: Rows) -> Any:
    """A chart of these rows, kept within it."""
    data: Any = alt.Data
    return alt.Chart(data(values=rows))


def label(
    row: dict[str, Any], text: str, x: Any, y: Any, colour: str, align: Literal["left", "right"], lower: int
) -> Any:
    """A word beside a point."""
    away = 8 if align == "left" else -2
    said = chart([{**row, "label": text}]).encode(x=x, y=y, text="label:N")
    return said.mark_text(align=align, dx=away, dy=lower, color=colour, fontSize=12)


def guide(rows: Rows, field: str, power: int, x: Any, y: Any, text: str) -> Any:
    """A grey line of the slope to compare with, somewhat below, and what it stands for at its middle."""
    at = rows[2 * len(rows) // 3]
    places = [rows[0][field], math.sqrt(rows[0][field] * rows[-1][field]), rows[-1][field]]
    points = [{field: p, "seconds": 0.6 * at["seconds"] * (p / at[field]) ** power} for p in places]
    line = chart(points).encode(x=x, y=y).mark_line(
        color=GREY, strokeDash=[1, 3], strokeWidth=1.5, clip=True
    )  # fmt: skip
    return line + label(points[1], text, x, y, GREY, "left", 14)
