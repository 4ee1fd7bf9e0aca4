"""Numbers that are part of a position."""

from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.statements.rules.quantities import quantity


@given(st.integers(2, 1_800))
def test_a_bare_number_bounds_itself(number: int) -> None:
    found = quantity(f"send {number} observers")
    assert found is not None
    assert (found.min, found.max) == (number, number)


@given(st.integers(2, 900), st.sampled_from(["million", "billion"]))
def test_at_least_and_up_to_leave_one_side_open(number: int, scale: str) -> None:
    size = {"million": 1e6, "billion": 1e9}[scale]
    low, high = (
        quantity(f"pay at least {number} {scale} euros"),
        quantity(f"pay up to {number} {scale} euros"),
    )
    assert low is not None and high is not None
    assert (low.min, low.max) == (number * size, None)
    assert (high.min, high.max) == (None, number * size)


@given(st.integers(2, 500), st.integers(1, 400))
def test_a_range_has_both_bounds(low: int, more: int) -> None:
    found = quantity(f"between {low} and {low + more} lorries a day")
    assert found is not None
    assert (found.min, found.max) == (low, low + more)


@given(st.integers(1900, 2099))
def test_a_year_is_no_quantity(year: int) -> None:
    assert quantity(f"hold the vote in {year}") is None


def test_more_than_excludes_the_number_itself() -> None:
    found = quantity("more than thirty states")
    assert found is not None
    assert (found.min, found.max) == (31, None)


def test_days_are_no_quantity() -> None:
    assert quantity("meet on 14 October") is None
    assert quantity("sign within ten days") is None
