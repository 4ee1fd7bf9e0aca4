"""Moving a dossier between SQLite and PostgreSQL, as a whole or not at all.

The rows are copied aside and compared with what they were copied from, while nobody else can write. Then the
old place is closed for good, and only then does the file in the case, which says where the dossier is, become
another in one step. Wherever this is broken off, one of the two places is in use and the other is not, and
moving again finishes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.dossier.copying import copy_rows, digest
from modusvivendi.dossier.opening import look
from modusvivendi.dossier.pointer import Pointer, check_name, name_for, write_pointer
from modusvivendi.dossier.store import Store
from modusvivendi.dossier.upgrading import about, mark, version_of
from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

    from modusvivendi.dossier.postgresql import PostgresqlStore


def move(path: Path, to: str, name: str | None = None) -> str:
    """Move a dossier, and give its name in PostgreSQL, or the file's.

    Parameters
    ----------
    path
        The dossier's place in the case, ``CASE/dossier.db``.
    to
        The address of a PostgreSQL database, ``postgresql`` for the one that ``MODUS_DATABASE_URL`` names, or
        ``sqlite``.
    name
        The name that the case is to have in PostgreSQL; by default that of its folder.

    Raises
    ------
    CaseError
        There is no dossier, it is there already, or it cannot be read or written.
    """
    from modusvivendi.dossier.postgresql import VARIABLE, database_url

    found = look(path, str(path))
    if found is None:
        raise CaseError("there is no dossier here", file=str(path))
    if to == "sqlite":
        if isinstance(found, Pointer):
            _to_sqlite(path, found)
        else:
            _stay(path)
        return path.name
    url = database_url(None if to == "postgresql" else to)
    if url is None:
        raise CaseError(f"no database is named, neither here nor by {VARIABLE}", hint="or give: --to sqlite")
    if isinstance(found, Pointer):
        raise CaseError(
            "the dossier is in PostgreSQL already",
            file=str(path),
            hint="to another database it goes by way of --to sqlite",
        )
    chosen = check_name(name if name is not None else name_for(path))
    _to_postgresql(path, url, chosen)
    return chosen


def _to_postgresql(path: Path, url: URL, name: str) -> None:
    from modusvivendi.dossier.postgresql import PostgresqlStore
    from modusvivendi.dossier.sqlite import SqliteStore

    source, target = SqliteStore(path, str(path)), PostgresqlStore(url, name)
    try:
        source.bring_up_to_date()
        with source.transaction(writing=True) as here:
            case = about(here)["case"]
            _clear_leftover(target, case)
            with target.made() as there:
                _copy(here, there, target)
                mark(there, "in")
            mark(here, "out")
        write_pointer(path, Pointer(name, case))
        with target.transaction(writing=True) as there:
            mark(there, None)
    finally:
        source.close()
        target.close()


def _to_sqlite(path: Path, pointer: Pointer) -> None:
    from modusvivendi.dossier.postgresql import PostgresqlStore, required_url, unknown_case
    from modusvivendi.dossier.schema import Table
    from modusvivendi.dossier.sqlite import SqliteStore

    url = required_url()
    source = PostgresqlStore(url, pointer.name)
    aside = path.with_name(f".{path.name}.moving")
    aside.unlink(missing_ok=True)
    target = SqliteStore(aside, str(aside))
    try:
        if not source.exists():
            raise unknown_case(pointer.name, url)
        with source.transaction(writing=True) as here:
            _check_present(version_of(here, source.shown), about(here), pointer, source.shown)
            with target.transaction(writing=True) as there:
                Table.metadata.create_all(there)
                _copy(here, there, target)
            mark(here, "out")
        target.close()
        put_in_place(aside, path)
        source.discard()
    except OSError as error:
        raise CaseError("the dossier cannot be written", file=str(path), hint=error.strerror) from error
    finally:
        source.close()
        target.close()
        aside.unlink(missing_ok=True)


def _stay(path: Path) -> None:
    """Take back a move to PostgreSQL that was broken off."""
    from modusvivendi.dossier.sqlite import SqliteStore

    store = SqliteStore(path, str(path))
    try:
        with store.transaction(writing=True) as here:
            if "moving" not in about(here):
                raise CaseError("the dossier is in SQLite already", file=str(path))
            mark(here, None)
    finally:
        store.close()


def _copy(here: Connection, there: Connection, target: Store) -> None:
    copy_rows(here, there)
    if digest(here) != digest(there):
        raise CaseError("the copy is not what it was copied from, so nothing was moved", file=target.shown)


def _check_present(version: int, told: dict[str, str], pointer: Pointer, shown: str) -> None:
    from modusvivendi.dossier.schema import SCHEMA_VERSION

    if version != SCHEMA_VERSION:
        hint = f"modus database upgrade {pointer.name}"
        raise CaseError("this dossier is of an older version", file=shown, hint=f"first: {hint}")
    if told.get("case") != pointer.case:
        raise CaseError("this is another case of the same name", file=shown, hint="check MODUS_DATABASE_URL")


def _clear_leftover(target: PostgresqlStore, case: str) -> None:
    """Drop what an earlier attempt to move this case left: never what somebody works with."""
    if not target.exists():
        return
    with target.transaction() as there:
        told = about(there)
    if told.get("case") == case and "moving" in told:
        target.discard()
