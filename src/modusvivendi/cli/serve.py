"""``modus serve``: the workbench of a case, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def serve(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case; made if missing.")],
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="H", help="Address to listen on; any but this machine's own asks for a login."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="P", min=0, max=65535, help="Port; 0 any free one; else 8642 or the next free."
        ),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
    token: Annotated[
        str,
        typer.Option("--token", metavar="TEXT", envvar="MODUS_TOKEN", help="Whoever knows it may log in."),
    ] = "",
    users: Annotated[
        Path | None,
        typer.Option("--users", metavar="FILE", help="Who may log in: lines NAME:PASSWORD-DIGEST."),
    ] = None,
    add_user: Annotated[
        str | None,
        typer.Option(
            "--add-user", metavar="NAME", help="Ask for a password, put NAME into --users, and stop."
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="Another name by which browsers reach this machine."),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option("--who", metavar="NAME", help="Who decides; else MODUS_WHO, else who is logged in."),
    ] = None,
) -> None:
    """Open the workbench of a case in the browser; it listens to this machine alone.

    Example:  modus serve mycase
    """
    from modusvivendi.cli.progress import talk
    from modusvivendi.workbench import Settings
    from modusvivendi.workbench.serving import serve as run
    from modusvivendi.workbench.users import put_user, read_users

    if add_user is not None:
        if users is None:
            raise typer.BadParameter("names nobody's file", param_hint="--add-user without --users")
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        put_user(users, add_user, password)
        talk(f"modus: {add_user} may log in with --users {users}")
        return
    settings = Settings(
        host=host,
        token=token,
        users=read_users(users) if users is not None else {},
        names=frozenset(each.casefold() for each in name or ()),
        who=_who(who),
    )
    run(case, settings, port, browser=not no_browser, tell=lambda said: talk(f"modus: {said}"))


def _who(given: str | None) -> str:
    import getpass
    import os

    try:
        return given or os.environ.get("MODUS_WHO") or getpass.getuser()
    except (KeyError, OSError):  # nobody is logged in, as in a container
        return "somebody"
