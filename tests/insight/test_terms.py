"""On which terms parties act, against every equilibrium of every interpretation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from modusvivendi.conflict import And, Circumstance, Conflict, Iff, Implies, Not, Option, Or
from modusvivendi.insight.keys import Keys
from modusvivendi.insight.terms import Term, clause, terms_on
from modusvivendi.stability import solve
from modusvivendi.statements import Stance, Statement
from tests.insight.cases import conflicts

FORCE = """
decision_makers:
  Norland:
    options: {troops: send troops}
    preferences:
      - {formula: troops iff (Sudmark.truce and Estmark.truce), evidence: [r-1a]}
      - {formula: troops, evidence: [r-1a]}
  Westland:
    options: {troops: send troops}
    preferences:
      - {formula: troops iff (Sudmark.truce and Estmark.truce and League.mandate), evidence: [r-2a]}
  Ostland:
    options: {troops: send troops}
    preferences:
      - {formula: troops implies Sudmark.truce, assumption: it is taken to be the same act}
  Sudmark:
    options: {truce: accept a truce, bear: bear foreign troops}
    preferences:
      - question: Does Westland's taking part win Sudmark's consent?
        rule: assessment
        answers:
          "yes": [{formula: bear iff (Westland.troops or thaw), evidence: [r-3a]}]
          "no": [{formula: bear iff thaw, evidence: [r-4a]}]
      - question: Would Sudmark accept a truce?
        rule: silence
        answers:
          "yes": [{formula: truce, assumption: it does what is asked of it}]
          "no": [not truce]
  Estmark:
    options: {truce: accept a truce}
    preferences:
      - question: Would Estmark accept a truce on the reported terms only?
        rule: contradiction
        answers:
          "yes": [{formula: truce iff Norland.troops, evidence: [r-5a]}]
          "no": []
  League:
    options: {mandate: give a mandate}
    preferences: [{formula: mandate, evidence: [r-6a]}]
