"""Formulas as a circuit of gates in a SAT solver, so that questions about all states can be put at once.

Each gate is a variable that is true exactly where its formula is (Tseitin 1968), made once however often it
occurs; what is known to be true or false beforehand is left out. Formulas are evaluated over gates as over
truth values, so they mean here what they mean elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import monotonic

from modusvivendi.conflict.formula import Circumstance, Formula, Option

_CONFLICTS = 500
"""After so many dead ends the solver comes back to see if its time is up; well under a second."""


class OutOfTime(Exception):
    """The solver was stopped before it could tell."""


class Gate:
    """A truth value in a circuit; ``&``, ``|``, ``^`` and ``~`` make others of it.

    Attributes
    ----------
    circuit
        What it is in.
    number
        The solver's variable, negative for its negation.
    """

    __slots__ = ("circuit", "number")

    def __init__(self, circuit: Circuit, number: int) -> None:
        self.circuit = circuit
        self.number = number

    def __invert__(self) -> Gate:
        return Gate(self.circuit, -self.number)

    def __and__(self, other: Gate) -> Gate:
        return self.circuit.both(self, other)

    def __or__(self, other: Gate) -> Gate:
        return ~self.circuit.both(~self, ~other)

    def __xor__(self, other: Gate) -> Gate:
        return self.circuit.different(self, other)

    def at_least(self, count: int, members: list[Gate]) -> Gate:
        """Tell whether ``count`` or more of ``members`` hold (sequential counter, Sinz 2005)."""
        if count > len(members):
            return ~self.circuit.true
        reached = [self.circuit.true] + [~self.circuit.true] * count  # so many of the members seen hold
        for member in members:
            for so_many in range(count, 0, -1):
                reached[so_many] = reached[so_many] | (member & reached[so_many - 1])
        return reached[count]


class Circuit:
    """A SAT solver that is told gates instead of clauses.

    Attributes
    ----------
    true
        The gate that is always true; ``~true`` is never.
    """

    def __init__(self) -> None:
        from pysat.solvers import Solver

        self._solver = Solver(name="glucose4")
        self._variables = 0
        self._both: dict[tuple[int, int], Gate] = {}
        self._different: dict[tuple[int, int], Gate] = {}
        self._model: list[int] = []
        self.true = self.variable()
        self.require(self.true)

    def close(self) -> None:
        """Let the solver go; its memory is not Python's."""
        self._solver.delete()

    def __enter__(self) -> Circuit:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def variable(self) -> Gate:
        """Make a truth value that is free."""
        self._variables += 1
        return Gate(self, self._variables)

    def constant(self, value: bool) -> Gate:
        """Give the gate that is always, or never, true."""
        return self.true if value else ~self.true

    def both(self, one: Gate, other: Gate) -> Gate:
        """Make the conjunction of two gates."""
        a, b = sorted((one.number, other.number), key=abs)
        always = self.true.number
        if a in {always, b}:
            return Gate(self, b)
        if a in {-always, -b}:
            return ~self.true
        if (a, b) not in self._both:
            made = self.variable()
            for clause in ((-made.number, a), (-made.number, b), (made.number, -a, -b)):
                self._solver.add_clause(clause)
            self._both[a, b] = made
        return self._both[a, b]

    def different(self, one: Gate, other: Gate) -> Gate:
        """Make the gate that is true where exactly one of two is."""
        negative = (one.number < 0) ^ (other.number < 0)
        a, b = sorted((abs(one.number), abs(other.number)))
        if a == b:
            return self.constant(negative)
        if a == self.true.number:
            made = Gate(self, b)
            return made if not negative else ~made
        if (a, b) not in self._different:
            made = self.variable()
            c = made.number
            for clause in ((-c, a, b), (-c, -a, -b), (c, -a, b), (c, a, -b)):
                self._solver.add_clause(clause)
            self._different[a, b] = made
        made = self._different[a, b]
        return ~made if negative else made

    def formula(self, formula: Formula, options: Mapping[str, Gate], obtaining: Iterable[str] = ()) -> Gate:
        """Make the gate that is true where a formula is.

        Parameters
        ----------
        formula
            The formula.
        options
            The gate of each option, by full name.
        obtaining
            Names of the circumstances that obtain; the others do not.
        """
        obtain = frozenset(obtaining)

        def value(atom: Option | Circumstance) -> Gate:
            return options[atom.name] if isinstance(atom, Option) else self.constant(atom.name in obtain)

        return formula.evaluate(value)

    def require(self, *gates: Gate) -> None:
        """Ask that one of these gates, or more, be true."""
        self._solver.add_clause([gate.number for gate in gates])

    def solve(self, assuming: Iterable[Gate] = (), until: float | None = None) -> bool:
        """Tell whether everything required can be true together; if so, :meth:`value` tells how.

        Parameters
        ----------
        assuming
            Gates to be true this time.
        until
            When to give up, in seconds of :func:`time.monotonic`; None: never.

        Raises
        ------
        OutOfTime
            Where it had to give up.
        """
        assumed = [gate.number for gate in assuming]
        while True:
            self._solver.conf_budget(_CONFLICTS)
            found: bool | None = self._solver.solve_limited(assumptions=assumed)
            if found is not None:
                self._model = self._solver.get_model() if found else []
                return found
            if until is not None and monotonic() >= until:
                raise OutOfTime

    def value(self, gate: Gate) -> bool:
        """Tell whether a gate was true in what :meth:`solve` found last."""
        return (self._model[abs(gate.number) - 1] > 0) == (gate.number > 0)
