"""Drafting again after a person has changed the model: what was changed is kept, what is new comes in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, Option, Preference
from modusvivendi.conflict.draft import draft, is_as_drafted, merge_draft, write_draft
from modusvivendi.conflict.draft.merging import merge
from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, records, says

FIRST = [
    says("Aldania", "offers", "contribute-forces", given=act("ceasefire", "Borsk", "Cerro"), start=10),
    says("Borsk", "opposes", "contribute-forces", of="Aldania", start=30),
]
LATER = [*FIRST, says("Cerro", "rules_out", "ceasefire", start=50)]


def drafted(statements: list[Statement]) -> Conflict:
    conflict = draft(statements, title="Straits")
    assert conflict is not None
    return conflict


def edited(tmp_path: Path, old: str, new: str) -> Path:
    path = write_draft(drafted(FIRST), tmp_path / "conflict.yaml", version="1")
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


def test_a_changed_label_and_a_comment_stay_and_the_new_statement_comes_in(tmp_path: Path) -> None:
    path = edited(tmp_path, "label: contribute troops", "label: land two brigades  # asked the embassy")
    assert merge_draft(drafted(LATER), path, version="2") == ()
    text = path.read_text()
    assert "land two brigades  # asked the embassy" in text
    model = Conflict.load(path)
    assert model.decision_makers[0].options["troops"] == "land two brigades"
    cerro = next(dm for dm in model.decision_makers if dm.key == "Cerro")
    assert [p.rule for p, _, _ in cerro.every_statement()] == ["rules_out"]
    assert not is_as_drafted(path)


def test_merging_the_same_draft_again_changes_nothing(tmp_path: Path) -> None:
    path = edited(tmp_path, "title: Straits", "title: The straits")
    merge_draft(drafted(LATER), path, version="2")
    once = path.read_bytes()
    assert merge_draft(drafted(LATER), path, version="2") == ()
    assert path.read_bytes() == once


def test_what_a_person_struck_out_does_not_come_back(tmp_path: Path) -> None:
    struck = "      - formula: not Aldania.troops\n        evidence: [north-30a]\n        rule: opposes\n"
    path = edited(tmp_path, struck, "")
    merge_draft(drafted(LATER), path, version="2")
    assert "not Aldania.troops" not in path.read_text()


def test_where_both_changed_the_same_the_persons_stays_and_it_is_said(tmp_path: Path) -> None:
    path = edited(tmp_path, "title: Straits", "title: The straits")
    new = draft(FIRST, title="The narrows")
    assert new is not None
    (told,) = merge_draft(new, path, version="2")
    assert "The straits" in told and "The narrows" in told
    assert Conflict.load(path).title == "The straits"


def test_an_option_that_the_persons_formulas_need_stays_when_drafting_drops_it(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        "      - formula: not Aldania.troops",
        "      - {formula: Cerro.ceasefire, assumption: it told us}\n      - formula: not Aldania.troops",
    )
    fewer = [says("Aldania", "offers", "contribute-forces", start=10), FIRST[1]]
    merge_draft(drafted(fewer), path, version="2")
    assert "Cerro.ceasefire" in Conflict.load(path).options


def test_an_untouched_model_is_simply_replaced(tmp_path: Path) -> None:
    path = write_draft(drafted(FIRST), tmp_path / "conflict.yaml", version="1")
    assert merge_draft(drafted(LATER), path, version="2") == ()
    assert is_as_drafted(path)
    assert Conflict.load(path).decision_makers == drafted(LATER).decision_makers


def test_a_model_of_unknown_origin_keeps_all_it_says(tmp_path: Path) -> None:
    path = edited(tmp_path, "title: Straits", "title: The straits")
    (tmp_path / "conflict.drafted.yaml").unlink()
    merge_draft(drafted(LATER), path, version="2")
    model = Conflict.load(path)
    assert model.title == "The straits"
    assert set(drafted(FIRST).options) <= set(model.options)


# Properties


@given(records(), records())
@settings(max_examples=12, deadline=None)
def test_an_unchanged_model_becomes_the_new_draft(one: list[Statement], other: list[Statement]) -> None:
    base, theirs = draft(one, title="x"), draft(other, title="x")
    if base is None or theirs is None:
        return
    merged = merge(base.dumps(), base.dumps(), theirs.dumps())
    assert merged.disagreements == []
    model = Conflict.loads(merged.text)
    assert set(model.options) == set(theirs.options)
    assert _said(model) == _said(theirs)


def _said(conflict: Conflict) -> set[tuple[str, str]]:
    return {(dm.key, str(p.formula)) for dm in conflict.decision_makers for p, _, _ in dm.every_statement()}


@given(records())
@settings(max_examples=12, deadline=None)
def test_a_model_stays_as_it_is_where_the_draft_has_not_changed(statements: list[Statement]) -> None:
    base = draft(statements, title="x")
    if base is None:
        return
    mine = base.dumps().replace("title: x", "title: y  # mine", 1)
    merged = merge(base.dumps(), mine, base.dumps())
    assert merged.text == mine
    assert merged.disagreements == []


def test_an_option_of_a_person_never_becomes_a_circumstance_of_its_name() -> None:
    base = """version: 1
decision_makers:
  Aldania:
    options: {truce: keep a truce}
"""
    mine = base + "    preferences: [{formula: truce, assumption: it told us}]\n"
    theirs = """version: 1
decision_makers:
  Aldania:
    options: {leave: leave the island}
    preferences: [leave if truce]
circumstances: {truce: a truce holds}
"""
    model = Conflict.loads(merge(base, mine, theirs).text)
    assert "Aldania.truce" in model.options
    assert "truce" not in model.circumstances


@given(records(), records(), st.data())
@settings(max_examples=12, deadline=None)
def test_a_persons_own_preference_always_survives_and_the_model_always_loads(
    one: list[Statement], other: list[Statement], data: st.DataObject
) -> None:
    base, theirs = draft(one, title="x"), draft(other, title="x")
    if base is None or theirs is None:
        return
    number = data.draw(st.integers(0, len(base.decision_makers) - 1))
    owner = data.draw(st.sampled_from([dm for dm in base.decision_makers if dm.options]))
    own = Preference(Option(owner.key, next(iter(owner.options))), assumption="it told us")
    makers = list(base.decision_makers)
    makers[number] = replace(makers[number], preferences=(own, *makers[number].preferences))
    mine = base.replace(decision_makers=makers)
    merged = merge(base.dumps(), mine.dumps(), theirs.dumps())
    model = Conflict.loads(merged.text)  # it always loads
    kept = [
        (p.assumption, str(p.formula)) for dm in model.decision_makers for p, _, _ in dm.every_statement()
    ]
    assert ("it told us", str(own.formula)) in kept
