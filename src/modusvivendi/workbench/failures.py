"""What people see when something is wrong: what, where, and what to do."""

from __future__ import annotations

import sys
import traceback

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from modusvivendi.errors import EditConflict, ModusError, UnknownName
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.forms import FormRefused
from modusvivendi.workbench.rendering import render
from modusvivendi.workbench.workplace import NoModel


class StalePage(ModusError):
    """Somebody else changed the same thing since this page was loaded; nothing of either was lost."""


_STATUS: tuple[tuple[type[ModusError], int], ...] = (
    (StalePage, 409),
    (EditConflict, 409),
    (FormRefused, 403),
    (NoModel, 404),
    (UnknownName, 404),
)


def install(app: FastAPI) -> None:
    """Make the application answer errors with pages for people, and with JSON for programs."""
    app.exception_handler(ModusError)(_modus_error)
    app.exception_handler(StillWorking)(_still_working)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(RequestValidationError)(_unfit)
    app.exception_handler(Exception)(_fault)


def _answer(request: Request, status: int, error: ModusError, title: str) -> Response:
    if request.url.path.endswith(".json") or not request.state.session.key:
        names = ("message", "file", "line", "column", "hint")
        return JSONResponse({"error": {name: getattr(error, name) for name in names}}, status_code=status)
    view = {"error": error, "title": title, "status": status, "sent": request.method == "POST"}
    return render(request, "error.html.j2", view, status)


async def _modus_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ModusError)
    if isinstance(error, NoModel) and error.line is None and request.state.session.key:
        return _no_model(request, error)
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
    titles = {409: "Somebody was faster", 403: "Not accepted", 404: "Not here"}
    return _answer(request, status, error, titles.get(status, "That did not work"))


def _no_model(request: Request, error: NoModel) -> Response:
    """Say what is missing, and where to go; nothing is wrong."""
    if request.url.path.endswith(".json"):
        return _answer(request, 404, error, "")
    place = request.app.state.place
    title = next(
        (n.label for n in request.app.state.navigation if request.url.path.startswith(n.path)), "Results"
    )
    view = {
        "title": title,
        "error": error,
        "has_reports": bool(place.record().reports()),
        "has_model": place.model().text is not None,
        "busy": place.inbox.is_busy,
        "poll": 2 if place.inbox.is_busy else None,
    }
    return render(request, "no_model.html.j2", view, 404)


async def _still_working(request: Request, error: Exception) -> Response:
    assert isinstance(error, StillWorking)
    if request.url.path.endswith(".json"):
        found = {"error": {"message": f"{error.what} is not done yet", "hint": "ask again"}}
        return JSONResponse(found, status_code=503, headers={"Retry-After": "2"})
    query = request.url.query
    view = {
        "what": error.what,
        "tried": error.tried,
        "number": error.number,
        "page": request.url.path + (f"?{query}" if query else ""),
        "poll": 1,
    }
    return render(request, "working.html.j2", view)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = {404: "there is no such page", 405: "this address takes no such request"}
    message = said.get(error.status_code, str(error.detail))
    return _answer(request, error.status_code, ModusError(message), "Not here")


async def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    return _answer(request, 422, ModusError(f"{place}: {first['msg']}"), "That did not work")


async def _fault(request: Request, error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    told = ModusError(
        "this is a fault of the program", hint="what was confirmed is kept; the details are in the terminal"
    )
    return _answer(request, 500, told, "Something went wrong")
