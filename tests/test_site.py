"""The documentation as a site: it says all there is, its tutorial and notebooks run, it needs no network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner

from modusvivendi.cli.app import app
from modusvivendi.conflict.model_keys import KEYS
from modusvivendi.examples import write_example
from modusvivendi.statements import Statement

DOCS = Path(__file__).resolve().parents[1] / "docs"
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))


def module(name: str) -> ModuleType:
    """Import one of the scripts in docs, which are no package."""
    spec = spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    return module("generated")


@pytest.fixture(scope="module")
def meanings(generated: ModuleType) -> dict[str, Any]:
    found: dict[str, Any] = generated.meanings()
    return found


# -- everything is documented --


def test_every_command_and_option_is_documented(generated: ModuleType) -> None:
    page = generated.commands_page()
    silent = []
    for name, command in generated.commands():
        section = page.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert section, name
        assert command.help, name
        for parameter in command.params:
            if parameter.name == "help":
                continue
            if not parameter.help:
                silent.append(f"{name} {parameter.opts[0]}")
            if parameter.param_type_name == "option":
                assert all(f"`{option}" in section or f", {option}" in section for option in parameter.opts)
    assert silent == []


def test_every_setting_is_documented_and_no_other(generated: ModuleType, meanings: dict[str, Any]) -> None:
    assert generated.variables() == set(meanings["settings"])
    assert all(f"`{name}`" in generated.settings_page() for name in meanings["settings"])


def test_every_error_is_documented(generated: ModuleType) -> None:
    page = generated.errors_page()
    for kind in generated.errors():
        assert kind.__doc__, kind
        assert f"| `{kind.__name__}` |" in page


def test_every_field_of_a_brief_is_documented_and_no_other(
    generated: ModuleType, meanings: dict[str, Any]
) -> None:
    entries = generated.entries()
    there = {f"{name}.{key}" for name, types in entries.items() for key in types}
    told = {f"{name}.{key}" for name, keys in meanings["brief"].items() for key in keys}
    told |= {f"StatementEntry.{key}" for key in meanings["read"]}
    assert there == told
    assert all(f"### {name}\n" in generated.fields_page() for name in entries)


def test_every_key_of_a_model_file_is_documented_and_no_other(meanings: dict[str, Any]) -> None:
    assert {of: set(keys) for of, keys in KEYS.items()} == {
        of: set(keys) for of, keys in meanings["model"].items()
    }


def test_every_field_that_solving_prints_is_documented_and_no_other(
    tmp_path: Path, meanings: dict[str, Any]
) -> None:
    found: set[str] = set()
    for name in ("peacekeeping-model", "elmira"):
        write_example(name, tmp_path / name)
        result = CliRunner().invoke(app, ["solve", str(tmp_path / name / "conflict.yaml"), "--json"])
        printed = json.loads(result.stdout)
        found |= set(printed)
        found |= {f"{of}.{key}" for of in ("states", "interpretations") for key in printed[of][0]}
    assert found == set(meanings["solve"])


def test_every_field_that_reading_prints_is_documented(meanings: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(
        'Norway\n\n"Norway will send a ship if Denmark agrees," the minister said.\n', "utf-8"
    )
    told = {*meanings["read"], *meanings["read_only"], *meanings["brief"]["StatementEntry"]}
    assert set(Statement.model_fields) <= told
    result = CliRunner().invoke(app, ["read", str(tmp_path / "note.txt"), "--json"])
    printed = [set(json.loads(line)) for line in result.stdout.splitlines()]
    assert printed
    assert all(fields <= told for fields in printed)


def test_every_public_name_is_in_the_reference_of_python(generated: ModuleType) -> None:
    import modusvivendi as mv

    page = generated.api_page()
    assert all(f"## mv.{name}\n" in page for name in mv.__all__ if name != "__version__")


def test_every_page_is_in_the_contents_of_the_site() -> None:
    listed: set[str] = set()
    for index in (DOCS / "index.md", DOCS / "reference/index.md", DOCS / "notebooks/index.md"):
        for block in re.findall(r"^```\{toctree\}\n(.*?)^```", index.read_text("utf-8"), flags=re.M | re.S):
            names = [line for line in block.splitlines() if line and not line.startswith(":")]
            listed |= {(index.parent / name).relative_to(DOCS).as_posix() for name in names}
    pages = {path.stem for path in DOCS.glob("*.md")} - {"index"}
    assert pages <= listed
    assert {f"notebooks/{path.stem}" for path in NOTEBOOKS} <= listed


# -- the tutorial --


@pytest.mark.slow
def test_the_tutorial_runs_from_beginning_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "500")
    text = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    printed, ran = "", 0
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```", text, flags=re.M | re.S):
        if language == "sh":
            printed = ""
            for command in block.splitlines():
                result = CliRunner().invoke(app, command.split()[1:])
                assert result.exit_code == 0, f"{command}\n{result.output}"
                printed += result.output
                ran += 1
        else:
            for line in block.splitlines():
                assert " ".join(line.split()) in " ".join(printed.split())
    assert ran >= 13
    assert (tmp_path / "talks.docx").stat().st_size > 10_000


def test_the_commands_in_the_text_of_the_tutorial_exist(generated: ModuleType) -> None:
    known = {name for name, _ in generated.commands()}
    for page in ("tutorial.md", "exports.md", "responsible-use.md"):
        for command in re.findall(r"`modus (\w+)", (DOCS / page).read_text("utf-8")):
            assert any(name.split()[1] == command for name in known), command


# -- the notebooks --


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_without_paths_of_a_machine(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert not re.search(r"/(home|root|work|Users|tmp)/", "".join(cell["source"]))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("nbclient")
    # In a process of its own: the client of a kernel leaves sockets behind that pytest would complain about.
    script = (
        f"import sys; sys.path.insert(0, {str(DOCS)!r})\n"
        "from pathlib import Path\nfrom notebook_pages import run\n"
        f"cells = run(Path({str(path)!r}), Path({str(tmp_path)!r})).cells\n"
        "print(sum(len(cell.get('outputs', [])) for cell in cells))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout.split()[-1]) >= 5


# -- the site --


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    out = tmp_path / "site"
    options = ["-W", "--keep-going", "-q", "-b", "html", "-D", "execute_notebooks=0"]
    command = [sys.executable, "-m", "sphinx", *options, "-d", str(tmp_path / "trees"), str(DOCS), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    pages = list(out.rglob("*.html"))
    assert len(pages) >= 20
    loads = re.compile(
        r'<(?:script|img|iframe|source)[^>]*\ssrc="(?:https?:)?//|<link[^>]*\shref="(?:https?:)?//'
    )
    for page in pages:
        assert not loads.search(page.read_text(encoding="utf-8")), page.name
    for sheet in out.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8"))
