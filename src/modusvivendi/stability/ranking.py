"""Ranks brought to a form the loops can count with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def levelled(rows: Sequence[NDArray[Any]]) -> tuple[list[NDArray[np.int32]], list[int], int]:
    """Give ranks as int32 in a range not much wider than there are states, so that sorting can count.

    Parameters
    ----------
    rows
        For each decision maker the ranks of all states, int. Only the order within a row is kept; rows that
        will do as they are are not copied.

    Returns
    -------
    rows, low, levels
        The ranks, the lowest of each row, and a number of levels such that each rank of row ``i`` is below
        ``low[i] + levels``.

    Examples
    --------
    >>> rows, low, levels = levelled([np.array([5, -10**12, 5]), np.array([7, 8, 9])])
    >>> [row.tolist() for row in rows], low, levels
    ([[1, 0, 1], [7, 8, 9]], [0, 7], 3)
    """
    kept: list[NDArray[np.int32]] = []
    lowest: list[int] = []
    levels = 1
    for given in rows:
        values = given
        low, high = int(values.min()), int(values.max())
        if high - low >= 4 * len(values) + 64:
            values = np.unique(values, return_inverse=True)[1].reshape(-1)
            low, high = 0, int(values.max())
        elif high > np.iinfo(np.int32).max or low < np.iinfo(np.int32).min:
            values = (values - values.dtype.type(low)).astype(np.int64)
            low, high = 0, high - low
        kept.append(np.ascontiguousarray(values, dtype=np.int32))
        lowest.append(low)
        levels = max(levels, high - low + 1)
    return kept, lowest, levels


def interleaved(ranks: NDArray[Any]) -> tuple[NDArray[np.int32], int]:
    """Give ranks of shape (n, N) as levels from 0 in shape (N, n), and a bound above all of them."""
    rows, low, levels = levelled(list(ranks))
    if not rows:
        return np.empty((ranks.shape[1], 0), dtype=np.int32), 1
    return np.stack([row - start for row, start in zip(rows, low, strict=True)], axis=1), levels
