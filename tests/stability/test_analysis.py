"""What an analysis tells about a conflict, and that its explanations are true."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, DecisionMaker
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import Analysis, Verdict, arcs, engine, solve
from tests.stability.games import games
from tests.stability.oracle import DEFINITIONS, Game, improvements, legal, others, shortest, table

ALL = tuple(DEFINITIONS)


def conflict_of(game: Game) -> Conflict:
    """The same conflict with names; options are renumbered so that each decision maker's stand together."""
    options = {f"D{i}": [f"o{b}" for b in range(62) if mask >> b & 1] for i, mask in enumerate(game.controls)}
    bits = [b for mask in game.controls for b in range(62) if mask >> b & 1]
    place = {b: new for new, b in enumerate(bits)}

    def moved(code: int) -> int:
        return sum(1 << new for b, new in place.items() if code >> b & 1)

    order = sorted(range(len(game.codes)), key=lambda s: moved(game.codes[s]))
    names = [f"{dm}.{option}" for dm, keys in options.items() for option in keys]
    one_way = {names[new]: "forward" for b, new in place.items() if game.forward >> b & 1}
    one_way |= {
        names[new]: "back" for b, new in place.items() if game.back >> b & 1 and not game.forward >> b & 1
    }
    return Conflict.from_ranks(
        options=options,
        ranks={f"D{i}": np.array([row[s] for s in order]) for i, row in enumerate(game.ranks)},
        feasible=np.array([moved(game.codes[s]) for s in order]),
        irreversible=one_way,
    )


def oracle_of(conflict: Conflict) -> Game:
    return Game(
        tuple(conflict.codes.tolist()),
        tuple(conflict.controls.tolist()),
        tuple(tuple(row) for row in conflict.ranks().tolist()),
        conflict.forward,
        conflict.back,
    )


conflicts = games(4, 4).map(conflict_of)


def graph_conflict(seed: int) -> Conflict:
    rng = np.random.default_rng(seed)
    n, states = int(rng.integers(1, 5)), int(rng.integers(1, 8))
    names = [f"s{s}" for s in range(states)]
    share = float(rng.choice([0.1, 0.3, 0.6]))
    made = []
    for i in range(n):
        moves = tuple(
            (names[a], names[b])
            for a in range(states)
            for b in range(states)
            if a != b and rng.random() < share
        )
        levels = rng.integers(0, int(rng.integers(1, states + 1)), states)
        ranking = tuple(
            tuple(names[s] for s in np.flatnonzero(levels == level))
            for level in sorted(set(levels), reverse=True)
        )
        made.append(DecisionMaker(f"D{i}", moves=moves, ranking=ranking))
    return Conflict(made, states=names, status_quo=None)


def graph_moves(conflict: Conflict) -> list[list[set[int]]]:
    assert conflict.graph is not None
    return [
        [{int(b) for a, b in arcs if a == s} for s in range(len(conflict.codes))]
        for arcs in conflict.graph.arcs
    ]


def check_explanations(analysis: Analysis, moves: list[list[set[int]]]) -> None:
    """Every explanation is true, and its answers are as short as any."""
    ranks = analysis.ranks.tolist()
    better = improvements(moves, ranks)
    codes = analysis.codes.tolist()
    for i, name in enumerate(analysis.names):
        for s, code in enumerate(codes):
            for concept in analysis.concepts:
                told = analysis.explain(code, name, concept)
                assert told.stable == analysis.stable(concept)[i, s]
                assert told.verdict == analysis.why(concept)[i, s]
                assert told.sentence.endswith(".")
                assert told.moves == len(moves[i][s])
                found = {codes.index(t) for t in told.undeterred}
                answered = {codes.index(answer.improvement) for answer in told.answers}
                assert not found & answered
                assert (found | answered) == better[i][s]
                assert bool(found) == (not told.stable)
                used = better if concept in {"seq", "sseq"} else moves

                def deters(t: int, i: int = i, s: int = s, concept: str = concept) -> bool:
                    escape = concept in {"smr", "sseq"} and any(
                        ranks[i][u] > ranks[i][s] for u in moves[i][t]
                    )
                    return ranks[i][t] <= ranks[i][s] and not escape

                for answer in told.answers:
                    start = codes.index(answer.improvement)
                    steps = [
                        (analysis.names.index(x.decision_maker), codes.index(x.state)) for x in answer.steps
                    ]
                    assert all(who != i for who, _ in steps)
                    assert legal(used, start, steps)
                    assert deters(steps[-1][1])
                    if len(steps) > 1:
                        assert shortest(used, others(len(moves), i), start, deters, len(steps) - 1) is None


