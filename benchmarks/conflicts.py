"""The conflicts that are solved: made by rule, with random preferences.

Preferences are orders of all states without ties, which is the worst case for caches and for the prediction
of branches; preferences from statements in order of importance are easier.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

import modusvivendi as mv

CONCEPTS = ("nash", "gmr", "smr", "seq")
KINDS = ("full", "infeasible", "one-way")


def full(options: int, decision_makers: int, kind: str = "full", seed: int = 1) -> dict[str, Any]:
    """Arguments of ``stability`` for a conflict of up to ``2**options`` states.

    Options are dealt out as evenly as they go. Of kind ``infeasible`` a fifth of the states, at random, is
    infeasible; of kind ``one-way`` the first option of each decision maker stays taken once taken.
    """
    rng = np.random.default_rng(seed)
    cuts = [round(k * options / decision_makers) for k in range(decision_makers + 1)]
    codes = np.arange(1 << options, dtype=np.int64)
    if kind == "infeasible":
        codes = codes[rng.random(len(codes)) < 0.8]
    return {
        "codes": codes,
        "controls": np.array([(1 << b) - (1 << a) for a, b in pairwise(cuts)]),
        "ranks": np.stack([rng.permutation(len(codes)) for _ in range(decision_makers)]).astype(np.int32),
        "forward": sum(1 << a for a in cuts[:-1]) if kind == "one-way" else 0,
    }


def many(options: int, count: int) -> tuple[mv.Conflict, NDArray[np.int32]]:
    """A conflict of five decision makers, and so many preferences for it, shape (count, 5, states)."""
    rng = np.random.default_rng(1)
    ranks = np.argsort(rng.random((count, 5, 1 << options), dtype=np.float32), axis=2).astype(np.int32)
    cuts = [round(k * options / 5) for k in range(6)]
    owned = {
        name: [f"o{k}" for k in range(a, b)] for name, (a, b) in zip("ABCDE", pairwise(cuts), strict=True)
    }
    return mv.Conflict.from_ranks(owned, dict(zip("ABCDE", ranks[0], strict=True))), ranks


def exclusive(sizes: tuple[int, ...], tied: int) -> str:
    """A model file: groups of options of which exactly one is taken, each group of a party of its own.

    In the first ``tied`` pairs of neighbouring groups, each option excludes one of the next group.
    """
    lines = ["status_quo: null", "decision_makers:"]
    for g, size in enumerate(sizes):
        options = ", ".join(f"o{k}: position {k + 1}" for k in range(size))
        lines.append(f"  P{g}: {{options: {{{options}}}, preferences: [{{formula: o0, assumption: it is}}]}}")
    lines.append("infeasible:")
    for g, size in enumerate(sizes):
        members = ", ".join(f"P{g}.o{k}" for k in range(size))
        lines.append(f"  - not exactly 1 of ({members})")
    for g, (here, there) in enumerate(pairwise(sizes[: tied + 1])):
        lines += [f"  - P{g}.o{k} and P{g + 1}.o{k % there}" for k in range(here)]
    return "\n".join(lines) + "\n"
