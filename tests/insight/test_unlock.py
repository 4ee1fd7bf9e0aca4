"""The least that makes an arrangement hold: against trying every set of steps on models edited by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, DecisionMaker, Interpretation, Preference
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.candidates import KINDS, candidates
from modusvivendi.insight.edits import (
    Adoption,
    Answer,
    Commit,
    Edit,
    GiveUp,
    Guarantee,
    Hold,
    Obtain,
    Swap,
)
from modusvivendi.insight.unlock import unlock
from modusvivendi.stability import solve
from tests.insight.cases import conflicts
from tests.stability.games import conflict_of, games
from tests.stability.oracle import DEFINITIONS, Game, improvements, reachable

CONCEPTS = ("nash", "gmr", "smr", "seq")


def chosen_by(
    conflict: Conflict, base: Interpretation, edits: Sequence[Edit]
) -> tuple[dict[str, str], set[str]]:
    """The answer to every question, by its text, and the circumstances that obtain."""
    answers = {q.text: base.answers[q.id] for q in conflict.questions}
    obtaining = {name for name, value in base.circumstances.items() if value}
    for edit in edits:
        if isinstance(edit, Answer):
            answers[edit.question.text] = edit.answer
        elif isinstance(edit, Obtain):
            obtaining = obtaining | {edit.name} if edit.obtains else obtaining - {edit.name}
    return answers, obtaining


def list_after(dm: DecisionMaker, edits: Sequence[Edit], answers: dict[str, str]) -> Iterator[Preference]:
    """What a decision maker still has of its list, the most important first."""
    order = list(range(len(dm.preferences)))
    gone = set()
    for edit in edits:
        if isinstance(edit, Swap) and edit.decision_maker == dm.key:
            order[edit.first], order[edit.second] = edit.second, edit.first
        if isinstance(edit, GiveUp) and edit.decision_maker == dm.key:
            gone.add((edit.position, edit.answer, edit.number))
    for position in order:
        entry = dm.preferences[position]
        if isinstance(entry, Preference):
            if (position, None, 0) not in gone:
                yield entry
        else:
            answer = answers[entry.question]
            for number, statement in enumerate(entry.answers[answer]):
                if (position, answer, number) not in gone:
                    yield statement


def after(
    conflict: Conflict, edits: Sequence[Edit], base: Interpretation, code: int
) -> tuple[Game, int, int | None]:
    """The conflict after edits, for the oracle, and the places of the arrangement and the status quo."""
    answers, obtaining = chosen_by(conflict, base, edits)
    given = [edit for edit in edits if isinstance(edit, Guarantee)]
    options = len(conflict.options)
    states = [
        (c | extra << options, {*conflict.taken(c), *(f"g{k}" for k in range(len(given)) if extra >> k & 1)})
        for extra in range(1 << len(given))
        for c in conflict.codes.tolist()
    ]
    fixed = conflict.ranks(base)
    ranks = []
    for row, dm in enumerate(conflict.decision_makers):

        def key(state: tuple[int, set[str]], dm: DecisionMaker = dm, row: int = row) -> tuple[int, ...]:
            c, taken = state
            holding = {*taken, *obtaining}
            adopted = [
                e.formula.holds(holding) for e in edits if isinstance(e, Adoption) and e.party == dm.key
            ]
            adopted += [
                e.part.holds(holding) or f"g{k}" not in taken for k, e in enumerate(given) if e.to == dm.key
            ]
            if conflict.given_ranks(dm.key) is not None:
                place = conflict.position(c & (1 << options) - 1)
                return (*adopted, int(fixed[row, place]))
            return (*adopted, *(p.formula.holds(holding) for p in list_after(dm, edits, answers)))

        keys = [key(state) for state in states]
        order = sorted(set(keys))
        ranks.append(tuple(order.index(k) for k in keys))
    controls = list(conflict.controls.tolist())
    if given:
        controls.append(((1 << len(given)) - 1) << options)
        ranks.append(tuple(int(format(c >> options, f"0{len(given)}b")[::-1], 2) for c, _ in states))
    forward, back, now = conflict.forward, conflict.back, conflict.status_quo
    for edit in edits:
        if isinstance(edit, Commit):
            bit = 1 << conflict.bits[edit.option]
            forward, back = (forward | bit, back) if edit.taken else (forward, back | bit)
            if isinstance(edit, Hold) and now is not None:
                now |= bit
    codes = tuple(c for c, _ in states)
    here = codes.index(code | ((1 << len(given)) - 1) << options)
    return (
        Game(codes, tuple(controls), tuple(ranks), forward, back),
        here,
        codes.index(now) if now in codes else None,
    )


def one_step_away(game: Game, here: int, now: int) -> bool:
    moves = game.moves
    better = improvements(moves, game.ranks)
    seen, todo = {now}, [now]
    while todo:
        at = todo.pop()
        new = {to for row in better for to in row[at]} - seen
        seen |= new
        todo.extend(new)
    starts = {now} | {at for at in seen if not any(row[at] for row in better)}
    for start in starts:
        gaining = [i for i, rank in enumerate(game.ranks) if rank[here] > rank[start]]
        if start == here or here in reachable(moves, gaining, start):
            return True
    return False


def does(
    conflict: Conflict,
    edits: Sequence[Edit],
    bases: Sequence[Interpretation],
    code: int,
    key: str,
    near: bool,
) -> bool:
    """Whether the arrangement holds after edits in all these interpretations, by the definitions."""
    for base in bases:
        game, here, now = after(conflict, edits, base, code)
        if now is None and conflict.status_quo is not None:
            return False
        moves = game.moves
        better = improvements(moves, game.ranks)
        stable = DEFINITIONS[key]
        if not all(stable(moves, better, game.ranks, i, here) for i in range(len(conflict.names))):
            return False
        if near and (now is None or not one_step_away(game, here, now)):
            return False
    return True


def compatible(edits: Sequence[Edit]) -> bool:
    touched = [part for edit in edits for part in edit.touches]
    return len(touched) == len(set(touched))


def check(conflict: Conflict, data: st.DataObject, near: bool, most: int) -> None:
    code = int(data.draw(st.sampled_from(conflict.codes.tolist())))
    key = data.draw(st.sampled_from(CONCEPTS))
    every = list(conflict.interpretations())
    chosen = data.draw(st.one_of(st.none(), st.sampled_from(every)))
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=4, unique=True))
    steps = candidates(conflict, code, chosen, first_steps=near, kinds=kinds)
    if len(steps) > 14:
        most = 1
    found = unlock(
        conflict,
        code,
        key,
        reachable=near,
        interpretation=chosen,
        kinds=kinds,
        most=most,
        beyond=most,
        limit=10**6,
        tries=10**6,
    )
    assert found.candidates == steps
    assert found.complete
    bases = every if chosen is None else [chosen]
    smallest: list[frozenset[int]] = []
    for size in range(most + 1):
        for numbers in map(frozenset, combinations(range(len(steps)), size)):
            edits = [steps[n] for n in sorted(numbers)]
            if any(other < numbers for other in smallest) or not compatible(edits):
                continue
            if does(conflict, edits, bases, code, key, near):
                smallest.append(numbers)
    sets = [frozenset(steps.index(edit) for edit in edits) for way in found.ways for edits in way.sets]
    assert set(sets) == set(smallest)
    order = [(len(way.edits), -way.backed) for way in found.ways]
    assert order == sorted(order)
    for way in found.ways[:4]:
        failing = {
            base.id
            for base in every
            if not does(
                conflict,
                [e for e in way.edits if not isinstance(e, Answer | Obtain)],
                [base],
                code,
                key,
                False,
            )
        }
        assert set(way.fails) == failing


@given(conflicts(most_questions=2), st.data())
@settings(max_examples=150, deadline=None)
def test_the_sets_are_all_the_smallest_that_make_it_hold(conflict: Conflict, data: st.DataObject) -> None:
    check(conflict, data, near=False, most=2)


@given(conflicts(most_questions=1), st.data())
@settings(max_examples=80, deadline=None)
def test_the_sets_are_all_the_smallest_that_bring_it_within_one_step_too(
    conflict: Conflict, data: st.DataObject
) -> None:
    check(conflict, data, near=True, most=2)


@given(games(3, 3).map(conflict_of), st.data())
@settings(max_examples=60, deadline=None)
def test_parties_that_rank_states_can_adopt_something_too(conflict: Conflict, data: st.DataObject) -> None:
    check(conflict, data, near=False, most=2)


def guarded() -> Conflict:
    return Conflict.loads("""
    decision_makers:
      A:
        options: {leave: leave the valley}
        preferences:
          - question: Would observers win A over?
            evidence: [r-9a]
            answers:
              "yes": [{formula: leave iff B.come, evidence: [r-1a]}]
              "no": [{formula: not leave, evidence: [r-2a]}]
      B:
        options: {come: send observers}
        preferences: [{formula: come iff A.leave, evidence: [r-3a]}, {formula: A.leave, evidence: [r-4a]}]
    """)


def test_the_least_is_said_with_the_record_it_rests_on_and_for_whom_it_fails() -> None:
    found = unlock(guarded(), ["A.leave", "B.come"])
    (way,) = found.ways
    assert [edit.kind for edit in way.edits] == ["answer"]
    assert {edit.kind for edit in way.instead[0]} == {
        "meet a demand", "give up", "bargain", "guarantee", "commit",
    }  # fmt: skip
    assert way.fails == {"q1=no": ("A",)}
    assert found.evidence == ("r-9a", "r-1a")
    assert found.sentence == (
        "The least that would make it hold under SEQ: it turns out that the answer to “Would observers win A "
        "over?” is “yes”. If it turns out otherwise, A would leave. Instead of this another step would do, "
        "as the table tells."
    )
    steps, failing = found.tables()
    assert len(list(steps.rows())) == len(way.sets)
    assert next(failing.rows()) == (
        1,
        "the answer to “Would observers win A over?” is “yes”",
        "A",
        "1 of 2",
    )


def test_what_was_reported_of_a_position_given_up_is_said_where_somebody_knows_it() -> None:
    found = unlock(guarded(), ["A.leave", "B.come"], interpretation="q1=no", kinds=["give up"])
    assert found.ways[0].edits[0].evidence == ("r-2a",)
    assert found.sentence_with(lambda ids: f"reported in {ids[0]}") == (
        "The least that would make it hold under SEQ: A no longer rules out leaving the valley (reported in "
        "r-2a). It would then fail for nobody."
    )


def test_the_changed_model_comes_with_the_way_and_can_be_saved() -> None:
    found = unlock(guarded(), ["A.leave", "B.come"], kinds=["guarantee"])
    after = Conflict.loads(found.ways[0].conflict.dumps())
    assert after.names == ["A", "B", "Guarantor"]
    for interpretation in after.interpretations():
        taken = ["A.leave", "B.come", "Guarantor.A"]
        assert after.code(taken) in solve(after, "seq", interpretation).equilibria("seq").tolist()


def test_what_holds_needs_nothing_and_what_nothing_brings_about_is_said() -> None:
    assert unlock(guarded(), ["A.leave", "B.come"], interpretation="q1=yes").holds
    none = unlock(guarded(), ["A.leave", "B.come"], kinds=["reorder"])
    assert not none.ways
    assert none.complete
    assert "Nothing of at most five steps" in none.sentence


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownName, match="kind of change"):
        unlock(guarded(), [], kinds=["giving up"])
    with pytest.raises(UnknownName, match="inverse analysis"):
        unlock(guarded(), [], "sseq")
    with pytest.raises(ConflictError, match="status quo"):
        unlock(Conflict.from_ranks({"A": ["x"]}, {"A": [1]}, feasible=[1]), 1, reachable=True)


def test_nobody_carries_out_a_threat_in_return_for_something() -> None:
    """Once told: "Iran does its part (leave the treaty) in return for the others imposing sanctions"."""
    text = """
