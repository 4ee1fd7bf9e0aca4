"""A dossier in an SQLite file.

The file keeps SQLite's rollback journal rather than a write-ahead log: a case stays one file that can be
copied, and works in a shared folder. What was confirmed is on the disk, even where the power fails.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modusvivendi.dossier.state import State, file_state
from modusvivendi.dossier.store import PATIENCE, Store
from modusvivendi.dossier.upgrading import DAMAGED, upgrade, version_of
from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DatabaseError

HEADER = b"SQLite format 3\0"


class SqliteStore(Store):
    """A dossier in an SQLite file.

    Parameters
    ----------
    path
        The file; made where it is not there.
    shown
        Its path as the user named it.
    patience
        Seconds to wait for another writer.
    """

    def __init__(self, path: Path, shown: str, patience: float = PATIENCE) -> None:
        engine = _engine(str(path.absolute()), patience)  # it is kept, also when the folder is changed
        super().__init__(engine, shown)
        self.path = path
        self._writing = engine.execution_options(modus_writing=True)

    def reading(self) -> Engine:
        """Give the engine for reading."""
        return self._engine

    def writing(self) -> Engine:
        """Give the engine whose transactions begin by waiting for their turn."""
        return self._writing

    def take_turn(self, connection: Connection) -> None:
        """Nothing more to do: a writing transaction has its turn when it has begun."""

    def state(self) -> State:
        """Give the number of transactions, which is in the head of the file, and which file it is."""
        return file_state(self.path)

    def complaint(self, error: DatabaseError) -> CaseError:
        """Say for people what is wrong."""
        reason = str(error.orig)
        if "locked" in reason:
            return CaseError("the dossier is in use by another program", file=self.shown)
        if "readonly" in reason or "unable to open" in reason:
            return CaseError(
                "the dossier cannot be written", file=self.shown, hint="check the permissions of its folder"
            )
        if "disk" in reason and "full" in reason:
            return CaseError("there is no room left for the dossier", file=self.shown)
        if "not a database" in reason and not is_sqlite(self.path):
            return CaseError("the dossier has moved meanwhile", file=self.shown, hint="open it again")
        return CaseError(f"the dossier is damaged ({reason})", file=self.shown, hint=DAMAGED)

    def close(self) -> None:
        """Nothing more to do: no connection outlasts its transaction."""

    def discard(self) -> None:
        """Delete the file."""
        self.close()
        self.path.unlink(missing_ok=True)

    def bring_up_to_date(self, *, keep_copy: bool = True) -> None:
        """Bring tables of an older version up to this one, after copying the file beside itself.

        Parameters
        ----------
        keep_copy
            Whether the file as it was is kept, as ``dossier.version-2.db``.

        Raises
        ------
        CaseError
            It is no dossier or of a later version, or the copy cannot be written.
        """
        from modusvivendi.dossier.schema import SCHEMA_VERSION

        with self.transaction() as connection:
            if version_of(connection, self.shown) == SCHEMA_VERSION:
                return
        with self.transaction(writing=True) as connection:
            version = version_of(connection, self.shown)
            if version == SCHEMA_VERSION:  # somebody else was quicker
                return
            if keep_copy:
                snapshot(self.path, _beside(self.path, version))
            upgrade(connection, version)


@lru_cache(maxsize=64)
def _engine(path: str, patience: float) -> Engine:
    """Give the engine for a file; it keeps no connection, but what it has made of queries."""
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        URL.create("sqlite", database=path), poolclass=NullPool, connect_args={"timeout": patience}
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, see below
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA trusted_schema=OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("modus_writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def is_sqlite(path: Path) -> bool:
    """Tell whether a file is an SQLite database, by its first bytes."""
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


def snapshot(source: Path, target: Path) -> None:
    """Copy an SQLite database as it is at one moment, whoever writes to it; whole or not at all.

    Raises
    ------
    CaseError
        It cannot be read, is damaged, or the copy cannot be written.
    """
    aside = target.with_name(f".{target.name}.part")
    try:
        aside.unlink(missing_ok=True)
        uri = f"{source.absolute().as_uri()}?mode=ro"
        with (
            closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE)) as from_,
            closing(sqlite3.connect(aside)) as to,
        ):
            from_.backup(to)
            found = to.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise CaseError(f"the dossier is damaged ({found})", file=str(source), hint=DAMAGED)
        put_in_place(aside, target)
    except sqlite3.DatabaseError as error:
        raise CaseError(f"the dossier cannot be copied ({error})", file=str(source)) from error
    except OSError as error:
        raise CaseError("the copy cannot be written", file=str(target), hint=error.strerror) from error
    finally:
        aside.unlink(missing_ok=True)


def _beside(path: Path, version: int) -> Path:
    """Give a free name for the copy of a dossier of an older version."""
    number = 0
    while True:
        more = f"-{number}" if number else ""
        place = path.with_name(f"{path.stem}.version-{version}{more}{path.suffix}")
        if not place.exists():
            return place
        number += 1
