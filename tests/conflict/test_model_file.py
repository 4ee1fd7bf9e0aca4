"""Model files: what can be written in them, and what is said about mistakes."""

from __future__ import annotations

import numpy as np
import pytest

from modusvivendi.conflict import Conflict, Note, Omission, OpenPreference, Option, Preference
from modusvivendi.errors import ConflictError

WHOLE = """\
version: 1
title: Water for the valley
status_quo: [Town.complain]
decision_makers:
  Farm:
    options:
      pump: pump from the river
      store: {label: build a store, evidence: [paper-12a], rule: offer, note: or two}
    preferences:
      - formula: pump if not drought
        evidence: [paper-12a, paper-30b]
      - question: Is the store wanted?
        note: not reported
        evidence: [paper-44a]
        answers:
          yes:
            - {formula: store, assumption: it was asked for}
          no: []
      - not Town.complain
  Town:
    name: The town of Low Bridge
    members: [Mayor, Council]
    note: met twice
    options: [complain]
    ranking:
      - [Farm.store]
      - tie: [[], [complain]]
      - [Farm.store, complain]
      - tie:
          - [Farm.pump]
          - [Farm.pump, complain]
circumstances:
  drought: {label: no rain in spring, evidence: [paper-1a]}
infeasible:
  - Farm.pump and Farm.store
  - {formula: "none of (Farm.pump, Town.complain) and Farm.pump", note: never}
irreversible:
  - Farm.store
  - {option: Town.complain, direction: back}
omitted:
  - {what: Farm.sue, label: go to court, reason: mentioned once, evidence: [paper-9a], rule: parsimony}
  - Town.pray
drafted: {digest: abc, by: version 1}
"""


def test_every_part_of_a_model_file_is_read() -> None:
    model = Conflict.loads(WHOLE)
    farm, town = model.decision_makers
    assert (model.title, model.names) == ("Water for the valley", ["Farm", "Town"])
    assert model.options == ("Farm.pump", "Farm.store", "Town.complain")
    assert farm.options == {"pump": "pump from the river", "store": "build a store"}
    assert farm.option_notes == {"store": Note(("paper-12a",), None, "offer", "or two")}
    first, question, last = farm.preferences
    assert isinstance(first, Preference)
    assert (str(first.formula), first.evidence, first.line) == (
        "Farm.pump if not drought",
        ("paper-12a", "paper-30b"),
        10,
    )
    assert isinstance(question, OpenPreference)
    assert question.answers == {
        "yes": (Preference(Option("Farm.store"), assumption="it was asked for"),),
        "no": (),
    }
    assert (question.note, question.evidence) == ("not reported", ("paper-44a",))
    assert isinstance(last, Preference)
    assert (town.name, town.members, town.note) == (
        "The town of Low Bridge",
        ("Mayor", "Council"),
        "met twice",
    )
    assert model.circumstances == {"drought": "no rain in spring"}
    assert model.circumstance_notes == {"drought": Note(("paper-1a",))}
    assert model.codes.tolist() == [0, 1, 2, 4, 5, 6]
    assert model.ranks()[1].tolist() == [2, 0, 3, 2, 0, 1]
    assert model.infeasible_notes == {1: Note(note="never")}
    assert (model.forward, model.back) == (0b010, 0b100)
    assert model.status_quo == 0b100
    assert model.omitted == (
        Omission("Farm.sue", "mentioned once", "go to court", ("paper-9a",), "parsimony"),
        Omission("Town.pray", ""),
    )
    assert model.drafted == {"digest": "abc", "by": "version 1"}
    assert list(model.evidence()) == ["paper-12a", "paper-44a", "paper-30b", "paper-1a", "paper-9a"]


def test_a_model_in_graph_form_has_states_and_moves_by_name() -> None:
    model = Conflict.loads(
        """\
states: [peace, tension, war]
status_quo: tension
decision_makers:
  North:
    moves: [[tension, war], [peace, tension], [tension, peace]]
    ranking: [peace, tie: [tension, war]]
  South:
    ranking: [peace, tension, war]
"""
    )
    assert model.graph is not None
    assert model.graph.states == ("peace", "tension", "war")
    assert [arcs.tolist() for arcs in model.graph.arcs] == [[[0, 1], [1, 0], [1, 2]], []]
    assert model.codes.tolist() == [0, 1, 2]
    assert model.ranks().tolist() == [[1, 0, 0], [2, 1, 0]]
    assert (model.status_quo, model.options, model.controls.tolist()) == (1, (), [0, 0])
    assert model.describe(2) == "war"
    assert all(arcs.dtype == np.int64 for arcs in model.graph.arcs)


