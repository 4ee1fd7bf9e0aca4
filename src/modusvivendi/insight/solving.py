"""Many preferences over the same states, with no work done twice.

Interpretations often leave a party the same preferences: an answer matters to those it is about, a
circumstance to those who mention it. What is the same is solved once. Under Nash, GMR and SMR stability a
verdict hangs on the focal party's own preferences alone, so that as many solutions do as the party with most
has; only where the others answer with improvements (SEQ) every combination has to be solved.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.lattice import Bool, Lattice
from modusvivendi.stability.many import stability_of_many

OWN = ("nash", "gmr", "smr")
"""Concepts under which only the focal party's own preferences count."""

MOST_COMPARED = 2**24
"""Ranks of one party's preferences that are compared; where there are more, all are taken to differ."""


WORTH_LOADING = 2**17
"""States times preferences from which on it pays to load the compiled loop over a batch."""


def holds_under(
    moves: Lattice | Arcs, ranks: NDArray[np.int32], concepts: Sequence[str]
) -> dict[str, NDArray[np.bool_]]:
    """Tell which states are equilibria under each of many preferences.

    Parameters
    ----------
    moves
        Who can move where.
    ranks
        Int32, shape (M, n, N): preferences, decision makers, states; larger is better.
    concepts
        Keys, any of ``nash, gmr, smr, seq, sseq``.

    Returns
    -------
    dict
        For each concept a bool array of shape (M, N).
    """
    rows = _numbered_rows(ranks)
    found: dict[str, Bool] = {}
    own = tuple(key for key in concepts if key in OWN)
    if own:
        places = [_firsts(rows[:, maker]) for maker in range(rows.shape[1])]
        found |= _by_own_preferences(moves, ranks, rows, places, own)
    others = tuple(key for key in concepts if key not in OWN)
    if others:
        firsts, kind = _distinct(rows)
        if len(firsts) * ranks.shape[2] >= WORTH_LOADING:
            _load_batches()
        stable = stability_of_many(moves, np.ascontiguousarray(ranks[firsts]), others)
        found |= {key: np.asarray(stable[key].all(axis=1))[kind] for key in others}
    return {key: found[key] for key in concepts}


def _load_batches() -> None:
    from modusvivendi.stability import compiled

    _ = compiled.judge_many


def holds_at(
    moves: Lattice | Arcs, ranks: NDArray[np.int32], concepts: Sequence[str], place: int
) -> dict[str, NDArray[np.bool_]]:
    """Tell under which of many preferences one state is an equilibrium.

    Parameters
    ----------
    moves, ranks, concepts
        As for :func:`holds_under`, but without ``sseq``.
    place
        Of the state.

    Returns
    -------
    dict
        For each concept a bool array of shape (M,).

    Notes
    -----
    What is stable under SEQ is so under GMR (Fang, Hipel & Kilgour 1993, ch. 3), which is known of all
    preferences soon: only those under which the state holds under GMR are solved for SEQ.
    """
    own = holds_under(moves, ranks, ("gmr", *(key for key in concepts if key in OWN and key != "gmr")))
    found = {key: held[:, place] for key, held in own.items()}
    if "seq" in concepts:
        seq: Bool = np.zeros(len(ranks), dtype=np.bool_)
        possible = np.flatnonzero(found["gmr"])
        if len(possible):
            seq[possible] = holds_under(moves, ranks[possible], ("seq",))["seq"][:, place]
        found["seq"] = seq
    return {key: found[key] for key in concepts}


def stable_at(moves: Lattice | Arcs, ranks: NDArray[np.int32], concept: str, place: int) -> NDArray[np.bool_]:
    """Tell for whom one state is stable under each of many preferences.

    Parameters
    ----------
    moves, ranks
        As for :func:`holds_under`.
    concept
        Key of the concept.
    place
        Of the state.

    Returns
    -------
    numpy.ndarray
        Bool, shape (M, n).
    """
    firsts, kind = _distinct(_numbered_rows(ranks))
    stable = stability_of_many(moves, np.ascontiguousarray(ranks[firsts]), (concept,))[concept]
    found: Bool = stable[kind, :, place]
    return found


def _by_own_preferences(
    moves: Lattice | Arcs,
    ranks: NDArray[np.int32],
    rows: NDArray[np.intp],
    places: Sequence[NDArray[np.intp]],
    concepts: tuple[str, ...],
) -> dict[str, Bool]:
    """Solve so few that each party's preferences all occur, and put the verdicts together."""
    most = max(map(len, places))
    some = np.stack(
        [ranks[first[np.arange(most) % len(first)], maker] for maker, first in enumerate(places)], axis=1
    )
    stable = stability_of_many(moves, np.ascontiguousarray(some), concepts)
    found: dict[str, Bool] = {}
    for key in concepts:
        held = stable[key][rows[:, 0], 0]
        for maker in range(1, rows.shape[1]):
            held &= stable[key][rows[:, maker], maker]
        found[key] = held
    return found


def _numbered_rows(ranks: NDArray[np.int32]) -> NDArray[np.intp]:
    """Give each party's row of shape (M, n, N) its number among that party's, shape (M, n)."""
    return np.stack([_numbered(ranks[:, maker]) for maker in range(ranks.shape[1])], axis=1)


def _distinct(rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give where each kind of row occurs first, ascending, and for each row of which kind it is."""
    _, firsts, inverse = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(firsts)
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    return firsts[order], place[inverse.reshape(-1)]


def _numbered(rows: NDArray[np.int32]) -> NDArray[np.intp]:
    """Give each row of shape (M, N) a number, equal ones the same, as they first occur."""
    seen: dict[bytes, int] = {}
    return np.array([seen.setdefault(row.tobytes(), len(seen)) for row in rows], dtype=np.intp)


def _firsts(numbers: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give where each number occurs first, in the order of the numbers."""
    found: NDArray[np.intp] = np.unique(numbers, return_index=True)[1]
    return found


def alike(
    conflict: Conflict, interpretations: Sequence[Interpretation]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find the interpretations that leave everybody the same preferences.

    Parameters
    ----------
    conflict
        The model.
    interpretations
        Of it; ``M`` in number.

    Returns
    -------
    tuple of numpy.ndarray
        Places of one interpretation of each kind, ascending; and, shape (M,), which of these kinds each
        interpretation is of.

    Notes
    -----
    No interpretation is ranked for all its states: of each party only the answers and circumstances that its
    statements speak of are gone through.
    """
    if not conflict.is_ranked or not interpretations:
        everything = np.arange(len(interpretations))
        return everything, everything
    texts = {question.text: question.id for question in conflict.questions}
    columns = []
    for row, dm in enumerate(conflict.decision_makers):
        asked = {texts[question] for _, question, _ in dm.every_statement() if question is not None}
        named = {
            name for statement, _, _ in dm.every_statement() for name in statement.formula.circumstances()
        }
        answers = sorted(asked)
        events = sorted(named)
        bearing = [
            (*(found.answers[key] for key in answers), *(found.circumstances[name] for name in events))
            for found in interpretations
        ]
        kinds: dict[tuple[object, ...], int] = {}
        of = np.array([kinds.setdefault(each, len(kinds)) for each in bearing], dtype=np.intp)
        if len(kinds) * len(conflict.codes) <= MOST_COMPARED:
            firsts = _firsts(of)
            of = _numbered(np.stack([conflict.ranks(interpretations[n])[row] for n in firsts.tolist()]))[of]
        columns.append(of)
    return _distinct(np.stack(columns, axis=1))
