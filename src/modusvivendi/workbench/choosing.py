"""What-if: answers and circumstances that a reader supposes, and what holds where they are so.

All interpretations are solved once; supposing something only chooses among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

import numpy as np

from modusvivendi.errors import ConflictError
from modusvivendi.insight.interpretations import Bool, Ensemble


@dataclass(frozen=True)
class Switch:
    """Something that can be supposed: a question or a circumstance, its answers, and the one chosen."""

    key: str
    text: str
    answers: tuple[str, ...]
    chosen: str | None
    is_circumstance: bool


@dataclass(frozen=True)
class Verdict:
    """In how many of the chosen interpretations a state is an equilibrium."""

    times: int
    of: int

    @property
    def reach(self) -> str:
        """``all``, ``some`` or ``none``."""
        return "none" if not self.times else "all" if self.times == self.of else "some"


class Choice:
    """What a reader supposes.

    Parameters
    ----------
    ensemble
        The model, solved in its interpretations.
    wanted
        Answers by the id of the question (``q1``) or circumstance (``c1``); others are ignored.
    """

    def __init__(self, ensemble: Ensemble, wanted: Mapping[str, str]) -> None:
        self.ensemble = ensemble
        self.switches = tuple(_switches(ensemble, wanted))
        self.chosen = {switch.key: switch.chosen for switch in self.switches if switch.chosen is not None}

    @cached_property
    def mask(self) -> Bool:
        """Which interpretations go with it, shape (M,).

        Raises
        ------
        ConflictError
            None of those that were solved does.
        """
        fits = [all(c[k] == v for k, v in self.chosen.items()) for c in self.ensemble.choices]
        if not any(fits):
            raise ConflictError(
                "none of the interpretations that were solved goes with these answers",
                hint="there are too many interpretations to solve all; suppose less",
            )
        return np.array(fits, dtype=bool)

    @property
    def count(self) -> int:
        """How many interpretations go with it."""
        return int(self.mask.sum())

    @property
    def first(self) -> int:
        """The number of the first of them."""
        return int(np.flatnonzero(self.mask)[0])

    @cached_property
    def told_first(self) -> list[tuple[str, str]]:
        """What the first of them takes for granted beyond what is supposed: questions, answers."""
        taken = self.ensemble.choices[self.first]
        return [(s.text, taken[s.key]) for s in self.switches if s.chosen is None and s.key in taken]

    def verdicts(self, place: int) -> dict[str, Verdict]:
        """Say in how many of the interpretations a state holds, by concept."""
        return {
            concept: Verdict(int(held[self.mask, place].sum()), self.count)
            for concept, held in self.ensemble.holds.items()
        }

    def likings(self, place: int) -> dict[str, str]:
        """Say who prefers a state to the status quo: ``better``, ``worse``, ``equal`` or ``depends``."""
        against = self.ensemble.against_status_quo
        if against is None:
            return {}
        signs = against[self.mask, :, place]
        words = {1: "better", -1: "worse", 0: "equal"}
        return {
            name: words[int(low)] if low == high else "depends"
            for name, low, high in zip(
                self.ensemble.conflict.names, signs.min(axis=0), signs.max(axis=0), strict=True
            )
        }

    @property
    def query(self) -> str:
        """The choice as part of an address, with its question mark; empty where nothing is supposed."""
        return f"?{urlencode(self.chosen)}" if self.chosen else ""


def _switches(ensemble: Ensemble, wanted: Mapping[str, str]) -> list[Switch]:
    conflict = ensemble.conflict
    found = []
    for question in conflict.questions:
        value = wanted.get(question.id)
        chosen = value if value in question.answers else None
        found.append(Switch(question.id, question.text, question.answers, chosen, is_circumstance=False))
    for number, (name, label) in enumerate(conflict.circumstances.items(), start=1):
        key = f"c{number}"
        value = wanted.get(key)
        chosen = value if value in ("yes", "no") else None
        found.append(Switch(key, label or name, ("yes", "no"), chosen, is_circumstance=True))
    return found
