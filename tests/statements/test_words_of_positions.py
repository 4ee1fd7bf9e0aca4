"""The words of a position say what it is about, also where its sentence only points at it."""

from __future__ import annotations

import pytest

from modusvivendi.statements import Statement
from modusvivendi.statements.read import read
from tests.statements.invented import plain

BEFORE = (
    "The Crane Drivers' Union and the shipping company Norline met for talks on a pay deal on Monday, and an "
    "offer is on the table. "
)


def told(text: str) -> list[tuple[str, str, str]]:
    """Read sentences; give actor, stance and words of the positions in the last of them."""
    report = plain(BEFORE + text)
    last = report.body.rstrip().rfind(". ", 0, len(report.body) - 3)
    found: tuple[Statement, ...] = read(report)
    return [(s.actor, s.stance.value, s.proposal) for s in found if s.start >= last]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Norline proposed a second pier. The union is in favour.",
            ("Crane Drivers' Union", "supports", "a second pier"),
        ),
        (
            "Norline proposed a night ferry. Norway is in favour, diplomats say; Denmark has spoken out "
            "against the plan.",
            ("Denmark", "opposes", "a night ferry"),
        ),
        (
            "Norline proposed a second pier. The union gave a cautious welcome.",
            ("Crane Drivers' Union", "supports", "a second pier"),
        ),
        (
            "The union demanded a second pier. Norline had no objection in principle, a spokesman said.",
            ("Norline", "supports", "a second pier"),
        ),
        (
            "The union demanded a second pier. Norway insists on exactly that.",
            ("Norway", "demands", "a second pier"),
        ),
        (
            "A deal is near. Norline has asked for a seat on the port's new board, something the Americans "
            "reject.",
            ("United States", "opposes", "a seat on the port's new board"),
        ),
        (
            "Norway offered to mediate. The union turned the offer down.",
            ("Crane Drivers' Union", "rules_out", "accept the offer to mediate"),
        ),
        (
            "The union demanded a second pier. Norline rejected it out of hand.",
            ("Norline", "opposes", "a second pier"),
        ),
        (
            "The union offered a longer shift. Norway welcomed what it called a step in the right direction.",
            ("Norway", "supports", "a longer shift"),
        ),
        (
            "Norline demanded a ban on strikes. The Loyal Guild, the largest of the guilds that want to stay "
            "in the port, will have none of it.",
            ("Loyal Guild", "opposes", "a ban on strikes"),
        ),
    ],
)
def test_what_a_view_leaves_out_is_what_was_proposed(text: str, position: tuple[str, str, str]) -> None:
    assert position in told(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Norline contradicted a report by the Tarn Post, based on a letter from its owners, that the "
            "pier was being sold after all.",
            "the pier was being sold after all",
        ),
        (
            "Norline rejected as baseless a report, carried in August by several papers, according to which "
            "it had been buying cranes.",
            "Norline had been buying cranes",
        ),
        (
            "Norline disputed a report in the Tarn Herald, citing unnamed officials, that it had agreed to a "
            "second pier.",
            "Norline had agreed to a second pier",
        ),
        ('"There is no such study," a spokesman for Norline said.', "any such study"),
        ("Norline called the figure invented.", "the figure"),
    ],
)
def test_a_denial_is_of_what_was_claimed(text: str, words: str) -> None:
    (position,) = told(text)
    assert position == ("Norline", "denies", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The union has raised its demand: the minimum wage must now be 1,200 crowns.",
            "the minimum wage must now be 1,200 crowns",
        ),
        (
            "The union proposes a way round: the port is to enlarge its quay by 60 metres.",
            "the port is to enlarge its quay by 60 metres",
        ),
        (
            "The union is holding to its price, a cut of two cents in the toll.",
            "a cut of two cents in the toll",
        ),
        (
            "The union is now considering what it ruled out in March: a merger with the guild.",
            "a merger with the guild",
        ),
    ],
)
def test_a_demand_is_what_is_told_behind_its_name(text: str, words: str) -> None:
    assert words in [p for _, _, p in told(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "What the union would not accept, he went on, was any search of its lockers.",
            "any search of its lockers",
        ),
        ('"We cannot come and count your crates," the union\'s secretary Ada Holm said.', "count"),
        (
            "Norway would accept Denmark as a storage site only if inspectors came.",
            "Denmark as a storage site",
        ),
        (
            "The union still refuses any promise to the guards beyond the end of next year.",
            "any promise to the guards beyond the end of next year",
        ),
        (
            "Norline would in that event guarantee deliveries during the dry season as well.",
            "guarantee deliveries during the dry season",
        ),
    ],
)
def test_the_words_of_a_position_are_whole(text: str, words: str) -> None:
    assert any(words in p for _, _, p in told(text)), told(text)


def test_a_denial_ends_where_an_offer_begins() -> None:
    found = told("Norline said that it had received no request to leave but would honour one if it came.")
    assert ("Norline", "denies", "Norline had received any request to leave") in found


def test_a_plan_for_a_thing_names_the_thing() -> None:
    text = (
        "Norway has suggested a way round the dispute. Under its plan half of the fee would come from the "
        "port and half from the state."
    )
    assert ("Norway", "demands", "half of the fee come from the port and half from the state") in told(text)


def test_what_a_plan_would_have_done_says_by_whom() -> None:
    text = "Norway is mediating. Under a plan that Norway presented in April, Finland would leave the island."
    assert ("Norway", "demands", "Finland leave the island") in told(text)


def test_who_does_without_a_thing_does_not_offer_it() -> None:
    (found,) = [
        p for a, s, p in told("Norway would do without the corridor if Finland paid.") if a == "Norway"
    ]
    assert found == "do without the corridor"
