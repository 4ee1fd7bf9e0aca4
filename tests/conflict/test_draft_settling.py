"""Seen beside each other, statements tell whose act a phrase is, and which phrases are the same."""

from __future__ import annotations

from modusvivendi.conflict.decision_maker import OpenPreference
from modusvivendi.conflict.draft import draft
from modusvivendi.conflict.draft.parties import with_parties_settled
from modusvivendi.conflict.draft.sameness import same_actions
from modusvivendi.conflict.draft.settling import is_vague, with_acts_settled
from modusvivendi.dossier.parties import same_parties
from modusvivendi.dossier.speakers import with_speakers_settled
from modusvivendi.statements import Quantity, Statement
from tests.conflict.made_statements import act, says


def worded(
    s: Statement,
    proposal: str,
    sentence: str | None = None,
    condition: str | None = None,
    amount: float | None = None,
) -> Statement:
    """The same statement in these words."""
    return s.model_copy(
        update={
            "proposal": proposal,
            "sentence": sentence or f"It would {proposal}.",
            "condition": condition or s.condition,
            "quantity": None if amount is None else Quantity(text=str(amount), min=amount, max=amount),
        }
    )


def settled(*statements: Statement) -> list[Statement]:
    return with_acts_settled(with_parties_settled(statements))


# Parties


def test_an_acronym_stands_for_the_name_it_is_made_of() -> None:
    assert same_parties(["PWU", "Pilots and Wardens' Union", "PAWU"]) == {
        "PWU": "Pilots and Wardens' Union",
        "PAWU": "Pilots and Wardens' Union",
    }


def test_a_description_that_fits_two_parties_stands_for_neither() -> None:
    assert same_parties(["teachers' union", "Nurses' Union", "Porters' Union"]) == {}


def test_the_front_is_the_one_whose_name_says_of_whom() -> None:
    assert same_parties(["Front", "People's Front of the Delta", "Orsk"]) == {
        "Front": "People's Front of the Delta"
    }


def test_a_name_told_in_small_letters_is_that_name() -> None:
    assert same_parties(["nurses' union", "Nurses' Union", "Porters' Union"]) == {
        "nurses' union": "Nurses' Union"
    }


def test_the_european_union_is_nobodys_trade_union() -> None:
    assert same_parties(["dockers' union", "European Union"]) == {}


def test_operators_are_their_federation() -> None:
    assert same_parties(["ferry owners", "owners", "Ferry Owners' Association"]) == {
        "owners": "Ferry Owners' Association"
    }


def test_what_a_small_group_says_is_said_by_each_member() -> None:
    group = says("Baltic states", "warns", "close-border", given=act("contribute-forces", "Borsk"))
    own = says("Latvia", "offers", "hold-talks")
    found = settled(group, own)
    warning = [s for s in found if s.stance == "warns"]
    assert [s.actor for s in warning] == ["Estonia", "Latvia", "Lithuania"]
    assert {s.id for s in warning} == {group.id}
    assert [s.act.agents for s in warning if s.act] == [("Estonia",), ("Latvia",), ("Lithuania",)]


def test_members_that_say_the_same_are_drafted_as_one() -> None:
    group = says("Baltic states", "warns", "close-border", given=act("contribute-forces", "Borsk"))
    each = [
        says(country, "offers", "lift-sanctions", given=act("hold-talks", "Borsk"))
        for country in ("Estonia", "Latvia", "Lithuania")
    ]
    conflict = draft([group, *each])
    assert conflict is not None
    joint = next(dm for dm in conflict.decision_makers if dm.members)
    assert joint.members == ("Estonia", "Latvia", "Lithuania")
    assert set(joint.options) == {"close_border", "lift_sanctions"}


# Conditions


