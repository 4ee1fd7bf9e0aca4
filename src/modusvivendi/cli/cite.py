"""``modus cite``: a statement with its citation, to be copied."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.case import AsOf
from modusvivendi.cli.options import AsJson


def cite(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case.")],
    statements: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of statements.")],
    form: Annotated[
        str, typer.Option("--format", help="How it is written: text, markdown, bibtex or json.")
    ] = "text",
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Give statements with their sentence, outlet, title, date, chain of sources and place, to be copied.

    Example:  modus cite peacekeeping 004-212a --format markdown
    """
    from modusvivendi.brief.citation import FORMS
    from modusvivendi.brief.looking import opened_record
    from modusvivendi.errors import UnknownName, nearest

    form = "json" if as_json else form
    if form not in FORMS:
        hint = nearest(form, FORMS) or f"there are {', '.join(FORMS)}"
        raise typer.BadParameter(f"there is no form {form!r}; {hint}", param_hint="--format")
    with opened_record(case, as_of=as_of) as (dossier, record, _):
        known = {statement.id for statement in record.statements()}
        late = [id_ for id_ in statements if dossier.statement(id_).id not in known]
        if as_of is not None and late:
            raise UnknownName(f"{', '.join(late)}: not known to have been said by {as_of}")
        reports = {report.name: report for report in dossier.reports()}
        cited = [dossier.statement(statement) for statement in statements]
    written = [FORMS[form](statement, reports[statement.report]) for statement in cited]
    typer.echo(("\n" if form == "json" else "\n\n").join(written))
