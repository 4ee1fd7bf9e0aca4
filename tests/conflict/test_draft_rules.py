"""The rules from statements to a model, one by one, on small invented matters."""

from __future__ import annotations

from modusvivendi.conflict import Conflict, DecisionMaker, OpenPreference, Preference
from modusvivendi.conflict.draft import draft
from modusvivendi.conflict.draft.options import MOST_BYSTANDERS
from modusvivendi.stability import solve
from modusvivendi.statements import Effect, SourceKind, Statement
from tests.conflict.made_statements import act, says

CEASEFIRE = act("ceasefire", "Borsk", "Cerro")
MANDATE = act("give-mandate", "United Nations")


def drafted(*statements: Statement, most_options: int = 12) -> Conflict:
    conflict = draft(statements, most_options=most_options)
    assert conflict is not None
    return conflict


def maker(conflict: Conflict, key: str) -> DecisionMaker:
    return next(dm for dm in conflict.decision_makers if dm.key == key)


def settled(conflict: Conflict, key: str) -> list[str]:
    """A party's preference statements outside questions, in order."""
    return [str(p.formula) for p in maker(conflict, key).preferences if isinstance(p, Preference)]


def asked(conflict: Conflict, key: str) -> dict[str, OpenPreference]:
    return {p.question: p for p in maker(conflict, key).preferences if isinstance(p, OpenPreference)}


def answers(question: OpenPreference) -> dict[str, list[str]]:
    return {answer: [str(p.formula) for p in given] for answer, given in question.answers.items()}


def equal(conflict: Conflict, one: str, other: str) -> bool:
    """Whether two formulas hold in the same states."""
    return bool((conflict.where(one) == conflict.where(other)).all())


def reasons(conflict: Conflict, statement: Statement) -> list[str]:
    return [o.reason for o in conflict.omitted if statement.id in o.evidence]


# 1. Acts


def test_rule_1_a_condition_on_two_parties_is_an_act_of_each() -> None:
    conflict = drafted(says("Aldania", "offers", "contribute-forces", given=CEASEFIRE))
    assert set(conflict.options) == {"Aldania.troops", "Borsk.ceasefire", "Cerro.ceasefire"}
    expected = "Aldania.troops iff (Borsk.ceasefire and Cerro.ceasefire)"
    assert equal(conflict, settled(conflict, "Aldania")[0], expected)


def test_rule_1_what_is_nobodys_act_is_a_circumstance() -> None:
    conflict = drafted(
        says(
            *("Aldania", "offers", "guarantee-security"),
            given=act("resume-hostilities"),
            condition="in the event of a new attack",
        ),
        says("Borsk", "offers", "ceasefire", given=act("guarantee-security", "Aldania")),
    )
    assert conflict.circumstances == {"resume_hostilities": "there is a new attack"}
    assert "Aldania.guarantees iff resume_hostilities" in settled(conflict, "Aldania")
    assert conflict.interpretation_count == 2


def test_rule_1_demands_and_objections_are_about_the_target_and_offers_about_the_actor() -> None:
    conflict = drafted(
        says("Dockers", "demands", "raise-pay", of="Port"),
        says("Port", "offers", "raise-pay", given=act("strike", "Dockers", negated=True)),
        says("Port", "opposes", "strike", of="Dockers"),
    )
    assert "Port.pay" in settled(conflict, "Dockers")
    assert "not Dockers.strike" in settled(conflict, "Port")
    assert "Port.pay iff not Dockers.strike" in settled(conflict, "Port")


def test_rule_1_a_ceasefire_with_no_side_named_belongs_to_the_sides_other_reports_name() -> None:
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=act("ceasefire")),
        says("Dorne", "supports", "ceasefire", of=("Borsk", "Cerro"), report="south.txt"),
    )
    assert equal(
        conflict,
        settled(conflict, "Aldania")[0],
        "Aldania.troops iff (Borsk.ceasefire and Cerro.ceasefire)",
    )


def test_rule_1_a_ceasefire_with_no_side_named_anywhere_is_a_circumstance() -> None:
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=act("ceasefire"), condition="after a truce")
    )
    assert conflict.circumstances == {"ceasefire": "a truce"}


def test_acts_of_different_agents_outside_the_model_are_different_circumstances() -> None:
    # Two parties' votes once became one circumstance where neither was an option.
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=act("hold-vote", "Baltic states")),
        says("Borsk", "offers", "contribute-forces", given=act("hold-vote", "Western countries")),
    )
    assert list(conflict.circumstances) == ["baltic_states_hold_vote", "western_countries_hold_vote"]
    assert conflict.circumstances["baltic_states_hold_vote"] == "Baltic states hold a vote"


def test_a_circumstance_is_told_without_the_negation_that_the_formula_has() -> None:
    conflict = drafted(
        says(
            *("Aldania", "offers", "contribute-forces"),
            given=act("resume-hostilities", negated=True),
            condition="as long as fighting does not resume",
        ),
        says("Borsk", "offers", "ceasefire", given=act("contribute-forces", "Aldania")),
    )
    assert conflict.circumstances == {"resume_hostilities": "fighting does resume"}
    assert "Aldania.troops iff not resume_hostilities" in settled(conflict, "Aldania")


