"""The loop over many preferences for one structure, compiled by Numba; import this only for a batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from modusvivendi.stability import chain_kernels, kernels
from modusvivendi.stability.lattice import Bool, Int32, Int64


def _compile(loop: Callable[..., None]) -> Any:
    """Compile a loop on first use; where there is no place to keep the result, every process does it anew."""
    try:
        return numba.njit(cache=True, nogil=True)(loop)
    except RuntimeError:
        return numba.njit(nogil=True)(loop)


arrange = _compile(kernels.arrange)
unite = _compile(kernels.unite)
spread = _compile(kernels.spread)
line_up = _compile(kernels.line_up)
search = _compile(kernels.search)
chain = _compile(chain_kernels.chain)
follow = _compile(chain_kernels.follow)
decide = _compile(kernels.decide)


@_compile
def judge_many(
    begin: int,
    end: int,
    levels: int,
    low: int,
    reversible: bool,
    first_cell: Int64,
    ranks: Int32,
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
    ranks
        Shape (B, n, N), at least ``low`` and below ``low + levels``.
    symmetric, credible
        One entry for each concept in which the others answer.
    nash
        Filled, shape (B, n, N); or of shape (0, 0, 0) where not wanted.
    answered
        Filled, shape (number of those concepts, B, n, N).
    """
    n, states = ranks.shape[1:]
    cells = len(pattern)
    order = np.empty(n * states, dtype=np.int32)
    at = np.empty(n * states, dtype=np.int64)
    members = np.empty(n * states + cells, dtype=np.int64)
    best = np.empty(cells, dtype=np.int32)
    cursor = np.empty(cells, dtype=np.int32)
    tally = np.empty(levels + 1, dtype=np.int32)
    queue = np.empty(states, dtype=np.int32)
    stack = np.empty(states + 1, dtype=np.int32)
    worst = np.empty(states + 1, dtype=np.int32)
    below = np.empty(n * states, dtype=np.int32)
    done = np.empty(n * states + cells, dtype=np.bool_)
    chained = reversible and credible.any()
    label = np.empty((n, states), dtype=np.int32)
    if reversible:
        for i in range(n):
            unite(i, n, states, cells, cell_of, cursor, label[i])
    for b in range(begin, end):
        for j in range(n):
            arrange(
                j, n, states, levels, low, first_cell[j], first_cell[j + 1], ranks[b, j], cell_of, start,
                pattern, group_end, cursor, tally, order, at, members, best,
            )  # fmt: skip
            if chained:
                chain(j, n, states, first_cell[j], first_cell[j + 1], start, members, below)
        if len(nash):
            for j in range(n):
                for s in range(states):
                    nash[b, j, s] = ranks[b, j, s] - low >= best[cell_of[j * states + s]]
        for k in range(len(symmetric)):
            for i in range(n):
                if reversible and not credible[k]:
                    spread(i, n, states, symmetric[k], at, best, label[i], worst)
                else:
                    line_up(i, n, states, levels, symmetric[k], at, order, best, tally, queue)
                    if reversible:
                        follow(
                            i, n, states, levels, cells, symmetric[k], at, members, best, below, queue,
                            done, stack, worst,
                        )  # fmt: skip
                    else:
                        search(
                            i, n, states, cells, symmetric[k], credible[k], False, at, start, pattern,
                            group_first, members, best, queue, cursor, stack, worst,
                        )  # fmt: skip
                decide(
                    first_cell[i], first_cell[i + 1], start, pattern, group_end, members, worst,
                    answered[k, b, i],
                )  # fmt: skip
