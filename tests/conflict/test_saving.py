"""Saving a model loses nothing a person wrote."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import (
    And,
    Conflict,
    DecisionMaker,
    Not,
    Note,
    Omission,
    OpenPreference,
    Option,
    Preference,
)
from modusvivendi.conflict.amending import comments
from modusvivendi.conflict.model_file import read_model, read_plain
from modusvivendi.conflict.writing import fresh, plain_model
from modusvivendi.errors import ConflictError
from tests.conflict.specimens import conflicts, texts

COMMENTED = """\
# Notes of the first meeting

version: 1   # of the format
title:   "Water: who gets it"
decision_makers:     # both were there
  Farm:
    # what it can do
    options: {pump: pump from the river, store: build a store}   # or both?

    preferences:
    # first of all
    - formula: pump   # as it always has
      evidence: [paper-12a]

    - question: 'Is the store wanted?'
      answers:
        yes:            # they say so
        - formula: >    # folded
            store
            and pump
        # the other way round
        no: []
    # last of all
    - not Town.complain
  # and the others
  Town:
    options:
      complain: write to the paper   # again
    preferences: [not Farm.pump]
# what is left out
omitted:
- what: Farm.sue
  reason: "# mentioned once"
# the end
"""


@pytest.fixture
def model() -> Conflict:
    return Conflict.loads(COMMENTED)


def party(model: Conflict, key: str) -> DecisionMaker:
    return next(dm for dm in model.decision_makers if dm.key == key)


def with_party(model: Conflict, changed: DecisionMaker) -> Conflict:
    return model.replace(
        decision_makers=[changed if dm.key == changed.key else dm for dm in model.decision_makers]
    )


def lines_changed(model: Conflict, changed: Conflict) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came, in order."""
    before, after = COMMENTED.splitlines(), changed.dumps().splitlines()
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    return gone, come


def test_an_unchanged_model_gives_its_text_to_the_letter(model: Conflict, tmp_path: Path) -> None:
    assert model.dumps() == COMMENTED
    assert model.replace().dumps() == COMMENTED
    windows = COMMENTED.replace("\n", "\r\n").encode()
    (tmp_path / "conflict.yaml").write_bytes(windows)
    Conflict.load(tmp_path / "conflict.yaml").save(tmp_path / "conflict.yaml")
    assert (tmp_path / "conflict.yaml").read_bytes() == windows


def test_a_changed_title_changes_its_line_only(model: Conflict) -> None:
    gone, come = lines_changed(model, model.replace(title="Water"))
    assert gone == ['title:   "Water: who gets it"']
    assert come == ["title:   Water"]


def test_a_new_preference_stands_in_its_place_and_no_comment_moves(model: Conflict) -> None:
    farm = party(model, "Farm")
    added = Preference(Option("Farm.store"), assumption="a guess: cheap")
    preferences = (*farm.preferences[:1], added, *farm.preferences[1:])
    text = with_party(model, dataclasses.replace(farm, preferences=preferences)).dumps()
    added_lines = "    - formula: store\n      assumption: 'a guess: cheap'\n"
    assert f"      evidence: [paper-12a]\n{added_lines}\n    - question" in text
    assert comments(text) == comments(COMMENTED)
    assert len(text.splitlines()) == len(COMMENTED.splitlines()) + 2


def test_an_answer_gets_another_statement(model: Conflict) -> None:
    farm = party(model, "Farm")
    question = farm.preferences[1]
    assert isinstance(question, OpenPreference)
    answers = {**question.answers, "no": (Preference(Not(Option("Farm.store")), ("paper-3a",)),)}
    preferences = (farm.preferences[0], dataclasses.replace(question, answers=answers), farm.preferences[2])
    text = with_party(model, dataclasses.replace(farm, preferences=preferences)).dumps()
    assert (
        "        # the other way round\n        no:\n          - formula: not store\n"
        "            evidence: [paper-3a]\n    # last of all\n" in text
    )


