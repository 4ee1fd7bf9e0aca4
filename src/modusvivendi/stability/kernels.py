"""The inner loops of the engine, as plain Python over flat sequences.

They run as they stand on lists, which is how conflicts of a few hundred states are solved without waiting
for a compiler, and compiled by Numba on arrays (:mod:`modusvivendi.stability.compiled`). They call nothing,
allocate nothing and raise nothing; all arguments are flat and checked by the caller.

Layout shared by all of them, for ``n`` movers (decision makers with options), ``N`` states and ``C`` cells:

``cell_of[j * N + s]``
    The cell of state ``s`` for mover ``j``. A cell holds the states that differ only in reversible options
    of ``j``; cells are numbered across movers, by mover, by group, and within a group (what differs only in
    options of ``j``) by ``pattern``.
``pattern[c]``
    The irreversible options of the mover that have been used up in cell ``c``, as bits. A move leads from
    cell ``c`` to cell ``d`` of the same group exactly where ``pattern[c]`` is a subset of ``pattern[d]``; so
    ``d >= c``. Where everything is reversible, each group is one cell.
``group_first[c]``, ``group_end[c]``
    The cells of the group of ``c``.
``start[c]``
    Where the members of cell ``c`` begin in ``members``; they end before ``start[c + 1] - 1``, where a
    sentinel stands that is larger than any member.
``members[p]``
    ``rank << 32 | state``, ascending within a cell, so that the improvements on a state are a suffix of each
    cell the state can move to, and the states it improves on a prefix of each cell that can move to it.
``at[s * n + j]``
    ``rank << 32 | cell``: the rank of ``s`` for ``j``, 0 or more, larger is better, and its cell.
``order[j * N + k]``
    The state that is ``k``-th from below for ``j``.
``best[c]``
    The highest rank that the mover can reach from cell ``c``, staying included.
"""

from __future__ import annotations

from typing import Any

# Lists or arrays, as the caller has them: the loops are the same.
Numbers = Any


def arrange(
    j: int,
    n: int,
    states: int,
    levels: int,
    low: int,
    first: int,
    last: int,
    ranks: Numbers,
    cell_of: Numbers,
    start: Numbers,
    pattern: Numbers,
    group_end: Numbers,
    cursor: Numbers,
    tally: Numbers,
    order: Numbers,
    at: Numbers,
    members: Numbers,
    best: Numbers,
) -> None:
    """Sort the states by rank for mover ``j`` within its cells, and find the best each cell can reach.

    Parameters
    ----------
    levels, low
        Every rank is at least ``low`` and below ``low + levels``.
    first, last
        The cells of ``j`` are ``first`` to ``last - 1``.
    ranks
        The ranks of the states for ``j``, one a state.
    cursor, tally
        Work space: ``C`` and ``levels + 1``.
    order, at, members, best
        Filled for ``j``.
    """
    base = j * states
    for level in range(levels + 1):
        tally[level] = 0
    for s in range(states):
        tally[ranks[s] - low + 1] += 1
    for level in range(levels):
        tally[level + 1] += tally[level]
    for s in range(states):
        rank = int(ranks[s]) - low
        order[base + tally[rank]] = s
        tally[rank] += 1
        at[s * n + j] = (rank << 32) | int(cell_of[base + s])

    for c in range(first, last):
        cursor[c] = start[c]
        members[start[c + 1] - 1] = 1 << 62
    for p in range(base, base + states):
        s = order[p]
        c = cell_of[base + s]
        members[cursor[c]] = ((int(ranks[s]) - low) << 32) | int(s)
        cursor[c] += 1

    for c in range(first, last):
        top = -1
        for d in range(c, group_end[c]):
            if pattern[c] & ~pattern[d] == 0:
                rank = members[start[d + 1] - 2] >> 32
                top = max(top, rank)
        best[c] = top


