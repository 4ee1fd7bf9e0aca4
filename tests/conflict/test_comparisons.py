"""States compared two by two, rankings with larger falls, and what is unknown: read, checked and kept."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import modusvivendi as mv
from modusvivendi.conflict import Comparison, Conflict, DecisionMaker, Note, read_conflict
from modusvivendi.conflict.comparisons import UNKNOWN
from modusvivendi.conflict.writing import plain_model
from modusvivendi.errors import ConflictError
from tests.conflict.specimens import conflicts, texts

WHOLE = """\
# Who opens the sluice
title: Water
decision_makers:
  North:
    options: {open: open it, store: build a store}
    prefers:     # the better first
      - [[open], []]   # said so twice
      - {better: [open, South.pay], worse: [store], degree: 3, evidence: [paper-1a], note: once}
    much_prefers: [[[South.pay], [open]]]
    equal:
      - {states: [[], [store]], assumption: who knows}
    unknown: rest
  South:
    options: {pay: pay for it}
    ranking:
      - [North.open]
      - much worse     # the price of doing without
      - tie: [[], [pay]]
      - worse_by: 3
      - tie: [[North.store], [North.store, pay], [North.store, North.open], [North.store, North.open, pay]]
      - [North.open, pay]
    unknown:
      - [[], [pay]]
"""

CHASE = """\
states: [stone, paper, scissors]
decision_makers:
  A:
    moves: [[stone, paper], [paper, scissors], [scissors, stone]]
    prefers:
      - [paper, stone]
      - [scissors, paper]
      - [stone, scissors]
