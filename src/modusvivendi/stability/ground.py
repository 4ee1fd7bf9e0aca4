"""What a conflict is solved on, and by which engine: ranks where preferences are rankings, else tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.comparisons import MOST_STATES, Table
from modusvivendi.errors import ConflictError
from modusvivendi.stability import engine, foresight, simultaneous
from modusvivendi.stability.arcs import Arcs, Path
from modusvivendi.stability.concepts import CORE, horizon_of
from modusvivendi.stability.lattice import Bool, Int32, Int64, Lattice, build
from modusvivendi.stability.refinements import Refinement, refinement
from modusvivendi.stability.relations import Relations


def moves_of(conflict: Conflict) -> Lattice | Arcs:
    """Work out who can move where in a conflict, in option form or graph form."""
    if conflict.graph is not None:
        return Arcs(len(conflict.graph.states), conflict.graph.arcs)
    return build(conflict.codes, conflict.controls, conflict.forward, conflict.back)


_EXTENSIONS = (
    "the extensions a, b, c and d say what is made of that: ask for nash-a, gmr-a, smr-a, seq-a and so on; "
    "modus explain gmr-a tells more"
)


class Ground:
    """Moves and preferences of a conflict in one interpretation, and the verdicts on them.

    Parameters
    ----------
    conflict, interpretation
        What is solved.
    moves
        Who can move where.
    """

    def __init__(self, conflict: Conflict, interpretation: Interpretation, moves: Lattice | Arcs) -> None:
        self.conflict = conflict
        self.interpretation = interpretation
        self.moves = moves
        self._verdicts: dict[str, Bool] = {}

    @cached_property
    def ranks(self) -> Int32:
        """Int32, shape (n, N); larger is better. ConflictError where preferences are no ranking."""
        return self.conflict.ranks(self.interpretation)

    @cached_property
    def relations(self) -> Relations:
        """The same as tables of states by states; ConflictError where there are too many states for them."""
        return Relations(self.moves, self.conflict.compared(self.interpretation))

    def verdicts(self, keys: Iterable[str]) -> dict[str, Bool]:
        """Tell which states are stable for whom, for each concept a bool array of shape (n, N).

        Raises
        ------
        ConflictError
            Where a concept needs to know, or to rank, what is not known or not ranked.
        """
        simple = {key: self._simple(key) for key in keys}
        wanted = [key for key in simple.values() if key in CORE and key not in self._verdicts]
        if wanted and self.conflict.is_ranked:  # together, as the engine shares work between them
            core = tuple(dict.fromkeys(wanted))
            found = (
                self.moves.verdicts(self.ranks, core)
                if isinstance(self.moves, Arcs)
                else engine.verdicts(self.moves, self.ranks, core)
            )
            for key, verdict in found.items():
                self._keep(key, verdict)
        return {key: self._verdict(of) for key, of in simple.items()}

    def verdict(self, key: str) -> Bool:
        """Do the same for one concept."""
        return self.verdicts([key])[key]

    def _verdict(self, key: str) -> Bool:
        if key not in self._verdicts:
            horizon = horizon_of(key)
            if horizon is not None:
                self._keep(key, foresight.limited_move(self.moves, self.ranks, horizon))
            elif key == "nm":
                self._keep(key, foresight.non_myopic(self.moves, self.ranks))
            elif key == "sim":
                self._keep(key, simultaneous.simultaneous(self.moves, self.ranks))
            else:
                self._keep(key, self.relations.verdicts(refinement(key) or Refinement(key)))
        return self._verdicts[key]

    def _keep(self, key: str, verdict: Bool) -> None:
        verdict.setflags(write=False)
        self._verdicts[key] = verdict

    def _simple(self, key: str) -> str:
        """Give the plain concept that a refined one comes to, where what refines it does not occur."""
        refined = refinement(key)
        unknown = self.conflict.unknown
        if unknown is not None and (refined is None or not refined.attitude):
            raise ConflictError(unknown, hint=_EXTENSIONS)
        if refined is None or refined.weak or refined.degree or (refined.attitude and unknown is not None):
            return key
        return refined.base

    def compared(self, row: int, place: int, places: Int64) -> Table:
        """Tell by how much a decision maker prefers states to the one in ``place``; see Conflict.compared."""
        graded = self.conflict.is_graded and self.moves.states <= MOST_STATES
        if graded or not self.conflict.is_ranked:
            return np.asarray(self.relations.tables[row][place, places])
        ranks = self.ranks[row]
        better = np.asarray(ranks[places] > ranks[place]).astype(np.int8)
        return better - np.asarray(ranks[places] < ranks[place]).astype(np.int8)

    def best_first(self, row: int, place: int, places: Int64) -> Int64:
        """Put states in order, those a decision maker likes best beside the one in ``place`` first."""
        ranked = self.conflict.is_ranked
        liking = self.ranks[row][places] if ranked else self.compared(row, place, places)
        return places[np.lexsort((places, -liking.astype(np.int64)))]

    def deterrents(self, row: int, key: str, place: int) -> Callable[[int], Path]:
        """Prepare the search for the shortest answers that deter a decision maker from leaving a state.

        Returns
        -------
        callable
            From the place of a state it could move to, to the steps; None where nothing deters.
        """
        simple = self._simple(key)
        if simple in CORE and self.conflict.is_ranked:
            return self._ranked_deterrents(row, simple, place)
        return self.relations.deterrents(row, refinement(simple) or Refinement(simple), place)

    @cached_property
    def _ranked_deterrents(self) -> Callable[[int, str, int], Callable[[int], Path]]:
        if isinstance(self.moves, Arcs):
            return self.moves.deterrents(self.ranks)
        return engine.deterrents(self.moves, self.ranks)
