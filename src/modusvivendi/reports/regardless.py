"""Reports of a case that a person wants read all the same, whatever they seem to be about.

The offline reader leaves out a text that is not about parties dealing with one another. Where it is mistaken,
a person says so once: the case's file keeps which reports these are, for whenever they are read again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place

FILE = "regardless.txt"
"""Name of the file in a case's folder: on each line the digest of a report (SHA-256), and its name."""


def regardless(case: Path | None) -> frozenset[str]:
    """Give the digests of the reports of a case that are read all the same; none where there is no case.

    Raises
    ------
    CaseError
        The file cannot be read.
    """
    if case is None:
        return frozenset()
    try:
        text = (case / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise CaseError("the file cannot be read", file=str(case / FILE), hint=error.strerror) from None
    return frozenset(re.findall(r"^[0-9a-f]{64}\b", text, re.MULTILINE))


def keep_regardless(case: Path, reports: Mapping[str, str]) -> None:
    """Keep that reports are read all the same from now on.

    Parameters
    ----------
    case
        The case's folder.
    reports
        Their names by their digests.

    Raises
    ------
    CaseError
        The file cannot be written.
    """
    new = {digest: name for digest, name in reports.items() if digest not in regardless(case)}
    if not new:
        return
    path = case / FILE
    draft = path.with_name(f".{path.name}.part")
    try:
        before = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        lines = [
            before.rstrip("\n"),
            *(f"{digest}  {' '.join(name.split())}" for digest, name in new.items()),
        ]
        draft.write_text("\n".join(line for line in lines if line) + "\n", encoding="utf-8", newline="\n")
        put_in_place(draft, path)
    except OSError as error:
        raise CaseError("the file cannot be written", file=str(path), hint=error.strerror) from None
