"""Formulas as gates in a SAT solver mean what they mean anywhere."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.conflict import Circumstance, Exactly, Formula, Not, Option
from modusvivendi.conflict.circuit import Circuit, OutOfTime
from tests.conflict.oracle import states
from tests.conflict.specimens import over

OPTIONS = ["o0", "o1", "o2", "o3", "o4"]
FULL = [f"A.{option}" for option in OPTIONS]


@given(over(OPTIONS, ["drought"]), st.booleans())
def test_a_gate_is_true_in_just_the_states_in_which_its_formula_holds(formula: Formula, dry: bool) -> None:
    obtaining = {"drought"} if dry else set()
    with Circuit() as circuit:
        options = {name: circuit.variable() for name in FULL}
        gate = circuit.formula(formula, options, obtaining)
        for taken in states(FULL).values():
            now = [options[name] if name in taken else ~options[name] for name in FULL]
            assert circuit.solve([*now, gate]) == formula.holds(taken | obtaining)
            assert circuit.solve([*now, ~gate]) != formula.holds(taken | obtaining)


@given(over(OPTIONS), st.integers(0, 31), st.integers(0, 31))
def test_options_known_beforehand_change_nothing(formula: Formula, known: int, value: int) -> None:
    with Circuit() as circuit:
        options = {
            name: circuit.constant(bool(value >> bit & 1)) if known >> bit & 1 else circuit.variable()
            for bit, name in enumerate(FULL)
        }
        gate = circuit.formula(formula, options)
        for code, taken in states(FULL).items():
            if (code ^ value) & known == 0:
                now = [options[name] if name in taken else ~options[name] for name in FULL]
                assert circuit.solve([*now, gate]) == formula.holds(taken)


@given(over(OPTIONS))
def test_what_is_found_satisfies_what_is_required(formula: Formula) -> None:
    with Circuit() as circuit:
        options = {name: circuit.variable() for name in FULL}
        circuit.require(circuit.formula(formula, options))
        possible = any(formula.holds(taken) for taken in states(FULL).values())
        assert circuit.solve() == possible
        if possible:
            assert formula.holds({name for name in FULL if circuit.value(options[name])})


def test_a_formula_is_encoded_once() -> None:
    with Circuit() as circuit:
        options = {name: circuit.variable() for name in FULL}
        formula = Exactly(2, *(Option("A", name) for name in OPTIONS))
        one, other = circuit.formula(formula, options), circuit.formula(Not(Not(formula)), options)
        assert one.number == other.number
        assert circuit.formula(Circumstance("war"), {}).number == -circuit.true.number


def test_a_question_that_takes_too_long_is_given_up_in_time() -> None:
    # More pigeons than holes: short to say, and out of reach for any solver that learns clauses.
    with Circuit() as circuit:
        sits = [[circuit.variable() for _ in range(12)] for _ in range(13)]
        for places in sits:
            circuit.require(*places)
        for hole in range(12):
            for one in range(13):
                for other in range(one):
                    circuit.require(~sits[one][hole], ~sits[other][hole])
        start = time.monotonic()
        with pytest.raises(OutOfTime):
            circuit.solve(until=start + 0.5)
        assert time.monotonic() - start < 30


def test_the_same_questions_get_the_same_answers_in_every_run() -> None:
    def answers() -> list[list[bool]]:
        rng = random.Random(5)
        with Circuit() as circuit:
            gates = [circuit.variable() for _ in range(60)]
            for _ in range(150):
                circuit.require(*(rng.choice([gate, ~gate]) for gate in rng.sample(gates, 3)))
            found = []
            for _ in range(20):
                assert circuit.solve()
                found.append([circuit.value(gate) for gate in gates])
                circuit.require(*(~gate if circuit.value(gate) else gate for gate in gates))
            return found

    assert answers() == answers()
