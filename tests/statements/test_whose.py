"""Whose position it is: the ways in which news leads an office, a name or a description back to a party."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from modusvivendi.statements.read import read
from modusvivendi.statements.rules.reader import read_all_by_rules
from modusvivendi.statements.statement import Statement
from tests.statements.invented import plain

STORIES: list[dict[str, Any]] = [
    story
    for name in ("whose.yaml", "referring.yaml")
    for story in YAML(typ="safe").load(Path(__file__).with_name(name))
]
CASES = [
    (story["opening"], party, sentence)
    for story in STORIES
    for party, sentences in story["parties"].items()
    for sentence in sentences
]
REPORTS = [plain(f"{opening}\n\n{sentence}") for opening, _, sentence in CASES]


@cache
def statements() -> Sequence[Sequence[Statement]]:
    """Read all reports together, which is quicker; not while tests are collected, which every worker does."""
    return read_all_by_rules([(report, None, ()) for report in REPORTS])


@pytest.mark.parametrize("number", range(len(CASES)), ids=[sentence for _, _, sentence in CASES])
def test_the_position_is_the_partys(number: int) -> None:
    _, party, sentence = CASES[number]
    at = REPORTS[number].body.index(sentence)
    assert {s.actor for s in statements()[number] if s.start >= at} == {party}


def held(text: str) -> set[tuple[str, str]]:
    (found,) = read_all_by_rules([(plain(text), None, ())])
    return {(s.actor, s.stance.value) for s in found}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("South Australia opposes the deal on sanctions and tariffs.", "South Australia"),
        ("New Caledonia's leaders rejected the deal on sanctions and tariffs.", "New Caledonia"),
        (
            "The province of Norra and Brandt Energy are in talks. Brandt Energy rejected the deal.",
            "Brandt Energy",
        ),
        (
            "The Reform Alliance of Pieter Vaan and the Farmers' Party are in coalition talks on a deal. "
            "Vaan is a patient man. The Alliance rejected the deal.",
            "Reform Alliance",
        ),
    ],
)
def test_a_name_ends_where_it_ends(text: str, actor: str) -> None:
    assert actor in {who for who, _ in held(text)}


def test_what_a_letter_says_is_what_its_writer_says() -> None:
    found = held(
        "Tarn Logistics and the Drivers' Union are in talks on a strike and a pay deal. In a letter to "
        "staff, Tarn Logistics said the strike was a mistake. Sunday shifts would never be given up, the "
        "letter says."
    )
    assert ("Tarn Logistics", "rules_out") in found


def test_a_life_told_holds_no_positions() -> None:
    assert not held(
        "Arne Holm, who has died aged 88, was born in Bergen, a union official's son. After school he was "
        "offered a place at the ministry and turned it down. In 1971 he mediated in the dock strike and "
        "proposed a settlement that both sides had rejected. He married twice, and demanded of his students "
        "that they write by hand. He retired in 1990 and refused an honour. He is survived by a grandchild, "
        "who threatens to publish his memoir, and by the widow of his brother, with whom he disagreed about "
        "the treaty, sanctions, tariffs, the ceasefire and the coalition."
    )


def test_somebody_named_behind_a_description_has_the_office_before_it() -> None:
    report = plain(
        "Norline and the Dockers' Union are in talks on a pay deal. Norline offered 4 per cent. Its chief "
        "negotiator, a former crane driver named Ada Holm, said the company would go up to 5 per cent. Holm "
        "called the union's offer a basis. The company would sign for 5 per cent, Holm said."
    )
    assert {(s.actor, s.speaker) for s in read(report) if s.speaker} == {("Norline", "Ada Holm")}


def test_what_a_law_knows_of_says_nothing() -> None:
    report = plain(
        "Sarmia and the Tolm Front are in talks on a truce. Autonomy for Tolm is out of the question, "
        "however: the constitution, Sarmia's minister Celso Maca noted, knows only provinces."
    )
    assert [s.actor for s in read(report)] == ["Sarmia"]


def test_a_capital_beside_its_name_is_no_party() -> None:
    report = plain(
        "Leskia and the Ridge Volunteers are in talks on a truce deal. Leskia's foreign minister left. The "
        "Volunteers demand an amnesty. In Tallen, the Leskian capital, the government says it can offer "
        "pensions but not immunity."
    )
    assert [s.actor for s in read(report)] == ["Ridge Volunteers", "Leskia", "Leskia"]
