"""What the forms of the page Model do to a model's file, and how its versions are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import FormData

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.amending import comments
from modusvivendi.errors import ConflictError, FormulaError, UnknownName
from modusvivendi.workbench import Settings
from modusvivendi.workbench.forms import Form
from modusvivendi.workbench.modelling import changing, preferring, writing
from modusvivendi.workbench.modelling.changing import Change
from modusvivendi.workbench.modelling.comparing import rows
from modusvivendi.workbench.modelling.effects import effect
from modusvivendi.workbench.modelling.keeping import History, version_of
from modusvivendi.workbench.modelling.plain import changed
from modusvivendi.workbench.modelling.showing import shown_model
from modusvivendi.workbench.workplace import Workplace

MODEL = """\
# The harbour talks, by hand.
version: 1
title: Harbour talks
status_quo: [Norway.patrol]
decision_makers:
  Norway:   # first, since it offers
    options:
      troops: send peacekeepers   # as its prime minister said
      mandate: ask for a mandate
      patrol: patrol the strait
    preferences:
      # what it wants most
      - formula: troops iff Iceland.ceasefire
        evidence: [herald-1a]
      - formula: not mandate
        assumption: it wants a free hand   # ask again
      - question: Would Norway pay?
        answers:
          "yes": [mandate, patrol]
          "no": []
  Iceland:
    options: {ceasefire: accept a ceasefire}
    preferences:
      - ceasefire if Norway.troops
      - not storm
circumstances: {storm: the sea is closed}
infeasible:
  - Norway.mandate and not Norway.troops   # nobody asks for nothing
irreversible: [Norway.troops]
# the end
"""

DONE: list[tuple[Change, dict[str, str]]] = [
    (changing.set_title, {"title": "Talks: the harbour"}),
    (changing.add_party, {"name": "United Nations", "label": "send observers"}),
    (changing.rename_party, {"party": "Iceland", "name": "The Icelanders", "key": "Iceland"}),
    (changing.add_option, {"party": "Iceland", "label": "open the harbour: all of it"}),
    (
        changing.edit_option,
        {"party": "Norway", "option": "patrol", "label": "sail", "key": "sail", "direction": "back"},
    ),
    (changing.remove_option, {"party": "Norway", "option": "mandate"}),
    (changing.add_circumstance, {"label": "elections are held"}),
    (changing.edit_circumstance, {"circumstance": "storm", "label": "gales", "key": "gales"}),
    (changing.remove_circumstance, {"circumstance": "storm"}),
    (changing.add_infeasible, {"formula": "Norway.patrol and Iceland.ceasefire", "note": "by treaty"}),
    (changing.edit_infeasible, {"number": "0", "formula": "Norway.mandate"}),
    (changing.remove_infeasible, {"number": "0"}),
    (preferring.add_preference, {"party": "Iceland", "number": "-1", "formula": "none of (Norway.troops)"}),
    (
        preferring.add_preference,
        {"party": "Norway", "number": "2", "answer": "no", "formula": "not patrol", "assumption": "why not"},
    ),
    (preferring.edit_preference, {"party": "Norway", "number": "1", "formula": "mandate", "note": "n"}),
    (preferring.move_preference, {"party": "Norway", "number": "0", "step": "down"}),
    (preferring.move_preference, {"party": "Norway", "number": "0", "to": "2"}),
    (preferring.remove_preference, {"party": "Norway", "number": "2"}),
    (
        preferring.add_question,
        {"party": "Iceland", "question": "Would it trust?", "formula_yes": "ceasefire", "formula_no": ""},
    ),
    (preferring.edit_question, {"party": "Norway", "number": "2", "question": "Who pays?", "note": "open"}),
    (preferring.settle_question, {"party": "Norway", "number": "2", "answer": "yes"}),
    (preferring.add_answer, {"party": "Norway", "number": "2", "new_answer": "in part", "formula": "patrol"}),
]  # fmt: skip


def form(**said: str) -> Form:
    """Make what a form sends."""
    return Form(FormData(said))


def after(change: Change, said: dict[str, str], text: str = MODEL) -> str:
    """Give a model's file after a change."""
    return changed(text, lambda model: [change(model, form(**said))].clear())


