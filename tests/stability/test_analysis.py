"""What an analysis tells about a conflict."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import Verdict, arcs, engine, solve
from tests.stability.games import conflict_of, games, graph_conflict, graph_moves, oracle_of
from tests.stability.oracle import DEFINITIONS, improvements, table

ALL = tuple(DEFINITIONS)


conflicts = games(4, 4).map(conflict_of)


@pytest.fixture(params=["plain", "compiled"])
def loops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have everything done by the loops as they stand, or compiled."""
    kind = str(request.param)
    monkeypatch.setattr(engine, "plainly", lambda steps: kind == "plain")
    monkeypatch.setattr(arcs, "plainly", lambda steps: kind == "plain")
    return kind


ANY_LOOPS = [HealthCheck.function_scoped_fixture]


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
