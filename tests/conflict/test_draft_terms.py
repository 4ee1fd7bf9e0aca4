"""Terms of offers and demands: denied ones, a party's own part, whom "its partners" are, mere hopes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from modusvivendi.conflict import Conflict
from modusvivendi.statements import SourceKind, Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_linking import drafted as read_and_drafted
from tests.conflict.test_draft_rules import answers, asked, drafted, maker, reasons, settled

FORCES = "contribute-forces"


def test_terms_that_a_party_denies_are_a_question() -> None:
    reported = says(
        *("Aldania", "offers", "open-border"),
        given=act("sign-agreement", "Borsk"),
        via=SourceKind.UNNAMED,
        start=10,
    )
    denied = says("Aldania", "denies", act("exist", "Aldania"), start=90).model_copy(
        update={"proposal": "any such link existed"}
    )
    conflict = drafted(reported, denied, says("Borsk", "offers", "sign-agreement"))
    (question,) = asked(conflict, "Aldania").values()
    assert answers(question) == {
        "yes": ["Aldania.open_border iff Borsk.sign", "Aldania.open_border"],
        "no": [],
    }
    assert question.evidence == (reported.id, denied.id)
    assert not reasons(conflict, denied)


def test_what_a_party_asks_for_itself_is_part_of_its_terms() -> None:
    offer = says(
        *("Borsk", "offers", "ceasefire"),
        given=act("guarantee-security", "Aldania"),
        condition="provided that Aldania gave guarantees and that Borsk itself had a say",
    )
    conflict = drafted(offer)
    assert conflict.circumstances == {"have_say": "Borsk itself had a say"}
    assert "Borsk.ceasefire iff (Aldania.guarantees and have_say)" in settled(conflict, "Borsk")


def test_its_partners_are_not_those_it_is_against() -> None:
    def wanted(whom: str) -> Statement:
        sentence = f"Cerro has asked {whom} for troops."
        return says("Cerro", "demands", act(FORCES)).model_copy(update={"sentence": sentence})

    others = (
        says("France", "offers", FORCES),
        says("Aldania", "offers", FORCES),
        says("Cerro", "opposes", act("guarantee-security", "Aldania")),
    )
    assert "France.troops" in settled(drafted(wanted("its partners"), *others), "Cerro")
    anybody = settled(drafted(wanted("the world"), *others), "Cerro")
    assert any("Aldania" in f for f in anybody)


def test_a_hope_that_it_would_be_easier_for_others_is_a_judgement() -> None:
    hope = says("Dorne", "supports", act(FORCES, "Aldania")).model_copy(
        update={"proposal": "soldiers from Aldania would be easier for Borsk to accept than others"}
    )
    conflict = drafted(says("Aldania", "offers", FORCES), hope)
    assert "Dorne" not in [dm.key for dm in conflict.decision_makers]
    (question,) = asked(conflict, "Borsk").values()
    assert question.rule == "assessment"
    assert answers(question)["yes"] == ["Borsk.accept_troops iff Aldania.troops"]


def test_who_rules_out_what_a_group_is_warned_of_is_not_meant() -> None:
    warned = says(
        *("Borsk", "warns", act("treat-as-war", "Borsk", label="treat it as a war")),
        given=act(FORCES, "NATO members"),
    )
    conflict = drafted(warned, says("France", "offers", FORCES), says("Italy", "rules_out", FORCES))
    assert "Italy.troops" not in conflict.options
    by_name = warned.model_copy(update={"condition_acts": (act(FORCES, "Italy"),)})
    assert "Italy.troops" in drafted(by_name, says("Italy", "rules_out", FORCES)).options
    assert not maker(conflict, "France").members


def test_of_terms_told_on_unknown_days_those_that_are_enough_for_both_stand() -> None:
    inspectors, mandate = act("admit-inspectors", "Borsk"), act("give-mandate", "United Nations")
    less = says("Aldania", "offers", "open-border", given=inspectors, on="2031-03-01")
    more = says("Aldania", "offers", "open-border", given=(inspectors, mandate), report="south.txt")
    both = 'Aldania.open_border iff (Borsk.inspections and "United Nations".mandate)'
    assert settled(drafted(less, more), "Aldania") == [both, "Aldania.open_border"]
    later = less.model_copy(update={"date": dt.date(2031, 4, 1)})
    dated = more.model_copy(update={"date": dt.date(2031, 3, 20)})
    assert settled(drafted(later, dated), "Aldania")[:2] == [
        "Aldania.open_border iff Borsk.inspections",
        both,
    ]


def test_talks_to_which_one_side_is_to_return_hang_on_that_side_where_the_other_calls_for_them() -> None:
    lifted = says("Cerro", "offers", "lift-sanctions", given=act("hold-talks", "Borsk"))
    sides = says("Dorne", "supports", act("hold-talks", "Aldania", "Borsk"))
    conflict = drafted(lifted, sides)
    assert settled(conflict, "Cerro")[0] == "Cerro.lift_sanctions iff (Borsk.talks and Aldania.talks)"
    calls = says("Aldania", "demands", act("hold-talks", "Borsk"))
    assert settled(drafted(lifted, sides, calls), "Cerro")[0] == "Cerro.lift_sanctions iff Borsk.talks"


def test_a_threat_not_to_act_and_an_offer_to_act_on_the_same_terms_are_one_line() -> None:
    met = act("admit-inspectors", "Borsk")
    failing = act("admit-inspectors", "Borsk", negated=True)
    offer = says("Aldania", "offers", "keep-agreement", given=met)
    threat = says("Aldania", "warns", act("keep-agreement", "Aldania", negated=True), given=failing)
    conflict = drafted(offer, threat)
    found = [p for p in maker(conflict, "Aldania").preferences if "iff" in str(getattr(p, "formula", ""))]
    assert [set(p.evidence) for p in found] == [{offer.id, threat.id}]


def test_a_sum_of_that_size_is_the_sum_told_before() -> None:
    paid = says(
        *("Growers", "offers", act("sign-lease", "Growers")),
        given=act("pay", "Mill"),
        condition="provided that the mill agrees to a fund of 30 million crowns",
        start=10,
    )
    offer = says("Mill", "offers", "pay", start=90).model_copy(
        update={"proposal": "a fund of 20 million crowns"}
    )
    refused = says("Owner", "opposes", act("pay"), start=40).model_copy(
        update={"proposal": "a fund of that size"}
    )
    conflict = drafted(paid, refused, offer)
    assert settled(conflict, "Owner") == ["not Mill.funds_30m"]
    assert "that size" not in " ".join(maker(conflict, "Mill").options.values())


def test_who_is_ready_to_do_so_does_what_the_sentence_before_made_a_condition() -> None:
    more = act("pay-more", "Zell", label="pay more for timber")
    asking = says("Foresters", "offers", "raise-pay", given=more, start=10)
    ready = says("Zell", "offers", "raise-pay", start=16).model_copy(
        update={"sentence": "Zell said that it was prepared to do so."}
    )
    conflict = drafted(asking, ready)
    assert dict(maker(conflict, "Zell").options) == {"pay_more": "pay more for timber"}
    assert settled(conflict, "Zell") == ["Zell.pay_more"]


def test_the_end_of_one_name_and_a_plural_at_the_head_of_a_sentence_are_that_party() -> None:
    conflict = drafted(
        says("Tarn Vale Growers' Association", "opposes", act("build-weir", "Mill", label="build the weir")),
        says(
            "Growers' Association",
            "offers",
            act("lend-tools", "Growers' Association"),
            given=act("pay", "Mill"),
        ),
        says("Mill", "offers", act("build-weir", "Mill", label="build the weir")),
        says("Growers", "demands", act("build-weir", "Mill", label="build the weir", negated=True)),
    )
    assert [dm.key for dm in conflict.decision_makers if "Growers" in dm.key] == [
        "Tarn Vale Growers' Association"
    ]


def test_a_circumstance_of_several_acts_is_told_in_the_conditions_words() -> None:
    signed = act("sign-agreement")
    truce = act("ceasefire")
    conflict = drafted(
        says(
            *("Aldania", "offers", act("send-observers", "Aldania")),
            given=(signed, truce),
            condition="provided that both sides sign a truce",
        )
    )
    assert set(conflict.circumstances.values()) == {"both sides sign a truce"}


APRIL = """\
Orlan and Keth resumed talks over the ridge. Orlan will open the sluices only if Keth withdraws its troops \
and pays for a new bridge, Orlan's foreign minister said. Keth ruled out a withdrawal.

