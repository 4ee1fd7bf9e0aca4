"""Templates are kept as they were compiled, as long as they are the same."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from modusvivendi.workbench.compiled import Compiled
from modusvivendi.workbench.rendering import environment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of one template, with Python's compiled files kept apart."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made = tmp_path / "templates"
    made.mkdir()
    (made / "ferry.html.j2").write_text("the ferry to {{ where }}", encoding="utf-8")
    (tmp_path / "maker.py").write_text("first", encoding="utf-8")
    return made


def compiling(folder: Path, compiled: list[str]) -> jinja2.Environment:
    """Give an environment that tells what it compiles."""

    class Telling(jinja2.Environment):
        def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
            compiled.append(name or "")
            return super()._parse(source, name, filename)

    return Telling(
        loader=jinja2.FileSystemLoader(folder),
        bytecode_cache=Compiled(folder, folder.with_name("maker.py")),
    )


def rendered(folder: Path) -> tuple[str, list[str]]:
    """Render the template as after a start; give the text, and what was compiled for it."""
    compiled: list[str] = []
    text = compiling(folder, compiled).get_template("ferry.html.j2").render(where="Vann")
    return text, compiled


def test_compiled_once(folder: Path) -> None:
    assert rendered(folder) == ("the ferry to Vann", ["ferry.html.j2"])
    assert rendered(folder) == ("the ferry to Vann", [])


def test_a_template_that_changed_is_compiled_anew(folder: Path) -> None:
    rendered(folder)
    (folder / "ferry.html.j2").write_text("no ferry to {{ where }}", encoding="utf-8")
    assert rendered(folder) == ("no ferry to Vann", ["ferry.html.j2"])


def test_compiled_anew_where_the_way_of_compiling_changed(folder: Path) -> None:
    rendered(folder)
    folder.with_name("maker.py").write_text("second", encoding="utf-8")
    assert rendered(folder)[1] == ["ferry.html.j2"]


@pytest.mark.parametrize("left", [0, 5, 60])
def test_what_was_cut_short_is_compiled_anew(folder: Path, left: int) -> None:
    rendered(folder)
    (kept,) = (folder.parent / "compiled").rglob("*.pyc")
    kept.write_bytes(kept.read_bytes()[:left])
    assert rendered(folder) == ("the ferry to Vann", ["ferry.html.j2"])
    assert rendered(folder)[1] == []


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered(folder)
    assert rendered(folder)[1] == ["ferry.html.j2"]
    assert not (folder.parent / "compiled").exists()


def test_a_folder_that_cannot_be_written_does_not_matter(folder: Path) -> None:
    (folder.parent / "compiled").write_text("a file, not a folder", encoding="utf-8")
    assert rendered(folder) == ("the ferry to Vann", ["ferry.html.j2"])


def test_kept_files_are_no_templates() -> None:
    names = environment().list_templates()
    assert names
    assert all(name.endswith(".html.j2") for name in names)
