"""``modus cite``: a statement with its citation, to be copied."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.options import AsJson


def cite(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case.")],
    statements: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of statements.")],
    form: Annotated[
        str, typer.Option("--format", help="How it is written: text, markdown, bibtex or json.")
    ] = "text",
    as_json: AsJson = False,
) -> None:
    """Give statements with their sentence, outlet, title, date, chain of sources and place, to be copied.

    Example:  modus cite peacekeeping 004-212a --format markdown
    """
    from modusvivendi.brief.citation import FORMS
    from modusvivendi.dossier import Dossier
    from modusvivendi.errors import nearest

    form = "json" if as_json else form
    if form not in FORMS:
        hint = nearest(form, FORMS) or f"there are {', '.join(FORMS)}"
        raise typer.BadParameter(f"there is no form {form!r}; {hint}", param_hint="--format")
    with Dossier.open(case / "dossier.db", must_exist=True) as dossier:
        reports = {report.name: report for report in dossier.reports()}
        cited = [dossier.statement(statement) for statement in statements]
    written = [FORMS[form](statement, reports[statement.report]) for statement in cited]
    typer.echo(("\n" if form == "json" else "\n\n").join(written))
