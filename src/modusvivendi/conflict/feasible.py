"""Which states are feasible, found without visiting all ``2**k`` combinations of options.

Options that no formula ties together are settled independently of each other. Within a group of options
that are tied, states are built up option by option, and a partial state is dropped as soon as an infeasible
formula is true whatever the options still to come (three-valued logic). Where, as usual, options exclude or
require each other, there are never many more partial states than feasible ones; where there are, memory still
holds few of them at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.formula import (
    AllOf,
    And,
    AtLeast,
    AtMost,
    Circumstance,
    Exactly,
    Formula,
    If,
    Implies,
    NoneOf,
    Not,
    Option,
    Or,
)
from modusvivendi.conflict.truth import Decidable, Possibly
from modusvivendi.errors import ConflictError

MAX_OPTIONS = 62
"""States are the bits of a signed 64-bit integer."""

MAX_STATES = 2**25
"""More feasible states than this (33,554,432) are refused."""

MAX_VISITED = 2**31
"""More partial states than this are not gone through: it would take minutes."""

_PIECE = 2**18


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
    mentions = [frozenset(bits[name] for name in rule.options()) for rule in rules]
    factors = [
        _extend(group, [rule for rule, of in zip(rules, mentions, strict=True) if of <= group], bits, limit)
        for group in _tied(count, mentions)
    ]
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


@dataclass(frozen=True)
class _Count:
    """A rule about how many of some options are taken; ``infeasible[c]`` tells if ``c`` of them may not."""

    mask: int
    infeasible: tuple[bool, ...]

    def can_be_sure(self, settled: int) -> bool:
        """Tell whether any partial state can be found infeasible yet."""
        return True

    def sure(self, codes: NDArray[np.int64], settled: int) -> NDArray[np.bool_]:
        """Tell which partial states are infeasible whatever becomes of the options not settled yet."""
        count = (self.mask & settled).bit_count()
        still_open = len(self.infeasible) - 1 - count
        verdicts = np.array([all(self.infeasible[c : c + still_open + 1]) for c in range(count + 1)])
        if not verdicts.any():
            return np.zeros(codes.shape, dtype=np.bool_)
        excluded: NDArray[np.bool_] = verdicts[np.bitwise_count(codes & np.int64(self.mask & settled))]
        return excluded


@dataclass(frozen=True)
class _Pattern:
    """A rule that some options are taken and some are not."""

    mask: int
    value: int

    def can_be_sure(self, settled: int) -> bool:
        """Tell whether any partial state can be found infeasible yet: when all options are settled."""
        return not self.mask & ~settled

    def sure(self, codes: NDArray[np.int64], settled: int) -> NDArray[np.bool_]:
        """Tell which states have the pattern."""
        excluded: NDArray[np.bool_] = (codes & np.int64(self.mask)) == np.int64(self.value)
        return excluded


@dataclass(frozen=True)
class _General:
    """Any other rule, judged in three-valued logic."""

    formula: Formula
    bits: Mapping[str, int]

    def can_be_sure(self, settled: int) -> bool:
        """Tell whether any partial state can be found infeasible yet."""

        def value(atom: Option | Circumstance) -> Decidable:
            is_settled = bool(settled >> self.bits[atom.name] & 1)
            return Decidable(is_settled, is_settled)

        return self.formula.evaluate(value).true

    def sure(self, codes: NDArray[np.int64], settled: int) -> NDArray[np.bool_]:
        """Tell in which partial states the formula is true whatever becomes of the other options."""
        unknown = Possibly(np.zeros(1, dtype=np.bool_), np.ones(1, dtype=np.bool_))

        def value(atom: Option | Circumstance) -> Possibly:
            bit = 1 << self.bits[atom.name]
            if not bit & settled:
                return unknown
            taken = (codes & np.int64(bit)) != 0
            return Possibly(taken, taken)

        return np.broadcast_to(self.formula.evaluate(value).sure, codes.shape)


def _rule(formula: Formula, bits: Mapping[str, int]) -> _Count | _Pattern | _General:
    """Choose the quickest way to judge a formula; all give the same."""
    inner, wanted = formula, True
    while isinstance(inner, Not):
        inner, wanted = inner.operand, not wanted
    if isinstance(inner, AtLeast | AtMost | Exactly | NoneOf | AllOf):
        options = {member for member in inner.members if isinstance(member, Option)}
        if len(options) == len(inner.members):  # each once
            counts = range(len(options) + 1)
            match inner:
                case AtLeast(count=bound):
                    true = [count >= bound for count in counts]
                case AtMost(count=bound):
                    true = [count <= bound for count in counts]
                case Exactly(count=bound):
                    true = [count == bound for count in counts]
                case _:
                    true = [count == (0 if isinstance(inner, NoneOf) else len(options)) for count in counts]
            mask = sum(1 << bits[option.name] for option in options)
            return _Count(mask, tuple(holds == wanted for holds in true))
    mask = value = 0
    for part in formula.members if isinstance(formula, And) else (formula,):
        atom = part.operand if isinstance(part, Not) else part
        if not isinstance(atom, Option) or mask & 1 << bits[atom.name]:
            return _General(formula, bits)
        mask |= 1 << bits[atom.name]
        value |= 0 if isinstance(part, Not) else 1 << bits[atom.name]
    return _Pattern(mask, value)


def _extend(
    group: frozenset[int], formulas: Sequence[Formula], bits: Mapping[str, int], limit: int
) -> NDArray[np.int64]:
    """Enumerate the ways to settle the options of one group."""
    mentions = [frozenset(bits[name] for name in formula.options()) for formula in formulas]
    rules = [_rule(formula, bits) for formula in formulas]
    settled = 0
    steps: list[tuple[int, int, list[_Count | _Pattern | _General]]] = []
    for bit in _order(group, mentions):
        settled |= 1 << bit
        judged = [
            rule
            for rule, mentioned in zip(rules, mentions, strict=True)
            if bit in mentioned and rule.can_be_sure(settled)
        ]
        steps.append((bit, settled, judged))

    found: list[NDArray[np.int64]] = []
    states = visited = 0
    # Partial states are followed to the end in pieces: memory holds few of them however many there are.
    waiting = [(0, np.zeros(1, dtype=np.int64))]
    while waiting:
        step, codes = waiting.pop()
        while step < len(steps) and len(codes):
            if len(codes) > _PIECE:
                waiting.append((step, codes[_PIECE:]))
                codes = codes[:_PIECE]
            bit, settled, judged = steps[step]
            codes = np.concatenate([codes, codes | np.int64(1 << bit)])
            visited += len(codes)
            for rule in judged:
                excluded = rule.sure(codes, settled)
                if excluded.any():
                    codes = codes[~excluded]
            step += 1
        found.append(codes)
        states += len(codes)
        if states > limit or visited > MAX_VISITED:
            what = (
                f"more than {limit:,} feasible states" if states > limit else "too many states to go through"
            )
            raise ConflictError(
                f"the model has {what}",
                hint="say which combinations are infeasible, or leave options out",
            )
    codes = np.concatenate(found)
    codes.sort()
    return codes
