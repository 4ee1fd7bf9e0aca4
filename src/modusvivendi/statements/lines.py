"""Statements kept in a file of JSON Lines that grows report by report and survives being cut off anywhere.

Beside ``FILE`` lies ``FILE.done``, one line for each report that is in it, with where its statements end. A
line is written there only once the statements are on the disk. On opening, whatever lies beyond the last
whole line of ``FILE.done`` is cut off from both: so a run that was killed at any moment loses at most what it
was just reading, and nothing is ever in the file twice or by half.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Self

from modusvivendi.errors import CaseError
from modusvivendi.reports.report import Report
from modusvivendi.statements.many import Outcome
from modusvivendi.statements.renaming import free_name, renamed, stem_key
from modusvivendi.statements.statement import Statement

_FORMAT = 1
_ANEW = "choose another file, or add --again to begin it anew"


class Lines:
    """A file of statements to which reports are added; a context manager.

    Parameters
    ----------
    path
        The file; its folder must exist.
    reader
        Name and version of what reads, as in ``rules.v1``: a file is not continued with another.
    again
        Begin anew, whatever was there.

    Raises
    ------
    CaseError
        The file cannot be written, another program is writing it, or it is no file of this kind or was begun
        with another reader.
    """

    def __init__(self, path: Path, reader: str, *, again: bool = False) -> None:
        self.path = path
        self._done: dict[str, str] = {}  # digest: name
        self._taken: set[str] = set()
        self._dates: set[dt.date] = set()
        self._header = {"statements of": path.name, "format": _FORMAT, "reader": reader}
        journal = path.with_name(path.name + ".done")
        if not again and _size(path) and not _size(journal):
            raise CaseError(f"there is no {journal.name} beside this file", file=str(path), hint=_ANEW)
        with ExitStack() as undo:
            try:
                self._journal: IO[bytes] = undo.enter_context(journal.open(_mode(journal)))
                _lock(self._journal, path)
                self._file: IO[bytes] = undo.enter_context(path.open(_mode(path)))
                if again:
                    self._file.truncate(0)
                    self._journal.truncate(0)
                self._resume()
            except OSError as error:
                raise self._unwritable(error) from error
            undo.pop_all()

    def _unwritable(self, error: OSError) -> CaseError:
        return CaseError("the file cannot be written", file=str(self.path), hint=error.strerror)

    def has(self, sha256: str) -> bool:
        """Tell whether the report with this digest is in the file."""
        return sha256 in self._done

    def dates(self) -> Iterable[dt.date]:
        """Give the dates of the reports in the file."""
        return self._dates

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Add the statements of what was read, which are not in the file yet.

        Raises
        ------
        CaseError
            The file cannot be written; what was in it stays whole.
        """
        try:
            self._append(outcomes)
        except OSError as error:
            raise self._unwritable(error) from error

    def _append(self, outcomes: Sequence[Outcome]) -> None:
        entries: list[dict[str, Any]] = []
        end = self._file.tell()
        for outcome in outcomes:
            for report, statements in outcome.read:
                name = free_name(report.name, report.sha256, self._taken)
                end += self._file.write(_lines(report, statements, name))
                self._note(entry := _entry(outcome.path, report, name, len(statements), end))
                entries.append(entry)
        if entries:
            _to_disk(self._file)
            self._journal.write(b"".join(_line(entry) for entry in entries))
            _to_disk(self._journal)

    def _note(self, entry: dict[str, Any]) -> None:
        self._done[entry["sha256"]] = entry["report"]
        self._taken.add(stem_key(entry["report"]))
        if entry["date"] is not None:
            self._dates.add(dt.date.fromisoformat(entry["date"]))

    def _resume(self) -> None:
        """Take up what is there, and cut off what is not whole."""
        whole, end = 0, 0
        for number, line in enumerate(self._journal, start=1):
            entry = _parsed(line)
            if entry is None:
                break
            if number == 1:
                self._check(entry)
            else:
                self._note(entry)
                end = entry["end"]
            whole += len(line)
        if self._file.seek(0, os.SEEK_END) < end:
            raise CaseError(
                f"this file is shorter than {self.path.name}.done says", file=str(self.path), hint=_ANEW
            )
        self._file.truncate(end)
        self._file.seek(end)
        self._journal.truncate(whole)
        self._journal.seek(whole)
        if not whole:
            self._journal.write(_line(self._header))
        _to_disk(self._file)
        _to_disk(self._journal)
        _folder_to_disk(self.path.parent)

    def _check(self, header: dict[str, Any]) -> None:
        if "statements of" not in header or header.get("format") != _FORMAT:
            raise CaseError(
                f"{self.path.name}.done is not of this kind, or of a later version", file=str(self.path),
                hint=_ANEW,
            )  # fmt: skip
        if header["reader"] != self._header["reader"]:
            raise CaseError(
                f"this file was begun with the reader {header['reader']}, not {self._header['reader']}",
                file=str(self.path), hint=_ANEW,
            )  # fmt: skip

    def __enter__(self) -> Self:
        """Give the file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._file.close()
        self._journal.close()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _mode(path: Path) -> str:
    """Give the mode to open a file in that is kept as it is, or begun."""
    return "r+b" if path.exists() else "w+b"


def _lines(report: Report, statements: Iterable[Statement], name: str) -> bytes:
    return b"".join(renamed(s, report, name).model_dump_json().encode() + b"\n" for s in statements)


def _entry(path: Path, report: Report, name: str, count: int, end: int) -> dict[str, Any]:
    date = report.date.isoformat() if report.date else None
    return {
        "report": name, "sha256": report.sha256, "date": date, "file": str(path), "statements": count,
        "end": end,
    }  # fmt: skip


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _parsed(line: bytes) -> dict[str, Any] | None:
    """Read a line of the journal; None where it was cut off."""
    if not line.endswith(b"\n"):
        return None
    try:
        entry: dict[str, Any] = json.loads(line)
    except ValueError:
        return None
    return entry


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    """Make sure that a new file is found again after a failure of power, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover

    def _lock(file: IO[bytes], path: Path) -> None:
        """Keep a second program from writing the same file; let go by the system, however this one ends."""
        import msvcrt

        here = file.tell()
        file.seek(_BEYOND)  # where nobody reads: on Windows what is locked cannot be read by others
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise CaseError("another program is writing this file", file=str(path)) from None
        finally:
            file.seek(here)

else:

    def _lock(file: IO[bytes], path: Path) -> None:
        """Keep a second program from writing the same file; let go by the system, however this one ends."""
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CaseError("another program is writing this file", file=str(path)) from None


_BEYOND = (1 << 31) - 2
"""A place in a file that none is as long as."""
