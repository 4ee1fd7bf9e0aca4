"""Whether to run the loops plainly or compiled: loading the compiler outlasts solving a small case."""

from __future__ import annotations

import sys

ONE_CALL = 300_000
"""Steps that plain Python does in about the time the compiler takes to load."""

ALL_CALLS = 1_000_000
"""Steps after which so many small cases have been solved that the compiler would have been worth it."""

ONCE_LOADED = 400
"""Steps below which a compiled call costs more than it saves."""


class _Spent:
    """Steps done in plain Python so far in this process."""

    steps = 0


def plainly(steps: int) -> bool:
    """Tell whether to do about so many steps in plain Python; either way the results are the same."""
    if "modusvivendi.stability.compiled" in sys.modules:
        return steps <= ONCE_LOADED
    if steps > ONE_CALL or _Spent.steps + steps > ALL_CALLS:
        return False
    _Spent.steps += steps
    return True