NAMES = [f"{change.__name__}-{place}" for place, (change, _) in enumerate(DONE)]


@pytest.mark.parametrize(("change", "said"), DONE, ids=NAMES)
def test_a_change_leaves_a_model_with_all_its_comments(change: Change, said: dict[str, str]) -> None:
    text = after(change, said)
    assert text != MODEL
    Conflict.loads(text)
    assert sorted(comments(text)) == sorted(comments(MODEL))


def test_lines_that_a_change_does_not_concern_stay_as_they_are() -> None:
    text = after(preferring.add_preference, {"party": "Iceland", "number": "-1", "formula": "ceasefire"})
    kept = [row for row in rows(MODEL, text) if row.kind != "skipped"]
    assert [row.right for row in kept if row.kind == "right"] == ["      - formula: ceasefire"]
    assert not [row for row in kept if row.kind in ("left", "changed")]


def test_renaming_changes_no_preference() -> None:
    option = {"party": "Norway", "option": "troops", "label": "x", "key": "the force", "direction": "forward"}
    text = MODEL
    for change, said in (
        (changing.edit_option, option),
        (changing.rename_party, {"party": "Norway", "name": "Kingdom of Norway", "key": "N O"}),
        (changing.edit_circumstance, {"circumstance": "storm", "label": "gale", "key": "a gale"}),
    ):
        text = after(change, said, text)
    old, new = Conflict.loads(MODEL), Conflict.loads(text)
    assert new.options == ("N O.the force", "N O.mandate", "N O.patrol", "Iceland.ceasefire")
    assert (new.forward, new.back, new.status_quo) == (old.forward, old.back, old.status_quo)
    for one, other in zip(old.interpretations(), new.interpretations(), strict=True):
        assert old.ranks(one).tolist() == new.ranks(other).tolist()
    assert old.codes.tolist() == new.codes.tolist()


def test_what_names_an_option_goes_with_it() -> None:
    conflict = Conflict.loads(after(changing.remove_option, {"party": "Norway", "option": "mandate"}))
    assert conflict.options == ("Norway.troops", "Norway.patrol", "Iceland.ceasefire")
    assert [str(f) for f in conflict.infeasible] == []
    said = [str(s.formula) for _, s, _, _ in conflict.statements()]
    assert said == [
        "Norway.troops iff Iceland.ceasefire", "Norway.patrol",
        "Iceland.ceasefire if Norway.troops", "not storm",
    ]  # fmt: skip


def test_a_question_without_any_answer_left_goes() -> None:
    text = MODEL.replace("[mandate, patrol]", "[mandate]")
    conflict = Conflict.loads(after(changing.remove_option, {"party": "Norway", "option": "mandate"}, text))
    assert conflict.questions == ()


def test_a_party_goes_with_all_that_names_its_options() -> None:
    conflict = Conflict.loads(after(changing.remove_party, {"party": "Norway"}))
    assert conflict.options == ("Iceland.ceasefire",)
    assert [str(s.formula) for _, s, _, _ in conflict.statements()] == ["not storm"]


def test_settling_a_question_takes_its_answer_wherever_it_is_asked() -> None:
    text = MODEL.replace(
        "      - not storm",
        '      - question: Would Norway pay?\n        answers: {"yes": [storm], "no": [not storm]}',
    )
    conflict = Conflict.loads(
        after(preferring.settle_question, {"party": "Norway", "number": "2", "answer": "no"}, text)
    )
    assert conflict.questions == ()
    assert [str(s.formula) for _, s, _, _ in conflict.statements()][-1] == "not storm"


