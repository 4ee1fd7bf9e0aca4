"""The loops of a batch in which the others answer with improvements, all options being reversible.

Improvements within a group are transitive. So whoever goes backwards over them from a state need only go to
what ranks next below it there; from that the rest is found. This is one link for each state and mover, and
two to four times as fast as the cursors of :func:`modusvivendi.stability.kernels.search` while everything
stays in the processor's caches, as it does in a batch, whose conflicts are many and small.

The layout is that of :mod:`modusvivendi.stability.kernels`, and further:

``below[s * n + j]``
    What ranks next below ``s`` in its cell of ``j``: a state; where several rank alike there ``-1 - p``, if
    ``p`` is the place of the first of them in ``members``; ``N`` where nothing does.
"""

from __future__ import annotations

from modusvivendi.stability.kernels import Numbers


def chain(
    j: int, n: int, states: int, first: int, last: int, start: Numbers, members: Numbers, below: Numbers
) -> None:
    """Link every state to what ranks next below it in its cell of mover ``j``.

    Parameters
    ----------
    first, last
        The cells of ``j`` are ``first`` to ``last - 1``.
    below
        Filled for ``j``.
    """
    for c in range(first, last):
        lower = states
        p = start[c]
        while p < start[c + 1] - 1:
            rank = members[p] >> 32
            q = p
            while members[q] >> 32 == rank:
                below[(members[q] & 0xFFFFFFFF) * n + j] = lower
                q += 1
            lower = members[p] & 0xFFFFFFFF if q == p + 1 else -1 - p
            p = q


def follow(
    i: int,
    n: int,
    states: int,
    levels: int,
    cells: int,
    symmetric: bool,
    at: Numbers,
    members: Numbers,
    best: Numbers,
    below: Numbers,
    queue: Numbers,
    done: Numbers,
    stack: Numbers,
    worst: Numbers,
) -> None:
    """Do what :func:`modusvivendi.stability.kernels.search` does, by links.

    Parameters
    ----------
    levels
        Every rank is below it.
    symmetric, queue
        As in :func:`modusvivendi.stability.kernels.search`.
    below
        From :func:`chain`, for all movers.
    done, stack
        Work space: ``n * N + C`` and ``N + 1``.
    worst
        Filled, one a state; its length is ``N + 1``.
    """
    for s in range(states):
        worst[s] = levels
    worst[states] = -1  # There is nothing there to be found.
    for p in range(n * states + cells):
        done[p] = False
    for k in range(states):
        source = queue[k]
        here = at[source * n + i]
        value = best[here & 0xFFFFFFFF] if symmetric else here >> 32
        if worst[source] <= value:
            continue
        worst[source] = value
        stack[0] = source
        height = 1
        while height > 0:
            height -= 1
            t = stack[height]
            for j in range(n):
                if j == i:
                    continue
                s = below[t * n + j]
                if s >= 0:
                    # Without a branch, as nobody could foresee it: what is new stays on the stack.
                    stack[height] = s
                    height += worst[s] > value
                    worst[s] = min(worst[s], value)
                elif not done[-1 - s]:
                    done[-1 - s] = True
                    p = -1 - s
                    rank = members[p] >> 32
                    while members[p] >> 32 == rank:
                        s = members[p] & 0xFFFFFFFF
                        p += 1
                        stack[height] = s
                        height += worst[s] > value
                        worst[s] = min(worst[s], value)
