"""Keeping soldiers where they are is not withdrawing them, and no sending of any."""

from __future__ import annotations

import pytest

from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import drafted, maker, settled

SIGNS = says("Sanda", "offers", "sign-agreement", given=act("withdraw-forces", "Orlan"))


def keeps(words: str) -> Statement:
    given = act("sign-agreement", "Sanda", negated=True)
    s = says("Orlan", "offers", "contribute-forces", given=given, condition="until a treaty is signed")
    return s.model_copy(update={"proposal": words})


@pytest.mark.parametrize(
    "words", ["keep its troops on the island", "leave soldiers there", "its army would remain on the island"]
)
def test_who_keeps_its_soldiers_does_not_withdraw_them(words: str) -> None:
    conflict = drafted(keeps(words), SIGNS)
    assert list(maker(conflict, "Orlan").options) == ["withdraw"]
    assert settled(conflict, "Orlan")[0] == "not Orlan.withdraw iff not Sanda.sign"


@pytest.mark.parametrize("words", ["send soldiers to the island", "keep peacekeeping troops on the island"])
def test_who_sends_soldiers_or_stays_in_a_joint_force_contributes(words: str) -> None:
    assert "troops" in maker(drafted(keeps(words), SIGNS), "Orlan").options


def test_where_nobody_speaks_of_withdrawing_keeping_them_is_an_act_of_its_own() -> None:
    conflict = drafted(keeps("keep its troops on the island"))
    assert maker(conflict, "Orlan").options == {"keep_troops": "keep its troops there"}
