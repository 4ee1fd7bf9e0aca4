"""A real Chromium to look at pages and pictures with, and the command without a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    pass

Run = Callable[..., "CompletedProcess[str]"]

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def modus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs ``modus`` in an empty folder, in this process."""
    from modusvivendi.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str | Path) -> CompletedProcess[str]:
        words = ["modus", *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", words)
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
        told = capsys.readouterr()
        return CompletedProcess(words, code, told.out, told.err)

    return run
