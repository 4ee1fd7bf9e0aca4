"""Read the reports of a case again with another reader, and see what its brief would say; nothing is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.brief.assemble import assemble
from modusvivendi.brief.contents import Contents
from modusvivendi.brief.looking import Progress, opened_record, title_of
from modusvivendi.dossier.record import Record

if TYPE_CHECKING:
    from modusvivendi.reports.report import Report
    from modusvivendi.statements.read import Reader
    from modusvivendi.statements.statement import Statement


class Reread(Record):
    """The reports of a case with the statements that some reader finds in them.

    Parameters
    ----------
    reports, statements
        As they are to be given.
    """

    def __init__(self, reports: tuple[Report, ...], statements: tuple[Statement, ...]) -> None:
        self._reports = reports
        self._statements = statements

    def reports(self) -> tuple[Report, ...]:
        """Give the reports of the case."""
        return self._reports

    def statements(self) -> tuple[Statement, ...]:
        """Give what the reader found, by report and place in it."""
        return self._statements


def read_again(case: Path, reader: str | Reader, progress: Progress | None = None) -> Contents:
    """Give what the brief of a case would say, had its reports been read with some reader.

    Parameters
    ----------
    case
        Folder of the case, with its dossier. Nothing is written to it; what people decided about statements
        counts for the readers alike: not at all.
    reader
        The name of a reader, or a reader.
    progress
        Told the stage, how much of it is done, and how much there is.

    Raises
    ------
    CaseError
        If the folder holds no dossier.
    ReaderError, EndpointError
        If the reader cannot read a report.
    """
    from modusvivendi.conflict.draft import draft
    from modusvivendi.insight.interpretations import solve_interpretations
    from modusvivendi.statements.read import ask_ahead, read

    tell = progress or (lambda stage, done, total: None)
    with opened_record(case) as (_, record, _):
        reports = record.reports()
    ask_ahead(reader, reports)
    found: list[Statement] = []
    for number, report in enumerate(reports, start=1):
        found += read(report, reader=reader, others=[other for other in reports if other is not report])
        tell("reading reports", number, len(reports))
    again = Reread(reports, tuple(found))
    conflict = draft(again, title=title_of(case))
    ensemble = None
    if conflict is not None:
        ensemble = solve_interpretations(conflict, progress=lambda done, total: tell("solving", done, total))
    return assemble(again, conflict, ensemble, case=str(case), title=title_of(case), decisions=False)
