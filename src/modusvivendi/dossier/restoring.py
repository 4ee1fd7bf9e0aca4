"""Restoring a case from a backup. The file may come from anybody, so nothing in it is believed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from modusvivendi.dossier.backup import (
    CHUNK,
    DOSSIER,
    FORMAT,
    INSIDE,
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    discard,
    free_folder,
    is_safe,
    put_in_place,
    too_dense,
)
from modusvivendi.errors import CaseError

_LARGEST_MANIFEST = 64 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Restored:
    """What came out of a backup: how many files, and whether the dossier was of an older version."""

    files: int
    upgraded_from: int | None = None


def restore(source: Path, target: Path) -> Restored:
    """Restore a case from a backup into a new folder, whole or not at all.

    The dossier is restored as an SQLite file, brought up to this version; to have it in PostgreSQL, move it
    there. Names that lead out of the folder, files that are not in the list of contents or do not have their
    digest, and archives that would unpack to more than they could honestly hold are refused.

    Parameters
    ----------
    source
        The backup.
    target
        The folder for the case: new, or empty.

    Raises
    ------
    CaseError
        It is no backup, damaged or of a later format, or the folder cannot be written.
    """
    if not source.is_file():
        raise CaseError("there is no such file", file=str(source))
    aside = free_folder(target)
    try:
        with zipfile.ZipFile(source) as archive:
            listed = _checked(archive, source)
            for name, (wanted, size) in listed.items():
                _unpack(archive, name, aside / name, wanted, size, source)
        before = _bring_up_to_date(aside / DOSSIER, source) if DOSSIER in listed else None
        put_in_place(aside, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise CaseError("this is no backup, or a damaged one", file=str(source), hint=str(error)) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CaseError("the case cannot be restored here", file=str(target), hint=reason) from error
    finally:
        discard(aside)
    return Restored(len(listed), before)


def _checked(archive: zipfile.ZipFile, source: Path) -> dict[str, tuple[str, int]]:
    """Give what is to be unpacked, with digests and sizes; refuse what does not look like a backup."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if MANIFEST not in names:
        raise _wrong(source, "it has no list of contents")
    if len(entries) > MOST_FILES:
        raise _wrong(source, f"it has more than {MOST_FILES:,} files")
    listed = _listed(archive, source)
    if sorted(names) != sorted([MANIFEST, *(INSIDE + name for name in listed)]):
        raise _wrong(source, "its contents are not those it lists")
    for name in listed:
        if not is_safe(name):
            raise _wrong(source, f"a name in it leads elsewhere: {name!r}")
    for entry in entries:
        kind = entry.external_attr >> 28
        if kind not in (0, 8) or entry.is_dir() or entry.flag_bits & 1:
            raise _wrong(source, f"{entry.filename!r} is no plain file")
        size = entry.file_size
        if entry.filename != MANIFEST and size != listed[entry.filename.removeprefix(INSIDE)][1]:
            raise _wrong(source, f"{entry.filename!r} has not the size it lists")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _wrong(source, f"{entry.filename!r} is packed in a way that no backup is")
    if sum(size for _, size in listed.values()) > MOST_BYTES or too_dense(listed, source):
        raise _wrong(source, "it would unpack to more than one can believe")
    return listed


def _listed(archive: zipfile.ZipFile, source: Path) -> dict[str, tuple[str, int]]:
    """Read the list of contents."""
    with archive.open(MANIFEST) as file:
        data = file.read(_LARGEST_MANIFEST + 1)
    try:
        if len(data) > _LARGEST_MANIFEST:
            raise ValueError("too long")
        told: Any = json.loads(data)
        format_ = told["format"]
        files = {name: (about["sha256"], about["bytes"]) for name, about in told["files"].items()}
        if not isinstance(format_, int) or not all(
            isinstance(found, str) and _DIGEST.fullmatch(found) and type(size) is int and size >= 0
            for found, size in files.values()
        ):
            raise ValueError("wrong types")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _wrong(source, "its list of contents cannot be read") from error
    if format_ > FORMAT:
        raise CaseError(
            f"this backup was written by a later version (its format is {format_})",
            file=str(source),
            hint="update the program",
        )
    return files


def _unpack(archive: zipfile.ZipFile, name: str, place: Path, wanted: str, size: int, source: Path) -> None:
    """Unpack a file, no byte more than it lists, and refuse it where it has not its digest."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(INSIDE + name) as packed, place.open("xb") as out:
        found = _copied(packed, out, size)
        out.flush()
        os.fsync(out.fileno())
    if found != wanted:
        raise _wrong(source, f"{name!r} has not the digest it lists")


def _copied(packed: Any, out: BinaryIO, size: int) -> str:
    found, left = hashlib.sha256(), size
    while chunk := packed.read(min(CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            break
        found.update(chunk)
        out.write(chunk)
    return found.hexdigest() if left == 0 else ""


def _bring_up_to_date(path: Path, source: Path) -> int | None:
    """Refuse a database that is more than tables; bring one of an older version up to this, and say which."""
    from modusvivendi.dossier.schema import SCHEMA_VERSION
    from modusvivendi.dossier.sqlite import SqliteStore, is_sqlite
    from modusvivendi.dossier.upgrading import mark, version_of

    if not is_sqlite(path):
        raise _wrong(source, "its dossier is no database")
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            kinds = {row[0] for row in connection.execute("SELECT DISTINCT type FROM sqlite_master")}
            whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            whole = whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise _wrong(source, f"its dossier is damaged: {error}") from error
    if not whole or kinds - {"table", "index"}:
        raise _wrong(source, "its dossier is damaged, or holds what no dossier does")
    store = SqliteStore(path, str(source))
    try:
        with store.transaction() as connection:
            version = version_of(connection, str(source))
        store.bring_up_to_date(keep_copy=False)
        with store.transaction(writing=True) as connection:
            mark(connection, None)  # of a backup made while the case was being moved
    finally:
        store.close()
    return version if version < SCHEMA_VERSION else None


def _wrong(source: Path, reason: str) -> CaseError:
    return CaseError("this is no backup that can be restored", file=str(source), hint=reason)
