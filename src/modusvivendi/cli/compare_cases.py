"""``modus compare``: what is different between two days, or two cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.case import read_day
from modusvivendi.cli.options import AsJson

if TYPE_CHECKING:
    from rich.console import Console

    from modusvivendi.brief.comparison import Comparison

MOST = 8
"""Lines of a kind that are printed; all are in the data."""


def compare(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case: the earlier, or the only.")],
    other: Annotated[
        Path | None, typer.Argument(metavar="[OTHER]", help="Folder of the case to compare it with.")
    ] = None,
    as_of: Annotated[
        list[str] | None,
        typer.Option(
            "--as-of", metavar="YYYY-MM-DD", help="The case as of a day; twice: one day with the other."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what is different: positions, contradictions, verdicts, open questions.

    Example:  modus compare mycase --as-of 2025-04-30
    """
    from modusvivendi.brief.comparison import compare as difference
    from modusvivendi.brief.looking import look_at
    from modusvivendi.cli.progress import stages, talk

    days = [read_day(day) for day in as_of or ()]
    if len(days) > 2 or (other is not None and days) or (other is None and not days):
        raise typer.BadParameter("give a second case, or --as-of once (then and now) or twice")
    with stages() as at:
        if other is not None:
            sides = [look_at(folder, progress=at) for folder in (case, other)]
        else:
            then, now = days[0], days[1] if len(days) == 2 else None
            sides = [look_at(case, as_of=day, progress=at) for day in (then, now)]
    for warning in dict.fromkeys(w for side in sides for w in side.warnings if "for want of any date" in w):
        talk(f"modus: {warning}")
    found = difference(*sides)
    if as_json:
        import json

        typer.echo(json.dumps(found.record(), ensure_ascii=False))
        return
    from rich.console import Console

    print_comparison(found, Console(highlight=False, emoji=False))


def print_comparison(found: Comparison, console: Console) -> None:
    """Print what is different, for people."""
    from rich.padding import Padding
    from rich.text import Text

    from modusvivendi.english import count_words

    def lines(heading: str, texts: list[str]) -> None:
        if not texts:
            return
        console.print(Text(f"\n{heading}", style="bold"))
        for text in texts[:MOST]:
            console.print(Padding(Text(f"- {text}"), (0, 0, 0, 2)))
        if len(texts) > MOST:
            more = f"and {count_words(len(texts) - MOST, 'more', 'more')}; --json lists them all"
            console.print(Padding(Text(more, style="dim"), (0, 0, 0, 2)))

    console.print(Text(found.sentence))
    lines("Positions", [change.text for change in found.positions])
    lines("New contradictions", list(found.contradictions))
    lines("Contradictions that are gone", list(found.settled))
    lines(
        "Verdicts",
        [
            f"Held in {v.before} of {v.before_of} interpretations, now {v.after} of {v.after_of}: {v.text}."
            for v in found.verdicts
        ],
    )
    lines("Newly open questions", list(found.opened))
    lines("Questions open no more", list(found.answered))
