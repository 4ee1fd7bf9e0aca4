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


_TRUE = 1
"""Number of the gate that is always true."""


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
        return Gate(self.circuit, self.circuit.both(self.number, other.number))

    def __or__(self, other: Gate) -> Gate:
        return Gate(self.circuit, -self.circuit.both(-self.number, -other.number))

    def __xor__(self, other: Gate) -> Gate:
        return Gate(self.circuit, self.circuit.different(self.number, other.number))

    def at_least(self, count: int, members: list[Gate]) -> Gate:
        """Tell whether ``count`` or more of ``members`` hold."""
        return Gate(self.circuit, self.circuit.at_least(count, [member.number for member in members]))


class Circuit:
    """A SAT solver that is told gates instead of clauses.

    Parameters
    ----------
    quick
        Choose a solver that is quick at very many easy questions, not one that is good at hard ones.

    Attributes
    ----------
    true
        The gate that is always true; ``~true`` is never.
    """

    def __init__(self, *, quick: bool = False) -> None:
        from pysat.solvers import Solver

        self._solver = Solver(name="glucose4" if quick else "cadical195")
        self._variables = 0
        self._both: dict[tuple[int, int], int] = {}
        self._different: dict[tuple[int, int], int] = {}
        self._counted: dict[tuple[tuple[int, ...], int], list[int]] = {}
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

    def both(self, one: int, other: int) -> int:
        """Give the number of the conjunction of two gates."""
        a, b = (one, other) if abs(one) < abs(other) else (other, one)
        if a in {_TRUE, b}:
            return b
        if a in {-_TRUE, -b}:
            return -_TRUE
        if (a, b) not in self._both:
            c = self._both[a, b] = self.variable().number
            for clause in ((-c, a), (-c, b), (c, -a, -b)):
                self._solver.add_clause(clause)
        return self._both[a, b]

    def different(self, one: int, other: int) -> int:
        """Give the number of the gate that is true where exactly one of two is."""
        sign = 1 if (one > 0) == (other > 0) else -1
        a, b = sorted((abs(one), abs(other)))
        if a == b:
            return -sign * _TRUE
        if a == _TRUE:
            return -sign * b
        if (a, b) not in self._different:
            c = self._different[a, b] = self.variable().number
            for clause in ((-c, a, b), (-c, -a, -b), (c, -a, b), (c, a, -b)):
                self._solver.add_clause(clause)
        return sign * self._different[a, b]

    def at_least(self, count: int, members: Iterable[int]) -> int:
        """Give the number of the gate that is true where ``count`` or more are (Bailleux, Boufkhad 2003)."""
        given = list(members)
        count -= given.count(_TRUE)
        still_open = [member for member in given if abs(member) != _TRUE]
        length = len(still_open)
        if count <= 0 or count > length:
            return _TRUE if count <= 0 else -_TRUE
        if 2 * count > length + 1:  # fewer steps to the number that may fail
            return -self.at_least(length - count + 1, [-member for member in still_open])
        return self._reached(tuple(sorted(still_open, key=abs)), count)[count]

    def _reached(self, members: tuple[int, ...], most: int) -> list[int]:
        """Give for every number up to ``most`` the gate that is true where so many or more members are."""
        if len(members) == 1:
            return [_TRUE, members[0]]
        if (members, most) not in self._counted:
            # Split where numbers differ in their highest bit: lists that share members then share gates.
            bit = 1 << (abs(members[0]) ^ abs(members[-1])).bit_length() >> 1
            split = sum(not abs(member) & bit for member in members) if bit else len(members) // 2
            one, other = self._reached(members[:split], most), self._reached(members[split:], most)
            reached = [_TRUE]
            for so_many in range(1, min(most, len(members)) + 1):
                ways = range(max(0, so_many - len(other) + 1), min(so_many, len(one) - 1) + 1)
                none = _TRUE
                for of_one in ways:
                    none = self.both(none, -self.both(one[of_one], other[so_many - of_one]))
                reached.append(-none)
            self._counted[members, most] = reached
        return self._counted[members, most]

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
        while until is None or monotonic() < until:
            self._solver.conf_budget(_CONFLICTS)
            found: bool | None = self._solver.solve_limited(assumptions=assumed)
            if found is not None:
                if found:
                    self._model = self._solver.get_model()
                return found
        raise OutOfTime

    def core(self, assumed: Iterable[Gate]) -> list[Gate]:
        """Give those gates that, when :meth:`solve` last found that all could not be, already could not."""
        numbers = frozenset(self._solver.get_core() or ())
        return [gate for gate in assumed if gate.number in numbers]

    def value(self, gate: Gate) -> bool:
        """Tell whether a gate was true when :meth:`solve` last found that all could be."""
        variable = abs(gate.number) - 1
        # The model leaves out what is in no clause, and may be either.
        true = variable < len(self._model) and self._model[variable] > 0
        return true == (gate.number > 0)
