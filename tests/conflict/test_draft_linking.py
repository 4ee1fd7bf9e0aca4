"""Whose act a phrase is that names only a thing or a kind of party, in records of invented matters."""

from __future__ import annotations

from pathlib import Path

import pytest

import modusvivendi as mv
from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.draft import draft
from modusvivendi.conflict.draft.sameness import same_actions
from modusvivendi.statements import Effect, SourceKind
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import answers, asked, equal, maker, settled
from tests.conflict.test_draft_rules import drafted as plainly_drafted

HEAD = """The Bay Examiner
{date} 2031

Parties resume talks on the {topic}

Representatives of all sides resumed negotiations on the {topic} on Tuesday and are to meet again next week.

"""


def drafted(folder: Path, topic: str, *paragraphs: str) -> Conflict:
    paths = []
    for number, text in enumerate(paragraphs, 3):
        path = folder / f"report{number}.txt"
        path.write_text(HEAD.format(date=f"{number} March", topic=topic) + text + "\n", encoding="utf-8")
        paths.append(path)
    reports = [mv.load(path) for path in paths]
    conflict = draft([s for r in reports for s in mv.read(r, others=[o for o in reports if o is not r])])
    assert conflict is not None
    return conflict


def labels(conflict: Conflict) -> dict[str, list[str]]:
    return {dm.key: list(dm.options.values()) for dm in conflict.decision_makers}


def option(conflict: Conflict, party: str, words: str) -> str:
    """The option of a party whose label has these words."""
    (key,) = [k for k, label in maker(conflict, party).options.items() if words in label]
    return f'"{party}".{key}' if " " in party else f"{party}.{key}"


def test_who_opposes_a_thing_opposes_whoever_would_bring_it_about(tmp_path: Path) -> None:
    conflict = drafted(
        tmp_path,
        "incinerator",
        "Calder Energy wants to build an incinerator at Marl. The company would start work in May if "
        "the county "
        "granted a permit.\n\nThe Wexby County council said the county would grant the permit only if Calder "
        "Energy published its figures.\n\nThe Marl Anglers' Association opposes the incinerator. It "
        "would go to "
        "court if the incinerator was built, its chair, Una Frost, said.",
    )
    build = option(conflict, "Calder Energy", "build an incinerator")
    anglers = settled(conflict, "Marl Anglers' Association")
    assert f"not {build}".replace('"', "") in [p.replace('"', "") for p in anglers]
    court = option(conflict, "Marl Anglers' Association", "go to court")
    assert any(equal(conflict, p, f"{court} iff {build}") for p in anglers)


def test_a_kind_of_party_is_the_one_party_of_that_kind(tmp_path: Path) -> None:
    conflict = drafted(
        tmp_path,
        "quarry",
        "Stonewell has offered the village of Orle 3 million crowns a year if it accepts a quarry. "
        "Stonewell would "
        "start work in the summer if the village agreed, its director, Per Lund, said.\n\nOrle would "
        "accept a "
        "quarry if lorries kept off the school road, its mayor, Ida Moe, said.",
    )
    accept = option(conflict, "Orle", "quarry")
    give = option(conflict, "Stonewell", "give the village")
    assert any(equal(conflict, p, f"{give} iff {accept}") for p in settled(conflict, "Stonewell"))
    work = option(conflict, "Stonewell", "start work")
    assert any(equal(conflict, p, f"{work} iff {accept}") for p in settled(conflict, "Stonewell"))


def test_an_offer_that_is_raised_is_the_offer_made_before(tmp_path: Path) -> None:
    conflict = drafted(
        tmp_path,
        "quarry",
        "Stonewell has offered the village of Orle 3 million crowns a year if it accepts a quarry, its "
        "director, "
        "Per Lund, said.\n\nOrle would consider the offer, its mayor, Ida Moe, said.",
        "Stonewell would raise its offer to 5 million crowns, its director, Per Lund, said.\n\nOrle "
        "would accept a "
        "quarry if lorries kept off the school road, its mayor, Ida Moe, said.",
    )
    assert len(labels(conflict)["Stonewell"]) == 1
    accept, give = option(conflict, "Orle", "quarry"), option(conflict, "Stonewell", "give the village")
    assert any(equal(conflict, p, f"{give} iff {accept}") for p in settled(conflict, "Stonewell"))


