"""The loop over a batch: one structure, many preferences.

It runs on arrays, compiled, and calls other loops; its layout is that of
:mod:`modusvivendi.stability.kernels`.

Improvements within a group are transitive. So whoever goes backwards over them from a state need only go to
what ranks next below it there; from that the rest is found. This is one link for each state and mover, and
two to four times as fast as the cursors of :func:`modusvivendi.stability.kernels.search` while everything
stays in the processor's caches, as it does in a batch, whose conflicts are many and small. It needs groups of
one cell:

``below[s * n + j]``
    What ranks next below ``s`` in its cell of ``j``: a state; where several rank alike there ``-1 - p``, if
    ``p`` is the place of the first of them in ``members``; ``N`` where nothing does.
"""

from __future__ import annotations

from modusvivendi.stability.kernels import Numbers, arrange, decide, line_up, search, spread, unite


def room(n: int, states: int, cells: int, levels: int) -> tuple[int, int, int]:
    """How much work space :func:`judge_many` needs, as numbers of int32, int64 and bool."""
    return (
        3 * n * states + 2 * cells + (levels + 1) + 3 * (states + 1),
        2 * n * states + cells,
        n * states + cells,
    )


def judge_many(
    begin: int,
    end: int,
    count: int,
    n: int,
    states: int,
    cells: int,
    levels: int,
    low: int,
    reversible: bool,
    concepts: int,
    contented: bool,
    first_cell: Numbers,
    ranks: Numbers,
    cell_of: Numbers,
    start: Numbers,
    pattern: Numbers,
    group_first: Numbers,
    group_end: Numbers,
    symmetric: Numbers,
    credible: Numbers,
    nash: Numbers,
    answered: Numbers,
    room4: Numbers,
    room8: Numbers,
    done: Numbers,
) -> None:
    """Solve one structure for many preferences, ``begin`` to ``end - 1`` of ``count``.

    Parameters
    ----------
    levels, low
        Every rank is at least ``low`` and below ``low + levels``.
    concepts, symmetric, credible
        Number of the concepts in which the others answer, and one entry for each of them.
    contented
        Whether ``nash`` is wanted.
    ranks
        Shape (``count``, n, N), flat.
    nash
        Filled, shape (``count``, n, N), flat; or empty.
    answered
        Filled, shape (``concepts``, ``count``, n, N), flat.
    room4, room8, done
        Work space, see :func:`room`.
    """
    size = n * states
    order, below, labels = room4[:size], room4[size : 2 * size], room4[2 * size : 3 * size]
    rest = room4[3 * size :]
    best, cursor, rest = rest[:cells], rest[cells : 2 * cells], rest[2 * cells :]
    queue, stack, worst = rest[:states], rest[states : 2 * states + 1], rest[2 * states + 1 : 3 * states + 2]
    tally = rest[3 * states + 2 :]
    at, members = room8[:size], room8[size:]

    chained = False
    if reversible:
        for k in range(concepts):
            chained = chained or credible[k]
        for i in range(n):
            unite(i, n, states, cells, cell_of, cursor, labels[i * states : (i + 1) * states])
    for b in range(begin, end):
        for j in range(n):
            first, last = first_cell[j], first_cell[j + 1]
            own = ranks[b * size + j * states : b * size + (j + 1) * states]
            arrange(
                j, n, states, levels, low, first, last, own, cell_of, start, pattern, group_end, cursor,
                tally, order, at, members, best,
            )  # fmt: skip
            if chained:
                chain(j, n, states, first, last, start, members, below)
        if contented:
            for p in range(size):
                nash[b * size + p] = ranks[b * size + p] - low >= best[cell_of[p]]
        for k in range(concepts):
            for i in range(n):
                if reversible and not credible[k]:
                    spread(i, n, states, symmetric[k], at, best, labels[i * states : (i + 1) * states], worst)
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
                p = ((k * count + b) * n + i) * states
                decide(
                    first_cell[i], first_cell[i + 1], start, pattern, group_end, members, worst,
                    answered[p : p + states],
                )  # fmt: skip


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
