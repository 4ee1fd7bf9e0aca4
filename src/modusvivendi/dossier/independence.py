"""As many as possible of some things no two of which are linked: a largest independent set of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_EXACT_UP_TO = 40


def most_apart(size: int, links: Iterable[tuple[int, int]]) -> list[int]:
    """Choose as many of ``size`` origins as possible with no link between any two of them.

    That is a largest independent set of the graph of links; among equals the smaller numbers are chosen.
    Exact for up to 40 origins; beyond that a greedy choice, which never says too many.
    """
    beside = [0] * size
    for a, b in links:
        beside[a] |= 1 << b
        beside[b] |= 1 << a
    if size > _EXACT_UP_TO:
        chosen = 0
        for place in sorted(range(size), key=lambda place: (beside[place].bit_count(), place)):
            if not beside[place] & chosen:
                chosen |= 1 << place
    else:
        chosen = _independent((1 << size) - 1, beside)
    return [place for place in range(size) if chosen >> place & 1]


def _independent(among: int, beside: Sequence[int]) -> int:
    """Give a largest set of unlinked places among those given, as bits; branches on the most linked."""
    best, most = -1, 0
    for place in range(among.bit_length()):
        degree = (beside[place] & among).bit_count() if among >> place & 1 else 0
        if degree >= max(most, 1):
            best, most = place, degree
    if best < 0:
        return among
    without = _independent(among & ~(1 << best), beside)
    if most == 1:
        return without  # of two that are linked only to each other, the one with the larger number can go
    with_it = _independent(among & ~(1 << best) & ~beside[best], beside) | 1 << best
    return with_it if with_it.bit_count() > without.bit_count() else without
