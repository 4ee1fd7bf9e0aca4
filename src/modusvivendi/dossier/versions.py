"""Versions: what an edit was based on, so that nobody overwrites what another has just decided."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from modusvivendi.errors import EditConflict

if TYPE_CHECKING:
    from modusvivendi.dossier.standing import Standing, Subject
    from modusvivendi.statements.statement import Statement


def version_of(statement: Statement, subject: Subject | None) -> str:
    """Give the version of a statement: another when it is read otherwise, or decided about.

    Parameters
    ----------
    statement
        As it stands, or as it was read where it was rejected.
    subject
        What was decided about it, if anything.
    """
    last = subject.reviews[-1].number if subject else 0
    return hashlib.sha256(f"{last} {statement.model_dump_json()}".encode()).hexdigest()[:16]


def versions_of(read: Mapping[str, Statement], standing: Standing) -> dict[str, str]:
    """Give the versions of all statements by id: those that stand, and those that were rejected.

    Parameters
    ----------
    read
        All statements as the reader found them, by id.
    standing
        What stands.
    """
    known = {name: read[name] for name in standing.rejected if name in read}
    known |= {statement.id: statement for statement in standing.statements}
    return {name: version_of(found, standing.subject_of(name)) for name, found in known.items()}


def check_version(
    statement: Statement, subject: Subject | None, based_on: str | None, yours: Mapping[str, Any]
) -> None:
    """Refuse an edit that is based on another version of a statement than the present one.

    Parameters
    ----------
    statement, subject
        As for `version_of`.
    based_on
        The version that the person saw; None: whatever there is.
    yours
        The edit, as in JSON.

    Raises
    ------
    EditConflict
        It was changed meanwhile.
    """
    present = version_of(statement, subject)
    if based_on is None or based_on == present:
        return
    theirs: dict[str, Any] = {"statement": statement.model_dump(mode="json"), "review": None}
    message = f"{statement.id} was read otherwise, or a decision about it taken back, since you looked"
    if subject is not None:
        last = subject.reviews[-1]
        theirs["review"] = last.model_dump(mode="json", exclude={"anchor"})
        when = f"{last.when:%Y-%m-%d %H:%M} UTC"
        message = f"{last.who} has decided about {statement.id} since you looked ({last.decision}, {when})"
    raise EditConflict(message, yours=yours, theirs=theirs, version=present)