def test_country_codes_and_words_stay_texts() -> None:
    model = Conflict.loads("decision_makers:\n  NO: {options: {on: 1.10, y: null}}\n")
    assert model.options == ("NO.on", "NO.y")
    assert model.decision_makers[0].options == {"on": "1.10", "y": "y"}


MISTAKES = {
    # what to replace, by what, then line and column and what the error says
    "unknown key": ("title:", "titel:", 2, 1, "did you mean title"),
    "unknown key far from all": ("title:", "xyzzy:", 2, 1, "known are version, title"),
    "unknown key of a party": ("members:", "member:", 22, 5, "did you mean members"),
    "unknown key of a preference": (
        "      - formula: pump if",
        "      - formel: pump if",
        10,
        9,
        "did you mean formula",
    ),
    "unknown key of an option": ("rule: offer", "rules: offer", 8, 60, "did you mean rule"),
    "unknown version": ("version: 1", "version: 2", 1, 10, "version 2"),
    "unknown option": ("pump if", "pmp if", 10, 18, "did you mean pump"),
    "unknown option after": (
        "not drought",
        "not (drought and Town.complan)",
        10,
        43,
        "did you mean Town.complain",
    ),
    "unknown option of the status quo": ("[Town.complain]", "[Town.complan]", 3, 14, "Town.complain"),
    "infeasible status quo": (
        "[Town.complain]",
        "[Farm.pump, Farm.store]",
        3,
        13,
        "Farm.pump and Farm.store",
    ),
    "clash of names": ("  drought: {", "  pump: {", 33, 3, "both an option of Farm and a circumstance"),
    "circumstance among infeasible": (
        "Farm.pump and Farm.store",
        "drought",
        35,
        5,
        "cannot mention circumstances",
    ),
    "nothing feasible": (
        "Farm.pump and Farm.store",
        "Farm.pump or not Farm.pump",
        35,
        3,
        "no state is feasible",
    ),
    "key twice": ("title:", "version: 1\ntitle:", 2, 1, "the first is on line 1"),
    "party twice": ("  Town:", "  Farm:", 20, 3, "the first is on line 5"),
    "ranking misses a state": ("      - tie: [[], [complain]]\n", "", 26, 7, "misses 2 of 6"),
    "ranking repeats a state": ("[[], [complain]]", "[[], [], [complain]]", 27, 9, "ranked twice"),
    "ranking has an infeasible state": ("- [Farm.store]", "- [Farm.store, Farm.pump]", 26, 9, "not feasible"),
    "state as text": ("- [Farm.store]", "- Farm.store", 26, 9, "list of options taken"),
    "preferences and ranking": (
        "    ranking:",
        "    preferences: []\n    ranking:",
        26,
        5,
        "give one of them",
    ),
    "unknown direction": ("direction: back", "direction: up", 39, 5, "forward"),
    "option irreversible twice": ("- Farm.store\n", "- Farm.store\n  - Farm.store\n", 39, 5, "twice"),
    "text for a list": ("[complain]\n", "complain\n", 24, 14, "a mapping"),
    "list for a text": ("title: Water for the valley", "title: [a]", 2, 8, "a text was expected"),
    "mapping for a list": ("members: [Mayor, Council]", "members: {a: b}", 22, 14, "a list was expected"),
    "answers as a list": (
        "          yes:\n            - {formula: store, assumption: it was asked for}\n          no: []",
        "          - yes",
        16,
        11,
        "unnamed answers",
    ),
    "other answers": (
        "      - not Town",
        "      - {question: Is the store wanted?, answers: {yes: []}}\n      - not Town",
        19,
        51,
        "other answers",
    ),
    "answer with a comma": ("          yes:", '          "yes, so":', 16, 11, "cannot name an answer"),
    "question in an answer": (
        "{formula: store, assumption",
        "{question: store, assumption",
        17,
        15,
        "question within",
    ),
    "preference without formula": (
        "- {formula: store, assumption",
        "- {assumption: x, note",
        17,
        15,
        "without a formula",
    ),
    "moves without states": ("    options: [complain]", "    moves: [[a, b]]", 24, 5, "add states"),
    "alias": ("[Town.complain]", "*x", 3, 13, "aliases"),
    "anchor and alias": ("[Mayor, Council]", "[&a Mayor, *a]", 22, 25, "aliases"),
    "tag": ("title: Water", "title: !x Water", 2, 8, "tags"),
    "second document": ("circumstances:", "---\ncircumstances:", 32, 1, "second document"),
    "tab": ("    name:", "\tname:", 21, 1, "tab"),
    "colon": ("title: Water", "title: Water: now", 2, 13, "quotation marks"),
    "quoted name unquoted": ("- not Town.complain", '- "Town".complain', 19, 15, "single quotes"),
    "bracket not closed": ("[Mayor, Council]", "[Mayor, Council", 23, 9, "not YAML"),
    "control character": ("valley", "valley\x07", 2, 28, "character"),
    "escape of no character": ("title: Water for the valley", 'title: "\\UFFFFFFFF"', 2, 1, "escape"),
    "key with a line": ("  Farm:", '  "Fa\\nrm":', 5, 3, "cannot be the key"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_named_with_line_and_column(name: str) -> None:
    old, new, line, column, says = MISTAKES[name]
    assert old in WHOLE
    with pytest.raises(ConflictError) as caught:
        Conflict.loads(WHOLE.replace(old, new, 1), "model.yaml")
    error = caught.value
    assert (error.line, error.column) == (line, column), error
    assert says in str(error)
    assert error.file == "model.yaml"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("# only a comment\n", "empty"),
        ("just words", "a mapping"),
        ("- a\n- b\n", "a mapping"),
        ("version: 1\n", "no decision_makers"),
        ("decision_makers: {}\n", "no decision_makers"),
        ("decision_makers: [A]\n", "a mapping"),
        ("decision_makers: {A: x}\n", "a decision maker is the text 'x'"),
        ("decision_makers: {A: {options: {x: [1]}}}\n", "an option is a list"),
        ("? [a]\n: b\n", "a key is missing"),
        ("[" * 100, "nested"),
        ('title: "Water', "is it complete"),
        ("decision_makers: {A: {options: {x: x}, preferences: [all of (x, x)]}}", "into quotation marks"),
        ("decision_makers: {A: {preferences: [{formula: all of (x, x)}]}}", "into quotation marks"),
        ("states: []\ndecision_makers: {A: {}}\n", "no states"),
        ("states: [a, a]\ndecision_makers: {A: {}}\n", "given twice"),
        ("states: [a, b]\ndecision_makers: {A: {moves: [[a, c]]}}\n", "unknown state c"),
        ("states: [a, b]\ndecision_makers: {A: {moves: [[a, a]]}}\n", "to itself"),
        ("states: [a, b]\ndecision_makers: {A: {moves: [[a, b, a]]}}\n", r"write [from, to]"),
        ("states: [a, b]\ndecision_makers: {A: {moves: [[a, b], [a, b]]}}\n", "given twice"),
        ("states: [a, b]\ndecision_makers: {A: {options: {x: y}}}\n", "has options"),
        (
            "states: [a, b]\ncircumstances: {c: c}\ndecision_makers: {A: {preferences: [c]}}\n",
            "preference statements",
        ),
        ("states: [a, b]\nstatus_quo: c\ndecision_makers: {A: {}}\n", "unknown state c"),
        ("states: [a, b]\ndecision_makers: {A: {ranking: [a]}}\n", "misses 1 of 2"),
        ("states: [a, b]\ndecision_makers: {A: {ranking: [a, [b]]}}\n", "a text was expected"),
        ("decision_makers: {A: {options: {x: x}, ranking: [[x], [{a: b}]]}}\n", "a text was expected"),
        ("decision_makers: {A: {options: {x: x}, ranking: [{tie: []}, [x]]}}\n", "a tie"),
        ("decision_makers: {A: {options: {b.c: x}}, A.b: {options: {c: x}}}\n", "same full name"),
    ],
)
def test_files_that_are_no_model_are_errors_with_a_place(text: str, says: str) -> None:
    with pytest.raises(ConflictError) as caught:
        Conflict.loads(text)
    assert says in str(caught.value)
    assert caught.value.line is not None
    assert caught.value.column is not None


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("formula: pump and wter", 6, 27),
        ("formula: 'pump and wter'", 6, 28),
        ('formula: "pump and wter"', 6, 28),
        ('formula: "\\"Farm\\".pump and wter"', 6, 37),
        ("formula: '\"Farm\".pump and\n\n           wter'", 8, 12),
        ("formula: >\n          pump\n          and   wter", 8, 17),
        ("formula: |-\n          pump and\n\n          wter", 9, 11),
        ("formula: pump\n          and wter", 7, 15),
    ],
)
def test_the_place_of_a_mistake_in_a_formula_is_exact_in_every_style(
    written: str, line: int, column: int
) -> None:
    text = f"decision_makers:\n  Farm:\n    options:\n      pump: pump\n    preferences:\n      - {written}\n"
    for ends in ("\n", "\r\n"):
        with pytest.raises(ConflictError, match="unknown name wter") as caught:
            Conflict.loads(text.replace("\n", ends))
        assert (caught.value.line, caught.value.column) == (line, column)


def test_aliases_cannot_make_a_small_file_expand() -> None:
    text = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50))
    with pytest.raises(ConflictError, match="aliases"):
        Conflict.loads(text)
