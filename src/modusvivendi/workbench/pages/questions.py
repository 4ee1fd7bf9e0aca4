"""*Questions*: what the record leaves open, which answer decides, and what would change the picture."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from modusvivendi.brief.page import in_interpretations
from modusvivendi.brief.results import interpretation_entries, not_known, question_entries
from modusvivendi.brief.wording import QUESTION_KINDS, concept_order
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.pages.results import letters_of
from modusvivendi.workbench.rendering import go
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Questions"])

SEARCH = "trying what somebody could say"

Search = Annotated[bool, Query(description="On the page, whether it is looked for, which can take a minute")]

MOST_INTERPRETATIONS = 64
"""Interpretations shown in the table; all that were solved are in the data."""


@page(router, "/questions", "questions.html.j2", "Open questions, what each decides, and the interpretations")
def questions(at: At) -> Shown:
    """Give questions and interpretations as ``modus brief --json`` does."""
    findings = at.place.findings(at.patience)
    record = at.place.record()
    asked = question_entries(findings)
    read = interpretation_entries(findings)
    open_ones = [q for q in asked if q.kind != "not reported"]
    entries = at.place.arrangements(at.patience)
    arrangements = {entry.number: entry for entry in entries}
    return Shown(
        {
            "questions": [q.model_dump(mode="json") for q in asked],
            "interpretations": [one.model_dump(mode="json") for one in read],
        },
        {
            "questions": sorted(open_ones, key=lambda q: -len(q.decides)),
            "unreported": [q for q in asked if q.kind == "not reported"],
            "not_known": not_known(findings, record.reports()),
            "kinds": QUESTION_KINDS,
            "arrangements": arrangements,
            "letters": letters_of(entries),
            "interpretations": read[:MOST_INTERPRETATIONS],
            "solved": len(read),
            "count": findings.ensemble.count,
            "columns": [(q.id, q.question) for q in asked if q.id],
            "keys": {f"c{n}": name for n, name in enumerate(findings.conflict.circumstances, start=1)},
            "concepts": concept_order(findings.ensemble.concepts),
            "names": {dm.key: dm.name or dm.key for dm in findings.conflict.decision_makers},
            "in_interpretations": in_interpretations,
            "by_id": record.substance.by_id,
        },
    )


@page(
    router,
    "/questions/tripwires",
    "tripwires.html.j2",
    "What nobody has said yet and would change what holds",
)
def tripwires(at: At, about: Annotated[int | None, Query(ge=0)] = None, search: Search = True) -> Shown:
    """Find tripwires, as ``modus tripwires --json`` does, about the arrangement with the code ``about``."""
    from modusvivendi.conflict.words import Words
    from modusvivendi.insight.arrangements import fullest
    from modusvivendi.insight.tripwires import tripwires as find

    findings, ensemble = at.place.findings(at.patience), at.place.ensemble(at.patience)
    conflict = findings.conflict
    entries = at.place.arrangements(at.patience)
    if about is None:
        first = fullest(findings.arrangements)
        if first is None:
            raise ConflictError(
                "no arrangement holds in any interpretation", hint="look at the page Questions"
            )
        about = first.code
    if about not in {int(code) for code in conflict.codes}:
        raise UnknownName(f"there is no feasible state with the code {about}")
    searching, found, tried = at.place.searching, None, None
    try:
        if search or at.as_data:
            found = searching.get(
                SEARCH,
                ensemble,
                lambda: find(
                    conflict, about=about, ensemble=ensemble, progress=searching.counting(SEARCH, about)
                ),
                at.patience,
                about,
            )
    except StillWorking as working:
        if at.as_data:
            raise
        tried = working.tried
    return Shown(
        lambda: found.record() if found else {},
        {
            "found": found,
            "tried": tried,
            "search": search,
            "poll": 1 if search and found is None else None,
            "about": about,
            "taken": Words(conflict).state(conflict.taken(about)),
            "entries": [entry for entry in entries if not entry.gmr_only][:40],
        },
    )


@router.post(
    "/questions/tripwires/stop",
    summary="Stop trying what somebody could say",
    openapi_extra=fields(about="The code of the arrangement that it is about"),
)
def stop(at: At, form: Sent) -> Response:
    """Stop the search."""
    about = form.line("about")
    if about.isdigit():
        at.place.searching.stop(SEARCH, int(about))
    return go(f"/questions/tripwires?{urlencode({'about': about, 'search': 'false'})}")
