"""``modus solve``: which states of a conflict would hold, for whom, and why."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modusvivendi.cli import coalitions as together
from modusvivendi.cli.case import AsOf, open_case

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rich.console import Console
    from rich.table import Table

    from modusvivendi.stability import Analysis

FOLDED = 8
"""From how many on states that only the weakest concept holds are counted instead of listed."""

EXPLAINED = 4
"""For how many equilibria the reasons are shown."""

LISTED = 60
"""How many rows a table for people has at most."""

REASON = {"unstable": "leaves", "no_move": "no move", "not_wanted": "content", "feared": "deterred"}

OTHERWISE = ("weaker", "stronger")
"""For what is stable, but less strongly than a concept asks, or more."""


_WEAKEST_FIRST = {"gmr": 1, "smr": 2, "seq": 3, "sseq": 4, "nash": 5}


def solve(
    conflict: Annotated[
        Path,
        typer.Argument(
            metavar="CONFLICT",
            help="A conflict.yaml, a GMCR+ .gmcr file, a ranked JSON file, or an option table (.csv, .xlsx).",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    concepts: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="Stability concepts, separated by commas: nash, gmr, smr, seq, sseq, sim, nm, l1, l2 …, "
            "gmr-strong, gmr-weak, gmr@3 …, nash-a, seq-d …",
        ),
    ] = "nash,gmr,smr,seq",
    interpretation: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Which answers and circumstances to assume, such as q1=yes,c1=no."),
    ] = None,
    npz: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the states as arrays to FILE, for large conflicts."),
    ] = None,
    coalitions: together.All = False,
    coalition: together.Some = None,
    structure: together.Structure = None,
    answers: together.Answers = "any",
    as_of: AsOf = None,
) -> None:
    """Work out which states would hold: for whom, under which stability concept, and why.

    Examples:  modus solve conflict.yaml --concepts nash,seq   or   modus solve conflict.yaml --coalitions
    """
    from modusvivendi.errors import UnknownName
    from modusvivendi.stability import chosen, records
    from modusvivendi.stability import solve as solved

    of_coalitions = coalitions or bool(coalition) or structure is not None
    if of_coalitions and npz is not None:
        raise typer.BadParameter("verdicts of coalitions are not written as arrays", param_hint="--npz")
    try:
        keys = () if of_coalitions else chosen(concepts)
    except UnknownName as error:
        raise typer.BadParameter(str(error), param_hint="--concepts") from None
    model = open_case(conflict, as_of).conflict
    if of_coalitions:
        together.print_coalitions(model, concepts, interpretation, coalition, structure, answers, as_json)
        return
    analysis = solved(model, keys, interpretation)
    if npz is not None:
        try:
            records.save_arrays(analysis, npz)
        except OSError as error:
            raise _unwritable(npz, error) from error
    if as_json:
        _print_json(analysis, with_states=npz is None)
    else:
        _print_tables(analysis, npz)


def _unwritable(path: Path, error: OSError) -> Exception:
    from modusvivendi.errors import ModusError

    return ModusError(f"the file cannot be written: {error.strerror}", file=str(path))


def _print_json(analysis: Analysis, with_states: bool) -> None:
    """Print the object piece by piece, as there may be very many states."""
    from modusvivendi.stability import records

    members = records.header(analysis)
    members["interpretation_count"] = analysis.conflict.interpretation_count
    members["interpretations"] = _interpretations(analysis)
    head = json.dumps(members, ensure_ascii=False)
    if not with_states:
        typer.echo(head)
        return
    typer.echo(head[:-1] + ', "states": [', nl=False)
    rows = records.records(analysis)
    separator = "\n"
    while block := list(islice(rows, 4096)):
        typer.echo(separator + ",\n".join(json.dumps(row, ensure_ascii=False) for row in block), nl=False)
        separator = ",\n"
    typer.echo("\n]}")


def _interpretations(analysis: Analysis) -> list[dict[str, Any]]:
    from modusvivendi.stability import records, solve_each

    conflict = analysis.conflict
    if conflict.interpretation_count == 1:
        return [{"id": analysis.interpretation.id, "equilibria": records.equilibria(analysis)}]
    some = islice(conflict.interpretations(), records.MOST_INTERPRETATIONS)
    return [
        {"id": found.interpretation.id, "equilibria": records.equilibria(found)}
        for found in solve_each(conflict, analysis.concepts, some)
    ]


def _print_tables(analysis: Analysis, npz: Path | None) -> None:
    from rich.console import Console

    conflict = analysis.conflict
    console = Console(highlight=False)
    if conflict.title:
        console.print(conflict.title, style="bold", markup=False)
    parts = [f"{len(analysis.names)} decision makers"]
    parts += [f"{len(conflict.options)} options"] if conflict.graph is None else []
    parts.append(f"{len(analysis.codes):,} feasible states")
    console.print(", ".join(parts))
    if conflict.interpretation_count > 1:
        console.print(
            f"Interpretation {analysis.interpretation.id}, one of {conflict.interpretation_count:,}",
            markup=False,
        )
    console.print()
    shown = _print_equilibria(console, analysis)
    _print_reasons(console, analysis, shown[:EXPLAINED])
    _print_status_quo(console, analysis)
    if conflict.interpretation_count > 1:
        _print_interpretations(console, analysis)
    if npz is not None:
        console.print(f"\nStates written to {npz}", markup=False)


def _table(*headings: str, **settings: Any) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(*headings, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, **settings)
    return table


def _state(analysis: Analysis, code: int) -> str:
    if analysis.conflict.graph is not None:
        return analysis.conflict.describe(code)
    return ", ".join(analysis.conflict.taken(code)) or "nothing taken"


def _label(key: str) -> str:
    from modusvivendi.stability import concept

    return concept(key).label


def _print_equilibria(console: Console, analysis: Analysis) -> list[int]:
    """List the states that hold for everybody; those under the weakest concept alone are folded if many."""
    import numpy as np
    from rich.text import Text

    holds = np.stack([analysis.holds(key) for key in analysis.concepts])
    some = holds.any(axis=0)
    folded = 0
    if "gmr" in analysis.concepts and len(analysis.concepts) > 1:
        strong = np.stack([row for key, row in zip(analysis.concepts, holds, strict=True) if key != "gmr"])
        alone = some & ~strong.any(axis=0)
        if int(alone.sum()) >= FOLDED:
            folded = int(alone.sum())
            some = strong.any(axis=0)
    places = np.flatnonzero(some)
    if not len(places) and not folded:
        console.print("No state is an equilibrium under any of these concepts.")
        return []
    if len(places):
        table = _table("state", title="Equilibria", title_justify="left", title_style="bold")
        table.add_column(
            "options taken" if analysis.conflict.graph is None else "name", ratio=1, overflow="fold"
        )
        for key in analysis.concepts:
            table.add_column(_label(key), justify="center")
        for place in places[:LISTED].tolist():
            name = Text(_state(analysis, int(analysis.codes[place])))
            table.add_row(str(place + 1), name, *("●" if held else "·" for held in holds[:, place]))
        console.print(table)
    if len(places) > LISTED:
        console.print(f"and {len(places) - LISTED:,} more; --json lists all")
    if folded:
        more = "more states hold" if len(places) else "states hold"
        console.print(f"{folded:,} {more} under GMR alone; --json lists them")
    return [int(code) for code in analysis.codes[places]]


def _print_reasons(console: Console, analysis: Analysis, codes: list[int]) -> None:
    """Say, for each equilibrium and decision maker, what keeps it there."""
    import numpy as np
    from rich.text import Text

    if not codes:
        return
    table = _table("state", title="\nWhy they hold", title_justify="left", title_style="bold")
    table.add_column("decision maker", ratio=1, overflow="fold")
    for key in analysis.concepts:
        table.add_column(_label(key))
    why = {key: _reasons(analysis, key) for key in analysis.concepts}
    shown = [dm.name for dm in analysis.conflict.decision_makers]
    for code in codes:
        place = analysis.conflict.position(code)
        alike: dict[tuple[str, ...], list[str]] = {}
        for row, name in enumerate(shown):
            reasons = tuple(str(why[key][row, place]) for key in analysis.concepts)
            alike.setdefault(reasons, []).append(name)
        for number, (reasons, names) in enumerate(alike.items()):
            state = "" if number else str((place or 0) + 1)
            table.add_row(state, Text(", ".join(names)), *reasons, end_section=number + 1 == len(alike))
    console.print(table)
    places = np.searchsorted(analysis.codes, codes)
    graded = any(np.isin(table[:, places], OTHERWISE).any() for table in why.values())
    console.print(
        "content: no move is an improvement; deterred: every improvement can be answered;\n"
        "no move: nothing it could do; leaves: it would not stay"
        + (";\nweaker, stronger: stable, but less or more strongly than is asked for" if graded else ""),
        style="dim",
    )


def _reasons(analysis: Analysis, key: str) -> NDArray[Any]:
    """Say in a word for each decision maker and state what a concept makes of it, shape (n, N)."""
    import numpy as np

    from modusvivendi.stability.refinements import refinement

    refined = refinement(key)
    held = analysis.without_degrees(key) & ~analysis.stable(key)
    otherwise = OTHERWISE[refined is not None and refined.weak]
    return np.where(held, otherwise, np.vectorize(REASON.get, otypes=[np.str_])(analysis.why(key)))


def _print_status_quo(console: Console, analysis: Analysis) -> None:
    """Say whether the present state holds, and who would leave it otherwise."""
    now = analysis.conflict.status_quo
    if now is None:
        return
    place = analysis.conflict.position(now)
    holding = [_label(key) for key in analysis.concepts if analysis.holds(key)[place]]
    console.print(f"\n[bold]Status quo[/bold] (state {(place or 0) + 1})")
    if holding:
        console.print(f"It is an equilibrium under {', '.join(holding)}.")
    else:
        console.print("It is an equilibrium under none of these concepts.")
    # Who would leave even under the concept that asks least of a state would leave under any.
    for key in sorted(analysis.concepts, key=_strictness):
        stays = analysis.without_degrees(key)[:, place]
        leaving = [name for name, staying in zip(analysis.names, stays.tolist(), strict=True) if not staying]
        for name in leaving[:3]:
            console.print(f"{_label(key)}: {analysis.explain(now, name, key).sentence}", markup=False)
        if leaving:
            break


def _strictness(key: str) -> int:
    """Put concepts in an order in which those that ask less of a state come first."""
    from modusvivendi.stability.refinements import refinement

    refined = refinement(key)
    return _WEAKEST_FIRST.get(refined.base if refined is not None else key, 0)


def _print_interpretations(console: Console, analysis: Analysis) -> None:
    from rich.text import Text

    conflict = analysis.conflict
    table = _table(title="\nEquilibria by interpretation (states)", title_justify="left", title_style="bold")
    table.add_column("interpretation", ratio=1, overflow="fold")
    for key in analysis.concepts:
        table.add_column(_label(key), overflow="fold", max_width=18)
    for entry in _interpretations(analysis):
        cells = []
        for codes in entry["equilibria"].values():
            numbers = ", ".join(str((conflict.position(code) or 0) + 1) for code in codes)
            cells.append(numbers if len(codes) <= 6 else f"{len(codes):,} states")
        table.add_row(Text(entry["id"]), *(cell or "none" for cell in cells))
    console.print(table)
    from modusvivendi.stability.records import MOST_INTERPRETATIONS

    rest = conflict.interpretation_count - MOST_INTERPRETATIONS
    if rest > 0:
        console.print(f"and {rest:,} more interpretations")
    for question in conflict.questions:
        console.print(f"{question.id}: {question.text}", markup=False, style="dim")
    for number, name in enumerate(conflict.circumstances, start=1):
        console.print(f"c{number}: {conflict.circumstances[name] or name}", markup=False, style="dim")
