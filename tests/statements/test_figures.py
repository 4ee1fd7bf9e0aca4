"""The figures on the development data do not fall below what was reached."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from modusvivendi.reports.load import load
from modusvivendi.statements.read import read

pytestmark = pytest.mark.shared


def figures(shared: Path, name: str, tmp_path: Path) -> dict[str, float]:
    folder = shared / "data" / name
    lines = [s.model_dump_json() for path in sorted(folder.glob("*.txt")) for s in read(load(path))]
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")
    tool = shared / "tools" / "score_statements.py"
    run = subprocess.run(
        [sys.executable, str(tool), str(folder), str(predictions), "--quiet"],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(run.stdout)
    return {
        "f1": found["detection"]["f1"],
        "group": found["stance_group"]["tp"] / found["detection"]["tp"],
        "condition": found["condition_accuracy"],
        "span": found["condition_span_f1"],
        "source": found["source_innermost_accuracy"],
        "anonymous": found["anonymous_accuracy"],
        "negative": found["false_positives_in_reports_without_statements"],
    }


def test_positions_on_the_development_reports(shared: Path, tmp_path: Path) -> None:
    found = figures(shared, "reports-dev", tmp_path)
    assert found["f1"] >= 0.90
    assert found["group"] >= 0.92
    assert found["condition"] >= 0.95
    assert found["span"] >= 0.90
    assert found["source"] >= 0.92
    assert found["anonymous"] >= 0.95
    assert found["negative"] == 0


def test_positions_on_the_two_seed_reports(shared: Path, tmp_path: Path) -> None:
    found = figures(shared, "seeds", tmp_path)
    assert found["f1"] >= 0.90
    assert found["source"] >= 0.90
