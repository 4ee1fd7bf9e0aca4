"""Some members of a body, drafted apart from it, and threats that have been called off since."""

from __future__ import annotations

from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import asked, drafted, maker, reasons, settled

LEAGUE = "Wool Traders' League"
THREE = f"three members of the {LEAGUE}"
WEAVE = act("weave-cloth", "Weavers' Guild", label="weave the cloth")


def test_what_some_members_would_do_is_not_the_bodys_act() -> None:
    promise = says(LEAGUE, "offers", "guarantee-jobs", given=WEAVE).model_copy(
        update={
            "proposal": "guarantee the jobs",
            "sentence": "Three of the nine traders would guarantee the jobs if the guild wove the cloth.",
        }
    )
    denial = says(LEAGUE, "denies", "guarantee-jobs", report="south.txt")
    conflict = drafted(promise, says("Weavers' Guild", "considers", WEAVE), denial)
    assert set(maker(conflict, THREE).options) == {"jobs"}
    assert LEAGUE not in [dm.key for dm in conflict.decision_makers]
    (question,) = asked(conflict, THREE).values()
    assert {p.evidence for p in question.answers["no"]} == {(denial.id,)}


def test_the_whole_body_speaks_for_itself() -> None:
    promise = says(LEAGUE, "offers", "guarantee-jobs", given=WEAVE).model_copy(
        update={
            "proposal": "guarantee the jobs",
            "sentence": "The traders would guarantee the jobs of two of the weavers if the guild wove.",
        }
    )
    assert set(maker(drafted(promise), LEAGUE).options) == {"jobs"}


def test_a_strike_called_off_is_no_longer_threatened_nor_what_it_was_for_demanded() -> None:
    scrap = act("scrap-night-shift", "Mine", negated=True, label="scrap the night shift")
    threat = says("Union", "warns", "strike", given=scrap, on="2031-03-01")
    now = says("Union", "supports", act("raise-pay", "Mine"), on="2031-03-20", report="south.txt").model_copy(
        update={"sentence": "The union has called off its strike for a week and would take a rise."}
    )
    others = (says("Mine", "offers", "raise-pay", given=act("end-picket", "Union")),)
    conflict = drafted(threat, now, *others)
    assert "Mine.scrap_night_shift" not in conflict.options
    assert not any("strike" in f for f in settled(conflict, "Union"))
    assert "overtaken" in reasons(conflict, threat)[0]

    not_yet = now.model_copy(update={"sentence": "The union would call off its strike for a rise."})
    assert "Mine.scrap_night_shift" in drafted(threat, not_yet, *others).options
