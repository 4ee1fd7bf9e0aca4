"""Ranks brought to a form the loops can count with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def levelled(ranks: NDArray[Any]) -> tuple[NDArray[np.int32], int]:
    """Bring ranks to small non-negative levels, of shape (N, n), and give a bound above all of them.

    Parameters
    ----------
    ranks
        Int, shape (n, N); only the order within each row is kept.

    Examples
    --------
    >>> levelled(np.array([[5, -10**12, 5], [7, 8, 9]]))
    (array([[1, 0],
           [0, 1],
           [1, 2]], dtype=int32), 3)
    """
    rows, states = ranks.shape
    levels = np.empty((states, rows), dtype=np.int32)
    most = 1
    for row, values in enumerate(ranks):
        low, high = int(values.min()), int(values.max())
        if high - low < 4 * states + 64:
            levels[:, row] = values.astype(np.int64) - low if values.dtype.kind == "u" else values - low
            most = max(most, high - low + 1)
        else:
            found, index = np.unique(values, return_inverse=True)
            levels[:, row] = index.reshape(-1)
            most = max(most, len(found))
    return levels, most
