"""``modus graph``: the state graph of a conflict, as a picture or for other programs."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.options import AsJson


class Moves(StrEnum):
    """Which moves are shown."""

    all = "all"
    improvements = "improvements"


class Only(StrEnum):
    """Which states are shown."""

    all = "all"
    reachable = "reachable"
    equilibria = "equilibria"
    outline = "outline"


def graph(
    conflict: Annotated[
        Path,
        typer.Argument(
            metavar="CONFLICT", help="A conflict.yaml, a GMCR+ .gmcr file, or a ranked JSON file."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to: FILE.svg, FILE.dot or FILE.graphml."),
    ] = None,
    moves: Annotated[
        Moves | None, typer.Option(help="Which moves. Without it as many as can be drawn.")
    ] = None,
    only: Annotated[
        Only | None,
        typer.Option(
            help="Which states: those reachable from the status quo, the equilibria and their neighbours, or "
            "an outline of both. Without it as many as can be drawn."
        ),
    ] = None,
    concept: Annotated[
        str, typer.Option(metavar="CONCEPT", help="Whose equilibria get a ring: nash, gmr, smr, seq …")
    ] = "seq",
    interpretation: Annotated[
        str | None, typer.Option(metavar="ID", help="Which answers and circumstances to assume.")
    ] = None,
    names: Annotated[
        bool, typer.Option("--names/--numbers", help="Write names into the states, or numbers and a table.")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Draw who can move from which state to which, or write it for Graphviz, Gephi, networkx or igraph.

    Example:  modus graph conflict.yaml -o graph.svg
    """
    from modusvivendi.errors import UnknownName
    from modusvivendi.publish.graph import state_graph
    from modusvivendi.publish.graph_files import FORMATS, save_graph
    from modusvivendi.stability import chosen, solve
    from modusvivendi.stability.concepts import DEFAULT

    if output is None and not as_json:
        raise typer.BadParameter("say where to write the graph: -o FILE.svg", param_hint="-o")
    if output is not None and output.suffix.lower() not in FORMATS:
        raise typer.BadParameter(f"{output.name!r} ends in none of {', '.join(FORMATS)}", param_hint="-o")
    try:
        asked = chosen(concept)
    except UnknownName as error:
        raise typer.BadParameter(str(error), param_hint="--concept") from None
    if len(asked) > 1:
        raise typer.BadParameter("name one concept", param_hint="--concept")
    model = open_case(conflict, as_of).conflict
    analysis = solve(model, dict.fromkeys([*DEFAULT, *asked]), interpretation)
    if output is None:
        found = state_graph(analysis, asked[0], moves or "all", only or "all")
    else:
        found = save_graph(analysis, output, concept=asked[0], moves=moves, only=only, names=names)
        size = f"{len(found.nodes):,} states, {len(found.arcs):,} moves"
        typer.echo(f"{output}: {size}. {found.left_out}".strip(), err=True)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False))
