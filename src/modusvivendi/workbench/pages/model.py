"""*Model*: who can do what and prefers what, as forms and as its file, both ways."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import FormData

from modusvivendi.errors import ConflictError, ModusError
from modusvivendi.workbench.forms import Form, Sent, fields
from modusvivendi.workbench.modelling import changing, preferring
from modusvivendi.workbench.modelling.changing import Change
from modusvivendi.workbench.modelling.checking import check_file, check_formula
from modusvivendi.workbench.modelling.plain import changed
from modusvivendi.workbench.pages import model_forms, model_versions
from modusvivendi.workbench.pages.model_view import shown
from modusvivendi.workbench.rendering import Place, render
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Model"])
place = Place("/model", "Model", "m")


@page(router, "/model", "model.html.j2", "The model: who can do what and prefers what, and its file")
def model(at: At) -> Shown:
    """Give the model as forms show it, its file, and who changed what when."""
    return shown(at)


# -- checking --


@page(router, "/model/check", "model_check.html.j2", "Check a formula, and what it would do")
def check(
    at: At,
    formula: Annotated[str, Query(max_length=20_000)] = "",
    party: Annotated[str | None, Query(max_length=400)] = None,
    number: Annotated[int, Query(ge=-1)] = -1,
    answer: Annotated[str | None, Query(max_length=400)] = None,
    item: Annotated[int, Query(ge=-1)] = -1,
    part: Annotated[str, Query(max_length=40)] = "preferences",
) -> Shown:
    """Say what is wrong with a formula; or what it means, where it is true, and what it would do."""
    conflict = at.place.model().conflict
    if conflict is None:
        at.place.conflict()  # says why
        raise ConflictError("there is no model")
    text = at.place.model().text or ""
    new = _with_formula(text, formula, party, (number, answer, item), part)
    found = check_formula(conflict, formula, party if part != "infeasible" else None, new)
    return Shown(found.record(), {"checked": found, "formula": formula, "part": part})


def _with_formula(
    text: str, formula: str, party: str | None, at: tuple[int, str | None, int], part: str
) -> str | None:
    """Give the model with a formula in its place; None where it has none yet, as in a new question."""
    number, answer, item = at
    said = {"formula": formula, "party": party or "", "number": str(number), "item": str(item)}
    if answer is not None:
        said["answer"] = answer
    form = Form(FormData(said))
    change: Change
    if part == "infeasible":
        change = changing.edit_infeasible if number >= 0 else changing.add_infeasible
    elif part == "preferences":
        place = item if answer is not None else number
        change = preferring.edit_preference if place >= 0 else preferring.add_preference
    else:
        return None
    with suppress(ModusError):
        return changed(text, lambda model: [change(model, form)].clear())
    return None


@router.post(
    "/model/check-file",
    summary="Check the text of a model's file, and what it would do",
    openapi_extra=fields(text="All of it (YAML)"),
)
def check_text(request: Request, at: At, form: Sent) -> Response:
    """Say what is wrong with a model's file, or what it would do; nothing is written."""
    text = form.text("text")
    found = check_file(at.place.model().conflict, text)
    if not at.session.key:
        return JSONResponse(jsonable_encoder(found.record()))
    view = {"checked": found, "formula": text, "part": "file", "record": found.record()}
    return render(request, "model_check.html.j2", view)


router.include_router(model_forms.router)
router.include_router(model_versions.router)
