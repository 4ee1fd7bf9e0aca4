"""A case as the store of a run through very many reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from modusvivendi.dossier.dossier import Dossier
from modusvivendi.dossier.files import keep_file
from modusvivendi.dossier.keeping import Added
from modusvivendi.reports.regardless import keep_regardless
from modusvivendi.statements.many import Outcome


class Intake:
    """Takes reports as they are read into a case, each batch as a whole or not at all.

    Parameters
    ----------
    case
        The case's folder.
    dossier
        Its dossier.
    reader
        Name and version of what reads: reports read with another are read again.
    again
        Read all reports again.
    regardless
        These are read whatever they seem to be about, now and whenever they are read again.
    """

    def __init__(
        self, case: Path, dossier: Dossier, reader: str, *, again: bool = False, regardless: bool = False
    ) -> None:
        self._case = case
        self._dossier = dossier
        self._reader = reader
        self._regardless = regardless
        known = dossier.digests()
        self._done = {digest for digest, (_, by, _) in known.items() if by == reader and not again}
        self._dates = {date for _, _, date in known.values() if date is not None}

    def has(self, sha256: str) -> bool:
        """Tell whether the report with this digest is in the case, read with this reader."""
        return sha256 in self._done

    def dates(self) -> Iterable[dt.date]:
        """Give the dates of the case's reports."""
        return self._dates

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Keep reports with their statements and files; see `modusvivendi.dossier.Dossier.add_all`."""
        new = {
            report.sha256: (report, statements, outcome.path)
            for outcome in outcomes
            for report, statements in outcome.read
        }
        if not new:
            return
        if self._regardless:
            keep_regardless(self._case, {digest: report.name for digest, (report, _, _) in new.items()})

        def keep_files(added: tuple[Added, ...]) -> None:
            for one in added:
                report, _, path = new[one.report.sha256]
                keep_file(self._case, path, one.report.name if report.name == path.name else None)

        added = self._dossier.add_all(
            [(report, statements) for report, statements, _ in new.values()],
            reader=self._reader,
            before=keep_files,
        )
        self._done |= new.keys()
        self._dates |= {one.report.date for one in added if one.report.date is not None}