circumstances: {thaw: the ice has gone}
"""
EVERY = ["Norland.troops", "Westland.troops", "Ostland.troops", "Sudmark.truce", "Sudmark.bear"]
EVERY += ["Estmark.truce", "League.mandate"]


def whose(terms: tuple[Term, ...]) -> list[tuple[str, str, str]]:
    return [(term.decision_maker, str(term.on), term.rule) for term in terms]


def test_each_party_has_the_terms_reported_of_it_and_no_other() -> None:
    found = terms_on(Conflict.loads(FORCE), EVERY)
    assert whose(tuple(term for term in found if not term.assumption)) == [
        ("Norland", "Sudmark.truce", ""),
        ("Norland", "Estmark.truce", ""),
        ("Westland", "Sudmark.truce", ""),
        ("Westland", "Estmark.truce", ""),
        ("Westland", "League.mandate", ""),
        ("Sudmark", "Westland.troops", "assessment"),
        ("Sudmark", "thaw", ""),
        ("Estmark", "Norland.troops", "contradiction"),
    ]
    assert whose(tuple(term for term in found if term.assumption)) == [("Ostland", "Sudmark.truce", "")]


def test_what_has_to_be_so_is_told_once_with_all_whose_term_it_is() -> None:
    keys = Keys(Conflict.loads(FORCE), EVERY)
    assert [point.text for point in keys.told()] == [
        "That Sudmark and Estmark would accept a truce is a term of Norland and Westland (send troops). Of "
        "Sudmark it is not reported whether it would. Of Estmark the record contradicts itself on "
        "that.",
        "That Norland would send troops is reported to be a term of Estmark (accept a truce), on which the "
        "record contradicts itself. Of Norland it is reported to be ready for it on terms of its own.",
        "That the League would give a mandate is a term of Westland (send troops). Of the League it is "
        "reported to be ready for it.",
        "That Westland's taking part wins Sudmark's consent is a judgement of others, not the word of "
        "Sudmark. Of Westland it is reported to be ready for it on terms of its own.",
        "That the ice has gone is a term of Sudmark (bear foreign troops).",
    ]
    assumed = keys.assumptions()
    assert assumed is not None and assumed.text == (
        "Assumed besides, and not reported, is that Ostland would send troops only if Sudmark would accept a "
        "truce."
    )
    assert keys.told()[0].evidence[:2] == ("r-1a", "r-2a")


def test_the_headline_says_what_most_is_asked_and_what_is_only_judged() -> None:
    said = [point.text for point in Keys(Conflict.loads(FORCE), EVERY).headline()]
    assert said[0] == (
        "As reported, Norland and Westland would send troops only if Sudmark and Estmark would accept a "
        "truce."
    )
    assert said[-1] == "That Westland's taking part wins Sudmark's consent is the judgement of others only."


def test_a_refusal_on_terms_is_not_told_with_its_unless() -> None:
    """ "Would sign only 'unless Sudmark pays'" would say the reverse."""
    conflict = Conflict.loads(
        """
        decision_makers:
          Norland:
            options: {sign: sign the paper}
            preferences: [{formula: sign implies Sudmark.pay, evidence: [r-1a]}]
          Sudmark: {options: {pay: pay the toll}, preferences: []}
        """
    )
    sentence = "Norland will not sign the paper unless Sudmark pays."
    told = Statement(
        id="r-1a", report="r.txt", start=0, end=52, sentence=sentence, actor="Norland", stance="rules_out",
        proposal="sign the paper", condition="unless Sudmark pays",
    )  # fmt: skip
    keys = Keys(conflict, ["Norland.sign", "Sudmark.pay"], {"r-1a": told})
    assert [point.text for point in keys.headline()] == [
        "As reported, Norland would sign the paper only if Sudmark would pay the toll."
    ]


def test_what_is_only_considered_is_told_as_what_might_be() -> None:
    conflict = Conflict.loads(
        """
        decision_makers:
          Norland:
            options: {renew: renew the licence}
            preferences:
              - question: Would Norland renew the licence?
                rule: considers
                answers:
                  "yes": [{formula: renew iff Sudmark.sign, evidence: [r-1a]}]
                  "no": [not renew]
          Sudmark:
            options: {sign: sign the paper}
            preferences: [{formula: sign iff Norland.renew, evidence: [r-2a]}]
        """
    )
    said = [point.text for point in Keys(conflict, ["Norland.renew", "Sudmark.sign"]).headline()]
    assert said == [
        "As reported, Norland might renew the licence only if Sudmark would sign the paper.",
        "Sudmark would sign the paper only if Norland would renew the licence.",
    ]


def test_what_moves_others_is_followed_through_their_terms() -> None:
    keys = Keys(Conflict.loads(FORCE), EVERY)
    assert set(keys.moved_by(["League.mandate"])) == {"Westland.troops", "Sudmark.bear"}
    assert keys.moved_by(["Ostland.troops"]) == ()


def test_a_later_preference_on_an_act_that_is_settled_is_no_term() -> None:
    conflict = Conflict.loads("""
decision_makers:
  A: {options: {x: pay}, preferences: [x implies B.y, x, x iff C.z]}
  B: {options: {y: come}}
  C: {options: {z: go}}
""")
    assert whose(terms_on(conflict, ["A.x"])) == [("A", "B.y", "")]


def test_terms_on_which_another_s_act_is_accepted_are_told_as_that() -> None:
    conflict = Conflict.loads("""
decision_makers:
  Union:
    options: {strike: go on strike}
    preferences:
      - {formula: Firm.pay implies not Firm.cut, evidence: [r-1a], rule: "supports, on terms only"}
      - {formula: Firm.cut implies Firm.pay, evidence: [r-2a], rule: demands}
  Firm:
    options: {pay: pay 12 per cent, cut: cut jobs}
    preferences: [pay]
""")
    (point,) = Keys(conflict, ["Firm.pay", "Firm.cut"]).told()
    assert point.text == (
        "That Firm would not cut jobs is a term of the Union (accept that Firm would pay 12 per cent)."
    )


@pytest.mark.parametrize(
    ("answers", "asked", "rule"),
    [
        ('"yes": [x iff B.y], "no": [not x]', "considers", ""),
        ('"yes": [x iff B.y], "no": [not x]', "", "asked"),
        ('"yes": [x iff B.y], "no": [x]', "considers", "open"),
    ],
)
def test_what_is_a_term_with_one_answer_only_is_open(answers: str, asked: str, rule: str) -> None:
    conflict = Conflict.loads(f"""
