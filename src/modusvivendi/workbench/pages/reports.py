"""*Reports*: drop files or paste a text, see what becomes of them, and what the case has."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from modusvivendi.brief.contract import report_record
from modusvivendi.brief.entries import report_entry
from modusvivendi.dossier.handling import USUAL
from modusvivendi.english import count_words, date_words, listed
from modusvivendi.errors import CaseError, EditConflict, ReportError
from modusvivendi.files import put_in_place
from modusvivendi.reports.limits import LARGEST_FILE, too_large
from modusvivendi.reports.regardless import keep_regardless, regardless
from modusvivendi.reports.report import Report
from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.intake import pasted_name, pasted_report
from modusvivendi.workbench.listing import chosen, listing
from modusvivendi.workbench.rendering import go
from modusvivendi.workbench.snapshot import RecordSnapshot
from modusvivendi.workbench.twins import At, Shown, page
from modusvivendi.workbench.workplace import PATIENCE

router = APIRouter(tags=["Reports"])

Find = Annotated[str, Query(max_length=200, description="Words of a title, an outlet or a file's name")]


@page(router, "/reports", "reports.html.j2", "The reports of the case, and what is being read")
def reports(
    at: At,
    find: Find = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    handle: Annotated[str, Query(max_length=400, description="Whose handling is shown as a form")] = "",
    about: Annotated[
        str, Query(max_length=400, description="Whose outlet and date are shown as a form")
    ] = "",
) -> Shown:
    """Give the reports as ``modus brief --json`` does, and what became of files that were handed in."""
    record, inbox = at.place.record(), at.place.inbox
    wanted = regardless(at.place.case)
    handed = inbox.progress()
    found = chosen(record.reports(), find)
    counts = {state: sum(one.state == state for one in handed) for state in ("waiting", "reading")}
    left = sum(counts.values())
    return Shown(
        lambda: {"reports": [_row(record, report) for report in found], "handed_in": handed},
        {
            **listing(
                record.reports(),
                found,
                lambda report: _row(record, report),
                statements=len(record.statements()),
                undecided=sum(s.id not in record.standing.decided for s in record.statements()),
                number=number,
            ),
            "find": find,
            "handle": handle,
            "regardless": {report.name for report in found if report.sha256 in wanted},
            "has_gate": at.place.settings.leaves_out,
            "about": about,
            "handling": record.handling(),
            "usual": USUAL,
            "handed": handed,
            "left": left,
            "done": len(handed) - left,
            "poll": 1 if left else None,
        },
    )


def _row(record: RecordSnapshot, report: Report) -> dict[str, Any]:
    """Give what is said of a report, without its text."""
    entry = report_entry(report, len(record.by_report[report.name]), record.handling().get(report.name))
    row = report_record(entry) | {"decided": record.decided[report.name]}
    row.pop("body", None)
    return row


@router.post(
    "/reports",
    summary="Hand in reports",
    openapi_extra=fields(
        files="*Reports, several under the same name", text="A pasted text", outlet="Its outlet",
        title="Its title", date="The day it was published",
    ),
)  # fmt: skip
def hand_in(at: At, form: Sent) -> Response:
    """Keep files or a pasted text to be read."""
    files = []
    for file in form.files("files"):
        data = file.file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise too_large(file.filename or "", len(data), LARGEST_FILE)
        files.append((file.filename or "report.txt", data))
    text = form.text("text")
    if text.strip():
        about = {name: form.line(name) for name in ("outlet", "title", "date")}
        files.append((pasted_name(about["title"], text), pasted_report(text, **about)))
    if not files:
        raise ReportError("there is nothing to read", hint="choose files, or paste a text")
    names = at.place.inbox.hand_in(files)
    told = listed(names) if len(names) < 4 else count_words(len(names), "file")
    return go("/reports", f"Received: {told}.")


@router.post(
    "/reports/handling",
    summary="Say how a report is to be handled",
    openapi_extra=fields(
        report="Its name", caveats="Caveats, one a line", usual="A usual caveat, several under the same name",
        redact="yes: exports leave out its sentences and sources",
        seen="The number of what you saw; 0 where there was nothing to be minded",
    ),
)  # fmt: skip
def handling(at: At, form: Sent) -> Response:
    """Keep how a report is to be handled: its caveats stand on every export from now on."""
    name, seen = form.text("report"), form.line("seen")
    caveats = [*form.lines("usual"), *(line for line in form.text("caveats").splitlines() if line.strip())]
    try:
        with at.place.deciding() as dossier:
            now = dossier.handle(
                name,
                caveats=caveats,
                redact=form.line("redact") == "yes",
                who=at.session.who,
                based_on=int(seen) if seen.isdigit() else None,
            )
    except EditConflict as late:
        theirs, yours = _in_words(late.theirs), _in_words(late.yours)
        late.hint = f"it now says: {theirs}; yours was not kept: {yours}. Look at it and decide again"
        raise
    told = _in_words(now.model_dump())
    return go(
        f"/reports?{urlencode({'find': form.text('find'), 'page': form.line('page') or '1'})}",
        f"{name}: {told}.",
    )


def _in_words(handling: Mapping[str, Any]) -> str:
    """Say how a report is handled.

    Examples
    --------
    >>> _in_words({"caveats": ("internal",), "redact": True}), _in_words({"caveats": (), "redact": False})
    ('internal, texts withheld from others', 'nothing to be minded')
    """
    parts = [*handling["caveats"], *(["texts withheld from others"] if handling["redact"] else [])]
    return ", ".join(parts) or "nothing to be minded"


@router.post(
    "/reports/about",
    summary="Say when a report was published, and by whom",
    openapi_extra=fields(
        report="Its name", date="The day it was published", outlet="Who published it"
    ),
)  # fmt: skip
def put_right(at: At, form: Sent) -> Response:
    """Read a report anew, as published when and by whom a person knows better than the page."""
    name, told, outlet = form.text("report"), form.line("date"), form.line("outlet")
    report = at.place.record().report(name)
    try:
        day = dt.date.fromisoformat(told) if told else None
    except ValueError:
        raise CaseError(f"{told!r} is no date", hint="write it like 2026-03-09") from None
    if day in (None, report.date) and outlet in ("", report.outlet):
        raise CaseError("nothing is changed", hint="write its date or its outlet as it should be")
    data = _file_of(at.place.case, report)
    # What is not said stays as it is, also where a person has said it before.
    at.place.inbox.hand_in([(name, data)], day or report.date, outlet or report.outlet or "")
    parts = [f"on {date_words(told)}"] if told else []
    parts += [f"by {outlet}"] if outlet else []
    return go("/reports", f"{name} is read again, as published {' '.join(parts)}.")


@router.post(
    "/reports/regardless",
    summary="Read a report all the same",
    openapi_extra=fields(report="The name of a report that was left out as not about a negotiation"),
)
def read_all_the_same(at: At, form: Sent) -> Response:
    """Read a report whatever it seems to be about, now and whenever it is read again."""
    name = form.text("report")
    report = at.place.record().report(name)
    data = _file_of(at.place.case, report)
    keep_regardless(at.place.case, {report.sha256: name})
    # What a person told about it stays.
    day = report.date if report.date_from == "option" else None
    at.place.inbox.hand_in([(name, data)], day, report.outlet or "")
    return go("/reports", f"{name} is read all the same.")


def _file_of(case: Path, report: Report) -> bytes:
    """Give the file of a report as it came in.

    Raises
    ------
    CaseError
        It is gone, or was handed in with others in one file.
    """
    try:
        data = (case / "reports" / report.name).read_bytes()
    except OSError as error:
        raise CaseError("its file cannot be read", file=report.name, hint=error.strerror) from None
    if hashlib.sha256(data).hexdigest() != report.sha256:
        raise CaseError(
            "it came with others in one file, which tells their dates and outlets",
            hint="take it out, and paste its text with what you know",
        )
    return data


@router.post("/reports/remove", summary="Take a report out", openapi_extra=fields(report="Its name"))
def remove(at: At, form: Sent) -> Response:
    """Take a report and its statements out of the case; decisions about them are kept."""
    name = form.text("report")
    place = at.place
    place.record().report(name)
    with place.dossier() as dossier:
        dossier.remove(name)
    removed = place.case / "reports" / name
    aside = place.case / "removed"
    try:
        if removed.exists():
            aside.mkdir(exist_ok=True)
            put_in_place(removed, aside / name)
    except OSError as error:
        raise CaseError("its file cannot be put aside", file=name, hint=error.strerror) from None
    # Drafting the model again takes long on a large case.
    drafting = threading.Thread(target=place.reports_came, daemon=True)
    drafting.start()
    drafting.join(PATIENCE)
    return go("/reports", f"{name} was taken out. Its file is in the case’s folder “removed”.")


@router.post("/reports/told", summary="Forget what became of files handed in")
def forget(at: At, form: Sent) -> Response:
    """Clear the list of what became of files that were handed in."""
    at.place.inbox.forget()
    return go("/reports")
