"""``modus backup``, ``modus restore`` and ``modus move``: a case in a file, and in another database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.options import AsJson
from modusvivendi.cli.progress import talk

Case = Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case.")]


def backup(
    case: Case,
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="The file to write.")],
    as_json: AsJson = False,
) -> None:
    """Write a case into one file: its reports, model and record, wherever this is kept, as they are now.

    Example:  modus backup peacekeeping peacekeeping-2031-05-01.zip
    """
    from modusvivendi.dossier.backup import back_up

    done = back_up(case, file)
    for name in done.left_out:
        talk(f"modus: {case}: {name!r} is left out: a link, no file, or a name that cannot be kept")
    if as_json:
        _print({"file": str(file), "files": done.files, "bytes": done.size, "left_out": list(done.left_out)})
    else:
        typer.echo(f"{file}: {done.files} files, {done.size:,} bytes, checked")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="A backup.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the case.")],
    as_json: AsJson = False,
) -> None:
    """Restore a case from a backup into a new folder, its record as an SQLite file.

    Example:  modus restore peacekeeping-2031-05-01.zip peacekeeping-restored
    """
    from modusvivendi.dossier.restoring import restore as restore_case

    done = restore_case(file, folder)
    if as_json:
        record = {"case": str(folder), "files": done.files, "upgraded_from": done.upgraded_from}
        _print(record)
        return
    older = f"; its record was of version {done.upgraded_from} and was brought up to date"
    typer.echo(f"{folder}: {done.files} files{older if done.upgraded_from else ''}")


def move(
    case: Case,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="URL|postgresql|sqlite",
            help="A PostgreSQL database like postgresql://USER@HOST/NAME; postgresql: the one that "
            "MODUS_DATABASE_URL names; sqlite: a file in the case.",
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Name of the case in the database; else its folder's."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Move the record of a case to PostgreSQL, for a team, or back into a file; as a whole or not at all.

    Example:  modus move peacekeeping --to postgresql
    """
    from modusvivendi.dossier.moving import move as move_dossier

    if to == "sqlite" and name is not None:
        raise typer.BadParameter("a case in a file has no other name than its folder", param_hint="--name")
    where = move_dossier(case / "dossier.db", to, name)
    if as_json:
        _print({"case": str(case), "to": "sqlite" if to == "sqlite" else "postgresql", "name": where})
    elif to == "sqlite":
        typer.echo(f"{case}: the record is in {case / where} now, and no longer in PostgreSQL")
    else:
        typer.echo(f"{case}: the record is in PostgreSQL now, as the case {where}")
        if to != "postgresql":
            talk("modus: who works on it has to set MODUS_DATABASE_URL to that address")


def _print(record: dict[str, object]) -> None:
    import json

    typer.echo(json.dumps(record, ensure_ascii=False))
