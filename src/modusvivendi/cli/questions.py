"""``modus questions``: what to find out next, and from whom."""

from __future__ import annotations

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import Model, show
from modusvivendi.cli.options import AsJson


def questions(model: Model, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Rank what the record leaves open by what hangs on it, and say who could tell.

    Example:  modus questions mycase
    """
    from modusvivendi.cli.progress import stages
    from modusvivendi.insight.finding_out import find_out
    from modusvivendi.insight.interpretations import solve_interpretations

    case = open_case(model, as_of)
    statements = {}
    if case.dossier is not None:
        with case.record() as record:
            statements = {s.id: s for s in record.statements()}
    with stages() as at:
        ensemble = solve_interpretations(case.conflict, progress=lambda n, of: at("solving", n, of))
        found = find_out(case.conflict, statements=statements, ensemble=ensemble)
    show(found, case, as_json=as_json)
