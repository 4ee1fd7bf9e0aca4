"""What the forms of the page *Model* do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import UploadFile

from modusvivendi.conflict import Conflict
from modusvivendi.english import capital, listed
from modusvivendi.errors import ConflictError, ModusError, UnknownName
from modusvivendi.reports.limits import LARGEST_FILE
from modusvivendi.workbench.failures import StalePage
from modusvivendi.workbench.forms import Form, Sent, fields
from modusvivendi.workbench.modelling import changing, preferring, ranking, writing
from modusvivendi.workbench.modelling.changing import Change
from modusvivendi.workbench.modelling.plain import MODEL_FILE, changed
from modusvivendi.workbench.pages.model_view import shown
from modusvivendi.workbench.rendering import go, render
from modusvivendi.workbench.twins import At, Visit

router = APIRouter(tags=["Model"])

SEEN = {"seen": "The version of the model that you saw, as the page gives it"}

_CHANGES: dict[str, tuple[str, dict[str, Change], dict[str, str]]] = {
    "title": ("Say what the model is about", {"keep": changing.set_title}, {"title": "The title"}),
    "parties": (
        "Add, rename or take out a decision maker",
        {"add": changing.add_party, "rename": changing.rename_party, "remove": changing.remove_party},
        {"party": "Its key", "name": "Its name", "key": "Its name in formulas", "label": "Its first option"},
    ),
    "options": (
        "Add, change or take out an option",
        {"add": changing.add_option, "edit": changing.edit_option, "remove": changing.remove_option},
        {
            "party": "Whose it is", "option": "Its key", "label": "What it is, in words",
            "key": "Its name in formulas", "taken": "Given where it is taken now",
            "direction": "forward, back, or nothing where it can be undone",
        },
    ),
    "circumstances": (
        "Add, change or take out a circumstance",
        {
            "add": changing.add_circumstance,
            "edit": changing.edit_circumstance,
            "remove": changing.remove_circumstance,
        },
        {"circumstance": "Its key", "label": "What it is, in words", "key": "Its name in formulas"},
    ),
    "infeasible": (
        "Say what cannot be",
        {
            "add": changing.add_infeasible,
            "edit": changing.edit_infeasible,
            "remove": changing.remove_infeasible,
        },
        {"number": "Its place, from 0", "formula": "States in which it is true are dropped", "note": "Why"},
    ),
    "preferences": (
        "Add, change, move or take out a preference",
        {
            "add": preferring.add_preference,
            "edit": preferring.edit_preference,
            "move": preferring.move_preference,
            "remove": preferring.remove_preference,
        },
        {
            "party": "Whose it is", "number": "Its place in the list, from 0",
            "answer": "Within a question, the answer", "item": "Its place under the answer, from 0",
            "formula": "What is preferred", "assumption": "Why it is assumed",
            "evidence": "Ids of statements",
            "note": "A remark", "step": "To move it: up or down", "to": "To move it: the place, from 0",
        },
    ),
    "ranking": (
        "Rank the states one by one, or no longer",
        {"keep": ranking.set_ranking, "drop": ranking.drop_ranking},
        {
            "party": "Whose ranking it is",
            "state": "Full names of the options taken in a state, one a line; several fields of this name",
            "place": "The place of each of these states, in their order: 1 is best, equal ones tie",
        },
    ),
    "questions": (
        "Ask, change or settle an open question",
        {
            "add": preferring.add_question,
            "edit": preferring.edit_question,
            "settle": preferring.settle_question,
            "add_answer": preferring.add_answer,
            "remove_answer": preferring.remove_answer,
        },
        {
            "party": "Whose preferences hang on it", "number": "Its place in the list, from 0",
            "question": "The question", "formula_yes": "What is preferred if yes",
            "formula_no": "What is preferred if no", "answer": "An answer",
            "new_answer": "A further answer", "formula": "What is preferred then", "note": "A remark",
        },
    ),
}  # fmt: skip
"""What can be changed: for each part its summary, what can be done, and the fields of its form."""


def _register(part: str, summary: str, changes: Mapping[str, Change], about: Mapping[str, str]) -> None:
    def apply(request: Request, at: At, form: Sent) -> Response:
        act = form.line("act") or next(iter(changes))
        if act not in changes:
            raise UnknownName(f"there is nothing called {act!r} to be done here", hint=listed(changes, "or"))
        return _changed(request, at, form, changes[act])

    router.post(
        f"/model/{part}",
        summary=summary,
        name=f"model_{part}",
        openapi_extra=fields(act=", ".join(changes), **about, **SEEN),
    )(apply)


for _part, _about in _CHANGES.items():
    _register(_part, *_about)


def _changed(request: Request, at: Visit, form: Form, change: Change) -> Response:
    """Make a change, and go back to the page; where it cannot be made, show the page with what was typed."""

    def done(text: str) -> tuple[str, str]:
        said: list[str] = []
        new = changed(text, lambda model: said.append(change(model, form)))
        return new, said[0]

    return write(request, at, form, done)


def write(
    request: Request,
    at: Visit,
    form: Form,
    change: Callable[[str], tuple[str, str]],
    undoes: int | None = None,
) -> Response:
    """Change the model's file, and show the page, or what was typed, or both versions."""
    by_program = not at.session.key
    try:
        written = writing.write(at.place, change, seen=form.line("seen"), who=at.session.who, undoes=undoes)
    except (ConflictError, UnknownName) as error:
        if by_program:
            raise
        return _again(request, at, form, error)
    if written.attempt is not None:
        if by_program:
            raise StalePage(
                "somebody else changed the model since you loaded it",
                hint=f"what you sent is kept at /model/late/{written.attempt.key}",
            )
        return go(f"/model/late/{written.attempt.key}")
    if by_program:
        return JSONResponse(jsonable_encoder({"change": written.step, "version": at.place.model().version}))
    if written.step is None:
        return go("/model", "Nothing is changed.")
    return go("/model", f"{capital(written.step.what)}.")


