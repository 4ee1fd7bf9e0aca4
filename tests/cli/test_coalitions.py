"""Coalitions as a user meets them: ``modus solve --coalitions``, ``modus explain FILE STATE "A,B"``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import modusvivendi as mv
from tests.cli.conftest import Run

EXAMPLES = Path(mv.__file__).parent / "examples"
ELMIRA = EXAMPLES / "elmira" / "conflict.yaml"
PEACE = EXAMPLES / "peacekeeping-model" / "conflict.yaml"


def data(modus: Run, *arguments: str | Path) -> Any:
    done = modus(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_json_tells_for_every_state_who_would_upset_it(modus: Run) -> None:
    found = data(modus, "solve", ELMIRA, "--coalitions")
    expected = mv.solve_coalitions(mv.Conflict.load(ELMIRA))
    assert found["concepts"] == ["cnash", "cgmr", "csmr", "cseq"]
    assert found["coalitions"] == [list(members) for members in expected.coalitions]
    assert len(found["coalitions"]) == 7
    assert found["alone"]["nash"] == [4, 7, 8]
    assert found["equilibria"]["cnash"] == [7, 8]
    for state in found["states"]:
        for key in found["concepts"]:
            assert state["upset_by"][key] == [list(who) for who in expected.upset(state["code"], key)]
            assert state["equilibrium"][key] == (state["upset_by"][key] == [])
    fifth = found["states"][4]
    assert (fifth["number"], fifth["name"], fifth["alone"]["seq"]) == (5, "delay and insist", True)
    assert fifth["upset_by"]["cgmr"] == [["Ministry", "Uniroyal"]]


def test_one_coalition_several_or_a_structure_are_named_by_key_or_name(modus: Run) -> None:
    one = data(modus, "solve", ELMIRA, "--coalition", "uniroyal, Ministry of the Environment")
    assert one["coalitions"] == [["Ministry", "Uniroyal"]]
    two = data(modus, "solve", ELMIRA, "--coalition", "Local", "--coalition", "Local + Ministry")
    assert two["coalitions"] == [["Local"], ["Ministry", "Local"]]
    whole = data(modus, "solve", ELMIRA, "--structure", "Ministry,Uniroyal", "--concepts", "cseq,nash")
    assert (whole["coalitions"], whole["concepts"]) == (
        [["Ministry", "Uniroyal"], ["Local"]],
        ["cseq", "cnash"],
    )
    assert (whole["structure"], whole["answers"]) == (True, "any")
    told = data(modus, "solve", ELMIRA, "--structure", "Ministry;Uniroyal,Local", "--answers", "structure")
    assert told["answers"] == "structure"
    assert told["variants"]["cseq"].startswith("the other coalitions of the structure answer")


def test_the_tables_say_who_upsets_what_and_how(modus: Run) -> None:
    text = flat(modus("solve", ELMIRA, "--coalitions").stdout)
    assert "7 coalitions of 3 decision makers" in text
    assert "5 Ministry + Uniroyal leaves leaves leaves leaves" in text
    assert "State 5, CGMR: Together, Ministry of the Environment and Uniroyal could improve on" in text
    quiet = flat(modus("solve", ELMIRA, "--coalition", "Ministry,Local").stdout)
    assert "Coalitions: Ministry + Local" in quiet
    assert "None of these coalitions would leave any of them." not in quiet  # not even under CSEQ, state 1
    folded = flat(modus("solve", PEACE, "--coalitions", "--interpretation", "q1=yes").stdout)
    assert "20 more are equilibria under GMR or CGMR alone" in folded


def test_a_coalition_is_explained_with_its_way_and_the_answers(modus: Run) -> None:
    text = flat(modus("explain", ELMIRA, "5", "Ministry,Uniroyal", "--concept", "seq").stdout)
    assert "Ministry of the Environment + Uniroyal CSEQ: not stable. Together, Ministry" in text
    found = data(modus, "explain", ELMIRA, "5", "Ministry,Uniroyal")
    assert found["coalition"] == ["Ministry", "Uniroyal"]
    assert [told["concept"] for told in found["explanations"]] == ["cnash", "cgmr", "csmr", "cseq"]
    way = [{"decision_maker": "Ministry", "state": 5}, {"decision_maker": "Uniroyal", "state": 7}]
    assert found["explanations"][0]["undeterred"] == [{"improvement": 7, "way": way}]
    alone = data(modus, "explain", ELMIRA, "1", "Local", "--concept", "cseq")
    (answer,) = alone["explanations"][0]["answers"]
    assert answer["steps"][0]["members"] == ["Ministry", "Uniroyal"]
    assert answer["not_better"] == ["Local"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--coalition", "Ministry,Locl"], 1, "did you mean Local"),
        (["--coalition", ""], 1, "no decision maker called ''"),
        (["--structure", "Ministry,Local;Local"], 1, "Local is in two coalitions"),
        (["--structure", "Ministry", "--coalition", "Local"], 2, "not both"),
        (["--coalitions", "--answers", "structure"], 2, "--structure"),
        (["--coalitions", "--answers", "some"], 2, "neither any nor structure"),
        (["--coalitions", "--concepts", "sseq"], 2, "no coalition concept called 'sseq'"),
        (["--coalitions", "--concepts", ","], 2, "name a concept"),
        (["--coalitions", "--npz", "x.npz"], 2, "not written as arrays"),
        (["--coalitions", "--interpretation", "q9=x"], 1, "q9"),
    ],
)
def test_wrong_coalitions_are_told_without_a_traceback(
    modus: Run, arguments: list[str], code: int, said: str
) -> None:
    done = modus("solve", ELMIRA, *arguments)
    assert done.returncode == code, done.stderr
    assert said in flat(done.stderr.replace("│", " "))
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_names_with_commas_are_quoted(modus: Run, tmp_path: Path) -> None:
    ranks = {"ranks": [1, 2, 0, 1]}
    names = ("Smith, Ltd.", "B")
    ranked = {"decision_makers": [{"name": name, "options": ["x"], **ranks} for name in names]}
    (tmp_path / "c.json").write_text(json.dumps(ranked), encoding="utf-8")
    for written in ('"Smith, Ltd.",B', 'B + "Smith, Ltd."'):
        assert data(modus, "solve", "c.json", "--coalition", written)["coalitions"] == [list(names)]
    assert data(modus, "solve", "c.json", "--coalition", "Smith, Ltd.")["coalitions"] == [["Smith, Ltd."]]
