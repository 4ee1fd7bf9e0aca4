"""Terms of offers and demands: denied ones, a party's own part, whom "its partners" are, mere hopes."""

from __future__ import annotations

from modusvivendi.statements import SourceKind, Statement
from tests.conflict.made_statements import act, says
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