@pytest.mark.parametrize(
    ("change", "said", "told"),
    [
        (changing.add_option, {"party": "Norway", "label": " "}, "missing"),
        (changing.add_option, {"party": "Norwy", "label": "x"}, "no decision maker 'Norwy'"),
        (changing.add_option, {"party": "Norway", "label": "x", "key": "troops"}, "already"),
        (changing.remove_option, {"party": "Iceland", "option": "ceasefire"}, "only option"),
        (changing.add_circumstance, {"label": "x", "key": "troops"}, "both an option"),
        (changing.add_infeasible, {"formula": "Norway.patrol"}, "status quo"),
        (changing.add_infeasible, {"formula": "storm"}, "circumstance"),
        (preferring.add_preference, {"party": "Iceland", "formula": "Norway.troop"}, "no option troop"),
        (preferring.add_preference, {"party": "Iceland", "formula": "ceasefire and"}, "ends too early"),
        (
            preferring.edit_preference,
            {"party": "Norway", "number": "9", "formula": "troops"},
            "there no more",
        ),
        (preferring.move_preference, {"party": "Norway", "number": "0", "step": "up"}, "cannot be moved"),
        (preferring.settle_question, {"party": "Norway", "number": "0", "answer": "yes"}, "no more"),
        (preferring.remove_answer, {"party": "Norway", "number": "2", "answer": "yes"}, "two answers"),
    ],
)
def test_what_cannot_be_done_says_why(change: Change, said: dict[str, str], told: str) -> None:
    with pytest.raises((ConflictError, UnknownName), match=told):
        after(change, said)


def test_a_wrong_formula_says_where_and_what_was_meant() -> None:
    with pytest.raises(FormulaError) as found:
        after(preferring.add_preference, {"party": "Iceland", "formula": "ceasefire if Norway.trops"})
    assert (found.value.line, found.value.column) == (1, 14)
    assert found.value.hint is not None and "Norway.troops" in found.value.hint


# -- what a change does --


def test_what_is_gained_and_lost_is_what_the_solver_says() -> None:
    before = Conflict.loads("decision_makers: {A: {options: {x: do x}, preferences: [x]}}")
    later = Conflict.loads("decision_makers: {A: {options: {x: do x}, preferences: [not x]}}")
    found = effect(before, later)
    assert (found.gained, found.lost, found.states) == (
        ("nobody would do anything new",),
        ("A would do x",),
        (2, 2),
    )
    assert effect(before, before).is_none


def test_a_new_name_is_no_effect() -> None:
    said = {"party": "Norway", "option": "patrol", "label": "patrol the strait", "key": "p", "taken": "yes"}
    text = after(changing.edit_option, said)
    assert effect(Conflict.loads(MODEL), Conflict.loads(text)).is_none


def test_the_page_shows_what_the_model_says() -> None:
    found = shown_model(Conflict.loads(MODEL))
    norway = found["decision_makers"][0]
    assert [(o["label"], o["taken"], o["direction"]) for o in norway["options"]] == [
        ("send peacekeepers", False, "forward"),
        ("ask for a mandate", False, ""),
        ("patrol the strait", True, ""),
    ]
    first, second, question = norway["preferences"]
    assert first["words"] == "Norway send peacekeepers if and only if Iceland accept a ceasefire"
    assert second["assumption"] == "it wants a free hand" and first["evidence"] == ("herald-1a",)
    assert [a["answer"] for a in question["answers"]] == ["yes", "no"]
    assert found["feasible_states"] == len(Conflict.loads(MODEL).codes)
    json.dumps(found)


# -- versions --


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """Give a case with that model and no reports."""
    found = Workplace(tmp_path / "case", Settings())
    found.model_path.write_bytes(MODEL.encode())
    return found


def apply(place: Workplace, change: Change, said: dict[str, str], seen: str | None = None) -> writing.Written:
    """Change a case's model as a form does."""

    def done(text: str) -> tuple[str, str]:
        told: list[str] = []
        return changed(text, lambda model: told.append(change(model, form(**said)))), told[0]

    now, _ = writing.look(place)
    return writing.write(place, done, seen=now.version if seen is None else seen, who="Ann")


