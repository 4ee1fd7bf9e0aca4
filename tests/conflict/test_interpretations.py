"""Open questions and circumstances, and what they leave room for."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings

from modusvivendi.conflict import (
    Circumstance,
    Conflict,
    DecisionMaker,
    Formula,
    Not,
    OpenPreference,
    Option,
    Preference,
)
from modusvivendi.errors import ConflictError, UnknownName
from tests.conflict.specimens import conflicts

x, y = Option("A.x"), Option("B.y")


def asks(text: str, **answers: Formula | None) -> OpenPreference:
    return OpenPreference(
        text, {answer: (Preference(f),) if f is not None else () for answer, f in answers.items()}
    )


@pytest.fixture(scope="module")
def model() -> Conflict:
    return Conflict(
        [
            DecisionMaker(
                "A",
                {"x": "act"},
                preferences=(
                    asks("Will it?", yes=x, no=Not(x), perhaps=None),
                    Preference(Not(Circumstance("war"))),
                ),
            ),
            DecisionMaker(
                "B",
                {"y": "act"},
                preferences=(
                    asks("And then?", yes=y, no=None),
                    asks("Will it?", perhaps=y, no=Not(y), yes=x),
                    Preference(Not(x)),
                ),
            ),
        ],
        circumstances={"war": "fighting goes on", "flood": "the river rises"},
    )


def test_ids_are_numbered_in_the_order_of_the_model(model: Conflict) -> None:
    assert [question.id for question in model.questions] == ["q1", "q2"]
    assert model.interpretation_count == 3 * 2 * 2 * 2
    ids = [interpretation.id for interpretation in model.interpretations()]
    assert ids[0] == "q1=yes,q2=yes,c1=no,c2=no" == model.interpretation().id
    assert ids[1] == "q1=yes,q2=yes,c1=no,c2=yes"
    assert ids[-1] == "q1=perhaps,q2=no,c1=yes,c2=yes"
    assert len(set(ids)) == len(ids) == 24


def test_the_same_text_under_two_decision_makers_is_one_question(model: Conflict) -> None:
    assert model.questions[0].decision_makers == ("A", "B")
    assert model.ranks("q1=no").tolist() == [[1, 0, 1, 0], [1, 0, 3, 2]]
    assert model.ranks("q1=perhaps,q2=no").tolist() == [[0, 0, 0, 0], [1, 0, 3, 2]]


def test_an_id_may_leave_out_what_is_as_in_the_base_interpretation(model: Conflict) -> None:
    assert model.interpretation("q2=no").id == "q1=yes,q2=no,c1=no,c2=no"
    assert model.interpretation(" c2=yes , q1=no ").id == "q1=no,q2=yes,c1=no,c2=yes"
    assert model.interpretation("war=yes").circumstances == {"war": True, "flood": False}
    for identifier in ("", "base"):
        assert model.interpretation(identifier) == model.interpretation()


@pytest.mark.parametrize("identifier", ["q3=yes", "q1=maybe", "yes", "q1", "q1=yes;q2=no", "c1=true", "war"])
def test_unknown_ids_are_errors(model: Conflict, identifier: str) -> None:
    with pytest.raises(UnknownName):
        model.interpretation(identifier)


def test_a_circumstance_counts_in_preferences_only() -> None:
    model = Conflict([DecisionMaker("A", {"x": ""}, preferences=(Preference(x),))], circumstances={"war": ""})
    assert model.ranks("c1=yes").tolist() == model.ranks("c1=no").tolist()
    with pytest.raises(ConflictError, match="infeasible formulas cannot mention circumstances such as war"):
        model.replace(infeasible=[Circumstance("war")])


def test_any_number_of_interpretations_is_counted_exactly_and_made_lazily() -> None:
    questions = [asks(f"Question {n}?", yes=x, no=Not(x)) for n in range(100)]
    model = Conflict([DecisionMaker("A", {"x": ""}, preferences=tuple(questions))])
    assert model.interpretation_count == 2**100
    first, second = islice(model.interpretations(), 2)
    assert (first.answers["q100"], second.answers["q100"]) == ("yes", "no")
    assert model.ranks(second).tolist() == [[0, 1]]


def test_without_questions_and_circumstances_there_is_one_interpretation() -> None:
    model = Conflict([DecisionMaker("A", {"x": ""})])
    assert [interpretation.id for interpretation in model.interpretations()] == ["base"]
    assert model.interpretation_count == 1


def test_other_answers_to_the_same_question_are_an_error() -> None:
    with pytest.raises(ConflictError, match=r"other answers here than before; .* yes, no"):
        Conflict(
            [
                DecisionMaker("A", {"x": ""}, preferences=(asks("Q?", yes=x, no=None),)),
                DecisionMaker("B", {"y": ""}, preferences=(asks("Q?", yes=y),)),
            ]
        )


@pytest.mark.parametrize("answer", ["", " ", "yes, but", "a=b", "two\nlines"])
def test_answers_that_would_break_ids_are_errors(answer: str) -> None:
    with pytest.raises(ConflictError, match="cannot name an answer"):
        Conflict([DecisionMaker("A", {"x": ""}, preferences=(OpenPreference("Q?", {answer: ()}),))])


@given(conflicts())
@settings(max_examples=40)
def test_ranks_are_dense_and_ids_lead_back_to_their_interpretation(conflict: Conflict) -> None:
    for interpretation in islice(conflict.interpretations(), 8):
        assert conflict.interpretation(interpretation.id) == interpretation
        ranks = conflict.ranks(interpretation)
        assert ranks.dtype == np.int32
        assert ranks.shape == (len(conflict.names), len(conflict.codes))
        for row in ranks:
            assert sorted(set(row.tolist())) == list(range(row.max() + 1))
        answers = {q.text: interpretation.answers[q.id] for q in conflict.questions}
        fresh = conflict.replace(  # the same, with the questions answered
            decision_makers=[
                DecisionMaker(dm.key, dm.options, preferences=tuple(dm.statements(answers)))
                for dm in conflict.decision_makers
            ]
        )
        assert (
            fresh.ranks(
                fresh.interpretation(
                    ",".join(
                        f"c{n}={'yes' if v else 'no'}"
                        for n, v in enumerate(interpretation.circumstances.values(), 1)
                    )
                )
            )
            == ranks
        ).all()
