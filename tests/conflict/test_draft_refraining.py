"""Offers to refrain, and what is wanted in return of nobody by name."""

from __future__ import annotations

from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import answers, asked, drafted, maker, settled

SANCTIONS = act("impose-sanctions", "Aldania")


def held_off() -> tuple[Statement, ...]:
    return (
        says(
            *("Aldania", "offers", act("impose-sanctions", "Aldania", negated=True)),
            given=act("admit-inspectors", "Borsk"),
        ),
        says(
            *("Aldania", "warns", "impose-sanctions"),
            given=act("admit-inspectors", "Borsk", negated=True),
        ),
    )


def test_holding_off_what_is_threatened_is_the_act_that_others_can_bring_about() -> None:
    conflict = drafted(
        *held_off(),
        says("Borsk", "warns", "leave-agreement", given=SANCTIONS),
        says("Cerro", "opposes", SANCTIONS),
        says("Dorne", "demands", SANCTIONS),
    )
    assert dict(maker(conflict, "Aldania").options) == {"hold_sanctions": "hold off sanctions"}
    assert "Aldania.hold_sanctions iff Borsk.inspections" in settled(conflict, "Aldania")
    assert "Borsk.leave_agreement iff not Aldania.hold_sanctions" in settled(conflict, "Borsk")
    assert settled(conflict, "Cerro") == ["Aldania.hold_sanctions"]
    assert settled(conflict, "Dorne") == ["not Aldania.hold_sanctions"]


def test_what_somebody_would_do_anyway_stays_an_act() -> None:
    ready = says("Aldania", "offers", "impose-sanctions", report="south.txt")
    assert "Aldania.sanctions" in drafted(*held_off(), ready).options


def test_what_is_wanted_in_return_is_asked_of_who_wants_what_is_given() -> None:
    lifted = act("lift-sanctions")
    limit = act("limit-catch", "Borsk", label="limit its catch")
    conflict = drafted(
        says("Borsk", "offers", limit, given=lifted),
        says("Borsk", "demands", lifted),
        says("Aldania", "demands", act("end-catch", "Borsk", label="end its catch")),
        says("Dorne", "demands", act("hold-vote", "Borsk")),
    )
    assert not conflict.circumstances
    assert "Borsk.limit_catch iff Aldania.lift_sanctions" in settled(conflict, "Borsk")
    assert "Aldania.lift_sanctions" in settled(conflict, "Borsk")


def test_what_is_wanted_for_one_act_is_no_term_of_another() -> None:
    lifted = act("lift-sanctions")
    limit = act("limit-catch", "Borsk", label="limit its catch")
    conflict = drafted(
        says("Borsk", "offers", limit, given=lifted),
        says("Borsk", "demands", lifted),
        says("Aldania", "demands", limit),
        says("Aldania", "offers", act("open-border", "Aldania"), given=act("admit-inspectors", "Borsk")),
    )
    (question,) = asked(conflict, "Borsk").values()
    assert answers(question)["yes"] == ["Borsk.inspections"]


def test_who_only_threatens_sanctions_is_not_asked_to_lift_those_of_others() -> None:
    """Dorne would bring its sanctions back, or hold them off; Aldania wants the catch ended, and has some."""
    lifted = act("lift-sanctions")
    limit = act("limit-catch", "Borsk", label="limit its catch")
    bargain = (
        says("Borsk", "offers", limit, given=lifted),
        says("Aldania", "demands", act("end-catch", "Borsk", label="end its catch")),
    )
    threat = says("Dorne", "warns", "impose-sanctions", given=act("hold-vote", "Borsk", negated=True))
    assert "Borsk.limit_catch iff Aldania.lift_sanctions" in settled(drafted(*bargain, threat), "Borsk")
    alone = settled(drafted(bargain[0], threat), "Borsk")
    assert "Borsk.limit_catch iff Dorne.lift_sanctions" in alone
