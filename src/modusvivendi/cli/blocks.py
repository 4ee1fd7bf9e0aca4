"""``modus blocks``: who would leave an arrangement, for what, and on whose word."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import Model, besides, show, wanted
from modusvivendi.cli.options import AsJson


def blocks(
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
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Say who blocks an arrangement: who would leave it, where and why, and who objects to what in it.

    Example:  modus blocks mycase --want Russia.ceasefire,Ukraine.ceasefire
    """
    from modusvivendi.cli.progress import stages
    from modusvivendi.insight.blocking import blocking
    from modusvivendi.insight.interpretations import solve_interpretations

    case = open_case(model, as_of)
    code = wanted(case.conflict, want, arrangement)
    with stages() as at, besides(case) as beside:
        ensemble = solve_interpretations(case.conflict, progress=lambda n, of: at("solving", n, of))
        statements = beside.statements if beside else {}
        found = blocking(case.conflict, code, ensemble=ensemble, statements=statements)
        told = beside.blocks(found) if beside else found
    show(told, case, as_json=as_json)