def unite(i: int, n: int, states: int, cells: int, cell_of: Numbers, seen: Numbers, label: Numbers) -> None:
    """Find the parts among which the others than mover ``i`` can move, where everything is reversible.

    Parameters
    ----------
    seen
        Work space, ``C``.
    label
        Filled: a state of the part, the same for all states of it.
    """
    for s in range(states):
        label[s] = s
    for c in range(cells):
        seen[c] = -1
    for j in range(n):
        if j == i:
            continue
        for s in range(states):
            c = cell_of[j * states + s]
            if seen[c] < 0:
                seen[c] = s
                continue
            a = s
            while label[a] != a:
                label[a] = label[label[a]]
                a = label[a]
            b = seen[c]
            while label[b] != b:
                label[b] = label[label[b]]
                b = label[b]
            # The lower one leads, so that one pass in ascending order settles all labels.
            if a < b:
                label[b] = a
            else:
                label[a] = b
            seen[c] = min(a, b)
    for s in range(states):
        label[s] = label[label[s]]


def spread(
    i: int,
    n: int,
    states: int,
    symmetric: bool,
    at: Numbers,
    best: Numbers,
    label: Numbers,
    worst: Numbers,
) -> None:
    """Find the least value the others can bring about by any moves, where everything is reversible.

    The value of a state is its rank for mover ``i``, or where ``symmetric`` the best rank ``i`` can reach
    from it.

    Parameters
    ----------
    label
        As filled by :func:`unite`.
    worst
        Filled, one a state.
    """
    # A part is led by its lowest state, so that worst[leader] is set before anyone else of the part is seen.
    for s in range(states):
        here = at[s * n + i]
        value = best[here & 0xFFFFFFFF] if symmetric else here >> 32
        leader = label[s]
        if leader == s or value < worst[leader]:
            worst[leader] = value
    for s in range(states):
        worst[s] = worst[label[s]]


def line_up(
    i: int,
    n: int,
    states: int,
    levels: int,
    symmetric: bool,
    at: Numbers,
    order: Numbers,
    best: Numbers,
    tally: Numbers,
    queue: Numbers,
) -> None:
    """Put the states into ascending order of their value for mover ``i``.

    The value of a state is its rank, or where ``symmetric`` the best rank ``i`` can reach from it (SMR,
    SSEQ).

    Parameters
    ----------
    levels
        Every rank is below it.
    tally
        Work space, ``levels + 1``.
    queue
        Filled with the states.
    """
    if not symmetric:
        for p in range(states):
            queue[p] = order[i * states + p]
        return
    for level in range(levels + 1):
        tally[level] = 0
    for s in range(states):
        tally[best[at[s * n + i] & 0xFFFFFFFF] + 1] += 1
    for level in range(levels):
        tally[level + 1] += tally[level]
    for s in range(states):
        value = best[at[s * n + i] & 0xFFFFFFFF]
        queue[tally[value]] = s
        tally[value] += 1


def search(
    i: int,
    n: int,
    states: int,
    cells: int,
    symmetric: bool,
    credible: bool,
    reversible: bool,
    at: Numbers,
    start: Numbers,
    pattern: Numbers,
    group_first: Numbers,
    members: Numbers,
    best: Numbers,
    queue: Numbers,
    cursor: Numbers,
    stack: Numbers,
    worst: Numbers,
) -> None:
    """Find the least value the others can bring about from each state, staying included.

    States are taken in ascending value, and from each that is not reached yet one searches backwards over
    the moves of the others; what is newly found gets that value. Every cell is consumed once, by a moving
    cursor, so that this costs one step for every state and other mover (and for every pair of cells of a
    group where options are irreversible).

    Parameters
    ----------
    symmetric
        As for :func:`line_up`.
    credible
        Others answer with improvements only (SEQ, SSEQ), not with any moves (GMR, SMR).
    reversible
        Every group is one cell.
    queue
        The states in ascending value, from :func:`line_up`.
    cursor, stack
        Work space: ``C`` and ``N``.
    worst
        Filled, one a state.
    """
    for s in range(states):
        worst[s] = -1
    for c in range(cells):
        cursor[c] = start[c]
    for p in range(states):
        source = queue[p]
        if worst[source] >= 0:
            continue
        here = at[source * n + i]
        value = best[here & 0xFFFFFFFF] if symmetric else here >> 32
        worst[source] = value
        stack[0] = source
        height = 1
        while height > 0:
            height -= 1
            t = stack[height]
            for j in range(n):
                if j == i:
                    continue
                here = at[t * n + j]
                c = here & 0xFFFFFFFF
                # What is below this improves by moving to t; where any move will do, everything is.
                bound = here - c if credible else 1 << 62
                if not credible and members[cursor[c]] == bound:
                    continue  # All that can move to a cell is found as soon as the cell itself is.
                for d in range(c if reversible else group_first[c], c + 1):
                    if d != c and pattern[d] & ~pattern[c] != 0:
                        continue
                    q = cursor[d]
                    while members[q] < bound:
                        s = members[q] & 0xFFFFFFFF
                        q += 1
                        if worst[s] < 0:
                            worst[s] = value
                            stack[height] = s
                            height += 1
                    cursor[d] = q


