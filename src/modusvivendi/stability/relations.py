"""Stability where preferences are compared two by two: intransitive, by degrees, or partly unknown.

The definitions, straight: tables of states by states instead of ranks, sequences of answers followed by state
and last mover. For conflicts of up to a few thousand states; rankings have an engine of their own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from modusvivendi.conflict.comparisons import UNKNOWN, Table
from modusvivendi.stability.arcs import Arcs, Path
from modusvivendi.stability.concepts import ANSWERED
from modusvivendi.stability.lattice import Bool, Lattice
from modusvivendi.stability.reach import product, sequences, single
from modusvivendi.stability.refinements import Refinement


class Relations:
    """Who can move where and what everybody thinks of it, as tables of states by states.

    Parameters
    ----------
    moves
        In option form or graph form.
    tables
        For each decision maker what it thinks of the states, as :meth:`Conflict.compared` gives it.
    """

    def __init__(self, moves: Lattice | Arcs, tables: Sequence[Table]) -> None:
        self.moves = moves
        self.tables = tables
        self.n, self.states = moves.decision_makers, moves.states
        # Several concepts share these tables; there are few of them, and states are few.
        self._single = cache(lambda i: single(moves, i))
        self._reached = cache(self._reach)

    def verdicts(self, concept: Refinement) -> Bool:
        """Tell which states are stable for whom, bool, shape (n, N)."""
        if concept.weak:
            weak: Bool = self.verdicts(concept.ordinary) & ~self.verdicts(concept.strong)
            return weak
        return np.stack([self._stable(i, concept) for i in range(self.n)])

    def _stable(self, i: int, concept: Refinement) -> Bool:
        leaving = self._single(i) & wanted(self.tables[i], concept.leaves_for_unknown)
        if concept.base == "nash" or not leaving.any():
            return np.asarray(~leaving.any(axis=1))
        symmetric, credible = ANSWERED[concept.base]
        # deterring[s, t]: bringing about t deters from leaving s.
        deterring = harmful(self.tables[i], concept)
        if symmetric:
            deterring &= ~product(~deterring, self._single(i).T)
        reached = self._reached(i, credible, credible and bool(concept.attitude))
        # deterred[t, s]: from t the others can bring about what deters from leaving s.
        deterred = product(reached, deterring.T)
        return np.asarray(~(leaving & ~deterred.T).any(axis=1))

    def _reach(self, i: int, credible: bool, into_unknown: bool) -> Bool:
        """Tell at [s, t] whether the others can answer at s with a sequence of moves to t."""
        # Even in option form, where what one can do in two moves it can do in one: not so going back, and
        # to be brought back to where it is unknown whether that is better can deter.
        return sequences(list(self._steps(i, credible, into_unknown).values()), self.states)

    def _steps(self, i: int, credible: bool, into_unknown: bool) -> dict[int, Bool]:
        """Give for each of the others the moves it may answer with, by its place."""
        others = {j: self._single(j) for j in range(self.n) if j != i}
        if not credible:
            return others
        return {j: moves & wanted(self.tables[j], into_unknown) for j, moves in others.items()}

    def deterrents(self, i: int, concept: Refinement, state: int) -> Callable[[int], Path]:
        """Prepare the search for the shortest answers that deter ``i`` from leaving a state.

        Returns
        -------
        callable
            Gives for the place of a state that ``i`` could move to the shortest sequence of (decision maker,
            place of a state) steps of the others that deters it; None where nothing does.
        """
        symmetric, credible = ANSWERED[concept.base]
        deterring = harmful(self.tables[i][state], concept)
        if symmetric:
            deterring &= ~self._single(i)[:, ~deterring].any(axis=1)
        steps = self._steps(i, credible, bool(concept.attitude))

        def path(start: int) -> Path:
            before: dict[tuple[int, int], tuple[int, int]] = {}
            queue = deque([(start, i)])
            while queue:
                at, last = queue.popleft()
                for j, moves in steps.items():
                    for to in np.flatnonzero(moves[at]).tolist() if j != last else ():
                        if (to, j) in before:
                            continue
                        before[to, j] = at, last
                        if deterring[to]:
                            return _traced(before, (to, j), (start, i))
                        queue.append((to, j))
            return None

        return path


def wanted(table: Table, unknown_too: bool) -> Bool:
    """Tell which of the compared states a decision maker would move to."""
    better: Bool = table > 0
    return better | (table == UNKNOWN) if unknown_too else better


def harmful(table: Table, concept: Refinement) -> Bool:
    """Tell which of the compared states are so bad that a decision maker would rather have stayed."""
    unknown = table == UNKNOWN
    worse = table <= -concept.degree
    return np.asarray(worse | unknown if concept.deterred_by_unknown else worse & ~unknown)


def _traced(
    before: dict[tuple[int, int], tuple[int, int]], end: tuple[int, int], start: tuple[int, int]
) -> list[tuple[int, int]]:
    """Follow a path back from its end, and give its (decision maker, state) steps in order."""
    steps = []
    at = end
    while at != start:
        steps.append((at[1], at[0]))
        at = before[at]
    return steps[::-1]
