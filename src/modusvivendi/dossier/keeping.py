"""Keeping reports and their statements, within one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from modusvivendi.dossier import rows
from modusvivendi.errors import CaseError, UnknownName, nearest
from modusvivendi.reports.report import Report
from modusvivendi.statements.renaming import free_name, renamed, stem_key
from modusvivendi.statements.statement import Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from modusvivendi.dossier.schema import StoredReport


@dataclass(frozen=True)
class Added:
    """What became of a report handed to `Dossier.add`, and how it and its statements are stored."""

    outcome: Literal["added", "unchanged", "replaced"]
    report: Report
    statements: tuple[Statement, ...]


def keep(
    session: Session, report: Report, found: tuple[Statement, ...], reader: str | None, taken: set[str]
) -> Added:
    """Keep a report and its statements; ``taken`` are the keys of the names that reports have."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredReport

    reader = reader if reader is not None else next((s.reader for s in found if s.reader), "")
    row = session.scalars(select(StoredReport).where(StoredReport.sha256 == report.sha256)).one_or_none()
    name = row.name if row else free_name(report.name, report.sha256, taken)
    kept = _known_better(report, row).model_copy(update={"name": name})
    found = tuple(renamed(statement, report, name) for statement in found)
    outcome: Literal["added", "unchanged", "replaced"] = "replaced"
    if row is None:
        row = StoredReport(name=name, sha256=report.sha256, body=report.body)
        session.add(row)
        taken.add(stem_key(name))
        outcome = "added"
    elif rows.as_report(row) == kept and rows.as_statements(row) == found and row.reader == reader:
        return Added("unchanged", kept, found)
    rows.store(session, row, kept, found, reader)
    return Added(outcome, kept, found)


def stored(session: Session, name: str) -> StoredReport:
    """Give the row of a report; where there is none, the nearest are named."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredReport

    stored = session.scalars(select(StoredReport).where(StoredReport.name == name)).one_or_none()
    if stored is None:
        known = list(session.scalars(select(StoredReport.name)))
        raise UnknownName(f"there is no report {name!r} in this dossier", hint=nearest(name, known))
    return stored


def check_belonging(report: Report, statements: tuple[Statement, ...], shown: str) -> None:
    """Refuse statements that are not those of a report."""
    seen: set[str] = set()
    for statement in statements:
        if statement.report != report.name:
            raise CaseError(
                f"statement {statement.id} belongs to {statement.report}, not to {report.name}", file=shown
            )
        if statement.id in seen:
            raise CaseError(f"two statements have the id {statement.id}", file=shown)
        if report.body[statement.start : statement.end] != statement.sentence:
            raise CaseError(f"statement {statement.id} does not quote {report.name}", file=shown)
        seen.add(statement.id)


def _known_better(report: Report, stored: StoredReport | None) -> Report:
    """Keep what a person told about a report before and does not repeat now."""
    if stored is None or stored.date_from != "option" or report.date_from == "option":
        return report
    return report.model_copy(update={"date": stored.date, "date_from": "option"})
