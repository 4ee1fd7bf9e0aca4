"""What all could agree to, and who would follow whom: two pictures of *Results*."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from modusvivendi.errors import UnknownName
from modusvivendi.insight.commitments import Commitments
from modusvivendi.insight.zopa import Zopa
from modusvivendi.workbench.pages.results import Supposed
from modusvivendi.workbench.pictures import in_page
from modusvivendi.workbench.twins import At, Shown, Visit, page

router = APIRouter(tags=["Results"])

Given = Annotated[list[str], Query(max_length=200, description="Options taken beforehand, as in A.x")]

# The functions that solve and draw are imported where they are used, so that the first page comes at once.


def _zone(at: Visit, supposed: Supposed) -> Zopa:
    from modusvivendi.insight.zopa import zopa

    conflict = supposed.ensemble.conflict
    if conflict.status_quo is None:
        raise UnknownName(
            "the model does not tell the status quo", hint="mark on the page Model what is done now"
        )
    interpretation = supposed.ensemble.interpretations[supposed.first]
    found: Zopa = at.place.background.get(
        "comparing all arrangements with the status quo",
        (supposed.ensemble, interpretation.id),
        lambda: zopa(conflict, interpretation=interpretation),
        at.patience,
    )
    return found


def _commitments(at: Visit, supposed: Supposed, given: list[str]) -> Commitments:
    from modusvivendi.insight.commitments import commitments

    conflict = supposed.ensemble.conflict
    interpretation = supposed.ensemble.interpretations[supposed.first]
    # An address kept from before the model was changed may name what is no more.
    wanted = tuple(dict.fromkeys(one for one in given if one in conflict.bits))
    found: Commitments = at.place.background.get(
        "following who joins whom",
        (supposed.ensemble, interpretation.id, wanted),
        lambda: commitments(conflict, wanted, interpretation=interpretation),
        at.patience,
    )
    return found


@page(router, "/results/agreement", "agreement.html.j2", "Who prefers which arrangement to the status quo")
def agreement(at: At, supposed: Supposed) -> Shown:
    """Give the zone of agreement as ``modus zopa --json`` does, in the first interpretation supposed."""
    from modusvivendi.insight.agreement_picture import NARROW, WIDE, agreement_svg

    found = _zone(at, supposed)

    def address(code: int) -> str:
        return f"/results/state/{code}{supposed.query}"

    pictures = at.place.background.get(
        "drawing what all could agree to",
        (supposed.ensemble, supposed.first, supposed.query),
        lambda: tuple(in_page(agreement_svg(found, room, address)) for room in (WIDE, NARROW)),
        at.patience,
    )
    return Shown(found.record, _view(found, pictures, supposed))


@page(router, "/results/cascade", "cascade.html.j2", "Who would follow whom, wave by wave")
def cascade(at: At, supposed: Supposed, given: Given = []) -> Shown:  # noqa: B006 - FastAPI copies it
    """Give the waves as ``modus cascade --json`` does, in the first interpretation supposed."""
    from modusvivendi.insight.cascade_picture import NARROW, WIDE, cascade_svg

    found = _commitments(at, supposed, given)
    conflict = supposed.ensemble.conflict
    pictures = tuple(in_page(cascade_svg(found, room)) for room in (WIDE, NARROW))
    options = [
        (dm.name or dm.key, [(f"{dm.key}.{key}", label or key) for key, label in dm.options.items()])
        for dm in conflict.decision_makers
        if dm.options
    ]
    return Shown(
        found.record,
        _view(found, pictures, supposed)
        | {
            "options": options,
            "given": set(given),
            "fixed": set(conflict.taken(conflict.status_quo or 0)),
        },
    )


def _view(found: Zopa | Commitments, pictures: tuple[Any, ...], supposed: Supposed) -> dict[str, Any]:
    return {
        "sentence": found.sentence,
        "evidence": found.evidence,
        "tables": [table for table in found.tables() if any(True for _ in table.rows())],
        "wide": pictures[0],
        "narrow": pictures[1],
        "choice": supposed,
        "interpretation": supposed.ensemble.interpretations[supposed.first].id,
    }


@router.get("/results/agreement.svg", summary="What all could agree to, as a picture for papers")
def agreement_file(at: At, supposed: Supposed) -> Response:
    """Give the picture as a file."""
    from modusvivendi.insight.agreement_picture import WIDE, agreement_svg

    return _file(agreement_svg(_zone(at, supposed), WIDE), "agreement.svg")


@router.get("/results/cascade.svg", summary="Who would follow whom, as a picture for papers")
def cascade_file(at: At, supposed: Supposed, given: Given = []) -> Response:  # noqa: B006 - FastAPI copies it
    """Give the picture as a file."""
    from modusvivendi.insight.cascade_picture import WIDE, cascade_svg

    return _file(cascade_svg(_commitments(at, supposed, given), WIDE), "cascade.svg")


def _file(svg: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(svg, media_type="image/svg+xml", headers=headers)
