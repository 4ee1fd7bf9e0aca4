"""The report files in folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from modusvivendi.errors import ReportError
from modusvivendi.reports.formats import SUFFIXES


def report_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Give the files that paths name: files as they are, of folders all reports in them, each file once.

    Folders are searched with all folders in them, in the order of their names and always the same; hidden
    files and folders, links to folders, and files whose extension is none of a report's are passed over. What
    is named itself is given whatever it is called.

    Raises
    ------
    ReportError
        A folder has no report in it, or may not be read.
    """
    seen: set[str] = set()
    for path in paths:
        found = [path] if not path.is_dir() else list(_within(path))
        if not found:
            raise ReportError(
                "there is no report in this folder", file=str(path),
                hint=f"reports are files named {', '.join(sorted(SUFFIXES))}",
            )  # fmt: skip
        for file in found:
            key = os.path.realpath(file)
            if key not in seen:
                seen.add(key)
                yield file


def _within(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise ReportError(
            "the folder may not be read", file=str(folder), hint=error.strerror or "check its permissions"
        ) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _within(folder / entry.name)
        elif entry.is_file() and Path(entry.name).suffix.casefold() in SUFFIXES:
            yield folder / entry.name
