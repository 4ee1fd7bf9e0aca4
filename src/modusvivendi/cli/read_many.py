"""``modus read FOLDER``: very many reports, with all processors or a cluster, kept as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.progress import pace, talk
from modusvivendi.errors import CaseError, ReportError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from modusvivendi.executors import Executor
    from modusvivendi.statements.many import Outcome, Store, Tally
    from modusvivendi.statements.read import Reader

Case = Annotated[
    Path | None,
    typer.Option("--case", metavar="DIR", help="Keep reports and statements in this case; made if missing."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE.jsonl", help="Keep the statements in this file, one a line."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processes that read at the same time; else one a processor."),
]
DaskAddress = Annotated[
    str | None,
    typer.Option("--dask", metavar="ADDRESS", help="Spread the reading over the cluster of this scheduler."),
]
Again = Annotated[
    bool, typer.Option("--again", help="With --case or --out: read again what was read before.")
]
Regardless = Annotated[
    bool,
    typer.Option(
        "--all", help="Read a text also where it seems not to be of parties dealing with one another."
    ),
]


@dataclass(frozen=True)
class Many:
    """What was said about reading very many reports."""

    case: Path | None = None
    out: Path | None = None
    workers: int | None = None
    dask: str | None = None
    again: bool = False
    regardless: bool = False

    def __post_init__(self) -> None:
        if self.case is not None and self.out is not None:
            raise typer.BadParameter("is given and --out, too; one of them is enough", param_hint="--case")
        if self.again and self.case is None and self.out is None:
            raise typer.BadParameter("needs --case or --out", param_hint="--again")
        if self.dask is not None and self.workers is not None:
            raise typer.BadParameter("has no say in a cluster", param_hint="--workers")

    @property
    def is_asked(self) -> bool:
        """Whether any of it was given."""
        return any((self.case, self.out, self.workers, self.dask))


def read_many(
    files: Sequence[Path],
    reader: str | Reader,
    many: Many,
    dates: Mapping[str, dt.date],
    outlets: Mapping[str, str],
    *,
    as_json: bool,
) -> list[Exception]:
    """Read reports and keep or print their statements as they are read; give what could not be read."""
    from modusvivendi.statements.many import read_many as run

    tally: Tally | None = None

    def tell(now: Tally) -> None:
        nonlocal tally
        tally = now
        show(now.before, now.done, now.files)

    with _store(reader, many, as_json=as_json) as store, _executor(reader, many, len(files)) as executor:
        try:
            with pace("reports") as show:
                tally = run(
                    files, store, executor, reader=reader, dates=dates, outlets=outlets, progress=tell
                )
        except KeyboardInterrupt:
            if many.case or many.out:
                done = tally.before + tally.done if tally else 0
                talk(f"modus: stopped; {done} of {len(files)} files are done; the same command goes on there")
            raise typer.Exit(130) from None
    _conclude(tally, many, as_json=as_json)
    return list(tally.problems)


def _conclude(tally: Tally, many: Many, *, as_json: bool) -> None:
    for warning, count in sorted(tally.warnings.items(), key=lambda item: (-item[1], item[0]))[:10]:
        talk(f"modus: {count} reports: {warning}" if count > 1 else f"modus: one report: {warning}")
    if not (many.case or many.out):
        return
    found = {
        "files": tally.files,
        "done_before": tally.before,
        "done_now": tally.done,
        "reports": tally.reports,
        "statements": tally.statements,
        "problems": len(tally.problems),
    }
    if as_json:
        typer.echo(json.dumps(found))
    else:
        typer.echo(
            f"{tally.reports} reports read, {tally.statements} statements found"
            + (f"; {tally.before} of {tally.files} files were done before" if tally.before else "")
            + f"\nkept in {many.case or many.out}"
        )


class _Printed:
    """Prints statements as they are read and keeps nothing but which reports were."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._done: set[str] = set()
        self._dates: set[dt.date] = set()

    def has(self, sha256: str) -> bool:
        return sha256 in self._done

    def dates(self) -> Iterable[dt.date]:
        return self._dates

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        from modusvivendi.cli.reading import show_statements

        for outcome in outcomes:
            for report, statements in outcome.read:
                self._done.add(report.sha256)
                if report.date is not None:
                    self._dates.add(report.date)
                if self._as_json:
                    for statement in statements:
                        typer.echo(statement.model_dump_json())
                else:
                    show_statements(report, statements)


@contextmanager
def _store(reader: str | Reader, many: Many, *, as_json: bool) -> Iterator[Store]:
    from modusvivendi.statements.read import reader_name

    if many.out is not None:
        from modusvivendi.statements.lines import Lines

        if not many.out.parent.is_dir():
            raise CaseError(
                "the folder for the file does not exist", file=str(many.out), hint="create it first"
            )
        with Lines(many.out, reader_name(reader) or "", again=many.again or many.regardless) as lines:
            yield lines
    elif many.case is not None:
        from modusvivendi.dossier import Dossier
        from modusvivendi.dossier.intake import Intake

        try:
            many.case.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CaseError(f"cannot make the case's folder: {error.strerror}", file=str(many.case)) from None
        with Dossier.open(many.case / "dossier.db") as dossier:
            yield Intake(
                many.case,
                dossier,
                reader_name(reader) or "",
                again=many.again or many.regardless,
                regardless=many.regardless,
            )
    else:
        yield _Printed(as_json=as_json)


def _executor(reader: str | Reader, many: Many, files: int) -> Executor:
    from modusvivendi.executors import Dask, Processes, Serial, processors
    from modusvivendi.statements.read import RulesReader

    if not isinstance(
        reader, str | RulesReader
    ):  # it holds connections, and asks about several reports at once itself
        if many.dask is not None or many.workers is not None:
            raise typer.BadParameter(
                "is for the reader rules; llm asks about several reports at once with --at-once",
                param_hint="--dask" if many.dask else "--workers",
            )
        return Serial()
    if many.dask is not None:
        return Dask(many.dask)
    workers = many.workers or min(processors(), max(1, files // 8))  # a process takes seconds to begin
    return Serial() if workers == 1 else Processes(workers)


def files_of(paths: Sequence[Path]) -> tuple[list[Path], list[ReportError]]:
    """Give the files that paths name, of folders all reports in them, and the folders that cannot be used."""
    from modusvivendi.reports.folders import report_files

    files: dict[Path, None] = {}
    problems: list[ReportError] = []
    for path in paths:
        try:
            files.update(dict.fromkeys(report_files([path])))
        except ReportError as problem:
            problems.append(problem)
    return list(files), problems
