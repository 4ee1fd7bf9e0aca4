"""A case in one file: all its files and its dossier as they were at one moment, each with its digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modusvivendi.dossier.copying import copy_rows, digest
from modusvivendi.dossier.opening import look, open_store
from modusvivendi.dossier.pointer import Pointer
from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place as put_file_in_place
from modusvivendi.version import __version__

if TYPE_CHECKING:
    from modusvivendi.dossier.store import Store

DOSSIER = "dossier.db"
MANIFEST = "manifest.json"
INSIDE = "case/"
"""Where the files of the case are in a backup."""

FORMAT = 1
"""Raised with every change of what a backup looks like; one of a later format is refused."""

CHUNK = 1 << 20
MOST_FILES = 200_000
MOST_BYTES = 16 << 30
"""What is in one backup at most."""

_LARGE = 64 << 20
_DENSEST = 250
"""Above 64 MB, so many bytes may come out of one: text is packed to a tenth, seldom to a fiftieth."""

_NOT_ON_WINDOWS = re.compile(r'[:<>"|?*]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)


@dataclass(frozen=True)
class BackedUp:
    """What went into a backup.

    Attributes
    ----------
    files
        How many files, the dossier included.
    size
        Their size in bytes, before they were packed.
    left_out
        What of the folder did not go in: links, what is no file, and names that not every system can keep.
        Of hidden files nothing is said.
    """

    files: int
    size: int
    left_out: tuple[str, ...]


def back_up(case: Path, target: Path) -> BackedUp:
    """Write a backup of a case, whole or not at all; one that is there is replaced once the new one is right.

    Parameters
    ----------
    case
        The case's folder, with its dossier in SQLite or PostgreSQL.
    target
        The file to write.

    Raises
    ------
    CaseError
        The case cannot be read, or the backup not be written.
    """
    if not case.is_dir():
        raise CaseError("there is no such case", file=str(case))
    aside = target.with_name(f".{target.name}.part")
    try:
        with (
            tempfile.TemporaryDirectory(prefix="modus-backup-") as folder,
            _still(case, Path(folder)) as copy,
        ):
            files, left_out = _files_of(case, {target.absolute(), aside.absolute()})
            if not files and copy is None:
                raise CaseError("there is nothing to back up", file=str(case))
            if len(files) >= MOST_FILES:
                raise CaseError(f"the case has more than {MOST_FILES:,} files", file=str(case))
            written = _write(aside, files, copy, zipfile.ZIP_DEFLATED)
            if too_dense(written, aside):
                written = _write(aside, files, copy, zipfile.ZIP_STORED)
        _verify(aside, written)
        put_file_in_place(aside, target)
    except (OSError, UnicodeEncodeError, zipfile.BadZipFile) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CaseError("the backup cannot be written", file=str(target), hint=reason) from error
    finally:
        aside.unlink(missing_ok=True)
    return BackedUp(len(written), sum(size for _, size in written.values()), tuple(left_out))


@contextmanager
def _still(case: Path, folder: Path) -> Iterator[Path | None]:
    """Give the dossier as an SQLite file, while nobody can write to it; None where there is none.

    An SQLite file is copied as it is, of whatever version.
    """
    from modusvivendi.dossier.sqlite import SqliteStore, snapshot

    path, copy = case / DOSSIER, folder / DOSSIER
    found = look(path, str(path))
    if found is None:
        yield None
    elif isinstance(found, Pointer):
        store = open_store(path, str(path), must_exist=True)
        try:
            with store.session(writing=True) as session:
                _copy_into_file(session.connection(), SqliteStore(copy, str(copy)))
                yield copy
        finally:
            store.close()
    else:
        store = SqliteStore(path, str(path))
        try:
            with store.transaction(writing=os.access(path, os.W_OK) and os.access(case, os.W_OK)):
                snapshot(path, copy)
                yield copy
        finally:
            store.close()


def _copy_into_file(source: Any, target: Store) -> None:
    from modusvivendi.dossier.schema import Table

    try:
        with target.transaction(writing=True) as there:
            Table.metadata.create_all(there)
            copy_rows(source, there)
            if digest(source) != digest(there):
                raise CaseError("the copy of the dossier is not what it was copied from", file=target.shown)
    finally:
        target.close()


def _files_of(case: Path, without: set[Path]) -> tuple[dict[str, Path], list[str]]:
    """Give the files of a case by their names in a backup, and the names of what is none."""
    files: dict[str, Path] = {}
    left_out = []
    for place, folders, names in os.walk(case):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        left_out += [(Path(place) / name).relative_to(case).as_posix() for name in links]
        folders[:] = sorted(name for name in folders if name not in links and not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            inside = path.relative_to(case).as_posix()
            if path.absolute() in without or _is_of_the_dossier(inside) or name.startswith("."):
                continue
            if stat.S_ISREG(path.lstat().st_mode) and is_safe(inside):
                files[inside] = path
            else:
                left_out.append(inside)
    return files, left_out


def is_safe(name: str) -> bool:
    r"""Tell whether the name of a file in a backup stays within the case, and is not of the dossier's own.

    Examples
    --------
    >>> is_safe("reports/gazette.txt"), is_safe("../gazette.txt"), is_safe(r"reports\..\x")
    (True, False, False)
    """
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in name) or "\\" in name:
        return False
    parts = name.split("/")
    if any(not part or part.startswith(".") for part in parts):
        return False
    if os.name == "nt" and any(_NOT_ON_WINDOWS.search(part) for part in parts):
        return False
    return name == DOSSIER or not _is_of_the_dossier(name.casefold())


def _is_of_the_dossier(inside: str) -> bool:
    """Tell whether a file is the dossier, or belongs to it: its journal, a copy of an older version.

    A journal beside the dossier would be played back into it when it is opened.
    """
    return inside.startswith((DOSSIER, "dossier.version-"))


def too_dense(listed: Mapping[str, tuple[str, int]], archive: Path) -> bool:
    """Tell whether more would come out of an archive than one can believe, from digests and sizes by name."""
    total = sum(size for _, size in listed.values())
    return total > _LARGE and total > _DENSEST * archive.stat().st_size


def _write(
    aside: Path, files: dict[str, Path], dossier: Path | None, method: int
) -> dict[str, tuple[str, int]]:
    """Write the archive, and give the digest and size of each file in it."""
    every = dict(files)
    if dossier is not None:
        every[DOSSIER] = dossier
    written: dict[str, tuple[str, int]] = {}
    total = 0
    with aside.open("wb") as out:
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, path in every.items():
                found, size = hashlib.sha256(), 0
                entry = zipfile.ZipInfo(INSIDE + name, dt.datetime.now().timetuple()[:6])
                entry.compress_type = method
                entry.external_attr = 0o644 << 16
                with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as packed:
                    while chunk := source.read(CHUNK):
                        found.update(chunk)
                        size += len(chunk)
                        packed.write(chunk)
                written[name] = found.hexdigest(), size
                total += size
                if total > MOST_BYTES:
                    raise CaseError(f"the case has more than {MOST_BYTES >> 30} GB", file=str(path))
            manifest = {
                "format": FORMAT,
                "program": f"modusvivendi {__version__}",
                "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                "files": {name: {"sha256": found, "bytes": size} for name, (found, size) in written.items()},
            }
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
        out.flush()
        os.fsync(out.fileno())
    return written


def _verify(aside: Path, written: dict[str, tuple[str, int]]) -> None:
    """Read the archive again, and refuse it where it does not hold what was written."""
    with zipfile.ZipFile(aside) as archive:
        for name, (wanted, _) in written.items():
            found = hashlib.sha256()
            with archive.open(INSIDE + name) as packed:
                while chunk := packed.read(CHUNK):
                    found.update(chunk)
            if found.hexdigest() != wanted:
                raise CaseError(f"{name} in the backup is not what was written", file=str(aside))


def free_folder(target: Path) -> Path:
    """Make a folder aside, to be moved to a place where nothing is yet.

    Raises
    ------
    CaseError
        Something is there, or the folder cannot be made.
    """
    try:
        if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
            raise CaseError("there is something here already", file=str(target), hint="name a new folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}."))
    except OSError as error:
        raise CaseError("the folder cannot be made", file=str(target), hint=error.strerror) from error


def put_in_place(aside: Path, target: Path) -> None:
    """Move a folder to its place at once."""
    mask = os.umask(0)
    os.umask(mask)
    aside.chmod(0o777 & ~mask)
    if target.exists():
        target.rmdir()
    aside.replace(target)


def discard(folder: Path) -> None:
    """Delete a folder that is not needed."""
    shutil.rmtree(folder, ignore_errors=True)
