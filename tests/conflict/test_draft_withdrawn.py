"""What is offered no more is no option that a full arrangement holds as if somebody offered it."""

from __future__ import annotations

from typing import Any

import pytest

from modusvivendi.conflict.draft import draft
from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import drafted, reasons, settled

GRANT = act("give-hall", "Theatre", label="give the guild a hall")
MATINEE = act("give-matinee", "Guild", label="play a children's matinee")


def offered(sentence: str = "words", **more: str) -> Statement:
    s = says("Theatre", "offers", GRANT, given=MATINEE, on="2031-05-05", report="may.txt")
    return s.model_copy(update={"sentence": sentence, **more})


def later(sentence: str, proposal: str = "meet on Friday", stance: str = "offers") -> Statement:
    what = act("hold-talks", "Theatre")
    s = says("Theatre", stance, what, on="2031-05-19", report="june.txt")
    return s.model_copy(update={"sentence": sentence, "proposal": proposal})


@pytest.mark.parametrize(
    "sentence",
    [
        "The theatre has withdrawn its offer of a hall but would meet on Friday.",
        "The theatre took back its offer and would meet on Friday.",
        "The theatre's offer of a hall has lapsed, but it would meet on Friday.",
        "Having retracted the proposal of a hall, the theatre would meet on Friday.",
    ],
)
def test_an_offer_that_its_party_has_withdrawn_is_overtaken(sentence: str) -> None:
    offer, told = offered(), later(sentence)
    conflict = drafted(offer, told, says("Guild", "demands", act("hold-talks", "Theatre")))
    assert not [o for o in conflict.options if "hall" in o]
    assert any("overtaken" in reason for reason in reasons(conflict, offer))


@pytest.mark.parametrize(
    "sentence",
    [
        "The theatre would withdraw its offer of a hall unless they met on Friday.",
        "The theatre has not withdrawn its offer of a hall and would meet on Friday.",
        "The theatre has withdrawn its offer of a bus but would meet on Friday.",
        "The guild has withdrawn its offer; the theatre would meet on Friday.",
    ],
)
def test_an_offer_that_stands_is_kept(sentence: str) -> None:
    conflict = drafted(offered(), later(sentence), says("Guild", "demands", act("hold-talks", "Theatre")))
    assert [o for o in conflict.options if "hall" in o]


def test_an_offer_made_after_the_withdrawal_stands() -> None:
    told = later("The theatre has withdrawn its offer of a hall.").model_copy(
        update={"date": None, "report": "april.txt"}
    )
    assert [o for o in drafted(offered(), told).options if "hall" in o]


def test_what_is_said_of_the_withdrawn_offer_itself_is_no_refusal_of_more() -> None:
    """ "Withdrew its offer of 30 weeks and now proposes 28": it offers 28, and 34 are asked."""
    season = act("season", "Theatre", label="agree to a season of 30 weeks")
    thirty = says("Theatre", "offers", season, on="2031-05-05", report="may.txt")
    taken_back = act("week", "Theatre", label="agree to its offer of 30 weeks")
    gone = says("Theatre", "rules_out", taken_back, on="2031-05-19", report="june.txt")
    told = {"sentence": "The theatre withdrew its offer of 30 weeks.", "proposal": "its offer of 30 weeks"}
    gone = gone.model_copy(update=told)
    wants = says("Guild", "demands", act("hold-talks", "Theatre"))
    conflict = draft([thirty, gone, wants])
    assert conflict is not None
    assert not [f for f in settled(conflict, "Theatre") if "season" in f or "week" in f]


def joins(party: str, stance: str, **more: Any) -> Statement:
    return says(party, stance, "contribute-forces", **more)


def test_who_only_says_outside_of_what_it_would_not_join_others_offers_nothing() -> None:
    """Aldania sends soldiers; that Borsk would not without a mandate makes no offer of Borsk's."""
    mandate = act("give-mandate", "United Nations")
    remark = joins("Borsk", "rules_out", given=mandate.model_copy(update={"negated": True}))
    others = (joins("Aldania", "offers", given=mandate), says("Cerro", "opposes", act("contribute-forces")))
    conflict = drafted(*others, remark)
    assert "Borsk.troops" not in conflict.options
    assert any("on which terms" in reason for reason in reasons(conflict, remark))
    asked_by_name = says("Dorne", "demands", act("contribute-forces", "Borsk"))
    assert "Borsk.troops" in drafted(*others, remark, asked_by_name).options


def test_who_alone_could_do_it_has_terms_also_where_it_only_says_what_it_would_not() -> None:
    cover = act("cover-ship", "Insurers", label="cover the ships")
    refusal = says("Insurers", "rules_out", cover, given=act("guarantee-security", "Borsk", negated=True))
    conflict = drafted(refusal, says("Borsk", "considers", "guarantee-security"))
    assert "Insurers.cover_ship" in conflict.options


def test_a_demand_that_is_dropped_is_no_term_any_more_and_the_others_stay() -> None:
    terms = (act("withdraw-forces", "Talvia"), act("amnesty", "Talvia", label="grant an amnesty"))
    offer = says("Front", "offers", "disarm", given=terms, on="2031-01-11", report="jan.txt")
    label = "drop its demand for an amnesty"
    drops = says("Front", "offers", act("drop-demand", "Front", label=label), on="2031-02-03")
    assert settled(drafted(offer, drops), "Front")[0] == "Front.disarm iff Talvia.withdraw"
    before = drops.model_copy(update={"date": offer.date})
    assert settled(drafted(offer, before), "Front")[0].count("Talvia.") == 2
