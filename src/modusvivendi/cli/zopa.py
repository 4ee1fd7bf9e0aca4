"""``modus zopa``: which arrangements would be acceptable to whom."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import InterpretationId, Model, Narrow, Svg, show
from modusvivendi.cli.options import AsJson


def zopa(
    model: Model,
    parties: Annotated[
        str | None,
        typer.Option(metavar="LIST", help="Who has to agree, with commas; else all that have options."),
    ] = None,
    interpretation: InterpretationId = None,
    svg: Svg = None,
    narrow: Narrow = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find what all would accept: no party likes it less than the status quo, some like it better.

    Example:  modus zopa conflict.yaml --parties Ukraine,Russia --svg zone.svg
    """
    from modusvivendi.cli.explain import find_party
    from modusvivendi.insight.zopa import zopa as find

    case = open_case(model, as_of)
    asked = [find_party(case.conflict, name.strip()) for name in parties.split(",")] if parties else None
    found = find(case.conflict, parties=asked, interpretation=interpretation)
    if svg is not None:
        from modusvivendi.conflict.files import write_whole
        from modusvivendi.insight.agreement_picture import NARROW, WIDE, agreement_svg

        write_whole(svg, agreement_svg(found, NARROW if narrow else WIDE).encode())
    show(found, case, as_json=as_json)
