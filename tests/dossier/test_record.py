"""Positions, origins, changes and contradictions: what follows from a record of invented statements."""

import random
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.dossier import changes, contradictions, origins, positions, witnesses
from modusvivendi.dossier.independence import most_apart
from modusvivendi.dossier.positions import Position
from modusvivendi.dossier.proposals import proposals
from modusvivendi.dossier.provenance import same_medium
from modusvivendi.errors import UnknownName
from modusvivendi.statements import Effect, Quantity, SourceKind, Stance, Statement
from tests.dossier.specimens import REPORTS, act, day, named, report, statement, statements, unnamed

GAZETTE, HERALD, LETTER = REPORTS
GUARDS = act("contribute-forces", "Norland")


def only(found: Iterable[Position], actor: str) -> Position:
    (position,) = [position for position in found if position.actor == actor]
    return position


# -- positions --


def test_joining_a_force_and_sending_guards_are_one_proposal_and_the_later_report_counts() -> None:
    joining = statement(GAZETTE, 1, "Norland", "considers", "joining the guard force", doing=GUARDS)
    sending = statement(HERALD, 1, "Norland", "offers", "send guards to the crossing", doing=GUARDS)
    position = only(positions(REPORTS, [sending, joining]), "Norland")
    assert (position.stance, position.proposal) == (Stance.OFFERS, "send guards to the crossing")
    assert position.statements == (sending.id,)
    assert [(h.date, h.stance, h.statements) for h in position.history] == [
        (GAZETTE.date, Stance.CONSIDERS, (joining.id,))
    ]
    assert position.order_known


def test_conditions_of_one_origin_on_one_act_are_joined() -> None:
    chain = unnamed("harbour officials", "Ferry News")
    first = statement(
        HERALD,
        1,
        "Norland",
        "offers",
        "send guards",
        doing=GUARDS,
        chain=chain,
        condition="in the event of a truce",
    )
    second = statement(
        HERALD,
        2,
        "Norland",
        "offers",
        "send guards",
        doing=GUARDS,
        chain=chain,
        condition="only if the council asks",
    )
    position = only(positions(REPORTS, [first, second]), "Norland")
    assert position.condition == "in the event of a truce and only if the council asks"
    assert position.condition_statements == (first.id, second.id)
    assert (position.least, position.greatest) == (1, 1)
    assert position.anonymous


def test_a_condition_told_again_in_its_own_words_is_not_joined_with_itself() -> None:
    # One of the two reports leaves open whose act it is.
    chain = unnamed("harbour officials", "Ferry News")
    told = [
        statement(
            *(HERALD, place, "Norland", "offers", "send guards"),
            doing=GUARDS,
            chain=chain,
            condition="if Sudmark calls off the blockade",
            condition_acts=(act("call-off-blockade", *agents),),
        )
        for place, agents in ((1, ("Sudmark",)), (2, ()))
    ]
    position = only(positions(REPORTS, told), "Norland")
    assert position.condition == "if Sudmark calls off the blockade"


def test_a_position_without_a_date_stands_apart_from_the_order() -> None:
    dated = statement(GAZETTE, 1, "Norland", "rules_out", "send guards", doing=GUARDS)
    undated = statement(LETTER, 1, "Norland", "offers", "send guards", doing=GUARDS)
    position = only(positions(REPORTS, [dated, undated]), "Norland")
    assert position.stance is Stance.RULES_OUT
    assert position.history == ()
    assert [entry.statements for entry in position.undated] == [(undated.id,)]
    assert not position.order_known


def test_an_undated_firm_position_is_shown_before_mere_consideration_and_the_order_is_not_known() -> None:
    dated = statement(GAZETTE, 1, "Norland", "considers", "send guards", doing=GUARDS)
    undated = statement(LETTER, 1, "Norland", "offers", "send guards", doing=GUARDS)
    position = only(positions(REPORTS, [dated, undated]), "Norland")
    assert (position.stance, position.date, position.order_known) == (Stance.OFFERS, None, False)
    assert [entry.statements for entry in position.history] == [(dated.id,)]


