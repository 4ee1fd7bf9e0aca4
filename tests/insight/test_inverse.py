"""Which preferences would have to change for a state to hold: against trying all changes there are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import resources
from itertools import chain, combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.inverse import CONCEPTS, inverse
from modusvivendi.insight.joint import joint_inverse
from modusvivendi.stability import solve
from tests.stability.games import conflict_of, game_of, games, graph_conflict, graph_moves, oracle_of
from tests.stability.oracle import DEFINITIONS, Moves, improvements, reachable

in_option_form = games(3, 3).map(conflict_of)
in_graph_form = st.integers(0, 10**9).map(graph_conflict)


def moves_of(conflict: Conflict) -> Moves:
    return oracle_of(conflict).moves if conflict.graph is None else graph_moves(conflict)


def subsets(items: list[int]) -> Iterator[frozenset[int]]:
    """All of them, smaller ones first."""
    sizes = (combinations(items, size) for size in range(len(items) + 1))
    return map(frozenset, chain.from_iterable(sizes))


def stays(moves: Moves, ranks: list[list[int]], i: int, s: int, liked: set[int], key: str) -> bool:
    """Whether i stays at s if it prefers just the states ``liked`` to it and the others' ranks are these."""
    others = [j for j in range(len(moves)) if j != i]
    answering = improvements(moves, ranks) if key == "seq" else moves

    def deters(t: int) -> bool:
        return t not in liked and (key != "smr" or not liked & moves[i][t])

    return all(
        key != "nash" and any(deters(u) for u in reachable(answering, others, t)) for t in moves[i][s] & liked
    )


@given(st.one_of(in_option_form, in_graph_form), st.data())
@settings(max_examples=300, deadline=None)
def test_the_sets_are_all_the_smallest_that_keep_each_party_there(
    conflict: Conflict, data: st.DataObject
) -> None:
    moves, ranks = moves_of(conflict), conflict.ranks().tolist()
    s = data.draw(st.integers(0, len(conflict.codes) - 1))
    key = data.draw(st.sampled_from(CONCEPTS))
    found = inverse(conflict, int(conflict.codes[s]), key, limit=10**6)
    assert found.complete
    for i, party in enumerate(conflict.names):
        liked = {t for t, rank in enumerate(ranks[i]) if rank > ranks[i][s]}
        doing = [f for f in subsets(sorted(liked)) if stays(moves, ranks, i, s, liked - f, key)]
        smallest = {f for f in doing if not any(other < f for other in doing)}
        sets = [
            frozenset(conflict.position(flip.first) for flip in flips) for flips in found.alternatives[party]
        ]
        assert set(sets) == smallest
        assert len(sets) == len(smallest)
        assert [len(f) for f in sets] == sorted(len(f) for f in sets)


@given(st.one_of(in_option_form, in_graph_form), st.data())
@settings(max_examples=200, deadline=None)
def test_each_set_can_be_had_by_a_ranking_under_which_the_definition_keeps_the_party_there(
    conflict: Conflict, data: st.DataObject
) -> None:
    moves = moves_of(conflict)
    s = data.draw(st.integers(0, len(conflict.codes) - 1))
    key = data.draw(st.sampled_from(CONCEPTS))
    found = inverse(conflict, int(conflict.codes[s]), key)
    now = conflict.ranks()
    for i, party in enumerate(conflict.names):
        for flips in found.alternatives[party][:8]:
            ranks = found.ranks(flips)
            liked = {t for t in range(len(conflict.codes)) if ranks[i, t] > ranks[i, s]}
            gone = {conflict.position(flip.first) for flip in flips}
            assert liked == {t for t in range(len(conflict.codes)) if now[i, t] > now[i, s]} - gone
            assert np.array_equal(np.delete(ranks, i, axis=0), np.delete(now, i, axis=0))
            better = improvements(moves, ranks.tolist())
            assert DEFINITIONS[key](moves, better, ranks.tolist(), i, s)
    if key != "seq":
        # Nobody's answers hang on anybody's preferences, so that what does for each does for all.
        choice = [data.draw(st.sampled_from(sets)) for sets in found.alternatives.values()]
        assert found.holds_after(flip for flips in choice for flip in flips)


def weak_orders(states: int) -> list[tuple[int, ...]]:
    """All rankings with ties."""
    return sorted(
        {tuple(np.unique(r, return_inverse=True)[1]) for r in product(range(states), repeat=states)}
    )


def relation(ranks: tuple[tuple[int, ...], ...]) -> frozenset[tuple[int, int, int]]:
    return frozenset(
        (i, a, b) for i, r in enumerate(ranks) for a in range(len(r)) for b in range(len(r)) if r[a] > r[b]
    )


@given(st.integers(0, 2**32 - 1), st.data())
@settings(max_examples=25, deadline=None)
def test_jointly_the_sets_are_all_the_smallest_over_all_profiles_of_rankings(
    seed: int, data: st.DataObject
) -> None:
    conflict = conflict_of(game_of(random.Random(seed), 2, 2))
    moves, states = moves_of(conflict), len(conflict.codes)
    s = data.draw(st.integers(0, states - 1))
    key = data.draw(st.sampled_from(CONCEPTS))
    now = relation(tuple(map(tuple, conflict.ranks().tolist())))
    doing = []
    for ranks in product(weak_orders(states), repeat=2):
        better = improvements(moves, ranks)
        if all(DEFINITIONS[key](moves, better, ranks, i, s) for i in range(2)):
            doing.append(now ^ relation(ranks))
    least = min(len(f) for f in doing)
    smallest = {f for f in doing if len(f) <= least + 2}
    smallest = {f for f in smallest if not any(other < f for other in smallest)}
    found = joint_inverse(conflict, int(conflict.codes[s]), key, most=least + 2, limit=10**6)
    assert found.complete
    places = conflict.position
    sets = {
        frozenset((conflict.names.index(f.decision_maker), places(f.first), places(f.second)) for f in flips)
        for flips in found.sets
    }
    assert sets == smallest
    for flips in found.sets[:5]:
        assert relation(tuple(map(tuple, found.ranks(flips).tolist()))) == now ^ {
            (conflict.names.index(f.decision_maker), places(f.first), places(f.second)) for f in flips
        }


