"""The public type: making a conflict in code, and asking it things."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import (
    Circumstance,
    Conflict,
    DecisionMaker,
    Note,
    Omission,
    OpenPreference,
    Option,
    Preference,
    load_conflict,
)
from modusvivendi.errors import ConflictError, FormulaError


def two(**changes: Any) -> Conflict:
    arguments: dict[str, Any] = {
        "options": {"A": ["x", "y"], "B": {"z": "the last one"}},
        "ranks": {"A": range(8), "B": [0] * 8},
    }
    return Conflict.from_ranks(**(arguments | changes))


def test_options_are_numbered_across_decision_makers_and_the_first_is_bit_0() -> None:
    conflict = two(irreversible={"A.y": "forward", "B.z": "back"})
    assert conflict.options == ("A.x", "A.y", "B.z")
    assert conflict.bits == {"A.x": 0, "A.y": 1, "B.z": 2}
    assert conflict.controls.tolist() == [0b011, 0b100]
    assert (conflict.forward, conflict.back) == (0b010, 0b100)
    assert conflict.codes.tolist() == list(range(8))
    assert conflict.codes.dtype == conflict.controls.dtype == np.dtype(np.int64)
    assert conflict.taken(0b101) == ["A.x", "B.z"]
    assert conflict.code(["B.z", "A.x"]) == 0b101
    assert conflict.describe(0b101) == "[A.x, B.z]"
    assert conflict.decision_makers[1].options == {"z": "the last one"}


def test_ranks_become_dense_and_keep_their_order() -> None:
    conflict = two(feasible=[1, 4, 6], ranks={"A": np.array([7, -3, 7], dtype=np.int16), "B": [2**62, 5, 6]})
    assert conflict.ranks().tolist() == [[1, 0, 1], [2, 0, 1]]
    assert conflict.position(4) == 1
    assert conflict.position(5) is None


def test_what_is_handed_out_cannot_be_changed_by_accident() -> None:
    given = np.array([0, 1, 4])
    conflict = two(feasible=given, ranks={"A": [0, 1, 2], "B": [0, 1, 2]})
    given[0] = 7
    assert conflict.codes.tolist() == [0, 1, 4]
    with pytest.raises(ValueError, match="read-only"):
        conflict.codes[0] = 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ranks": {"A": range(8)}}, "ranks of B are missing"),
        ({"ranks": {"A": range(8), "B": range(8), "C": range(8)}}, "no decision maker C"),
        ({"ranks": {"A": range(7), "B": range(8)}}, "A has 7 ranks for 8"),
        ({"ranks": {"A": np.zeros((2, 4), dtype=int), "B": range(8)}}, "8 ranks for 8|ranks"),
        ({"ranks": {"A": [0.5] * 8, "B": range(8)}}, "not whole numbers"),
        ({"ranks": {"A": [True] * 8, "B": range(8)}}, "not whole numbers"),
        ({"ranks": {"A": ["x"] * 8, "B": range(8)}}, "not whole numbers"),
        ({"ranks": {"A": [2**70] * 8, "B": range(8)}}, "not whole numbers"),
        ({"feasible": [0, 0, 1]}, "do not ascend"),
        ({"feasible": [0.0]}, "whole numbers"),
        ({"feasible": []}, "no state is feasible"),
        ({"feasible": [8]}, "8 is not the code"),
        ({"irreversible": {"A.q": "forward"}}, "unknown option A.q"),
        ({"irreversible": {"A.x": "forwards"}}, "unknown direction"),
        ({"options": {}, "ranks": {}}, "no decision makers"),
        ({"options": {"A": ["x", "x"], "B": []}}, "twice"),
        ({"options": {"A ": ["x"]}, "ranks": {"A ": [0, 1]}}, "cannot be the key"),
        ({"options": {"A": ["x\n"]}, "ranks": {"A": [0, 1]}}, "cannot be the key"),
        ({"status_quo": ["A.q"]}, "no option q"),
        ({"feasible": [1, 2], "ranks": {"A": [0, 1], "B": [0, 1]}, "status_quo": []}, r"status quo \[\]"),
    ],
)
def test_arguments_that_do_not_fit_are_errors(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ConflictError, match=says):
        two(**changes)


def test_a_formula_is_asked_for_the_states_where_it_is_true() -> None:
    conflict = two(feasible=[0, 1, 6], ranks={"A": [0] * 3, "B": [0] * 3})
    assert conflict.where("A.x or B.z").tolist() == [False, True, True]
    assert conflict.where(Option("A.y")).tolist() == [False, False, True]
    with pytest.raises(FormulaError, match=r"did you mean A\.y or A\.x"):
        conflict.where("A.w")


def test_a_formula_may_ask_for_circumstances_too() -> None:
    conflict = Conflict([DecisionMaker("A", {"x": ""})], circumstances={"war": "", "flood": ""})
    assert conflict.where("war").tolist() == [False, False]
    assert conflict.where("war and A.x", conflict.interpretation("c1=yes")).tolist() == [False, True]


def test_formulas_put_together_in_code_are_checked_as_well() -> None:
    with pytest.raises(ConflictError, match=r"unknown option B\.x"):
        Conflict([DecisionMaker("A", {"x": ""}, preferences=(Preference(Option("B.x")),))])
    with pytest.raises(ConflictError, match="unknown circumstance war"):
        Conflict([DecisionMaker("A", {"x": ""}, preferences=(Preference(Circumstance("war")),))])
    with pytest.raises(ConflictError, match="given twice"):
        Conflict([DecisionMaker("A", {"x": ""}), DecisionMaker("A", {"y": ""})])


def test_names_in_lists_may_have_spaces_dots_and_quotation_marks() -> None:
    parties = {"United Kingdom": ["send troops"], "U.S.": ["a.b"]}
    model = Conflict.from_ranks(parties, {key: [0, 1, 2, 3] for key in parties})
    for name in ("United Kingdom.send troops", '"United Kingdom"."send troops"'):
        assert model.code([name]) == 1
    for name in ("U.S..a.b", '"U.S."."a.b"'):
        assert model.code([name]) == 2
    with pytest.raises(FormulaError):
        model.code(["U.S.a.b"])
    own = "decision_makers: {U.S.: {options: [a.b], ranking: [[a.b], [U.S..a.b]]}}"
    with pytest.raises(ConflictError, match="ranked twice"):
        Conflict.loads(own)


def test_evidence_lists_every_place_that_cites_a_statement() -> None:
    ask = OpenPreference("Will it?", {"yes": (Preference(Option("A.x"), ("s-2a",)),)}, ("s-1a",))
    model = Conflict(
        [DecisionMaker("A", {"x": ""}, preferences=(ask,), option_notes={"x": Note(("s-1a",))})],
        circumstances={"war": ""},
        circumstance_notes={"war": Note(("s-3a",))},
        infeasible=[],
        omitted=[Omission("B.y", "too few", evidence=("s-1a",))],
    )
    assert model.evidence() == {
        "s-1a": ["A.x", "Will it?", "B.y"],
        "s-2a": ["A: x"],
        "s-3a": ["war"],
    }
    assert [(dm.key, str(p.formula), q, a) for dm, p, q, a in model.statements()] == [
        ("A", "A.x", "q1", "yes")
    ]


def test_replacing_parts_leaves_the_others() -> None:
    conflict = two(title="Before", irreversible={"A.x": "forward"})
    changed = conflict.replace(title="After")
    assert (changed.title, changed.forward, changed.status_quo) == ("After", 1, 0)
    assert changed.ranks().tolist() == conflict.ranks().tolist()
    assert conflict.title == "Before"


def test_a_conflict_shows_what_it_is_in_a_line() -> None:
    assert repr(two(title="Water")) == "<Conflict 'Water': 2 decision makers, 3 options, 8 feasible states>"


@given(st.binary(max_size=40), st.integers(0, 400), st.integers(0, 30))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_with_damaged_bytes_give_nothing_but_conflict_errors(
    tmp_path: Path, noise: bytes, start: int, length: int
) -> None:
    model = two(feasible=[0, 1, 6], ranks={"A": [0, 1, 2], "B": [0, 1, 0]}, title="Größe und Maß")
    for name in ("model.yaml", "model.json", "model.gmcr"):
        model.save(tmp_path / name)
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[:start] + noise + data[start + length :])
        with suppress(ConflictError):
            load_conflict(tmp_path / name)
