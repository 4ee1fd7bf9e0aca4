"""What one decision maker could do about a state, as a question to a SAT solver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from modusvivendi.conflict import Conflict, DecisionMaker, Formula
from modusvivendi.conflict.circuit import Circuit, Gate
from modusvivendi.conflict.interpretation import Interpretation

_REMEMBERED = 2**18
"""Verdicts kept at most; states that look alike to a decision maker share one."""


class Move(NamedTuple):
    """Setting the options in ``mask`` as in ``value``, whatever they are now, and leaving the others."""

    mask: int
    value: int

    def applied(self, code: int) -> int:
        """Give the state it leads to."""
        return code & ~self.mask | self.value


class Mover:
    """A decision maker that could improve on some states, and the rules of its moves.

    Parameters
    ----------
    conflict
        In option form, its infeasible states given by formulas.
    decision_maker
        One of its decision makers, with preference statements.
    interpretation
        Which answers and circumstances to assume.

    Attributes
    ----------
    key
        Of the decision maker.
    """

    def __init__(self, conflict: Conflict, decision_maker: DecisionMaker, interpretation: Interpretation):
        self.key = decision_maker.key
        self._own = decision_maker.option_names
        self._own_mask = sum(1 << conflict.bits[name] for name in self._own)
        self._bits = conflict.bits
        self._forward, self._back = conflict.forward, conflict.back
        self._obtaining = interpretation.obtaining
        # Statements and rules that mention none of its options are the same before and after its moves.
        self._preferred = self._about_own(conflict.preferred(decision_maker, interpretation))
        self._infeasible = self._about_own(conflict.infeasible)
        self._circuit = Circuit(quick=True)
        mentioned = [name for formula in (*self._preferred, *self._infeasible) for name in formula.options()]
        self._now = {name: self._circuit.variable() for name in dict.fromkeys((*self._own, *mentioned))}
        self._then = {name: self._circuit.variable() for name in self._own}
        after = self._now | self._then
        self._better = self.improves(self._circuit, self._now, after)
        self._satisfied = [
            self._circuit.formula(formula, after, self._obtaining) for formula in self._preferred
        ]
        self._seen = sum(1 << self._bits[name] for name in self._now)
        self._verdicts: dict[int, tuple[Move, Move] | None] = {}

    @property
    def can_improve(self) -> bool:
        """Whether there could be an improvement on any state: it has options, and cares what they are."""
        return bool(self._preferred)

    def _about_own(self, formulas: tuple[Formula, ...]) -> tuple[Formula, ...]:
        return tuple(formula for formula in formulas if not set(self._own).isdisjoint(formula.options()))

    def close(self) -> None:
        """Let the solver go."""
        self._circuit.close()

    def improves(self, circuit: Circuit, now: Mapping[str, Gate], then: Mapping[str, Gate]) -> Gate:
        """Make the gate that is true where going from one state to another is an improvement open to it.

        Parameters
        ----------
        circuit
            Where to make it.
        now, then
            The gates of the options in the two states, which differ in its own options only.
        """
        better = ~circuit.true
        for formula in reversed(self._preferred):  # the first statement that tells them apart decides
            before = circuit.formula(formula, now, self._obtaining)
            after = circuit.formula(formula, then, self._obtaining)
            better = (after & ~before) | (~(after ^ before) & better)
        for formula in self._infeasible:
            better = better & ~circuit.formula(formula, then)
        for name in self._own:
            if self._forward >> self._bits[name] & 1:
                better = better & (then[name] | ~now[name])
            if self._back >> self._bits[name] & 1:
                better = better & (now[name] | ~then[name])
        return better

    def after(self, circuit: Circuit, now: Mapping[str, Gate], move: Move) -> dict[str, Gate]:
        """Give the gates of the options after a move."""
        return {
            name: circuit.constant(bool(move.value >> bit & 1)) if move.mask >> bit & 1 else now[name]
            for name, bit in self._bits.items()
        }

    def improvements(self, code: int, until: float | None = None) -> tuple[Move, Move] | None:
        """Find two improvements on a feasible state; None where there is none.

        Parameters
        ----------
        code
            The state.
        until
            When to give up, in seconds of :func:`time.monotonic`.

        Returns
        -------
        tuple of Move or None
            One that changes no option needlessly, and one to a state that is best for it among all it can go
            to, given by all of its options.

        Raises
        ------
        OutOfTime
            Where it had to give up.
        """
        seen = code & self._seen
        if seen not in self._verdicts:
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            self._verdicts[seen] = self._found(seen, until)
        return self._verdicts[seen]

    def _found(self, code: int, until: float | None) -> tuple[Move, Move] | None:
        now = [gate if code >> self._bits[name] & 1 else ~gate for name, gate in self._now.items()]
        improving = [*now, self._better]
        if not self._circuit.solve(improving, until):
            return None
        return self._smallest(code, improving, until), self._best(improving, until)

    def _smallest(self, code: int, improving: list[Gate], until: float | None) -> Move:
        """Leave option after option as it is where an improvement remains."""
        fixed = list(improving)
        for name, gate in self._then.items():
            as_now = gate if code >> self._bits[name] & 1 else ~gate
            if self._circuit.value(as_now) or self._circuit.solve([*fixed, as_now], until):
                fixed.append(as_now)
        target = self._target()
        changes = (target ^ code) & self._own_mask
        return Move(changes, target & changes)

    def _best(self, improving: list[Gate], until: float | None) -> Move:
        """Satisfy statement after statement where that is possible together with those before."""
        fixed = list(improving)
        for satisfied in self._satisfied:
            possible = self._circuit.value(satisfied) or self._circuit.solve([*fixed, satisfied], until)
            fixed.append(satisfied if possible else ~satisfied)
        return Move(self._own_mask, self._target())

    def _target(self) -> int:
        """Give its options in what the solver found last."""
        return sum(1 << self._bits[name] for name, gate in self._then.items() if self._circuit.value(gate))
