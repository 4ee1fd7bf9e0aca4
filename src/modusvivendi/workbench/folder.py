"""What is known of a case before anything of it is read: its folder, and what it is called."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Hashable
from pathlib import Path

from modusvivendi.errors import CaseError

DOSSIER = "dossier.db"
MODEL = "conflict.yaml"
INCOMING = "incoming"
"""Where a case keeps its record, its model, and reports that are handed in until they are read."""
REGARDLESS = "regardless.txt"
"""Which reports are read whatever they seem to be about; see `modusvivendi.reports.regardless`."""

_SETTLED = 2.0
"""Seconds after which a file that is written again has another time, whatever the file system counts in."""

_TITLE = re.compile(r"^title:[ ]+(\S(?:[^\n]*\S)?)[ ]*(?=\n[a-z_#]|\n?\Z)", re.MULTILINE)
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;’()–—/-]*[\w.)])?")
_SPECIAL = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that mean something else than themselves in some version of YAML."""


def file_stamp(path: Path) -> Hashable:
    """Give what is another as soon as a file is; None where there is none.

    A file that was written just now is told by what is in it, for its time may be that of the next writing.
    """
    try:
        about = path.stat()
        if abs(time.time() - about.st_mtime) < _SETTLED:
            return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size, about.st_ino


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