def test_a_circumstance_takes_no_options_name() -> None:
    # Such a clash once made the model invalid.
    conflict = drafted(
        says("Aldania", "offers", act("ceasefire", "Aldania")),
        says("Borsk", "opposes", "ceasefire", of="Aldania"),
        says("Borsk", "offers", "lift-sanctions", given=act("ceasefire", "Western countries")),
        says("Aldania", "demands", "lift-sanctions", of="Borsk"),
    )
    taken = {o.split(".")[-1] for o in conflict.options}
    assert not taken & set(conflict.circumstances)


# 2. Options


def test_rule_2_the_same_agent_and_action_are_one_option() -> None:
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=MANDATE),
        says("Aldania", "offers", act("contribute-forces", "Aldania", label="join the mission")),
        says("Borsk", "opposes", "contribute-forces", of="Aldania"),
    )
    assert [o for o in conflict.options if o.startswith("Aldania.")] == ["Aldania.troops"]


def test_rule_2_a_group_stands_for_its_members_that_have_the_act() -> None:
    conflict = drafted(
        says("France", "offers", "contribute-forces"),
        says("Poland", "offers", "contribute-forces", given=MANDATE),
        says("China", "offers", "contribute-forces", given=CEASEFIRE),
        says("Borsk", "opposes", "contribute-forces", of="European countries"),
    )
    assert equal(conflict, settled(conflict, "Borsk")[0], "none of (France.troops, Poland.troops)")


def test_rule_2_whom_a_group_stands_for_does_not_hang_on_who_is_named_first() -> None:
    # Members that only other conditions name were once missed where the group came before them.
    conflict = drafted(
        says("Aldania", "offers", "guarantee-security", given=act("contribute-forces", "European countries")),
        says("Cerro", "offers", "ceasefire", given=act("contribute-forces", "France"), start=5),
        says("Dorne", "offers", "close-border", given=act("contribute-forces", "Poland"), start=3),
    )
    assert equal(
        conflict, settled(conflict, "Aldania")[0], "Aldania.guarantees iff (France.troops or Poland.troops)"
    )


def test_rule_2_a_group_among_named_agents_needs_one_member_and_all_the_named() -> None:
    conflict = drafted(
        says("France", "offers", "contribute-forces", given=CEASEFIRE),
        says("Poland", "offers", "contribute-forces", given=MANDATE),
        says(
            "Cerro", "offers", "close-border", given=act("contribute-forces", "Aldania", "European countries")
        ),
    )
    assert equal(
        conflict,
        settled(conflict, "Cerro")[0],
        "Cerro.close_border iff (Aldania.troops and (France.troops or Poland.troops))",
    )


def test_rule_2_parties_alike_are_drafted_as_one_with_their_members() -> None:
    alike = [says(p, "offers", "contribute-forces", given=CEASEFIRE) for p in ("Estonia", "Latvia", "Norway")]
    conflict = drafted(*alike, says("Borsk", "opposes", "contribute-forces", of="European countries"))
    one = maker(conflict, "Estonia, Latvia and Norway")
    assert one.members == ("Estonia", "Latvia", "Norway")
    assert list(one.options) == ["troops"]
    first = one.preferences[0]
    assert isinstance(first, Preference)
    assert set(first.evidence) == {s.id for s in alike}


def test_rule_2_parties_with_different_conditions_are_drafted_apart() -> None:
    conflict = drafted(
        says("Estonia", "offers", "contribute-forces", given=CEASEFIRE),
        says("Latvia", "offers", "contribute-forces", given=MANDATE),
    )
    assert {"Estonia", "Latvia"} <= set(conflict.names)


# 3. Preferences


def test_rule_3_an_offer_with_a_condition_is_iff_and_further_down_the_act() -> None:
    conflict = drafted(says("Aldania", "offers", "contribute-forces", given=MANDATE))
    assert settled(conflict, "Aldania") == [
        'Aldania.troops iff "United Nations".mandate',
        "Aldania.troops",
    ]


def test_rule_3_a_refusal_and_a_denied_plan_are_not_the_act() -> None:
    for stance in ("rules_out", "denies"):
        conflict = drafted(
            says("Aldania", stance, "contribute-forces"),
            says("Cerro", "demands", "contribute-forces", of="Aldania"),
        )
        assert settled(conflict, "Aldania") == ["not Aldania.troops"]


def test_rule_3_not_without_two_things_means_that_acting_takes_both() -> None:
    conflict = drafted(
        says(
            *("Aldania", "rules_out", "contribute-forces"),
            given=(MANDATE.model_copy(update={"negated": True}), act("ceasefire", "Borsk", negated=True)),
            condition="without a mandate and a ceasefire",
        ),
        says("Cerro", "demands", "contribute-forces", of="Aldania"),
    )
    assert equal(
        conflict,
        settled(conflict, "Aldania")[0],
        'Aldania.troops implies ("United Nations".mandate and Borsk.ceasefire)',
    )


