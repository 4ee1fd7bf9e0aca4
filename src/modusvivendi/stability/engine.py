"""The engine proper: arrays in, verdicts out; it knows nothing of names, files or text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.errors import ConflictError
from modusvivendi.stability import kernels
from modusvivendi.stability.arcs import Path
from modusvivendi.stability.concepts import ANSWERED, DEFAULT, only_core
from modusvivendi.stability.effort import plainly
from modusvivendi.stability.lattice import Bool, Int32, Lattice, build, whole
from modusvivendi.stability.parallel import each
from modusvivendi.stability.ranking import levelled


def stability(
    codes: ArrayLike,
    controls: ArrayLike,
    ranks: ArrayLike,
    *,
    forward: int = 0,
    back: int = 0,
    concepts: Sequence[str] = DEFAULT,
) -> dict[str, Bool]:
    """Tell which states are stable for whom under each concept.

    Parameters
    ----------
    codes
        The feasible states, int, shape (N,), ascending; bit ``k`` says that option ``k`` is taken.
    controls
        For each of ``n`` decision makers the bits of its options, shape (n,).
    ranks
        Int, shape (n, N), aligned with ``codes``: larger is better, equal is indifferent.
    forward, back
        Bits of the options that stay taken once taken, and of those that stay dropped once dropped.
    concepts
        Any of ``nash, gmr, smr, seq, sseq``.

    Returns
    -------
    dict
        For each concept a bool array of shape (n, N).

    Raises
    ------
    ConflictError
        If the arrays do not fit together.
    UnknownName
        If there is no such concept.

    Notes
    -----
    O(n^2 N) time and O(n N) memory where all options are reversible. With ``k`` irreversible options in one
    hand a group has up to ``2**k`` cells, and each state may cost one step per cell of its group.

    Examples
    --------
    The Prisoner's Dilemma; bit 0 and bit 1 mean that the first and the second do not confess.

    >>> verdicts = stability([0, 1, 2, 3], [1, 2], [[2, 1, 4, 3], [2, 4, 1, 3]])
    >>> verdicts["nash"].all(axis=0).tolist(), verdicts["seq"].all(axis=0).tolist()
    ([True, False, False, False], [True, False, False, True])
    """
    keys = only_core(concepts)
    lattice = build(whole(codes, "codes"), whole(controls, "controls"), forward, back)
    return verdicts(lattice, whole(ranks, "ranks"), keys)


def verdicts(lattice: Lattice, ranks: NDArray[Any], concepts: Sequence[str]) -> dict[str, Bool]:
    """Do what :func:`stability` does on a lattice that has been built; ``concepts`` are keys."""
    states = lattice.states
    if ranks.shape != (lattice.decision_makers, states):
        expected = (lattice.decision_makers, states)
        raise ConflictError(f"ranks have shape {ranks.shape}, expected {expected} (decision makers, states)")
    stable = {key: np.ones((lattice.decision_makers, states), dtype=np.bool_) for key in concepts}
    if not lattice.movers:
        return stable
    answered = [key for key in concepts if key in ANSWERED]
    n = len(lattice.movers)
    ordered = arrange(lattice, ranks, plain=plainly(n * n * states * max(1, len(answered))))
    if "nash" in stable:
        best = np.asarray(ordered.best)
        for j, mover in enumerate(lattice.movers):
            reach = best[lattice.cell_of[j]]
            reach += ordered.low[j]
            stable["nash"][mover] = ordered.rows[j] >= reach

    # Where everything is reversible, those concepts that let the others do anything share most of the work.
    shared = [key for key in answered if lattice.reversible and not ANSWERED[key][1]]
    tasks: list[tuple[tuple[str, ...], int]] = [
        ((key,), i) for key in answered if key not in shared for i in range(n)
    ]
    tasks += [(tuple(shared), i) for i in range(n) if shared]

    def judged(task: tuple[tuple[str, ...], int]) -> None:
        keys, i = task
        judge(ordered, i, keys, [stable[key][lattice.movers[i]] for key in keys])

    each(judged, tasks, states)
    return stable


@dataclass(frozen=True)
class Arrangement:
    """A lattice whose states have been sorted by rank, ready for the loops.

    ``rows`` are the ranks of the movers, ``low`` their lowest, and every rank is below ``low + levels``. The
    other members are flat and described in :mod:`modusvivendi.stability.kernels`: lists where ``plain``, else
    arrays.
    """

    lattice: Lattice
    plain: bool
    rows: list[Int32]
    low: list[int]
    levels: int
    cell_of: Any
    start: Any
    pattern: Any
    group_first: Any
    group_end: Any
    order: Any
    at: Any
    members: Any
    best: Any

    @property
    def loops(self) -> ModuleType:
        """The loops that go with the data: plain or compiled."""
        if self.plain:
            return kernels
        from modusvivendi.stability import compiled

        return compiled

    def room(self, size: int) -> Any:
        """Work space for the loops."""
        return [0] * size if self.plain else np.empty(size, dtype=np.int32)


def arrange(lattice: Lattice, ranks: NDArray[Any], plain: bool) -> Arrangement:
    """Sort the states of ``lattice`` by ``ranks``, shape (all decision makers, N), for every mover."""
    rows, low, levels = levelled([ranks[mover] for mover in lattice.movers])
    states, n, cells = lattice.states, len(rows), len(lattice.pattern)
    flat: list[Any] = [lattice.cell_of.reshape(-1), lattice.start, lattice.pattern]
    flat += [lattice.group_first, lattice.group_end]
    sizes = (
        (n * states, np.int32),
        (n * states, np.int64),
        (n * states + cells, np.int64),
        (cells, np.int32),
    )
    made: list[Any] = [[0] * size if plain else np.empty(size, dtype=kind) for size, kind in sizes]
    if plain:
        flat = [part.tolist() for part in flat]
    ordered = Arrangement(lattice, plain, rows, low, levels, *flat, *made)
    loops, cursor = ordered.loops, ordered.room(cells)

    def sort(j: int) -> None:
        loops.arrange(
            j, n, states, levels, low[j], lattice.first_cell[j], lattice.first_cell[j + 1],
            rows[j].tolist() if plain else rows[j], ordered.cell_of, ordered.start, ordered.pattern,
            ordered.group_end, cursor, ordered.room(levels + 1), *made,
        )  # fmt: skip

    each(sort, range(n), states)
    return ordered


def judge(ordered: Arrangement, i: int, keys: Sequence[str], stable: Sequence[Bool]) -> None:
    """Fill ``stable``, one array of shape (N,) a key, with the verdicts for mover ``i``."""
    lattice, loops, room = ordered.lattice, ordered.loops, ordered.room
    states, n, cells = lattice.states, len(ordered.rows), len(lattice.pattern)
    worst, cursor = room(states), room(cells)
    label = None
    for key, found in zip(keys, stable, strict=True):
        symmetric, credible = ANSWERED[key]
        if lattice.reversible and not credible:
            if label is None:
                label = room(states)
                loops.unite(i, n, states, cells, ordered.cell_of, cursor, label)
            loops.spread(i, n, states, symmetric, ordered.at, ordered.best, label, worst)
        else:
            queue = room(states)
            loops.line_up(
                i, n, states, ordered.levels, symmetric, ordered.at, ordered.order, ordered.best,
                room(ordered.levels + 1), queue,
            )  # fmt: skip
            loops.search(
                i, n, states, cells, symmetric, credible, lattice.reversible,
                ordered.at, ordered.start, ordered.pattern, ordered.group_first,
                ordered.members, ordered.best, queue, cursor, room(states), worst,
            )  # fmt: skip
        verdict: Any = [True] * states if ordered.plain else found
        loops.decide(
            lattice.first_cell[i], lattice.first_cell[i + 1], ordered.start, ordered.pattern,
            ordered.group_end, ordered.members, worst, verdict,
        )  # fmt: skip
        if ordered.plain:
            found[:] = verdict


def deterrents(lattice: Lattice, ranks: NDArray[Any]) -> Callable[[int, str, int], Callable[[int], Path]]:
    """Prepare the search for the shortest answers that deter someone from leaving a state.

    Returns
    -------
    callable
        Called with a decision maker (a position among all), a concept in which others answer, and the place
        of a state, it searches once and gives a function from the place of an improvement to the shortest
        sequence of (decision maker, place of a state) steps that deters it; None where nothing does.
    """
    n, states, cells = len(lattice.movers), lattice.states, len(lattice.pattern)
    ordered = arrange(lattice, ranks, plain=plainly(n * n * states))

    def search(decision_maker: int, key: str, state: int) -> Callable[[int], Path]:
        i = lattice.movers.index(decision_maker)
        mover, onward = ordered.room(states), ordered.room(states)
        ordered.loops.trace(
            i, n, states, cells, int(ordered.rows[i][state]) - ordered.low[i], *ANSWERED[key],
            ordered.at, ordered.start, ordered.pattern, ordered.group_first,
            ordered.members, ordered.best, ordered.room(cells), ordered.room(states), mover, onward,
        )  # fmt: skip

        def path(start: int) -> Path:
            steps, at = [], start
            while onward[at] >= 0:
                steps.append((lattice.movers[int(mover[at])], int(onward[at])))
                at = int(onward[at])
            return steps if onward[at] == -1 else None

        return path

    return search
