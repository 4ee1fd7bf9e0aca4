"""The files of a case: reports kept as they came in, in its folder ``reports``."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from modusvivendi.errors import CaseError
from modusvivendi.reports.fetched import beside


def keep_file(case: Path, file: Path, name: str | None) -> None:
    """Keep a report's file in a case, byte for byte as it came in, and the note of where it was fetched.

    Parameters
    ----------
    case
        The case's folder.
    file
        The file.
    name
        The name its report has in the dossier. None where the file holds several reports: it keeps its own
        name, or gets a new one beside another.

    Raises
    ------
    CaseError
        It cannot be written.
    """
    target = case / "reports" / (name or file.name)
    try:
        if name is None and target.exists() and target.read_bytes() != file.read_bytes():
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:6]
            target = target.with_name(f"{target.stem}-{digest}{target.suffix}")
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        for source, place in ((beside(file), beside(target)), (file, target)):
            if source.exists():
                temporary = place.with_name(place.name + ".part")
                shutil.copyfile(source, temporary)
                temporary.replace(place)
    except OSError as error:
        raise CaseError(
            "the report cannot be kept in the case", file=str(target), hint=error.strerror
        ) from error
