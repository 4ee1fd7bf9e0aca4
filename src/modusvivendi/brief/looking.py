"""Look at a case as it is, or as it was on some day, without writing anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.brief.assemble import as_it_was, assemble
from modusvivendi.brief.changing import change_entry
from modusvivendi.brief.contents import Contents, DecisionEntry
from modusvivendi.errors import CaseError

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Dossier, Record

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class View:
    """A case as it is, or as it was on some day.

    Attributes
    ----------
    record
        What was known; usable as long as the view is open.
    conflict
        The model; None where nothing could be modelled.
    edited
        Whether a person has changed the model since it was drafted.
    undated
        Reports with statements that were left out, as nobody can tell that they were known by then.
    as_of
        The day; None: now.
    """

    record: Record
    conflict: Conflict | None
    edited: bool
    undated: tuple[str, ...]
    as_of: dt.date | None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be placed in time."""
        return said_of_undated(self.undated, self.as_of)


@contextmanager
def view(case: Path, *, as_of: dt.date | None = None, title: str | None = None) -> Iterator[View]:
    """Open what was known of a case on some day, and the model that follows from it.

    Parameters
    ----------
    case
        Folder of the case, with its dossier.
    as_of
        Only what was published and said up to this day counts; None: everything.
    title
        What the case is about; that of the model, or else the folder's name, if not given.

    Yields
    ------
    View
        Open until the block is left.

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
    with opened_record(case, as_of=as_of) as (dossier, record, undated):
        conflict, edited = _model(case, dossier, record, title)
        yield View(record, conflict, edited, undated, as_of)


@contextmanager
def opened_record(
    case: Path, *, as_of: dt.date | None = None
) -> Iterator[tuple[Dossier, Record, tuple[str, ...]]]:
    """Open the record of a case, whole and as it was on some day.

    Yields
    ------
    Dossier, Record, tuple of str
        All of it; what was known by then; the reports with statements that no date places.

    Raises
    ------
    CaseError
        If the folder holds no dossier.
    """
    from modusvivendi.dossier import Dossier, Selection

    if not (case / "dossier.db").exists():
        raise CaseError(
            "there is no dossier here", file=str(case), hint="make one with: modus brief REPORT... --case"
        )
    with Dossier.open(case / "dossier.db") as dossier:
        if as_of is None:
            yield dossier, dossier, ()
            return
        selection = Selection(dossier, as_of=as_of)
        left_out = frozenset(selection.undated)
        undated = {s.report: None for s in dossier.statements() if s.id in left_out}
        yield dossier, selection, tuple(undated)


def look_at(
    case: Path,
    *,
    as_of: dt.date | None = None,
    title: str | None = None,
    progress: Progress | None = None,
    decisions: bool = True,
) -> Contents:
    """Give what a brief of a case would say, now or on some day.

    Parameters
    ----------
    case, as_of, title
        As in `view`.
    progress
        Told the stage, how much of it is done, and how much there is.
    decisions
        Whether the questions people bring are answered, which takes longest.

    Returns
    -------
    Contents
        With a warning for what could not be placed in time.

    Raises
    ------
    CaseError, ConflictError
        As in `view`.
    """
    with view(case, as_of=as_of, title=title) as seen:
        return _contents(case, seen, title, progress or (lambda stage, done, total: None), decisions)


def what_changed(case: Path, *, title: str | None = None, progress: Progress | None = None) -> DecisionEntry:
    """Say what has changed since the longest pause in what was reported, as the brief of a case has it.

    Parameters
    ----------
    case, title, progress
        As in `look_at`.

    Raises
    ------
    CaseError, ConflictError
        As in `view`; also if nothing in the record could be modelled.
    """
    tell = progress or (lambda stage, done, total: None)
    with view(case, title=title) as seen:
        if seen.conflict is None:
            raise CaseError("nothing in the record could be modelled", file=str(case))
        now = _contents(case, seen, title, tell, decisions=False)
        return change_entry(now, seen.record, seen.conflict, edited=seen.edited, as_it_was=as_it_was)


def said_of_undated(reports: Sequence[str], as_of: dt.date | None) -> tuple[str, ...]:
    """Name the reports that were left out, in one sentence; nothing where there are none."""
    if not reports:
        return ()
    from modusvivendi.english import listed

    return (
        f"left out for want of any date: {listed(reports)}; "
        f"nobody can tell whether that was known on {as_of}",
    )


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


def _contents(case: Path, seen: View, title: str | None, tell: Progress, decisions: bool) -> Contents:
    from modusvivendi.insight.interpretations import solve_interpretations

    conflict, ensemble = seen.conflict, None
    if conflict is not None and conflict.graph is None:
        ensemble = solve_interpretations(conflict, progress=lambda done, total: tell("solving", done, total))
    return assemble(
        seen.record,
        conflict if ensemble is not None else None,
        ensemble,
        case=str(case),
        title=title or (conflict.title if conflict else "") or title_of(case),
        model_file=str(case / "conflict.yaml") if seen.edited else "",
        model_edited=seen.edited,
        warnings=seen.warnings,
        decisions=decisions,
    )
