"""Other programs read the state graph and find what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import modusvivendi as mv
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.publish.graph import state_graph
from modusvivendi.publish.graph_files import dot, graphml, save_graph
from modusvivendi.stability import solve
from tests.publish.specimens import SPECIMENS
from tests.publish.test_graph_svg import CATALOGUE, conflict

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
NAMES = [name for name in [*CATALOGUE, *SPECIMENS] if name != "twelve options"]
READ = {"boolean": {"true": True, "false": False}.__getitem__, "long": int, "string": str}


def read_graphml(text: str) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, dict[str, Any]]]]:
    """Read by the format's rules: keys are declared before they are used, with a type, for nodes or edges."""
    root = etree.fromstring(text.encode())
    assert root.tag == f"{GRAPHML}graphml"
    *keys, drawn = root
    assert drawn.tag == f"{GRAPHML}graph"
    assert drawn.get("edgedefault") == "directed"
    declared = {key.get("id"): key for key in keys}
    assert len(declared) == len(keys)
    assert all(key.tag == f"{GRAPHML}key" for key in keys)

    def data(element: Any, kind: str) -> dict[str, Any]:
        found = {}
        for entry in element.findall(f"{GRAPHML}data"):
            key = declared[entry.get("key")]
            assert key.get("for") == kind
            found[key.get("attr.name")] = READ[key.get("attr.type")](entry.text or "")  # type: ignore[operator]
        return found

    nodes = {node.get("id"): data(node, "node") for node in drawn.findall(f"{GRAPHML}node")}
    edges = [
        (edge.get("source"), edge.get("target"), data(edge, "edge"))
        for edge in drawn.findall(f"{GRAPHML}edge")
    ]
    ids = [edge.get("id") for edge in drawn.findall(f"{GRAPHML}edge")]
    assert len(set(ids)) == len(ids)
    return nodes, edges


@pytest.mark.parametrize("name", NAMES)
def test_graphml_tells_states_and_moves_with_their_types(name: str) -> None:
    found = state_graph(solve(conflict(name)))
    nodes, edges = read_graphml(graphml(found))
    assert len(edges) == len(found.arcs)
    for node in found.nodes:
        told = nodes[f"s{node.number}"]
        assert (told["number"], told["code"]) == (node.number, node.code)
        assert told["status_quo"] is node.is_status_quo
        for concept, held in node.equilibrium.items():
            assert told[f"equilibrium_{concept}"] is held
        for party, rank in node.ranks.items():
            assert told[f"rank_{party}"] == rank
        for option in found.analysis.conflict.options:
            assert told[f"option_{option}"] is (option in node.taken)
        assert told["taken"] == ", ".join(node.taken)
    numbers = {node.code: f"s{node.number}" for node in found.nodes}
    expected = [
        (
            numbers[arc.source],
            numbers[arc.target],
            {"decision_maker": arc.decision_maker, "improvement": arc.improvement, "two_way": arc.two_way},
        )
        for arc in found.arcs
    ]
    assert edges == expected


@pytest.mark.parametrize("name", NAMES)
def test_networkx_reads_the_graphml(name: str, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    found = save_graph(solve(conflict(name)), tmp_path / "graph.graphml")
    read = networkx.read_graphml(tmp_path / "graph.graphml")
    assert read.is_directed()
    assert read.number_of_nodes() == len(found.nodes)
    assert read.number_of_edges() == len(found.arcs)


@pytest.mark.parametrize("names", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_graphviz_reads_the_dot(name: str, names: bool) -> None:
    import pygraphviz

    found = state_graph(solve(conflict(name)))
    read = pygraphviz.AGraph(string=dot(found, names=names))
    assert read.directed
    assert sorted(read.nodes()) == sorted(f"s{node.number}" for node in found.nodes)
    numbers = {node.code: f"s{node.number}" for node in found.nodes}
    edges = sorted((str(a), str(b)) for a, b in read.edges())
    assert edges == sorted((numbers[arc.source], numbers[arc.target]) for arc in found.arcs)
    ringed = {node for node in read.nodes() if read.get_node(node).attr["peripheries"] == "2"}
    assert ringed == {f"s{node.number}" for node in found.nodes if node.equilibrium["seq"]}


def test_names_with_quotes_and_backslashes_stay_as_they_are_in_dot() -> None:
    import pygraphviz

    read = pygraphviz.AGraph(string=dot(state_graph(solve(SPECIMENS["long names"])), names=True))
    # Graphviz keeps the text of a label as written; a doubled backslash is one, when it is drawn.
    assert read.get_node("s5").attr["label"].replace("\\\\", "\\") == 'quote " and \\ back \\n'


def test_the_file_name_decides_what_is_written(tmp_path: Path) -> None:
    analysis = solve(conflict("elmira"))
    for name, start in (("g.svg", "<svg"), ("g.DOT", "digraph"), ("g.gv", "digraph"), ("g.graphml", "<?xml")):
        save_graph(analysis, tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    with pytest.raises(UnknownName, match=r"'\.png'.*\.svg"):
        save_graph(analysis, tmp_path / "g.png")
    with pytest.raises(ConflictError, match="nowhere"):
        save_graph(analysis, tmp_path / "nowhere" / "g.svg")


def test_the_graph_functions_are_public() -> None:
    assert mv.state_graph is state_graph
    assert mv.save_graph is save_graph
