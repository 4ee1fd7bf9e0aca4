"""Objections whose words name what the party is itself asked to do, or what another is asked to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from modusvivendi.statements import Act
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_linking import drafted as read_and_drafted
from tests.conflict.test_draft_rules import asked, drafted, maker, settled

SUSPEND = act("suspend-plan", "Railway", label="suspend its plan for trains without guards")
CALLED_OFF = says("Drivers", "offers", act("strike", "Drivers", negated=True), given=SUSPEND)


def noun(words: str, action: str) -> Act:
    return Act(agents=(), action=action, label=f"bring about {words}")


def test_who_rejects_the_suspension_it_is_asked_for_refuses_it_itself() -> None:
    conflict = drafted(CALLED_OFF, says("Railway", "opposes", noun("a suspension", "suspension")))
    assert "not Railway.suspend_plan" in settled(conflict, "Railway")
    assert not asked(conflict, "Railway")


def test_who_opposes_doing_what_others_make_a_condition_refuses_it_itself() -> None:
    pass_ = act("reopen-pass", label="reopen the pass")
    conflict = drafted(
        says("Tavia", "offers", "pay", given=pass_.model_copy(update={"agents": ("Orlan",)})),
        says("Orlan", "opposes", pass_),
    )
    assert settled(conflict, "Orlan") == ["not Orlan.reopen_pass"]
    assert not asked(conflict, "Orlan")


def test_who_opposes_what_both_it_and_others_might_do_refuses_nothing_itself() -> None:
    pass_ = act("reopen-pass", label="reopen the pass")
    conflict = drafted(
        says("Tavia", "offers", "pay", given=pass_.model_copy(update={"agents": ("Orlan",)})),
        says("Sanda", "offers", pass_.model_copy(update={"agents": ("Sanda",)})),
        says("Orlan", "opposes", pass_),
    )
    assert "not Sanda.reopen_pass" in settled(conflict, "Orlan")


def test_an_objection_to_observers_is_one_to_their_being_sent_by_whom_it_is_asked() -> None:
    send = act("send-observer", "Lake Commission", label="send observers")
    conflict = drafted(
        says("Sanda", "demands", send),
        says("Orlan", "opposes", noun("observers", "observer")),
        says("Orlan", "offers", act("lower-dam", "Orlan"), given=act("drop-suit", "Sanda")),
    )
    assert 'not "Lake Commission".send_observer' in settled(conflict, "Orlan")


def test_observers_from_one_party_are_not_those_of_another() -> None:
    send = act("send-observer", "North Council", label="send observers")
    from_the_league = noun("observers from the Coastal League", "observer-league")
    conflict = drafted(
        says("North Council", "considers", send, given=act("pay", "Hjalt")),
        says("Orlan", "opposes", from_the_league),
        says("Coastal League", "offers", "raise-pay", given=act("hold-vote", "Orlan")),
    )
    assert 'not "North Council".send_observer' not in settled(conflict, "Orlan")


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("Brenn would guarantee the loan if Sanda opened the pass.", "guarantee the loan"),
        ("Brenn offered a guarantee of 30 weeks if Sanda opened the pass.", "give a guarantee of 30 weeks"),
    ],
)
def test_what_would_be_guaranteed_is_told_as_that(tmp_path: Path, told: str, label: str) -> None:
    conflict = read_and_drafted(tmp_path, "pass", told + " Sanda called on Brenn to lower its toll.")
    assert label in maker(conflict, "Brenn").options.values()


def test_a_signature_that_hangs_on_that_of_another_hangs_on_its_signing() -> None:
    conflict = drafted(
        says(
            "Orlan",
            "offers",
            "sign-agreement",
            given=Act(agents=("Tavia",), action="tavia", label="bring about that of Tavia"),
            condition="dependent on that of Tavia",
        ),
        says("Tavia", "offers", "sign-agreement", given=act("contribute-forces", "Sanda")),
    )
    assert settled(conflict, "Orlan")[0] == "Orlan.sign iff Tavia.sign"
