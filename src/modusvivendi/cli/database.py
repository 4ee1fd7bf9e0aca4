"""``modus database``: the cases in a team's PostgreSQL database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.options import AsJson

database = typer.Typer(
    no_args_is_help=True,
    help="See and upgrade the cases in the PostgreSQL database that MODUS_DATABASE_URL names.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@database.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the cases that one may see, with the version of their tables.

    Example:  modus database list
    """
    from dataclasses import asdict

    from modusvivendi.dossier.postgresql import kept, required_url
    from modusvivendi.dossier.schema import SCHEMA_VERSION

    found = kept(required_url())
    if as_json:
        import json

        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        count = "1 report" if one.reports == 1 else f"{one.reports} reports"
        older = "" if one.version == SCHEMA_VERSION else f", tables of version {one.version}"
        typer.echo(f"{one.name}: {count}{older}{', being moved' if one.moving else ''}")
    if not found:
        typer.echo("the database has no cases")


@database.command()
def upgrade(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Cases; else all.")] = None,
) -> None:
    """Bring cases up to this version of the program, each as a whole or not at all; others wait meanwhile.

    Example:  modus database upgrade peacekeeping
    """
    from modusvivendi.dossier.postgresql import PostgresqlStore, kept, required_url, unknown_case
    from modusvivendi.dossier.schema import SCHEMA_VERSION

    url = required_url()
    known = {one.name: one for one in kept(url)}
    for name in names or ():
        if name not in known:
            raise unknown_case(name, url)
    for name in names or known:
        if known[name].version == SCHEMA_VERSION:
            typer.echo(f"{name}: up to date")
            continue
        store = PostgresqlStore(url, name)
        try:
            typer.echo(f"{name}: from version {store.bring_up_to_date()} to {SCHEMA_VERSION}")
        finally:
            store.close()


@database.command()
def join(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a case in the database.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the case, without a record yet.")],
) -> None:
    """Make a folder in which one works on a case of the team's; what is read there goes to the team.

    Example:  modus database join peacekeeping mycopy
    """
    from modusvivendi.dossier.opening import join as join_case

    join_case(folder, name)
    typer.echo(f"{folder}: its record is the team's case {name}")
