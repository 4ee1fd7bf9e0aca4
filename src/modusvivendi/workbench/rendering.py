"""Pages are rendered: one environment of templates, everything escaped, nothing undefined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from modusvivendi import english
from modusvivendi.brief import wording
from modusvivendi.brief.selfcontained import writable
from modusvivendi.version import __version__
from modusvivendi.workbench.fragments import Fragments
from modusvivendi.workbench.own_files import asset

if TYPE_CHECKING:
    import jinja2

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "modus_theme"
SAID_COOKIE = "modus_said"
"""What is said once after a form was sent."""


LASTING = "modus_lasting"
"""Set in a request's state by pages that show the same until the case changes."""


@dataclass(frozen=True)
class Place:
    """An entry of the navigation; ``key`` is what is pressed after *g* to go there."""

    path: str
    label: str
    key: str


@cache
def environment() -> jinja2.Environment:
    """Give the environment of this package's templates."""
    import jinja2

    from modusvivendi.workbench.compiled import Compiled

    here = Path(__file__)
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("modusvivendi.workbench", "templates"),
        bytecode_cache=Compiled(here.with_name("templates"), here),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters.update(
        stance=wording.stance_words,
        leaning=lambda stance: wording.LEANINGS.get(stance, "neutral"),
        sign=lambda stance: wording.SIGNS.get(stance, "◇"),
        concept=wording.concept_label,
        concept_means=lambda concept: wording.CONCEPTS.get(concept, ("", ""))[1],
        date=lambda day: english.date_words(day.isoformat() if isinstance(day, dt.date) else day),
        date_kind=lambda kind: wording.DATE_KINDS.get(kind, kind),
        number=english.number_words,
        count=english.count_words,
        listed=english.listed,
        capital=english.capital,
        shortened=english.shortened,
        moment=_moment,
        single_line=lambda text: " ".join(text.split()),
        segment=lambda text: quote(str(text), safe=""),
        web=lambda url: bool(url) and str(url).lower().startswith(("https://", "http://")),
        witnesses=lambda position: wording.witness_words(position.least, position.greatest),
    )
    made.globals.update(
        asset=asset,
        kept=Fragments().kept,
        pictures=asset("pictures.css"),
        version=__version__,
    )
    return made


def _moment(iso: str) -> str:
    """Say a moment (UTC, as kept) by this machine's clock.

    Examples
    --------
    >>> len(_moment("2026-03-09T14:05:00+00:00")) > 10
    True
    """
    when = dt.datetime.fromisoformat(iso).astimezone()
    return f"{english.date_words(when.date().isoformat())}, {when:%H:%M}"


def render(request: Request, template: str, variables: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """Render a page."""
    state = request.app.state
    theme = request.cookies.get(THEME_COOKIE, "auto")
    said = unquote(request.cookies.get(SAID_COOKIE, ""))
    here = request.url.path
    graded, is_late = state.place.graded()
    if is_late:
        setattr(request.state, LASTING, False)
    text = (
        environment()
        .get_template(template)
        .render(
            {
                "path": here,
                "navigation": state.navigation,
                "case_title": state.place.shown_title(),
                "who": request.state.session.who,
                "asks_for_login": state.place.settings.asks_for_login,
                "form_token": state.sessions.form_token(request.state.session),
                "theme": theme if theme in THEMES else "auto",
                "said": said,
                "poll": None,
                "graded": graded,
                "grades": lambda ids: tuple((id_, graded[id_]) for id_ in ids if id_ in graded),
                **variables,
            }
        )
    )
    response = HTMLResponse(writable(text), status_code=status)
    if said:
        response.delete_cookie(SAID_COOKIE, path="/")
    return response


def go(to: str, said: str = "") -> RedirectResponse:
    """Send the browser on after a form, with something to say there."""
    response = RedirectResponse(to, status_code=303)
    if said:
        response.set_cookie(
            SAID_COOKIE, quote(english.shortened(said, 400)), max_age=60, httponly=True, samesite="strict"
        )
    return response
