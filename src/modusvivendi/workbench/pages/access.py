"""Coming in and going out, the way pages look, and the description of the interface for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from modusvivendi.errors import ModusError
from modusvivendi.workbench.forms import Sent
from modusvivendi.workbench.guarding import cookie
from modusvivendi.workbench.pictures import style
from modusvivendi.workbench.rendering import THEME_COOKIE, THEMES, go, render
from modusvivendi.workbench.sessions import Pace

router = APIRouter(include_in_schema=False)

_tries = Pace(8, 60)
"""How often somebody may try to log in from one address in a minute."""


def own_path(text: str) -> str:
    """Give a path of this workbench: what leads elsewhere is not followed."""
    fine = text.startswith("/") and not text.startswith("//") and "\\" not in text
    return text if fine and text.isprintable() else "/"


@router.get("/")
def home() -> RedirectResponse:
    """Lead to the first page."""
    return RedirectResponse("/reports", status_code=303)


@router.get("/login")
def login(request: Request, next: Annotated[str, Query(max_length=500)] = "/") -> Response:
    """Ask who somebody is."""
    if request.state.session.who:
        return RedirectResponse(own_path(next), status_code=303)
    return render(request, "login.html.j2", {"next": own_path(next), "failed": None, "name": ""})


@router.post("/login")
def log_in(request: Request, form: Sent) -> Response:
    """Let somebody in who shows the token or a password."""
    sessions = request.app.state.sessions
    name, target = form.line("name"), own_path(form.text("next", "/"))
    wait = _tries.wait(request.client.host if request.client else "")
    failed = None
    if wait:
        failed = f"Too many tries. Wait {int(wait) + 1} seconds."
    elif not sessions.admits(name, form.text("password")):
        failed = "That name and password do not fit."
    if failed:
        view = {"next": target, "failed": failed, "name": name}
        return render(request, "login.html.j2", view, 429 if wait else 401)
    response = go(target)
    begun = sessions.begin(name)
    response.headers.append("Set-Cookie", cookie(sessions.written(begun), request.url.scheme))
    return response


@router.post("/logout")
def log_out(request: Request, form: Sent) -> Response:
    """End the session."""
    response = go("/login")
    response.headers.append("Set-Cookie", cookie("", request.url.scheme, 0))
    return response


@router.post("/who")
def name_yourself(request: Request, form: Sent) -> Response:
    """Say who decides, where nobody has to log in."""
    name = form.line("who")[:80]
    if request.app.state.place.settings.asks_for_login or not name:
        raise ModusError("a name is needed", hint="decisions are kept with the name of who made them")
    sessions = request.app.state.sessions
    response = go(own_path(form.text("next", "/")), f"You decide as {name} from now on.")
    response.headers.append("Set-Cookie", cookie(sessions.written(sessions.begin(name)), request.url.scheme))
    return response


@router.post("/theme")
def choose_theme(form: Sent) -> Response:
    """Choose light or dark, or what the machine is set to."""
    theme = form.line("theme")
    response = go(own_path(form.text("next", "/")))
    response.set_cookie(
        THEME_COOKIE,
        theme if theme in THEMES else "auto",
        max_age=31_536_000,
        samesite="strict",
        httponly=True,
    )
    return response


@router.get("/pictures.css")
def pictures_style() -> Response:
    """Give the colours of pictures on dark screens."""
    return Response(
        style(), media_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


@router.get("/interface")
def interface(request: Request) -> Response:
    """List the addresses of the JSON twins, for people; for programs it is ``/openapi.json``."""
    described = request.app.openapi()["paths"]
    rows = [
        (method.upper(), path, about.get("summary", ""))
        for path, methods in described.items()
        for method, about in methods.items()
    ]
    return render(request, "interface.html.j2", {"rows": rows})
