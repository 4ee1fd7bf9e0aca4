"""Which open question decides: how much of the verdict hangs on each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from modusvivendi.insight.arrangements import SHOWN, Arrangement
from modusvivendi.insight.interpretations import Ensemble


@dataclass(frozen=True)
class Decides:
    """What hangs on an open question or a circumstance.

    Attributes
    ----------
    id
        ``q1`` … or ``c1`` ….
    decides
        Places of the arrangements whose verdict (Nash, SEQ or SMR) changes with the answer alone, everything
        else being equal, in some interpretation.
    needed_for
        Arrangements that hold only with one particular answer: place to answer.
    weight
        Share of pairs of interpretations differing in this answer alone in which some arrangement's verdict
        differs: a count of cases, not a probability.
    """

    id: str
    decides: tuple[int, ...]
    needed_for: dict[int, str]
    weight: float


def pivotal(ensemble: Ensemble, found: Sequence[Arrangement]) -> tuple[Decides, ...]:
    """Rank the open questions by how much hangs on them, those that decide most first.

    Parameters
    ----------
    ensemble
        A conflict solved in its interpretations. In a sample only pairs that were both drawn are compared.
    found
        The arrangements to judge by; those that hold under GMR alone are left aside.
    """
    judged = [a for a in found if not a.gmr_only]
    verdicts = np.array(
        [[ensemble.holds[c][:, a.place] for a in judged] for c in SHOWN if c in ensemble.holds],
        dtype=np.bool_,
    ).reshape(-1, len(judged), len(ensemble.interpretations))
    result = []
    for column, key in enumerate(ensemble.choices[0]):
        # Interpretations that agree in everything else lie in one group.
        groups: dict[bytes, list[int]] = {}
        for number, rest in enumerate(np.delete(ensemble.coded, column, axis=1)):
            groups.setdefault(rest.tobytes(), []).append(number)
        moved = np.zeros(len(judged), dtype=np.bool_)
        pairs = differing = 0
        for members in groups.values():
            for one, other in combinations(members, 2):
                moves = (verdicts[:, :, one] != verdicts[:, :, other]).any(axis=0)
                moved |= moves
                pairs += 1
                differing += bool(moves.any())
        result.append(
            Decides(
                id=key,
                decides=tuple(judged[k].place for k in np.flatnonzero(moved).tolist()),
                needed_for={a.place: a.needs[key] for a in judged if key in a.needs},
                weight=differing / pairs if pairs else 0.0,
            )
        )
    return tuple(sorted(result, key=lambda d: (-len(d.decides), -d.weight, d.id)))
