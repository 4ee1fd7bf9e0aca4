"""Which states a table shows, what was left out, and states in option form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from modusvivendi.conflict import Conflict
from modusvivendi.publish.tables import Cell, Column, Row, Section, Table
from modusvivendi.stability import Analysis, concept
from modusvivendi.stability.lattice import Int64

LIMIT = 200
"""Up to how many states are listed in a table, unless asked otherwise."""

ABREAST = 12
"""Up to how many states stand side by side as columns; more stand one below the other."""


@dataclass(frozen=True)
class Shown:
    """The states a table shows.

    Attributes
    ----------
    places
        Their places among the feasible states, ascending from 0; their numbers are one more.
    left_out
        How many states are not shown that the table is about.
    note
        Says so; None where nothing was left out.
    """

    places: Int64
    left_out: int = 0
    note: str | None = None

    @property
    def numbers(self) -> list[int]:
        """The numbers of the states, from 1."""
        return [int(place) + 1 for place in self.places]


def shown_equilibria(analysis: Analysis, limit: int = LIMIT) -> Shown:
    """Choose the equilibria under any of the concepts.

    Where there are more than ``limit``, those that hold under the most concepts are chosen, and of these the
    first.
    """
    holding = np.sum([analysis.holds(key) for key in analysis.concepts], axis=0)
    places = np.flatnonzero(holding).astype(np.int64)
    left = len(places) - limit
    if left <= 0:
        return Shown(places)
    which = f"The {limit:,} of {len(places):,} equilibria that hold under the most concepts"
    chosen = places[np.argsort(-holding[places], kind="stable")[:limit]]
    return Shown(np.sort(chosen), left, f"{which}; {left:,} are left out.")


def shown_states(analysis: Analysis, limit: int = LIMIT) -> Shown:
    """Choose all states, or the equilibria where there are more than ``limit`` states."""
    count = len(analysis.codes)
    if count <= limit:
        return Shown(np.arange(count, dtype=np.int64))
    some = shown_equilibria(analysis, limit)
    labels = ", ".join(concept(key).label for key in analysis.concepts)
    which = f"the equilibria under any of {labels}"
    if some.left_out:
        found = len(some.places) + some.left_out
        which = f"{limit:,} of {found:,} equilibria under any of {labels}, those under the most,"
    left = count - len(some.places)
    return Shown(some.places, left, f"Of {count:,} states only {which} are listed; {left:,} are left out.")


def in_option_form(conflict: Conflict) -> bool:
    """Tell whether states are printed in option form; others are printed with their names."""
    return conflict.graph is None or bool(conflict.patterns)


def option_sections(conflict: Conflict, places: Int64) -> list[Section]:
    """Give the states in option form, one column a state: a section a decision maker, a row an option."""
    names = {dm.key: dm.name for dm in conflict.decision_makers}
    sections = []
    for key, options in groupby(_letters(conflict, places), key=lambda option: option[0]):
        rows: list[Row] = [(label, *letters) for _, _, label, letters in options]
        sections.append(Section(tuple(rows), names[key]))
    return sections


def option_columns(conflict: Conflict) -> list[Column]:
    """Give a column for each option, grouped by decision maker; a state's name where there are no options."""
    if not in_option_form(conflict):
        return [Column("name")]
    nobody = np.empty(0, dtype=np.int64)
    return [Column(option, key) for key, option, _, _ in _letters(conflict, nobody)]


def option_cells(conflict: Conflict, place: int) -> list[Cell]:
    """Give the cells of one state under :func:`option_columns`."""
    if conflict.graph is not None and not conflict.patterns:
        return [conflict.graph.states[int(conflict.codes[place])]]
    return [letters[0] for _, _, _, letters in _letters(conflict, np.array([place]))]


def _letters(conflict: Conflict, places: Int64) -> Iterator[tuple[str, str, str, list[str]]]:
    """Give for each option its decision maker, its key, its label, and a letter for each of the states."""
    codes = conflict.codes[places]
    for key, options in conflict.patterns.items():
        for option, letters in options.items():
            yield key, option, option, [letters[code] for code in codes.tolist()]
    for dm in conflict.decision_makers:
        for name, (option, label) in zip(dm.option_names, dm.options.items(), strict=True):
            taken = (codes >> conflict.bits[name] & 1).tolist()
            yield dm.key, option, label, ["Y" if bit else "N" for bit in taken]


def state_table(
    conflict: Conflict,
    shown: Shown,
    name: str,
    title: str,
    below: Sequence[tuple[str, Sequence[Cell]]] = (),
    heading: str = "",
    notes: Sequence[str | None] = (),
) -> Table:
    """Make a table of states in option form, with a row (or column) of marks for each of several things.

    Up to ``ABREAST`` states stand side by side, as the field prints them; more, and states that have names
    instead of options, stand one below the other.

    Parameters
    ----------
    conflict
        Whose states they are.
    shown
        Which.
    name, title
        Of the table.
    below
        A heading and one cell a state each.
    heading
        What the headings of ``below`` have in common.
    notes
        Those that are None are dropped.
    """
    kept = tuple(note for note in notes if note)
    if in_option_form(conflict) and len(shown.places) <= ABREAST:
        sections = option_sections(conflict, shown.places)
        if below:
            sections.append(Section(tuple((label, *cells) for label, cells in below), heading))
        columns = [Column("option"), *(Column(number, "state") for number in shown.numbers)]
        return Table(name, title, tuple(columns), tuple(sections), 1, "decision maker", kept, shown.left_out)
    columns = [Column("state"), *option_columns(conflict)]
    columns += [Column(label, heading) for label, _ in below]
    rows = tuple(
        (place + 1, *option_cells(conflict, place), *(cells[at] for _, cells in below))
        for at, place in enumerate(shown.places.tolist())
    )
    stub = 1 if in_option_form(conflict) else 2
    return Table(name, title, tuple(columns), (Section(rows),), stub, notes=kept, left_out=shown.left_out)
