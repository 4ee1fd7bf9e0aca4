"""Sentences that end with who said so, as reporters write it."""

from __future__ import annotations

import pytest

from modusvivendi.statements.read import read
from tests.statements.invented import plain

BEFORE = (
    "The Port Authority and the Pilots' Guild resumed negotiations on the levy on Tuesday and are to meet "
    "again next week. "
)


@pytest.mark.parametrize(
    "who",
    [
        "its chair, Una Frost, said",
        "Una Frost, its chair, said",
        "its chair Una Frost said",
        "a spokeswoman, Una Frost, said on Monday",
        "the head of its legal department, Una Frost, said",
        "said its chair, Una Frost",
    ],
)
def test_who_closes_a_sentence_is_no_part_of_the_position(who: str) -> None:
    report = plain(BEFORE + f"The Pilots' Guild rejects the levy, {who}.")
    found = [(s.actor, s.proposal) for s in read(report) if "levy" in s.proposal]
    assert found == [("Pilots' Guild", "the levy")]


@pytest.mark.parametrize(
    "who", ["its chair, Una Frost, said", "Una Frost, its chair, said", "its chair Una Frost said"]
)
def test_nor_of_its_condition(who: str) -> None:
    report = plain(BEFORE + f"The Pilots' Guild would pay the levy if the crews were paid first, {who}.")
    assert [s.condition for s in read(report)] == ["if the crews were paid first"]
