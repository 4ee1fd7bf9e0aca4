"""Reading very many reports: in batches, by any executor, kept as they are read, begun again where it ended.

A run goes through the files once. Reports without a date wait for its end, because a year that they leave out
is worked out from the dates of all others; so what is found does not depend on where a run was interrupted.
Files travel as bytes, so that whoever reads them need not see the folders they are in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from modusvivendi.errors import EndpointError, ModusError, ReaderError, ReportError
from modusvivendi.executors import Executor
from modusvivendi.reports.fetched import Fetched
from modusvivendi.reports.report import Report
from modusvivendi.statements.read import DEFAULT_READER, Reader, read_all
from modusvivendi.statements.statement import Statement

FILES_AT_ONCE = 16
BYTES_AT_ONCE = 2_000_000
"""How much a batch holds at most."""


@dataclass(frozen=True)
class File:
    """A file with one report or, as a feed, several.

    Attributes
    ----------
    path
        As it was named.
    data, fetched
        Its bytes, and what is known of how it was fetched.
    outlet, date
        What a person knows better than the page.
    wanted
        Digests of the reports in it that are to be read; None: all.
    problem
        Why it could not be opened.
    """

    path: Path
    data: bytes = b""
    fetched: Fetched | None = None
    outlet: str | None = None
    date: dt.date | None = None
    wanted: frozenset[str] | None = None
    problem: ReportError | None = None


@dataclass(frozen=True)
class Batch:
    """Files that are read together; ``near``: dates of all reports, or None where those without one wait."""

    files: tuple[File, ...]
    near: tuple[dt.date, ...] | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a file.

    Attributes
    ----------
    path
        As it was named.
    read
        Its reports and their statements.
    waiting
        Digests of its reports that wait for the end, having no date.
    problems
        Why it, or a report in it, could not be read.
    lost
        Whoever read it was killed.
    """

    path: Path
    read: tuple[tuple[Report, tuple[Statement, ...]], ...] = ()
    waiting: tuple[str, ...] = ()
    problems: tuple[ModusError, ...] = ()
    lost: bool = False


class Store(Protocol):
    """Where reports and statements are kept as they are read."""

    def has(self, sha256: str) -> bool:
        """Tell whether the report with this digest is here already, read with the same reader."""
        ...

    def dates(self) -> Iterable[dt.date]:
        """Give the dates of the reports that are here."""
        ...

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what was read, so that it is there whatever happens next."""
        ...


@dataclass
class Tally:
    """How far a run is: files in all, left alone because they were done before, and done now."""

    files: int
    before: int = 0
    done: int = 0
    reports: int = 0
    statements: int = 0
    problems: list[ModusError] = field(default_factory=list)
    warnings: dict[str, int] = field(default_factory=dict)

    def count(self, outcomes: Iterable[Outcome]) -> None:
        """Count what came of some files."""
        for outcome in outcomes:
            self.done += not outcome.waiting and not outcome.lost
            self.reports += len(outcome.read)
            self.statements += sum(len(statements) for _, statements in outcome.read)
            self.problems += outcome.problems
            for report, _ in outcome.read:
                for warning in report.warnings:
                    self.warnings[warning] = self.warnings.get(warning, 0) + 1


def read_many(
    paths: Sequence[Path],
    store: Store,
    executor: Executor,
    *,
    reader: str | Reader = DEFAULT_READER,
    dates: Mapping[str, dt.date] | None = None,
    outlets: Mapping[str, str] | None = None,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Read files into a store; what it has already is left alone.

    Parameters
    ----------
    paths
        The files, in the order in which they are kept.
    store
        Asked what is done, and handed each batch as soon as it is read.
    executor
        Who reads. A reader that is not given by its name stays in this process.
    reader
        See `modusvivendi.statements.read.read`.
    dates, outlets
        Publication dates and outlets, by file name, that a person knows better than the page.
    progress
        Told how far the run is.

    Returns
    -------
    Tally
        With the problems of single reports, which do not keep the others from being read.

    Raises
    ------
    EndpointError, ExecutorError
        If the reader or the executor cannot be used at all. What was read is kept.
    """
    tally = Tally(len(paths))
    named = partial(_opened, dates=dates or {}, outlets=outlets or {})
    work = partial(read_batch, reader=reader)
    size = max(1, min(FILES_AT_ONCE, len(paths) // (4 * executor.workers)))

    def left() -> Iterator[File]:
        for path in paths:
            file = named(path)
            if file.problem is None and store.has(hashlib.sha256(file.data).hexdigest()):
                tally.before += 1
                progress(tally)
            else:
                yield file

    def round_of(files: Iterable[File], size: int, near: tuple[dt.date, ...] | None) -> list[Outcome]:
        """Read and keep files; give those of which something is left to do."""
        unfinished = []
        for outcomes in executor.run(work, _batches(files, size, near), lost=_lost):
            store.keep(outcomes)
            tally.count(outcomes)
            unfinished += [replace(o, read=(), problems=()) for o in outcomes if o.lost or o.waiting]
            progress(tally)
        return unfinished

    def rounds(files: Iterable[File], near: tuple[dt.date, ...] | None) -> list[Outcome]:
        unfinished = round_of(files, size, near)
        again = [replace(named(o.path), wanted=_wanted(o)) for o in unfinished if o.lost]
        alone = round_of(again, 1, near)
        lost = [_killed(o.path) for o in alone if o.lost]
        tally.count(lost)
        progress(tally)
        return [o for o in [*unfinished, *alone] if not o.lost]

    waiting = rounds(left(), None)
    if waiting:
        near = tuple(sorted(set(store.dates()) | set((dates or {}).values())))
        rounds((replace(named(o.path), wanted=_wanted(o)) for o in waiting), near)
    return tally


_one_at_a_time = threading.Lock()
"""Several threads of one process gain nothing by reading at the same time, and would share one pipeline."""


def read_batch(batch: Batch, reader: str | Reader = DEFAULT_READER) -> tuple[Outcome, ...]:
    """Read the reports of some files; what goes wrong with one is told and the rest is done.

    Raises
    ------
    EndpointError
        The reader cannot be used at all.
    """
    from modusvivendi.statements.language import bounded_memory

    loaded = [_loaded(file, batch.near) for file in batch.files]
    reports = [report for outcome, _ in loaded for report, _ in outcome.read]
    with _one_at_a_time, bounded_memory():
        try:
            found = read_all(reports, reader, near=batch.near or ())
        except ModusError:
            raise
        except Exception:  # noqa: BLE001 - one report that trips the reader up must not cost the others
            found = [_alone(report, reader, batch.near or ()) for report in reports]
    results = dict(zip((report.sha256 for report in reports), found, strict=True))
    return tuple(_with_statements(outcome, results) for outcome, _ in loaded)