def test_what_a_text_presents_as_past_is_history_even_without_a_date() -> None:
    past = statement(HERALD, 1, "Norland", "rules_out", "send guards", doing=GUARDS, earlier=True)
    now = statement(HERALD, 2, "Norland", "offers", "send guards", doing=GUARDS)
    position = only(positions(REPORTS, [past, now]), "Norland")
    assert position.stance is Stance.OFFERS
    assert [(h.date, h.stance) for h in position.history] == [(None, Stance.RULES_OUT)]
    assert positions(REPORTS, [past]) == ()


def test_reports_that_repeat_a_position_are_among_its_statements() -> None:
    first = statement(
        GAZETTE, 1, "Norland", "offers", "send guards", doing=GUARDS, condition="if there is a truce"
    )
    again = statement(HERALD, 1, "Norland", "offers", "send guards", doing=GUARDS)
    position = only(positions(REPORTS, [first, again]), "Norland")
    assert position.statements == (first.id, again.id)
    assert position.condition == "if there is a truce"
    assert position.history == ()


def test_an_assessment_is_never_a_position() -> None:
    judged = statement(GAZETTE, 1, "Norland", "assesses", "guards would calm the crossing", doing=GUARDS)
    assert positions(REPORTS, [judged]) == ()


def test_own_doing_what_others_should_do_and_threats_are_different_positions() -> None:
    own = statement(GAZETTE, 1, "Norland", "rules_out", "send guards", doing=GUARDS)
    others = statement(
        GAZETTE, 2, "Norland", "opposes", "foreign guards", doing=act("contribute-forces", "Sudland")
    )
    threat = statement(GAZETTE, 3, "Norland", "warns", "send guards", doing=GUARDS)
    assert {position.side for position in positions(REPORTS, [own, others, threat])} == {
        "own",
        "others",
        "threat",
    }


def test_objections_to_a_group_and_to_its_members_are_one_position() -> None:
    group = statement(
        GAZETTE,
        1,
        "Norland",
        "opposes",
        "European guards",
        doing=act("contribute-forces", "European countries"),
    )
    member = statement(
        HERALD, 1, "Norland", "opposes", "French guards", doing=act("contribute-forces", "France")
    )
    other = statement(
        HERALD, 2, "Norland", "demands", "guarantees by Sudland", doing=act("contribute-forces", "China")
    )
    found = positions(REPORTS, [group, member, other])
    assert sorted(len(position.statements) for position in found) == [1, 2]


def test_without_acts_proposals_are_compared_as_phrases() -> None:
    one = statement(GAZETTE, 1, "Norland", "offers", "a ferry subsidy for the islands")
    same = statement(HERALD, 1, "Norland", "offers", "subsidies for the island ferries")
    other = statement(HERALD, 2, "Norland", "offers", "an end to night work")
    assert sorted(len(position.statements) for position in positions(REPORTS, [one, same, other])) == [1, 2]


def test_what_one_voice_accepts_and_refuses_in_one_report_are_two_proposals() -> None:
    limits = statement(GAZETTE, 1, "Norland", "offers", "fewer guards", doing=GUARDS, speaker="Ida Holm")
    refusal = statement(
        GAZETTE,
        1,
        "Norland",
        "rules_out",
        "to withdraw all guards",
        doing=GUARDS,
        speaker="Ida Holm",
        letter="b",
    )
    assert len(positions(REPORTS, [limits, refusal])) == 2


def test_a_denial_of_the_report_is_about_what_the_report_claims() -> None:
    claim = statement(
        GAZETTE,
        1,
        "Norland",
        "considers",
        "send guards",
        doing=GUARDS,
        chain=unnamed("officials", "Ferry News"),
        said="2031-02-20",
    )
    denial = statement(GAZETTE, 2, "Norland", "denies", "the report", chain=named("Ida Holm"))
    position = only(positions(REPORTS, [claim, denial]), "Norland")
    assert position.stance is Stance.DENIES
    assert position.history[0].statements == (claim.id,)


# -- origins and witnesses --