def test_rule_3_an_offer_and_a_refusal_without_a_mandate_are_one_position() -> None:
    # A refusal with a condition was once taken for another act, or for overtaking the offer.
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", on="2031-03-01"),
        says(
            *("Aldania", "rules_out", "contribute-forces"),
            given=act("give-mandate", "United Nations", negated=True),
            condition="without a mandate",
            on="2031-03-02",
        ),
    )
    assert settled(conflict, "Aldania") == [
        'Aldania.troops implies "United Nations".mandate',
        "Aldania.troops",
    ]


def test_rule_3_an_objection_with_a_condition_keeps_it() -> None:
    # It once became an objection come what may.
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=CEASEFIRE),
        says(
            *("Borsk", "opposes", "contribute-forces"),
            of="Aldania",
            given=act("give-mandate", "United Nations", negated=True),
            condition="unless the United Nations gives a mandate",
        ),
    )
    assert settled(conflict, "Borsk") == ['Aldania.troops implies "United Nations".mandate']


def test_rule_3_to_oppose_not_acting_is_to_want_the_act() -> None:
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=CEASEFIRE),
        says("Borsk", "opposes", act("contribute-forces", "Aldania", negated=True)),
    )
    assert settled(conflict, "Borsk") == ["Aldania.troops"]


def test_rule_3_a_warning_is_against_the_cause_and_for_the_answer_to_it() -> None:
    conflict = drafted(
        says("Borsk", "warns", "close-border", given=act("contribute-forces", "Aldania")),
        says("Aldania", "offers", "contribute-forces"),
    )
    first, second = settled(conflict, "Borsk")
    assert first == "not Aldania.troops"
    assert conflict.where("Borsk.close_border if Aldania.troops")[conflict.where(second)].all()


def test_rule_3_the_order_is_questions_exclusions_conditions_demands_offers() -> None:
    conflict = drafted(
        says("Aldania", "supports", "hold-vote", of="Borsk"),
        says("Aldania", "demands", "ceasefire", of="Borsk"),
        says("Aldania", "offers", "contribute-forces", given=MANDATE),
        says("Aldania", "opposes", "close-border", of="Borsk"),
        says("Aldania", "considers", "guarantee-security"),
        says("Borsk", "offers", "hold-vote", given=act("guarantee-security", "Aldania")),
        says("Borsk", "offers", "close-border"),
        says("Borsk", "offers", "ceasefire"),
    )
    rules = [p.rule for p in maker(conflict, "Aldania").preferences]
    assert rules[:4] == ["considers", "opposes", "offers, with a condition", "demands"]
    assert sorted(filter(None, rules[4:])) == ["offers", "supports"]


def test_rule_3_what_a_silent_party_is_assumed_to_do_stands_below_what_it_refuses() -> None:
    conflict = drafted(
        says("Aldania", "rules_out", "hold-vote"),
        says("Aldania", "demands", "ceasefire", of="Borsk"),
        says(
            "Borsk", "offers", "ceasefire", given=(act("open-border", "Aldania"), act("hold-vote", "Aldania"))
        ),
    )
    rules = [p.rule for p in maker(conflict, "Aldania").preferences]
    assert rules == ["rules_out", "silence", "demands"]


def test_rule_3_what_it_will_not_do_itself_stands_above_its_objections() -> None:
    conflict = drafted(
        says("Aldania", "rules_out", "hold-vote", on="2031-03-01"),
        says("Aldania", "opposes", "impose-sanctions", of="Borsk", on="2031-03-09"),
        says("Borsk", "warns", "impose-sanctions", given=act("hold-vote", "Aldania", negated=True)),
    )
    assert settled(conflict, "Aldania") == ["not Aldania.vote", "not Borsk.sanctions"]


def test_rule_3_the_later_statement_comes_before_the_earlier() -> None:
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=MANDATE, on="2031-03-01", report="a.txt"),
        says("Aldania", "offers", "contribute-forces", given=CEASEFIRE, on="2031-04-01", report="b.txt"),
    )
    conditional = [f for f in settled(conflict, "Aldania") if " iff " in f]
    assert "ceasefire" in conditional[0]
    assert "mandate" in conditional[1]


def test_rule_3_conditions_from_the_same_report_on_one_act_hold_together() -> None:
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=MANDATE),
        says("Aldania", "offers", "contribute-forces", given=CEASEFIRE),
    )
    conditional = [f for f in settled(conflict, "Aldania") if " iff " in f]
    assert len(conditional) == 1
    assert equal(
        conflict,
        conditional[0],
        'Aldania.troops iff ("United Nations".mandate and Borsk.ceasefire and Cerro.ceasefire)',
    )


def test_a_condition_on_what_others_of_a_group_do_leaves_the_speaker_out() -> None:
    # "France will send troops if other Europeans do" once made France's troops a condition of themselves.
    conflict = drafted(
        says("France", "offers", "contribute-forces", given=act("contribute-forces", "European countries")),
        says("Poland", "offers", "contribute-forces", given=MANDATE),
    )
    assert settled(conflict, "France")[0] == "France.troops iff Poland.troops"


# 4. Open questions


