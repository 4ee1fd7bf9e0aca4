"""The versions of the model: who changed what when, undo, edits that came too late, and drafting anew."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from modusvivendi.english import count_words
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.workbench.forms import Form, Sent, fields
from modusvivendi.workbench.modelling import writing
from modusvivendi.workbench.modelling.comparing import rows
from modusvivendi.workbench.modelling.keeping import Attempt, History, Step
from modusvivendi.workbench.pages.model_forms import SEEN, write
from modusvivendi.workbench.rendering import go
from modusvivendi.workbench.twins import At, Shown, Visit, page

router = APIRouter(tags=["Model"])


@page(router, "/model/history", "model_history.html.j2", "Who changed what in the model, and when")
def history(at: At) -> Shown:
    """Give all changes of the model, the last first."""
    now, kept = writing.look(at.place)
    return Shown({"version": now.version, "changes": list(reversed(kept.steps()))})


@page(router, "/model/history/{number}", "model_step.html.j2", "A change of the model")
def step(at: At, number: int) -> Shown:
    """Give the model before and after a change."""
    now, kept = writing.look(at.place)
    found = kept.step(number)
    if found is None:
        raise UnknownName(f"there is no change number {number}")
    before, after = kept.text(found.before) or "", kept.text(found.after) or ""
    record = {"change": found, "before": before, "after": after, "version": now.version}
    return Shown(record, {"rows": rows(before, after), "is_now": found.after == now.version})


@router.post("/model/undo", summary="Take back the last change", openapi_extra=fields(**SEEN))
def undo(request: Request, at: At, form: Sent) -> Response:
    """Make the model as it was before the last change that still stands."""
    _, kept = writing.look(at.place)
    last = kept.to_undo()
    if last is None or not last.before:
        raise ConflictError("there is no change to take back")
    return _restore(request, at, form, last.before, f"took back: {last.what}", last.number)


@router.post(
    "/model/restore",
    summary="Make the model as it was",
    openapi_extra=fields(version="Which version", **SEEN),
)
def restore(request: Request, at: At, form: Sent) -> Response:
    """Make the model as it was in another version."""
    return _restore(request, at, form, form.line("version"), "went back to an earlier version")


def _restore(
    request: Request, at: Visit, form: Form, version: str, what: str, undoes: int | None = None
) -> Response:
    text = History(at.place.case).text(version)
    if not text:
        raise UnknownName(f"there is no version {version!r} of the model")
    return write(request, at, form, lambda _: (text, what), undoes)


# -- edits that came too late --


@page(router, "/model/late/{key}", "model_late.html.j2", "An edit that came too late, and what is there now")
def late(at: At, key: str) -> Shown:
    """Give an edit of a model that somebody else had changed meanwhile, beside what is there now."""
    now, kept = writing.look(at.place)
    attempt = _attempt(kept, key)
    both = writing.together(kept, attempt, now.text or "")
    meanwhile = _meanwhile(kept, attempt)
    return Shown(
        {
            "yours": attempt,
            "now": {"version": now.version, "text": now.text},
            "meanwhile": meanwhile,
            "together": both.text if both else None,
            "disagreements": both.disagreements if both else [],
        },
        {
            "rows": rows(attempt.text, now.text or ""),
            "is_same": both is not None and both.text == now.text,
        },
    )


def _meanwhile(kept: History, attempt: Attempt) -> list[Step]:
    """Give the changes that others made since the version that an edit is based on."""
    later: list[Step] = []
    for step in reversed(kept.steps()):
        if step.after == attempt.seen:
            break
        later.insert(0, step)
        if step.before == attempt.seen:
            break
    return later


def _attempt(kept: History, key: str) -> Attempt:
    found = kept.attempt(key)
    if found is None:
        raise UnknownName("there is no such edit", hint="somebody has decided about it")
    return found


@router.post(
    "/model/late/{key}",
    summary="Decide about an edit that came too late",
    openapi_extra=fields(act="together, yours, or drop", **SEEN),
)
def decide(request: Request, at: At, key: str, form: Sent) -> Response:
    """Put an edit that came too late into the model, put it in the model's place, or drop it."""
    now, kept = writing.look(at.place)
    attempt, act = _attempt(kept, key), form.line("act")
    if act == "drop":
        kept.keep(attempt.text.encode())
        kept.done(attempt)
        return go("/model", "Your edit was dropped; the model is as it was.")
    both = writing.together(kept, attempt, now.text or "") if act == "together" else None
    if act == "together" and both is None:
        raise ConflictError("the two cannot be put together", hint="choose one of them")
    text = both.text if both is not None else attempt.text
    answer = write(request, at, form, lambda _: (text, attempt.what))
    if answer.status_code < 400:
        kept.done(attempt)
    return answer


# -- drafting --


@page(router, "/model/draft", "model_draft.html.j2", "What drafting the model anew would change")
def draft(at: At) -> Shown:
    """Give the model as drafting anew would make it: what people changed stays, what is new comes in."""
    from modusvivendi.workbench.modelling.drafting import look_anew, without_mark

    now, _ = writing.look(at.place)
    found = look_anew(at.place, now, at.patience)
    return Shown(
        lambda: {
            "version": now.version,
            "draft": found.draft,
            "merged": found.merged,
            "disagreements": found.disagreements,
            "changed_by_people": bool(now.text) and not now.as_drafted,
        },
        {
            "seen": now.version,
            "changed_by_people": bool(now.text) and not now.as_drafted,
            "disagreements": found.disagreements,
            "rows": rows(without_mark(now.text or ""), without_mark(found.merged)),
            "is_same": found.is_same,
            "effect": found.effect,
        },
    )


@router.post("/model/draft", summary="Draft the model anew", openapi_extra=fields(**SEEN))
def draft_anew(request: Request, at: At, form: Sent) -> Response:
    """Draft the model anew; what people changed stays, and what contradicts it is named."""
    from modusvivendi.workbench.modelling.drafting import take_draft

    return _drafted(take_draft(at.place, seen=form.line("seen"), who=at.session.who), at)


def _drafted(disagreements: tuple[str, ...], at: Visit) -> Response:
    if not at.session.key:
        return JSONResponse({"disagreements": disagreements, "version": at.place.model().version})
    kept = (
        f" Where you and the draft disagree, yours stays ({count_words(len(disagreements), 'place')})."
        if disagreements
        else ""
    )
    return go("/model", f"Drafted from the record.{kept}")
