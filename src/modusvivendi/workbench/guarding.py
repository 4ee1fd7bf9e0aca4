"""What every request passes: by which name it came, how large it is, who sends it; and what answers allow.

Written for ASGI itself, so that answers are streamed and nothing is read twice.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from modusvivendi.workbench.sessions import COOKIE, LASTS, Pace, Session, Sessions
from modusvivendi.workbench.settings import Settings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing but this package's own files is loaded, and nothing is sent anywhere else."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}

LARGEST_REQUEST = 64_000_000
"""Bytes of a request; a day's reports dropped at once."""

OPEN_PATHS = ("/login", "/assets/", "/pictures.css")
"""What can be seen before logging in."""

CHANGES_A_MINUTE = 240
"""How often a session may change something in a minute."""


class Guard:
    """Lets through what comes by a known name from somebody known, and adds the headers of safety.

    It sets ``request.state.session`` and begins a session where there is none.
    """

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self._app = app
        self._settings = settings
        self._sessions = sessions
        self._changes = Pace(CHANGES_A_MINUTE, 60)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        session, is_new = self._session(connection)
        scope.setdefault("state", {})["session"] = session

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(message, scope, session if is_new else None)
            await send(message)

        refused = self._refusal(connection, scope, session)
        await (refused or self._app)(scope, receive, answered)

    def _session(self, connection: HTTPConnection) -> tuple[Session, bool]:
        kept = self._sessions.read(connection.cookies.get(COOKIE))
        if kept is not None:
            return kept, False
        scheme, _, shown = connection.headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and self._sessions.is_token(shown):
            return Session("", connection.headers.get("x-modus-who", "a program")[:80], 0), False
        return self._sessions.begin("" if self._settings.asks_for_login else self._settings.who), True

    def _refusal(self, connection: HTTPConnection, scope: Scope, session: Session) -> Response | None:
        """Say why a request is not let through, where it is not."""
        headers = connection.headers
        name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if not self._settings.knows(name):
            return PlainTextResponse(
                f"This workbench is not known by the name {name!r}.\n"
                "Open it at the address it printed when it was started, or name this one with --name.\n",
                status_code=421,
            )
        changes = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if changes and _is_foreign(headers):
            return PlainTextResponse("This form was sent by another page.\n", status_code=403)
        size = headers.get("content-length", "0")
        if not size.isdigit() or int(size) > LARGEST_REQUEST:
            return PlainTextResponse(
                f"This is too much at once: more than {LARGEST_REQUEST // 1_000_000} MB.\n", status_code=413
            )
        if changes and "content-length" not in headers:
            return PlainTextResponse("A form has to say how long it is.\n", status_code=411)
        path: str = scope["path"]
        if not session.who and not path.startswith(OPEN_PATHS):
            if path.endswith(".json") or changes:
                return JSONResponse({"error": {"message": "log in first", "hint": None}}, status_code=401)
            return RedirectResponse(f"/login?next={quote(path)}", status_code=303)
        wait = self._changes.wait(session.key or session.who) if changes else 0.0
        if wait:
            return PlainTextResponse(
                "Too many changes at once.\n",
                status_code=429,
                headers={"Retry-After": str(int(wait) + 1)},
            )
        return None

    def _add_headers(self, message: Message, scope: Scope, begun: Session | None) -> None:
        headers = MutableHeaders(scope=message)
        headers.setdefault("Content-Security-Policy", POLICY)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-store")
        if begun is not None and not scope["path"].startswith("/assets/"):
            headers.append("Set-Cookie", cookie(self._sessions.written(begun), scope["scheme"]))


def cookie(value: str, scheme: str, lasts: int = LASTS) -> str:
    """Write the session's cookie: out of reach of scripts and of other sites."""
    secure = "; Secure" if scheme == "https" else ""
    return f"{COOKIE}={value}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}"


def _is_foreign(headers: Headers) -> bool:
    """Tell whether a browser says that another site sends the form."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