@pytest.fixture(params=["plain", "compiled"])
def loops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have everything done by the loops as they stand, or compiled."""
    kind = str(request.param)
    monkeypatch.setattr(engine, "plainly", lambda steps: kind == "plain")
    monkeypatch.setattr(arcs, "plainly", lambda steps: kind == "plain")
    return kind


ANY_LOOPS = [HealthCheck.function_scoped_fixture]


@settings(max_examples=50, deadline=None, suppress_health_check=ANY_LOOPS)
@given(conflicts)
def test_explanations_are_true_and_answers_shortest(loops: str, conflict: Conflict) -> None:
    check_explanations(solve(conflict, ALL), oracle_of(conflict).moves)


@settings(max_examples=50, deadline=None, suppress_health_check=ANY_LOOPS)
@given(st.integers(0, 10**9).map(graph_conflict))
def test_explanations_are_true_in_graph_form(loops: str, conflict: Conflict) -> None:
    check_explanations(solve(conflict, ALL), graph_moves(conflict))


@settings(max_examples=400, deadline=None, suppress_health_check=ANY_LOOPS)
@given(st.integers(0, 10**9).map(graph_conflict))
def test_every_verdict_in_graph_form_is_the_one_the_definition_gives(loops: str, conflict: Conflict) -> None:
    analysis = solve(conflict, ALL)
    moves, ranks = graph_moves(conflict), analysis.ranks.tolist()
    better = improvements(moves, ranks)
    for concept in ALL:
        expected = [
            [DEFINITIONS[concept](moves, better, ranks, i, s) for s in range(len(conflict.codes))]
            for i in range(len(moves))
        ]
        assert analysis.stable(concept).tolist() == expected, concept


@settings(max_examples=100, deadline=None)
@given(conflicts)
def test_equilibria_are_what_is_stable_for_everybody(conflict: Conflict) -> None:
    analysis = solve(conflict, ALL)
    game = oracle_of(conflict)
    for concept in ALL:
        stable = table(game, concept)
        expected = [code for s, code in enumerate(game.codes) if all(row[s] for row in stable)]
        assert analysis.equilibria(concept).tolist() == expected


@settings(max_examples=100, deadline=None)
@given(conflicts)
def test_moves_and_improvements_are_listed_as_codes(conflict: Conflict) -> None:
    analysis = solve(conflict, "nash")
    game = oracle_of(conflict)
    moves, better = game.moves, improvements(game.moves, game.ranks)
    for i, name in enumerate(analysis.names):
        for s, code in enumerate(game.codes):
            assert analysis.moves(code, name).tolist() == sorted(game.codes[t] for t in moves[i][s])
            assert analysis.improvements(code, i).tolist() == sorted(game.codes[t] for t in better[i][s])


@settings(max_examples=100, deadline=None)
@given(conflicts)
def test_reasons_follow_from_moves_and_improvements(conflict: Conflict) -> None:
    analysis = solve(conflict, ALL)
    for concept in ALL:
        why = analysis.why(concept)
        assert ((why == "unstable") == ~analysis.stable(concept)).all()
        assert concept != "nash" or not (why == "feared").any()
        for i, name in enumerate(analysis.names):
            for s, code in enumerate(conflict.codes.tolist()):
                assert (why[i, s] == "no_move") == (not len(analysis.moves(code, name)))
                if why[i, s] == "not_wanted":
                    assert not len(analysis.improvements(code, name))


@pytest.fixture
def dilemma() -> Conflict:
    return Conflict.from_ranks(
        options={"A": ["silent"], "B": ["silent"]}, ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]}
    )


def test_prisoners_dilemma_is_explained_in_plain_words(dilemma: Conflict) -> None:
    analysis = solve(dilemma)
    assert analysis.equilibria("nash").tolist() == [0]
    assert analysis.equilibria("seq").tolist() == [0, 3]
    told = analysis.explain(3, "A", "seq")
    assert told.verdict is Verdict.FEARED
    assert "B could drop B.silent, to its own advantage, and A would be worse off than now" in told.sentence
    assert analysis.explain(3, "A", "nash").witness == 2


def test_why_names_the_four_cases(dilemma: Conflict) -> None:
    analysis = solve(dilemma, "nash,seq")
    assert analysis.why("seq")[0].tolist() == ["not_wanted", "unstable", "not_wanted", "feared"]
    assert analysis.why("nash")[0].tolist() == ["not_wanted", "unstable", "not_wanted", "unstable"]


def test_an_analysis_does_not_change(dilemma: Conflict) -> None:
    analysis = solve(dilemma)
    with pytest.raises(ValueError, match="read-only"):
        analysis.stable("nash")[0, 0] = False
    with pytest.raises(AttributeError):
        analysis.version = "0"  # type: ignore[misc]


def test_what_is_not_there_is_named_in_errors(dilemma: Conflict) -> None:
    analysis = solve(dilemma, "nash")
    with pytest.raises(UnknownName, match="not solved for seq"):
        analysis.stable("seq")
    with pytest.raises(UnknownName, match="no decision maker called 'C'"):
        analysis.moves(0, "C")
    with pytest.raises(ConflictError, match="code 9"):
        analysis.explain(9, "A", "nash")
    with pytest.raises(UnknownName, match="concept"):
        solve(dilemma, "")
