"""The main job: from reports in a case's folder to its brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.brief.contents import Contents
from modusvivendi.errors import CaseError, ConflictError, EndpointError, ModusError, ReaderError, ReportError
from modusvivendi.reports.formats import SUFFIXES
from modusvivendi.version import __version__

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Dossier, Record
    from modusvivendi.insight.interpretations import Ensemble
    from modusvivendi.reports import Report
    from modusvivendi.statements.read import Reader

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

REPORT_FILES = tuple(SUFFIXES)
"""Extensions of the files in a case's ``reports`` folder that are read again."""


@dataclass(frozen=True)
class Made:
    """A brief that was made, and what could not be used on the way."""

    contents: Contents
    problems: tuple[ModusError, ...]


def make_brief(
    case: Path,
    paths: Sequence[Path],
    *,
    title: str | None = None,
    dates: Mapping[str, dt.date] | None = None,
    outlets: Mapping[str, str] | None = None,
    reader: str | Reader = "rules",
    merge: bool = False,
    progress: Progress | None = None,
) -> Made:
    """Read reports into a case, draft and solve its model, and write ``brief.html``.

    Parameters
    ----------
    case
        Folder of the case; made if it does not exist, once a report could be read.
    paths
        Reports to add. None: those in the case's ``reports`` folder.
    title
        What the case is about; the case's folder name if not given.
    dates, outlets
        Publication dates and outlets, by file name, that a person knows better than the page.
    reader
        Which reader finds the statements; see `modusvivendi.statements.read.read`.
    merge
        Whether a new draft is merged into a model that a person has changed, rather than set beside it.
    progress
        Told how far it is.

    Returns
    -------
    Made
        With the problems of single reports, which do not keep the others from being done.

    Raises
    ------
    ReportError, ReaderError
        If no report could be read.
    CaseError
        If the case cannot be used or written.
    ConflictError
        If a person's model in the case is malformed.
    """
    tell = progress or (lambda stage, done, total: None)
    reports, files, problems = _load(case, paths, dates or {}, outlets or {})
    if not reports:
        if problems:
            raise problems[0] if len(problems) == 1 else _together(problems)
        if not (case / "dossier.db").exists():
            raise CaseError(
                "there are no reports to read", file=str(case), hint="name reports, or a case that has some"
            )
    from modusvivendi.dossier.related import read_related
    from modusvivendi.reports.regardless import regardless
    from modusvivendi.statements.read import DEFAULT_READER, RulesReader

    if reader == DEFAULT_READER:
        reader = RulesReader(regardless=regardless(case))
    is_new = not (case / "dossier.db").exists()
    try:
        with _open(case) as dossier:
            unread = _read_into(dossier, case, reports, files, dates or {}, reader, tell)
            if len(unread) == len(reports) > 0:
                raise unread[0] if len(unread) == 1 else ReaderError(_listed(unread))
            related = read_related(dossier, case, reader)
            contents = _conclude(case, dossier, title, merge, tell, _told_of(related))
    except ReaderError:
        if is_new:
            _discard_if_empty(case)
        raise
    except KeyboardInterrupt as stop:
        if is_new:
            _discard_if_empty(case)
        stop.add_note(_what_is_kept(case))
        raise
    problems += unread
    return Made(contents, tuple(problems))


@dataclass(frozen=True)
class DraftedCase:
    """A model drafted for a case.

    Attributes
    ----------
    path
        Where it was written: ``conflict.draft.yaml`` beside a model that a person has changed, unless merged.
    conflict
        The draft; of a merged one, what the model has become.
    disagreements
        Where merging met changes of a person's that the new draft contradicts.
    """

    path: Path
    conflict: Conflict
    disagreements: tuple[str, ...] = ()


