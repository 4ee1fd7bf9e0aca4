"""Load reports for a command, keeping those that can be read when others cannot, and show statements."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from modusvivendi.cli.progress import talk
from modusvivendi.errors import ReportError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from modusvivendi.brief.marked import Paragraph
    from modusvivendi.reports import Report
    from modusvivendi.statements import Statement

_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Categories of characters that a terminal would act on, or cannot show."""


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

    reports: dict[str, Report] = {}
    problems: list[ReportError] = []
    for path in paths:
        try:
            found = load_file(path, outlet=outlets.get(path.name), date=dates.get(path.name))
        except ReportError as problem:
            problems.append(problem)
            continue
        for report in found:
            reports.setdefault(report.sha256, report)
            shown = path if len(found) == 1 else path.with_name(report.name)
            for warning in report.warnings:
                talk(f"modus: {shown}: {warning}")
    return list(reports.values()), problems


def say_problems(problems: Iterable[Exception]) -> bool:
    """Say what could not be used; True if anything could not."""
    told = list(problems)
    for problem in told:
        talk(f"modus: {problem}")
    return bool(told)


def show_report(report: Report, statements: Sequence[Statement]) -> None:
    """Print a report with its statements marked and numbered, and below it what they say."""
    from modusvivendi.brief.marked import marked
    from modusvivendi.reports import BlockKind

    console = _console()
    _heading(console, report)
    for paragraph in marked(report, statements):
        if paragraph.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            text = _marked(paragraph)
            text.stylize("bold" if paragraph.kind is BlockKind.HEADING else "")
            _print(console, text, 2)
            console.print()
    show_statements(report, statements, numbered=True)


def show_statements(report: Report, statements: Iterable[Statement], *, numbered: bool = False) -> None:
    """Print the statements of a report for people, readable at 80 columns and without colour.

    ``numbered`` are those that stand below their report, which then needs no heading.
    """
    console = _console()
    if not numbered:
        _heading(console, report)
    found = list(statements)
    if not found:
        why = next((warning for warning in report.warnings if "reads English only" in warning), None)
        _print(console, why or "no statement of anybody's position was found", 2)
    for number, statement in enumerate(found, start=1):
        _show(console, report, statement, f"[{number}] " if numbered else "")
    typer.echo()


def _show(console: Console, report: Report, s: Statement, number: str) -> None:
    from rich.text import Text

    actor = _plain(s.actor)
    line = Text(f"{number}{actor} {s.stance.value.replace('_', ' ')}: {_plain(s.proposal)}")
    line.stylize("bold", 0, len(number) + len(actor))
    _print(console, line, 2)
    details = []
    if s.condition:
        details.append(f"condition: {s.condition}")
    if s.speaker and s.speaker not in s.sources:
        details.append(f"speaker: {s.speaker}")
    details.append(f"source: {' > '.join([report.outlet or report.name, *s.sources])}")
    if s.date:
        inferred = " (year inferred)" if s.date_inferred else ""
        details.append(f"{s.date_kind or 'dated'} {s.date.isoformat()}{inferred}")
    details.append(s.id)
    _print(console, Text(_plain("; ".join(details)), style="dim"), 6)


def _heading(console: Console, report: Report) -> None:
    from rich.text import Text

    date = report.date.isoformat() if report.date else "date unknown"
    line = f"{report.outlet or report.name}, {date}: {report.title or 'no title'}"
    console.print(Text(_plain(line), style="bold"))
    console.print()


def _marked(paragraph: Paragraph) -> Text:
    """Give a paragraph in one line, each sentence that a statement rests on in brackets with its numbers."""
    from rich.text import Text

    text = Text()
    for mark in paragraph.marks:
        if mark.numbers and mark.begins:
            text.append(f"[{','.join(map(str, mark.numbers))}: ", style="bold cyan")
        for run in mark.runs:
            style = "underline" if run.condition else "cyan" if mark.numbers else ""
            text.append(_plain(run.text), style=style)
        if mark.numbers and mark.ends:
            text.append("]", style="bold cyan")
    return text


def _plain(text: str) -> str:
    """Give a text that a terminal can only show: its blanks as they are, no control character in it."""
    shown = re.sub(r"\s+", " ", text)
    return "".join(c for c in shown if unicodedata.category(c) not in _UNSHOWN)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def _print(console: Console, text: Text | str, indent: int) -> None:
    from rich.padding import Padding
    from rich.text import Text

    shown = text if isinstance(text, Text) else Text(text)
    console.print(Padding(shown, (0, 0, 0, indent), expand=False))
