"""*Brief*: what the case amounts to, now or as it was known on some day, and as files for others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from modusvivendi.brief.contents import Contents
from modusvivendi.brief.contract import payload
from modusvivendi.brief.documents import FORMATS, MEDIA_TYPES, for_others, rendered
from modusvivendi.brief.documents.handling import caveat_lines
from modusvivendi.brief.selfcontained import digest, own_file
from modusvivendi.errors import CaseError, UnknownName
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.rendering import render
from modusvivendi.workbench.twins import PATIENT, At, Visit

router = APIRouter(tags=["Brief"])

NAMES = {
    "html": ("Web page", "one file, opens anywhere, nothing is fetched"),
    "docx": ("Word", "to edit and pass on"),
    "pdf": ("PDF", "to print"),
    "xlsx": ("Excel", "positions, states, statements as tables"),
    "tex": ("LaTeX", "for a paper"),
    "md": ("Markdown", "plain text"),
}
"""What the formats are called, and what they are good for."""

AsOf = Annotated[str, Query(max_length=10, description="Only what was known by this day: 2026-03-09")]
Withheld = Annotated[bool, Query(description="Withhold the texts that are not for others")]
Part = Annotated[bool, Query(description="Only what is known at once, without the answers that take long")]


def day_of(text: str) -> dt.date | None:
    """Read a day as forms give it; None where none is given."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise CaseError(f"{text!r} is no date", hint="write it like 2026-03-09") from None


def _contents(at: Visit, day: dt.date | None, patience: float) -> Contents:
    if day is None:
        return at.place.contents(patience)

    def look() -> Contents:
        from modusvivendi.brief.looking import look_at

        return look_at(at.place.case, as_of=day, title=at.place.shown_title())

    version = day, at.place.model().version, at.place.record_version()
    return at.place.background.get("the brief as it was on that day", version, look, patience)


def brief_now(at: At, as_of: AsOf = "", withheld: Withheld = False) -> Contents:
    """Give what ``modus brief --json`` gives, now or as of a day."""
    found = _contents(at, day_of(as_of), at.patience)
    return for_others(found) if withheld else found


_Brief = Annotated[Contents, Depends(brief_now)]


@router.get("/brief.json", summary="The brief, now or as of a day", description=brief_now.__doc__)
def brief_json(contents: _Brief) -> Response:
    """Give the brief as data."""
    return JSONResponse(payload(contents))


@router.get("/brief", include_in_schema=False)
def brief(request: Request, at: At, as_of: AsOf = "", withheld: Withheld = False) -> Response:
    """Show the brief within the page, what it may be used for, and its files.

    What takes long comes last: until then the page shows what is known, and how far it is.
    """
    part = False
    try:
        contents = brief_now(at, as_of, withheld)
    except StillWorking:
        if as_of:
            raise
        contents, part = _so_far(at, withheld, at.patience), True
    said = {"as_of": as_of} | ({"withheld": "true"} if withheld else {})
    shown = said | ({"part": "true"} if part else {})
    return render(
        request,
        "brief.html.j2",
        {
            "contents": contents,
            "query": _query(said),
            "shown": _query(shown),
            "part": part,
            "answered": at.place.answered,
            "poll": 2 if part else None,
            "as_of": as_of,
            "has_model": at.place.model().conflict is not None,
            "withheld": withheld,
            "restricted": [report for report in contents.reports if report.redact],
            "caveats": caveat_lines(contents.reports),
            "formats": [(form, *NAMES.get(form, (form.upper(), ""))) for form in FORMATS],
            "days": sorted({str(r.date) for r in at.place.record().reports() if r.date}),
        },
    )


def _so_far(at: Visit, withheld: bool, patience: float) -> Contents:
    """Give the brief without the answers to what people ask, which take longest."""
    found = at.place.contents(patience, decisions=False)
    return for_others(found) if withheld else found


def _query(said: Mapping[str, str]) -> str:
    return f"?{urlencode({name: value for name, value in said.items() if value})}".rstrip("?")


@router.get("/brief/document", summary="The brief as a web page of its own", response_class=HTMLResponse)
def document(at: At, as_of: AsOf = "", withheld: Withheld = False, part: Part = False) -> Response:
    """Give the brief as it is shown within the page: shut off from the workbench."""
    visit = Visit(at.place, at.session, PATIENT)
    contents = _so_far(visit, withheld, PATIENT) if part else brief_now(visit, as_of, withheld)
    policy = (
        f"default-src 'none'; style-src '{digest(own_file('brief.css'))}'; "
        f"script-src '{digest(own_file('brief.js'))}'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-scripts"
    )
    headers = {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
    return Response(rendered(contents, "html"), media_type=MEDIA_TYPES["html"], headers=headers)


@router.get("/brief/file/{form}", summary="The brief as a file")
def file(at: At, form: str, as_of: AsOf = "", withheld: Withheld = False) -> Response:
    """Give the brief as a file: html, docx, pdf, xlsx, tex or md."""
    if form not in FORMATS:
        raise UnknownName(f"there is no format called {form!r}", hint=f"there are {', '.join(FORMATS)}")
    contents = brief_now(Visit(at.place, at.session, PATIENT), as_of, withheld)
    name = f"{_file_name(contents.title)}{f'-{as_of}' if as_of else ''}.{form}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(rendered(contents, form), media_type=MEDIA_TYPES[form], headers=headers)


def _file_name(title: str) -> str:
    """Make a name for a file that no system chokes on.

    Examples
    --------
    >>> _file_name("Talks: day 2 / Übergabe")
    'talks-day-2-bergabe'
    """
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60] or "brief"
