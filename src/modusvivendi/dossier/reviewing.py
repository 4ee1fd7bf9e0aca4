"""Recording what people decide, within one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NoReturn

from modusvivendi.dossier import rows
from modusvivendi.dossier.kinship import Kin, kin_of, reports_of
from modusvivendi.dossier.review import Decision, Review, edited
from modusvivendi.dossier.standing import Place, Standing, Subject, letter_from_the_end, resolve, subjects
from modusvivendi.dossier.versions import check_version, version_of, versions_of
from modusvivendi.errors import CaseError, UnknownName, nearest
from modusvivendi.statements.statement import Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Scene:
    """What a decision looks at: the whole record, or what of it one report and its versions concern.

    Attributes
    ----------
    standing
        What stands.
    read
        The statements as the reader found them, by id.
    reviews
        What was decided.
    places
        Where the reports are, by their names; of those that this is about with their texts.
    """

    standing: Standing
    read: dict[str, Statement]
    reviews: tuple[Review, ...]
    places: Mapping[str, Place]

    @cached_property
    def known(self) -> dict[str, Statement]:
        """All statements that have an id now, as they stand or else as they were read."""
        return self.read | {statement.id: statement for statement in self.standing.statements}

    @cached_property
    def reports(self) -> frozenset[str]:
        """The names of the reports that these statements are in, or were when somebody decided about them."""
        anchors = (review.anchor for review in self.reviews)
        every = (*self.known.values(), *(anchor for anchor in anchors if anchor is not None))
        return frozenset(statement.report for statement in every)


def scene(session: Session, *, statement: str | None = None, report: str | None = None) -> Scene:
    """Give what a decision about a statement, or in a report, looks at; without either, everything.

    Where there is no such statement, the whole record is given, to name those that are near.
    """
    named = [report] if report is not None else []
    named += reports_of(session, [statement]) if statement is not None else ()
    if named:
        found = _scene_of(session, named)
        if statement is None or statement in found.known:
            return found
    return _scene(session, None)


def _scene_of(session: Session, named: Collection[str]) -> Scene:
    """Give what decisions in some reports look at."""
    places = rows.places_of(session, named)
    kin = kin_of(named, places)
    if not kin.names <= set(named):  # of their other versions the texts are needed, too
        places = rows.places_of(session, kin.names)
    return _scene(session, kin, places)


def _scene(session: Session, kin: Kin | None, places: Mapping[str, Place] | None = None) -> Scene:
    names = None if kin is None else kin.names
    read, reviews = rows.all_statements(session, names), rows.all_reviews(session, kin)
    if places is None:
        places = rows.places_of(session) if reviews else {}
    standing = resolve(reviews, read, places if reviews else {})
    return Scene(standing, {statement.id: statement for statement in read}, reviews, places)


def present(session: Session, statement: str) -> Statement:
    """Give the statement that has this id now, as it stands or else as it was read.

    Raises
    ------
    UnknownName
        There is none; the nearest are named.
    """
    known = scene(session, statement=statement).known
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
    here = scene(session, statement=statement)
    places = _texts(session, here) if decision == Decision.EDIT else {}
    made = _review(here, places, statement, Decision(decision), who, changes, note, moment(when), based_on)
    return rows.store_reviews(session, [made])[0]


def edit_together(
    session: Session,
    changes: Mapping[str, Mapping[str, Any]],
    who: str,
    note: str,
    when: dt.datetime | None,
    based_on: Mapping[str, str],
) -> tuple[Review, ...]:
    """Record several corrections; see `modusvivendi.dossier.Dossier.edit_together`."""
    here, then = scene_together(session, changes), moment(when)
    places = _texts(session, here)
    return rows.store_reviews(
        session,
        [
            _review(here, places, statement, Decision.EDIT, who, wanted, note, then, based_on.get(statement))
            for statement, wanted in changes.items()
        ],
    )


def scene_together(session: Session, statements: Iterable[str]) -> Scene:
    """Give what decisions about several statements look at."""
    return _scene_of(session, reports_of(session, statements))


def _texts(session: Session, here: Scene) -> Mapping[str, Place]:
    """Give the texts of all reports that an edit looks at, also of those only decided about."""
    known = {name for name, place in here.places.items() if place.body}
    return here.places if here.reports <= known else rows.places_of(session, here.reports)


@dataclass(frozen=True)
class Look:
    """A statement as it stands or was read, with what a correction of it looks at.

    Attributes
    ----------
    statement
        The statement.
    version
        Its version; see `modusvivendi.dossier.Dossier.version`.
    others
        The other statements of its report, as they stand.
    """

    statement: Statement
    version: str
    others: tuple[Statement, ...]


def look(session: Session, statement: str) -> Look:
    """Look at a statement; see `modusvivendi.dossier.Dossier.look`."""
    here = scene(session, statement=statement)
    now = here.known[statement] if statement in here.known else _unknown(statement, here.known)
    others = (s for s in here.standing.statements if s.report == now.report and s.id != statement)
    return Look(now, version_of(now, here.standing.subject_of(statement)), tuple(others))


def _review(
    here: Scene,
    places: Mapping[str, Place],
    statement: str,
    decided: Decision,
    who: str,
    changes: Mapping[str, Any],
    note: str,
    when: dt.datetime,
    based_on: str | None,
) -> Review:
    """Make the review that a decision is; an edit needs the texts of the reports (``places``)."""
    now = here.known[statement] if statement in here.known else _unknown(statement, here.known)
    standing = here.standing
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
        edited(anchor, changed, places.get(anchor.report, places[now.report]).body)
    return Review(
        statement=statement,
        decision=decided,
        who=who,
        when=when,
        changes=changed,
        note=note,
        subject=subject.number if subject else 0,
        anchor=anchor,
    )


def versions(session: Session) -> dict[str, str]:
    """Give the versions of all statements; see `modusvivendi.dossier.Dossier.versions`."""
    here = scene(session)
    return versions_of(here.read, here.standing)


def version(session: Session, statement: str) -> str:
    """Give the version of a statement; see `modusvivendi.dossier.Dossier.version`."""
    return look(session, statement).version


def add(session: Session, statement: Statement, who: str, note: str, when: dt.datetime | None) -> Statement:
    """Record a person's own statement; see `modusvivendi.dossier.Dossier.add_statement`."""
    here = scene(session, report=statement.report)
    places = here.places
    if statement.report not in places:
        raise UnknownName(
            f"there is no report {statement.report!r} in this dossier",
            hint=nearest(statement.report, places),
        )
    if places[statement.report].body[statement.start : statement.end] != statement.sentence:
        raise CaseError(f"the sentence is no passage of {statement.report}", hint="quote it exactly")
    standing = here.standing
    for other in standing.statements:
        if other.id in standing.decided and _told(other) == _told(statement):
            raise CaseError(f"this statement is there already, as {other.id}")
    taken = {*here.known, *(review.statement for review in here.reviews)}
    start = f"{PurePath(statement.report).stem}-{statement.start}"
    added = statement.model_copy(update={"id": letter_from_the_end(start, taken)})
    review = Review(
        statement=added.id, decision=Decision.ADD, who=who, when=moment(when), note=note, anchor=added
    )
    rows.store_reviews(session, [review])
    return added


