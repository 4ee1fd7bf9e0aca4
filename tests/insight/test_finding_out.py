"""What to find out next, and whose joining matters: against the questions and against `without`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from modusvivendi.conflict import Conflict
from modusvivendi.insight.arrangements import FIRM, arrangements, fullest
from modusvivendi.insight.finding_out import find_out
from modusvivendi.insight.interpretations import solve_interpretations
from modusvivendi.insight.joining import joining
from modusvivendi.insight.questions import pivotal
from modusvivendi.insight.without import IN, without
from tests.insight.cases import conflicts, every_choice

BRIDGE = """
decision_makers:
  North:
    options: {accept: accept a bridge}
    preferences:
      - question: Does the taking part of South win North's consent?
        evidence: [r-1a]
        rule: assessment
        answers:
          "yes": [{formula: accept iff South.pay, evidence: [r-1a], rule: assesses}]
          "no": [{formula: not accept, evidence: [r-2a], rule: opposes}]
  South:
    options: {pay: pay the toll}
    preferences: [{formula: pay, evidence: [r-3a]}]
circumstances: {flood: the river floods}
"""


def test_what_is_judged_comes_first_and_the_party_it_is_about_is_to_be_asked() -> None:
    found = find_out(Conflict.loads(BRIDGE))
    (asked,) = found.asked
    assert (asked.decides.id, asked.parties, asked.rule, asked.needed) == (
        "q1",
        ("North",),
        "assessment",
        True,
    )
    assert found.idle == 1
    assert "North would know" in found.sentence


@given(conflicts(most_questions=3))
@settings(max_examples=60, deadline=None)
def test_all_questions_on_which_something_hangs_are_listed_what_the_fullest_needs_first(
    conflict: Conflict,
) -> None:
    ensemble = solve_interpretations(conflict)
    made = arrangements(ensemble)
    full = fullest(made)
    decides = {each.id: each for each in pivotal(ensemble, made)}
    found = find_out(conflict, ensemble=ensemble)
    listed = [each.decides.id for each in found.asked]
    assert set(listed) == {key for key, each in decides.items() if each.decides}
    assert len(listed) + found.idle == len(decides)
    needed = [full is not None and full.place in decides[key].decides for key in listed]
    assert needed == sorted(needed, reverse=True)
    assert found.sentence.endswith(".")


def test_what_a_party_brings_is_said_with_what_has_to_be_so_for_it() -> None:
    found = joining(Conflict.loads(BRIDGE))
    assert found.judged == {"South"}
    (brought,) = found.brought["South"]
    assert (brought.options, brought.needs) == (("North.accept",), (("q1", "yes"),))
    assert found.sentence == (
        "With South in (pay the toll), and never without, it can hold that North would accept a bridge, but "
        "only if the taking part of South wins North's consent."
    )


@given(conflicts(most_questions=2))
@settings(max_examples=40, deadline=None)
def test_joining_tells_of_each_party_what_without_tells_and_names_answers_common_to_all(
    conflict: Conflict,
) -> None:
    keys = [dm.key for dm in conflict.decision_makers if dm.options]
    found = joining(conflict, keys)
    assert {each.party for each in found.found} == set(keys)
    for each in found.found:
        alone = without(conflict, each.party, concepts=FIRM)
        assert each.brings == alone.brings
        told = found.brought.get(each.party, ())
        assert sorted(option for brought in told for option in brought.options) == sorted(alone.brings)
        for brought in told:
            where = {id_ for option in brought.options for id_ in alone.does[option][IN]}
            assert len(where) == brought.times
            every = every_choice(conflict)
            assert brought.times <= len(every)


def test_a_number_with_a_comma_stays_whole_in_what_is_asked() -> None:
    army = """
    decision_makers:
      A:
        options: {take: "take 8,000 fighters into the army"}
        preferences:
          - question: Would A take 8,000 fighters into the army, as reported, or not, as it says?
            answers: {"yes": [take], "no": [not take]}
    """
    assert "whether A would take 8,000 fighters into the army: " in find_out(Conflict.loads(army)).sentence


def test_what_a_party_is_reported_not_to_want_is_told_where_it_is_supposed_to_be_in() -> None:
    store = """
    decision_makers:
      Company: {options: {study: pay for a study, veto: agree to a veto}, preferences: [not veto, study]}
      Town: {options: {accept: accept the store}, preferences: [accept iff (Company.study and Company.veto)]}
    """
    said = joining(Conflict.loads(store), ["Company"]).sentence
    assert "With Company in (pay for a study; and, against what is reported of it, agree to a veto)" in said


LINK = """
decision_makers:
  Union: {options: {link: allow the link}, preferences: [not link]}
  State:
    options: {stay: stay in the deal}
    preferences:
      - question: Would State stay in the deal if the Union allowed the link?
        rule: assessment
        answers:
          "yes": [{formula: stay iff (Union.link or demands_met), rule: assesses}]
          "no": [{formula: stay iff demands_met}]