def test_without_such_steps_is_without_the_steps_told_just_before() -> None:
    steps = (act("hold-talks", "Borsk"), act("admit-inspectors", "Borsk"))
    first = says("Aldania", "offers", "lift-sanctions", given=steps, start=100)
    then = says("Aldania", "warns", "impose-sanctions", given=act("step"), start=200)
    then = worded(then, "impose sanctions", condition="Without such steps")
    then = settled(first, then)[1]
    assert [(a.action, a.negated) for a in then.condition_acts] == [
        ("hold-talks", True),
        ("admit-inspectors", True),
    ]
    conflict = draft([first, says("Borsk", "opposes", "impose-sanctions", of="Aldania"), then])
    assert conflict is not None
    said = [str(p.formula) for _, p, _, _ in conflict.statements()]
    assert "Aldania.sanctions iff not (Borsk.talks and Borsk.inspections)" in said


def test_letting_somebody_do_it_is_consent_to_its_act() -> None:
    calls = says(
        "Cerro", "offers", act("moor-harbour", "Cerro", label="moor in the harbour"), given=act("let-they")
    )
    calls = worded(calls, "moor in the harbour", condition="if Borsk lets it in and Aldania lets it through")
    (found,) = settled(calls)
    assert [(a.agents, a.action) for a in found.condition_acts] == [
        (("Borsk",), "accept:moor-harbour"),
        (("Aldania",), "accept:moor-harbour"),
    ]


def test_what_the_union_would_do_is_the_one_unions_act() -> None:
    offer = says(
        *("Ferry Owners' Association", "offers", "guarantee-jobs"),
        given=act("accept-roster", label="the union accepted a night roster"),
    )
    offer = worded(offer, "guarantee jobs", condition="if the union accepted a night roster")
    union = says("Stewards' Union", "demands", "raise-pay")
    found = settled(offer, union)[0]
    assert [(a.agents, a.label) for a in found.condition_acts] == [
        (("Stewards' Union",), "accept a night roster")
    ]


def test_a_vote_of_ones_own_is_a_circumstance() -> None:
    given = act("vote-senate", "Aldania", label="a vote of its senate")
    (found,) = settled(says("Aldania", "considers", "contribute-forces", given=given))
    assert found.condition_acts[0].agents == ()


# Acts


def test_a_bare_amount_is_of_what_the_report_gives_another_amount_of() -> None:
    claim = worded(
        says("Stewards' Union", "demands", "raise-pay", start=10), "a rise of 20 per cent", amount=20
    )
    offer = worded(says("Owners Ltd", "offers", act("cent", "Owners Ltd"), start=90), "8 per cent", amount=8)
    found = settled(claim, offer)[1]
    assert found.act is not None
    assert found.act.action == "raise-pay"


def test_who_settles_for_a_rise_does_not_pay_it() -> None:
    taking = says("Stewards' Union", "offers", "raise-pay")
    taking = worded(taking, "a rise of 7 per cent", "The union would settle for a rise of 7 per cent.")
    (found,) = settled(taking)
    assert found.act is not None
    assert found.act.action == "accept:raise-pay"


def test_coming_back_is_to_what_was_left_in_the_same_breath() -> None:
    sentence = "Borsk leaves the pact but would come back."
    out = worded(says("Borsk", "rules_out", "keep-agreement", start=10), "stay in the pact", sentence)
    back = worded(says("Borsk", "offers", act("come", "Borsk"), start=10, letter="b"), "come back", sentence)
    found = settled(out, back)[1]
    assert found.act is not None
    assert found.act.action == "keep-agreement"


def test_the_link_that_is_weighed_in_the_next_sentence_is_what_was_asked_in_return() -> None:
    asked = says("Mediators", "demands", act("keep-agreement", "Norland"), start=10,
                 given=act("reconnection-bank"),
                 condition="in return for the reconnection of its bank")  # fmt: skip
    weighs = worded(
        says("Westbund", "considers", act("allow-link", "Westbund", label="allow the link"), start=17),
        "allow the link", "Westbund is considering whether to allow the link.",
    )  # fmt: skip
    far = weighs.model_copy(update={"start": 400, "end": 405})
    assert settled(asked, weighs)[0].condition_acts[0].agents == ("Westbund",)
    assert settled(asked, far)[0].condition_acts[0].agents == ()


