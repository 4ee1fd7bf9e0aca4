"""*Read*: a report with its statements marked, to be accepted, put right, rejected, or added to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from modusvivendi.brief.contract import report_record
from modusvivendi.brief.entries import report_entry, statement_entry
from modusvivendi.brief.marked import marked
from modusvivendi.dossier.review import Review
from modusvivendi.dossier.standing import Subject
from modusvivendi.errors import CaseError, EditConflict, ModusError
from modusvivendi.reports.regardless import regardless
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement
from modusvivendi.workbench import reviewing
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.failures import StalePage
from modusvivendi.workbench.forms import Form, Sent, fields
from modusvivendi.workbench.rendering import go, render
from modusvivendi.workbench.snapshot import RecordSnapshot
from modusvivendi.workbench.twins import At, Shown, Visit, page
from modusvivendi.workbench.wishes import Correction

router = APIRouter(tags=["Read"])

_OPTIONAL = Query(max_length=400)
_DECISION = {
    "decision": "accept, reject or undo",
    "statement": "Its id",
    "seen": "The number of the last decision about it that you saw",
    "note": "Why",
}
_FIELDS = {
    "actor": "Whose position it is",
    "stance": "offers, supports, considers, demands, opposes, rules_out, denies, warns or assesses",
    "proposal": "What it is about",
    "target": "Whose action it is about, if another's",
    "condition": "The words of the report that state the condition",
    "speaker": "Who speaks for the party",
    "sources": "The chain of sources, one a line, outermost first",
    "date": "The day it was said",
    "note": "Why",
}


@page(router, "/read", "read_list.html.j2", "How far the reports are gone through")
def overview(at: At) -> Shown:
    """Give the reports with how many of their statements somebody decided about."""
    record = at.place.record()
    rows = []
    for report in sorted(record.reports(), key=lambda r: (str(r.date or ""), r.name), reverse=True):
        found = len(record.by_report[report.name])
        rows.append(
            report_record(report_entry(report, found))
            | {"decided": record.decided[report.name], "body": None}
        )
    recent = [_told(review) for review in reversed(record.reviews[-12:])]
    left = at.place.inbox.is_busy
    return Shown(
        {"reports": rows, "decisions": recent},
        {
            "statements": len(record.statements()),
            "ready": sum(s.id in record.standing.decided for s in record.statements()),
            "done": {one["report"] for one in rows if one["decided"] >= one["statements"]},
            "left": left,
            "poll": 2 if left and not rows else None,
        },
    )


def _step(review: Review) -> dict[str, Any]:
    return {
        "who": review.who,
        "done": reviewing.DONE[review.decision.value],
        "when": review.when.isoformat(timespec="seconds"),
        "note": review.note,
        "changes": {name: value for name, value in review.changes.items() if name in _FIELDS},
    }


@page(
    router, "/read/{report}", "read.html.j2", "A report with its statements and what was decided about them"
)
def reading(
    at: At,
    report: str,
    statement: Annotated[str | None, _OPTIONAL] = None,
    edit: bool = False,
    passage: Annotated[str | None, Query(max_length=4000)] = None,
) -> Shown:
    """Give a report, the statements that stand in it, those that were rejected, and all decisions."""
    record = at.place.record()
    found = record.report(report)
    statements = record.by_report[report]
    rejected = [(s, subject) for s, subject in record.rejected if s.report == report]
    selected = next((s for s in statements if s.id == statement), None)
    if selected is None and statement is None:
        selected = next((s for s in statements if s.id not in record.standing.decided), None)
    at.place.expect_corrections()
    wanted = at.place.wishes.corrections(report)
    shown_rejected = next((s for s, _ in rejected if s.id == statement), None)
    return Shown(
        {
            "report": report_record(report_entry(found, len(statements))),
            "statements": [_decided(s, record.standing.subject_of(s.id)) for s in statements],
            "rejected": [_decided(s, subject) for s, subject in rejected],
            "wanted": [{"key": key, **asdict(one), "fields": one.says} for key, one in wanted.items()],
        },
        {
            "wanted": wanted,
            "poll": 1 if any(not one.problem for one in wanted.values()) else None,
            "report": found,
            "paragraphs": marked(found, statements),
            "statements": statements,
            "decided": record.standing.decided,
            "rejected": rejected,
            "selected": selected,
            "selected_rejected": shown_rejected,
            "number": statements.index(selected) + 1 if selected else 0,
            "around": _around(statements, selected),
            "history": _history(record, (selected or shown_rejected)),
            "seen": reviewing.seen(record, statement_id)
            if (statement_id := getattr(selected or shown_rejected, "id", None))
            else 0,
            "edit": edit,
            "passage": passage,
            "actors": sorted({s.actor for s in record.statements()}),
            "stances": reviewing.STANCES,
            "used": [stance for stance in reviewing.STANCES if any(s.stance == stance for s in statements)],
            "neighbours": _neighbours(record, found),
            "undecided": sum(s.id not in record.standing.decided for s in statements),
            "unread": _unread(record, report),
            "may_be_left_out": not statements
            and at.place.settings.leaves_out
            and found.sha256 not in regardless(at.place.case),
            "care": record.handling().get(report),
            "last_own": _told(reviewing.last_own(record, at.session.who)),
        },
    )


def _told(review: Review | None) -> dict[str, Any] | None:
    """Say of a decision what it was about."""
    if review is None:
        return None
    about = review.anchor
    return _step(review) | {
        "statement": review.statement,
        "report": about.report if about else None,
        "actor": about.actor if about else review.statement,
        "stance": about.stance.value if about else None,
        "proposal": about.proposal if about else "",
    }


def _decided(statement: Statement, subject: Subject | None) -> dict[str, Any]:
    current = subject.current if subject else None
    return statement_entry(statement).model_dump(mode="json") | {
        "decision": _step(current) if current else None
    }


def _around(
    statements: Sequence[Statement], selected: Statement | None
) -> tuple[Statement | None, Statement | None]:
    """Give the statements before and after the one that is looked at."""
    if selected is None:
        return None, (statements[0] if statements else None)
    place = statements.index(selected)
    before = statements[place - 1] if place else None
    return before, statements[place + 1] if place + 1 < len(statements) else None


def _history(record: RecordSnapshot, statement: Statement | None) -> list[dict[str, Any]]:
    subject = record.standing.subject_of(statement.id) if statement else None
    reviews: Iterable[Review] = subject.reviews if subject else ()
    return [_step(review) for review in reviews]


def _neighbours(record: RecordSnapshot, report: Report) -> tuple[str | None, str | None]:
    names = [
        r.name for r in sorted(record.reports(), key=lambda r: (str(r.date or ""), r.name), reverse=True)
    ]
    place = names.index(report.name)
    return (names[place - 1] if place else None), (names[place + 1] if place + 1 < len(names) else None)


def _unread(record: RecordSnapshot, report: str) -> str | None:
    """Give the latest report but this one that has statements nobody has decided about."""
    decided = record.standing.decided
    latest = sorted(record.reports(), key=lambda r: (str(r.date or ""), r.name), reverse=True)
    return next(
        (
            r.name
            for r in latest
            if r.name != report and any(s.id not in decided for s in record.by_report[r.name])
        ),
        None,
    )


# -- what forms do --


@router.post(
    "/read/{report}/decide",
    summary="Accept or reject a statement, or undo",
    openapi_extra=fields(**_DECISION),
)
def decide(request: Request, at: At, report: str, form: Sent) -> Response:
    """Keep a decision, and go on to the next statement."""
    decision, id_ = form.line("decision"), form.line("statement")
    statements = at.place.record().by_report.get(report, ())
    following = _after(statements, id_)
    if decision == "undo" and not id_:
        undone = reviewing.take_back_own(at.place, at.session.who)
        home = undone.anchor.report if undone.anchor else report
        return go(
            _address(home, undone.statement),
            f"Taken back: you had {reviewing.DONE[undone.decision.value]} it.",
        )
    try:
        reviewing.decide(
            at.place, id_, decision, who=at.session.who, note=form.line("note"), seen_last=_seen(form)
        )
    except (StalePage, EditConflict) as late:
        return _late(request, at, report, form, late, {"decision": decision})
    stays = decision == "undo" or following is None
    said = {"accept": "Accepted.", "reject": "Rejected.", "undo": "Taken back."}[decision]
    return go(_address(report, id_ if stays else following), said)


@router.post(
    "/read/{report}/edit",
    summary="Put a statement right",
    openapi_extra=fields(statement="Its id", seen=_DECISION["seen"], **_FIELDS),
)
def edit(request: Request, at: At, report: str, form: Sent) -> Response:
    """Keep what somebody put right."""
    id_ = form.line("statement")
    now = next((s for s in at.place.record().by_report.get(report, ()) if s.id == id_), None)
    changes = reviewing.fields_of(form, now=now)
    if not changes:
        raise CaseError("nothing is changed", hint="to say that it is right as it is, accept it")
    who, note, seen = at.session.who, form.line("note"), _seen(form)
    try:
        if at.session.key and not at.place.can_correct.is_set():
            reviewing.check_correction(at.place.record(), id_, changes, seen)
            wish = Correction("correct", report, json.dumps(changes), who, note, statement=id_, seen=seen)
            return _kept(at, wish, _address(report, id_), "Corrected.")
        changed = reviewing.correct(at.place, id_, changes, who=who, note=note, seen_last=seen)
    except (StalePage, EditConflict) as late:
        return _late(request, at, report, form, late, changes)
    return go(_address(report, changed.id), "Corrected.")


@router.post(
    "/read/{report}/add",
    summary="Add a statement that was missed",
    openapi_extra=fields(passage="The words of the report it rests on", **_FIELDS),
)
def add(at: At, report: str, form: Sent) -> Response:
    """Keep a statement that somebody added."""
    given, passage = reviewing.fields_of(form), form.text("passage")
    who, note = at.session.who, form.line("note")
    if at.session.key and not at.place.can_correct.is_set():
        reviewing.check_addition(at.place.record(), report, passage, given)
        wish = Correction("add", report, json.dumps(given), who, note, passage=passage)
        return _kept(at, wish, _address(report, None), "Added.")
    added = reviewing.add(at.place, report, passage, given, who=who, note=note)
    return go(_address(report, added.id), "Added.")


def _kept(at: Visit, wish: Correction, to: str, done: str) -> Response:
    """Keep what is put right before it can be told what that amounts to; say so where that takes longer."""
    try:
        at.place.wishes.ask(wish, 0.0)
    except StillWorking:
        return go(to, "Kept. What it amounts to is being worked out.")
    return go(to, done)


@router.post(
    "/read/{report}/seen",
    summary="Say no more about a correction that could not be made",
    openapi_extra=fields(key="Which, as its key in the page’s data"),
)
def seen_it(at: At, report: str, form: Sent) -> Response:
    """Take off the page what could not be done."""
    at.place.wishes.forget(form.line("key"))
    return go(_address(report, None))


def _late(
    request: Request, at: At, report: str, form: Form, late: ModusError, yours: Mapping[str, Any]
) -> Response:
    """Set what somebody wanted beside what somebody else has decided meanwhile; neither is lost."""
    record, id_ = at.place.record(), form.line("statement")
    subject = record.standing.subject_of(id_)
    sent = [(name, value) for name, value in form.every() if name not in ("form_token", "seen")]
    view = {
        "error": late,
        "report": record.report(report),
        "statement": next((s for s in (*record.by_report[report], *record.read) if s.id == id_), None),
        "stands": id_ in record.substance.by_id,
        "theirs": _step(subject.reviews[-1]) if subject else None,
        "yours": {name: value for name, value in yours.items() if name != "decision"},
        "done": reviewing.DONE[yours.get("decision", "edit")],
        "note": form.line("note"),
        "action": request.url.path,
        "sent": sent,
        "seen": reviewing.seen(record, id_),
    }
    return render(request, "read_late.html.j2", view, 409)


def _after(statements: Sequence[Statement], id_: str) -> str | None:
    ids = [s.id for s in statements]
    return ids[ids.index(id_) + 1] if id_ in ids and ids.index(id_) + 1 < len(ids) else None


def _seen(form: Form) -> int | None:
    text = form.line("seen")
    return int(text) if text.isdigit() else None


def _address(report: str, statement: str | None) -> str:
    query = f"?{urlencode({'statement': statement})}" if statement else ""
    return f"/read/{quote(report, safe='')}{query}"
