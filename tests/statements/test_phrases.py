"""A thesaurus of offering, demanding, refusing and the like: each phrase of ``phrases.yaml`` its stance."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from modusvivendi.reports import load
from modusvivendi.statements.read import read
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


LISTS = """Kystposten, 3 March 2026

Talks resume in Nordhavn

The Dockers' Guild and the port operator Havnia resumed talks on a new contract and the strike in Nordhavn on
Tuesday. The employers rejected the last offer and a ballot is due.

The guild demands:

- a pay rise of eight per cent for all the dockers and crane drivers from the first of May
- an end to night shifts in the container terminal before the summer holidays begin

Havnia offers:

- four per cent over two years with a further one per cent for those on night shifts

What does the guild want besides?
Two things, set out in a letter to members:
- a hall of its own on the quay, with a canteen
- a seat on the board of the terminal company
"""


def test_the_points_of_a_list_are_of_whom_its_heading_or_its_question_names(tmp_path: Path) -> None:
    file = tmp_path / "lists.txt"
    file.write_text(LISTS, encoding="utf-8")
    listed = [(s.actor, s.stance.value, s.proposal.split()[0]) for s in read(load(file)) if s.rule == "list"]
    assert listed == [
        ("Dockers' Guild", "demands", "a"),
        ("Dockers' Guild", "demands", "an"),
        ("Havnia", "offers", "four"),
        ("Dockers' Guild", "demands", "a"),
        ("Dockers' Guild", "demands", "a"),
    ]