def test_halting_the_procedure_for_an_act_is_not_acting() -> None:
    against = worded(says("Sudland", "opposes", act("impose-sanctions")), "the restoration of the sanctions")
    halts = worded(
        says("Norland", "offers", act("halt-procedure", "Norland", label="halt the procedure")),
        "halt the procedure",
        "Norland, which began the procedure for restoring U.N. sanctions at Easter, is willing to halt it.",
    )
    (_, read) = settled(against, halts)
    assert read.act is not None
    assert (read.act.action, read.act.agents, read.act.negated) == ("impose-sanctions", ("Norland",), True)
    unknown = halts.model_copy(update={"sentence": "Norland is willing to halt the procedure for visas."})
    (_, left) = settled(against, unknown)
    assert left.act is not None
    assert left.act.action == "halt-procedure"


def test_talking_through_newspapers_is_no_talks() -> None:
    (found,) = settled(worded(says("Borsk", "rules_out", "hold-talks"), "negotiate through the press"))
    assert found.act is not None
    assert found.act.action != "hold-talks"


def test_such_a_promise_is_the_one_told_before() -> None:
    told = worded(says("Borsk", "offers", "guarantee-jobs", start=10), "guarantee jobs until 2040")
    denied = says("Borsk", "denies", act("authorise-guarantee", "Borsk"), start=90)
    denied = worded(denied, "any branch had authorised such a guarantee")
    found = settled(told, denied)[1]
    assert found.act is not None
    assert found.act.action == "guarantee-jobs"


def test_it_in_a_condition_is_the_thing_the_proposal_names() -> None:
    offer = says("Borsk", "offers", act("study-water", "Borsk", label="agree to a study"),
                 given=act("finish-it"), condition="if it was finished by June")  # fmt: skip
    conflict = draft(
        [worded(offer, "a study of the water"), says("Cerro", "demands", "study-water", of="Borsk")]
    )
    assert conflict is not None
    assert list(conflict.circumstances.values()) == ["the study was finished by June"]


def test_who_objects_to_talks_behind_its_back_does_not_object_to_talks() -> None:
    for words in ("talks about the strait behind Borsk's back", "talks without Borsk"):
        (found,) = settled(worded(says("Borsk", "opposes", "hold-talks", of="Aldania"), words))
        assert found.act is not None
        assert found.act.action != "hold-talks"
    (plain,) = settled(worded(says("Borsk", "opposes", "hold-talks", of="Aldania"), "talks without Cerro"))
    assert plain.act is not None
    assert plain.act.action == "hold-talks"


def test_it_is_what_the_sentence_opens_with() -> None:
    s = says("Borsk", "offers", act("wind-it", "Borsk", label="wind it up"))
    s = worded(s, "winding it up", "As for the Straits Board, it would agree to winding it up.")
    wish = says(
        "Cerro", "demands", act("dissolve-straits-board", "Borsk", label="dissolve the Straits Board")
    )
    found = settled(s, wish)
    assert found[0].act is not None
    assert found[0].act.label == "wind the Straits Board up"
    assert found[1].act is not None
    assert found[0].act.action == found[1].act.action


def test_leaving_a_pact_is_not_keeping_to_it() -> None:
    leaving = says("Borsk", "warns", "leave-agreement", given=act("remove-toll", label="remove the toll"))
    keeping = says("Borsk", "offers", "keep-agreement")
    found = settled(leaving, keeping)[0]
    assert found.act is not None
    assert (found.act.action, found.act.negated) == ("keep-agreement", True)


def test_an_objection_to_somebody_as_guarantor_is_to_its_guarantee() -> None:
    s = says("Aldania", "opposes", act("cerro", "Cerro"))
    s = worded(s, "Cerro", "Aldania will not accept Cerro as a guarantor.")
    (found,) = settled(s)
    assert found.act is not None
    assert (found.act.agents, found.act.action) == (("Cerro",), "guarantee-security")


