"""Refusals of less than an amount, or of more, say what a party asks for and what it would give."""

from __future__ import annotations

import pytest

from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import drafted, maker, settled


def refuses(party: str, proposal: str, what: str, start: int) -> Statement:
    return says(
        party, "rules_out", act(what, party), report="may.txt", start=start, on="2031-05-05"
    ).model_copy(update={"proposal": proposal, "sentence": f"{party} refuses to {proposal}."})


@pytest.mark.parametrize(
    ("floor", "ceiling"),
    [
        ("work fewer than 34 weeks", "pay for more than 30"),
        ("accept less than 34 weeks", "go beyond 30 weeks"),
        ("settle for less than 34 weeks", "offer more than 30 weeks"),
    ],
)
def test_a_floor_is_what_one_asks_for_and_a_ceiling_what_the_other_would_give(
    floor: str, ceiling: str
) -> None:
    conflict = drafted(refuses("Actors", floor, "work", 10), refuses("House", ceiling, "pay", 60))
    assert sorted(maker(conflict, "House").options.values()) == ["agree to 30 weeks", "agree to 34 weeks"]
    (asked_for,) = [o for o, label in maker(conflict, "House").options.items() if "34" in label]
    (offered,) = [o for o, label in maker(conflict, "House").options.items() if "30" in label]
    assert settled(conflict, "Actors") == [f"House.{asked_for}"]
    assert f"House.{offered}" in settled(conflict, "House")


def test_a_refusal_without_a_bound_stays_one() -> None:
    conflict = drafted(
        says("Actors", "demands", act("hold-vote", "House")), says("House", "rules_out", "hold-vote")
    )
    assert settled(conflict, "House") == ["not House.vote"]
