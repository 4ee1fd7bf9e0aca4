"""What a party is against, or for, whose words name no act: what it would block, reject or see leave."""

from __future__ import annotations

from pathlib import Path

from modusvivendi.statements import SourceKind
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_linking import drafted as read_and_drafted
from tests.conflict.test_draft_rules import answers, asked, drafted, equal, maker, settled


def test_who_would_block_a_road_is_against_whoever_agrees_to_it() -> None:
    road = act("road-hills", "Aldania", label="agree to a toll road through the hills")
    conflict = drafted(
        says("Aldania", "offers", road),
        says("Aldania", "offers", act("ask-road", "Aldania", label="ask no tolls on the road")),
        says("Borsk", "warns", act("close-border", "Borsk"), start=90).model_copy(
            update={"proposal": "Borsk would block the road with anybody or alone"}
        ),
    )
    assert settled(conflict, "Borsk") == ["not Aldania.road_hills"]


def test_who_wants_a_mission_withdrawn_is_against_its_staying() -> None:
    conflict = drafted(
        says("Cerro", "offers", act("let-mission-stay", "Cerro", label="let the mission stay"), start=10),
        says("Borsk", "demands", act("withdraw-forces"), start=90).model_copy(
            update={"proposal": "its withdrawal"}
        ),
    )
    assert settled(conflict, "Borsk") == ["not Cerro.let_mission_stay"]


def test_who_rejects_the_whole_deal_does_not_want_others_to_sign(tmp_path: Path) -> None:
    conflict = read_and_drafted(
        tmp_path,
        "treaty",
        "Aldania is ready to sign the treaty, its foreign ministry said. Borsk will sign it only if Aldania "
        "opens the border.\n\nThe Homeland Party rejected the whole treaty. Cerro welcomed the treaty.",
    )
    assert settled(conflict, "Homeland Party") == ["none of (Aldania.sign, Borsk.sign)"]
    assert settled(conflict, "Cerro") == ["Aldania.sign and Borsk.sign"]


def test_most_members_that_object_are_a_party_of_their_own() -> None:
    forces = act("contribute-forces", "most member states")
    conflict = drafted(
        says("Italy", "offers", "contribute-forces", given=act("give-mandate", "United Nations")),
        says("most member states", "rules_out", forces).model_copy(
            update={"proposal": "place the force under a UN mandate"}
        ),
    )
    assert settled(conflict, "most member states") == ['not "United Nations".mandate']
    assert not maker(conflict, "most member states").options


def test_members_of_one_sentence_that_object_alike_are_one_party(tmp_path: Path) -> None:
    conflict = read_and_drafted(
        tmp_path,
        "tariff",
        "Russia would open its market if the European Union lifted the tariff, its minister said. "
        "Poland and the Baltic states are against lifting the tariff.",
    )
    assert "Baltic states and Poland" in [dm.key for dm in conflict.decision_makers]


def test_a_guarantee_that_should_come_from_named_states_is_asked_of_them() -> None:
    guarantee = act("guarantee-security")
    wanted = says("Cerro", "demands", guarantee).model_copy(
        update={
            "proposal": "the guarantees should come from states that stood by it",
            "sentence": "The guarantees should come from states that stood by it, she said, naming Borsk.",
        }
    )
    conflict = drafted(
        wanted,
        says("Cerro", "opposes", act("guarantee-security", "Aldania")),
        says("Borsk", "offers", act("guarantee-security", "Borsk")),
        says("Aldania", "offers", act("guarantee-security", "Aldania")),
    )
    assert set(settled(conflict, "Cerro")) == {"not Aldania.guarantees", "Borsk.guarantees"}


def test_guarantees_that_should_come_from_nobody_known_are_asked_of_nobody() -> None:
    wanted = says("Cerro", "demands", act("guarantee-security")).model_copy(
        update={"proposal": "the guarantees should come from friends"}
    )
    conflict = drafted(wanted, says("Aldania", "offers", act("guarantee-security", "Aldania")))
    assert "Cerro" not in [dm.key for dm in conflict.decision_makers]


def test_who_agrees_to_guarantees_that_others_give_gives_none(tmp_path: Path) -> None:
    conflict = read_and_drafted(
        tmp_path,
        "armistice",
        "Turkey would agree to guarantees provided that Norway and Canada gave security guarantees, its "
        "foreign minister said. Turkey must have a say in any guarantees, he added.",
    )
    labels = maker(conflict, "Turkey").options.values()
    assert list(labels) == ["accept that others give security guarantees"]


def test_a_new_one_is_what_others_ask_to_have_changed() -> None:
    conflict = drafted(
        says("Borsk", "offers", act("sign-agreement", "Borsk"), given=act("amend-constitution", "Cerro")),
        says("Cerro", "denies", act("claim", "Cerro", label="contain a claim"), start=500).model_copy(
            update={"sentence": "Cerro disputes that its constitution contains a claim."}
        ),
        says("Cerro", "supports", act("one"), start=530).model_copy(
            update={"proposal": "a new one, to be put to a vote"}
        ),
    )
    question = asked(conflict, "Cerro")["Would Cerro amend the constitution?"]
    assert question.rule == "considers"


