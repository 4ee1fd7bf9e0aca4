"""*Results*, asked further: ways to an arrangement, who could upset it together, what joining changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query

from modusvivendi.conflict.words import Words
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.workbench.pages.results import Supposed, name_of
from modusvivendi.workbench.twins import At, Shown, Visit, page

if TYPE_CHECKING:
    from modusvivendi.insight.insight import Insight

router = APIRouter(tags=["Results"])

Steps = Annotated[
    Literal["improvements", "moves"], Query(description="Improvements only, or any moves, the shortest ways")
]
Event = Annotated[
    str, Query(max_length=200, description="The circumstance that turns true; the first, if none is named")
]
Party = Annotated[str, Query(max_length=200, description="The party; each in turn, if none is named")]


def _answered(
    at: Visit, what: str, about: object, work: Callable[[Callable[[int, int], None]], Insight]
) -> Insight:
    """Give the answer to a question, which may take long."""
    searching, ensemble = at.place.searching, at.place.ensemble(at.patience)
    key = repr(about)
    return searching.get(what, ensemble, lambda: work(searching.counting(what, key)), at.patience, key)


def _shown(at: Visit, supposed: Supposed, found: Insight, **view: Any) -> Shown:
    from modusvivendi.insight.insight import Pointed

    points = found.points if isinstance(found, Pointed) else ()
    return Shown(
        found.record,
        {
            "found": found,
            "points": points if len(points) > 1 else (),
            "choice": supposed,
            "by_id": at.place.record().substance.by_id,
            "choosing": None,
            **view,
        },
    )


def _about(at: Visit, supposed: Supposed, code: int) -> dict[str, Any]:
    """Say of which arrangement something is told."""
    conflict = supposed.ensemble.conflict
    place = conflict.position(code)
    if place is None:
        raise UnknownName(f"there is no feasible state with the code {code}")
    entry = next((e for e in at.place.arrangements(at.patience) if e.code == code), None)
    return {
        "code": code,
        "name": name_of(conflict, code, entry.name if entry else None, place),
        "taken": Words(conflict).state(conflict.taken(code)),
        "told_first": supposed.told_first,
    }


@page(router, "/results/state/{code}/ways", "further.html.j2", "All minimal ways to a state")
def ways(at: At, supposed: Supposed, code: int, by: Steps = "improvements") -> Shown:
    """Give the ways there as ``modus ways --json`` does: who has to move first, and where it can stall."""
    from modusvivendi.insight.routes import ways as find

    ensemble, first = supposed.ensemble, supposed.first
    about = _about(at, supposed, code)
    found = _answered(
        at,
        "looking for ways there",
        (code, by, first),
        lambda count: find(ensemble.conflict, code, by=by, interpretation=ensemble.interpretations[first]),
    )
    steps = [("improvements", "improvements only"), ("moves", "any moves")]
    chosen = ("by", "By", steps, by)
    return _shown(at, supposed, found, title="Ways there", choosing=chosen, **about)


@page(router, "/results/state/{code}/together", "further.html.j2", "Which coalitions could upset a state")
def together(at: At, supposed: Supposed, code: int) -> Shown:
    """Give who could upset it by acting together, as ``modus coalitions --json`` does."""
    from modusvivendi.insight.coalitions import coalitions

    ensemble, first = supposed.ensemble, supposed.first
    about = _about(at, supposed, code)
    found = _answered(
        at,
        "trying who could act together",
        (code, first),
        lambda count: coalitions(
            ensemble.conflict, equilibria=[code], interpretation=ensemble.interpretations[first]
        ),
    )
    return _shown(at, supposed, found, title="Who could upset it together", **about)


@page(router, "/results/state/{code}/later", "further.html.j2", "Who leaves when something turns true later")
def later(at: At, supposed: Supposed, code: int, event: Event = "") -> Shown:
    """Give who leaves when a circumstance turns true, as ``modus defection --json`` does."""
    from modusvivendi.insight.defection import defection

    ensemble, first = supposed.ensemble, supposed.first
    circumstances = ensemble.conflict.circumstances
    if not circumstances:
        raise ConflictError(
            "the model knows nothing that may turn true later",
            hint="add a circumstance on the page Model",
        )
    event = event or next(iter(circumstances))
    about = _about(at, supposed, code)
    found = _answered(
        at,
        "following who would leave",
        (code, event, first),
        lambda count: defection(
            ensemble.conflict, code, event, interpretation=ensemble.interpretations[first]
        ),
    )
    every = [(name, label or name) for name, label in circumstances.items()]
    return _shown(
        at, supposed, found, title="If it turns true later", choosing=("event", "That", every, event), **about
    )


@page(router, "/results/joining", "further.html.j2", "What can hold with a party in that cannot without it")
def joining(at: At, supposed: Supposed, party: Party = "") -> Shown:
    """Give what a party's joining changes, as ``modus without --json`` does, over all interpretations."""
    from modusvivendi.insight.joining import joining as try_each
    from modusvivendi.insight.without import without

    ensemble = supposed.ensemble
    names = {dm.key: dm.name or dm.key for dm in ensemble.conflict.decision_makers if dm.options}
    if party and party not in names:
        raise UnknownName(f"there is no decision maker {party!r}", hint=nearest(party, names))

    def compare(count: Callable[[int, int], None]) -> Insight:
        if party:
            return without(ensemble.conflict, party, ensemble=ensemble)
        return try_each(ensemble.conflict, ensemble=ensemble, progress=count)

    found = _answered(at, "trying with and without each party", party, compare)
    every = [("", "each in turn"), *names.items()]
    return _shown(
        at,
        supposed,
        found,
        title="With and without a party",
        choosing=("party", "Party", every, party),
        code=None,
        name="",
        taken="",
        told_first=[],
    )
