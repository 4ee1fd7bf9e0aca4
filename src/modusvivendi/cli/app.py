"""The commands of ``modus``, registered under their names."""

from __future__ import annotations

from typing import Annotated

import typer

from modusvivendi.cli.backup import backup, move, restore
from modusvivendi.cli.blocks import blocks
from modusvivendi.cli.brief import brief
from modusvivendi.cli.cascade import cascade
from modusvivendi.cli.cite import cite
from modusvivendi.cli.compare_cases import compare
from modusvivendi.cli.database import database
from modusvivendi.cli.defection import defection
from modusvivendi.cli.draft import draft
from modusvivendi.cli.evaluate import evaluate
from modusvivendi.cli.example import example
from modusvivendi.cli.explain import explain
from modusvivendi.cli.export import export
from modusvivendi.cli.graph import graph
from modusvivendi.cli.handling import handling
from modusvivendi.cli.questions import questions
from modusvivendi.cli.ranking import ranking
from modusvivendi.cli.read import read
from modusvivendi.cli.review import review
from modusvivendi.cli.search import search
from modusvivendi.cli.serve import serve
from modusvivendi.cli.solve import solve
from modusvivendi.cli.together import coalitions
from modusvivendi.cli.tripwires import tripwires
from modusvivendi.cli.unlock import unlock
from modusvivendi.cli.watch import watch
from modusvivendi.cli.ways import ways
from modusvivendi.cli.withdraw import withdraw
from modusvivendi.cli.without import without
from modusvivendi.cli.zopa import zopa
from modusvivendi.version import __version__

app = typer.Typer(
    name="modus",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who would accept what, on which condition, on whose word - and which arrangements would hold.\n\n"
    "Start with:  modus example peacekeeping DIR  and  modus brief --case DIR",
)

app.command()(brief)
app.command()(read)
app.add_typer(review, name="review")
app.command()(cite)
app.command()(evaluate)
app.command()(draft)
app.command()(solve)
app.command()(search)
app.command()(explain)
app.command()(ranking)
app.command()(export)
app.command()(graph)
app.command()(zopa)
app.command()(blocks)
app.command()(ways)
app.command()(unlock)
app.command()(coalitions)
app.command()(without)
app.command()(cascade)
app.command()(defection)
app.command()(questions)
app.command()(withdraw)
app.command()(tripwires)
app.command()(compare)
app.command()(watch)
app.command()(serve)
app.command()(handling)
app.command()(backup)
app.command()(restore)
app.command()(move)
app.add_typer(database, name="database")
app.command()(example)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"modus {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""
