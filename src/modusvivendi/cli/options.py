"""Options that several commands share, and how they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

Dates = Annotated[
    list[str] | None,
    typer.Option(
        "--date",
        metavar="FILE=YYYY-MM-DD",
        help="Publication date of a report that does not tell it. May be given several times.",
    ),
]
Outlets = Annotated[
    list[str] | None,
    typer.Option("--outlet", metavar="FILE=NAME", help="Outlet of a report that does not name it."),
]
Fetch = Annotated[
    bool,
    typer.Option("--fetch", help="Fetch reports given as http or https addresses; else nothing is fetched."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print data as JSON to stdout.")]
Merge = Annotated[
    bool,
    typer.Option("--merge", help="Merge the new draft into a model changed by hand; your changes are kept."),
]


def read_pairs(given: Iterable[str] | None, option: str, files: Iterable[Path]) -> dict[str, str]:
    """Read ``FILE=VALUE`` options into a mapping by file name without folders.

    Raises
    ------
    typer.BadParameter
        If there is no ``=``, or no file of that name among ``files``.
    """
    names = {path.name for path in files}
    pairs: dict[str, str] = {}
    for item in given or ():
        file, equals, value = item.partition("=")
        name = Path(file).name
        if not equals or not value:
            raise typer.BadParameter(f"{item!r} is not of the form FILE=VALUE", param_hint=option)
        if name not in names:
            from modusvivendi.errors import nearest

            hint = nearest(name, names) or f"the files are {', '.join(sorted(names))}"
            raise typer.BadParameter(f"no report is called {name!r}; {hint}", param_hint=option)
        pairs[name] = value
    return pairs


def read_dates(given: Iterable[str] | None, files: Iterable[Path]) -> dict[str, dt.date]:
    """Read ``FILE=YYYY-MM-DD`` options into dates by file name.

    Raises
    ------
    typer.BadParameter
        If a value is no date.
    """
    dates = {}
    for name, value in read_pairs(given, "--date", files).items():
        try:
            dates[name] = dt.date.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter(f"{value!r} is no date like 2025-08-24", param_hint="--date") from None
    return dates
