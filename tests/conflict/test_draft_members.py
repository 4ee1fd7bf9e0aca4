"""Some members of a body, drafted apart from it, and threats that have been called off since."""

from __future__ import annotations

from modusvivendi.statements import Statement
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


def test_an_offer_that_hung_on_a_demand_dropped_since_is_overtaken() -> None:
    closing = act("close-mill", "Trust", label="close its old mill")
    before = says("Town", "offers", "pay", given=closing, on="2031-02-01")
    others = (
        says(
            "Millers",
            "offers",
            act("end-picket", "Millers"),
            given=act("keep-mill", "Trust"),
            on="2031-02-20",
        ),
        says("Millers", "opposes", closing, on="2031-02-01"),
    )
    dropped = says(
        *("Town", "offers", act("drop-demand", "Town", label="drop its demand that the mill be closed")),
        on="2031-02-20",
        report="south.txt",
    )
    assert "overtaken" in reasons(drafted(before, dropped, *others), before)[0]
    of_rent = dropped.model_copy(update={"proposal": "drop its demand that the rent be paid"})
    assert not reasons(drafted(before, of_rent, *others), before)


def test_a_threat_for_more_than_its_party_would_now_take_is_overtaken() -> None:
    def hiring(stance: str, actor: str, action: str, number: int, on: str) -> Statement:
        what = act(action, "Clinic", label=f"hire {number} porters")
        s = says(actor, stance, what, on=on, report=f"{on}.txt")
        return s.model_copy(update={"proposal": f"hire {number} porters"})

    threat = says(
        *("Porters", "warns", "strike"),
        given=act("hire-porters", "Clinic", negated=True, label="hire 30 porters"),
        condition="unless the clinic hires 30 porters",
        on="2031-03-01",
    )
    offer = hiring("offers", "Clinic", "hire-porters", 15, "2031-03-02")
    settle = hiring("offers", "Porters", "accept:hire-porters", 20, "2031-03-20")
    settle = settle.model_copy(update={"act": act("accept:hire-porters", "Porters", label="take 20 porters")})
    conflict = drafted(threat, offer, settle)
    assert "overtaken" in reasons(conflict, threat)[0]
    assert not any("30" in label for dm in conflict.decision_makers for label in dm.options.values())


def test_who_is_only_asked_not_to_act_is_not_taken_to_be_asked_to() -> None:
    conflict = drafted(
        says("Millers", "opposes", act("close-mill", "Trust", label="close its old mill")),
        says("Millers", "offers", act("end-picket", "Millers"), given=act("raise-pay", "Trust")),
    )
    question = next(q for text, q in asked(conflict, "Trust").items() if "mill" in text)
    assert "asked" not in (question.answers["yes"][0].assumption or "")
    assert "asked" in (question.answers["no"][0].assumption or "")
