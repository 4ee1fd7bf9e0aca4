"""A case that was backed up, restored or moved still has its model's history and its gradings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modusvivendi.dossier.backup import back_up
from modusvivendi.dossier.moving import move
from modusvivendi.dossier.restoring import restore
from tests.workbench.conftest import Workbench, served


def worked_on(bench: Workbench) -> None:
    """Change the model twice, grade a source and put a caveat on a report."""
    for title in ("Peace for the Skerries", "Peace for all Skerries"):
        bench.post("/model/title", seen=bench.json("/model.json")["version"], title=title)
    origin = bench.json("/sources.json")["origins"][0]["origin"]
    bench.post("/sources/grade", before="", origin=origin, source="B", information="3", note="knows the file")
    bench.post("/reports/handling", report="herald.md", seen=0, usual="internal")


def kept_by_people(bench: Workbench) -> tuple[object, ...]:
    grades = [(one["origin"], one["grade"]) for one in bench.json("/sources.json")["origins"]]
    care = [one["handling"] for one in bench.json("/reports.json")["reports"]]
    return bench.json("/model/history.json"), grades, care


def files_of_people(case: Path) -> dict[str, bytes]:
    kept = [*(case / "model-history").rglob("*"), case / "grades.yaml", case / "conflict.yaml"]
    return {path.relative_to(case).as_posix(): path.read_bytes() for path in kept if path.is_file()}


def test_they_come_back_from_a_backup_and_can_be_gone_on_with(mine: Workbench, tmp_path: Path) -> None:
    worked_on(mine)
    before = kept_by_people(mine)
    back_up(mine.case, tmp_path / "skerries.zip")
    restore(tmp_path / "skerries.zip", tmp_path / "again")
    assert files_of_people(tmp_path / "again") == files_of_people(mine.case)
    assert len(files_of_people(mine.case)) >= 5
    with served(tmp_path / "again") as again:
        assert kept_by_people(again) == before
        again.post("/model/undo", seen=again.json("/model.json")["version"])
        assert "Peace for the Skerries" in again.json("/model.json")["text"]
    assert "Peace for all Skerries" in mine.json("/model.json")["text"], "the one that was backed up stays"


def test_they_stay_where_the_record_moves_to_a_database_and_back(
    made: Path, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    case = tmp_path / "skerries"
    shutil.copytree(made, case)
    with served(case) as bench:
        worked_on(bench)
        before, files = kept_by_people(bench), files_of_people(case)
    for place in ("postgresql", "sqlite"):
        move(case / "dossier.db", place, *(["skerries_moved"] if place == "postgresql" else []))
        assert files_of_people(case) == files
        with served(case) as bench:
            assert kept_by_people(bench) == before
