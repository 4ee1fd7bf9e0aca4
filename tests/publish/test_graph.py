"""The state graph has the states and moves the definitions give, and says what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.publish.graph import MOVES, ONLY, StateGraph, fitting_graph, graph_around, state_graph
from modusvivendi.stability import Analysis, solve
from tests.stability.games import conflict_of, games, graph_conflict, graph_moves, oracle_of

EXAMPLES = Path(mv.__file__).parent / "examples"
Steps = list[list[set[int]]]


def example(name: str) -> Analysis:
    return solve(mv.Conflict.load(EXAMPLES / name / "conflict.yaml"))


def triples(graph: StateGraph) -> set[tuple[str, int, int]]:
    return {(arc.decision_maker, arc.source, arc.target) for arc in graph.arcs}


def check(conflict: Conflict, moves: Steps) -> None:
    analysis = solve(conflict, ("nash", "seq"))
    codes, ranks, names = conflict.codes.tolist(), analysis.ranks.tolist(), conflict.names
    everything = {
        (name, codes[s], codes[t])
        for i, name in enumerate(names)
        for s, row in enumerate(moves[i])
        for t in row
    }
    place = {code: at for at, code in enumerate(codes)}
    better = {
        (name, s, t)
        for name, s, t in everything
        if ranks[names.index(name)][place[t]] > ranks[names.index(name)][place[s]]
    }
    whole = state_graph(analysis)
    assert [node.code for node in whole.nodes] == codes
    assert [node.number for node in whole.nodes] == list(range(1, len(codes) + 1))
    assert triples(whole) == everything
    assert len(whole.arcs) == len(everything)
    assert {(a.decision_maker, a.source, a.target) for a in whole.arcs if a.improvement} == better
    for arc in whole.arcs:
        assert arc.two_way == ((arc.decision_maker, arc.target, arc.source) in everything)
    holds = set(analysis.equilibria("seq").tolist())
    assert {node.code for node in whole.nodes if node.equilibrium["seq"]} == holds
    for node in whole.nodes:
        assert [node.ranks[name] for name in names] == [row[place[node.code]] for row in ranks]
    for shown, steps in (("all", everything), ("improvements", better)):
        near = holds | {s for _, s, t in steps if t in holds} | {t for _, s, t in steps if s in holds}
        part = state_graph(analysis, moves=shown, only="equilibria")
        assert {node.code for node in part.nodes} == near
        assert triples(part) == {(who, s, t) for who, s, t in steps if s in near and t in near}
        if conflict.status_quo is None:
            continue
        seen, todo = {conflict.status_quo}, [conflict.status_quo]
        while todo:
            at = todo.pop()
            new = {t for _, s, t in steps if s == at} - seen
            seen |= new
            todo += new
        reached = state_graph(analysis, moves=shown, only="reachable")
        assert {node.code for node in reached.nodes} == seen
        outline = {node.code for node in state_graph(analysis, moves=shown, only="outline").nodes}
        ways = {node.code for node in state_graph(analysis, moves="improvements", only="reachable").nodes}
        assert outline == ways | holds | {s for _, s, t in better if t in holds}
    check_around(analysis, better)


def check_around(analysis: Analysis, better: set[tuple[str, int, int]]) -> None:
    codes = analysis.codes.tolist()
    centre = codes[len(codes) // 2]
    ahead, behind, near = {centre}, {centre}, {centre}
    for steps in (1, 2, 3):
        ahead = {t for _, s, t in better if s in ahead}
        behind = {s for _, s, t in better if t in behind}
        near = near | ahead | behind
        part = graph_around(analysis, centre, steps=steps, most_states=len(codes))
        assert {node.code for node in part.nodes} == near
        assert triples(part) == {(who, s, t) for who, s, t in better if s in near and t in near}
        few = graph_around(analysis, centre, steps=steps, most_states=3)
        assert len(few.nodes) <= 3 and centre in {node.code for node in few.nodes} <= near
        if len(near) <= 3:
            assert {node.code for node in few.nodes} == near
    with pytest.raises(UnknownName):
        graph_around(analysis, max(codes) + 1, most_states=9)


@given(games(4, 4))
@settings(max_examples=60, deadline=None)
def test_states_and_moves_are_those_of_the_definitions(game: object) -> None:
    conflict = conflict_of(game)  # type: ignore[arg-type]
    check(conflict, oracle_of(conflict).moves)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_states_and_moves_in_graph_form_are_those_given(seed: int) -> None:
    conflict = graph_conflict(seed)
    check(conflict, graph_moves(conflict))


def test_what_is_left_out_is_said() -> None:
    elmira = example("elmira")
    assert state_graph(elmira).left_out == ""
    assert (
        state_graph(elmira, moves="improvements").left_out == "Moves that are no improvements are left out."
    )
    part = state_graph(elmira, moves="improvements", only="reachable").left_out
    assert part.startswith("2 of 9 states: what can be reached from the status quo; moves that")
    now = elmira.conflict.status_quo
    assert now is not None
    near = graph_around(elmira, now, steps=1, most_states=40)
    number = next(node.number for node in near.nodes if node.code == now)
    assert f"state {number}, and those one improvement away from it" in near.left_out


def test_a_large_graph_is_cut_down_to_what_can_be_drawn_and_elmira_is_not() -> None:
    whole = fitting_graph(example("elmira"), most_states=40, most_arcs=240)
    assert (whole.moves, whole.only, len(whole.nodes), len(whole.arcs)) == ("all", "all", 9, 24)
    peace = fitting_graph(example("peacekeeping-model"), most_states=40, most_arcs=240)
    assert (peace.moves, peace.only, len(peace.nodes)) == ("improvements", "outline", 18)


def test_a_tangle_is_cut_down_to_improvements_unless_all_moves_are_asked_for() -> None:
    names = [f"s{n}" for n in range(12)]
    everywhere = [[a, b] for a in names for b in names if a != b]
    tangle = solve(
        mv.Conflict.loads(
            f"states: {names}\ndecision_makers:\n  A: {{moves: {everywhere}, ranking: {names}}}\n".replace(
                "'", ""
            )
        )
    )
    assert fitting_graph(tangle, most_states=40, most_arcs=240).moves == "improvements"
    assert fitting_graph(tangle, moves="all", most_states=40, most_arcs=240).moves == "all"


def test_what_is_asked_for_and_too_large_is_refused_with_a_way_out() -> None:
    with pytest.raises(ConflictError, match=r"128 states .*improvements.*graphml"):
        fitting_graph(example("peacekeeping-model"), only="all", most_states=40, most_arcs=240)
    with pytest.raises(ConflictError, match="moves are too many"):
        fitting_graph(example("garrison"), moves="all", only="all", most_states=40, most_arcs=60)


def test_a_graph_of_a_million_states_is_refused_at_once_but_its_ways_are_shown() -> None:
    n = 20
    text = "decision_makers:\n" + "".join(
        f"  P{k}: {{options: {{x: do it}}, preferences: [{'x' if k < 2 else 'not x'}]}}\n" for k in range(n)
    )
    analysis = solve(mv.Conflict.loads(text), "nash")
    with pytest.raises(ConflictError, match="1,048,576 states is too large"):
        state_graph(analysis)
    ways = state_graph(analysis, moves="improvements", only="reachable")
    assert len(ways.nodes) == 4
    found = fitting_graph(analysis, most_states=40, most_arcs=240)
    assert found.only == "outline"
    assert len(found.nodes) == 4 + n - 2


def test_without_a_status_quo_nothing_is_reachable_and_equilibria_are_shown_instead() -> None:
    analysis = solve(
        mv.Conflict.loads(
            "states: [a, b, c]\ndecision_makers: {X: {moves: [[c, b], [b, a]], ranking: [a, b, c]}}"
        )
    )
    with pytest.raises(ConflictError, match="does not tell its status quo"):
        state_graph(analysis, only="reachable")
    found = fitting_graph(analysis, most_states=2, most_arcs=2)
    assert (found.only, [node.name for node in found.nodes]) == ("equilibria", ["a", "b"])


def test_what_is_not_known_is_refused() -> None:
    analysis = example("elmira")
    with pytest.raises(UnknownName, match="did you mean improvements"):
        state_graph(analysis, moves="improvement")
    with pytest.raises(UnknownName, match="they are all, reachable"):
        state_graph(analysis, only="x")
    with pytest.raises(UnknownName, match="not solved for sseq"):
        state_graph(analysis, "sseq")


def test_the_graph_as_data_names_every_state_and_move() -> None:
    for moves in MOVES:
        for only in ONLY:
            graph = state_graph(example("cuban-missile-crisis"), "smr", moves, only)
            data = graph.to_dict()
            assert data["concept"] == "smr"
            assert [state["number"] for state in data["states"]] == [node.number for node in graph.nodes]
            assert {(m["decision_maker"], m["from"], m["to"]) for m in data["moves"]} == triples(graph)
