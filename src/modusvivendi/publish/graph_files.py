"""State graphs as files: a picture, and for other programs GraphML and Graphviz's DOT."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from modusvivendi.conflict.files import write_whole
from modusvivendi.errors import UnknownName
from modusvivendi.publish.graph import StateGraph, fitting_graph, state_graph
from modusvivendi.publish.graph_svg import MOST_DRAWN_ARCS, MOST_DRAWN_STATES, graph_svg
from modusvivendi.publish.lettering import plain
from modusvivendi.publish.sheet import LIGHT, colour_of
from modusvivendi.stability import Analysis
from modusvivendi.stability import concept as concept_called

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TYPES = {bool: "boolean", int: "long", str: "string"}


def graphml(graph: StateGraph) -> str:
    """Write a state graph as GraphML, which networkx, igraph, Gephi, yEd and Cytoscape read.

    Returns
    -------
    str
        The text of the file. A node has ``number``, ``code``, ``name``, ``taken`` (names of the options, with
        commas between), ``status_quo``, ``option_X`` for each option, ``equilibrium_X`` for each concept and
        ``rank_X`` for each decision maker, from 0, larger being better. An edge has ``decision_maker``,
        ``improvement`` and ``two_way``. Where two decision makers can make the same move there are two edges.
    """
    from lxml import etree

    root = etree.Element(f"{{{_GRAPHML}}}graphml", nsmap={None: _GRAPHML, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{_GRAPHML} {_SCHEMA}")
    keys = _Keys(root)
    conflict = graph.analysis.conflict
    drawn = etree.Element(f"{{{_GRAPHML}}}graph", id="states", edgedefault="directed")
    whole = {
        "title": plain(conflict.title),
        "concept": graph.concept,
        "interpretation": graph.analysis.interpretation.id,
        "moves": graph.moves,
        "left_out": graph.left_out,
    }
    for name, value in whole.items():
        keys.write(drawn, "graph", name, value)
    for node in graph.nodes:
        element = etree.SubElement(drawn, f"{{{_GRAPHML}}}node", id=f"s{node.number}")
        told: dict[str, bool | int | str] = {
            "number": node.number,
            "code": node.code,
            "name": node.name or "nothing taken",
            "taken": ", ".join(node.taken),
            "status_quo": node.is_status_quo,
            **{f"option_{name}": name in node.taken for name in conflict.options},
            **{f"equilibrium_{key}": held for key, held in node.equilibrium.items()},
            **{f"rank_{name}": rank for name, rank in node.ranks.items()},
        }
        for name, attribute in told.items():
            keys.write(element, "node", name, attribute)
    numbers = {node.code: node.number for node in graph.nodes}
    for place, arc in enumerate(graph.arcs):
        element = etree.SubElement(
            drawn,
            f"{{{_GRAPHML}}}edge",
            id=f"m{place + 1}",
            source=f"s{numbers[arc.source]}",
            target=f"s{numbers[arc.target]}",
        )
        keys.write(element, "edge", "decision_maker", arc.decision_maker)
        keys.write(element, "edge", "improvement", arc.improvement)
        keys.write(element, "edge", "two_way", arc.two_way)
    root.append(drawn)
    etree.indent(root, " ")
    text: str = etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()
    return text + "\n"


class _Keys:
    """Declares each attribute where it is first used, as GraphML wants it."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.known: dict[tuple[str, str], str] = {}

    def write(self, element: Any, kind: str, name: str, value: bool | int | str) -> None:
        """Give an element an attribute."""
        from lxml import etree

        if (kind, name) not in self.known:
            self.known[kind, name] = f"d{len(self.known)}"
            key = etree.SubElement(self.root, f"{{{_GRAPHML}}}key", id=self.known[kind, name])
            key.set("for", kind)
            key.set("attr.name", plain(name))
            key.set("attr.type", _TYPES[type(value)])
        data = etree.SubElement(element, f"{{{_GRAPHML}}}data", key=self.known[kind, name])
        data.text = str(value).lower() if isinstance(value, bool) else plain(str(value))


FORMATS = (".svg", ".graphml", ".dot", ".gv")
"""Endings of the files a state graph can be written to."""


