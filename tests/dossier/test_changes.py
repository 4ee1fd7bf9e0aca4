"""Changes of position: what a sceptical reader would call one, and what not."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.dossier import changes
from modusvivendi.dossier.change import Change
from modusvivendi.dossier.change_words import Shift, held_words
from modusvivendi.dossier.parties import same_parties, with_names_settled
from modusvivendi.statements import Act, Quantity, Statement
from tests.dossier.specimens import act, day, named, report, statement, statements, unnamed

MARCH = report("gazette.txt", "Gazette", day("2031-03-01"))
JUNE = report("herald.txt", "Herald", day("2031-06-01"))
UNDATED = report("letter.txt", None, None)
REPORTS = [MARCH, JUNE, UNDATED]
GUARDS = act("contribute-forces", "Norland")


def told(
    where: Any, place: int, actor: str, stance: str, sentence: str, proposal: str, **more: Any
) -> Statement:
    """Make a statement in words that stand in its sentence."""
    made = statement(where, place, actor, stance, proposal, **more)
    return made.model_copy(update={"sentence": sentence})


def found(*of: Statement) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(c.kind, c.before.statements, c.after.statements) for c in changes(REPORTS, of)]


def only(*of: Statement) -> Change:
    (change,) = changes(REPORTS, of)
    return change


def number(text: str, value: float) -> Quantity:
    return Quantity(text=text, min=value, max=value)


# -- between reports --


def test_who_opposed_what_others_do_and_now_accepts_it_has_changed() -> None:
    against = told(MARCH, 1, "Norland", "opposes", "Norland rejects any toll bridge.", "any toll bridge")
    accepts = told(JUNE, 1, "Norland", "offers", "Norland would accept the toll bridge.", "the toll bridge",
                   doing=act("toll-bridge", "Norland"))  # fmt: skip
    change = only(against, accepts)
    assert (change.shift, change.before.statements, change.after.statements) == (
        Shift.SOFTER, (against.id,), (accepts.id,),
    )  # fmt: skip
    assert "accept it" in change.text


def test_a_refusal_in_one_wording_and_readiness_in_another_are_a_change() -> None:
    no = told(MARCH, 1, "Norland", "rules_out", "", "slow the filling of the reservoir",
              doing=act("slow-filling", "Norland"))  # fmt: skip
    yes = told(JUNE, 1, "Norland", "offers", "", "spread the filling of its reservoir over five years",
               doing=act("spread-filling", "Norland"))  # fmt: skip
    assert found(no, yes) == [("stance", (no.id,), (yes.id,))]


def test_who_no_longer_thinks_of_acting_against_others_takes_no_step_away_from_agreement() -> None:
    weighs = told(MARCH, 1, "Norland", "considers", "Norland weighs closing the market to fish.",
                  "close the market to fish", doing=act("close-market", "Norland"))  # fmt: skip
    not_so = told(JUNE, 1, "Norland", "rules_out", "Norland will not close the market to fish.",
                  "close the market to fish", doing=act("close-market", "Norland"))  # fmt: skip
    assert "step" not in only(weighs, not_so).text
    weighs, no = (
        s.model_copy(update={"proposal": "open the market", "act": act("open-market", "Norland")})
        for s in (weighs, not_so)
    )
    assert "step away" in only(weighs, no).text


def test_who_threatened_over_a_plan_and_now_accepts_it_has_changed() -> None:
    threat = told(MARCH, 1, "Norland", "warns", "", "stop work", doing=act("stop-work", "Norland"),
                  condition="unless the shipping lines withdraw their plan for remote pilotage")  # fmt: skip
    accepts = told(JUNE, 1, "Norland", "offers", "Norland would agree to remote pilotage in good weather.",
                   "remote pilotage in good weather", doing=act("pilotage", "Norland"))  # fmt: skip
    change = only(threat, accepts)
    assert (change.shift, change.before.statements) == (Shift.SOFTER, (threat.id,))


def test_what_is_still_held_afterwards_has_not_changed() -> None:
    """It opposes the fleet in March and in June: that it takes tolls on the fleet is another matter."""
    before = told(MARCH, 1, "Norland", "opposes", "", "the visit of the southern fleet")
    still = told(JUNE, 1, "Norland", "opposes", "", "the visit of the southern fleet")
    other = told(JUNE, 2, "Norland", "offers", "", "repair ships of the southern fleet",
                 doing=act("repair-ships", "Norland"))  # fmt: skip
    assert found(before, still, other) == []


def test_the_same_in_other_words_is_no_change() -> None:
    before = told(MARCH, 1, "Norland", "offers", "", "share the costs", doing=act("share-cost", "Norland"),
                  condition="if the cable is finished by 2028")  # fmt: skip
    after = told(JUNE, 1, "Norland", "offers", "", "bear part of the costs",
                 doing=act("bear-part", "Norland"),
                 condition="provided that the cable was ready in 2028")  # fmt: skip
    assert found(before, after) == []


def test_a_condition_in_nearly_the_same_words_is_not_new() -> None:
    pay = act("pay", "Norland")
    before = told(MARCH, 1, "Norland", "offers", "", "lend the money", doing=pay,
                  condition="if both governments ask for it")  # fmt: skip
    after = told(JUNE, 1, "Norland", "offers", "", "lend the money", doing=pay,
                 condition="if both governments asked")  # fmt: skip
    assert found(before, after) == []


def test_conditions_that_one_report_tells_beside_each_other_both_hold() -> None:
    boats = act("send-boats", "Norland")
    one = told(JUNE, 1, "Norland", "offers", "", "send boats", doing=boats, said="2031-05-31",
               condition="in the event of a truce")  # fmt: skip
    other = told(JUNE, 2, "Norland", "offers", "", "send boats", doing=boats,
                 condition="only if the harbour council asks")  # fmt: skip
    assert found(one, other) == []


def test_two_voices_on_one_day_contradict_each_other_and_change_nothing() -> None:
    yes = told(JUNE, 1, "Norland", "offers", "", "observers on its boats", doing=act("observer", "Norland"))
    no = told(JUNE, 2, "Norland", "rules_out", "", "observers on its boats", doing=act("observer", "Norland"),
              chain=unnamed("officials"))  # fmt: skip
    assert found(yes, no) == []


def test_a_rumour_and_the_partys_own_word_of_the_next_day_are_at_odds_but_no_change() -> None:
    rumour = told(JUNE, 1, "Norland", "offers", "", "open the old harbour to ships",
                   said="2031-05-31", doing=act("open-harbour", "Norland"),
                   chain=unnamed("diplomats"))  # fmt: skip
    word = told(JUNE, 2, "Norland", "opposes", "", "any opening of the old harbour", chain=named("Ola Nord"))
    assert found(rumour, word) == []


def test_readiness_reported_more_weakly_in_other_words_is_no_retreat() -> None:
    jobs = act("guarantee-jobs", "Norland")
    ready = told(MARCH, 1, "Norland", "offers", "", "guarantee existing jobs until 2035", doing=jobs)
    weighs = told(JUNE, 1, "Norland", "considers", "", "the mediator's freeze on dismissals", doing=jobs)
    assert found(ready, weighs) == []


def test_a_change_within_days_is_told() -> None:
    boats = act("let-boats", "Norland")
    no = told(JUNE, 1, "Norland", "rules_out", "", "let boats in", doing=boats, said="2031-05-30")
    yes = told(JUNE, 2, "Norland", "considers", "", "let boats in", doing=boats)
    assert found(no, yes) == [("stance", (no.id,), (yes.id,))]


def test_one_party_under_two_names_has_changed_its_demand() -> None:
    asked = told(MARCH, 1, "Ferry Workers' Union", "demands", "", "a rise of 9 per cent",
                 quantity=number("9 per cent", 9), doing=act("raise-pay"))  # fmt: skip
    takes = told(JUNE, 1, "FWU", "offers", "The FWU would settle for a rise of 5 per cent.",
                 "a rise of 5 per cent", quantity=number("5 per cent", 5),
                 doing=act("raise-pay", "FWU"))  # fmt: skip
    change = only(asked, takes)
    assert (change.actor, change.kind, change.shift) == ("Ferry Workers' Union", "quantity", Shift.NUMBER)
    assert "9 per cent" in change.text
    assert "5 per cent" in change.text


def test_a_raised_offer_is_one_of_the_sum_offered_before_and_of_nothing_else() -> None:
    sum_ = told(MARCH, 1, "Norland", "offers", "", "9 per cent", quantity=number("9 per cent", 9),
                doing=act("cent", "Norland"))  # fmt: skip
    ships = told(MARCH, 2, "Norland", "offers", "", "send two ships", quantity=number("two", 2),
                 doing=act("send-ships", "Norland"))  # fmt: skip
    more = told(JUNE, 1, "Norland", "offers", "", "raise its offer to 11", quantity=number("11", 11),
                doing=act("raise-offer", "Norland"))  # fmt: skip
    assert found(sum_, ships, more) == [("quantity", (sum_.id,), (more.id,))]
    assert "is later reported to raise its offer to 11" in only(sum_, ships, more).text


def refused_then_weighed() -> tuple[Statement, Statement]:
    """ "It is weighing whether to allow the pitch. It had ruled out readmitting expelled traders." """
    weighs = told(
        MARCH, 3, "Norland", "considers", "", "allow the pitch", doing=act("allow-pitch", "Norland")
    )
    past = told(MARCH, 4, "Norland", "rules_out", "", "readmitting expelled traders",
                doing=act("trader", "Norland"), earlier=True)  # fmt: skip
    return past, weighs


def test_who_refused_weighed_it_and_refuses_again_has_gone_back() -> None:
    past, weighs = refused_then_weighed()
    again = told(JUNE, 1, "Norland", "rules_out", "", "lifting the ban on expelled traders",
                 doing=act("lift-ban", "Norland"))  # fmt: skip
    assert found(past, weighs, again) == [
        ("stance", (past.id,), (weighs.id,)),
        ("stance", (weighs.id,), (again.id,)),
    ]


def test_who_offered_refused_and_offers_again_has_gone_back() -> None:
    past = told(MARCH, 4, "Norland", "offers", "", "share the catch records with the islands",
                doing=act("share-record", "Norland"), earlier=True)  # fmt: skip
    no = told(MARCH, 3, "Norland", "rules_out", "", "hand over any data", doing=act("hand-data", "Norland"))
    again = told(JUNE, 1, "Norland", "offers", "", "publish the records of the catch",
                 doing=act("publish-record", "Norland"))  # fmt: skip
    assert ("stance", (no.id,), (again.id,)) in found(past, no, again)


@pytest.mark.parametrize(
    "proposal", ["lifting the ban on night ferries", "paying traders", "a tunnel under the sound"]
)
def test_a_later_refusal_of_something_else_is_no_going_back(proposal: str) -> None:
    past, weighs = refused_then_weighed()
    other = told(JUNE, 1, "Norland", "rules_out", "", proposal, doing=act("other-thing", "Norland"))
    assert found(past, weighs, other) == [("stance", (past.id,), (weighs.id,))]


def test_who_weighs_it_still_has_not_gone_back() -> None:
    past, weighs = refused_then_weighed()
    again = told(JUNE, 1, "Norland", "rules_out", "", "lifting the ban on expelled traders",
                 doing=act("lift-ban", "Norland"))  # fmt: skip
    still = told(JUNE, 2, "Norland", "considers", "", "allow the pitch", doing=act("allow-pitch", "Norland"))
    assert found(past, weighs, again, still) == [("stance", (past.id,), (weighs.id,))]


# -- within one report --


def test_a_past_position_told_beside_the_present_one_shows_the_change() -> None:
    """ "It wants an end to all fishing. A year ago it was still ready to discuss a quota." """
    now = told(UNDATED, 3, "Norland", "demands", "", "an end to all fishing")
    past = told(UNDATED, 4, "Norland", "offers", "", "discuss a quota", doing=act("hold-talks", "Norland"),
                earlier=True)  # fmt: skip
    change = only(past, now)
    assert (change.ordered, change.shift, change.before.date) == (True, Shift.HARDER, None)
    assert "told as past" in change.text


@pytest.mark.parametrize(
    ("condition", "changed"),
    [
        ("if its pilots may leave the island", True),
        ("if its pilots are freed", False),
        ("if it snows", False),
    ],
)
def test_a_past_demand_that_became_a_condition_for_something_else_has_changed(
    condition: str, changed: bool
) -> None:
    now = told(JUNE, 1, "Norland", "offers", "Norland would open the pass.", "open the pass",
               doing=act("open-pass", "Norland"), condition=condition)  # fmt: skip
    past = told(JUNE, 60, "Norland", "demands", "In May it had insisted that its pilots be freed.",
                "its pilots be freed", earlier=True)  # fmt: skip
    assert found(now, past) == ([("stance", (past.id,), (now.id,))] if changed else [])


def test_a_past_position_told_elsewhere_in_the_report_is_not_held_against_another_matter() -> None:
    now = told(JUNE, 1, "Norland", "demands", "", "an end to all fishing")
    past = told(JUNE, 9, "Norland", "offers", "", "discuss a railway", doing=act("railway", "Norland"),
                earlier=True)  # fmt: skip
    assert found(past, now) == []


def test_what_a_party_held_once_and_holds_still_is_no_change() -> None:
    past = told(JUNE, 2, "Norland", "opposes", "", "the bridge over the sound", earlier=True)
    now = told(JUNE, 5, "Norland", "opposes", "", "a bridge over the sound")
    beside = told(JUNE, 3, "Norland", "offers", "", "pay for a ferry", doing=act("pay", "Norland"))
    assert found(past, now, beside) == []


@pytest.mark.parametrize(
    ("sentence", "proposal", "held"),
    [
        ("Norland no longer asks for control of the road.", "no longer ask for control", "demanded"),
        ("Norland has dropped its demand for a toll.", "drop its demand for a toll", "demanded"),
        ("Norland abandoned its insistence on a court.", "abandon its insistence on a court", "demanded"),
        ("Norland gave up its opposition to the bridge.", "give up its opposition to it", "opposed"),
        ("Norland no longer rules out a levy.", "no longer rule out a levy", "refused"),
        ("Norland no longer threatens to close the pass.", "no longer threaten to close it", "threatened"),
    ],
)
def test_a_position_given_up_is_a_change_that_one_sentence_tells(
    sentence: str, proposal: str, held: str
) -> None:
    one = told(JUNE, 1, "Norland", "offers", sentence, proposal)
    change = only(one)
    assert (change.before.statements, change.after.statements) == ((one.id,), (one.id,))
    assert change.shift is Shift.SOFTER
    assert f"before, it {held} it" in change.text


def test_a_demand_that_another_drop_its_demand_is_no_change() -> None:
    one = told(JUNE, 1, "Norland", "demands", "Norland wants Sudland to drop its demand for a toll.",
               "Sudland to drop its demand for a toll", doing=act("drop-demand", "Sudland"))  # fmt: skip
    assert found(one) == []


def test_a_relative_clause_tells_what_was_held_before() -> None:
    """ "The union, which had insisted on 10 per cent, would take 7." """
    sentence = "Norland, which had insisted on 10 per cent, would take 7."
    before = told(JUNE, 1, "Norland", "demands", sentence, "10 per cent", quantity=number("10 per cent", 10))
    now = told(JUNE, 1, "Norland", "offers", sentence, "take 7", quantity=number("7", 7), letter="b",
               doing=act("take", "Norland"))  # fmt: skip
    change = only(before, now)
    assert (change.before.statements, change.after.statements, change.ordered) == (
        (before.id,),
        (now.id,),
        True,
    )


def test_a_number_raised_from_another_is_told_by_one_sentence() -> None:
    one = told(JUNE, 1, "Norland", "offers", "Norland raised its offer from 3 to 5 crowns.",
               "raise its offer from 3 to 5 crowns", quantity=number("5 crowns", 5))  # fmt: skip
    change = only(one)
    assert (change.kind, change.shift) == ("quantity", Shift.NUMBER)
    assert "before, it was 3" in change.text


def test_several_are_spoken_of_in_the_plural_and_unions_with_their_article() -> None:
    owners = told(JUNE, 1, "shipowners", "offers", "", "drop their demand for a toll")
    assert only(owners).text.startswith("Shipowners are reported to")
    assert "before, they demanded it" in only(owners).text
    union = told(JUNE, 2, "European Union", "offers", "", "drop its demand for a toll")
    assert only(union).text.startswith("The European Union is reported to")


def test_a_proposal_told_as_a_clause_stands_as_one() -> None:
    weighs = told(
        MARCH, 1, "Norland", "considers", "", "its entry into the guards was possible", doing=GUARDS
    )
    asks = told(JUNE, 1, "Norland", "rules_out", "", "send guards", doing=GUARDS)
    assert "consider whether its entry into the guards was possible" in only(weighs, asks).text
    assert "refuse to send guards" in only(weighs, asks).text


def test_a_verb_nobody_has_listed_is_worded_as_one() -> None:
    """That it is one shows in the act: of a thing the act would be to agree to it."""
    renews = told(MARCH, 1, "Norland", "rules_out", "", "renew its sponsorship",
                  doing=act("renew-its-sponsorship", "Norland"))  # fmt: skip
    weeks = told(MARCH, 2, "Norland", "rules_out", "", "thirty weeks").model_copy(
        update={"act": Act(agents=("Norland",), action="week", label="agree to thirty weeks")}
    )
    assert held_words(renews.stance, renews) == "refuse to renew its sponsorship"
    assert held_words(weeks.stance, weeks) == "rule out thirty weeks"


# -- any record --


@settings(max_examples=40, deadline=None)
@given(statements())
def test_every_change_is_one_partys_turn_from_earlier_to_later(of: tuple[Statement, ...]) -> None:
    settled = {s.id: s for s in with_names_settled(of)}
    taken: list[str] = []
    for change in changes(REPORTS, of):
        assert {settled[i].actor for i in (*change.before.statements, *change.after.statements)} == {
            change.actor
        }
        if change.ordered and change.before.date and change.after.date:
            assert change.before.date < change.after.date
        if not change.ordered:
            assert change.after.date is None
        assert not any(settled[i].earlier and not settled[i].date_kind for i in change.after.statements)
        taken += change.after.statements
    ordered = [i for c in changes(REPORTS, of) if c.ordered for i in c.after.statements]
    assert len(ordered) == len(set(ordered))


@settings(max_examples=40, deadline=None)
@given(statements(), st.integers(0, 1000))
def test_what_is_reported_twice_changes_nothing_more(of: tuple[Statement, ...], seed: int) -> None:
    again = [s.model_copy(update={"id": f"{s.id}x"}) for s in of]
    both = [*of, *again]
    random.Random(seed).shuffle(both)
    assert len(changes(REPORTS, both)) <= max(len(changes(REPORTS, of)) * 2, 0)
    if not changes(REPORTS, of):
        assert not changes(REPORTS, both)


@settings(max_examples=40, deadline=None)
@given(statements())
def test_without_dates_and_without_the_past_only_a_sentence_can_tell_a_change(
    of: tuple[Statement, ...],
) -> None:
    bare = [s.model_copy(update={"date": None, "date_kind": None, "earlier": False}) for s in of]
    assert all(c.before.statements == c.after.statements for c in changes(REPORTS, bare))


@given(st.lists(st.sampled_from(["Ferry Workers' Union", "FWU", "the union", "Norland", "ferry workers"])))
def test_names_are_settled_once_and_for_all(names: list[str]) -> None:
    known = same_parties(sorted(set(names)))
    assert not known.keys() & set(known.values())


def stands_for(name: str, full: str, names: list[str]) -> bool:
    """Tell whether a name can stand for a full one, one pair at a time."""
    small = "and of the for in on de la du des und der die das".split()
    bare = full.replace("'s ", " ").replace("' ", " ").split()
    if name.isupper() and len(name) > 1:
        every, large = (
            "".join(w[0] for w in some).upper() for some in (bare, [w for w in bare if w not in small])
        )
        return name in (every, large)
    if name != name.lower():
        return False
    last = name.rsplit(maxsplit=1)[-1]
    if last in ("union", "federation", "council", "company"):
        return full.rsplit(maxsplit=1)[-1].lower() == last and full != "European Union"
    if name in ("employers", "management"):
        return any(w in full for w in ("Federation", "Company")) and any(
            "Union" in n and n != "European Union" for n in names
        )
    if last in ("workers", "dockers"):
        return "Union" in full and full != "European Union"
    return name == last and f"{last}' " in full.lower()


FULL = [
    "Ferry Workers' Union", "Terminal Operators' Federation", "Harbour Company", "European Union", "Norland",
    "Council of Ports", "Bank of the South",
]  # fmt: skip
SHORT = [
    "FWU", "TOF", "CP", "COP", "BOTS", "BS", "the union", "dockers' union", "ferry workers", "dockers",
    "employers", "management", "operators", "two operators", "company", "farmers", "council",
]  # fmt: skip


@given(st.sets(st.sampled_from([*FULL, *SHORT])))
def test_a_name_stands_for_the_one_party_of_the_record_that_fits(names: set[str]) -> None:
    full = [name for name in FULL if " " in name and name in names]
    wanted = {}
    for name in sorted(names - set(FULL)):
        fitting = [each for each in full if stands_for(name, each, full)]
        if len(fitting) == 1:
            wanted[name] = fitting[0]
    assert same_parties(sorted(names)) == wanted
