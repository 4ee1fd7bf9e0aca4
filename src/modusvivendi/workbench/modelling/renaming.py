"""Names change in every formula at once."""

from __future__ import annotations

from collections.abc import Mapping

from modusvivendi.conflict import AtLeast, AtMost, Circumstance, Exactly, Formula, Option

Atom = Option | Circumstance


def renamed(formula: Formula, names: Mapping[Atom, Atom]) -> Formula:
    """Give a formula in which options and circumstances have other names.

    Examples
    --------
    >>> from modusvivendi.conflict import parse
    >>> print(renamed(parse("at least 1 of (A.x, not B.y)"), {Option("B", "y"): Option("B", "z")}))
    at least 1 of (A.x, not B.z)
    """
    if isinstance(formula, Option | Circumstance):
        return names.get(formula, formula)
    parts = [renamed(part, names) for part in formula.parts]
    if isinstance(formula, AtLeast | AtMost | Exactly):
        return type(formula)(formula.count, *parts)
    return type(formula)(*parts)
