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

from modusvivendi.errors import ModusError, ReaderError, ReportError
from modusvivendi.executors import Executor
from modusvivendi.reports.fetched import Fetched
from modusvivendi.reports.formats import Format, recognise
from modusvivendi.reports.load import parse_all, raw
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
        Digests of the reports in it that are to be read; None: all that are in it.
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
        Whoever read it was killed; what is in it is still to be read.
    """

    path: Path
    read: tuple[tuple[Report, tuple[Statement, ...]], ...] = ()
    waiting: tuple[str, ...] = ()
    problems: tuple[ModusError, ...] = ()
    lost: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left to read."""
        return not self.lost and not self.waiting


class Store(Protocol):
    """Where reports and statements are kept as they are read."""

    def has(self, sha256: str) -> bool:
        """Tell whether the report with this digest is here already, read with the same reader."""
        ...

    def dates(self) -> Iterable[dt.date]:
        """Give the dates of the reports that are here."""
        ...

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what was read, none of which it has, so that it is there whatever happens next."""
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
            self.done += outcome.is_done
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
    run = _Run(store, executor, partial(read_batch, reader=reader), Tally(len(paths)), progress)

    def opened(path: Path, wanted: frozenset[str] | None = None) -> File:
        try:
            data, name, fetched = raw(path)
        except ReportError as problem:
            return File(path, problem=problem)
        outlet, date = (outlets or {}).get(name), (dates or {}).get(name)
        return File(path, data, fetched, outlet, date, wanted)

    size = max(1, min(FILES_AT_ONCE, len(paths) // (4 * executor.workers)))
    waiting = run.through(run.left_to_do(map(opened, paths)), size, None, opened)
    if waiting:
        near = tuple(sorted(set(store.dates())))
        run.through((opened(o.path, frozenset(o.waiting)) for o in waiting), size, near, opened)
    return run.tally


@dataclass
class _Run:
    """One run through files."""

    store: Store
    executor: Executor
    work: Callable[[Batch], tuple[Outcome, ...]]
    tally: Tally
    progress: Callable[[Tally], None]

    def left_to_do(self, files: Iterable[File]) -> Iterator[File]:
        """Leave out what was done before."""
        for file in files:
            wanted = [digest for digest in _digests(file) if not self.store.has(digest)]
            if wanted or file.problem is not None:
                yield replace(file, wanted=frozenset(wanted))
            else:
                self.tally.before += 1
                self.progress(self.tally)

    def through(
        self,
        files: Iterable[File],
        size: int,
        near: tuple[dt.date, ...] | None,
        opened: Callable[[Path, frozenset[str] | None], File],
    ) -> list[Outcome]:
        """Read files, those again alone whose reading was killed; give what waits for the dates of others."""
        left = self._read(files, size, near)
        killed = [o for o in left if o.lost]
        alone = self._read((opened(o.path, frozenset(o.waiting) or None) for o in killed), 1, near)
        for outcome in alone:
            if outcome.lost:
                problem = ReaderError(
                    "reading this killed the process that did it", file=str(outcome.path),
                    hint="there may be too little memory",
                )  # fmt: skip
                self._keep((Outcome(outcome.path, problems=(problem,)),))
        return [o for o in [*left, *alone] if not o.lost]

    def _read(self, files: Iterable[File], size: int, near: tuple[dt.date, ...] | None) -> list[Outcome]:
        """Read files and keep what was found; give those of which something is left to do."""
        left: list[Outcome] = []
        for outcomes in self.executor.run(self.work, _batches(files, size, near), lost=_lost):
            self._keep(outcomes)
            left += [Outcome(o.path, waiting=o.waiting, lost=o.lost) for o in outcomes if not o.is_done]
        return left

    def _keep(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what was read, a report that came twice only once."""
        seen: set[str] = set()
        new = []
        for outcome in outcomes:
            fresh = []
            for report, statements in outcome.read:
                if report.sha256 not in seen and not self.store.has(report.sha256):
                    seen.add(report.sha256)
                    fresh.append((report, statements))
            new.append(replace(outcome, read=tuple(fresh)))
        self.store.keep(new)
        self.tally.count(new)
        self.progress(self.tally)