def test_one_newspaper_and_one_kind_of_unnamed_source_are_one_witness_however_often_retold() -> None:
    told = [
        statement(
            GAZETTE,
            1,
            "Norland",
            "considers",
            "send guards",
            doing=GUARDS,
            chain=unnamed("harbour officials", "Ferry News"),
        ),
        statement(
            HERALD,
            1,
            "Norland",
            "offers",
            "send guards",
            doing=GUARDS,
            chain=unnamed("harbour officials", "The Ferry News"),
        ),
        statement(
            LETTER,
            1,
            "Norland",
            "offers",
            "send guards",
            doing=GUARDS,
            chain=unnamed("three harbour officials", "Ferry News Sunday"),
        ),
    ]
    counted = witnesses(REPORTS, told, [s.id for s in told])
    assert (counted.least, counted.greatest) == (1, 1)
    assert "cannot be counted as two" in counted.reason
    (origin,) = origins(REPORTS, told)
    assert origin.anonymous
    assert origin.reports == tuple(sorted(r.name for r in REPORTS))


def test_an_outlet_that_tells_a_thing_and_then_cites_a_source_rests_on_the_source() -> None:
    voice = statement(GAZETTE, 1, "Norland", "considers", "send guards", doing=GUARDS)
    cited = statement(
        GAZETTE,
        2,
        "Norland",
        "considers",
        "join the guards",
        doing=GUARDS,
        chain=unnamed("officials", "Ferry News"),
    )
    counted = witnesses(REPORTS, [voice, cited], [voice.id, cited.id])
    assert (counted.least, counted.greatest) == (1, 1)


def test_an_outlet_that_names_no_source_may_or_may_not_be_another_witness() -> None:
    voice = statement(HERALD, 1, "Norland", "considers", "send guards", doing=GUARDS)
    cited = statement(
        GAZETTE,
        2,
        "Norland",
        "considers",
        "send guards",
        doing=GUARDS,
        chain=unnamed("officials", "Ferry News"),
    )
    counted = witnesses(REPORTS, [voice, cited], [voice.id, cited.id])
    assert (counted.least, counted.greatest) == (1, 2)


def test_a_medium_and_what_its_sources_told_it_are_one() -> None:
    retold = statement(
        GAZETTE,
        1,
        "Norland",
        "offers",
        "send guards",
        doing=GUARDS,
        chain=named("Ferry News", SourceKind.MEDIUM),
    )
    chain = (*named("Ferry News", SourceKind.MEDIUM), *named("cargo memo", SourceKind.DOCUMENT))
    memo = statement(HERALD, 1, "Norland", "offers", "send guards", doing=GUARDS, chain=chain)
    counted = witnesses(REPORTS, [retold, memo], [retold.id, memo.id])
    assert (counted.least, counted.greatest) == (1, 1)


def test_two_named_officials_are_two_witnesses_and_their_ministry_said_in_general_is_none_more() -> None:
    ida = statement(
        GAZETTE, 1, "Norland", "offers", "send guards", doing=GUARDS, chain=named("Ida Holm", party="Norland")
    )
    per = statement(
        HERALD, 1, "Norland", "offers", "send guards", doing=GUARDS, chain=named("Per Lund", party="Norland")
    )
    text = report("say.txt", "Say", text="Norland said on Monday that it would send its guards. " * 12)
    party = statement(text, 1, "Norland", "offers", "send guards", doing=GUARDS)
    assert witnesses(REPORTS, [ida, per], [ida.id, per.id]).least == 2
    counted = witnesses([*REPORTS, text], [ida, party], [ida.id, party.id])
    assert (counted.least, counted.greatest) == (1, 2)


def test_the_same_kind_of_people_speaking_to_two_papers_may_be_one_or_two() -> None:
    one = statement(
        GAZETTE, 1, "Norland", "offers", "send guards", doing=GUARDS, chain=unnamed("officials", "Ferry News")
    )
    two = statement(
        HERALD, 1, "Norland", "offers", "send guards", doing=GUARDS, chain=unnamed("officials", "Islander")
    )
    counted = witnesses(REPORTS, [one, two], [one.id, two.id])
    assert (counted.least, counted.greatest) == (1, 2)


