"""How two readers are compared, against all possible ways of matching."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.statements.agreement import Counts, compare, total
from modusvivendi.statements.statement import Source, SourceKind, Stance, Statement


def made(start: int, length: int, actor: str, stance: str = "offers", **more: object) -> Statement:
    record = {
        "id": f"x-{start}", "report": "x.txt", "start": start, "end": start + length, "sentence": "",
        "actor": actor, "stance": stance, "proposal": "pay", **more,
    }  # fmt: skip
    return Statement.model_validate(record)


statements = st.lists(
    st.builds(
        made,
        st.integers(0, 30),
        st.integers(4, 20),
        st.sampled_from(["North", "South"]),
        st.sampled_from(["offers", "demands"]),
    ),
    max_size=5,
)


def fits(a: Statement, b: Statement) -> bool:
    common = len(set(range(a.start, a.end)) & set(range(b.start, b.end)))
    return a.actor == b.actor and 2 * common >= min(a.end - a.start, b.end - b.start)


@given(statements, statements)
def test_as_many_statements_are_matched_as_can_be(one: list[Statement], other: list[Statement]) -> None:
    found = compare(one, other)
    short, long = sorted((one, other), key=len)
    best = max(
        sum(fits(a, long[j]) for a, j in zip(short, order, strict=True))
        for order in permutations(range(len(long)), len(short))
    )
    assert len(found.pairs) == best
    assert all(fits(pair.one, pair.other) for pair in found.pairs)
    assert len(found.pairs) + len(found.only_one) == len(one)
    assert len(found.pairs) + len(found.only_other) == len(other)


@given(statements)
def test_a_reader_agrees_with_itself(one: list[Statement]) -> None:
    counts = compare(one, one).counts
    assert counts == Counts(matched=len(one))
    assert counts.share == (1.0 if one else None)


def test_differences_of_stance_condition_and_source_are_counted() -> None:
    diplomats = Source(name="EU diplomats (unnamed)", kind=SourceKind.UNNAMED, group="EU officials")
    again = diplomats.model_copy(update={"name": "two EU officials (unnamed)"})
    one = made(0, 9, "North", chain=(diplomats,), condition="if", condition_start=2, condition_end=4)
    assert compare([one], [one.model_copy(update={"chain": (again,)})]).counts == Counts(matched=1)
    other = made(0, 9, "North", "demands")
    assert compare([one], [other]).counts == Counts(matched=1, stance=1, condition=1, source=1)
    moved = one.model_copy(update={"condition_start": 5, "condition_end": 7})
    assert compare([one], [moved]).pairs[0].differs_in == ("condition",)


def test_the_better_partner_is_preferred() -> None:
    offers, demands = made(0, 9, "North"), made(0, 9, "North", "demands")
    found = compare([offers, demands], [demands, offers])
    assert [p.differs_in for p in found.pairs] == [(), ()]


def test_figures_of_several_reports_add_up() -> None:
    north, south = made(0, 9, "North"), made(0, 9, "South")
    counts = total([compare([north], [north]), compare([north], [south])])
    assert counts == Counts(matched=1, only_one=1, only_other=1)
    assert counts.share == 0.5
    assert Stance.OFFERS is north.stance
