"""What hangs together by the parties' terms, against chains of terms followed one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.insight.bargains import MOST, apart, bargains
from modusvivendi.insight.parts import parts
from modusvivendi.insight.terms import terms_on
from modusvivendi.statements import Stance, Statement

TWO_CITED = """
decision_makers:
  North: {options: {patrol: patrol the strait, pay: pay the toll}}
  South:
    options: {open: open the strait}
    preferences: [{formula: open iff North.patrol, evidence: [a-1a]}]
  Guild:
    options: {sail: sail at night}
    preferences: [{formula: sail iff North.pay, evidence: [a-50a]}]
"""
TWO = Conflict.loads(TWO_CITED)
EVERY = ["North.patrol", "North.pay", "South.open", "Guild.sail"]


def test_what_no_term_ties_together_are_two_bargains() -> None:
    assert bargains(TWO, terms_on(TWO, EVERY)) == (
        ("North.patrol", "South.open"),
        ("North.pay", "Guild.sail"),
    )
    point = apart(TWO, terms_on(TWO, EVERY))
    assert point is not None
    assert point.text == (
        "By these terms there are in the model two bargains, of which neither hangs on the other: (1) North "
        "would patrol the strait and South would open the strait; (2) North would pay the toll and the "
        "Guild would sail at night."
    )


def test_where_everything_hangs_together_nothing_is_told() -> None:
    one = Conflict.loads("""
decision_makers:
  North: {options: {patrol: patrol the strait}}
  South:
    options: {open: open the strait}
    preferences: [{formula: open iff North.patrol, evidence: [a]}]
""")
    assert apart(one, terms_on(one, ["North.patrol", "South.open"])) is None


PARTIES = "ABCDEF"


@st.composite
def on_each_other(draw: st.DrawFn) -> Conflict:
    """Give parties with an act each, some of which they do on the condition of another's."""
    text = "decision_makers:\n"
    for party in PARTIES:
        others = [other for other in PARTIES if other != party]
        on = draw(st.none() | st.sampled_from(others))
        text += f"  {party}:\n    options: {{x: do what {party} can}}\n"
        if on:
            text += f"    preferences: [{{formula: x iff {on}.x, evidence: [a]}}]\n"
    return Conflict.loads(text)


@given(on_each_other())
def test_two_acts_are_in_one_bargain_where_a_chain_of_terms_leads_from_one_to_the_other(
    conflict: Conflict,
) -> None:
    terms = terms_on(conflict, [f"{party}.x" for party in PARTIES])
    links = {frozenset((term.act, name)) for term in terms for name in term.on.options()}
    reached = {f"{party}.x": {f"{party}.x"} for party in PARTIES}
    for _ in PARTIES:
        for link in links:
            for one in link:
                for other in link:
                    reached[one] |= reached[other]
    found = bargains(conflict, terms)
    together = {name: set(some) for some in found for name in some}
    for name in {name for link in links for name in link}:
        assert together[name] == reached[name]
    assert set(together) == {name for link in links for name in link}
    assert (apart(conflict, terms) is not None) == (1 < len(found) <= MOST)


def test_what_a_term_asks_not_to_be_done_is_told_as_that() -> None:
    conflict = Conflict.loads("""
decision_makers:
  Firm: {options: {cut: cut jobs, pay: pay more}}
  Guild:
    options: {work: work on Sundays}
    preferences: [{formula: work iff Firm.pay and not Firm.cut, evidence: [a]}]
  North: {options: {patrol: patrol the strait}}
  South:
    options: {open: open the strait}
    preferences: [{formula: open iff North.patrol, evidence: [b]}]
""")
    point = apart(conflict, terms_on(conflict, ["Guild.work", "South.open"]))
    assert point is not None
    assert (
        "(1) Firm would pay more and the Guild would work on Sundays; and Firm would not cut jobs; (2)"
        in (point.text)
    )


def told(number: int, actor: str, condition: str) -> Statement:
    sentence = f"{actor} would do more {condition}."
    return Statement(
        id=f"a-{number}a", report="a.txt", start=number, end=number + len(sentence), sentence=sentence,
        actor=actor, stance=Stance.OFFERS, proposal="do more", condition=condition,
    )  # fmt: skip


def test_nothing_is_told_apart_where_a_party_to_it_has_terms_that_are_not_in_the_model() -> None:
    """Who says that there is a deal if the other talks ties everything to that, whatever the model has."""
    statements = {
        s.id: s for s in (told(1, "South", "if the North patrols"), told(50, "Guild", "if it is paid"))
    }
    conflict = Conflict.loads(TWO_CITED)
    assert "two bargains" in parts(conflict, EVERY, statements=statements).sentence
    tied = told(200, "Guild", "if South talks about everything")
    assert "two bargains" not in parts(conflict, EVERY, statements={**statements, tied.id: tied}).sentence
    bystander = told(300, "East", "if South talks about everything")
    assert (
        "two bargains" in parts(conflict, EVERY, statements={**statements, bystander.id: bystander}).sentence
    )
