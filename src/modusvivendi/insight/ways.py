"""How far improvements lead from the status quo, and what it takes to get to an arrangement.

Status quo analysis (Li, Kilgour & Hipel, J. Oper. Res. Soc. 56, 2005): breadth-first from the status quo, by
unilateral improvements. :mod:`modusvivendi.insight.routes` lists all ways to one arrangement.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from modusvivendi.conflict import Conflict
from modusvivendi.stability import Analysis

MOST_VISITED = 20_000


@dataclass(frozen=True)
class Step:
    """One improvement: who moves, from where, to where (codes)."""

    decision_maker: str
    before: int
    after: int


@dataclass(frozen=True)
class Ways:
    """What can be reached from the status quo by improvements in one interpretation.

    Attributes
    ----------
    reached
        For every state reached, the step that first led there; None for the status quo itself.
    stops
        States reached from which nobody has an improvement, nearest first.
    complete
        False where the search was cut short.
    """

    reached: dict[int, Step | None]
    stops: tuple[int, ...]
    complete: bool

    def path(self, code: int) -> tuple[Step, ...] | None:
        """Give a shortest chain of improvements to a state, or None where there is none."""
        if code not in self.reached:
            return None
        steps: list[Step] = []
        step = self.reached[code]
        while step is not None:
            steps.append(step)
            step = self.reached[step.before]
        return tuple(reversed(steps))


def ways_from_status_quo(analysis: Analysis, *, most: int = MOST_VISITED) -> Ways | None:
    """Follow improvements from the status quo; None where the conflict has none.

    Parameters
    ----------
    analysis
        A conflict solved in one interpretation.
    most
        The search stops after this many states.
    """
    start = analysis.conflict.status_quo
    if start is None:
        return None
    reached: dict[int, Step | None] = {start: None}
    stops: list[int] = []
    queue = deque([start])
    while queue and len(reached) <= most:
        code = queue.popleft()
        stuck = True
        for name in analysis.names:
            for after in analysis.improvements(code, name).tolist():
                stuck = False
                if after not in reached:
                    reached[after] = Step(name, code, after)
                    queue.append(after)
        if stuck:
            stops.append(code)
    return Ways(reached, tuple(stops), not queue)


def movers_between(conflict: Conflict, before: int, after: int) -> tuple[str, ...]:
    """Name the decision makers who have to do something else for one state to become another."""
    changed = before ^ after
    return tuple(
        name
        for name, mask in zip(conflict.names, conflict.controls.tolist(), strict=True)
        if changed & int(mask)
    )
