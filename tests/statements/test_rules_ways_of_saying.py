"""Ways of saying a position that name it by no word of its own, and what only looks like one."""

from __future__ import annotations

from functools import cache

import pytest

from modusvivendi.reports.load import parse
from modusvivendi.statements import Statement
from modusvivendi.statements.rules.reader import read_all_by_rules

ABOUT = (
    "Norway and Sweden are in talks on a fishing treaty. The Dockers' Union is in dispute with the port "
    "operator Harbour Lines.\n\n"
)
FOR, AGAINST = {"offers", "supports", "considers"}, {"opposes", "rules_out", "denies"}
SAID: dict[str, list[tuple[str, set[str]]]] = {
    # what a clause or sentence leaves out
    "Sweden would sign the treaty; Norway would not.": [("Sweden", FOR), ("Norway", AGAINST)],
    "Sweden would sign the treaty, and so would Norway.": [("Sweden", FOR), ("Norway", FOR)],
    "Sweden is ready to sign. So is Norway.": [("Sweden", FOR), ("Norway", FOR)],
    "Sweden is ready to sign. Norway is not.": [("Sweden", FOR), ("Norway", AGAINST)],
    # bargains without if
    '"Take it off our hands and we sign tomorrow," the union\'s leader said.': [("Dockers' Union", FOR)],
    '"Another lie and we are on strike," the union\'s leader said.': [("Dockers' Union", {"warns"})],
    '"One more lorry and the bridge closes," the union\'s leader said.': [("Dockers' Union", {"warns"})],
    # a few words, in an order
    '"Water first, lawyers later," the union\'s leader said.': [("Dockers' Union", {"demands"})],
    '"Finance or nothing," the union\'s leader said.': [("Dockers' Union", {"demands"})],
    '"Not one euro less for our members," the union\'s leader said.': [("Dockers' Union", AGAINST)],
    # nouns
    "Norwegian resistance to the quota is growing.": [("Norway", AGAINST)],
    "Support for the treaty came from Norway.": [("Norway", FOR)],
    "The plan has Norway's blessing.": [("Norway", FOR)],
    "Norway's red line is a quota of 40,000 tonnes.": [("Norway", AGAINST)],
    # what others have to do
    "Norway expects Sweden to move first.": [("Norway", {"demands"})],
    "Norway is waiting for Sweden to lift its ban.": [("Norway", {"demands"})],
    "The union is looking for a guarantee of four years.": [("Dockers' Union", {"demands"})],
    # tit for tat
    "Norway would answer any tariff with a tariff of its own.": [("Norway", {"warns"})],
    "Norway vowed to match every Swedish tariff with one of its own.": [("Norway", {"warns"})],
    "Norway will go to the tribunal, its minister said.": [("Norway", {"warns"})],
    # refusals
    "The union is not minded to do so.": [("Dockers' Union", AGAINST)],
    "The union is not interested.": [("Dockers' Union", AGAINST)],
    "Nobody in the union is prepared to sign.": [("Dockers' Union", AGAINST)],
    "Four per cent is not something the union can accept.": [("Dockers' Union", AGAINST)],
    "The quota met with a flat no from Norway.": [("Norway", AGAINST)],
    "The union no longer objects.": [("Dockers' Union", FOR)],
    "Under the draft, Norway would open its ports and pay for the patrols.": [("Norway", FOR)],
    # no positions
    "The two sides could not agree on a date.": [],
    "Few in Norway believe in a deal.": [],
    "Harbour Lines offers customers a choice of sixty routes.": [],
}


@cache
def read() -> dict[str, tuple[Statement, ...]]:
    reports = [parse(f"Talks go on\n\n{ABOUT}{s}".encode(), f"n{i}.txt") for i, s in enumerate(SAID)]
    return dict(zip(SAID, read_all_by_rules([(r, None, ()) for r in reports]), strict=True))


@pytest.mark.parametrize("sentence", SAID)
def test_it_is_read_as_what_it_states(sentence: str) -> None:
    found = read()[sentence]
    assert len(found) >= len(SAID[sentence])
    for actor, stances in SAID[sentence]:
        assert any(s.actor == actor and s.stance.value in stances for s in found), found
    assert SAID[sentence] or not found


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ('"Take it off our hands and we sign tomorrow," the union\'s leader said.', "Take it off our hands"),
        ('"Another lie and we are on strike," the union\'s leader said.', "Another lie"),
    ],
)
def test_the_first_half_of_a_bargain_is_its_condition(sentence: str, condition: str) -> None:
    assert [s.condition for s in read()[sentence]] == [condition]


def held(text: str) -> set[tuple[str, str]]:
    (found,) = read_all_by_rules([(parse(text.encode(), "note.txt"), None, ())])
    return {(s.actor, s.stance.value) for s in found}


BRIEFING = """Ministry of Fisheries, Norway
3 May 2026

Press briefing

QUESTION: Would you accept a quota?

MS HOLM: Not in that form. We are ready to talk about ports. What we are not going to do is pay.

QUESTION: Sweden says it will close its ports. Are you ready to respond?

MS HOLM: Certainly. If they do, we will go to the tribunal.
"""


def test_at_a_briefing_whoever_answers_speaks_for_who_holds_it() -> None:
    found = held(BRIEFING)
    assert {("Norway", "rules_out"), ("Norway", "offers"), ("Norway", "warns")} <= found
    assert {actor for actor, _ in found} == {"Norway", "Sweden"}


BULLETIN = """The Quay
News for members of the Dockers' Union
3 May 2026

Where the talks are

We met Harbour Lines on Monday. It offered 2 per cent and wants longer shifts. We rejected both.

We would sign for 4 per cent. If there is no better offer by Friday, we shall strike.
"""


def test_in_a_bulletin_we_are_the_body_that_publishes_it() -> None:
    assert {("Dockers' Union", "offers"), ("Dockers' Union", "warns")} <= held(BULLETIN)


def test_an_answer_is_of_who_was_quoted_before_the_question() -> None:
    text = (
        "Talks go on\n\n"
        + ABOUT
        + '"We want a treaty," Norway\'s minister Ada Holm said. A quota? Out of the question. '
        "A fund? Possibly.\n"
    )
    assert {("Norway", "rules_out"), ("Norway", "considers")} <= held(text)


def test_a_name_and_a_colon_say_whose_notes_follow() -> None:
    text = (
        "Talks go on\n\n"
        + ABOUT
        + "Norway: ready to sign. Would pay for the patrols if Sweden lifts its ban.\n"
    )
    assert ("Norway", "offers") in held(text)
