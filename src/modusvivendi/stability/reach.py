"""Tables of states by states: who can move where, and what sequences of moves lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.lattice import Bool, Lattice

Bits = NDArray[np.uint64]
"""Sets of states a row, 64 of them in a number."""

AT_ONCE = 1024
"""For so many states sequences are followed at the same time."""


def single(moves: Lattice | Arcs, i: int) -> Bool:
    """Tell at [s, t] whether decision maker ``i`` can move from s to t."""
    table: Bool
    if isinstance(moves, Arcs):
        table = np.zeros((moves.states, moves.states), dtype=np.bool_)
        pairs = moves.arcs[i].reshape(-1, 2)
        table[pairs[:, 0], pairs[:, 1]] = True
        return table
    changed = moves.codes[:, None] ^ moves.codes[None, :]
    table = np.asarray((changed & ~moves.controls[i]) == 0)
    # Nothing one-way is dropped or taken again, and staying is no move.
    table &= (changed & moves.codes[:, None] & moves.forward) == 0
    table &= (changed & moves.codes[None, :] & moves.back) == 0
    table &= changed != 0
    return table


def product(left: Bool, right: Bool) -> Bool:
    """Multiply truth tables: tell at [s, u] whether there is a t with left[s, t] and right[t, u]."""
    # Sums of zeros and ones stay exact in float32 up to 2**24 of them, and only their being positive matters.
    found: Bool = left.astype(np.float32) @ right.astype(np.float32) > 0.5
    return found


def closure(table: Bool) -> Bool:
    """Tell what can be reached in one or more steps."""
    while True:
        longer = table | product(table, table)
        if (longer == table).all():
            return table
        table = longer


def sequences(steps: Sequence[Bool], states: int) -> Bool:
    """Tell at [s, t] whether t is reached in one or more steps, no two in a row of the same table.

    Notes
    -----
    Sets of starting states are passed on from state to state, for each table that the last step can have been
    of. O(N/64) operations for each step of a sequence and each possible move.
    """
    lists = [_Steps.of(step) for step in steps]
    found = np.zeros((states, states), dtype=np.bool_)
    for first in range(0, states, AT_ONCE):
        starts = np.zeros((states, -(-min(AT_ONCE, states - first) // 64)), dtype=np.uint64)
        own = np.arange(first, min(first + AT_ONCE, states)) - first
        starts[own + first, own // 64] = np.uint64(1) << (own % 64).astype(np.uint64)
        fresh = [step.onward(starts) for step in lists]
        reached = [bits.copy() for bits in fresh]
        while any(bits.any() for bits in fresh):
            by_others = _unions_of_others(fresh)
            fresh = []
            for k, step in enumerate(lists):
                new = step.onward(by_others[k]) & ~reached[k]
                reached[k] |= new
                fresh.append(new)
        ends = np.bitwise_or.reduce(reached, axis=0) if reached else np.zeros_like(starts)
        by_byte = ends.astype("<u8").view(np.uint8)
        found[first : first + len(own)] = np.unpackbits(by_byte, axis=1, bitorder="little")[:, : len(own)].T
    return found


def _unions_of_others(sets: Sequence[Bits]) -> list[Bits]:
    """Give for each member the union of all others."""
    none = np.zeros_like(sets[0])
    before = list(accumulate(sets[:-1], np.bitwise_or, initial=none))
    after = list(accumulate(sets[:0:-1], np.bitwise_or, initial=none))[::-1]
    return [one | other for one, other in zip(before, after, strict=True)]


@dataclass(frozen=True)
class _Steps:
    """The steps of one table, in the order of the states they lead to."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]

    @classmethod
    def of(cls, step: Bool) -> _Steps:
        target, source = np.nonzero(step.T)
        return cls(source, target)

    def onward(self, sets: Bits) -> Bits:
        """Give for each state the starting states that reach it by one of these steps."""
        moved = np.zeros_like(sets)
        used = np.asarray(sets.any(axis=1))[self.source]
        source, target = self.source[used], self.target[used]
        if len(target):
            begin = np.flatnonzero(np.concatenate(([True], target[1:] != target[:-1])))
            moved[target[begin]] = np.bitwise_or.reduceat(sets[source], begin, axis=0)
        return moved