def test_rule_4_considering_is_a_question() -> None:
    s = says("Aldania", "considers", "contribute-forces", given=MANDATE)
    conflict = drafted(s)
    question = asked(conflict, "Aldania")["Would Aldania contribute troops?"]
    assert answers(question) == {
        "yes": ['Aldania.troops iff "United Nations".mandate'],
        "no": ["not Aldania.troops"],
    }
    assert question.note == "under consideration"
    assert s.id in question.evidence


def test_rule_4_silence_on_what_others_condition_on_is_a_question_and_not_indifference() -> None:
    s = says("Aldania", "offers", "contribute-forces", given=act("open-border", "Cerro"))
    conflict = drafted(s)
    question = asked(conflict, "Cerro")["Would Cerro open the border?"]
    assert question.note == "not reported"
    assert answers(question) == {"yes": ["Cerro.open_border"], "no": ["not Cerro.open_border"]}
    assert all(p.assumption for given in question.answers.values() for p in given)
    assert question.evidence == (s.id,)


def test_rule_4_a_silent_party_acts_only_if_what_it_demands_is_given() -> None:
    conflict = drafted(
        says("Aldania", "offers", "guarantee-security", given=act("ceasefire", "Cerro")),
        says("Cerro", "demands", "guarantee-security", of="Aldania"),
    )
    question = asked(conflict, "Cerro")["Would Cerro accept a ceasefire?"]
    assert answers(question)["yes"] == ["Cerro.ceasefire iff Aldania.guarantees", "Cerro.ceasefire"]


def test_rule_4_the_security_council_is_taken_to_need_its_permanent_members() -> None:
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces", given=MANDATE),
        says("Russia", "offers", "accept:contribute-forces", given=act("contribute-forces", "Aldania")),
        says("Aldania", "demands", "accept:contribute-forces", of="Russia"),
    )
    question = asked(conflict, "United Nations")["Would the United Nations give a mandate?"]
    on_terms, at_all = question.answers["yes"]
    assert str(on_terms.formula) == '"United Nations".mandate iff Russia.accept_troops'
    assert on_terms.assumption
    assert "veto" in on_terms.assumption
    assert not on_terms.evidence  # that it is asked says nothing of the terms
    assert (str(at_all.formula), bool(at_all.evidence)) == ('"United Nations".mandate', True)
    assert at_all.assumption


def test_nobody_does_an_act_and_what_undoes_it() -> None:
    conflict = drafted(
        says("Aldania", "offers", "lift-sanctions", given=act("admit-inspectors", "Cerro")),
        says("Aldania", "warns", "impose-sanctions", given=act("admit-inspectors", "Cerro", negated=True)),
        says("Borsk", "offers", "impose-sanctions", given=act("lift-sanctions", "Aldania")),
    )
    assert [str(formula) for formula in conflict.infeasible] == [
        "Aldania.sanctions and Aldania.lift_sanctions"
    ]
    assert conflict.infeasible_notes[0].rule


def test_a_circumstance_has_a_short_name_of_its_own() -> None:
    from modusvivendi.conflict.draft.circumstances import Circumstances

    named = Circumstances(["pay"])
    told = says("Aldania", "offers", "contribute-forces", given=act("stop", "threats"))
    told = told.model_copy(update={"condition": "if the threats stop"})
    same = named.term(told, told.condition_acts[0])
    other = says("Aldania", "offers", "contribute-forces", given=act("threats-stop", "Borsk", "Cerro"))
    long = act("let-the-observers-return-at-once", "Aldania", "Borsk", "Cerro")
    names = [
        same.name,
        named.term(told, told.condition_acts[0]).name,
        named.term(other, other.condition_acts[0]).name,
        named.term(says("Dorne", "offers", "open-border", given=long), long).name,
    ]
    assert names[0] == names[1] == "threats_stop"
    assert len(set(names)) == 3
    assert len(names[3].split("_")) <= 4


def joining(*, raises: bool = True, cause: str = "China", effect: str = "Borsk") -> Statement:
    return says(
        "Dorne",
        "assesses",
        effect=Effect(
            cause=act("contribute-forces", cause),
            effect=act("accept:contribute-forces", effect, label="accept that others contribute troops"),
            raises=raises,
        ),
    )


def test_rule_4_an_assessment_brings_in_acceptance_and_the_objections_hang_on_the_answer() -> None:
    judgement = joining()
    objection = says("Borsk", "opposes", "contribute-forces", of="European countries")
    conflict = drafted(
        judgement,
        objection,
        says("China", "offers", "contribute-forces", given=MANDATE),
        says("France", "offers", "contribute-forces"),
    )
    question = asked(conflict, "Borsk")["Does China's taking part win Borsk's consent?"]
    assert answers(question) == {
        "yes": ["Borsk.accept_troops iff China.troops", "France.troops implies China.troops"],
        "no": ["not Borsk.accept_troops", "not France.troops"],
    }
    assert {judgement.id, objection.id} <= set(question.evidence)
    assert settled(conflict, "Borsk") == []


