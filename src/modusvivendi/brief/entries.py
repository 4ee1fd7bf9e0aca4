"""What a brief says of a record alone: its reports, its statements, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from modusvivendi.brief.contents import (
    AsideEntry,
    ChangeEntry,
    ContradictionEntry,
    HistoryEntry,
    OriginEntry,
    PositionEntry,
    ReportEntry,
    SourceEntry,
    StatementEntry,
)
from modusvivendi.giving_way import giving_way
from modusvivendi.statements.acts.lexicon import class_of

if TYPE_CHECKING:
    from modusvivendi.dossier import Handling, Record
    from modusvivendi.dossier import HistoryEntry as HistoryOfPosition
    from modusvivendi.dossier.asides import Aside
    from modusvivendi.reports.report import Report
    from modusvivendi.statements.statement import Statement


def report_entry(report: Report, count: int, handling: Handling | None = None) -> ReportEntry:
    """Say what a brief says of a report in which so many statements stand, and how it is to be handled."""
    return ReportEntry(
        report=report.name,
        outlet=report.outlet,
        title=report.title,
        date=report.date.isoformat() if report.date else None,
        date_from=report.date_from,
        url=report.url,
        statements=count,
        sha256=report.sha256,
        body=report.body,
        warnings=report.warnings,
        handling=handling.caveats if handling else (),
        redact=bool(handling and handling.redact),
    )


def statement_entry(s: Statement) -> StatementEntry:
    """Say what a brief says of a statement."""
    fields = s.model_dump(mode="json", exclude={"chain", "act", "condition_acts", "effect"})
    chain = tuple(
        SourceEntry(name=link.name, kind=link.kind.value, party=link.party, group=link.group)
        for link in s.chain
    )
    return StatementEntry(**fields, chain=chain)


def aside_entry(aside: Aside) -> AsideEntry:
    """Say what a brief says of something that a report tells in passing."""
    return AsideEntry(
        id=aside.id,
        report=aside.report,
        start=aside.start,
        end=aside.end,
        sentence=aside.sentence,
        kind=aside.kind.value,
    )


def position_entries(dossier: Record) -> tuple[PositionEntry, ...]:
    """Say what a brief says of the positions in a record."""
    by_id = {s.id: s for s in dossier.statements()}
    return tuple(
        PositionEntry(
            actor=p.actor,
            proposal=p.proposal,
            stance=p.stance.value,
            condition=p.condition,
            conditions=p.conditions,
            statements=p.statements,
            # What has no date has no place in the order: it stands apart, with the date None.
            history=tuple(_history(h) for h in (*p.history, *p.undated)),
            topic=_topic([by_id[i] for i in p.statements if i in by_id]),
            least=p.least,
            greatest=p.greatest,
            anonymous=p.anonymous,
        )
        for p in giving_way(dossier.positions(), 100)
    )


def _history(entry: HistoryOfPosition) -> HistoryEntry:
    date = entry.date.isoformat() if entry.date else None
    return HistoryEntry(date=date, stance=entry.stance.value, statements=entry.statements)


def _topic(statements: Sequence[Statement]) -> str:
    """Name the kind of act, so that positions of several parties on it stand in one column."""
    for s in statements:
        kind = class_of(s.act.action.removeprefix("accept:")) if s.act else None
        if kind:
            return kind.label
    return ""


def change_entries(dossier: Record) -> tuple[ChangeEntry, ...]:
    """Say what a brief says of the changes in a record."""
    return tuple(
        ChangeEntry(
            actor=change.actor,
            proposal=change.proposal,
            text=change.text,
            before=_history(change.before),
            after=_history(change.after),
        )
        for change in dossier.changes()
    )


def contradiction_entries(dossier: Record) -> tuple[ContradictionEntry, ...]:
    """Say what a brief says of the contradictions in a record."""
    return tuple(
        ContradictionEntry(
            kind=found.kind, topic=found.topic, text=found.text, a=found.a, b=found.b, settled=found.settled
        )
        for found in dossier.contradictions()
    )


def origin_entries(dossier: Record) -> tuple[OriginEntry, ...]:
    """Say what a brief says of the innermost sources in a record."""
    return tuple(
        OriginEntry(
            origin=found.origin,
            anonymous=found.anonymous,
            reports=found.reports,
            statements=found.statements,
            same_text=found.same_text,
        )
        for found in dossier.origins()
    )
