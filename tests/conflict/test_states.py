"""Feasible states, and preferences over them."""

from __future__ import annotations

import json
import random
import time
import tracemalloc
from itertools import combinations, pairwise
from math import comb, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.conflict import (
    And,
    AtLeast,
    AtMost,
    Conflict,
    DecisionMaker,
    Exactly,
    Formula,
    Not,
    Option,
    Preference,
)
from modusvivendi.conflict.counting import count_states
from modusvivendi.conflict.feasible import feasible_codes
from modusvivendi.conflict.gmcr import read_gmcr
from modusvivendi.conflict.patterns import formula_of, patterns_of, patterns_outside
from modusvivendi.conflict.prioritisation import dense, prioritise
from modusvivendi.conflict.rules import groups_of
from modusvivendi.errors import ConflictError
from tests.conflict.oracle import better, feasible, states, truths
from tests.conflict.specimens import over

OPTIONS = [f"o{number}" for number in range(8)]
FULL = [f"A.{option}" for option in OPTIONS]
BITS = {name: bit for bit, name in enumerate(FULL)}
some = st.lists(over(OPTIONS), max_size=5)


@given(some)
def test_feasible_states_are_those_of_all_combinations_in_which_no_formula_holds(
    infeasible: list[Formula],
) -> None:
    assert feasible_codes(8, infeasible, BITS).tolist() == feasible(FULL, infeasible)


@given(some)
def test_the_number_of_feasible_states_is_refused_exactly_where_it_exceeds_the_limit(
    infeasible: list[Formula],
) -> None:
    expected = len(feasible(FULL, infeasible))
    if expected:
        assert len(feasible_codes(8, infeasible, BITS, limit=256)) == expected


def test_ten_options_without_rules_have_all_combinations() -> None:
    assert feasible_codes(10, [], {}).tolist() == list(range(1024))


def exclusive(groups: int, size: int) -> Conflict:
    """Each decision maker takes at most one of its options."""
    makers = [DecisionMaker(f"D{n}", {f"o{k}": "" for k in range(size)}) for n in range(groups)]
    rules = [Not(AtMost(1, *(Option(f"D{n}", f"o{k}") for k in range(size)))) for n in range(groups)]
    return Conflict(makers, infeasible=rules)


def test_forty_options_in_exclusive_groups_are_enumerated_in_seconds() -> None:
    start = time.perf_counter()
    conflict = exclusive(8, 5)  # 6 ** 8 combinations are 1,679,616
    assert len(conflict.codes) == 6**8
    assert (np.diff(conflict.codes) > 0).all()
    assert time.perf_counter() - start < 100


def test_options_tied_across_decision_makers_are_enumerated_in_seconds() -> None:
    # 40 options in a chain, no two neighbours together: a Fibonacci number of the 2**40 combinations.
    options = [Option(f"D{n % 5}", f"o{n}") for n in range(24)]
    makers = [
        DecisionMaker(f"D{n}", {o.option: "" for o in options if o.decision_maker == f"D{n}"})
        for n in range(5)
    ]
    rules: list[Formula] = [And(one, other) for one, other in pairwise(options)]
    start = time.perf_counter()
    assert len(Conflict(makers, infeasible=rules).codes) == 121_393
    assert time.perf_counter() - start < 100


def test_pairwise_exclusion_over_all_options_leaves_one_more_state_than_options() -> None:
    options = [Option(f"D{n // 10}", f"o{n}") for n in range(40)]
    makers = [
        DecisionMaker(f"D{n}", {o.option: "" for o in options if o.decision_maker == f"D{n}"})
        for n in range(4)
    ]
    rules = [And(one, other) for one, other in combinations(options, 2)]
    assert len(Conflict(makers, infeasible=rules).codes) == 41


LONG = {f"o{n}": "" for n in range(60)}
SIXTY = [Option("A", name) for name in LONG]
draw = random.Random(0)


def test_too_many_states_are_refused_by_their_number_when_they_are_asked_for() -> None:
    conflict = Conflict([DecisionMaker("A", dict(list(LONG.items())[:40]))])
    assert not conflict.lists_states
    with pytest.raises(ConflictError, match=r"1,099,511,627,776 feasible states, more than the 33,554,432"):
        _ = conflict.codes


