"""Who would leave an arrangement that does not hold, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from modusvivendi.insight.interpretations import Ensemble


@dataclass(frozen=True)
class Break:
    """A decision maker that would leave a state.

    Attributes
    ----------
    code
        The state.
    decision_maker
        Who would leave it.
    becomes
        The state it would make instead: its best improvement that nothing deters under the concept.
    interpretations
        Numbers of the interpretations in which it would.
    """

    code: int
    decision_maker: str
    becomes: int
    interpretations: tuple[int, ...]


def breaks(
    ensemble: Ensemble, code: int, *, concept: str = "seq", among: Sequence[int] | None = None
) -> tuple[Break, ...]:
    """Find who would leave a state in which interpretations; who would do so in most of them first.

    Parameters
    ----------
    ensemble
        A conflict solved in its interpretations.
    code
        The state.
    concept
        Under which it has to be unstable for the decision maker.
    among
        Interpretations to look at; all that were solved if not given. At most 64 of them are looked at,
        evenly spread, since each has to be solved again for its witness.
    """
    numbers = list(range(len(ensemble.interpretations))) if among is None else list(among)
    if len(numbers) > 64:
        numbers = [numbers[int(k)] for k in np.linspace(0, len(numbers) - 1, 64)]
    place = ensemble.conflict.position(code)
    if place is None:
        return ()
    leaving: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number in numbers:
        analysis = ensemble.analysis(number)
        stable = analysis.stable(concept)[:, place]
        for row, name in enumerate(analysis.names):
            if not stable[row]:
                undeterred = analysis.explain(code, name, concept).undeterred
                if undeterred:
                    leaving[name, undeterred[0]].append(number)
    found = [Break(code, name, after, tuple(numbers)) for (name, after), numbers in leaving.items()]
    return tuple(sorted(found, key=lambda b: (-len(b.interpretations), b.decision_maker, b.becomes)))


def without(ensemble: Ensemble, code: int, decision_maker: str) -> int | None:
    """Give the state without what a decision maker does in another, or None where there is none."""
    conflict = ensemble.conflict
    row = conflict.names.index(decision_maker)
    left = code & ~int(conflict.controls[row])
    return left if left != code and conflict.position(left) is not None else None
