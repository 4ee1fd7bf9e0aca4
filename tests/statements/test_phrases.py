"""A thesaurus of offering, demanding, refusing and the like: each phrase of ``phrases.yaml`` its stance."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from modusvivendi.statements.rules.reader import read_all_by_rules
from tests.statements.invented import plain
from tests.statements.test_stances import MATTER

STRIKE = (
    "The Dockers' Guild and the port operator Havnia resumed talks on a new contract in Nordhavn on Tuesday, "
    "with the city of Nordhavn as mediator.\n\nThe guild demands a pay rise of 8 per cent. Havnia has "
    "rejected the demand, its chief executive Dov Harlan said.\n\n"
)
IN_STRIKE = ("Havnia", "guild", "Harlan")
PHRASES: dict[str, list[str]] = YAML(typ="safe").load(
    (Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8")
)


@cache
def stances() -> dict[str, list[str]]:
    """Give the stances read in each sentence; all are parsed together, which is quicker."""
    sentences = [one for many in PHRASES.values() for one in many]
    reports = [plain((STRIKE if any(w in s for w in IN_STRIKE) else MATTER) + s) for s in sentences]
    read = read_all_by_rules([(report, None, ()) for report in reports])
    return {
        sentence: [s.stance.value for s in found if s.start >= report.body.index(sentence)]
        for sentence, report, found in zip(sentences, reports, read, strict=True)
    }


@pytest.mark.parametrize("stance", PHRASES)
def test_each_phrase_states_its_stance_and_nothing_else(stance: str) -> None:
    wanted = [set(one.split("/")) for one in stance.split(",")] if stance != "nothing" else []
    wrong = {
        sentence: stances()[sentence]
        for sentence in PHRASES[stance]
        if len(stances()[sentence]) != len(wanted)
        or not all(any(found in one for found in stances()[sentence]) for one in wanted)
    }
    assert wrong == {}