def _digests(file: File) -> list[str]:
    """Give the digests of the reports in a file; of one that cannot be read, its own."""
    whole = hashlib.sha256(file.data).hexdigest()
    try:
        if recognise(file.data, file.path.name) is Format.FEED:
            return [report.sha256 for report in parse_all(file.data, file.path.name)] or [whole]
    except ReportError:
        pass  # told when it is read
    return [whole]


def _batches(files: Iterable[File], size: int, near: tuple[dt.date, ...] | None) -> Iterator[Batch]:
    """Put files together, ``size`` at a time, fewer where they are large."""
    together: list[File] = []
    for file in files:
        together.append(file)
        if len(together) >= size or sum(len(f.data) for f in together) >= BYTES_AT_ONCE:
            yield Batch(tuple(together), near)
            together = []
    if together:
        yield Batch(tuple(together), near)


def _lost(batch: Batch) -> tuple[Outcome, ...]:
    return tuple(Outcome(file.path, waiting=tuple(file.wanted or ()), lost=True) for file in batch.files)


_one_at_a_time = threading.Lock()
"""Several threads of one process gain nothing by reading at the same time, and share one pipeline."""


def read_batch(batch: Batch, reader: str | Reader = DEFAULT_READER) -> tuple[Outcome, ...]:
    """Read the reports of some files; what goes wrong with one is told, and the rest is done.

    Raises
    ------
    EndpointError
        The reader cannot be used at all.
    """
    loaded = [_loaded(file) for file in batch.files]
    waits = batch.near is None
    ready = [r for reports, _ in loaded for r in reports if not (waits and r.date is None)]
    found = _found(ready, reader, batch.near or ()) if ready else []
    results = {report.sha256: result for report, result in zip(ready, found, strict=True)}
    return tuple(
        _outcome(file.path, reports, problems, results)
        for file, (reports, problems) in zip(batch.files, loaded, strict=True)
    )


def _loaded(file: File) -> tuple[tuple[Report, ...], tuple[ModusError, ...]]:
    if file.problem is not None:
        return (), (file.problem,)
    try:
        reports = parse_all(
            file.data, file.path.name, outlet=file.outlet, date=file.date, fetched=file.fetched
        )
    except ReportError as problem:
        return (), (_placed(problem, file.path),)
    return tuple(r for r in reports if file.wanted is None or r.sha256 in file.wanted), ()


def _placed(problem: ReportError, path: Path) -> ReportError:
    """Name the file with its folder: among thousands its name alone may be anybody's."""
    return ReportError(
        problem.message, file=str(path), line=problem.line, column=problem.column, hint=problem.hint
    )


def _found(
    reports: Sequence[Report], reader: str | Reader, near: tuple[dt.date, ...]
) -> list[tuple[Statement, ...] | ReaderError]:
    from modusvivendi.statements.language import bounded_memory

    with _one_at_a_time, bounded_memory():
        try:
            return read_all(reports, reader, near=near)
        except ModusError:
            raise
        except Exception:  # noqa: BLE001 - a report that trips the reader up must not cost the others
            return [_alone(report, reader, near) for report in reports]


def _alone(
    report: Report, reader: str | Reader, near: tuple[dt.date, ...]
) -> tuple[Statement, ...] | ReaderError:
    try:
        return read_all([report], reader, near=near)[0]
    except ModusError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return ReaderError(
            f"the reader failed at this report ({type(error).__name__}: {error})", file=report.name,
            hint="this is a fault of the program: please report it with the text",
        )  # fmt: skip


def _outcome(
    path: Path,
    reports: Sequence[Report],
    problems: tuple[ModusError, ...],
    results: Mapping[str, tuple[Statement, ...] | ReaderError],
) -> Outcome:
    read: list[tuple[Report, tuple[Statement, ...]]] = []
    failed = list(problems)
    for report in reports:
        result = results.get(report.sha256)
        if isinstance(result, ReaderError):
            failed.append(result)
        elif result is not None:
            read.append((report, result))
    waiting = tuple(report.sha256 for report in reports if report.sha256 not in results)
    return Outcome(path, tuple(read), waiting, tuple(failed))
