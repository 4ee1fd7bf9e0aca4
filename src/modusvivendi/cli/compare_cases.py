"""``modus compare``: what is different between two days, two cases, or two readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.case import read_day
from modusvivendi.cli.compare import two_readers
from modusvivendi.cli.model import (
    AtOnce,
    BaseUrl,
    Cache,
    Model,
    ModelOptions,
    PriceOption,
    case_aliases,
    readers,
)
from modusvivendi.cli.options import AsJson

if TYPE_CHECKING:
    from rich.console import Console

    from modusvivendi.brief.comparison import Comparison
    from modusvivendi.brief.contents import ChangeEntry

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
    reader_names: Annotated[
        str | None,
        typer.Option(
            "--readers", metavar="A,B", help="Read the case's reports with two readers, as rules,llm."
        ),
    ] = None,
    model: Model = None,
    base_url: BaseUrl = None,
    cache: Cache = None,
    at_once: AtOnce = 4,
    price: PriceOption = None,
    as_json: AsJson = False,
) -> None:
    """Say what has changed in a case, or what is different: positions, contradictions, verdicts, questions.

    Of a case alone: since the longest pause in what was reported. Else between two days, two cases, or two
    readers of the same reports. Nothing is written.

    Examples:  modus compare mycase --as-of 2025-04-30   or   modus compare mycase --readers rules,llm
    """
    if reader_names is not None:
        if other is not None or as_of:
            raise typer.BadParameter("readers are compared on one case, as it is", param_hint="--readers")
        names = two_readers(reader_names, "--readers")
        options = ModelOptions(model, base_url, cache, at_once, price, case_aliases(None, case))
        _print(_of_readers(case, names, options), as_json, (names[0], names[1]))
        return
    from modusvivendi.brief.comparison import compare as difference
    from modusvivendi.brief.looking import look_at
    from modusvivendi.cli.progress import stages, talk

    days = [read_day(day) for day in as_of or ()]
    if len(days) > 2 or (other is not None and days):
        raise typer.BadParameter("give a second case, --as-of once (then and now) or twice, or --readers A,B")
    if other is None and not days:
        _print_changed(case, as_json)
        return
    with stages() as at:
        if other is not None:
            sides = [look_at(folder, progress=at, decisions=False) for folder in (case, other)]
        else:
            then, now = days[0], days[1] if len(days) == 2 else None
            sides = [look_at(case, as_of=day, progress=at, decisions=False) for day in (then, now)]
    for warning in dict.fromkeys(w for side in sides for w in side.warnings if "for want of any date" in w):
        talk(f"modus: {warning}")
    _print(difference(*sides), as_json)


def _print_changed(case: Path, as_json: bool) -> None:
    """Say what a brief says has changed, for people or as one JSON object."""
    from modusvivendi.brief.looking import what_changed
    from modusvivendi.cli.progress import stages

    with stages() as at:
        found = what_changed(case, progress=at)
    points = found.points or (found.answer,)
    if as_json:
        import json

        record = {
            "question": found.question,
            "sentence": found.answer.text,
            "points": [{"text": point.text, "evidence": list(point.statements)} for point in points],
            "evidence": list(found.answer.statements),
        }
        typer.echo(json.dumps(record, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, emoji=False)
    console.print(Text(found.question, style="bold"))
    for point in points:
        cited = f" [{', '.join(point.statements)}]" if point.statements else ""
        console.print(Padding(Text(f"- {point.text}{cited}"), (0, 0, 0, 2)))


def _of_readers(case: Path, names: list[str], options: ModelOptions) -> Comparison:
    from modusvivendi.brief.comparison import compare as difference
    from modusvivendi.brief.rereading import read_again
    from modusvivendi.cli.progress import stages

    with readers(names, options) as chosen, stages() as at:
        one, other = (read_again(case, reader, at) for reader in chosen)
    return difference(one, other)


def _print(found: Comparison, as_json: bool, sides: tuple[str, str] | None = None) -> None:
    if as_json:
        import json

        record = found.record() | ({"readers": list(sides)} if sides else {})
        typer.echo(json.dumps(record, ensure_ascii=False))
        return
    from rich.console import Console

    print_comparison(found, Console(highlight=False, emoji=False), sides)


def print_comparison(found: Comparison, console: Console, sides: tuple[str, str] | None = None) -> None:
    """Print what is different, for people: earlier and later, or between two sides of these names."""
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
    one, other = sides or ("", "")
    times = "Holds in {0} of {1} interpretations with {4}, in {2} of {3} with {5}: {6}."
    if sides is None:
        times = "Held in {0} of {1} interpretations, now {2} of {3}: {6}."
    if sides is None:
        lines("Positions that changed", [f"{c.text} [{_cited(c)}]" for c in found.moved])
    lines("Positions", [c.between(one, other) if sides else c.text for c in found.positions])
    lines(f"Contradictions only with {other}" if sides else "New contradictions", list(found.contradictions))
    lines(f"Contradictions only with {one}" if sides else "Contradictions that are gone", list(found.settled))
    lines(
        "Verdicts",
        [
            times.format(v.before, v.before_of, v.after, v.after_of, one, other, v.text)
            for v in found.verdicts
        ],
    )
    lines(f"Questions only with {other}" if sides else "Newly open questions", list(found.opened))
    lines(f"Questions only with {one}" if sides else "Questions open no more", list(found.answered))


def _cited(change: ChangeEntry) -> str:
    """Name the statements on both sides of a change."""
    sides = (", ".join(side.statements) for side in (change.before, change.after))
    return " → ".join(dict.fromkeys(sides))
