"""Words of a class of action that do not make a phrase one of it: names, asides, other meanings."""

from __future__ import annotations

import pytest

from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.actors.mentions import finder
from modusvivendi.statements.acts import with_acts

FIND = finder(["Aldania", "Borsk", "Dockers' Union"])


def filled(stance: str, proposal: str, condition: str | None = None, sentence: str = "s") -> Statement:
    """Make a statement of Aldania's and fill in its acts."""
    made = Statement(
        id="a-0a",
        report="a.txt",
        start=0,
        end=len(sentence),
        sentence=sentence,
        actor="Aldania",
        stance=Stance(stance),
        proposal=proposal,
        condition=condition,
    )
    return with_acts([made], FIND)[0]


def acts(stance: str, proposal: str, condition: str | None = None, sentence: str = "s") -> tuple[str, ...]:
    """Give the classes of a statement's act and of its condition's."""
    told = filled(stance, proposal, condition, sentence)
    return tuple(act.action for act in (told.act, *told.condition_acts) if act is not None)


@pytest.mark.parametrize(
    ("phrase", "no_class"),
    [
        ("give a seat to every family that has lived in the province for ten years", "cede-territory"),
        ("drop its claim to the hosting of the 2031 games", "cede-territory"),
        ("return to the joint council of the province", "cede-territory"),
        ("bring the protocol into force before a single reactor starts", "contribute-forces"),
        ("free the 40 soldiers it holds", "contribute-forces"),
        ("let its prisoners go on Friday", "contribute-forces"),
        ("cut the access fee by a fifth", "grant-access"),
        ("leave up to 30 per cent of its revenue to the provinces", "withdraw-forces"),
        ("come round on the copper mine", "hold-talks"),
        ("sign away its rights", "sign-agreement"),
        ("keep the ferries running for a separate deal", "keep-agreement"),
        ("a tugboat within five days of a ceasefire", "ceasefire"),
        ("a reactor under foreign monitoring", "verify"),
        ("two hospital ships before any truce", "ceasefire"),
        ("the independence movement", "grant-independence"),
        ("a loosening of its rules for the loan", "grant-autonomy"),
        ("accept a quota of 2 million tonnes of steel", "limit-fishing"),
        ("cut the import quota for lamb", "limit-fishing"),
        ("take a quota of 2 million tonnes a year", "pay"),
        ("keep its inspectors there until May, now that Borsk holds the money in trust", "pay"),
        ("raise the number of seats after Borsk offered to pay for them", "pay"),
        ("underwrite a joint bid for the games", "guarantee-security"),
        ("give a guarantee of 300 million for the bridge", "guarantee-security"),
        ("leave its soldiers on the river until the end of April", "withdraw-forces"),
        ("include what lies under the ground", "take-part"),
    ],
)
def test_words_of_a_class_in_another_sense_do_not_make_an_act_of_it(phrase: str, no_class: str) -> None:
    assert no_class not in acts("offers", phrase)


@pytest.mark.parametrize(
    ("condition", "no_class"),
    [
        ("if the mayors, who facilitate the talks, certify the list", "host-talks"),
        (
            "only if Borsk withdraws its plan to open the rolls before provincial elections are held",
            "hold-vote",
        ),
        ("if it was written into the treaty that has been under negotiation for years", "hold-talks"),
        ("if some of the houses that Borsk is to pay for were built in the valley", "pay"),
        ("if Borsk gave a written assurance that the levy would not return", "guarantee-security"),
        ("until the guards have been given a guarantee of employment", "guarantee-security"),
        ("without the independence front", "grant-independence"),
    ],
)
def test_an_aside_in_a_condition_is_no_act_of_it(condition: str, no_class: str) -> None:
    assert no_class not in acts("offers", "reopen the mine", condition)


@pytest.mark.parametrize(
    ("stance", "phrase", "action"),
    [
        ("offers", "free the 40 soldiers it holds", "release-captives"),
        ("offers", "let its prisoners go on Friday", "release-captives"),
        ("considers", "a phased drawdown of its contingent", "withdraw-forces"),
        ("demands", "Borsk's troops be out of the country by June", "withdraw-forces"),
        ("demands", "the troops leave the valley", "withdraw-forces"),
        ("offers", "field monitors within three weeks", "send-observers"),
        ("offers", "send observers to the border", "send-observers"),
        ("demands", "give up its claim to the two islands", "cede-territory"),
        ("supports", "limits on the catch of herring", "limit-fishing"),
        ("demands", "guarantees against an attack by Borsk", "guarantee-security"),
    ],
)
def test_other_words_for_an_act_are_of_its_class(stance: str, phrase: str, action: str) -> None:
    assert acts(stance, phrase)[0] == action


