"""``--as-of``: every command that reads a case answers from what was known on a day, and writes nothing."""

from __future__ import annotations

import hashlib
import inspect
import json
from pathlib import Path

import pytest

from modusvivendi.brief.making import make_brief
from modusvivendi.conflict import Conflict
from tests.cli.conftest import Run

DAY = "2025-04-30"
"""Between the first report of the example and the others."""

COMMANDS = [
    ("brief", "--case", "CASE"),
    ("draft", "CASE"),
    ("solve", "CASE"),
    ("search", "CASE"),
    ("explain", "CASE", "1"),
    ("ranking", "CASE"),
    ("export", "CASE"),
    ("graph", "CASE", "--json"),
    ("zopa", "CASE"),
    ("blocks", "CASE"),
    ("questions", "CASE"),
    ("ways", "CASE"),
    ("unlock", "CASE", "--most", "1"),
    ("coalitions", "CASE"),
    ("without", "CASE", "China"),
    ("cascade", "CASE"),
    ("withdraw", "CASE"),
    ("tripwires", "CASE"),
    ("review", "list", "CASE"),
    ("compare", "CASE"),
]


@pytest.fixture
def case(peacekeeping_case: Path) -> Path:
    return peacekeeping_case


def _state(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_look_at_the_past_writes_nothing_to_the_case(
    case: Path, modus: Run, command: tuple[str, ...]
) -> None:
    before = _state(case)
    done = modus(*(str(case) if word == "CASE" else word for word in command), "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert _state(case) == before


def test_every_command_with_a_case_takes_a_day() -> None:
    from modusvivendi.cli.app import app

    # These make, move or watch cases, or read no case at all.
    without = {"read", "watch", "evaluate", "example", "serve", "backup", "restore", "move", "handling"}
    named = {c.name or c.callback.__name__: c.callback for c in app.registered_commands if c.callback}
    lacking = {
        name
        for name, function in named.items()
        if name not in without and "as_of" not in inspect.signature(function).parameters
    }
    assert not lacking


def test_what_was_said_later_is_in_no_model_of_the_day(case: Path, modus: Run) -> None:
    listed = modus("review", "list", case, "--json", "--as-of", DAY).stdout.splitlines()
    known = {json.loads(line)["id"] for line in listed}
    everything = modus("review", "list", case, "--json").stdout.splitlines()
    later = {json.loads(line)["id"] for line in everything} - known
    assert known
    assert later
    then = Conflict.loads(modus("draft", case, "--as-of", DAY).stdout)
    assert set(then.evidence()) <= known
    assert set(Conflict.load(case / "conflict.yaml").evidence()) & later
    refused = modus("cite", case, min(later), "--as-of", DAY)
    assert refused.returncode == 1
    assert min(later) in refused.stderr
    assert modus("cite", case, min(known), "--as-of", DAY).returncode == 0


def test_the_present_day_shows_the_case_as_it_is(case: Path, modus: Run) -> None:
    now = json.loads(modus("solve", case, "--json").stdout)
    assert json.loads(modus("solve", case, "--json", "--as-of", "2026-11-22").stdout) == now


def test_a_report_without_any_date_is_left_out_and_named(tmp_path: Path, modus: Run) -> None:
    (tmp_path / "undated.txt").write_text(
        "Norland would send monitors to the strait if Sudria withdraws its ships, its foreign minister said. "
        "Sudria rejects any foreign monitors in the strait, a government spokesman said.\n"
    )
    make_brief(tmp_path / "case", [tmp_path / "undated.txt"])
    listed = modus("review", "list", tmp_path / "case", "--as-of", "2026-01-01")
    assert "undated.txt" in listed.stderr
    assert not listed.stdout
    refused = modus("solve", tmp_path / "case", "--as-of", "2026-01-01")
    assert (refused.returncode, "2026-01-01" in refused.stderr) == (1, True)


def test_a_model_alone_has_no_past(case: Path, tmp_path: Path, modus: Run) -> None:
    copy = tmp_path / "other.yaml"
    copy.write_bytes((case / "conflict.yaml").read_bytes())
    refused = modus("solve", copy, "--as-of", DAY)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("wrong", ["spring", "2025-02-30"])
def test_what_is_no_day_is_refused(case: Path, modus: Run, wrong: str) -> None:
    refused = modus("zopa", case, "--as-of", wrong)
    assert refused.returncode == 2
    assert wrong in refused.stderr


def test_a_look_at_the_past_takes_no_new_reports(case: Path, modus: Run) -> None:
    refused = modus("brief", "new.txt", "--case", case, "--as-of", DAY)
    assert refused.returncode == 2
    assert modus("draft", case, "--merge", "--as-of", DAY).returncode == 2