REFUSED: dict[str, tuple[list[Formula], str]] = {
    "no rule": ([], "1,152,921,504,606,846,976"),
    "exactly 30 of 60": ([Not(Exactly(30, *SIXTY))], "118,264,581,564,861,424"),
    "at most 8 of 60": ([AtLeast(9, *SIXTY)], f"{sum(comb(60, k) for k in range(9)):,}"),
    "no two neighbours": ([And(one, other) for one, other in pairwise(SIXTY)], "4,052,739,537,881"),
    "rules that tie everything": (
        [And(*(draw.choice([x, Not(x)]) for x in draw.sample(SIXTY, 3))) for _ in range(70)],
        "more than 33,554,432",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_names_the_search_and_takes_neither_memory_nor_time(name: str) -> None:
    rules, number = REFUSED[name]
    conflict = Conflict([DecisionMaker("A", LONG)], infeasible=rules, status_quo=None)
    start = time.process_time()
    tracemalloc.start()
    with pytest.raises(ConflictError, match=f"{number} feasible states") as refusal:
        _ = conflict.ranks()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "modus search" in str(refusal.value)
    assert "mv.search" in str(refusal.value)
    assert peak < 100e6
    assert time.process_time() - start < 100


def test_a_large_model_without_a_feasible_state_or_with_an_infeasible_status_quo_is_refused_at_once() -> None:
    maker = DecisionMaker("A", LONG)
    with pytest.raises(ConflictError, match="no state is feasible; together"):
        Conflict([maker], infeasible=[AtLeast(3, *SIXTY), AtMost(7, *SIXTY)])
    with pytest.raises(ConflictError, match=r"the status quo \[A.o0\] is infeasible; infeasible is: A.o0"):
        Conflict([maker], infeasible=[SIXTY[0]], status_quo=["A.o0"])


def test_the_description_of_a_large_model_lists_nothing() -> None:
    conflict = Conflict([DecisionMaker("A", LONG)])
    assert repr(conflict) == "<Conflict: 1 decision makers, 60 options, states not listed>"
    assert conflict.why_infeasible(2**60 - 1) is None
    assert conflict.why_infeasible(2**60) == "it is not among the feasible states"
    assert Conflict.loads(conflict.dumps()).options == conflict.options
    assert not conflict.lists_states


def test_a_ranking_in_a_model_of_too_many_states_is_refused_where_it_stands() -> None:
    text = "\n".join(
        [
            "version: 1",
            "decision_makers:",
            "  A:",
            f"    options: {{{', '.join(f'o{n}: x' for n in range(40))}}}",
            "    ranking: [[A.o1], []]",
        ]
    )
    with pytest.raises(ConflictError, match="A ranks states one by one, but the model has 1,099") as refusal:
        Conflict.loads(text)
    assert refusal.value.line == 5
    assert "preference statements" in str(refusal.value)


def test_at_most_four_of_forty_options_are_enumerated_in_less_than_two_seconds() -> None:
    forty = SIXTY[:40]
    conflict = Conflict(
        [DecisionMaker("A", {option.option: "" for option in forty})], infeasible=[AtLeast(5, *forty)]
    )
    start = time.process_time()
    assert len(conflict.codes) == 102_091
    assert time.process_time() - start < 2


@given(some)
def test_states_are_counted_as_they_are_listed(infeasible: list[Formula]) -> None:
    counts = [count_states(group) for group in groups_of(8, infeasible, BITS)]
    assert None not in counts
    assert prod(count or 0 for count in counts) == len(feasible(FULL, infeasible))


def test_more_than_62_options_are_refused() -> None:
    with pytest.raises(ConflictError, match="63 options"):
        Conflict([DecisionMaker("A", {f"o{n}": "" for n in range(63)})])


def test_sixty_two_options_are_solved_where_few_states_are_feasible() -> None:
    names = {f"o{n}": "" for n in range(62)}
    rule = Not(Exactly(61, *(Option("A", name) for name in names)))
    conflict = Conflict(
        [DecisionMaker("A", names)],
        infeasible=[rule],
        status_quo=list(names)[1:] and [f"A.{name}" for name in list(names)[1:]],
    )
    assert conflict.codes.tolist() == sorted(2**62 - 1 - 2**bit for bit in range(62))


@given(over(OPTIONS[:5]))
def test_patterns_cover_a_formula_once(formula: Formula) -> None:
    for taken in states(FULL[:5]).values():
        covering = [p for p in patterns_of(formula) if all((name in taken) == y for name, y in p.items())]
        assert len(covering) == formula.holds(taken)


@given(st.sets(st.integers(0, 31), min_size=1))
def test_patterns_outside_feasible_states_leave_exactly_those(codes: set[int]) -> None:
    patterns = patterns_outside(np.array(sorted(codes)), FULL[:5])
    rules = [formula for pattern in patterns if (formula := formula_of(pattern)) is not None]
    assert feasible_codes(5, rules, BITS).tolist() == sorted(codes)


# Prioritisation


@given(st.lists(over(OPTIONS[:4]), max_size=6))
def test_a_state_is_better_if_the_first_statement_that_tells_them_apart_is_true_there(
    formulas: list[Formula],
) -> None:
    names = OPTIONS[:4]
    conflict = Conflict(
        [DecisionMaker("A", dict.fromkeys(names, ""), preferences=tuple(map(Preference, formulas)))]
    )
    row = conflict.ranks()[0]
    true = truths(formulas, states(FULL[:4]))
    for one in range(16):
        for other in range(16):
            assert np.sign(int(row[one]) - int(row[other])) == better(true[one], true[other])
    assert sorted(set(row.tolist())) == list(range(row.max() + 1))
    weights = [sum(2 ** (len(formulas) - 1 - j) for j, t in enumerate(true[code]) if t) for code in range(16)]
    assert row.tolist() == dense(np.array(weights)).tolist()


@given(st.lists(over(OPTIONS[:3]), min_size=1, max_size=5), st.data())
def test_repeated_and_never_true_statements_change_nothing(
    formulas: list[Formula], data: st.DataObject
) -> None:
    def row(statements: list[Formula]) -> list[int]:
        maker = DecisionMaker(
            "A", dict.fromkeys(OPTIONS[:3], ""), preferences=tuple(map(Preference, statements))
        )
        ranks: list[int] = Conflict([maker]).ranks()[0].tolist()
        return ranks

    never = And(Option("A.o0"), Not(Option("A.o0")))
    again = data.draw(st.integers(0, len(formulas) - 1))
    later = data.draw(st.integers(again + 1, len(formulas)))
    place = data.draw(st.integers(0, len(formulas)))
    repeated = [*formulas[:later], formulas[again], *formulas[later:]]
    assert row(repeated) == row(formulas)
    assert row([*formulas[:place], never, *formulas[place:]]) == row(formulas)


def test_two_hundred_statements_are_ranked_exactly() -> None:
    # Weights would need 200 bits. Each state satisfies one statement only, the later the worse.
    holds = [np.arange(256) == number for number in range(200)]
    row = prioritise(holds, 256)
    assert row[:200].tolist() == list(range(200, 0, -1))
    assert set(row[200:].tolist()) == {0}


def test_a_decision_maker_without_preferences_is_indifferent() -> None:
    assert set(Conflict([DecisionMaker("A", {"x": ""})]).ranks()[0].tolist()) == {0}


def test_a_gmcr_file_with_more_states_than_can_be_listed_is_read() -> None:
    options = [{"name": f"option {number}", "permittedDirection": "both"} for number in range(40)]
    makers = [
        {"name": name, "options": list(range(first, first + 20)), "preferences": [[[first, "Y"]]]}
        for name, first in (("North", 0), ("South", 20))
    ]
    text = json.dumps({"options": options, "decisionMakers": makers, "infeasibles": [[[1, "Y"], [21, "Y"]]]})
    conflict = read_gmcr(text)
    assert len(conflict.options) == 40
    assert conflict.status_quo == 0
    assert not conflict.lists_states
