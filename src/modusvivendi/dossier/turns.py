"""Taking turns at a file that several people edit, such as a case's model."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from modusvivendi.errors import CaseError, EditConflict


def file_version(path: Path) -> str:
    """Give the version of a file: another as soon as its content is; the same for a file that is not there.

    Raises
    ------
    CaseError
        It cannot be read.
    """
    return _version(_content(path))


@contextmanager
def turn(path: Path, *, based_on: str | None, yours: str = "") -> Iterator[None]:
    """Take a turn at writing a file: what is done here, no other process or thread does meanwhile.

    Whoever writes the file through this waits for each other; it is to be written by moving the new file to
    its place, as `modusvivendi.conflict.Conflict.save` does.

    Parameters
    ----------
    path
        The file; its folder must exist.
    based_on
        The `file_version` that the person saw; None: whatever it is now.
    yours
        The text that is to be written, for the conflict to carry.

    Raises
    ------
    EditConflict
        The file has another version by now, with its text in ``theirs``.
    CaseError
        The file cannot be read, or the turn not taken.
    """
    with _alone(path):
        content = _content(path)
        if based_on is not None and _version(content) != based_on:
            raise EditConflict(
                "the file was changed since you looked",
                yours={"text": yours},
                theirs={"text": (content or b"").decode("utf-8", errors="replace")},
                version=_version(content),
                file=str(path),
            )
        yield


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CaseError("the file cannot be read", file=str(path), hint=error.strerror) from error


def _version(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()[:16]


if sys.platform == "win32":  # pragma: no cover

    @contextmanager
    def _alone(path: Path) -> Iterator[None]:
        """Hold a lock on a file beside, since Windows locks no folders; it is let go when a process ends."""
        import msvcrt

        lock = path.with_name(f".{path.name}.lock")
        with lock.open("a+b") as file:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            except OSError as error:
                raise CaseError("the file is in use", file=str(path), hint=error.strerror) from error
            yield

else:

    @contextmanager
    def _alone(path: Path) -> Iterator[None]:
        """Hold a lock on the folder, which leaves nothing behind; it is let go when a process ends."""
        import fcntl

        try:
            folder = os.open(path.absolute().parent, os.O_RDONLY)
        except OSError as error:
            raise CaseError("the folder cannot be opened", file=str(path), hint=error.strerror) from error
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)
