"""Coalitions on the command line: how they are named, and what ``solve`` and ``explain`` print of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modusvivendi.version import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from modusvivendi.conflict import Conflict
    from modusvivendi.stability import Analysis, CoalitionAnalysis
    from modusvivendi.stability.coalition_explanation import CoalitionExplanation, JointAnswer
    from modusvivendi.stability.explanation import Step

All = Annotated[
    bool, typer.Option("--coalitions", help="Which coalitions would upset which equilibria: all of them.")
]
Some = Annotated[
    list[str] | None,
    typer.Option("--coalition", metavar='"A,B"', help="One coalition. May be given several times."),
]
Structure = Annotated[
    str | None,
    typer.Option(
        "--structure", metavar='"A,B;C"', help="Who stands with whom; who is not named stands alone."
    ),
]
Answers = Annotated[
    str,
    typer.Option(
        "--answers",
        metavar="any|structure",
        help="Whose joint improvements answer under CSEQ: of any coalition, or those of the structure only.",
    ),
]

LISTED = 40
"""How many states a table for people has at most."""

FOLDED = 8
"""From how many on states that only the weakest concept holds are counted instead of listed."""

NAMED = 6
"""How many coalitions are named for a state."""

TOLD = 3
"""For how many states it is told how they are upset."""

_HARDEST_FIRST = ("cgmr", "csmr", "cseq", "cnash")
"""Who leaves although others may answer in any way leaves in any case."""


def find_members(conflict: Conflict, written: str) -> list[str]:
    """Find the members of a coalition written ``A,B`` or ``A + B``; names with commas are quoted.

    Raises
    ------
    UnknownName
        If one of them is no decision maker; the nearest are named.
    """
    from modusvivendi.cli.explain import find_party
    from modusvivendi.errors import UnknownName

    try:
        return [find_party(conflict, written)]
    except UnknownName:
        parts = re.findall(r'(?:"[^"]*"|[^,+"])+', written)
        names = [part.strip().strip('"') for part in parts if part.strip()]
        if len(names) < 2:
            raise
        return list(dict.fromkeys(find_party(conflict, name) for name in names))


def coalition_keys(concepts: str) -> tuple[str, ...]:
    """Read a list of concepts as those of coalitions, ``seq`` standing for ``cseq``.

    Raises
    ------
    BadParameter
        If one is none of coalitions, or there is none.
    """
    from modusvivendi.errors import UnknownName
    from modusvivendi.stability.coalitions import coalition_concept

    try:
        keys = dict.fromkeys(coalition_concept(part).key for part in concepts.split(",") if part.strip())
    except UnknownName as error:
        raise typer.BadParameter(str(error), param_hint="--concepts") from None
    if not keys:
        raise typer.BadParameter("name a concept", param_hint="--concepts")
    return tuple(keys)


# modus solve


def print_coalitions(
    conflict: Conflict,
    concepts: str,
    interpretation: str | None,
    coalitions: Sequence[str] | None,
    structure: str | None,
    answers: str,
    as_json: bool,
) -> None:
    """Solve for coalitions and print which of them would leave which states.

    Parameters
    ----------
    conflict, interpretation
        What to solve.
    concepts
        As written by the user.
    coalitions
        As written by the user; None: those of the structure, or all.
    structure, answers
        As written by the user.
    as_json
        One JSON object in place of tables.
    """
    from modusvivendi.stability import solve, solve_coalitions
    from modusvivendi.stability.coalitions import ANSWERS

    keys = coalition_keys(concepts)
    if structure is not None and coalitions:
        raise typer.BadParameter("give coalitions or a structure, not both", param_hint="--structure")
    if answers not in ANSWERS:
        raise typer.BadParameter(f"{answers!r} is neither {' nor '.join(ANSWERS)}", param_hint="--answers")
    if answers == "structure" and structure is None:
        raise typer.BadParameter("give the structure, too: --structure", param_hint="--answers")
    groups = None if structure is None else [part for part in structure.split(";") if part.strip()]
    found = solve_coalitions(
        conflict,
        [find_members(conflict, written) for written in coalitions] if coalitions else None,
        keys,
        interpretation,
        structure=None if groups is None else [find_members(conflict, written) for written in groups],
        answers=answers,
    )
    alone = solve(conflict, tuple(key[1:] for key in keys), found.interpretation)
    if as_json:
        _print_json(found, alone, structure is not None)
    else:
        _print_tables(found, alone, structure is not None, whole=not coalitions)


def _print_json(found: CoalitionAnalysis, alone: Analysis, structured: bool) -> None:
    """Print the object piece by piece, as there may be many states and coalitions."""
    from modusvivendi.stability import records

    conflict = found.conflict
    head = {
        "decision_makers": list(conflict.names),
        "options": list(conflict.options),
        "concepts": list(found.concepts),
        "coalitions": [list(members) for members in found.coalitions],
        "structure": structured,
        "answers": found.answers,
        "feasible_states": len(conflict.codes),
        "status_quo": conflict.status_quo,
        "interpretation": found.interpretation.id,
        "equilibria": {key: found.equilibria(key).tolist() for key in found.concepts},
        "alone": records.equilibria(alone),
        "variants": found.variants,
        "version": __version__,
    }
    typer.echo(json.dumps(head, ensure_ascii=False)[:-1] + ', "states": [', nl=False)
    rows = _rows(found, alone)
    separator = "\n"
    while block := list(islice(rows, 1024)):
        typer.echo(separator + ",\n".join(json.dumps(row, ensure_ascii=False) for row in block), nl=False)
        separator = ",\n"
    typer.echo("\n]}")


def _rows(found: CoalitionAnalysis, alone: Analysis) -> Iterator[dict[str, Any]]:
    from modusvivendi.cli.explain import state_members
    from modusvivendi.stability import records

    for state in records.records(alone):
        code = state["code"]
        yield {
            **state_members(found.conflict, code),
            "upset_by": {key: [list(who) for who in found.upset(code, key)] for key in found.concepts},
            "equilibrium": {key: not found.upset(code, key) for key in found.concepts},
            "alone": state["equilibrium"],
        }


def _print_tables(found: CoalitionAnalysis, alone: Analysis, structured: bool, whole: bool) -> None:
    """Print the equilibria, who would upset them and how; ``whole`` where coalitions take in everybody."""
    import numpy as np
    from rich.console import Console

    conflict = found.conflict
    console = Console(highlight=False)
    if conflict.title:
        console.print(conflict.title, style="bold", markup=False)
    shown = [_together(members) for members in found.coalitions]
    if structured or len(shown) <= NAMED:
        what = "Coalition structure" if structured else "Coalitions"
        console.print(f"{what}: {'; '.join(shown)}", markup=False)
    else:
        console.print(f"{len(shown):,} coalitions of {len(conflict.names)} decision makers")
    if conflict.interpretation_count > 1:
        console.print(
            f"Interpretation {found.interpretation.id}, one of {conflict.interpretation_count:,}",
            markup=False,
        )
    console.print()
    held = np.stack([found.stable(key).all(axis=0) for key in found.concepts])
    single = np.stack([alone.stable(key).all(axis=0) for key in alone.concepts])
    # Some coalitions chosen at will make no equilibrium, however many states they would keep.
    some = single.any(axis=0) | (held.any(axis=0) if whole else False)
    strong = [
        row
        for rows, keys in ((single, alone.concepts), (held, found.concepts))
        for row, key in zip(rows, keys, strict=True)
        if not key.endswith("gmr")
    ]
    weak = some & ~np.any(strong, axis=0) if strong else np.zeros_like(some)
    folded = int(weak.sum()) if weak.sum() >= FOLDED else 0
    places = np.flatnonzero(some & ~weak if folded else some).tolist()
    if places:
        _print_equilibria(console, found, alone, places)
    elif not folded:
        console.print("No state is an equilibrium under any of these concepts.")
        return
    if folded:
        more = "more are" if places else "states are"
        console.print(f"{folded:,} {more} equilibria under GMR or CGMR alone; --json lists them")
    upset = [place for place in places if single[:, place].any() and not held[:, place].all()]
    if upset:
        _print_upset(console, found, upset[:LISTED])
        _print_ways(console, found, upset[:TOLD])
    elif places:
        console.print("\nNone of these coalitions would leave any of them.")


def _together(members: Iterable[str]) -> str:
    return " + ".join(members)


def _name(conflict: Conflict, code: int) -> str:
    if conflict.graph is not None:
        return conflict.describe(code)
    return ", ".join(conflict.taken(code)) or "nothing taken"


def _print_equilibria(console: Console, found: CoalitionAnalysis, alone: Analysis, places: list[int]) -> None:
    """List the equilibria of decision makers on their own, and which of them no coalition would leave."""
    from rich.text import Text

    from modusvivendi.cli.solve import _label, _table
    from modusvivendi.stability.concepts import COALITION

    table = _table("state", title="Equilibria", title_justify="left", title_style="bold")
    table.add_column("options taken" if found.conflict.graph is None else "name", ratio=1, overflow="fold")
    table.add_column("each alone", overflow="fold")
    for key in found.concepts:
        table.add_column(COALITION[key].label, justify="center")
    for place in places[:LISTED]:
        name = Text(_name(found.conflict, int(found.conflict.codes[place])))
        labels = [_label(key) for key in alone.concepts if alone.stable(key)[:, place].all()]
        marks = ["●" if found.stable(key)[:, place].all() else "·" for key in found.concepts]
        table.add_row(str(place + 1), name, " ".join(labels), *marks)
    console.print(table)
    if len(places) > LISTED:
        console.print(f"and {len(places) - LISTED:,} more; --json lists all")
    console.print("●: none of these coalitions would leave it", style="dim")


def _print_upset(console: Console, found: CoalitionAnalysis, places: list[int]) -> None:
    """Say for each equilibrium which coalitions would leave it under which concept, small ones first."""
    from rich.text import Text

    from modusvivendi.cli.solve import _table
    from modusvivendi.stability.concepts import COALITION

    table = _table("state", title="\nWho would upset them", title_justify="left", title_style="bold")
    table.add_column("coalition", ratio=1, overflow="fold")
    for key in found.concepts:
        table.add_column(COALITION[key].label, justify="center")
    for place in places:
        leaving = [
            row
            for row in range(len(found.coalitions))
            if any(not found.stable(key)[row, place] for key in found.concepts)
        ]
        for number, row in enumerate(leaving[:NAMED]):
            marks = ["" if found.stable(key)[row, place] else "leaves" for key in found.concepts]
            last = number + 1 == len(leaving)
            who = Text(_together(found.coalitions[row]))
            table.add_row("" if number else str(place + 1), who, *marks, end_section=last)
        if len(leaving) > NAMED:
            table.add_row("", f"and {len(leaving) - NAMED} more", end_section=True)
    console.print(table)


def _print_ways(console: Console, found: CoalitionAnalysis, places: list[int]) -> None:
    """Tell for some of the equilibria how the smallest coalition upsets them, against the hardest answers."""
    from modusvivendi.stability.concepts import COALITION

    console.print("\nHow", style="bold")
    for place in places:
        code = int(found.conflict.codes[place])
        for key in (key for key in _HARDEST_FIRST if key in found.concepts):
            leaving = found.upset(code, key)
            if leaving:
                told = found.explain(code, leaving[0], key).sentence
                console.print(f"State {place + 1}, {COALITION[key].label}: {told}", markup=False)
                break


# modus explain


def explain_coalition(
    conflict: Conflict,
    code: int,
    members: Sequence[str],
    concepts: str | None,
    interpretation: str | None,
    as_json: bool,
) -> None:
    """Say why a coalition would or would not leave a state."""
    from modusvivendi.cli.explain import print_alike, print_heading, state_members
    from modusvivendi.stability.coalitions import explain_coalition as why
    from modusvivendi.stability.concepts import COALITION

    keys = tuple(COALITION) if concepts is None else coalition_keys(concepts)
    assumed = conflict.interpretation(interpretation or "base")
    explained = [why(conflict, code, members, key, assumed) for key in keys]
    if as_json:
        record = {
            "state": state_members(conflict, code),
            "interpretation": assumed.id,
            "coalition": list(explained[0].coalition),
            "concepts": list(keys),
            "explanations": [_record(told) for told in explained],
            "variants": {key: COALITION[key].variant for key in keys},
            "version": __version__,
        }
        typer.echo(json.dumps(record, ensure_ascii=False))
        return
    print_heading(conflict, code, assumed.id)
    shown = {dm.key: dm.name for dm in conflict.decision_makers}
    typer.echo(f"\n{' + '.join(shown[key] for key in explained[0].coalition)}")
    print_alike([(COALITION[told.concept].label, told.stable, told.sentence) for told in explained])


def _record(told: CoalitionExplanation) -> dict[str, Any]:
    return {
        "concept": told.concept,
        "stable": told.stable,
        "why": told.verdict.value if told.stable else None,
        "reachable": told.reachable,
        "undeterred": [
            {"improvement": improvement, "way": _steps(way)}
            for improvement, way in zip(told.undeterred, told.ways, strict=True)
        ],
        "answers": [_answer(answer) for answer in told.answers],
        "sentence": told.sentence,
    }


def _answer(answer: JointAnswer) -> dict[str, Any]:
    return {
        "improvement": answer.improvement,
        "way": _steps(answer.way),
        "steps": [
            {"members": list(step.members), "state": step.state, "moves": _steps(step.moves)}
            for step in answer.steps
        ],
        "not_better": list(answer.not_better),
    }


def _steps(steps: Iterable[Step]) -> list[dict[str, Any]]:
    return [{"decision_maker": step.decision_maker, "state": step.state} for step in steps]