def test_what_nobody_is_cited_for_has_the_outlet_or_the_party_that_spoke_as_its_origin() -> None:
    voice = statement(GAZETTE, 1, "Norland", "considers", "send guards")
    quoted = statement(GAZETTE, 2, "Norland", "offers", "send guards", quote=True)  # perhaps only a word
    spoken = statement(GAZETTE, 3, "Norland", "offers", "send guards", speaker="Ida Holm")
    unknown = statement(LETTER, 1, "Norland", "considers", "send guards")
    kinds = {origin.origin: origin.kind for origin in origins(REPORTS, [voice, quoted, spoken, unknown])}
    assert kinds["Gazette"] == "outlet"
    assert kinds["Ida Holm"] == "person"
    assert kinds["the outlet of letter.txt"] == "outlet"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Die Presse", "Presse", True),
        ("The Ferry News", "Ferry News on Sunday", True),
        ("Le Monde", "El Mundo", False),
        ("Times of Norland", "Times of Sudland", False),
        ("Reuters", "Bloomberg", False),
    ],
)
def test_media_are_the_same_when_only_articles_and_generic_words_differ(
    one: str, other: str, same: bool
) -> None:
    assert same_medium(one, other) is same
    assert same_medium(other, one) is same


def test_an_unknown_statement_has_no_witnesses() -> None:
    with pytest.raises(UnknownName):
        witnesses(REPORTS, [], ["gazette-0a"])


@given(
    st.integers(0, 7).flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.sampled_from(list(combinations(range(n), 2)) or [(0, 0)])))
    )
)
def test_the_least_number_of_witnesses_is_the_largest_choice_without_doubts(
    case: tuple[int, set[tuple[int, int]]],
) -> None:
    size, doubts = case
    doubts = {pair for pair in doubts if pair[0] != pair[1]}
    best = max(
        len(chosen)
        for length in range(size + 1)
        for chosen in combinations(range(size), length)
        if not any(pair in doubts for pair in combinations(chosen, 2))
    )
    found = most_apart(size, doubts)
    assert len(found) == best
    assert not any(pair in doubts for pair in combinations(found, 2))


# -- changes --


def test_a_change_has_both_dates_and_its_statements() -> None:
    joining = statement(GAZETTE, 1, "Norland", "considers", "join the guards", doing=GUARDS)
    sending = statement(HERALD, 1, "Norland", "offers", "send guards", doing=GUARDS)
    (change,) = changes(REPORTS, [sending, joining])
    assert (change.kind, change.ordered) == ("stance", True)
    assert (change.before.date, change.before.statements) == (GAZETTE.date, (joining.id,))
    assert (change.after.date, change.after.statements) == (HERALD.date, (sending.id,))
    assert "is later reported to be ready to send guards" in change.text


def test_without_a_date_the_program_says_that_it_cannot_tell_which_came_first() -> None:
    joining = statement(GAZETTE, 1, "Norland", "considers", "join the guards", doing=GUARDS)
    sending = statement(LETTER, 1, "Norland", "offers", "send guards", doing=GUARDS)
    (change,) = changes(REPORTS, [sending, joining])
    assert not change.ordered
    assert "which came first cannot be told" in change.text


def test_a_new_condition_is_a_change_and_one_left_out_is_not() -> None:
    free = statement(GAZETTE, 1, "Norland", "offers", "send guards", doing=GUARDS)
    bound = statement(
        HERALD, 1, "Norland", "offers", "send guards", doing=GUARDS, condition="if there is a truce"
    )
    assert [change.kind for change in changes(REPORTS, [free, bound])] == ["condition"]
    bound_before = statement(
        GAZETTE, 1, "Norland", "offers", "send guards", doing=GUARDS, condition="if there is a truce"
    )
    free_later = statement(HERALD, 1, "Norland", "offers", "send guards", doing=GUARDS)
    assert changes(REPORTS, [bound_before, free_later]) == ()


def test_a_number_that_moves_is_a_change_even_from_a_demand_to_an_offer() -> None:
    toll = act("pay-toll", "Sudland")
    asked = statement(
        GAZETTE,
        1,
        "Norland",
        "demands",
        "a toll of 9 crowns",
        doing=toll,
        quantity=Quantity(text="9 crowns", min=9, max=9),
    )
    agreed = statement(
        HERALD,
        1,
        "Norland",
        "offers",
        "settle for a toll of 5",
        doing=act("accept:pay-toll", "Norland"),
        quantity=Quantity(text="5 crowns", min=5, max=5),
    )
    found = changes(REPORTS, [asked, agreed])
    assert [(c.kind, c.before.statements, c.after.statements) for c in found] == [
        ("quantity", (asked.id,), (agreed.id,))
    ]


