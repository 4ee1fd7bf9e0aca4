"""Open a case for a command: its model and its record, as they are or as they were on some day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.progress import talk
from modusvivendi.errors import CaseError

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Record


def read_day(text: str) -> dt.date:
    """Read a day as an option gives it.

    Raises
    ------
    typer.BadParameter
        If it is no date.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date like 2025-08-24", param_hint="--as-of") from None


AsOf = Annotated[
    dt.date | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        parser=read_day,
        help="Only what was published and said up to this day; nothing is written to the case.",
    ),
]


@dataclass(frozen=True)
class Case:
    """A model, and where the record it was drafted from is.

    Attributes
    ----------
    conflict
        The model.
    dossier
        The ``dossier.db`` beside it; None where there is none.
    as_of
        The day on which it was so; None: now.
    """

    conflict: Conflict
    dossier: Path | None
    as_of: dt.date | None = None

    @contextmanager
    def record(self) -> Iterator[Record]:
        """Open what was known by then.

        Raises
        ------
        CaseError
            If no record lies beside the model.
        """
        if self.dossier is None:
            raise CaseError("no record lies beside the model")
        from modusvivendi.brief.looking import opened_record

        with opened_record(self.dossier.parent, as_of=self.as_of) as (_, record, _):
            yield record


def open_case(path: Path, as_of: dt.date | None = None) -> Case:
    """Read the model in a file, or in the folder of a case; its warnings go to stderr.

    Parameters
    ----------
    path
        A folder, or any file with a conflict.
    as_of
        Take the model that follows from what was known on this day: a person's without the statements that
        were not, any other drafted anew.

    Raises
    ------
    CaseError
        If the folder has no model, or a day is asked for and there is no record, or nothing in it by then.
    ConflictError
        If the file cannot be read or is no model.
    """
    from modusvivendi.conflict import Conflict

    folder = path if path.is_dir() else path.parent
    dossier = folder / "dossier.db"
    if as_of is not None:
        return Case(_as_of(path, folder, as_of), dossier, as_of)
    file = path / "conflict.yaml" if path.is_dir() else path
    if path.is_dir() and not file.exists():
        raise CaseError(
            "the folder has no conflict.yaml", file=str(path), hint=f"make one: modus draft {path}"
        )
    conflict = Conflict.load(file)
    for warning in conflict.warnings:
        talk(f"modus: {file}: {warning}")
    return Case(conflict, dossier if dossier.is_file() else None)


@contextmanager
def open_record(case: Path, as_of: dt.date | None = None) -> Iterator[Record]:
    """Open the record of a case as of a day; reports that no date places are left out and named on stderr.

    Raises
    ------
    CaseError
        If the folder holds no dossier.
    """
    from modusvivendi.brief.looking import opened_record, said_of_undated

    with opened_record(case, as_of=as_of) as (_, record, undated):
        for warning in said_of_undated(undated, as_of):
            talk(f"modus: {warning}")
        yield record


def _as_of(path: Path, folder: Path, day: dt.date) -> Conflict:
    from modusvivendi.brief.looking import view

    if path != folder and path.name != "conflict.yaml":
        raise CaseError(
            "a day can be asked for of a case only, as its record tells what was known then",
            file=str(path),
            hint="give the case's folder",
        )
    with view(folder, as_of=day) as seen:
        for warning in seen.warnings:
            talk(f"modus: {warning}")
        if seen.conflict is None:
            raise CaseError(f"nothing known by {day} speaks of anybody doing anything", file=str(folder))
        return seen.conflict
