"""What *do so*, *one* and *such a plan* stand for, and verbs that the parse hides."""

from __future__ import annotations

import pytest

from modusvivendi.statements.read import read
from tests.statements.invented import plain

QUAY = (
    "The Dockers' Guild and the port operator Havnia resumed talks on a new contract in Nordhavn on Tuesday, "
    "with the city of Nordhavn as mediator.\n\nThe guild demands a pay rise of 8 per cent. Havnia has "
    "rejected the demand, its chief executive Dov Harlan said.\n\n"
)


def said(text: str) -> list[str]:
    report = plain(QUAY + text)
    return [
        f"{s.actor} {s.stance.value}: {s.proposal}"
        for s in read(report)
        if s.start >= report.body.index(text)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Havnia asked the guild to give up overtime. The guild is not inclined to.",
            "Dockers' Guild rules_out: give up overtime",
        ),
        (
            "Havnia would reopen the quay if the guild ended its strike. The guild refuses to do so.",
            "Dockers' Guild rules_out: end its strike",
        ),
        ("Havnia stopped short of ruling out a bonus.", "Havnia considers: a bonus"),
        ("Havnia would close the yard rather than pay a bonus.", "Havnia rules_out: pay a bonus"),
        ("Havnia considers the matter closed.", "Havnia rules_out: the matter"),
        (
            "Havnia demands guarantees that the strike will not be repeated.",
            "Havnia demands: guarantees that the strike will not be repeated",
        ),
        (
            "Havnia's largest customer, Corv Shipping, which owns nine cranes, called on the guild to talk.",
            "Corv Shipping demands: talk",
        ),
        ("The mediation of the city both sides accepted.", "Havnia offers: the mediation of the city"),
        (
            "Havnia has made a ballot a condition of any bonus.",
            "Havnia demands: a ballot",
        ),
    ],
)
def test_what_is_only_pointed_at_or_hidden_by_the_parse_is_read(text: str, wanted: str) -> None:
    assert wanted in said(text)


def test_what_others_need_not_agree_to_is_not_their_refusal() -> None:
    found = said("Havnia will halve the night shifts whether or not the guild agrees.")
    assert not any(one.startswith("Dockers' Guild") for one in found)
