"""``modus unlock``: the least that would make a wanted arrangement hold."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import InterpretationId, Model, besides, reporting, show, wanted
from modusvivendi.cli.options import AsJson

MOST = 5
"""Steps at most, where only some ways are asked for and it is not said how many."""


def unlock(
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
    concept: Annotated[
        str, typer.Option(metavar="NAME", help="Under which it is to hold: nash, gmr, smr or seq.")
    ] = "seq",
    reachable: Annotated[
        bool,
        typer.Option("--reachable", help="It has to be one step away as well, of some parties together."),
    ] = False,
    interpretation: InterpretationId = None,
    only: Annotated[
        str | None,
        typer.Option(metavar="KINDS", help="Kinds of steps, separated by commas, such as give up,answer."),
    ] = None,
    most: Annotated[
        int | None,
        typer.Option(
            metavar="N", help="All ways of at most N steps; else the least, as a brief has it.", min=0
        ),
    ] = None,
    beyond: Annotated[
        int, typer.Option(metavar="N", help="Show ways of so many steps more than the fewest, too.", min=0)
    ] = 0,
    inverse: Annotated[
        bool, typer.Option("--inverse", help="Which states somebody would have to like no better than it.")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find the smallest sets of steps that would make an arrangement hold, and for whom it still fails.

    Without --interpretation it has to hold in every one, so that open questions that matter are answered.
    Example:  modus unlock mycase --want Russia.ceasefire,Ukraine.ceasefire --reachable
    """
    from modusvivendi.cli.progress import stages
    from modusvivendi.insight.candidates import KINDS
    from modusvivendi.insight.inverse import inverse as invert
    from modusvivendi.insight.unlock import least
    from modusvivendi.insight.unlock import unlock as find

    case = open_case(model, as_of)
    code = wanted(case.conflict, want, arrangement)
    if inverse:
        show(invert(case.conflict, code, concept, interpretation=interpretation), case, as_json=as_json)
        return
    is_plain = concept == "seq" and not (reachable or interpretation or only or beyond) and most is None
    with stages() as at:

        def tried(number: int, of: int) -> None:
            at("trying sets of steps", number, of)

        if is_plain:
            found = least(case.conflict, code, progress=tried)
        else:
            found = find(
                case.conflict,
                code,
                concept,
                reachable=reachable,
                interpretation=interpretation,
                kinds=KINDS if only is None else [kind.strip() for kind in only.split(",")],
                most=MOST if most is None else most,
                beyond=beyond,
                progress=tried,
            )
    # People are told by whom each step is reported; the data cites the statements.
    said = found.sentence_with(reporting(case))
    with besides(case) as beside:
        if beside and is_plain:
            show(beside.unlock(found), case, as_json=as_json)
            return
    show(found, case, as_json=as_json, sentence=said)
