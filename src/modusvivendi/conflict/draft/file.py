"""Write a drafted model so that a person's edits are recognised and never overwritten."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from modusvivendi.conflict.model import Conflict

_MARK = re.compile(r"\A# Drafted by modus[^\n]*\n# digest ([0-9a-f]{16})[^\n]*\n")


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
    conflict.save(path)
    body = path.read_text(encoding="utf-8")
    head = (
        f"# Drafted by modus {version} from the dossier; meant to be edited by hand.\n"
        f"# digest {_digest(body)}: once the text below differs from this, it is never overwritten.\n"
    )
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(head + body, encoding="utf-8")
    temporary.replace(path)
    return path


def is_as_drafted(path: Path) -> bool:
    """Whether a model file is exactly as drafting wrote it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    mark = _MARK.match(text)
    return bool(mark) and mark is not None and mark.group(1) == _digest(text[mark.end() :])


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]
