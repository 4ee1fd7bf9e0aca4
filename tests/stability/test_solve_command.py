"""``modus solve`` keeps to the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

import modusvivendi
from modusvivendi.cli.app import app

MODEL = Path(modusvivendi.__file__).parent / "examples" / "peacekeeping-model" / "conflict.yaml"
KEYS = ["nash", "gmr", "smr", "seq"]


def modus(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["solve", *map(str, arguments)], terminal_width=80)


def as_json(*arguments: object) -> dict[str, Any]:
    result = modus(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def ranked(tmp_path: Path) -> Path:
    path = tmp_path / "ranked.json"
    path.write_text(
        """{"decision_makers": [{"name": "A", "options": ["x", "y"], "ranks": [3, 1, 2]}],
            "feasible": [0, 1, 3],
            "irreversible": [{"option": "A.x", "direction": "forward"}]}"""
    )
    return path


def test_a_ranked_file_gives_the_states_of_the_contract(ranked: Path) -> None:
    found = as_json(ranked)
    assert found["decision_makers"] == ["A"]
    assert found["options"] == ["A.x", "A.y"]
    assert found["concepts"] == KEYS
    assert [state["code"] for state in found["states"]] == [0, 1, 3]
    assert found["states"][0] == {
        "number": 1,
        "code": 0,
        "taken": [],
        "stable": {"A": dict.fromkeys(KEYS, True)},
        "why": {"A": dict.fromkeys(KEYS, "not_wanted")},
        "equilibrium": dict.fromkeys(KEYS, True),
    }
    assert found["states"][1]["why"]["A"] == dict.fromkeys(KEYS)
    # A.x stays taken, so the better state 0 is out of reach.
    assert found["states"][2]["stable"]["A"]["nash"] is True
    assert found["states"][2]["taken"] == ["A.x", "A.y"]


def test_the_shipped_model_has_the_equilibria_of_the_hand_made_case_in_both_interpretations() -> None:
    found = as_json(MODEL, "--concepts", "nash,gmr,smr,seq,sseq")
    assert found["interpretation"] == "q1=yes"
    assert found["interpretation_count"] == 2
    by_id = {entry["id"]: entry["equilibria"] for entry in found["interpretations"]}
    assert set(by_id) == {"q1=yes", "q1=no"}
    for concept in ("nash", "smr", "seq", "sseq"):
        assert by_id["q1=yes"][concept] == [68, 127]
        assert by_id["q1=no"][concept] == [68]
    assert len(by_id["q1=yes"]["gmr"]) == 22
    assert len(by_id["q1=no"]["gmr"]) == 20
    held = [state["code"] for state in found["states"] if state["equilibrium"]["nash"]]
    assert held == [68, 127]


def test_an_interpretation_can_be_chosen() -> None:
    found = as_json(MODEL, "--interpretation", "q1=no", "--concepts", "nash")
    assert found["interpretation"] == "q1=no"
    assert found["concepts"] == ["nash"]
    assert [state["code"] for state in found["states"] if state["equilibrium"]["nash"]] == [68]


def test_arrays_take_the_place_of_states_in_the_json(tmp_path: Path) -> None:
    path = tmp_path / "found.npz"
    found = as_json(MODEL, "--npz", path)
    assert "states" not in found
    assert found["equilibria"]["nash"] == [68, 127]
    with np.load(path) as arrays:
        assert arrays["codes"].tolist() == list(range(128))
        assert arrays["codes"].dtype == np.int64
        assert arrays["ranks"].shape == (6, 128)
        assert set(arrays) == {"codes", "ranks", *(f"stable_{key}" for key in KEYS)}
        assert np.flatnonzero(arrays["stable_smr"].all(axis=0)).tolist() == [68, 127]
    assert [entry.name for entry in tmp_path.iterdir()] == ["found.npz"]


def test_the_table_for_people_fits_80_columns_and_says_what_matters() -> None:
    result = modus(MODEL)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    for said in ("Equilibria", "Ukraine.ceasefire, US.guarantee", "20 more states hold under GMR alone",
                 "Status quo", "q1=no", "can improve on this state by taking US.guarantee"):  # fmt: skip
        assert said in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--concepts", "nosh"], 2), (["--concepts", ""], 2), ([], 0)],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], code: int, ranked: Path) -> None:
    assert modus(ranked, *arguments).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.yaml"], "missing.yaml"),
        ([str(MODEL), "--interpretation", "q1=perhaps"], "q1 is yes or no"),
        ([str(MODEL), "--npz", "/no/such/folder/x.npz"], "cannot be written"),
    ],
)
def test_bad_input_is_exit_code_1_with_a_message_and_no_traceback(arguments: list[str], said: str) -> None:
    command = [sys.executable, "-c", "from modusvivendi.cli import main; main()", "solve", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_small_conflict_is_solved_without_loading_a_compiler() -> None:
    script = (
        "import sys; from modusvivendi.stability import solve; from modusvivendi.conflict import Conflict;"
        f"print(len(solve(Conflict.load({str(MODEL)!r})).equilibria('nash')), 'numba' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["2", "False"]
