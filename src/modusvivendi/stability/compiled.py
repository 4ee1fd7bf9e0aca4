"""The loops compiled; import this only for large work, as it takes the compiler about a second to load.

Compiled code is kept on disk by Numba, beside this file or in the user's cache, and found again by later
processes.
"""

from __future__ import annotations

import numba
import numpy as np

from modusvivendi.stability import arc_kernels, kernels
from modusvivendi.stability.lattice import Bool, Int32, Int64

_compile = numba.njit(cache=True, nogil=True)

arrange = _compile(kernels.arrange)
judge = _compile(kernels.judge)
trace = _compile(kernels.trace)
judge_arcs = _compile(arc_kernels.judge_arcs)
trace_arcs = _compile(arc_kernels.trace_arcs)


@_compile
def judge_many(  # noqa: PLR0917
    begin: int,
    end: int,
    levels: int,
    first_cell: Int64,
    rank_of: Int32,
    cell_of: Int32,
    start: Int32,
    pattern: Int64,
    group_first: Int32,
    group_end: Int32,
    symmetric: Bool,
    credible: Bool,
    nash: Bool,
    answered: Bool,
) -> None:
    """Solve one structure for many preferences, ``begin`` to ``end - 1`` of them, with work space made once.

    Parameters
    ----------
    rank_of
        Shape (B, N * n).
    symmetric, credible
        One entry for each concept in which the others answer.
    nash
        Filled, shape (B, n, N); or of shape (0, 0, 0) where not wanted.
    answered
        Filled, shape (number of those concepts, B, n, N).
    """
    n = len(first_cell) - 1
    states = len(cell_of) // n
    cells = len(pattern)
    order = np.empty(n * states, dtype=np.int32)
    members = np.empty(n * states, dtype=np.int64)
    best = np.empty(cells, dtype=np.int32)
    cursor = np.empty(cells, dtype=np.int32)
    tally = np.empty(levels + 1, dtype=np.int32)
    queue = np.empty(states, dtype=np.int32)
    stack = np.empty(states, dtype=np.int32)
    worst = np.empty(states, dtype=np.int32)
    for b in range(begin, end):
        ranks = rank_of[b]
        for j in range(n):
            arrange(
                j, n, states, levels, first_cell[j], first_cell[j + 1], ranks, cell_of, start, pattern,
                group_end, cursor, tally, order, members, best,
            )  # fmt: skip
        if len(nash):
            for s in range(states):
                for j in range(n):
                    nash[b, j, s] = ranks[s * n + j] >= best[cell_of[s * n + j]]
        for k in range(len(symmetric)):
            for i in range(n):
                judge(
                    i, n, states, levels, cells, first_cell[i], first_cell[i + 1], symmetric[k], credible[k],
                    ranks, cell_of, start, pattern, group_first, group_end, order, members, best, cursor,
                    tally, queue, stack, worst, answered[k, b, i],
                )  # fmt: skip