def decide(
    first: int,
    last: int,
    start: Numbers,
    pattern: Numbers,
    group_end: Numbers,
    members: Numbers,
    worst: Numbers,
    stable: Numbers,
) -> None:
    """Find the states whose rank is not exceeded by the largest ``worst`` over the improvements.

    Parameters
    ----------
    first, last
        The cells of the mover are ``first`` to ``last - 1``.
    stable
        Filled with truth values, one a state.
    """
    for c in range(first, last):
        for p in range(start[c], start[c + 1] - 1):
            stable[members[p] & 0xFFFFFFFF] = True
        for d in range(c, group_end[c]):
            if pattern[c] & ~pattern[d] != 0:
                continue
            # Both cells from the top: the largest ``worst`` over what ranks above the state looked at.
            largest = -1
            q = start[d + 1] - 2
            for p in range(start[c + 1] - 2, start[c] - 1, -1):
                rank = members[p] >> 32
                while q >= start[d] and members[q] >> 32 > rank:
                    largest = max(largest, worst[members[q] & 0xFFFFFFFF])
                    q -= 1
                if largest > rank:
                    stable[members[p] & 0xFFFFFFFF] = False


def trace(
    i: int,
    n: int,
    states: int,
    cells: int,
    limit: int,
    symmetric: bool,
    credible: bool,
    at: Numbers,
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

    The search of :func:`search` for one state only, breadth first: from the states that deter, backwards over
    the moves of the others.

    Parameters
    ----------
    limit
        The rank, for ``i``, of the state it would leave: a state of at most that value deters.
    symmetric, credible
        As in :func:`search`.
    cursor, queue
        Work space, ``C`` and ``N``.
    mover, onward
        Filled, one a state: which mover acts next on a shortest way to a deterring state, and the state it
        moves to; -1 in deterring states, -2 where there is no way.
    """
    for c in range(cells):
        cursor[c] = start[c]
    tail = 0
    for s in range(states):
        here = at[s * n + i]
        value = best[here & 0xFFFFFFFF] if symmetric else here >> 32
        onward[s] = -2
        mover[s] = -2
        if value <= limit:
            onward[s] = -1
            mover[s] = -1
            queue[tail] = s
            tail += 1
    head = 0
    while head < tail:
        t = queue[head]
        head += 1
        for j in range(n):
            if j == i:
                continue
            here = at[t * n + j]
            c = here & 0xFFFFFFFF
            bound = here - c if credible else 1 << 62
            for d in range(group_first[c], c + 1):
                if pattern[d] & ~pattern[c] != 0:
                    continue
                q = cursor[d]
                while members[q] < bound:
                    s = members[q] & 0xFFFFFFFF
                    q += 1
                    if onward[s] == -2:
                        onward[s] = t
                        mover[s] = j
                        queue[tail] = s
                        tail += 1
                cursor[d] = q
