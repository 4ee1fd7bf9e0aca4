"""Telling one state of a dossier from another, for next to nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from modusvivendi.errors import CaseError

if TYPE_CHECKING:
    from modusvivendi.dossier.pointer import Pointer
    from modusvivendi.dossier.store import Store


class State(NamedTuple):
    """What a dossier is like at a moment; nobody has changed anything between two equal states.

    Attributes
    ----------
    place
        Where it is kept: the number of its file, or the id of the case in PostgreSQL.
    writes
        How many transactions wrote to it there.
    changed
        When its file was last written, since the number of a file that is gone goes to another; in
        PostgreSQL 0.
    """

    place: str
    writes: int
    changed: int = 0

    def follows(self, before: State) -> bool:
        """Tell whether exactly one transaction lies between an earlier state and this one."""
        return self.place == before.place and self.writes == before.writes + 1


def file_state(path: Path) -> State:
    """Give the state of a dossier in an SQLite file, which counts transactions in its head.

    Raises
    ------
    CaseError
        The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head, about = file.read(28), os.fstat(file.fileno())
    except OSError as error:
        raise CaseError("the dossier cannot be opened", file=str(path), hint=error.strerror) from error
    return State(str(about.st_ino), int.from_bytes(head[24:], "big"), about.st_mtime_ns)


class DossierState:
    """Looks at the state of a case's dossier again and again, wherever it is kept and goes.

    Parameters
    ----------
    path
        The dossier's place in the case, ``CASE/dossier.db``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[Pointer, Store] | None = None

    def now(self) -> State | None:
        """Give the state; None where there is no dossier yet.

        Raises
        ------
        CaseError
            It cannot be read, or its database not be reached.
        """
        from modusvivendi.dossier.opening import look, open_store
        from modusvivendi.dossier.pointer import Pointer

        found = look(self._path, str(self._path))
        if not isinstance(found, Pointer):
            self.close()
            return file_state(self._path) if found else None
        if self._opened is None or self._opened[0] != found:
            self.close()
            self._opened = found, open_store(self._path, str(self._path), must_exist=True)
        return self._opened[1].state()

    def close(self) -> None:
        """Let go of the database."""
        if self._opened is not None:
            self._opened[1].close()
            self._opened = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
