"""``modus search``: Nash equilibria with a property, in conflicts with too many states to be listed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import WIDEST, InterpretationId, Model
from modusvivendi.cli.options import AsJson

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict, Formula
    from modusvivendi.stability import SearchResult, Witness


def search(
    model: Model,
    where: Annotated[
        str | None,
        typer.Option(metavar="FORMULA", help="What must hold, such as 'A.x and not B.y'; else anything may."),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            metavar="STATE",
            help="Look at this state only: options taken, separated by commas, none, all, or status-quo.",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="Stop after so many states; 0: find all.")
    ] = 20,
    interpretation: InterpretationId = None,
    timeout: Annotated[
        float | None, typer.Option(min=0, metavar="S", help="Stop after so many seconds, settled or not.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find the Nash equilibria with a property, or prove that there is none, without listing states.

    Works for up to 62 options, however many states that makes.

    Example:  modus search conflict.yaml --where "at least 3 of (A.x, B.x, C.x, D.x)"
    """
    from modusvivendi.stability import search as search_for
    from modusvivendi.stability import witness

    if state is not None and where is not None:
        raise typer.BadParameter("it cannot be given together with --where", param_hint="--state")
    conflict = open_case(model, as_of).conflict
    found: SearchResult | Witness
    if state is not None:
        from modusvivendi.cli.explain import find_state

        found = witness(conflict, find_state(conflict, state), interpretation=interpretation)
    else:
        wanted = _formula(where, conflict)
        with _counting() as progress:
            found = search_for(
                conflict,
                wanted,
                interpretation=interpretation,
                limit=limit or None,
                timeout=timeout,
                progress=progress,
            )
    if as_json:
        typer.echo(json.dumps(found.to_json(), ensure_ascii=False))
    else:
        _print(found)


def _formula(where: str | None, conflict: Conflict) -> Formula | None:
    """Read the formula, so that an error says that it is in ``--where``."""
    from modusvivendi.conflict import parse
    from modusvivendi.errors import FormulaError

    try:
        return None if where is None else parse(where, conflict.vocabulary)
    except FormulaError as error:
        place = {"line": error.line, "column": error.column}
        raise FormulaError(error.message, file="--where", hint=error.hint, **place) from None


@contextmanager
def _counting() -> Iterator[Callable[[int, int], None] | None]:
    """Show how many candidates were looked at, where somebody is looking."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("Searching") as status:
        yield lambda rounds, found: status.update(f"Searching: {rounds:,} candidates, {found:,} found")


def _print(found: SearchResult | Witness) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from modusvivendi.stability import SearchResult

    conflict = found.conflict
    console = Console(highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    if conflict.title:
        console.print(Text(conflict.title, style="bold"))
    console.print(f"{len(conflict.names)} decision makers, {len(conflict.options)} options")
    if conflict.interpretation_count > 1:
        console.print(
            Text(f"Interpretation {found.interpretation}, one of {conflict.interpretation_count:,}")
        )
    console.print()
    codes = found.states if isinstance(found, SearchResult) else (found.code,)
    console.print(Text(found.sentence))
    for number, code in enumerate(codes, start=1):
        console.print(f"\nState {number}" if len(codes) > 1 else "\nThe state")
        for line in _by_party(conflict, code):
            console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def _by_party(conflict: Conflict, code: int) -> list[str]:
    """Write a state with a line for what each decision maker does, or several that do the same."""
    if conflict.graph is not None:
        return [conflict.describe(code)]
    doing: dict[str, list[str]] = {}
    for dm in conflict.decision_makers:
        taken = [key for key in dm.options if code >> conflict.bits[f"{dm.key}.{key}"] & 1]
        if taken:
            doing.setdefault(", ".join(taken), []).append(dm.name)
    return [f"{', '.join(names)}: {taken}" for taken, names in doing.items()] or ["nothing taken"]