@given(in_graph_form, st.data())
@settings(max_examples=60, deadline=None)
def test_jointly_the_engine_agrees_that_the_state_holds_in_graph_form(
    conflict: Conflict, data: st.DataObject
) -> None:
    s = data.draw(st.integers(0, len(conflict.codes) - 1))
    key = data.draw(st.sampled_from(CONCEPTS))
    found = joint_inverse(conflict, int(conflict.codes[s]), key, most=6, limit=5)
    moves = moves_of(conflict)
    for flips in found.sets:
        ranks = found.ranks(flips).tolist()
        better = improvements(moves, ranks)
        assert all(DEFINITIONS[key](moves, better, ranks, i, s) for i in range(len(moves)))


def chicken() -> Conflict:
    return Conflict.from_ranks(
        options={"A": ["swerve"], "B": ["swerve"]}, ranks={"A": [1, 2, 4, 3], "B": [1, 4, 2, 3]}
    )


def test_what_holds_needs_no_change() -> None:
    found = inverse(chicken(), 3, "seq")
    assert found.holds == (3 in solve(chicken(), "seq").equilibria("seq"))
    assert joint_inverse(chicken(), ["A.swerve"], "nash").sets == ((),)


def test_the_sentence_says_who_has_to_like_how_much_no_better() -> None:
    found = inverse(chicken(), ["A.swerve", "B.swerve"], "nash")
    assert found.blockers == ("A", "B")
    assert found.sentence == (
        "It would hold under Nash if, of the states preferred to it, A liked one state no better and "
        "B liked one state no better than it."
    )
    (table,) = found.tables()
    assert len(list(table.rows())) == 2


def test_the_evidence_is_that_of_the_comparisons_that_would_change() -> None:
    conflict = Conflict.loads("""
    decision_makers:
      A: {options: {x: open}, preferences: [{formula: not x, evidence: [r-1a]}]}
      B: {options: {y: open}, preferences: [{formula: y, evidence: [r-2a]}]}
    """)
    found = inverse(conflict, ["A.x"], "nash")
    assert found.evidence == ("r-1a", "r-2a")
    assert joint_inverse(conflict, ["A.x", "B.y"], "nash").evidence == ("r-1a",)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownName, match="no inverse analysis"):
        inverse(chicken(), 0, "sseq")
    with pytest.raises(ConflictError, match="not feasible"):
        inverse(Conflict.from_ranks({"A": ["x"]}, {"A": [1]}, feasible=[1]), 0)
    with pytest.raises(ConflictError, match="at most"):
        joint_inverse(Conflict.from_ranks({"A": list("abcdef")}, {"A": list(range(64))}), 0)


def elmira() -> Conflict:
    return Conflict.load(str(resources.files("modusvivendi.examples") / "elmira" / "conflict.yaml"))


def test_in_elmira_nothing_has_to_change_for_the_published_equilibria() -> None:
    # Kilgour, Hipel, Fang & Peng, Group Decision and Negotiation 10 (2001): states 5, 8 and 9.
    holding = {state for state in range(1, 10) if inverse(elmira(), state - 1, "nash").holds}
    assert holding == {5, 8, 9}
    for state, key in product((5, 8, 9), CONCEPTS):
        found = inverse(elmira(), state - 1, key)
        assert (found.holds, found.blockers) == (True, ())


@pytest.mark.parametrize("key", CONCEPTS)
def test_in_elmira_what_most_want_hangs_on_uniroyal_rather_abandoning_its_works(key: str) -> None:
    # State 7 (the order accepted, and insisted on), which Ministry and Local Government like best. Inverse
    # GMCR was shown on this conflict (Kinsara, Kilgour & Hipel 2015), but the printed table could not be
    # looked up. By hand: Uniroyal's one move from 7 is to 9, which nobody can answer, as nobody moves from 9.
    found = inverse(elmira(), 6, key)
    assert found.blockers == ("Uniroyal",)
    assert [(flip.first + 1, flip.prefers) for flip in found.fewest] == [(9, False)]
    assert found.holds_after(found.fewest)
    assert found.alternatives["Uniroyal"] == (found.fewest,)


@pytest.mark.parametrize("key", CONCEPTS)
def test_in_elmira_the_modified_order_insisted_on_hangs_on_uniroyal_liking_no_way_out(
    key: str,
) -> None:
    # State 6. By hand: Uniroyal moves to 8 and to 9. From 8 the others can go to 4 only, which it likes more
    # than 6, too; so under GMR and SMR it has to like 4, or 8, no better than 6, and 9 in any case.
    found = inverse(elmira(), 5, key)
    assert found.blockers == ("Uniroyal",)
    needed = [{flip.first + 1 for flip in flips} for flips in found.alternatives["Uniroyal"]]
    assert all(9 in each and each & {4, 8} for each in needed)
    assert {8, 9} in needed
