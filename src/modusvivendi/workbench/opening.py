"""The workbench opens with the page somebody comes to first, and with the others a moment later."""

from __future__ import annotations

import threading
from contextlib import suppress

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from modusvivendi.workbench.pages import FIRST, FIRST_PATHS, LATER, routers


class Pages:
    """Adds the pages to an application.

    Parameters
    ----------
    app
        To which the first pages are added at once.
    """

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._lock = threading.Lock()
        self.are_open = False
        self._describe = app.openapi
        app.openapi = self._described  # type: ignore[method-assign]
        for router in routers(FIRST):
            app.include_router(router)

    def open(self) -> None:
        """Add all pages that are not there yet."""
        with self._lock:
            if not self.are_open:
                for router in routers(LATER):
                    self._app.include_router(router)
                self._find_one()
                self.are_open = True

    def _find_one(self) -> None:
        """Look for a page that is not there, so that what finding one needs is made now."""
        nowhere = {"type": "http", "method": "GET", "path": "/nowhere", "root_path": "", "headers": []}
        for route in self._app.router.routes:
            # FastAPI silences a warning of pydantic's, which where several threads do so can come all the
            # same; where warnings are errors, what is missing is made at the first click.
            with suppress(Warning):
                route.matches(dict(nowhere))

    def _described(self) -> dict[str, object]:
        self.open()
        return self._describe()


class Opening:
    """Lets whoever comes to another than the first page wait until all are open."""

    def __init__(self, app: ASGIApp, pages: Pages) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] == "http" and not self._pages.are_open:
            path: str = scope["path"]
            if path not in FIRST_PATHS and not path.startswith("/assets/"):
                await run_in_threadpool(self._pages.open)
        await self._app(scope, receive, send)
