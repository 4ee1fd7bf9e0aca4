"""``modus watch``: read reports as they arrive, and say what each changes."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.options import AsJson, Dates, Fetch, Outlets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from modusvivendi.brief.watching import Arrival, Watcher


def watch(
    place: Annotated[str, typer.Argument(metavar="FOLDER|FEED", help="Where reports arrive.")],
    case: Annotated[
        Path, typer.Option("--case", metavar="DIR", help="Folder of the case; made if missing.")
    ] = Path("case"),
    every: Annotated[
        float, typer.Option("--every", min=1, metavar="SECONDS", help="How often to look.")
    ] = 60,
    once: Annotated[bool, typer.Option("--once", help="Look once and stop, as for a timetable.")] = False,
    date: Dates = None,
    outlet: Outlets = None,
    fetch: Fetch = False,
    as_json: AsJson = False,
) -> None:
    """Watch a folder, or with --fetch a feed: read what arrives and say what changed.

    Example:  modus watch incoming --case mycase
    """
    from modusvivendi.brief.watching import Watcher
    from modusvivendi.brief.watching import watch as look_again
    from modusvivendi.cli.options import read_dates, read_pairs
    from modusvivendi.cli.progress import talk
    from modusvivendi.errors import ReportError
    from modusvivendi.reports import is_address

    with ExitStack() as stack:
        watcher = Watcher(case)
        if is_address(place):
            if not fetch:
                from modusvivendi.reports.load import not_fetched

                raise not_fetched(place)
            from modusvivendi.reports.fetch import fetch as fetched

            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="modus-")))
            watcher.feed = lambda: fetched(place, folder)
        elif Path(place).is_dir():
            watcher.folder = Path(place)
            files = list(Path(place).rglob("*"))
            watcher.dates = read_dates(date, files)
            watcher.outlets = read_pairs(outlet, "--outlet", files)
        else:
            raise ReportError("there is no such folder to watch", file=place)
        if not once:
            talk(f"modus: watching {place}; stop with Ctrl-C")
        arrivals: Iterable[Arrival] = _once(watcher) if once else look_again(watcher, every=every)
        failed = [_tell(arrival, as_json) for arrival in arrivals]
    if any(failed):
        raise typer.Exit(1)


def _once(watcher: Watcher) -> list[Arrival]:
    arrival = watcher.look(settled=True)
    return [arrival] if arrival is not None else []


def _tell(arrival: Arrival, as_json: bool) -> bool:
    """Say what arrived and what it changed; True if something could not be read."""
    from modusvivendi.cli.reading import say_problems

    failed = say_problems(arrival.problems)
    if not arrival.reports or arrival.contents is None:
        return failed
    if as_json:
        import json

        change = arrival.comparison.record() if arrival.comparison is not None else None
        entry = {
            "arrived": list(arrival.reports),
            "statements": len(arrival.contents.statements),
            "changed": change,
        }
        typer.echo(json.dumps(entry, ensure_ascii=False))
        return failed
    from rich.console import Console
    from rich.text import Text

    from modusvivendi.cli.compare_cases import print_comparison

    console = Console(highlight=False, emoji=False)
    console.print(Text(f"Arrived: {', '.join(arrival.reports)}", style="bold"))
    if arrival.comparison is not None:
        print_comparison(arrival.comparison, console)
    elif arrival.contents.answer:
        console.print(Text(arrival.contents.answer[0].text))
    return failed
