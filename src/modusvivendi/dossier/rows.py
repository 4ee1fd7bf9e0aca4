"""The rows of the tables and the types of this stage, turned into each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from modusvivendi.dossier.review import Decision, Review, edited
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from modusvivendi.dossier.schema import StoredReport


def store(
    session: Session, stored: StoredReport, report: Report, statements: tuple[Statement, ...], reader: str
) -> None:
    """Write a report and its statements over what there was."""
    from modusvivendi.dossier.schema import StoredStatement

    stored.outlet, stored.title, stored.url = report.outlet, report.title, report.url
    stored.date, stored.date_from, stored.reader = report.date, report.date_from, reader
    stored.blocks = [block.model_dump(mode="json") for block in report.blocks]
    stored.warnings = list(report.warnings)
    stored.statements = []
    session.flush()  # the old ones go before new ones with the same ids come
    stored.statements = [
        StoredStatement(
            statement=statement.id,
            start=statement.start,
            end=statement.end,
            actor=statement.actor,
            stance=statement.stance.value,
            date=statement.date,
            earlier=statement.earlier,
            anonymous=statement.anonymous,
            record=statement.model_dump(mode="json"),
        )
        for statement in statements
    ]


def as_report(stored: StoredReport) -> Report:
    """Give a stored report as the type of its stage."""
    names = ("name", "body", "sha256", "outlet", "title", "date", "date_from", "url", "blocks", "warnings")
    return Report.model_validate({name: getattr(stored, name) for name in names})


def as_statements(stored: StoredReport) -> tuple[Statement, ...]:
    """Give the statements of a stored report."""
    found = (Statement.model_validate(row.record) for row in stored.statements)
    return tuple(sorted(found, key=lambda statement: (statement.start, statement.id)))


def all_statements(session: Session) -> tuple[Statement, ...]:
    """Give all statements as the reader found them, by report and place."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredStatement

    found = (Statement.model_validate(record) for record in session.scalars(select(StoredStatement.record)))
    return tuple(sorted(found, key=lambda statement: (statement.report, statement.start, statement.id)))


def bodies_of(session: Session) -> dict[str, str]:
    """Give the body of each report by its name."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredReport

    return {row.name: row.body for row in session.execute(select(StoredReport.name, StoredReport.body))}


def all_reviews(session: Session) -> tuple[Review, ...]:
    """Give all reviews in the order they were made."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredReview

    return tuple(
        Review(
            statement=row.statement,
            decision=Decision(row.decision),
            who=row.who,
            when=row.when.replace(tzinfo=dt.UTC),
            changes=row.changes,
            note=row.note,
        )
        for row in session.scalars(select(StoredReview).order_by(StoredReview.id))
    )


def latest_reviews(session: Session) -> dict[str, Review]:
    """Give the latest review of each statement that has one."""
    return {review.statement: review for review in all_reviews(session)}


def reviewed(statement: Statement, review: Review | None, bodies: Mapping[str, str]) -> Statement:
    """Apply the latest review of a statement."""
    if review is None or review.decision is not Decision.EDIT:
        return statement
    return edited(statement, review.changes, bodies.get(statement.report))
