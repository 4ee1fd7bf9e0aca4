"""``modus search``: an answer in plain words where there are too many states to be listed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from modusvivendi.cli.app import app
from modusvivendi.errors import ModusError
from tests.cli.conftest import Run

NAMES = [f"T{number}" for number in range(20)]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Twenty towns with three options each; each pays if five others do, and joins where it pays."""
    lines = ["version: 1", "title: League of towns", "decision_makers:"]
    for name in NAMES:
        others = ", ".join(f"{other}.pay" for other in NAMES if other != name)
        lines += [
            f"  {name}:",
            "    options: {pay: pay into the fund, join: join the league, vote: claim a vote}",
            f"    preferences: ['pay iff at least 5 of ({others})', join iff pay, not vote if war, vote]",
        ]
    lines += ["circumstances: {war: war comes}", "infeasible: [T0.vote and T1.vote]"]
    path = tmp_path / "towns.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def modus(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["search", *map(str, arguments)], terminal_width=80)


def as_json(*arguments: object) -> Any:
    result = modus(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_equilibrium_is_found_and_said_to_be_all(model: Path) -> None:
    result = modus(model)
    assert result.exit_code == 0, result.output
    said = flat(result.stdout)
    assert "League of towns 20 decision makers, 60 options Interpretation c1=no, one of 2" in said
    assert "There are exactly 4 Nash equilibria." in said
    assert "State 4 T0: pay, join" in said
    assert "T1, T2, T3" in said


def test_as_data_the_states_stand_with_their_options(model: Path) -> None:
    found = as_json(model, "--where", "T0.vote and T2.pay")
    assert found["exists"] is True
    assert found["complete"] is True
    assert found["stopped"] is None
    assert found["where"] == "T0.vote and T2.pay"
    (state,) = found["states"]
    assert state["taken"][:3] == ["T0.pay", "T0.join", "T0.vote"]
    assert len(state["taken"]) == 59
    assert state["code"] == 2**60 - 1 - 2**5
    assert found["sentence"] == "There is exactly one Nash equilibrium in which T0.vote and T2.pay."


def test_that_there_is_none_is_an_answer_and_says_who_stands_against_it(model: Path) -> None:
    result = modus(model, "--where", "T3.join and not T3.pay")
    assert result.exit_code == 0, result.output
    said = flat(result.stdout)
    assert "There is no Nash equilibrium in which T3.join and not T3.pay: from every feasible state" in said
    assert said.endswith("like that T3 could improve by a move of its own.")
    found = as_json(model, "--where", "T0.vote and T1.vote")
    assert (found["exists"], found["complete"], found["blocking"]) == (False, True, [])
    assert "no feasible state is like that" in found["sentence"]


def test_an_interpretation_and_a_limit_are_kept_to(model: Path) -> None:
    found = as_json(model, "--interpretation", "war=yes")
    assert [len(state["taken"]) for state in found["states"]] == [0, 40]
    assert found["interpretation"] == "c1=yes"
    found = as_json(model, "--limit", "1")
    assert (len(found["states"]), found["complete"], found["stopped"]) == (1, False, "limit")
    said = flat(modus(model, "--limit", 1).stdout)
    assert "There is at least one Nash equilibrium; the search was to stop there." in said
    assert len(as_json(model, "--limit", "0")["states"]) == 4


def test_a_search_without_time_says_that_nothing_is_settled(model: Path) -> None:
    result = modus(model, "--timeout", "0", "--where", "T0.pay")
    assert result.exit_code == 0, result.output
    assert flat(result.stdout).endswith(
        "Not settled: time ran out before a Nash equilibrium in which T0.pay was found or ruled out."
    )
    assert as_json(model, "--timeout", "0")["exists"] is None


def test_one_state_is_looked_at(model: Path) -> None:
    found = as_json(model, "--state", "T3.join, T0.vote")
    assert found["nash"] is False
    assert found["improvements"][0]["decision_maker"] == "T2"
    said = flat(modus(model, "--state", "T3.join, T0.vote").stdout)
    assert "This is no Nash equilibrium. T2 would improve by taking T2.vote. T3 would" in said
    assert modus(model, "--state", "all").exit_code == 1
    assert as_json(model, "--state", "status-quo", "--interpretation", "war=yes")["nash"] is True


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--where", "T0.pay and T1.pai"), "--where:1:12: T1 has no option pai; did you mean T1.pay"),
        (("--where", "T0.pay and"), "--where:1:11: the formula ends too early"),
        (("--interpretation", "peace=yes"), "no interpretation 'peace=yes'"),
        (("--state", "T0.vote, T1.vote"), "infeasible is: T0.vote and T1.vote"),
        (("--state", "T0.hide"), "T0 has no option hide"),
    ],
)
def test_what_means_nothing_is_refused_in_a_sentence(model: Path, asked: tuple[str, ...], said: str) -> None:
    result = modus(model, *asked)
    assert isinstance(result.exception, ModusError)
    assert said in str(result.exception)
    assert result.stdout == ""


def test_wrong_usage_is_told_from_bad_input(model: Path) -> None:
    assert modus(model, "--limit", "-1").exit_code == 2
    assert modus(model, "--state", "none", "--where", "T0.pay").exit_code == 2


def test_what_cannot_be_listed_is_refused_with_the_name_of_the_search(modus: Run, model: Path) -> None:
    for asked in (["solve", model], ["explain", model, "status-quo"]):
        done = modus(*asked)
        assert done.returncode == 1, done.stdout
        assert "864,691,128,455,135,232 feasible states, more than the 33,554,432" in flat(done.stderr)
        assert "modus search" in done.stderr
        assert "Traceback" not in done.stderr
    assert modus("search", model, "--limit", "1").returncode == 0


def test_small_conflicts_and_those_with_rankings_are_searched_too(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(
        "version: 1\ndecision_makers:\n"
        "  A: {options: {x: x}, ranking: [[A.x], {tie: [[], [A.x, B.y]]}, [B.y]]}\n"
        "  B: {options: {y: y}, preferences: [y]}\n",
        encoding="utf-8",
    )
    found = as_json(path)
    assert [state["taken"] for state in found["states"]] == [["A.x", "B.y"]]
    assert found["rounds"] == 0