def test_what_would_only_help_is_told_as_no_more_than_that() -> None:
    effect = Effect(
        cause=act("contribute-forces", "Aldania"), effect=act("accept:contribute-forces", "Borsk")
    )
    offer = says("Aldania", "offers", "contribute-forces")
    judged = says("Cerro", "assesses", effect=effect)
    for words, note in (
        ("Aldania's soldiers might be easier for Borsk to live with", "not that it would be enough"),
        ("Aldania's soldiers would win Borsk over", "not a position"),
    ):
        conflict = drafted(offer, judged.model_copy(update={"proposal": words}))
        (question,) = asked(conflict, "Borsk").values()
        assert note in (question.note or "")


def test_an_objection_to_a_groups_act_says_nothing_of_those_outside_it() -> None:
    effect = Effect(
        cause=act("contribute-forces", "Aldania"), effect=act("accept:contribute-forces", "Borsk")
    )
    conflict = drafted(
        says("France", "offers", "contribute-forces"),
        says("Aldania", "offers", "contribute-forces"),
        western := says("Borsk", "opposes", "contribute-forces", of="Western countries"),
        foreign := says("Borsk", "opposes", "contribute-forces", of="foreign countries"),
        says("Cerro", "assesses", effect=effect),
    )
    question = asked(conflict, "Borsk")["Does Aldania's taking part win Borsk's consent?"]
    told = {str(p.formula): set(p.evidence) for p in question.answers["no"]}
    assert told["not France.troops"] == {western.id, foreign.id}
    assert told["not Aldania.troops"] == {foreign.id}


def test_rule_4_a_judgement_that_it_would_cost_consent_leaves_objections_as_they_are() -> None:
    conflict = drafted(
        joining(raises=False),
        says("China", "offers", "contribute-forces", given=MANDATE),
        says("France", "offers", "contribute-forces"),
        says("Borsk", "opposes", "contribute-forces", of="European countries"),
    )
    question = asked(conflict, "Borsk")["Does China's taking part cost Borsk's consent?"]
    assert answers(question) == {"yes": ["China.troops implies not Borsk.accept_troops"], "no": []}
    assert settled(conflict, "Borsk") == ["not France.troops"]


def test_rule_4_what_a_party_offers_itself_needs_nobodys_judgement() -> None:
    # Its own word was once dropped in favour of what others think of it.
    judgement = joining()
    conflict = drafted(
        judgement,
        says("China", "offers", "contribute-forces", given=MANDATE),
        says("Borsk", "offers", "accept:contribute-forces", given=act("lift-sanctions", "Dorne")),
    )
    assert not asked(conflict, "Borsk")
    assert settled(conflict, "Borsk")[0] == "Borsk.accept_troops iff Dorne.lift_sanctions"
    assert reasons(conflict, judgement)


def test_rule_4_two_effects_on_one_party_are_two_questions() -> None:
    pay = says(
        "Dorne",
        "assesses",
        effect=Effect(
            cause=act("contribute-forces", "China"),
            effect=act("accept:guarantee-security", "Borsk", label="accept that others give guarantees"),
        ),
    )
    conflict = drafted(joining(), pay, says("China", "offers", "contribute-forces", given=MANDATE))
    assert len(asked(conflict, "Borsk")) == 2


def test_rule_4_a_denied_press_report_is_a_question_whatever_the_dates() -> None:
    earlier, later = "2031-03-01", "2031-03-09"
    for first, second, note in [
        (earlier, later, "contradictory reports"),
        # What is reported since has not been denied, but whoever denies once may do so again.
        (later, earlier, "reported since a denial of an earlier report"),
    ]:
        plan = says("Aldania", "offers", "contribute-forces", via=SourceKind.UNNAMED, on=first)
        denial = says("Aldania", "denies", "contribute-forces", via=SourceKind.PERSON, on=second)
        conflict = drafted(plan, denial, says("Cerro", "demands", "contribute-forces", of="Aldania"))
        (question,) = asked(conflict, "Aldania").values()
        assert answers(question) == {"yes": ["Aldania.troops"], "no": ["not Aldania.troops"]}
        assert set(question.evidence) == {plan.id, denial.id}
        assert question.note == note


def test_rule_4_refusing_not_to_act_contradicts_nothing() -> None:
    # The negation was once overlooked: an offer and "will not drop the plan" were contradictory.
    conflict = drafted(
        says("Aldania", "offers", "contribute-forces"),
        says("Aldania", "rules_out", act("contribute-forces", "Aldania", negated=True), report="b.txt"),
        says("Cerro", "demands", "contribute-forces", of="Aldania"),
    )
    assert not asked(conflict, "Aldania")
    assert settled(conflict, "Aldania") == ["Aldania.troops"]


def test_rule_4_wishes_that_contradict_each_other_undated_are_a_question() -> None:
    for_it = says("Borsk", "demands", "contribute-forces", of="Aldania", report="a.txt")
    against = says("Borsk", "opposes", "contribute-forces", of="Aldania", report="b.txt")
    conflict = drafted(for_it, against, says("Aldania", "offers", "contribute-forces", given=CEASEFIRE))
    (question,) = [q for q in asked(conflict, "Borsk").values() if q.rule == "contradiction"]
    assert question.question == "Does Borsk want Aldania to contribute troops?"
    assert answers(question) == {"yes": ["Aldania.troops"], "no": ["not Aldania.troops"]}
    assert set(question.evidence) == {for_it.id, against.id}


