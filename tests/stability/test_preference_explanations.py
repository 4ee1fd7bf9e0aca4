"""Explanations under strength and unknown preferences are true, and say what they should."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import Verdict
from modusvivendi.stability.refinements import Refinement, refinement
from tests.stability.oracle import legal, others, shortest
from tests.stability.preference_comparison import in_graph_form
from tests.stability.preference_oracle import Structure, structures

STRENGTHS = (
    "gmr-strong",
    "smr-strong",
    "seq-strong",
    "gmr@1",
    "smr@3",
    "seq@1",
    "gmr-weak",
    "smr-weak",
    "seq-weak",
)
EXTENSIONS = tuple(f"{base}-{letter}" for base in ("nash", "gmr", "smr", "seq") for letter in "abcd")
HYBRID = ("gmr-strong-a", "smr-strong-c", "seq@1-d", "smr-weak-b")


def deterring(g: Structure, concept: Refinement, i: int, s: int) -> Callable[[int], bool]:
    bad = g.worse_by(i, s, concept.degree) if concept.degree else g.no_better(i, s)
    if concept.attitude and concept.attitude in "cd":
        bad = bad | g.unclear(i, s)
    return lambda t: t in bad and (concept.base != "smr" or g.moves[i][t] <= bad)


@settings(max_examples=150, deadline=None)
@given(structures(), st.data())
def test_every_explanation_is_true_and_its_answers_as_short_as_any(g: Structure, data: st.DataObject) -> None:
    conflict = in_graph_form(g)
    possible = EXTENSIONS + HYBRID + (STRENGTHS if conflict.unknown is None else ())
    concepts = data.draw(st.lists(st.sampled_from(possible), min_size=1, max_size=5, unique=True))
    analysis = mv.solve(conflict, concepts)
    for key in concepts:
        concept = refinement(key) or Refinement(key)
        told_of = concept.ordinary if concept.weak else concept
        for i, name in enumerate(analysis.names):
            leaving = g.plus_unknown(i) if concept.attitude and concept.attitude in "ac" else g.plus(i)
            answers = g.moves
            if concept.base == "seq":
                steps_of = g.plus_unknown if concept.attitude else g.plus
                answers = [steps_of(j) for j in range(len(g.moves))]
            for s in g.states:
                told = analysis.explain(s, name, key)
                assert told.stable == analysis.stable(key)[i, s]
                assert told.verdict == analysis.why(key)[i, s]
                assert told.sentence.endswith(".")
                assert "  " not in told.sentence
                assert told.moves == len(g.moves[i][s])
                found, answered = set(told.undeterred), {answer.improvement for answer in told.answers}
                if concept.weak and not told.stable and not found:  # strongly stable instead
                    told_of = concept.strong
                    assert "strongly stable, not weakly" in told.sentence
                assert not found & answered
                assert (found | answered) == (leaving[s] if concept.base != "nash" or found else set())
                assert bool(found) == (not told.stable) or told_of == concept.strong
                deters = deterring(g, told_of, i, s)
                for answer in told.answers:
                    steps = [(analysis.names.index(x.decision_maker), x.state) for x in answer.steps]
                    assert legal(answers, answer.improvement, steps)
                    assert all(who != i for who, _ in steps)
                    assert deters(steps[-1][1])
                    if len(steps) > 1:
                        rest = others(len(g.moves), i)
                        assert shortest(answers, rest, answer.improvement, deters, len(steps) - 1) is None
                told_of = concept.ordinary if concept.weak else concept


SLUICE = """
states: [shut, open, paid, settled]
decision_makers:
  North:
    moves: [[shut, open], [open, shut], [paid, settled], [settled, paid]]
    prefers: [[shut, open], [settled, paid]]
    UNKNOWN
  South:
    moves: [[shut, paid], [paid, shut], [open, settled], [settled, open]]
    ranking: [open, settled, much worse, shut, paid]
