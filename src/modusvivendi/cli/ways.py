"""``modus ways``: how to get to an arrangement from the status quo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import InterpretationId, Model, show, wanted
from modusvivendi.cli.options import AsJson


def ways(
    model: Model,
    want: Annotated[
        str | None,
        typer.Option(
            metavar="OPTIONS",
            help="The options taken in it, as in A.x,B.y; else the fullest that holds somewhere.",
        ),
    ] = None,
    arrangement: Annotated[
        int | None, typer.Option(metavar="N", help="Its number, as in modus solve.", min=1)
    ] = None,
    by: Annotated[
        str, typer.Option(metavar="STEPS", help="improvements only, or any moves (the shortest ways).")
    ] = "improvements",
    coalition: Annotated[
        list[str] | None,
        typer.Option(
            metavar='"A,B"', help="Whose joint improvements are steps too. Several times for several."
        ),
    ] = None,
    interpretation: InterpretationId = None,
    svg: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the ways; where there are none, where improvements lead."),
    ] = None,
    narrow: Annotated[bool, typer.Option("--narrow", help="Draw for a phone.")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List all minimal ways from the status quo to an arrangement: who moves first, where it can stall.

    Example:  modus ways mycase --want Ukraine.ceasefire,US.guarantee --svg ways.svg
    """
    from modusvivendi.cli.coalitions import find_members
    from modusvivendi.insight.routes import ways as find

    case = open_case(model, as_of)
    if by not in ("improvements", "moves"):
        raise typer.BadParameter(f"{by!r} is neither improvements nor moves", param_hint="--by")
    found = find(
        case.conflict,
        wanted(case.conflict, want, arrangement),
        by="moves" if by == "moves" else "improvements",
        coalitions=[find_members(case.conflict, written) for written in coalition or ()],
        interpretation=interpretation,
    )
    if svg is not None:
        from modusvivendi.conflict.files import write_whole
        from modusvivendi.insight.evolution import NARROW, WIDE, evolution, evolution_of, evolution_svg

        tree = evolution_of(found) if found.ways else evolution(case.conflict, interpretation=interpretation)
        write_whole(svg, evolution_svg(tree, NARROW if narrow else WIDE).encode())
    show(found, case, as_json=as_json)
