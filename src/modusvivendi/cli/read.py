"""``modus read``: the statements of reports, or their bare attributions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.model import (
    AliasFile,
    AtOnce,
    BaseUrl,
    Cache,
    Compare,
    Model,
    ModelOptions,
    PriceOption,
    ReaderName,
    case_aliases,
    readers,
)
from modusvivendi.cli.options import AsJson, Dates, Fetch, Outlets, read_dates, read_pairs
from modusvivendi.cli.read_many import Again, Case, DaskAddress, Many, Out, Regardless, Workers
from modusvivendi.errors import EndpointError, ReaderError

if TYPE_CHECKING:
    from modusvivendi.reports import Report
    from modusvivendi.statements.read import Reader


def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Reports (text, Markdown, HTML, PDF, Word, e-mail, feeds), or folders of them.",
        ),
    ],
    attributions: Annotated[
        bool,
        typer.Option("--attributions", help="Bare attributions (source, cue, content) instead of positions."),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT.html", help="Write the reports with highlights to this page."),
    ] = None,
    case: Case = None,
    out: Out = None,
    workers: Workers = None,
    dask: DaskAddress = None,
    again: Again = False,
    regardless: Regardless = False,
    date: Dates = None,
    outlet: Outlets = None,
    fetch: Fetch = False,
    reader: ReaderName = "rules",
    compare: Compare = None,
    model: Model = None,
    base_url: BaseUrl = None,
    cache: Cache = None,
    at_once: AtOnce = 4,
    price: PriceOption = None,
    aliases: AliasFile = None,
    as_json: AsJson = False,
) -> None:
    """Find who is reported to want, offer, refuse or demand what, and on whose word.

    Example:  modus read report.txt

    Example:  modus read archive/ --out statements.jsonl
    """
    from modusvivendi.cli.compare import two_readers
    from modusvivendi.cli.read_many import files_of, read_many
    from modusvivendi.cli.reading import as_files, load_all, say_problems
    from modusvivendi.reports.regardless import regardless as read_regardless

    many = Many(case, out, workers, dask, again, regardless)
    few = {"--attributions": attributions, "--html": html is not None, "--compare": compare is not None}
    if many.is_asked and (odd := next((option for option, given in few.items() if given), None)):
        raise typer.BadParameter("does not go with --case, --out, --workers or --dask", param_hint=odd)
    names = two_readers(compare) if compare else [reader]
    known = read_regardless(case)
    options = ModelOptions(
        model, base_url, cache, at_once, price, case_aliases(aliases, case), known, regardless
    )
    failed: list[Exception] = []
    with as_files(files, fetch=fetch) as (named, unfetched):
        paths, unusable = files_of(named)
        failed += [*unfetched, *unusable]
        dates = read_dates(date, paths)
        outlets = read_pairs(outlet, "--outlet", paths)
        if many.is_asked or (paths != named and not any(few.values())):
            with readers(names, options) as chosen:
                failed += read_many(paths, chosen[0], many, dates, outlets, as_json=as_json)
            reports: list[Report] = []
        else:
            reports, problems = load_all(paths, dates, outlets)
            failed += problems
    if attributions:
        _print_attributions(reports)
    elif reports:
        with readers(names, options) as chosen:
            if compare:
                from modusvivendi.cli.compare import print_comparison, run

                compared, unread = run(reports, chosen, dates)
                print_comparison(names, compared, as_json=as_json)
            else:
                unread = _show(reports, chosen[0], dates, html, as_json=as_json)
        failed += unread
    if say_problems(failed):
        raise typer.Exit(1)


def _print_attributions(reports: Sequence[Report]) -> None:
    import json

    from modusvivendi.reports import ENGLISH
    from modusvivendi.statements.attribution import attribution_records

    for report in (report for report in reports if report.language in (None, ENGLISH)):
        for record in attribution_records(report):
            typer.echo(json.dumps(record, ensure_ascii=False))


def _show(
    reports: Sequence[Report],
    reader: str | Reader,
    dates: Mapping[str, dt.date],
    html: Path | None,
    *,
    as_json: bool,
) -> list[ReaderError]:
    """Read reports and show their statements; give what a reader could not read."""
    from modusvivendi.cli.progress import steps
    from modusvivendi.cli.reading import show_report
    from modusvivendi.statements.read import ask_ahead
    from modusvivendi.statements.read import read as read_report

    problems: list[ReaderError] = []
    shown = []
    ask_ahead(reader, reports)
    with steps(len(reports), "reading") as done:
        for report in reports:
            others = [other for other in reports if other is not report]
            try:
                found = read_report(report, reader=reader, others=others, dates=dates)
            except EndpointError:
                raise
            except ReaderError as problem:
                problems.append(problem)
                continue
            finally:
                done()
            shown.append((report, found))
            if as_json:
                for statement in found:
                    typer.echo(statement.model_dump_json())
            elif html is None:
                show_report(report, found)
    if html is not None:
        from modusvivendi.brief.marked_page import write

        write(shown, html)
        if not as_json:
            typer.echo(f"written to {html}")
    return problems
