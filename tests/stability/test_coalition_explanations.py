"""What is told about coalitions is true, and structures are read as they are named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import COALITION, CoalitionAnalysis, solve_coalitions
from modusvivendi.stability.coalition_explanation import CoalitionExplanation
from tests.stability.games import conflict_of, graph_conflict, graph_moves, oracle_of, random_game
from tests.stability.oracle import Coalitions, Group, Moves, reachable

EXAMPLES = Path(mv.__file__).parent / "examples"


def partition(rng: random.Random, n: int) -> list[Group]:
    blocks: dict[int, list[int]] = {}
    for i in range(n):
        blocks.setdefault(rng.randrange(n), []).append(i)
    return sorted(tuple(block) for block in blocks.values())


def check_structure(conflict: Conflict, moves: Moves, rng: random.Random) -> None:
    literal = Coalitions(moves, conflict.ranks().tolist())
    structure = partition(rng, len(conflict.names))
    named = [[conflict.names[i] for i in group] for group in structure if len(group) > 1]
    for answers, oracle in (
        ("any", literal),
        ("structure", Coalitions(moves, conflict.ranks().tolist(), structure)),
    ):
        found = solve_coalitions(conflict, structure=named, answers=answers)
        assert [tuple(conflict.names.index(name) for name in who) for who in found.coalitions] == structure
        for concept in COALITION:
            for row, group in enumerate(structure):
                expected = [oracle.stable(concept, group, s) for s in range(len(conflict.codes))]
                assert found.stable(concept)[row].tolist() == expected, (answers, concept, group)
        check_told(found, oracle, moves)


def check_told(found: CoalitionAnalysis, oracle: Coalitions, moves: Moves) -> None:
    """Every explanation agrees with the verdict, and its witness does what it says."""
    conflict = found.conflict
    for concept in found.concepts:
        for row, members in enumerate(found.coalitions):
            group = tuple(conflict.names.index(name) for name in members)
            for s, code in enumerate(conflict.codes.tolist()):
                told = found.explain(code, members, concept)
                assert told.stable == found.stable(concept)[row, s], (concept, members, s)
                assert (told.coalition, told.state, told.concept) == (members, code, concept)
                assert told.sentence.endswith(".")
                check_witness(told, conflict, oracle, moves, group, s)


def check_witness(
    told: CoalitionExplanation, conflict: Conflict, oracle: Coalitions, moves: Moves, group: Group, s: int
) -> None:
    codes, names = conflict.codes.tolist(), conflict.names
    better = oracle.improvements(group, s)
    undeterred = {codes.index(code) for code in told.undeterred}
    answered = {codes.index(answer.improvement) for answer in told.answers}
    assert undeterred | answered == better
    assert not undeterred & answered
    assert told.reachable == len(reachable(moves, group, s) - {s})
    for code, way in zip(told.undeterred, told.ways, strict=True):
        assert legal(way, s, group, names, codes, moves) == codes.index(code)
    for answer in told.answers:
        t = codes.index(answer.improvement)
        assert legal(answer.way, s, group, names, codes, moves) == t
        at, last = t, None
        for step in answer.steps:
            who = tuple(names.index(name) for name in step.members)
            assert not set(who) & set(group)
            assert who != last
            end = legal(step.moves, at, who, names, codes, moves)
            assert end == codes.index(step.state)
            if told.concept == "cseq":
                assert oracle.prefers(who, at, end)
                assert who in oracle.answering(tuple(i for i in range(len(names)) if i not in group))
            at, last = end, who
        spared = {name for name in answer.not_better if not oracle.prefers((names.index(name),), s, at)}
        assert spared == set(answer.not_better) != set()
        if told.concept == "csmr":
            assert not any(oracle.prefers(group, s, v) for v in reachable(moves, group, at))


def legal(way: object, start: int, group: Group, names: list[str], codes: list[int], moves: Moves) -> int:
    at, last = start, None
    for step in way:  # type: ignore[attr-defined]
        who = names.index(step.decision_maker)
        assert who in group
        assert who != last
        assert codes.index(step.state) in moves[who][at]
        at, last = codes.index(step.state), who
    return at


@pytest.mark.parametrize("seed", range(40))
def test_structures_and_explanations_are_true_to_the_definitions(seed: int) -> None:
    rng = random.Random(seed)
    conflict = conflict_of(random_game(rng, 4, 4))
    check_structure(conflict, oracle_of(conflict).moves, rng)


@pytest.mark.parametrize("seed", range(30))
def test_structures_and_explanations_in_graph_form_are_true_to_the_definitions(seed: int) -> None:
    conflict = graph_conflict(seed)
    check_structure(conflict, graph_moves(conflict), random.Random(seed))


@pytest.mark.parametrize("seed", range(20))
def test_explanations_for_all_coalitions_are_true(seed: int) -> None:
    conflict = conflict_of(random_game(random.Random(500 + seed), 3, 3))
    found = solve_coalitions(conflict)
    check_told(
        found, Coalitions(oracle_of(conflict).moves, conflict.ranks().tolist()), oracle_of(conflict).moves
    )


@pytest.fixture(scope="module")
def elmira() -> CoalitionAnalysis:
    return solve_coalitions(mv.Conflict.load(EXAMPLES / "elmira" / "conflict.yaml"))


def test_ministry_and_uniroyal_leave_the_deadlock_of_elmira_together(elmira: CoalitionAnalysis) -> None:
    told = elmira.explain(4, ["Uniroyal", "Ministry"], "cseq")
    assert (told.stable, told.witness, told.coalition) == (False, 7, ("Ministry", "Uniroyal"))
    assert [(step.decision_maker, step.state) for step in told.ways[0]] == [("Ministry", 5), ("Uniroyal", 7)]
    assert told.sentence == (
        "Together, Ministry of the Environment and Uniroyal could improve on this state: Ministry of the "
        "Environment would move to delay and modify and insist and then Uniroyal would move to accept and "
        "modify and insist. Nothing the others could do then, each step to the advantage of those who take "
        "it, would leave any of them no better off than now. So they would leave it."
    )


def test_an_answer_of_two_together_is_told_as_one_step(elmira: CoalitionAnalysis) -> None:
    told = elmira.explain(0, ["Local"], "cseq")
    (answer,) = told.answers
    assert [(step.members, step.state) for step in answer.steps] == [(("Ministry", "Uniroyal"), 7)]
    assert "to the advantage of both, and Local government would be worse off than now" in told.sentence


def test_a_structure_that_is_none_is_refused() -> None:
    conflict = mv.Conflict.load(EXAMPLES / "elmira" / "conflict.yaml")
    with pytest.raises(ConflictError, match="Local is in two coalitions"):
        solve_coalitions(conflict, structure=[["Local", "Ministry"], ["Local"]])
    with pytest.raises(UnknownName, match="Loca"):
        solve_coalitions(conflict, structure=[["Loca"]])
    with pytest.raises(UnknownName, match="there has to be one"):
        solve_coalitions(conflict, answers="structure")
    with pytest.raises(UnknownName, match="any and structure"):
        solve_coalitions(conflict, answers="some")


def test_who_is_not_named_stands_alone_in_a_structure() -> None:
    conflict = mv.Conflict.load(EXAMPLES / "elmira" / "conflict.yaml")
    found = solve_coalitions(conflict, structure=[["Uniroyal", "Ministry"]])
    assert found.coalitions == (("Ministry", "Uniroyal"), ("Local",))
    assert found.upset(4, "cnash") == [("Ministry", "Uniroyal")]
    # Nobody in a coalition of the structure acts alone: Uniroyal would leave state 7, with the Ministry not.
    assert found.equilibria("cnash").tolist() == [6, 7, 8]
