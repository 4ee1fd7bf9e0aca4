"""``modus ranking``: how each party ranks the states, and by which of its preference statements."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.options import AsJson

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.publish import Ranking

LISTED = 60
"""States of one party that are listed for people."""


def ranking(
    conflict: Annotated[
        Path, typer.Argument(metavar="CONFLICT", help="Any conflict file that modus solve takes.")
    ],
    party: Annotated[
        str | None, typer.Argument(metavar="[PARTY]", help="One decision maker; else all of them.")
    ] = None,
    interpretation: Annotated[
        str | None, typer.Option(metavar="ID", help="Which answers and circumstances to assume.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write it to FILE.tex, .md, .html, .csv or .xlsx instead."
        ),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show how each party ranks the states, best first, and which statement puts a state above the next.

    Example:  modus ranking conflict.yaml Russia
    """
    from modusvivendi.cli.explain import find_party
    from modusvivendi.errors import UnknownName
    from modusvivendi.publish import form_of, ranking_of, ranking_record

    if output is not None:
        try:
            form_of(output)
        except UnknownName as error:
            raise typer.BadParameter(str(error), param_hint="--output") from None
    model = open_case(conflict, as_of).conflict
    chosen = model.interpretation(interpretation or "base")
    keys = model.names if party is None else [find_party(model, party)]
    if output is not None:
        _write(model, chosen.id, keys, output)
        return
    rankings = [ranking_of(model, key, chosen) for key in keys]
    if as_json:
        found = {
            "interpretation": chosen.id,
            "feasible_states": len(model.codes),
            "rankings": [ranking_record(model, one) for one in rankings],
        }
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    if model.title:
        typer.echo(model.title)
    if model.interpretation_count > 1:
        typer.echo(f"Interpretation {chosen.id}")
    for one in rankings:
        _print(model, one)


def _write(model: Conflict, interpretation: str, keys: list[str], output: Path) -> None:
    """Write the whole ranking as a table; nothing is left out."""
    from modusvivendi.conflict.files import write_whole
    from modusvivendi.publish import form_of, ranking_table, render
    from modusvivendi.stability import solve

    table = ranking_table(solve(model, "nash", interpretation), keys, limit=len(model.codes))
    write_whole(output, render([table], form_of(output), model.title or output.stem))
    typer.echo(f"{output}: {len(keys)} x {len(model.codes):,} states", err=True)


def _print(model: Conflict, one: Ranking) -> None:
    from rich.console import Console

    width = min(Console().width, 110)
    dm = one.decision_maker
    levels = "1 level" if len(one.levels) == 1 else f"{len(one.levels):,} levels"
    typer.echo(f"\n{dm.name}: {len(model.codes):,} states in {levels}")
    if one.given:
        typer.echo("  The ranking is given as it is.")
    elif not one.statements:
        typer.echo("  There are no preference statements: all states are equally good.")
    for number, statement in enumerate(one.statements, start=1):
        text = f"({number}) {statement.formula.write(dm.key)}"
        typer.echo(textwrap.fill(text, width, initial_indent="  ", subsequent_indent="      "))
    listed = 0
    for level in one.levels:
        if listed >= LISTED:
            break
        head = f"{level.place:>5}  "
        for place in level.places[: LISTED - listed].tolist():
            code = int(model.codes[place])
            shown = model.describe(code) if model.graph is not None else ", ".join(model.taken(code))
            text = f"{place + 1}: {shown or 'nothing taken'}"
            typer.echo(textwrap.fill(text, width, initial_indent=head, subsequent_indent=" " * 10))
            head, listed = " " * 7, listed + 1
        if one.statements:
            holding = ", ".join(f"({number})" for number in level.statements) or "none of the statements"
            next_ = f"; above the next by ({level.above_next_by})" if level.above_next_by else ""
            typer.echo(f"{' ' * 10}holds: {holding}{next_}")
    rest = len(model.codes) - listed
    if rest:
        typer.echo(f"  and {rest:,} more states; --json and -o FILE.csv list all")
