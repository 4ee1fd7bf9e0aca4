"""Changes of position in invented stories: what is found of them must not become less."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from modusvivendi.cli.app import app
from modusvivendi.errors import ReportError
from modusvivendi.evaluation.changes import Stories, evaluate, load_stories, read_stories
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement

HERE = Path(__file__).parent
STORIES = HERE / "changing_stories"

Read = dict[str, tuple[list[Report], list[Statement]]]


@pytest.fixture(scope="module")
def stories() -> Stories:
    return load_stories(STORIES)


@pytest.fixture(scope="module")
def read(stories: Stories) -> Read:
    return read_stories(stories)


def test_the_command_says_how_many_changes_are_found_and_keeps_the_floors() -> None:
    done = CliRunner().invoke(
        app, ["evaluate", str(STORIES), "--floors", str(HERE / "changing_floors.toml"), "--per-report"]
    )
    assert done.exit_code == 0, done.output
    assert "16 changes of position to be found" in done.output
    assert "changes of position not found" in done.output


def test_nothing_changes_in_a_story_where_only_the_words_do(stories: Stories, read: Read) -> None:
    counts = evaluate(stories, read)
    assert counts.wrong["cable"] == []
    assert counts.trapped == 0


def test_without_what_was_read_nothing_is_found_and_everything_missed(stories: Stories) -> None:
    counts = evaluate(stories, {s.story: ([], []) for s in stories.stories})
    assert counts.figures()["changes_recall"] == 0
    assert sum(map(len, counts.missed.values())) == counts.rate.wanted == 16


def test_only_the_later_reports_show_no_change_but_those_they_tell(stories: Stories, read: Read) -> None:
    """Which is where a change between reports must come from."""
    last = {s.story: s.reports[-1] for s in stories.stories}
    alone = {
        story: (reports, [s for s in found if s.report == last[story]])
        for story, (reports, found) in read.items()
    }
    assert evaluate(stories, alone).rate.right < evaluate(stories, read).rate.right


def test_in_stories_written_later_nothing_is_found_that_has_not_changed() -> None:
    later = load_stories(HERE / "changing_stories_later")
    counts = evaluate(later, read_stories(later))
    assert counts.wrong["forest"] == []
    assert counts.trapped == 0
    assert counts.rate.precision >= 0.9
    assert counts.rate.recall >= 0.4


def test_words_that_are_not_in_the_report_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Norland refuses.\n", encoding="utf-8")
    side = {"stance": "offers", "mentions": [{"report": "one.txt", "words": "Norland agrees"}]}
    story = {"story": "x", "reports": ["one.txt"], "changes": [
        {"actor": "Norland", "topic": "x", "from": side, "to": side}]}  # fmt: skip
    (tmp_path / "stories.json").write_text(json.dumps([story]), encoding="utf-8")
    with pytest.raises(ReportError, match="Norland agrees"):
        load_stories(tmp_path)


@pytest.mark.shared
def test_changes_in_the_development_stories_are_found(shared: Path) -> None:
    found = load_stories(shared / "data" / "reports-dev")
    figures = evaluate(found, read_stories(found)).figures()
    assert figures["changes_precision"] >= 0.85
    assert figures["changes_recall"] >= 0.65
