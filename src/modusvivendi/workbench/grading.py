"""Gradings of sources as the page *Sources* makes them: nobody's is overwritten unseen."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
from pathlib import Path

from modusvivendi.dossier.grading import FILE, Grade, checked, read_grades
from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place
from modusvivendi.workbench.failures import StalePage


class Grades:
    """The gradings of a case's origins, by their names.

    Parameters
    ----------
    case
        The case's folder.
    """

    def __init__(self, case: Path) -> None:
        self._path = case / FILE

    def version(self) -> str:
        """Tell one state of the file from another."""
        try:
            return hashlib.sha256(self._path.read_bytes()).hexdigest()[:16]
        except FileNotFoundError:
            return ""

    def read(self) -> dict[str, Grade]:
        """Give all gradings; see `modusvivendi.dossier.grading.read_grades`."""
        return read_grades(self._path.parent)

    def put(self, origin: str, grade: str, *, who: str, note: str, before: str) -> None:
        """Grade an origin, or take its grading back (``grade`` empty).

        Parameters
        ----------
        before
            The grading that whoever grades has seen; empty where there was none.

        Raises
        ------
        StalePage
            If somebody else has graded it meanwhile.
        """
        from ruamel.yaml import YAML

        found = self.read()
        now = found.get(origin)
        if (now.grade if now else "") != before:
            by = f" as {now.grade} by {now.who}" if now else " no more"
            raise StalePage(
                f"{origin} is graded{by} since you loaded the page", hint="load the page again, then grade it"
            )
        if grade:
            moment = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            found[origin] = Grade(checked(grade), who, moment, note)
        else:
            found.pop(origin, None)
        written = io.StringIO()
        YAML().dump({n: {k: v for k, v in vars(g).items() if v} for n, g in sorted(found.items())}, written)
        write_whole(self._path, written.getvalue().encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there as a whole whatever happens, also when the power goes.

    Raises
    ------
    CaseError
        If it cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(draft, path)
    except OSError as error:
        raise CaseError("the file cannot be written", file=str(path), hint=error.strerror) from None
