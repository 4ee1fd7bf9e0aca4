"""Each statement as a sceptic checks it: whose it is, its stance, its words, its condition, its source."""

from __future__ import annotations

import pytest

from modusvivendi.reports.report import Block, BlockKind, Report
from modusvivendi.statements.rules.reader import read_all_by_rules
from modusvivendi.statements.statement import Statement

PORT = (
    "The Dockers' Guild and the port operator Havnia resumed talks on a new contract in Nordhavn on Tuesday. "
    "The guild demands a pay rise of 8 per cent. Havnia has rejected the demand, its chief executive, Dov "
    "Harlan, said."
)
STATES = (
    "Officials from Norvane and Quell met on Monday for talks on the Sorn river. Norvane's foreign minister, "
    "Ada Brandt, and her Quellian counterpart, Piet Rowe, left without a deal."
)


def report(*paragraphs: str, title: str = "Talks go on", **known: str) -> Report:
    body = "\n\n".join((title, *paragraphs))
    blocks, at = [Block(start=0, end=len(title), kind=BlockKind.TITLE)], len(title) + 2
    for paragraph in paragraphs:
        blocks.append(Block(start=at, end=at + len(paragraph), kind=BlockKind.PARAGRAPH))
        at += len(paragraph) + 2
    return Report(name="note.txt", body=body, sha256="", title=title, blocks=tuple(blocks), **known)


def told(one: Statement) -> str:
    words = f"{one.actor} {one.stance.value}: {one.proposal}"
    return words if one.condition is None else f"{words}, {one.condition}"


def of_last(*paragraphs: str, title: str = "Talks go on") -> list[Statement]:
    """Read the statements of the last paragraph."""
    page = report(*paragraphs, title=title)
    (found,) = read_all_by_rules([(page, None, ())], regardless=lambda _: True)
    begins = page.body.rindex(paragraphs[-1])
    return [s for s in found if s.start >= begins]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # what is refused is a refusal
        (
            "Havnia refused to rule out a lockout.",
            ["Havnia considers: a lockout"],
        ),
        (
            "The guild refused, however, to exclude a compromise.",
            ["Dockers' Guild considers: a compromise"],
        ),
        ("Havnia declined to rule out job cuts.", ["Havnia considers: job cuts"]),
        # words
        ("Havnia said it would waive the mooring fee.", ["Havnia offers: waive the mooring fee"]),
        (
            "The guild turned down the offer by 412 votes to 37.",
            ["Dockers' Guild rules_out: the offer"],
        ),
        (
            "The guild rejected the offer by a majority of two thirds.",
            ["Dockers' Guild rules_out: the offer"],
        ),
        (
            "Havnia is not in a position to pay more, but Harlan promised a bonus.",
            ["Havnia rules_out: pay more", "Havnia offers: a bonus"],
        ),
        ("The guild wants no part in the sale.", ["Dockers' Guild rules_out: part in the sale"]),
        (
            "Havnia accepts a pause of ninety days, not the six months the guild asked for.",
            ["Havnia offers: a pause of ninety days"],
        ),
        ("Havnia would compromise on overtime.", ["Havnia offers: compromise on overtime"]),
        ("The guild will not give way on pensions.", ["Dockers' Guild rules_out: give way on pensions"]),
        ("Havnia backed down on the night shift.", ["Havnia offers: back down on the night shift"]),
        (
            "The guild softened its stance on overtime.",
            ["Dockers' Guild offers: soften its stance on overtime"],
        ),
        (
            "Havnia will have nothing to do with a levy.",
            ["Havnia rules_out: have anything to do with a levy"],
        ),
        ("The guild agreed to refrain from strikes.", ["Dockers' Guild offers: refrain from strikes"]),
        # what has been done, or is only laid down, is no position
        ("The guild has considered the offer with its lawyers.", []),
        ("Under the rules Havnia must announce by Friday whether it has any intention to sell.", []),
        # threats
        (
            "If there is no progress by Friday, the guild will ballot for a one-day strike.",
            ["Dockers' Guild warns: ballot for a one-day strike, If there is no progress by Friday"],
        ),
        (
            "Unless Havnia moves, we shall call out the crane drivers, guild leader Oona Marsh said.",
            ["Dockers' Guild warns: call out the crane drivers, Unless Havnia moves"],
        ),
        # what others would make of somebody is nobody's position
        ("Havnia can be won over with a subsidy.", []),
        ("A seat on the board might make it easier for the guild to accept 6 per cent.", []),
        # who comes for somebody is not for them
        ('"If they come for our pensions, they come for us all," guild leader Oona Marsh said.', []),
        # exchange
        (
            "The guild would resume work for 5 per cent and no Sunday shifts.",
            ["Dockers' Guild offers: resume work, for 5 per cent and no Sunday shifts"],
        ),
        (
            "Havnia would accept 6 per cent, but only for two years and with a no-strike clause.",
            ["Havnia offers: 6 per cent, only for two years and with a no-strike clause"],
        ),
        (
            "Havnia would look at a bonus once the accounts are closed, and not sooner, Harlan said.",
            ["Havnia considers: a bonus, once the accounts are closed, and not sooner"],
        ),
        (
            "Havnia offers 3 per cent from May, with a further 1 per cent if traffic grows.",
            ["Havnia offers: 3 per cent from May", "Havnia offers: a further 1 per cent, if traffic grows"],
        ),
        # who calls something unacceptable
        ("Harlan called this unacceptable.", ["Havnia opposes: a pay rise of 8 per cent"]),
        ("Harlan called the demand unacceptable.", ["Havnia opposes: a pay rise of 8 per cent"]),
    ],
)
def test_of_a_port(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected
