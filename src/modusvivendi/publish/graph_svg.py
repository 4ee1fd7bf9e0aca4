"""The picture of a state graph: one self-contained SVG, for papers, pages and screens, in light and dark.

Nothing depends on colour alone: each decision maker has a dash of its own, improvements are bold, equilibria
have a double ring and the status quo is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modusvivendi.publish.graph import StateGraph, StateNode
from modusvivendi.publish.graph_layout import Point, arranged
from modusvivendi.publish.graph_routes import Route, routed
from modusvivendi.publish.graph_table import table_of
from modusvivendi.publish.lettering import plain, width, wrapped
from modusvivendi.publish.sheet import Sheet
from modusvivendi.stability import concept

MOST_DRAWN_STATES = 40
"""A picture has no more states than this."""

MOST_DRAWN_ARCS = 240
"""A picture has no more moves than this."""

RADIUS = 15.0
RING = 4.0
MARGIN = 24.0
NARROWEST = 560.0
NUMBER_SIZE = 13.0
NAME_SIZE = 12.0
NAME_ROOM = 112.0
LINE = 15.0
TEXT_SIZE = 12.5


@dataclass(frozen=True)
class _Shape:
    """How a state is drawn: half its width and height without the ring, and its lines of text."""

    half: Point
    lines: tuple[str, ...]
    box: bool

    def outer(self, ringed: bool) -> Point:
        more = RING if ringed else 0.0
        return self.half[0] + more, self.half[1] + more


def graph_svg(graph: StateGraph, *, names: bool = False, address: Callable[[int], str] | None = None) -> str:
    """Draw a state graph.

    Parameters
    ----------
    graph
        What to draw; :func:`modusvivendi.publish.graph.fitting_graph` gives one of a size that can be read.
    names
        Write names into the states in place of their numbers. Otherwise a table tells what the numbers mean.
    address
        Where a state leads to, by its code, in a page that shows the picture; None: it is no link.

    Returns
    -------
    str
        The text of an SVG file; the same for the same graph. It needs no script, font or network.
    """
    shapes = _shapes(graph.nodes, names)
    ringed = {node.code: node.equilibrium[graph.concept] for node in graph.nodes}
    outer = {code: shape.outer(ringed[code]) for code, shape in shapes.items()}
    placed = arranged(graph, (2 * max(x for x, _ in outer.values()), 2 * max(y for _, y in outer.values())))
    routes = routed(graph.arcs, placed, outer, gap=2.5, power=8 if names else 2)
    left, top, right, bottom = _extent(placed, outer, routes)
    table = None if names else table_of(graph)
    wide = max(right - left, NARROWEST, table.width if table else 0.0)
    sheet = Sheet()
    y = _head(sheet, graph, wide) + 14
    shift = ((wide - (right - left)) / 2 - left, y - top)
    _draw_moves(sheet, graph, routes, shift)
    _draw_states(sheet, graph, placed, shapes, ringed, shift, address)
    y = _legend(sheet, graph, wide, y + bottom - top + 30)
    if table is not None:
        y = table.draw(sheet, y + 20, wide)
    role = "img" if address is None else "group"
    return sheet.text(wide, y, MARGIN, title=_title(graph), description=_description(graph), role=role)


def _shapes(nodes: Sequence[StateNode], names: bool) -> dict[int, _Shape]:
    if names:
        return {node.code: _box(node) for node in nodes}
    radius = max(RADIUS, *(width(str(node.number), NUMBER_SIZE, bold=True) / 2 + 4.5 for node in nodes))
    return {node.code: _Shape((radius, radius), (str(node.number),), False) for node in nodes}


def _box(node: StateNode) -> _Shape:
    lines = wrapped(node.name or "nothing taken", NAME_ROOM, NAME_SIZE, 6)
    half = max(width(line, NAME_SIZE) for line in lines) / 2 + 9
    return _Shape((max(half, 26.0), len(lines) * LINE / 2 + 6), tuple(lines), True)


def _extent(
    placed: Mapping[int, Point], outer: Mapping[int, Point], routes: Sequence[Route]
) -> tuple[float, float, float, float]:
    boxes = [
        (x - outer[c][0], y - outer[c][1], x + outer[c][0], y + outer[c][1]) for c, (x, y) in placed.items()
    ]
    boxes += [route.extent for route in routes]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _title(graph: StateGraph) -> str:
    return plain(graph.analysis.conflict.title) or "State graph"


def _subtitle(graph: StateGraph) -> str:
    analysis = graph.analysis
    count = len(analysis.codes)
    text = f"{count:,} {'state' if count == 1 else 'states'}"
    if analysis.conflict.title:
        text = f"State graph, {text}"
    if analysis.conflict.interpretation_count > 1:
        text += f", interpretation {analysis.interpretation.id}"
    return text


def _description(graph: StateGraph) -> str:
    """Say what the picture shows, for those who do not see it."""
    label = concept(graph.concept).label
    holding = [str(node.number) for node in graph.nodes if node.equilibrium[graph.concept]]
    now = [str(node.number) for node in graph.nodes if node.is_status_quo]
    parts = [
        f"{len(graph.nodes)} states, {len(graph.analysis.names)} decision makers, {len(graph.arcs)} moves.",
        f"Equilibria under {label}: {', '.join(holding) or 'none'}.",
    ]
    if now:
        parts.append(f"The status quo is state {now[0]}.")
    parts += [graph.left_out] if graph.left_out else []
    return " ".join(parts)


def _head(sheet: Sheet, graph: StateGraph, wide: float) -> float:
    y = 0.0
    for line in wrapped(_title(graph), wide, 18, 3, bold=True):
        y += 22
        sheet.write(0, y, line, size=18, weight=600)
    for text in (_subtitle(graph), graph.left_out):
        for line in wrapped(text, wide, TEXT_SIZE) if text else []:
            y += 18
            sheet.write(0, y, line, size=TEXT_SIZE, kind="soft")
    return y + 8


def _draw_moves(sheet: Sheet, graph: StateGraph, routes: Sequence[Route], shift: Point) -> None:
    names = graph.analysis.names
    shown = {dm.key: plain(dm.name) for dm in graph.analysis.conflict.decision_makers}
    numbers = {node.code: node.number for node in graph.nodes}
    group = sheet.group("moves")
    for party, name in enumerate(names):
        own = sheet.party(party, group)
        for arc, route in zip(graph.arcs, routes, strict=True):
            if arc.decision_maker != name:
                continue
            told = f"{shown[name]}: {numbers[arc.source]} → {numbers[arc.target]}"
            told += ", an improvement" if arc.improvement else ""
            sheet.arrow(own, route, shift, party, bold=arc.improvement, title=told)


def _draw_states(
    sheet: Sheet,
    graph: StateGraph,
    placed: Mapping[int, Point],
    shapes: Mapping[int, _Shape],
    ringed: Mapping[int, bool],
    shift: Point,
    address: Callable[[int], str] | None,
) -> None:
    group = sheet.group("states")
    for node in graph.nodes:
        x, y = placed[node.code][0] + shift[0], placed[node.code][1] + shift[1]
        shape = shapes[node.code]
        told = f"{node.number}: {node.name or 'nothing taken'}"
        told += ", an equilibrium" if ringed[node.code] else ""
        told += ", the status quo" if node.is_status_quo else ""
        own = sheet.group(None, group, title=told)
        if address is not None:
            own = sheet.link(address(node.code), own, f"State {told}")
        if ringed[node.code]:
            sheet.outline(own, x, y, shape.outer(True), shape.box, "ring")
        sheet.outline(own, x, y, shape.half, shape.box, "now" if node.is_status_quo else "state")
        size, weight = (NAME_SIZE, 400) if shape.box else (NUMBER_SIZE, 600)
        base = y - (len(shape.lines) - 1) * LINE / 2 + size * 0.35
        for number, line in enumerate(shape.lines):
            kind = "paper" if node.is_status_quo else "ink"
            sheet.write(
                x, base + LINE * number, line, into=own, anchor="middle", size=size, weight=weight, kind=kind
            )


def _legend(sheet: Sheet, graph: StateGraph, wide: float, y: float) -> float:
    """Draw what the signs mean: whose moves first, in as many rows as it takes."""
    analysis = graph.analysis
    moving = {arc.decision_maker for arc in graph.arcs}
    entries: list[tuple[str, int | str]] = [
        (plain(dm.name), party)
        for party, dm in enumerate(analysis.conflict.decision_makers)
        if dm.key in moving
    ]
    signs: list[tuple[str, int | str]] = []
    if graph.moves == "improvements" and graph.arcs:
        signs.append(("each move shown is an improvement", "bold"))
    elif graph.arcs:
        signs += [("an improvement", "bold"), ("another move", "thin")]
    if any(node.equilibrium[graph.concept] for node in graph.nodes):
        signs.append((f"equilibrium ({concept(graph.concept).label})", "ring"))
    if any(node.is_status_quo for node in graph.nodes):
        signs.append(("status quo", "now"))
    group = sheet.group("legend")
    for row in (entries, signs):
        x = 0.0
        for text, sign in row:
            lead = 26.0 if sign in ("ring", "now") else 50.0
            room = lead + width(text, TEXT_SIZE)
            if x and x + room > wide:
                x, y = 0.0, y + 23
            _sign(sheet, group, x, y - 4.4, sign)
            sheet.write(x + lead, y, text, size=TEXT_SIZE, into=group)
            x += room + 20
        y += 23 if row else 0
    return y - 12


def _sign(sheet: Sheet, into: Any, x: float, y: float, sign: int | str) -> None:
    """Draw a party's line, a bold or thin one, or a state with a ring or filled."""
    if isinstance(sign, int):
        sheet.sample(into, x, y, sign, bold=True)
    elif sign in ("bold", "thin"):
        sheet.sample(into, x, y, None, bold=sign == "bold")
    else:
        if sign == "ring":
            sheet.outline(into, x + 10, y, (9.5, 9.5), False, "ring")
        sheet.outline(into, x + 10, y, (6.5, 6.5), False, "now" if sign == "now" else "state")
