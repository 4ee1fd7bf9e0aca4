"""``modus without``: what a party's joining changes."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import InterpretationId, Model, besides, show
from modusvivendi.cli.options import AsJson

MOST_PARTIES = 12
"""As many as are looked at by default."""


def without(
    model: Model,
    party: Annotated[
        str | None,
        typer.Argument(metavar="[PARTY]", help="The party, such as China; else each in turn."),
    ] = None,
    options: Annotated[
        str | None,
        typer.Option(
            metavar="OPTIONS", help="What its joining means, as in China.troops; else all it can do."
        ),
    ] = None,
    interpretation: InterpretationId = None,
    most: Annotated[
        int, typer.Option(metavar="N", help="How many parties are tried at most, without PARTY.", min=1)
    ] = MOST_PARTIES,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Compare what can hold with a party away, free, and in for good: what its joining brings others to do.

    Example:  modus without mycase China
    """
    from modusvivendi.cli.explain import find_party
    from modusvivendi.cli.progress import stages
    from modusvivendi.insight.joining import joining
    from modusvivendi.insight.without import without as compare

    case = open_case(model, as_of)
    if party is None:
        if options is not None or interpretation is not None:
            raise typer.BadParameter("say of which party", param_hint="PARTY")
        with stages() as at, besides(case) as beside:
            each = joining(case.conflict, most=most, progress=lambda n, of: at("trying parties", n, of))
            told = beside.joining(each) if beside else each
        show(told, case, as_json=as_json)
        return
    names = [name.strip() for name in options.split(",")] if options else None
    key = find_party(case.conflict, party)
    show(compare(case.conflict, key, names, interpretation=interpretation), case, as_json=as_json)