"""


def test_everything_that_can_be_said_of_pairs_is_read() -> None:
    model = Conflict.loads(WHOLE)
    north, south = model.decision_makers
    assert north.comparisons == (
        Comparison(("North.open",), ()),
        Comparison(("North.open", "South.pay"), ("North.store",), 3, Note(("paper-1a",), note="once")),
        Comparison(("South.pay",), ("North.open",), 2),
        Comparison((), ("North.store",), 0, Note(assumption="who knows")),
    )
    assert (north.rest_unknown, south.rest_unknown) == (True, False)
    assert (south.degrees, len(south.ranking or ())) == ((2, 3, 1), 4)
    thinks, ranks = model.compared()
    assert thinks[0].tolist() == [0, 1, 0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]
    assert (thinks[2, 5], thinks[5, 2], thinks[1, 4], thinks[4, 1]) == (3, -3, 2, -2)
    assert (ranks[0, 1], ranks[0, 2], ranks[1, 2], ranks[2, 5]) == (2, -3, -3, -1)
    assert (ranks[0, 4], ranks[4, 0]) == (UNKNOWN, UNKNOWN)
    assert not model.is_ranked
    assert model.is_graded
    assert model.unknown == "what North thinks of states it does not compare is unknown"
    assert model.evidence() == {"paper-1a": ["North: [North.open, South.pay] over by 3 [North.store]"]}
    with pytest.raises(ConflictError, match="unknown; this needs a ranking"):
        model.ranks()


def test_a_circle_is_no_ranking_and_three_states_say_why() -> None:
    model = Conflict.loads(CHASE)
    assert (model.is_ranked, model.is_graded, model.unknown) == (False, False, None)
    with pytest.raises(ConflictError, match="it prefers paper to stone, but neither paper to scissors nor"):
        model.ranks()


def test_pairs_that_agree_to_a_ranking_rank() -> None:
    model = Conflict.loads(CHASE.replace("[stone, scissors]\n", "[scissors, stone]\n"))
    assert model.is_ranked
    assert model.ranks().tolist() == [[0, 1, 2]]
    assert mv.solve(model).equilibria("nash").tolist() == [2]


@pytest.mark.parametrize("text", [WHOLE, CHASE])
def test_an_unchanged_file_is_given_back_and_a_title_changes_its_line_only(text: str) -> None:
    model = Conflict.loads(text)
    assert model.dumps() == text
    changed = model.replace(title="Another").dumps()
    kept = [line for line in text.splitlines() if not line.startswith("title")]
    assert [line for line in changed.splitlines() if line in kept] == kept


@pytest.mark.parametrize("text", [WHOLE, CHASE])
def test_a_new_file_says_the_same(text: str) -> None:
    model = Conflict.loads(text)
    again = Conflict.loads(model.replace(source=None).dumps())
    assert again.decision_makers == model.decision_makers
    assert all((a == b).all() for a, b in zip(again.compared(), model.compared(), strict=True))


def test_a_new_file_is_meant_to_be_read() -> None:
    written = Conflict.loads(WHOLE).replace(source=None).dumps()
    assert "    much_prefers:\n      - [[South.pay], [North.open]]\n" in written
    assert "        degree: 3\n        evidence: [paper-1a]\n" in written
    assert "      - [North.open]\n      - much worse\n      - tie:\n" in written
    assert "      - worse_by: 3\n" in written
    assert "    unknown: rest\n" in written


def test_one_more_pair_is_put_in_and_no_comment_goes() -> None:
    model = Conflict.loads(WHOLE)
    north, south = model.decision_makers
    more = (*north.comparisons[:1], Comparison(("North.store",), ("North.open",)), *north.comparisons[1:])
    text = model.replace(decision_makers=[dataclasses.replace(north, comparisons=more), south]).dumps()
    assert "      - [[open], []]   # said so twice\n      - [[North.store], [North.open]]\n" in text
    assert len(text.splitlines()) == len(WHOLE.splitlines()) + 1


MISTAKES = {
    "no fall": ("much worse", "much wrse", 17, 9, "did you mean much worse"),
    "fall of one": ("worse_by: 3", "worse_by: 1", 19, 19, "degrees go from 2 to 99"),
    "fall of a word": ("worse_by: 3", "worse_by: far", 19, 19, "far is no degree"),
    "fall before all": ("      - [North.open]\n", "", 16, 9, "between two states"),
    "fall after all": ("      - [North.open, pay]\n", "      - much worse\n", 21, 9, "between two states"),
    "two falls": ("- worse_by: 3", "- worse_by: 3\n      - much worse", 20, 9, "between two states"),
    "ranked twice below a fall": ("- [North.open, pay]", "- [North.open]", 21, 9, "ranked twice"),
    "one state": ("- [[open], []]", "- [[open]]", 7, 9, "write [better, worse]"),
    "no list": ("- [[open], []]", "- open", 7, 9, "write [better, worse]"),
    "state as text": ("- [[open], []]", "- [open, []]", 7, 10, "list of options taken"),
    "unknown option": ("[[open], []]", "[[opn], []]", 7, 11, "did you mean open"),
    "unknown option of a pair": ("[[], [store]]", "[[], [stor]]", 11, 24, "did you mean store"),
    "degree": ("degree: 3", "degree: 300", 8, 61, "degrees go from 1 to 99"),
    "key of a pair": ("degree: 3", "degre: 3", 8, 53, "did you mean degree"),
    "key of a party": ("equal:", "equals:", 10, 5, "did you mean equal"),
    "rest": ("unknown: rest", "unknown: rst", 12, 14, "or rest"),
    "contradiction": (
        "[[[South.pay], [open]]]",
        "[[[], [open]]]",
        9,
        20,
        "before that, it prefers [North.open]",
    ),
    "same twice": ("[[[South.pay], [open]]]", "[[[open], [open]]]", 9, 20, "with itself"),
    "both known and not": ("unknown: rest", "unknown: [[[], [open]]]", 12, 15, "before that, it prefers"),
    "ranking and pairs": ("    unknown:\n", "    equal:\n", 22, 5, "both ranking and equal"),
    "rest beside a ranking": ("    unknown:\n      - [[], [pay]]", "    unknown: rest", 22, 14, "no rest"),
    "infeasible": ("  South:\n", "infeasible: [North.open]\n", 7, 9, "not feasible"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_named_with_line_and_column(name: str) -> None:
    old, new, line, column, says = MISTAKES[name]
    assert old in WHOLE
    text = WHOLE.replace(old, new, 1)
    if name == "infeasible":
        text = (
            WHOLE[: WHOLE.index("  South:")].replace(", South.pay", "").replace("[South.pay]", "[store]")
            + new
        )
    with pytest.raises(ConflictError) as caught:
        Conflict.loads(text, "model.yaml")
    assert (caught.value.line, caught.value.column) == (line, column), caught.value
    assert says in str(caught.value)


def test_in_graph_form_states_are_named_and_the_nearest_suggested() -> None:
    with pytest.raises(ConflictError, match="unknown state papr; did you mean paper"):
        Conflict.loads(CHASE.replace("[paper, stone]\n", "[papr, stone]\n"))
    with pytest.raises(ConflictError, match="a state cannot be called much worse"):
        Conflict.loads("states: [much worse]\ndecision_makers: {A: {}}\n")


# Any model


@st.composite
def compared_conflicts(draw: st.DrawFn) -> Conflict:
    """Models in which decision makers compare states, or rank them with falls, under names of all kinds."""
    conflict = draw(conflicts())
    states = [tuple(conflict.taken(code)) for code in conflict.codes.tolist()]
    notes = st.builds(
        Note, st.just(("paper-1a",)) | st.just(()), st.none() | texts, st.none(), st.none() | texts
    )
    makers = []
    for dm in conflict.decision_makers:
        kind = draw(st.sampled_from(["preferences", "ranking", "pairs"]))
        pairs = draw(st.lists(st.tuples(*[st.sampled_from(range(len(states)))] * 2), max_size=4))
        unordered = {tuple(sorted(pair)): pair for pair in pairs if pair[0] != pair[1]}
        degrees = st.none() if kind != "pairs" else st.sampled_from([None, 0, 1, 1, 2, 3])
        comparisons = tuple(
            Comparison(states[one], states[other], draw(degrees), draw(notes))
            for one, other in unordered.values()
        )
        made = dataclasses.replace(
            dm, comparisons=comparisons, rest_unknown=kind == "pairs" and draw(st.booleans())
        )
        if kind != "preferences":
            made = dataclasses.replace(made, preferences=())
        if kind == "ranking":
            order = draw(st.permutations(states))
            falls = draw(
                st.lists(st.sampled_from([1, 1, 2, 3]), min_size=len(states) - 1, max_size=len(states) - 1)
            )
            falls = falls if max(falls, default=1) > 1 else []
            made = dataclasses.replace(made, ranking=tuple((state,) for state in order), degrees=tuple(falls))
        makers.append(made)
    return conflict.replace(decision_makers=makers)


@given(compared_conflicts())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_reads_back_as_the_same_model(conflict: Conflict) -> None:
    again = Conflict.loads(conflict.dumps())
    assert plain_model(again) == plain_model(conflict)
    assert again.dumps() == conflict.dumps()
    assert all((a == b).all() for a, b in zip(again.compared(), conflict.compared(), strict=True))


@given(compared_conflicts(), compared_conflicts())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_model_changed_into_any_other_reads_back(conflict: Conflict, other: Conflict) -> None:
    written = other.replace(source=conflict.dumps()).dumps()
    assert plain_model(Conflict.loads(written)) == plain_model(other)


@given(compared_conflicts())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_ranked_json_keeps_what_everybody_thinks(conflict: Conflict) -> None:
    from modusvivendi.conflict.ranked import write_ranked

    again = read_conflict(write_ranked(conflict))
    assert again.codes.tolist() == conflict.codes.tolist()
    assert all((a == b).all() for a, b in zip(again.compared(), conflict.compared(), strict=True))


# Other formats, and limits


def test_ranked_json_may_hold_pairs_of_codes(tmp_path: Path) -> None:
    pairs = {"name": "A", "options": ["x", "y"], "prefers": [[3, 1], [1, 0, 2]], "unknown": "rest"}
    given = {
        "decision_makers": [pairs, {"name": "B", "options": [], "ranks": [0, 1, 2]}],
        "feasible": [0, 1, 3],
    }
    model = read_conflict(json.dumps(given))
    assert model.compared()[0].tolist() == [[0, 2, UNKNOWN], [-2, 0, 1], [UNKNOWN, -1, 0]]
    assert model.compared()[1].tolist() == [[0, 1, 1], [-1, 0, 1], [-1, -1, 0]]
    for change, says in {
        '"prefers": [[3]]': r"1:\d+: a comparison is of two states",
        '"prefers": [[9, 1]]': r"1:\d+: 9 is no state or degree",
        '"prefers": [[2, 1]]': r"1:\d+: the state \[A.y\] is not feasible",
        '"prefers": [[3, 1], [1, 3]]': r"1:\d+: A contradicts itself",
        '"prefers": [[3, 1]], "ranks": [0, 0, 0]': r"1:\d+: A has both ranks and comparisons",
        '"prefer": [[3, 1]]': "did you mean prefers",
    }.items():
        with pytest.raises(ConflictError, match=says):
            read_conflict(json.dumps(given).replace('"prefers": [[3, 1], [1, 0, 2]]', change), "f")


@pytest.mark.parametrize("name", ["w.gmcr", "w.csv", "w.xlsx"])
def test_formats_without_degrees_or_pairs_are_refused_in_words(name: str, tmp_path: Path) -> None:
    graded = Conflict.loads(WHOLE[WHOLE.index("title") :].replace("    unknown:\n      - [[], [pay]]\n", ""))
    south = Conflict([DecisionMaker("North", {"open": "", "store": ""}), graded.decision_makers[1]])
    assert south.is_ranked
    with pytest.raises(ConflictError, match="degrees of preference"):
        south.save(tmp_path / name)
    pairs = Conflict.from_pairs({"A": {"options": ["x", "y"], "prefers": [(0, 1), (1, 2), (2, 0)]}})
    with pytest.raises(ConflictError, match="no ranking"):
        pairs.save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_too_many_states_are_refused_before_memory_is_touched() -> None:
    options = [f"o{k}" for k in range(13)]
    with pytest.raises(ConflictError, match="4,096 states at most, not 8,192"):
        Conflict.from_pairs({"A": {"options": options, "prefers": [(1, 0)]}})
    with pytest.raises(ConflictError, match="A compares states two by two"):
        Conflict.from_pairs({"A": {"options": [f"o{k}" for k in range(61)], "prefers": [(1, 0)]}})
    large = Conflict.from_ranks({"A": options}, {"A": np.arange(2**13)})
    with pytest.raises(ConflictError, match="8,192 states are too many"):
        mv.solve(large, "gmr-strong")
    assert len(mv.solve(large, "gmr-a").equilibria("gmr-a")) == 1  # where all is known it is GMR


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"prefers": [(1, 1)]}, "with itself"),
        ({"prefers": [(9, 1)]}, "9 is not the code of a state; there are 2 options"),
        ({"prefers": [(1, 0, 200)]}, "200 is no degree"),
        ({"prefers": ["ab"]}, "no pair"),
        ({"prefers": [(1,)]}, "no pair"),
        ({"much_prefers": [(1, 0, 3)]}, "no pair"),
        ({"prefrs": []}, "did you mean prefers"),
        ({"prefers": [(["A.z"], [])]}, "A has no option z"),
    ],
)
def test_bad_pairs_in_a_program_are_refused_in_words(given: dict[str, list[object]], says: str) -> None:
    with pytest.raises(ConflictError, match=says):
        Conflict.from_pairs({"A": {"options": ["x", "y"], **given}})


def test_degrees_have_to_go_with_the_ranking() -> None:
    maker = DecisionMaker("A", {"x": "x"}, ranking=(((),), (("A.x",),)), degrees=(1, 2))
    with pytest.raises(ConflictError, match="2 degrees for 2 entries"):
        Conflict([maker])
    with pytest.raises(ConflictError, match="0 is no degree"):
        Conflict([dataclasses.replace(maker, degrees=(0,))])


# What works from rankings says so, and never takes pairs for indifference


def test_nothing_that_needs_ranks_takes_pairs_for_indifference() -> None:
    circle = Conflict.from_pairs({"A": {"options": ["x", "y"], "prefers": [(0, 1), (1, 2), (2, 0)]}})
    assert circle.has_rankings
    (maker,) = circle.decision_makers
    with pytest.raises(ConflictError, match="no ranking"):
        circle.given_ranks("A")
    with pytest.raises(ConflictError, match="A compares states two by two"):
        circle.preferred(maker, circle.interpretation())
    assert list(circle.to_frame()) == [("A", "x"), ("A", "y")]
    assert "<table" in circle._repr_html_()


def test_ranks_with_unknown_pairs_are_no_ranking_but_can_be_had() -> None:
    ranked = read_conflict(
        '{"decision_makers": [{"name": "A", "options": ["x"], "ranks": [0, 1], "unknown": [[0, 1]]}]}'
    )
    with pytest.raises(ConflictError, match="is unknown"):
        ranked.given_ranks("A")
    found = ranked.given_ranks("A", despite_unknown=True)
    assert found is not None
    assert found.tolist() == [0, 1]
    again = Conflict.loads(ranked.dumps())
    assert again.unknown == ranked.unknown == "which of [] and [A.x] A prefers is unknown"


def test_a_search_lists_the_states_of_a_conflict_compared_two_by_two() -> None:
    circle = Conflict.from_pairs({"A": {"options": ["x", "y"], "prefers": [(0, 1), (1, 2), (2, 0), (0, 3)]}})
    assert mv.search(circle).states == tuple(mv.solve(circle, "nash").equilibria("nash").tolist())


def test_what_rests_on_a_comparison_is_not_withdrawn_without_a_word() -> None:
    text = (
        "decision_makers: {A: {options: {x: x}, prefers: [{better: [x], worse: [], evidence: [paper-1a]}]}}"
    )
    model = Conflict.loads(text)
    from modusvivendi.insight.withdrawal import withdraw

    with pytest.raises(
        ConflictError, match=r"that A prefers \[A.x\] over \[\] rests on what is to be withdrawn"
    ):
        withdraw(model, ["paper-1a"])
