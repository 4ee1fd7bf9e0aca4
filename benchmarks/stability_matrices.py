"""The matrix method of the literature, for comparison: tables of states by states, dense or sparse.

After Xu, Hipel & Kilgour, "Matrix representation of solution concepts in multiple-decision-maker graph
models", IEEE Transactions on Systems, Man, and Cybernetics A 39 (2009), written from the definitions, with
what a practised hand would do to make it quick:

* joint moves by the recursion over last movers, ``M_j <- sign(sum of M_k for k not j, times J_j)``, carried
  on with what the last round has found first, until a round finds nothing;
* of the products that decide only the diagonal, by a Hadamard product and sums of rows;
* sparse tables as compressed rows of truth values; but preferences, which fill half of theirs, and what is
  multiplied with them as dense ones. With sparse tables only it takes several times as long.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Truth = NDArray[np.bool_]
Table = Any
"""As the kind has them; their operators are the same, their types are not."""


class Kind(Protocol):
    """How tables are kept and multiplied."""

    def table(self, truth: Truth) -> Table: ...
    def product(self, left: Table, right: Table) -> Table: ...
    def union(self, left: Table, right: Table) -> Table: ...
    def without(self, left: Table, right: Table) -> Table: ...
    def empty(self, table: Table) -> bool: ...
    def dense(self, table: Table) -> Table: ...


class Dense:
    """Tables as arrays of float32, so that products run on BLAS."""

    def table(self, truth: Truth) -> Table:
        return truth.astype(np.float32)

    def product(self, left: Table, right: Table) -> Table:
        return np.sign(left @ right)

    def union(self, left: Table, right: Table) -> Table:
        return np.maximum(left, right)

    def without(self, left: Table, right: Table) -> Table:
        return left * (1 - right)

    def empty(self, table: Table) -> bool:
        return not np.any(table)

    def dense(self, table: Table) -> Table:
        return table


class Sparse:
    """Tables as SciPy's compressed sparse rows of truth values, whose products and sums are again such."""

    def table(self, truth: Truth) -> Table:
        return sparse.csr_array(truth)

    def product(self, left: Table, right: Table) -> Table:
        return left @ right

    def union(self, left: Table, right: Table) -> Table:
        return left + right

    def without(self, left: Table, right: Table) -> Table:
        return left > right

    def empty(self, table: Table) -> bool:
        return bool(table.nnz == 0)

    def dense(self, table: Table) -> Table:
        return table.toarray().astype(np.float32)


def joint(kind: Kind, steps: list[Table]) -> Table:
    """Legal sequences of one or more steps, nobody twice in a row."""
    found, new = list(steps), list(steps)
    while not all(kind.empty(table) for table in new):
        longer = []
        for j, step in enumerate(steps):
            before = [new[k] for k in range(len(steps)) if k != j]
            reached = kind.product(reduce(kind.union, before), step) if before else step
            longer.append(kind.without(reached, found[j]))
        found = [kind.union(old, more) for old, more in zip(found, longer, strict=True)]
        new = longer
    return reduce(kind.union, found)


def matrix_method(
    codes: NDArray[np.int64], controls: NDArray[np.int64], ranks: NDArray[Any], kind: Kind
) -> dict[str, Truth]:
    """Nash, GMR, SMR and SEQ of two decision makers or more by products of tables; all options reversible."""
    n, states = ranks.shape
    changed = codes[:, None] ^ codes[None, :]
    moves = [((changed & ~mask) == 0) & (changed != 0) for mask in controls]
    prefers = [row[None, :] > row[:, None] for row in ranks]
    better = [move & prefer for move, prefer in zip(moves, prefers, strict=True)]
    any_steps = [kind.table(table) for table in moves]
    credible_steps = [kind.table(table) for table in better]
    stable = {key: np.empty((n, states), dtype=np.bool_) for key in ("nash", "gmr", "smr", "seq")}
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        answers = {
            "gmr": kind.dense(joint(kind, [any_steps[j] for j in rest])),
            "seq": kind.dense(joint(kind, [credible_steps[j] for j in rest])),
        }
        answers["smr"] = answers["gmr"]
        # At [t, s]: t is no better for i than s; and from t there is no escape to what is better than s.
        escape = any_steps[i] @ prefers[i].T.astype(np.float32) > 0
        deters = {"gmr": ~prefers[i].T, "seq": ~prefers[i].T, "smr": ~prefers[i].T & ~escape}
        stable["nash"][i] = ~better[i].any(axis=1)
        for key, reached in answers.items():
            undeterred = reached @ deters[key].astype(np.float32) == 0
            stable[key][i] = ~(better[i] & undeterred.T).any(axis=1)
    return stable
