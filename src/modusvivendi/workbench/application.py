"""The application: pages, guards and error pages put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI

from modusvivendi.executors import Executor
from modusvivendi.version import __version__
from modusvivendi.workbench import failures
from modusvivendi.workbench.guarding import Guard
from modusvivendi.workbench.opening import Opening, Pages
from modusvivendi.workbench.own_files import AT, OwnFiles
from modusvivendi.workbench.pages import NAVIGATION
from modusvivendi.workbench.remembering import Remembering
from modusvivendi.workbench.sessions import Sessions
from modusvivendi.workbench.settings import Settings
from modusvivendi.workbench.workplace import Workplace


def create_app(
    case: Path,
    settings: Settings | None = None,
    executor: Executor | None = None,
    *,
    sessions: Sessions | None = None,
) -> FastAPI:
    """Make the workbench of a case.

    Parameters
    ----------
    case
        The case's folder; made if it does not exist.
    settings
        How it is served; by default to this machine alone.
    executor
        Who reads reports; by default a process of its own, so that reading never holds up a click.
    sessions
        Those that were begun before, if any were.

    Returns
    -------
    FastAPI
        An ASGI application; ``app.state.place`` is the `Workplace`. Where nobody runs its lifespan,
        ``app.state.begin()`` begins what goes on beside the clicks, and ``place.close()`` ends it; it may be
        given what looks at the pages before anybody asks for them.

    Raises
    ------
    AccessError
        If it would be open to people whom nobody let in.
    CaseError
        If the case's folder cannot be used.
    """
    settings = settings or Settings()
    settings.check()
    place = Workplace(case, settings, executor)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        app.state.begin()
        yield
        place.close()

    app = FastAPI(
        title="Modus Vivendi workbench",
        version=__version__,
        description="Each page at an address, and as data at the same address with .json.",
        docs_url=None,  # those pages would load scripts from elsewhere
        redoc_url=None,
        openapi_url="/openapi.json",
        lifespan=lifespan,
    )
    app.state.place = place
    app.state.navigation = NAVIGATION
    pages = Pages(app)
    app.state.begin = partial(place.begin, pages.open)
    app.state.sessions = sessions or Sessions(settings)
    app.add_middleware(Opening, pages=pages)
    app.add_middleware(Remembering, place=place, sessions=app.state.sessions)
    app.add_middleware(Guard, settings=settings, sessions=app.state.sessions)
    failures.install(app)
    app.mount(AT, OwnFiles(), name="assets")
    return app