decision_makers:
  A:
    options: {talk: enter talks, leave: leave the treaty}
    preferences:
      - {formula: not B.fine, rule: "warns: not the cause"}
      - {formula: leave iff B.fine, rule: "warns: the answer"}
      - {formula: talk if thaw, rule: offers}
      - not talk
  B:
    options: {fine: impose fines}
    preferences: [{formula: fine, rule: "warns: the answer"}]
circumstances: {thaw: the snow melts}
"""
    found = unlock(Conflict.loads(text), ["A.talk", "A.leave", "B.fine"])
    assert found.ways
    assert "leave the treaty" not in found.sentence
    assert {edit.kind for way in found.ways for edit in way.edits}.isdisjoint({"bargain", "guarantee"})


def test_of_several_things_that_would_have_to_come_about_each_says_who_would_leave_otherwise() -> None:
    conflict = Conflict.loads("""
    decision_makers:
      A:
        options: {send: send troops}
        preferences:
          - question: Would A send troops?
            rule: considers
            answers: {"yes": [send iff truce], "no": [not send]}
      B:
        options: {pay: pay for them}
        preferences:
          - question: Does A's taking part win B's consent?
            rule: assessment
            answers: {"yes": [pay iff A.send], "no": [not pay]}
    circumstances: {truce: a truce holds}
    """)
    found = unlock(conflict, ["A.send", "B.pay"], "nash", kinds=["answer", "circumstance"])
    assert [point.text for point in found.points] == [
        "The least that would make it hold under Nash takes all of this.",
        "It turns out that A's taking part wins B's consent; if not, B would leave.",
        "It turns out that A would send troops.",
        "This comes about: “a truce holds”; if not, A would leave.",
    ]
    (way,) = found.ways
    left = {
        (edit.question.id if isinstance(edit, Answer) else "c1"): parties
        for edit, parties in zip(way.edits, way.otherwise, strict=True)
    }
    # Independently: each interpretation that differs in one thing only, solved afresh.
    full = conflict.code(["A.send", "B.pay"])
    for key, leaving in left.items():
        values = {"q1": "yes", "q2": "yes", "c1": "yes"} | {key: "no"}
        analysis = solve(conflict, interpretation=",".join(f"{k}={v}" for k, v in values.items()))
        stays = analysis.stable("nash")[:, conflict.position(full)]
        unstable = {dm for dm, stable in zip(conflict.names, stays, strict=True) if not stable}
        assert unstable == set(leaving)
