"""Who joins whom, wave by wave: against the definition over listed states, and thresholds of many parties."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.cascade import cascade, triggers
from tests.insight.cases import conflicts


def subsets(names: list[str]) -> list[frozenset[str]]:
    """All of them, the smallest first."""
    return [frozenset(c) for c in chain.from_iterable(combinations(names, k) for k in range(len(names) + 1))]


def by_definition(
    conflict: Conflict, interpretation: str, given: set[str]
) -> tuple[list[set[str]], set[str]]:
    """The waves and who is in in the end, from ranks of listed states and sets of names."""
    ranks = conflict.ranks(interpretation)
    place = {frozenset(conflict.taken(code)): k for k, code in enumerate(conflict.codes.tolist())}
    stays_dropped = {option for option, direction in conflict.irreversible.items() if direction == "back"}
    waves: list[set[str]] = []
    inside = set(given)
    while True:
        before, after = frozenset(inside), set(inside)
        for row, dm in enumerate(conflict.decision_makers):
            free = [o for o in dm.option_names if o not in before and o not in stays_dropped]
            best = frozenset(before)
            for more in subsets(free):
                there = before | more
                if there in place and ranks[row, place[there]] > ranks[row, place[best]]:
                    best = there
            if frozenset(after | best) in place:
                after |= best
        if after == before:
            return waves, inside
        waves.append(after - before)
        inside = after


@given(conflicts(), st.data())
@settings(max_examples=100, deadline=None)
def test_the_waves_are_those_of_the_definition(conflict: Conflict, data: st.DataObject) -> None:
    interpretation = data.draw(st.sampled_from([i.id for i in conflict.interpretations()]))
    assumed = set(data.draw(st.lists(st.sampled_from(conflict.options), unique=True)))
    assert conflict.status_quo is not None
    start = assumed | set(conflict.taken(conflict.status_quo))
    if conflict.position(conflict.code(start)) is None:
        with pytest.raises(ConflictError, match="not feasible"):
            cascade(conflict, assumed, interpretation=interpretation)
        return
    found = cascade(conflict, assumed, interpretation=interpretation)
    waves, inside = by_definition(conflict, interpretation, start)
    assert [set(wave) for wave in found.waves] == waves
    assert set(found.inside) == inside
    assert set(found.waiting) == set(conflict.options) - inside
    ranks = conflict.ranks(interpretation)
    for joining in found.joinings:
        assert joining.ground.preferred == 1
        assert joining.ground.decision_maker == joining.decision_maker
    for regret in found.regrets:
        row = conflict.names.index(regret.decision_maker)
        less = conflict.position(found.code & ~conflict.code(regret.options))
        assert ranks[row, less] > ranks[row, conflict.position(found.code)]
        assert not set(regret.options) & start


@given(conflicts(most_questions=1), st.data())
@settings(max_examples=40, deadline=None)
def test_a_trigger_sets_off_what_would_not_be_in_without_it(conflict: Conflict, data: st.DataObject) -> None:
    interpretation = data.draw(st.sampled_from([i.id for i in conflict.interpretations()]))
    base = cascade(conflict, interpretation=interpretation)
    found = triggers(conflict, interpretation=interpretation)
    counts = [len(t.sets_off) for t in found]
    assert counts == sorted(counts, reverse=True)
    for trigger in found:
        own = {o for o in conflict.options if o.startswith(f"{trigger.decision_maker}.")}
        assert not set(trigger.sets_off) & own
        assert not set(trigger.sets_off) & set(base.inside)


def pledges(thresholds: list[int]) -> Conflict:
    """As many parties as thresholds, each of which pays if so many of the others do."""
    names = [f"P{k}" for k in range(len(thresholds))]
    blocks = []
    for name, threshold in zip(names, thresholds, strict=True):
        others = ", ".join(f"{other}.pay" for other in names if other != name)
        wish = f"pay iff at least {threshold} of ({others})" if threshold else "pay"
        blocks.append(f"  {name}: {{options: {{pay: pay into the fund}}, preferences: ['{wish}']}}")
    return Conflict.loads("decision_makers:\n" + "\n".join(blocks))


def test_forty_parties_with_thresholds_fall_in_one_by_one() -> None:
    found = cascade(pledges(list(range(40))))
    assert len(found.waves) == 40
    assert found.waves[7] == ("P7.pay",)
    assert not found.waiting


def test_one_missing_threshold_stops_the_cascade_and_who_waits_longest_triggers_most() -> None:
    # Nobody waits for three others: the fourth never comes (Granovetter 1978). Any one more would do; whoever
    # waits longest leaves nobody without the one more that he waits for.
    conflict = pledges([0, 1, 2, *range(4, 40)])
    assert cascade(conflict).inside == ("P0.pay", "P1.pay", "P2.pay")
    found = triggers(conflict)
    assert found[0].decision_maker == "P38"
    assert len(found[0].sets_off) == 35
    assert {t.decision_maker: len(t.sets_off) for t in found}["P3"] == 0


def test_a_circumstance_may_be_given() -> None:
    conflict = Conflict.loads("""
    decision_makers:
      Farm: {options: {pump: pump}, preferences: [pump iff drought]}
    circumstances: {drought: no rain}
    """)
    assert not cascade(conflict).waves
    assert cascade(conflict, ["drought"]).waves == (("Farm.pump",),)


def test_what_holds_a_party_back_is_told() -> None:
    conflict = pledges([0, 1, 3, 3])
    found = cascade(conflict)
    assert set(found.waiting) == {"P2.pay", "P3.pay"}
    preference = found.waiting["P2.pay"].preference
    assert preference is not None
    assert "at least 3" in str(preference.formula)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="called 'P0"):
        cascade(pledges([0, 1]), ["P0.pey"])


def test_several_parties_drafted_together_are_spoken_of_in_the_plural() -> None:
    conflict = Conflict.loads("""
status_quo: null
decision_makers:
  Islands:
    members: [Norra, Sorra]
    options: {pay: pay for the ferry}
    preferences: [{formula: pay, assumption: they said so}]
  Harbour:
    options: {open: open the quay}
    preferences: [{formula: open iff Islands.pay, assumption: it said so}]
""")
    shown = str(cascade(conflict).tables()[0].rows)
    assert "they prefer that" in shown
    assert "it prefers that Harbour open the quay" in shown
