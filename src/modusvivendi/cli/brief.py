"""``modus brief``: the main job, from reports to a brief."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.case import AsOf
from modusvivendi.cli.model import (
    AtOnce,
    BaseUrl,
    Cache,
    Model,
    ModelOptions,
    PriceOption,
    ReaderName,
    case_aliases,
    readers,
)
from modusvivendi.cli.options import AsJson, Dates, Fetch, Merge, Outlets, read_dates, read_pairs

if TYPE_CHECKING:
    from modusvivendi.brief.contents import Contents


def brief(
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REPORT...",
            help="Reports (text, Markdown, HTML, PDF, Word, e-mail, feeds) or folders; none: the case's.",
        ),
    ] = None,
    case: Annotated[
        Path, typer.Option("--case", metavar="DIR", help="Folder of the case; made if missing.")
    ] = Path("case"),
    title: Annotated[str | None, typer.Option("--title", help="What the case is about.")] = None,
    date: Dates = None,
    outlet: Outlets = None,
    fetch: Fetch = False,
    reader: ReaderName = "rules",
    model: Model = None,
    base_url: BaseUrl = None,
    cache: Cache = None,
    at_once: AtOnce = 4,
    price: PriceOption = None,
    merge: Merge = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Read reports, draft the model, solve it, and write DIR/brief.html.

    With --as-of nothing is read or written: what the brief would have said on that day is printed.

    Example:  modus brief report1.txt report2.txt --case peacekeeping
    """
    if as_of is not None:
        if reports or merge:
            what = "new reports" if reports else "--merge"
            raise typer.BadParameter(f"looks at the case as it is, without {what}", param_hint="--as-of")
        _show_as_of(case, as_of, title, as_json)
        return
    from modusvivendi.brief.making import make_brief
    from modusvivendi.cli.progress import stages
    from modusvivendi.cli.read_many import files_of
    from modusvivendi.cli.reading import as_files, say_problems
    from modusvivendi.reports.regardless import regardless

    options = ModelOptions(model, base_url, cache, at_once, price, case_aliases(None, case), regardless(case))
    with (
        as_files(reports or (), fetch=fetch) as (named, unfetched),
        readers([reader], options) as chosen,
        stages() as at,
    ):
        paths, unusable = files_of(named)
        problems = [*unfetched, *unusable]
        if problems and not paths:
            raise problems[0]
        kept = sorted((case / "reports").glob("*")) if (case / "reports").is_dir() else []
        made = make_brief(
            case,
            paths,
            title=title,
            dates=read_dates(date, [*paths, *kept]),
            outlets=read_pairs(outlet, "--outlet", [*paths, *kept]),
            reader=chosen[0],
            merge=merge,
            progress=at,
        )
    failed = say_problems([*problems, *made.problems])
    _show(made.contents, as_json)
    if failed:
        raise typer.Exit(1)


def _show_as_of(case: Path, as_of: dt.date, title: str | None, as_json: bool) -> None:
    from modusvivendi.brief.looking import look_at
    from modusvivendi.cli.progress import stages

    with stages() as at:
        contents = look_at(case, as_of=as_of, title=title, progress=at)
    _show(contents, as_json)


def _show(contents: Contents, as_json: bool) -> None:
    if as_json:
        import json

        from modusvivendi.brief.contract import payload

        typer.echo(json.dumps(payload(contents), ensure_ascii=False))
        return
    from rich.console import Console

    from modusvivendi.brief.terminal import show

    show(contents, Console(highlight=False))
