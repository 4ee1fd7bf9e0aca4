"""Names of a case's own: other names of parties, and who speaks for whom."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from modusvivendi.cli.app import app
from modusvivendi.dossier import Dossier
from modusvivendi.errors import CaseError
from modusvivendi.statements.actors.aliases import Aliases
from modusvivendi.statements.read import RulesReader, read, read_all
from tests.statements.invented import plain

NAMES = """\
Stonecrest Minerals: [Stonecrest, the quarry firm]
Vale council: []
persons:
  Moira Pettigrew: Vale council
"""
TEXT = (
    "The quarry firm is ready to plant trees if the protest ends. Stonecrest will not sell the pit. Moira "
    "Pettigrew rejected the offer. Talks on a settlement of the dispute resume in April."
)


def names(tmp_path: Path, text: str = NAMES) -> Path:
    path = tmp_path / "aliases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_parties_and_people_go_by_the_names_of_the_file(tmp_path: Path) -> None:
    reader = RulesReader(Aliases.load(names(tmp_path)))
    found = [(s.actor, s.stance.value) for s in read(plain(TEXT), reader)]
    assert found == [
        ("Stonecrest Minerals", "offers"),
        ("Stonecrest Minerals", "rules_out"),
        ("Vale council", "rules_out"),
    ]
    assert [(s.actor, s.stance.value) for s in read_all([plain(TEXT)], reader)[0]] == found  # type: ignore[union-attr]


def test_without_the_file_they_are_what_the_text_calls_them() -> None:
    assert {s.actor for s in read(plain(TEXT))}.isdisjoint({"Stonecrest Minerals", "Vale council"})


def test_other_names_make_another_reading(tmp_path: Path) -> None:
    one = RulesReader(Aliases.load(names(tmp_path)))
    other = RulesReader(Aliases.load(names(tmp_path, "Stonecrest Minerals: [Stonecrest]\n")))
    assert one.name != other.name
    assert one.name == RulesReader(Aliases.load(names(tmp_path))).name


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert Aliases.load(names(tmp_path, "")) == Aliases()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- Stonecrest\n", "mapping"),
        ("Stonecrest: the firm\n", "list"),
        ("A: [x]\nB: [x]\n", "both A and B"),
        ("A: []\npersons: {X: Nobody}\n", "no party of this file"),
        ("A: [1]\n", "no name"),
        ("A: [\n", "not valid YAML"),
    ],
)
def test_a_bad_file_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CaseError, match=said) as caught:
        Aliases.load(names(tmp_path, text))
    assert caught.value.file is not None
    assert caught.value.file.endswith("aliases.yaml")


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        Aliases.load(tmp_path / "aliases.yaml")


def test_the_command_takes_the_file_and_a_case_has_its_own(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(f"Talks go on\n\n{TEXT}\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["read", str(note), "--json", "--aliases", str(names(tmp_path))])
    assert told.exit_code == 0, told.output
    assert '"actor":"Vale council"' in told.output
    case = tmp_path / "case"
    case.mkdir()
    names(case)
    kept = CliRunner().invoke(app, ["read", str(note), "--case", str(case)])
    assert kept.exit_code == 0, kept.output
    with Dossier.open(case / "dossier.db") as dossier:
        assert "Vale council" in {s.actor for s in dossier.statements()}
