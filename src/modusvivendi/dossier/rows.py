"""The rows of the tables and the types of this stage, turned into each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from modusvivendi.dossier.handling import Handling
from modusvivendi.dossier.kinship import Kin
from modusvivendi.dossier.review import Decision, Review
from modusvivendi.dossier.standing import Place, Standing, resolve
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


def all_statements(session: Session, of: Collection[str] | None = None) -> tuple[Statement, ...]:
    """Give all statements as the reader found them, by report and place; or those of some reports only."""
    from sqlalchemy import Text, cast, select

    from modusvivendi.dossier.schema import StoredReport, StoredStatement

    asked = select(cast(StoredStatement.record, Text))  # read and checked at once, in half the time
    if of is not None:
        asked = asked.join(StoredReport, StoredReport.id == StoredStatement.report_id)
        asked = asked.where(StoredReport.name.in_(of))
    found = (Statement.model_validate_json(record) for record in session.scalars(asked))
    return tuple(sorted(found, key=lambda statement: (statement.report, statement.start, statement.id)))


def actors(session: Session) -> frozenset[str]:
    """Give all whose position anything is reported to be, but for what was rejected, and by people's word."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredReview, StoredStatement

    rejected = select(StoredReview.statement).where(StoredReview.decision == Decision.REJECT.value)
    read = select(StoredStatement.actor).where(StoredStatement.statement.not_in(rejected)).distinct()
    told = session.scalars(select(StoredReview.changes))
    added = session.scalars(select(StoredReview.anchor).where(StoredReview.decision == Decision.ADD.value))
    by_people = [
        *(changes.get("actor") for changes in told),
        *(anchor["actor"] for anchor in added if anchor),
    ]
    return frozenset(session.scalars(read)) | frozenset(actor for actor in by_people if actor)


def places_of(session: Session, of: Collection[str] | None = None) -> dict[str, Place]:
    """Give the texts of all reports by their names; or of those named, and of others all but the text."""
    from sqlalchemy import case, literal, select

    from modusvivendi.dossier.schema import StoredReport

    body = StoredReport.body
    asked = select(
        StoredReport.name,
        StoredReport.sha256,
        StoredReport.url,
        body if of is None else case((StoredReport.name.in_(of), body), else_=literal("")),
    )
    return {row[0]: Place(*row) for row in session.execute(asked)}


def all_reviews(session: Session, of: Kin | None = None, after: int = 0) -> tuple[Review, ...]:
    """Give all reviews in the order they were made; or those that can be about some reports, or since one."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredReview

    # A review of old has no anchor: it went by an id, whatever report that was in.
    return tuple(
        Review(
            statement=row.statement,
            decision=Decision(row.decision),
            who=row.who,
            when=row.when.replace(tzinfo=dt.UTC),
            changes=row.changes,
            note=row.note,
            number=row.id,
            subject=row.subject or row.id,
            anchor=Statement.model_validate(row.anchor) if row.anchor else None,
        )
        for row in session.scalars(
            select(StoredReview).where(StoredReview.id > after).order_by(StoredReview.id)
        )
        if of is None or row.anchor is None or of.has(row.anchor["report"])
    )


def store_reviews(session: Session, reviews: Sequence[Review]) -> tuple[Review, ...]:
    """Write reviews, and give them with their numbers."""
    from modusvivendi.dossier.schema import StoredReview

    plain = [review.model_dump(mode="json", include={"changes", "anchor"}) for review in reviews]
    stored = [
        StoredReview(
            statement=review.statement,
            decision=review.decision.value,
            who=review.who,
            when=review.when.replace(tzinfo=None),
            changes=told["changes"],
            note=review.note,
            subject=review.subject or None,
            anchor=told["anchor"],
        )
        for review, told in zip(reviews, plain, strict=True)
    ]
    session.add_all(stored)
    session.flush()
    return tuple(
        review.model_copy(update={"number": row.id, "subject": review.subject or row.id})
        for review, row in zip(reviews, stored, strict=True)
    )


def all_handling(session: Session) -> dict[str, Handling]:
    """Give how reports are to be handled, by their names: those about which anything was ever said."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredHandling, StoredReport

    joined = (
        select(StoredReport.name, StoredHandling)
        .join(StoredHandling, StoredHandling.sha256 == StoredReport.sha256)
        .order_by(StoredHandling.id)
    )
    return {
        name: Handling(
            report=name,
            caveats=row.caveats,
            redact=row.redact,
            who=row.who,
            when=row.when.replace(tzinfo=dt.UTC),
            number=row.id,
        )
        for name, row in session.execute(joined)
    }


def store_handling(session: Session, sha256: str, handling: Handling) -> Handling:
    """Write how a report is to be handled, and give it with its number."""
    from modusvivendi.dossier.schema import StoredHandling

    assert handling.when is not None
    row = StoredHandling(
        sha256=sha256,
        caveats=list(handling.caveats),
        redact=handling.redact,
        who=handling.who,
        when=handling.when.replace(tzinfo=None),
    )
    session.add(row)
    session.flush()
    return handling.model_copy(update={"number": row.id})


def standing(session: Session) -> Standing:
    """Give what stands after all reviews."""
    reviews, found = all_reviews(session), all_statements(session)
    return resolve(reviews, found, places_of(session) if reviews else {})
