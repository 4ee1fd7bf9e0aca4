"""Fixtures of the brief's tests: pages written to disk, and a real Chromium to open them in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from modusvivendi.brief import html
from modusvivendi.brief.contents import Contents
from modusvivendi.brief.making import make_brief
from modusvivendi.examples import write_example
from tests.brief import specimens

if TYPE_CHECKING:
    pass


@cache
def example() -> Contents:
    """Make the brief of the example that ships, reading and drafting included."""
    with TemporaryDirectory() as folder:
        case = Path(folder) / "peacekeeping"
        write_example("peacekeeping", case)
        return make_brief(case, []).contents


SPECIMENS: dict[str, Callable[[], Contents]] = {
    "peace_force": specimens.peace_force,
    "awkward": specimens.awkward,
    "silent": specimens.silent,
    "crowded": specimens.crowded,
    "example": example,
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
