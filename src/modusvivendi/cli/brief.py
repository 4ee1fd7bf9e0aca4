"""``modus brief``: the main job, from reports to a brief."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.options import AsJson, Dates, Outlets, read_dates, read_pairs


def brief(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(metavar="REPORT...", help="Reports (.txt, .md); without any, the case's."),
    ] = None,
    case: Annotated[
        Path, typer.Option("--case", metavar="DIR", help="Folder of the case; made if missing.")
    ] = Path("case"),
    title: Annotated[str | None, typer.Option("--title", help="What the case is about.")] = None,
    date: Dates = None,
    outlet: Outlets = None,
    as_json: AsJson = False,
) -> None:
    """Read reports, draft the model, solve it, and write DIR/brief.html.

    Example:  modus brief report1.txt report2.txt --case peacekeeping
    """
    from modusvivendi.brief.making import make_brief
    from modusvivendi.cli.progress import stages
    from modusvivendi.cli.reading import say_problems

    paths = list(reports or [])
    known = [*paths, *sorted((case / "reports").glob("*"))] if (case / "reports").is_dir() else paths
    with stages() as at:
        made = make_brief(
            case,
            paths,
            title=title,
            dates=read_dates(date, known),
            outlets=read_pairs(outlet, "--outlet", known),
            progress=at,
        )
    failed = say_problems(made.problems)
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
