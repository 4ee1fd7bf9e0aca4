"""``modus questions``: what to find out next, and from whom."""

from __future__ import annotations

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import Model, show
from modusvivendi.cli.options import AsJson


def questions(model: Model, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Rank what the record leaves open by what hangs on it, and say who could tell.

    Example:  modus questions mycase
    """
    from modusvivendi.insight.finding_out import find_out

    case = open_case(model, as_of)
    statements = {}
    if case.dossier is not None:
        with case.record() as record:
            statements = {s.id: s for s in record.statements()}
    show(find_out(case.conflict, statements=statements), case, as_json=as_json)