def test_the_same_verb_kind_and_object_are_one_act_and_opposites_never() -> None:
    labels = {
        "halt": "halt work on the weir",
        "suspend": "suspend the work on the weir",
        "resume": "resume work on the weir",
        "permit": "allow the link",
        "clear": "clear the bank link",
    }
    assert same_actions(labels) == {"suspend": "halt", "permit": "clear"}


def test_agreeing_to_do_it_and_other_words_for_the_thing_are_the_same_act() -> None:
    labels = {
        "agree-buy": "agree to buy its electricity",
        "buy-power": "buy power from the weir",
        "sell-power": "sell power from the weir",
        "free": "free the captives",
        "release": "release all hostages",
        "agree": "agree to a truce",
    }
    assert same_actions(labels) == {"agree-buy": "buy-power", "release": "free"}


def test_nobody_is_said_to_be_silent_on_what_it_refuses_in_other_words() -> None:
    fills = says("Aldania", "offers", act("fill-basin", "Aldania", label="fill the basin"),
                 given=act("agree-buy", "Borsk", label="agree to buy its electricity"))  # fmt: skip
    refuses = says("Borsk", "rules_out", act("buy-power", "Borsk", label="buy power from the weir"))
    conflict = draft([fills, refuses])
    assert conflict is not None
    assert not conflict.questions
    (preference,) = [p for _, p, _, _ in conflict.statements() if str(p.formula).startswith("not Borsk")]
    assert preference.evidence == (refuses.id,)


def test_what_is_reported_of_something_like_it_is_said_with_the_question() -> None:
    fills = says("Aldania", "offers", act("fill-basin", "Aldania", label="fill the basin"),
                 given=act("link-power", "Borsk", label="link its grid to the power station"))  # fmt: skip
    near = says("Borsk", "rules_out", act("buy-power", "Borsk", label="buy power from the weir"))
    far = says("Borsk", "rules_out", act("send-envoys", "Borsk", label="send envoys to the fair"),
               start=9000)  # fmt: skip
    conflict = draft([fills, near, far])
    assert conflict is not None
    borsk = next(dm for dm in conflict.decision_makers if dm.key == "Borsk")
    (question,) = [q for q in borsk.preferences if isinstance(q, OpenPreference)]
    assert near.id in question.evidence
    assert far.id not in question.evidence
    (said,) = question.answers["no"]
    assert said.assumption == "nothing was found on it in these words, only on something near it"
    assert said.evidence == (near.id,)


def test_who_turns_down_what_is_offered_in_return_is_not_silent() -> None:
    offer = says("Aldania", "offers", "lift-sanctions", given=act("hold-talks", "Borsk", "Aldania"))
    refusal = says("Borsk", "rules_out", act("accept:lift-sanctions", "Borsk"))
    conflict = draft([offer, refusal])
    assert conflict is not None
    borsk = next(dm for dm in conflict.decision_makers if dm.key == "Borsk")
    (question,) = [q for q in borsk.preferences if isinstance(q, OpenPreference)]
    (said,) = question.answers["no"]
    assert said.evidence == (refusal.id,)
    assert question.note != "not reported"


def test_what_others_threaten_over_is_not_counted_on() -> None:
    conflict = draft(
        [
            says("Aldania", "offers", "contribute-forces", given=act("open-border", "Cerro")),
            says("Borsk", "warns", "impose-sanctions", given=act("hold-vote", "Cerro")),
        ]
    )
    assert conflict is not None
    assert {q.text for q in conflict.questions} == {
        "Would Cerro open the border?",
        "Would Cerro hold a vote?",
    }


def test_words_that_name_nothing_make_no_option() -> None:
    assert all(map(is_vague, ("want it", "let them in", "go ahead", "bring about such a step")))
    assert not any(map(is_vague, ("let the ferries in", "raise pay", "have the weir opened")))
    vague = act("help-it", "Borsk", label="help it")
    conflict = draft(
        [
            says("Aldania", "offers", "contribute-forces", given=vague),
            says("Borsk", "opposes", "contribute-forces", of="Aldania"),
        ]
    )
    assert conflict is not None
    assert "Borsk.help" not in set(conflict.options)
    reasons = [o.reason for o in conflict.omitted if o.what == "Borsk: help it"]
    assert reasons == ["the words alone do not say what would be done"]


