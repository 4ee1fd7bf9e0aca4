"""The parts that a conflict was made of, for making one in which some of them are different."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from numpy.typing import ArrayLike

from modusvivendi.conflict.places import Places

if TYPE_CHECKING:
    from modusvivendi.conflict.model import Conflict


def parts_of(
    conflict: Conflict, codes: ArrayLike | None, ranks: Mapping[str, ArrayLike], file: str | None
) -> dict[str, Any]:
    """Give the parameters that a conflict is made from, by name.

    Parameters
    ----------
    conflict
        The conflict.
    codes, ranks
        Its feasible states and ranks as they were given, if they were.
    file
        What to call its file in errors.
    """
    return {
        "decision_makers": conflict.decision_makers,
        "title": conflict.title,
        "status_quo": conflict.status_quo_names,
        "circumstances": conflict.circumstances,
        "infeasible": conflict.infeasible,
        "irreversible": conflict.irreversible,
        "omitted": conflict.omitted,
        "states": conflict.graph.states if conflict.graph is not None else None,
        "patterns": conflict.patterns,
        "codes": codes,
        "ranks": ranks,
        "circumstance_notes": conflict.circumstance_notes,
        "infeasible_notes": conflict.infeasible_notes,
        "drafted": conflict.drafted,
        "gmcr": conflict.gmcr,
        "warnings": conflict.warnings,
        "source": conflict.source,
        "places": Places(file),
    }
