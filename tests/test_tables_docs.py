"""docs/tables.md: its commands run in order, and what it shows is what they print."""

import doctest
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from modusvivendi.cli.app import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "tables.md"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the table of the page typed in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (table,) = re.findall(r"^```csv\n(.*?)^```", page(), flags=re.M | re.S)
    (tmp_path / "elmira.csv").write_text(table, encoding="utf-8")
    return tmp_path


def test_the_commands_of_the_page_print_what_the_page_shows(folder: Path) -> None:
    shown = 0
    for block in re.findall(r"^```sh\n(.*?)^```", page(), flags=re.M | re.S):
        for command in block.splitlines():
            result = CliRunner().invoke(app, command.split()[1:])
            assert result.exit_code == 0, result.output
            printed = "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())
            if " -o " not in command and " solve " not in command:
                assert printed.strip() in page(), command
                shown += 1
    assert shown == 4
    assert {path.name for path in folder.iterdir()} == {
        "elmira.csv", "elmira.tex", "elmira.xlsx", "elmira.html",
    }  # fmt: skip


def test_the_examples_of_the_page_run(folder: Path) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(str(PAGE), False, optionflags=flags, globs={"folder": folder})
    assert found.attempted >= 8
    assert found.failed == 0


def test_the_error_of_the_page_is_what_a_wrong_letter_gives(folder: Path) -> None:
    text = (folder / "elmira.csv").read_text(encoding="utf-8")
    wrong = text.replace("Uniroyal,delay,back,Y,Y,N", "Uniroyal,delay,back,Y,Y,M")
    (folder / "elmira.csv").write_text(wrong, encoding="utf-8")
    with pytest.raises(Exception, match="cell F5") as caught:
        CliRunner().invoke(app, ["solve", "elmira.csv"], catch_exceptions=False)
    assert f"modus: {caught.value}" in page()


def test_the_page_has_every_table_and_every_format() -> None:
    from modusvivendi.publish import FORMATS, NAMES

    table = re.findall(r"^\| `(\w+)` \|", page().partition("## The tables")[2], flags=re.M)
    assert table[: len(NAMES)] == list(NAMES)
    assert f"({'|'.join(FORMATS)})" in page()
