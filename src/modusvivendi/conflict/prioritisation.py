"""Option prioritisation: from an ordered list of preference statements to ranks of states.

A state is better than another if it satisfies the first statement on which they differ. The literature
writes this as a score, the sum of ``2**(k - j)`` over the true statements ``j`` of ``k`` (Peng, Hipel,
Kilgour and Fang 1997; Hipel, Kilgour, Fang and Peng 1997). Here the ranks are refined statement by
statement, which gives the same order exactly for any number of statements, without weights that outgrow an
integer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray


def dense(values: NDArray[Any]) -> NDArray[np.int32]:
    """Replace values by their place among the distinct ones, from 0, keeping their order.

    >>> dense(np.array([30, -5, 30, 7])).tolist()
    [2, 0, 2, 1]
    """
    return np.unique(values, return_inverse=True)[1].reshape(values.shape).astype(np.int32)


def prioritise(statements: Iterable[NDArray[np.bool_]], states: int) -> NDArray[np.int32]:
    """Rank states by statements, the most important first.

    Parameters
    ----------
    statements
        For each statement where it is true, bool of shape (N,).
    states
        N, the number of states.

    Returns
    -------
    numpy.ndarray
        int32, shape (N,), from 0 without gaps; larger is better, equal is indifferent. O(N) per statement.

    Examples
    --------
    >>> prioritise([np.array([True, False, True]), np.array([False, True, False])], 3).tolist()
    [1, 0, 1]
    """
    ranks = np.zeros(states, dtype=np.int32)
    classes = 1
    for holds in statements:
        if classes == states:
            break  # every state is told from every other; what comes after decides nothing
        finer = ranks * np.int32(2) + holds
        occurs = np.zeros(2 * classes, dtype=np.bool_)
        occurs[finer] = True
        number = np.cumsum(occurs, dtype=np.int32) - np.int32(1)
        ranks = number[finer]
        classes = int(number[-1]) + 1
    return ranks
