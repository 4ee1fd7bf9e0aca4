"""Legal sequences of moves: who can get where, step by step, nobody moving twice in a row."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.lattice import Int32, Lattice

Pair = tuple[int, int]
"""Place of a state, and the row of the decision maker who moved last."""


class MoveTable:
    """Who can move where, by rows and places, each looked up once; shared where only preferences differ.

    Parameters
    ----------
    moves_of
        Who can move where.
    """

    def __init__(self, moves_of: Lattice | Arcs) -> None:
        self.moves_of = moves_of
        self.better: dict[tuple[int, int], list[int]] = {}
        self._known: dict[Pair, list[int]] = {}
        self._groups: dict[int, dict[int, list[int]]] = {}

    def moves(self, row: int, place: int) -> list[int]:
        """Places a decision maker can move to, ascending."""
        known = self._known.get((row, place))
        if known is None:
            known = self._known[row, place] = self._looked_up(row, place)
        return known

    def _looked_up(self, row: int, place: int) -> list[int]:
        moves_of = self.moves_of
        if isinstance(moves_of, Arcs):
            found: list[int] = moves_of.moves(row, place).tolist()
            return found
        code, rest = int(moves_of.codes[place]), ~int(moves_of.controls[row])
        near = [to for to in self._group(moves_of, row)[code & rest] if to != place]
        if moves_of.reversible:
            return near
        codes = moves_of.codes
        return [
            to
            for to in near
            if not code & moves_of.forward & ~int(codes[to]) and not ~code & moves_of.back & int(codes[to])
        ]

    def _group(self, lattice: Lattice, row: int) -> dict[int, list[int]]:
        """Sort places by what others do in the states there: within a group the decision maker moves."""
        if row not in self._groups:
            groups: dict[int, list[int]] = {}
            for place, label in enumerate((lattice.codes & ~lattice.controls[row]).tolist()):
                groups.setdefault(label, []).append(place)
            self._groups[row] = groups
        return self._groups[row]


class Moves:
    """Moves and improvements between states, by rows and places.

    Parameters
    ----------
    table
        Who can move where.
    ranks
        For each decision maker a list of ranks, larger is better. They must not change, nor go away while
        the table is used.
    """

    def __init__(self, table: MoveTable, ranks: Sequence[list[int]]) -> None:
        self.table, self.ranks = table, ranks
        self._keys = [id(rank) for rank in ranks]

    @classmethod
    def of(cls, moves_of: Lattice | Arcs, ranks: Int32) -> Self:
        """Look at the moves of a conflict under preferences of shape (n, N)."""
        return cls(MoveTable(moves_of), ranks.tolist())

    def moves(self, row: int, place: int) -> list[int]:
        """Places a decision maker can move to, ascending."""
        return self.table.moves(row, place)

    def improvements(self, row: int, place: int) -> list[int]:
        """Places a decision maker can move to and prefers, ascending."""
        key = (self._keys[row], place)
        known = self.table.better.get(key)
        if known is None:
            rank = self.ranks[row]
            here = rank[place]
            known = [to for to in self.table.moves(row, place) if rank[to] > here]
            self.table.better[key] = known
        return known

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

    def ends(self, rows: Iterable[int], place: int, *, improving: bool = False) -> Iterator[int]:
        """Find the places where legal sequences of one or more moves end, one by one, but for the start."""
        movers = list(rows)
        if isinstance(self.table.moves_of, Arcs):
            found = {to for to, _ in self.sequences(movers, place, improving=improving)}
            yield from sorted(found - {place})
            return
        # Moves in option form are transitive, and so are improvements: nobody needs to move twice in a row.
        step = self.improvements if improving else self.moves
        seen = {place}
        queue = deque([place])
        while queue:
            at = queue.popleft()
            for row in movers:
                for to in step(row, at):
                    if to not in seen:
                        seen.add(to)
                        queue.append(to)
                        yield to

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
