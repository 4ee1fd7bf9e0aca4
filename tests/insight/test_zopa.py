"""The zone of possible agreement, its Pareto frontier, and the preferences they rest on, by enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, DecisionMaker, Interpretation
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.grounds import ground
from modusvivendi.insight.zopa import undominated, zopa
from modusvivendi.stability import solve
from tests.insight.cases import conflicts

CONCEPTS = ("nash", "gmr", "smr", "seq")


def picked(conflict: Conflict, data: st.DataObject) -> Interpretation:
    return data.draw(st.sampled_from(list(conflict.interpretations())))


def truths(conflict: Conflict, maker: DecisionMaker, code: int, interpretation: Interpretation) -> list[bool]:
    """Which of its preference statements a state satisfies, the most important first."""
    answers = {q.text: interpretation.answers[q.id] for q in conflict.questions}
    place = conflict.position(code)
    return [bool(conflict.where(p.formula, interpretation)[place]) for p in maker.statements(answers)]


@given(conflicts(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_zone_and_its_frontier_are_those_of_the_definition(
    conflict: Conflict, data: st.DataObject
) -> None:
    interpretation = picked(conflict, data)
    parties = data.draw(st.lists(st.sampled_from(conflict.names), min_size=1, unique=True))
    found = zopa(conflict, parties=parties, interpretation=interpretation)
    codes = conflict.codes.tolist()
    makers = {dm.key: dm for dm in conflict.decision_makers}

    def value(party: str, code: int) -> list[bool]:
        return truths(conflict, makers[party], code, interpretation)

    now = conflict.status_quo
    assert now is not None
    zone = {
        code
        for code in codes
        if all(value(p, code) >= value(p, now) for p in parties)
        and any(value(p, code) > value(p, now) for p in parties)
    }
    frontier = {
        code
        for code in zone
        if not any(
            all(value(p, other) >= value(p, code) for p in parties)
            and any(value(p, other) > value(p, code) for p in parties)
            for other in zone
        )
    }
    assert set(found.agreements) == zone
    assert set(found.best) == frontier
    assert found.agreements[: len(frontier)] == found.best
    analysis = solve(conflict, CONCEPTS, interpretation)
    for code in zone:
        assert set(found.holding(code)) == {c for c in CONCEPTS if code in analysis.equilibria(c).tolist()}
        assert set(found.prefer(code)) == {p for p in parties if value(p, code) > value(p, now)}
        assert not found.refuse(code)
    for party in found.blockers():
        others = [p for p in parties if p != party]
        wanted = [code for code in codes if any(value(p, code) > value(p, now) for p in others)]
        assert wanted
        assert all(value(party, code) < value(party, now) for code in wanted)


@given(conflicts(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_ground_of_a_preference_is_the_first_statement_that_differs(
    conflict: Conflict, data: st.DataObject
) -> None:
    interpretation = picked(conflict, data)
    first, second = (data.draw(st.sampled_from(conflict.codes.tolist())) for _ in range(2))
    for row, maker in enumerate(conflict.decision_makers):
        found = ground(conflict, maker.key, first, second, interpretation)
        ranks = conflict.ranks(interpretation)[row]
        places = [conflict.position(first), conflict.position(second)]
        assert found.preferred == np.sign(int(ranks[places[0]]) - int(ranks[places[1]]))
        answers = {q.text: interpretation.answers[q.id] for q in conflict.questions}
        statements = list(maker.statements(answers))
        one, other = (truths(conflict, maker, code, interpretation) for code in (first, second))
        differing = [s for s, a, b in zip(statements, one, other, strict=True) if a != b]
        assert found.preference is (differing[0] if differing else None)


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), max_size=30))
def test_undominated_columns_are_those_that_nothing_betters(columns: list[list[int]]) -> None:
    ranks = np.array(columns, dtype=np.int32).reshape(-1, 3).T
    expected = [
        not any(
            all(o >= c for o, c in zip(other, column, strict=True)) and other != column for other in columns
        )
        for column in columns
    ]
    assert undominated(ranks).tolist() == expected


def test_the_evidence_is_that_of_the_preferences_that_decide() -> None:
    two = Conflict.loads("""
    decision_makers:
      A:
        options: {x: open the road}
        preferences: [{formula: x iff B.y, evidence: [r-1a]}, {formula: B.y, evidence: [r-9a]}]
      B:
        options: {y: lift the embargo}
        preferences: [{formula: A.x, evidence: [r-2a]}, {formula: y, assumption: it costs nothing}]
    """)
    found = zopa(two)
    assert found.agreements == (3,)
    assert found.evidence == ("r-9a", "r-2a")
    assert found.sentence == (
        "One arrangement is acceptable to all and better for some, and it would hold: "
        "A would open the road and B would lift the embargo."
    )


def test_a_party_that_would_lose_by_whatever_others_gain_by_is_named() -> None:
    two = Conflict.from_ranks({"A": ["x"], "B": ["y"]}, {"A": [0, 0, 1, 1], "B": [1, 1, 0, 0]})
    found = zopa(two)
    assert not found.agreements
    assert found.blockers() == ("B",)
    assert "B would lose" in found.sentence


def test_without_a_status_quo_there_is_nothing_to_compare_with() -> None:
    later = Conflict.from_ranks({"A": ["x"]}, {"A": [1]}, feasible=[1])
    with pytest.raises(ConflictError, match="status quo"):
        zopa(later)


def test_an_unknown_party_is_named_with_the_nearest_known() -> None:
    one = Conflict([DecisionMaker("Farm", {"pump": "pump"}, preferences=())])
    with pytest.raises(UnknownName, match="Farm"):
        zopa(one, parties=["Fram"])


def test_who_can_do_nothing_withholds_no_consent_but_is_named_as_objecting() -> None:
    conflict = Conflict.loads(
        """
        decision_makers:
          North: {options: {open: open the road}, preferences: [South.pay]}
          South: {options: {pay: pay the toll}, preferences: [North.open]}
          Hill: {options: {}, preferences: [not North.open]}
        """
    )
    found = zopa(conflict)
    assert found.parties == ("North", "South")
    both = conflict.code(["North.open", "South.pay"])
    assert found.best == (both,)
    assert found.objectors(both) == ("Hill",)
    assert both not in zopa(conflict, parties=conflict.names).agreements
    (table,) = found.tables()
    assert "Hill" in table.sections[0].rows[0]
