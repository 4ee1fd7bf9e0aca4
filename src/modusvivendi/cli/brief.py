"""``modus brief``: the main job, from reports to a brief."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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


def brief(
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REPORT...",
            help="Reports: text, Markdown, HTML, PDF, Word, e-mail, feeds; without any, the case's.",
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
    as_json: AsJson = False,
) -> None:
    """Read reports, draft the model, solve it, and write DIR/brief.html.

    Example:  modus brief report1.txt report2.txt --case peacekeeping
    """
    from modusvivendi.brief.making import make_brief
    from modusvivendi.cli.progress import stages
    from modusvivendi.cli.reading import as_files, say_problems

    options = ModelOptions(model, base_url, cache, at_once, price, case_aliases(None, case))
    with (
        as_files(reports or (), fetch=fetch) as (paths, unfetched),
        readers([reader], options) as chosen,
        stages() as at,
    ):
        if unfetched and not paths:
            raise unfetched[0]
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
    failed = say_problems([*unfetched, *made.problems])
    if as_json:
        import json

        from modusvivendi.brief.contract import payload

        typer.echo(json.dumps(payload(made.contents), ensure_ascii=False))
    else:
        from rich.console import Console

        from modusvivendi.brief.terminal import show

        show(made.contents, Console(highlight=False))
    if failed:
        raise typer.Exit(1)
