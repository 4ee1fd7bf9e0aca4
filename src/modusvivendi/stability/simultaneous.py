"""Stability by simultaneity: the others may improve their own lot at the same moment.

An idea of conflict analysis rather than of the graph model: an improvement is deterred where others, each
making an improvement of its own from the same state at the same time, bring about together with it a state
that is no better.
"""

from __future__ import annotations

import numpy as np

from modusvivendi.errors import ConflictError
from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.lattice import Bool, Int32, Int64, Lattice

MOST_STATES = 16384
"""Combinations of improvements are listed state by state."""


def simultaneous(moves: Lattice | Arcs, ranks: Int32) -> Bool:
    """Find the states that are stable by simultaneity, bool, shape (n, N).

    A state is stable for a decision maker where each of its improvements is deterred: some of the others,
    one or more, each make one of their improvements from the same state at the same time, and the state
    that results from all of these together is feasible and not better than the present one.

    Raises
    ------
    ConflictError
        In graph form, where simultaneous moves mean nothing, and if there are too many states.

    References
    ----------
    Fraser & Hipel, *Conflict Analysis: Models and Resolutions*, North-Holland 1984. Their procedure looks
    at states from which at least two would otherwise depart; combinations that are not feasible deter
    nobody.
    """
    if isinstance(moves, Arcs):
        raise ConflictError("simultaneous moves mean nothing in graph form", hint="leave out sim")
    if moves.states > MOST_STATES:
        raise ConflictError(f"sim can be found for {MOST_STATES:,} states at most, not {moves.states:,}")
    n, states = ranks.shape
    stable = np.ones((n, states), dtype=np.bool_)
    for s in range(states):
        changes = [_improving(moves, ranks, i, s) for i in range(n)]
        for i in range(n):
            if not len(changes[i]):
                continue
            joint = together([changes[j] for j in range(n) if j != i])
            stable[i, s] = all(_deterred(moves, ranks[i], s, int(change), joint) for change in changes[i])
    return stable


def _improving(moves: Lattice, ranks: Int32, i: int, s: int) -> Int64:
    """Give the improvements of ``i`` from ``s``, as the options they change."""
    reach = moves.moves(i, s)
    better = reach[ranks[i][reach] > ranks[i][s]]
    changed: Int64 = moves.codes[better] ^ moves.codes[s]
    return changed


def together(changes: list[Int64]) -> Int64:
    """All that can be changed when at least one decision maker makes one of its changes.

    Examples
    --------
    >>> together([np.array([1]), np.array([2, 4])]).tolist()
    [1, 2, 3, 4, 5]
    """
    joint = np.zeros(1, dtype=np.int64)
    for own in changes:
        joint = np.concatenate((joint, np.bitwise_xor.outer(own, joint).reshape(-1)))
    return joint[1:]


def joint_answer(
    moves: Lattice, ranks: Int32, i: int, s: int, improvement: int
) -> list[tuple[int, int]] | None:
    """Find the fewest who together deter an improvement of ``i`` from ``s`` at the same time.

    Returns
    -------
    list or None
        For each of them its position among the decision makers and the options it changes, as bits; None
        where nothing deters.
    """
    others = [j for j in range(len(ranks)) if j != i]
    joint = together([_improving(moves, ranks, j, s) for j in others])
    movers = sum(((joint & int(moves.controls[j])) != 0).astype(np.int64) for j in others)
    joint = joint[np.lexsort((joint, movers))] if len(joint) else joint
    change = int(moves.codes[improvement]) ^ int(moves.codes[s])
    for answer in joint.tolist():
        if _deterred(moves, ranks[i], s, change, np.array([answer])):
            masks = ((j, answer & int(moves.controls[j])) for j in others)
            return [(j, mask) for j, mask in masks if mask]
    return None


def _deterred(moves: Lattice, ranks: Int32, s: int, change: int, joint: Int64) -> bool:
    codes = (int(moves.codes[s]) ^ change) ^ joint
    places = np.searchsorted(moves.codes, codes)
    places[places == moves.states] = 0
    found = places[moves.codes[places] == codes]
    return bool((ranks[found] <= ranks[s]).any())
