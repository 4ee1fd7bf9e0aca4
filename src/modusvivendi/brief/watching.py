"""Watch a folder or a feed: read what arrives, and say what it changes."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from modusvivendi.brief.comparison import Comparison, compare
from modusvivendi.brief.contents import Contents
from modusvivendi.brief.looking import look_at
from modusvivendi.brief.making import REPORT_FILES, make_brief
from modusvivendi.errors import ModusError, ReaderError, ReportError

EVERY = 60.0
"""Seconds between two looks, unless asked otherwise."""

Fetch = Callable[[], Path]
"""Fetches a feed anew and gives the file it was kept in."""


@dataclass(frozen=True)
class Arrival:
    """Reports that arrived, and what they changed.

    Attributes
    ----------
    reports
        Names of the files they came in.
    comparison
        What is different now; None where nothing could be read.
    contents
        What the brief says now; None where there is none yet.
    problems
        What could not be read.
    """

    reports: tuple[str, ...]
    comparison: Comparison | None
    contents: Contents | None
    problems: tuple[ModusError, ...] = ()


@dataclass
class Watcher:
    """Looks for reports that a case has not read yet.

    Parameters
    ----------
    case
        Folder of the case; made with the first report that can be read.
    folder
        Where reports arrive.
    feed
        Fetches a feed, in place of a folder.
    dates, outlets
        As for `modusvivendi.brief.making.make_brief`.
    """

    case: Path
    folder: Path | None = None
    feed: Fetch | None = None
    dates: Mapping[str, dt.date] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    _seen: dict[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    _growing: dict[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    _known: set[str] = field(default_factory=set, repr=False)
    _now: Contents | None = field(default=None, repr=False)

    def look(self, *, settled: bool = False) -> Arrival | None:
        """Read what has arrived since the last look; None where nothing has.

        Parameters
        ----------
        settled
            Take every file as it is. Otherwise one that has just appeared or changed is left until the next
            look finds it unchanged, since somebody may still be writing it.
        """
        if self._now is None and (self.case / "dossier.db").exists():
            self._now = look_at(self.case, decisions=False)
            self._known = {report.sha256 for report in self._now.reports}
        files = self._arrived(settled)
        if not files:
            return None
        fresh, problems = self._fresh(files)
        if not fresh:
            return Arrival((), None, self._now, tuple(problems)) if problems else None
        before = self._now
        try:
            made = make_brief(self.case, fresh, dates=self.dates, outlets=self.outlets)
        except (ReportError, ReaderError) as problem:
            return Arrival((), None, before, (*problems, problem))
        self._now = made.contents
        self._known = {report.sha256 for report in made.contents.reports}
        change = compare(before, made.contents) if before is not None else None
        return Arrival(tuple(path.name for path in fresh), change, made.contents, (*problems, *made.problems))

    def _arrived(self, settled: bool) -> list[Path]:
        """Give files that are new or different, and no longer growing."""
        if self.feed is not None:
            return [self.feed()]
        if self.folder is None or not self.folder.is_dir():
            raise ReportError("there is no such folder to watch", file=str(self.folder))
        arrived = []
        for path in sorted(self.folder.rglob("*")):
            if path.suffix.lower() not in REPORT_FILES or not path.is_file():
                continue
            status = path.stat()
            state = (status.st_size, status.st_mtime_ns)
            if self._seen.get(path) == state:
                continue
            if settled or self._growing.get(path) == state:
                self._seen[path] = state
                self._growing.pop(path, None)
                arrived.append(path)
            else:
                self._growing[path] = state
        return arrived

    def _fresh(self, files: Sequence[Path]) -> tuple[list[Path], list[ModusError]]:
        """Keep files with a report the case does not have, and say which cannot be read."""
        from modusvivendi.reports import load_all

        fresh: list[Path] = []
        problems: list[ModusError] = []
        for path in files:
            try:
                found = load_all(path)
            except ReportError as problem:
                problems.append(problem)
                continue
            if any(report.sha256 not in self._known for report in found):
                fresh.append(path)
        return fresh, problems


def watch(watcher: Watcher, *, every: float = EVERY) -> Iterator[Arrival]:
    """Look again and again, for ever, and give what arrives.

    Parameters
    ----------
    watcher
        Looks.
    every
        Seconds between two looks.
    """
    while True:
        try:
            arrival = watcher.look()
        except ReportError as problem:  # a feed that cannot be reached now may be reached later
            arrival = Arrival((), None, None, (problem,))
        if arrival is not None:
            yield arrival
        time.sleep(every)
