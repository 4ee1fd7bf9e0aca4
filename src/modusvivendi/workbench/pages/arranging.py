"""*Results*, asked about one arrangement: putting it together, and what would make it hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from modusvivendi.conflict.words import Words
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.choosing import Choice
from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.pages.results import Supposed, with_labels
from modusvivendi.workbench.rendering import go
from modusvivendi.workbench.twins import At, Shown, Visit, page

if TYPE_CHECKING:
    from modusvivendi.insight.interpretations import Ensemble
    from modusvivendi.insight.parted import Parts
    from modusvivendi.insight.unlocking import Unlock

router = APIRouter(tags=["Results"])

SEARCH = "looking for what would make it hold"

Search = Annotated[bool, Query(description="Whether the least is looked for, which can take a minute")]
PartsOnly = Annotated[
    bool, Query(description="In the data, only on what each part hangs, which is there at once")
]
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
    at: At,
    supposed: Supposed,
    code: int,
    under: Annotated[str, Query(max_length=20)] = "seq",
    parts_only: PartsOnly = False,
    search: Search = True,
) -> Shown:
    """Find the least that would make a state hold, as ``modus unlock --json`` does for one interpretation.

    With it comes on which answers each part of it hangs (``parts``), over all interpretations. That is there
    at once, while the search for the least can take a minute: the page shows it first.
    """
    ensemble = supposed.ensemble
    conflict = ensemble.conflict
    place = conflict.position(code)
    if place is None:
        raise UnknownName(f"there is no feasible state with the code {code}")
    by_part = _by_part(at, ensemble, code)
    if parts_only and at.as_data:
        return Shown({"parts": by_part.record()})
    entry = next((e for e in at.place.arrangements(at.patience) if e.code == code), None)
    try:
        found, tried = _least(at, supposed, code, under) if search else None, None
    except StillWorking as working:
        if at.as_data:
            raise
        found, tried = None, working.tried
    return Shown(
        lambda: {**(found.record() if found else {}), "parts": by_part.record()},
        {
            "found": found,
            "tried": tried,
            "search": search,
            "by_part": by_part,
            "code": code,
            "name": entry.name if entry and entry.name else f"State {place + 1}",
            "taken": Words(conflict).state(conflict.taken(code)),
            "under": under,
            "choice": supposed,
            "told_first": supposed.told_first,
            "by_id": at.place.record().substance.by_id,
            "poll": 1 if search and found is None else None,
        },
    )


def _by_part(at: Visit, ensemble: Ensemble, code: int) -> Parts:
    """Tell on which answers each part of an arrangement hangs, and who is against it."""
    said = at.place.record().substance

    def part() -> Parts:
        from modusvivendi.insight.parts import parts

        return parts(ensemble.conflict, code, ensemble=ensemble, statements=said.by_id)

    what = "taking it part by part"
    return at.place.background.get(what, (ensemble, code, said), part, at.patience)


def _least(at: Visit, supposed: Choice, code: int, under: str) -> Unlock:
    """Look for the least that would make it hold."""
    ensemble, about = supposed.ensemble, (code, under, supposed.first)

    def find() -> Unlock:
        from modusvivendi.insight.unlock import unlock as find_least

        return find_least(
            ensemble.conflict,
            code,
            under,
            interpretation=ensemble.interpretations[supposed.first],
            limit=4,
            progress=at.place.searching.counting(SEARCH, about),
        )

    return at.place.searching.get(SEARCH, ensemble, find, at.patience, about)


@router.post(
    "/results/state/{code}/unlock/stop",
    summary="Stop looking for the least that would make a state hold",
    openapi_extra=fields(),
)
def stop(
    at: At, supposed: Supposed, form: Sent, code: int, under: Annotated[str, Query(max_length=20)] = "seq"
) -> Response:
    """Stop the search, and show what is known without it."""
    at.place.searching.stop(SEARCH, (code, under, supposed.first))
    asked = supposed.chosen | {"under": under, "search": "false"}
    return go(f"/results/state/{code}/unlock?{urlencode(asked)}")
