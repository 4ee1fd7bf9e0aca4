"""*Brief*: the brief as it would be written now or would have been written on some day, and its files."""

from __future__ import annotations

from fastapi import APIRouter

from modusvivendi.brief.contract import payload
from modusvivendi.workbench.rendering import Place
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Brief"])
place = Place("/brief", "Brief", "b")


@page(router, "/brief", "brief.html.j2", "The brief of the case")
def brief(at: At) -> Shown:
    """Give what ``modus brief --json`` gives."""
    return Shown(payload(at.place.contents(at.patience)))
