"""What is true of the draft of any record whatever."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Circumstance, Conflict, Formula, OpenPreference, Option
from modusvivendi.conflict.draft import draft
from modusvivendi.stability import solve
from modusvivendi.statements import Act, Statement
from tests.conflict.made_statements import records

hurried = settings(max_examples=30, deadline=None)


@given(records(), st.integers(0, 100))
@hurried
def test_the_order_of_statements_changes_nothing(statements: list[Statement], seed: int) -> None:
    shuffled = list(statements)
    random.Random(seed).shuffle(shuffled)
    one, other = draft(statements, title="A matter"), draft(shuffled, title="A matter")
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.dumps() == other.dumps()


@given(records())
@hurried
def test_every_preference_has_evidence_that_exists_or_an_assumption(statements: list[Statement]) -> None:
    conflict = draft(statements)
    if conflict is None:
        return
    known = {s.id for s in statements}
    for _, preference, _, _ in conflict.statements():
        assert preference.evidence or preference.assumption, preference
        assert preference.rule or preference.assumption, preference
    assert set(conflict.evidence()) <= known
    for omission in conflict.omitted:
        assert omission.reason
        assert set(omission.evidence) <= known
    for dm in conflict.decision_makers:
        for key in dm.options:
            assert dm.option_notes[key].evidence, (dm.key, key)


@given(records())
@hurried
def test_every_statement_is_in_the_model_or_among_what_was_left_out(statements: list[Statement]) -> None:
    conflict = draft(statements)
    if conflict is None:
        return
    cited = set(conflict.evidence()) | {i for o in conflict.omitted for i in o.evidence}
    for s in statements:
        if s.act is not None or s.effect is not None:
            assert s.id in cited, s


@given(records(), st.integers(1, 12))
@hurried
def test_a_draft_has_few_options_and_always_solves(statements: list[Statement], most: int) -> None:
    conflict = draft(statements, most_options=most)
    if conflict is None:
        return
    assert 1 <= len(conflict.options) <= most
    solved = solve(conflict)
    assert solved.ranks.shape == (len(conflict.names), len(conflict.codes))
    # Only what one party cannot do together is left out.
    assert conflict.infeasible or len(conflict.codes) == 2 ** len(conflict.options)


@given(records())
@hurried
def test_formulas_speak_of_the_models_own_options_and_say_something(statements: list[Statement]) -> None:
    conflict = draft(statements)
    if conflict is None:
        return
    used: set[str] = set()
    for _, preference, _, _ in conflict.statements():
        for atom in preference.formula.atoms():
            assert atom.name in (conflict.options if isinstance(atom, Option) else conflict.circumstances)
        used |= {a.name for a in preference.formula.atoms() if isinstance(a, Circumstance)}
        assert preference.formula.options() or preference.formula.circumstances()
        assert says_something(preference.formula, conflict), preference
    assert used == set(conflict.circumstances)
    assert all(text.strip() for text in conflict.circumstances.values())


def test_what_could_not_be_otherwise_is_no_preference() -> None:
    """Who would refuse a ceasefire if it attacked could not do both anyway."""

    def act(party: str, action: str) -> Act:
        return Act(agents=(party,), action=action, label=action.replace("-", " "))

    offered = Statement(
        id="a-0a", report="a.txt", start=0, end=5, sentence="words", actor="Borsk", stance="offers",
        proposal="fight on", act=act("Borsk", "resume-hostilities"),
    )  # fmt: skip
    refused = Statement(
        id="a-7a", report="a.txt", start=7, end=12, sentence="words", actor="Norland", stance="rules_out",
        proposal="accept a ceasefire", condition="if both fight on", act=act("Norland", "ceasefire"),
        condition_acts=(act("Borsk", "resume-hostilities"), act("Norland", "resume-hostilities")),
    )  # fmt: skip
    conflict = draft([offered, refused])
    assert conflict is not None
    assert all(says_something(p.formula, conflict) for _, p, _, _ in conflict.statements())


def says_something(formula: Formula, conflict: Conflict) -> bool:
    """Neither always true nor always false."""
    values = {
        bool(v)
        for interpretation in (None, *[i for i in conflict.interpretations() if i.circumstances][:64])
        for v in np.unique(conflict.where(formula, interpretation))
    }
    return values == {True, False}


@given(records())
@hurried
def test_a_question_is_asked_once_in_one_place_with_two_different_answers(
    statements: list[Statement],
) -> None:
    conflict = draft(statements)
    if conflict is None:
        return
    asked = [
        p.question for dm in conflict.decision_makers for p in dm.preferences if isinstance(p, OpenPreference)
    ]
    assert len(asked) == len(set(asked))
    for dm in conflict.decision_makers:
        for p in dm.preferences:
            if isinstance(p, OpenPreference):
                assert set(p.answers) == {"yes", "no"}
                assert p.answers["yes"]
                assert {x.formula for x in p.answers["yes"]} != {x.formula for x in p.answers["no"]}


@given(records())
@settings(max_examples=12, deadline=None)
def test_saved_and_loaded_a_draft_ranks_the_states_alike(statements: list[Statement]) -> None:
    conflict = draft(statements, title="A matter")
    if conflict is None:
        return
    again = Conflict.loads(conflict.dumps())
    assert again.interpretation_count == conflict.interpretation_count
    for interpretation, _ in zip(conflict.interpretations(), range(16), strict=False):
        assert (again.ranks(interpretation.id) == conflict.ranks(interpretation)).all()
    assert again.dumps() == conflict.dumps()
