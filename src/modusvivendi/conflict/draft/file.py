"""Write a drafted model so that a person's edits are recognised and never lost."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.conflict.model import Conflict
from modusvivendi.errors import ConflictError
from modusvivendi.files import put_in_place

if TYPE_CHECKING:
    from modusvivendi.conflict.draft.merging import Merged

LAST_DRAFT = "conflict.drafted.yaml"
"""Beside a model: the draft it was made from, by which a person's changes are told."""

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
    aside = path.exists() and not is_as_drafted(path)
    if aside:
        path = path.with_name("conflict.draft.yaml")
    content = _marked(conflict, version)
    _write(path, content)
    if not aside:
        _write(path.with_name(LAST_DRAFT), content)
    return path


def merge_draft(
    conflict: Conflict, path: Path, *, version: str, merged: Merged | None = None
) -> tuple[str, ...]:
    """Merge a new draft into the model that a person has made of the last one.

    Parameters
    ----------
    conflict
        The new draft.
    path
        ``conflict.yaml`` of a case. Where it is as drafted, or missing, the new draft is written there.
    version
        Version of the program.
    merged
        The two merged, where that has been done.

    Returns
    -------
    tuple of str
        Where the person's changes and the new draft contradict each other. The person's stay.

    Raises
    ------
    ConflictError
        If the model cannot be read.
    """
    from modusvivendi.conflict.draft.merging import merge

    if not path.exists() or is_as_drafted(path):
        write_draft(conflict, path, version=version)
        return ()
    last = path.with_name(LAST_DRAFT)
    base = last.read_text(encoding="utf-8") if last.exists() else None
    try:
        mine = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ConflictError("the model is not text in UTF-8", file=str(path)) from None
    content = _marked(conflict, version)
    merged = merged or merge(base, mine, conflict)
    _write(path, merged.text.encode())
    _write(last, content)
    path.with_name("conflict.draft.yaml").unlink(missing_ok=True)
    return tuple(merged.disagreements)


def _marked(conflict: Conflict, version: str) -> bytes:
    body = conflict.dumps()
    head = (
        f"# Drafted by modus {version} from the dossier; meant to be edited by hand.\n"
        f"# digest {_digest(body.encode())}: once the text below is changed, it is never overwritten.\n"
    )
    return (head + body).encode()


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(content)
    put_in_place(temporary, path)


def is_as_drafted(path: Path) -> bool:
    """Whether a model file is, to the byte, as drafting wrote it."""
    try:
        return is_drafted(path.read_bytes())
    except OSError:
        return False


def is_drafted(content: bytes) -> bool:
    """Whether the content of a model file is, to the byte, as drafting wrote it."""
    mark = _MARK.match(content)
    return mark is not None and mark[1].decode() == _digest(content[mark.end() :])


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
