"""The arrays and masks the engine works on, checked while they are made from what a model says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.conflict.checks import check_key
from modusvivendi.conflict.decision_maker import DecisionMaker
from modusvivendi.conflict.feasible import MAX_OPTIONS, MAX_STATES
from modusvivendi.conflict.graph import Graph
from modusvivendi.conflict.places import Places
from modusvivendi.errors import nearest

DIRECTIONS = ("forward", "back")
"""``forward``: once taken an option stays taken; ``back``: once dropped it stays dropped."""


def control_masks(
    decision_makers: Sequence[DecisionMaker], bits: Mapping[str, int], places: Places
) -> NDArray[np.int64]:
    """Bits each decision maker controls, int64 of shape (number of decision makers,)."""
    if len(bits) > MAX_OPTIONS:
        places.fail(
            f"the model has {len(bits)} options, more than the {MAX_OPTIONS} that can be solved",
            "decision_makers",
            hint="leave out options that no condition mentions, or make one of several that go together",
        )
    masks = [sum(1 << bits[name] for name in dm.option_names) for dm in decision_makers]
    return np.array(masks, dtype=np.int64)


def irreversible_masks(
    irreversible: Mapping[str, str], bits: Mapping[str, int], places: Places
) -> tuple[int, int]:
    """Bits that, once taken, stay taken; and those that, once dropped, stay dropped."""
    masks = dict.fromkeys(DIRECTIONS, 0)
    for number, (name, direction) in enumerate(irreversible.items()):
        if name not in bits:
            places.fail(f"unknown option {name}", "irreversible", number, hint=nearest(name, bits))
        if direction not in DIRECTIONS:
            places.fail(
                f"unknown direction {direction!r}",
                "irreversible",
                number,
                hint="forward: once taken it stays taken; back: once dropped it stays dropped",
            )
        masks[direction] |= 1 << bits[name]
    return masks["forward"], masks["back"]


def whole_numbers(given: ArrayLike) -> NDArray[np.int64] | None:
    """Give whole numbers as int64, and None for anything else."""
    try:
        array = np.asarray(given)
    except (ValueError, TypeError, OverflowError):
        return None
    if array.size == 0:
        return np.zeros(array.shape, dtype=np.int64)
    if array.dtype.kind not in "iu" or (
        array.dtype.kind == "u" and int(array.max()) > np.iinfo(np.int64).max
    ):
        return None
    return array.astype(np.int64)


def given_codes(given: ArrayLike, options: int, places: Places) -> NDArray[np.int64]:
    """Check codes of feasible states: whole numbers, ascending, of ``options`` bits."""
    codes = whole_numbers(given)
    if codes is None or codes.ndim != 1:
        places.fail("feasible states are codes, whole numbers in a list", "feasible")
    if not len(codes):
        places.fail("no state is feasible", "feasible")
    outside = np.flatnonzero((codes < 0) | (codes > (1 << options) - 1))
    if len(outside):
        places.fail(
            f"{codes[outside[0]]} is not the code of a state",
            "feasible",
            int(outside[0]),
            hint=f"with {options} options codes go from 0 to {(1 << options) - 1}",
        )
    wrong = np.flatnonzero(codes[1:] <= codes[:-1])
    if len(wrong):
        place = int(wrong[0]) + 1
        places.fail(
            f"feasible states do not ascend: {codes[place]} follows {codes[place - 1]}", "feasible", place
        )
    if len(codes) > MAX_STATES:
        places.fail(f"{len(codes):,} feasible states are more than {MAX_STATES:,}", "feasible")
    return codes


def make_graph(states: Sequence[str], decision_makers: Sequence[DecisionMaker], places: Places) -> Graph:
    """Check states and moves given by name, and number them."""
    if not states:
        places.fail("the model has no states", "states")
    numbers: dict[str, int] = {}
    for number, state in enumerate(states):
        check_key(state, "state", places, "states", number)
        if state in numbers:
            places.fail(f"the state {state} is given twice", "states", number)
        numbers[state] = number
    arcs = []
    for dm in decision_makers:
        if dm.options:
            places.fail(
                f"{dm.key} has options in a model that gives its states by name",
                *("decision_makers", dm.key, "options"),
                hint="give moves: [[from, to], ...] in place of options",
                key=True,
            )
        if dm.preferences:
            places.fail(
                f"{dm.key} has preference statements in a model that gives its states by name",
                *("decision_makers", dm.key, "preferences"),
                hint="give a ranking: [best state, ..., worst state]",
                key=True,
            )
        pairs: set[tuple[int, int]] = set()
        for number, (source, target) in enumerate(dm.moves or ()):
            path = ("decision_makers", dm.key, "moves", number)
            for state in (source, target):
                if state not in numbers:
                    places.fail(f"unknown state {state}", *path, hint=nearest(state, numbers))
            if source == target:
                places.fail(f"a move from {source} to itself", *path)
            if (numbers[source], numbers[target]) in pairs:
                places.fail(f"the move from {source} to {target} is given twice", *path)
            pairs.add((numbers[source], numbers[target]))
        arcs.append(np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2))
    return Graph(tuple(states), tuple(arcs))
