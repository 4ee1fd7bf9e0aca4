"""Write a drafted model so that a person's edits are recognised and never overwritten."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from modusvivendi.conflict.model import Conflict

_MARK = re.compile(rb"\A# Drafted by modus[^\n]*\n# digest ([0-9a-f]{16})[^\n]*\n")


def write_draft(conflict: Conflict, path: Path, *, version: str) -> Path:
    """Write a drafted model, or set it beside one that a person has changed.

    Parameters
    ----------
    conflict
        A drafted conflict.
    path
        ``conflict.yaml`` of a case.
    version
        Version of the program, for the first line.

    Returns
    -------
    Path
        ``path``, or ``conflict.draft.yaml`` beside it where ``path`` holds something a person wrote.
    """
    if path.exists() and not is_as_drafted(path):
        path = path.with_name("conflict.draft.yaml")
    body = conflict.dumps()
    head = (
        f"# Drafted by modus {version} from the dossier; meant to be edited by hand.\n"
        f"# digest {_digest(body.encode())}: once the text below is changed, it is never overwritten.\n"
    )
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes((head + body).encode())
    temporary.replace(path)
    return path


def is_as_drafted(path: Path) -> bool:
    """Whether a model file is, to the byte, as drafting wrote it."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    mark = _MARK.match(content)
    return mark is not None and mark[1].decode() == _digest(content[mark.end() :])


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
