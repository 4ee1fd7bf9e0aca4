"""How reliable a source is, and how credible what it says: the NATO Admiralty code, as people grade it.

Gradings lie in the case's folder in ``grades.yaml``, which can be read and edited by hand.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place
from modusvivendi.workbench.failures import StalePage

SOURCE = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Letters of the source."""

INFORMATION = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""Digits of the information."""


@dataclass(frozen=True)
class Grade:
    """A grading such as ``B2``, by whom and when, and why."""

    grade: str
    who: str
    when: str
    note: str = ""


class Grades:
    """The gradings of a case's origins, by their names.

    Parameters
    ----------
    case
        The case's folder.
    """

    def __init__(self, case: Path) -> None:
        self._path = case / "grades.yaml"

    def version(self) -> str:
        """Tell one state of the file from another."""
        try:
            return hashlib.sha256(self._path.read_bytes()).hexdigest()[:16]
        except FileNotFoundError:
            return ""

    def read(self) -> dict[str, Grade]:
        """Give all gradings.

        Raises
        ------
        CaseError
            If the file is not of that form.
        """
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError

        try:
            found = YAML(typ="safe").load(self._path.read_text(encoding="utf-8")) or {}
            return {
                str(name): Grade(
                    checked(str(one["grade"])), str(one["who"]), str(one["when"]), str(one.get("note", ""))
                )
                for name, one in found.items()
            }
        except FileNotFoundError:
            return {}
        except (YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
            raise CaseError(
                "the gradings cannot be read", file=str(self._path), hint=str(error)[:200]
            ) from None

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


def checked(grade: str) -> str:
    """Refuse what is no grading.

    Examples
    --------
    >>> checked("b2")
    'B2'
    """
    grade = grade.strip().upper()
    if len(grade) != 2 or grade[0] not in SOURCE or grade[1] not in INFORMATION:
        raise CaseError(
            f"{grade!r} is no grading", hint="a letter from A to F and a digit from 1 to 6, as in B2"
        )
    return grade


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
