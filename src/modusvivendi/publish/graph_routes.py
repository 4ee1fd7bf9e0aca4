"""How the moves of a state graph run in its picture: past other states, and two-way moves side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, hypot, inf, pi

import numpy as np
from numpy.typing import NDArray

from modusvivendi.publish.graph import StateArc
from modusvivendi.publish.graph_layout import Point

LANE = 9.0
"""How far from the straight line the middle of one of two arcs side by side runs."""

CLEAR = 7.0
"""How far a move keeps from the border of a state it does not concern."""

_SAMPLES = np.linspace(0.03, 0.97, 24)
_DETOUR = 0.4
_CLOSE = 4.5
_BENDS = (0.0, *(sign * LANE * step for step in (1, 2, 3, 4.5, 6, 8, 10.5, 13.5, 17) for sign in (1, -1)))


@dataclass(frozen=True)
class Route:
    """The way of a move: a quadratic Bézier curve from border to border, and which way it points at the end.

    Attributes
    ----------
    start, control, end
        Of the curve.
    heading
        Of length 1, along the curve at its end.
    """

    start: Point
    control: Point
    end: Point
    heading: Point

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the curve, or somewhat more."""
        middle = tuple(
            0.25 * a + 0.5 * c + 0.25 * b for a, c, b in zip(self.start, self.control, self.end, strict=True)
        )
        xs, ys = zip(self.start, middle, self.end, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def routed(
    arcs: Sequence[StateArc],
    placed: Mapping[int, Point],
    halves: Mapping[int, Point],
    gap: float,
    power: float,
) -> list[Route]:
    """Find a way for every move.

    Parameters
    ----------
    arcs
        The moves.
    placed
        Middle of each state, by code.
    halves
        Half of the width and height of each state as drawn, by code.
    gap
        Free space between a state's border and the end of a move.
    power
        2 where states are round; the larger, the more they are like boxes.

    Returns
    -------
    list of Route
        In the order of ``arcs``. Two moves between the same states never run alike: each keeps to the right.
    """
    lanes = _Lanes(placed, halves, power)
    shared: dict[frozenset[int], list[int]] = {}
    for number, arc in enumerate(arcs):
        shared.setdefault(frozenset((arc.source, arc.target)), []).append(number)
    bends: dict[int, float] = {}
    for beside in sorted(shared.values(), key=lambda beside: (_length(arcs[beside[0]], placed), beside)):
        bends |= lanes.settle(arcs, beside)
    return [
        _cut(lanes.curve(arc, bends[number]), arc, placed, halves, gap, power)
        for number, arc in enumerate(arcs)
    ]


def _length(arc: StateArc, placed: Mapping[int, Point]) -> float:
    (a, b), (c, d) = placed[arc.source], placed[arc.target]
    return round(hypot(a - c, b - d), 3)


Curve = NDArray[np.float64]
"""Start, control and end point, shape (3, 2)."""


class _Lanes:
    """Finds bends of curves that keep clear of states and of curves that are there already."""

    def __init__(self, placed: Mapping[int, Point], halves: Mapping[int, Point], power: float) -> None:
        self.placed = placed
        self.power = power
        self.codes = np.array(list(placed), dtype=np.int64)
        self.middles = np.array(list(placed.values()), dtype=np.float64).reshape(-1, 2)
        self.halves = np.array([halves[code] for code in placed], dtype=np.float64).reshape(-1, 2)
        self.taken = np.empty((0, 2))
        self.ends: dict[int, list[float]] = {}

    def curve(self, arc: StateArc, bend: float) -> Curve:
        """Give the curve whose middle is ``bend`` to the right of the straight line, seen along the move."""
        start, end = np.array(self.placed[arc.source]), np.array(self.placed[arc.target])
        along = (end - start) / max(1e-9, float(np.hypot(*(end - start))))
        right = np.array([-along[1], along[0]])
        return np.array([start, (start + end) / 2 + 2 * bend * right, end])

    def settle(self, arcs: Sequence[StateArc], beside: Sequence[int]) -> dict[int, float]:
        """Choose the bends of all moves between one pair of states."""
        source = arcs[beside[0]].source
        # Seen along the first move, those that go with it are on its right, the others on its left.
        back = [number for number in beside if arcs[number].source != source]
        there = [number for number in beside if arcs[number].source == source]
        best, least = {}, inf
        for shift in _BENDS:
            bends = {}
            for place, number in enumerate([*reversed(back), *there]):
                lane = shift + (place - (len(beside) - 1) / 2) * 2 * LANE
                bends[number] = lane if number in there else -lane
            if abs(shift) * _DETOUR >= least:
                break
            cost = sum(self.cost(arcs[number], bend) for number, bend in bends.items())
            if cost < least - 1e-6:
                best, least = bends, cost
        for number, bend in best.items():
            self.take(arcs[number], self.curve(arcs[number], bend))
        return best

    def take(self, arc: StateArc, curve: Curve) -> None:
        """Keep in mind that a curve is there."""
        self.taken = np.concatenate([self.taken, self.outside(arc, _points(curve))])
        for code, angle in _leaving(arc, curve):
            self.ends.setdefault(code, []).append(angle)

    def outside(self, arc: StateArc, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the points of a curve that lie outside the states it joins."""
        kept = np.ones(len(points), dtype=np.bool_)
        for code in (arc.source, arc.target):
            place = int(np.flatnonzero(self.codes == code)[0])
            away = np.abs(points - self.middles[place]) / (self.halves[place] + 3.0)
            kept &= (away**self.power).sum(axis=1) > 1.0
        return points[kept]

    def cost(self, arc: StateArc, bend: float) -> float:
        """Tell how bad a curve is: how far it bends, runs over states or close to others."""
        curve = self.curve(arc, bend)
        points = _points(curve)
        cost = abs(bend) * _DETOUR
        others = (self.codes != arc.source) & (self.codes != arc.target)
        if others.any():
            away = np.abs(points[:, None, :] - self.middles[others][None, :, :])
            for margin, weight in ((CLEAR, 60.0), (2.2 * CLEAR, 8.0)):
                inside = ((away / (self.halves[others] + margin)) ** self.power).sum(axis=2) < 1.0
                cost += weight * float(inside.sum())
        if len(self.taken):
            between = self.outside(arc, points)
            low, high = between.min(axis=0, initial=inf) - _CLOSE, between.max(axis=0, initial=-inf) + _CLOSE
            there = self.taken[((self.taken > low) & (self.taken < high)).all(axis=1)]
            if len(there):
                gaps = ((between[:, None, :] - there[None, :, :]) ** 2).sum(axis=2)
                cost += 3.0 * float((gaps.min(axis=1) < _CLOSE**2).sum())
        for code, angle in _leaving(arc, curve):
            for other in self.ends.get(code, ()):
                apart = abs((angle - other + pi) % (2 * pi) - pi)
                cost += 30.0 * max(0.0, 1 - apart / 0.22)
        return cost


def _points(curve: Curve) -> NDArray[np.float64]:
    t = _SAMPLES[:, None]
    found: NDArray[np.float64] = (1 - t) ** 2 * curve[0] + 2 * t * (1 - t) * curve[1] + t**2 * curve[2]
    return found


def _leaving(arc: StateArc, curve: Curve) -> list[tuple[int, float]]:
    """Give the states at both ends and in which direction the curve leaves them."""
    first, last = curve[1] - curve[0], curve[1] - curve[2]
    return [(arc.source, atan2(first[1], first[0])), (arc.target, atan2(last[1], last[0]))]


def _cut(
    curve: Curve,
    arc: StateArc,
    placed: Mapping[int, Point],
    halves: Mapping[int, Point],
    gap: float,
    power: float,
) -> Route:
    """Take away what of a curve lies within its states."""

    def at(t: float) -> NDArray[np.float64]:
        point: NDArray[np.float64] = (1 - t) ** 2 * curve[0] + 2 * t * (1 - t) * curve[1] + t**2 * curve[2]
        return point

    def border(code: int, low: float, high: float) -> float:
        """Where between ``low``, inside, and ``high``, outside, the curve crosses the border."""
        middle, half = np.array(placed[code]), np.array(halves[code]) + gap
        for _ in range(30):
            centre = (low + high) / 2
            inside = float((np.abs((at(centre) - middle) / half) ** power).sum()) < 1.0
            low, high = (centre, high) if inside else (low, centre)
        return (low + high) / 2

    first, last = border(arc.source, 0.0, 0.5), border(arc.target, 1.0, 0.5)
    # The piece of a quadratic curve from first to last is one itself.
    start, end = at(first), at(last)
    control = (
        (1 - first) * (1 - last) * curve[0]
        + ((1 - first) * last + first * (1 - last)) * curve[1]
        + first * last * curve[2]
    )
    ahead = end - control
    ahead = ahead / max(1e-9, float(np.hypot(*ahead)))
    return Route(*(_point(p) for p in (start, control, end, ahead)))


def _point(found: NDArray[np.float64]) -> Point:
    return round(float(found[0]), 2), round(float(found[1]), 2)
