"""*Results*, asked about one arrangement: putting it together, and what would make it hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from modusvivendi.conflict.words import Words
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.workbench.pages.results import Supposed, with_labels
from modusvivendi.workbench.rendering import go
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Results"])

Taken = Annotated[list[str], Query(description="Full names of the options taken, several under this name")]


@router.get("/results/arrangement", summary="Go to the arrangement in which these options are taken")
def arrangement(supposed: Supposed, taken: Taken = []) -> Response:  # noqa: B006 - FastAPI copies it
    """Lead to the reasons why an arrangement holds or not; say why it cannot be where it cannot."""
    conflict = supposed.ensemble.conflict
    if conflict.graph is not None:
        raise ConflictError("this model names its states", hint="choose one on the page Results")
    code = conflict.code(taken)
    why = conflict.why_infeasible(code)
    if why is not None:
        excluded = with_labels(why.removeprefix("infeasible is: "), conflict)
        raise ConflictError(
            f"the model says that this cannot be: {excluded}",
            hint="choose otherwise, or change “What cannot be” on the page Model",
        )
    return go(f"/results/state/{code}{supposed.query}")


@page(router, "/results/state/{code}/unlock", "unlock.html.j2", "The least that would make a state hold")
def unlock(
    at: At, supposed: Supposed, code: int, under: Annotated[str, Query(max_length=20)] = "seq"
) -> Shown:
    """Find the least that would make a state hold, as ``modus unlock --json`` does for one interpretation."""
    from modusvivendi.insight.unlock import unlock as find

    ensemble = supposed.ensemble
    conflict, interpretation = ensemble.conflict, ensemble.interpretations[supposed.first]
    place = conflict.position(code)
    if place is None:
        raise UnknownName(f"there is no feasible state with the code {code}")
    entry = next((e for e in at.place.arrangements(at.patience) if e.code == code), None)
    background, what = at.place.background, "looking for what would make it hold"
    found = background.get(
        what,
        (supposed.ensemble, code, under, supposed.first),
        lambda: find(
            conflict,
            code,
            under,
            interpretation=interpretation,
            limit=4,
            progress=background.counting(what),
        ),
        at.patience,
    )
    return Shown(
        found.record(),
        {
            "found": found,
            "code": code,
            "name": entry.name if entry and entry.name else f"State {place + 1}",
            "taken": Words(conflict).state(conflict.taken(code)),
            "under": under,
            "choice": supposed,
            "told_first": supposed.told_first,
            "by_id": at.place.record().substance.by_id,
        },
    )