circumstances: {demands_met: its demands are met}
"""


def test_a_judged_party_with_whom_others_do_more_often_what_they_may_do_without_it_is_told_so() -> None:
    found = joining(Conflict.loads(LINK))
    (union,) = [each for each in found.found if each.party == "Union"]
    assert not union.brings
    (eased,) = found.eased["Union"]
    assert eased.options == ("State.stay",)
    assert eased.needs == (("q1", "yes"), ("demands_met", "no"))
    assert (
        "it can hold that State would stay in the deal also where its demands are not met, if those are "
        "right who judge so; without it, not there."
    ) in found.sentence


@given(conflicts(most_questions=2))
@settings(max_examples=60, deadline=None)
def test_what_a_joining_eases_holds_with_the_party_in_and_not_with_it_away(conflict: Conflict) -> None:
    keys = [dm.key for dm in conflict.decision_makers if dm.options]
    found = replace(joining(conflict, keys), judged=frozenset(keys))
    for each in found.found:
        expected = {
            option: set(where["in"]) - set(where["away"])
            for option, where in each.does.items()
            if option not in each.brings and set(where["in"]) - set(where["away"])
        }
        told = {option: b.times for b in found.eased[each.party] for option in b.options}
        assert told == {option: len(ids) for option, ids in expected.items()}


SILENT = """
decision_makers:
  North:
    options: {open: open the bridge}
    preferences: [{formula: open iff South.pay, evidence: [r-1a]}]
  South:
    options: {pay: pay the toll}
    preferences:
      - question: Would South pay the toll?
        rule: silence
        note: NOTE
        answers:
          "yes": [{formula: pay, assumption: taken to do what is asked of it}]
          "no": [{formula: not pay, assumption: as reported}]
"""


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("not reported", "South would know; it is not reported whether it would."),
        (
            "nothing was found on it in these words, only on something near it",
            "South would know; nothing was found on it in these words, only on something near it.",
        ),
    ],
)
def test_who_is_heard_on_something_near_is_not_said_to_be_silent(note: str, said: str) -> None:
    found = find_out(Conflict.loads(SILENT.replace("NOTE", note)))
    assert said in found.sentence


def test_several_are_told_as_several() -> None:
    found = find_out(Conflict.loads(SILENT.replace("NOTE", "not reported").replace("South", "islands")))
    assert "Islands would know; it is not reported whether they would." in found.sentence


def test_whether_it_is_enough_is_asked_of_those_only_whose_own_term_it_is() -> None:
    """Once whoever it moved by way of others was named, too."""
    conflict = Conflict.loads("""
decision_makers:
  A:
    options: {amend: amend the law}
    preferences:
      - question: Would A amend the law?
        rule: considers
        evidence: [r-1a]
        answers: {"yes": [{formula: amend, evidence: [r-1a]}], "no": [not amend]}
  B: {options: {sign: sign the treaty}, preferences: [{formula: sign iff A.amend, evidence: [r-2a]}]}
  C: {options: {open: open the border}, preferences: [{formula: open iff B.sign, evidence: [r-3a]}]}
""")
    (asked,) = find_out(conflict).asked
    assert set(asked.moved) == {"B", "C"} and asked.holders == ("B",)
    assert "Whether that is enough, B would know." in find_out(conflict).sentence


ASKED_NOT_TO = """
decision_makers:
  Guild:
    options: {sign: sign the contract}
    preferences: [{formula: sign iff not Firm.cut and thaw, evidence: [a-1a]}]
  Firm:
    options: {cut: cut jobs}
    preferences:
      - question: Would Firm cut jobs?
        rule: silence
        answers: {"yes": [cut], "no": [{formula: not cut, evidence: [a-1a]}]}
circumstances: {thaw: the other side is ready for a fair deal}
"""


def test_what_others_ask_a_party_not_to_do_is_asked_so() -> None:
    """Once turned round: "whether the Firm would cut jobs ... is asked for by the Guild"."""
    said = find_out(Conflict.loads(ASKED_NOT_TO)).sentence
    assert "whether Firm would not cut jobs: " in said
    assert "whether Firm would cut jobs" not in said


def test_those_on_the_other_side_are_asked_though_nobody_names_them() -> None:
    said = find_out(Conflict.loads(ASKED_NOT_TO)).sentence
    assert "Those on the other side would know. What would meet it, the Guild would know." in said
