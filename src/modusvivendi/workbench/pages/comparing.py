"""*Brief*, of two days: what is different between them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from modusvivendi.errors import CaseError
from modusvivendi.workbench.pages.brief import day_of
from modusvivendi.workbench.twins import At, Shown, Visit, page

if TYPE_CHECKING:
    from modusvivendi.brief.comparison import Comparison

router = APIRouter(tags=["Brief"])

Since = Annotated[str, Query(max_length=10, description="The earlier day: 2026-03-09")]
Until = Annotated[str, Query(max_length=10, description="The later day; now, if none is named")]


@page(router, "/brief/changes", "changes.html.j2", "What is different between two days")
def changes(at: At, since: Since = "", until: Until = "") -> Shown:
    """Give what is different between two days, as ``modus compare --as-of --json`` does."""
    earlier, later = day_of(since), day_of(until)
    if earlier is None and at.as_data:
        raise CaseError("say since when", hint="give since=2026-03-09")
    if earlier is not None and later is not None and later < earlier:
        earlier, later = later, earlier
    record = at.place.record()
    found = _compared(at, earlier, later) if earlier is not None else None
    dates = sorted({str(report.date) for report in record.reports() if report.date})
    return Shown(
        lambda: found.record() if found else {},
        {
            "found": found,
            "since": earlier or "",
            "until": later or "",
            "days": dates,
            "by_id": record.substance.by_id,
        },
    )


def _compared(at: Visit, earlier: dt.date, later: dt.date | None) -> Comparison:
    place = at.place

    def compare() -> Comparison:
        from modusvivendi.brief.comparison import compare as difference
        from modusvivendi.brief.looking import look_at

        one, other = (look_at(place.case, as_of=day, decisions=False) for day in (earlier, later))
        return difference(one, other)

    version = place.model().version, place.record_version()
    return place.searching.get("comparing two days", version, compare, at.patience, (earlier, later))
