"""The inner loops for conflicts in graph form, where moves are given one by one and need not be transitive.

Two moves of one decision maker in a row are then no single move, and no legal sequence holds them, so that
one has to remember who moved last: the searches run over pairs of a state and its last mover, ``s * n +
j``.

As in :mod:`modusvivendi.stability.kernels` the loops run on lists as they stand, or compiled on arrays. For
``n`` decision makers and ``N`` states:

``rank_of[s * n + j]``
    Rank of state ``s`` for ``j``: 0 or more, larger is better.
``into_start[j * (N + 1) + t]``, ``into``
    The states from which ``j`` moves to ``t``: ``into[into_start[j * (N + 1) + t] : into_start[j * (N + 1)
    + t + 1]]``.
``from_start``, ``out``
    The same the other way round: the states to which ``j`` moves from ``s``.
"""

from __future__ import annotations

from typing import Any

Numbers = Any


def judge_arcs(
    i: int,
    n: int,
    states: int,
    levels: int,
    symmetric: bool,
    credible: bool,
    rank_of: Numbers,
    into_start: Numbers,
    into: Numbers,
    from_start: Numbers,
    out: Numbers,
    value: Numbers,
    tally: Numbers,
    queue: Numbers,
    stack: Numbers,
    worst: Numbers,
    stable: Numbers,
) -> None:
    """Find the states from which the others can deter every improvement of decision maker ``i``.

    As :func:`modusvivendi.stability.kernels.judge`, over pairs of a state and its last mover.

    Parameters
    ----------
    symmetric, credible
        The answer must leave no escape; answers are made of improvements only.
    value, tally, queue
        Work space: ``N``, ``levels + 1`` and ``N``.
    stack, worst
        Work space: ``N * n``.
    stable
        Filled with truth values, one a state.
    """
    for level in range(levels + 1):
        tally[level] = 0
    base = i * (states + 1)
    for s in range(states):
        reach = rank_of[s * n + i]
        if symmetric:
            for p in range(from_start[base + s], from_start[base + s + 1]):
                reach = max(reach, rank_of[out[p] * n + i])
        value[s] = reach
        tally[reach + 1] += 1
    for level in range(levels):
        tally[level + 1] += tally[level]
    for s in range(states):
        queue[tally[value[s]]] = s
        tally[value[s]] += 1
    for node in range(states * n):
        worst[node] = -1

    for p in range(states):
        source = queue[p]
        bad = value[source]
        height = 0
        for j in range(n):
            if worst[source * n + j] < 0:
                worst[source * n + j] = bad
                stack[height] = source * n + j
                height += 1
        while height > 0:
            height -= 1
            t = stack[height] // n
            k = stack[height] % n
            if k == i:
                continue
            for q in range(into_start[k * (states + 1) + t], into_start[k * (states + 1) + t + 1]):
                s = into[q]
                if credible and rank_of[s * n + k] >= rank_of[t * n + k]:
                    continue
                for j in range(n):
                    if j != k and worst[s * n + j] < 0:
                        worst[s * n + j] = bad
                        stack[height] = s * n + j
                        height += 1

    for s in range(states):
        stable[s] = True
        rank = rank_of[s * n + i]
        for p in range(from_start[base + s], from_start[base + s + 1]):
            t = out[p]
            if rank_of[t * n + i] > rank and worst[t * n + i] > rank:
                stable[s] = False


def trace_arcs(
    i: int,
    n: int,
    states: int,
    limit: int,
    symmetric: bool,
    credible: bool,
    rank_of: Numbers,
    into_start: Numbers,
    into: Numbers,
    from_start: Numbers,
    out: Numbers,
    queue: Numbers,
    mover: Numbers,
    onward: Numbers,
) -> None:
    """Find, from every state and last mover, the shortest way in which the others can deter ``i``.

    Parameters
    ----------
    limit
        The rank, for ``i``, of the state it would leave.
    queue
        Work space, ``N * n``.
    mover, onward
        Filled, for each pair of a state and its last mover: who acts next, and the state it moves to; -1 in
        deterring states, -2 where there is no way.
    """
    tail = 0
    base = i * (states + 1)
    for s in range(states):
        reach = rank_of[s * n + i]
        if symmetric:
            for p in range(from_start[base + s], from_start[base + s + 1]):
                reach = max(reach, rank_of[out[p] * n + i])
        for j in range(n):
            mover[s * n + j] = -2
            onward[s * n + j] = -2
            if reach <= limit:
                mover[s * n + j] = -1
                onward[s * n + j] = -1
                queue[tail] = s * n + j
                tail += 1
    head = 0
    while head < tail:
        t = queue[head] // n
        k = queue[head] % n
        head += 1
        if k == i:
            continue
        for q in range(into_start[k * (states + 1) + t], into_start[k * (states + 1) + t + 1]):
            s = into[q]
            if credible and rank_of[s * n + k] >= rank_of[t * n + k]:
                continue
            for j in range(n):
                if j != k and onward[s * n + j] == -2:
                    mover[s * n + j] = k
                    onward[s * n + j] = t
                    queue[tail] = s * n + j
                    tail += 1