def draft_case(case: Path, *, merge: bool = False) -> DraftedCase:
    """Draft the model of a case from its dossier.

    Parameters
    ----------
    case
        Folder of the case.
    merge
        Whether the draft is merged into a model that a person has changed, rather than set beside it.

    Raises
    ------
    CaseError
        If there is no dossier, or nothing in it that could be modelled.
    """
    from modusvivendi.conflict import Conflict
    from modusvivendi.conflict.draft import draft, merge_draft, write_draft
    from modusvivendi.dossier import Dossier

    if not (case / "dossier.db").exists():
        raise CaseError(
            "there is no dossier here", file=str(case), hint="make one with: modus brief REPORT... --case"
        )
    with Dossier.open(case / "dossier.db") as dossier:
        conflict = draft(dossier, title=_title(case))
    if conflict is None:
        raise CaseError("no statement in the dossier speaks of anybody doing anything", file=str(case))
    model = case / "conflict.yaml"
    if merge:
        disagreements = merge_draft(conflict, model, version=__version__)
        return DraftedCase(model, Conflict.load(model), disagreements)
    return DraftedCase(write_draft(conflict, model, version=__version__), conflict)


def _load(
    case: Path, paths: Sequence[Path], dates: Mapping[str, dt.date], outlets: Mapping[str, str]
) -> tuple[list[Report], dict[str, Path], list[ModusError]]:
    """Give the reports that can be read, the files they came in (by digest), and the problems."""
    from modusvivendi.reports import load_all

    if not paths and (case / "reports").is_dir():
        paths = sorted(p for p in (case / "reports").iterdir() if p.suffix.lower() in REPORT_FILES)
    reports: list[Report] = []
    files: dict[str, Path] = {}
    problems: list[ModusError] = []
    for path in paths:
        try:
            found = load_all(path, outlet=outlets.get(path.name), date=dates.get(path.name))
        except ReportError as problem:
            problems.append(problem)
        else:
            for report in found:
                if report.sha256 not in files:
                    reports.append(report)
                    files[report.sha256] = path
    return reports, files, problems


def _together(problems: Sequence[ModusError]) -> ReportError:
    return ReportError(_listed(problems))


def _listed(problems: Sequence[ModusError]) -> str:
    return "no report could be read:\n  " + "\n  ".join(str(p) for p in problems)


def _discard_if_empty(case: Path) -> None:
    """Take back a dossier that was made for nothing, and the folder if it was made for it."""
    from modusvivendi.dossier import Dossier

    with Dossier.open(case / "dossier.db") as dossier:
        if dossier.reports():
            return
        dossier.discard()
    (case / "dossier.db").unlink(missing_ok=True)  # where it was a pointer to PostgreSQL
    with suppress(OSError):
        case.rmdir()


def _what_is_kept(case: Path) -> str:
    """Say what an interrupted run leaves: each report is read whole or not at all, and so is each file."""
    if not (case / "dossier.db").exists():
        return "nothing was written"
    there = [name for name in ("conflict.yaml", "brief.html") if (case / name).exists()]
    also = f"; {' and '.join(there)} may be older than its reports" if there else ""
    return f"{case} keeps the reports that were read whole{also}; run it again to go on"


def _open(case: Path) -> Dossier:
    from modusvivendi.dossier import Dossier

    try:
        case.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"cannot make the case's folder: {error.strerror}", file=str(case)) from None
    return Dossier.open(case / "dossier.db")


def _read_into(
    dossier: Dossier,
    case: Path,
    reports: Sequence[Report],
    files: Mapping[str, Path],
    dates: Mapping[str, dt.date],
    reader: str | Reader,
    tell: Progress,
) -> list[ReaderError]:
    """Read reports into the dossier; one that the reader cannot read keeps what it had, and is told."""
    from modusvivendi.dossier.files import keep_file
    from modusvivendi.statements.read import ask_ahead, read, reader_name

    unread: list[ReaderError] = []
    ask_ahead(reader, reports)

    everything = [*dossier.reports(), *reports]
    tell("reading reports", 0, len(reports))
    for number, report in enumerate(reports, start=1):
        others = [other for other in everything if other.sha256 != report.sha256]
        try:
            found = read(report, reader=reader, others=others, dates=dates)
        except EndpointError:
            raise
        except ReaderError as problem:
            unread.append(problem)
            continue
        file = files[report.sha256]
        added = dossier.add(report, found, reader=reader_name(reader))
        keep_file(case, file, added.report.name if report.name == file.name else None)
        tell("reading reports", number, len(reports))
    return unread


