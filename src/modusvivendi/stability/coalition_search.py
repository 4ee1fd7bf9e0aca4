"""Shortest ways of coalitions from single states: to improve together, and to answer those who did."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.lattice import Int32, Lattice

Group = tuple[int, ...]
"""Positions of decision makers, ascending."""

Way = tuple[tuple[int, int], ...]
"""Moves in a row, of which no two in a row are of the same decision maker: who, and the place it leads to."""

JointWay = tuple[tuple[Group, Way], ...]
"""Joint moves in a row, of which no two in a row are of the same coalition: who, and how."""


@dataclass(frozen=True)
class Search:
    """Looks for ways in a conflict, state by state.

    Parameters
    ----------
    moves
        In option form or graph form.
    ranks
        Shape (n, N).
    """

    moves: Lattice | Arcs
    ranks: Int32

    @cached_property
    def _level(self) -> list[list[int]]:
        found: list[list[int]] = self.ranks.tolist()
        return found

    @cached_property
    def _known(self) -> dict[tuple[int, int], list[int]]:
        return {}

    @cached_property
    def _ways(self) -> dict[tuple[Group, int], dict[int, Way]]:
        return {}

    def out(self, i: int, place: int) -> list[int]:
        """Places decision maker ``i`` can move to."""
        if (i, place) not in self._known:
            self._known[i, place] = self.moves.moves(i, place).tolist()
        return self._known[i, place]

    def prefers(self, i: int, s: int, t: int) -> bool:
        """Whether decision maker ``i`` prefers ``t`` to ``s``."""
        return self._level[i][t] > self._level[i][s]

    def better(self, group: Group, s: int, t: int) -> bool:
        """Whether every member prefers ``t`` to ``s``."""
        return all(self.prefers(i, s, t) for i in group)

    def ways(self, group: Group, start: int) -> dict[int, Way]:
        """Give all places the members can reach by legal sequences of moves, with a shortest one for each."""
        if (group, start) not in self._ways:
            found: dict[int, Way] = {}
            for place, way in self._legal(group, start):
                found.setdefault(place, way)
            self._ways[group, start] = found
        return self._ways[group, start]

    def _legal(self, group: Group, start: int) -> Iterator[tuple[int, Way]]:
        """Give places with shortest legal sequences to them, the shorter first; once for each last mover."""
        todo: deque[tuple[int, int, Way]] = deque([(start, -1, ())])
        seen: set[tuple[int, int]] = set()
        while todo:
            at, last, way = todo.popleft()
            for i in group:
                if i == last:
                    continue
                for place in self.out(i, at):
                    if (place, i) not in seen:
                        seen.add((place, i))
                        longer = (*way, (i, place))
                        yield place, longer
                        todo.append((place, i, longer))

    def any_answer(self, rest: Group, start: int, harms: Callable[[int], bool]) -> JointWay | None:
        """Give a shortest legal sequence of moves of ``rest`` to a place that harms, or None."""
        for place, way in self._legal(rest, start):
            if harms(place):
                return tuple(((i,), ((i, to),)) for i, to in way)
        return None

    def credible_answer(
        self, groups: Sequence[Group], start: int, harms: Callable[[int], bool]
    ) -> JointWay | None:
        """Give a shortest sequence of joint improvements to a place that harms, or None.

        Each is made by one of ``groups`` and better for all its members than the state it is made from.
        """
        todo: deque[tuple[int, int, JointWay]] = deque([(start, -1, ())])
        seen: set[tuple[int, int]] = set()
        while todo:
            at, last, steps = todo.popleft()
            for number, group in enumerate(groups):
                if number == last:
                    continue
                for place, way in self.ways(group, at).items():
                    if (place, number) in seen or not self.better(group, at, place):
                        continue
                    seen.add((place, number))
                    longer = (*steps, (group, way))
                    if harms(place):
                        return longer
                    todo.append((place, number, longer))
        return None