def test_what_others_count_on_is_asked_of_a_silent_party_once() -> None:
    conflict = draft(
        [
            says("Aldania", "offers", "contribute-forces", given=act("open-border", "Cerro")),
            says("Borsk", "offers", "lift-sanctions", given=act("hold-vote", "Cerro")),
        ]
    )
    assert conflict is not None
    (question,) = conflict.questions
    assert question.text == "Would Cerro hold a vote and open the border, as others count on?"
    assert len(question.evidence) == 2


def test_amounts_are_said_to_be_left_out() -> None:
    # What several give together is not told apart by amounts.
    claim = worded(
        says("Stewards' Union", "demands", "raise-pay", of=("Owners Ltd", "Quay plc")),
        *("a rise of 20 per cent",),
        amount=20,
    )
    offer = worded(says("Owners Ltd", "offers", "raise-pay"), "a rise of 8 per cent", amount=8)
    conflict = draft([claim, offer])
    assert conflict is not None
    (told,) = [o for o in conflict.omitted if o.rule == "amounts"]
    assert set(told.evidence) == {claim.id, offer.id}
    assert "Owners Ltd 8" in told.what
    assert "Stewards' Union 20" in told.what


def test_a_refusal_in_the_sentence_after_a_condition_is_near_what_was_asked() -> None:
    loans = act("write-loan", "World Bank", label="write off part of its loans")
    open_to = says("Tanwei", "offers", act("cut-debt", "Tanwei"), given=loans, start=100)
    refusal = act("take-losses", "World Bank", label="take losses")
    next_to = says("World Bank", "rules_out", refusal, start=106)
    far = says("World Bank", "rules_out", refusal, start=900)
    for reply, known in ((next_to, "nothing was found on it in these words"), (far, "no position")):
        conflict = draft([open_to, reply])
        assert conflict is not None
        (question,) = (p for p in conflict.decision_makers[1].preferences if isinstance(p, OpenPreference))
        assert (question.answers["no"][0].assumption or "").startswith(known)
        assert (reply.id in question.answers["no"][0].evidence) == (reply is next_to)


def test_what_a_party_wants_in_return_is_the_condition_of_its_offer_before() -> None:
    offer = says("Borsk", "offers", act("limit-catch", "Borsk", label="limit its catch"), start=10)
    asks = says("Borsk", "demands", "lift-sanctions", of="Aldania", start=90).model_copy(
        update={"sentence": "In return, it wants all sanctions lifted.", "proposal": "all sanctions lifted"}
    )
    settled = with_acts_settled([offer, asks])
    assert settled[0].condition == "in return for all sanctions lifted"
    assert settled[0].condition_acts == (asks.act,)
    elsewhere = asks.model_copy(update={"sentence": "It wants all sanctions lifted."})
    assert not with_acts_settled([offer, elsewhere])[0].condition_acts


def test_turning_down_an_offer_is_refusing_what_others_would_do() -> None:
    own = act("impose-sanctions", "Borsk", negated=True)
    refused = says("Borsk", "rules_out", own).model_copy(
        update={"proposal": "accept the idea to put off the return of sanctions"}
    )
    (settled,) = with_acts_settled([refused])
    assert settled.act == act(
        "accept:impose-sanctions", "Borsk", label="accept that others would not impose sanctions"
    )


def test_what_its_host_wants_is_nobodys_act_and_what_its_host_allows_is() -> None:
    def stays(condition: str) -> Statement:
        wanted = act("it", "Aldania", label="want it")
        told = says("Borsk", "offers", act("stay", "Borsk"), given=wanted, condition=condition)
        return told.model_copy(update={"proposal": "the mission would stay"})

    (wants,) = with_acts_settled([stays("for as long as Aldania wants it")])
    (allows,) = with_acts_settled([stays("for as long as Aldania allows it")])
    assert wants.condition_acts[0].agents == ()
    assert allows.condition_acts[0].agents == ("Aldania",)
    joined = says("Cerro", "offers", "take-part", given=act("let-mission-stay", "Borsk"))
    conflict = draft([stays("for as long as Aldania wants it"), joined])
    assert conflict is not None
    assert list(conflict.circumstances.values()) == ["Aldania wants the mission"]