def test_a_mandate_waits_for_who_must_accept_what_is_done_under_it() -> None:
    mandate = act("give-mandate", "United Nations")
    conflict = drafted(
        says("Italy", "offers", act("contribute-forces", "Italy"), given=mandate),
        says(
            "Russia",
            "offers",
            act("accept:contribute-forces", "Russia", label="accept troops"),
            given=act("lift-sanctions", "Italy"),
        ),
        says(
            "Russia",
            "offers",
            act("accept:guarantee-security", "Russia", label="accept guarantees"),
            given=act("guarantee-security", "Italy"),
        ),
    )
    question = asked(conflict, "United Nations")["Would the United Nations give a mandate?"]
    assert answers(question)["yes"][0] == '"United Nations".mandate iff Russia.accept_troops'


def test_named_states_and_others_like_them_are_asked_by_whatever_name_they_have() -> None:
    wanted = says("Cerro", "demands", act("guarantee-security")).model_copy(
        update={
            "proposal": "the guarantees should come from states that stood by it",
            "sentence": "The guarantees should come from states that stood by it, naming Holland and other "
            "European partners.",
        }
    )
    given = act("guarantee-security", "Italy", "Netherlands", "Aldania")
    conflict = drafted(wanted, says("Dorne", "offers", "ceasefire", given=given))
    (wish,) = settled(conflict, "Cerro")
    assert equal(conflict, wish, "Netherlands.guarantees")
    assert "Italy" in wish


def test_a_promised_referendum_is_a_step_to_what_the_voters_are_asked_for() -> None:
    asked_for = act("amend-constitution", "Borsk")
    signs = says(
        *("Aldania", "offers", act("sign-charter", "Aldania")),
        given=asked_for,
        condition="once the voters of Borsk have changed their constitution",
        start=10,
    )
    vote = says("Borsk", "offers", "hold-vote", start=60)
    conflict = drafted(signs, vote)
    (question,) = asked(conflict, "Borsk").values()
    assert question.rule == "considers"
    assert vote.id in question.evidence
    elsewhere = vote.model_copy(update={"report": "south.txt"})
    assert asked(drafted(signs, elsewhere), "Borsk") != asked(conflict, "Borsk")


def test_an_adviser_against_what_the_ministry_welcomes_leaves_open_who_speaks_for_the_party() -> None:
    road = act("road-hills", "Aldania", label="agree to a toll road through the hills")
    aside = says("Borsk", "opposes", road, start=90, via=SourceKind.PERSON).model_copy(
        update={"sentence": "But somebody, an adviser to the queen, said Borsk would never have the road."}
    )
    welcome = says("Borsk", "supports", act("sign-agreement", "Aldania", "Cerro"), start=40)
    parts = (says("Aldania", "offers", road), says("Cerro", "offers", "sign-agreement"))
    (question,) = asked(drafted(*parts, welcome, aside), "Borsk").values()
    assert question.question == (
        "Does somebody speak for Borsk in wanting Aldania not to agree to a toll road through the hills?"
    )
    assert answers(question) == {"yes": ["not Aldania.road_hills"], "no": []}
    minister = aside.model_copy(update={"sentence": "But somebody, its premier, said Borsk would not."})
    assert not asked(drafted(*parts, welcome, minister), "Borsk")
    assert not asked(drafted(*parts, aside), "Borsk")


def test_nobody_is_asked_whether_a_party_that_is_heard_wants_what_it_has() -> None:
    stays = says(
        *("Borsk", "offers", act("stay", "Borsk")),
        given=act("it", "Aldania", label="want it"),
        condition="for as long as Aldania wants it",
    ).model_copy(update={"proposal": "the mission would stay"})
    conflict = drafted(
        stays,
        says("Aldania", "offers", "open-border", given=act("let-mission-stay", "Borsk")),
    )
    assert not conflict.circumstances
    assert settled(conflict, "Borsk") == ["Borsk.let_mission_stay"]


def test_who_only_objects_and_threatens_has_a_part_and_a_share_offered_is_not_the_share_asked(
    tmp_path: Path,
) -> None:
    conflict = read_and_drafted(
        tmp_path,
        "weir",
        "Talks on a weir at Tarn ended without a deal. The Vale Power Company would build the weir if the "
        "town council paid a third of the cost, its director, Ida Moe, said. The council is prepared to pay "
        "a fifth of the cost, its chairman said.\n\nThe anglers of Tarn oppose the weir and would block the "
        "road, their spokesman said.",
    )
    assert settled(conflict, "anglers of Tarn") == [
        'not "Vale Power Company".build_weir',
        '"anglers of Tarn".block_road iff "Vale Power Company".build_weir',
    ]
    assert dict(maker(conflict, "anglers of Tarn").options) == {"block_road": "block the road"}
    shares = maker(conflict, "town council").options.values()
    assert sorted(shares) == ["pay a fifth of the cost", "pay a third of the cost"]


def test_an_objection_that_would_be_lifted_on_terms_is_one_unless_they_are_given() -> None:
    road = act("build-road", "Mine", label="build the road")
    flat = says("Herders", "opposes", road, on="2031-02-01")
    fenced = act("fence-spring", "Mine", label="fence the spring")
    terms = says(
        *("Herders", "offers", act("drop-objection", "Herders", label="drop its objection to the road")),
        given=fenced,
        on="2031-03-01",
        report="south.txt",
    )
    threat = says("Herders", "warns", "strike", on="2031-03-01", report="south.txt").model_copy(
        update={"proposal": "strike otherwise"}
    )
    conflict = drafted(flat, says("Mine", "offers", road), terms, threat)
    assert set(settled(conflict, "Herders")) == {
        "Mine.build_road implies Mine.fence_spring",
        "Mine.fence_spring",
        "Herders.strike iff not Mine.fence_spring",
    }
