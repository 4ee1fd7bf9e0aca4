"""Bringing the tables of an older dossier up to this version, and knowing what version they are of.

The steps are Alembic's. The version is kept in the table ``about``, as it was before there were steps.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.errors import CaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOVED_AWAY = "move it away, or choose another folder for the case"
DAMAGED = "restore it from a copy, or delete it and read the reports again"


def about(connection: Connection) -> dict[str, str]:
    """Give what a database says about itself; nothing where it has no such table."""
    from sqlalchemy import inspect, select

    from modusvivendi.dossier.schema import About

    if not inspect(connection).has_table(About.__tablename__):
        return {}
    found = connection.execute(select(About.__table__.c.name, About.__table__.c.value))
    return {row.name: row.value for row in found}


def mark(connection: Connection, way: str | None) -> None:
    """Say in a dossier that it moves: ``in`` where it goes, ``out`` where it comes from; None: no more."""
    from sqlalchemy import delete, insert

    from modusvivendi.dossier.schema import About

    connection.execute(delete(About).where(About.name == "moving"))
    if way is not None:
        connection.execute(insert(About).values(name="moving", value=way))


def version_of(connection: Connection, shown: str) -> int:
    """Give the version of a dossier's tables.

    Raises
    ------
    CaseError
        It is no dossier, one of a later version, or tables are missing.
    """
    from sqlalchemy import inspect

    from modusvivendi.dossier.schema import APPLICATION, SCHEMA_VERSION, Table

    told = about(connection)
    if told.get("application") != APPLICATION:
        raise CaseError("this is a database, but not a dossier", file=shown, hint=_MOVED_AWAY)
    version = told.get("schema", "")
    if not version.isdigit() or int(version) > SCHEMA_VERSION:
        raise CaseError(
            f"this dossier was written by a later version (its tables are of version {version})",
            file=shown,
            hint="update the program",
        )
    needed = set(Table.metadata.tables) if int(version) == SCHEMA_VERSION else {"reports", "reviews"}
    if needed - set(inspect(connection).get_table_names()):
        raise CaseError("the dossier is damaged: tables are missing", file=shown, hint=DAMAGED)
    return int(version)


def upgrade(connection: Connection, version: int) -> None:
    """Bring tables of a version up to this one, within the transaction that is under way.

    Parameters
    ----------
    connection
        To the database.
    version
        That of its tables; 0 makes them from nothing, by all steps.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import update

    from modusvivendi.dossier.schema import SCHEMA_VERSION, About

    scripts = ScriptDirectory(str(Path(__file__).with_name("migrations")))
    steps = list(scripts.iterate_revisions("head", str(version) if version else "base"))
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(steps):
            step.module.upgrade()
    connection.execute(
        update(About.__table__).where(About.__table__.c.name == "schema").values(value=str(SCHEMA_VERSION))  # type: ignore[arg-type]
    )
