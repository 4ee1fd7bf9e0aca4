"""What a person decides about a statement that a reader found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from modusvivendi.errors import CaseError, nearest
from modusvivendi.statements.statement import Statement


class Decision(StrEnum):
    """A person accepts a statement as it is, rejects it, or puts it right."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"


class Review(BaseModel):
    """A decision about one statement: by whom, when (UTC), and for an edit what is changed to what.

    The latest review of a statement counts; earlier ones are kept.
    """

    model_config = ConfigDict(frozen=True)

    statement: str
    decision: Decision
    who: str
    when: dt.datetime
    changes: dict[str, Any] = {}
    note: str = ""


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
        "earlier",
        "act",
    }
    | {"condition_acts", "effect", "chain"}
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
            start = body.find(condition, statement.start)
            start = start if start >= 0 else body.find(condition)
            if start < 0:
                raise CaseError(
                    f"the condition {condition!r} is no passage of {statement.report}",
                    hint="quote it exactly",
                )
            values |= {"condition_start": start, "condition_end": start + len(condition)}
    try:
        return Statement.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CaseError(f"the edit of {statement.id} does not fit: {place}: {first['msg']}") from error
