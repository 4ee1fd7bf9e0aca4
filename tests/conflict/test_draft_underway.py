"""Talks that go on are asked of nobody; what they are to be about is an act of its own."""

from __future__ import annotations

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.draft.record import Record
from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import asked, drafted, settled

TALKS = "hold-talks"


def offer(sentence: str, condition: str = "if the union will talk about the cranes") -> Statement:
    s = says(
        *("Port", "offers", "raise-pay"),
        given=act(TALKS, "Union"),
        condition=condition,
        on="2031-05-19",
        report="june.txt",
    )
    return s.model_copy(update={"sentence": sentence})


def questions(conflict: Conflict) -> list[str]:
    return [text for dm in conflict.decision_makers for text in asked(conflict, dm.key)]


def test_what_talks_that_go_on_should_be_about_is_no_entering_of_talks() -> None:
    said = "“We will pay if the union will talk about the cranes,” it said on the third day of talks."
    conflict = drafted(offer(said))
    assert questions(conflict) == ["Would the Union talk about the cranes?"]
    assert settled(conflict, "Port")[0] == "Port.pay iff Union.talk_crane"


def test_where_no_talks_go_on_talking_about_a_thing_is_entering_talks() -> None:
    conflict = drafted(offer("The port said it would pay if the union would talk about the cranes."))
    assert questions(conflict) == ["Would the Union enter talks?"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The port raised its offer on the second day of mediation.",
        "Emerging from talks with the union, the port raised its offer.",
        "The port, back at the negotiating table with the union, raised its offer.",
    ],
)
def test_a_call_for_talks_is_met_once_its_party_is_in_them(sentence: str) -> None:
    call = says("Port", "demands", act(TALKS, "Union"), on="2031-05-05", report="may.txt")
    later = says("Port", "offers", "raise-pay", on="2031-05-19", report="june.txt").model_copy(
        update={"sentence": sentence}
    )
    assert [(x.statement.id, x.by.id) for x in Record([call, later]).superseded] == [(call.id, later.id)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The port raised its offer but ruled out a second day of mediation.",
        "There have been no talks with the union since April, the port said, raising its offer.",
        "The port would raise its offer if talks with the union were held.",
    ],
)
def test_a_call_stands_where_no_talks_go_on(sentence: str) -> None:
    call = says("Port", "demands", act(TALKS, "Union"), on="2031-05-05", report="may.txt")
    later = says("Port", "offers", "raise-pay", on="2031-05-19", report="june.txt").model_copy(
        update={"sentence": sentence}
    )
    assert not Record([call, later]).superseded
