"""Nash equilibria one after the other, by candidates and what refutes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from modusvivendi.conflict import Conflict, Formula
from modusvivendi.conflict.circuit import Circuit, OutOfTime
from modusvivendi.conflict.interpretation import Interpretation
from modusvivendi.stability.symbolic.mover import Move, Mover

Progress = Callable[[int, int], object]
"""Called with the number of candidates looked at and of equilibria found so far."""


class Hunt:
    """Search of the feasible states for those on which none of some decision makers can improve.

    One solver proposes a feasible state. Each decision maker's own solver tells whether it could improve on
    it; if so, the first solver learns that this very move must not be an improvement, on whatever state it
    proposes next, and proposes another (counterexample-guided refinement, as for quantified formulas: Janota,
    Klieber, Marques-Silva and Clarke 2012). As every decision maker has finitely many moves this ends, and
    when nothing more can be proposed, there is nothing more.

    Parameters
    ----------
    conflict
        In option form, its infeasible states given by formulas.
    movers
        The decision makers that matter.
    where
        What must hold in the states; None: nothing in particular.
    interpretation
        Tells which circumstances obtain.
    progress
        Called after each candidate.

    Attributes
    ----------
    rounds
        How many candidates were looked at.
    """

    def __init__(
        self,
        conflict: Conflict,
        movers: Sequence[Mover],
        where: Formula | None,
        interpretation: Interpretation,
        progress: Progress | None = None,
    ) -> None:
        self.rounds = 0
        self._progress = progress
        self._circuit = Circuit()
        self._options = {name: self._circuit.variable() for name in conflict.options}
        self._matters = {mover: self._circuit.variable() for mover in movers}
        for formula in conflict.infeasible:
            self._circuit.require(~self._circuit.formula(formula, self._options))
        if where is not None:
            self._circuit.require(self._circuit.formula(where, self._options, interpretation.obtaining))

    def close(self) -> None:
        """Let the solver go."""
        self._circuit.close()

    def states(self, until: float | None = None) -> Iterator[int]:
        """Give the codes of the states, each once, in an order that is the same in every run.

        Parameters
        ----------
        until
            When to give up, in seconds of :func:`time.monotonic`; None: never.

        Raises
        ------
        OutOfTime
            Where it had to give up.
        """
        found = 0
        while (code := self._next(list(self._matters), until, found)) is not None:
            yield code
            found += 1
            options = enumerate(self._options.values())
            self._circuit.require(*(~gate if code >> bit & 1 else gate for bit, gate in options))

    def blocking(self, until: float | None = None) -> list[Mover]:
        """Tell whose improvements suffice to refute every state; after nothing was found.

        Parameters
        ----------
        until
            When to stop leaving out decision makers, in seconds of :func:`time.monotonic`. Of those given
            none can be left out, unless time ran out.
        """
        needed = self._in_core(list(self._matters))
        for mover in list(needed):
            without = [other for other in needed if other is not mover]
            try:
                if mover in needed and self._next(without, until) is None:
                    needed = self._in_core(without)
            except OutOfTime:
                break
        return needed

    def _in_core(self, movers: list[Mover]) -> list[Mover]:
        core = self._circuit.core(self._matters[mover] for mover in movers)
        return [mover for mover in movers if self._matters[mover] in core]

    def _next(self, movers: Sequence[Mover], until: float | None, found: int = 0) -> int | None:
        """Find a state on which none of these can improve."""
        assumed = [self._matters[mover] for mover in movers]
        while self._circuit.solve(assumed, until):
            options = enumerate(self._options.values())
            code = sum(1 << bit for bit, gate in options if self._circuit.value(gate))
            moves = [(mover, mover.improvements(code, until)) for mover in movers]
            refuted = [(mover, move) for mover, several in moves for move in dict.fromkeys(several or ())]
            self.rounds += 1
            if self._progress is not None:
                self._progress(self.rounds, found if refuted else found + 1)
            if not refuted:
                return code
            for mover, move in refuted:
                self._refute(mover, move)
        return None

    def _refute(self, mover: Mover, move: Move) -> None:
        """Ask for a state on which the move is no improvement, as long as the decision maker matters."""
        after = mover.after(self._circuit, self._options, move)
        improvement = mover.improves(self._circuit, self._options, after)
        self._circuit.require(~self._matters[mover], ~improvement)
