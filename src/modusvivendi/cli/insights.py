"""What the commands that answer one question share: naming an arrangement, and printing what was found out.

An insight is printed as its sentence (its points, one below the other), its tables, and the sentences of
reports it rests on, where the record of the case lies beside the model.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modusvivendi.cli.case import Case

if TYPE_CHECKING:
    from rich.console import Console

    from modusvivendi.brief.beside import Beside
    from modusvivendi.conflict import Conflict
    from modusvivendi.insight.insight import Insight
    from modusvivendi.publish.tables import Table
    from modusvivendi.reports.report import Report
    from modusvivendi.statements import Statement

WIDEST = 100
"""Columns of a terminal that are used at most."""

MOST_EVIDENCE = 12
"""Sentences of reports shown; all are in the data."""

_TEXT, _LONG_TEXT = 20, 26
"""How wide a column of text is at least, if its text is that long; of a text of several lines."""

Model = Annotated[
    Path, typer.Argument(metavar="CASE|CONFLICT", help="Folder of a case, or a file with a conflict.")
]
InterpretationId = Annotated[
    str | None,
    typer.Option("--interpretation", metavar="ID", help="Which answers and circumstances to assume."),
]

Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Draw it, as SVG.")]
Narrow = Annotated[bool, typer.Option("--narrow", help="Draw for a phone.")]


def wanted(conflict: Conflict, want: str | None, number: int | None) -> int:
    """Find the arrangement a person asks about, by its options or its number, and give its code.

    Where neither is given, it is the fullest that holds in some interpretation, or everything.

    Raises
    ------
    BadParameter
        If both are given.
    ConflictError
        If there is no such feasible state, or it has to be named.
    """
    from modusvivendi.cli.explain import find_state
    from modusvivendi.insight.arrangements import arrangements, fullest
    from modusvivendi.insight.interpretations import solve_interpretations

    if want is not None and number is not None:
        raise typer.BadParameter("give --want or --arrangement, not both", param_hint="--want")
    if want is not None or number is not None:
        return find_state(conflict, want if want is not None else str(number))
    found = fullest(arrangements(solve_interpretations(conflict)))
    return found.code if found is not None else find_state(conflict, "all")


def reporting(case: Case) -> Callable[[tuple[str, ...]], str]:
    """Give what says by which outlets statements are reported, as far as the record of the case tells."""
    from modusvivendi.english import listed

    statements: dict[str, str] = {}
    if case.dossier is not None:
        with case.record() as record:
            outlets = {report.name: report.outlet or report.name for report in record.reports()}
            statements = {s.id: outlets.get(s.report, s.report) for s in record.statements()}

    def reported(ids: tuple[str, ...]) -> str:
        by = dict.fromkeys(statements[i] for i in ids if i in statements)
        return f"reported by {listed(by)}" if by else ""

    return reported


@contextmanager
def besides(case: Case) -> Iterator[Beside | None]:
    """Open what sets beside an answer what the record says; None where no record lies beside the model."""
    if case.dossier is None:
        yield None
        return
    from modusvivendi.brief.beside import Beside

    with case.record() as record:
        yield Beside(case.conflict, record)


def show(insight: Insight, case: Case, *, as_json: bool, sentence: str | None = None) -> None:
    """Print an insight for people, or as one JSON object; a fuller sentence may stand for its own."""
    if as_json:
        typer.echo(json.dumps(insight.record(), ensure_ascii=False))
        return
    from textwrap import fill

    from rich.console import Console
    from rich.text import Text

    from modusvivendi.insight.insight import Pointed

    console = Console(highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    said = insight.points if sentence is None and isinstance(insight, Pointed) else ()
    if len(said) > 1:
        for point in said:
            lines = fill(point.text, console.width - 2, initial_indent="- ", subsequent_indent="  ")
            console.print(Text(lines))
    else:
        console.print(Text(sentence or insight.sentence))
    for table in insight.tables():
        widths = [_width(table, number) + 3 for number in range(len(table.columns))]
        # Only the first column is repeated where a table goes on: the others may be long.
        for piece in replace(table, stub=1).pieces(widths, console.width + 3):
            _print_table(console, piece)
    _print_evidence(console, insight.evidence, case)


def _width(table: Table, number: int) -> int:
    """How wide a column has to be, if no word of its heading is to be broken."""
    heading = max((len(word) for word in str(table.columns[number].heading).split()), default=1)
    longest = max((len(_cell(row[number])) for row in table.rows()), default=1)
    return max(heading, min(longest, _LONG_TEXT if longest > 3 * _TEXT else _TEXT))


def _print_table(console: Console, table: Table) -> None:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(
        title=Text(table.title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, show_edge=False,
        pad_edge=False,
    )  # fmt: skip
    for number, column in enumerate(table.columns):
        text = table.is_text(number)
        grid.add_column(
            Text(str(column.heading)),
            justify="left" if text else "center",
            overflow="fold",
            min_width=_width(table, number),
        )
    for section in table.sections:
        if section.heading:
            grid.add_row(Text(section.heading, style="italic"), *[""] * (len(table.columns) - 1))
        for row in section.rows:
            grid.add_row(*(Text(_cell(cell)) for cell in row))
        grid.add_section()
    console.print()
    console.print(grid)
    for group in dict.fromkeys(column.group for column in table.columns if column.group):
        headings = ", ".join(str(column.heading) for column in table.columns if column.group == group)
        console.print(Text(f"{headings}: {group}", style="dim"))
    for note in table.notes:
        console.print(Text(note, style="dim"))


def _cell(cell: Any) -> str:
    if isinstance(cell, bool) or cell is None:
        return "●" if cell else "·"
    return str(cell)


def _print_evidence(console: Console, ids: Iterable[str], case: Case) -> None:
    """Quote the sentences of reports that an insight rests on, as far as the record has them."""
    from rich.padding import Padding
    from rich.text import Text

    cited = list(ids)
    if not cited:
        return
    found, reports = _record(case, cited)
    console.print(Text("\nOn whose word", style="bold"))
    # Several statements may rest on one sentence.
    quoted = list(dict.fromkeys(_quoted(statement, reports) for statement in found))
    for text in quoted[:MOST_EVIDENCE]:
        console.print(Padding(Text(text), (0, 0, 0, 2)))
    unknown = [i for i in cited if i not in {s.id for s in found}]
    if unknown:
        where = "not in the record beside the model" if case.dossier else "no record lies beside the model"
        text = f"{', '.join(unknown[:MOST_EVIDENCE])} ({where})"
        console.print(Padding(Text(text, style="dim"), (0, 0, 0, 2)))
    rest = len(quoted) - MOST_EVIDENCE
    if rest > 0:
        console.print(Padding(Text(f"and {rest} more; --json lists them all", style="dim"), (0, 0, 0, 2)))


def _record(case: Case, ids: list[str]) -> tuple[list[Statement], dict[str, Report]]:
    """Look up statements, in the order of their ids, and the reports they are from."""
    if case.dossier is None:
        return [], {}
    with case.record() as record:
        known = {statement.id: statement for statement in record.statements()}
        reports = {report.name: report for report in record.reports()}
    return [known[i] for i in ids if i in known], reports


def _quoted(statement: Statement, reports: dict[str, Report]) -> str:
    from modusvivendi.english import date_words

    report = reports.get(statement.report)
    outlet = (report.outlet if report else None) or statement.report
    via = f", citing {', then '.join(statement.sources)}" if statement.sources else ""
    day = date_words(statement.date.isoformat() if statement.date else None)
    return f"{outlet}{via} ({day}): “{' '.join(statement.sentence.split())}”"
