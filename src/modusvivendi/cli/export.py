"""``modus export``: the tables of a conflict for papers and spreadsheets, and the brief of a case."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from modusvivendi.publish import Table


def export(
    conflict: Annotated[
        Path, typer.Argument(metavar="CONFLICT", help="Any conflict file that modus solve takes.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="FILE.tex, .md, .html, .csv or .xlsx."),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            metavar="LIST",
            help="Which tables, separated by commas: states, ranking, moves, stability, tableau, equilibria, "
            "or all. Else all, and the equilibria where a file holds one table (.csv).",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="tex, md, html, csv or xlsx; else FILE's ending tells, or md."
        ),
    ] = None,
    concepts: Annotated[
        str | None,
        typer.Option(
            metavar="LIST",
            help="Stability concepts, a tableau for each; else nash,gmr,smr,seq, a tableau for seq.",
        ),
    ] = None,
    interpretation: Annotated[
        str | None, typer.Option(metavar="ID", help="Which answers and circumstances to assume.")
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            min=1, metavar="N", help="Of conflicts with more than N states only (N) equilibria are shown."
        ),
    ] = 200,
    as_of: AsOf = None,
    standalone: Annotated[
        bool, typer.Option("--standalone", help="LaTeX as a whole document, not to be read into one.")
    ] = False,
    brief: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="In place of tables write the brief of the case CONFLICT, to .html, .docx, .pdf, .xlsx, "
            ".tex or .md. May be given several times. Nothing is read anew.",
        ),
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="With --brief: withhold texts whose handling says so.")
    ] = False,
) -> None:
    """Write the tables of a paper (states, rankings, moves, stability, tableau, equilibria), or a brief.

    Example:  modus export conflict.yaml -o tables.tex --table tableau,equilibria

    Example:  modus export peacekeeping --brief peacekeeping.docx --brief peacekeeping.pdf
    """
    if brief:
        _briefs(conflict, brief, redact, as_of)
        return
    from modusvivendi.conflict.files import write_whole
    from modusvivendi.errors import UnknownName
    from modusvivendi.publish import form_of, make_tables, render
    from modusvivendi.stability import chosen, solve

    try:
        keys = chosen(concepts or "nash,gmr,smr,seq")
        wanted = form_of(output if form is None and output is not None else Path(f"tables.{form or 'md'}"))
        if output is None and wanted == "xlsx":
            raise UnknownName("a workbook is not for the terminal", hint="give -o FILE.xlsx")
    except UnknownName as error:
        raise typer.BadParameter(str(error)) from None
    model = open_case(conflict, as_of).conflict
    analysis = solve(model, keys, interpretation)
    names = table or ("equilibria" if wanted == "csv" else "all")
    try:
        tables = make_tables(analysis, names, limit, tableaux=keys if concepts else None)
    except UnknownName as error:
        raise typer.BadParameter(str(error), param_hint="--table") from None
    data = render(tables, wanted, model.title or conflict.stem, standalone)
    if output is None:
        sys.stdout.write(data.decode("utf-8-sig"))
    else:
        write_whole(output, data)
        typer.echo(f"{output}: {', '.join(made.name for made in tables)}", err=True)
    _say_what_is_missing(tables)


def _briefs(case: Path, files: list[Path], redact: bool, as_of: dt.date | None) -> None:
    from modusvivendi.brief.documents import export_brief, form_of
    from modusvivendi.brief.looking import look_at
    from modusvivendi.cli.progress import stages
    from modusvivendi.errors import UnknownName

    try:
        for file in files:
            form_of(file)
    except UnknownName as error:
        raise typer.BadParameter(str(error), param_hint="--brief") from None
    with stages() as at:
        contents = look_at(case, as_of=as_of, progress=at)
    for file in files:
        typer.echo(export_brief(contents, file, redact=redact), err=True)


def _say_what_is_missing(tables: Iterable[Table]) -> None:
    for table in tables:
        if table.left_out:
            typer.echo(f"modus: {table.name}: {table.left_out:,} states left out; see --limit", err=True)