def test_a_past_position_told_in_the_same_report_gives_an_ordered_change() -> None:
    past = statement(HERALD, 1, "Norland", "rules_out", "send guards", doing=GUARDS, earlier=True)
    now = statement(HERALD, 2, "Norland", "considers", "send guards", doing=GUARDS)
    (change,) = changes(REPORTS, [past, now])
    assert (change.ordered, change.before.date) == (True, None)


# -- contradictions --


def kinds(found: Iterable[Statement]) -> list[str]:
    return [contradiction.kind for contradiction in contradictions(REPORTS, found)]


def test_what_a_party_says_on_record_elsewhere_it_does_not_deny() -> None:
    own = statement(LETTER, 1, "Norland", "offers", "send guards", doing=GUARDS, chain=named("Ola Nord"))
    denial = statement(GAZETTE, 1, "Norland", "denies", "sending guards", doing=GUARDS)
    assert kinds([own, denial]) == []
    rumour = statement(LETTER, 2, "Norland", "offers", "send guards", doing=GUARDS, chain=unnamed("envoys"))
    assert kinds([rumour, denial]) == ["denial"]


def test_a_denial_meets_the_claim_it_answers_but_no_later_claim() -> None:
    claim = statement(
        GAZETTE,
        1,
        "Norland",
        "considers",
        "send guards",
        doing=GUARDS,
        chain=unnamed("officials", "Ferry News"),
    )
    denial = statement(GAZETTE, 2, "Norland", "denies", "the report", chain=named("Ida Holm"))
    later = statement(
        HERALD, 1, "Norland", "offers", "send guards", doing=GUARDS, chain=unnamed("officials", "Ferry News")
    )
    (found,) = contradictions(REPORTS, [claim, denial, later])
    assert (found.kind, found.a, found.b, found.settled) == ("denial", (claim.id,), (denial.id,), None)


def test_a_denial_told_as_past_does_not_answer_what_its_report_tells_now() -> None:
    claim = statement(
        *(GAZETTE, 1, "Norland", "offers", "send guards"),
        doing=GUARDS,
        chain=unnamed("officials", "Ferry News"),
    )
    now = statement(GAZETTE, 2, "Norland", "denies", "the story", chain=named("Ida Holm"))
    past = now.model_copy(update={"earlier": True, "date": None})
    assert [c.kind for c in contradictions(REPORTS, [claim, now])] == ["denial"]
    assert not contradictions(REPORTS, [claim, past])


def test_what_one_party_offers_and_another_is_against_are_opposed_positions() -> None:
    offer = statement(GAZETTE, 1, "France", "offers", "send guards", doing=act("contribute-forces", "France"))
    other = statement(GAZETTE, 2, "China", "offers", "send guards", doing=act("contribute-forces", "China"))
    against = statement(
        HERALD,
        1,
        "Norland",
        "opposes",
        "European guards",
        doing=act("contribute-forces", "European countries"),
    )
    (found,) = contradictions(REPORTS, [offer, other, against])
    assert (found.kind, found.a, found.b) == ("opposed positions", (offer.id,), (against.id,))


def test_a_condition_that_another_party_refuses_is_opposed() -> None:
    mandate = act("give-mandate", "United Nations")
    offer = statement(
        GAZETTE,
        1,
        "France",
        "offers",
        "send guards",
        doing=GUARDS,
        condition="if the UN asks",
        condition_acts=(mandate,),
    )
    refusal = statement(HERALD, 1, "Norland", "opposes", "a UN mandate", doing=mandate)
    assert kinds([offer, refusal]) == ["opposed positions"]


def test_a_threat_is_against_what_it_answers_and_opposed_by_who_wants_that() -> None:
    toll = act("pay-toll", "Sudland")
    threat = statement(
        GAZETTE,
        1,
        "Norland",
        "warns",
        "close the crossing",
        doing=act("close-border", "Norland"),
        condition="if Sudland",
        condition_acts=(toll,),
    )
    wish = statement(HERALD, 1, "Sudland", "offers", "pay the toll", doing=toll)
    assert kinds([threat, wish]) == ["opposed positions"]
    unless = threat.model_copy(update={"condition": "unless Sudland pays"})
    assert kinds([unless, wish]) == []
    refusal = statement(HERALD, 1, "Sudland", "rules_out", "pay the toll", doing=toll)
    assert kinds([unless, refusal]) == ["opposed positions"]
    assert kinds([threat, refusal]) == []


