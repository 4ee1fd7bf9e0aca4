"""Which states are feasible, found without visiting all ``2**k`` combinations of options.

Options that no formula ties together are settled independently of each other. Within a group of options
that are tied, states are built up option by option, and a partial state is dropped as soon as an infeasible
formula is true whatever the options still to come (three-valued logic). Where, as usual, options exclude or
require each other, there are never many more partial states than feasible ones; where there are, memory still
holds few of them at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.counting import count_states
from modusvivendi.conflict.formula import Formula
from modusvivendi.conflict.rules import Group, groups_of
from modusvivendi.errors import ConflictError

MAX_OPTIONS = 62
"""States are the bits of a signed 64-bit integer."""

MAX_STATES = 2**25
"""More feasible states than this (33,554,432) are refused."""

MAX_VISITED = 2**31
"""More partial states than this are not gone through: it would take minutes."""

TOO_MANY = (
    "modus search (mv.search) finds Nash equilibria without listing states; else say which combinations are "
    "infeasible, or leave options out"
)
"""What to do about a model that has too many states."""

_PIECE = 2**16


def feasible_codes(
    count: int, infeasible: Sequence[Formula], bits: Mapping[str, int], limit: int = MAX_STATES
) -> NDArray[np.int64]:
    """Enumerate the states in which none of the formulas is true.

    Parameters
    ----------
    count
        Number of options, at most 62.
    infeasible
        Formulas over options; a state in which one of them is true is infeasible.
    bits
        The bit of each option, by name.
    limit
        Most states to be given.

    Returns
    -------
    numpy.ndarray
        Codes, ascending int64; empty where no state is feasible.

    Raises
    ------
    ConflictError
        Where there are more than ``limit`` feasible states, or too many options.

    Examples
    --------
    >>> from modusvivendi.conflict import And, Option
    >>> x, y = Option("A.x"), Option("A.y")
    >>> feasible_codes(3, [And(x, y)], {"A.x": 0, "A.y": 1, "B.z": 2}).tolist()
    [0, 1, 2, 4, 5, 6]
    """
    if count > MAX_OPTIONS:
        raise ConflictError(
            f"the model has {count} options, more than the {MAX_OPTIONS} that can be solved", hint=TOO_MANY
        )
    groups = groups_of(count, infeasible, bits)
    if 1 << count > limit:
        _refuse_too_many(groups, limit)
    factors = []
    for group in groups:
        codes = np.concatenate(list(_pieces(group, limit)))
        codes.sort()
        factors.append(codes)
    codes = np.zeros(1, dtype=np.int64)
    # Larger bits outermost: where groups do not interleave, the codes come out in order.
    for factor in sorted(factors, key=lambda factor: int(factor[-1]) if len(factor) else 0):
        codes = (factor[:, np.newaxis] | codes[np.newaxis, :]).ravel()
    if len(codes) > 1 and not bool((codes[1:] > codes[:-1]).all()):
        codes.sort()
    return codes


def _refuse_too_many(groups: Sequence[Group], limit: int) -> None:
    """Count before anything is listed, so that a refusal costs no memory.

    Raises
    ------
    ConflictError
        Where there are more than ``limit`` states.
    """
    total = 1
    for group in groups:
        count = count_states(group)
        if count is None:  # gone through and let go
            count = sum(map(len, _pieces(group, limit)))
        total *= count
    if total > limit:
        raise ConflictError(
            f"the model has {total:,} feasible states, more than the {limit:,} that can be listed",
            hint=TOO_MANY,
        )


def _pieces(group: Group, limit: int) -> Iterator[NDArray[np.int64]]:
    """Give the ways to settle the options of one group, piece by piece and in no order.

    Raises
    ------
    ConflictError
        Where there are more than ``limit`` of them, or too many to be gone through.
    """
    states = visited = 0
    # Partial states are followed to the end in pieces: memory holds few of them however many there are.
    waiting = [(0, np.zeros(1, dtype=np.int64))]
    while waiting:
        number, codes = waiting.pop()
        while number < len(group.steps) and len(codes):
            if len(codes) > _PIECE:
                waiting.append((number, codes[_PIECE:]))
                codes = codes[:_PIECE]
            step = group.steps[number]
            codes = np.concatenate([codes, codes | np.int64(1 << step.bit)])
            visited += len(codes)
            for rule in step.judged:
                excluded = rule.sure(codes, step.settled)
                if excluded.any():
                    codes = codes[~excluded]
            number += 1
        states += len(codes)
        if states > limit or visited > MAX_VISITED:
            what = (
                f"more than {limit:,} feasible states" if states > limit else "too many states to go through"
            )
            raise ConflictError(f"the model has {what}", hint=TOO_MANY)
        yield codes
