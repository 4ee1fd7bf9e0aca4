"""The commands that ask a case something: withdraw, tripwires, compare, watch."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from modusvivendi.brief.contents import Contents
from tests.cli.conftest import Run
from tests.workbench.stories import REPLAY


@pytest.fixture
def case(peacekeeping_case: Path) -> Path:
    return peacekeeping_case


@pytest.fixture
def modus(modus: Run) -> Run:
    def run(*arguments: str | Path, code: int = 0) -> CompletedProcess[str]:
        done = modus(*arguments)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run


def test_withdraw_ranks_the_sources_some_verdict_rests_on(modus: Run, case: Path) -> None:
    record = json.loads(modus("withdraw", case, "--json").stdout)
    assert record["sources"]
    assert record["tried"] >= len(record["sources"])
    said = modus("withdraw", case).stdout
    assert "On whose word" in said
    assert max(map(len, said.splitlines())) <= 100


def test_withdraw_drops_a_report_a_source_or_a_statement(modus: Run, case: Path) -> None:
    record = json.loads(modus("withdraw", case, "--report", "lantern-post.txt", "--json").stdout)
    assert record["withdrawn"] == "the report lantern-post.txt"
    assert all(i.startswith("lantern-post-") for i in record["statements"])
    one = record["statements"][0]
    done = modus("withdraw", case, "--source", "Welt", "--statement", one, "--json")
    assert json.loads(done.stdout)["withdrawn"] == f"Welt and the statement {one}"


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (("--source", "Wellt"), "Welt"),
        (("--report", "lantern.txt"), "lantern-post.txt"),
        (("--statement", "x"), ""),
    ],
)
def test_withdraw_names_the_nearest_of_what_it_does_not_know(
    modus: Run, case: Path, arguments: tuple[str, str], nearest: str
) -> None:
    done = modus("withdraw", case, *arguments, code=1)
    assert arguments[1] in done.stderr
    assert nearest in done.stderr


def test_tripwires_are_about_the_fullest_arrangement_unless_told_otherwise(modus: Run, case: Path) -> None:
    record = json.loads(modus("tripwires", case, "--json").stdout)
    assert record["tripwires"]
    assert "would hold nowhere any more if" in " ".join(modus("tripwires", case).stdout.split())
    modus("tripwires", case, "--about", "9999999", code=1)


def test_compare_says_what_changed_since_a_day(modus: Run, case: Path) -> None:
    record = json.loads(modus("compare", case, "--as-of", "2025-04-30", "--json").stdout)
    assert record["positions"]
    assert record["reports"]
    done = modus("compare", case, "--as-of", "2025-04-30")
    assert "Positions" in done.stdout
    same = modus("compare", case, case)
    assert "Nothing of consequence" in same.stdout


def test_compare_of_a_case_alone_says_what_its_brief_says_has_changed(
    modus: Run, case: Path, peacekeeping_brief: Contents
) -> None:
    (changed,) = [each for each in peacekeeping_brief.decisions if each.key == "changed"]
    record = json.loads(modus("compare", case, "--json").stdout)
    assert record["sentence"] == changed.answer.text
    assert record["evidence"] == list(changed.answer.statements)
    said = " ".join(modus("compare", case).stdout.split())
    assert changed.question in said


def test_compare_wants_two_sides(modus: Run, case: Path) -> None:
    modus("compare", case, "--as-of", "April", code=2)
    modus("compare", case, case, "--as-of", "2025-04-30", code=2)


def test_watch_once_reads_what_has_arrived_and_says_what_it_changes(
    modus: Run, case: Path, tmp_path: Path
) -> None:
    incoming, own = tmp_path / "in", tmp_path / "own"
    incoming.mkdir()
    files = sorted((case / "reports").iterdir())
    shutil.copy(files[0], incoming)
    first = json.loads(modus("watch", incoming, "--case", own, "--once", "--json").stdout)
    assert first["arrived"] == [files[0].name]
    assert first["changed"] is None
    assert modus("watch", incoming, "--case", own, "--once").stdout == ""
    shutil.copy(files[2], incoming)
    said = modus("watch", incoming, "--case", own, "--once").stdout
    assert said.startswith(f"Arrived: {files[2].name}")
    (incoming / "bad.txt").write_bytes(b"\0\1\2\3" * 300)
    done = modus("watch", incoming, "--case", own, "--once", code=1)
    assert "bad.txt" in done.stderr


def test_watch_needs_a_folder_and_fetches_nothing_unasked(modus: Run, tmp_path: Path) -> None:
    assert "no such folder" in modus("watch", tmp_path / "none", "--once", code=1).stderr
    assert "--fetch" in modus("watch", "https://example.org/feed", "--once", code=1).stderr


def test_a_text_that_seems_to_be_of_no_dealing_is_read_all_the_same(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "replay.txt").write_text(REPLAY, encoding="utf-8")

    def found(*more: str) -> int:
        done = modus("read", "replay.txt", "--case", "made", *more, "--json")
        return int(json.loads(done.stdout.splitlines()[-1])["statements"])

    assert found() == 0
    assert found("--all") > 0
    assert found("--again") > 0, "the case keeps that it is read so"
