"""Many conflicts at once that differ in preferences only: ensembles, interpretations, inverse questions."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import batch_kernels
from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.concepts import ANSWERED, DEFAULT, concept, only_core
from modusvivendi.stability.engine import verdicts
from modusvivendi.stability.ground import moves_of
from modusvivendi.stability.lattice import Bool, Int32, Int64, Lattice
from modusvivendi.stability.parallel import each, threads

if TYPE_CHECKING:
    from pandas import DataFrame

FEW = 800
"""Below this many one after the other is done before the loop over a batch has been loaded."""


@dataclass(frozen=True, eq=False)
class Analyses:
    """What :func:`solve_many` found: the verdicts for many preferences over the same states.

    Parameters
    ----------
    conflict
        Whose states and moves they share.
    concepts
        Keys, in the order asked for.
    verdicts
        For each concept a bool array of shape (B, n, N): preferences, decision makers, states.
    """

    conflict: Conflict
    concepts: tuple[str, ...]
    verdicts: Mapping[str, Bool]

    def stable(self, concept_key: str) -> Bool:
        """Tell what is stable for whom, bool, shape (B, n, N).

        Raises
        ------
        UnknownName
            If that concept was not asked for.
        """
        key = concept(concept_key).key
        if key not in self.verdicts:
            hint = f"it was for {', '.join(self.concepts)}"
            raise UnknownName(f"the conflicts were not solved for {key}", hint=hint)
        return self.verdicts[key]

    def holds(self, concept_key: str) -> Bool:
        """Tell which states are equilibria, bool, shape (B, N)."""
        return np.asarray(self.stable(concept_key).all(axis=1))

    def equilibria(self, concept_key: str, number: int) -> Int64:
        """Give the codes of the equilibria under preferences ``number``, ascending."""
        found: Int64 = self.conflict.codes[self.stable(concept_key)[number].all(axis=0)]
        return found

    def __len__(self) -> int:
        """How many preferences were solved for."""
        return len(next(iter(self.verdicts.values())))

    def to_frame(self) -> DataFrame:
        """Give as a pandas DataFrame under how many of the preferences each state is an equilibrium."""
        from modusvivendi.stability.frames import analyses_frame

        return analyses_frame(self)

    def _repr_html_(self) -> str:
        from modusvivendi.stability.frames import analyses_html

        return analyses_html(self)

    def __repr__(self) -> str:
        from modusvivendi.stability.frames import analyses_text

        return analyses_text(self)


def solve_many(conflict: Conflict, ranks: ArrayLike, concepts: str | Iterable[str] = DEFAULT) -> Analyses:
    """Solve a conflict for many preferences at once.

    Parameters
    ----------
    conflict
        Gives decision makers, states and moves; its own preferences are not used.
    ranks
        Int, shape (B, n, N): preferences, decision makers, states in the order of ``conflict.codes``.
        Larger is better, equal is indifferent.
    concepts
        Any of ``nash, gmr, smr, seq, sseq``.

    Returns
    -------
    Analyses

    Raises
    ------
    ConflictError
        If ``ranks`` has another shape or is not of whole numbers.

    Notes
    -----
    O(B n^2 N). The result takes one byte for each preference, concept, decision maker and state; split very
    large ensembles.

    Examples
    --------
    >>> two = Conflict.from_ranks({"A": ["x"], "B": ["y"]}, {"A": [0] * 4, "B": [0] * 4})
    >>> found = solve_many(two, [[[2, 1, 4, 3], [2, 4, 1, 3]], [[0, 0, 0, 0], [3, 2, 1, 0]]])
    >>> found.equilibria("nash", 0).tolist(), found.equilibria("nash", 1).tolist()
    ([0], [0, 1])
    """
    keys = only_core(concepts)
    given = np.asarray(ranks)
    expected = (len(conflict.names), len(conflict.codes))
    if given.ndim != 3 or given.shape[1:] != expected or given.dtype.kind not in "iu":
        raise ConflictError(
            f"ranks have shape {given.shape} and type {given.dtype}",
            hint=f"expected whole numbers of shape (any, {expected[0]}, {expected[1]})",
        )
    return Analyses(conflict, keys, stability_of_many(moves_of(conflict), given, keys))


def stability_of_many(moves: Lattice | Arcs, ranks: NDArray[Any], keys: tuple[str, ...]) -> dict[str, Bool]:
    """Do what :func:`solve_many` does on moves that have been worked out; ``keys`` are of concepts."""
    count, decision_makers, states = ranks.shape
    few = count < FEW and not _loaded()
    if isinstance(moves, Arcs) or few or not count or not moves.movers:
        stable = {key: np.empty(ranks.shape, dtype=np.bool_) for key in keys}
        for b, one in enumerate(ranks):
            found = moves.verdicts(one, keys) if isinstance(moves, Arcs) else verdicts(moves, one, keys)
            for key, verdict in found.items():
                stable[key][b] = verdict
        return stable
    from modusvivendi.stability import compiled

    movers = list(moves.movers)
    everyone = len(movers) == decision_makers
    rows, low, levels = levelled_many(ranks if everyone else ranks[:, movers])
    answered = [key for key in keys if key in ANSWERED]
    judged = np.empty((len(answered), *rows.shape), dtype=np.bool_)
    nash = np.empty(rows.shape if "nash" in keys else 0, dtype=np.bool_)
    flags = np.array([ANSWERED[key] for key in answered], dtype=np.bool_).reshape(-1, 2).T.copy()
    sizes = (len(movers), states, len(moves.pattern), levels)
    given = (
        np.array(moves.first_cell, dtype=np.int64), rows.reshape(-1), moves.cell_of.reshape(-1), moves.start,
        moves.pattern, moves.group_first, moves.group_end, *flags, nash.reshape(-1), judged.reshape(-1),
    )  # fmt: skip

    def solved(part: tuple[int, int]) -> None:
        small, large, truth = batch_kernels.room(*sizes)
        room = (np.empty(small, np.int32), np.empty(large, np.int64), np.empty(truth, np.bool_))
        compiled.judge_many(
            *part, count, *sizes, low, moves.reversible, len(answered), "nash" in keys, *given, *room
        )

    share = max(1, -(-count // (4 * threads())))
    each(solved, [(b, min(count, b + share)) for b in range(0, count, share)], count * states)
    found = dict(zip(answered, judged, strict=True)) | ({"nash": nash} if "nash" in keys else {})
    if everyone:
        return {key: found[key] for key in keys}
    stable = {key: np.ones(ranks.shape, dtype=np.bool_) for key in keys}
    for key in keys:
        stable[key][:, movers] = found[key]
    return stable


def _loaded() -> bool:
    """Tell whether the loop over a batch is there, so that nothing has to be compiled for it."""
    compiled = sys.modules.get("modusvivendi.stability.compiled")
    return compiled is not None and compiled.loaded("judge_many")


def levelled_many(ranks: NDArray[Any]) -> tuple[Int32, int, int]:
    """Give ranks of shape (B, n, N) as int32 in a small range, the lowest, and the number of levels.

    The order within each row of states is kept, nothing else.
    """
    low, high = int(ranks.min()), int(ranks.max())
    if (
        high - low < 4 * ranks.shape[2] + 64
        and np.iinfo(np.int32).min <= low <= high <= np.iinfo(np.int32).max
    ):
        return np.ascontiguousarray(ranks, dtype=np.int32), low, high - low + 1
    order = np.argsort(ranks, axis=2)
    ascending = np.take_along_axis(ranks, order, axis=2)
    steps = np.zeros(ranks.shape, dtype=np.int32)
    np.cumsum(ascending[..., 1:] != ascending[..., :-1], axis=2, out=steps[..., 1:])
    levels = np.empty_like(steps)
    np.put_along_axis(levels, order, steps, axis=2)
    return levels, 0, ranks.shape[2]
