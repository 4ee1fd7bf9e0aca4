"""Arrangements, what they need and who prefers them: against enumeration over small conflicts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, DecisionMaker, OpenPreference, Option, Preference
from modusvivendi.insight.arrangements import SHOWN, arrangements, fullest, threatened
from modusvivendi.insight.breaking import breaks, without
from modusvivendi.insight.interpretations import solve_interpretations
from modusvivendi.insight.questions import pivotal
from modusvivendi.insight.ways import movers_between, ways_from_status_quo
from modusvivendi.stability import Verdict, solve
from tests.insight.cases import conflicts, every_choice, improvements

CONCEPTS = ("nash", "gmr", "smr", "seq")


@given(conflicts())
@settings(max_examples=40, deadline=None)
def test_arrangements_are_the_equilibria_of_some_interpretation(conflict: Conflict) -> None:
    expected: dict[int, dict[str, list[int]]] = {}
    for number, interpretation in enumerate(conflict.interpretations()):
        analysis = solve(conflict, CONCEPTS, interpretation)
        for concept in CONCEPTS:
            for code in analysis.equilibria(concept).tolist():
                expected.setdefault(code, {c: [] for c in CONCEPTS})[concept].append(number)
    found = arrangements(solve_interpretations(conflict))
    assert {a.code: {c: list(n) for c, n in a.holds_in.items()} for a in found} == expected
    for a in found:
        assert conflict.codes[a.place] == a.code
        assert list(a.taken) == conflict.taken(a.code)
        assert a.gmr_only == (not any(expected[a.code][c] for c in SHOWN))
        assert a.times == len({n for c in SHOWN for n in expected[a.code][c]})
    strong = [a.gmr_only for a in found]
    assert strong == sorted(strong)


@given(conflicts())
@settings(max_examples=40, deadline=None)
def test_who_prefers_an_arrangement_follows_from_the_ranks_where_it_holds(conflict: Conflict) -> None:
    ensemble = solve_interpretations(conflict)
    codes = conflict.codes.tolist()
    now = codes.index(conflict.status_quo)
    for a in arrangements(ensemble):
        concepts = CONCEPTS if a.gmr_only else SHOWN
        holding = {n for c in concepts for n in a.holds_in[c]}
        signs: dict[str, set[int]] = {name: set() for name in conflict.names}
        for n in holding:
            ranks = conflict.ranks(ensemble.interpretations[n])
            for row, name in enumerate(conflict.names):
                there, here = int(ranks[row, codes.index(a.code)]), int(ranks[row, now])
                signs[name].add((there > here) - (there < here))
        assert a.acceptable_to == tuple(n for n in conflict.names if signs[n] == {1})
        assert a.not_acceptable_to == tuple(n for n in conflict.names if signs[n] == {-1})
        assert a.indifferent == tuple(n for n in conflict.names if signs[n] == {0})
        assert a.depends == tuple(n for n in conflict.names if len(signs[n]) > 1)


@given(conflicts())
@settings(max_examples=40, deadline=None)
def test_needs_are_the_answers_without_which_it_never_holds(conflict: Conflict) -> None:
    ensemble = solve_interpretations(conflict)
    everything = every_choice(conflict)
    for a in arrangements(ensemble):
        concepts = CONCEPTS if a.gmr_only else SHOWN
        holding = [everything[n] for n in sorted({n for c in concepts for n in a.holds_in[c]})]
        needs = {
            key: value
            for key in everything[0]
            for value in {choice[key] for choice in everything}
            if all(choice[key] == value for choice in holding)
            and any(choice[key] != value for choice in everything)
        }
        assert a.needs == needs
        allowed = [c for c in everything if all(c[k] == v for k, v in needs.items())]
        assert a.enough == (allowed == holding)


@given(conflicts())
@settings(max_examples=40, deadline=None)
def test_a_question_decides_what_changes_between_interpretations_that_differ_in_it_alone(
    conflict: Conflict,
) -> None:
    ensemble = solve_interpretations(conflict)
    found = arrangements(ensemble)
    judged = [a for a in found if not a.gmr_only]
    everything = every_choice(conflict)
    result = {d.id: d for d in pivotal(ensemble, found)}
    assert set(result) == set(everything[0])
    for key, decides in result.items():
        places, pairs, differing = set(), 0, 0
        for one, other in combinations(range(len(everything)), 2):
            if {k for k in everything[one] if everything[one][k] != everything[other][k]} != {key}:
                continue
            changed = {
                a.place for a in judged for c in SHOWN if (one in a.holds_in[c]) != (other in a.holds_in[c])
            }
            places |= changed
            pairs += 1
            differing += bool(changed)
        assert decides.decides == tuple(a.place for a in judged if a.place in places)
        assert decides.weight == pytest.approx(differing / pairs if pairs else 0)
        assert decides.needed_for == {a.place: a.needs[key] for a in judged if key in a.needs}


@given(conflicts(), st.data())
@settings(max_examples=40, deadline=None)
def test_ways_are_exactly_the_chains_of_improvements(conflict: Conflict, data: st.DataObject) -> None:
    interpretation = data.draw(st.sampled_from(list(conflict.interpretations())))
    ways = ways_from_status_quo(solve(conflict, "nash", interpretation))
    assert ways is not None
    assert conflict.status_quo is not None
    levels = [{conflict.status_quo}]
    while levels[-1]:
        known = set().union(*levels)
        levels.append({t for c in levels[-1] for _, t in improvements(conflict, interpretation, c)} - known)
    distance = {code: steps for steps, level in enumerate(levels) for code in level}
    assert ways.complete
    assert set(ways.reached) == set(distance)
    assert set(ways.stops) == {c for c in distance if not improvements(conflict, interpretation, c)}
    assert [distance[c] for c in ways.stops] == sorted(distance[c] for c in ways.stops)
    for code in conflict.codes.tolist():
        path = ways.path(code)
        if code not in distance:
            assert path is None
            continue
        assert path is not None
        assert len(path) == distance[code]
        here = conflict.status_quo
        for step in path:
            assert step.before == here
            assert (step.decision_maker, step.after) in improvements(conflict, interpretation, here)
            here = step.after
        assert here == code


@given(conflicts(most_questions=2), st.sampled_from(["nash", "seq", "smr"]), st.data())
@settings(max_examples=40, deadline=None)
def test_breaks_are_real_improvements_that_nothing_deters(
    conflict: Conflict, concept: str, data: st.DataObject
) -> None:
    ensemble = solve_interpretations(conflict)
    code = data.draw(st.sampled_from(conflict.codes.tolist()))
    leaving = set()
    for found in breaks(ensemble, code, concept=concept):
        for number in found.interpretations:
            interpretation = ensemble.interpretations[number]
            leaving.add((found.decision_maker, number))
            assert (found.decision_maker, found.becomes) in improvements(conflict, interpretation, code)
            explained = solve(conflict, concept, interpretation).explain(code, found.decision_maker, concept)
            assert explained.verdict is Verdict.UNSTABLE
            assert found.becomes == explained.witness
    place = conflict.codes.tolist().index(code)
    for number, interpretation in enumerate(conflict.interpretations()):
        stable = solve(conflict, concept, interpretation).stable(concept)[:, place]
        for row, name in enumerate(conflict.names):
            assert stable[row] == ((name, number) not in leaving)


def test_of_many_interpretations_64_are_looked_at_for_breaks() -> None:
    wish = Preference(Option("A", "x"))
    questions = tuple(OpenPreference(f"Q{k}?", {"yes": (wish,), "no": (wish,)}) for k in range(8))
    ensemble = solve_interpretations(Conflict([DecisionMaker("A", {"x": "x"}, preferences=questions)]))
    (found,) = breaks(ensemble, 0)
    assert len(found.interpretations) == 64
    assert (found.interpretations[0], found.interpretations[-1]) == (0, 255)


@given(conflicts(), st.data())
@settings(max_examples=20, deadline=None)
def test_movers_between_two_states_are_those_whose_options_differ(
    conflict: Conflict, data: st.DataObject
) -> None:
    one, other = (data.draw(st.sampled_from(conflict.codes.tolist())) for _ in range(2))
    differing = set(conflict.taken(one)) ^ set(conflict.taken(other))
    expected = tuple(n for n in conflict.names if any(o.startswith(f"{n}.") for o in differing))
    assert movers_between(conflict, one, other) == expected
    ensemble = solve_interpretations(conflict, ["nash"], most=1)
    for name in conflict.names:
        left = without(ensemble, one, name)
        own = [o for o in conflict.taken(one) if o.startswith(f"{name}.")]
        rest = conflict.code(o for o in conflict.taken(one) if o not in own)
        assert left == (rest if own and rest in conflict.codes else None)


def test_a_search_that_is_cut_short_says_so() -> None:
    wishes = {name: (Preference(Option(name, "x")),) for name in "AB"}
    conflict = Conflict([DecisionMaker(name, {"x": "x"}, preferences=p) for name, p in wishes.items()])
    short, full = (ways_from_status_quo(solve(conflict), most=most) for most in (1, 100))
    assert short is not None
    assert full is not None
    assert not short.complete
    assert full.complete
    assert full.stops == (0b11,)


def test_what_a_party_only_warns_of_does_not_make_an_arrangement_fuller() -> None:
    conflict = Conflict.loads("""
    decision_makers:
      Union:
        options: {strike: go on strike}
        preferences: [{formula: strike iff not Port.pay, rule: "warns: the answer", evidence: [r-1a]}]
      Port:
        options: {pay: pay more, walls: build walls}
        preferences:
          - question: Would Port pay more?
            answers: {"yes": [pay], "no": [not pay]}
          - question: Would Port build walls?
            answers: {"yes": [walls], "no": [not walls]}
    """)
    full = fullest(arrangements(solve_interpretations(conflict)))
    assert full is not None
    assert full.taken == ("Port.pay", "Port.walls")
    struck = [a for a in arrangements(solve_interpretations(conflict)) if "Union.strike" in a.taken]
    assert struck
    assert all(a.threats == ("Union.strike",) for a in struck)


def test_what_others_only_warn_against_makes_no_arrangement_fuller() -> None:
    conflict = Conflict.loads("""
    decision_makers:
      Company:
        options: {drill: begin drilling, pay: pay for the study}
        preferences:
          - question: Would the Company begin drilling?
            rule: silence
            answers:
              "yes": [{formula: drill, assumption: no position of its own was found, rule: silence}]
              "no": [{formula: not drill, assumption: no position of its own was found}]
          - {formula: pay, evidence: [r-2a], rule: offers}
      Club:
        options: {court: go to court}
        preferences:
          - {formula: not Company.drill, evidence: [r-1a], rule: "warns: not the cause"}
          - {formula: court iff Company.drill, evidence: [r-1a], rule: "warns: the answer"}
    """)
    found = arrangements(solve_interpretations(conflict))
    full = fullest(found)
    assert full is not None
    assert full.taken == ("Company.pay",)
    assert {option for each in found for option in each.threats} == {"Company.drill", "Club.court"}


@given(conflicts(most_questions=2), st.data())
@settings(max_examples=100, deadline=None)
def test_the_fullest_has_most_in_it_that_is_not_only_warned_of_or_against(
    plain: Conflict, data: st.DataObject
) -> None:
    warnings = ["warns: not the cause", "warns: the answer"]
    rules = ["offers", "offers, with a condition", "demands", "silence", *warnings, None]

    def ruled(preference: Preference) -> Preference:
        return replace(preference, rule=data.draw(st.sampled_from(rules)))

    makers = []
    for dm in plain.decision_makers:
        kept: list[Preference | OpenPreference] = []
        for entry in dm.preferences:
            if isinstance(entry, Preference):
                kept.append(ruled(entry))
            else:
                answers = {answer: tuple(map(ruled, each)) for answer, each in entry.answers.items()}
                kept.append(replace(entry, answers=answers))
        makers.append(replace(dm, preferences=tuple(kept)))
    conflict = plain.replace(decision_makers=makers)
    found = arrangements(solve_interpretations(conflict))
    full = fullest(found)
    nash = [a for a in found if a.holds_in["nash"]]
    strong = [a for a in found if any(a.holds_in[c] for c in SHOWN)]
    assert (full is None) == (not strong)
    if full is None:
        return
    assert full in (nash or strong)
    out = set()
    for option in conflict.options:
        owner = option.partition(".")[0]
        said = [
            (dm.key == owner, p.rule or "", type(p.formula).__name__)
            for dm in conflict.decision_makers
            for p, _, _ in dm.every_statement()
            if option in p.formula.options()
        ]
        warned = any(own and rule.startswith("warns") for own, rule, _ in said)
        negative = ("Not", "NoneOf")
        offered = any(own and rule.startswith("offers") and kind not in negative for own, rule, kind in said)
        warned_against = any(
            not own and rule.startswith("warns") and kind in negative for own, rule, kind in said
        )
        sought = any(
            (rule != "silence" and not rule.startswith("warns") and kind not in negative)
            or (not own and rule == "warns: not the cause" and kind not in negative)
            for own, rule, kind in said
        )
        if (warned and not offered) or (warned_against and not sought):
            out.add(option)
    assert set(full.threats) == out & set(full.taken)
    assert len(set(full.taken) - out) == max(len(set(a.taken) - out) for a in (nash or strong))


def test_what_a_party_is_only_asked_not_to_do_is_no_part_of_what_could_be_arranged() -> None:
    conflict = Conflict.loads("""
    decision_makers:
      Mine:
        options: {lay_off: lay people off, pay: pay more}
        preferences:
          - question: Would the Mine lay people off?
            rule: silence
            answers:
              "yes": [{formula: lay_off, assumption: silent, rule: asked not to}]
              "no": [{formula: not lay_off, assumption: silent, rule: asked not to}]
          - {formula: pay, evidence: [r-2a], rule: offers}
      Union:
        options: {work: go back to work}
        preferences:
          - {formula: work iff not Mine.lay_off, evidence: [r-1a], rule: "offers, with a condition"}
    """)
    assert threatened(conflict) == {"Mine.lay_off"}
    full = fullest(arrangements(solve_interpretations(conflict)))
    assert full is not None
    assert full.taken == ("Mine.pay", "Union.work")


def test_what_a_party_offers_not_to_do_is_still_what_it_only_threatens() -> None:
    conflict = Conflict.loads("""
    decision_makers:
      E3:
        options: {sanctions: impose sanctions}
        preferences:
          - {formula: sanctions iff not Iran.talks, evidence: [r-1a], rule: "warns: the answer"}
          - {formula: not sanctions iff Iran.talks, evidence: [r-2a], rule: "offers, with a condition"}
      Iran: {options: {talks: enter talks}, preferences: [{formula: talks, evidence: [r-3a], rule: offers}]}
    """)
    assert threatened(conflict) == {"E3.sanctions"}
