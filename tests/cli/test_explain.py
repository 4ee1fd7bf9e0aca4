"""``modus explain``: concepts in plain words, and why a state of a conflict is stable or not."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import modusvivendi as mv
from modusvivendi.cli.app import app
from modusvivendi.cli.explain import find_party, find_state
from modusvivendi.errors import ModusError
from modusvivendi.stability import COALITION, CONCEPTS
from modusvivendi.stability.concepts import REFINED
from modusvivendi.stability.definitions import any_concept
from tests.cli.conftest import Run

EXAMPLES = Path(str(resources.files("modusvivendi.examples")))
CUBA = EXAMPLES / "cuban-missile-crisis" / "conflict.yaml"
ELMIRA = EXAMPLES / "elmira" / "conflict.yaml"
PEACE = EXAMPLES / "peacekeeping-model" / "conflict.yaml"
GISBORNE = EXAMPLES / "gisborne" / "conflict.yaml"


def modus(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, arguments)], terminal_width=80)


def as_json(*arguments: object) -> Any:
    result = modus(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("key", [*CONCEPTS, *COALITION, "l1", "l3", *REFINED, "smr@3", "gmr-strong-c"])
def test_every_concept_is_explained_with_its_words_definition_variant_and_source(key: str) -> None:
    result = modus(key)
    assert result.exit_code == 0, result.output
    found, said = any_concept(key), flat(result.stdout)
    for part in (found.label, found.name, found.meaning, found.variant[1:], found.reference, "stable for"):
        assert flat(part) in said
    record = as_json(key.upper())
    assert record["key"] == key
    assert flat(record["definition"]) in said
    assert record["symbols"]
    for symbol, meaning in record["symbols"].items():
        assert flat(f"{symbol} {meaning}") in said
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_a_concept_is_found_by_its_full_name_too() -> None:
    assert as_json("Symmetric Metarationality")["key"] == "smr"
    assert as_json("rationality")["key"] == "nash"


def test_relations_are_said_both_ways() -> None:
    assert "What is stable under Nash and SSEQ is stable under it." in flat(modus("smr").stdout)
    assert as_json("gmr")["implied_by"] == ["nash", "smr", "seq", "sseq"]


def test_without_argument_the_concepts_are_listed() -> None:
    result = modus()
    assert result.exit_code == 0
    assert all(found.name in result.stdout for found in (CONCEPTS | COALITION | REFINED).values())
    assert [found["key"] for found in as_json()] == [*CONCEPTS, *COALITION, *REFINED]


def test_a_deterred_party_stays_and_the_witness_is_told_as_data_and_in_words() -> None:
    found = as_json(CUBA, "US.blockade,USSR.withdraw", "US", "--concept", "nash,seq")
    assert found["state"] == {"number": 7, "code": 6, "taken": ["US.blockade", "USSR.withdraw"]}
    assert found["equilibrium"] == {"nash": False, "seq": True}
    nash, seq = found["explanations"]
    assert (nash["stable"], nash["why"], nash["undeterred"]) == (False, None, [4])
    assert (seq["stable"], seq["why"]) == (True, "feared")
    assert seq["answers"] == [{"improvement": 4, "steps": [{"decision_maker": "USSR", "state": 0}]}]
    assert seq["sentence"].startswith("United States could improve on this state by dropping US.blockade.")


def test_the_explanations_agree_with_the_verdicts_of_every_state_and_party() -> None:
    analysis = mv.solve(mv.Conflict.load(CUBA))
    for number in range(1, 13):
        found = as_json(CUBA, number)
        assert len(found["explanations"]) == 2 * 4
        for each in found["explanations"]:
            row = analysis.names.index(each["decision_maker"])
            assert each["stable"] == bool(analysis.stable(each["concept"])[row, number - 1])


def test_concepts_with_the_same_sentence_are_told_together_and_other_parties_left_out() -> None:
    said = modus(ELMIRA, "5").stdout
    assert "State 5 (code 4): delay and insist" in said
    assert "It is an equilibrium under Nash, GMR, SMR, SEQ." in said
    assert said.count("Nash, GMR, SMR, SEQ: stable.") == 3
    said = modus(ELMIRA, "5", "uniroyal").stdout
    assert said.count("stable.") == 1
    assert "Local government" not in said


def test_an_interpretation_can_be_chosen() -> None:
    economy, environment = (
        as_json(GISBORNE, "code:3", "--interpretation", f"q1={answer}", "--concept", "nash")
        for answer in ("economy", "environment")
    )
    assert economy["equilibrium"]["nash"]
    assert not environment["equilibrium"]["nash"]
    assert environment["interpretation"] == "q1=environment"


@pytest.mark.parametrize(
    ("written", "code"),
    [("1", 0), ("12", 11), ("code:11", 11), ("CODE: 4", 4), ("status-quo", 0), ("none", 0), ("[]", 0),
     ("US.blockade", 2), (" US.blockade , USSR.withdraw ", 6), ("[US.air_strike, US.blockade]", 3)],
)  # fmt: skip
def test_a_state_can_be_written_in_many_ways(written: str, code: int) -> None:
    assert find_state(mv.Conflict.load(CUBA), written) == code


def test_all_options_and_names_with_spaces_are_understood() -> None:
    assert find_state(mv.Conflict.load(PEACE), "all") == 127
    conflict = mv.Conflict.from_ranks(
        options={"United Kingdom": ["troops"]}, ranks={"United Kingdom": [0, 1]}
    )
    assert find_state(conflict, "United Kingdom.troops") == 1
    assert find_state(conflict, '"United Kingdom".troops') == 1
    elmira = mv.Conflict.load(ELMIRA)
    assert find_state(elmira, "abandon") == 8
    assert find_state(elmira, "status quo") == 0


@pytest.mark.parametrize(
    ("path", "written", "said"),
    [
        (CUBA, "US.blokade", "did you mean US.blockade?"),
        (CUBA, "13", "they count from 1 to 12"),
        (CUBA, "0", "they count from 1 to 12"),
        (CUBA, "9" * 400, "they count from 1 to 12"),
        (CUBA, "code:12", "infeasible is: USSR.withdraw and USSR.escalate"),
        (CUBA, "code:16", "they are below 16"),
        (CUBA, "code:" + "9" * 400, "they are below 16"),
        (CUBA, "all", "is infeasible"),
        (CUBA, "Cuba.revolt", "there is no decision maker Cuba"),
        (ELMIRA, "abandoned", "did you mean abandon?"),
        (ELMIRA, "none", "give its name or its number"),
        (ELMIRA, "code:9", "below 9"),
    ],
)
def test_what_is_no_state_is_refused_with_what_is_near(path: Path, written: str, said: str) -> None:
    with pytest.raises(ModusError, match=re.escape(said)):
        find_state(mv.Conflict.load(path), written)


def test_a_conflict_that_does_not_tell_its_status_quo_says_so() -> None:
    graph = {"states": ["a", "b"], "decision_makers": {"X": {"moves": [["a", "b"]], "ranking": ["a", "b"]}}}
    with pytest.raises(ModusError, match="does not tell its status quo"):
        find_state(mv.Conflict.loads(json.dumps(graph)), "status-quo")


def test_a_party_is_found_by_key_or_name_in_any_case() -> None:
    conflict = mv.Conflict.load(PEACE)
    assert find_party(conflict, "coalition of the WILLING") == find_party(conflict, "Coalition")
    with pytest.raises(ModusError, match="did you mean Russia"):
        find_party(conflict, "Rusia")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["smrr"], 1, "did you mean smr"),
        (["missing.yaml", "1"], 1, "missing.yaml"),
        ([str(CUBA), "1", "USA"], 1, "did you mean US?"),
        ([str(CUBA), "1", "--interpretation", "q9=x"], 1, "q9"),
        ([str(CUBA)], 2, "say which state"),
        (["missing.yaml"], 2, "say which state"),
        ([str(CUBA), "1", "--concept", "sec"], 2, "did you mean"),
        ([str(CUBA), "1", "--concept", "cseq"], 2, 'name one, as in "A,B"'),
        ([str(CUBA), "1", "US,USR"], 1, "did you mean USSR or US?"),
        ([str(CUBA), "1", "US,USSR", "--concept", "sim"], 2, "no coalition concept called 'sim'"),
    ],
)
def test_bad_input_is_told_without_a_traceback(
    modus: Run, arguments: list[str], code: int, said: str
) -> None:
    result = modus("explain", *arguments)
    assert result.returncode == code
    assert said in flat(result.stderr.replace("│", " "))
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
