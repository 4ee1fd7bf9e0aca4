"""Fixtures of the brief's tests: pages written to disk, and a real Chromium to open them in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from modusvivendi.brief import html
from modusvivendi.brief.contents import Contents
from tests import peacekeeping
from tests.brief import specimens

SPECIMENS: dict[str, Callable[[], Contents]] = {
    "peace_force": specimens.peace_force,
    "awkward": specimens.awkward,
    "silent": specimens.silent,
    "crowded": specimens.crowded,
    "example": lambda: peacekeeping.made()[1],
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the briefs as pages on disk."""
    folder = tmp_path_factory.mktemp("briefs")
    found = {}
    for name, contents in SPECIMENS.items():
        found[name] = folder / f"{name}.html"
        html.write(contents(), found[name])
    return found