def test_a_party_that_goes_leaves_the_comments_of_the_others(model: Conflict) -> None:
    farm = dataclasses.replace(party(model, "Farm"), preferences=())
    text = model.replace(decision_makers=[farm]).dumps()
    assert sorted(comments(text)) == sorted(comments(COMMENTED))
    assert "Town" not in text
    assert text.startswith("# Notes of the first meeting\n\nversion: 1   # of the format\n")


def test_reordered_options_keep_every_comment(model: Conflict) -> None:
    # The order is that of the bits: it has to be written, and does mean another model.
    changed = model.replace(decision_makers=model.decision_makers[::-1])
    again = Conflict.loads(changed.dumps())
    assert again.names == ["Town", "Farm"]
    assert sorted(comments(changed.dumps())) == sorted(comments(COMMENTED))


CHANGES: dict[str, dict[str, Any]] = {
    "title": {"title": "Another"},
    "no title": {"title": ""},
    "status quo": {"status_quo": ["Farm.pump"]},
    "circumstances": {
        "circumstances": {"drought": "no rain"},
        "circumstance_notes": {"drought": Note(("x-1a",))},
    },
    "infeasible": {"infeasible": [And(Option("Farm.pump"), Option("Farm.store"))]},
    "irreversible": {"irreversible": {"Farm.store": "forward", "Town.complain": "back"}},
    "omitted": {"omitted": [Omission("Farm.sue", "why"), Omission("Town.pray", "yes")]},
    "nothing omitted": {"omitted": []},
    "drafted": {"drafted": {"digest": "abc"}},
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_part_can_be_changed_and_every_comment_stays(model: Conflict, change: str) -> None:
    changed = model.replace(**CHANGES[change])
    text = changed.dumps()
    assert plain_model(Conflict.loads(text)) == plain_model(changed)
    assert sorted(comments(text)) == sorted(comments(COMMENTED))


@given(conflicts())
@settings(max_examples=25)
def test_what_is_written_reads_back_as_the_same_model(conflict: Conflict) -> None:
    text = conflict.dumps("A header\nof two lines")
    again = Conflict.loads(text)
    assert again.decision_makers == conflict.decision_makers
    assert plain_model(again) == plain_model(conflict)
    assert again.codes.tolist() == conflict.codes.tolist()
    assert again.status_quo == conflict.status_quo
    assert again.dumps() == text
    assert text.startswith("# A header\n# of two lines\nversion: 1\n")


@given(conflicts(), st.data())
@settings(max_examples=15)
def test_a_model_changed_into_any_other_reads_back_and_keeps_all_comments(
    conflict: Conflict, data: st.DataObject
) -> None:
    lines = conflict.dumps().split("\n")
    commented: list[str] = []
    for number, line in enumerate(lines):
        block = '"' in line or "'" in line or line.strip().endswith((">", "|", ">-", "|-"))
        commented.append(
            line if block or not line.strip() or data.draw(st.booleans()) else f"{line}  # c{number}"
        )
    text = "\n".join(commented)
    try:
        read = Conflict.loads(text)
    except ConflictError:  # the comment cut a scalar of several lines in two
        return
    if plain_model(read) != plain_model(conflict):
        return
    other = data.draw(conflicts())
    changed = other.replace(source=text)
    written = changed.dumps()
    assert plain_model(Conflict.loads(written)) == plain_model(other)
    kept = comments(written)
    assert [comment for comment in comments(text) if comment not in kept] == [], written


@given(conflicts(), texts, st.data())
@settings(max_examples=15)
def test_one_changed_statement_leaves_all_other_lines_alone(
    conflict: Conflict, assumption: str, data: st.DataObject
) -> None:
    text = conflict.dumps()
    read = Conflict.loads(text)
    with_statements = [dm for dm in read.decision_makers if dm.preferences]
    if not with_statements:
        return
    dm = data.draw(st.sampled_from(with_statements))
    place = data.draw(st.integers(0, len(dm.preferences) - 1))
    old = dm.preferences[place]
    if isinstance(old, OpenPreference):
        new: Preference | OpenPreference = dataclasses.replace(old, note=assumption)
    else:
        new = dataclasses.replace(old, assumption=assumption)
    preferences = (*dm.preferences[:place], new, *dm.preferences[place + 1 :])
    changed = with_party(read, dataclasses.replace(dm, preferences=preferences))
    written = changed.dumps()
    assert plain_model(Conflict.loads(written)) == plain_model(changed)
    before, after = text.splitlines(), written.splitlines()
    same_start = alike(before, after)
    same_end = alike(before[::-1], after[::-1])
    lines = assumption.count("\n") + len(assumption) // 40 + 4
    assert len(after) - same_start - same_end <= lines


def alike(one: list[str], other: list[str]) -> int:
    """How many lines are the same from the start."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def test_saving_is_all_or_nothing(model: Conflict, tmp_path: Path) -> None:
    path = tmp_path / "conflict.yaml"
    path.write_text("as it was", encoding="utf-8")
    too_many = Conflict.from_ranks({"A": [f"o{n}" for n in range(15)]}, {"A": range(2**15)})
    with pytest.raises(ConflictError, match=r"save it as \.json"):
        too_many.save(path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConflictError, match="folder"):
        model.save(tmp_path / "folder")
    (tmp_path / "folder").rmdir()
    assert path.read_text(encoding="utf-8") == "as it was"
    model.save(path)
    assert path.read_text(encoding="utf-8") == COMMENTED
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(ConflictError, match="No such file"):
        model.save(tmp_path / "nowhere" / "conflict.yaml")


def test_a_saved_file_keeps_its_permissions(model: Conflict, tmp_path: Path) -> None:
    path = tmp_path / "conflict.yaml"
    model.save(path)
    assert path.stat().st_mode & 0o600 == 0o600
    path.chmod(0o640)
    model.save(path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_meant_to_be_read() -> None:
    made = Conflict(
        [
            DecisionMaker(
                "Farm", {"pump": "pump"}, preferences=(Preference(Option("Farm.pump"), ("paper-1a",)),)
            ),
            DecisionMaker(
                "NO",
                {"yes": "yes"},
                ranking=(((), ("Farm.pump",)), (("NO.yes",),), (("Farm.pump", "NO.yes"),)),
            ),
        ],
        title="Water",
    )
    assert made.dumps("Drafted.\n\nEdit it.") == (
        "# Drafted.\n#\n# Edit it.\nversion: 1\ntitle: Water\nstatus_quo: []\ndecision_makers:\n"
        "  Farm:\n    options:\n      pump: pump\n    preferences:\n      - formula: pump\n"
        "        evidence: [paper-1a]\n\n"
        '  "NO":\n    options:\n      "yes": "yes"\n    ranking:\n      - tie:\n          - []\n'
        '          - [Farm.pump]\n      - ["NO.yes"]\n      - [Farm.pump, "NO.yes"]\n'
    ).replace('["NO.yes"]', "[NO.yes]").replace(', "NO.yes"]', ", NO.yes]")


def test_graph_form_is_written_too() -> None:
    party = "{moves: [[peace, war]], ranking: [{tie: [peace, war]}]}"
    text = f"states: [peace, war]\ndecision_makers:\n  A: {party}\n"
    model = Conflict.loads(text).replace(source=None, title="Two states", status_quo="war")
    again = Conflict.loads(model.dumps())
    assert again.graph is not None
    assert again.graph.arcs[0].tolist() == [[0, 1]]
    assert (again.status_quo, again.title) == (1, "Two states")


@given(conflicts())
@settings(deadline=None)
def test_a_model_read_from_plain_data_is_the_one_its_file_would_hold(conflict: Conflict) -> None:
    plain = plain_model(conflict)
    assert plain_model(read_plain(plain)) == plain_model(read_model(fresh(plain)))


@pytest.mark.parametrize("name", [": 0", ":", "? a", "?", "- a"])
def test_a_name_that_begins_like_yaml_is_kept(name: str) -> None:
    plain = {"version": 1, "decision_makers": {"A": {"members": [name], "options": {"go": "go"}}}}
    assert read_model(fresh(plain)).decision_makers[0].members == (name,)
