"""``modus read``: the statements of reports, or their bare attributions."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.options import AsJson, Dates, Fetch, Outlets, read_dates, read_pairs


def read(
    files: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Reports: text, Markdown, HTML, PDF, Word, e-mail, feeds."),
    ],
    attributions: Annotated[
        bool,
        typer.Option("--attributions", help="Bare attributions (source, cue, content) instead of positions."),
    ] = False,
    date: Dates = None,
    outlet: Outlets = None,
    fetch: Fetch = False,
    as_json: AsJson = False,
) -> None:
    """Find who is reported to want, offer, refuse or demand what, and on whose word.

    Example:  modus read report.txt --json
    """
    from modusvivendi.cli.reading import as_files, load_all, say_problems, show_statements

    with as_files(files, fetch=fetch) as (paths, unfetched):
        dates = read_dates(date, paths)
        outlets = read_pairs(outlet, "--outlet", paths)
        reports, problems = load_all(paths, dates, outlets)
    problems = [*unfetched, *problems]
    if attributions:
        import json

        from modusvivendi.reports import ENGLISH
        from modusvivendi.statements.attribution import attribution_records

        for report in (report for report in reports if report.language in (None, ENGLISH)):
            for record in attribution_records(report):
                typer.echo(json.dumps(record, ensure_ascii=False))
    else:
        from modusvivendi.cli.progress import steps
        from modusvivendi.statements.read import read as read_report

        with steps(len(reports), "reading") as done:
            for report in reports:
                others = [other for other in reports if other is not report]
                found = read_report(report, others=others, dates=dates)
                done()
                if as_json:
                    for statement in found:
                        typer.echo(statement.model_dump_json())
                else:
                    show_statements(report, found)
    if say_problems(problems):
        raise typer.Exit(1)
