"""Copying all rows of a dossier into another database, and proving that they are the same."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

_AT_ONCE = 500
_OWN = ("moving", "writes")
"""What a database says about itself that is not the dossier's."""


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy all rows into the empty tables of another dossier, with their numbers."""
    from sqlalchemy import insert, text

    for table in _tables():
        batch: list[dict[str, Any]] = []
        for row in _rows(source, table):
            batch.append(row)
            if len(batch) == _AT_ONCE:
                target.execute(insert(table), batch)
                batch = []
        if batch:
            target.execute(insert(table), batch)
        if target.dialect.name == "postgresql" and "id" in table.c:
            # The next row gets the number after the last, as it would have where it comes from.
            target.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"coalesce(max(id), 1), max(id) IS NOT NULL) FROM {table.name}"
                )
            )


def digest(connection: Connection) -> str:
    """Give the SHA-256 of all rows, the same for the same dossier in whatever database."""
    found = hashlib.sha256()
    for table in _tables():
        found.update(f"{table.name}\n".encode())
        for row in _rows(connection, table):
            plain = json.dumps(row, sort_keys=True, ensure_ascii=True, default=str)
            found.update(f"{plain}\n".encode())
    return found.hexdigest()


def _tables() -> list[Table]:
    from modusvivendi.dossier.schema import Table as Base

    return list(Base.metadata.sorted_tables)


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Give the rows of a table in the order of their keys, a few at a time."""
    from sqlalchemy import select

    (key,) = table.primary_key.columns
    asked = select(table).order_by(key)
    if "name" in table.primary_key.columns:
        asked = asked.where(key.not_in(_OWN))
    streamed = connection.execute(asked, execution_options={"yield_per": _AT_ONCE})
    for row in streamed.mappings():
        yield dict(row)
