"""The spaCy model is a setting, is recorded with what it reads, and is asked for clearly where absent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from modusvivendi.errors import ReaderError
from modusvivendi.statements.models import MEDIUM, SMALL, VARIABLE, chosen_model, load_model, model_label
from modusvivendi.statements.read import RULES, reader_name

TEXT = "NORDHAVN - The harbour union would accept a longer shift if the port raised its pay, its head said.\n"


@pytest.mark.parametrize(
    ("asked", "model"), [("", SMALL), ("sm", SMALL), ("md", MEDIUM), ("my_english", "my_english")]
)
def test_the_environment_chooses_the_model(asked: str, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, asked)
    assert chosen_model() == model


def test_the_usual_model_is_part_of_the_readers_version_and_another_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert reader_name("rules") == RULES
    monkeypatch.setenv(VARIABLE, "rapidfuzz")  # any installed distribution will do for its version
    assert str(reader_name("rules")).startswith(f"{RULES}/rapidfuzz-")


def test_a_model_that_is_not_installed_is_asked_for_clearly(tmp_path: Path) -> None:
    report = tmp_path / "port.txt"
    report.write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "modusvivendi", "read", str(report)],
        env=os.environ | {VARIABLE: "no_such_english_model"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no_such_english_model" in done.stderr
    assert "Traceback" not in done.stderr
    assert VARIABLE in done.stderr
    for look in (model_label, load_model):
        with pytest.raises(ReaderError, match="no_such_english_model"):
            look("no_such_english_model")


def test_the_medium_model_reads_too() -> None:
    pytest.importorskip(MEDIUM)
    assert model_label(MEDIUM).startswith(f"{MEDIUM}-")
    assert load_model(MEDIUM).meta["name"].endswith("md")
