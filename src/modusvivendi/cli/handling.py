"""``modus handling``: how the reports of a case are to be handled."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.options import AsJson
from modusvivendi.cli.people import Who, name_of

if TYPE_CHECKING:
    from modusvivendi.dossier import Handling


def handling(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case.")],
    report: Annotated[
        str | None, typer.Argument(metavar="REPORT", help="Name of a report; without it, all are listed.")
    ] = None,
    caveat: Annotated[
        list[str] | None,
        typer.Option(
            "--caveat", metavar="TEXT", help="Put this on every export: internal, not for attribution, …"
        ),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take away the caveats it has.")] = False,
    redact: Annotated[
        bool | None,
        typer.Option("--redact/--no-redact", help="Leave its sentences and sources out of exports."),
    ] = None,
    who: Who = None,
    as_json: AsJson = False,
) -> None:
    """Say how a report is to be handled, or list which are to be handled with care.

    Example:  modus handling peacekeeping 004.txt --caveat "not for attribution" --redact
    """
    from modusvivendi.dossier import Dossier

    changes = bool(caveat) or clear or redact is not None
    if changes and report is None:
        raise typer.BadParameter("name the report that is to be handled so", param_hint="REPORT")
    with Dossier.open(case / "dossier.db", must_exist=True) as dossier:
        if report is not None and changes:
            present = dossier.handling().get(report)
            before = present.caveats if present and not clear else ()
            dossier.handle(
                report,
                caveats=(*before, *(caveat or ())),
                redact=redact,
                who=name_of(who),
                based_on=present.number if present else None,
            )
        elif report is not None:
            _check(dossier.readers(), report)
        shown = [one for name, one in dossier.handling().items() if report in (None, name)]
    if as_json:
        import json

        typer.echo(json.dumps([one.model_dump(mode="json") for one in shown], ensure_ascii=False))
        return
    for one in shown:
        typer.echo(_line(one))
    if not shown:
        typer.echo(f"{report or 'every report'}: nothing to be minded")


def _check(names: Collection[str], report: str) -> None:
    from modusvivendi.errors import UnknownName, nearest

    if report not in names:
        raise UnknownName(f"there is no report {report!r} in this case", hint=nearest(report, names))


def _line(one: Handling) -> str:
    parts = [*one.caveats, *(["redacted in exports"] if one.redact else [])]
    return f"{one.report}: {'; '.join(parts)}  [{one.who}, {one.when:%Y-%m-%d}]"
