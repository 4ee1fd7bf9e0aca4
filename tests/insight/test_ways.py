"""All ways to an arrangement, by trying all sequences; who moves first, and where it can stall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.evolution import NARROW, WIDE, evolution, evolution_of, evolution_svg
from modusvivendi.insight.route_search import By, Stall
from modusvivendi.insight.routes import ways
from tests.stability.games import conflict_of, games, graph_conflict, graph_moves, oracle_of
from tests.stability.oracle import Moves, improvements, reachable

Arcs = Sequence[Sequence[set[int]]]

in_option_form = games(3, 3).map(conflict_of)
in_graph_form = st.integers(0, 10**9).map(graph_conflict)


def moves_of(conflict: Conflict) -> Moves:
    return oracle_of(conflict).moves if conflict.graph is None else graph_moves(conflict)


def place_of(conflict: Conflict, code: int) -> int:
    place = conflict.position(code)
    assert place is not None
    return place


def arcs_of(conflict: Conflict, by: str, groups: Sequence[Sequence[str]]) -> Arcs:
    """Where one step of each mover leads: decision makers first, then coalitions."""
    moves, ranks = moves_of(conflict), conflict.ranks().tolist()
    arcs = [list(row) for row in (improvements(moves, ranks) if by == "improvements" else moves)]
    for group in groups:
        rows = [conflict.names.index(name) for name in group]
        arcs.append(
            [
                {t for t in reachable(moves, rows, s) if all(ranks[i][t] > ranks[i][s] for i in rows)}
                for s in range(len(conflict.codes))
            ]
        )
    return arcs


def is_legal(arcs: Arcs, places: Sequence[int]) -> bool:
    """Whether steps lead through these places in this order, nobody taking two in a row."""
    lasts = {-1}
    for before, after in pairwise(places):
        lasts = {m for m in range(len(arcs)) if after in arcs[m][before] and lasts - {m}}
        if not lasts:
            return False
    return True


def is_minimal(arcs: Arcs, places: Sequence[int]) -> bool:
    inner = range(1, len(places) - 1)
    kept = (each for size in range(len(inner)) for each in combinations(inner, size))
    return not any(is_legal(arcs, [places[0], *(places[k] for k in each), places[-1]]) for each in kept)


def every_way(
    arcs: Arcs, start: int, goal: int, longest: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """All minimal ways of up to so many steps, as places and movers."""
    for length in range(1, longest + 1):
        for who in product(range(len(arcs)), repeat=length):
            if any(a == b for a, b in pairwise(who)):
                continue
            paths: list[tuple[int, ...]] = [(start,)]
            for mover in who:
                paths = [(*path, to) for path in paths for to in arcs[mover][path[-1]] if path[-1] != goal]
            for path in paths:
                if path[-1] == goal and start not in path[1:] and is_minimal(arcs, path):
                    yield path, who


def check(conflict: Conflict, data: st.DataObject, longest: int) -> None:
    places = range(len(conflict.codes))
    start, goal = (data.draw(st.sampled_from(places)) for _ in range(2))
    by: By = data.draw(st.sampled_from(["improvements", "moves"]))
    several = [list(g) for g in combinations(conflict.names, 2)] + [list(conflict.names)]
    groups = data.draw(st.lists(st.sampled_from([g for g in several if len(g) > 1] or [[]]), max_size=2))
    groups = [list(g) for g in dict.fromkeys(map(tuple, groups)) if g]
    arcs = arcs_of(conflict, by, groups)
    found = ways(
        conflict,
        int(conflict.codes[goal]),
        by=by,
        coalitions=groups,
        start=int(conflict.codes[start]),
        limit=10**6,
        beyond=10**6,
    )
    assert found.complete
    movers = [(name,) for name in conflict.names] + [tuple(group) for group in groups]
    got = {
        (
            (start, *(place_of(conflict, leg.after) for leg in way)),
            tuple(movers.index(leg.movers) for leg in way),
        )
        for way in found.ways
    }
    expected = set(every_way(arcs, start, goal, longest)) if start != goal else set()
    assert {(p, m) for p, m in got if len(m) <= longest} == expected
    for path, who in got:
        assert all(after in arcs[m][before] for (before, after), m in zip(pairwise(path), who, strict=True))
        assert not any(a == b for a, b in pairwise(who))
        assert is_minimal(arcs, path)
    assert [len(way) for way in found.ways] == sorted(len(way) for way in found.ways)
    assert len(got) == len(found.ways)
    _check_stalls(conflict, found.stalls, [set(path[:-1]) for path, _ in got], goal)
    only = ways(conflict, found.goal, by=by, coalitions=groups, start=found.start, limit=10**6, beyond=0)
    assert set(only.ways) == set(found.shortest if found.ways else ())


def _check_stalls(conflict: Conflict, stalls: Sequence[Stall], paths: list[set[int]], goal: int) -> None:
    moves, ranks = moves_of(conflict), conflict.ranks().tolist()
    better = improvements(moves, ranks)
    along = set().union(*paths, {goal})
    expected: set[tuple[int, str | None]] = set()
    for s in along - {goal}:
        for i, name in enumerate(conflict.names):
            if better[i][s] - along:
                expected.add((s, name))
        if not any(better[i][s] for i in range(len(moves))):
            expected.add((s, None))
    got = {(place_of(conflict, stall.code), stall.decision_maker) for stall in stalls}
    assert got == (expected if paths else set())


@given(in_option_form, st.data())
@settings(max_examples=150, deadline=None)
def test_the_ways_are_all_the_minimal_ones_in_option_form(conflict: Conflict, data: st.DataObject) -> None:
    check(conflict, data, longest=4)


@given(in_graph_form, st.data())
@settings(max_examples=100, deadline=None)
def test_the_ways_are_all_the_minimal_ones_in_graph_form(conflict: Conflict, data: st.DataObject) -> None:
    check(conflict, data, longest=4)


def toll() -> Conflict:
    return Conflict.loads("""
    decision_makers:
      A:
        options: {open: open the road}
        preferences: [{formula: open if B.pay, evidence: [r-1a]}, not open]
      B:
        options: {pay: pay the toll, leave: leave for good}
        preferences: [{formula: leave, evidence: [r-3a]}, {formula: pay, evidence: [r-2a]}]
    """)


def test_who_has_to_move_first_and_who_may_turn_away_is_said() -> None:
    found = ways(toll(), ["A.open", "B.pay"])
    assert found.first == (("B",),)
    assert found.needed == ("A", "B")
    assert [(stall.code, stall.decision_maker, stall.lost) for stall in found.stalls] == [
        (0, "B", True),
        (2, "B", True),
    ]
    assert found.sentence == (
        "The shortest way takes two steps: B would pay the toll; then A would open the road. B has to move "
        "first. It can be lost on the way: B may rather go elsewhere, from where nothing leads there."
    )
    assert found.evidence == ("r-2a", "r-1a", "r-3a")
    assert len(found.tables()) == 2


def test_what_improvements_do_not_reach_a_coalition_may() -> None:
    both = Conflict.from_ranks(
        options={"A": ["x"], "B": ["y"]}, ranks={"A": [1, 0, 0, 2], "B": [1, 0, 0, 2]}, status_quo=[]
    )
    assert "It takes a step of A and B together." in ways(both, 3).sentence
    (way,) = ways(both, 3, coalitions=[["A", "B"]]).ways
    assert [leg.movers for leg in way] == [("A", "B")]
    by_any = ways(both, 3, by="moves")
    assert by_any.against in (("A",), ("B",))
    assert len(by_any.ways) == 2


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownName, match="steps"):
        ways(toll(), 3, by="jumps")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="decision maker"):
        ways(toll(), 3, coalitions=[["A", "X"]])
    with pytest.raises(ConflictError, match="status quo"):
        ways(Conflict.from_ranks({"A": ["x"]}, {"A": [1]}, feasible=[1]), 1)
    assert ways(toll(), 0).sentence == "It is the status quo."


@given(st.one_of(in_option_form, in_graph_form), st.data())
@settings(max_examples=80, deadline=None)
def test_the_tree_has_every_state_that_improvements_reach_where_they_first_do(
    conflict: Conflict, data: st.DataObject
) -> None:
    if conflict.graph is not None:
        conflict = conflict.replace(status_quo=data.draw(st.sampled_from(conflict.graph.states)))
    else:
        conflict = conflict.replace(status_quo=conflict.taken(int(conflict.codes[0])))
    assert conflict.status_quo is not None
    moves, ranks = moves_of(conflict), conflict.ranks().tolist()
    better = improvements(moves, ranks)
    start = place_of(conflict, conflict.status_quo)
    layers, seen = [{start}], {start}
    while layers[-1]:
        layers.append({to for s in layers[-1] for row in better for to in row[s]} - seen)
        seen |= layers[-1]
    tree = evolution(conflict)
    drawn = [(depth, place_of(conflict, branch.code)) for depth, branch in tree.root.walk()]
    assert sorted(drawn) == sorted((depth, s) for depth, layer in enumerate(layers) for s in layer)
    assert {place_of(conflict, c) for c in tree.stops} == {s for s in seen if not any(r[s] for r in better)}
    for room in (NARROW, WIDE):
        assert f'width="{int(room) + 48}"' in evolution_svg(tree, room)


def test_the_picture_of_the_ways_says_every_step_and_is_the_same_each_time() -> None:
    tree = evolution_of(ways(toll(), ["A.open", "B.pay"]))
    picture = evolution_svg(tree)
    assert picture == evolution_svg(tree)
    assert "B would pay the toll" in picture
    assert "A would open the road" in picture
    assert tree.record()["goal"] == 3
