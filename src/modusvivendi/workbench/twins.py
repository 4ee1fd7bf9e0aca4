"""Every page has an address, and a JSON twin at the same address with ``.json``, from the same function."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import HTMLResponse, Response
from pydantic_core import to_json

from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.rendering import LASTING, render
from modusvivendi.workbench.sessions import Session
from modusvivendi.workbench.workplace import PATIENCE, Workplace

if TYPE_CHECKING:
    from modusvivendi.workbench.substance import Substance

T = TypeVar("T")

PATIENT = 120.0
"""Seconds a program that asks for JSON is kept waiting for what is being worked out."""

BRIEFLY = 0.03
"""Seconds a page waits for what follows from a change where it can show what was known before."""


@dataclass(frozen=True)
class Visit:
    """A request for a page: of which case, by whom, how long it may take, and whether it is for a program."""

    place: Workplace
    session: Session
    may_take: float
    as_data: bool = False
    begun: float = field(default_factory=time.monotonic)

    @property
    def patience(self) -> float:
        """Seconds that are left to wait for what is being worked out, however much of it a page needs."""
        return max(0.0, self.begun + self.may_take - time.monotonic())

    def lately(self, what: str, work: Callable[[Substance], T]) -> tuple[T, bool]:
        """Give what follows from the record, and whether that is as it was before the last changes.

        People are shown what was known before while a change is worked in, programs never.

        Parameters
        ----------
        what, work
            As for `Workplace.following`.

        Raises
        ------
        StillWorking
            It is not known yet, nor was it before.
        """
        earlier: T | None = None if self.as_data else self.place.background.earlier(what)
        try:
            patience = self.patience if earlier is None else min(BRIEFLY, self.patience)
            return self.place.following(what, work, patience), False
        except StillWorking:
            if earlier is None:
                raise
            return earlier, True


def visit(request: Request) -> Visit:
    """Give the visit a request is."""
    as_data = request.url.path.endswith(".json")
    return Visit(request.app.state.place, request.state.session, PATIENT if as_data else PATIENCE, as_data)


At = Annotated[Visit, Depends(visit)]


@dataclass(frozen=True)
class Shown:
    """What a page says.

    Attributes
    ----------
    record
        As data: the JSON twin. Where making it costs something that the page does not need, a function.
    view
        What else the template asks for.
    """

    record: Any
    view: Mapping[str, Any] = field(default_factory=dict)


def as_json(record: Any) -> bytes:
    """Write data as JSON; parts that are of our own types as well.

    Examples
    --------
    >>> import datetime as dt
    >>> as_json({"at": dt.date(2031, 3, 1), "who": ("Ann", None)})
    b'{"at":"2031-03-01","who":["Ann",null]}'
    """
    return to_json(record, fallback=jsonable_encoder)


F = TypeVar("F", bound=Callable[..., Shown])


def page(router: APIRouter, path: str, template: str, summary: str) -> Callable[[F], F]:
    """Make a function the page at ``path``, and its JSON twin at ``path.json``.

    Parameters
    ----------
    router
        Of the page's module.
    path, template
        The page's address, and the template that shows it.
    summary
        What it is, for the description of the interface.
    """

    def registered(function: F) -> F:
        found = Depends(function)

        def twin(request: Request, shown: Shown = found) -> Response:
            record = shown.record() if callable(shown.record) else shown.record
            setattr(request.state, LASTING, True)
            return Response(as_json(record), media_type="application/json")

        def html(request: Request, shown: Shown = found) -> Response:
            if shown.view.get("poll") is None:
                setattr(request.state, LASTING, True)
            return render(request, template, {"record": shown.record, **shown.view})

        name = function.__name__
        router.get(f"{path}.json", summary=summary, name=f"{name}_json", description=function.__doc__)(twin)
        router.get(path, summary=summary, name=name, response_class=HTMLResponse, include_in_schema=False)(
            html
        )
        return function

    return registered
