"""Searching legal sequences of steps: all minimal ones to one state, and what could lead off them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, pairwise
from math import inf
from typing import Literal

from modusvivendi.insight.grounds import Ground, ground
from modusvivendi.insight.sequences import Moves
from modusvivendi.stability import Analysis
from modusvivendi.stability.arcs import Arcs

By = Literal["improvements", "moves"]
"""Whether every step has to improve, for whoever takes it, on the state it leaves."""

MOST_TRIED = 200_000
"""Steps that are tried to list them."""


@dataclass(frozen=True)
class Leg:
    """One step of a way.

    Attributes
    ----------
    movers
        Keys of who takes it: one decision maker, or a coalition.
    before, after
        Codes of the states.
    improves
        Whether all of them prefer the state after it.
    """

    movers: tuple[str, ...]
    before: int
    after: int
    improves: bool


Way = tuple[Leg, ...]


@dataclass(frozen=True)
class Stall:
    """A state on the way in which it can come to a halt, or take another turn.

    Attributes
    ----------
    code
        The state.
    decision_maker
        Who would rather go elsewhere; None where nobody would go anywhere by itself.
    becomes
        Code of the best improvement that leads off the ways.
    lost
        Whether the arrangement cannot be reached any more from there.
    ground
        The preference on which it would.
    """

    code: int
    decision_maker: str | None = None
    becomes: int | None = None
    lost: bool = False
    ground: Ground | None = None


class RouteSearch:
    """Searches legal sequences of steps. A mover is a number: decision makers first, then coalitions."""

    def __init__(self, analysis: Analysis, by: By, groups: Sequence[Sequence[str]]) -> None:
        self.analysis = analysis
        self.moves = Moves.of(analysis.moves_of, analysis.ranks)
        self.by = by
        names = analysis.names
        self.movers = [(name,) for name in names] + [tuple(group) for group in groups if len(group) > 1]
        self.rows = [[names.index(name) for name in members] for members in self.movers]
        # In option form moves are transitive, so that a step that can be left out is one between two states.
        self.transitive = not isinstance(analysis.moves_of, Arcs)
        self._steps: dict[tuple[int, int], list[int]] = {}
        self._after: dict[int, set[int]] = {}

    def steps(self, mover: int, place: int) -> list[int]:
        """Places to which one step of a mover leads."""
        key = (mover, place)
        if key not in self._steps:
            rows = self.rows[mover]
            if len(rows) > 1:
                better = [to for to in self.moves.ends(rows, place) if self.improves(mover, place, to)]
                self._steps[key] = sorted(better)
            elif self.by == "improvements":
                self._steps[key] = self.moves.improvements(rows[0], place)
            else:
                self._steps[key] = self.moves.moves(rows[0], place)
        return self._steps[key]

    def improves(self, mover: int, before: int, after: int) -> bool:
        """Whether all of a mover's members prefer one place to another."""
        return all(self.moves.ranks[row][after] > self.moves.ranks[row][before] for row in self.rows[mover])

    def leading(self, goal: int) -> dict[tuple[int, int], int]:
        """Find from where, and after whose step, how many steps lead on to a goal at least."""
        into: dict[tuple[int, int], list[int]] = {}
        movers = range(len(self.movers))
        for place in range(len(self.analysis.codes)):
            for mover in movers:
                for to in self.steps(mover, place):
                    into.setdefault((to, mover), []).append(place)
        found = {(goal, mover): 0 for mover in (-1, *movers)}
        queue = deque(found)
        while queue:
            pair = queue.popleft()
            for place in into.get(pair, ()):
                for last in (-1, *movers):
                    if last != pair[1] and (place, last) not in found:
                        found[place, last] = found[pair] + 1
                        queue.append((place, last))
        return found

    def minimal(self, start: int, goal: int, limit: int, beyond: int | None) -> tuple[list[Way], bool]:
        """List minimal ways, the shortest first, and tell whether these are all."""
        self.reaching = self.leading(goal)
        found: list[Way] = []
        if start == goal or (start, -1) not in self.reaching:
            return found, True
        longest = inf if beyond is None else self.reaching[start, -1] + beyond
        number = count()
        # What can still be shortest comes first, and of that what has come furthest.
        heap = [(self.reaching[start, -1], 0, next(number), [(start, -1)])]
        tried = 0
        while heap:
            *_, path = heappop(heap)
            at, last = path[-1]
            if at == goal:
                if len(found) == limit:
                    return found, False
                if self.transitive or not self._shortened(path, any_last=True):
                    found.append(self._way(path))
                continue
            for mover in range(len(self.movers)):
                for to in self.steps(mover, at) if mover != last else ():
                    pair = (to, mover)
                    tried += 1
                    if tried > MOST_TRIED:
                        return found, False
                    if pair not in self.reaching or pair in path or to == start:
                        continue
                    longer = [*path, pair]
                    least = len(path) + self.reaching[pair]
                    if least <= longest and not self._can_be_left_out(longer):
                        heappush(heap, (least, -len(path), next(number), longer))
        return found, True

    def _can_be_left_out(self, path: Sequence[tuple[int, int]]) -> bool:
        """Whether some step before the last of a path can be left out."""
        if not self.transitive:
            return self._shortened(path, any_last=False)
        end = path[-1][0]
        return any(end in self._next(place) for place, _ in path[:-2])

    def _next(self, place: int) -> set[int]:
        """Places to which one step of anybody leads."""
        if place not in self._after:
            self._after[place] = {to for mover in range(len(self.movers)) for to in self.steps(mover, place)}
        return self._after[place]

    def _shortened(self, path: Sequence[tuple[int, int]], *, any_last: bool) -> bool:
        """Whether a legal sequence leads through some, not all, of the places of a path to its last one.

        Unless ``any_last``, whoever moved last has to be the same.
        """
        places = [place for place, _ in path]
        end = len(places) - 1
        # From which place, after whose step, with something left out before.
        known = {(0, -1, False)}
        todo = [(0, -1, False)]
        while todo:
            index, last, skipped = todo.pop()
            for mover in range(len(self.movers)):
                if mover == last:
                    continue
                reach = set(self.steps(mover, places[index]))
                for later in range(index + 1, end + 1):
                    if places[later] in reach:
                        state = (later, mover, skipped or later > index + 1)
                        if later == end and state[2] and (any_last or mover == path[-1][1]):
                            return True
                        if state not in known:
                            known.add(state)
                            todo.append(state)
        return False

    def _way(self, path: Sequence[tuple[int, int]]) -> Way:
        codes = self.analysis.codes
        return tuple(
            Leg(
                self.movers[mover], int(codes[before]), int(codes[after]), self.improves(mover, before, after)
            )
            for (before, _), (after, mover) in pairwise(path)
        )

    def stalls(self, found: Sequence[Way], goal: int) -> Iterator[Stall]:
        """Find where somebody would rather go elsewhere, or nobody would go on by itself."""
        conflict, assumed = self.analysis.conflict, self.analysis.interpretation
        goal_code = int(conflict.codes[goal])
        on_the_way = dict.fromkeys(leg.before for way in found for leg in way)
        along = {*on_the_way, goal_code}
        for code in on_the_way:
            place = conflict.position(code)
            assert place is not None
            moving = False
            for row, name in enumerate(self.analysis.names):
                better = self.moves.improvements(row, place)
                moving = moving or bool(better)
                off = [to for to in better if int(conflict.codes[to]) not in along]
                if off:
                    rank = self.moves.ranks[row]
                    # The worst that can happen to the way: the best of those from which nothing leads there.
                    lost = [to for to in off if (to, row) not in self.reaching]
                    best = max(lost or off, key=lambda to: (rank[to], -to))
                    becomes = int(conflict.codes[best])
                    why = ground(conflict, name, becomes, code, assumed)
                    yield Stall(code, name, becomes, bool(lost), why)
            if not moving:
                yield Stall(code)
