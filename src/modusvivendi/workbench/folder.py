"""What is known of a case before anything of it is read: its folder, and what it is called."""

from __future__ import annotations

import re
from pathlib import Path

from modusvivendi.errors import CaseError

DOSSIER = "dossier.db"
MODEL = "conflict.yaml"
INCOMING = "incoming"
"""Where a case keeps its record, its model, and reports that are handed in until they are read."""
REGARDLESS = "regardless.txt"
"""Which reports are read whatever they seem to be about; see `modusvivendi.reports.regardless`."""

_TITLE = re.compile(r"^title:[ ]+(\S(?:[^\n]*\S)?)[ ]*(?=\n[a-z_#]|\n?\Z)", re.MULTILINE)
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;’()–—/-]*[\w.)])?")
_SPECIAL = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that mean something else than themselves in some version of YAML."""


def begin_folder(case: Path) -> None:
    """Make the folder of a case where it is missing.

    Raises
    ------
    CaseError
        It cannot be made.
    """
    try:
        case.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"cannot make the case's folder: {error.strerror}", file=str(case)) from None


def folder_title(case: Path) -> str:
    """Give what a case is called as long as its model says nothing else."""
    return case.resolve().name.replace("-", " ").replace("_", " ").capitalize()


def told_title(model: str) -> str | None:
    r"""Give the title of a model where it can be read off its line; None where all has to be read.

    Examples
    --------
    >>> told_title("title: The ferry, again\ndecision_makers: {}\n")
    'The ferry, again'
    >>> told_title("title: 'quoted'\n") is None, told_title("title: yes\n") is None
    (True, True)
    """
    found = _TITLE.findall(model)
    if len(found) != 1 or model.count("title:") != 1:
        return None
    title = str(found[0])
    return title if _PLAIN.fullmatch(title) and title.casefold() not in _SPECIAL else None
