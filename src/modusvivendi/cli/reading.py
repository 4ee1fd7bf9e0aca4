"""Load reports for a command, keeping those that can be read when others cannot, and show statements."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from modusvivendi.cli.progress import talk
from modusvivendi.errors import ReportError

if TYPE_CHECKING:
    from modusvivendi.reports import Report
    from modusvivendi.statements import Statement


@contextmanager
def as_files(arguments: Iterable[str], *, fetch: bool) -> Iterator[tuple[list[Path], list[ReportError]]]:
    """Give the files that arguments name; web addresses among them are fetched, if that was asked for.

    Yields
    ------
    list of Path, list of ReportError
        The files, the fetched ones in a temporary folder, and the addresses that gave none.
    """
    from modusvivendi.reports import is_address
    from modusvivendi.reports.load import not_fetched

    paths: list[Path] = []
    problems: list[ReportError] = []
    with tempfile.TemporaryDirectory(prefix="modus-") as folder:
        for argument in arguments:
            if not is_address(argument):
                paths.append(Path(argument))
                continue
            if not fetch:
                problems.append(not_fetched(argument))
                continue
            from modusvivendi.reports.fetch import fetch as fetched

            try:
                paths.append(fetched(argument, Path(folder)))
            except ReportError as problem:
                problems.append(problem)
        yield paths, problems


def load_all(
    paths: Iterable[Path], dates: Mapping[str, dt.date], outlets: Mapping[str, str]
) -> tuple[list[Report], list[ReportError]]:
    """Load reports; what cannot be read is told at the end, the rest is done."""
    from modusvivendi.reports import load_all as load_file

    reports: list[Report] = []
    problems: list[ReportError] = []
    for path in paths:
        try:
            found = load_file(path, outlet=outlets.get(path.name), date=dates.get(path.name))
        except ReportError as problem:
            problems.append(problem)
            continue
        for report in found:
            if all(other.sha256 != report.sha256 for other in reports):
                reports.append(report)
            shown = path if len(found) == 1 else path.with_name(report.name)
            for warning in report.warnings:
                talk(f"modus: {shown}: {warning}")
    return reports, problems


def say_problems(problems: Iterable[Exception]) -> bool:
    """Say what could not be used; True if anything could not."""
    told = list(problems)
    for problem in told:
        talk(f"modus: {problem}")
    return bool(told)


def show_statements(report: Report, statements: Iterable[Statement]) -> None:
    """Print the statements of a report for people, readable at 80 columns and without colour."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=False)
    date = report.date.isoformat() if report.date else "date unknown"
    console.print(Text(f"{report.outlet or report.name}, {date}: {report.title or 'no title'}", style="bold"))
    found = list(statements)
    if not found:
        why = next((warning for warning in report.warnings if "reads English only" in warning), None)
        nothing = why or "no statement of anybody's position was found"
        console.print(Padding(nothing, (0, 0, 0, 2), expand=False))
    for s in found:
        stance = s.stance.value.replace("_", " ")
        line = Text(f"{s.actor} {stance}: {s.proposal}")
        line.stylize("bold", 0, len(s.actor))
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
        details = []
        if s.condition:
            details.append(f"condition: {s.condition}")
        if s.sources:
            details.append(f"source: {' > '.join(s.sources)}")
        if s.date:
            inferred = " (year inferred)" if s.date_inferred else ""
            details.append(f"{s.date_kind or 'dated'} {s.date.isoformat()}{inferred}")
        details.append(s.id)
        console.print(Padding(Text("; ".join(details), style="dim"), (0, 0, 0, 6), expand=False))
    typer.echo()
