"""``modus tripwires``: statements which, if somebody made them, would change what holds."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import Model, show
from modusvivendi.cli.options import AsJson
from modusvivendi.errors import ConflictError


def tripwires(
    model: Model,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="STATE",
            help="Number of an arrangement, or the options taken in it; else the fullest that holds.",
        ),
    ] = None,
    anything: Annotated[bool, typer.Option("--any", help="What would change any verdict.")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find what nobody has said yet and would change whether an arrangement holds.

    Example:  modus tripwires mycase --about 128
    """
    from modusvivendi.cli.explain import find_state
    from modusvivendi.cli.progress import stages
    from modusvivendi.insight.arrangements import arrangements, fullest
    from modusvivendi.insight.interpretations import solve_interpretations
    from modusvivendi.insight.tripwires import tripwires as find

    case = open_case(model, as_of)
    with stages() as at:
        ensemble = solve_interpretations(case.conflict, progress=lambda n, of: at("solving", n, of))
        code = None
        if about is not None:
            code = find_state(case.conflict, about)
        elif not anything:
            found_first = fullest(arrangements(ensemble))
            if found_first is None:
                raise ConflictError("no arrangement holds in any interpretation", hint="ask with --any")
            code = found_first.code
        found = find(
            case.conflict,
            about=code,
            ensemble=ensemble,
            progress=lambda n, of: at("trying statements", n, of),
        )
    show(found, case, as_json=as_json)
