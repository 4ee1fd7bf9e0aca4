"""Pages and their twins are kept as they were sent, until anything in the case changes.

What a page shows follows from the case, its address and who looks. Of the case everything counts that can
change: the dossier, the model with its history, the gradings, and what was handed in.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from modusvivendi.workbench.rendering import LASTING, SAID_COOKIE, THEME_COOKIE
from modusvivendi.workbench.sessions import Session, Sessions
from modusvivendi.workbench.workplace import Workplace

MOST_BYTES = 48_000_000
"""Of all that is kept together; what was not asked for longest goes first."""

LARGEST = 12_000_000
"""Bytes of a single answer that is kept."""

AT_ONCE = 8
"""Threads that look whether the case has changed."""

WITHOUT_DECISIONS = frozenset(
    f"/{page}{ending}"
    for page in ("positions", "sources", "model", "results", "questions")
    for ending in ("", ".json")
)
"""Pages that say nothing of who accepted what: they stay as they are while somebody goes through a report."""


@dataclass(frozen=True)
class _Kept:
    headers: tuple[tuple[bytes, bytes], ...]
    pieces: tuple[bytes, ...]  # between the form tokens

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


class _Look:
    """A look at the version of the case, for all who wait for it."""

    def __init__(self) -> None:
        self.done = anyio.Event()
        self.found = False
        self.version: Hashable = None


class Remembering:
    """Answers with what was answered before, where nothing has changed since.

    Several people who ask for the same at once wait for one answer, rather than each for one of their own.
    """

    def __init__(self, app: ASGIApp, place: Workplace, sessions: Sessions) -> None:
        self._app = app
        self._place = place
        self._sessions = sessions
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._size = 0
        self._busy: dict[Hashable, anyio.Event] = {}
        self._looks: dict[bool, _Look] = {}
        self._looking: dict[bool, anyio.Lock] = {}
        self._limiter: anyio.CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if self._limiter is None:  # these can only be made where requests are handled
            self._limiter = anyio.CapacityLimiter(AT_ONCE)
            self._looking = {True: anyio.Lock(), False: anyio.Lock()}
        if scope["type"] != "http" or scope["path"].startswith("/assets/"):
            await self._app(scope, receive, send)
            return
        with self._place.clicks.answering():
            await self._answered(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a click, with what was answered before where that is the same."""
        if scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if SAID_COOKIE in request.cookies:  # said once, and not again
            await self._app(scope, receive, send)
            return
        session: Session = request.state.session
        theme = request.cookies.get(THEME_COOKIE)
        version = await self._version(scope)
        key = (scope["path"], scope["query_string"], session.who, bool(session.key), theme, version)
        if key in self._busy:
            with self._place.clicks.waiting():
                await self._busy[key].wait()
        token = self._sessions.form_token(session).encode()
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            await _send(kept, token, send)
            return
        done = self._busy.setdefault(key, anyio.Event())
        try:
            await self._answer(key, version, token, scope, receive, send)
        finally:
            done.set()
            self._place.first_page_sent.set()
            if self._busy.get(key) is done:
                del self._busy[key]

    async def _version(self, scope: Scope) -> Hashable:
        """Give the version of what a page shows, without waiting for the threads that work pages out.

        All who ask while somebody looks share the next look: the one that goes on may have begun too early.
        """
        decisions = scope["path"] not in WITHOUT_DECISIONS
        look = self._looks.get(decisions)
        if look is not None:
            with self._place.clicks.waiting():
                await look.done.wait()
            if look.found:
                return look.version
        look = self._looks[decisions] = _Look()
        try:
            async with self._looking[decisions]:
                if self._looks.get(decisions) is look:
                    del self._looks[decisions]  # whoever asks from now on needs another
                look.version = await anyio.to_thread.run_sync(
                    partial(self._place.version, decisions=decisions), limiter=self._limiter
                )
                look.found = True
        finally:
            look.done.set()
        return look.version

    async def _answer(
        self, key: Hashable, version: Hashable, token: bytes, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Let the application answer, and keep what it says where it will say the same again."""
        started: list[Message] = []
        body: list[bytes] = []

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                # What comes later may add to the headers for this visit alone.
                started.append({**message, "headers": list(message["headers"])})
            else:
                body.append(message.get("body", b""))
            await send(message)

        await self._app(scope, receive, answered)
        if not scope["state"].get(LASTING) or not started or started[0]["status"] != 200:
            return
        if await self._version(scope) != version:
            return  # nobody knows of which version it was
        kept = _Kept(tuple(started[0]["headers"]), tuple(b"".join(body).split(token)))
        if kept.size > LARGEST or key in self._kept:
            return
        self._kept[key] = kept
        self._size += kept.size
        while self._size > MOST_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.size


async def _send(kept: _Kept, token: bytes, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": token.join(kept.pieces)})