def take_back(
    session: Session, statement: str | None, who: str, when: dt.datetime | None, based_on: str | None
) -> Review:
    """Undo the last decision that stands; see `modusvivendi.dossier.Dossier.undo`."""
    decided = [s for s in subjects(rows.all_reviews(session)) if s.current is not None]
    if statement is not None:
        here = scene(session, statement=statement)
        about, known = here.standing.subject_of(statement), here.known
        decided = [s for s in decided if _is_about(s, statement, about)]
        if not decided and statement not in known:
            _unknown(statement, known)
        if statement in known:
            check_version(known[statement], about, based_on, {"decision": "undo", "who": who})
    last = max((r for s in decided if (r := s.current)), key=lambda review: review.number, default=None)
    if last is None:
        what = f" about {statement}" if statement else ""
        raise CaseError(f"no decision{what} stands that could be taken back")
    _undo(session, [last], who, moment(when))
    return last


def take_back_together(
    session: Session, numbers: Collection[int], who: str, when: dt.datetime | None
) -> tuple[Review, ...]:
    """Undo several decisions; see `modusvivendi.dossier.Dossier.undo_together`."""
    standing = (s.current for s in subjects(rows.all_reviews(session)))
    found = tuple(review for review in standing if review is not None and review.number in numbers)
    _undo(session, found, who, moment(when))
    return found


def _undo(session: Session, reviews: Iterable[Review], who: str, when: dt.datetime) -> None:
    rows.store_reviews(
        session,
        [
            Review(
                statement=review.statement,
                decision=Decision.UNDO,
                who=who,
                when=when,
                subject=review.subject,
                anchor=review.anchor,
            )
            for review in reviews
        ],
    )


def _is_about(subject: Subject, statement: str, about: Subject | None) -> bool:
    """Tell whether a subject is what an id means: now, or else when it was decided about."""
    if about is not None:
        return subject.number == about.number
    return any(review.statement == statement for review in subject.reviews)


def _unknown(statement: str, known: Mapping[str, Statement]) -> NoReturn:
    raise UnknownName(f"there is no statement {statement!r}", hint=nearest(statement, known))


def _told(s: Statement) -> tuple[object, ...]:
    return s.report, s.start, s.end, s.actor, s.stance, s.proposal, s.condition


def moment(when: dt.datetime | None) -> dt.datetime:
    """Give the moment of a decision in UTC: now, unless it is told."""
    return (when or dt.datetime.now(dt.UTC)).astimezone(dt.UTC)
