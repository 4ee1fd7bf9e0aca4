"""The largest coalition that nobody would leave: against enumeration, and for forty parties."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.insight.commitments import commitments, largest_coalition
from tests.insight.cases import conflicts
from tests.insight.test_cascade import pledges, subsets


def stays(conflict: Conflict, interpretation: str, inside: frozenset[str], held: set[str]) -> bool:
    """Whether no party would rather take some of its own back, by ranks of listed states."""
    ranks = conflict.ranks(interpretation)
    place = {frozenset(conflict.taken(code)): k for k, code in enumerate(conflict.codes.tolist())}
    stays_taken = {option for option, direction in conflict.irreversible.items() if direction == "forward"}
    for row, dm in enumerate(conflict.decision_makers):
        free = [o for o in dm.option_names if o in inside and o not in held and o not in stays_taken]
        for fewer in subsets(free):
            there = inside - fewer
            if there in place and ranks[row, place[there]] > ranks[row, place[inside]]:
                return False
    return True


@given(conflicts(), st.data())
@settings(max_examples=80, deadline=None)
def test_the_largest_coalition_is_the_largest_that_nobody_would_leave(
    conflict: Conflict, data: st.DataObject
) -> None:
    interpretation = data.draw(st.sampled_from([i.id for i in conflict.interpretations()]))
    assumed = data.draw(st.lists(st.sampled_from(conflict.options), unique=True, max_size=2))
    assert conflict.status_quo is not None
    held = {*assumed, *conflict.taken(conflict.status_quo)}
    gone = {o for o, direction in conflict.irreversible.items() if direction == "back"} - held
    sizes = [
        len(inside)
        for inside in (frozenset(conflict.taken(code)) for code in conflict.codes.tolist())
        if inside >= held and not inside & gone and stays(conflict, interpretation, inside, held)
    ]
    found = largest_coalition(conflict, assumed, interpretation=interpretation)
    if not sizes:
        assert found is None
        return
    assert found is not None
    assert found.largest
    assert len(found.options) == max(sizes)
    assert set(found.options) >= held
    assert stays(conflict, interpretation, frozenset(found.options), held)


def test_what_nobody_begins_alone_is_found_for_forty_parties_at_once() -> None:
    # Each of forty pays if at least half of the others do: nobody begins, and all would stay.
    conflict = pledges([20] * 40)
    found = commitments(conflict)
    assert not found.cascade.joinings
    assert found.coalition is not None
    assert found.coalition.largest
    assert len(found.coalition.options) == 40
    assert len(found.missed) == 40
    assert all(not t.sets_off for t in found.triggers)
    assert "nobody begins alone" in found.sentence


def test_one_yes_can_set_off_all() -> None:
    found = commitments(pledges([1] * 40))
    assert not found.cascade.joinings
    assert len(found.triggers[0].sets_off) == 39
    assert "What would set off most is a yes of P0" in found.sentence


def test_the_data_has_waves_the_largest_coalition_and_triggers() -> None:
    record = commitments(pledges([0, 1, 3, 3])).record()
    assert record["waves"] == [["P0.pay"], ["P1.pay"]]
    assert record["largest"] == {"options": ["P0.pay", "P1.pay", "P2.pay", "P3.pay"], "proved": True}
    assert record["triggers"] == [
        {"decision_maker": "P2", "sets_off": ["P3.pay"]},
        {"decision_maker": "P3", "sets_off": ["P2.pay"]},
    ]
