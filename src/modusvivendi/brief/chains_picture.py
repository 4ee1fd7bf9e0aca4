"""The picture of chains of sources: who tells whose word, laid out from the reports to the parties.

Graphviz decides only where things stand; the template draws them, so that the picture follows the page's
colours and every node is a link.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from modusvivendi.brief.contents import ChainLink, ChainNode, Chains
from modusvivendi.brief.wording import NODE_KINDS
from modusvivendi.english import shortened

LINE = 17.0
"""Height of a line of text in the picture, in CSS pixels."""

TOO_MANY = 90
"""Nodes beyond which a picture no longer helps; the list in words is then the only form."""

_WRAP = 22
_CHARACTER = 7.3
_MARGIN = 6.0


@dataclass(frozen=True)
class Box:
    """A node as drawn: the rectangle (top left corner, size) and its lines of text."""

    node: ChainNode
    anchor: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    kind: str

    def baseline(self, line: int) -> float:
        """Where a line of the label stands (the last one is the kind of node)."""
        top = self.y + (self.height - LINE * (len(self.lines) + 1)) / 2
        return round(top + LINE * (line + 0.76), 1)


@dataclass(frozen=True)
class Arrow:
    """A link as drawn: the path, and the tip of the arrow with its direction's triangle."""

    path: str
    head: str


@dataclass(frozen=True)
class Picture:
    """The picture as drawn, in CSS pixels."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def anchors(chains: Chains) -> dict[str, str]:
    """Give each node's key the anchor of its entry in the list in words."""
    return {node.key: f"c{place}" for place, node in enumerate(chains.nodes, 1)}


def picture(chains: Chains) -> Picture | None:
    """Lay out the chains, reports on the left and parties on the right.

    Parameters
    ----------
    chains
        Nodes and links; links whose ends are not among the nodes are left out.

    Returns
    -------
    Picture or None
        None where there is nothing to draw, or too much to be read.
    """
    nodes = {node.key: node for node in chains.nodes}
    links = [link for link in chains.links if link.teller in nodes and link.source in nodes]
    if not links or len(nodes) > TOO_MANY:
        return None
    sizes = {key: _size(node) for key, node in nodes.items()}
    places, splines = _layout(nodes, links, sizes)
    top = max(*(y + sizes[key][1] / 2 for key, (_, y) in places.items()), _highest(splines)) + _MARGIN
    right = max(*(x + sizes[key][0] / 2 for key, (x, _) in places.items()), _rightmost(splines)) + _MARGIN
    low = min(*(y - sizes[key][1] / 2 for key, (_, y) in places.items()), _lowest(splines)) - _MARGIN
    anchor = anchors(chains)
    boxes = tuple(
        Box(
            node=node,
            anchor=anchor[key],
            x=round(places[key][0] - sizes[key][0] / 2, 1),
            y=round(top - places[key][1] - sizes[key][1] / 2, 1),
            width=sizes[key][0],
            height=sizes[key][1],
            lines=_wrapped(node.label),
            kind=NODE_KINDS.get(node.kind, node.kind),
        )
        for key, node in nodes.items()
    )
    arrows = tuple(_arrow(points, tip, top) for points, tip in splines)
    return Picture(round(right, 1), round(top - low, 1), boxes, arrows)


Point = tuple[float, float]
Spline = tuple[list[Point], Point | None]


def _layout(
    nodes: dict[str, ChainNode], links: list[ChainLink], sizes: dict[str, tuple[float, float]]
) -> tuple[dict[str, Point], list[Spline]]:
    """Let Graphviz place the nodes and route the links; keys and labels never reach it."""
    import pygraphviz

    names = {key: f"n{place}" for place, key in enumerate(nodes)}
    graph = pygraphviz.AGraph(directed=True, strict=True)
    graph.graph_attr.update(rankdir="LR", nodesep="0.22", ranksep="0.62", splines="spline", dpi="72")
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    graph.edge_attr.update(arrowsize="0.6")
    for key in nodes:
        width, height = sizes[key]
        graph.add_node(names[key], width=f"{width / 72:.4f}", height=f"{height / 72:.4f}")
    for link in links:
        if link.teller != link.source:
            graph.add_edge(names[link.teller], names[link.source])
    for kind, rank in (("report", "min"), ("party", "max")):
        same = [names[key] for key, node in nodes.items() if node.kind == kind]
        if len(same) > 1:
            graph.add_subgraph(same, name=f"rank_{kind}", rank=rank)
    graph.layout("dot")
    places = {key: _point(graph.get_node(name).attr["pos"]) for key, name in names.items()}
    splines = [_spline(edge.attr["pos"]) for edge in graph.edges()]
    return places, splines


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)


def _spline(text: str) -> Spline:
    """Read Graphviz's ``e,x,y x,y x,y …``: control points of a piecewise Bézier curve and its tip."""
    tip: Point | None = None
    points: list[Point] = []
    for part in text.split():
        if part.startswith("e,"):
            tip = _point(part[2:])
        elif not part.startswith("s,"):
            points.append(_point(part))
    return points, tip


def _highest(splines: list[Spline]) -> float:
    return max((y for points, _ in splines for _, y in points), default=0.0)


def _lowest(splines: list[Spline]) -> float:
    return min((y for points, _ in splines for _, y in points), default=0.0)


def _rightmost(splines: list[Spline]) -> float:
    return max((x for points, _ in splines for x, _ in points), default=0.0)


def _arrow(points: list[Point], tip: Point | None, top: float) -> Arrow:
    def xy(point: Point) -> str:
        return f"{point[0]:.1f},{top - point[1]:.1f}"

    path = f"M{xy(points[0])}C{' '.join(xy(point) for point in points[1:])}"
    if tip is None:
        return Arrow(path, "")
    last = points[-1]
    dx, dy = tip[0] - last[0], tip[1] - last[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    across = (-dy / length * 3.2, dx / length * 3.2)
    corners = (tip, (last[0] + across[0], last[1] + across[1]), (last[0] - across[0], last[1] - across[1]))
    return Arrow(path, f"M{'L'.join(xy(corner) for corner in corners)}Z")


def _columns(text: str) -> float:
    """Width of a text in average characters, wide East Asian ones counting double."""
    return sum(1.9 if unicodedata.east_asian_width(char) in "WF" else 1.0 for char in text)


def _wrapped(label: str) -> tuple[str, ...]:
    """Break a label into at most three lines."""
    label = "".join(char for char in label if char.isprintable())
    lines: list[str] = []
    for word in shortened(label, 3 * _WRAP - 4).split(" "):
        while _columns(word) > _WRAP:
            lines.append(word[: _WRAP - 1] + "-")
            word = word[_WRAP - 1 :]  # noqa: PLW2901 - what is left of the word goes on the next line
        if lines and _columns(lines[-1]) + 1 + _columns(word) <= _WRAP:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines) or ("?",)


def _size(node: ChainNode) -> tuple[float, float]:
    lines = _wrapped(node.label)
    widest = max(*(_columns(line) for line in lines), len(NODE_KINDS.get(node.kind, node.kind)) * 0.86)
    return round(widest * _CHARACTER + 26, 1), LINE * (len(lines) + 1) + 14
