"""docs/graphs.md says what the program does, and the pictures of the docs are the program's."""

import doctest
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from modusvivendi.cli.app import app

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "graphs.md"


@pytest.fixture
def make_images() -> ModuleType:
    pytest.importorskip("playwright")
    spec = importlib.util.spec_from_file_location("make_images", DOCS / "make_images.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pictures_are_those_the_program_draws(make_images: ModuleType, tmp_path: Path) -> None:
    make_images.draw_graphs(tmp_path)
    make_images.draw_decisions(tmp_path)
    for made in tmp_path.iterdir():
        kept = (DOCS / "images" / made.name).read_text(encoding="utf-8")
        assert made.read_text(encoding="utf-8") == kept, "run: python docs/make_images.py"


def test_the_examples_run(tmp_path: Path) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(str(PAGE), False, optionflags=flags, globs={"folder": tmp_path})
    assert found.attempted >= 7
    assert found.failed == 0


def test_the_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.M | re.S):
        for command in block.splitlines():
            assert CliRunner().invoke(app, command.split()[1:]).exit_code == 0, command
    assert {path.name for path in tmp_path.glob("*.svg")} == {"elmira.svg", "peace.svg"}
