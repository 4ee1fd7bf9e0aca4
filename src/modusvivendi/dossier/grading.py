"""How reliable a source is, and how credible what it says: the NATO Admiralty code, as people grade it.

Gradings lie in the case's folder in ``grades.yaml``, which can be read and edited by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from modusvivendi.dossier.origins import Origin
from modusvivendi.errors import CaseError

FILE = "grades.yaml"
"""Name of the file in a case's folder."""

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

    @property
    def words(self) -> str:
        """Say what it means.

        Examples
        --------
        >>> Grade("B2", "Ann", "2031-03-01").words
        'usually reliable, probably true'
        """
        return grade_words(self.grade)


def grade_words(grade: str) -> str:
    """Say what a grading such as ``B2`` means."""
    return f"{SOURCE[grade[0]]}, {INFORMATION[grade[1]]}"


def read_grades(case: Path) -> dict[str, Grade]:
    """Give all gradings of a case's origins, by their names; none where nobody has graded any.

    Raises
    ------
    CaseError
        If the file is not of that form.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    path = case / FILE
    try:
        found = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}
        return {
            str(name): Grade(
                checked(str(one["grade"])), str(one["who"]), str(one["when"]), str(one.get("note", ""))
            )
            for name, one in found.items()
        }
    except FileNotFoundError:
        return {}
    except (YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise CaseError("the gradings cannot be read", file=str(path), hint=str(error)[:200]) from None


def grades_of(origins: Iterable[Origin], grades: dict[str, Grade]) -> dict[str, Grade]:
    """Give the gradings of statements, by their ids, that follow from those of their origins."""
    return {id_: grades[one.origin] for one in origins if one.origin in grades for id_ in one.statements}


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
