"""Each decision maker's ranking of the states, written so that an analyst can check it.

Where the ranking comes from preference statements, every level tells which of them hold there and which one
puts it above the next level.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from modusvivendi.conflict import Conflict, DecisionMaker, Interpretation, Preference
from modusvivendi.publish.results import titled
from modusvivendi.publish.states import LIMIT, option_cells, option_columns, shown_states
from modusvivendi.publish.tables import Cell, Column, Row, Section, Table
from modusvivendi.stability import Analysis
from modusvivendi.stability.lattice import Int64


@dataclass(frozen=True, eq=False)
class Level:
    """States a decision maker likes equally well.

    Attributes
    ----------
    place
        From 1, the best.
    places
        Of the states among the feasible ones, ascending from 0.
    satisfied
        For each preference statement whether it holds in these states; it does in all of them or in none.
    above_next_by
        Number, from 1, of the statement that puts this level above the next: the first on which they differ.
        None for the last level and where the ranking was given.
    """

    place: int
    places: Int64
    satisfied: tuple[bool, ...] = ()
    above_next_by: int | None = None

    @property
    def statements(self) -> list[int]:
        """Numbers of the statements that hold, from 1."""
        return [number for number, holds in enumerate(self.satisfied, start=1) if holds]


@dataclass(frozen=True, eq=False)
class Ranking:
    """One decision maker's ranking of all states.

    Attributes
    ----------
    decision_maker
        Whose.
    statements
        Its preference statements under the interpretation, most important first; empty where its ranking
        was given.
    given
        Whether the ranking was given, not worked out from statements.
    levels
        The best first.
    """

    decision_maker: DecisionMaker
    statements: tuple[Preference, ...]
    given: bool
    levels: tuple[Level, ...]


def ranking_of(conflict: Conflict, key: str, interpretation: Interpretation | None = None) -> Ranking:
    """Work out a decision maker's ranking of the states.

    Parameters
    ----------
    conflict
        The conflict.
    key
        Of the decision maker.
    interpretation
        None: the base interpretation.

    Examples
    --------
    >>> orchard = Conflict.loads('''
    ... decision_makers:
    ...   Grower: {options: {water: water the trees}, preferences: [not drought or water, not water]}
    ... circumstances: {drought: no rain}
    ... ''')
    >>> found = ranking_of(orchard, "Grower", orchard.interpretation("c1=yes"))
    >>> [(level.places.tolist(), level.statements, level.above_next_by) for level in found.levels]
    [([1], [1], 1), ([0], [2], None)]
    """
    chosen = interpretation or conflict.interpretation()
    row = conflict.names.index(key)
    ranks = conflict.ranks(chosen)[row]
    dm = conflict.decision_makers[row]
    given = conflict.given_ranks(key) is not None
    statements: tuple[Preference, ...] = ()
    if not given:
        answers = {question.text: chosen.answers[question.id] for question in conflict.questions}
        statements = tuple(dm.statements(answers))
    order = np.argsort(-ranks.astype(np.int64), kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(ranks[order])) + 1)
    heads = np.array([group[0] for group in groups])
    truths = [conflict.where(statement.formula, chosen)[heads] for statement in statements]
    rows: list[tuple[bool, ...]] = [tuple(bool(truth[k]) for truth in truths) for k in range(len(groups))]
    return Ranking(dm, statements, given, tuple(_levels(groups, rows)))


def _levels(groups: list[Int64], rows: list[tuple[bool, ...]]) -> Iterator[Level]:
    for at, (group, row) in enumerate(zip(groups, rows, strict=True)):
        by = None
        if at + 1 < len(rows):
            pairs = enumerate(zip(row, rows[at + 1], strict=True), start=1)
            by = next((number for number, (here, next_) in pairs if here != next_), None)
        yield Level(at + 1, np.sort(group), row, by)


def ranking_record(conflict: Conflict, ranking: Ranking) -> dict[str, Any]:
    """Give a ranking as plain data, for JSON."""
    dm = ranking.decision_maker
    return {
        "decision_maker": dm.key,
        "name": dm.name,
        "given": ranking.given,
        "statements": [
            {
                "number": number,
                "formula": statement.formula.write(dm.key),
                "evidence": list(statement.evidence),
                "assumption": statement.assumption,
            }
            for number, statement in enumerate(ranking.statements, start=1)
        ],
        "levels": [
            {
                "place": level.place,
                "states": [_state_record(conflict, int(place)) for place in level.places],
                "satisfies": level.statements,
                "above_next_by": level.above_next_by,
            }
            for level in ranking.levels
        ],
    }


def _state_record(conflict: Conflict, place: int) -> dict[str, Any]:
    code = int(conflict.codes[place])
    if conflict.graph is not None:
        return {"number": place + 1, "code": code, "taken": [], "name": conflict.describe(code)}
    return {"number": place + 1, "code": code, "taken": conflict.taken(code)}


def ranking_table(analysis: Analysis, keys: list[str] | None = None, limit: int = LIMIT) -> Table:
    """List each decision maker's states from the best to the worst; ties have the same place.

    Parameters
    ----------
    analysis
        Gives the interpretation, and the equilibria, to which a large conflict is cut.
    keys
        Of the decision makers; None: all.
    limit
        States shown at most.
    """
    conflict = analysis.conflict
    shown = shown_states(analysis, limit)
    wanted = set(shown.places.tolist())
    rankings = [ranking_of(conflict, key, analysis.interpretation) for key in keys or conflict.names]
    stated = any(ranking.statements for ranking in rankings)
    columns = [Column("place"), Column("state"), *option_columns(conflict)]
    columns += [Column("holds", "statements"), Column("above next by", "statements")] if stated else []
    sections = []
    for ranking in rankings:
        rows: list[Row] = []
        for level in ranking.levels:
            for place in level.places.tolist():
                if place not in wanted:
                    continue
                cells: list[Cell] = [level.place, place + 1, *option_cells(conflict, place)]
                if stated:
                    cells += [", ".join(map(str, level.statements)), level.above_next_by]
                rows.append(tuple(cells))
        sections.append(Section(tuple(rows), ranking.decision_maker.name))
    notes = ["The best first; states with the same place are equally preferred."]
    for ranking in rankings:
        written = [
            f"({number}) {statement.formula.write(ranking.decision_maker.key)}"
            for number, statement in enumerate(ranking.statements, start=1)
        ]
        if written:
            notes.append(f"Statements of {ranking.decision_maker.name}: {'; '.join(written)}.")
    notes += [shown.note] if shown.note else []
    return Table(
        "ranking",
        titled(analysis, "Rankings of the states"),
        tuple(columns),
        tuple(sections),
        2,
        "decision maker",
        tuple(notes),
        shown.left_out,
    )
