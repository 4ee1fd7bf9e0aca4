"""*Model*: who can do what and prefers what, as forms and as its file, both ways."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from modusvivendi.conflict import Conflict, Formula
from modusvivendi.errors import ConflictError
from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.modelling.checking import (
    Compare,
    check_file,
    check_formula,
    with_infeasible,
    with_preference,
)
from modusvivendi.workbench.modelling.effects import Effect, effect
from modusvivendi.workbench.pages import model_forms, model_versions
from modusvivendi.workbench.pages.model_view import shown
from modusvivendi.workbench.rendering import render
from modusvivendi.workbench.twins import PATIENT, At, Shown, Visit, page

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
        _comparing(at, (formula, part, party, number, answer, item)),
    )
    view = {"checked": found, "formula": formula, "part": part, "poll": 1 if found.working else None}
    return Shown(found.record(), view)


def _comparing(at: Visit, asked: Hashable) -> Compare:
    """Give what compares two models beside the clicks, for as long as this one may take."""

    def compare(before: Conflict, after: Conflict) -> Effect:
        return at.place.background.get(
            f"telling {at.session.who} what a change would do",
            (at.place.model().version, asked),
            lambda: effect(before, after),
            at.patience,
        )

    return compare


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
    patient = at if at.session.key else replace(at, may_take=PATIENT)
    found = check_file(at.place.model().conflict, text, _comparing(patient, text))
    if not at.session.key:
        return JSONResponse(jsonable_encoder(found.record()))
    view = {"checked": found, "formula": text, "part": "file", "record": found.record()}
    return render(request, "model_check.html.j2", view)


router.include_router(model_forms.router)
router.include_router(model_versions.router)
