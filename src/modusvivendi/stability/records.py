"""An analysis as plain data: the JSON of the contract, one record a state, and arrays for large conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from modusvivendi.files import put_in_place
from modusvivendi.stability.analysis import REASONS, Analysis
from modusvivendi.stability.lattice import Bool

MOST_INTERPRETATIONS = 64
"""How many interpretations are listed; beyond that they are only counted."""


def header(analysis: Analysis) -> dict[str, Any]:
    """Give what the states have in common, as members of the object of ``modus solve --json``."""
    conflict = analysis.conflict
    return {
        "decision_makers": list(analysis.names),
        "options": list(conflict.options),
        "concepts": list(analysis.concepts),
        "feasible_states": len(analysis.codes),
        "status_quo": conflict.status_quo,
        "interpretation": analysis.interpretation.id,
        "equilibria": equilibria(analysis),
        "variants": analysis.variants,
        "version": analysis.version,
    }


def equilibria(analysis: Analysis) -> dict[str, list[int]]:
    """Give the codes of the equilibria by concept."""
    return {key: analysis.equilibria(key).tolist() for key in analysis.concepts}


def records(analysis: Analysis, codes: Iterable[int] | None = None) -> Iterator[dict[str, Any]]:
    """Give one record a state: number, code, options taken, stability and its reason, equilibrium.

    Parameters
    ----------
    analysis
        What was found.
    codes
        Which states; None: all, ascending.
    """
    conflict = analysis.conflict
    stable = {key: analysis.stable(key) for key in analysis.concepts}
    everybody: dict[str, Bool] = {key: analysis.holds(key) for key in analysis.concepts}
    reasons = {key: analysis.reasons(key) for key in analysis.concepts}
    words = (None, *REASONS[1:])
    if codes is None:
        places: Iterable[int] = range(len(analysis.codes))
    else:
        places = (int(place) for place in np.searchsorted(analysis.codes, np.fromiter(codes, dtype=np.int64)))
    for place in places:
        code = int(analysis.codes[place])
        record: dict[str, Any] = {"number": place + 1, "code": code}
        if conflict.graph is None:
            record["taken"] = conflict.taken(code)
        else:
            record |= {"taken": [], "name": conflict.describe(code)}
        record["stable"] = {
            name: {key: bool(table[row, place]) for key, table in stable.items()}
            for row, name in enumerate(analysis.names)
        }
        record["why"] = {
            name: {key: words[table[row, place]] for key, table in reasons.items()}
            for row, name in enumerate(analysis.names)
        }
        record["equilibrium"] = {key: bool(table[place]) for key, table in everybody.items()}
        yield record


def save_arrays(analysis: Analysis, path: Path) -> None:
    """Write ``codes``, ``ranks`` and ``stable_<concept>`` to an ``.npz`` file, whole or not at all.

    ``ranks`` is int32 and ``stable_<concept>`` bool, both of shape (decision makers, states); ``codes`` is
    int64. Where preferences are no rankings there is ``compared`` in place of ``ranks``, int8 of shape
    (decision makers, states, states), see :meth:`Conflict.compared`.
    """
    arrays: dict[str, Any] = {f"stable_{key}": analysis.stable(key) for key in analysis.concepts}
    arrays["codes"] = analysis.codes
    if analysis.conflict.is_ranked:
        arrays["ranks"] = analysis.ranks
    else:
        arrays["compared"] = np.stack(analysis.conflict.compared(analysis.interpretation))
    started = path.with_name(path.name + ".part")
    try:
        with started.open("wb") as file:
            np.savez(file, **arrays)
        put_in_place(started, path)
    finally:
        started.unlink(missing_ok=True)