def test_a_bare_phrase_is_the_full_act_with_its_verb(tmp_path: Path) -> None:
    conflict = drafted(
        tmp_path,
        "chronicle",
        "The Hallam Library is willing to return the chronicle if Tessaly lends two maps for an "
        "exhibition, its "
        "director, Ole Brun, said.\n\nTessaly would lend two of the old maps to the library, its "
        "ambassador, Joa "
        "Adar, said.",
    )
    assert len(labels(conflict)["Tessaly"]) == 1
    assert not [q for q in conflict.questions if "Tessaly" in q.text]


@pytest.mark.parametrize("kind", ["drop the levy", "delay the levy"])
def test_who_opposes_a_thing_does_not_oppose_doing_away_with_it(tmp_path: Path, kind: str) -> None:
    conflict = drafted(
        tmp_path,
        "levy",
        f"The Sark Port Authority would {kind} if the Pilots' Guild called off its strike"
        ", its director, Per Lund, said.\n\nThe Pilots' Guild opposes the levy, its chair, Una Frost, "
        "said. The guild would call off its "
        "strike if the port kept the night crew.",
    )
    for dm in conflict.decision_makers:
        for preference in settled(conflict, dm.key):
            assert not preference.startswith("not ") or "levy" not in preference


def test_terms_that_are_only_spoken_of_are_those_the_party_names_for_the_act() -> None:
    named = says(
        "Borsk", "offers", "keep-agreement", given=act("remove-toll"), condition="once the toll is removed"
    )
    vague = says("Borsk", "offers", "keep-agreement", given=act("meet-demand"),
                 condition="as soon as its own demands are met", report="south.txt")  # fmt: skip
    conflict = draft([named, vague, says("Cerro", "demands", "keep-agreement", of="Borsk")])
    assert conflict is not None
    assert conflict.circumstances == {"remove_toll": "the toll is removed"}
    (terms,) = [p for _, p, _, _ in conflict.statements() if " iff " in str(p.formula)]
    assert set(terms.evidence) == {named.id, vague.id}


def test_terms_that_are_named_nowhere_are_what_the_party_demands() -> None:
    asked = says("Borsk", "demands", "lift-sanctions", of="Aldania")
    vague = says("Borsk", "offers", "ceasefire", given=act("meet-condition"),
                 condition="if its conditions are met")  # fmt: skip
    conflict = draft([asked, vague])
    assert conflict is not None
    assert "Borsk.ceasefire iff Aldania.lift_sanctions" in [
        str(p.formula) for _, p, _, _ in conflict.statements()
    ]


def test_a_judgement_that_somebody_could_be_coaxed_back_is_about_what_it_left() -> None:
    left = says(
        "Borsk", "warns", act("keep-agreement", "Borsk", negated=True), given=act("close-border", "Cerro")
    )
    judged = says(
        *("Dorne", "assesses"),
        effect=Effect(
            cause=act("clear-link", "Aldania", label="clear the bank link"),
            effect=act("come-back", "Borsk", label="come back"),
        ),
    )
    weighed = says("Aldania", "considers", act("allow-link", "Aldania", label="allow the link"))
    conflict = draft([left, judged, weighed])
    assert conflict is not None
    asked = {q.text for q in conflict.questions}
    assert "Would Borsk keep to the agreement if Aldania were to allow the link?" in asked


