"""What changes when statements are dropped: against models written without them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, OpenPreference, Preference
from modusvivendi.insight.arrangements import arrangements
from modusvivendi.insight.interpretations import solve_interpretations
from modusvivendi.insight.withdrawal import rests_on, withdraw, without_statements
from tests.insight.cases import conflicts

ROAD = """
decision_makers:
  North:
    options: {open: open the road}
    preferences:
      - question: Would the truce win North?
        answers:
          "yes": [{formula: open iff South.truce, evidence: [a-1a, b-1a]}]
          "no": [{formula: not open, evidence: [c-1a]}]
  South:
    options: {truce: keep the truce}
    preferences:
      - {formula: truce iff North.open, evidence: [b-2a]}
      - {formula: North.open, evidence: [b-3a], assumption: trade}
"""


def cited(conflict: Conflict, data: st.DataObject) -> Conflict:
    """Give the same conflict, every preference resting on some of six statements or on none."""
    some = st.lists(st.sampled_from([f"r-{k}a" for k in range(6)]), max_size=2, unique=True).map(tuple)

    def with_evidence(p: Preference) -> Preference:
        return replace(p, evidence=data.draw(some), assumption=data.draw(st.sampled_from([None, None, "so"])))

    makers = []
    for dm in conflict.decision_makers:
        kept: list[Preference | OpenPreference] = []
        for p in dm.preferences:
            if isinstance(p, Preference):
                kept.append(with_evidence(p))
            else:
                answers = {a: tuple(map(with_evidence, listed)) for a, listed in p.answers.items()}
                kept.append(replace(p, answers=answers))
        makers.append(replace(dm, preferences=tuple(kept)))
    return conflict.replace(decision_makers=makers)


@given(conflicts(), st.data())
@settings(max_examples=60, deadline=None)
def test_what_rests_on_nothing_else_goes_and_verdicts_are_those_of_what_is_left(
    plain: Conflict, data: st.DataObject
) -> None:
    conflict = cited(plain, data)
    dropped = frozenset(data.draw(st.lists(st.sampled_from([f"r-{k}a" for k in range(6)]), unique=True)))
    found = withdraw(conflict, dropped)
    statements = [p for _, p, _, _ in conflict.statements()]
    gone = [p for p in statements if p.evidence and not p.assumption and set(p.evidence) <= dropped]
    assert [p for _, p in found.gone] == gone
    left = [p for _, p, _, _ in found.without.statements()]
    assert not {i for p in left for i in p.evidence} & dropped
    assert len(left) <= len(statements) - len(gone)
    if not gone:
        assert not found.changed
        return
    both = [solve_interpretations(c) for c in (conflict, found.without)]

    def reach(number: int, code: int) -> str:
        times = {a.code: a.times for a in arrangements(both[number])}.get(code, 0)
        return "none" if not times else "every" if times == len(both[number].interpretations) else "some"

    expected = {code for code in conflict.codes.tolist() if reach(0, code) != reach(1, code)}
    assert {c.code for c in found.changed} == expected
    for c in found.changed:
        assert (c.before.reach, c.after.reach) == (reach(0, c.code), reach(1, c.code))


def test_an_answer_that_only_they_gave_is_no_answer_any_more() -> None:
    road = Conflict.loads(ROAD)
    without, gone = without_statements(road, frozenset({"c-1a"}))
    assert not without.questions
    assert [str(p.formula) for _, p in gone] == ["not North.open"]
    assert next(str(p.formula) for _, p, _, _ in without.statements()) == "North.open iff South.truce"


def test_a_preference_that_rests_on_something_else_too_stays_with_what_is_left() -> None:
    without, gone = without_statements(Conflict.loads(ROAD), frozenset({"a-1a", "b-3a"}))
    assert not gone or all("b-1a" not in p.evidence for _, p in gone)
    assert {i for _, p, _, _ in without.statements() for i in p.evidence} >= {"b-1a", "b-2a"}


def test_a_question_two_share_is_settled_for_both() -> None:
    shared = Conflict.loads("""
    decision_makers:
      A:
        options: {x: x}
        preferences:
          - question: Is it so?
            answers: {"yes": [{formula: x, evidence: [r-1a]}], "no": [not x]}
      B:
        options: {y: y}
        preferences:
          - question: Is it so?
            answers: {"yes": [y], "no": []}
    """)
    without, _ = without_statements(shared, frozenset({"r-1a"}))
    assert not without.questions
    assert [str(p.formula) for _, p, _, _ in without.statements()] == ["not A.x"]


def test_the_sources_some_verdict_rests_on_are_ranked() -> None:
    road = Conflict.loads(ROAD)
    found = rests_on(road, {"diplomats": ["a-1a", "b-1a"], "a paper": ["c-1a"], "trade": ["b-3a"]})
    assert next(w.what for w in found) == "diplomats"
    assert road.code(["North.open", "South.truce"]) in found[0].lost
    assert "trade" not in [w.what for w in found]


@pytest.mark.parametrize("statements", [[], ["x-9a"]])
def test_dropping_what_the_model_does_not_rest_on_changes_nothing(statements: list[str]) -> None:
    found = withdraw(Conflict.loads(ROAD), statements, what="it")
    assert not found.gone
    assert not found.changed
    assert (
        found.sentence
        == "Without it, no preference of the model changes: each rests on something else as well."
    )


@given(conflicts(most_questions=2), st.data())
@settings(max_examples=40, deadline=None)
def test_the_sources_some_verdict_rests_on_are_those_without_which_a_verdict_is_another(
    plain: Conflict, data: st.DataObject
) -> None:
    conflict = cited(plain, data)
    names = data.draw(st.lists(st.sampled_from("PQR"), min_size=6, max_size=6))
    sources = {name: [f"r-{k}a" for k in range(6) if names[k] == name] for name in dict.fromkeys(names)}
    changed = {}
    for name, ids in sources.items():
        alone = withdraw(conflict, frozenset(ids))
        if alone.changed:
            changed[name] = (len(alone.lost), len(alone.changed))
    found = rests_on(conflict, sources)
    assert {each.what: (len(each.lost), len(each.changed)) for each in found} == changed
    counts = [changed[each.what] for each in found]
    assert counts == sorted(counts, reverse=True)
