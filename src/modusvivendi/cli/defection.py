"""``modus defection``: who leaves an arrangement when something turns true later."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import InterpretationId, Model, show
from modusvivendi.cli.options import AsJson


def defection(
    model: Model,
    arrangement: Annotated[
        str,
        typer.Argument(
            metavar="ARRANGEMENT", help="A number as in modus solve, or the options taken, as in A.x,B.y."
        ),
    ],
    event: Annotated[
        str, typer.Argument(metavar="CIRCUMSTANCES", help="What turns true, separated by commas.")
    ],
    interpretation: InterpretationId = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find who takes back what it does when circumstances turn true, and what is left of an arrangement.

    Example:  modus defection conflict.yaml all war_resumes
    """
    from modusvivendi.cli.explain import find_state
    from modusvivendi.insight.defection import defection as follow

    case = open_case(model, as_of)
    code = find_state(case.conflict, arrangement)
    events = [name.strip() for name in event.split(",")]
    show(follow(case.conflict, code, events, interpretation=interpretation), case, as_json=as_json)
