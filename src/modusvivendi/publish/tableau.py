"""The classic tableau of stability analysis by hand, as Fraser and Hipel print it.

For each decision maker a *preference vector*: the states from the best to the worst. Above each state its
stability for the decision maker, below it the unilateral improvements from it, the most preferred on top.
Over the first preference vector stands the overall stability: E for an equilibrium, X for none.

References
----------
Fraser & Hipel, "Solving complex conflicts", IEEE Trans. on Systems, Man, and Cybernetics 9 (1979); Fraser &
Hipel, *Conflict Analysis: Models and Resolutions*, North-Holland 1984.
"""

from __future__ import annotations

import numpy as np

from modusvivendi.publish.results import titled
from modusvivendi.publish.states import LIMIT, Shown, shown_states
from modusvivendi.publish.tables import Cell, Column, Row, Section, Table
from modusvivendi.stability import Analysis, concept
from modusvivendi.stability.lattice import Int64

MOST_IMPROVEMENTS = 12
"""Up to how many improvements stand below a state."""


def tableau_table(analysis: Analysis, key: str = "seq", limit: int = LIMIT) -> Table:
    """Make the tableau for one concept.

    Parameters
    ----------
    analysis
        A conflict solved for the concept.
    key
        Of the concept. For ``seq`` it is the tableau of the literature.
    limit
        States shown at most; of a larger conflict the equilibria are.

    Raises
    ------
    UnknownName
        If the conflict was not solved for the concept.
    """
    reasons = analysis.reasons(key)
    holds = analysis.holds(key)
    shown = shown_states(analysis, limit)
    cut = 0
    sections = []
    for row, dm in enumerate(analysis.conflict.decision_makers):
        ranks = analysis.ranks[row, shown.places].astype(np.int64)
        vector = shown.places[np.lexsort((shown.places, -ranks))]
        rows: list[Row] = []
        if row == 0:
            rows.append(("overall", *("E" if held else "X" for held in holds[vector].tolist())))
        rows.append(("stability", *("urrs"[reason] for reason in reasons[row, vector].tolist())))
        rows.append(("state", *(vector + 1).tolist()))
        tied = analysis.ranks[row, vector[1:]] == analysis.ranks[row, vector[:-1]]
        if tied.any():
            rows.append(("as good", None, *("=" if same else None for same in tied.tolist())))
        improvements, more = _improvements(analysis, row, vector)
        cut += more
        sections.append(Section((*rows, *improvements), dm.name))
    label = concept(key).label
    columns = [Column(""), *(Column(k + 1, "from best to worst") for k in range(len(shown.places)))]
    return Table(
        "tableau" if key == "seq" else f"tableau {label}",
        titled(analysis, f"Stability analysis, {label}"),
        tuple(columns),
        tuple(sections),
        1,
        "decision maker",
        _notes(analysis, label, shown, cut),
        shown.left_out,
    )


def _improvements(analysis: Analysis, row: int, vector: Int64) -> tuple[list[Row], int]:
    """Give the rows of improvements below a preference vector, and from how many states some are missing."""
    conflict = analysis.conflict
    below: list[list[int]] = []
    for code in conflict.codes[vector].tolist():
        to = conflict.codes.searchsorted(analysis.improvements(code, row))
        best = np.lexsort((to, -analysis.ranks[row, to].astype(np.int64)))
        below.append((to[best] + 1).tolist())
    deep = min(max(map(len, below), default=0), MOST_IMPROVEMENTS)
    rows: list[Row] = []
    for depth in range(deep):
        cells: list[Cell] = [column[depth] if depth < len(column) else None for column in below]
        rows.append(("improvements" if depth == 0 else "", *cells))
    return rows, sum(len(column) > deep for column in below)


def _notes(analysis: Analysis, label: str, shown: Shown, cut: int) -> tuple[str, ...]:
    first = analysis.conflict.decision_makers[0].name
    notes = [
        f"Overall, over the states of {first}: E, an equilibrium; X, none.",
        f"r: rational, no improvement; s: every improvement is deterred under {label}; u: unstable.",
        "Below each state the decision maker's unilateral improvements, the best on top.",
    ]
    if (np.diff(np.sort(analysis.ranks[:, shown.places], axis=1), axis=1) == 0).any():
        notes.append("=: as good as the state on its left.")
    if cut:
        notes.append(f"From {cut:,} states there are more than the {MOST_IMPROVEMENTS} improvements shown.")
    return (*notes, shown.note) if shown.note else tuple(notes)
