"""The file that stands in a case for its dossier where this is kept in PostgreSQL.

It lies in the place of the SQLite file, ``CASE/dossier.db``, so that a case has one dossier wherever it is
kept, and holds nothing that is secret: the name of the case in the database, and by what it is known there.
"""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place

_FIRST_LINE = "Modus Vivendi: this dossier is kept in PostgreSQL, see MODUS_DATABASE_URL"


@dataclass(frozen=True)
class Pointer:
    """Where a dossier is.

    Attributes
    ----------
    name
        Name of the case in the database.
    case
        By what it is known: another case of the same name, in another database, is not taken for it.
    """

    name: str
    case: str

    @property
    def text(self) -> str:
        """The file's text."""
        return f"{_FIRST_LINE}\nname: {self.name}\ncase: {self.case}\n"


def read_pointer(head: bytes) -> Pointer | None:
    """Read a pointer from the beginning of a file; None where it is none.

    Examples
    --------
    >>> read_pointer(Pointer("lake", "c-1").text.encode())
    Pointer(name='lake', case='c-1')
    >>> read_pointer(b"The owners agreed to hire.") is None
    True
    """
    text = head.decode("utf-8", errors="replace").replace("\r\n", "\n")
    found = re.fullmatch(
        re.escape(_FIRST_LINE) + r"\nname: ([a-z0-9_]{1,50})\ncase: ([0-9a-z-]{1,40})\n*", text
    )
    return Pointer(found[1], found[2]) if found else None


def write_pointer(path: Path, pointer: Pointer) -> None:
    """Put a pointer in the place of a dossier, at once.

    Raises
    ------
    CaseError
        It cannot be written.
    """
    write_at_once(path, pointer.text.encode())


def write_at_once(path: Path, data: bytes) -> None:
    """Write a file aside and move it to its place, so that there is always the old or the new, never half.

    Raises
    ------
    CaseError
        It cannot be written.
    """
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            Path(aside).chmod(0o644)
            put_in_place(Path(aside), path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CaseError("the file cannot be written", file=str(path), hint=error.strerror) from error


def name_for(path: Path) -> str:
    """Give the name that the case with this dossier has in a database, unless it is told another.

    Examples
    --------
    >>> name_for(Path("Côte d'Or/dossier.db"))
    'cote_d_or'
    """
    folder = unicodedata.normalize("NFKD", path.absolute().parent.name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", folder.lower()).strip("_")[:50].strip("_") or "case"


def check_name(name: str) -> str:
    """Give a name for a case in a database back, if it can be one.

    Raises
    ------
    CaseError
        It cannot.
    """
    if re.fullmatch(r"[a-z0-9_]{1,50}", name):
        return name
    raise CaseError(
        f"a case cannot be called {name!r} in a database", hint="small letters a-z, digits and _; at most 50"
    )
