"""Moves from and to single states, looked up without listing all moves of a conflict."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from modusvivendi.stability import Analysis
from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.lattice import Lattice

Places = NDArray[np.int64]
"""Positions of states among the feasible ones, ascending."""

Step = Callable[[int, int], Places]
"""Gives for a decision maker and the place of a state the places it leads to."""


class Neighbours:
    """Looks up who can move where, and from where, in a solved conflict.

    Parameters
    ----------
    analysis
        In option form or graph form.

    Notes
    -----
    O(n N log N) to set up in option form; then O(log N) a look-up, besides what it gives.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.ranks = analysis.ranks
        self.parties = range(len(analysis.names))
        moves = analysis.moves_of
        self.out, self.into = _over_arcs(moves) if isinstance(moves, Arcs) else _over_codes(moves)

    def better(self, i: int, place: int) -> Places:
        """Places of the states decision maker ``i`` can improve to."""
        to = self.out(i, place)
        found: Places = to[self.ranks[i, to] > self.ranks[i, place]]
        return found

    def worse(self, i: int, place: int) -> Places:
        """Places of the states from which decision maker ``i`` can improve to this one."""
        came = self.into(i, place)
        found: Places = came[self.ranks[i, came] < self.ranks[i, place]]
        return found

    def reachable(self, start: int, step: Step, most: int) -> set[int]:
        """Places that any steps in a row lead to, the start among them; it stops beyond ``most``."""
        seen, todo = {start}, [start]
        while todo and len(seen) <= most:
            at = todo.pop()
            for i in self.parties:
                new = set(step(i, at).tolist()) - seen
                seen |= new
                todo.extend(new)
        return seen


def _over_arcs(moves: Arcs) -> tuple[Step, Step]:
    def into(i: int, place: int) -> Places:
        start, sources = moves.into
        at = i * (moves.states + 1) + place
        return np.sort(sources[start[at] : start[at + 1]]).astype(np.int64)

    return moves.moves, into


def _over_codes(moves: Lattice) -> tuple[Step, Step]:
    codes = moves.codes
    orders, labels = [], []
    for mask in moves.controls:  # states that differ only in options of one decision maker come together
        label = codes & ~mask
        order = np.argsort(label, kind="stable")
        orders.append(order)
        labels.append(label[order])

    def near(i: int, place: int, forward: int, back: int) -> Places:
        code = codes[place]
        label = code & ~moves.controls[i]
        first, last = (np.searchsorted(labels[i], label, side=side) for side in ("left", "right"))
        group = orders[i][first:last]
        to = codes[group]
        reach: Places = group[(to != code) & ((code & forward & ~to) == 0) & ((~code & back & to) == 0)]
        return reach

    return (
        lambda i, place: near(i, place, moves.forward, moves.back),
        lambda i, place: near(i, place, moves.back, moves.forward),
    )
