"""The slow and obvious: what formulas, feasible states and prioritised preferences mean, by definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import product

from modusvivendi.conflict import (
    AllOf,
    And,
    AtLeast,
    AtMost,
    Circumstance,
    Exactly,
    Formula,
    If,
    Iff,
    Implies,
    NoneOf,
    Not,
    Option,
    Or,
    Xor,
)


def is_true(formula: Formula, taken: Collection[str]) -> bool:
    """Evaluate the tree with Python's own booleans."""
    inner = [is_true(part, taken) for part in formula.parts]
    match formula:
        case Option() | Circumstance():
            return formula.name in taken
        case Not():
            return not inner[0]
        case And() | AllOf():
            return all(inner)
        case Or():
            return any(inner)
        case Xor():
            return inner.count(True) % 2 == 1
        case If():
            return inner[0] or not inner[1]
        case Implies():
            return inner[1] or not inner[0]
        case Iff():
            return inner[0] == inner[1]
        case NoneOf():
            return not any(inner)
        case AtLeast(count=count):
            return inner.count(True) >= count
        case AtMost(count=count):
            return inner.count(True) <= count
        case Exactly(count=count):
            return inner.count(True) == count
    raise AssertionError(formula)


def states(options: Sequence[str]) -> dict[int, set[str]]:
    """All combinations of options: the names taken, by code, codes ascending."""
    found = {}
    for chosen in product([False, True], repeat=len(options)):
        code = sum(2**bit for bit, taken in enumerate(chosen) if taken)
        found[code] = {name for name, taken in zip(options, chosen, strict=True) if taken}
    return dict(sorted(found.items()))


def feasible(options: Sequence[str], infeasible: Sequence[Formula]) -> list[int]:
    return [
        code
        for code, taken in states(options).items()
        if not any(is_true(formula, taken) for formula in infeasible)
    ]


def better(first: Sequence[bool], second: Sequence[bool]) -> int:
    """1 if the first difference in truth values favours the first state, -1 if the second, else 0."""
    for one, other in zip(first, second, strict=True):
        if one != other:
            return 1 if one else -1
    return 0


def truths(formulas: Sequence[Formula], situations: Mapping[int, Collection[str]]) -> dict[int, list[bool]]:
    return {code: [is_true(formula, taken) for formula in formulas] for code, taken in situations.items()}