# Recency


def test_a_later_position_overtakes_an_earlier_one_and_the_earlier_is_listed() -> None:
    before = says("Aldania", "rules_out", "contribute-forces", on="2031-03-01")
    after = says("Aldania", "offers", "contribute-forces", on="2031-04-01")
    conflict = drafted(before, after, says("Cerro", "demands", "contribute-forces", of="Aldania"))
    assert settled(conflict, "Aldania") == ["Aldania.troops"]
    assert "overtaken" in reasons(conflict, before)[0]


def test_a_later_wish_overtakes_an_earlier_one() -> None:
    # An objection given up long ago once stood above the support that followed it.
    before = says("Borsk", "opposes", "contribute-forces", of="Aldania", on="2031-03-01")
    after = says("Borsk", "supports", "contribute-forces", of="Aldania", on="2031-04-01")
    conflict = drafted(before, after, says("Aldania", "offers", "contribute-forces", given=CEASEFIRE))
    assert settled(conflict, "Borsk") == ["Aldania.troops"]
    assert "overtaken" in reasons(conflict, before)[0]


def test_without_dates_nothing_overtakes_but_an_offer_a_consideration() -> None:
    conflict = drafted(
        says("Aldania", "considers", "contribute-forces", report="a.txt"),
        says("Aldania", "offers", "contribute-forces", report="b.txt"),
        says("Cerro", "demands", "contribute-forces", of="Aldania"),
    )
    assert settled(conflict, "Aldania") == ["Aldania.troops"]
    assert not asked(conflict, "Aldania")
    opposite = drafted(
        says("Aldania", "rules_out", "contribute-forces", report="a.txt"),
        says("Aldania", "offers", "contribute-forces", report="b.txt"),
        says("Cerro", "demands", "contribute-forces", of="Aldania"),
    )
    assert len(asked(opposite, "Aldania")) == 1


def test_a_press_report_does_not_overtake_what_a_party_said_itself() -> None:
    conflict = drafted(
        says("Aldania", "rules_out", "contribute-forces", on="2031-03-01"),
        says("Aldania", "offers", "contribute-forces", on="2031-04-01", via=SourceKind.UNNAMED),
        says("Cerro", "demands", "contribute-forces", of="Aldania"),
    )
    assert len(asked(conflict, "Aldania")) == 1


def test_a_past_position_is_left_out_with_its_reason() -> None:
    past = says("Aldania", "rules_out", "contribute-forces", earlier=True)
    conflict = drafted(past, says("Aldania", "offers", "contribute-forces", given=MANDATE))
    assert reasons(conflict, past) == ["told as a past position"]


def test_a_change_of_mind_told_in_one_report_goes_by_dates_and_other_words_are_another_deed() -> None:
    first = says("Aldania", "offers", "contribute-forces", on="2031-03-01")
    then = says("Aldania", "rules_out", "contribute-forces", on="2031-03-09")
    wanted = says("Cerro", "offers", "ceasefire", given=act("contribute-forces", "Aldania"))
    assert settled(drafted(first, then, wanted), "Aldania") == ["not Aldania.troops"]
    limits = says("Aldania", "offers", act("limit-enrichment", "Aldania", label="accept limits on it"))
    never = says("Aldania", "rules_out", act("limit-enrichment", "Aldania", label="give the plants away"))
    wanted = says("Cerro", "offers", "lift-sanctions", given=act("limit-enrichment", "Aldania"))
    assert settled(drafted(limits, never, wanted), "Aldania") == ["Aldania.limit_enrichment"]


def test_who_names_no_terms_is_assumed_to_mean_those_that_all_others_name() -> None:
    bound = [says(p, "offers", "contribute-forces", given=CEASEFIRE) for p in ("Aldania", "Dorne")]
    further = says("Dorne", "offers", "contribute-forces", given=MANDATE)
    bare = says("Westbund", "offers", "contribute-forces")
    wanted = says("Borsk", "demands", "contribute-forces", of="Westbund")
    conflict = drafted(*bound, further, bare, wanted)
    taken = next(
        p
        for p in maker(conflict, "Westbund").preferences
        if isinstance(p, Preference) and p.rule == "shared terms"
    )
    assert equal(
        conflict, str(taken.formula), "Westbund.troops implies (Borsk.ceasefire and Cerro.ceasefire)"
    )
    assert set(taken.evidence) == {s.id for s in bound}
    assert taken.assumption


def test_terms_of_one_party_alone_or_told_in_other_reports_are_nobody_elses() -> None:
    one = says("Aldania", "offers", "contribute-forces", given=CEASEFIRE)
    bare = says("Westbund", "offers", "contribute-forces")
    wanted = says("Borsk", "demands", "contribute-forces", of="Westbund")
    assert "shared terms" not in str(drafted(one, bare, wanted).dumps())
    two = says("Dorne", "offers", "contribute-forces", given=CEASEFIRE)
    far = says("Westbund", "offers", "contribute-forces", report="south.txt")
    assert "shared terms" not in str(drafted(one, two, far, wanted).dumps())


# 5. Parsimony


