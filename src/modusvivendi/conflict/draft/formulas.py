"""Formulas that several rules of drafting put together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.formula import And, Formula, Implies, NoneOf, Not


def is_constant(formula: Formula, never: Sequence[Formula] = ()) -> bool:
    """Whether a formula is true in every case or in none, so that it prefers nothing.

    Parameters
    ----------
    formula
        What would be preferred.
    never
        What cannot be, such as two acts of which the one undoes the other.

    Examples
    --------
    >>> from modusvivendi.conflict.formula import Iff, Option, Or
    >>> a, b = Option("A", "x"), Option("B", "y")
    >>> is_constant(Or(a, Not(a))), is_constant(Iff(a, b))
    (True, False)
    >>> is_constant(Implies(And(a, b), Not(b))), is_constant(Implies(And(a, b), Not(b)), [And(a, b)])
    (False, True)
    """
    atoms = list(dict.fromkeys(formula.atoms()))
    cases = np.arange(2 ** len(atoms))
    value = {atom: (cases >> k & 1).astype(bool) for k, atom in enumerate(atoms)}.__getitem__
    possible = np.ones(len(cases), dtype=bool)
    for one in never:
        if set(one.atoms()) <= set(atoms):  # what has other atoms as well can be avoided by these
            possible &= ~np.asarray(one.evaluate(value), dtype=bool)
    values = np.asarray(formula.evaluate(value))[possible]
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
