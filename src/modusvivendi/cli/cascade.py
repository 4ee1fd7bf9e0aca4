"""``modus cascade``: who joins once something is given, in which wave, and whose yes sets off most."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.insights import InterpretationId, Model, open_case, show
from modusvivendi.cli.options import AsJson


def cascade(
    model: Model,
    given: Annotated[
        str,
        typer.Option(
            metavar="LIST", help="Options taken and circumstances that obtain, as in A.x,war_resumes."
        ),
    ] = "",
    interpretation: InterpretationId = None,
    as_json: AsJson = False,
) -> None:
    """Follow who joins whom: each party adds what it then prefers, wave by wave, until nobody does.

    Example:  modus cascade conflict.yaml --given Russia.ceasefire,UN.mandate
    """
    from modusvivendi.insight.commitments import commitments

    case = open_case(model)
    names = [name.strip() for name in given.split(",") if name.strip()]
    show(commitments(case.conflict, names, interpretation=interpretation), case, as_json=as_json)