def test_rule_5_acts_in_conditions_and_opposed_acts_are_kept_before_others() -> None:
    asked_for = [
        says("Aldania", "demands", act(f"build-{w}", "Borsk")) for w in ("road", "bridge", "canal", "quay")
    ]
    conflict = drafted(
        *asked_for,
        says("Borsk", "offers", "ceasefire", given=act("lift-sanctions", "Aldania")),
        says("Aldania", "opposes", "close-border", of="Borsk"),
        most_options=3,
    )
    assert set(conflict.options) == {"Aldania.lift_sanctions", "Borsk.ceasefire", "Borsk.close_border"}
    left = [o for o in conflict.omitted if o.rule == "parsimony"]
    assert len(left) == 4
    assert all("at most 3 options" in o.reason and o.evidence for o in left)


def test_rule_5_what_nobody_depends_on_is_left_out_with_the_reason() -> None:
    alone = says("Dorne", "offers", "hold-vote")
    conflict = drafted(alone, says("Aldania", "offers", "contribute-forces", given=MANDATE))
    assert "Dorne" not in conflict.names
    assert any("nobody else" in r for r in reasons(conflict, alone))


def test_rule_5_a_party_that_only_wants_and_objects_judges_without_an_option() -> None:
    wish = says("Dorne", "demands", "contribute-forces", of="Aldania")
    conflict = drafted(wish, says("Aldania", "offers", "contribute-forces", given=MANDATE))
    dorne = maker(conflict, "Dorne")
    assert not dorne.options
    (wanted,) = dorne.preferences
    assert isinstance(wanted, Preference)
    assert (str(wanted.formula), wanted.evidence) == ("Aldania.troops", (wish.id,))
    assert conflict.decision_makers[-1] is dorne
    assert "Dorne" not in conflict.acting


def test_rule_5_parties_that_judge_alike_without_an_option_are_one() -> None:
    wishes = [says(p, "opposes", "contribute-forces", of="Aldania") for p in ("Dorne", "Cerro")]
    conflict = drafted(*wishes, says("Aldania", "offers", "contribute-forces", given=MANDATE))
    both = next(dm for dm in conflict.decision_makers if dm.members)
    assert both.members == ("Cerro", "Dorne")
    (refused,) = both.preferences
    assert set(refused.evidence) == {s.id for s in wishes}


def test_rule_5_of_parties_without_an_option_the_most_outspoken_are_kept_and_the_rest_are_listed() -> None:
    things = ("road", "bridge", "canal", "quay", "wall", "tower", "mill", "tunnel")
    wishes = [says(f"Friends of the {w}", "opposes", act(f"clear-{w}", "Aldania")) for w in things]
    again = says("Friends of the tunnel", "demands", act("clear-road", "Aldania"))
    plans = [says("Aldania", "offers", act(f"clear-{w}", "Aldania")) for w in things]
    conflict = drafted(*wishes, again, *plans)
    judging = [dm.key for dm in conflict.decision_makers if not dm.options]
    assert judging[0] == "Friends of the tunnel"
    assert len(judging) == MOST_BYSTANDERS
    left = {s.actor for s in wishes} - set(judging)
    for s in wishes:
        if s.actor in left:
            assert reasons(conflict, s) == [
                f"{s.actor} does nothing in the model, and of such parties it has at most {MOST_BYSTANDERS}"
            ]


def test_rule_5_a_refusal_with_a_condition_is_not_idle() -> None:
    # "Not without a mandate" says what it would take; it was once left out as a plain refusal.
    conflict = drafted(
        says(
            *("Aldania", "rules_out", "contribute-forces"),
            given=act("give-mandate", "United Nations", negated=True),
            condition="without a mandate",
        )
    )
    assert "Aldania.troops" in conflict.options


# 6. Everything explains itself


def test_rule_6_options_preferences_questions_and_omissions_say_where_they_come_from() -> None:
    conflict = drafted(
        joining(),
        says("Borsk", "opposes", "contribute-forces", of="China"),
        says("China", "offers", "contribute-forces", given=(MANDATE, CEASEFIRE)),
        says("Dorne", "offers", "hold-vote"),
        says("Aldania", "considers", "guarantee-security", given=CEASEFIRE),
    )
    for dm in conflict.decision_makers:
        assert all(dm.option_notes[key].evidence for key in dm.options)
        for p in dm.preferences:
            assert p.rule
            if isinstance(p, OpenPreference):
                assert p.note
                assert p.evidence
    assert all(o.rule and o.reason and o.evidence for o in conflict.omitted)


def test_nothing_to_model_gives_no_model() -> None:
    assert draft([]) is None
    assert draft([says("Dorne", "assesses", effect=None)]) is None


def test_a_whole_matter_is_solved_and_has_the_deal_that_both_sides_wait_for() -> None:
    """A dam: each side waits for the other, so that only the deal and doing nothing hold."""
    conflict = drafted(
        says("Upland", "offers", act("release-water", "Upland"), given=act("pay", "Lowland")),
        says("Lowland", "offers", "pay", given=act("release-water", "Upland")),
    )
    assert not conflict.questions
    held = [set(conflict.taken(code)) for code in solve(conflict, "nash").equilibria("nash").tolist()]
    assert held == [set(), {"Upland.release_water", "Lowland.funds"}]


