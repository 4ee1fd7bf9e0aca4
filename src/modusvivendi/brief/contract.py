"""The object that ``modus brief --json`` prints; its members and their fields are what scripts rely on."""

from __future__ import annotations

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
        given where it was extracted from another format; that of a text file is the file itself.
    """
    rest = contents.model_dump(mode="json", exclude={"reports", "conflict", "title"})
    conflict = contents.conflict or _NO_CONFLICT
    return {
        "case": rest.pop("case"),
        "title": contents.title,
        "answer": rest.pop("answer"),
        "reports": [_report(report) for report in contents.reports],
        "statements": rest.pop("statements"),
        "positions": rest.pop("positions"),
        "origins": rest.pop("origins"),
        "model": contents.conflict is not None,
        "conflict": conflict.model_dump(mode="json"),
        "arrangements": rest.pop("arrangements"),
        "questions": rest.pop("questions"),
        **rest,
    }


def _report(report: ReportEntry) -> dict[str, Any]:
    as_read = PurePath(report.report).suffix.lower() in _STORED_AS_READ
    return report.model_dump(mode="json", exclude={"body"} if as_read else None)
