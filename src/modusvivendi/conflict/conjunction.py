"""What a formula takes all at once."""

from __future__ import annotations

from modusvivendi.conflict.formula import AllOf, And, Formula


def conjuncts(formula: Formula) -> tuple[Formula, ...]:
    """Give what has to be so all at once for a formula to be true.

    Parameters
    ----------
    formula
        Any formula; conjunctions within conjunctions are taken apart as well.

    Returns
    -------
    tuple of Formula
        In the order in which they stand; the formula itself where it is no conjunction.

    Examples
    --------
    >>> from modusvivendi.conflict import Option
    >>> a, b, c = Option("A", "x"), Option("B", "y"), Option("C", "z")
    >>> [str(part) for part in conjuncts(And(a, AllOf(b, c)))]
    ['A.x', 'B.y', 'C.z']
    """
    if isinstance(formula, And | AllOf):
        return tuple(each for part in formula.parts for each in conjuncts(part))
    return (formula,)
