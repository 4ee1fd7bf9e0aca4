"""Conflicts in graph form: states by name and each decision maker's moves as arcs between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Graph:
    """States and moves of a conflict in graph form; codes of states are ``0 … N-1`` in the order given.

    Attributes
    ----------
    states
        Names of the states.
    arcs
        For each decision maker, in order, int64 of shape (m, 2): from which code to which. Ascending, without
        repetitions. Moves need not be transitive.
    """

    states: tuple[str, ...]
    arcs: tuple[NDArray[np.int64], ...]

    def code(self, state: str) -> int:
        """Give the code of a state by its name (KeyError where there is none)."""
        return self.numbers[state]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Codes of the states by name."""
        return {name: code for code, name in enumerate(self.states)}