def test_of_an_offer_on_terms_that_are_nobodys_somebody_can_judge_what_is_enough() -> None:
    offer = says("Borsk", "offers", "keep-agreement", given=act("remove-hurdle"), condition="if hurdles go")
    judged = says(
        *("Dorne", "assesses"),
        effect=Effect(cause=act("lift-sanctions", "Aldania"), effect=act("keep-agreement", "Borsk")),
    )
    conflict = draft([offer, judged, says("Aldania", "considers", "lift-sanctions")])
    assert conflict is not None
    borsk = next(dm for dm in conflict.decision_makers if dm.key == "Borsk")
    (question,) = [p for p in borsk.preferences if isinstance(p, OpenPreference)]
    (enough,), (alone,) = question.answers["yes"], question.answers["no"]
    assert str(enough.formula) == "Borsk.keep_agreement iff (Aldania.lift_sanctions or remove_hurdle)"
    assert str(alone.formula) == "Borsk.keep_agreement iff remove_hurdle"
    assert set(enough.evidence) == {judged.id, offer.id}
    outright = says("Borsk", "offers", "keep-agreement")
    firm = draft([outright, judged, says("Aldania", "considers", "lift-sanctions")])
    assert firm is not None
    assert all("Borsk" not in q.decision_makers for q in firm.questions)


def test_a_condition_with_two_verbs_is_two_acts_of_the_body_it_names(tmp_path: Path) -> None:
    conflict = drafted(
        tmp_path,
        "Strike at the brewery",
        "Hopfield Brewery said it could raise wages by 3 per cent. The Coopers' Guild would call off its "
        "strike if the brewery kept the night shift and put its promise in writing, its leader, Nils Orr, "
        "said. The guild rejects the closure of the bottling hall. Orrin's town council would waive a fee if "
        "the brewery closed the bottling hall, Mayor Ada Pell said.",
    )
    brewery = maker(conflict, "Hopfield Brewery")
    said = set(brewery.options.values())
    assert {"keep the night shift", "put its promise in writing", "close the bottling hall"} <= said
    guild = [str(p.formula) for p, _, _ in maker(conflict, "Coopers' Guild").every_statement()]
    assert any("Hopfield Brewery" in f and f.startswith("not") and "clos" in f for f in guild), guild


def test_who_gets_something_gets_it_from_whoever_grants_it() -> None:
    stays = says("Skyline", "warns", act("move-base", "Skyline"), given=act("slot", negated=True),
                 condition="unless it gets at least six night slots")  # fmt: skip
    grants = says("Valland", "offers", act("grant-slot", "Valland", label="grant five slots"))
    conflict = draft([stays, grants])
    assert conflict is not None
    (terms,) = [str(p.formula) for _, p, _, _ in conflict.statements() if " iff " in str(p.formula)]
    assert terms == "Skyline.move_base iff not Valland.grant_slot_6"


def test_dropping_a_lawsuit_is_withdrawing_a_suit_and_a_number_names_no_thing() -> None:
    assert same_actions({"drop": "drop its lawsuit", "withdraw": "withdraw the suit"}) == {"withdraw": "drop"}
    assert same_actions({"allow": "allow the flights", "approve": "approve four night flights"}) == {
        "approve": "allow"
    }
    assert not same_actions({"four": "approve four night flights", "ships": "approve four ships"})


def exile_story(via: SourceKind | None = None) -> Conflict:
    exile = act("exile", "Marn", label="agree to exile")
    opposed = act("exile-captain", label="bring about exile for the captains")
    return plainly_drafted(
        says("Marn", "considers", exile, given=act("guarantee-security", "Quessa"), via=via),
        says("Marn", "opposes", opposed),
        says(
            *("Selk", "offers", "release-captives"),
            given=act("allow-captain", label="its captains are allowed to go into exile"),
            condition="if its captains are allowed to go into exile in Quessa",
        ),
    )


def test_who_opposes_what_it_might_agree_to_refuses_it_itself() -> None:
    conflict = exile_story(SourceKind.UNNAMED)
    assert "Would Marn agree to exile, as reported, or not, as it says?" in asked(conflict, "Marn")


def test_what_somebody_is_to_be_allowed_is_the_act_of_who_would_allow_it() -> None:
    assert "Selk.release iff Marn.exile" in settled(exile_story(), "Selk")


