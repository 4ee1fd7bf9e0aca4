"""The object that ``modus brief --json`` prints; its members and their fields are what scripts rely on."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from modusvivendi.brief.contents import ConflictEntry, Contents, ReportEntry

_STORED_AS_READ = {".txt", ".md"}

_NO_CONFLICT = ConflictEntry(decision_makers={}, feasible_states=0, preferences=0, with_evidence=0)


def payload(contents: Contents) -> dict[str, Any]:
    """Give a brief's contents as one object of JSON types.

    Parameters
    ----------
    contents
        What the brief says.

    Returns
    -------
    dict
        ``case, reports, statements, positions, origins, conflict, arrangements, questions`` with at least
        the fields of the contract, and beside them what else the brief says. Unknown values are None.
        Without a model ``conflict`` has no decision makers and ``model`` is False. The body of a report is
        given unless it is, byte for byte, the text file itself.
    """
    rest = contents.model_dump(mode="json", exclude={"reports", "conflict", "title"})
    conflict = contents.conflict or _NO_CONFLICT
    return {
        "case": rest.pop("case"),
        "title": contents.title,
        "answer": rest.pop("answer"),
        "reports": [report_record(report) for report in contents.reports],
        "statements": rest.pop("statements"),
        "positions": rest.pop("positions"),
        "origins": rest.pop("origins"),
        "model": contents.conflict is not None,
        "conflict": conflict.model_dump(mode="json"),
        "arrangements": rest.pop("arrangements"),
        "questions": rest.pop("questions"),
        **rest,
    }


def report_record(report: ReportEntry) -> dict[str, Any]:
    """Give a report as `payload` does."""
    # A plain file's text is the file itself: whoever opens it finds the offsets there. The body of anything
    # else, a page that calls itself .txt or a file in an old encoding too, can only be had from us.
    plain = PurePath(report.report).suffix.lower() in _STORED_AS_READ
    same = hashlib.sha256(report.body.encode("utf-8", "replace")).hexdigest() == report.sha256
    return report.model_dump(mode="json", exclude={"body"} if plain and same else None)
