"""What the engine costs in steps, counted exactly: lines of its loops, run plainly.

Times depend on the machine and its caches and stand in docs/benchmarks.md; steps do not.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from benchmarks.conflicts import CONCEPTS, full

from modusvivendi.stability import engine, kernels


def steps(options: int, decision_makers: int, kind: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the lines of the inner loops that are executed for all four concepts."""
    monkeypatch.setattr(engine, "plainly", lambda _: True)
    monkeypatch.setattr(engine, "each", lambda work, things, _: [work(thing) for thing in things])
    given = full(options, decision_makers, kind)
    counted = 0

    def line(_: FrameType, event: str, __: Any) -> Any:
        nonlocal counted
        counted += event == "line"
        return line

    def call(frame: FrameType, _: str, __: Any) -> Any:
        return line if frame.f_code.co_filename == kernels.__file__ else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        engine.stability(**given, concepts=CONCEPTS)
    finally:
        sys.settrace(before)
    assert counted > len(given["codes"])
    return counted


@pytest.mark.parametrize("kind", ["full", "infeasible", "one-way"])
def test_a_state_of_a_large_conflict_costs_no_more_steps_than_one_of_a_small_one(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    per_state = [
        steps(options, 4, kind, monkeypatch) / len(full(options, 4, kind)["codes"])
        for options in (6, 8, 10, 12)
    ]
    assert per_state == sorted(per_state, reverse=True)


def test_steps_grow_no_faster_than_the_square_of_the_decision_makers(monkeypatch: pytest.MonkeyPatch) -> None:
    per_pair = [steps(10, n, "full", monkeypatch) / n**2 for n in (2, 4, 6, 8, 10)]
    assert per_pair == sorted(per_pair, reverse=True)
