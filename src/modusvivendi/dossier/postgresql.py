"""A dossier in PostgreSQL, in a schema of its own.

Several cases live in one database, each in a schema named for it. So the tables, the queries and the steps
between versions are those of SQLite; no query can forget which case it is about; a case is versioned, backed
up and taken away on its own; and who may see which case is PostgreSQL's to say (``GRANT USAGE ON SCHEMA``).
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from modusvivendi.dossier.pointer import check_name
from modusvivendi.dossier.state import State
from modusvivendi.dossier.store import PATIENCE, Store
from modusvivendi.dossier.upgrading import about, upgrade, version_of
from modusvivendi.errors import CaseError, nearest

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.exc import DatabaseError

VARIABLE = "MODUS_DATABASE_URL"
_PREFIX = "modus_"
_CONNECT_SECONDS = 10


class PostgresqlStore(Store):
    """A dossier in a schema of a PostgreSQL database.

    Parameters
    ----------
    url
        The database.
    name
        Name of the case in it.
    patience
        Seconds to wait for another writer.
    """

    def __init__(self, url: URL, name: str, patience: float = PATIENCE) -> None:
        schema = _PREFIX + check_name(name)
        engine = _engine(url, schema)
        super().__init__(engine, f"{shown(url)}, case {name}")
        self.name = name
        self._schema = schema
        self._patience = patience
        self._reading = engine.execution_options(isolation_level="REPEATABLE READ")
        self._writing = engine.execution_options(isolation_level="READ COMMITTED")

    def reading(self) -> Engine:
        """Give the engine for reading: a transaction sees one state."""
        return self._reading

    def writing(self) -> Engine:
        """Give the engine for writing: after waiting for its turn, a transaction sees what is there then."""
        return self._writing

    def take_turn(self, connection: Connection) -> None:
        """Count the transaction in a row that whoever writes has to change, and so waits for."""
        from sqlalchemy import text

        connection.execute(text(f"SET LOCAL lock_timeout = {int(self._patience * 1000)}"))
        connection.execute(
            text(
                "INSERT INTO about (name, value) VALUES ('writes', '1') "
                "ON CONFLICT (name) DO UPDATE SET value = (about.value::bigint + 1)::text"
            )
        )

    def state(self) -> State:
        """Give the number of transactions, and which case it is."""
        with self.transaction() as connection:
            told = about(connection)
        return State(told.get("case", ""), int(told.get("writes", "0")))

    def exists(self) -> bool:
        """Tell whether the database has a case of this name.

        Raises
        ------
        CaseError
            It has, and one may not use it.
        """
        from sqlalchemy import text

        asked = text("SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = :schema")
        with self.transaction() as connection:
            allowed = connection.execute(asked, {"schema": self._schema}).scalar_one_or_none()
        if allowed is False:
            raise _not_allowed(self.shown)
        return bool(allowed)

    @contextmanager
    def made(self) -> Iterator[Connection]:
        """Make the schema for a case with empty tables, in one transaction that what is done here belongs to.

        Raises
        ------
        CaseError
            There is a case of this name, or it may not be made.
        """
        from sqlalchemy import text

        from modusvivendi.dossier.schema import Table

        with self._saying_errors(), self._writing.begin() as connection:
            connection.execute(text(f'CREATE SCHEMA "{self._schema}"'))
            Table.metadata.create_all(connection, checkfirst=False)
            connection.execute(text("INSERT INTO about (name, value) VALUES ('writes', '0')"))
            yield connection

    def discard(self) -> None:
        """Drop the schema."""
        from sqlalchemy import text

        with self._saying_errors(), self._writing.begin() as connection:
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{self._schema}" CASCADE'))

    def bring_up_to_date(self) -> int:
        """Bring tables of an older version up to this one, and give the version they had."""
        with self.transaction(writing=True) as connection:
            version = version_of(connection, self.shown)
            upgrade(connection, version)
        return version

    def complaint(self, error: DatabaseError) -> CaseError:
        """Say for people what is wrong."""
        return _complaint(error, self.shown, self.name)

    @contextmanager
    def _saying_errors(self) -> Iterator[None]:
        from sqlalchemy.exc import DatabaseError

        try:
            yield
        except DatabaseError as error:
            raise self.complaint(error) from error


@dataclass(frozen=True)
class Kept:
    """A case in a database: its name, by what it is known, and the version of its tables."""

    name: str
    case: str
    version: int
    reports: int
    moving: bool = False


def kept(url: URL) -> list[Kept]:
    """List the cases in a database that one may see, by name.

    Raises
    ------
    CaseError
        The database cannot be used.
    """
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    found = []
    engine = _engine(url, "pg_catalog")
    try:
        with engine.begin() as connection:
            schemas = connection.execute(
                text(
                    "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, :prefix) "
                    "AND has_schema_privilege(oid, 'USAGE') ORDER BY nspname"
                ),
                {"prefix": _PREFIX},
            ).scalars()
            for schema in list(schemas):
                connection.execute(text("SELECT set_config('search_path', :s, true)"), {"s": f'"{schema}"'})
                told = about(connection)
                if told:
                    count = connection.execute(text("SELECT count(*) FROM reports")).scalar_one()
                    name = schema.removeprefix(_PREFIX)
                    version = int(told.get("schema", "0"))
                    found.append(Kept(name, told.get("case", ""), version, count, "moving" in told))
    except DatabaseError as error:
        raise _complaint(error, shown(url), "") from error
    finally:
        engine.dispose()
    return found


def database_url(given: str | None = None) -> URL | None:
    """Give the team's database, from what is given or else from the setting; None where there is none.

    Raises
    ------
    CaseError
        It is no address of a PostgreSQL database. The address itself is not told, as it may hold a password.
    """
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    text = os.environ.get(VARIABLE, "") if given is None else given
    if not text.strip():
        return None
    what = VARIABLE if given is None else "the address"
    hint = "write it like postgresql://USER@HOST/DATABASE"
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError):
        raise CaseError(f"{what} is no address of a database", hint=hint) from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise CaseError(f"{what} is no address of a PostgreSQL database", hint=hint)
    if "@" in (url.host or ""):
        raise CaseError(f"{what} has an @ too many", hint="in a password, write it with percent sign: %40")
    if not url.database:
        raise CaseError(f"{what} names no database", hint=hint)
    return url.set(drivername="postgresql+psycopg")


def required_url() -> URL:
    """Give the team's database.

    Raises
    ------
    CaseError
        None is set.
    """
    url = database_url()
    if url is None:
        raise CaseError(
            "this dossier is kept in PostgreSQL, and no database is named",
            hint=f"set {VARIABLE}, like postgresql://USER@HOST/DATABASE",
        )
    return url


def shown(url: URL) -> str:
    """Say which database it is, without user and password.

    Examples
    --------
    >>> from sqlalchemy import make_url
    >>> shown(make_url("postgresql://ida:secret@db.example/team"))
    'PostgreSQL database team at db.example'
    """
    host = url.host or url.query.get("host") or "this machine"
    return f"PostgreSQL database {url.database} at {host if isinstance(host, str) else ', '.join(host)}"


def new_case() -> dict[str, str]:
    """Give what a new dossier says about itself."""
    from modusvivendi.dossier.schema import APPLICATION, SCHEMA_VERSION

    return {"application": APPLICATION, "schema": str(SCHEMA_VERSION), "case": str(uuid.uuid4())}


def _engine(url: URL, schema: str) -> Engine:
    """Give an engine whose connections see one schema only."""
    from sqlalchemy import create_engine, event

    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise CaseError(
            "PostgreSQL needs the package psycopg, which cannot be used here",
            hint='install it: python -m pip install "modusvivendi[postgresql]"',
        ) from error
    settings = {"connect_timeout": str(_CONNECT_SECONDS), "application_name": "modus"}
    engine = create_engine(
        url.update_query_dict({**settings, **url.query}), pool_size=2, max_overflow=50, pool_pre_ping=True
    )

    @event.listens_for(engine, "connect")
    def _look_there(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('search_path', %s, false)", (f'"{schema}"',))
        connection.commit()

    return engine


def _complaint(error: DatabaseError, where: str, name: str) -> CaseError:
    from psycopg import errors

    cause = error.orig
    # Two who make the same schema at once meet in the catalogue.
    if isinstance(cause, errors.DuplicateSchema) or "pg_namespace_nspname" in str(cause):
        return CaseError(
            f"the database has a case called {name!r} already",
            file=where,
            hint=f"to work on that one: modus database join {name} CASE; else choose another name",
        )
    match cause:
        case errors.LockNotAvailable() | errors.DeadlockDetected():
            return CaseError("the dossier is in use by another program", file=where)
        case errors.InsufficientPrivilege():
            return _not_allowed(where)
        case errors.UndefinedTable() | errors.InvalidSchemaName():
            return CaseError(
                "the database has no such case (any more)", file=where, hint="modus database list"
            )
        case errors.DataError():
            return CaseError(f"PostgreSQL cannot keep this ({_first_line(cause)})", file=where)
        case errors.OperationalError():
            return CaseError(
                f"the database cannot be reached ({_first_line(cause)})", file=where, hint=f"check {VARIABLE}"
            )
    return CaseError(f"the database failed ({_first_line(cause)})", file=where)


def _not_allowed(where: str) -> CaseError:
    return CaseError(
        "the database does not allow this",
        file=where,
        hint="its owner can: GRANT CREATE ON DATABASE, or GRANT on the case's schema",
    )


def _first_line(cause: BaseException | None) -> str:
    return str(cause).strip().partition("\n")[0].rstrip(".")


def unknown_case(name: str, url: URL) -> CaseError:
    """Say that a database has no case of a name, and which it has."""
    known = [one.name for one in kept(url)]
    return CaseError(
        f"the database has no case called {name!r}",
        file=shown(url),
        hint=nearest(name, known) or (f"it has {', '.join(known)}" if known else "it has none"),
    )
