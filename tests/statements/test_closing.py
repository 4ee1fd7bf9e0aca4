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


def test_nor_is_it_an_object_of_the_second_of_two_verbs() -> None:
    told = "no longer insists on an open harbour all night and would settle for six hours"
    report = plain(f"The Pilots' Guild {told}, its chairwoman, Una Frost, told this newspaper on Monday.")
    found = {(s.actor, s.speaker, s.proposal) for s in read(report)}
    assert ("Pilots' Guild", "Una Frost", "settle for six hours") in found


@pytest.mark.parametrize(
    "who", ["its chair, Una Frost, said", "Una Frost, its chair, said", "its chair Una Frost said"]
)
def test_nor_of_its_condition(who: str) -> None:
    report = plain(BEFORE + f"The Pilots' Guild would pay the levy if the crews were paid first, {who}.")
    assert [s.condition for s in read(report)] == ["if the crews were paid first"]
