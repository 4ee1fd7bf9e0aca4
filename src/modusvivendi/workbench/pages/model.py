"""*Model*: who can do what and prefers what, as forms and as its file, both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from modusvivendi.conflict import Conflict, Formula
from modusvivendi.errors import ConflictError
from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.modelling.checking import (
    check_file,
    check_formula,
    with_infeasible,
    with_preference,
)
from modusvivendi.workbench.pages import model_forms, model_versions
from modusvivendi.workbench.pages.model_view import shown
from modusvivendi.workbench.rendering import render
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Model"])


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
    found = check_formula(
        conflict,
        formula,
        party if part != "infeasible" else None,
        _with(conflict, part, party, (number, answer, item)),
    )
    return Shown(found.record(), {"checked": found, "formula": formula, "part": part})


def _with(
    conflict: Conflict, part: str, party: str | None, address: tuple[int, str | None, int]
) -> Callable[[Formula], Conflict] | None:
    """Give what makes the model with a formula in its place; None where it has none yet."""
    if part == "infeasible":
        return lambda formula: with_infeasible(conflict, address[0], formula)
    if part == "preferences" and party in conflict.names:
        return lambda formula: with_preference(conflict, party, address, formula)
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
