"""The commands that answer one question each, and the page that says what they are."""

import doctest
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from modusvivendi.cli.app import app
from tests.cli.conftest import Run

EXAMPLES = Path(str(resources.files("modusvivendi.examples")))
PEACE = EXAMPLES / "peacekeeping-model" / "conflict.yaml"
ELMIRA = EXAMPLES / "elmira" / "conflict.yaml"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "decisions.md"
DEADLOCK = "Ukraine.ceasefire,US.guarantee"

COMMANDS: list[list[object]] = [
    ["zopa", PEACE],
    ["ways", PEACE, "--want", DEADLOCK],
    ["unlock", PEACE],
    ["unlock", PEACE, "--arrangement", 128, "--inverse", "--interpretation", "q1=no"],
    ["coalitions", ELMIRA],
    ["without", PEACE, "China"],
    ["cascade", PEACE, "--given", "Russia.ceasefire,Russia.consent"],
]


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def modus(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


def as_json(*arguments: object) -> dict[str, Any]:
    result = modus(*arguments, "--json")
    assert result.exit_code == 0, result.output
    record: dict[str, Any] = json.loads(result.stdout)
    return record


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(map(str, c[:1] + c[2:])))
def test_a_command_says_its_sentence_first_and_keeps_to_the_width(command: list[object]) -> None:
    result = modus(*command)
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 80
    sentence = as_json(*command)["sentence"]
    assert " ".join(result.stdout.split()).startswith(" ".join(sentence.split()))


def test_evidence_is_quoted_where_the_record_lies_beside_the_model(modus: Run) -> None:
    assert modus("example", "peacekeeping", "case").returncode == 0
    assert modus("brief", "--case", "case").returncode == 0
    unlocked = modus("unlock", "case", "--concept", "nash")
    assert unlocked.returncode == 0, unlocked.stderr
    text = " ".join(unlocked.stdout.split())
    assert "On whose word" in text
    assert "“China would send peacekeepers" in text
    assert "not in the record" not in text


def test_without_a_record_the_ids_are_given() -> None:
    assert "(no record lies beside the model)" in " ".join(modus("zopa", PEACE).stdout.split())


def test_the_ways_are_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "ways.svg"
    result = modus("ways", PEACE, "--want", DEADLOCK, "--svg", picture, "--narrow")
    assert result.exit_code == 0, result.output
    assert 'width="390"' in picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["zopa", "cascade"])
def test_the_zone_and_the_waves_are_drawn(tmp_path: Path, command: str) -> None:
    picture = tmp_path / "drawn.svg"
    result = modus(command, PEACE, "--svg", picture)
    assert result.exit_code == 0, result.output
    assert 'width="808"' in picture.read_text(encoding="utf-8")


def test_what_china_brings_is_in_the_data() -> None:
    record = as_json("without", PEACE, "china")
    assert "Russia.consent" in record["brings"]
    assert record["others_do"]["Russia.consent"]["away"] == []


def test_defection_needs_a_circumstance_of_the_model(tmp_path: Path) -> None:
    model = tmp_path / "conflict.yaml"
    model.write_text(
        "decision_makers:\n"
        "  A: {options: {stay: keep its troops there}, preferences: [stay iff not fighting]}\n"
        "circumstances: {fighting: fighting starts again}\n",
        encoding="utf-8",
    )
    record = as_json("defection", tmp_path, "A.stay", "fighting")
    assert record["leavings"][0]["options"] == ["A.stay"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["unlock", PEACE, "--want", "A.x", "--arrangement", "1"], 2, "not both"),
        (["unlock", PEACE, "--only", "giving"], 1, "kind of change"),
        (["ways", PEACE, "--by", "jumps"], 2, "neither"),
        (["ways", PEACE, "--arrangement", "999"], 1, "there is no state 999"),
        (["without", PEACE, "Chima"], 1, "China"),
    ],
)
def test_what_cannot_be_asked_is_refused_without_a_traceback(
    modus: Run, arguments: list[str | Path], code: int, message: str
) -> None:
    result = modus(*arguments)
    assert result.returncode == code
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.stderr


def test_a_folder_without_a_model_is_answered_with_what_to_do(modus: Run, tmp_path: Path) -> None:
    result = modus("zopa", tmp_path)
    assert result.returncode == 1
    assert "modus draft" in result.stderr


def test_the_examples_of_the_page_run(tmp_path: Path) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(str(PAGE), False, optionflags=flags, globs={"folder": tmp_path})
    assert found.attempted >= 20
    assert found.failed == 0


def test_the_kinds_of_steps_of_the_page_are_those_of_the_program() -> None:
    from modusvivendi.insight.candidates import KINDS

    assert set(re.findall(r"^\| `([a-z ]+)` \|", PAGE.read_text(encoding="utf-8"), flags=re.M)) == set(KINDS)
