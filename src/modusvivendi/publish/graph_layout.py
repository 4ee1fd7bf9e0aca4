"""Where the states of a state graph stand in its picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, sin, tau
from typing import Any

import numpy as np

from modusvivendi.publish.graph import StateGraph

Point = tuple[float, float]
"""Right and down from the upper left corner of the picture, in CSS pixels."""

GAP = 74.0
"""How far apart the borders of neighbouring states are."""

_ONE_WAY = 0.3
"""If this share of connected pairs can be passed one way only, the picture is laid out in layers."""

_ROUND = 16
"""Up to how many states stand on a circle where they are densely connected."""

_ABREAST = 8
"""Up to how many things one decision maker does they are put in a row or column."""

_WINDOW = (860.0, 560.0)
"""What a picture should look well in."""


def arranged(graph: StateGraph, size: Point) -> dict[int, Point]:
    """Place the states so that the moves between them can be seen.

    Parameters
    ----------
    graph
        What to draw.
    size
        Width and height of the largest state as drawn.

    Returns
    -------
    dict
        By code, the middle of each state; the same for the same graph.
    """
    placed = _product(graph, size) or _piece_by_piece(graph, size)
    left = min(x for x, _ in placed.values())
    top = min(y for _, y in placed.values())
    return {code: (round(x - left, 1), round(y - top, 1)) for code, (x, y) in placed.items()}


def _piece_by_piece(graph: StateGraph, size: Point) -> dict[int, Point]:
    """Lay out what hangs together, and put the pieces side by side."""
    pairs = {(arc.source, arc.target) for arc in graph.arcs}
    one_way = sum(1 for a, b in pairs if (b, a) not in pairs)
    connected = len({frozenset(pair) for pair in pairs})
    pieces = _pieces([node.code for node in graph.nodes], pairs)
    if connected and one_way < _ONE_WAY * connected:
        return _side_by_side([_connected(piece, pairs, size) for piece in pieces], size)
    tries = [
        _side_by_side([_layered(piece, pairs, size, direction) for piece in pieces], size)
        for direction in ("LR", "TB")
    ]
    return min(tries, key=_crampedness)


def _pieces(codes: Sequence[int], pairs: set[tuple[int, int]]) -> list[list[int]]:
    """Sort states into pieces between which there are no moves, each ascending."""
    beside: dict[int, set[int]] = {code: set() for code in codes}
    for a, b in pairs:
        beside[a].add(b)
        beside[b].add(a)
    pieces = []
    left = dict.fromkeys(codes)
    while left:
        todo = [next(iter(left))]
        piece = set(todo)
        while todo:
            new = beside[todo.pop()] - piece
            piece |= new
            todo.extend(new)
        pieces.append(sorted(piece))
        for code in piece:
            del left[code]
    return pieces


def _side_by_side(pieces: Iterable[Mapping[int, Point]], size: Point) -> dict[int, Point]:
    """Put pieces in rows, the high ones first."""
    found: dict[int, Point] = {}
    gap = (size[0] + 0.6 * GAP, size[1] + 0.6 * GAP)
    x = y = row = 0.0
    for piece in sorted(pieces, key=lambda piece: (-round(_extent(piece)[1]), min(piece))):
        wide, high = _extent(piece)
        if x and x + wide > _WINDOW[0]:
            x, y, row = 0.0, y + row + gap[1], 0.0
        left = min(place[0] for place in piece.values())
        top = min(place[1] for place in piece.values())
        found |= {code: (px - left + x, py - top + y) for code, (px, py) in piece.items()}
        x, row = x + wide + gap[0], max(row, high)
    return found


def _extent(placed: Mapping[int, Point]) -> Point:
    xs, ys = zip(*placed.values(), strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def _crampedness(placed: Mapping[int, Point]) -> float:
    """How much a picture would have to be made smaller to be looked at."""
    wide, high = _extent(placed)
    return max(wide / _WINDOW[0], high / _WINDOW[1])


def _product(graph: StateGraph, size: Point) -> dict[int, Point] | None:
    """Place states in option form by what each of two or three decision makers does, as in a game's table.

    None where that gives no picture: in graph form, or with more of them.
    """
    conflict = graph.analysis.conflict
    if conflict.graph is not None:
        return None
    ways = []
    for mask in conflict.controls.tolist():
        done = sorted({node.code & mask for node in graph.nodes})
        if len(done) > 1:
            ways.append((mask, {part: number for number, part in enumerate(done)}))
    if not 1 <= len(ways) <= 3 or max(len(way) for _, way in ways) > _ABREAST:
        return None
    ways.sort(key=lambda way: -len(way[1]))
    # The more there are in a row, the more moves have to pass between the rows.
    across, down = size[0] + GAP, size[1] + GAP * (0.8 + 0.1 * len(ways[0][1]))
    if len(ways) < 3:
        steps = [(across, 0.0), (0.0, down)]
    else:  # a block seen from a corner, with room for the third between the first two
        steps = [(across * 1.9, 0.0), (0.0, down * 1.75), (across * 0.83, down * 0.7)]
    placed = {}
    for node in graph.nodes:
        x = y = 0.0
        for (mask, way), (right, below) in zip(ways, steps, strict=False):
            place = way[node.code & mask]
            x += place * right
            y += place * below
        placed[node.code] = (x, y)
    return placed


def _layered(
    codes: Sequence[int], pairs: set[tuple[int, int]], size: Point, direction: str
) -> dict[int, Point]:
    """Place states in layers, so that ways without return lead on."""
    drawing = _drawing(codes, size, rankdir=direction, nodesep=_inches(0.6 * GAP), ranksep=_inches(1.1 * GAP))
    for a, b in _within(codes, pairs):
        if (b, a) not in pairs:
            drawing.add_edge(f"s{a}", f"s{b}", weight=2)
        elif a < b:
            drawing.add_edge(f"s{a}", f"s{b}", constraint="false")
    placed = _read(drawing, codes, "dot")
    axis = 1 if direction == "LR" else 0
    return _closed_up(placed, axis, size[axis] + GAP)


def _connected(codes: Sequence[int], pairs: set[tuple[int, int]], size: Point) -> dict[int, Point]:
    """Place states that can mostly be left and come back to."""
    joined = len({frozenset(pair) for pair in _within(codes, pairs)})
    if len(codes) <= _ROUND and joined > 2.2 * len(codes):
        return _round(codes, size)
    return _sprung(codes, pairs, size)


def _sprung(codes: Sequence[int], pairs: set[tuple[int, int]], size: Point) -> dict[int, Point]:
    """Place states as springs along the moves would hold them."""
    drawing = _drawing(codes, size, mode="KK", overlap="true", maxiter=2000, epsilon="0.0001")
    for a, b in sorted({(min(pair), max(pair)) for pair in _within(codes, pairs)}):
        drawing.add_edge(f"s{a}", f"s{b}", len=_inches(max(size) + GAP))
    placed = _read(drawing, codes, "neato")
    stretch = min(1.0 + 0.025 * len(codes), 1.8)  # the more states, the more moves cross
    return _apart(
        {code: (x * stretch, y * stretch) for code, (x, y) in placed.items()}, max(size) + 0.7 * GAP
    )


def _round(codes: Sequence[int], size: Point) -> dict[int, Point]:
    """Place states on a circle, where no move runs over a state."""
    radius = max(1.6 * GAP, len(codes) * (max(size) + GAP) / tau)
    angles = (place * tau / len(codes) - tau / 4 for place in range(len(codes)))
    return {
        code: (radius * cos(angle), radius * sin(angle)) for code, angle in zip(codes, angles, strict=True)
    }


def _apart(placed: Mapping[int, Point], least: float) -> dict[int, Point]:
    """Move states that are too close away from each other."""
    points = np.array(list(placed.values()))
    for _ in range(200):
        between = points[:, None, :] - points[None, :, :]
        away = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(away, np.inf)
        short = np.clip(least - away, 0.0, None)
        if not short.any():
            break
        points = points + (between * (short / np.maximum(away, 1.0) * 0.5)[..., None]).sum(axis=1)
    return {code: (float(x), float(y)) for code, (x, y) in zip(placed, points, strict=True)}


def _within(codes: Sequence[int], pairs: set[tuple[int, int]]) -> list[tuple[int, int]]:
    known = set(codes)
    return sorted(pair for pair in pairs if pair[0] in known)


def _closed_up(placed: Mapping[int, Point], axis: int, most: float) -> dict[int, Point]:
    """Take away what of the free space between states is more than needed, along one axis."""
    moved: dict[float, float] = {}
    last = 0.0
    for at in sorted({place[axis] for place in placed.values()}):
        moved[at] = moved[last] + min(at - last, most) if moved else 0.0
        last = at
    return {code: (moved[x], y) if axis == 0 else (x, moved[y]) for code, (x, y) in placed.items()}


def _inches(pixels: float) -> str:
    return f"{pixels / 72:.4f}"


def _drawing(codes: Sequence[int], size: Point, **settings: Any) -> Any:
    import pygraphviz

    drawing = pygraphviz.AGraph(directed=True, strict=True)
    drawing.graph_attr.update(**settings)
    drawing.node_attr.update(
        shape="box", fixedsize="true", label="", width=_inches(size[0]), height=_inches(size[1])
    )
    for code in codes:
        drawing.add_node(f"s{code}")
    return drawing


def _read(drawing: Any, codes: Sequence[int], program: str) -> dict[int, Point]:
    drawing.layout(program)
    placed = {}
    for code in codes:
        x, y = drawing.get_node(f"s{code}").attr["pos"].split(",")
        placed[code] = (float(x), -float(y))
    return placed
