"""Finding where the dossier of a case is kept, and getting it ready to be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.dossier.pointer import Pointer, name_for, read_pointer, write_pointer
from modusvivendi.dossier.store import PATIENCE, Store, moved_away
from modusvivendi.dossier.upgrading import about, mark, version_of
from modusvivendi.errors import CaseError

if TYPE_CHECKING:
    from modusvivendi.dossier.postgresql import PostgresqlStore

_ANOTHER_FILE = "move it away, or choose another folder for the case"


def open_store(path: Path, shown: str, *, must_exist: bool = False, patience: float = PATIENCE) -> Store:
    """Open the store of a dossier, or begin one.

    Where the file is an SQLite database, that is the dossier; where it is a pointer, the dossier is in
    PostgreSQL. A new one is begun in PostgreSQL where ``MODUS_DATABASE_URL`` is set, else in SQLite: the
    setting never decides about a dossier that exists, so that a case cannot come to have two.

    Parameters
    ----------
    path
        The file.
    shown
        Its path as the user named it.
    must_exist
        Refuse to begin a new dossier.
    patience
        Seconds to wait for another writer.

    Raises
    ------
    CaseError
        It cannot be opened, is damaged, is no dossier, or of a version that cannot be read.
    """
    found = look(path, shown)
    if found is None and must_exist:
        raise CaseError("there is no dossier here", file=shown, hint="read some reports into the case first")
    if isinstance(found, Pointer):
        return _open_postgresql(found, patience)
    if found is None:
        from modusvivendi.dossier.postgresql import database_url

        if database_url() is not None:
            return _begin_postgresql(path, patience)
        return _begin_sqlite(path, shown, patience)
    return _open_sqlite(path, shown, patience)


def join(case: Path, name: str) -> None:
    """Make the folder of a case whose dossier is one that the team's database has.

    Raises
    ------
    CaseError
        The case has a dossier, or the database has none of that name that can be used.
    """
    from modusvivendi.dossier.postgresql import kept, required_url, unknown_case

    url = required_url()
    found = next((one for one in kept(url) if one.name == name), None)
    if found is None:
        raise unknown_case(name, url)
    if found.moving:
        raise moved_away(name)
    try:
        case.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError("cannot make the case's folder", file=str(case), hint=error.strerror) from error
    path = case / "dossier.db"
    if look(path, str(path)) is not None:
        raise CaseError("the case has a record already", file=str(path), hint="choose another folder")
    write_pointer(path, Pointer(found.name, found.case))


def look(path: Path, shown: str) -> Pointer | Path | None:
    """Tell what is in the place of a dossier: a pointer, an SQLite file (its path), or nothing yet.

    Raises
    ------
    CaseError
        It is something else, or cannot be read.
    """
    from modusvivendi.dossier.sqlite import HEADER

    try:
        if path.is_dir():
            raise CaseError("this is a folder, not a dossier", file=shown, hint="name the file in it")
        if not path.exists() or path.stat().st_size == 0:
            if not path.parent.is_dir():
                raise CaseError(
                    "the folder for the dossier does not exist", file=shown, hint="create it first"
                )
            return None
        with path.open("rb") as file:
            head = file.read(400)
    except (OSError, ValueError) as error:
        raise CaseError("the dossier cannot be opened", file=shown, hint=str(error)) from error
    if head.startswith(HEADER):
        return path
    pointer = read_pointer(head)
    if pointer is None:
        raise CaseError("this file is not a dossier", file=shown, hint=_ANOTHER_FILE)
    return pointer


def _begin_sqlite(path: Path, shown: str, patience: float) -> Store:
    """Begin a dossier in a file, unless somebody else has just begun it."""
    from sqlalchemy import insert

    from modusvivendi.dossier.postgresql import new_case
    from modusvivendi.dossier.schema import About, Table
    from modusvivendi.dossier.sqlite import SqliteStore

    store = SqliteStore(path, shown, patience)
    try:
        with store.transaction(writing=True) as connection:
            if not about(connection):
                Table.metadata.create_all(connection)
                rows = [{"name": name, "value": value} for name, value in new_case().items()]
                connection.execute(insert(About), rows)
    except BaseException:
        store.close()
        raise
    return store


def _open_sqlite(path: Path, shown: str, patience: float) -> Store:
    """Open a dossier in a file, brought up to this version."""
    from modusvivendi.dossier.sqlite import SqliteStore

    store = SqliteStore(path, shown, patience)
    try:
        store.bring_up_to_date()
        with store.transaction() as connection:
            told = about(connection)
        if told.get("moving") == "out":
            raise moved_away(shown)
    except BaseException:
        store.close()
        raise
    return store


def _begin_postgresql(path: Path, patience: float) -> Store:
    """Begin a dossier in the team's database, and leave a pointer to it in the case."""
    from sqlalchemy import insert

    from modusvivendi.dossier.postgresql import PostgresqlStore, new_case, required_url
    from modusvivendi.dossier.schema import About

    name, told = name_for(path), new_case()
    store = PostgresqlStore(required_url(), name, patience)
    try:
        with store.made() as connection:
            connection.execute(insert(About), [{"name": key, "value": told[key]} for key in told])
        write_pointer(path, Pointer(name, told["case"]))
    except BaseException:
        store.close()
        raise
    return store


def _open_postgresql(pointer: Pointer, patience: float) -> Store:
    """Open a dossier in the team's database, as it is; an older one is not touched."""
    from modusvivendi.dossier.postgresql import PostgresqlStore, required_url, unknown_case

    url = required_url()
    store = PostgresqlStore(url, pointer.name, patience)
    try:
        if not store.exists():
            raise unknown_case(pointer.name, url)
        _check_postgresql(store, pointer)
    except BaseException:
        store.close()
        raise
    return store


def _check_postgresql(store: PostgresqlStore, pointer: Pointer) -> None:
    """Refuse another case of the same name, and one of an older or a later version."""
    from modusvivendi.dossier.schema import SCHEMA_VERSION

    with store.transaction() as connection:
        told = about(connection)
        version = version_of(connection, store.shown)
    if version < SCHEMA_VERSION:
        raise CaseError(
            f"this dossier is of an older version (its tables are of version {version})",
            file=store.shown,
            hint=f"bring it up to date for the whole team: modus database upgrade {pointer.name}",
        )
    if told.get("case") != pointer.case:
        raise CaseError(
            "this is another case of the same name",
            file=store.shown,
            hint="check MODUS_DATABASE_URL, or work on that one: modus database join",
        )
    if told.get("moving") == "out":
        raise moved_away(store.shown)
    if told.get("moving") == "in":  # the pointer is there, so the move was finished but for this
        with store.transaction(writing=True) as connection:
            mark(connection, None)
