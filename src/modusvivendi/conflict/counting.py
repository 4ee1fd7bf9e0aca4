"""How many states are feasible, counted without listing them.

Options are settled one after the other, as in listing; but partial states that every rule still open treats
alike are counted together, so that a group of options in which at most three of forty may be taken is counted
in forty small steps.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.rules import Group, Rule

MOST_CLASSES = 2**13
"""Partial states of more kinds than this are not counted: rules tie too much to too much."""


def count_states(group: Group) -> int | None:
    """Count the ways to settle the options of a group; None where that would mean to list them.

    Examples
    --------
    >>> from modusvivendi.conflict import AtLeast, Option
    >>> from modusvivendi.conflict.rules import groups_of
    >>> options = [Option("A", f"o{bit}") for bit in range(60)]
    >>> bits = {option.name: bit for bit, option in enumerate(options)}
    >>> (group,) = groups_of(60, [AtLeast(4, *options)], bits)  # at most three of sixty
    >>> count_states(group)
    36051
    """
    codes = np.zeros(1, dtype=np.int64)  # one of each kind
    counts = np.ones(1, dtype=np.int64)  # of at most 2**62 states in all
    for step in group.steps:
        codes = np.concatenate([codes, codes | np.int64(1 << step.bit)])
        counts = np.concatenate([counts, counts])
        for rule in step.judged:
            kept = ~rule.sure(codes, step.settled)
            codes, counts = codes[kept], counts[kept]
        open_rules = [rule for rule in group.rules if rule.mask & step.settled and rule.mask & ~step.settled]
        first, kind = _kinds(codes, open_rules, step.settled)
        if len(first) > MOST_CLASSES:
            return None
        total = np.zeros(len(first), dtype=np.int64)
        np.add.at(total, kind, counts)
        codes, counts = codes[first], total
    return int(counts.sum())


def _kinds(
    codes: NDArray[np.int64], open_rules: list[Rule], settled: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Sort partial states by what they mean to the rules still open: one of each kind, the kind of each."""
    if not len(codes):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    key, span = np.zeros(len(codes), dtype=np.int64), 1
    for rule in open_rules:
        column = rule.so_far(codes, settled)
        if int(column.max()) >= 2**20:
            column = np.unique(column, return_inverse=True)[1].astype(np.int64)
        width = int(column.max()) + 1
        if span * width >= 2**62:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
            span = int(key.max()) + 1
        key = key * width + column
        span *= width
    _, first, kind = np.unique(key, return_index=True, return_inverse=True)
    return first, kind
