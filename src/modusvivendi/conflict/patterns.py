"""Patterns: which options are taken and which are not, the rest not mattering, as in ``Y-N-``.

Any formula is a disjunction of patterns, and so is any set of states. Formats that know nothing else need
them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.formula import And, Circumstance, Formula, Not, Option
from modusvivendi.conflict.truth import Possibly
from modusvivendi.errors import ConflictError

Pattern = Mapping[str, bool]
"""Whether each option that matters is taken, by full name."""

MAX_PATTERNS = 5000
"""More patterns than this for one formula or set of states are refused."""


def patterns_of(formula: Formula, circumstances: Collection[str] = ()) -> list[Pattern]:
    """Give patterns, no two of which share a state, that together cover the states where the formula is true.

    Parameters
    ----------
    formula
        The formula.
    circumstances
        The circumstances that obtain.

    Raises
    ------
    ConflictError
        Where it takes more than 5000.

    Examples
    --------
    >>> patterns_of(Not(And(Option("A.x"), Option("B.y"))))
    [{'A.x': False}, {'A.x': True, 'B.y': False}]
    """
    names = formula.options()
    found: list[Pattern] = []
    waiting: list[dict[str, bool]] = [{}]
    while waiting:
        settled = waiting.pop()

        def value(atom: Option | Circumstance, settled: dict[str, bool] = settled) -> Possibly:
            truth = settled.get(atom.name) if isinstance(atom, Option) else atom.name in circumstances
            return Possibly(np.array(truth is True), np.array(truth is not False))

        verdict = formula.evaluate(value)
        if verdict.sure:
            found.append(settled)
        elif verdict.possible:
            name = next(name for name in names if name not in settled)
            waiting += [settled | {name: True}, settled | {name: False}]
        if len(found) > MAX_PATTERNS:
            raise ConflictError(f"{formula} takes more than {MAX_PATTERNS} patterns to write out")
    return found


def patterns_outside(codes: NDArray[np.int64], options: Collection[str]) -> list[Pattern]:
    """Give patterns that together cover exactly the states that are not among ``codes``.

    Parameters
    ----------
    codes
        States, ascending.
    options
        Full names of the options, in the order of their bits.

    Raises
    ------
    ConflictError
        Where it takes more than 5000.

    Examples
    --------
    >>> patterns_outside(np.array([0, 1, 2]), ["A.x", "A.y"])
    [{'A.y': True, 'A.x': True}]
    """
    names = list(options)
    found: list[Pattern] = []
    # Each entry: some of the highest options settled, and the codes this leaves as lowest and number of bits.
    waiting: list[tuple[dict[str, bool], int, int]] = [({}, 0, len(names))]
    while waiting:
        settled, low, open_bits = waiting.pop()
        start, stop = np.searchsorted(codes, [low, low + (1 << open_bits)])
        if start == stop:
            found.append(settled)
        elif stop - start < 1 << open_bits:
            bit = open_bits - 1
            waiting.append((settled | {names[bit]: True}, low + (1 << bit), bit))
            waiting.append((settled | {names[bit]: False}, low, bit))
        if len(found) > MAX_PATTERNS:
            raise ConflictError(f"the feasible states take more than {MAX_PATTERNS} patterns to write out")
    return found


def formula_of(pattern: Pattern) -> Formula | None:
    """Write a pattern as a conjunction; None where no option matters, so that it covers everything."""
    literals = [Option(name) if taken else Not(Option(name)) for name, taken in pattern.items()]
    return And.of(literals) if literals else None
