"""``modus questions``: what to find out next, and from whom."""

from __future__ import annotations

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import Model, besides, show
from modusvivendi.cli.options import AsJson


def questions(model: Model, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Rank what the record leaves open by what hangs on it, and say who could tell.

    Example:  modus questions mycase
    """
    from modusvivendi.cli.progress import stages
    from modusvivendi.insight.finding_out import find_out
    from modusvivendi.insight.interpretations import solve_interpretations

    case = open_case(model, as_of)
    with stages() as at, besides(case) as beside:
        ensemble = solve_interpretations(case.conflict, progress=lambda n, of: at("solving", n, of))
        statements = beside.statements if beside else {}
        found = find_out(case.conflict, statements=statements, ensemble=ensemble)
        told = beside.questions(found) if beside else found
    show(told, case, as_json=as_json)