def test_a_ministry_denies_for_its_government_what_was_said_just_before() -> None:
    claim = statement(GAZETTE, 1, "government", "considers", "a ferry subsidy", chain=unnamed("officials"))
    denial = statement(
        GAZETTE, 2, "Norland", "denies", "there was no such plan", chain=named("Treasury", SourceKind.BODY)
    )
    assert kinds([claim, denial]) == ["denial"]
    elsewhere = statement(
        GAZETTE, 11, "Norland", "denies", "there was no such plan", chain=named("Treasury", SourceKind.BODY)
    )
    assert kinds([claim, elsewhere]) == []


def test_two_parties_own_affairs_are_not_opposed() -> None:
    will = statement(GAZETTE, 1, "France", "offers", "send guards", doing=act("contribute-forces", "France"))
    will_not = statement(
        GAZETTE, 2, "China", "rules_out", "send guards", doing=act("contribute-forces", "China")
    )
    assert kinds([will, will_not]) == []


def test_what_a_party_has_given_up_is_not_held_against_it() -> None:
    before = statement(
        GAZETTE, 1, "Norland", "opposes", "foreign guards", doing=act("contribute-forces", "France")
    )
    after = statement(
        HERALD, 1, "Norland", "supports", "foreign guards", doing=act("contribute-forces", "France")
    )
    offer = statement(HERALD, 2, "France", "offers", "send guards", doing=act("contribute-forces", "France"))
    assert kinds([before, after, offer]) == []


def test_two_voices_of_one_party_are_an_inner_split() -> None:
    open_to = statement(
        GAZETTE, 1, "Norland", "considers", "send guards", doing=GUARDS, chain=named("Ida Holm")
    )
    refuses = statement(
        GAZETTE, 2, "Norland", "rules_out", "send guards", doing=GUARDS, chain=named("Per Lund")
    )
    assert kinds([open_to, refuses]) == ["inner split"]


def test_what_another_party_says_of_one_and_what_it_says_itself_is_settled_by_the_later_own_words() -> None:
    said_of_it = statement(
        GAZETTE,
        1,
        "Norland",
        "offers",
        "send guards",
        doing=GUARDS,
        chain=named("Otto Berg", party="Sudland"),
    )
    own = statement(
        HERALD,
        1,
        "Norland",
        "rules_out",
        "send guards",
        doing=GUARDS,
        chain=named("Ida Holm", party="Norland"),
    )
    (found,) = contradictions(REPORTS, [said_of_it, own])
    assert found.kind == "attributed versus own position"
    assert found.settled is not None
    assert "2031-06-01" in found.settled


def test_numbers_that_exclude_each_other_are_shown_and_those_that_do_not_are_not() -> None:
    many = statement(
        GAZETTE,
        1,
        "Norland",
        "assesses",
        "countries join",
        quantity=Quantity(text="more than 30 nations", min=31),
    )
    few = statement(
        HERALD,
        1,
        "Sudland",
        "offers",
        "send guards",
        doing=GUARDS,
        quantity=Quantity(text="ten countries", min=10, max=10),
    )
    money = statement(
        HERALD,
        2,
        "Sudland",
        "offers",
        "send guards",
        doing=GUARDS,
        quantity=Quantity(text="$10", min=10, max=10),
    )
    some = statement(
        HERALD,
        3,
        "Sudland",
        "offers",
        "send guards",
        doing=GUARDS,
        quantity=Quantity(text="up to 40 nations", max=40),
    )
    assert kinds([many, few]) == ["numbers"]
    assert kinds([many, money]) == kinds([many, some]) == []


def test_a_hope_and_a_fear_about_one_partys_part_are_opposite_assessments() -> None:
    joins = Effect(cause=act("contribute-forces", "Norland"), effect=act("accept", "Sudland"))
    hope = statement(GAZETTE, 1, "France", "assesses", "guards would make it easier to accept", effect=joins)
    fear = statement(HERALD, 1, "France", "assesses", "a danger that Norland wants to spy")
    (found,) = contradictions(REPORTS, [hope, fear])
    assert (found.kind, found.a, found.b) == ("risk assessment", (hope.id,), (fear.id,))


# -- properties --


def ids_of(record: Iterable[object]) -> set[str]:
    return {name for entry in record for name in _ids(entry)}


