"""The states of a model: which are feasible, and which of them is the one the conflict is in now."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import TYPE_CHECKING, NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.conflict.arrays import given_codes
from modusvivendi.conflict.circuit import Circuit, OutOfTime
from modusvivendi.conflict.feasible import MAX_STATES, feasible_codes
from modusvivendi.conflict.places import Places
from modusvivendi.errors import ConflictError, FormulaError, nearest

if TYPE_CHECKING:
    from modusvivendi.conflict.model import Conflict

_CHECKED_FOR = 2.0
"""Seconds a large model is searched for a first feasible state; nearly all show one in milliseconds."""


class FeasibleStates:
    """The feasible states of a model, given or left over by the infeasible formulas.

    They are listed at once where there cannot be too many of them; otherwise, with more than 25 options, only
    when somebody asks for the list, so that conflicts can be searched whose states cannot be listed.

    Parameters
    ----------
    conflict
        A conflict whose options and infeasible formulas are known.
    given
        Codes of the feasible states; None: those no infeasible formula excludes.
    places
        For errors.

    Raises
    ------
    ConflictError
        Where no state is feasible, or those given are no codes.
    """

    def __init__(self, conflict: Conflict, given: ArrayLike | None, places: Places) -> None:
        self._bits = conflict.bits
        self._infeasible = conflict.infeasible
        self._places = places
        self._codes: NDArray[np.int64] | None = None
        if conflict.graph is not None:
            self._keep(np.arange(len(conflict.graph.states), dtype=np.int64))
        elif given is not None:
            if conflict.infeasible:
                places.fail("feasible states are given beside infeasible formulas", "feasible")
            self._keep(given_codes(given, len(conflict.options), places).copy())
        elif 1 << len(self._bits) <= MAX_STATES:
            self._keep(self._found())
        elif self._infeasible and self._surely_none():
            self._fail_without_any()

    @property
    def listed(self) -> bool:
        """Whether the list is there."""
        return self._codes is not None

    @property
    def codes(self) -> NDArray[np.int64]:
        """The list: codes, ascending, int64 of shape (N,).

        Raises
        ------
        ConflictError
            Where there are too many.
        """
        return self._codes if self._codes is not None else self._keep(self._found())

    def why_not(self, code: int) -> str | None:
        """Say why a state is infeasible; None where it is feasible. Nothing is listed for it."""
        possible = 0 <= code < 1 << len(self._bits)
        if possible:
            one = np.array([code], dtype=np.int64)
            for formula in self._infeasible:
                if formula.over(one, self._bits)[0]:
                    return f"infeasible is: {formula}"
        if possible if self._codes is None else _contains(self._codes, code):
            return None
        return "it is not among the feasible states"

    def _keep(self, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        codes.setflags(write=False)
        self._codes = codes
        return codes

    def _found(self) -> NDArray[np.int64]:
        try:
            codes = feasible_codes(len(self._bits), self._infeasible, self._bits)
        except ConflictError as error:
            self._places.fail(error.message, "infeasible", hint=error.hint)
        if not len(codes):
            self._fail_without_any()
        return codes

    def _surely_none(self) -> bool:
        """Tell whether a search of moderate length proves that no state is feasible."""
        with Circuit() as circuit:
            options = {name: circuit.variable() for name in self._bits}
            for formula in self._infeasible:
                circuit.require(~circuit.formula(formula, options))
            try:
                return not circuit.solve(until=monotonic() + _CHECKED_FOR)
            except OutOfTime:
                return False

    def _fail_without_any(self) -> NoReturn:
        hint = "together the infeasible formulas exclude every combination of options"
        self._places.fail("no state is feasible", "infeasible", hint=hint)


def _contains(ascending: NDArray[np.int64], code: int) -> bool:
    if not 0 <= code <= int(ascending[-1]):
        return False
    return int(ascending[np.searchsorted(ascending, code)]) == code


def status_quo_code(conflict: Conflict, given: Iterable[str] | str | None, places: Places) -> int | None:
    """Code of the status quo, given by the options taken or by the name of the state; None if not told.

    Raises
    ------
    ConflictError
        Where it names something unknown or is infeasible.
    """
    if conflict.graph is not None:
        name = given if isinstance(given, str) or given is None else next(iter(given), None)
        if name is not None and name not in conflict.graph.numbers:
            places.fail(f"unknown state {name}", "status_quo", hint=nearest(name, conflict.graph.states))
        return conflict.graph.numbers[name] if name is not None else None
    if given is None:
        return None
    try:
        code = conflict.code([given] if isinstance(given, str) else given)
    except FormulaError as error:
        places.fail(error.message, "status_quo", hint=error.hint)
    reason = conflict.why_infeasible(code)
    if reason is not None:
        places.fail(f"the status quo {conflict.describe(code)} is infeasible", "status_quo", hint=reason)
    return code