def test_a_reform_that_is_withdrawn_is_withdrawn_by_who_would_not_do_it() -> None:
    conflict = plainly_drafted(
        says("Whigs", "rules_out", act("withdraw-reform", "Whigs", label="withdraw the reform")),
        says(
            *("Tories", "offers", act("support-budget", "Tories", label="support the budget")),
            given=act("withdraw-pension-reform", label="the pension reform is withdrawn"),
            condition="only if the pension reform is withdrawn",
        ),
    )
    assert "Tories.support_budget iff Whigs.withdraw_reform" in settled(conflict, "Tories")


def test_what_several_would_each_go_along_with_is_asked_of_them_all() -> None:
    caps = [
        says(party, "offers", act("cap", party, label="agree to a cap"), given=act("pay", "Fund"))
        for party in ("Ardenia", "Kolmar")
    ]
    wanted = says("Isles", "demands", act("cap-output", label="bring about a binding cap on output"))
    conflict = plainly_drafted(*caps, wanted)
    assert settled(conflict, "Isles") == ['"Ardenia and Kolmar".cap']


def test_what_is_told_without_a_day_stood_when_its_report_appeared() -> None:
    refused = says("Norvik", "rules_out", "take-part", on="2031-03-01", report="may.txt")
    agreed = says("Norvik", "offers", "take-part", given=act("pay", "Fund"), report="june.txt")
    dated = says("Fund", "offers", act("pay", "Fund"), on="2031-06-01", report="june.txt")
    dated = dated.model_copy(update={"date_kind": "published"})
    conflict = plainly_drafted(refused, agreed, dated)
    assert not conflict.questions
    assert any("overtaken" in o.reason for o in conflict.omitted)


def test_a_position_that_the_later_report_tells_as_past_is_overtaken_whoever_says_so() -> None:
    refused = says("Ostria", "rules_out", "take-part", on="2031-01-01", report="january.txt")
    told = says("Ostria", "rules_out", "take-part", on="2031-01-01", report="june.txt", earlier=True)
    would = says(
        *("Ostria", "offers", "take-part"),
        given=act("pay", "Fund"),
        on="2031-06-01",
        report="june.txt",
        via=SourceKind.UNNAMED,
    )
    assert asked(plainly_drafted(refused, would), "Ostria")
    assert not asked(plainly_drafted(refused, told, would), "Ostria")


def test_approving_what_nobody_in_the_record_does_is_an_act_of_who_approves(tmp_path: Path) -> None:
    conflict = drafted(
        tmp_path,
        "takeover",
        "The competition authority will approve the takeover only if Borealis sells the Velden plant, its "
        "head said. Borealis would sell the Velden plant if the union called off its strike.",
    )
    assert "approve the takeover" in labels(conflict)["competition authority"]


def test_a_judgement_on_a_write_off_is_about_who_would_write_off_and_who_would_accept() -> None:
    loans = act("write-loans", "Tanwei", label="write off part of its loans")
    cut = act("cut", "Bank", label="agree to a cut of the debt")
    judged = says(
        *("Officials", "assesses"),
        effect=Effect(
            cause=act("write-off", "Tanwei", label="bring about a write-off by Tanwei"),
            effect=act("accept", "Bank", label="accept it"),
        ),
    )
    conflict = plainly_drafted(
        says("Tanwei", "considers", loans), says("Bank", "considers", cut, given=act("pay", "Fund")), judged
    )
    question = asked(conflict, "Bank")[
        "Would the Bank agree to a cut of the debt if Tanwei were to write off part of its loans?"
    ]
    assert "Bank.cut iff Tanwei.write_loans" in " ".join(answers(question)["yes"])


def test_a_judgement_on_a_fund_is_about_who_would_give_it() -> None:
    fund = act("give-fund", "Whigs", label="give a road fund")
    judged = says(
        *("Officials", "assesses"),
        effect=Effect(
            cause=act("fund", label="bring about a road fund"),
            effect=act("hold-talks", "Greens"),
            raises=False,
        ),
    )
    conflict = plainly_drafted(says("Whigs", "considers", fund), says("Tories", "demands", fund), judged)
    assert "Would Greens refuse to enter talks if Whigs were to give a road fund?" in asked(
        conflict, "Greens"
    )