Western soldiers on the ridge would be unacceptable, Orlan has said. Brazil would send soldiers, its \
ambassador said. The herders of Keth reject any withdrawal and threatened to block the pass."""
MAY = """\
Keth would now withdraw its troops by 2033 provided that Orlan opens the sluices, a Keth official said. \
Orlan insists on a withdrawal by 2031."""


def test_a_group_at_the_head_of_a_sentence_and_any_amount_are_what_an_objection_is_about(
    tmp_path: Path,
) -> None:
    conflict = read_and_drafted(tmp_path, "ridge", APRIL, MAY)
    assert not any("Brazil" in f for f in settled(conflict, "Orlan"))
    assert "pay for a new bridge" in maker(conflict, "Keth").options.values()
    flat = next(q for text, q in asked(conflict, "Keth").items() if "2033" in text)
    assert flat.rule == "contradiction"
    (herders,) = [dm.key for dm in conflict.decision_makers if "herders" in dm.key]
    assert "none of (Keth.withdraw, Keth.withdraw_2031)" in settled(conflict, herders)
    assert any("block_pass iff" in f for f in settled(conflict, herders))


OPERA = """\
The Lind Opera and the players' union talked about a tour. The union would drop its objection to the tour if \
the house hired 12 more players, its chairman said. The Lind Opera would hire eight players, its director \
said."""


