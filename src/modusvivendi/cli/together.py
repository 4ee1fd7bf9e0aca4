"""``modus coalitions``: who together could upset what holds, and where they would go."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import InterpretationId, Model, show
from modusvivendi.cli.options import AsJson


def coalitions(
    model: Model,
    state: Annotated[
        str | None,
        typer.Option(
            metavar="STATE", help="One state: a number as in modus solve, or options as in A.x,B.y."
        ),
    ] = None,
    concept: Annotated[
        str,
        typer.Option(metavar="NAME", help="What has to deter a coalition: cnash, cgmr, csmr or cseq."),
    ] = "cseq",
    interpretation: InterpretationId = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find who could upset an equilibrium by acting together, where they would go, and if that holds.

    Example:  modus coalitions mycase --concept cnash
    """
    from modusvivendi.cli.explain import find_state
    from modusvivendi.insight.coalitions import coalitions as find

    case = open_case(model, as_of)
    codes = None if state is None else [find_state(case.conflict, state)]
    found = find(case.conflict, concept, equilibria=codes, interpretation=interpretation)
    show(found, case, as_json=as_json)
