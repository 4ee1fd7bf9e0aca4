"""Solving what is alike once gives what solving each alone gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict
from modusvivendi.insight.solving import alike, holds_at, holds_under, stable_at
from modusvivendi.stability.ground import moves_of
from modusvivendi.stability.many import solve_many
from tests.insight.cases import conflicts

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


@given(conflicts())
@settings(max_examples=60, deadline=None)
def test_interpretations_are_alike_where_everybody_ranks_the_states_the_same(conflict: Conflict) -> None:
    every = list(conflict.interpretations())
    firsts, kind = alike(conflict, every)
    ranks = [conflict.ranks(found).tobytes() for found in every]
    assert len(set(ranks)) == len(firsts)
    assert firsts.tolist() == sorted(ranks.index(each) for each in set(ranks))
    for number, place in enumerate(kind.tolist()):
        assert ranks[number] == ranks[int(firsts[place])]


@st.composite
def preferences(draw: st.DrawFn, conflict: Conflict) -> NDArray[np.int32]:
    """Ranks, shape (M, n, N), of which many are the same."""
    states = len(conflict.codes)
    row = st.lists(st.integers(0, 3), min_size=states, max_size=states)
    known = [draw(st.lists(row, min_size=1, max_size=3)) for _ in conflict.names]
    count = draw(st.integers(1, 12))
    made = [[draw(st.sampled_from(rows)) for rows in known] for _ in range(count)]
    return np.array(made, dtype=np.int32)


@given(st.data(), conflicts(), st.permutations(CONCEPTS), st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_what_holds_under_many_preferences_is_what_holds_under_each(
    data: st.DataObject, conflict: Conflict, concepts: list[str], wanted: int
) -> None:
    ranks = data.draw(preferences(conflict))
    keys = tuple(concepts[:wanted])
    found = holds_under(moves_of(conflict), ranks, keys)
    assert tuple(found) == keys
    for number in range(len(ranks)):
        alone = solve_many(conflict, ranks[number : number + 1], keys)
        for key in keys:
            assert (found[key][number] == alone.holds(key)[0]).all(), key


@given(st.data(), conflicts())
@settings(max_examples=100, deadline=None)
def test_of_one_state_the_same_is_found(data: st.DataObject, conflict: Conflict) -> None:
    ranks = data.draw(preferences(conflict))
    keys = tuple(data.draw(st.permutations(CONCEPTS[:4]))[: data.draw(st.integers(1, 4))])
    place = data.draw(st.integers(0, len(conflict.codes) - 1))
    whole = holds_under(moves_of(conflict), ranks, keys)
    found = holds_at(moves_of(conflict), ranks, keys, place)
    assert tuple(found) == keys
    for key in keys:
        assert (found[key] == whole[key][:, place]).all(), key


@given(st.data(), conflicts(), st.sampled_from(CONCEPTS))
@settings(max_examples=60, deadline=None)
def test_for_whom_one_state_is_stable_is_what_solving_each_tells(
    data: st.DataObject, conflict: Conflict, concept: str
) -> None:
    ranks = data.draw(preferences(conflict))
    place = data.draw(st.integers(0, len(conflict.codes) - 1))
    whole = solve_many(conflict, ranks, concept).stable(concept)
    assert (stable_at(moves_of(conflict), ranks, concept, place) == whole[:, :, place]).all()
