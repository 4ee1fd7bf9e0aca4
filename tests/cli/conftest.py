"""Run the command: mostly in this process, for to load everything anew takes a second or two each time."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_in(folder: Path, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run ``modus`` in a folder as a user does: in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "modusvivendi", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.fixture
def modus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs ``modus`` in an empty folder and in this process."""
    from modusvivendi.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        command = ["modus", *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", command)
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(command, code, out, err)

    return run
