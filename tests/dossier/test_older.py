"""Dossiers of older versions are brought up to date, after a copy of what they were."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from modusvivendi.dossier import Dossier
from modusvivendi.dossier.schema import SCHEMA_VERSION, Table
from modusvivendi.dossier.upgrading import about, upgrade
from modusvivendi.errors import CaseError

OLDER = Path(__file__).with_name("older")
VERSIONS = tuple(range(1, SCHEMA_VERSION))


def older(path: Path, version: int) -> Path:
    """Write a dossier as the program of that version wrote it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((OLDER / f"version-{version}.sql").read_text(encoding="utf-8"))
    return path


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"select * from {table} order by 1").fetchall()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_an_older_version_knew_is_known_after_opening_it(tmp_path: Path, version: int) -> None:
    path = older(tmp_path / "dossier.db", version)
    for _ in range(2):
        with Dossier.open(path) as dossier:
            assert [r.name for r in dossier.reports()] == ["gazette.txt", "herald.txt", "letter.txt"]
            assert [s.id for s in dossier.statements()] == ["gazette-160a", "gazette-80a"][::-1]
            assert [s.id for s in dossier.statements(as_read=True)][-1] == "herald-39a"
            assert [(r.who, r.decision.value, r.subject) for r in dossier.reviews()] == [
                ("Ida", "edit", 1), ("Per", "accept", 2), ("Per", "accept", 1), ("Ida", "reject", 4),
            ]  # fmt: skip
            assert all(r.anchor is not None for r in dossier.reviews())
            assert dossier.reviews()[0].changes == {"stance": "considers"}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select value from about where name = 'schema'").fetchone() == ("3",)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_dossier_as_it_was_is_kept_beside_it(tmp_path: Path, version: int) -> None:
    path = older(tmp_path / "dossier.db", version)
    before = {table: rows(path, table) for table in ("about", "reports", "statements", "reviews")}
    Dossier.open(path).close()
    copy = tmp_path / f"dossier.version-{version}.db"
    assert {table: rows(copy, table) for table in before} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dossier.db", copy.name]


def test_a_second_copy_does_not_overwrite_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / "dossier.db").unlink(missing_ok=True)
        Dossier.open(older(tmp_path / "dossier.db", 2)).close()
    assert {p.name for p in tmp_path.glob("*version*")} == {"dossier.version-2.db", "dossier.version-2-1.db"}


def test_an_older_dossier_that_cannot_be_brought_up_to_date_stays_as_it_was(tmp_path: Path) -> None:
    path = older(tmp_path / "dossier.db", 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table handlings (id integer)")  # in the way of the last step
        connection.commit()
    before = rows(path, "reviews"), rows(path, "about")
    with pytest.raises(CaseError):
        Dossier.open(path)
    assert (rows(path, "reviews"), rows(path, "about")) == before


@pytest.mark.parametrize("version", (0, *VERSIONS))
def test_the_steps_lead_to_the_tables_that_a_new_dossier_has(tmp_path: Path, version: int) -> None:
    path = tmp_path / "dossier.db"
    if version:
        older(path, version)
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, version)
        context = MigrationContext.configure(connection, opts={"compare_type": bool(not version)})
        assert compare_metadata(context, Table.metadata) == []
        assert "case" in about(connection)
    engine.dispose()
