"""*Sources*: on whose word it all rests, how far it can be trusted, and what would go without it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from modusvivendi.brief import chains_picture
from modusvivendi.brief.contents import ChainLink, Chains
from modusvivendi.dossier.grading import INFORMATION, SOURCE
from modusvivendi.errors import UnknownName, nearest
from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.grading import Grades
from modusvivendi.workbench.rendering import go
from modusvivendi.workbench.substance import Substance
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Sources"])

MOST_SHOWN = 150
"""Origins, and nodes of chains in words, on the page; the rest is in the data."""


@page(router, "/sources", "sources.html.j2", "Chains of sources, origins, and their gradings")
def sources(at: At) -> Shown:
    """Give origins and chains as ``modus brief --json`` does, with the gradings of people."""
    (record, picture), is_late = at.lately("following the sources", _followed)
    with at.place.writing:
        grades = Grades(at.place.case).read()
    origins = [
        dict(found) | {"grade": grades.get(found.origin)}
        for found in sorted(record.origin_entries, key=lambda one: (-len(one.statements), one.origin))
    ]
    return Shown(
        {"origins": origins, "chains": record.chains},
        {
            "number": record.number,
            "picture": picture,
            "is_late": is_late,
            "reading": at.place.inbox.is_busy,
            "poll": 1 if is_late or (not record.origin_entries and at.place.inbox.is_busy) else None,
            "anchors": chains_picture.anchors(record.chains),
            "nodes": record.chains.nodes[:MOST_SHOWN],
            "links": _links(record.chains),
            "labels": {node.key: node.label for node in record.chains.nodes},
            "shown": origins[:MOST_SHOWN],
            "more": max(0, len(origins) - MOST_SHOWN),
            "by_id": record.by_id,
            "source_letters": SOURCE,
            "information_digits": INFORMATION,
            "has_model": at.place.model().conflict is not None,
        },
    )


def _followed(substance: Substance) -> tuple[Substance, chains_picture.Picture | None]:
    """Work out who has it from whom, and draw it."""
    _ = substance.origin_entries
    return substance, chains_picture.picture(substance.chains)


def _links(chains: Chains) -> dict[str, list[ChainLink]]:
    """Give the links of each node that leads on."""
    found: dict[str, list[ChainLink]] = {}
    for link in chains.links:
        found.setdefault(link.teller, []).append(link)
    return found


@page(router, "/sources/without", "without.html.j2", "What changes without a source or a report")
def without(
    at: At,
    origin: Annotated[str | None, Query(max_length=400)] = None,
    report: Annotated[str | None, Query(max_length=400)] = None,
) -> Shown:
    """Say what changes when a source is withdrawn, as ``modus withdraw --json`` does."""
    from modusvivendi.insight.withdrawal import withdraw

    record, _ = at.place.following("following the sources", _followed, at.patience)
    ensemble = at.place.ensemble(at.patience)
    by_origin = {o.origin: o.statements for o in record.origin_entries}
    if origin is not None and origin not in by_origin:
        raise UnknownName(f"there is no origin {origin!r}", hint=nearest(origin, by_origin))
    what = origin or report or ""
    ids = by_origin[origin] if origin else tuple(s.id for s in record.statements() if s.report == report)
    if not ids:
        raise UnknownName(f"nothing goes back to {what!r}", hint="choose a source on the page Sources")
    if origin is None:
        what = f"the report {what}"
    found = at.place.background.get(
        f"withdrawing {what}",
        (ensemble, record),
        lambda: withdraw(ensemble.conflict, ids, what=what, ensemble=ensemble),
        at.patience,
    )
    return Shown(
        found.record(),
        {"found": found, "what": what, "ids": ids, "by_id": record.by_id},
    )


@router.post(
    "/sources/grade",
    summary="Grade an origin",
    openapi_extra=fields(
        origin="Its name", source="A to F, or empty to take the grading back", information="1 to 6",
        note="Why", before="The grading you saw",
    ),
)  # fmt: skip
def grade(at: At, form: Sent) -> Response:
    """Keep a grading."""
    origin = form.text("origin")
    letter, digit = form.line("source"), form.line("information")
    with at.place.writing:
        Grades(at.place.case).put(
            origin,
            f"{letter}{digit}" if letter else "",
            who=at.session.who,
            note=form.line("note"),
            before=form.line("before"),
        )
    return go(
        "/sources", f"{origin} is graded {letter}{digit}." if letter else f"{origin} is not graded any more."
    )
