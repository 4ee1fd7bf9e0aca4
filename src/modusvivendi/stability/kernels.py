"""The inner loops of the engine, as plain Python over flat sequences.

They run as they stand on lists, which is how conflicts of a few hundred states are solved without waiting
for a compiler, and compiled by Numba on arrays (:mod:`modusvivendi.stability.compiled`). They call nothing,
allocate nothing and raise nothing; all arguments are flat and checked by the caller.

Layout shared by all of them, for ``n`` movers (decision makers with options) and ``N`` states:

``cell_of[s * n + j]``
    The cell of state ``s`` for mover ``j``. A cell holds the states that differ only in reversible options
    of ``j``; cells are numbered across movers, by mover, by group, and within a group (what differs only in
    options of ``j``) by ``pattern``.
``pattern[c]``
    The irreversible options of the mover that have been used up in cell ``c``, as bits. A move leads from
    cell ``c`` to cell ``d`` of the same group exactly where ``pattern[c]`` is a subset of ``pattern[d]``;
    so ``d >= c``.
``group_first[c]``, ``group_end[c]``
    The cells of the group of ``c``.
``start[c]``
    Where the members of cell ``c`` begin in ``members``; they end at ``start[c + 1]``.
``members[p]``
    ``rank << 32 | state``, ascending within a cell, so that the improvements on a state are a suffix of
    each cell the state can move to, and the states it improves on a prefix of each cell that can move to
    it.
``rank_of[s * n + j]``
    Rank of ``s`` for ``j``: 0 or more, larger is better, equal is indifferent.
"""

from __future__ import annotations

from typing import Any

# Lists or arrays, as the caller has them: the loops are the same.
Numbers = Any


def arrange(  # noqa: PLR0917
    j: int,
    n: int,
    states: int,
    levels: int,
    first: int,
    last: int,
    rank_of: Numbers,
    cell_of: Numbers,
    start: Numbers,
    pattern: Numbers,
    group_end: Numbers,
    cursor: Numbers,
    tally: Numbers,
    order: Numbers,
    members: Numbers,
    best: Numbers,
) -> None:
    """Sort the states by rank for mover ``j`` within its cells, and find the best each cell can reach.

    Parameters
    ----------
    levels
        Every rank is below it.
    first, last
        The cells of ``j`` are ``first`` to ``last - 1``.
    cursor, tally
        Work space: as long as there are cells, and ``levels + 1``.
    order
        Filled at ``j * states`` onwards: the states by rank, lowest first.
    members
        Filled at the cells of ``j``.
    best
        Filled at the cells of ``j``: the highest rank that ``j`` can reach from the cell, staying included.
    """
    for level in range(levels + 1):
        tally[level] = 0
    for s in range(states):
        tally[rank_of[s * n + j] + 1] += 1
    for level in range(levels):
        tally[level + 1] += tally[level]
    base = j * states
    for s in range(states):
        rank = rank_of[s * n + j]
        order[base + tally[rank]] = s
        tally[rank] += 1

    for c in range(first, last):
        cursor[c] = start[c]
    for p in range(base, base + states):
        s = order[p]
        c = cell_of[s * n + j]
        members[cursor[c]] = (int(rank_of[s * n + j]) << 32) | int(s)
        cursor[c] += 1

    for c in range(first, last):
        top = -1
        for d in range(c, group_end[c]):
            if pattern[c] & ~pattern[d] == 0:
                rank = members[start[d + 1] - 1] >> 32
                top = max(top, rank)
        best[c] = top