def _again(request: Request, at: Visit, form: Form, error: ModusError) -> Response:
    """Show the page with what was typed and what is wrong with it."""
    names = ("formula", "formula_yes", "formula_no", "assumption", "note", "label", "key", "name", "title",
             "question", "new_answer", "text")  # fmt: skip
    failed = {
        "form": form.line("form"),
        "error": error,
        "values": {name: form.text(name) for name in names if form.has(name)},
    }
    page = shown(at, failed)
    return render(request, "model.html.j2", {"record": page.record, **page.view}, 400)


@router.post(
    "/model/file",
    summary="Write the model's file",
    openapi_extra=fields(text="All of it (YAML)", **SEEN),
)
def write_file(request: Request, at: At, form: Sent) -> Response:
    """Write the model's file as it was edited."""
    text = form.text("text")
    if not text.strip():
        raise ConflictError("the file would be empty", hint="take out what is not wanted, one by one")
    ending = "" if text.endswith("\n") else "\n"

    def done(_: str) -> tuple[str, str]:
        return text + ending, "edited the file"

    return write(request, at, form, done)


def _opened(file: UploadFile) -> str:
    """Give the text of a model that was handed in, in whichever of the formats it is."""
    data = file.file.read(LARGEST_FILE + 1)
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name or MODEL_FILE
    if len(data) > LARGEST_FILE:
        raise ConflictError("the file is too large to be a model", file=name)
    with TemporaryDirectory() as folder:
        kept = Path(folder) / f"model{PurePosixPath(name).suffix.lower()}"
        kept.write_bytes(data)
        try:
            return Conflict.load(kept).dumps()
        except ConflictError as error:
            error.file = name
            raise


@router.post(
    "/model/begin",
    summary="Begin a model by hand",
    openapi_extra=fields(
        name="A first decision maker", label="What it could do",
        file="*Instead of these, a model that there is: .yaml, .gmcr, .json, .csv or .xlsx", **SEEN,
    ),
)  # fmt: skip
def begin(request: Request, at: At, form: Sent) -> Response:
    """Begin a model where there is none."""
    from modusvivendi.conflict import DecisionMaker
    from modusvivendi.workbench.modelling.plain import key_for

    def done(text: str) -> tuple[str, str]:
        if text:
            raise ConflictError("there is a model already")
        for file in form.files("file"):
            return _opened(file), f"took in {file.filename}"
        name = changing.needed(form, "name", "the name")
        label = changing.needed(form, "label", "what it could do")
        party = DecisionMaker(name, {key_for(label, ()): label})
        return Conflict([party], title=at.place.title).dumps(), f"began a model with {name}"

    return write(request, at, form, done)
