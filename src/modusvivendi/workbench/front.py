"""The workbench as it is served: the first page at once, and all the others a moment later.

What the pages need takes longer to be loaded than somebody should wait for the first. So that one is answered
here, from what can be seen of the case `at a glance <modusvivendi.workbench.glance>`; the application is made
when it is sent, or when anything else is asked for.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import Message, Receive, Scope, Send

from modusvivendi.errors import ModusError
from modusvivendi.workbench.folder import begin_folder
from modusvivendi.workbench.glance import Glance, glance, plain_title
from modusvivendi.workbench.guarding import Guard
from modusvivendi.workbench.own_files import AT, OwnFiles
from modusvivendi.workbench.pages import NAVIGATION
from modusvivendi.workbench.rendering import environment, render
from modusvivendi.workbench.sessions import Sessions
from modusvivendi.workbench.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from modusvivendi.dossier.grading import Grade
    from modusvivendi.workbench.workplace import Workplace

PATIENCE = 1.0
"""Seconds after which all is made ready where nobody asks for the first page."""

BRIEFLY = 0.08
"""Seconds that whoever opens another page waits for it before it is said that it is being opened."""

PREPARED = 0.13
"""Seconds in all until that is said of a page that nobody has looked at yet; most say more themselves."""

_LIST, _OPENING = "reports.html.j2", "working.html.j2"


_PAGES = frozenset(place.path for place in NAVIGATION)


@dataclass(frozen=True)
class Face:
    """What every page shows of a case, and of how it is served."""

    title: str
    settings: Settings

    def shown_title(self) -> str:
        """Give what the case is about."""
        return self.title

    def graded(self) -> tuple[dict[str, Grade], bool]:
        """Give no gradings: the list of reports shows no statement."""
        return {}, False


class Front:
    """An ASGI application: the first page of a case's workbench, and behind it the whole of it.

    Parameters
    ----------
    case
        The case's folder; made if it does not exist.
    settings
        How it is served.
    begun
        Told the case at work, once it is.

    Raises
    ------
    AccessError
        If it would be open to people whom nobody let in.
    CaseError
        If the case's folder cannot be used.
    """

    def __init__(
        self, case: Path, settings: Settings, begun: Callable[[Workplace], object] = lambda place: None
    ) -> None:
        settings.check()
        begin_folder(case)
        self._begun = begun
        self._case = case
        self._settings = settings
        self._sessions = Sessions(settings)
        self._guard = Guard(self._first, settings, self._sessions)
        self._own_files = Guard(OwnFiles(), settings, self._sessions)
        self._app: FastAPI | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._making = threading.Lock()
        self._made = threading.Event()
        self._sent = threading.Event()
        self._closed = False
        self._working: set[asyncio.Future[None]] = set()

    def get_ready(self) -> None:
        """Load what the first page is written with."""
        for name in (_LIST, _OPENING):
            environment().get_template(name)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or the beginning and the end of serving."""
        if scope["type"] == "lifespan":
            await self._serve(receive, send)
            return
        if _is_first(scope) and not self._is_open():
            seen = await anyio.to_thread.run_sync(glance, self._case)
            if seen is not None:
                await self._show(seen, scope, receive, send)
                return
        elif self._app is None and _is_own_file(scope):
            await self._own_files({**scope, "root_path": scope.get("root_path", "") + AT}, receive, send)
            return
        elif _is_page(scope) and not self._is_prepared():
            await self._page_in_time(scope, receive, send)
            return
        app = self._app
        if app is None:
            app = await anyio.to_thread.run_sync(self.whole)
        await app(scope, receive, send)

    async def _show(self, seen: Glance | None, scope: Scope, receive: Receive, send: Send) -> None:
        """Show the first page; where nothing is seen, that the one asked for is being opened."""
        title = seen.title if seen else await anyio.to_thread.run_sync(plain_title, self._case)
        # What the application would say of itself, as far as these pages ask for it.
        face = SimpleNamespace(
            place=Face(title or "", self._settings), sessions=self._sessions, navigation=NAVIGATION
        )
        scope["app"] = SimpleNamespace(state=face, seen=seen)
        await self._guard(scope, receive, send)

    async def _page_in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page that may not be prepared yet, or say that it is being opened.

        It is worked out all the same, so that it is there when the browser asks again.
        """
        until = time.monotonic() + PREPARED
        if await anyio.to_thread.run_sync(self._opens, BRIEFLY):
            answer: list[Message] = []

            async def answered(message: Message) -> None:
                answer.append(message)

            app = self._app
            if app is None:
                app = await anyio.to_thread.run_sync(self.whole)
            work = asyncio.ensure_future(app(_copied(scope), receive, answered))
            self._working.add(work)
            work.add_done_callback(self._worked)
            await asyncio.wait({work}, timeout=max(0.01, until - time.monotonic()))
            if work.done():
                for message in answer:
                    await send(message)
                work.result()
                return
        await self._show(None, scope, receive, send)

    def _worked(self, work: asyncio.Future[None]) -> None:
        self._working.discard(work)
        if not work.cancelled():
            work.exception()  # what is wrong, whoever asks again is told

    def _is_prepared(self) -> bool:
        """Tell whether every page has been looked at, and all that clicks need is loaded."""
        return self._app is not None and self._app.state.place.is_ready.is_set()

    def _is_open(self) -> bool:
        """Tell whether any page can be shown."""
        return self._app is not None and self._app.state.place.is_open.is_set()

    def _opens(self, seconds: float) -> bool:
        """Tell whether any page can be shown, or can be within some seconds."""
        self._sent.set()
        until = time.monotonic() + seconds
        if not self._made.wait(seconds):
            return False
        # Where it could not be made, whoever asks is told why.
        left = max(0.0, until - time.monotonic())
        return self._app is None or self._app.state.place.is_open.wait(left)

    def whole(self) -> FastAPI:
        """Give the application with all its pages, made where it is not yet."""
        from modusvivendi.workbench.ahead import look_ahead
        from modusvivendi.workbench.application import create_app

        with self._making:
            if self._app is None:
                app = create_app(self._case, self._settings, sessions=self._sessions)
                app.state.place.first_page_sent.set()
                if not self._closed:
                    loop = self._loop
                    app.state.begin(lambda: look_ahead(app, loop) if loop else None)
                    self._begun(app.state.place)
                self._app = app
            return self._app

    async def _first(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the first page, or lead to it, or say that a page is being opened."""
        if scope["path"] == "/":
            await RedirectResponse("/reports", status_code=303)(scope, receive, send)
            return
        seen: Glance | None = scope["app"].seen
        if seen is None:
            opening = {"what": "opening the page", "tried": None, "number": None, "page": "", "poll": 1}
            await render(Request(scope), _OPENING, opening)(scope, receive, send)
            return
        page = await anyio.to_thread.run_sync(
            lambda: render(Request(scope), _LIST, seen.view(leaves_out=self._settings.leaves_out))
        )
        await page(scope, receive, send)
        self._sent.set()

    async def _serve(self, receive: Receive, send: Send) -> None:
        await receive()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._make_in_time, daemon=True).start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._close()
        await send({"type": "lifespan.shutdown.complete"})

    def _make_in_time(self) -> None:
        self._sent.wait(PATIENCE)
        if not self._closed:
            # What is wrong with the case, whoever asks for a page is told; and the program may end meanwhile.
            with suppress(ModusError, RuntimeError):
                try:
                    app = self.whole()
                finally:
                    self._made.set()
                self._warm(app)

    def _warm(self, app: FastAPI) -> None:
        """Read the model, and load how the other pages are laid out, before anybody asks for them."""
        templates = environment()
        app.state.place.model()
        for name in templates.list_templates():
            if self._closed:
                return
            templates.get_template(name)

    def _close(self) -> None:
        self._closed = True
        self._sent.set()
        with self._making:
            if self._app is not None:
                self._app.state.place.close()


def _copied(scope: Scope) -> Scope:
    """Give what is asked, so that two may answer it."""
    return {**scope, "state": dict(scope.get("state") or {})}


def _is_first(scope: Scope) -> bool:
    return scope["method"] == "GET" and scope["path"] in ("/", "/reports") and not scope["query_string"]


def _is_page(scope: Scope) -> bool:
    """Tell whether somebody opens a page in a browser; whoever asks for anything else waits for it."""
    return (
        scope["method"] == "GET"
        and (scope["path"] in _PAGES or scope["path"].startswith("/read/"))
        and not scope["path"].endswith(".json")
        and any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
    )


def _is_own_file(scope: Scope) -> bool:
    return scope["method"] in ("GET", "HEAD") and str(scope["path"]).startswith(f"{AT}/")
