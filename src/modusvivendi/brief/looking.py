"""Look at a case as it is, or as it was on some day, without writing anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.brief.assemble import assemble
from modusvivendi.brief.contents import Contents
from modusvivendi.errors import CaseError

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Dossier, Record

Progress = Callable[[str, int, int], None]


def look_at(
    case: Path, *, as_of: dt.date | None = None, title: str | None = None, progress: Progress | None = None
) -> Contents:
    """Give what a brief of a case would say, now or on some day.

    Parameters
    ----------
    case
        Folder of the case, with its dossier.
    as_of
        Only what was published and said up to this day counts; None: everything.
    title
        What the case is about; that of the model, or else the folder's name, if not given.
    progress
        Told the stage, how much of it is done, and how much there is.

    Returns
    -------
    Contents
        With a warning for what could not be placed in time.

    Raises
    ------
    CaseError
        If the folder holds no dossier.
    ConflictError
        If a person's model in the case is malformed.

    Notes
    -----
    A model that a person has changed is taken without the statements that were not known by then; any other
    is drafted anew from those that were.
    """
    from modusvivendi.dossier import Dossier, Selection

    tell = progress or (lambda stage, done, total: None)
    if not (case / "dossier.db").exists():
        raise CaseError(
            "there is no dossier here", file=str(case), hint="make one with: modus brief REPORT... --case"
        )
    with Dossier.open(case / "dossier.db") as dossier:
        warnings = []
        record: Record = dossier
        if as_of is not None:
            record = selection = Selection(dossier, as_of=as_of)
            if selection.undated:
                warnings.append(
                    f"left out for want of any date: {', '.join(selection.undated)}; "
                    f"nobody can tell whether that was known on {as_of}"
                )
        conflict, edited = _model(case, dossier, record, title)
        return _contents(case, record, conflict, edited, title, tuple(warnings), tell)


def title_of(case: Path) -> str:
    """Give the title of a case that nobody has given one: its folder's name, as words."""
    return case.resolve().name.replace("-", " ").replace("_", " ").capitalize()


def _model(case: Path, dossier: Dossier, record: Record, title: str | None) -> tuple[Conflict | None, bool]:
    from modusvivendi.conflict import Conflict
    from modusvivendi.conflict.draft import draft, is_as_drafted
    from modusvivendi.insight.withdrawal import without_statements

    file = case / "conflict.yaml"
    if not file.exists() or is_as_drafted(file):
        return draft(record, title=title or title_of(case)), False
    model = Conflict.load(file)
    unknown = {s.id for s in dossier.statements()} - {s.id for s in record.statements()}
    return without_statements(model, frozenset(unknown))[0], True


def _contents(
    case: Path,
    record: Record,
    conflict: Conflict | None,
    edited: bool,
    title: str | None,
    warnings: tuple[str, ...],
    tell: Progress,
) -> Contents:
    from modusvivendi.insight.interpretations import solve_interpretations

    ensemble = None
    if conflict is not None and conflict.graph is None:
        ensemble = solve_interpretations(conflict, progress=lambda done, total: tell("solving", done, total))
    return assemble(
        record,
        conflict if ensemble is not None else None,
        ensemble,
        case=str(case),
        title=title or (conflict.title if conflict else "") or title_of(case),
        model_file=str(case / "conflict.yaml") if edited else "",
        model_edited=edited,
        warnings=warnings,
    )
