"""The questions people bring, as a brief answers them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from modusvivendi.brief import decisions
from modusvivendi.brief.changing import earlier_day
from modusvivendi.brief.contents import Contents, DecisionEntry
from modusvivendi.brief.looking import look_at, view
from modusvivendi.brief.making import make_brief
from modusvivendi.cli.app import app
from modusvivendi.english import date_words

ASKED = ["blocks", "unlock", "joining", "zopa", "cascade", "coalitions", "questions", "dependence", "changed"]


def entry(contents: Contents, key: str) -> DecisionEntry:
    (found,) = [each for each in contents.decisions if each.key == key]
    return found


def test_each_question_has_an_answer_a_command_and_its_evidence(peacekeeping_brief: Contents) -> None:
    keys = [each.key for each in peacekeeping_brief.decisions]
    assert len(keys) == len(set(keys))
    assert set(ASKED) <= set(keys)
    known = {statement.id for statement in peacekeeping_brief.statements}
    known |= {aside.id for aside in peacekeeping_brief.asides}
    for each in peacekeeping_brief.decisions:
        assert each.answer.text.endswith(".")
        assert each.command.startswith("modus ")
        assert set(each.answer.statements) <= known
        assert not each.left_out
    for key in ("blocks", "unlock", "joining", "questions", "dependence", "changed"):
        assert entry(peacekeeping_brief, key).answer.statements, key


FIRST = ["joining", "blocks", "unlock", "questions", "changed"]


@pytest.mark.parametrize("key", FIRST)
def test_what_people_ask_first_is_one_command_with_the_same_answer_and_evidence(
    peacekeeping_case: Path, peacekeeping_brief: Contents, key: str
) -> None:
    told = entry(peacekeeping_brief, key)
    command = told.command.removeprefix("modus ").replace("{case}", str(peacekeeping_case)).split()
    data = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert data["sentence"] == told.answer.text
    assert data.get("evidence", data.get("statements")) == list(told.answer.statements)
    assert [point["text"] for point in data["points"]] == [
        point.text for point in told.points or (told.answer,)
    ]


def test_what_is_reported_and_not_in_the_model_is_quoted_where_it_bears(tmp_path: Path) -> None:
    told = (
        "Varnholm will lower its fares if Esk repairs the pier, the ferry company said on Tuesday. "
        "Esk offered to repair the pier. The Seamen's Union rejected any subsidy for ferries."
    )
    report = tmp_path / "row.txt"
    report.write_text(f"The Bay Post\n\n4 March 2026\n\nFerry row\n\n{told}\n", encoding="utf-8")
    contents = make_brief(tmp_path / "case", [report]).contents
    (refusal,) = [s for s in contents.statements if s.stance == "opposes"]
    said = entry(contents, "blocks")
    assert "Seamen's Union objects: “The Seamen's Union rejected any subsidy for ferries”" in said.answer.text
    assert refusal.id in said.answer.statements
    assert "Who objects, refuses or warns" in [table.title for table in said.tables]
    least = entry(contents, "unlock")
    assert "It takes no account of what the model leaves out, such as one refusal." in least.answer.text
    assert "Reported, but not in the model" in [table.title for table in least.tables]
    assert "one refusal is not in the model" in contents.answer[0].text


def test_what_chinas_joining_would_bring_is_said_with_what_it_hangs_on(peacekeeping_brief: Contents) -> None:
    judged, itself, *_ = (point.text for point in entry(peacekeeping_brief, "joining").points)
    assert "what China does (contribute troops) could bring Russia to accept" in judged
    assert "the judgement of others, not the word of Russia" in judged
    assert itself.startswith("Of Russia itself is reported, with no word of China: “")
    text = entry(peacekeeping_brief, "joining").answer.text
    assert "In the model, with China in" in text
    assert "only if" in text


def test_the_ways_are_drawn_for_a_page_and_for_a_phone(peacekeeping_brief: Contents) -> None:
    (picture,) = entry(peacekeeping_brief, "ways").pictures
    assert picture.wide.startswith("<svg") and picture.narrow.startswith("<svg")
    assert picture.wide != picture.narrow
    assert picture.alt


def test_of_a_model_with_many_states_it_is_said_what_was_left_out_and_how_to_get_it(
    peacekeeping_case: Path, peacekeeping_brief: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "MOST_STATES", 1)
    contents = look_at(peacekeeping_case)
    assert [each.key for each in contents.decisions if each.left_out][:3] == ["joining", "blocks", "unlock"]
    assert entry(contents, "unlock").command.startswith("modus unlock {case}")
    assert entry(contents, "questions") == entry(peacekeeping_brief, "questions")


def test_of_many_interpretations_a_sample_is_looked_at_and_nothing_left_out(
    peacekeeping_case: Path, peacekeeping_brief: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "MOST_SOLVED", 1)
    monkeypatch.setattr(decisions, "FEWEST", 8)
    contents = look_at(peacekeeping_case)
    assert [each.key for each in contents.decisions] == [each.key for each in peacekeeping_brief.decisions]
    assert not any(each.left_out for each in contents.decisions)
    count = peacekeeping_brief.made_with.interpretations
    for key in ("joining", "dependence"):
        assert f"a seeded sample of 8 of the {count} interpretations" in entry(contents, key).answer.text
        assert "sample" not in entry(peacekeeping_brief, key).answer.text


def test_the_case_is_compared_with_what_it_was_before_the_longest_pause(
    peacekeeping_case: Path, peacekeeping_brief: Contents
) -> None:
    with view(peacekeeping_case) as seen:
        day = earlier_day(seen.record)
    with view(peacekeeping_case, as_of=dt.date(2025, 4, 30)) as seen:
        assert earlier_day(seen.record) is None
    assert day is not None
    assert date_words(str(day)) in entry(peacekeeping_brief, "changed").question
    assert entry(peacekeeping_brief, "changed").tables


def test_what_changed_is_told_with_the_statements_on_either_side(peacekeeping_brief: Contents) -> None:
    changed = entry(peacekeeping_brief, "changed")
    moved = next(table for table in changed.tables if table.title == "Positions that changed")
    assert len(moved.rows) == len(peacekeeping_brief.changes) > 0
    known = {statement.id for statement in peacekeeping_brief.statements}
    for party, text, ids in moved.rows:
        assert party in text
        assert set(ids.split(", ")) <= known & set(changed.answer.statements)
    assert peacekeeping_brief.changes[0].text in changed.answer.text


STORIES = Path(__file__).parent.parent / "changing_stories"


def test_what_changed_within_two_days_is_told(tmp_path: Path) -> None:
    contents = make_brief(tmp_path / "case", sorted(STORIES.glob("bay_*.txt"))).contents
    changed = entry(contents, "changed")
    assert changed.question == "What has changed since 14 January 2026?"
    assert "is later reported to consider it" in changed.answer.text


def test_where_nothing_changed_it_is_said_why_nothing_tells(tmp_path: Path) -> None:
    contents = make_brief(tmp_path / "case", [STORIES / "dam_2_ledger.txt"]).contents
    changed = entry(contents, "changed")
    assert changed.answer.text.startswith("Nothing tells of a change: no report says that a party has moved")
    assert changed.answer.statements == ()
