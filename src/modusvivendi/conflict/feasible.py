"""Which states are feasible, found without visiting all ``2**k`` combinations of options.

Options that no formula ties together are settled independently of each other. Within a group of options
that are tied, states are built up option by option, and a partial state is dropped as soon as an infeasible
formula is true whatever the options still to come (three-valued logic). Where, as usual, options exclude or
require each other, there are never many more partial states than feasible ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.formula import (
    AllOf,
    And,
    Circumstance,
    Formula,
    If,
    Implies,
    NoneOf,
    Not,
    Option,
    Or,
    Possibly,
)
from modusvivendi.errors import ConflictError

MAX_OPTIONS = 62
"""States are the bits of a signed 64-bit integer."""

MAX_STATES = 2**25
"""More feasible states than this (33,554,432) are refused."""


def feasible_codes(
    count: int, infeasible: Sequence[Formula], bits: Mapping[str, int], limit: int = MAX_STATES
) -> NDArray[np.int64]:
    """Enumerate the states in which none of the formulas is true.

    Parameters
    ----------
    count
        Number of options, at most 62.
    infeasible
        Formulas over options; a state in which one of them is true is infeasible.
    bits
        The bit of each option, by name.
    limit
        Most states to be given.

    Returns
    -------
    numpy.ndarray
        Codes, ascending int64; empty where no state is feasible.

    Raises
    ------
    ConflictError
        Where there are more than ``limit`` feasible states, or too many options.

    Examples
    --------
    >>> x, y = Option("A.x"), Option("A.y")
    >>> feasible_codes(3, [And(x, y)], {"A.x": 0, "A.y": 1, "B.z": 2}).tolist()
    [0, 1, 2, 4, 5, 6]
    """
    if count > MAX_OPTIONS:
        raise ConflictError(f"the model has {count} options, more than the {MAX_OPTIONS} that can be solved")
    rules = [rule for formula in infeasible for rule in _alternatives(formula)]
    of_rule = [frozenset(bits[name] for name in rule.options()) for rule in rules]
    groups = _tied(count, of_rule)
    factors: list[NDArray[np.int64]] = []
    for group in groups:
        inside = [(rule, of) for rule, of in zip(rules, of_rule, strict=True) if of <= group]
        factors.append(_extend(group, inside, bits, limit))
    total = prod(len(factor) for factor in factors)
    if total > limit:
        raise ConflictError(
            f"the model has {total:,} feasible states, more than the {limit:,} that can be solved",
            hint="say which combinations are infeasible, or leave options out",
        )
    codes = np.zeros(1, dtype=np.int64)
    # Larger bits outermost: where groups do not interleave, the codes come out in order.
    for factor in sorted(factors, key=lambda factor: int(factor[-1]) if len(factor) else 0):
        codes = (factor[:, np.newaxis] | codes[np.newaxis, :]).ravel()
    if len(codes) > 1 and not bool((codes[1:] > codes[:-1]).all()):
        codes.sort()
    return codes


def _alternatives(formula: Formula) -> Iterator[Formula]:
    """Split a formula that is a disjunction into formulas of which one or more must hold for it to hold."""
    waiting = [(formula, True)]
    while waiting:
        this, wanted = waiting.pop()
        match this, wanted:
            case Not(operand=operand), _:
                waiting.append((operand, not wanted))
            case (Or(), True) | (And() | AllOf(), False) | (NoneOf(), False):
                inner = True if isinstance(this, NoneOf) else wanted
                waiting.extend((member, inner) for member in reversed(this.parts))
            case ((If() | Implies()), True):
                waiting.append((this.condition, False))
                waiting.append((this.consequence, True))
            case _:
                yield this if wanted else Not(this)


def _tied(count: int, of_rule: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """Group the options that rules tie together, directly or through others."""
    leader = list(range(count))

    def find(bit: int) -> int:
        while leader[bit] != bit:
            leader[bit] = leader[leader[bit]]
            bit = leader[bit]
        return bit

    for bits in of_rule:
        first, *others = bits
        for other in others:
            leader[find(other)] = find(first)
    groups: dict[int, set[int]] = {}
    for bit in range(count):
        groups.setdefault(find(bit), set()).add(bit)
    return [frozenset(group) for group in groups.values()]


def _order(group: frozenset[int], of_rule: Sequence[frozenset[int]]) -> list[int]:
    """Order the options so that rules can be judged, and partial states dropped, as early as possible."""
    open_rules = [set(bits) for bits in of_rule]
    order: list[int] = []
    while len(order) < len(group):
        open_rules = [bits for bits in open_rules if bits]
        if not open_rules:
            order.extend(sorted(group.difference(order)))
            break
        shortest = min(open_rules, key=len)
        bit = max(sorted(shortest), key=lambda bit: sum(bit in bits for bits in open_rules))
        order.append(bit)
        for bits in open_rules:
            bits.discard(bit)
    return order


def _literals(rule: Formula, bits: Mapping[str, int]) -> tuple[int, int] | None:
    """Read a conjunction of options taken and not taken as (mask, value); None for any other formula."""
    mask = value = 0
    for part in rule.members if isinstance(rule, And | AllOf) else (rule,):
        atom = part.operand if isinstance(part, Not) else part
        if not isinstance(atom, Option):
            return None
        bit, taken = 1 << bits[atom.name], 0 if isinstance(part, Not) else 1 << bits[atom.name]
        if mask & bit and (value & bit) != taken:
            return None  # taken and not taken: left to the general case, which never drops anything
        mask, value = mask | bit, value | taken
    return mask, value


def _extend(
    group: frozenset[int],
    rules: Sequence[tuple[Formula, frozenset[int]]],
    bits: Mapping[str, int],
    limit: int,
) -> NDArray[np.int64]:
    """Enumerate the ways to settle the options of one group."""
    order = _order(group, [of for _, of in rules])
    patterns = [_literals(rule, bits) for rule, _ in rules]
    settled: set[int] = set()
    codes = np.zeros(1, dtype=np.int64)
    unknown = Possibly(np.zeros(1, dtype=np.bool_), np.ones(1, dtype=np.bool_))

    for bit in order:
        settled.add(bit)
        codes = np.concatenate([codes, codes | np.int64(1 << bit)])
        for (rule, of), pattern in zip(rules, patterns, strict=True):
            if bit not in of:
                continue
            if pattern is not None:  # cannot be sure before all its options are settled
                if of <= settled:
                    codes = codes[(codes & np.int64(pattern[0])) != np.int64(pattern[1])]
                continue
            verdict = rule.evaluate(_values(codes, settled, bits, unknown))
            codes = codes[~np.broadcast_to(verdict.sure, codes.shape)]
        if len(codes) > limit:
            raise ConflictError(
                f"the model has too many states: more than {limit:,} combinations are open "
                f"with {len(settled)} of {len(group)} options that depend on each other settled",
                hint="say which combinations are infeasible, or leave options out",
            )
    codes.sort()
    return codes


def _values(
    codes: NDArray[np.int64], settled: set[int], bits: Mapping[str, int], unknown: Possibly
) -> Callable[[Option | Circumstance], Possibly]:
    """Truth values of options in partial states."""

    def value(atom: Option | Circumstance) -> Possibly:
        bit = bits[atom.name]
        if bit not in settled:
            return unknown
        taken = (codes & np.int64(1 << bit)) != 0
        return Possibly(taken, taken)

    return value
