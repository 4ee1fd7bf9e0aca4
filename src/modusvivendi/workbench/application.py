"""The application: pages, guards and error pages put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from modusvivendi.executors import Executor
from modusvivendi.version import __version__
from modusvivendi.workbench import failures
from modusvivendi.workbench.guarding import Guard
from modusvivendi.workbench.opening import Opening, Pages
from modusvivendi.workbench.pages import NAVIGATION
from modusvivendi.workbench.remembering import Remembering
from modusvivendi.workbench.rendering import ASSETS
from modusvivendi.workbench.sessions import Sessions
from modusvivendi.workbench.settings import Settings
from modusvivendi.workbench.workplace import Workplace


def create_app(case: Path, settings: Settings | None = None, executor: Executor | None = None) -> FastAPI:
    """Make the workbench of a case.

    Parameters
    ----------
    case
        The case's folder; made if it does not exist.
    settings
        How it is served; by default to this machine alone.
    executor
        Who reads reports; by default a process of its own, so that reading never holds up a click.

    Returns
    -------
    FastAPI
        An ASGI application; ``app.state.place`` is the `Workplace`.

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
        place.begin(pages.open)
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
    app.state.sessions = Sessions(settings)
    app.add_middleware(Opening, pages=pages)
    app.add_middleware(Remembering, place=place, sessions=app.state.sessions)
    app.add_middleware(Guard, settings=settings, sessions=app.state.sessions)
    failures.install(app)
    app.mount("/assets", _Assets(directory=ASSETS), name="assets")
    return app


class _Assets(StaticFiles):
    """Own files; their addresses change when they do, so that browsers may keep them."""

    def file_response(self, *args: object, **kwargs: object):  # type: ignore[no-untyped-def]
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
