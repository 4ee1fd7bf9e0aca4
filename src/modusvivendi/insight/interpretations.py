"""Solve every interpretation of the record, or a seeded sample where there are too many."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.stability import Analysis, solve

MOST = 1024
"""Interpretations solved unless asked otherwise."""

Bool = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ensemble:
    """A conflict solved in several interpretations.

    Attributes
    ----------
    conflict
        The conflict.
    interpretations
        Those that were solved; ``M`` in number. The first is the base interpretation.
    count
        How many there are in all. More than ``M`` where a sample was taken.
    concepts
        Keys of the concepts solved for.
    holds
        For each concept a bool array of shape (M, N): is the state an equilibrium in the interpretation?
    against_status_quo
        Int8, shape (M, n, N): 1 where the decision maker prefers the state to the status quo, -1 where it
        prefers the status quo, 0 where it is indifferent. None where the conflict has no status quo.
    """

    conflict: Conflict
    interpretations: tuple[Interpretation, ...]
    count: int
    concepts: tuple[str, ...]
    holds: dict[str, Bool]
    against_status_quo: NDArray[np.int8] | None
    _analyses: dict[int, Analysis] = field(default_factory=dict, repr=False)

    @property
    def exhaustive(self) -> bool:
        """Whether every interpretation was solved."""
        return len(self.interpretations) == self.count

    def analysis(self, number: int) -> Analysis:
        """Give the full analysis of interpretation ``number``, with witnesses on demand."""
        if number not in self._analyses:
            self._analyses[number] = solve(self.conflict, self.concepts, self.interpretations[number])
        return self._analyses[number]

    def holding(self, place: int, concepts: Sequence[str]) -> Bool:
        """Tell in which interpretations, shape (M,), a state holds under any of the concepts."""
        found: Bool = np.any([self.holds[c][:, place] for c in concepts if c in self.holds], axis=0)
        return found


def solve_interpretations(
    conflict: Conflict,
    concepts: Sequence[str] = ("nash", "gmr", "smr", "seq"),
    *,
    most: int = MOST,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Ensemble:
    """Solve a conflict in all its interpretations.

    Parameters
    ----------
    conflict
        The conflict; its open questions and circumstances span the interpretations.
    concepts
        Keys of the stability concepts.
    most
        Beyond this many, a sample of that size is drawn (always with the base interpretation in it).
    seed
        Of the sample.
    progress
        Called with how many are done and how many there are to do.

    Returns
    -------
    Ensemble
    """
    chosen = _all_or_sample(conflict, most, seed)
    states, makers = len(conflict.codes), len(conflict.names)
    holds = {key: np.zeros((len(chosen), states), dtype=np.bool_) for key in concepts}
    now = None if conflict.status_quo is None else conflict.position(conflict.status_quo)
    against = None
    if now is not None:
        against = np.zeros((len(chosen), makers, states), dtype=np.int8)
    kept: dict[int, Analysis] = {}
    for number, interpretation in enumerate(chosen):
        analysis = solve(conflict, concepts, interpretation)
        for key in concepts:
            holds[key][number] = analysis.stable(key).all(axis=0)
        if against is not None and now is not None:
            ranks = analysis.ranks.astype(np.int64)
            against[number] = np.sign(ranks - ranks[:, now : now + 1])
        if number == 0:
            kept[0] = analysis
        if progress:
            progress(number + 1, len(chosen))
    return Ensemble(
        conflict, tuple(chosen), conflict.interpretation_count, tuple(concepts), holds, against, kept
    )


def _all_or_sample(conflict: Conflict, most: int, seed: int) -> list[Interpretation]:
    if conflict.interpretation_count <= most:
        return list(conflict.interpretations())
    # Numbered like the digits of a number with mixed bases; drawing numbers draws interpretations.
    choices = [[f"{q.id}={a}" for a in q.answers] for q in conflict.questions]
    choices += [[f"c{k}=no", f"c{k}=yes"] for k in range(1, len(conflict.circumstances) + 1)]
    total = prod(map(len, choices))
    drawn = {0, *random.Random(seed).sample(range(total), most - 1)}
    found = []
    for number in sorted(drawn)[:most]:
        rest, parts = number, []
        for options in reversed(choices):
            rest, digit = divmod(rest, len(options))
            parts.append(options[digit])
        found.append(conflict.interpretation(",".join(reversed(parts))))
    return found