def undo(place: Workplace) -> None:
    """Take back the last change as the page does."""
    now, history = writing.look(place)
    last = history.to_undo()
    assert last is not None
    text = history.text(last.before)
    assert text is not None
    writing.write(place, lambda _: (text, "took back"), seen=now.version, who="Ann", undoes=last.number)


@settings(max_examples=15, deadline=None)
@given(picked=st.lists(st.integers(0, len(DONE) - 1), min_size=1, max_size=5))
def test_taking_all_back_gives_the_file_as_it_was_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, picked: list[int]
) -> None:
    place = Workplace(tmp_path_factory.mktemp("undo"), Settings())
    place.model_path.write_bytes(MODEL.encode())
    made = 0
    for number in picked:
        try:
            made += apply(place, *DONE[number]).step is not None
        except (ConflictError, UnknownName):
            continue  # it does not fit what the model has become
    for _ in range(made):
        undo(place)
    assert place.model_path.read_bytes() == MODEL.encode()
    assert History(place.case).to_undo() is None
    place.close()


def test_who_changed_what_is_told_in_order(place: Workplace) -> None:
    apply(place, *DONE[0])
    apply(place, *DONE[3])
    steps = History(place.case).steps()
    assert [(s.number, s.who, s.what.split()[0]) for s in steps] == [
        (1, "Ann", "called"),
        (2, "Ann", "added"),
    ]
    assert steps[0].before == version_of(MODEL.encode()) and steps[0].after == steps[1].before


def test_a_change_by_hand_is_noticed_and_can_be_taken_back(place: Workplace) -> None:
    apply(place, *DONE[0])
    ours = place.model_path.read_bytes()
    place.model_path.write_bytes(MODEL.encode())
    _, history = writing.look(place)
    last = history.last()
    assert last is not None and last.elsewhere and last.after == version_of(MODEL.encode())
    undo(place)
    assert place.model_path.read_bytes() == ours


def test_a_log_that_was_cut_off_is_read_as_far_as_it_goes(place: Workplace) -> None:
    apply(place, *DONE[0])
    log = place.case / "model-history" / "log.jsonl"
    log.write_text(log.read_text() + '{"number": 2, "when": "2026')
    apply(place, *DONE[3])
    assert [s.number for s in History(place.case).steps()] == [1, 2]


def test_an_edit_of_an_older_version_overwrites_nothing_and_is_kept(place: Workplace) -> None:
    seen = writing.look(place)[0].version
    apply(place, *DONE[0])
    theirs = place.model_path.read_bytes()
    late = apply(place, *DONE[3], seen=seen)
    assert late.step is None and late.attempt is not None
    assert place.model_path.read_bytes() == theirs
    history = History(place.case)
    assert [a.key for a in history.attempts()] == [late.attempt.key]
    both = writing.together(history, late.attempt, theirs.decode())
    assert both is not None and both.disagreements == []
    assert "Talks: the harbour" in both.text and "open_harbour" in both.text


def test_two_that_change_the_same_disagree_by_name(place: Workplace) -> None:
    seen = writing.look(place)[0].version
    apply(place, changing.set_title, {"title": "Theirs"})
    late = apply(place, changing.set_title, {"title": "Mine"}, seen=seen)
    assert late.attempt is not None
    both = writing.together(History(place.case), late.attempt, place.model_path.read_text())
    assert both is not None and len(both.disagreements) == 1 and "Theirs" in both.disagreements[0]
    assert Conflict.loads(both.text).title == "Mine"


def test_what_is_no_model_is_not_written(place: Workplace) -> None:
    seen = writing.look(place)[0].version
    with pytest.raises(ConflictError):
        writing.write(place, lambda _: ("decision_makers: {", "x"), seen=seen, who="Ann")
    assert place.model_path.read_bytes() == MODEL.encode()
    assert not [p for p in place.case.iterdir() if p.name.startswith(".")]
