"""Legal sequences of moves: who can get where, step by step, nobody moving twice in a row."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.lattice import Int32, Lattice

Pair = tuple[int, int]
"""Place of a state, and the row of the decision maker who moved last."""


@dataclass(frozen=True, eq=False)
class Moves:
    """Moves and improvements between states, by places and rows, looked up once each.

    Attributes
    ----------
    moves_of
        Who can move where.
    ranks
        Shape (n, N); larger is better. Lists are quicker for what is looked up one by one.
    known
        Moves that have been looked up; may be shared where only the ranks differ.
    """

    moves_of: Lattice | Arcs
    ranks: Int32 | Sequence[Sequence[int]]
    known: dict[Pair, list[int]] = field(default_factory=dict, repr=False)

    def moves(self, row: int, place: int) -> list[int]:
        """Places a decision maker can move to, ascending."""
        if (row, place) not in self.known:
            self.known[row, place] = self.moves_of.moves(row, place).tolist()
        return self.known[row, place]

    def improvements(self, row: int, place: int) -> list[int]:
        """Places a decision maker can move to and prefers, ascending."""
        rank = self.ranks[row]
        return [to for to in self.moves(row, place) if rank[to] > rank[place]]

    def sequences(self, rows: Iterable[int], place: int, last: int = -1, *, improving: bool) -> set[Pair]:
        """Find where legal sequences of one or more moves by some decision makers end.

        Parameters
        ----------
        rows
            Who may move.
        place
            Where they start.
        last
            Who moved last before, and so cannot move first.
        improving
            Whether every step has to improve, for its mover, on the state it leaves.

        Returns
        -------
        set of Pair
            Ends, each with who moved last.
        """
        movers = list(rows)
        step = self.improvements if improving else self.moves
        found: set[Pair] = set()
        todo = [(place, last)]
        while todo:
            at, before = todo.pop()
            for row in movers:
                if row != before:
                    new = {(to, row) for to in step(row, at)} - found
                    found |= new
                    todo.extend(new)
        return found

    def ends(self, rows: Iterable[int], place: int, *, improving: bool = False) -> set[int]:
        """Find the places where legal sequences of one or more moves end."""
        return {to for to, _ in self.sequences(rows, place, improving=improving)}

    def together(self, rows: Iterable[int], start: int, goal: int) -> list[Pair] | None:
        """Find a shortest sequence of moves by some decision makers from one place to another.

        Returns
        -------
        list of Pair
            The steps: where each leads, and who moves. None where there is no such sequence.
        """
        movers = list(rows)
        first = (start, -1)
        came: dict[Pair, Pair] = {first: first}
        queue = deque([first])
        while queue:
            at, before = pair = queue.popleft()
            if at == goal and pair != first:
                steps = []
                while pair != first:
                    steps.append(pair)
                    pair = came[pair]
                return steps[::-1]
            for row in movers:
                if row != before:
                    for to in self.moves(row, at):
                        if (to, row) not in came:
                            came[to, row] = pair
                            queue.append((to, row))
        return None
