"""Infeasible formulas as rules that are judged while only some options are settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Count:
    """A rule about how many of some options are taken; ``infeasible[c]`` tells if ``c`` of them may not."""

    mask: int
    infeasible: tuple[bool, ...]

    def so_far(self, codes: NDArray[np.int64], settled: int) -> NDArray[np.int64]:
        """Give what partial states mean to this rule: how many of its options are taken."""
        taken: NDArray[np.int64] = np.bitwise_count(codes & np.int64(self.mask & settled)).astype(np.int64)
        return taken

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
class Pattern:
    """A rule that some options are taken and some are not."""

    mask: int
    value: int

    def so_far(self, codes: NDArray[np.int64], settled: int) -> NDArray[np.int64]:
        """Give what partial states mean to this rule: whether they can still have the pattern."""
        mask = np.int64(self.mask & settled)
        matching: NDArray[np.int64] = ((codes & mask) == np.int64(self.value & settled)).astype(np.int64)
        return matching

    def can_be_sure(self, settled: int) -> bool:
        """Tell whether any partial state can be found infeasible yet: when all options are settled."""
        return not self.mask & ~settled

    def sure(self, codes: NDArray[np.int64], settled: int) -> NDArray[np.bool_]:
        """Tell which states have the pattern."""
        excluded: NDArray[np.bool_] = (codes & np.int64(self.mask)) == np.int64(self.value)
        return excluded


@dataclass(frozen=True)
class General:
    """Any other rule, judged in three-valued logic."""

    formula: Formula
    bits: Mapping[str, int]

    @cached_property
    def mask(self) -> int:
        """Bits of the options the formula mentions."""
        return sum(1 << self.bits[name] for name in self.formula.options())

    def so_far(self, codes: NDArray[np.int64], settled: int) -> NDArray[np.int64]:
        """Give what partial states mean to this rule: which of its options are taken."""
        return codes & np.int64(self.mask & settled)

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


Rule = Count | Pattern | General


@dataclass(frozen=True)
class Step:
    """Settling one more option of a group.

    Attributes
    ----------
    bit
        The option settled.
    settled
        Bits of the options settled so far, this one included.
    judged
        Rules over this option that may be found broken now.
    """

    bit: int
    settled: int
    judged: tuple[Rule, ...]


@dataclass(frozen=True)
class Group:
    """Options that rules tie together, to be settled in order.

    Attributes
    ----------
    steps
        One an option; early ones let rules be judged as early as possible.
    rules
        The rules over these options.
    """

    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]


def groups_of(count: int, infeasible: Sequence[Formula], bits: Mapping[str, int]) -> list[Group]:
    """Sort options into groups that can be settled independently of each other.

    Parameters
    ----------
    count
        Number of options.
    infeasible
        Formulas over options; a state in which one of them is true is infeasible.
    bits
        The bit of each option, by name.
    """
    formulas = [part for formula in infeasible for part in _alternatives(formula)]
    mentions = [frozenset(bits[name] for name in formula.options()) for formula in formulas]
    groups = []
    for group in _tied(count, mentions):
        within = [number for number, mentioned in enumerate(mentions) if mentioned <= group]
        rules = {number: _rule(formulas[number], bits) for number in within}
        settled, steps = 0, []
        for bit in _order(group, [mentions[number] for number in within]):
            settled |= 1 << bit
            judged = (rules[n] for n in within if bit in mentions[n] and rules[n].can_be_sure(settled))
            steps.append(Step(bit, settled, tuple(judged)))
        groups.append(Group(tuple(steps), tuple(rules.values())))
    return groups


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


def _rule(formula: Formula, bits: Mapping[str, int]) -> Rule:
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
            return Count(mask, tuple(holds == wanted for holds in true))
    mask = value = 0
    for part in formula.members if isinstance(formula, And) else (formula,):
        atom = part.operand if isinstance(part, Not) else part
        if not isinstance(atom, Option) or mask & 1 << bits[atom.name]:
            return General(formula, bits)
        mask |= 1 << bits[atom.name]
        value |= 0 if isinstance(part, Not) else 1 << bits[atom.name]
    return Pattern(mask, value)