def save_graph(
    analysis: Analysis,
    path: str | Path,
    *,
    concept: str | None = None,
    moves: str | None = None,
    only: str | None = None,
    names: bool = False,
) -> StateGraph:
    """Write the state graph of a conflict to a file, whole or not at all.

    Parameters
    ----------
    analysis, concept
        As for :func:`modusvivendi.publish.graph.state_graph`.
    path
        Ends in ``.svg`` for a picture, ``.graphml`` or, for Graphviz, ``.dot`` or ``.gv``.
    moves, only
        As there. None: everything, and in a picture as much as can be drawn legibly.
    names
        Write names into the states in place of their numbers.

    Returns
    -------
    StateGraph
        What was written; its ``left_out`` says what was not.

    Raises
    ------
    ConflictError
        If it is too large, or the file cannot be written.
    UnknownName
        If ``path`` ends in something else, or ``concept``, ``moves`` or ``only`` is not known.
    """
    place = Path(path)
    match place.suffix.lower():
        case ".svg":
            graph = fitting_graph(
                analysis, concept, moves, only, most_states=MOST_DRAWN_STATES, most_arcs=MOST_DRAWN_ARCS
            )
            text = graph_svg(graph, names=names)
        case ".graphml":
            graph = state_graph(analysis, concept, moves or "all", only or "all")
            text = graphml(graph)
        case ".dot" | ".gv":
            graph = state_graph(analysis, concept, moves or "all", only or "all")
            text = dot(graph, names=names)
        case other:
            raise UnknownName(
                f"a graph cannot be written to a file that ends in {other or 'nothing'!r}",
                hint=f"it can be to {', '.join(FORMATS)}",
            )
    write_whole(place, text.encode())
    return graph


_STYLES = ("solid", "dashed", "dotted")
_COLOURS = ("blue", "orange", "green", "purple", "grey", "ochre", "violet", "red")


def dot(graph: StateGraph, *, names: bool = False) -> str:
    """Write a state graph for Graphviz.

    Parameters
    ----------
    graph
        What to write.
    names
        Label the states with their names in place of their numbers.

    Returns
    -------
    str
        The text of the file, with the colours of the SVG; Graphviz knows three dashes only, so that beyond
        three decision makers colour is needed to tell them apart. Edges carry ``decision_maker``.
    """
    conflict = graph.analysis.conflict
    caption = [plain(conflict.title)] if conflict.title else []
    looks = {}
    for party, dm in enumerate(conflict.decision_makers):
        colour, style = colour_of(party), _STYLES[party % len(_STYLES)]
        looks[dm.key] = {"color": LIGHT[colour], "style": style, "decision_maker": dm.name}
        caption.append(f"{_COLOURS[colour]}, {style}: {plain(dm.name)}")
    caption.append(
        f"bold: an improvement; double border: equilibrium ({concept_called(graph.concept).label})"
    )
    caption += ["dark: status quo"] if any(node.is_status_quo for node in graph.nodes) else []
    caption += [graph.left_out] if graph.left_out else []
    shape = {"shape": "box", "style": "rounded"} if names else {"shape": "circle"}
    lines = [
        "digraph states {",
        f"  graph [{_listed({'label': _lines(caption), 'labelloc': 'b', 'fontname': 'Helvetica'})}];",
        f"  node [{_listed({**shape, 'fontname': 'Helvetica', 'fontsize': '11'})}];",
    ]
    numbers = {}
    for node in graph.nodes:
        numbers[node.code] = f"s{node.number}"
        name = _lines([plain(node.name) or "nothing taken"])
        told = {"label": name if names else str(node.number), "tooltip": name}
        if node.equilibrium[graph.concept]:
            told["peripheries"] = "2"
        if node.is_status_quo:
            told |= {"style": "filled", "fillcolor": "#1c1d20", "fontcolor": "white"}
        lines.append(f"  s{node.number} [{_listed(told)}];")
    for arc in graph.arcs:
        told = dict(looks[arc.decision_maker])
        told["tooltip"] = _lines(
            [plain(told["decision_maker"]) + (", an improvement" if arc.improvement else "")]
        )
        told["decision_maker"] = arc.decision_maker
        if arc.improvement:
            told["style"] += ",bold"
        lines.append(f"  {numbers[arc.source]} -> {numbers[arc.target]} [{_listed(told)}];")
    return "\n".join([*lines, "}"]) + "\n"


def _lines(texts: Sequence[str]) -> str:
    """Put lines into one label, in which Graphviz finds no escapes of its own."""
    return "\\n".join(text.replace("\\", "\\\\") for text in texts)


def _listed(attributes: Mapping[str, str]) -> str:
    return ", ".join(f'{key}="{_quoted(value)}"' for key, value in attributes.items())


def _quoted(value: str) -> str:
    return value.replace('"', '\\"')
