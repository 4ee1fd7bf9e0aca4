"""``modus example``: write a case that ships with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.options import AsJson


def example(
    name: Annotated[str | None, typer.Argument(help="Which example; without it, list them.")] = None,
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="Where to write it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write an example case that ships with the program to DIR.

    Example:  modus example peacekeeping demo  then  modus brief --case demo
    """
    from modusvivendi.examples import examples, write_example

    if name is None:
        if as_json:
            import json

            typer.echo(json.dumps(examples(), ensure_ascii=False))
        else:
            for key, about in examples().items():
                typer.echo(f"{key:25}{about}")
        return
    if folder is None:
        raise typer.BadParameter("say where to write it: modus example NAME DIR", param_hint="DIR")
    written = write_example(name, folder)
    if as_json:
        import json

        typer.echo(json.dumps({"case": str(folder), "files": [str(p) for p in written]}, ensure_ascii=False))
    else:
        typer.echo(f"{name} is in {folder} ({len(written)} files)")
        if any(p.name == "conflict.yaml" for p in written):
            typer.echo(f"next: modus solve {folder / 'conflict.yaml'}", err=True)
        else:
            typer.echo(f"next: modus brief --case {folder}", err=True)
