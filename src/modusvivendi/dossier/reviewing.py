"""Recording what people decide, within one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NoReturn

from modusvivendi.dossier import rows
from modusvivendi.dossier.review import Decision, Review, edited
from modusvivendi.dossier.standing import Standing, Subject, letter_from_the_end, subjects
from modusvivendi.dossier.versions import check_version, version_of, versions_of
from modusvivendi.errors import CaseError, UnknownName, nearest
from modusvivendi.statements.statement import Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def present(session: Session, statement: str) -> Statement:
    """Give the statement that has this id now, as it stands or else as it was read.

    Raises
    ------
    UnknownName
        There is none; the nearest are named.
    """
    known = _by_id(session, rows.standing(session))
    return known[statement] if statement in known else _unknown(statement, known)


def decide(
    session: Session,
    statement: str,
    decision: Decision | str,
    who: str,
    changes: Mapping[str, Any],
    note: str,
    when: dt.datetime | None,
    based_on: str | None,
) -> Review:
    """Record a decision; see `modusvivendi.dossier.Dossier.review`."""
    if decision not in (Decision.ACCEPT, Decision.REJECT, Decision.EDIT):
        raise CaseError(f"{decision!r} is no decision", hint="accept, reject or edit")
    decided, standing = Decision(decision), rows.standing(session)
    known = _by_id(session, standing)
    now = known[statement] if statement in known else _unknown(statement, known)
    subject = standing.subject_of(statement)
    yours = {"decision": decided.value, "who": who, "changes": dict(changes), "note": note}
    check_version(now, subject, based_on, yours)
    before = subject.current if subject else None
    read = standing.read.get(subject.number) if subject else now
    if before is not None and before.decision is Decision.ADD:
        read = None  # a person's own statement stays what it was, whatever a reader finds there
    anchor = read or (before.anchor if before and before.anchor else now)
    changed = dict(changes)
    if decided is Decision.EDIT:
        if before is not None and before.decision in (Decision.EDIT, Decision.ADD):
            changed = before.changes | changed
            decided = before.decision
        edited(anchor, changed, rows.places_of(session)[anchor.report].body)
    return rows.store_review(
        session,
        Review(
            statement=statement,
            decision=decided,
            who=who,
            when=moment(when),
            changes=changed,
            note=note,
            subject=subject.number if subject else 0,
            anchor=anchor,
        ),
    )


def versions(session: Session) -> dict[str, str]:
    """Give the versions of all statements; see `modusvivendi.dossier.Dossier.versions`."""
    return versions_of({s.id: s for s in rows.all_statements(session)}, rows.standing(session))


def version(session: Session, statement: str) -> str:
    """Give the version of a statement; see `modusvivendi.dossier.Dossier.version`."""
    standing = rows.standing(session)
    known = _by_id(session, standing)
    found = known[statement] if statement in known else _unknown(statement, known)
    return version_of(found, standing.subject_of(statement))


def add(session: Session, statement: Statement, who: str, note: str, when: dt.datetime | None) -> Statement:
    """Record a person's own statement; see `modusvivendi.dossier.Dossier.add_statement`."""
    places = rows.places_of(session)
    if statement.report not in places:
        raise UnknownName(
            f"there is no report {statement.report!r} in this dossier",
            hint=nearest(statement.report, places),
        )
    if places[statement.report].body[statement.start : statement.end] != statement.sentence:
        raise CaseError(f"the sentence is no passage of {statement.report}", hint="quote it exactly")
    standing = rows.standing(session)
    for other in standing.statements:
        if other.id in standing.decided and _told(other) == _told(statement):
            raise CaseError(f"this statement is there already, as {other.id}")
    taken = {*_by_id(session, standing), *(review.statement for review in rows.all_reviews(session))}
    start = f"{PurePath(statement.report).stem}-{statement.start}"
    added = statement.model_copy(update={"id": letter_from_the_end(start, taken)})
    review = Review(
        statement=added.id, decision=Decision.ADD, who=who, when=moment(when), note=note, anchor=added
    )
    rows.store_review(session, review)
    return added


def take_back(
    session: Session, statement: str | None, who: str, when: dt.datetime | None, based_on: str | None
) -> Review:
    """Undo the last decision that stands; see `modusvivendi.dossier.Dossier.undo`."""
    decided = [s for s in subjects(rows.all_reviews(session)) if s.current is not None]
    if statement is not None:
        standing = rows.standing(session)
        about = standing.subject_of(statement)
        decided = [s for s in decided if _is_about(s, statement, about)]
        known = _by_id(session, standing)
        if not decided and statement not in known:
            _unknown(statement, known)
        if statement in known:
            check_version(known[statement], about, based_on, {"decision": "undo", "who": who})
    last = max((r for s in decided if (r := s.current)), key=lambda review: review.number, default=None)
    if last is None:
        what = f" about {statement}" if statement else ""
        raise CaseError(f"no decision{what} stands that could be taken back")
    rows.store_review(
        session,
        Review(
            statement=last.statement,
            decision=Decision.UNDO,
            who=who,
            when=moment(when),
            subject=last.subject,
            anchor=last.anchor,
        ),
    )
    return last


def _is_about(subject: Subject, statement: str, about: Subject | None) -> bool:
    """Tell whether a subject is what an id means: now, or else when it was decided about."""
    if about is not None:
        return subject.number == about.number
    return any(review.statement == statement for review in subject.reviews)


def _by_id(session: Session, standing: Standing) -> dict[str, Statement]:
    """Give all statements that have an id now, as they stand or else as they were read."""
    read = {statement.id: statement for statement in rows.all_statements(session)}
    return read | {statement.id: statement for statement in standing.statements}


def _unknown(statement: str, known: Mapping[str, Statement]) -> NoReturn:
    raise UnknownName(f"there is no statement {statement!r}", hint=nearest(statement, known))


def _told(s: Statement) -> tuple[object, ...]:
    return s.report, s.start, s.end, s.actor, s.stance, s.proposal, s.condition


def moment(when: dt.datetime | None) -> dt.datetime:
    """Give the moment of a decision in UTC: now, unless it is told."""
    return (when or dt.datetime.now(dt.UTC)).astimezone(dt.UTC)
