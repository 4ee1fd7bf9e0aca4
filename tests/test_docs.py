"""What the documentation says is true of the program."""

import re
from pathlib import Path

import pytest

import modusvivendi as mv
from modusvivendi.cli.app import app
from modusvivendi.examples import examples

ROOT = Path(__file__).resolve().parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), flags=re.M | re.S)


def test_the_model_file_of_the_documentation_is_valid_and_solves() -> None:
    model, *_ = blocks(ROOT / "docs" / "formats.md", "yaml")
    conflict = mv.Conflict.loads(model, file="formats.md")
    assert conflict.interpretation_count == 4
    assert mv.solve(conflict).equilibria("gmr").size


def test_the_ranked_file_of_the_documentation_is_valid(tmp_path: Path) -> None:
    (ranked,) = blocks(ROOT / "docs" / "formats.md", "json")
    (tmp_path / "ranked.json").write_text(ranked, encoding="utf-8")
    assert mv.load_conflict(tmp_path / "ranked.json").names == ["A"]


def test_the_readme_names_every_command_and_no_other() -> None:
    commands = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    table = set(re.findall(r"^\| `modus (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M))
    assert table == commands


def test_every_example_is_named_in_its_listing() -> None:
    folders = {
        p.name for p in (ROOT / "src/modusvivendi/examples").iterdir() if p.is_dir() and p.name[0] != "_"
    }
    assert folders == set(examples())


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_every_link_of_the_documentation_leads_to_a_file(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), target


def test_the_requirements_are_pinned_with_hashes_and_without_addresses() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9][\w.-]*==", text, flags=re.M)
        assert len(pins) > 40
        assert text.count("--hash=sha256:") >= len(pins)
