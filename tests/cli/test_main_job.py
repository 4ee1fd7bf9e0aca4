"""The main job, run as a user runs it on the example that ships."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, run_in

CONTRACT = {
    "reports": {"report", "outlet", "title", "date", "statements"},
    "positions": {"actor", "proposal", "stance", "condition", "statements", "history"},
    "origins": {"origin", "anonymous", "reports", "statements"},
    "arrangements": {
        "number", "code", "taken", "stable", "equilibrium", "holds_in", "of",
        "acceptable_to", "not_acceptable_to", "indifferent",
    },
    "questions": {"question", "actor", "answers", "statements", "decides"},
    "statements": {
        "id", "report", "start", "end", "sentence", "actor", "speaker", "stance", "proposal", "target",
        "condition", "sources", "anonymous", "quote", "quantity", "date",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Give the case made by a process of its own, and what it printed; no test changes it."""
    folder = tmp_path_factory.mktemp("main-job")
    for command in (("example", "peacekeeping", "demo"), ("brief", "--case", "demo", "--json")):
        done = run_in(folder, *command)
        assert done.returncode == 0, done.stderr
    return folder / "demo", done.stdout


def test_the_example_gives_a_brief_that_keeps_the_contract(printed: tuple[Path, str]) -> None:
    case, record = printed[0], json.loads(printed[1])
    assert set(record) >= {"case", "conflict", *CONTRACT}
    for member, fields in CONTRACT.items():
        assert record[member], member
        for entry in record[member]:
            assert fields <= set(entry), (member, fields - set(entry))
    ids = {s["id"] for s in record["statements"]}
    for member in ("positions", "origins", "questions"):
        for entry in record[member]:
            assert set(entry["statements"]) <= ids
    for s in record["statements"]:
        text = (case / "reports" / s["report"]).read_text(encoding="utf-8")
        assert text[s["start"] : s["end"]] == s["sentence"]
        if s["condition"] is not None:
            assert text[s["condition_start"] : s["condition_end"]] == s["condition"]
    numbers = {a["number"] for a in record["arrangements"]}
    for question in record["questions"]:
        assert set(question["decides"]) <= numbers
    conflict = record["conflict"]
    assert conflict["with_evidence"] <= conflict["preferences"]
    assert {"brief.html", "conflict.yaml", "dossier.db", "reports"} <= {p.name for p in case.iterdir()}


def test_brief_and_solve_agree_on_the_same_model(modus: Run, printed: tuple[Path, str]) -> None:
    case, brief = printed[0], json.loads(printed[1])
    solved = json.loads(modus("solve", case / "conflict.yaml", "--json").stdout)
    base = {s["code"]: s for s in solved["states"]}
    for arrangement in brief["arrangements"]:
        state = base[arrangement["code"]]
        assert arrangement["number"] == state["number"]
        assert arrangement["taken"] == state["taken"]
        assert arrangement["stable"] == state["stable"]
        assert arrangement["equilibrium"] == state["equilibrium"]
        assert arrangement["why"] == state["why"]
    listed = {a["code"] for a in brief["arrangements"]}
    assert {code for code, s in base.items() if any(s["equilibrium"].values())} <= listed


def test_a_folder_of_reports_makes_the_brief_that_its_files_make(modus: Run, peacekeeping_case: Path) -> None:
    reports = peacekeeping_case / "reports"
    files = sorted(reports.glob("*"))
    by_files = modus("brief", *files, "--case", "files", "--json")
    assert by_files.returncode == 0, by_files.stderr
    by_folder = modus("brief", reports, "--case", "folder", "--json")
    assert by_folder.returncode == 0, by_folder.stderr
    ours, theirs = json.loads(by_folder.stdout), json.loads(by_files.stdout)
    assert ours["statements"] == theirs["statements"]
    assert ours["arrangements"] == theirs["arrangements"]


def test_a_folder_without_reports_makes_no_case(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = modus("brief", "empty", "--case", "new")
    assert done.returncode == 1
    assert "empty" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "new").exists()


def test_running_it_twice_changes_nothing(printed: tuple[Path, str]) -> None:
    case, first = printed
    page, model = (case / "brief.html").read_bytes(), (case / "conflict.yaml").read_bytes()
    second = run_in(case.parent, "brief", "--case", "demo", "--json").stdout
    assert first == second
    assert (case / "brief.html").read_bytes() == page
    assert (case / "conflict.yaml").read_bytes() == model
    assert not (case / "conflict.draft.yaml").exists()


def test_a_model_changed_by_hand_is_solved_and_kept(
    modus: Run, peacekeeping_case: Path, tmp_path: Path
) -> None:
    case = tmp_path / "demo"
    shutil.copytree(peacekeeping_case, case)
    model = case / "conflict.yaml"
    edited = model.read_text(encoding="utf-8").replace("title:", "# checked with the desk\ntitle:", 1)
    model.write_text(edited, encoding="utf-8")
    done = modus("brief", "--case", "demo", "--json")
    assert done.returncode == 0, done.stderr
    assert model.read_text(encoding="utf-8") == edited
    assert (case / "conflict.draft.yaml").is_file()
    assert json.loads(done.stdout)["made_with"]["model_edited"] is True


def test_help_comes_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "modusvivendi", "--help"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "brief" in done.stdout
    # Not how long it takes, which depends on the machine, but what takes long.
    heavy = ("spacy", "numpy", "sqlalchemy", "numba")
    code = f"import sys, modusvivendi.cli.app; print([m for m in {heavy} if m in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert loaded.stdout.strip() == "[]"


def test_every_command_has_help_with_an_example_and_json(modus: Run) -> None:
    for command in ("brief", "read", "draft", "solve", "example"):
        done = modus(command, "--help")
        assert done.returncode == 0
        assert "--json" in done.stdout, command
        assert "Example" in done.stdout, command
