"""Conflicts in graph form: states by name and each decision maker's moves as arcs between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.places import Places
from modusvivendi.errors import nearest

Patterns = Mapping[str, Mapping[str, str]]
"""By decision maker and option, for each state ``Y`` or ``N``, or ``-`` where it is taken or not."""


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


def checked_patterns(
    patterns: Patterns, decision_makers: Iterable[str], states: int, places: Places
) -> dict[str, dict[str, str]]:
    """Check the patterns that tell for states with names what is done in them.

    They are for tables, which print states in option form; moves and rankings do not depend on them.

    Parameters
    ----------
    patterns
        Spaces between the letters do not matter.
    decision_makers
        Keys of all there are.
    states
        How many there are.
    places
        For errors.

    Raises
    ------
    ConflictError
        Where a decision maker does not exist, or a pattern has not one letter of ``YN-`` for each state.
    """
    known = list(decision_makers)
    found: dict[str, dict[str, str]] = {}
    for key, options in patterns.items():
        path = ("patterns", key)
        if key not in known:
            places.fail(f"there is no decision maker {key}", *path, hint=nearest(key, known), key=True)
        for option, written in options.items():
            letters = "".join(written.split())
            wrong = sorted(set(letters) - set("YN-"))
            if wrong:
                places.fail(f"{wrong[0]!r} is none of Y, N and -", *path, option)
            if len(letters) != states:
                places.fail(f"the pattern has {len(letters)} letters for {states} states", *path, option)
            found.setdefault(key, {})[option] = letters
    return {key: found[key] for key in known if key in found}
