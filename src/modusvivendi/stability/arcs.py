"""Conflicts in graph form: every move is given as an arc, and moves need not be transitive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.errors import ConflictError
from modusvivendi.stability import arc_kernels
from modusvivendi.stability.concepts import ANSWERED, DEFAULT, only_core
from modusvivendi.stability.effort import plainly
from modusvivendi.stability.lattice import MOST_ENTRIES, Bool, Int32, Int64, whole
from modusvivendi.stability.parallel import each
from modusvivendi.stability.ranking import interleaved

Path = list[tuple[int, int]] | None
"""A sequence of (decision maker, state) steps, or None where there is none."""


@dataclass(frozen=True)
class Arcs:
    """The moves of a conflict in graph form.

    Parameters
    ----------
    states
        How many states there are.
    arcs
        For each decision maker its moves, int, shape (number of moves, 2): from which state to which.
    """

    states: int
    arcs: tuple[Int64, ...]

    def __post_init__(self) -> None:
        """Refuse moves from or to what is no state, and moves that lead nowhere."""
        if self.states < 1:
            raise ConflictError("the conflict has no state")
        if self.states * max(1, len(self.arcs)) > MOST_ENTRIES:
            raise ConflictError(f"{self.states:,} states for {len(self.arcs)} decision makers are too many")
        for arcs in self.arcs:
            if arcs.size and (arcs.ndim != 2 or arcs.shape[1] != 2):
                raise ConflictError("moves are pairs of states: from which to which")
            if arcs.size and (int(arcs.min()) < 0 or int(arcs.max()) >= self.states):
                raise ConflictError(f"a move leads from or to a state that is not one of the {self.states}")
            if arcs.size and bool((arcs[:, 0] == arcs[:, 1]).any()):
                raise ConflictError("a move from a state to itself is none")

    @property
    def decision_makers(self) -> int:
        """How many decision makers there are."""
        return len(self.arcs)

    @cached_property
    def into(self) -> tuple[Int32, Int32]:
        """Where the moves into each state begin, and the states they come from, as the loops want them."""
        return self._sorted(1, 0)

    @cached_property
    def out(self) -> tuple[Int32, Int32]:
        """Where the moves out of each state begin, and the states they lead to, as the loops want them."""
        return self._sorted(0, 1)

    def _sorted(self, by: int, other: int) -> tuple[Int32, Int32]:
        starts, ends = [], []
        offset = 0
        for arcs in self.arcs:
            pairs = np.unique(arcs.reshape(-1, 2), axis=0)
            pairs = pairs[np.lexsort((pairs[:, other], pairs[:, by]))]
            counts = np.bincount(pairs[:, by], minlength=self.states)
            starts.append(np.concatenate(([0], np.cumsum(counts))) + offset)
            ends.append(pairs[:, other])
            offset += len(pairs)
        if not starts:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
        return np.concatenate(starts).astype(np.int32), np.concatenate(ends).astype(np.int32)

    def moves(self, decision_maker: int, state: int) -> Int64:
        """States the decision maker can move to from ``state``, ascending."""
        start, ends = self.out
        at = decision_maker * (self.states + 1) + state
        return ends[start[at] : start[at + 1]].astype(np.int64)

    def can_move(self) -> Bool:
        """Tell for each decision maker and state whether it has a move there, shape (n, N)."""
        starts = self.out[0].reshape(self.decision_makers, self.states + 1)
        return starts[:, 1:] > starts[:, :-1]

    def verdicts(self, ranks: NDArray[Any], concepts: Sequence[str]) -> dict[str, Bool]:
        """Tell which states are stable for whom, as :func:`stability_of_arcs`; ``concepts`` are keys."""
        n, states = self.decision_makers, self.states
        if ranks.shape != (n, states):
            raise ConflictError(f"ranks have shape {ranks.shape}, expected {(n, states)}")
        rank_of, levels = interleaved(ranks)
        stable = {key: np.ones((n, states), dtype=np.bool_) for key in concepts}
        if "nash" in stable:
            for i, arcs in enumerate(self.arcs):
                pairs = arcs.reshape(-1, 2)
                left = pairs[rank_of[pairs[:, 1], i] > rank_of[pairs[:, 0], i], 0]
                stable["nash"][i, left] = False
        answered = [key for key in concepts if key in ANSWERED]
        size = states * n + n * sum(len(arcs) for arcs in self.arcs)
        plain = plainly(n * size * max(1, len(answered)))
        flat = self._flat(rank_of, plain)

        def judged(task: tuple[str, int]) -> None:
            key, i = task
            verdict: Any = [True] * states if plain else stable[key][i]
            sizes = (states, levels + 1, states, states * n, states * n)
            work = ([0] * size if plain else np.empty(size, dtype=np.int32) for size in sizes)
            loops = _loops(plain)
            loops.judge_arcs(i, n, states, levels, *ANSWERED[key], *flat, *work, verdict)
            if plain:
                stable[key][i] = verdict

        each(judged, [(key, i) for key in answered for i in range(n)], states)
        return stable

    def _flat(self, rank_of: Int32, plain: bool) -> list[Any]:
        parts: list[Any] = [rank_of.reshape(-1), *self.into, *self.out]
        return [part.tolist() for part in parts] if plain else parts

    def deterrents(self, ranks: NDArray[Any]) -> Callable[[int, str, int], Callable[[int], Path]]:
        """Do what :func:`modusvivendi.stability.engine.deterrents` does, over arcs."""
        n, states = self.decision_makers, self.states
        rank_of, _ = interleaved(ranks)
        plain = plainly(n * n * (states + sum(len(arcs) for arcs in self.arcs)))
        flat = self._flat(rank_of, plain)

        def search(i: int, key: str, state: int) -> Callable[[int], Path]:
            queue, mover, onward = (
                [0] * (states * n) if plain else np.empty(states * n, dtype=np.int32) for _ in range(3)
            )
            limit = int(rank_of[state, i])
            _loops(plain).trace_arcs(i, n, states, limit, *ANSWERED[key], *flat, queue, mover, onward)

            def path(start: int) -> Path:
                steps, at = [], start * n + i
                while onward[at] >= 0:
                    steps.append((int(mover[at]), int(onward[at])))
                    at = int(onward[at]) * n + int(mover[at])
                return steps if onward[at] == -1 else None

            return path

        return search


def stability_of_arcs(
    states: int,
    arcs: Sequence[ArrayLike],
    ranks: ArrayLike,
    concepts: Sequence[str] = DEFAULT,
) -> dict[str, Bool]:
    """Tell which states of a conflict in graph form are stable for whom.

    Parameters
    ----------
    states
        How many states there are; they are numbered from 0.
    arcs
        For each of ``n`` decision makers its moves as pairs (from, to), int, shape (number of moves, 2).
    ranks
        Int, shape (n, states); larger is better, equal is indifferent.
    concepts
        Any of ``nash, gmr, smr, seq, sseq``.

    Returns
    -------
    dict
        For each concept a bool array of shape (n, states).

    Raises
    ------
    ConflictError
        If the arrays do not fit together.

    Notes
    -----
    An answer that leads back to the state that was left deters, as it leaves the decision maker no better
    off. The matrix papers (Xu, Hipel & Kilgour 2009) exclude it by the zero diagonal of their preference
    matrices.

    Examples
    --------
    >>> found = stability_of_arcs(3, [[(0, 1)], [(1, 2)]], [[1, 2, 0], [0, 0, 1]])
    >>> found["nash"][0].tolist(), found["seq"][0].tolist()
    ([False, True, True], [True, True, True])
    """
    keys = only_core(concepts)
    given = tuple(whole(part, "moves").astype(np.int64) for part in arcs)
    return Arcs(states, given).verdicts(whole(ranks, "ranks"), keys)


def _loops(plain: bool) -> ModuleType:
    if plain:
        return arc_kernels
    from modusvivendi.stability import compiled

    return compiled