def test_what_the_house_would_have_to_do_is_what_it_does_in_another_amount(tmp_path: Path) -> None:
    conflict = read_and_drafted(tmp_path, "tour", OPERA)
    hiring = [label for label in maker(conflict, "Lind Opera").options.values() if "players" in label]
    assert sorted(hiring) == ["hire 12 players", "hire eight players"]


def test_putting_a_thing_off_is_not_the_thing() -> None:
    tour = act("tour", "Opera", label="put off the tour until 2042")
    conflict = drafted(
        says("Opera", "offers", tour, given=act("pay", "Town")),
        says("Bank", "offers", act("end-grant", "Bank"), given=act("tour", label="go on tour alone")),
        says("Town", "demands", act("end-grant", "Bank")),
    )
    assert list(maker(conflict, "Opera").options.values()) == ["put off the tour until 2042"]
    assert not any("Opera" in f for f in settled(conflict, "Bank"))


def test_herders_are_their_association_where_there_is_one() -> None:
    path = act("open-path", "Orsk", label="open the path")
    conflict = drafted(
        says("herders' association", "demands", path),
        says("Orsk", "offers", path, given=act("repair-fence", "herders", label="repair the fence")),
    )
    assert {dm.key for dm in conflict.decision_makers} == {"herders' association", "Orsk"}


def silent_yes(conflict: Conflict, party: str, question: str) -> list[str]:
    return answers(asked(conflict, party)[question])["yes"]


def test_what_a_silent_party_demands_of_nobody_in_particular_is_no_term_of_its_act() -> None:
    """Cerro needs guarantees, by whomever: that Dorne weighs some is no condition of Cerro's truce."""
    conflict = drafted(
        says("Aldania", "offers", "guarantee-security", given=act("ceasefire", "Cerro")),
        says("Dorne", "considers", "guarantee-security"),
        says("Cerro", "demands", act("guarantee-security")),
    )
    assert silent_yes(conflict, "Cerro", "Would Cerro accept a ceasefire?") == ["Cerro.ceasefire"]
    assert settled(conflict, "Cerro") == ["Dorne.guarantees or Aldania.guarantees"]


def test_what_only_one_could_give_is_demanded_of_that_one() -> None:
    conflict = drafted(
        says("Aldania", "offers", "guarantee-security", given=act("ceasefire", "Cerro")),
        says("Cerro", "demands", act("guarantee-security")),
    )
    terms = ["Cerro.ceasefire iff Aldania.guarantees", "Cerro.ceasefire"]
    assert silent_yes(conflict, "Cerro", "Would Cerro accept a ceasefire?") == terms


def test_a_reported_bargain_does_not_hang_on_what_a_silent_party_demands_besides() -> None:
    """Aldania would open its border for Cerro's water; that Cerro also wants a railway is another matter."""
    conflict = drafted(
        says("Aldania", "offers", "open-border", given=act("share-water", "Cerro")),
        says("Cerro", "demands", act("build-railway", "Aldania")),
    )
    assert silent_yes(conflict, "Cerro", "Would Cerro share water?") == ["Cerro.share_water"]
    assert "Aldania.build_railway" in settled(conflict, "Cerro")


def test_of_what_it_demands_only_what_is_offered_in_return_is_a_term() -> None:
    conflict = drafted(
        says("Aldania", "offers", "open-border", given=act("share-water", "Cerro")),
        says("Cerro", "demands", act("build-railway", "Aldania")),
        says("Cerro", "demands", act("open-border", "Aldania")),
    )
    terms = ["Cerro.share_water iff Aldania.open_border", "Cerro.share_water"]
    assert silent_yes(conflict, "Cerro", "Would Cerro share water?") == terms


def test_demands_on_each_other_are_still_taken_for_terms() -> None:
    conflict = drafted(
        says("Aldania", "demands", act("share-water", "Cerro")),
        says("Cerro", "demands", act("build-railway", "Aldania")),
    )
    terms = ["Cerro.share_water iff Aldania.build_railway", "Cerro.share_water"]
    assert silent_yes(conflict, "Cerro", "Would Cerro share water?") == terms
