"""Ranks that are given, not worked out from preference statements: as numbers, or as rankings of states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.conflict.arrays import whole_numbers
from modusvivendi.conflict.decision_maker import DecisionMaker, State
from modusvivendi.conflict.places import Places
from modusvivendi.conflict.prioritisation import dense
from modusvivendi.errors import ConflictError, FormulaError, nearest

if TYPE_CHECKING:
    from modusvivendi.conflict.model import Conflict


def fixed_rows(
    conflict: Conflict, ranks: Mapping[str, ArrayLike], places: Places
) -> dict[str, NDArray[np.int32]]:
    """Ranks that are the same in every interpretation, by decision maker.

    Parameters
    ----------
    conflict
        A conflict whose states are known.
    ranks
        Ranks given as numbers, by decision maker.
    places
        For errors.

    Returns
    -------
    dict
        int32 of shape (N,), dense and read-only. Decision makers with preference statements are not in it.

    Raises
    ------
    ConflictError
        Where ranks are no whole numbers or not one a state, or a ranking misses or repeats a state.
    """
    rows: dict[str, NDArray[np.int32]] = {}
    for dm in conflict.decision_makers:
        if dm.key in ranks:
            rows[dm.key] = _from_numbers(dm.key, ranks[dm.key], len(conflict.codes), places)
        elif dm.ranking is not None:
            rows[dm.key] = _from_ranking(conflict, dm, places)
        else:
            continue
        rows[dm.key].setflags(write=False)
    return rows


def makers_of_ranks(
    options: Mapping[str, Sequence[str] | Mapping[str, str]], ranks: Mapping[str, ArrayLike], places: Places
) -> list[DecisionMaker]:
    """Make the decision makers of a conflict that is given by the ranks of its states.

    Parameters
    ----------
    options
        Keys of the options of each decision maker, or their labels by key.
    ranks
        By decision maker.
    places
        For errors.

    Raises
    ------
    ConflictError
        Where ranks and options are not of the same decision makers, or an option is given twice.
    """
    for key in ranks:
        if key not in options:
            places.fail(f"there is no decision maker {key}", "ranks", key, hint=nearest(key, options))
    made = []
    for key, own in options.items():
        if key not in ranks:
            places.fail(f"the ranks of {key} are missing", "ranks")
        labels = dict(own) if isinstance(own, Mapping) else dict(zip(own, own, strict=True))
        if len(labels) < len(own):
            number, option = next((n, o) for n, o in enumerate(own) if o in list(own)[:n])
            places.fail(f"{key} has the option {option} twice", "options", key, number)
        made.append(DecisionMaker(key, labels))
    return made


def _from_numbers(key: str, given: ArrayLike, states: int, places: Places) -> NDArray[np.int32]:
    ranks = whole_numbers(given)
    if ranks is None:
        places.fail(f"the ranks of {key} are not whole numbers", "ranks", key)
    if ranks.ndim != 1:
        places.fail(f"the ranks of {key} are no list of numbers, but of shape {ranks.shape}", "ranks", key)
    if len(ranks) != states:
        places.fail(
            f"{key} has {ranks.size} ranks for {states} feasible states",
            *("ranks", key),
            hint="there is one rank a feasible state",
        )
    return dense(ranks)


def _from_ranking(conflict: Conflict, dm: DecisionMaker, places: Places) -> NDArray[np.int32]:
    path = ("decision_makers", dm.key, "ranking")
    if dm.preferences:
        places.fail(f"{dm.key} has both preferences and a ranking", *path, hint="give one of them", key=True)
    ranking = dm.ranking or ()
    try:
        states = len(conflict.codes)
    except ConflictError as error:
        hint = "give preference statements, which need no list of states"
        places.fail(f"{dm.key} ranks states one by one, but {error.message}", *path, hint=hint, key=True)
    row = np.full(states, -1, dtype=np.int32)
    falls = 0  # larger ones stand in a file as entries of their own
    for number, tied in enumerate(ranking):
        falls += sum(degree > 1 for degree in dm.degrees[max(number - 1, 0) : number])
        entry = number + falls
        for state in tied:
            place = place_of(conflict, state, places, *path, entry)
            if row[place] >= 0:
                places.fail(f"the state {_written(state)} is ranked twice for {dm.key}", *path, entry)
            row[place] = len(ranking) - 1 - number
    missed = conflict.codes[row < 0]
    if len(missed):
        some = "; ".join(conflict.describe(int(code)) for code in missed[:3])
        places.fail(
            f"the ranking of {dm.key} misses {len(missed)} of {len(row)} feasible states",
            *path,
            hint="every feasible state stands in it exactly once; missing: "
            + some
            + ("; …" if len(missed) > 3 else ""),
        )
    return dense(row)


def place_of(conflict: Conflict, state: State, places: Places, *path: str | int) -> int:
    """Find the place of a state, as preferences name it, among the feasible ones.

    Raises
    ------
    ConflictError
        Where it is no feasible state; ``path`` says where it is named.
    """
    if conflict.graph is not None:
        if not isinstance(state, str):
            places.fail("a state in graph form is given by its name", *path)
        if state not in conflict.graph.numbers:
            places.fail(f"unknown state {state}", *path, hint=nearest(state, conflict.graph.states))
        return conflict.graph.numbers[state]
    if isinstance(state, str):
        places.fail("a state is given as the list of options taken in it", *path)
    try:
        place = conflict.position(conflict.code(state))
    except FormulaError as error:
        places.fail(error.message, *path, hint=error.hint)
    if place is None:
        places.fail(f"the state {_written(state)} is not feasible", *path)
    return place


def _written(state: State) -> str:
    return state if isinstance(state, str) else "[" + ", ".join(state) + "]"
