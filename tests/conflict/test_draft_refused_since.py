"""What a party considers, and has since refused in other words: the question says both."""

from __future__ import annotations

import pytest

from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import asked, drafted, reasons

PITCH = act("allow-pitch", "Guild", label="allow the pitch")
TRADERS_PITCH = act("allow-pitch", "Guild", label="allow the traders' pitch")


def weighed(on: str | None = "2031-03-03") -> list[Statement]:
    """The guild weighs a pitch on which the weavers' return hangs."""
    return [
        says("Guild", "considers", PITCH, on=on, start=10),
        says("Weavers", "offers", "keep-agreement", given=TRADERS_PITCH, on=on, start=90),
    ]


def refused(
    label: str = "lift the ban on expelled traders", on: str | None = "2031-03-12", actor: str = "Guild"
) -> Statement:
    what = act(label.replace(" ", "-"), actor, label=label)
    return says(actor, "rules_out", what, on=on, report="south.txt")


def test_a_later_refusal_near_it_is_told_in_the_question() -> None:
    no = refused()
    conflict = drafted(*weighed(), no)
    ((text, question),) = asked(conflict, "Guild").items()
    assert text.startswith("Would the Guild allow the pitch, which it was reported to consider")
    assert "lift the ban on expelled traders" in text
    assert question.rule == "contradiction"
    assert no.id in question.evidence
    (against,) = question.answers["no"]
    assert against.evidence == (no.id,)
    assert against.assumption
    assert not reasons(conflict, no)


def test_what_was_refused_before_it_was_weighed_is_none() -> None:
    conflict = drafted(*weighed(), refused(on="2031-02-01"))
    assert list(asked(conflict, "Guild")) == ["Would the Guild allow the pitch?"]


@pytest.mark.parametrize("on", [None, "2031-03-03"])
def test_where_the_days_do_not_tell_which_came_later_neither_is_said_to(on: str | None) -> None:
    conflict = drafted(*weighed(), refused(on=on))
    assert list(asked(conflict, "Guild")) == ["Would the Guild allow the pitch?"]


@pytest.mark.parametrize(
    "label", ["keep the pitch closed to traders", "close the traders' gate", "pay for a new roof"]
)
def test_refusing_the_opposite_or_something_else_is_no_refusal_of_it(label: str) -> None:
    conflict = drafted(*weighed(), refused(label))
    assert list(asked(conflict, "Guild")) == ["Would the Guild allow the pitch?"]


def test_the_refusal_of_another_party_is_none() -> None:
    conflict = drafted(*weighed(), refused(actor="Butchers"))
    assert list(asked(conflict, "Guild")) == ["Would the Guild allow the pitch?"]


def test_what_it_had_refused_when_it_began_to_weigh_it_and_refuses_again_is_near() -> None:
    past = says(
        *("Guild", "rules_out", act("trader", "Guild", label="agree to readmitting expelled traders")),
        earlier=True,
        start=20,
    ).model_copy(update={"proposal": "readmitting expelled traders"})
    no = refused("end the ban on expelled traders")
    weighs, offer = weighed()
    plain = act("allow-pitch", "Guild", label="allow the pitch")
    conflict = drafted(past, weighs, offer.model_copy(update={"condition_acts": (plain,)}), no)
    (text,) = asked(conflict, "Guild")
    assert "end the ban on expelled traders" in text
