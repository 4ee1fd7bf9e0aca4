"""Pages are looked at once before anybody asks for them, so that the first click on each is as fast as any.

What was rendered is kept as for any other look. People go first: each page is asked for only when nobody
waits for one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, MutableMapping
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from modusvivendi.giving_way import give_way
from modusvivendi.workbench.sessions import COOKIE

if TYPE_CHECKING:
    from fastapi import FastAPI

PAGES = (
    "/read",
    "/positions",
    "/model",
    "/results",
    "/sources",
    "/questions",
    "/reports",
    "/results/graph",
    "/results/agreement",
    "/results/cascade",
    "/results/evolution",
    "/results/tables",
    "/model/history",
)
"""In the order in which somebody may come to them."""

PATIENCE = 20.0
"""Seconds after which a page that is still being worked out is left to whoever asks for it."""

_AGAIN = 0.25
"""Seconds after which it is looked at again."""


def look_ahead(app: FastAPI, loop: asyncio.AbstractEventLoop) -> None:
    """Look at the pages of an application that is served.

    Parameters
    ----------
    app
        The workbench.
    loop
        Where it answers requests.
    """
    place, sessions = app.state.place, app.state.sessions
    cookie = f"{COOKIE}={sessions.written(sessions.begin(place.settings.who or 'the workbench'))}"
    headers = [(b"host", b"localhost"), (b"cookie", cookie.encode())]
    for path in PAGES:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            give_way()
            if place.is_closed.is_set() or not loop.is_running():
                return
            asked = asyncio.run_coroutine_threadsafe(_look(app, path, headers), loop)
            try:
                is_whole = asked.result(PATIENCE)
            except TooSlow:
                asked.cancel()
                break
            if is_whole:
                break
            place.is_closed.wait(_AGAIN)


async def _look(app: FastAPI, path: str, headers: list[tuple[bytes, bytes]]) -> bool:
    """Look at a page; tell whether all of it was there."""
    body: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        body.append(message.get("body", b""))

    scope: MutableMapping[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": None,
        "server": None,
    }
    with suppress(Exception):  # what is wrong, whoever asks for it is told
        await app(scope, receive, send)
    return b' data-poll="' not in b"".join(body)
