"""``modus handling``, ``backup``, ``restore``, ``move`` and ``database``: what a team does with a case."""

import json
from pathlib import Path

import psycopg
import pytest

from modusvivendi.dossier import Dossier
from tests.cli.conftest import Run
from tests.dossier.test_older import older
from tests.dossier.test_store import GAZETTE, OPENS, REFUSES


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "ferry" / "reports").mkdir(parents=True)
    (tmp_path / "ferry" / "reports" / "gazette.txt").write_text(GAZETTE.body)
    with Dossier.open(tmp_path / "ferry" / "dossier.db") as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
    return tmp_path / "ferry"


def test_caveats_are_given_listed_and_taken_away(modus: Run, case: Path) -> None:
    assert modus("handling", case).stdout == "every report: nothing to be minded\n"
    done = modus("handling", case, "gazette.txt", "--caveat", "internal", "--who", "Ida")
    assert done.stdout.startswith("gazette.txt: internal  [Ida, ")
    modus("handling", case, "gazette.txt", "--caveat", "not for attribution", "--redact", "--who", "Per")
    (told,) = json.loads(modus("handling", case, "--json").stdout)
    assert (told["caveats"], told["redact"], told["who"]) == (
        ["internal", "not for attribution"],
        True,
        "Per",
    )
    done = modus("handling", case, "gazette.txt", "--clear", "--no-redact")
    assert done.stdout == "gazette.txt: nothing to be minded\n"
    for wrong, code in ((["gazete.txt"], 1), (["--redact"], 2), (["gazete.txt", "--redact"], 1)):
        assert modus("handling", case, *wrong).returncode == code
    assert "did you mean gazette.txt" in modus("handling", case, "gazete.txt").stderr


def test_a_case_is_backed_up_and_restored(modus: Run, case: Path, tmp_path: Path) -> None:
    done = modus("backup", case, "ferry.zip", "--json")
    assert json.loads(done.stdout)["files"] == 2
    assert modus("restore", "ferry.zip", "again").stdout == "again: 2 files\n"
    again = tmp_path / "again" / "reports" / "gazette.txt"
    assert again.read_bytes() == (case / "reports" / "gazette.txt").read_bytes()
    done = modus("restore", "ferry.zip", "again")
    assert (done.returncode, done.stdout) == (1, "")
    assert "something here already" in done.stderr


def test_an_older_case_is_said_to_be_brought_up_to_date(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    older(tmp_path / "old" / "dossier.db", 1)
    modus("backup", "old", "old.zip")
    assert "was of version 1" in modus("restore", "old.zip", "new").stdout


def test_a_team_moves_a_case_to_its_database_joins_it_upgrades_it_and_takes_it_home(
    modus: Run, case: Path, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "MODUS_DATABASE_URL" in modus("database", "list").stderr
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    assert modus("database", "list").stdout == "the database has no cases\n"
    assert "as the case ferry" in modus("move", case, "--to", "postgresql").stdout
    assert modus("database", "list").stdout == "ferry: 1 report\n"
    assert "did you mean ferry" in modus("database", "join", "fery", "mine").stderr
    assert modus("database", "join", "ferry", "mine").returncode == 0
    assert "a record already" in modus("database", "join", "ferry", case).stderr
    assert modus("review", "accept", "mine", OPENS.id, "--who", "Per").returncode == 0
    listed = modus("review", "list", case)
    assert "[accepted by Per]" in listed.stdout
    with psycopg.connect(postgresql) as connection:  # as the version before left it
        connection.execute("DROP TABLE modus_ferry.handlings")
        connection.execute("DELETE FROM modus_ferry.about WHERE name = 'case'")
        connection.execute("UPDATE modus_ferry.about SET value = '2' WHERE name = 'schema'")
        for column in ("actor", "stance"):
            connection.execute(f"CREATE INDEX ix_statements_{column} ON modus_ferry.statements ({column})")
    refused = modus("review", "list", case)
    assert (refused.returncode, "modus database upgrade ferry" in refused.stderr) == (1, True)
    assert modus("database", "upgrade").stdout == "ferry: from version 2 to 3\n"
    assert modus("database", "upgrade", "ferry").stdout == "ferry: up to date\n"
    assert "no case called 'fery'" in modus("database", "upgrade", "fery").stderr
    (case / "dossier.db").unlink()
    assert modus("database", "join", "ferry", case).returncode == 0
    assert "no longer in PostgreSQL" in modus("move", case, "--to", "sqlite").stdout
    monkeypatch.delenv("MODUS_DATABASE_URL")
    assert "[accepted by Per]" in modus("review", "list", case).stdout


def test_a_new_case_of_a_team_is_begun_in_its_database_and_one_begun_for_nothing_taken_back(
    modus: Run, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    (tmp_path / "report.txt").write_text(
        "Strait Gazette\n3 May 2031\n\nNorland would open its border if Sudland releases the crew, it said.\n"
    )
    done = modus("brief", "report.txt", "--case", "ferry")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "ferry" / "brief.html").exists()
    assert modus("database", "list").stdout == "ferry: 1 report\n"
    failed = modus("brief", "report.txt", "--case", "lost", "--reader", "llm")
    assert failed.returncode == 1
    assert modus("database", "list").stdout == "ferry: 1 report\n"
    assert not (tmp_path / "lost").exists()
