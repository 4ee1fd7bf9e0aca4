"""The tables of a paper: feasible states, equilibria, stability by party and concept, moves."""

from __future__ import annotations

from collections.abc import Sequence

from modusvivendi.conflict import Conflict
from modusvivendi.publish.states import (
    LIMIT,
    Shown,
    in_option_form,
    option_cells,
    shown_equilibria,
    shown_states,
    state_table,
)
from modusvivendi.publish.tables import Cell, Column, Row, Section, Table
from modusvivendi.stability import Analysis, concept

MOST_NUMBERS = 40
"""Up to how many states a list in one cell names."""

MARKS = ("u", "n", "r", "s")
"""By the number of the reason: unstable, no move, not wanted, feared."""

MARKS_NOTE = (
    "r: stable, no move is an improvement (rational); n: stable, there is no move; "
    "s: stable, every improvement is deterred (sanctioned); u: unstable."
)


def titled(analysis: Analysis, what: str) -> str:
    """Put the title of the conflict, and the interpretation where there are several, behind ``what``."""
    title = f"{what}: {analysis.conflict.title}" if analysis.conflict.title else what
    if analysis.conflict.interpretation_count > 1:
        title += f" (interpretation {analysis.interpretation.id})"
    return title


def status_quo_note(conflict: Conflict, shown: Shown) -> str | None:
    """Say which of the states shown is the status quo; None if none is."""
    place = None if conflict.status_quo is None else conflict.position(conflict.status_quo)
    if place is None or place not in shown.places:
        return None
    return f"State {place + 1} is the status quo."


def states_table(analysis: Analysis, limit: int = LIMIT) -> Table:
    """List the feasible states with their numbers, in option form; in graph form with their names."""
    shown = shown_states(analysis, limit)
    conflict = analysis.conflict
    codes: list[tuple[str, Sequence[Cell]]] = []
    if conflict.graph is None:
        codes = [("code", conflict.codes[shown.places].tolist())]
    notes = [status_quo_note(conflict, shown), shown.note]
    if conflict.patterns:
        notes.insert(0, "Y: the option is taken; N: it is not; -: either.")
    elif conflict.graph is None:
        told = "Y: the option is taken; N: it is not. The code counts 1, 2, 4 … for the options taken."
        notes.insert(0, told)
    return state_table(
        conflict, shown, "states", titled(analysis, "Feasible states"), codes, "decimal", notes
    )


def equilibria_table(analysis: Analysis, limit: int = LIMIT) -> Table:
    """List the states that are an equilibrium under any of the concepts, and tell under which."""
    shown = shown_equilibria(analysis, limit)
    holding: list[tuple[str, Sequence[Cell]]] = [
        (concept(key).label, analysis.holds(key)[shown.places].tolist()) for key in analysis.concepts
    ]
    notes = [status_quo_note(analysis.conflict, shown), shown.note]
    if not len(shown.places):
        labels = ", ".join(concept(key).label for key in analysis.concepts)
        notes.append(f"No state is an equilibrium under any of {labels}.")
    title = titled(analysis, "Equilibria")
    return state_table(analysis.conflict, shown, "equilibria", title, holding, "equilibrium", notes)


def stability_table(analysis: Analysis, limit: int = LIMIT) -> Table:
    """Tell for each state, concept and decision maker whether the state is stable, and why."""
    shown = shown_states(analysis, limit)
    named = not in_option_form(analysis.conflict)
    columns = [Column("state"), *([Column("name")] if named else [])]
    for key in analysis.concepts:
        columns += [Column(name, concept(key).label) for name in (*analysis.names, "all")]
    reasons = {key: analysis.reasons(key) for key in analysis.concepts}
    rows = []
    for place in shown.places.tolist():
        cells: list[Cell] = [place + 1]
        cells += option_cells(analysis.conflict, place) if named else []
        for key in analysis.concepts:
            found = reasons[key][:, place].tolist()
            cells += [MARKS[reason] for reason in found]
            cells.append("E" if all(found) else "")
        rows.append(tuple(cells))
    notes = [MARKS_NOTE, "E: an equilibrium, stable for all.", shown.note]
    return Table(
        "stability",
        titled(analysis, "Stability"),
        tuple(columns),
        (Section(tuple(rows)),),
        2 if named else 1,
        notes=tuple(note for note in notes if note),
        left_out=shown.left_out,
    )


def moves_table(analysis: Analysis, limit: int = LIMIT) -> Table:
    """List for each state and decision maker the unilateral moves and the improvements among them."""
    shown = shown_states(analysis, limit)
    conflict = analysis.conflict
    named = not in_option_form(conflict)
    columns = [Column("state"), *([Column("name")] if named else [])]
    for dm in conflict.decision_makers:
        columns += [Column(what, dm.key, is_text=True) for what in ("moves", "improvements")]
    rows: list[Row] = []
    cut = False
    for place in shown.places.tolist():
        code = int(conflict.codes[place])
        cells: list[Cell] = [place + 1]
        cells += option_cells(conflict, place) if named else []
        for row in range(len(analysis.names)):
            for codes in (analysis.moves(code, row), analysis.improvements(code, row)):
                numbers = (conflict.codes.searchsorted(codes[:MOST_NUMBERS]) + 1).tolist()
                text = ", ".join(map(str, numbers))
                rest = len(codes) - len(numbers)
                cut = cut or rest > 0
                cells.append(f"{text} and {rest:,} more" if rest else text)
        rows.append(tuple(cells))
    notes = [
        "Moves: the states the decision maker can reach alone in one move; improvements: those it prefers.",
        f"A list names {MOST_NUMBERS} states at most." if cut else None,
        shown.note,
    ]
    return Table(
        "moves",
        titled(analysis, "Unilateral moves and improvements"),
        tuple(columns),
        (Section(tuple(rows)),),
        2 if named else 1,
        notes=tuple(note for note in notes if note),
        left_out=shown.left_out,
    )
