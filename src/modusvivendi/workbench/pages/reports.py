"""*Reports*: drop files or paste a text, see what becomes of them, and what the case has."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from modusvivendi.brief.contract import report_record
from modusvivendi.brief.entries import report_entry
from modusvivendi.english import count_words, listed
from modusvivendi.errors import CaseError, ReportError
from modusvivendi.reports.formats import SUFFIXES
from modusvivendi.reports.limits import LARGEST_FILE, too_large
from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.intake import pasted_name, pasted_report
from modusvivendi.workbench.rendering import go
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Reports"])


@page(router, "/reports", "reports.html.j2", "The reports of the case, and what is being read")
def reports(at: At) -> Shown:
    """Give the reports as ``modus brief --json`` does, and what became of files that were handed in."""
    record, inbox = at.place.record(), at.place.inbox
    handed = inbox.progress()
    rows: list[dict[str, Any]] = []
    for report in record.reports():
        entry = report_entry(report, len(record.by_report[report.name]))
        rows.append(report_record(entry) | {"decided": record.decided[report.name]})
        rows[-1].pop("body", None)
    rows.sort(key=lambda row: (row["date"] or "", row["report"]), reverse=True)
    counts = {state: sum(one.state == state for one in handed) for state in ("waiting", "reading")}
    left = sum(counts.values())
    return Shown(
        {"reports": rows, "handed_in": handed},
        {
            "handed": handed,
            "left": left,
            "done": len(handed) - left,
            "poll": 1 if left else None,
            "statements": len(record.statements()),
            "endings": ",".join(SUFFIXES),
            "unknown_dates": sum(row["date"] is None for row in rows),
        },
    )


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
            removed.replace(aside / name)
    except OSError as error:
        raise CaseError("its file cannot be put aside", file=name, hint=error.strerror) from None
    place.reports_came()
    return go("/reports", f"{name} was taken out. Its file is in the case’s folder “removed”.")


@router.post("/reports/told", summary="Forget what became of files handed in")
def forget(at: At, form: Sent) -> Response:
    """Clear the list of what became of files that were handed in."""
    at.place.inbox.forget()
    return go("/reports")