decision_makers:
  A:
    options: {{x: pay}}
    preferences:
      - question: Does B's coming win A's consent?
        rule: "{asked}"
        answers: {{{answers}}}
  B: {{options: {{y: come}}}}
""")
    assert [term.rule for term in terms_on(conflict, ["A.x"])] == [rule]
    said = Keys(conflict, ["A.x"]).told()[0].text
    assert said.endswith("of A (pay), if B's coming wins A's consent.") == bool(rule)


def test_clauses_are_said_as_what_would_be_so() -> None:
    conflict = Conflict.loads(FORCE)
    either = Or(Option("Norland.troops"), Option("Westland.troops"))
    assert clause(conflict, [either, Not(Circumstance("thaw"))]) == (
        "Norland or Westland would send troops and the ice has not gone"
    )


KNOWN = (Iff, Implies, Option, Not)


@given(conflicts())
@settings(max_examples=150, deadline=None)
def test_in_every_nash_equilibrium_an_act_that_is_done_has_its_terms_met(conflict: Conflict) -> None:
    """Where no preference that stands higher speaks of the act in another way, and any move can be made."""
    conflict = conflict.replace(infeasible=(), irreversible={})
    every = [option for dm in conflict.decision_makers for option in dm.option_names]
    terms = [term for term in terms_on(conflict, every) if not term.rule and _is_first(conflict, term)]
    if not terms:
        return
    for each in conflict.interpretations():
        true = {name for name, obtains in each.circumstances.items() if obtains}
        for code in solve(conflict, ["nash"], each).equilibria("nash").tolist():
            done = {*conflict.taken(code), *true}
            for term in terms:
                assert term.act not in done or term.on.holds(done), (conflict.dumps(), term)


def _is_first(conflict: Conflict, term: Term) -> bool:
    """Whether all preferences of a party on an act are of the forms that say on which terms it acts."""
    dm = next(dm for dm in conflict.decision_makers if dm.key == term.decision_maker)
    option = Option(*term.act.split(".", 1))
    for statement, _, _ in dm.every_statement():
        formula = statement.formula
        if term.act not in formula.options():
            continue
        match formula:
            case Option() | Not(operand=Option()):
                continue
            case Iff(left=left, right=right) if option in (left, right) and left != right:
                rest = right if left == option else left
                if term.act not in rest.options():
                    continue
            case Implies(condition=condition, consequence=rest) if condition == option:
                if term.act not in rest.options():
                    continue
        return False
    return True


def test_the_oracle_has_something_to_look_at() -> None:
    conflict = Conflict.loads(
        "decision_makers: {A: {options: {x: pay}, preferences: [x iff B.y]}, B: {options: {y: go}}}"
    )
    (term,) = terms_on(conflict, ["A.x"])
    assert _is_first(conflict, term) and str(And(term.on, Option("A.x"))) == "B.y and A.x"


def test_what_is_proposed_to_a_party_that_only_considers_it_is_no_term_of_its_own() -> None:
    conflict = Conflict.loads("""
decision_makers:
  Firm:
    options: {freeze: freeze lay-offs}
    preferences:
      - question: Would Firm freeze lay-offs?
        rule: considers
        answers: {"yes": [{formula: freeze iff Guild.trial, evidence: [a-1a]}], "no": [not freeze]}
  Guild: {options: {trial: allow trials}}
""")
    sentence = "The firm is studying the idea."
    studying = Statement(
        id="a-1a", report="a.txt", start=1, end=31, sentence=sentence, actor="Firm",
        stance=Stance.CONSIDERS, proposal="the idea",
    )  # fmt: skip
    keys = Keys(conflict, ["Firm.freeze", "Guild.trial"], {studying.id: studying})
    assert keys.told()[0].text == (
        "That the Guild would allow trials is what is proposed in return to Firm (freeze lay-offs)."
    )
    assert keys.headline() == ()