def test_rule_4_a_threat_falls_with_the_objection_where_the_judgement_is_right() -> None:
    threat = says(
        "Borsk",
        "warns",
        act("block-the-port", "Borsk"),
        given=act("contribute-forces", "European countries"),
        start=700,
    )
    conflict = drafted(
        joining(),
        says("Borsk", "opposes", "contribute-forces", of="European countries"),
        threat,
        says("China", "offers", "contribute-forces", start=300),
        says("Aldania", "offers", "contribute-forces", start=400),
        says("France", "offers", "contribute-forces", start=500),
        says("Germany", "offers", "contribute-forces", given=act("open-border", "Cerro"), start=600),
    )
    question = asked(conflict, "Borsk")["Does China's taking part win Borsk's consent?"]
    texts = answers(question)
    key = next(o for o in conflict.options if o.startswith("Borsk.block"))
    assert any(f"{key} iff" in text and "not China.troops" in text for text in texts["yes"])
    assert any(f"{key} iff" in text and "China" not in text for text in texts["no"])
    outside = [p for p, q, _ in maker(conflict, "Borsk").every_statement() if q is None]
    assert not any(key in p.formula.options() for p in outside)


def test_what_one_would_keep_and_another_part_with_is_not_both_done() -> None:
    keep = act("let-keep", "Authority", label="let it keep the Velden plant")
    sell = act("sell-plant", "Borealis", label="sell the Velden plant")
    conflict = drafted(
        says("Borealis", "offers", act("raise-bid", "Borealis"), given=keep),
        says("Authority", "offers", act("approve-sale", "Authority"), given=sell),
    )
    (both,) = conflict.infeasible
    assert equal(conflict, str(both), "Authority.let_keep and Borealis.sell_plant")


def test_of_what_others_ask_it_not_to_do_a_silent_party_is_asked_whether_it_would() -> None:
    jobs = act("close-pit", "Mine", negated=True)
    conflict = drafted(
        says("Union", "offers", act("strike", "Union", negated=True), given=jobs),
        says("Union", "warns", act("sue-mine", "Union"), given=act("dump-waste", "Mine")),
    )
    for question, option in (
        ("Would Mine close pit?", "close_pit"),
        ("Would Mine dump waste?", "dump_waste"),
    ):
        asked_of = asked(conflict, "Mine")[question]
        assert answers(asked_of) == {"yes": [f"Mine.{option}"], "no": [f"not Mine.{option}"]}
        assert "what is asked of it" in (asked_of.answers["no"][0].assumption or "")
        assert "what is asked of it" not in (asked_of.answers["yes"][0].assumption or "")


def test_a_silent_party_without_whom_others_will_not_act_is_asked_to_act() -> None:
    cover = says(
        "Insurers",
        "rules_out",
        act("cover-ships", "Insurers"),
        given=act("guarantee-security", "Borsk", negated=True),
    )
    (question,) = asked(drafted(cover), "Borsk").values()
    assert "what is asked of it" in (question.answers["yes"][0].assumption or "")


def test_who_backs_something_on_terms_does_not_want_it_without_them() -> None:
    pay, cuts = act("raise-pay", "Mine"), act("cut-jobs", "Mine", negated=True)
    conflict = drafted(
        says("Union", "supports", pay, given=cuts),
        says("Mine", "offers", pay, given=act("end-strike", "Union")),
    )
    assert settled(conflict, "Union")[0] == "Mine.pay implies not Mine.cut_jobs"
    assert "not Mine.cut_jobs and Mine.pay" in settled(conflict, "Union")


def test_redundancies_are_the_employers_act() -> None:
    cuts = act("cut-jobs", negated=True)
    conflict = drafted(
        says(
            "Union",
            "offers",
            act("end-strike", "Union"),
            given=cuts,
            condition="provided there are no redundancies",
        ),
        says("Mine", "offers", "raise-pay", given=act("end-strike", "Union")),
    )
    assert "Union.end_strike iff not Mine.cut_jobs" in settled(conflict, "Union")


def test_what_a_party_would_do_on_terms_that_are_nobodys_act_fills_up_a_small_model() -> None:
    harmed = act("harm-captive", label="a captive was harmed")
    conflict = drafted(
        says("Dorne", "warns", act("close-pass", "Dorne", label="close the pass"), given=harmed),
        says("Aldania", "offers", "contribute-forces", given=MANDATE),
    )
    assert "Dorne" in conflict.names
    assert "Dorne.close_pass iff harm_captive" in settled(conflict, "Dorne")


def test_where_nothing_hangs_together_what_each_offers_or_considers_is_the_model() -> None:
    conflict = drafted(
        says("Cerro", "considers", act("receive-exiles", "Cerro", label="receive the exiles")),
        says("Dorne", "offers", "hold-vote"),
        says("Aldania", "demands", "ceasefire", of="Borsk"),
        says("Borsk", "offers", "ceasefire"),
    )
    assert {"Cerro", "Dorne", "Borsk"} <= set(conflict.names)