"""
KNOWN = SLUICE.replace("UNKNOWN", "much_prefers: [[settled, shut]]")
UNSURE = SLUICE.replace("UNKNOWN", "unknown: [[open, paid], [shut, paid]]")


@pytest.mark.parametrize(
    ("text", "state", "party", "concept", "verdict", "says"),
    [
        (
            KNOWN,
            3,
            "South",
            "gmr-strong",
            "feared",
            "North could move to shut, and South would be much worse off",
        ),
        (KNOWN, 1, "North", "gmr-strong", "unstable", "So the state is stable, but not so strongly."),
        (
            KNOWN,
            1,
            "North",
            "gmr-weak",
            "feared",
            "only as well off as now. So North stays. Yet not strongly: ",
        ),
        (KNOWN, 3, "South", "gmr-weak", "unstable", "So South stays. That is strongly stable, not weakly."),
        (
            KNOWN,
            1,
            "North",
            "seq-strong",
            "unstable",
            "would leave it no better off than now. So North would leave",
        ),
        (
            KNOWN,
            3,
            "South",
            "smr-strong",
            "feared",
            "with no move of its own but to where it is much worse off",
        ),
        (KNOWN, 0, "North", "gmr@3", "not_wanted", "does not prefer where it leads"),
        (
            UNSURE,
            1,
            "North",
            "gmr-a",
            "unstable",
            "nothing the others could do then would surely leave it no better",
        ),
        (
            UNSURE,
            1,
            "North",
            "gmr-c",
            "feared",
            "North would be where nobody knows whether that is better than now",
        ),
        (UNSURE, 1, "North", "smr-c", "feared", "with no move of its own to anything surely better"),
        (UNSURE, 0, "North", "nash-a", "not_wanted", "surely does not prefer where it leads"),
        (UNSURE, 0, "North", "nash-b", "not_wanted", "does not surely prefer where it leads"),
    ],
)
def test_sentences_tell_what_is_meant(
    text: str, state: int, party: str, concept: str, verdict: str, says: str
) -> None:
    told = mv.solve(Conflict.loads(text), concept).explain(state, party, concept)
    assert told.verdict == Verdict(verdict)
    assert says in told.sentence, told.sentence


def test_a_move_into_the_unknown_is_called_one() -> None:
    made = Conflict.from_pairs({"A": {"options": ["x"], "unknown": "rest"}})
    told = mv.solve(made, "nash-a").explain(0, "A", "nash-a")
    assert told.sentence.startswith(
        "A may or may not improve on this state by taking A.x. So A would leave it"
    )


def test_what_is_made_of_the_unknown_has_to_be_said() -> None:
    unsure = Conflict.loads(UNSURE)
    for key in ("nash", "gmr", "sseq", "sim", "nm", "l2", "gmr-strong", "smr-weak"):
        with pytest.raises(
            ConflictError, match="which of open and paid North prefers is unknown; the extensions"
        ):
            mv.solve(unsure, key)
    with pytest.raises(
        ConflictError, match="which of open and paid North prefers is unknown; what coalitions do"
    ):
        mv.solve_coalitions(unsure)


def test_concepts_that_need_a_ranking_say_so() -> None:
    known = Conflict.loads(KNOWN)
    assert not known.is_ranked
    for key in ("nm", "l2"):
        with pytest.raises(ConflictError, match="no ranking: it prefers settled to shut, but neither"):
            mv.solve(known, key)
    with pytest.raises(ConflictError, match="this needs a ranking"):
        _ = mv.solve(known, "nash").ranks


@pytest.mark.parametrize(
    "name", ["nash-strong", "nash@2", "sseq-a", "gmr-e", "gmr@100", "gmr-strong-weak", "gmr-a-strong"]
)
def test_refinements_that_are_not_defined_are_unknown(name: str) -> None:
    with pytest.raises(UnknownName, match="no stability concept"):
        mv.solve(Conflict.loads(KNOWN), name)


def test_improvements_are_sure_ones_and_interpretations_can_be_solved_all_the_same() -> None:
    known = Conflict.loads(KNOWN)
    analysis = mv.solve(known, "gmr")
    assert analysis.improvements(1, "North").tolist() == [0]
    assert analysis.moves(1, "North").tolist() == [0]
    ensemble = mv.solve_interpretations(known, ("nash", "gmr"))
    assert ensemble.holds["gmr"][0].tolist() == analysis.holds("gmr").tolist()
    now = mv.solve_interpretations(known.replace(status_quo="shut"), ("nash",)).against_status_quo
    assert now is not None
    assert now[0].tolist() == [[0, -1, 0, 1], [0, 1, -1, 1]]
    with pytest.raises(ConflictError, match="unknown"):
        mv.solve_interpretations(Conflict.loads(UNSURE))
