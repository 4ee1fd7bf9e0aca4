"""Preferences beyond a ranking: what is computed is what the definitions say, written out by hand."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.conflict.comparisons import table_of_ranks
from modusvivendi.errors import ConflictError
from modusvivendi.stability import COALITION
from modusvivendi.stability.definitions import definition
from modusvivendi.stability.ground import moves_of
from modusvivendi.stability.refinements import Refinement, refinement, usual
from modusvivendi.stability.relations import Relations
from tests.stability.games import conflict_of, graph_conflict, random_game
from tests.stability.oracle import Coalitions
from tests.stability.preference_comparison import check, in_graph_form, in_option_form
from tests.stability.preference_oracle import (
    ORDINARY,
    Structure,
    random_structure,
    structures,
)


def relations_of(conflict: Conflict) -> Relations:
    return Relations(moves_of(conflict), conflict.compared())


def verdicts(relations: Relations, key: str) -> np.ndarray:
    return relations.verdicts(refinement(key) or Refinement(key))


@settings(max_examples=300, deadline=None)
@given(structures())
def test_in_graph_form_every_verdict_is_the_one_the_definition_gives(g: Structure) -> None:
    check(in_graph_form(g), g)


@settings(max_examples=200, deadline=None)
@given(structures(unknown=False))
def test_in_graph_form_with_everything_known_too(g: Structure) -> None:
    check(in_graph_form(g), g)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_in_option_form_every_verdict_is_the_one_the_definition_gives(seed: int, unknown: bool) -> None:
    check(*in_option_form(seed, unknown))


# What the literature says of them


@settings(max_examples=200, deadline=None)
@given(structures(unknown=False))
def test_without_unknown_preferences_all_four_extensions_are_the_concept_itself(g: Structure) -> None:
    relations = relations_of(in_graph_form(g))
    for base in ("nash", "gmr", "smr", "seq"):
        plain = verdicts(relations, base)
        for letter in "abcd":
            assert (verdicts(relations, f"{base}-{letter}") == plain).all()


@settings(max_examples=200, deadline=None)
@given(structures())
def test_what_an_extension_or_strength_is_said_to_imply_it_implies(g: Structure) -> None:
    conflict = in_graph_form(g)
    relations = relations_of(conflict)
    for found in usual():
        if conflict.unknown is None or found.attitude:
            for other in definition(found.key).implies:
                assert (verdicts(relations, found.key) <= verdicts(relations, other)).all(), (
                    found.key,
                    other,
                )


def test_what_is_not_said_to_be_implied_is_not() -> None:
    rng = random.Random(20261122)
    keys = [found.key for found in usual() if found.attitude]
    open_pairs = {(one, two) for one in keys for two in keys if one != two}
    open_pairs -= {(one, two) for one in keys for two in definition(one).implies}
    # What follows from what is said, over more than one step, need not be said.
    for one in keys:
        for two in definition(one).implies:
            open_pairs -= {(one, three) for three in definition(two).implies}
    for _ in range(3000):
        if not open_pairs:
            break
        relations = relations_of(in_graph_form(random_structure(rng)))
        stable = {key: verdicts(relations, key) for key in keys}
        open_pairs -= {(one, two) for one, two in open_pairs if (stable[one] & ~stable[two]).any()}
    assert not open_pairs


@settings(max_examples=200, deadline=None)
@given(structures(unknown=False))
def test_stable_is_strongly_or_weakly_stable_and_never_both(g: Structure) -> None:
    analysis = mv.solve(
        in_graph_form(g), "gmr,gmr-strong,gmr-weak,smr,smr-strong,smr-weak,seq,seq-strong,seq-weak"
    )
    for base in ("gmr", "smr", "seq"):
        strong, weak = analysis.stable(f"{base}-strong"), analysis.stable(f"{base}-weak")
        assert ((strong ^ weak) == analysis.stable(base)).all()
        assert not (strong & weak).any()
        assert (
            (analysis.holds(f"{base}-strong") ^ analysis.holds(f"{base}-weak")) == analysis.holds(base)
        ).all()


@settings(max_examples=200, deadline=None)
@given(structures(unknown=False))
def test_a_higher_degree_asks_for_more_and_nothing_is_stronger_than_want_of_improvements(
    g: Structure,
) -> None:
    relations = relations_of(in_graph_form(g))
    for base in ("gmr", "smr", "seq"):
        assert (verdicts(relations, f"{base}@0") == verdicts(relations, base)).all()
        for k in range(5):
            assert (verdicts(relations, f"{base}@{k + 1}") <= verdicts(relations, f"{base}@{k}")).all()
        assert (verdicts(relations, f"{base}@99") == verdicts(relations, "nash")).all()


@settings(max_examples=100, deadline=None)
@given(structures())
def test_who_is_named_first_in_an_unknown_or_equal_pair_does_not_matter(g: Structure) -> None:
    turned = [
        {((t, s) if degree is None else (s, t)): degree for (s, t), degree in likes.items()}
        for likes in g.likes
    ]
    one, other = in_graph_form(g).compared(), in_graph_form(Structure(g.moves, turned)).compared()
    assert all((a == b).all() for a, b in zip(one, other, strict=True))


# Pairs that are a ranking


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_pairs_taken_from_a_ranking_give_what_the_ranking_gives(seed: int) -> None:
    rng = random.Random(seed)
    game = random_game(rng, 4, 4)
    given = conflict_of(game)
    codes = given.codes.tolist()
    pairs = {
        dm.key: {
            "options": list(dm.options),
            "prefers": [
                (codes[s], codes[t]) for s in range(len(codes)) for t in range(len(codes)) if row[s] > row[t]
            ],
        }
        for dm, row in zip(given.decision_makers, given.ranks().tolist(), strict=True)
    }
    conflict = Conflict.from_pairs(pairs, feasible=codes, irreversible=given.irreversible)
    assert conflict.is_ranked
    assert (conflict.ranks() == given.ranks()).all()
    relations, fast = relations_of(conflict), mv.solve(given, tuple(ORDINARY))
    for key in ORDINARY:
        assert (verdicts(relations, key) == fast.stable(key)).all(), key
    assert all((a == b).all() for a, b in zip(conflict.compared(), given.compared(), strict=True))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_in_graph_form_too(seed: int) -> None:
    given = graph_conflict(seed)
    relations, fast = relations_of(given), mv.solve(given, tuple(ORDINARY))
    for key in ORDINARY:
        assert (verdicts(relations, key) == fast.stable(key)).all(), key


@settings(max_examples=200, deadline=None)
@given(structures(unknown=False))
def test_comparisons_are_a_ranking_exactly_where_some_ranking_says_the_same(g: Structure) -> None:
    conflict = in_graph_form(g)

    def ranked(i: int) -> bool:
        better = {(s, t): g.degree(i, s, t) > 0 for s in g.states for t in g.states}
        return all(  # negatively transitive, which with asymmetry is what a ranking is
            better[s, t] or better[t, u] or not better[s, u]
            for s in g.states
            for t in g.states
            for u in g.states
        )

    assert conflict.is_ranked == all(ranked(i) for i in range(len(g.moves)))
    if not conflict.is_ranked:
        with pytest.raises(ConflictError, match=r"no ranking: it prefers .* to .*, but neither .* nor"):
            conflict.ranks()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=12), st.data())
def test_states_are_as_far_apart_as_the_largest_fall_between_them(
    levels: list[int], data: st.DataObject
) -> None:
    row = np.unique(levels, return_inverse=True)[1].astype(np.int32)
    best = int(row.max())
    degrees = data.draw(st.lists(st.integers(1, 4), min_size=best, max_size=best))
    found = table_of_ranks(row, degrees)
    for s in range(len(row)):
        for t in range(len(row)):
            low, high = sorted((int(row[s]), int(row[t])))
            largest = max((degrees[best - 1 - fall] for fall in range(low, high)), default=0)
            assert found[s, t] == (largest if row[t] > row[s] else -largest)


# Coalitions


class Pairwise(Coalitions):
    """The definitions for coalitions, where members compare states two by two."""

    def __init__(self, g: Structure) -> None:
        super().__init__(g.moves, [])
        self.g = g

    def prefers(self, group: tuple[int, ...], s: int, t: int) -> bool:
        return all(self.g.degree(i, t, s) > 0 for i in group)


def check_coalitions(conflict: Conflict, g: Structure) -> None:
    found = mv.solve_coalitions(conflict)
    literal = Pairwise(g)
    for concept in COALITION:
        for row, members in enumerate(found.coalitions):
            group = tuple(conflict.names.index(name) for name in members)
            expected = [literal.stable(concept, group, s) for s in g.states]
            assert found.stable(concept)[row].tolist() == expected, (concept, members)


@settings(max_examples=60, deadline=None)
@given(structures(unknown=False))
def test_coalitions_with_intransitive_preferences_are_as_defined(g: Structure) -> None:
    check_coalitions(in_graph_form(g), g)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_coalitions_in_option_form_with_intransitive_preferences_are_as_defined(seed: int) -> None:
    check_coalitions(*in_option_form(seed, unknown=False))
