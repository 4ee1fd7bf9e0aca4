"""Offers that are turned down by who asked for more: the part is no more the whole."""

from __future__ import annotations

from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import drafted, equal, settled

ARMY = "withdraw-forces"


def asks(on: str = "2031-01-11") -> Statement:
    return says("Front", "offers", "disarm", given=act(ARMY, "Talvia"), on=on, report="jan.txt")


def refuses(on: str = "2031-01-11") -> Statement:
    return says("Talvia", "rules_out", ARMY, on=on, report="jan.txt")


def offers(on: str = "2031-02-03") -> Statement:
    s = says("Talvia", "offers", ARMY, on=on, report="feb.txt")
    return s.model_copy(update={"proposal": "withdraw its army from the towns"})


def rejects(on: str = "2031-02-03") -> Statement:
    return says("Front", "rules_out", act(f"accept:{ARMY}", "Front"), on=on, report="feb.txt")


def test_an_offer_that_is_turned_down_by_who_asked_for_it_is_less() -> None:
    conflict = drafted(asks(), refuses(), offers(), rejects())
    labels = next(dm.options for dm in conflict.decision_makers if dm.key == "Talvia")
    assert sorted(labels.values()) == ["withdraw its army from the towns", "withdraw its forces"]
    assert settled(conflict, "Front")[0] == "Front.disarm iff Talvia.withdraw"
    assert "not Talvia.withdraw" in settled(conflict, "Talvia")
    assert len(conflict.infeasible) == 1


def test_an_offer_that_nobody_turns_down_is_what_was_asked() -> None:
    conflict = drafted(asks(), refuses(), offers())
    assert [o for o in conflict.options if o.startswith("Talvia.")] == ["Talvia.withdraw"]
    assert "Talvia.withdraw" in settled(conflict, "Talvia")


def test_what_was_turned_down_before_it_was_offered_is_another_matter() -> None:
    conflict = drafted(asks(), offers(), rejects(on="2031-01-02"))
    assert [o for o in conflict.options if o.startswith("Talvia.")] == ["Talvia.withdraw"]


def test_who_turns_down_what_it_never_asked_for_was_offered_the_whole() -> None:
    guards = says("Borsk", "offers", "send-guards", given=act(ARMY, "Talvia"))
    conflict = drafted(guards, offers(), rejects())
    assert equal(conflict, settled(conflict, "Borsk")[0], "Borsk.send_guards iff Talvia.withdraw")
