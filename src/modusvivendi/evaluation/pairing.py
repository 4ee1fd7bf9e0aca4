"""Pairing what was found with what was to be found, one to one and as well as possible."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

One = TypeVar("One", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)


def best_pairs(worth: Mapping[tuple[One, Other], float]) -> dict[One, Other]:
    """Choose pairs, each partner once, whose worths add up to the most.

    Parameters
    ----------
    worth
        What a pair is worth, above 0; pairs that are not in it cannot be.

    Returns
    -------
    dict
        The other of each one that has a partner.

    Notes
    -----
    Successive best augmenting paths: each round looks for the chain of exchanges that gains most (Bellman
    1958), until none gains anything. A chain that adds a pair is found as long as there is one, if every pair
    is worth more than all finer differences together.

    Examples
    --------
    >>> best_pairs({("a", 1): 5.0, ("a", 2): 4.0, ("b", 1): 4.5}) == {"a": 2, "b": 1}
    True
    """
    partner: dict[One, Other] = {}
    owner: dict[Other, One] = {}
    by_one: dict[One, list[tuple[Other, float]]] = {}
    for (one, other), value in worth.items():
        by_one.setdefault(one, []).append((other, value))
    while True:
        # What is gained by a chain of exchanges that begins with a free one and ends by giving up an other.
        gain: dict[Other, float] = {}
        came: dict[Other, One] = {}
        at: dict[One, float] = {one: 0.0 for one in by_one if one not in partner}
        while at:
            later: dict[One, float] = {}
            for one, so_far in at.items():
                for other, value in by_one[one]:
                    if partner.get(one) == other or so_far + value <= gain.get(other, 0.0) + 1e-12:
                        continue
                    gain[other], came[other] = so_far + value, one
                    if other in owner:
                        left = owner[other]
                        later[left] = gain[other] - worth[left, other]
            at = later
        free = [other for other in gain if other not in owner]
        if not free:
            return partner
        end: Other | None = max(free, key=lambda other: gain[other])
        while end is not None:
            one = came[end]
            end_before = partner.get(one)
            partner[one], owner[end] = end, one
            end = end_before
