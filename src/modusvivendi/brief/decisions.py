"""The questions people bring to a case, each answered in a sentence and a table that the model gives."""

from __future__ import annotations

from collections.abc import Iterator

from modusvivendi.brief.answer import Findings
from modusvivendi.brief.contents import DecisionEntry, Sentence, TableEntry
from modusvivendi.dossier import Record
from modusvivendi.insight.arrangements import SHOWN, Arrangement
from modusvivendi.insight.commitments import commitments
from modusvivendi.insight.defection import defection
from modusvivendi.insight.insight import Insight
from modusvivendi.insight.tripwires import tripwires
from modusvivendi.insight.withdrawal import Dependence, rests_on
from modusvivendi.insight.zopa import zopa
from modusvivendi.publish.tables import Cell, Table

MOST_ROWS = 12
"""Rows of a table that the brief shows; the commands show all."""


def decision_entries(found: Findings, record: Record) -> tuple[DecisionEntry, ...]:
    """Answer what people ask about a solved case.

    Parameters
    ----------
    found
        The case, solved. What depends on the interpretation is told for one in which the fullest arrangement
        holds, else for the base interpretation.
    record
        The reports and statements, to look sources up in.
    """
    return tuple(_entries(found, record))


def _entries(found: Findings, record: Record) -> Iterator[DecisionEntry]:
    conflict, full = found.conflict, found.fullest
    assumed = found.ensemble.interpretations[_where(full)]
    if conflict.status_quo is not None:
        agreed = zopa(conflict, interpretation=assumed)
        yield _entry(
            "zopa", "What could all agree to?", agreed, f"modus zopa {{case}} --interpretation {assumed.id}"
        )
        followed = commitments(conflict, interpretation=assumed)
        yield _entry(
            "cascade",
            "Who would follow whom?",
            followed,
            f"modus cascade {{case}} --interpretation {assumed.id}",
        )
    if full is not None:
        for number, (name, label) in enumerate(conflict.circumstances.items()):
            left = defection(conflict, full.code, name, interpretation=assumed)
            key = "defection" if number == 0 else f"defection-{number + 1}"
            command = f"modus defection {{case}} {full.place + 1} {name}"
            yield _entry(key, f"Who would leave, if {label or name}?", left, command)
        wires = tripwires(conflict, about=full.code, own_only=True, ensemble=found.ensemble)
        yield _entry(
            "tripwires", "What could yet be said that would end it?", wires, "modus tripwires {case}"
        )
    sources = {o.origin: o.statements for o in record.origins()}
    if sources:
        withdrawn = rests_on(conflict, sources, ensemble=found.ensemble)
        rests = Dependence(conflict, withdrawn, len(sources))
        yield _entry("dependence", "What rests on one source alone?", rests, "modus withdraw {case}")


def _where(full: Arrangement | None) -> int:
    """Give the number of an interpretation in which the fullest arrangement holds, else of the base one."""
    if full is None:
        return 0
    return next((n for concept in SHOWN for n in full.holds_in.get(concept, ())), 0)


def _entry(key: str, question: str, insight: Insight, command: str) -> DecisionEntry:
    return DecisionEntry(
        key=key,
        question=question,
        answer=Sentence(text=insight.sentence, statements=insight.evidence),
        tables=tuple(_table(table) for table in insight.tables() if any(True for _ in table.rows())),
        command=command,
    )


def _table(table: Table) -> TableEntry:
    rows = [tuple(_cell(cell) for cell in row) for row in table.rows()]
    notes = list(table.notes)
    if len(rows) > MOST_ROWS:
        notes.append(f"{len(rows) - MOST_ROWS} more rows are left out here")
    return TableEntry(
        title=table.title,
        columns=tuple(str(column.heading) for column in table.columns),
        groups=tuple(table.groups()) if table.grouped else (),
        rows=tuple(rows[:MOST_ROWS]),
        notes=tuple(notes),
    )


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return "●" if cell else ""
    return str(cell)
