"""What takes long can be stopped, whatever it is."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.pages.access import own_path
from modusvivendi.workbench.rendering import go, render
from modusvivendi.workbench.twins import At

router = APIRouter(tags=["What takes long"])

Page = Annotated[str, Query(max_length=2000)]


@router.post(
    "/stop",
    summary="Stop what is being worked out",
    openapi_extra=fields(number="By which the page that waits for it names it", page="That page's address"),
)
def stop(at: At, form: Sent) -> Response:
    """Stop it, and say so; where it is done by now, show it."""
    number, page = form.line("number"), own_path(form.line("page"))
    place = at.place
    stopped = number.isdigit() and any(
        worker.stop_number(int(number)) for worker in (place.background, place.searching, place.briefing)
    )
    return go(f"/stopped?{urlencode({'page': page})}" if stopped else page)


@router.get("/stopped", include_in_schema=False, response_class=HTMLResponse)
def stopped(request: Request, page: Page = "/reports") -> Response:
    """Say that something was stopped, and how to begin it again."""
    return render(request, "stopped.html.j2", {"page": own_path(page)})
