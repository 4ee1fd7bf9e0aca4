"""``modus cascade``: who joins once something is given, in which wave, and whose yes sets off most."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import InterpretationId, Model, Narrow, Svg, show
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
    svg: Svg = None,
    narrow: Narrow = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Follow who joins whom: each party adds what it then prefers, wave by wave, until nobody does.

    Example:  modus cascade conflict.yaml --given Russia.ceasefire,UN.mandate --svg waves.svg
    """
    from modusvivendi.insight.commitments import commitments

    case = open_case(model, as_of)
    names = [name.strip() for name in given.split(",") if name.strip()]
    found = commitments(case.conflict, names, interpretation=interpretation)
    if svg is not None:
        from modusvivendi.conflict.files import write_whole
        from modusvivendi.insight.cascade_picture import NARROW, WIDE, cascade_svg

        write_whole(svg, cascade_svg(found, NARROW if narrow else WIDE).encode())
    show(found, case, as_json=as_json)
