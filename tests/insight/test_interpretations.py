"""The ensemble is nothing but every interpretation solved; samples are seeded and keep the base."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, DecisionMaker, OpenPreference, Option, Preference
from modusvivendi.insight import interpretations
from modusvivendi.insight.interpretations import solve_interpretations
from modusvivendi.stability import solve
from tests.insight.cases import choices, conflicts, every_choice

CONCEPTS = ("nash", "gmr", "smr", "seq")


def many_questions(count: int, answers: tuple[str, ...] = ("yes", "no")) -> Conflict:
    questions = tuple(
        OpenPreference(f"Question {k}?", {a: (Preference(Option("A", "x")),) for a in answers})
        for k in range(count)
    )
    return Conflict([DecisionMaker("A", {"x": "x"}, preferences=questions)], circumstances={"w": "war"})


@given(conflicts())
@settings(max_examples=40, deadline=None)
def test_every_interpretation_holds_what_solving_it_alone_finds(conflict: Conflict) -> None:
    ensemble = solve_interpretations(conflict)
    assert ensemble.exhaustive
    assert [i.id for i in ensemble.interpretations] == [i.id for i in conflict.interpretations()]
    now = conflict.codes.tolist().index(conflict.status_quo)
    for number, interpretation in enumerate(conflict.interpretations()):
        alone = solve(conflict, CONCEPTS, interpretation)
        for concept in CONCEPTS:
            held = conflict.codes[ensemble.holds[concept][number]].tolist()
            assert held == alone.equilibria(concept).tolist(), (interpretation.id, concept)
        assert ensemble.against_status_quo is not None
        expected = np.sign(alone.ranks.astype(int) - alone.ranks.astype(int)[:, [now]])
        assert (ensemble.against_status_quo[number] == expected).all()
        assert ensemble.choices[number] == choices(interpretation)
        assert (ensemble.analysis(number).ranks == alone.ranks).all()


@given(conflicts())
@settings(max_examples=20, deadline=None)
def test_choices_run_through_all_combinations(conflict: Conflict) -> None:
    ensemble = solve_interpretations(conflict, ["nash"])
    assert list(ensemble.choices) == every_choice(conflict)
    for one, row in zip(ensemble.choices, ensemble.coded, strict=True):
        for other, second in zip(ensemble.choices, ensemble.coded, strict=True):
            assert [a == b for a, b in zip(one.values(), other.values(), strict=True)] == (
                row == second
            ).tolist()


@given(
    st.integers(2, 40), st.integers(0, 1000), st.sampled_from([("yes", "no"), ("often", "seldom", "never")])
)
@settings(max_examples=25, deadline=None)
def test_a_sample_has_its_size_is_seeded_and_begins_with_the_base(
    most: int, seed: int, answers: tuple[str, ...]
) -> None:
    conflict = many_questions(5, answers)
    ensemble = solve_interpretations(conflict, ["nash"], most=most, seed=seed)
    again = solve_interpretations(conflict, ["nash"], most=most, seed=seed)
    ids = [i.id for i in ensemble.interpretations]
    assert len(ids) == len(set(ids)) == min(most, conflict.interpretation_count)
    assert ids == [i.id for i in again.interpretations]
    assert ids[0] == next(conflict.interpretations()).id
    assert set(ids) <= {i.id for i in conflict.interpretations()}
    assert ensemble.count == conflict.interpretation_count
    assert ensemble.exhaustive == (most >= conflict.interpretation_count)


def test_drawn_interpretations_are_those_of_the_conflict() -> None:
    conflict = many_questions(6)
    known = {i.id: i for i in conflict.interpretations()}
    for drawn in solve_interpretations(conflict, ["nash"], most=50, seed=3).interpretations:
        assert drawn == known[drawn.id]
        assert list(drawn.answers) == list(known[drawn.id].answers)


def test_more_interpretations_than_a_range_can_count_are_sampled() -> None:
    # Once an OverflowError: random.sample wanted the length of the range.
    ensemble = solve_interpretations(many_questions(80), ["nash"], most=10)
    assert len(ensemble.interpretations) == 10
    assert ensemble.count == 2**81


def test_another_seed_draws_others() -> None:
    conflict = many_questions(8)
    drawn = [
        {i.id for i in solve_interpretations(conflict, ["nash"], most=20, seed=seed).interpretations}
        for seed in (1, 2)
    ]
    assert drawn[0] != drawn[1]


def test_progress_ends_with_all_done() -> None:
    told: list[tuple[int, int]] = []
    solve_interpretations(
        many_questions(7), ["nash"], progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (256, 256)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_an_ensemble_that_would_not_fit_is_sampled_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = many_questions(4)
    monkeypatch.setattr(interpretations, "AT_MOST", 2 * 2 * 7)  # states x (concept + decision maker) x 7
    ensemble = solve_interpretations(conflict, ["nash"])
    assert len(ensemble.interpretations) == 7
    assert not ensemble.exhaustive
