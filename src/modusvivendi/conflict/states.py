"""The states of a model: which are feasible, and which of them is the one the conflict is in now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.conflict.arrays import given_codes
from modusvivendi.conflict.feasible import feasible_codes
from modusvivendi.conflict.places import Places
from modusvivendi.errors import ConflictError, FormulaError, nearest

if TYPE_CHECKING:
    from modusvivendi.conflict.model import Conflict


def feasible_states(conflict: Conflict, given: ArrayLike | None, places: Places) -> NDArray[np.int64]:
    """Codes of the feasible states, ascending: given, or those no infeasible formula excludes.

    Raises
    ------
    ConflictError
        Where there are none, or too many, or those given are no codes.
    """
    if conflict.graph is not None:
        return np.arange(len(conflict.graph.states), dtype=np.int64)
    if given is not None:
        if conflict.infeasible:
            places.fail("feasible states are given beside infeasible formulas", "feasible")
        return given_codes(given, len(conflict.options), places).copy()
    try:
        codes = feasible_codes(len(conflict.options), conflict.infeasible, conflict.bits)
    except ConflictError as error:
        places.fail(error.message, "infeasible", hint=error.hint)
    if not len(codes):
        hint = "together the infeasible formulas exclude every combination of options"
        places.fail("no state is feasible", "infeasible", hint=hint)
    return codes


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
    if conflict.position(code) is None:
        one = np.array([code], dtype=np.int64)
        broken = [formula for formula in conflict.infeasible if formula.over(one, conflict.bits)[0]]
        places.fail(
            f"the status quo {conflict.describe(code)} is infeasible",
            "status_quo",
            hint=f"infeasible is: {broken[0]}" if broken else "it is not among the feasible states",
        )
    return code