def test_who_calls_for_talks_would_take_part_in_them() -> None:
    talks = act("hold-talks", "Aldania", "Borsk")
    offer = says("Cerro", "offers", "lift-sanctions", given=talks)
    calls = says("Borsk", "demands", "hold-talks", of="Aldania")
    for statements, asked in (([offer], 2), ([offer, calls], 1)):
        conflict = draft(statements)
        assert conflict is not None
        assert len(conflict.questions) == asked


def test_what_a_party_gives_on_terms_it_gives_no_more_of_without_them() -> None:
    offer = says("Bank", "offers", act("cut-debt", "Bank"), given=act("pay-more", "Zavia")).model_copy(
        update={"proposal": "a cut of 30 per cent", "sentence": "It would accept a cut of 30 per cent."}
    )
    asks = says("Zavia", "demands", act("cut-debt", "Bank")).model_copy(
        update={"proposal": "a cut of 40 per cent", "sentence": "It wants a cut of 40 per cent."}
    )
    conflict = draft([offer, asks])
    assert conflict is not None
    more = next(q for q in conflict.questions if "40" in q.text)
    bank = next(dm for dm in conflict.decision_makers if dm.key == "Bank")
    asked = next(p for p in bank.preferences if isinstance(p, OpenPreference) and p.question == more.text)
    assert str(asked.answers["yes"][0].formula) == "Bank.cut_debt_40 iff Zavia.pay_more"
    assert asked.answers["yes"][0].assumption == "the Bank would do less on these terms only"


def test_to_reverse_a_decision_is_to_do_what_was_refused() -> None:
    refused = says("Borsk", "rules_out", "keep-agreement", start=10)
    asked = says("Cerro", "demands", act("reverse-decision"), start=90).model_copy(
        update={
            "proposal": "reverse its decision",
            "sentence": "Cerro called on Borsk to reverse its decision.",
        }
    )
    assert with_acts_settled([refused, asked])[1].act == refused.act
    other = says("Dorne", "rules_out", "lift-sanctions", start=50)
    assert with_acts_settled([refused, other, asked])[2].act == refused.act


def test_a_house_is_called_by_the_name_it_bears_and_a_countrys_body_is_not() -> None:
    assert same_parties(["St Orla", "St Orla's Hospital", "Heath Clinic"]) == {
        "St Orla": "St Orla's Hospital"
    }
    assert same_parties(["Sanda", "Sanda's government", "Sanda's Shipping Company"]) == {}


def test_who_speaks_for_one_body_in_a_report_is_not_made_to_by_another_report() -> None:
    told = says("St Orla's Hospital", "rules_out", "cut-jobs", report="may.txt")
    other = says("county", "offers", "hold-vote", report="june.txt")
    both = [s.model_copy(update={"speaker": "Mara Dietz"}) for s in (told, other)]
    assert [s.actor for s in with_speakers_settled(both)] == ["St Orla's Hospital", "county"]


def test_who_mostly_speaks_for_a_body_does_so_though_once_read_as_speaking_for_another() -> None:
    for_it = [says("city council", "offers", what) for what in ("hold-vote", "raise-pay")]
    misread = says("Marl Group", "offers", "hold-talks", report="june.txt")
    told = [s.model_copy(update={"speaker": "Nadia Rahal"}) for s in (*for_it, misread)]
    assert [s.actor for s in with_speakers_settled(told)] == ["city council", "city council", "Marl Group"]


def test_the_city_is_its_council_where_one_is_heard() -> None:
    assert same_parties(["city", "city council", "Marl Group"]) == {"city": "city council"}
    assert same_parties(["town", "Orrin Town Council"]) == {"town": "Orrin Town Council"}
    assert same_parties(["town", "city council"]) == {}
