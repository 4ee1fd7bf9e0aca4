"""Who decides: the option that commands which record decisions share."""

from __future__ import annotations

import os
from typing import Annotated

import typer

Who = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who decides; else MODUS_WHO, else who is logged in."),
]


def name_of(given: str | None) -> str:
    """Give the name to record: the one given, else that of the setting, else that of who is logged in."""
    import getpass

    try:
        return given or os.environ.get("MODUS_WHO") or getpass.getuser()
    except (KeyError, OSError):  # nobody is logged in, as in a container
        return "somebody"
