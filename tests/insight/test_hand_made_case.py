"""The example's model leads to what the design says of it: what holds, what it needs, who prefers it."""

from __future__ import annotations

from importlib import resources
from itertools import pairwise

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.insight.arrangements import Arrangement, arrangements
from modusvivendi.insight.breaking import breaks
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
from modusvivendi.insight.questions import pivotal
from modusvivendi.insight.ways import movers_between, ways_from_status_quo

DEADLOCK, PACKAGE = 0b1000100, 0b1111111


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    text = (
        resources.files("modusvivendi.examples").joinpath("peacekeeping-model", "conflict.yaml").read_text()
    )
    return solve_interpretations(Conflict.loads(text))


@pytest.fixture(scope="module")
def found(ensemble: Ensemble) -> dict[int, Arrangement]:
    return {a.code: a for a in arrangements(ensemble)}


def test_deadlock_holds_in_both_interpretations_and_the_package_where_china_wins_consent(
    found: dict[int, Arrangement],
) -> None:
    assert {code for code, a in found.items() if not a.gmr_only} == {DEADLOCK, PACKAGE}
    for concept in ("nash", "seq", "smr"):
        assert found[DEADLOCK].holds_in[concept] == (0, 1)
        assert found[PACKAGE].holds_in[concept] == (0,)
    assert found[DEADLOCK].needs == {}
    assert found[DEADLOCK].enough
    assert found[PACKAGE].needs == {"q1": "yes"}
    assert found[PACKAGE].enough


def test_general_metarationality_alone_holds_many_more_and_they_come_last(ensemble: Ensemble) -> None:
    assert ensemble.holds["gmr"].sum(axis=1).tolist() == [22, 20]
    listed = arrangements(ensemble)
    assert [a.code for a in listed[:2]] == [DEADLOCK, PACKAGE]
    assert all(a.gmr_only for a in listed[2:])


def test_parties_prefer_deadlock_and_package_as_the_design_says(found: dict[int, Arrangement]) -> None:
    deadlock, package = found[DEADLOCK], found[PACKAGE]
    assert deadlock.acceptable_to == ("Ukraine", "US")
    assert deadlock.indifferent == ("Russia", "Coalition", "China", "UN")
    assert package.acceptable_to == ("Ukraine", "Coalition", "China", "US")
    assert package.indifferent == ("Russia", "UN")
    assert deadlock.not_acceptable_to == deadlock.depends == ()
    assert package.not_acceptable_to == package.depends == ()


def test_the_one_question_decides_on_the_package_alone(ensemble: Ensemble) -> None:
    (question,) = pivotal(ensemble, arrangements(ensemble))
    assert question.id == "q1"
    assert question.decides == (ensemble.conflict.position(PACKAGE),)
    assert question.needed_for == {PACKAGE: "yes"}
    assert question.weight == 1


@pytest.mark.parametrize("number", [0, 1])
def test_improvements_stop_at_the_deadlock_and_nobody_gets_to_the_package(
    ensemble: Ensemble, number: int
) -> None:
    ways = ways_from_status_quo(ensemble.analysis(number))
    assert ways is not None
    assert DEADLOCK in ways.stops
    assert ways.path(PACKAGE) is None
    path = ways.path(DEADLOCK)
    assert path is not None
    assert [step.decision_maker for step in path] == ["US", "Ukraine"]
    assert all(one.after == two.before for one, two in pairwise(path))
    assert movers_between(ensemble.conflict, DEADLOCK, PACKAGE) == ("Russia", "Coalition", "China", "UN")


def test_the_united_states_leave_the_status_quo_in_both_interpretations(ensemble: Ensemble) -> None:
    leaving = {b.decision_maker: b for b in breaks(ensemble, 0)}
    assert leaving["US"].interpretations == (0, 1)
    assert ensemble.conflict.taken(leaving["US"].becomes) == ["US.guarantee"]
    assert not breaks(ensemble, DEADLOCK)
    assert not breaks(ensemble, PACKAGE, among=[0])
    assert {b.decision_maker for b in breaks(ensemble, PACKAGE, among=[1])} == {"Russia"}