def test_a_guarantee_is_one_of_security_where_security_is_spoken_of() -> None:
    told = "Soldiers would come only if Borsk gave guarantees, she said."
    assert acts("offers", "reopen the pass", "if Borsk gave guarantees", told)[1] == "guarantee-security"
    told = "The bank would lend only if Borsk gave guarantees, she said."
    assert acts("offers", "lend the money", "if Borsk gave guarantees", told)[1] == "give-guarantee"


def test_a_quota_is_one_of_fish_where_fish_is_spoken_of() -> None:
    assert acts("offers", "accept a lower quota", None, "Trawlers tie up.")[0] == "limit-fishing"
    assert acts("offers", "accept a lower quota", None, "Mills close.")[0] != "limit-fishing"


def test_sent_home_is_withdrawn() -> None:
    said = acts("offers", "free its captives", "were the Borsk contingent to be sent home")
    assert said == ("release-captives", "withdraw-forces")


def test_a_condition_may_open_with_a_noun() -> None:
    for condition in (
        "the moment Borsk grants an amnesty",
        "on the understanding that Borsk grants an amnesty",
    ):
        assert acts("offers", "reopen the mine", condition)[1] == "amnesty"


@pytest.mark.parametrize(
    ("stance", "phrase", "no_class"),
    [
        ("denies", "a subsidy is under discussion", "hold-talks"),
        ("denies", "an exemption was being discussed", "hold-talks"),
        ("demands", "settlement of the figure in the trade talks", "hold-talks"),
        ("offers", "keep the price down while negotiations go on", "hold-talks"),
        ("offers", "pay 25 million thalers", "sign-agreement"),
    ],
)
def test_what_is_only_talked_about_is_not_talking(stance: str, phrase: str, no_class: str) -> None:
    assert no_class not in acts(stance, phrase)


def test_a_sum_in_a_currency_nobody_knows_is_money() -> None:
    assert acts("offers", "contribute 25 million thalers to the signals") == ("pay",)


def test_towns_are_withdrawn_from_in_wars() -> None:
    assert acts("offers", "withdraw from two of the towns", None, "The rebels hold four.") == (
        "withdraw-forces",
    )
    assert acts("offers", "leave the town", None, "The circus is bankrupt.") != ("withdraw-forces",)


def test_a_thing_that_is_only_discussed_is_what_a_denial_is_about() -> None:
    act = filled("denies", "any exemption had ever been discussed").act
    assert act is not None
    assert act.label == "agree to any exemption"


@pytest.mark.parametrize("marker", ["if", "provided", "once", "on condition that"])
def test_a_past_tense_after_a_body_is_no_participle(marker: str) -> None:
    (act,) = filled("offers", "sign", f"{marker} the city dropped the toll").condition_acts
    assert act.action.endswith("drop-toll")


def test_a_participle_that_is_none_of_the_past_tense_stays_one() -> None:
    (act,) = filled("offers", "sign", "if the roads taken by the rebels").condition_acts
    assert "take" not in act.action.split("-")


def test_what_is_to_be_done_by_somebody_is_told_as_done() -> None:
    (act,) = filled("offers", "send four ships", "provided that the costs were borne by Borsk").condition_acts
    assert (act.agents, act.label) == (("Borsk",), "bear the costs")


@pytest.mark.parametrize(
    "phrase",
    [
        "do without complete disarmament of the militia",
        "no longer insist on the withdrawal of the troops",
        "drop its demand for a referendum",
    ],
)
def test_giving_up_a_wish_is_not_the_act_that_was_wished_of_others(phrase: str) -> None:
    (action,) = acts("offers", phrase)
    assert action not in ("disarm", "withdraw-forces", "hold-vote")


@pytest.mark.parametrize(
    ("condition", "negated"),
    [
        ("if Borsk keeps from taxing its ships", True),
        ("so long as nobody stops its ships", True),
        ("if none of its ships is stopped", True),
        ("if Borsk taxes its ships", False),
    ],
)
def test_what_is_not_to_be_done_is_told_from_what_is(condition: str, negated: bool) -> None:
    (act,) = filled("offers", "open the strait", condition).condition_acts
    assert act.negated == negated