def judge(  # noqa: PLR0917
    i: int,
    n: int,
    states: int,
    levels: int,
    cells: int,
    first: int,
    last: int,
    symmetric: bool,
    credible: bool,
    rank_of: Numbers,
    cell_of: Numbers,
    start: Numbers,
    pattern: Numbers,
    group_first: Numbers,
    group_end: Numbers,
    order: Numbers,
    members: Numbers,
    best: Numbers,
    cursor: Numbers,
    tally: Numbers,
    queue: Numbers,
    stack: Numbers,
    worst: Numbers,
    stable: Numbers,
) -> None:
    """Find the states from which the others can deter every improvement of mover ``i``.

    First ``worst[t]``: the least value that the others can bring about from ``t``, ``t`` included. The
    value of a state is its rank for ``i``, or under a symmetric concept the best rank ``i`` can reach from
    it. States are taken in ascending value, and from each that is not reached yet one searches backwards
    over the moves of the others; what is newly found gets that value. Every cell is consumed once, by a
    moving cursor, so that this costs one step for every state and other mover (and for every pair of cells
    of a group where options are irreversible). Then a state is stable where the largest ``worst`` over its
    improvements does not exceed its rank.

    Parameters
    ----------
    cells
        How many cells there are, of all movers.
    symmetric
        ``i`` must not be able to escape from the answer either (SMR, SSEQ).
    credible
        Others answer with improvements only (SEQ, SSEQ), not with any moves (GMR, SMR).
    order, members, best
        As filled by :func:`arrange`.
    cursor, tally, queue, stack, worst
        Work space: as long as there are cells, ``levels + 1``, and the rest as long as there are states.
    stable
        Filled with truth values, one a state.
    """
    for s in range(states):
        worst[s] = -1
    for c in range(cells):
        cursor[c] = start[c]

    if symmetric:
        for level in range(levels + 1):
            tally[level] = 0
        for s in range(states):
            tally[best[cell_of[s * n + i]] + 1] += 1
        for level in range(levels):
            tally[level + 1] += tally[level]
        for s in range(states):
            value = best[cell_of[s * n + i]]
            queue[tally[value]] = s
            tally[value] += 1
    else:
        for p in range(states):
            queue[p] = order[i * states + p]

    everything = 1 << 62
    for p in range(states):
        source = queue[p]
        if worst[source] >= 0:
            continue
        value = rank_of[source * n + i]
        if symmetric:
            value = best[cell_of[source * n + i]]
        worst[source] = value
        stack[0] = source
        height = 1
        while height > 0:
            height -= 1
            t = stack[height]
            for j in range(n):
                if j == i:
                    continue
                c = cell_of[t * n + j]
                # What is below this improves by moving to t; if any move will do, everything is.
                bound = everything
                if credible:
                    bound = int(rank_of[t * n + j]) << 32
                for d in range(group_first[c], c + 1):
                    if pattern[d] & ~pattern[c] != 0:
                        continue
                    q = cursor[d]
                    end = start[d + 1]
                    while q < end and members[q] < bound:
                        s = members[q] & 0xFFFFFFFF
                        q += 1
                        if worst[s] < 0:
                            worst[s] = value
                            stack[height] = s
                            height += 1
                    cursor[d] = q

    for c in range(first, last):
        for p in range(start[c], start[c + 1]):
            stable[members[p] & 0xFFFFFFFF] = True
        for d in range(c, group_end[c]):
            if pattern[c] & ~pattern[d] != 0:
                continue
            # Both cells from the top: the largest ``worst`` over what ranks above the state looked at.
            largest = -1
            q = start[d + 1] - 1
            for p in range(start[c + 1] - 1, start[c] - 1, -1):
                rank = members[p] >> 32
                while q >= start[d] and members[q] >> 32 > rank:
                    largest = max(largest, worst[members[q] & 0xFFFFFFFF])
                    q -= 1
                if largest > rank:
                    stable[members[p] & 0xFFFFFFFF] = False


def trace(  # noqa: PLR0917
    i: int,
    n: int,
    states: int,
    cells: int,
    limit: int,
    symmetric: bool,
    credible: bool,
    rank_of: Numbers,
    cell_of: Numbers,
    start: Numbers,
    pattern: Numbers,
    group_first: Numbers,
    members: Numbers,
    best: Numbers,
    cursor: Numbers,
    queue: Numbers,
    mover: Numbers,
    onward: Numbers,
) -> None:
    """Find, from every state, the shortest way in which the others can deter mover ``i``.

    The search of :func:`judge` for one state only, breadth first: from the states that deter, backwards
    over the moves of the others.

    Parameters
    ----------
    limit
        The rank, for ``i``, of the state it would leave: a state of at most that value deters.
    symmetric, credible
        As in :func:`judge`.
    cursor, queue
        Work space, as long as there are cells and states.
    mover, onward
        Filled, one a state: which mover acts next on a shortest way to a deterring state, and the state it
        moves to; -1 in deterring states, -2 where there is no way.
    """
    for c in range(cells):
        cursor[c] = start[c]
    tail = 0
    for s in range(states):
        value = rank_of[s * n + i]
        if symmetric:
            value = best[cell_of[s * n + i]]
        onward[s] = -2
        mover[s] = -2
        if value <= limit:
            onward[s] = -1
            mover[s] = -1
            queue[tail] = s
            tail += 1
    everything = 1 << 62
    head = 0
    while head < tail:
        t = queue[head]
        head += 1
        for j in range(n):
            if j == i:
                continue
            c = cell_of[t * n + j]
            bound = everything
            if credible:
                bound = int(rank_of[t * n + j]) << 32
            for d in range(group_first[c], c + 1):
                if pattern[d] & ~pattern[c] != 0:
                    continue
                q = cursor[d]
                end = start[d + 1]
                while q < end and members[q] < bound:
                    s = members[q] & 0xFFFFFFFF
                    q += 1
                    if onward[s] == -2:
                        onward[s] = t
                        mover[s] = j
                        queue[tail] = s
                        tail += 1
                cursor[d] = q
