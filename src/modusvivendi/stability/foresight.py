"""Limited-move and non-myopic stability of two decision makers who look ahead.

From a state, the decision maker who moves first either stays or moves to the state from which, if the other
goes on with one move fewer to come, things end best for it. ``G_h(i, s)`` is where that ends if ``i``
starts at ``s`` and at most ``h`` moves are made. A state is stable for ``i`` with horizon ``h`` where ``i``
stays: ``G_h(i, s) = s``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from modusvivendi.errors import ConflictError
from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.lattice import Bool, Int32, Int64, Lattice

MOST_STATES = 16384
"""Moves are listed one by one here."""

MOST_ROUNDS = 10_000
"""After so many horizons without a repetition non-myopic stability is given up."""


@dataclass(frozen=True)
class Horizon:
    """What two decision makers expect with some number of moves to come.

    Attributes
    ----------
    ends
        Shape (2, N): where it ends if that decision maker moves first from that state; the state where it
        stays.
    choice
        Shape (2, N): the state moved to; the state itself where it stays.
    """

    ends: Int64
    choice: Int64


class Foresight:
    """The recursion over horizons.

    Parameters
    ----------
    moves
        In option form or graph form.
    ranks
        Shape (2, N), without ties.

    Raises
    ------
    ConflictError
        If there are not two decision makers, if one is indifferent between two states, or there are too
        many states. With ties the best move is not unique and neither is the outcome; with more decision
        makers the literature has several competing definitions.
    """

    def __init__(self, moves: Lattice | Arcs, ranks: Int32) -> None:
        n, states = ranks.shape
        what = "limited-move and non-myopic stability"
        if n != 2:
            raise ConflictError(
                f"{what} are defined for two decision makers, and there are {n}",
                hint="for more of them the literature has several competing definitions",
            )
        if states > MOST_STATES:
            raise ConflictError(f"{what} can be found for {MOST_STATES:,} states at most, not {states:,}")
        for row in ranks:
            if len(np.unique(row)) < states:
                raise ConflictError(
                    f"{what} need strict preferences, and a decision maker ranks two states alike",
                    hint="with ties what the other will do is not determined",
                )
        self.ranks = ranks.astype(np.int64)
        self.states = states
        self.lists = [_listed(moves, i) for i in range(2)]

    def start(self) -> Horizon:
        """With no move to come everything stays as it is."""
        here = np.tile(np.arange(self.states), (2, 1))
        return Horizon(here, here)

    def longer(self, shorter: Horizon) -> Horizon:
        """Allow one move more."""
        ends, choice = shorter.ends.copy(), shorter.choice.copy()
        here = np.arange(self.states)
        for i in range(2):
            first, to = self.lists[i]
            choice[i] = here
            ends[i] = here
            movable = np.flatnonzero(first[1:] > first[:-1])
            if not len(movable):
                continue
            after = shorter.ends[1 - i][to]
            value = self.ranks[i][after]
            best = np.maximum.reduceat(value, first[movable])
            leaving = best > self.ranks[i][movable]
            # Of several moves that end alike the first listed is taken; the end is the same.
            source = np.repeat(np.arange(len(movable)), np.diff(first)[movable])
            chosen = np.full(len(movable), -1)
            hits = np.flatnonzero(value == best[source])[::-1]
            chosen[source[hits]] = hits
            choice[i][movable[leaving]] = to[chosen[leaving]]
            ends[i][movable[leaving]] = after[chosen[leaving]]
        return Horizon(ends, choice)

    def limited(self, horizon: int) -> list[Horizon]:
        """Give what is expected with 0, 1, … ``horizon`` moves to come."""
        found = [self.start()]
        for _ in range(horizon):
            found.append(self.longer(found[-1]))
        return found

    def until_repeated(self) -> tuple[list[Horizon], int]:
        """Give all horizons until they repeat, and from which one on they do for ever.

        Each depends on the one before only, so that they repeat sooner or later.

        Raises
        ------
        ConflictError
            If they have not repeated after very many rounds.
        """
        found = [self.start()]
        seen = {found[0].ends.tobytes(): 0}
        for number in range(1, MOST_ROUNDS):
            found.append(self.longer(found[-1]))
            key = found[-1].ends.tobytes()
            if key in seen:
                return found, seen[key] + 1
            seen[key] = number
        raise ConflictError(f"what the two expect does not settle within {MOST_ROUNDS:,} moves")

    def path(self, horizons: list[Horizon], i: int, s: int) -> list[tuple[int, int]]:
        """Follow what is expected if ``i`` starts at ``s``: who moves where, until one of them stays.

        ``horizons`` are those with 0, 1, … moves to come; the last is the one that counts.
        """
        steps = []
        for found in reversed(horizons):
            to = int(found.choice[i][s])
            if to == s:
                break
            steps.append((i, to))
            i, s = 1 - i, to
        return steps

    def stays(self, horizons: list[Horizon]) -> Bool:
        """Tell which states each would stay at under all of these horizons, shape (2, N)."""
        here = np.arange(self.states)
        stable = np.ones((2, self.states), dtype=np.bool_)
        for found in horizons:
            stable &= found.ends == here
        return stable


def limited_move(moves: Lattice | Arcs, ranks: Int32, horizon: int) -> Bool:
    """Find the states that are stable with a horizon of ``horizon`` moves, bool, shape (2, N).

    References
    ----------
    Zagare, "Limited-move equilibria in 2x2 games", Theory and Decision 16 (1984); Kilgour 1985; Fang, Hipel &
    Kilgour, European Journal of Operational Research 41 (1989). Two decision makers, strict preferences.
    """
    foresight = Foresight(moves, ranks)
    return foresight.stays(foresight.limited(horizon)[-1:])


def non_myopic(moves: Lattice | Arcs, ranks: Int32) -> Bool:
    """Find the states that are stable for every horizon from some horizon on, bool, shape (2, N).

    References
    ----------
    Brams & Wittman, "Nonmyopic equilibria in 2x2 games", Conflict Management and Peace Science 6 (1981);
    Kilgour 1985; Fang, Hipel & Kilgour 1993. Two decision makers, strict preferences.
    """
    foresight = Foresight(moves, ranks)
    found, begin = foresight.until_repeated()
    return foresight.stays(found[begin:])


@dataclass(frozen=True)
class Outlook:
    """Why one of the two stays or leaves, in places of states.

    Attributes
    ----------
    leaves
        What happens, step by step, if it leaves; empty where it stays.
    answers
        For each of its improvements what would happen then, where it stays.
    """

    leaves: list[tuple[int, int]]
    answers: dict[int, list[tuple[int, int]]]


def outlook(
    moves: Lattice | Arcs, ranks: Int32, i: int, s: int, horizon: int | None, better: list[int]
) -> Outlook:
    """Say what ``i`` expects at ``s`` with a horizon of so many moves, or None for non-myopic stability."""
    foresight = Foresight(moves, ranks)
    if horizon is None:
        found, begin = foresight.until_repeated()
        leaving = [h for h in range(begin, len(found)) if int(found[h].ends[i][s]) != s]
        found = found[: (leaving[0] if leaving else len(found) - 1) + 1]
    else:
        found = foresight.limited(horizon)
    leaves = foresight.path(found, i, s)
    if leaves:
        return Outlook(leaves, {})
    return Outlook([], {t: foresight.path(found[:-1], 1 - i, t) for t in better})


def _listed(moves: Lattice | Arcs, i: int) -> tuple[Int64, Int64]:
    """List the moves of ``i``: where those from each state begin, and where they lead."""
    lists = [moves.moves(i, s) for s in range(moves.states)]
    first = np.concatenate(([0], np.cumsum([len(part) for part in lists])))
    return first.astype(np.int64), np.concatenate(lists).astype(np.int64)
