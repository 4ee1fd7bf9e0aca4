"""What people decide about statements: those a reader found, and those they add themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from modusvivendi.dossier.passages import find_passage
from modusvivendi.errors import CaseError, nearest
from modusvivendi.statements.statement import Statement


class Decision(StrEnum):
    """A person accepts a statement as it was read, rejects it, puts it right or adds it; or undoes that."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    ADD = "add"
    UNDO = "undo"


class Review(BaseModel):
    """A decision about one statement; the latest that was not undone counts, and all are kept.

    Attributes
    ----------
    statement
        The statement's id when it was decided about.
    who, when
        By whom, and at which moment (UTC).
    changes
        For an edit, all that is changed to what, earlier edits that still stand included.
    note
        Why.
    number, subject
        The number of this review, and that of the first about the same statement, whatever ids it had since.
    anchor
        The statement as it was read (or added) when it was decided about, by which it is found again in
        another reading of the report or in another version of it. None in dossiers of old.
    """

    model_config = ConfigDict(frozen=True)

    statement: str
    decision: Decision
    who: str
    when: dt.datetime
    changes: dict[str, Any] = {}
    note: str = ""
    number: int = 0
    subject: int = 0
    anchor: Statement | None = None


EDITABLE = frozenset(
    {
        "actor",
        "speaker",
        "stance",
        "proposal",
        "target",
        "condition",
        "sources",
        "anonymous",
        "quote",
        "quantity",
        "date",
        "date_kind",
        "date_inferred",
        "earlier",
        "act",
        "condition_acts",
        "effect",
        "chain",
    }
)
"""What an edit may change; the span and the sentence are the report's own."""


def edited(statement: Statement, changes: Mapping[str, Any], body: str | None = None) -> Statement:
    """Apply an edit to a statement.

    Parameters
    ----------
    statement
        As the reader found it.
    changes
        New values by field, as in JSON.
    body
        The report's body, for the span of a new condition.

    Raises
    ------
    CaseError
        A field cannot be edited, a value does not fit it, or a condition is no passage of the report.
    """
    for name in changes:
        if name not in EDITABLE:
            raise CaseError(
                f"the field {name!r} of a statement cannot be edited", hint=nearest(name, EDITABLE)
            )
    values = statement.model_dump() | dict(changes)
    if "condition" in changes:
        condition = changes["condition"]
        values |= {"condition_start": None, "condition_end": None}
        if condition is not None and body is not None:
            span = find_passage(body, condition, statement.start)
            if span is None:
                raise CaseError(
                    f"the condition {condition!r} is no passage of {statement.report}",
                    hint="quote it exactly",
                )
            values |= {
                "condition": body[slice(*span)],
                "condition_start": span[0],
                "condition_end": span[1],
            }
    try:
        return Statement.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CaseError(f"the edit of {statement.id} does not fit: {place}: {first['msg']}") from error