def _ids(entry: object) -> list[str]:
    found: list[str] = []
    for field in ("statements", "a", "b", "condition_statements"):
        found += getattr(entry, field, ())
    for field in ("history", "undated"):
        found += [name for part in getattr(entry, field, ()) for name in part.statements]
    for field in ("before", "after"):
        if hasattr(entry, field):
            found += getattr(entry, field).statements
    return found


@settings(max_examples=50, deadline=None)
@given(statements(), st.integers(0, 1000))
def test_the_order_of_statements_and_reports_does_not_matter(found: tuple[Statement, ...], seed: int) -> None:
    shuffled, others = list(found), list(REPORTS)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(others)
    for function in (positions, origins, changes, contradictions):
        assert function(REPORTS, found) == function(others, shuffled)


@settings(max_examples=50, deadline=None)
@given(statements())
def test_every_id_in_a_result_is_one_of_the_records(found: tuple[Statement, ...]) -> None:
    known = {s.id for s in found}
    for function in (positions, origins, changes, contradictions):
        assert ids_of(function(REPORTS, found)) <= known


@settings(max_examples=50, deadline=None)
@given(statements())
def test_every_position_is_in_one_proposal_and_every_statement_has_one_origin(
    found: tuple[Statement, ...],
) -> None:
    grouped = [s.id for proposal in proposals(found) for s in proposal.statements]
    assert sorted(grouped) == sorted(s.id for s in found if s.stance is not Stance.ASSESSES)
    sourced = [name for origin in origins(REPORTS, found) for name in origin.statements]
    assert sorted(sourced) == sorted(s.id for s in found)


@settings(max_examples=50, deadline=None)
@given(statements())
def test_a_position_is_not_its_own_history_and_later_goes_before_earlier(
    found: tuple[Statement, ...],
) -> None:
    by_id = {s.id: s for s in found}
    for position in positions(REPORTS, found):
        apart = [
            set(position.statements),
            *(set(e.statements) for e in (*position.history, *position.undated)),
        ]
        assert sum(map(len, apart)) == len(set().union(*apart))
        assert not any(by_id[name].earlier for name in position.statements)
        dates = [entry.date for entry in position.history if entry.date is not None]
        assert dates == sorted(dates)
        held = [e for e in position.history if not any(by_id[name].earlier for name in e.statements)]
        if position.date is not None:
            assert all(entry.date <= position.date for entry in held if entry.date is not None)


@settings(max_examples=50, deadline=None)
@given(statements())
def test_there_is_at_least_one_witness_and_never_more_than_statements(found: tuple[Statement, ...]) -> None:
    if not found:
        return
    counted = witnesses(REPORTS, found, [s.id for s in found])
    assert 1 <= counted.least <= counted.greatest <= len(found)
    assert len(counted.origins) == counted.greatest
    fewer = witnesses(REPORTS, found, [s.id for s in found[1:]])
    # A further statement is one further witness at most. It may also tell that two are one, as where an
    # outlet that spoke in its own voice is found to cite a source.
    assert counted.greatest <= fewer.greatest + 1


@settings(max_examples=50, deadline=None)
@given(statements())
def test_the_sides_of_a_contradiction_have_no_statement_in_common(found: tuple[Statement, ...]) -> None:
    past = {s.id for s in found if s.earlier}
    for contradiction in contradictions(REPORTS, found):
        assert contradiction.a
        assert contradiction.b
        assert not set(contradiction.a) & set(contradiction.b)
        assert contradiction.kind == "denial" or not past & {*contradiction.a, *contradiction.b}


def test_a_record_of_hundreds_of_statements_is_worked_out_quickly() -> None:
    big = [report(f"r{n:03}.txt", f"Outlet {n % 7}", day("2031-03-01")) for n in range(40)]
    many = []
    for n, one in enumerate(big):
        for place in range(10):
            actor = ["Norland", "Sudland", "France"][place % 3]
            stance = ["offers", "opposes", "considers"][(place + n) % 3]
            doing = act("contribute-forces", "Norland") if place % 2 else None
            many.append(
                statement(one, place, actor, stance, f"proposal {place} on the crossing", doing=doing)
            )
    for function in (positions, origins, changes, contradictions):
        assert function(big, many) is not None
