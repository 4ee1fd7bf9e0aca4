"""Formulas that several rules of drafting put together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.formula import And, Formula, Implies, NoneOf, Not


def is_constant(formula: Formula) -> bool:
    """Whether a formula is true in every case or in none, so that it prefers nothing.

    Examples
    --------
    >>> from modusvivendi.conflict.formula import Iff, Option, Or
    >>> a, b = Option("A", "x"), Option("B", "y")
    >>> is_constant(Or(a, Not(a))), is_constant(Iff(a, b))
    (True, False)
    """
    atoms = list(dict.fromkeys(formula.atoms()))
    cases = np.arange(2 ** len(atoms))
    values = formula.evaluate(
        {atom: (cases >> k & 1).astype(bool) for k, atom in enumerate(atoms)}.__getitem__
    )
    return bool(np.all(values) or not np.any(values))


def refused(option: Formula, condition: Formula) -> Formula:
    """Say "not if C"; of "not unless A and B", that acting takes both."""
    if all(isinstance(part, Not) for part in conjuncts(condition)):
        return Implies(option, And.of([negation(part) for part in conjuncts(condition)]))
    return Implies(condition, negation(option))


def negation(formula: Formula) -> Formula:
    """Say that a formula is not so, without a double "not"."""
    return formula.operand if isinstance(formula, Not) else Not(formula)


def none_of(options: Sequence[Formula]) -> Formula:
    """Say that none of some options is taken."""
    return NoneOf(*options) if len(options) > 1 else Not(options[0])
