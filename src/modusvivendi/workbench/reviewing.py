"""Decisions about statements as the page *Read* makes them: nobody's is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modusvivendi.dossier import corrections
from modusvivendi.dossier.passages import find_passage
from modusvivendi.dossier.review import Decision, Review, edited
from modusvivendi.dossier.standing import subjects
from modusvivendi.dossier.versions import version_of
from modusvivendi.errors import CaseError, UnknownName
from modusvivendi.statements.statement import Stance, Statement
from modusvivendi.workbench.failures import StalePage
from modusvivendi.workbench.forms import Form
from modusvivendi.workbench.snapshot import RecordSnapshot
from modusvivendi.workbench.workplace import Workplace

DONE = {"accept": "accepted", "reject": "rejected", "edit": "corrected", "add": "added", "undo": "taken back"}

_TEXTS = ("actor", "stance", "proposal", "speaker", "target", "condition", "date")
_EMPTIED = ("speaker", "target", "condition", "date")


def seen(record: RecordSnapshot, statement: str) -> int:
    """Give the number of the last decision about a statement: forms carry what their reader had seen."""
    subject = record.standing.subject_of(statement)
    return subject.reviews[-1].number if subject else 0


def decide(
    place: Workplace, statement: str, decision: str, *, who: str, note: str, seen_last: int | None
) -> None:
    """Accept, reject, or take back the last decision about a statement.

    Raises
    ------
    StalePage
        Somebody decided about it since ``seen_last``.
    UnknownName, CaseError
        There is no such statement, or nothing to take back.
    """
    based_on = version_seen(place.record(), statement, seen_last)
    with place.deciding() as dossier:
        if decision == "undo":
            dossier.undo(statement, who=who, based_on=based_on)
        else:
            dossier.review(statement, decision, who=who, note=note, based_on=based_on)


def correct(
    place: Workplace,
    statement: str,
    changes: Mapping[str, Any],
    *,
    who: str,
    note: str,
    seen_last: int | None,
) -> Statement:
    """Put a statement right; see `modusvivendi.dossier.corrections.correct`."""
    based_on = version_seen(place.record(), statement, seen_last)
    with place.deciding() as dossier:
        return corrections.correct(dossier, statement, changes, who=who, note=note, based_on=based_on)


def add(
    place: Workplace, report: str, passage: str, fields: Mapping[str, Any], *, who: str, note: str
) -> Statement:
    """Add a statement; see `modusvivendi.dossier.corrections.add`."""
    with place.deciding() as dossier:
        return corrections.add(dossier, report, passage, fields, who=who, note=note)


def check_correction(
    record: RecordSnapshot, statement: str, changes: Mapping[str, Any], seen_last: int | None
) -> None:
    """Refuse a correction that cannot be made, as far as can be told without the language model.

    Raises
    ------
    StalePage, UnknownName, CaseError
        As of `correct`.
    """
    version_seen(record, statement, seen_last)
    now = record.substance.by_id.get(statement)
    if now is None:
        raise UnknownName(f"there is no statement {statement!r}", hint="load the page again")
    corrections.check({name: changes[name] for name in changes if name == "stance"})
    edited(now, changes, record.report(now.report).body)


def check_addition(record: RecordSnapshot, report: str, passage: str, fields: Mapping[str, Any]) -> None:
    """Refuse a statement that cannot be added, as far as can be told without the language model.

    Raises
    ------
    UnknownName, CaseError
        As of `add`.
    """
    if find_passage(record.report(report).body, passage) is None:
        raise CaseError(f"{report} has no such passage", hint="select the words in the text")
    missing = [name for name in ("actor", "stance", "proposal") if not fields.get(name)]
    if missing:
        raise CaseError(f"a statement needs {', '.join(missing)}")
    corrections.check({"stance": fields["stance"]})


def take_back_own(place: Workplace, who: str) -> Review:
    """Take back the last decision of somebody that still stands, whatever it was about.

    Raises
    ------
    CaseError
        There is none.
    """
    standing = [s.current for s in subjects(place.record().reviews)]
    own = [review for review in standing if review is not None and review.who == who]
    last = max(own, key=lambda review: review.number, default=None)
    if last is None:
        raise CaseError(f"there is no decision of {who} to take back")
    with place.deciding() as dossier:
        return dossier.undo(last.statement, who=who)


def last_own(record: RecordSnapshot, who: str) -> Review | None:
    """Give the last decision of somebody that still stands, whatever it was about."""
    for review in reversed(record.reviews):
        if review.who == who and review.decision is not Decision.UNDO:
            subject = record.standing.subject_of(review.statement)
            if subject and subject.current and subject.current.number == review.number:
                return review
    return None


def version_seen(record: RecordSnapshot, statement: str, seen_last: int | None) -> str | None:
    """Give the version of a statement that somebody saw; None where they do not say what they saw.

    Raises
    ------
    StalePage
        Saying what was decided, by whom and when.
    """
    if seen_last is None:
        return None
    subject = record.standing.subject_of(statement)
    if subject is None or seen(record, statement) == seen_last:
        known = record.substance.by_id.get(statement) or next(
            (read for read in record.read if read.id == statement), None
        )
        return version_of(known, subject) if known else None
    last = subject.reviews[-1]
    raise StalePage(
        f"{last.who} has {DONE[last.decision.value]} this statement since you loaded the page",
        hint="nothing of either is lost: look at both, then decide",
    )


def fields_of(form: Form, *, now: Statement | None = None) -> dict[str, Any]:
    """Give what a form says of a statement, as in JSON; for an edit only what differs from ``now``.

    Raises
    ------
    CaseError
        A date is none.
    """
    import datetime as dt

    given: dict[str, Any] = {name: form.line(name) for name in _TEXTS if form.has(name)}
    if form.has("condition"):
        given["condition"] = form.text("condition").strip()
    for name in _EMPTIED:
        if given.get(name) == "":
            given[name] = None
    if given.get("date"):
        try:
            dt.date.fromisoformat(given["date"])
        except ValueError:
            raise CaseError(f"{given['date']!r} is no date", hint="write it like 2026-03-09") from None
    if form.has("sources"):
        given["sources"] = [line.strip() for line in form.text("sources").splitlines() if line.strip()]
    if form.has("flags"):
        flags = form.lines("flags")
        given |= {name: name in flags for name in ("quote", "earlier")}
    if now is None:
        return {name: value for name, value in given.items() if value not in (None, "", [])}
    plain = now.model_dump(mode="json")
    return {name: value for name, value in given.items() if not _same(plain.get(name), value)}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.split()) == " ".join(other.split())
    return bool(one == other)


STANCES = tuple(Stance)