def _told_of(related: Sequence[Report]) -> list[str]:
    """Say which reports were read although they seemed to be about something else."""
    why = "seems to be about no negotiation; it was read because it names parties of the other reports"
    return [f"{report.name} {why}" for report in related]


def _conclude(
    case: Path, dossier: Dossier, title: str | None, merge: bool, tell: Progress, warnings: Sequence[str] = ()
) -> Contents:
    from modusvivendi.brief.html import write
    from modusvivendi.conflict import Conflict
    from modusvivendi.conflict.draft import draft, is_as_drafted, merge_draft, write_draft
    from modusvivendi.insight.interpretations import solve_interpretations

    model = case / "conflict.yaml"
    edited = model.exists() and not is_as_drafted(model)
    tell("drafting the model", 0, 1)
    drafted = draft(dossier, title=title or _title(case))
    disagreements: tuple[str, ...] = ()
    if drafted is not None and merge:
        disagreements = merge_draft(drafted, model, version=__version__)
    elif drafted is not None:
        write_draft(drafted, model, version=__version__)
    elif not edited and model.exists():
        model.unlink()  # what an earlier run drafted from statements that are no longer there
    tell("drafting the model", 1, 1)
    conflict = Conflict.load(model) if model.exists() else None
    ensemble = None
    if conflict is not None:
        if conflict.graph is not None:
            raise ConflictError(
                "a brief needs a model in option form", file=str(model), hint="solve it with: modus solve"
            )
        ensemble = solve_interpretations(conflict, progress=lambda done, total: tell("solving", done, total))
    tell("writing the brief", 0, 1)
    merged = [f"merging the new draft: {told}" for told in disagreements]
    merged = [*warnings, *merged]
    contents = contents_of(case, dossier, conflict, ensemble, title=title, edited=edited, warnings=merged)
    write(contents, case / "brief.html")
    tell("writing the brief", 1, 1)
    return contents


def contents_of(
    case: Path,
    record: Record,
    conflict: Conflict | None,
    ensemble: Ensemble | None,
    *,
    title: str | None = None,
    edited: bool = False,
    warnings: Sequence[str] = (),
    decisions: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Contents:
    """Put together what the brief of a case says, with what its reader should know about the model.

    Parameters
    ----------
    case
        Folder of the case.
    record
        Its record.
    conflict, ensemble
        Its model and what solving it found; None where there is none.
    title
        What the case is about; else the model says, or the folder's name.
    edited
        Whether a person has changed the model since it was drafted.
    warnings
        What else the reader should know.
    decisions, progress
        Whether the questions people bring are answered, which takes longest, and who is told how far it is.
    """
    from modusvivendi.brief.assemble import assemble
    from modusvivendi.dossier.grading import read_grades

    known = [*conflict.warnings, *warnings, *_unresolved(conflict, record)] if conflict else list(warnings)
    grades = read_grades(case)
    found = assemble(
        record,
        conflict,
        ensemble,
        case=str(case),
        title=title or (conflict.title if conflict else "") or _title(case),
        model_file=str(case / "conflict.yaml") if conflict else "",
        model_edited=edited,
        warnings=known,
        decisions=decisions,
        progress=progress,
    )
    if not grades:
        return found
    graded = (
        one.model_copy(update={"grade": grades[one.origin].grade}) if one.origin in grades else one
        for one in found.origins
    )
    return found.model_copy(update={"origins": tuple(graded)})


def _unresolved(conflict: Conflict, dossier: Record) -> list[str]:
    known = {s.id for s in dossier.statements()}
    return [
        f"the evidence {i} in {listed[0]} is no statement of the dossier"
        for i, listed in conflict.evidence().items()
        if i not in known
    ]


def _title(case: Path) -> str:
    return case.resolve().name.replace("-", " ").replace("_", " ").capitalize()
