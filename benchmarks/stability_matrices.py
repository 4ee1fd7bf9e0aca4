"""The textbook matrix method, for comparison: tables of states by states, dense or sparse.

After Xu, Hipel & Kilgour, "Matrix representation of solution concepts in multiple-decision-maker graph
models", IEEE Transactions on Systems, Man, and Cybernetics A 39 (2009), written from the definitions: joint
moves by legal sequences with the last mover kept apart, and a state is stable where its entry on the
diagonal of a product is zero.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


class Dense:
    """Tables as float32 arrays, so that products run on BLAS."""

    def table(self, truth: np.ndarray) -> Any:
        return truth.astype(np.float32)

    def product(self, left: Any, right: Any) -> Any:
        return (left @ right > 0.5).astype(np.float32)

    def union(self, left: Any, right: Any) -> Any:
        return np.maximum(left, right)

    def same(self, left: Any, right: Any) -> bool:
        return bool((left == right).all())

    def truth(self, table: Any) -> np.ndarray:
        return table > 0.5


class Sparse:
    """Tables as SciPy's compressed sparse rows."""

    def __init__(self) -> None:
        from scipy import sparse  # noqa: PLC0415 - only this baseline needs it

        self.sparse = sparse

    def table(self, truth: np.ndarray) -> Any:
        return self.sparse.csr_matrix(truth.astype(np.int32))

    def product(self, left: Any, right: Any) -> Any:
        found = left @ right
        found.data[:] = 1
        return found

    def union(self, left: Any, right: Any) -> Any:
        found = left + right
        found.data[:] = 1
        return found

    def same(self, left: Any, right: Any) -> bool:
        # Tables only grow here, so that as many entries are the same entries.
        return bool(left.nnz == right.nnz)

    def truth(self, table: Any) -> np.ndarray:
        return table.toarray() > 0


def joint(kind: Any, steps: list[Any]) -> Any:
    """Legal sequences of one or more steps, nobody twice in a row."""
    total = steps[0]
    for step in steps[1:]:
        total = kind.union(total, step)
    ending = list(steps)
    while True:
        longer = []
        for j, step in enumerate(steps):
            before = [ending[k] for k in range(len(steps)) if k != j]
            if not before:
                longer.append(step * 0)
                continue
            reach = before[0]
            for other in before[1:]:
                reach = kind.union(reach, other)
            longer.append(kind.union(ending[j], kind.product(reach, step)))
        if all(kind.same(old, new) for old, new in zip(ending, longer, strict=True)):
            return total
        ending = longer
        for table in ending:
            total = kind.union(total, table)


def matrix_method(
    codes: np.ndarray, controls: np.ndarray, ranks: np.ndarray, kind: Any
) -> dict[str, np.ndarray]:
    """Nash, GMR, SMR and SEQ by products of tables; all options reversible."""
    n, states = ranks.shape
    changed = codes[:, None] ^ codes[None, :]
    moves = [((changed & ~mask) == 0) & (changed != 0) for mask in controls]
    prefers = [row[None, :] > row[:, None] for row in ranks]
    better = [move & prefer for move, prefer in zip(moves, prefers, strict=True)]
    stable: dict[str, list[np.ndarray]] = {key: [] for key in ("nash", "gmr", "smr", "seq")}
    any_steps = [kind.table(move) for move in moves]
    credible_steps = [kind.table(move) for move in better]
    for i in range(n):
        others = [j for j in range(n) if j != i]
        stable["nash"].append(~better[i].any(axis=1))
        # At [t, s]: t is no better for i than s; and from t there is no escape to what is better than s.
        deters = ~prefers[i].T
        escape = kind.truth(kind.product(any_steps[i], kind.table(prefers[i].T)))
        held = deters & ~escape
        together: dict[str, Callable[[], Any]] = {
            "any": lambda others=others: joint(kind, [any_steps[j] for j in others]),
            "credible": lambda others=others: joint(kind, [credible_steps[j] for j in others]),
        }
        free = together["any"]()
        for key, answers, harm in (
            ("gmr", free, deters),
            ("smr", free, held),
            ("seq", together["credible"](), deters),
        ):
            undeterred = ~kind.truth(kind.product(answers, kind.table(harm)))
            stable[key].append(~(better[i] & undeterred.T).any(axis=1))
    return {key: np.array(rows).reshape(n, states) for key, rows in stable.items()}
