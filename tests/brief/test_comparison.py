"""What is different between two briefs, and what arriving reports change: with reports really read."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from modusvivendi.brief.comparison import compare
from modusvivendi.brief.contents import Contents
from modusvivendi.brief.looking import look_at
from modusvivendi.brief.watching import Watcher
from modusvivendi.errors import CaseError, ReportError

SPRING = dt.date(2025, 4, 30)


@pytest.fixture
def reports(peacekeeping_case: Path) -> Path:
    return peacekeeping_case / "reports"


@pytest.fixture
def now(peacekeeping_brief: Contents) -> Contents:
    return peacekeeping_brief


@pytest.fixture(scope="module")
def spring(peacekeeping_case: Path) -> Contents:
    return look_at(peacekeeping_case, as_of=SPRING)


def test_looking_at_a_case_says_what_its_brief_says_and_writes_nothing(
    peacekeeping_case: Path, peacekeeping_brief: Contents
) -> None:
    before = {path: path.stat().st_mtime_ns for path in peacekeeping_case.rglob("*")}
    seen = look_at(peacekeeping_case)
    assert {path: path.stat().st_mtime_ns for path in peacekeeping_case.rglob("*")} == before
    assert seen.arrangements == peacekeeping_brief.arrangements
    assert seen.positions == peacekeeping_brief.positions
    assert seen.answer == peacekeeping_brief.answer


def test_nothing_later_is_known_as_of_a_day(spring: Contents, now: Contents) -> None:
    assert 0 < len(spring.statements) < len(now.statements)
    for statement in spring.statements:
        assert statement.date is None or dt.date.fromisoformat(statement.date) <= SPRING
    dated = {r.report: r.date for r in spring.reports}
    assert all(day is None or dt.date.fromisoformat(day) <= SPRING for day in dated.values())
    assert {s.report for s in spring.statements} <= dated.keys()


def test_a_model_changed_by_hand_is_taken_without_what_was_not_known_yet(
    peacekeeping_case: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(peacekeeping_case, own)
    model = own / "conflict.yaml"
    model.write_text(model.read_text(encoding="utf-8").replace("title:", "title: Mine,", 1), encoding="utf-8")
    then = look_at(own, as_of=SPRING)
    assert then.made_with.model_edited
    known = {s.id for s in then.statements}
    assert then.conflict is not None
    assert {i for p in then.conflict.preference_statements for i in p.statements} <= known


def test_a_brief_compared_with_itself_is_no_different(now: Contents) -> None:
    found = compare(now, now)
    assert found.is_empty
    assert "Nothing of consequence" in found.sentence


def test_positions_of_another_stance_or_condition_are_told_and_no_others(
    spring: Contents, now: Contents
) -> None:
    found = compare(spring, now)
    assert found.positions
    matched = {(p.actor, p.proposal, p.stance, p.condition) for p in spring.positions}
    for change in found.positions:
        if change.before is not None and change.after is not None:
            assert change.before.actor == change.after.actor
            assert (change.before.stance, change.before.condition) != (
                change.after.stance,
                change.after.condition,
            )
        elif change.after is not None:
            p = change.after
            assert (p.actor, p.proposal, p.stance, p.condition) not in matched
    seen = {id(c.after) for c in found.positions}
    for position in now.positions:
        if id(position) not in seen:
            assert any(
                p.actor == position.actor and (p.stance, p.condition) == (position.stance, position.condition)
                for p in spring.positions
            )


def test_what_a_party_came_to_hold_since_then_is_told_with_both_sides(
    spring: Contents, now: Contents
) -> None:
    found = compare(spring, now)
    (china,) = [change for change in found.moved if change.actor == "China"]
    assert (china.before.stance, china.after.stance) == ("considers", "offers")
    assert compare(now, now).moved == ()
    assert [told["before"] for told in found.record()["changes"]] == [  # type: ignore[attr-defined]
        list(change.before.statements) for change in found.moved
    ]


def test_verdicts_that_change_in_kind_are_told_and_no_others(spring: Contents, now: Contents) -> None:
    found = compare(spring, now)
    told = {frozenset(v.taken): v for v in found.verdicts}

    def kind(contents: Contents, taken: frozenset[str]) -> str:
        of = contents.made_with.interpretations_solved
        for a in contents.arrangements:
            if frozenset(a.taken) == taken:
                times = len({i for c in ("nash", "seq", "smr") for i in a.holds_in.get(c, ())})
                return "no" if not times else "every" if times == of else "some"
        return "no"

    every = {frozenset(a.taken) for contents in (spring, now) for a in contents.arrangements}
    assert set(told) == {t for t in every if kind(spring, t) != kind(now, t)}
    for taken, verdict in told.items():
        assert verdict.kinds == (kind(spring, taken), kind(now, taken))


def test_the_data_is_json_and_points_to_statements_that_exist(spring: Contents, now: Contents) -> None:
    found = compare(spring, now)
    record = json.loads(json.dumps(found.record()))
    ids = {s.id for s in (*spring.statements, *now.statements)}
    assert set(found.evidence) <= ids
    assert record["sentence"] == found.sentence
    assert len(record["positions"]) == len(found.positions)


def test_looking_needs_a_dossier(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no dossier"):
        look_at(tmp_path)


def test_what_arrives_is_read_once_and_compared_with_before(reports: Path, tmp_path: Path) -> None:
    incoming, case = tmp_path / "in", tmp_path / "case"
    incoming.mkdir()
    files = sorted(reports.iterdir())
    shutil.copy(files[0], incoming)
    watcher = Watcher(case, incoming)
    assert watcher.look() is None  # it has only just appeared
    first = watcher.look()
    assert first is not None
    assert first.reports == (files[0].name,)
    assert first.comparison is None
    assert watcher.look() is None
    shutil.copy(files[1], incoming)
    second = Watcher(case, incoming).look(settled=True)  # as another process would, later
    assert second is not None
    assert second.reports == (files[1].name,)
    assert second.comparison is not None
    assert second.comparison.reports == (files[1].name,)
    assert not second.comparison.is_empty
    assert Watcher(case, incoming).look(settled=True) is None


def test_a_file_that_is_still_being_written_is_left_until_it_is_whole(reports: Path, tmp_path: Path) -> None:
    incoming = tmp_path / "in"
    incoming.mkdir()
    whole = sorted(reports.iterdir())[0].read_bytes()
    file = incoming / "slow.txt"
    watcher = Watcher(tmp_path / "case", incoming)
    for part in (100, 400):
        file.write_bytes(whole[:part])
        assert watcher.look() is None
    file.write_bytes(whole)
    assert watcher.look() is None
    arrival = watcher.look()
    assert arrival is not None
    assert arrival.contents is not None
    assert arrival.contents.reports[0].body.encode() == whole


def test_what_cannot_be_read_is_named_and_the_rest_is_read(reports: Path, tmp_path: Path) -> None:
    incoming = tmp_path / "in"
    incoming.mkdir()
    (incoming / "broken.txt").write_bytes(bytes(range(256)) * 8)
    shutil.copy(sorted(reports.iterdir())[0], incoming)
    arrival = Watcher(tmp_path / "case", incoming).look(settled=True)
    assert arrival is not None
    assert len(arrival.reports) == 1
    assert [p.file for p in arrival.problems if isinstance(p, ReportError)] == ["broken.txt"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no such folder"):
        Watcher(tmp_path / "case", tmp_path / "none").look()
