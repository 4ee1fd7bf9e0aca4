"""Whose act a condition is that names its party with an adjective, after "by", or as doing likewise."""

from __future__ import annotations

import pytest

from modusvivendi.statements import Act
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import drafted, maker, settled


def nobodys(label: str) -> Act:
    return Act(agents=(), action="-".join(label.split()[-2:]), label=label)


def test_a_party_told_with_an_adjective_is_that_party() -> None:
    conflict = drafted(
        says(
            "Tavria",
            "offers",
            act("release-water", "Tavria", label="release water"),
            given=act("pay"),
            condition="if downstream Osland compensates it",
        ),
        says("Osland", "demands", act("hold-vote", "Tavria")),
    )
    assert "Osland" in conflict.names
    assert settled(conflict, "Tavria")[0] == "Tavria.release_water iff Osland.funds"


@pytest.mark.parametrize(
    "condition",
    ["if the payments were guaranteed by Orrin", "once payments have been guaranteed by neighbouring Orrin"],
)
def test_what_is_to_be_done_by_a_party_is_its_act(condition: str) -> None:
    conflict = drafted(
        says(
            "Tavria",
            "offers",
            act("release-water", "Tavria", label="release water"),
            given=nobodys("the payments were guaranteed"),
            condition=condition,
        ),
        says("Orrin", "demands", act("hold-vote", "Tavria")),
    )
    assert settled(conflict, "Tavria")[0] == "Tavria.release_water iff Orrin.guarantee_payments"


@pytest.mark.parametrize("likewise", ["did", "did so", "does the same", "did too", "followed suit"])
def test_who_does_likewise_does_the_same(likewise: str) -> None:
    conflict = drafted(
        says(
            "Quarry",
            "offers",
            act("accept-award", "Quarry", label="accept an arbitrator's award"),
            given=nobodys(f"the union {likewise}"),
            condition=f"if the union {likewise}",
        ),
        says("Stone Cutters' Union", "demands", act("raise-pay", "Quarry")),
    )
    (ready, *_) = settled(conflict, "Quarry")
    assert ready == 'Quarry.accept_award iff "Stone Cutters\' Union".accept_award'


def test_where_the_others_are_to_do_likewise_each_of_them_is() -> None:
    keep = "keep to the advice"
    conflict = drafted(
        says(
            "League",
            "offers",
            act("keep-advice", "League", label=keep),
            given=nobodys("the others did"),
            condition="if the others did",
        ),
        says("Hjalt", "offers", act("keep-advice", "Hjalt", label=keep), given=act("grant-access", "Faro")),
    )
    assert settled(conflict, "League")[0] == "League.keep_advice iff Hjalt.keep_advice"


def test_nobody_waits_for_others_to_let_it_harm_them() -> None:
    fleet = says(
        "Fishermen",
        "warns",
        act("blockade-harbour", "Fishermen", label="blockade the harbour"),
        given=nobodys("Tavrian ships were let in"),
        condition="if Tavrian ships were let in",
    )
    offer = says("Tavria", "offers", "pay", given=act("hold-vote", "Fishermen"))
    conflict = drafted(fleet, offer)
    assert not [o for o in conflict.options if "accept" in str(o)]


def test_a_kind_of_party_is_whom_the_record_tells_by_it_at_the_head_of_sentences() -> None:
    pays = says("Stone Works", "offers", "raise-pay", given=act("hold-vote", "Cutters"))
    strike = says(
        "Cutters",
        "warns",
        act("stop-work", "Cutters", label="stop work"),
        given=nobodys("the company withdraws its scheme"),
        condition="if the company withdraws its scheme",
    )
    told = pays.model_copy(update={"sentence": "The company has offered a rise if the cutters vote."})
    assert "Stone Works" in settled(drafted(told, strike), "Cutters")[0]
    asked_of_it = pays.model_copy(update={"sentence": "The company said Stone Works would offer a rise."})
    assert "Stone Works" not in settled(drafted(asked_of_it, strike), "Cutters")[0]


def test_what_somebody_unknown_is_to_do_is_the_act_of_the_one_party_that_speaks_of_it() -> None:
    keeps = says(
        "St Orla's Hospital",
        "offers",
        act("ward", "St Orla's Hospital", label="keep the children's ward open for four years"),
        given=act("hold-vote", "County"),
    ).model_copy(update={"proposal": "keep the children's ward open for four years"})
    merges = says(
        "Heath Clinic",
        "offers",
        "merge",
        given=nobodys("the joint house keeps its children's ward open for five years"),
        condition="if the joint house keeps its children's ward open for five years",
    )
    conflict = drafted(keeps, merges)
    (terms, *_) = settled(conflict, "Heath Clinic")
    assert terms.startswith('"Heath Clinic".merge iff "St Orla\'s Hospital".')
    (five,) = [key for key, label in maker(conflict, "St Orla's Hospital").options.items() if "five" in label]
    assert terms.endswith(f".{five}")


@pytest.mark.parametrize(
    "fails", ["the merger came to nothing", "the merger fails", "their merger falls through"]
)
def test_what_is_done_where_a_merger_fails_is_no_merging(fails: str) -> None:
    buys = says("Marl Group", "offers", "merge", given=nobodys(fails), condition=f"if {fails}").model_copy(
        update={"proposal": "buy the clinic's share from the county"}
    )
    merges = says(
        "Heath Clinic", "offers", "merge", given=act("cut-jobs", "St Orla's Hospital", negated=True)
    )
    conflict = drafted(buys, merges)
    assert list(maker(conflict, "Marl Group").options.values()) == ["buy the clinic's share from the county"]
    assert settled(conflict, "Marl Group")[0].endswith('iff not "Heath Clinic".merge')


def test_what_is_to_be_paid_is_paid_by_who_speaks_of_paying_for_it() -> None:
    considers = says("House", "considers", "pay").model_copy(update={"proposal": "pay for rehearsals"})
    season = says(
        "Actors",
        "offers",
        act("play-matinee", "Actors", label="play matinees"),
        given=nobodys("rehearsals were paid"),
        condition="if rehearsals were paid",
    )
    assert settled(drafted(considers, season), "Actors")[0] == "Actors.play_matinee iff House.funds"


@pytest.mark.parametrize("done", ["let go", "set free", "sent home"])
def test_who_is_let_go_is_let_go_by_who_speaks_of_it(done: str) -> None:
    threat = says(
        "Senator",
        "warns",
        act("block-envoy", "Senator", label="hold up the envoy"),
        given=nobodys(f"Marek was {done}"),
        condition=f"if Marek was {done}",
    )
    returns = says(
        "Sanda",
        "considers",
        act("return-marek", "Sanda", label="return Marek"),
        given=act("hold-vote", "Orlan"),
    )
    lets = says("Tavia", "offers", act("let", "Tavia", label="let it take place in Lund"))
    conflict = drafted(threat, returns, lets)
    assert settled(conflict, "Senator") == [
        "not Sanda.return_marek",
        "Senator.block_envoy iff Sanda.return_marek",
    ]
